//! A mode that the page's third module fills: its place, and nothing else.

use certplan_core::Facts;
use yew::prelude::*;

use crate::link::Mode;
use crate::{browser, link};

/// What is to be filled.
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ToolProps {
    /// The mode.
    pub mode: Mode,
    /// The facts of the form.
    pub facts: Facts,
    /// Whether they are those of the example.
    pub is_example: bool,
}

/// The place. Its content belongs to the module, and Yew knows of none.
#[component]
pub fn Tool(props: &ToolProps) -> Html {
    let host = use_node_ref();
    use_effect_with((props.clone(), host.clone()), |(props, host)| {
        browser::open_tool(host, props.mode, link::whole(&props.facts), props.is_example);
    });
    html! { <div id="tool" ref={host} /> }
}
