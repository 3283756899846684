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
//! | [`Forecast`] | as [`Answer`], for a shutdown that lies ahead |
//! | [`Explanation`] | what was recognised in a message, in words, and the address of the plan |
//! | [`Report`] | head and rows of the certificates that were read |
//! | [`Comparison`] | what became of the certificates of two collections, in words |
//! | [`Fleet`] | summary, a page of the table, and one callback of [`FleetEvent`] |
//! | [`TakeAway`] | the forms to choose from, the chosen one, and one callback of [`TakeAwayEvent`] |
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
mod cases;
mod choose;
mod command;
mod comparison;
mod dates;
pub mod document;
mod drawing;
pub mod embed;
mod explanation;
mod fleet;
mod forecast;
pub mod form;
mod keyed;
mod mode;
mod paste_box;
#[cfg(feature = "static")]
mod render;
mod report;
mod source;
mod step;
mod take_away;
mod timeline;

pub use certplan_core::mode::Mode;

pub use actions::{Actions, Copied, Copy, Shown, Tick};
pub use answer::{Answer, AnswerProps};
pub use cases::{Cases, CasesProps};
pub use choose::{Choose, ChooseProps, choose_style};
pub use command::{CommandLine, CommandLineProps};
pub use comparison::{Comparison, ComparisonProps};
pub use explanation::{Explanation, ExplanationProps};
pub use fleet::{Fleet, FleetEvent, FleetProps};
pub use forecast::{Forecast, ForecastProps};
pub use form::{QuestionForm, QuestionFormProps};
pub use mode::{ModeBar, ModeBarProps};
pub use paste_box::{BoxEvent, PasteBox, PasteBoxProps};
#[cfg(feature = "static")]
pub use render::{render, render_html};
pub use report::{Report, ReportProps};
pub use take_away::{ChosenForm, FormChoice, TakeAway, TakeAwayEvent, TakeAwayProps};
pub use timeline::{Timeline, TimelineProps};

/// The style sheet of every component, for screen and paper. Its rules hold inside an element of the class `certplan`.
pub const STYLE: &str = include_str!("../style/certplan.css");
