//! What the user did before the app was there, and how it survives the start.

use gloo::utils::{document, window};
use wasm_bindgen::JsCast as _;
use web_sys::{
    Element, HtmlDetailsElement, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
};

use super::element::all;

/// What was typed, ticked, opened and focused in the prerendered page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Before {
    /// The fields of the questions: name, value, whether ticked.
    pub fields: Vec<(String, String, bool)>,
    /// The texts of other fields, by id.
    pub texts: Vec<(String, String)>,
    /// The steps that were ticked off.
    pub done: Vec<String>,
    /// The parts that were open, each by its id or by its summary: another answer may have other parts.
    opened: Vec<String>,
    focus: Option<Focus>,
    scroll: f64,
}

#[derive(Clone, Debug, PartialEq)]
struct Focus {
    id: String,
    selection: Option<(u32, u32)>,
}

/// Where the app is mounted.
pub fn root() -> Option<Element> {
    document().get_element_by_id("app")
}

/// Reads the prerendered page.
pub fn before_start() -> Before {
    Before {
        fields: fields(),
        texts: texts(),
        done: done(),
        opened: opened(),
        focus: focus(),
        scroll: window().scroll_y().unwrap_or_default(),
    }
}

impl Before {
    /// Opens again what was open and gives the focus back, once the app has rendered.
    pub fn restore(&self) {
        for element in all("#app details") {
            if self.opened.contains(&part_name(&element))
                && let Some(details) = element.dyn_ref::<HtmlDetailsElement>()
            {
                details.set_open(true);
            }
        }
        if let Some(focus) = &self.focus {
            focus.restore();
        }
        if self.scroll > 0.0 {
            window().scroll_to_with_x_and_y(0.0, self.scroll);
        }
    }
}

impl Focus {
    fn restore(&self) {
        let Some(element) = document().get_element_by_id(&self.id) else { return };
        if let Some(element) = element.dyn_ref::<HtmlElement>() {
            let _ = element.focus();
        }
        let Some((start, end)) = self.selection else { return };
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            let _ = input.set_selection_range(start, end);
        } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
            let _ = area.set_selection_range(start, end);
        }
    }
}

/// Says that the app has rendered: `boot.js` and the style of the page go by this class.
pub fn start() {
    if let Some(root) = document().document_element() {
        let _ = root.class_list().add_1("ready");
        let _ = root.class_list().remove_1("linked");
    }
}

fn fields() -> Vec<(String, String, bool)> {
    let mut fields = Vec::new();
    for element in all("#questions :is(input, select)") {
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            // Of the choices only the one that is made.
            if input.type_() != "radio" || input.checked() {
                fields.push((input.name(), super::value_of(input), input.checked()));
            }
        } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
            fields.push((select.name(), select.value(), false));
        }
    }
    fields
}

fn texts() -> Vec<(String, String)> {
    let areas =
        all("#app textarea").into_iter().filter_map(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
    areas.map(|area| (area.id(), area.value())).filter(|(_, text)| !text.is_empty()).collect()
}

fn done() -> Vec<String> {
    let boxes =
        all("#app [data-step]").into_iter().filter_map(|element| element.dyn_into::<HtmlInputElement>().ok());
    boxes.filter(HtmlInputElement::checked).filter_map(|tick| tick.get_attribute("data-step")).collect()
}

fn opened() -> Vec<String> {
    all("#app details[open]").iter().map(part_name).collect()
}

fn part_name(details: &Element) -> String {
    let summary =
        || details.query_selector("summary").ok().flatten().and_then(|summary| summary.text_content());
    Some(details.id()).filter(|id| !id.is_empty()).or_else(summary).unwrap_or_default()
}

fn focus() -> Option<Focus> {
    let element = document().active_element()?;
    let id = element.id();
    let range = |start: Option<u32>, end: Option<u32>| start.zip(end);
    let selection = if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        range(input.selection_start().ok().flatten(), input.selection_end().ok().flatten())
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        range(area.selection_start().ok().flatten(), area.selection_end().ok().flatten())
    } else {
        None
    };
    (!id.is_empty()).then_some(Focus { id, selection })
}
