//! The dates of real certificates, in the page.

use certplan_web::browser as page;

use super::place::{empty, say, set, wrong};
use super::{number, with};
use crate::evidence::Session;

/// Does what was asked of the list of what was read.
pub(super) fn hear(kind: &str, name: &str, value: &str) {
    match kind {
        "forget" => {
            with(|tools| tools.evidence.forget(number(value)));
            show_and_say("Forgotten.");
        }
        "change" => {
            if let Some(place) = name.strip_prefix("cluster-") {
                let named = with(|tools| tools.evidence.name(number(place), value));
                wrong(name, &named.err().unwrap_or_default());
                show_answer();
            }
        }
        _ => {}
    }
}

/// Reads a text and says what was in it; whether it was taken.
pub(super) fn read_text(text: &str) -> bool {
    let read = with(|tools| tools.evidence.read_text(text));
    if read.is_taken {
        empty();
        show_and_say(&read.said);
    } else {
        say(&read.said, true);
    }
    read.is_taken
}

/// Forgets everything that was read.
pub(super) fn forget_all() {
    with(|tools| tools.evidence = Session::default());
    show_and_say("Everything is forgotten.");
}

/// Shows what was read, and says something once.
pub(super) fn show_and_say(said: &str) {
    show_all();
    say(said, false);
}

/// Shows what was read, and what it means.
pub(super) fn show_all() {
    let list = with(|tools| tools.evidence.list());
    set("sources-read", &list);
    show_answer();
}

fn show_answer() {
    if let Some(now) = page::now() {
        let answer = with(|tools| tools.evidence.answer(&tools.given, now));
        set("tool-answer", &answer);
    }
    page::after_drawing();
}
