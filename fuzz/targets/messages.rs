//! Whatever is pasted, it is explained: in every form, without a byte of it that could drive a terminal, and within the text.
#![no_main]

use certplan_core::symptom::{explain, text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let message = text(bytes);
    let explanation = explain(&message);
    assert_eq!(explanation, explain(&message), "the same message is explained the same way");
    let shown = certplan_words::explanation(&explanation);
    assert!(!shown.is_empty() && !shown.chars().any(char::is_control), "{shown:?}");
});
