//! What happens on the page, as actions of the app.

use wasm_bindgen::prelude::*;

use super::address::fragment;
use super::clock::now;
use crate::app::act;
use crate::form::Form;
use crate::link::{self, Mode};
use crate::state::{Action, Part};

#[wasm_bindgen(js_namespace = page)]
extern "C" {
    /// Tells the function what happens, as long as the page lives, and says that the page answers questions now.
    #[wasm_bindgen(js_name = listen)]
    fn tell(hear: &JsValue);

    /// The fields, each as three lines: its name, its value, and something where it is ticked.
    fn fields() -> String;
}

/// Hears what happens on the page.
pub(super) fn listen() {
    let closure =
        Closure::<dyn Fn(String, String, String, bool)>::new(|kind: String, name, value, is_set| {
            hear(&kind, name, value, is_set);
        });
    tell(closure.as_ref());
    closure.forget();
}

fn hear(kind: &str, name: String, value: String, is_set: bool) {
    let action = match kind {
        "address" => addressed(),
        "mode" => Mode::ALL.into_iter().find(|mode| name == mode.entry()).map(Action::Asked),
        "toggle" => match name.as_str() {
            "timeline" => Some(Action::Opened(Part::Picture, is_set)),
            "forms" => Some(Action::Opened(Part::Forms, is_set)),
            _ => None,
        },
        "click" => Some(Action::Pressed(name)),
        "change" => Some(Action::Named(is_set)),
        "written" => Some(Action::Written(name, value)),
        // Input, or a field that was left.
        _ => {
            // Going from empty to half a date and back is no input to a browser.
            act(Action::Typed { field: name.clone(), value, checked: is_set, now: now() });
            (kind == "focusout").then_some(Action::Left(name))
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
        form.set(name, value, !ticked.is_empty());
    }
    (form != Form::example()).then(|| Action::Filled(form, now()))
}
