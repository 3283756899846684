//! Everything that can happen to the page.

use certplan_core::facts::Timestamp;
use certplan_export::link::Mode;

use crate::field::Field;
use crate::form::Form;

/// Something that happened.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_enums, reason = "the reducer handles each")]
pub enum Action {
    /// The questions were filled in before the app was there.
    Filled(Form, Option<Timestamp>),
    /// A field of the questions has another value.
    Typed {
        /// The field.
        field: Field,
        /// Its value.
        value: String,
        /// Whether it is ticked.
        checked: bool,
        /// The current time.
        now: Option<Timestamp>,
    },
    /// A field of the questions was left.
    Left(Field),
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
        step: String,
        /// Whether it is done.
        done: bool,
    },
    /// Something is to be said once.
    Said {
        /// The text.
        text: String,
        /// Whether it is shown, too, because it appears nowhere else.
        shown: bool,
    },
}
