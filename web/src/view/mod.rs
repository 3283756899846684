//! What the page draws: the answer. Nothing here knows the browser.

pub mod answer;
