//! What a person typed, question by question, and the facts that it means.

use serde::{Deserialize, Serialize};

use super::error::Reason;
use super::moment::Typed;
use super::{Clusters, FactError, Facts, Moment, Question, Shutdown, Span, Timestamp, Zone};
use crate::closed::Closed;

/// What a person typed. The form, the command line, the widget's attributes and the book's directives are read into this type, and
/// core alone reads facts from it.
///
/// `T` is `String` where the input is kept, and `&str` where it is only read ([`Answers`]).
///
/// ```
/// use certplan_core::facts::{FactsInput, Utc};
///
/// let mut input = FactsInput { shutdown: Some(String::from("10d")), ..FactsInput::default() };
/// input.clusters.push("target=prod".into());
/// let facts = input.read(&Utc).unwrap();
/// assert_eq!(FactsInput::from(&facts), input);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, bound(deserialize = "T: Deserialize<'de> + Default"))]
pub struct FactsInput<T = String> {
    /// How long it was off: a duration, or `unknown`.
    pub shutdown: Option<T>,
    /// When it went off: a date or date-time.
    pub from: Option<T>,
    /// When it came back: a date or date-time; without it `from` reaches until now.
    pub to: Option<T>,
    /// How long ago the last update was: a duration.
    pub since_update: Option<T>,
    /// The clusters, each a `KIND` or `KIND=NAME`.
    pub clusters: Vec<T>,
    /// The build.
    pub build: Option<T>,
    /// The version of Kubernetes that the target clusters run.
    pub kubernetes_version: Option<T>,
    /// The kind of load balancer that the target clusters have.
    pub load_balancer_kind: Option<T>,
    /// What time it is: a timestamp with an offset, or a date-time in the zone.
    pub at: Option<T>,
    /// The zone in which an earlier reading took date-times without an offset; the answer states it again.
    pub zone: Option<T>,
}

/// Input that is only read.
pub type Answers<'a> = FactsInput<&'a str>;

impl<T> FactsInput<T> {
    /// The answers to a question: none, one, or for clusters several.
    pub fn given(&self, question: Question) -> &[T] {
        match question {
            Question::Shutdown => self.shutdown.as_slice(),
            Question::From => self.from.as_slice(),
            Question::To => self.to.as_slice(),
            Question::SinceUpdate => self.since_update.as_slice(),
            Question::Cluster => &self.clusters,
            Question::Build => self.build.as_slice(),
            Question::KubernetesVersion => self.kubernetes_version.as_slice(),
            Question::LoadBalancerKind => self.load_balancer_kind.as_slice(),
            Question::At => self.at.as_slice(),
        }
    }

    /// Every answer with its question, in the order of [`Question`].
    pub fn all(&self) -> impl Iterator<Item = (Question, &T)> {
        Question::ALL.iter().flat_map(|question| self.given(*question).iter().map(|value| (*question, value)))
    }

    /// Answers a question; a cluster is added to those that were given.
    ///
    /// # Errors
    ///
    /// The value, where the question has an answer already.
    pub fn give(&mut self, question: Question, value: T) -> Result<(), T> {
        match self.answer_mut(question) {
            None => self.clusters.push(value),
            Some(answer) if answer.is_some() => return Err(value),
            Some(answer) => *answer = Some(value),
        }
        Ok(())
    }

    /// The answer to a question that has one answer; `None` for clusters, of which there are several.
    fn answer_mut(&mut self, question: Question) -> Option<&mut Option<T>> {
        Some(match question {
            Question::Cluster => return None,
            Question::Shutdown => &mut self.shutdown,
            Question::From => &mut self.from,
            Question::To => &mut self.to,
            Question::SinceUpdate => &mut self.since_update,
            Question::Build => &mut self.build,
            Question::KubernetesVersion => &mut self.kubernetes_version,
            Question::LoadBalancerKind => &mut self.load_balancer_kind,
            Question::At => &mut self.at,
        })
    }
}

impl<T: AsRef<str>> FactsInput<T> {
    /// The input of a form, in which an empty field is no answer.
    #[must_use]
    pub fn without_blanks(mut self) -> Self {
        let is_blank = |text: &mut T| text.as_ref().trim().is_empty();
        for question in Question::ALL {
            self.answer_mut(*question).and_then(|answer| answer.take_if(is_blank));
        }
        self.clusters.retain(|text| !text.as_ref().trim().is_empty());
        self
    }

    /// Reads every answer. A beginning needs an end, or `at`.
    ///
    /// # Errors
    ///
    /// Every wrong answer, each with its question, in the order of [`Question`].
    pub fn read(&self, zone: &dyn Zone) -> Result<Facts, Vec<FactError>> {
        self.read_at(zone, None)
    }

    /// Reads every answer; a beginning without an end reaches until `now`, where `at` was not given.
    ///
    /// # Errors
    ///
    /// As [`FactsInput::read`].
    pub fn read_at(&self, zone: &dyn Zone, now: Option<Timestamp>) -> Result<Facts, Vec<FactError>> {
        let Answers {
            shutdown,
            from,
            to,
            since_update,
            clusters,
            build,
            kubernetes_version,
            load_balancer_kind,
            at,
            zone: known_zone,
        } = self.borrowed();
        let mut reader = Reader { zone, zone_used: false, errors: Vec::new() };
        let at = reader.at(at);
        let mut late = std::mem::take(&mut reader.errors);
        let until_now = from.is_some() && to.is_none();
        let facts = Facts {
            shutdown: reader.shutdown(Outage { shutdown, from, to, now: at.or(now) }),
            since_update: reader.read(Question::SinceUpdate, since_update),
            clusters: Clusters::from(
                clusters
                    .into_iter()
                    .filter_map(|text| reader.read(Question::Cluster, Some(text)))
                    .collect::<Vec<_>>(),
            ),
            build: reader.read(Question::Build, build),
            kubernetes_version: reader.read(Question::KubernetesVersion, kubernetes_version),
            load_balancer_kind: reader.read(Question::LoadBalancerKind, load_balancer_kind),
            // Where it reaches until now, now is part of what the answer depends on.
            at: at.or_else(|| now.filter(|_| until_now)),
            evidence: Vec::new(),
            zone: if reader.zone_used { Some(zone.name()) } else { known_zone }.map(String::from),
        };
        reader.errors.append(&mut late);
        if reader.errors.is_empty() { Ok(facts) } else { Err(reader.errors) }
    }

    fn borrowed(&self) -> Answers<'_> {
        let Self {
            shutdown,
            from,
            to,
            since_update,
            clusters,
            build,
            kubernetes_version,
            load_balancer_kind,
            at,
            zone,
        } = self;
        Answers {
            shutdown: shutdown.as_ref().map(T::as_ref),
            from: from.as_ref().map(T::as_ref),
            to: to.as_ref().map(T::as_ref),
            since_update: since_update.as_ref().map(T::as_ref),
            clusters: clusters.iter().map(T::as_ref).collect(),
            build: build.as_ref().map(T::as_ref),
            kubernetes_version: kubernetes_version.as_ref().map(T::as_ref),
            load_balancer_kind: load_balancer_kind.as_ref().map(T::as_ref),
            at: at.as_ref().map(T::as_ref),
            zone: zone.as_ref().map(T::as_ref),
        }
    }
}

/// The texts that mean these facts. Dates of real credentials are not typed.
impl From<&Facts> for FactsInput {
    fn from(facts: &Facts) -> Self {
        let Facts {
            shutdown,
            since_update,
            clusters,
            build,
            kubernetes_version,
            load_balancer_kind,
            zone,
            at,
            evidence: _,
        } = facts;
        let (from, to) = match shutdown {
            Shutdown::Between(span) => (Some(span.from().to_string()), Some(span.to().to_string())),
            Shutdown::None | Shutdown::Unknown | Shutdown::Lasted(_) => (None, None),
        };
        let shutdown = match shutdown {
            Shutdown::None | Shutdown::Between(_) => None,
            Shutdown::Unknown => Some(UNKNOWN.into()),
            Shutdown::Lasted(duration) => Some(duration.to_string()),
        };
        Self {
            shutdown,
            from,
            to,
            since_update: since_update.map(|age| age.to_string()),
            clusters: clusters
                .iter()
                .map(|(kind, name)| match name {
                    Some(name) => format!("{}={name}", kind.typed()),
                    None => kind.typed().into(),
                })
                .collect(),
            build: build.map(|build| build.to_string()),
            kubernetes_version: kubernetes_version.map(|version| version.to_string()),
            load_balancer_kind: load_balancer_kind.map(|kind| kind.to_string()),
            at: at.map(|at| at.to_string()),
            zone: zone.clone(),
        }
    }
}

/// What is typed where the duration is not known.
const UNKNOWN: &str = "unknown";

/// What was typed of the shutdown, and now.
struct Outage<'a> {
    shutdown: Option<&'a str>,
    from: Option<&'a str>,
    to: Option<&'a str>,
    now: Option<Timestamp>,
}

struct Reader<'a> {
    zone: &'a dyn Zone,
    zone_used: bool,
    errors: Vec<FactError>,
}

impl Reader<'_> {
    fn read<T>(&mut self, question: Question, text: Option<&str>) -> Option<T>
    where
        T: std::str::FromStr,
        Reason: From<T::Err>,
    {
        match text?.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(question, Reason::from(error));
                None
            }
        }
    }

    fn refuse(&mut self, question: Question, reason: Reason) {
        self.errors.push(FactError::new(question, reason));
    }

    fn moment(&mut self, question: Question, text: Option<&str>) -> Option<Moment> {
        let typed: Typed = self.read(question, text)?;
        match typed.in_zone(text.unwrap_or_default(), self.zone) {
            Ok((moment, zone_used)) => {
                self.zone_used |= zone_used;
                Some(moment)
            }
            Err(error) => {
                self.refuse(question, Reason::Moment(error));
                None
            }
        }
    }

    fn at(&mut self, text: Option<&str>) -> Option<Timestamp> {
        match self.moment(Question::At, text)? {
            Moment::Timestamp(at) => Some(at),
            // A plain date is no timestamp; the parser of timestamps says so.
            Moment::Date(_) => self.read(Question::At, text),
        }
    }

    fn shutdown(&mut self, Outage { shutdown, from, to, now }: Outage<'_>) -> Shutdown {
        let (begin, end) = (self.moment(Question::From, from), self.moment(Question::To, to));
        let (question, reason) = match (shutdown, from, to) {
            (None, None, None) => return Shutdown::None,
            (Some(text), None, None) if text.trim().eq_ignore_ascii_case(UNKNOWN) => {
                return Shutdown::Unknown;
            }
            (Some(text), None, None) => {
                let duration = self.read(Question::Shutdown, Some(text));
                return duration.map_or(Shutdown::None, Shutdown::Lasted);
            }
            (Some(_), _, _) => (Question::Shutdown, Reason::TwoWays),
            (None, None, Some(_)) => (Question::To, Reason::NoBeginning),
            (None, Some(_), Some(_)) => return self.span(begin, end),
            (None, Some(_), None) => match (now, begin) {
                (None, _) => (Question::From, Reason::NoNow),
                (Some(now), Some(Moment::Date(_))) => {
                    // Which day it is now depends on the zone.
                    self.zone_used = true;
                    return self.span(begin, Some(Moment::Date(self.zone.date(now))));
                }
                (Some(now), _) => return self.span(begin, Some(Moment::Timestamp(now))),
            },
        };
        self.refuse(question, reason);
        Shutdown::None
    }

    fn span(&mut self, from: Option<Moment>, to: Option<Moment>) -> Shutdown {
        let (Some(from), Some(to)) = (from, to) else { return Shutdown::None };
        match Span::new(from, to) {
            Ok(span) => Shutdown::Between(span),
            Err(error) => {
                self.refuse(Question::From, Reason::Span(error));
                Shutdown::None
            }
        }
    }
}
