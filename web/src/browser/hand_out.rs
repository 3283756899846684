//! Copying, saving, printing.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement, Node};

use super::{document, say, window};

/// Copies a text and says so. Plain-http hosts of an intranet have no clipboard: then the old way, then a selection.
pub fn copy(text: String, shown: Option<Element>) {
    wasm_bindgen_futures::spawn_local(async move {
        let done = copy_to_clipboard(&text).await || copy_by_command(&text);
        if done {
            say("Copied");
        } else if let Some(shown) = shown {
            select(&shown);
            say("Copying is not allowed here. The text is selected: press Control and C.");
        } else {
            say("Copying is not allowed here. Use one of the downloads.");
        }
    });
}

async fn copy_to_clipboard(text: &str) -> bool {
    let navigator = window().navigator();
    // The bindings take the clipboard for granted; on plain http there is none.
    let there = Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    there && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

fn copy_by_command(text: &str) -> bool {
    let document = document();
    let Ok(area) = document.create_element("textarea").map(JsCast::unchecked_into::<HtmlTextAreaElement>)
    else {
        return false;
    };
    let Some(body) = document.body() else { return false };
    let before = document.active_element();
    area.set_value(text);
    let _ = area.class_list().add_1("quiet");
    let _ = body.append_child(&area);
    area.select();
    let document: &web_sys::HtmlDocument = document.unchecked_ref();
    let done = document.exec_command("copy").unwrap_or(false);
    area.remove();
    if let Some(before) = before.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = before.focus();
    }
    done
}

fn select(element: &Element) {
    if let Ok(Some(selection)) = window().get_selection() {
        let _ = selection.select_all_children(element.unchecked_ref::<Node>());
    }
}

/// Saves a text as a file.
pub fn save(name: &str, kind: &str, text: &str) {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&text.into());
    let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) else { return };
    let Ok(url) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    if let Ok(link) = document().create_element("a").map(JsCast::unchecked_into::<web_sys::HtmlAnchorElement>)
    {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    let _ = web_sys::Url::revoke_object_url(&url);
}

/// Opens the print dialogue.
pub fn print() {
    let _ = window().print();
}
