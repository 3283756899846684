//! What is said in the timeline.

use certplan_core::facts::Duration;
use certplan_core::timeline::Timeline;

use super::{credential, length};

/// What the timeline shows, sentence by sentence.
pub fn timeline_sentences(timeline: &Timeline) -> Vec<String> {
    let length = |seconds| length(Duration::from_seconds(seconds).unwrap_or_default());
    let mut sentences = Vec::new();
    if let Some(shutdown) = timeline.shutdown {
        sentences.push(timeline_off(&length(shutdown)) + ".");
    }
    for bar in &timeline.bars {
        let expired_from = bar.expired_from.map(length);
        let name = credential(bar.credential).name;
        sentences.push(timeline_bar(name, &length(bar.valid_until), expired_from.as_deref()));
    }
    sentences
}

/// The picture's title.
pub const fn timeline_title() -> &'static str {
    "How long each credential lasts after its renewal stops"
}

/// The shutdown.
pub fn timeline_off(length: &str) -> String {
    format!("Off for {length}")
}

/// The dates of the shutdown.
pub fn timeline_dates(off: &str, on: &str) -> String {
    format!("From {off} to {on}")
}

/// A mark of the axis.
pub fn timeline_days(days: u64) -> String {
    match days {
        0 => "off".into(),
        1 => "1 day".into(),
        days => format!("{days} days"),
    }
}

/// The present.
pub const fn timeline_now() -> &'static str {
    "now"
}

/// Added to the name of a credential whose real date is drawn.
pub const fn timeline_read() -> &'static str {
    " (real date)"
}

/// The legend: surely valid, in doubt, expired, the limit of the documents.
pub const fn timeline_legend() -> [&'static str; 4] {
    ["most likely still valid", "may have expired", "expired", "30 days: the limit of Microsoft's table"]
}

/// One bar as a sentence.
pub fn timeline_bar(name: &str, valid_until: &str, lapsed_from: Option<&str>) -> String {
    match lapsed_from {
        Some(lapsed_from) if lapsed_from == valid_until => format!("{name}: valid until {valid_until}."),
        Some(lapsed_from) => {
            format!("{name}: most likely valid for {valid_until}, surely expired after {lapsed_from}.")
        }
        None => format!("{name}: most likely valid for {valid_until}, then unknown."),
    }
}
