//! A stop that is too long for its certificates: the fewest and shortest times to be on in between, so that none expires.

use crate::facts::{Duration, Facts, Moment, Shutdown, Timestamp};
use crate::layer::Layer;
use crate::lifecycle::{Era, Left, Renewal, speakers};

/// How long everything is on each time: 15 minutes until the machines run, 30 for renewal, and a margin.
///
/// Inferred from the waits of the playbook; no document gives it. A renewal that fails is tried again only after 2 % of the
/// life of its certificate, so the dates are to be checked before everything is switched off again.
pub const TIME_ON: Duration = match Duration::from_seconds(7_200) {
    Some(two_hours) => two_hours,
    None => panic!("two hours are a duration"),
};

/// The times to be on during a stop, for one layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LongStop {
    /// The layer whose certificates survive.
    pub layer: Layer,
    /// How long it may be off without a break: the least that is left of its certificates when renewal stops.
    pub longest_off: Duration,
    /// When to switch on, each counted from the beginning of the stop; then everything stays on for [`TIME_ON`]. Empty where no
    /// break is needed.
    pub breaks: Vec<Duration>,
}

/// The times to be on during the stop that the facts describe, one entry a layer; `None` where its length is not known.
///
/// Only what renews by itself can be kept alive this way; tokens need an update, and other credentials a person.
///
/// # Example: 60 days off
///
/// ```
/// use certplan_core::facts::{Answers, Duration, Utc};
/// use certplan_core::long_stop::long_stops;
///
/// let facts = Answers { shutdown: Some("60d"), ..Answers::default() }.read(&Utc).unwrap();
/// let [moc, _] = long_stops(&facts).unwrap();
/// assert_eq!(moc.breaks, [Duration::from_days(20), Duration::from_days(40)]);
/// ```
pub fn long_stops(facts: &Facts) -> Option<[LongStop; 2]> {
    let longest = match facts.shutdown {
        Shutdown::None | Shutdown::Unknown => return None,
        Shutdown::Lasted(_) | Shutdown::Between(_) => facts.shutdown.bounds()?.1,
    };
    let era = Era::of(facts.build);
    Some([Layer::Moc, Layer::Kubernetes].map(|layer| {
        let renewed = speakers(layer, era).filter(|credential| credential.renewal == Renewal::ByItself);
        let least = renewed.filter_map(|credential| match credential.left {
            Left::Between(least, _) => Some(least),
            Left::SinceUpdate | Left::AtMostLife | Left::Unknown => None,
        });
        let longest_off = least.min().unwrap_or(Duration::MAX);
        LongStop { layer, longest_off, breaks: breaks(longest, longest_off.seconds()) }
    }))
}

/// The time at which the stop begins, from which the breaks count; `None` where only its length or its days are known.
pub const fn begin(facts: &Facts) -> Option<Timestamp> {
    match facts.shutdown {
        Shutdown::Between(span) => match span.from() {
            Moment::Timestamp(at) => Some(at),
            Moment::Date(_) => None,
        },
        Shutdown::None | Shutdown::Unknown | Shutdown::Lasted(_) => None,
    }
}

/// Spreads the fewest breaks evenly: each time off is shorter than `longest_off`, and without any one break two of them
/// together are not.
fn breaks(stop: u64, longest_off: u64) -> Vec<Duration> {
    // Valid means less than the least that is left, so each time off is at least a second shorter, also after rounding.
    let count = stop.div_ceil(longest_off.max(2) - 1).saturating_sub(1);
    let place = |index: u64| u128::from(stop) * u128::from(index) / u128::from(count + 1);
    (1..=count).filter_map(|index| Duration::from_seconds(u64::try_from(place(index)).ok()?)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DAY: u64 = 86_400;

    fn times_off(stop: u64, breaks: &[Duration]) -> Vec<u64> {
        let starts = [0].into_iter().chain(breaks.iter().map(|at| at.seconds()));
        let ends = breaks.iter().map(|at| at.seconds()).chain([stop]);
        ends.zip(starts).map(|(end, start)| end - start).collect()
    }

    #[test]
    fn no_break_is_planned_where_none_is_needed() {
        assert!(breaks(27 * DAY - 1, 27 * DAY).is_empty());
        assert_eq!(breaks(27 * DAY, 27 * DAY).len(), 1);
        assert_eq!(breaks(54 * DAY, 27 * DAY).len(), 2);
    }

    #[test]
    fn no_rounding_makes_a_time_off_too_long() {
        let stop = 117 * DAY - 116;
        assert!(times_off(stop, &breaks(stop, DAY)).iter().all(|off| *off < DAY));
    }

    proptest! {
        #[test]
        fn no_time_off_is_too_long_and_every_break_is_needed(
            stop in 1..=400 * DAY,
            longest_off in prop_oneof![Just(DAY), Just(18 * DAY), Just(27 * DAY)],
        ) {
            let planned = breaks(stop, longest_off);
            prop_assert!(times_off(stop, &planned).iter().all(|off| *off < longest_off));
            for left_out in 0..planned.len() {
                let mut fewer = planned.clone();
                fewer.remove(left_out);
                prop_assert!(times_off(stop, &fewer).iter().any(|off| *off >= longest_off));
            }
        }
    }
}
