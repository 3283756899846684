//! Whatever is pasted, reading it gives clusters or reasons.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match certplan_inspect::clusters::read(bytes) {
        Ok(clusters) => assert!(!clusters.is_empty()),
        Err(reasons) => assert!(!reasons.is_empty()),
    }
});
