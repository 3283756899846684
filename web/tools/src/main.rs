//! The border to JavaScript: once started, this leaves one function on the global object,
//! `certplanTool(host, mode, link, example)`, which fills an element of the page with a mode.

use certplan_web::link;
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::Element;

fn main() {
    let open = Closure::<dyn Fn(Element, String, String, bool)>::new(
        |host: Element, mode: String, link: String, is_example: bool| {
            certplan_tools::browser::open(&host, &mode, &link, is_example);
        },
    );
    // Only a frozen global object refuses; then the page says that this could not be loaded.
    let _ = Reflect::set(&js_sys::global(), &link::TOOL.into(), open.as_ref());
    open.forget();
}
