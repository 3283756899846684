//! Whatever a file holds, reading it gives certificates or reasons, and every form of the report can be written.
#![no_main]

use certplan_inspect::{Bundle, Reading, Report, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let reading = read("x", bytes);
    assert!(!reading.items.is_empty() || !reading.rejected.is_empty());
    forms(&reading);
    let mut bundle = Bundle::new("x");
    bytes.chunks(7).for_each(|piece| bundle.push(piece));
    forms(&bundle.finish());
});

fn forms(reading: &Reading) {
    let at = "2026-01-01T00:00:00Z".parse().expect("an instant");
    let report = Report::new(reading, at, "7d".parse().ok());
    for form in [report.text(false), report.text(true), report.json(), report.csv(), report.calendar()] {
        assert!(!form.chars().any(|it| it.is_control() && !matches!(it, '\n' | '\r')), "{form:?}");
    }
}
