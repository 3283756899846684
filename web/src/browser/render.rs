//! Components as text, by the browser: it writes what Yew has built. Yew's own writer of text would make the page a tenth heavier.

use gloo::utils::document;
use yew::platform::spawn_local;
use yew::{Html, Properties, Renderer, component};

/// Renders into an element outside the page, and gives its markup. Nothing is loaded there and no script runs.
pub fn render(content: Html, done: impl FnOnce(String) + 'static) {
    let Ok(outside) = document().create_element("div") else { return };
    let app = Renderer::<Content>::with_root_and_props(outside.clone(), ContentProps { content }).render();
    // Yew builds at the end of this task of the browser; what is spawned later runs after that.
    spawn_local(async move {
        let markup = outside.inner_html();
        app.destroy();
        done(markup);
    });
}

#[derive(Properties, PartialEq)]
struct ContentProps {
    content: Html,
}

#[component]
fn Content(props: &ContentProps) -> Html {
    props.content.clone()
}
