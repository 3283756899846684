//! Focus, places of the page, printing.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlDetailsElement, HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// Scrolls to the element with that id and gives it the focus, without changing the address: that holds the facts.
pub fn go_to(id: &str) {
    let Some(element) =
        document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    if let Ok(Some(details)) = element.closest("details:not([open])") {
        let _ = details.set_attribute("open", "");
    }
    if !element.is_instance_of::<HtmlInputElement>() {
        element.set_tab_index(-1);
    }
    element.scroll_into_view();
    let _ = element.focus();
}

/// Follows links to places of the page without changing the address: a reload is to find the facts there.
#[hook]
pub fn use_places() {
    use_effect_with((), |()| {
        let options = EventListenerOptions::enable_prevent_default();
        let clicks = EventListener::new_with_options(&window(), "click", options, |event| {
            let Some(event) = event.dyn_ref::<MouseEvent>() else { return };
            let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let link =
                element.and_then(|element| element.closest("a[href^='#']:not([href^='#/'])").ok().flatten());
            let place = link.and_then(|link| link.get_attribute("href"));
            if let Some(place) = place
                && !event.default_prevented()
                && takes_click(event)
            {
                go_to(place.trim_start_matches('#'));
            }
        });
        move || drop(clicks)
    });
}

/// Calls back when the element with that id gets the focus.
#[hook]
pub fn use_focus_of(id: &'static str, then: Callback<()>) {
    use_effect_with((), move |()| {
        let listener = EventListener::new(&window(), "focusin", move |event| {
            let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if element.is_some_and(|element| element.id() == id) {
                then.emit(());
            }
        });
        move || drop(listener)
    });
}

/// Keeps the browser from following a link that the page follows itself; whether it does. With one of these keys the browser
/// opens the link elsewhere.
pub fn takes_click(event: &MouseEvent) -> bool {
    let is_plain = !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    if is_plain {
        event.prevent_default();
    }
    is_plain
}

/// Calls back after some milliseconds.
pub fn after(milliseconds: u32, then: impl FnOnce() + 'static) {
    Timeout::new(milliseconds, then).forget();
}

/// Opens the print dialogue; whether the browser has one.
pub fn print() -> bool {
    window().print().is_ok()
}

/// Opens every closed part of the page while it is printed: older browsers have no style for that.
#[hook]
pub fn use_open_on_paper() {
    use_effect_with((), |()| {
        let opened = std::rc::Rc::new(std::cell::RefCell::new(Vec::<HtmlDetailsElement>::new()));
        let before = {
            let opened = opened.clone();
            EventListener::new_with_options(
                &window(),
                "beforeprint",
                EventListenerOptions::default(),
                move |_| {
                    for details in all("main details:not([open])") {
                        if let Ok(details) = details.dyn_into::<HtmlDetailsElement>() {
                            details.set_open(true);
                            opened.borrow_mut().push(details);
                        }
                    }
                },
            )
        };
        let after = EventListener::new(&window(), "afterprint", move |_| {
            for details in opened.borrow_mut().drain(..) {
                details.set_open(false);
            }
        });
        move || drop((before, after))
    });
}

/// Every element of a selector.
pub(super) fn all(selector: &str) -> Vec<Element> {
    let Ok(nodes) = document().query_selector_all(selector) else { return Vec::new() };
    (0..nodes.length()).filter_map(|place| nodes.item(place)?.dyn_into().ok()).collect()
}
