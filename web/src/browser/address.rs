//! The address: its fragment holds the mode and the facts.

use certplan_export::link::FILE;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// How long nobody types before the fragment follows. Browsers ignore pages that change it more than a hundred times in 30 seconds.
const PAUSE_MS: u32 = 200;

/// The fragment of the address, with its number sign.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// The fragment at the start; none where the page is rendered natively.
pub fn first_fragment() -> String {
    if cfg!(target_arch = "wasm32") { fragment() } else { String::new() }
}

/// The whole address with another fragment.
pub fn address(fragment: &str) -> String {
    let address = window().location().href().unwrap_or_default();
    [address.split('#').next().unwrap_or_default(), fragment].concat()
}

/// The address that a script names as its origin, and where the site is published. Of a page as a file only its name is told, and
/// nobody knows its site.
pub fn page_and_site() -> (String, Option<String>) {
    let address = address("");
    if !is_published() {
        return (FILE.to_owned(), None);
    }
    let folder = address.split('?').next().and_then(|path| Some(path[..=path.rfind('/')?].to_owned()));
    (address, folder)
}

/// Whether the page comes from a server.
pub fn is_published() -> bool {
    cfg!(target_arch = "wasm32") && address("").starts_with("http")
}

/// Changes the fragment without a new entry in the history.
pub fn replace_fragment(fragment: &str) {
    if let Ok(history) = window().history() {
        // A document without an address, such as a preview, refuses; nothing depends on it.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(fragment));
    }
}

/// Changes the fragment with a new entry in the history, so that Back returns to this one.
pub fn push_fragment(fragment: &str) {
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(fragment));
    }
}

/// Keeps the address in step: `link`, where there is one, becomes its fragment after a pause, and `changed` is called when
/// the user goes to another one.
#[hook]
pub fn use_address(link: Option<String>, changed: Callback<String>) {
    use_effect_with((), move |()| {
        // Both: Back between two entries of this page is a `popstate`, a link of the page or a typed address a `hashchange`, too.
        let listener = EventListener::new(&window(), "hashchange", {
            let changed = changed.clone();
            move |_| changed.emit(fragment())
        });
        let history = EventListener::new(&window(), "popstate", move |_| changed.emit(fragment()));
        move || drop((listener, history))
    });
    use_effect_with(link, |link| {
        let before = link.as_ref().map(|_| fragment());
        let timeout = link.clone().map(|link| {
            Timeout::new(PAUSE_MS, move || {
                // A user who went elsewhere meanwhile stays there.
                if before.as_ref() == Some(&fragment()) {
                    replace_fragment(&link);
                }
            })
        });
        move || drop(timeout)
    });
}
