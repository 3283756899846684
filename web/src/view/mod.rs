//! What Yew draws of the page: the answer. Nothing here knows the browser.

pub mod answer;
