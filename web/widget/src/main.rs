//! The border to JavaScript: once started, one function on the global object, `certplanWidget(json)`, which the element takes.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

/// The function's name. The element removes it from the global object as soon as it has it.
const NAME: &str = "certplanWidget";

fn main() {
    let answer = Closure::<dyn Fn(String) -> String>::new(|json: String| certplan_widget::answer(&json));
    // Only a frozen global object refuses; then the element says that the calculator could not be loaded.
    let _ = Reflect::set(&js_sys::global(), &NAME.into(), answer.as_ref());
    answer.forget();
}
