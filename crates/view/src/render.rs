//! Components as text, without a browser.

use futures::executor::block_on;
use yew::{BaseComponent, Html, LocalServerRenderer, Properties, component};

/// A component as markup, complete without scripts.
pub fn render<C: BaseComponent>(props: C::Properties) -> String {
    block_on(LocalServerRenderer::<C>::with_props(props).hydratable(false).render())
}

/// Markup as text, complete without scripts.
pub fn render_html(content: Html) -> String {
    render::<Content>(ContentProps { content })
}

#[derive(Properties, PartialEq)]
struct ContentProps {
    content: Html,
}

#[component]
fn Content(props: &ContentProps) -> Html {
    props.content.clone()
}
