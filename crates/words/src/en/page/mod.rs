//! The labels, hints and notices around an answer: on the page, in the widget and in HTML files.

pub mod answer;
pub mod app;
pub mod cases;
pub mod comparison;
pub mod document;
pub mod error;
pub mod evidence;
pub mod exports;
pub mod fleet;
pub mod forecast;
pub mod form;
pub mod modes;
pub mod reading;
pub mod take_away;
pub mod widget;
