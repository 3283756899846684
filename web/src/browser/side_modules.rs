//! The page's other modules, loaded when somebody asks for what they do.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{document, say};
use crate::link::Mode;
use crate::modules;

/// The function that a module leaves on the global object, once the module has been waited for.
async fn loaded(module: &str, name: &str) -> Option<Function> {
    if function(name).is_none() {
        // The small script in the page's head knows the file's name; browsers load a module once.
        let loading = function(module)?.call0(&JsValue::NULL).ok()?;
        JsFuture::from(loading.dyn_into::<Promise>().ok()?).await.ok()?;
    }
    function(name)
}

fn function(name: &str) -> Option<Function> {
    Reflect::get(&js_sys::global(), &name.into()).ok()?.dyn_into().ok()
}

/// Has the page's third module fill its place with a mode, or empties it; `link` has the facts, with names.
pub fn open_tool(mode: Option<Mode>, link: String, is_example: bool) {
    let Some(place) = document().get_element_by_id("tool-place") else { return };
    // An element of its own for each mode: what listened in the last one goes with it.
    place.set_inner_html("<div id=\"tool\">Loading what this needs.</div>");
    let (Some(mode), Some(host)) = (mode, place.first_element_child()) else {
        return place.set_inner_html("");
    };
    wasm_bindgen_futures::spawn_local(async move {
        let open = loaded("certplanTools", modules::TOOL).await;
        let mode = mode.as_str().into();
        let opened =
            open.map(|open| open.call4(&JsValue::NULL, &host, &mode, &link.into(), &is_example.into()));
        if !matches!(opened, Some(Ok(_))) {
            host.set_text_content(Some("This could not be loaded. Reload the page to try again."));
        }
    });
}

/// What the page's second module writes of a link, handed on as soon as it is there.
pub fn written(form: &'static str, link: String, then: impl FnOnce(String) + 'static) {
    with("certplanMore", modules::WRITER, move |write| {
        then(write.call2(&JsValue::NULL, &form.into(), &link.into()).ok()?.as_string()?);
        Some(())
    });
}

/// Has the page's second module offer every other form of a link's answer.
pub fn take_away(mode: Mode, link: String) {
    with("certplanMore", modules::TAKE_AWAY, move |offer| {
        let host = document().get_element_by_id("forms-place")?;
        offer.call3(&JsValue::NULL, &host, &mode.as_str().into(), &link.into()).ok()?;
        Some(())
    });
}

/// Does something with a module's function: at once where it is there, so that nothing flickers while somebody types.
fn with(module: &'static str, name: &'static str, then: impl FnOnce(Function) -> Option<()> + 'static) {
    if let Some(function) = function(name) {
        let _ = then(function);
        return;
    }
    wasm_bindgen_futures::spawn_local(async move {
        if loaded(module, name).await.and_then(then).is_none() {
            say("The forms could not be loaded. Reload the page to try again.");
        }
    });
}
