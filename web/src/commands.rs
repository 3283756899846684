//! What the user can ask for: each changes the state, and what the browser keeps.

use certplan_view::form::FormEvent;
use certplan_view::{Actions, Copied, Copy, Tick};
use certplan_words::page::app as words;
use yew::prelude::*;

use crate::action::Action;
use crate::browser;
use crate::state::State;

/// Callbacks that stay the same as long as the page lives, so that components with them are rendered anew only for other values.
#[derive(Clone, Debug, PartialEq)]
pub struct Commands {
    /// The user did something with the form.
    pub on_form: Callback<FormEvent>,
    /// The questions of a link are to be shown.
    pub on_change: Callback<()>,
    /// What can be done with an answer.
    pub answer: Actions,
    /// The answer is to be printed.
    pub on_print: Callback<()>,
    /// Links are to carry names, or not.
    pub on_names: Callback<bool>,
    dispatcher: UseReducerDispatcher<State>,
}

impl Commands {
    /// The commands of an app.
    pub fn new(dispatcher: UseReducerDispatcher<State>) -> Self {
        let on = dispatcher.clone();
        let on_form = Callback::from(move |event| on.dispatch(Action::Form(event, browser::now())));
        let on = dispatcher.clone();
        let on_change = Callback::from(move |()| {
            on.dispatch(Action::Change);
        });
        let on = dispatcher.clone();
        let on_names = Callback::from(move |names| on.dispatch(Action::Named(names)));
        let on = dispatcher.clone();
        let on_print = Callback::from(move |()| {
            if !browser::print() {
                on.dispatch(Action::Said { text: words::NOT_PRINTED.into(), shown: true });
            }
        });
        Self { on_form, on_change, answer: answer_actions(&dispatcher), on_print, on_names, dispatcher }
    }

    /// Copies the link of this state, which becomes an entry of the history.
    pub fn copies_link(&self, state: &State) -> Callback<()> {
        let (link, dispatcher) = (state.link(), self.dispatcher.clone());
        Callback::from(move |()| {
            browser::push_fragment(&link);
            copy(browser::address(&link).into(), None, &dispatcher);
        })
    }
}

fn answer_actions(dispatcher: &UseReducerDispatcher<State>) -> Actions {
    let on = dispatcher.clone();
    let on_copy = Callback::from(move |Copy { id, text }: Copy| copy(text, Some(id), &on));
    let on = dispatcher.clone();
    let on_tick = Callback::from(move |Tick { step, done }: Tick| {
        if done {
            browser::remember_done(&step);
        } else {
            browser::forget_done(&step);
        }
        on.dispatch(Action::Ticked { step, done });
    });
    let on = dispatcher.clone();
    let on_open_all = Callback::from(move |open| on.dispatch(Action::OpenedAll(open)));
    Actions { copy: on_copy, tick: on_tick, open_all: on_open_all }
}

/// How long a button says that it copied, in milliseconds.
const COPIED_MS: u32 = 2_000;

/// Copies a text and says so: on its button, where it has one, or else on the page.
fn copy(text: AttrValue, button: Option<AttrValue>, dispatcher: &UseReducerDispatcher<State>) {
    let dispatcher = dispatcher.clone();
    browser::copy(text, button.clone(), move |copied| {
        let worked = copied == browser::Copied::Copied;
        let said = match copied {
            browser::Copied::Copied => words::COPIED,
            browser::Copied::Selected => words::SELECTED,
            browser::Copied::Refused => words::NOT_COPIED,
        };
        dispatcher.dispatch(Action::Said { text: said.into(), shown: !worked || button.is_none() });
        if let Some(id) = button {
            dispatcher.dispatch(Action::Copied(Some(Copied { id, worked })));
            browser::after(COPIED_MS, move || dispatcher.dispatch(Action::Copied(None)));
        }
    });
}
