//! The picture of the answer, drawn by the page's second module when somebody opens it.

use certplan_core::Facts;
use yew::prelude::*;

use crate::{browser, link};

/// What the picture is drawn of.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TimelineProps {
    /// The facts.
    pub facts: Facts,
}

/// The picture, closed at first: most readers want the commands.
#[component]
pub fn Timeline(props: &TimelineProps) -> Html {
    let open = use_state_eq(|| false);
    let drawn = use_state_eq(|| None::<AttrValue>);
    use_effect_with((*open, props.facts.clone()), {
        let drawn = drawn.setter();
        move |(open, facts)| {
            if *open {
                browser::written("svg", link::whole(facts), move |svg| drawn.set(Some(svg.into())));
            }
        }
    });
    let ontoggle = Callback::from(move |event: Event| open.set(browser::is_open(&event)));
    html! {
        <details id="timeline" class="scripted" {ontoggle}>
            <summary>{ "Picture: how long each credential lasts" }</summary>
            if let Some(svg) = &*drawn {
                <figure class="timeline" tabindex="0" key="figure">{ Html::from_html_unchecked(svg.clone()) }</figure>
            }
        </details>
    }
}
