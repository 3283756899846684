//! Copying, saving, printing.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::document;

#[wasm_bindgen]
extern "C" {
    /// Copies a text and says so. Where that is not allowed, the element of that id, if there is one, is selected.
    #[wasm_bindgen(js_namespace = page)]
    pub fn copy(text: &str, shown: &str);

    /// Opens the print dialogue.
    pub fn print();
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
