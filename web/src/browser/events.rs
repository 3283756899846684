//! What happens on the page, as actions of the app.

use wasm_bindgen::prelude::*;

use super::address::fragment;
use super::clock::now;
use crate::app::act;
use crate::field::Field;
use crate::form::Form;
use crate::link::{self, Mode};
use crate::state::{Action, Part};

#[wasm_bindgen(js_namespace = page)]
extern "C" {
    /// Has `hear` called with what happens, as long as the page lives, and says that the page answers questions now.
    pub(super) fn listen();

    /// The fields, each as three lines: its name, its value, and something where it is ticked.
    fn fields() -> String;
}

/// Takes what happens on the page: its kind, a name, a value, and whether something is ticked or open.
pub fn hear(kind: &str, name: &str, value: &str, is_set: bool) {
    let action = match kind {
        // An address that asks nothing is where the page began, at its top or at one of its places.
        "address" => addressed().or_else(|| (!fragment().starts_with("#/")).then_some(Action::Returned)),
        "mode" => Mode::ALL.into_iter().find(|mode| name == mode.entry()).map(Action::Asked),
        "toggle" => match name {
            "timeline" => Some(Action::Opened(Part::Picture, is_set)),
            "forms" => Some(Action::Opened(Part::Forms, is_set)),
            _ => None,
        },
        "click" => Some(Action::Pressed(name.to_owned())),
        "change" => Some(Action::Named(is_set)),
        "written" => Some(Action::Written(name.to_owned(), value.to_owned())),
        // Input, or a field that was left.
        _ => {
            let Some(field) = Field::named(name) else { return };
            // Going from empty to half a date and back is no input to a browser.
            act(Action::Typed { field, value: value.to_owned(), checked: is_set, now: now() });
            (kind == "focusout").then_some(Action::Left(field))
        }
    };
    if let Some(action) = action {
        act(action);
    }
}

/// What the address asks for: a mode without facts, or the answer of a link.
pub(super) fn addressed() -> Option<Action> {
    let fragment = fragment();
    link::tool(&fragment).map(Action::Asked).or_else(|| link::parse(&fragment).map(Action::Linked))
}

/// What somebody typed into the form before the page could listen, where it differs from what it came with.
pub(super) fn typed_before() -> Option<Action> {
    let mut form = Form::example();
    let fields = fields();
    let mut lines = fields.split('\n');
    while let (Some(name), Some(value), Some(ticked)) = (lines.next(), lines.next(), lines.next()) {
        if let Some(field) = Field::named(name) {
            form.set(field, value, !ticked.is_empty());
        }
    }
    (form != Form::example()).then(|| Action::Filled(form, now()))
}
