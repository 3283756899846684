//! A stop that is too long for its certificates: the fewest and shortest times to be on in between, so that none expires.

use crate::facts::{Duration, Facts, Moment, Shutdown, Timestamp};
use crate::layer::Layer;
use crate::lifecycle::{Era, Left, Renewal, speakers};
use crate::source::Strength;

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
        let rules = renewed.filter_map(|credential| match credential.left {
            Left::Between(least, most) => Some(Rule {
                least_left: least.seconds(),
                life: most.seconds(),
                is_exact: credential.strength == Strength::SourceCode,
            }),
            Left::SinceUpdate | Left::AtMostLife | Left::Unknown => None,
        });
        let Some(rule) = rules.min_by_key(|rule| rule.least_left) else {
            return LongStop { layer, longest_off: Duration::MAX, breaks: Vec::new() };
        };
        let longest_off = Duration::from_seconds(rule.least_left).unwrap_or(Duration::MAX);
        let breaks = rule.breaks(longest).into_iter().filter_map(Duration::from_seconds).collect();
        LongStop { layer, longest_off, breaks }
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

/// When a certificate is renewed: once no more than `least_left` of its life is left.
#[derive(Clone, Copy, Debug)]
struct Rule {
    least_left: u64,
    life: u64,
    /// Whether the moment of renewal is known from the source code; a margin that was only inferred says nothing of later times.
    is_exact: bool,
}

/// What may be left of certificates at the moment at which everything is switched off: ranges, from the least to the most.
#[derive(Clone, Debug)]
struct Remaining(Vec<(u64, u64)>);

const ON: u64 = TIME_ON.seconds();

/// So many breaks are planned by hand, if at all; whether one of them can be left out is not looked at.
const MOST_LOOKED_AT: usize = 500;

impl Rule {
    /// When to switch on during a stop of that length: as few times as possible, and evenly where that is safe too.
    fn breaks(self, stop: u64) -> Vec<u64> {
        let late = self.fewest(stop, 100);
        let place = |index: usize| u128::from(stop) * index as u128 / (late.len() as u128 + 1);
        let even: Vec<u64> = (1..=late.len()).filter_map(|index| u64::try_from(place(index)).ok()).collect();
        // Where evenly is too late for some, each time off leaves the same share of what can be borne.
        let with_margin = (50..100).map(|percent| self.fewest(stop, percent));
        let fits = |planned: &Vec<u64>| planned.len() == late.len() && self.is_safe(stop, planned);
        let mut planned = if self.is_safe(stop, &even) {
            even
        } else if late.len() > MOST_LOOKED_AT {
            late
        } else {
            with_margin.into_iter().find(fits).unwrap_or(late)
        };
        // Where each time off is as short as the first, fewer would be too long for sure.
        while self.is_exact
            && planned.len() <= MOST_LOOKED_AT
            && let Some(place) =
                (0..planned.len()).find(|place| self.is_safe(stop, &without(&planned, *place)))
        {
            planned.remove(place);
        }
        for round in [3_600, 60] {
            let rounded: Vec<u64> = planned.iter().map(|start| start - start % round).collect();
            if self.is_safe(stop, &rounded) {
                return rounded;
            }
        }
        planned
    }

    /// As few breaks as possible, where each time off is at most this share of what the certificates can bear.
    fn fewest(self, stop: u64, percent: u64) -> Vec<u64> {
        let mut left = Remaining::at_the_stop(self);
        let (mut off_since, mut breaks) = (0, Vec::new());
        while stop.saturating_sub(off_since) >= left.least() {
            // What is due must live until its renewal.
            let Some(most) = left.least().checked_sub(ON + 1) else { return breaks };
            let off = most / 100 * percent + most % 100 * percent / 100;
            let Some(next) = left.after(off, self) else { return breaks };
            breaks.push(off_since + off);
            (left, off_since) = (next, off_since + off + ON);
        }
        breaks
    }

    /// Whether nothing expires in a stop with these breaks.
    fn is_safe(self, stop: u64, breaks: &[u64]) -> bool {
        let (mut left, mut off_since) = (Remaining::at_the_stop(self), 0);
        for start in breaks {
            match left.after(start.saturating_sub(off_since), self) {
                Some(next) => (left, off_since) = (next, start + ON),
                None => return false,
            }
        }
        stop.saturating_sub(off_since) < left.least()
    }
}

impl Remaining {
    /// Anything from the least to the whole life.
    fn at_the_stop(rule: Rule) -> Self {
        Self(vec![(rule.least_left, rule.life)])
    }

    fn least(&self) -> u64 {
        self.0.iter().map(|(least, _)| *least).min().unwrap_or(u64::MAX)
    }

    /// After a time off and a break; `None` where something expires before the break has renewed it.
    fn after(&self, off: u64, rule: Rule) -> Option<Self> {
        let spent = off + ON;
        if spent >= self.least() {
            return None;
        }
        if !rule.is_exact {
            return Some(Self::at_the_stop(rule));
        }
        let mut later = Vec::new();
        for (least, most) in self.0.iter().map(|(least, most)| (least - spent, most - spent)) {
            if least <= rule.least_left {
                // It is renewed at some moment of the break.
                later.push((rule.life - ON, rule.life));
            }
            if most > rule.least_left {
                later.push((least.max(rule.least_left), most));
            }
        }
        later.sort_unstable();
        later.dedup();
        Some(Self(later))
    }
}

fn without(breaks: &[u64], place: usize) -> Vec<u64> {
    let mut fewer = breaks.to_vec();
    fewer.remove(place);
    fewer
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DAY: u64 = 86_400;
    const MOC: Rule = Rule { least_left: 27 * DAY, life: 90 * DAY, is_exact: true };
    const OLD_MOC: Rule = Rule { least_left: 18 * DAY, life: 60 * DAY, is_exact: true };
    const KUBERNETES: Rule = Rule { least_left: DAY, life: 4 * DAY, is_exact: false };

    #[test]
    fn no_break_is_planned_where_none_is_needed() {
        assert!(MOC.breaks(27 * DAY - 1).is_empty());
        assert_eq!(MOC.breaks(27 * DAY).len(), 1);
        assert_eq!(MOC.breaks(54 * DAY).len(), 2);
    }

    #[test]
    fn what_a_break_has_renewed_lives_longer_than_the_first_time_off() {
        // Evenly every 27 days it would be seven.
        assert_eq!(MOC.breaks(200 * DAY).len(), 6);
        // Where the moment of renewal is only inferred, each time off is as short as the first.
        assert_eq!(KUBERNETES.breaks(10 * DAY).len(), 10);
    }

    #[test]
    fn no_rounding_makes_a_time_off_too_long() {
        let stop = 117 * DAY - 116;
        assert!(KUBERNETES.is_safe(stop, &KUBERNETES.breaks(stop)));
    }

    proptest! {
        /// One certificate of some age at the stop is followed through the breaks.
        #[test]
        fn no_certificate_expires_and_without_any_break_one_may(
            stop in 1..=400 * DAY,
            rule in prop_oneof![Just(MOC), Just(OLD_MOC)],
            age in 0..=1_000_u64,
        ) {
            let planned = rule.breaks(stop);
            prop_assert!(rule.is_safe(stop, &planned));
            let left = rule.least_left + (rule.life - rule.least_left) * age / 1_000;
            prop_assert!(survives(rule, left, stop, &planned));
            for place in 0..planned.len() {
                prop_assert!(!rule.is_safe(stop, &without(&planned, place)));
            }
        }

        #[test]
        fn inferred_margins_are_kept_each_time(stop in 1..=40 * DAY) {
            let planned = KUBERNETES.breaks(stop);
            let starts = planned.iter().copied().chain([stop]);
            let offs = [0].into_iter().chain(planned.iter().map(|start| start + ON));
            prop_assert!(starts.zip(offs).all(|(start, off)| start.saturating_sub(off) < DAY));
            for place in 0..planned.len() {
                prop_assert!(!KUBERNETES.is_safe(stop, &without(&planned, place)));
            }
        }
    }

    /// Whether one certificate with so much left lives through the stop; renewal needs its time on.
    fn survives(rule: Rule, left: u64, stop: u64, breaks: &[u64]) -> bool {
        let mut ends = left;
        for start in breaks {
            if ends <= start + ON {
                return false;
            }
            if ends - (start + ON) <= rule.least_left {
                ends = start + rule.life;
            }
        }
        ends > stop
    }
}
