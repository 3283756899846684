//! Outages from power events: the cases that people meet, and random logs with a known truth.

use certplan_core::facts::Timestamp;
use certplan_core::power::{PowerEvent, PowerKind, PowerLog, PowerOutage};
use proptest::prelude::*;

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
/// 2026-01-01T00:00:00Z: the beginning of every log here.
const BEGIN: i64 = 1_767_225_600;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_unix(BEGIN + seconds).expect("a date of this century")
}

fn log(read_at: i64, events: &[(i64, PowerKind)]) -> PowerLog {
    let events = events.iter().map(|(seconds, kind)| PowerEvent { at: at(*seconds), kind: *kind }).collect();
    PowerLog { since: at(0), read_at: at(read_at), events }
}

use PowerKind::{Started, StartedAfterCrash, Stopped};

#[test]
fn forty_five_days_off_an_hour_on_and_a_reboot_are_forty_five_days() {
    let events = [
        (100 * DAY, Stopped),
        (145 * DAY, Started),
        (145 * DAY + HOUR, Stopped),
        (145 * DAY + HOUR + 300, Started),
    ];
    let outage = log(145 * DAY + 2 * HOUR, &events).outage(&[]);
    assert_eq!(outage, PowerOutage::Between { from: at(100 * DAY), to: at(145 * DAY + 2 * HOUR) });
}

#[test]
fn a_reboot_last_week_is_no_outage() {
    let events = [(100 * DAY, Stopped), (100 * DAY + 600, Started)];
    assert_eq!(log(107 * DAY, &events).outage(&[]), PowerOutage::Over);
}

#[test]
fn days_on_after_a_long_stop_do_not_end_the_outage_but_a_new_certificate_does() {
    let events = [(100 * DAY, Stopped), (145 * DAY, Started)];
    let log = log(147 * DAY, &events);
    assert_eq!(log.outage(&[]), PowerOutage::Between { from: at(100 * DAY), to: at(147 * DAY) });
    assert_eq!(log.outage(&[at(90 * DAY)]), PowerOutage::Between { from: at(100 * DAY), to: at(147 * DAY) });
    assert_eq!(log.outage(&[at(146 * DAY)]), PowerOutage::Over);
}

#[test]
fn a_host_that_went_down_without_a_word_counts_as_off_from_its_last_event() {
    let events = [(50 * DAY, Stopped), (50 * DAY + 600, Started), (90 * DAY, StartedAfterCrash)];
    let outage = log(90 * DAY + HOUR, &events).outage(&[]);
    assert_eq!(outage, PowerOutage::Between { from: at(50 * DAY), to: at(90 * DAY + HOUR) });
}

#[test]
fn a_log_that_begins_after_the_stop_says_so() {
    let outage = log(2 * HOUR, &[(60, Started)]).outage(&[]);
    assert_eq!(outage, PowerOutage::NotKnown { since: at(0) });
    let empty = log(2 * HOUR, &[]).outage(&[]);
    assert_eq!(empty, PowerOutage::NotKnown { since: at(0) });
    assert_eq!(log(20 * DAY, &[]).outage(&[]), PowerOutage::Over, "it ran for twenty days");
}

#[test]
fn events_in_another_order_and_clocks_in_the_future_change_nothing() {
    let events = [(145 * DAY, Started), (100 * DAY, Stopped), (400 * DAY, Stopped)];
    let outage = log(145 * DAY + HOUR, &events).outage(&[]);
    assert_eq!(outage, PowerOutage::Between { from: at(100 * DAY), to: at(145 * DAY + HOUR) });
}

/// A stop and the run after it, in seconds, and whether the stop leaves its event.
fn intervals() -> impl Strategy<Value = Vec<(i64, i64, bool)>> {
    let off = prop_oneof![60..HOUR, HOUR..DAY, DAY..5 * DAY, 5 * DAY..60 * DAY];
    // Eight days on after a long stop mean that it was repaired; here it is not.
    let on = prop_oneof![60..HOUR, HOUR..DAY, DAY..8 * DAY];
    prop::collection::vec((off, on, prop::bool::weighted(0.8)), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// The truth: a leaf has `left` when renewal stops. A run ends the outage where the leaf is still valid at its start and
    /// it lasts a quarter of an hour. Nothing is repaired.
    #[test]
    fn no_outage_is_said_to_be_shorter_than_it_was(
        intervals in intervals(),
        left in DAY..4 * DAY,
    ) {
        let mut now = 30 * DAY;
        let mut worked_at = now;
        let mut events = Vec::new();
        for (off, on, has_event) in intervals {
            if has_event {
                events.push((now, Stopped));
            }
            now += off;
            events.push((now, if has_event { Started } else { StartedAfterCrash }));
            let valid = now - worked_at < left;
            now += on;
            if valid && on >= HOUR / 4 {
                worked_at = now;
            }
        }
        let truth = now - worked_at;
        match log(now, &events).outage(&[]) {
            PowerOutage::Over => prop_assert_eq!(truth, 0),
            PowerOutage::NotKnown { .. } => {}
            outage @ PowerOutage::Between { .. } => {
                let said = i64::try_from(outage.length().expect("a length").seconds()).expect("small");
                prop_assert!(said >= truth, "said {said} s, in truth {truth} s");
            }
        }
    }
}

proptest! {
    /// The logs of several hosts never give a shorter outage than any one of them.
    #[test]
    fn several_hosts_give_the_longest_outage(stops in prop::collection::vec((9..300_i64, 1..60_i64), 1..4)) {
        let read_at = 400 * DAY;
        let logs: Vec<_> = stops
            .iter()
            .map(|(stop, off)| log(read_at, &[(stop * DAY, Stopped), (read_at - (off % 3 + 1) * HOUR, Started)]))
            .collect();
        let together = certplan_core::power::HostsOutage::of(&logs, &[]).expect("a log");
        let lengths: Vec<_> = logs.iter().filter_map(|log| log.outage(&[]).length()).collect();
        prop_assert_eq!(together.outage.length(), lengths.iter().copied().max());
        let shortest = lengths.iter().copied().min().expect("each was off");
        let longest = lengths.iter().copied().max().expect("each was off");
        prop_assert_eq!(together.differ, longest.seconds() - shortest.seconds() > 86_400);
    }
}
