//! A shutdown that lies ahead: what will expire and when, when to be back, and what to do before.

use chrono::{Days, NaiveDate};

use crate::assessment::assess;
use crate::case::SHUTDOWN_LIMIT;
use crate::closed::Closed;
use crate::facts::{Duration, Facts, Moment, Shutdown, Timestamp};
use crate::layer::Layer;
use crate::lifecycle::{self, Credential, Era, Margin, Outlook, Outlooks, Renewal};
use crate::plan::{Plan, Step, add_new, plan, preparation};
use crate::source::Source;

const DAY: u64 = Duration::from_days(1).seconds();

/// A point in time after the shutdown's beginning, as precise as that beginning was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "these are the ways in which a beginning can be given")]
pub enum Point {
    /// So long after it; only the length of the shutdown is known.
    After(Duration),
    /// At that second.
    At(Timestamp),
    /// On that day.
    On(NaiveDate),
}

/// What will become of a credential.
#[derive(Clone, Copy, Debug)]
pub struct Lapse {
    /// The credential.
    pub credential: &'static Credential,
    /// The earliest moment at which it may expire.
    pub from: Option<Point>,
    /// The latest; `None` where it cannot be known.
    pub by: Option<Point>,
    /// What will be so when everything is switched on again; `None` where that depends on a date that is not known.
    pub outlook: Option<Outlook>,
    /// Whether real dates say so.
    pub by_evidence: bool,
}

/// What a shutdown that lies ahead will do.
#[derive(Clone, Debug)]
pub struct Forecast<'f> {
    /// What will have to be run afterwards.
    pub plan: Plan<'f>,
    /// The credentials of this build of which something can be said.
    pub lapses: Vec<Lapse>,
    /// What to do before switching off, in order.
    pub before: Vec<Step<'f>>,
    /// Until when to be back so that the certificates of a layer are still valid, in the order of [`Layer`]; `None` where no
    /// time is short enough.
    pub latest_safe_return: [Option<Point>; 2],
    /// Until when to be back so that the documents call a layer not impacted; `None` where they say that every shutdown affects it.
    pub documented_limit: [Option<Point>; 2],
}

impl Forecast<'_> {
    /// Every source of the forecast that its plan does not name, each once, in the order of first use.
    pub fn sources(&self) -> Vec<&'static Source> {
        let mut sources = self.plan.sources();
        let of_plan = sources.len();
        for lapse in &self.lapses {
            add_new(&mut sources, lapse.credential.sources);
        }
        for step in &self.before {
            add_new(&mut sources, step.entry.sources);
        }
        sources.split_off(of_plan)
    }
}

impl Facts {
    /// The facts of a shutdown that lies ahead: without the dates of credentials that will be renewed before it begins.
    #[must_use]
    pub fn looking_ahead(mut self) -> Self {
        let era = Era::of(self.build);
        self.evidence.retain(|item| lifecycle::credential(item.credential, era).renewal != Renewal::ByItself);
        self
    }
}

/// Looks ahead.
///
/// The time since the last update counts until the moment of switching off. Give the facts through
/// [`Facts::looking_ahead`].
///
/// # Example: three weeks over the end of the year
///
/// ```
/// use certplan_core::facts::{Answers, Utc};
/// use certplan_core::forecast::{Point, forecast};
/// use certplan_core::Layer;
///
/// let answers = Answers { from: Some("2026-12-18T16:00Z"), to: Some("2027-01-08T07:00Z"), ..Answers::default() };
/// let facts = answers.read(&Utc).unwrap().looking_ahead();
/// let back = forecast(&facts).latest_safe_return[Layer::Moc as usize];
/// assert_eq!(back, Some(Point::At("2027-01-14T16:00:00Z".parse().unwrap())));
/// ```
pub fn forecast(facts: &Facts) -> Forecast<'_> {
    let assessment = assess(facts);
    let origin = Origin::of(facts);
    let layers = [Layer::Moc, Layer::Kubernetes];
    Forecast {
        before: preparation(&assessment),
        plan: plan(&assessment),
        lapses: lapses(facts),
        latest_safe_return: layers.map(|layer| origin.within(shortest_rest(layer, facts)?)),
        documented_limit: layers.map(|layer| match layer {
            Layer::Moc => origin.within(SHUTDOWN_LIMIT),
            Layer::Kubernetes => None,
        }),
    }
}

/// When each credential of this build expires, in the order of the rows; without those of which nothing can be said.
pub fn lapses(facts: &Facts) -> Vec<Lapse> {
    let origin = Origin::of(facts);
    let credentials = lifecycle::credentials(Era::of(facts.build));
    credentials.filter_map(|credential| origin.lapse(credential, facts)).collect()
}

/// The least that is left of any credential that represents a layer.
fn shortest_rest(layer: Layer, facts: &Facts) -> Option<Duration> {
    lifecycle::speakers(layer, Era::of(facts.build))
        .filter_map(|credential| credential.left_at_shutdown(facts.since_update))
        .map(|margin| margin.least)
        .min()
}

/// The beginning from which a forecast counts.
#[derive(Clone, Copy)]
enum Origin {
    Duration,
    Timestamp(Timestamp),
    Date(NaiveDate),
}

impl Origin {
    fn of(facts: &Facts) -> Self {
        match facts.shutdown {
            Shutdown::None | Shutdown::Unknown | Shutdown::Lasted(_) => Self::Duration,
            Shutdown::Between(span) => match span.from() {
                Moment::Timestamp(instant) => Self::Timestamp(instant),
                Moment::Date(date) => Self::Date(date),
            },
        }
    }

    fn lapse(self, credential: &'static Credential, facts: &Facts) -> Option<Lapse> {
        let read = facts.evidence.iter().filter(|item| item.credential == credential.id);
        if let Some(not_after) = read.map(|item| item.not_after).min() {
            let at = Some(Point::At(not_after));
            let outlook = Outlooks::of(facts).of_credential(credential.id);
            return Some(Lapse { credential, from: at, by: at, outlook, by_evidence: true });
        }
        let Margin { least, most } = credential.left_at_shutdown(facts.since_update)?;
        // Of what nothing renews by itself only the end of its life can be said.
        let from = if least.is_zero() && most.is_some() { None } else { self.earliest(least) };
        let by = most.and_then(|most| self.latest(most));
        let outlook = Outlooks::of(facts).by_life(credential);
        Some(Lapse { credential, from, by, outlook, by_evidence: false })
    }

    /// The first moment at which so much may have passed.
    fn earliest(self, after: Duration) -> Option<Point> {
        match self {
            Self::Duration => Some(Point::After(after)),
            Self::Timestamp(instant) => instant.plus(after).map(Point::At),
            Self::Date(date) => days_after(date, after.seconds() / DAY),
        }
    }

    /// The last moment at which so much may have passed: a plain date does not say at which time of the day it began.
    fn latest(self, after: Duration) -> Option<Point> {
        match self {
            Self::Duration | Self::Timestamp(_) => self.earliest(after),
            Self::Date(date) => days_after(date, after.seconds().div_ceil(DAY)),
        }
    }

    /// The last moment at which surely less than so much has passed.
    fn within(self, length: Duration) -> Option<Point> {
        match self {
            _ if length.is_zero() => None,
            Self::Duration | Self::Timestamp(_) => self.earliest(length),
            // Two dates N days apart may lie up to N+1 days apart.
            Self::Date(date) => days_after(date, (length.seconds() / DAY).checked_sub(1)?),
        }
    }
}

fn days_after(date: NaiveDate, days: u64) -> Option<Point> {
    date.checked_add_days(Days::new(days)).map(Point::On)
}

const _: () =
    assert!(Layer::Moc as usize == 0 && Layer::ALL.len() == 2, "the pairs are in the order of Layer");
