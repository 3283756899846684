//! Starts the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    use certplan_web::app::{App, AppProps};
    use certplan_web::browser;

    browser::report_panics();
    let Some(root) = browser::root() else { return };
    let before = browser::before_start();
    yew::Renderer::<App>::with_root_and_props(root, AppProps { before }).render();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
