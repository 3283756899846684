//! An error message, and what it says.

use std::rc::Rc;

use certplan_view::Explanation;
use certplan_words::page::error as words;
use certplan_worker::protocol::Explained;
use yew::prelude::*;

use crate::browser;
use crate::commands::Commands;
use crate::state::State;
use certplan_export::link::Mode;

/// The state and what the user can do.
#[derive(Properties, PartialEq, Debug)]
pub struct ErrorModeProps {
    /// The state.
    pub state: State,
    /// What the user can do.
    pub commands: Commands,
}

/// The field for a message, and its explanation.
#[component]
pub fn ErrorMode(props: &ErrorModeProps) -> Html {
    let ErrorModeProps { state, commands } = props;
    let on_message = commands.clone();
    let oninput = Callback::from(move |event: InputEvent| on_message.message(browser::text_of(&event)));
    html! {
        <section id="tool" class="error-mode">
            <h2><label for="message">{ words::QUESTION }</label></h2>
            <textarea id="message" rows="6" spellcheck="false" autocomplete="off" autocapitalize="off" translate="no"
                aria-describedby="message-hint" value={state.readings.message.clone()} {oninput} />
            <p class="hint" id="message-hint">{ words::MESSAGE_HINT }</p>
            <div id="answer"><div id="tool-answer">{ explained(state, commands, state.readings.explained.as_ref()) }</div></div>
        </section>
    }
}

fn explained(state: &State, commands: &Commands, explained: Option<&Rc<Explained>>) -> Html {
    let Some(explained) = explained else {
        return html! { <p>{ words::NOTHING }</p> };
    };
    // The link has no names, so that it can be passed on; who follows it here keeps them.
    let address = certplan_export::link::write(Mode::After, &state.questions.facts, false);
    let on_plan = {
        let (commands, link) = (commands.clone(), state.link_of(Mode::After));
        Callback::from(move |()| commands.choose(Mode::After, &link))
    };
    html! {
        <Explanation explanation={Rc::new(explained.explanation.clone())} heading={3} plan_address={AttrValue::from(address)} {on_plan}
            on_copy={Some(commands.answer.copy.clone())} copied={state.copied.clone()} />
    }
}
