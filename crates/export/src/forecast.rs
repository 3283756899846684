//! The forecast with every word in place: what JSON publishes and what the other forms lay out.

use certplan_core::Layer;
use certplan_core::facts::{Duration, Facts, Moment, Shutdown};
use certplan_core::forecast::{Forecast, Lapse, Point};
use certplan_core::lifecycle::{CredentialId, Outlook};
use certplan_core::long_stop::{TIME_ON, begin, long_stops};
use serde::Serialize;

use crate::document::{PlanDocument, SourceDocument, StepDocument, names};
use crate::{json, words};

/// `certplan/forecast/1`: what a shutdown that lies ahead will do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ForecastDocument {
    /// Always `certplan/forecast/1`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = "certplan/forecast/1")))]
    pub schema: &'static str,
    /// What will happen, in one sentence, led by what to do.
    pub summary: String,
    /// When it will be switched off: an instant in UTC or a plain date; absent where only a length is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub off: Option<String>,
    /// When it will be switched on again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// The credentials, and when each will lapse.
    pub credentials: Vec<LapseDocument>,
    /// Until when to be back so that the certificates of a layer are still valid; null where no time is short enough.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest_safe_return: Option<LayerPoints<String>>,
    /// The same in seconds after the shutdown, where only a length is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latest_safe_return_seconds: Option<LayerPoints<u64>>,
    /// Until when to be back so that the documents call a layer not affected; null where they say that every shutdown affects it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documented_limit: Option<LayerPoints<String>>,
    /// The same in seconds after the shutdown, where only a length is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documented_limit_seconds: Option<LayerPoints<u64>>,
    /// The fewest and shortest times to be on during the stop so that no certificate that renews itself expires, one entry a
    /// layer; absent where the length is not known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<LayerBreaks>,
    /// What to do before switching off, in order.
    pub before: Vec<StepDocument>,
    /// What will have to be done afterwards.
    pub plan: PlanDocument,
    /// Every source of the forecast that is not one of the plan's.
    pub sources: Vec<SourceDocument>,
}

/// When to be on during a stop that is too long for the certificates of a layer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LayerBreaks {
    /// `moc` or `kubernetes`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::names::<certplan_core::Layer>"))]
    pub layer: &'static str,
    /// How long it may be off without a break, in seconds.
    pub longest_off_seconds: u64,
    /// How long to stay on each time, in seconds.
    pub on_seconds: u64,
    /// When to switch on, in seconds after the beginning of the stop; empty where no break is needed.
    pub starts_seconds: Vec<u64>,
    /// When to switch on, where the beginning is known to the second.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub starts: Vec<String>,
    /// The same in words, with the reason.
    pub why: String,
}

/// A point in time for each layer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LayerPoints<T> {
    /// The infrastructure layer.
    pub moc: Option<T>,
    /// The Kubernetes layer.
    pub kubernetes: Option<T>,
}

/// What will become of a credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LapseDocument {
    /// The credential's name.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::names::<certplan_core::lifecycle::CredentialId>")
    )]
    pub credential: &'static str,
    /// `moc`, `kubernetes`, `admin_login` or `other`.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["moc", "kubernetes", "admin_login", "other"])))]
    pub layer: &'static str,
    /// Whether it speaks for its layer; the others are only pointed out.
    pub speaks_for_layer: bool,
    /// The earliest moment at which it may lapse: an instant in UTC or a plain date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lapses_from: Option<String>,
    /// The latest; absent where nobody can say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lapses_by: Option<String>,
    /// The earliest moment in seconds after the shutdown, where only a length is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lapses_from_seconds: Option<u64>,
    /// The latest, in seconds after the shutdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lapses_by_seconds: Option<u64>,
    /// `still_valid`, `unsure` or `lapsed` when everything is switched on again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::names::<certplan_core::lifecycle::Outlook>")
    )]
    pub outlook: Option<&'static str>,
    /// How long one lives, in seconds; absent where no document says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub life_seconds: Option<u64>,
    /// `model`, or `evidence` where real dates say so.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ["model", "evidence"])))]
    pub basis: &'static str,
    /// The sources of its life and of what is left.
    pub sources: Vec<&'static str>,
    /// How firmly they carry it.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::names::<certplan_core::source::Strength>")
    )]
    pub strength: &'static str,
    /// Its name in words.
    #[serde(skip)]
    pub name: &'static str,
    /// What breaks when it lapses.
    #[serde(skip)]
    pub breaks: &'static str,
    /// The outlook in words.
    #[serde(skip)]
    pub outlook_words: Option<&'static str>,
}

impl ForecastDocument {
    /// The forecast in words.
    pub fn new(forecast: &Forecast<'_>) -> Self {
        let span = match forecast.plan.assessment.facts.shutdown {
            Shutdown::Between(span) => Some(span),
            Shutdown::None | Shutdown::Unknown | Shutdown::Lasted(_) => None,
        };
        let dated = span.is_some();
        Self {
            schema: "certplan/forecast/1",
            summary: words::forecast_summary(forecast),
            off: span.map(|span| span.from().to_string()),
            on: span.map(|span| span.to().to_string()),
            credentials: forecast.lapses.iter().map(LapseDocument::new).collect(),
            latest_safe_return: dated.then(|| points(forecast.latest_safe_return, date)),
            latest_safe_return_seconds: (!dated).then(|| points(forecast.latest_safe_return, seconds)),
            documented_limit: dated.then(|| points(forecast.documented_limit, date)),
            documented_limit_seconds: (!dated).then(|| points(forecast.documented_limit, seconds)),
            breaks: breaks(forecast.plan.assessment.facts),
            before: forecast.before.iter().map(StepDocument::new).collect(),
            plan: PlanDocument::new(&forecast.plan),
            sources: forecast.sources().into_iter().map(SourceDocument::new).collect(),
        }
    }

    /// The contract's JSON, indented, with a newline at its end.
    pub fn json(&self) -> String {
        json::written(self)
    }

    /// The latest safe return of a layer in words.
    pub fn safe_return_words(&self, layer: Layer) -> String {
        point_words(layer, self.latest_safe_return.as_ref(), self.latest_safe_return_seconds.as_ref())
            .unwrap_or_else(|| "no time is short enough: check first".into())
    }

    /// The documented limit of a layer in words.
    pub fn documented_limit_words(&self, layer: Layer) -> String {
        point_words(layer, self.documented_limit.as_ref(), self.documented_limit_seconds.as_ref())
            .unwrap_or_else(|| "none, every shutdown affects this layer".into())
    }
}

fn breaks(facts: &Facts) -> Vec<LayerBreaks> {
    let from = begin(facts);
    let stops = long_stops(facts).into_iter().flatten();
    stops
        .map(|stop| LayerBreaks {
            layer: stop.layer.as_str(),
            longest_off_seconds: stop.longest_off.seconds(),
            on_seconds: TIME_ON.seconds(),
            starts_seconds: stop.breaks.iter().map(|start| start.seconds()).collect(),
            starts: stop.breaks.iter().filter_map(|start| Some(from?.plus(*start)?.to_string())).collect(),
            why: words::breaks(&stop, from),
        })
        .collect()
}

impl LapseDocument {
    fn new(lapse: &Lapse) -> Self {
        let credential = lapse.credential;
        let words = words::credential(credential.id);
        Self {
            credential: credential.id.as_str(),
            layer: layer(credential.id),
            speaks_for_layer: credential.speaks_for.is_some(),
            lapses_from: lapse.from.and_then(date),
            lapses_by: lapse.by.and_then(date),
            lapses_from_seconds: lapse.from.and_then(seconds),
            lapses_by_seconds: lapse.by.and_then(seconds),
            outlook: lapse.outlook.map(Outlook::as_str),
            life_seconds: credential.life.map(Duration::seconds),
            basis: if lapse.by_evidence { "evidence" } else { "model" },
            sources: names(credential.sources),
            strength: credential.strength.as_str(),
            name: words.name,
            breaks: words.breaks,
            outlook_words: lapse.outlook.map(words::outlook_of_one),
        }
    }

    /// The window in which it lapses, in words.
    pub fn window_words(&self) -> String {
        let point = |date: &Option<String>, seconds: Option<u64>| {
            date.as_deref().map(words::moment).or_else(|| after(seconds?))
        };
        let from = point(&self.lapses_from, self.lapses_from_seconds);
        let by = point(&self.lapses_by, self.lapses_by_seconds);
        match (from, by) {
            (Some(from), Some(by)) if from == by => from,
            (Some(from), Some(by)) => ["between ", &from, " and ", &by].concat(),
            (Some(from), None) => ["from ", &from, " on, perhaps"].concat(),
            (None, Some(by)) => ["by ", &by, " at the latest"].concat(),
            (None, None) => "not known without its date".into(),
        }
    }
}

/// The word of the contract for what a credential belongs to.
const fn layer(id: CredentialId) -> &'static str {
    match id {
        CredentialId::KubernetesLeaf => "kubernetes",
        CredentialId::MocClient | CredentialId::MocToken | CredentialId::CloudAgentCa => "moc",
        CredentialId::MocctlLogin | CredentialId::KvactlLogin | CredentialId::ManagementKubeconfig => {
            "admin_login"
        }
        CredentialId::ArcIdentity => "other",
    }
}

fn points<T>([moc, kubernetes]: [Option<Point>; 2], read: fn(Point) -> Option<T>) -> LayerPoints<T> {
    LayerPoints { moc: moc.and_then(read), kubernetes: kubernetes.and_then(read) }
}

fn date(point: Point) -> Option<String> {
    match point {
        Point::After(_) => None,
        Point::At(instant) => Some(instant.to_string()),
        Point::On(date) => Some(Moment::Date(date).to_string()),
    }
}

fn seconds(point: Point) -> Option<u64> {
    match point {
        Point::After(length) => Some(length.seconds()),
        Point::At(_) | Point::On(_) => None,
    }
}

fn after(seconds: u64) -> Option<String> {
    Some(words::length(Duration::from_seconds(seconds)?) + " after the shutdown")
}

fn point_words(
    layer: Layer,
    dates: Option<&LayerPoints<String>>,
    lengths: Option<&LayerPoints<u64>>,
) -> Option<String> {
    let date = dates.and_then(|points| points.of(layer)).map(|date| words::moment(date));
    date.or_else(|| after(*lengths?.of(layer)?))
}

impl<T> LayerPoints<T> {
    /// The point of a layer.
    pub const fn of(&self, layer: Layer) -> Option<&T> {
        match layer {
            Layer::Moc => self.moc.as_ref(),
            Layer::Kubernetes => self.kubernetes.as_ref(),
        }
    }
}
