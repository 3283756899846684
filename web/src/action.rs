//! Everything that can happen to the page.

use certplan_core::facts::Timestamp;
use certplan_export::link::Mode;
use certplan_view::Copied;
use certplan_view::form::{Form, FormEvent};
use certplan_worker::protocol::{FleetDefaults, TableQuery};
use yew::AttrValue;

use crate::browser::FromWorker;

/// Something that happened.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_enums, reason = "the reducer handles each")]
pub enum Action {
    /// The questions were filled in before the app was there.
    Filled(Box<Form>, Option<Timestamp>),
    /// The user typed into the questions, or left one, at this time.
    Form(FormEvent, Option<Timestamp>),
    /// The address has this fragment now.
    Addressed(String),
    /// Another mode was chosen.
    Chosen(Mode),
    /// The questions are to be shown beside the answer of a link.
    Change,
    /// Links are to carry the names of clusters, or not.
    Named(bool),
    /// A step was ticked off, or its tick was removed.
    Ticked {
        /// The step's key.
        step: AttrValue,
        /// Whether it is done.
        done: bool,
    },
    /// A button copied its text, or could not; `None` ends its message.
    Copied(Option<Copied>),
    /// Every part of the answer is to be open, or closed.
    OpenedAll(bool),
    /// The text of the one box was edited.
    Edited(String),
    /// A text was given to the one box and is being read, by this request.
    Given {
        /// The request.
        id: u32,
        /// The text, which returns to the box where nothing is found in it.
        text: String,
    },
    /// Files were given to the one box and are being read.
    GivenFiles,
    /// The error message was edited.
    Message(String),
    /// What holds for every deployment was edited.
    Defaults(FleetDefaults),
    /// Other rows of the table of deployments are to be shown.
    Query(TableQuery),
    /// The other formats are open, or closed.
    FormatsOpened(bool),
    /// A format was chosen, by its id.
    FormatChosen(&'static str),
    /// The chosen format is being written, by this request.
    FormatAsked(u32),
    /// The worker answered, or ended.
    Worker(FromWorker),
    /// Something is to be said once.
    Said {
        /// The text.
        text: AttrValue,
        /// Whether it is shown, too, because it appears nowhere else.
        shown: bool,
    },
}
