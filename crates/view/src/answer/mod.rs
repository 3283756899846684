//! The answer to a set of facts, what to run first.

mod layers;
mod notes;
mod parts;

use std::rc::Rc;

use certplan_core::{Facts, assess, plan};
use certplan_words as words;
use yew::{AttrValue, Html, Properties, component, html};

use crate::actions::{Actions, Shown};
use crate::keyed::keyed;
pub(crate) use parts::{Parts, minutes};

/// Props of [`Answer`].
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct AnswerProps {
    /// The facts.
    pub facts: Rc<Facts>,
    /// The level of its headings, 2 to 5.
    #[prop_or(2)]
    pub heading: u8,
    /// What every id begins with.
    #[prop_or_default]
    pub id_prefix: AttrValue,
    /// Whether the facts are repeated on a screen; on paper they always are.
    #[prop_or(true)]
    pub repeats_facts: bool,
    /// Whether the timeline is drawn; not where another picture is beside it.
    #[prop_or(true)]
    pub draws_timeline: bool,
    /// Whether its parts are landmarks of the page; not where there may be several answers.
    #[prop_or(true)]
    pub landmarks: bool,
    /// Where it reports what a person does; without it there are no buttons.
    #[prop_or_default]
    pub actions: Option<Actions>,
    /// What the application shows of earlier actions.
    #[prop_or_default]
    pub shown: Shown,
}

/// The answer: one sentence, the commands, the checks before them, why, what is done afterwards, and what else to know.
#[component]
pub fn Answer(props: &AnswerProps) -> Html {
    let assessment = assess(&props.facts);
    let plan = plan(&assessment);
    let parts = Parts { props, plan: &plan };
    html! {
        <div class="answer">
            <p class="summary">{ keyed(words::summary(&plan)) }</p>
            { parts.understood() }
            { parts.commands() }
            { parts.before() }
            { parts.why() }
            { parts.afterwards() }
            { parts.notes() }
            { parts.conflicts() }
            { parts.sources() }
        </div>
    }
}
