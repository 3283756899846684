//! How long each credential lasts after its renewal stops, in seconds: what pictures are drawn from.

use crate::assessment::Assessment;
use crate::case::SHUTDOWN_LIMIT;
use crate::facts::{Duration, Facts, Moment, Shutdown, Span};
use crate::forecast::{Lapse, Point, lapses};
use crate::lifecycle::CredentialId;

const DAY: u64 = Duration::from_days(1).seconds();
/// The axis reaches at least this far, so that pictures can be compared.
const LEAST_REACH: u64 = 100 * DAY;

/// The credentials of one incident along one axis. All times are in seconds after the renewal stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// One bar a credential.
    pub bars: Vec<Bar>,
    /// The length of the shutdown, where it is known and not zero.
    pub shutdown: Option<u64>,
    /// Now, where it lies on the axis.
    pub now: Option<u64>,
    /// The dates of the shutdown, where they are known.
    pub dates: Option<Span>,
    /// The end of the axis.
    pub reach: u64,
}

/// How long one credential lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The credential.
    pub credential: CredentialId,
    /// It is valid at least until then.
    pub valid_until: u64,
    /// It has expired from then on; `None` where no source says.
    pub expired_from: Option<u64>,
    /// Whether a real date decides.
    pub by_evidence: bool,
}

impl Timeline {
    /// The limit of Microsoft's table.
    pub const LIMIT: u64 = SHUTDOWN_LIMIT.seconds();

    /// The timeline of an assessment; `None` where nothing was switched off and nothing was read.
    pub fn of(assessment: &Assessment<'_>) -> Option<Self> {
        let is_drawn = assessment.findings.iter().any(|finding| finding.outlook.is_some())
            || !assessment.facts.evidence.is_empty();
        is_drawn.then(|| Self::of_facts(assessment.facts))
    }

    /// The timeline of these facts, whatever was switched off.
    pub fn of_facts(facts: &Facts) -> Self {
        let origin = origin(facts);
        let shutdown = facts.shutdown.length().map(Duration::seconds).filter(|seconds| *seconds > 0);
        let bars: Vec<_> = lapses(facts).iter().filter_map(|lapse| bar(lapse, origin)).collect();
        let ends = bars.iter().map(|bar| bar.expired_from.unwrap_or(bar.valid_until));
        let reach = ends.chain(shutdown).fold(LEAST_REACH, u64::max);
        let now = facts.at.and_then(|at| since(origin, at.unix())).filter(|now| *now <= reach);
        let dates = match facts.shutdown {
            Shutdown::Between(span) => Some(span),
            Shutdown::None | Shutdown::Unknown | Shutdown::Lasted(_) => None,
        };
        Self { bars, shutdown, now, dates, reach }
    }
}

/// The instant at which the shutdown began, where it is known.
fn origin(facts: &Facts) -> Option<i64> {
    match facts.shutdown {
        Shutdown::Between(span) => match span.from() {
            Moment::Timestamp(instant) => Some(instant.unix()),
            Moment::Date(date) => Some(midnight(date)),
        },
        Shutdown::None | Shutdown::Unknown | Shutdown::Lasted(_) => None,
    }
}

fn midnight(date: chrono::NaiveDate) -> i64 {
    date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp()
}

/// Seconds from the beginning to an instant; `None` where the instant is before it, or the beginning is not known.
fn since(origin: Option<i64>, unix: i64) -> Option<u64> {
    u64::try_from(unix - origin?).ok()
}

fn bar(lapse: &Lapse, origin: Option<i64>) -> Option<Bar> {
    let seconds = |point: Option<Point>| match point? {
        Point::After(length) => Some(length.seconds()),
        Point::At(instant) => since(origin, instant.unix()),
        Point::On(date) => since(origin, midnight(date)),
    };
    let (from, by) = (seconds(lapse.from), seconds(lapse.by));
    // What had expired before the shutdown has no part that is valid.
    let had_expired = lapse.by_evidence && from.is_none();
    if had_expired && origin.is_none() {
        return None;
    }
    Some(Bar {
        credential: lapse.credential.id,
        valid_until: from.unwrap_or(0),
        expired_from: if had_expired { Some(0) } else { by },
        by_evidence: lapse.by_evidence,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess;
    use crate::facts::{Answers, Utc};

    fn timeline(answers: &Answers<'_>) -> Option<Timeline> {
        Timeline::of(&assess(&answers.read(&Utc).unwrap()))
    }

    #[test]
    fn nothing_switched_off_has_no_timeline() {
        assert_eq!(timeline(&Answers::default()), None);
    }

    #[test]
    fn the_axis_reaches_the_end_of_a_long_shutdown() {
        let short = timeline(&Answers { shutdown: Some("2d"), ..Answers::default() }).unwrap();
        assert_eq!((short.reach, short.shutdown), (365 * DAY, Some(2 * DAY)), "the longest life is drawn");
        let long = timeline(&Answers { shutdown: Some("400d"), ..Answers::default() }).unwrap();
        assert_eq!(long.reach, 400 * DAY);
        assert!(long.bars.iter().all(|bar| bar.expired_from.is_none_or(|from| from >= bar.valid_until)));
    }

    #[test]
    fn now_is_on_the_axis_where_the_beginning_is_known() {
        let at = Some("2026-12-20T00:00Z");
        let dated = Answers {
            from: Some("2026-12-18T00:00Z"),
            to: Some("2027-01-08T00:00Z"),
            at,
            ..Answers::default()
        };
        assert_eq!(timeline(&dated).unwrap().now, Some(2 * DAY));
        assert_eq!(timeline(&Answers { shutdown: Some("21d"), at, ..Answers::default() }).unwrap().now, None);
    }
}
