//! Whatever a file claims to be, it is recognised as something, and what a collector's file tells can be used or is refused.
#![no_main]

use certplan_core::facts::Utc;
use certplan_inspect::verify::{Collection, Verification};
use certplan_inspect::{collected, kind, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    kind(bytes);
    let text = String::from_utf8_lossy(bytes);
    if let Ok(collected) = collected(&text) {
        let _ = collected.input.read(&Utc);
    }
    let reading = read("x", bytes);
    let at = "2026-01-01T00:00:00Z".parse().expect("an instant");
    let collection = Collection { name: "x", reading: &reading };
    let verification = Verification::new(collection, collection, at);
    assert_eq!(verification.items.len(), reading.items.len());
    for form in [verification.text(), verification.json(), verification.calendar()] {
        assert!(!form.chars().any(|it| it.is_control() && !matches!(it, '\n' | '\r')), "{form:?}");
    }
});
