//! Starts the worker's script, and sends messages to it.

use gloo::file::Blob;
use gloo::utils::document;
use js_sys::{Array, ArrayBuffer};
use wasm_bindgen::JsValue;
use web_sys::Worker;

use crate::browser::address::address;

/// Starts a worker from a blob: such a worker has the page's policy, and needs no server where the page is a file.
pub(super) fn new_worker() -> Option<Worker> {
    thread_local! {
        static URL: String = {
            let blob = Blob::new_with_options(script().as_str(), Some("text/javascript"));
            web_sys::Url::create_object_url_with_blob(blob.as_ref()).unwrap_or_default()
        };
    }
    URL.with(|url| Worker::new(url)).ok()
}

/// The script of the worker: in the page as one file it is in the page, or else it is beside it.
fn script() -> String {
    if let Some(inlined) = document().get_element_by_id("worker") {
        return inlined.text_content().unwrap_or_default();
    }
    let folder = document().query_selector("meta[name=certplan-worker]").ok().flatten();
    let folder = folder.and_then(|meta| meta.get_attribute("content")).unwrap_or_default();
    let page = address("");
    let page = page.split('?').next().unwrap_or_default();
    let base = page.rsplit_once('/').map_or("", |(base, _)| base);
    let at = format!("{base}/{}/certplan-worker", folder.trim_start_matches("./"));
    format!(
        "const wasm = fetch('{at}_bg.wasm'); importScripts('{at}.js');
         wasm_bindgen({{ module_or_path: wasm }}).catch(error => postMessage(JSON.stringify({{ Panicked: {{ message: String(error) }} }})));"
    )
}

pub(super) fn post(worker: &Worker, json: &str, buffer: Option<&ArrayBuffer>) {
    let message = Array::of1(&JsValue::from_str(json));
    let transferred = Array::new();
    if let Some(buffer) = buffer {
        message.push(buffer);
        transferred.push(buffer);
    }
    // Posting fails only where the worker has ended, and that is heard as its error.
    let _ = worker.post_message_with_transfer(&message, &transferred);
}
