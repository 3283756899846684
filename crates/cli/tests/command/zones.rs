//! Date-times without an offset, and the clocks that are put forward and back.

use crate::run::{Run, certplan, json, run};

fn seconds(arguments: &[&str]) -> u64 {
    json(arguments)["facts"]["shutdown_seconds"].as_u64().expect("a length")
}

#[test]
fn a_clock_change_counts_as_it_happened() {
    let october = ["--from", "2026-10-25T00:00", "--to", "2026-10-26T00:00", "--zone"];
    assert_eq!(seconds(&[&october[..], &["Europe/Berlin"]].concat()), 25 * 3600);
    assert_eq!(seconds(&[&october[..], &["+01:00"]].concat()), 24 * 3600);
    let march = ["--from", "2026-03-29T00:00", "--to", "2026-03-30T00:00", "--zone", "europe/berlin"];
    assert_eq!(seconds(&march), 23 * 3600);
}

#[test]
fn a_time_that_is_none_or_two_is_refused() {
    let zone = ["--zone", "Europe/Berlin"];
    let plan = |from| run(["plan", "--from", from, "--to", "2026-12-01T00:00"].iter().chain(&zone));
    plan("2026-03-29T02:30").refused(1, "--from: \"2026-03-29T02:30\" does not exist in Europe/Berlin");
    plan("2026-10-25T02:30").refused(1, "--from: \"2026-10-25T02:30\" happens twice in Europe/Berlin");
    assert_eq!(plan("2026-10-25T02:30+01:00").status, 0, "an offset settles which of the two");
}

#[test]
fn the_answer_names_the_zone_it_used() {
    let dates = ["--from", "2026-11-01T10:00", "--to", "2026-11-11T10:00"];
    assert_eq!(json(&[&dates[..], &["--zone", "EUROPE/berlin"]].concat())["facts"]["zone"], "Europe/Berlin");
    assert_eq!(json(&[&dates[..], &["--zone", "-05:30"]].concat())["facts"]["zone"], "-05:30");
    let zoned = |name: &str| {
        let run = Run::of(certplan().env("TZ", name).args(["plan", "--format", "json"]).args(dates));
        let plan: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
        plan["facts"]["zone"].as_str().map(str::to_owned)
    };
    assert_eq!(zoned("Asia/Kolkata").as_deref(), Some("Asia/Kolkata"));
    assert_eq!(zoned(":Asia/Kolkata").as_deref(), Some("Asia/Kolkata"));
    assert_eq!(zoned("").as_deref(), Some("UTC"));
    assert!(zoned("nonsense").is_some());
    assert!(json(&["--from", "2026-11-01", "--to", "2026-11-11"])["facts"].get("zone").is_none());
    // Which day "until now" ends on hangs on the zone too.
    let until_now = json(&["--from", "2026-11-01", "--at", "2026-11-11T23:30Z", "--zone", "Europe/Berlin"]);
    assert_eq!(
        (&until_now["facts"]["zone"], &until_now["facts"]["to"]),
        (&"Europe/Berlin".into(), &"2026-11-12".into())
    );
}

#[test]
fn a_wrong_zone_is_refused_with_what_is_accepted() {
    let huge = "A".repeat(10_000);
    for zone in ["Mars/Base", "", "+25:00", "+1", "W. Europe Standard Time", "-x", &huge] {
        let run = run(["plan", "--zone", zone]);
        run.refused(1, "--zone: ");
        assert!(run.stderr.contains("accepted: a name such as Europe/Berlin"), "{run:?}");
    }
}

#[test]
fn without_an_end_it_is_off_until_now() {
    let plan = json(&["--from", "2026-11-01T10:00Z", "--at", "2026-11-11T10:00Z"]);
    assert_eq!(plan["facts"]["shutdown_seconds"], 10 * 86_400);
    let plan = json(&["--from", "2026-11-01T10:00Z"]);
    assert!(plan["facts"]["at"].is_string());
    assert!(json(&["--shutdown", "3d"])["facts"].get("at").is_none_or(serde_json::Value::is_null));
}
