//! Which steps are ticked off: the only thing that the page stores.
//!
//! Storage throws in private windows and, in some browsers, for files: then nothing is remembered.

use std::collections::BTreeSet;

use gloo::utils::window;
use web_sys::Storage;

const PREFIX: &str = "certplan/1/";

/// How long a tick is remembered: one incident. At the next one no step may look done.
const REMEMBERED_SECONDS: f64 = 3.0 * 86_400.0;

/// Remembers a step as done.
pub fn remember_done(step: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&[PREFIX, step].concat(), &(seconds_now().floor()).to_string());
    }
}

/// Forgets that a step is done.
pub fn forget_done(step: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&[PREFIX, step].concat());
    }
}

/// The steps that were ticked off lately.
pub fn steps_done() -> BTreeSet<String> {
    let mut done = BTreeSet::new();
    let Some(storage) = storage() else { return done };
    for place in 0..storage.length().unwrap_or(0) {
        let Ok(Some(key)) = storage.key(place) else { continue };
        let Some(step) = key.strip_prefix(PREFIX) else { continue };
        let ticked = storage.get_item(&key).ok().flatten().and_then(|seconds| seconds.parse::<f64>().ok());
        if ticked.is_some_and(|ticked| seconds_now() - ticked < REMEMBERED_SECONDS) {
            done.insert(step.to_owned());
        }
    }
    done
}

fn storage() -> Option<Storage> {
    if !cfg!(target_arch = "wasm32") {
        return None;
    }
    window().local_storage().ok().flatten()
}

fn seconds_now() -> f64 {
    js_sys::Date::now() / 1000.0
}
