//! What a person does with an answer, and what the application shows of it.

use std::collections::BTreeSet;
use std::rc::Rc;

use yew::{AttrValue, Callback};

/// Where an answer reports what a person does. Without it there are no buttons.
#[derive(Clone, Debug, PartialEq)]
pub struct Actions {
    /// A copy button was pressed.
    pub copy: Callback<Copy>,
    /// The box of a step was ticked or cleared.
    pub tick: Callback<Tick>,
    /// Everything is to be opened, or closed.
    pub open_all: Callback<bool>,
}

/// A text to copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The id of its button, which says afterwards whether it worked.
    pub id: AttrValue,
    /// The text.
    pub text: AttrValue,
}

/// The box of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The step and its cluster: `fix-kubelet target prod`.
    pub step: AttrValue,
    /// Whether it is done.
    pub done: bool,
}

/// What the application shows of earlier actions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The steps that are done, by the names of [`Tick::step`].
    pub done: Rc<BTreeSet<AttrValue>>,
    /// The button that was pressed last, for as long as it says so.
    pub copied: Option<Copied>,
    /// Whether everything is open.
    pub open_all: bool,
}

/// What became of a text to copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The id of the button.
    pub id: AttrValue,
    /// Whether the browser copied it.
    pub worked: bool,
}
