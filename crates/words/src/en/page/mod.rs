//! The labels, hints and notices around an answer: on the page, in the widget and in HTML files.

pub mod answer;
pub mod exports;
pub mod form;
pub mod modes;
pub mod reading;
