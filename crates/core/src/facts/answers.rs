//! From what a person typed, question by question, to facts or to every reason why not.

use std::fmt;

use super::moment::Typed;
use super::{
    Build, BuildError, Cluster, ClusterError, Clusters, DurationError, Facts, Moment, MomentError, Shutdown,
    Span, SpanError, Timestamp, Zone,
};
use crate::closed::closed_enum;

closed_enum! {
    /// A question that a wrong answer is traced back to.
    pub enum Question {
        /// How long it was off.
        Shutdown = "shutdown",
        /// Since when.
        From = "from",
        /// Until when.
        To = "to",
        /// How long ago the last update was.
        SinceUpdate = "since-update",
        /// Which clusters.
        Cluster = "cluster",
        /// Which build.
        Build = "build",
        /// What time it is.
        At = "at",
    }
}

/// What was typed; `None` where nothing was asked or answered.
#[derive(Clone, Copy, Debug, Default)]
pub struct Answers<'a> {
    /// A length, or `unknown`.
    pub shutdown: Option<&'a str>,
    /// A date or date-time.
    pub from: Option<&'a str>,
    /// A date or date-time; without it `from` reaches until `now`.
    pub to: Option<&'a str>,
    /// A length.
    pub since_update: Option<&'a str>,
    /// Each a `KIND` or `KIND=NAME`.
    pub clusters: &'a [&'a str],
    /// A build.
    pub build: Option<&'a str>,
    /// An instant with an offset, or a date-time in the zone.
    pub at: Option<&'a str>,
    /// What the channel's clock says, used where `from` stands alone and `at` was not given.
    pub now: Option<Timestamp>,
}

impl Answers<'_> {
    /// Reads every answer.
    ///
    /// # Errors
    ///
    /// Every wrong answer, each with its question, in the order of [`Question`].
    pub fn read(&self, zone: &dyn Zone) -> Result<Facts, Vec<FactError>> {
        let mut reader = Reader { zone, zone_used: false, errors: Vec::new() };
        let at = reader.at(self.at);
        let mut late = std::mem::take(&mut reader.errors);
        let shutdown = reader.shutdown(self, at);
        let since_update = reader.read(Question::SinceUpdate, self.since_update);
        let mut clusters: Vec<Cluster> = Vec::new();
        for text in self.clusters {
            clusters.extend(reader.read::<Cluster>(Question::Cluster, Some(text)));
        }
        let build: Option<Build> = reader.read(Question::Build, self.build);
        reader.errors.append(&mut late);
        if !reader.errors.is_empty() {
            return Err(reader.errors);
        }
        Ok(Facts {
            // `from` alone means until now, so now is part of what the answer depends on.
            at: at.or_else(|| self.now.filter(|_| self.from.is_some() && self.to.is_none())),
            shutdown,
            since_update,
            clusters: Clusters::from(clusters),
            build,
            evidence: Vec::new(),
            zone: reader.zone_used.then(|| String::from(zone.name())),
        })
    }
}

/// Why an answer is wrong, and to which question.
///
/// The wording does not repeat the question: a command puts the flag before it, a page puts it beside the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactError {
    question: Question,
    reason: Reason,
}

impl FactError {
    /// The question that was answered wrongly.
    pub const fn question(&self) -> Question {
        self.question
    }
}

impl fmt::Display for FactError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            Reason::Build(error) => error.fmt(f),
            Reason::Cluster(error) => error.fmt(f),
            Reason::Duration(error) => error.fmt(f),
            Reason::Moment(error) => error.fmt(f),
            Reason::Span(error) => error.fmt(f),
            Reason::NoBeginning => f.write_str("has no beginning; accepted: a beginning and an end"),
            Reason::NoNow => f.write_str("has no end; accepted: a beginning and an end"),
            Reason::TwoWays => {
                f.write_str("is given as a length and as two moments; accepted: one of the two")
            }
        }
    }
}

impl std::error::Error for FactError {}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Reason {
    Build(BuildError),
    Cluster(ClusterError),
    Duration(DurationError),
    Moment(MomentError),
    NoBeginning,
    NoNow,
    Span(SpanError),
    TwoWays,
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
        self.errors.push(FactError { question, reason });
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
            Moment::Timestamp(instant) => Some(instant),
            // A plain date is no instant; the parser of instants says so.
            Moment::Date(_) => self.read(Question::At, text),
        }
    }

    fn shutdown(&mut self, answers: &Answers<'_>, at: Option<Timestamp>) -> Shutdown {
        let (from, to) = (self.moment(Question::From, answers.from), self.moment(Question::To, answers.to));
        let refused = match (answers.shutdown, answers.from, answers.to) {
            (None, None, None) => return Shutdown::None,
            (Some(text), None, None) if text.trim().eq_ignore_ascii_case("unknown") => {
                return Shutdown::Unknown;
            }
            (Some(text), None, None) => {
                let length = self.read(Question::Shutdown, Some(text));
                return length.map_or(Shutdown::None, Shutdown::Lasted);
            }
            (Some(_), _, _) => (Question::Shutdown, Reason::TwoWays),
            (None, None, Some(_)) => (Question::To, Reason::NoBeginning),
            (None, Some(_), Some(_)) => return self.span(from, to),
            (None, Some(_), None) => match (at.or(answers.now), from) {
                (None, _) => (Question::From, Reason::NoNow),
                (Some(now), Some(Moment::Date(_))) => {
                    // Which day it is now hangs on the zone.
                    self.zone_used = true;
                    return self.span(from, Some(Moment::Date(self.zone.date(now))));
                }
                (Some(now), _) => return self.span(from, Some(Moment::Timestamp(now))),
            },
        };
        self.refuse(refused.0, refused.1);
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

macro_rules! reasons {
    ($($variant:ident($error:ty)),+) => {
        $(impl From<$error> for Reason {
            fn from(error: $error) -> Self {
                Self::$variant(error)
            }
        })+
    };
}

reasons!(Build(BuildError), Cluster(ClusterError), Duration(DurationError), Moment(MomentError));
