//! The border to JavaScript.

use std::rc::Rc;

use certplan_widget::{Asked, Calculator, CalculatorProps};
use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::Element;
use yew::{AppHandle, Callback, Renderer};

/// A calculator in an element.
#[wasm_bindgen]
pub struct Mounted {
    app: AppHandle<Calculator>,
    on_plan: Callback<String>,
}

#[wasm_bindgen]
impl Mounted {
    /// Mounts a calculator; `on_plan` is called with the JSON of each plan.
    #[wasm_bindgen(constructor)]
    pub fn new(element: Element, asked: &str, on_plan: Function) -> Self {
        let on_plan = Callback::from(move |plan: String| {
            // The element's own listeners may fail; that is not the calculator's concern.
            let _ = on_plan.call1(&JsValue::NULL, &plan.into());
        });
        let props = CalculatorProps { asked: read(asked), on_plan: on_plan.clone() };
        Self { app: Renderer::<Calculator>::with_root_and_props(element, props).render(), on_plan }
    }

    /// Asks anew.
    pub fn ask(&mut self, asked: &str) {
        self.app.update(CalculatorProps { asked: read(asked), on_plan: self.on_plan.clone() });
    }

    /// Ends the calculator.
    pub fn end(self) {
        self.app.destroy();
    }
}

fn read(asked: &str) -> Rc<Asked> {
    Rc::new(serde_json::from_str(asked).unwrap_or_default())
}
