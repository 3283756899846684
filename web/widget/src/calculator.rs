//! Questions and answer.

use std::rc::Rc;

use certplan_core::{Facts, assess, plan};
use certplan_export::document::PlanDocument;
use certplan_view::form::{FormError, FormEvent};
use certplan_view::{Actions, Answer, Copied, Copy, QuestionForm};
use certplan_web::browser;
use certplan_words as words;
use yew::prelude::*;

use crate::asked::Asked;
use crate::state::{Action, State};

/// How long a button says that it copied, in milliseconds.
const COPIED_MS: u32 = 2_000;

/// Props of [`Calculator`].
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct CalculatorProps {
    /// What the element asks; another value is asked anew.
    pub asked: Rc<Asked>,
    /// The plan was made or changed: `certplan/plan/1`.
    #[prop_or_default]
    pub on_plan: Callback<String>,
}

/// The calculator.
#[component]
pub fn Calculator(props: &CalculatorProps) -> Html {
    let state = use_reducer(|| State::new(&props.asked));
    use_asked(props.asked.clone(), state.dispatcher());
    let facts = use_memo(state.facts(), |facts| (**facts).clone());
    use_plan(facts.clone(), props.on_plan.clone());
    let on_form = use_callback(state.dispatcher(), |event: FormEvent, on| on.dispatch(Action::Form(event)));
    let actions = use_memo((), |()| actions(&state.dispatcher()));
    let errors: Vec<FormError> = state.questions.shown_errors().cloned().collect();
    let notices = state.notices();
    let said = words::summary(&plan(&assess(&facts)));
    html! {
        <>
            <QuestionForm form={state.questions.form.clone()} {errors} landmark={false} on_event={on_form} />
            if !notices.is_empty() { <p class="notice" part="notice"><span key={notices.clone()}>{ notices }</span></p> }
            <p class="unseen" role="status"><span key={said.clone()}>{ said }</span></p>
            <div part="answer">
                <Answer {facts} heading={props.asked.heading()} landmarks={false} actions={(*actions).clone()} shown={state.shown.clone()} />
            </div>
        </>
    }
}

/// Asks anew when the element does; the first question is in the state already.
#[hook]
fn use_asked(asked: Rc<Asked>, dispatcher: UseReducerDispatcher<State>) {
    let known = use_mut_ref(|| asked.clone());
    use_effect_with(asked, move |asked| {
        if known.replace(asked.clone()) != *asked {
            dispatcher.dispatch(Action::Asked(asked.clone()));
        }
    });
}

/// Tells the element each plan.
#[hook]
fn use_plan(facts: Rc<Facts>, on_plan: Callback<String>) {
    use_effect_with(facts, move |facts| {
        let document = PlanDocument::new(&plan(&assess(facts)));
        on_plan.emit(serde_json::to_string(&document).unwrap_or_default());
    });
}

fn actions(dispatcher: &UseReducerDispatcher<State>) -> Actions {
    let on = dispatcher.clone();
    let copy = Callback::from(move |Copy { id, text }: Copy| {
        let on = on.clone();
        browser::copy(text, Some(id.clone()), move |copied| {
            let worked = copied == browser::Copied::Copied;
            on.dispatch(Action::Copied(Some(Copied { id, worked })));
            browser::after(COPIED_MS, move || on.dispatch(Action::Copied(None)));
        });
    });
    let on = dispatcher.clone();
    let tick = Callback::from(move |tick| on.dispatch(Action::Ticked(tick)));
    let on = dispatcher.clone();
    let open_all = Callback::from(move |open| on.dispatch(Action::OpenedAll(open)));
    Actions { copy, tick, open_all }
}
