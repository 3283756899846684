//! The answer to what lies ahead, written by the page's second module.

use certplan_core::Facts;
use yew::prelude::*;

use crate::browser;
use crate::link;

/// What a forecast is made of.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ForecastProps {
    /// The facts.
    pub facts: Facts,
    /// What a reader must be told about the link.
    pub notices: Vec<String>,
    /// Whether the questions hold something newer that is not valid.
    pub stale: bool,
    /// The address where it can be had again, for paper.
    pub address: Option<AttrValue>,
}

/// The forecast. It is there as soon as the module is, and from then on at every key.
#[component]
pub fn Forecast(props: &ForecastProps) -> Html {
    let written = use_state_eq(|| None::<AttrValue>);
    use_effect_with(props.facts.clone(), {
        let written = written.setter();
        move |facts| {
            browser::written("forecast", link::whole(facts), move |html| written.set(Some(html.into())));
        }
    });
    let copy = Callback::from(|event: MouseEvent| {
        if let Some((text, shown)) = browser::copied_command(&event) {
            browser::copy(text, Some(shown));
        }
    });
    let tick = Callback::from(|event: Event| browser::remember_tick(&event));
    html! {
        <section id="answer" class="ahead" aria-labelledby="answer-title" onclick={copy} onchange={tick}>
            if let Some(address) = &props.address {
                <p class="printed">{ address }</p>
            }
            <h2 id="answer-title">{ "What will happen" }</h2>
            { for props.notices.iter().map(|notice| html! { <p class="notice">{ notice }</p> }) }
            if props.stale {
                <p class="notice">{ "One of the questions has no valid answer at the moment. This is the answer to the last valid ones." }</p>
            }
            if let Some(html) = &*written {
                <div key="forecast">{ Html::from_html_unchecked(html.clone()) }</div>
            } else {
                <p role="status">{ "Loading what this needs." }</p>
            }
        </section>
    }
}
