//! The markup of Certplan: Yew components over core's types that page, widget, HTML export and book share.
//!
//! Components are pure functions of their props. They call no browser function but to read the field of an event. What a
//! person does is reported by callbacks; without [`Actions`] an answer has no buttons and is complete as a static document.
//!
//! # For an application
//!
//! | component | props |
//! |---|---|
//! | [`Answer`] | the facts, heading level, `id_prefix`, [`Actions`], and [`Shown`]: ticks, what was copied, whether all is open |
//! | [`QuestionForm`] | a [`form::Form`], the errors to show, the mode, and one callback of [`form::FormEvent`] |
//! | [`PasteBox`] | its text, what is being read, and one callback of [`BoxEvent`] |
//! | [`ModeBar`] | the current [`Mode`], the address of each, and a callback |
//!
//! [`form::Form`] holds what is typed, reads it as [`certplan_core::Facts`], and is made from facts of a link. The state of an
//! application owns it; [`form::Form::set`] applies an event.
//!
//! Everything stands inside an element of the class `certplan`, which carries the tokens of the style sheet [`STYLE`].
//! Ids begin with `id_prefix`, so that several answers fit on one page. Dynamic text is a `<span>` keyed by itself, so that
//! a page that was translated stays right.

mod actions;
mod answer;
mod command;
pub mod form;
mod keyed;
mod mode;
mod paste_box;
#[cfg(feature = "static")]
mod render;
mod source;
mod step;
mod timeline;

pub use actions::{Actions, Copied, Copy, Shown, Tick};
pub use answer::{Answer, AnswerProps};
pub use command::{CommandLine, CommandLineProps};
pub use form::{QuestionForm, QuestionFormProps};
pub use mode::{Mode, ModeBar, ModeBarProps};
pub use paste_box::{BoxEvent, PasteBox, PasteBoxProps};
#[cfg(feature = "static")]
pub use render::render;
pub use timeline::{Timeline, TimelineProps};

/// The style sheet of every component, for screen and paper. Its rules hold inside an element of the class `certplan`.
pub const STYLE: &str = include_str!("../style/certplan.css");
