//! Shutdowns that lie ahead, against a second implementation in plain arithmetic.

#[path = "support/evidence.rs"]
mod evidence;
mod support;

use certplan_core::closed::Closed;
use certplan_core::facts::{Answers, Duration, Moment, Shutdown, Span};
use certplan_core::forecast::{Forecast, Point, forecast};
use certplan_core::lifecycle::{CredentialId, Outlook};
use certplan_core::playbook::Phase;
use certplan_core::{Facts, Layer};
use evidence::evidence;
use proptest::prelude::*;
use support::facts;

const DAY: i64 = 86_400;

/// The instants of a lapse as seconds after 1970, from and by.
type Window = (Option<i64>, Option<i64>);

/// The second implementation: instants only, written from the design's table.
fn expected(id: CredentialId, off: i64, since_update: Option<i64>, old: bool) -> Option<Window> {
    let life = if old { 60 } else { 90 };
    let days = |from: i64, by: i64| Some((Some(off + from * DAY), Some(off + by * DAY)));
    match id {
        CredentialId::KubernetesLeaf => days(1, 4),
        CredentialId::MocClient if old => days(18, 60),
        CredentialId::MocClient => days(27, 90),
        CredentialId::MocToken => since_update.map(|age| (Some(off + (life * DAY - age).max(0)), None)),
        CredentialId::MocctlLogin | CredentialId::KvactlLogin => days(18, 60),
        CredentialId::CloudAgentCa => Some((None, Some(off + 365 * DAY))),
        CredentialId::ArcIdentity => days(30, 90),
        CredentialId::ManagementKubeconfig => None,
    }
}

fn unix(point: Option<Point>) -> Option<i64> {
    point.map(|point| match point {
        Point::At(instant) => instant.unix(),
        other => panic!("{other:?} is no instant"),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn every_window_is_what_plain_arithmetic_gives(
        off in 0_i64..4_000_000_000,
        length in 0_i64..500 * DAY,
        age in proptest::option::of(0_i64..500 * DAY),
        old in any::<bool>(),
    ) {
        let at = |unix| Moment::Timestamp(certplan_core::facts::Timestamp::from_unix(unix).unwrap());
        let facts = Facts {
            shutdown: Shutdown::Between(Span::new(at(off), at(off + length)).unwrap()),
            since_update: age.and_then(|age| Duration::from_seconds(age.unsigned_abs())),
            build: old.then(|| "1.0.9.10413".parse().unwrap()),
            ..Facts::default()
        };
        let forecast = forecast(&facts);
        for id in CredentialId::ALL {
            let lapse = forecast.lapses.iter().find(|lapse| lapse.credential.id == *id);
            let window = lapse.map(|lapse| (unix(lapse.from), unix(lapse.by)));
            prop_assert_eq!(window, expected(*id, off, age, old), "{}", id);
            if let Some(lapse) = lapse.filter(|_| length > 0) {
                let on = off + length;
                let (from, by) = (unix(lapse.from).unwrap_or(off), unix(lapse.by));
                let outlook = if on < from {
                    Outlook::StillValid
                } else if by.is_some_and(|by| on > by) {
                    Outlook::Lapsed
                } else {
                    Outlook::Unsure
                };
                prop_assert_eq!(lapse.outlook, Some(outlook), "{} after {} s", id, length);
            }
        }
        let life = if old { 60 } else { 90 } * DAY;
        let certificate = if old { 18 * DAY } else { 27 * DAY };
        let rest = age.map_or(certificate, |age| certificate.min(life - age));
        prop_assert_eq!(unix(forecast.latest_safe_return[0]), (rest > 0).then_some(off + rest));
        prop_assert_eq!(unix(forecast.latest_safe_return[1]), Some(off + DAY));
        prop_assert_eq!(unix(forecast.documented_limit[0]), Some(off + 30 * DAY));
        prop_assert_eq!(forecast.documented_limit[1], None);
    }
}

/// The forecast, as its windows: credential, from, by.
fn windows(forecast: &Forecast<'_>) -> Vec<String> {
    let written = |point: Option<Point>| match point {
        None => "-".to_string(),
        Some(Point::After(length)) => length.to_string(),
        Some(Point::At(instant)) => instant.to_string(),
        Some(Point::On(date)) => date.to_string(),
    };
    let line = |lapse: &certplan_core::forecast::Lapse| {
        format!("{} {} {}", lapse.credential.id, written(lapse.from), written(lapse.by))
    };
    forecast.lapses.iter().map(line).collect()
}

#[test]
fn a_length_alone_counts_from_the_switch() {
    let facts = facts(&Answers { shutdown: Some("21d"), ..Answers::default() });
    let forecast = forecast(&facts);
    assert_eq!(windows(&forecast)[..2], ["kubernetes-leaf 1d 4d", "moc-client 27d 90d"]);
    assert_eq!(forecast.latest_safe_return[0], Some(Point::After(Duration::from_days(27))));
}

#[test]
fn of_a_plain_date_the_window_opens_a_day_early_and_the_safe_return_is_a_day_earlier() {
    let answers = Answers { from: Some("2026-12-18"), to: Some("2027-01-08"), ..Answers::default() };
    let facts = facts(&answers);
    let forecast = forecast(&facts);
    assert_eq!(
        windows(&forecast)[..2],
        ["kubernetes-leaf 2026-12-19 2026-12-22", "moc-client 2027-01-14 2027-03-18"]
    );
    let on = |text: &str| Some(Point::On(text.parse().unwrap()));
    assert_eq!(forecast.latest_safe_return, [on("2027-01-13"), on("2026-12-18")]);
    assert_eq!(forecast.documented_limit, [on("2027-01-16"), None]);
}

#[test]
fn two_dates_up_to_the_safe_return_are_still_valid_and_a_day_more_is_not() {
    for (to, expected) in [("2027-01-13", Outlook::StillValid), ("2027-01-14", Outlook::Unsure)] {
        let facts = facts(&Answers { from: Some("2026-12-18"), to: Some(to), ..Answers::default() });
        let finding = *forecast(&facts).plan.assessment.of(Layer::Moc);
        assert_eq!(finding.outlook, Some(expected), "{to}");
    }
}

#[test]
fn a_late_update_leaves_no_safe_return_for_the_infrastructure_layer() {
    let answers = Answers { shutdown: Some("2h"), since_update: Some("90d"), ..Answers::default() };
    let facts = facts(&answers);
    assert_eq!(forecast(&facts).latest_safe_return[0], None);
}

#[test]
fn dates_of_what_is_renewed_before_the_shutdown_are_left_out_and_others_count() {
    let answers =
        Answers { from: Some("2026-12-18T16:00Z"), to: Some("2027-01-08T07:00Z"), ..Answers::default() };
    let facts = Facts {
        evidence: vec![
            evidence("moc-client/2026-12-20T00:00:00Z"),
            evidence("cloud-agent-ca/2027-01-01T00:00:00Z"),
        ],
        ..facts(&answers)
    }
    .looking_ahead();
    let forecast = forecast(&facts);
    let of = |id| forecast.lapses.iter().find(|lapse| lapse.credential.id == id).unwrap();
    assert!(!of(CredentialId::MocClient).by_evidence);
    let authority = of(CredentialId::CloudAgentCa);
    assert_eq!((authority.by_evidence, authority.outlook), (true, Some(Outlook::Lapsed)));
}

#[test]
fn what_to_do_before_only_looks_and_covers_every_target() {
    let answers =
        Answers { shutdown: Some("21d"), clusters: vec!["target=a1", "target=b2"], ..Answers::default() };
    let facts = facts(&answers);
    let before = forecast(&facts).before;
    assert!(before.iter().all(|step| step.entry.phase == Phase::Preparation));
    assert_eq!(before.iter().filter(|step| step.cluster.is_some()).count(), 2);
}
