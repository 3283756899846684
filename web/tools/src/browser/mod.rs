//! The only folder of this module that speaks to the browser, through the functions of `web/tools/tools.js` and those of the page.

mod error;
mod evidence;
mod fleet;
mod place;

use std::cell::{RefCell, RefMut};

use certplan_core::spell::Spell as _;
use certplan_core::symptom;
use certplan_web::browser as page;
use wasm_bindgen::prelude::*;
use zeroize::Zeroizing;

pub use place::offer;
use place::{fill, say};

use crate::facts::Given;
use crate::fields;
use crate::fleet::File;

/// What all modes know.
#[derive(Debug, Default)]
struct Tools {
    given: Given,
    /// What was read, for as long as the page is open: somebody may answer the questions and come back.
    evidence: crate::evidence::Session,
    fleet: crate::fleet::Session,
}

thread_local! {
    /// Never dropped: it lives as long as the page.
    static TOOLS: &'static RefCell<Tools> = Box::leak(Box::default());
}

/// Works with what is known. Not with the document, too: changing that may make the browser tell what happened meanwhile.
fn with<T>(work: impl FnOnce(&mut Tools) -> T) -> T {
    work(&mut tools())
}

fn tools() -> RefMut<'static, Tools> {
    TOOLS.with(|tools| tools.borrow_mut())
}

/// Fills the place with a mode; `link` has the facts, with names.
#[wasm_bindgen(js_name = openTool)]
pub fn open(mode: &str, link: &str, is_example: bool) {
    let Some(markup) = fields::of(mode) else { return };
    let given = Given::of(link, is_example);
    with(|tools| tools.given = given);
    fill(&markup);
    match mode {
        "evidence" => evidence::show_all(),
        "fleet" => fleet::show(),
        _ => {}
    }
}

/// Takes what happens in the place of a mode: its kind, a name, a value; whether the value was taken, so that it must not stay where
/// it came from.
#[wasm_bindgen(js_name = hearTool)]
pub fn hear(mode: &str, kind: &str, name: &str, value: String) -> bool {
    // It may hold a key.
    let value = Zeroizing::new(value);
    match (kind, mode) {
        ("text", _) if value.trim().is_empty() => say("There is no text in the field.", true),
        ("text", "fleet") => return fleet::read("text", value.as_bytes()),
        ("text", _) => return evidence::read_text(&value),
        ("clear", "error") => error::explain(""),
        ("clear", "fleet") => fleet::forget(),
        ("clear", _) => evidence::forget_all(),
        ("refused", "evidence") => with(|tools| tools.evidence.refuse(name, &value)),
        ("files", "evidence") => evidence::show_and_say(&value),
        // What was planned has been said.
        ("files", _) if !value.is_empty() => say(&value, true),
        ("copyForm", _) => {
            if let Some(file) = file(mode, &value) {
                page::copy(&file.text, "");
            }
        }
        ("saveForm", _) => {
            if let Some(file) = file(mode, &value) {
                page::save(file.name, file.kind, &file.text);
                if let Some((count, reason)) = file.left_out {
                    let left_out = " deployments have no place in it: ";
                    say(&[file.name, ": ", &count.spelt(), left_out, &reason].concat(), true);
                }
            }
        }
        ("input", "error") if name == "message" => error::explain(&value),
        (_, "evidence") => evidence::hear(kind, name, &value),
        (_, "fleet") => fleet::hear(kind, name, &value),
        _ => {}
    }
    false
}

/// Reads a file, and gives what is to be said of it when all have been read.
#[wasm_bindgen(js_name = readFile)]
pub fn read_file(mode: &str, name: &str, bytes: Vec<u8>) -> String {
    // It may hold a key.
    let bytes = Zeroizing::new(bytes);
    match mode {
        "evidence" => return with(|tools| tools.evidence.read_file(name, &bytes)).said,
        "fleet" => {
            fleet::read(name, &bytes);
        }
        _ => error::explain(&symptom::text(&bytes)),
    }
    String::new()
}

/// The file that a button of a mode names.
fn file(mode: &str, id: &str) -> Option<File> {
    if mode == "fleet" {
        return fleet::file(id);
    }
    let now = page::now()?;
    let (name, kind, text) = with(|tools| tools.evidence.form(id, now))?;
    Some(File { name, kind, text, left_out: None })
}

/// The number that a button or a field names; none has the greatest.
fn number(text: &str) -> usize {
    text.parse().unwrap_or(usize::MAX)
}
