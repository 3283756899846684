//! The only file of this module that speaks to the browser, through the functions of `web/more/more.js` and those of the page.

use std::cell::RefCell;

use certplan_core::Facts;
use certplan_core::spell::Spell as _;
use certplan_export::link::{self, Mode};
use certplan_web::browser as page;
use wasm_bindgen::prelude::*;

use crate::forms::{Here, Row};
use crate::panel;

#[wasm_bindgen(js_namespace = more)]
extern "C" {
    /// Leaves two functions on the global object, where the page looks for them: `certplanWrite(form, link)` and
    /// `certplanTakeAway(host, mode, link)`.
    pub fn offer();

    /// Puts the choice of forms into its place.
    fn fill(markup: &str);

    /// Puts what was chosen into its place.
    fn show(markup: &str);
}

/// Where forms are chosen.
struct Place {
    mode: Mode,
    facts: Facts,
    chosen: &'static Row,
    /// What stands there: the same is copied and saved, to the second in its head.
    text: Option<String>,
}

thread_local! {
    /// The place, as long as the page is open.
    static PLACE: RefCell<Option<Place>> = const { RefCell::new(None) };
}

/// What the page shows of a link's answer and does not write itself.
#[wasm_bindgen]
pub fn written(form: &str, link: &str) -> Option<String> {
    crate::written(form, link)
}

/// Fills the place with the forms of a link's answer, or brings them up to date.
#[wasm_bindgen(js_name = takeAway)]
pub fn take_away(mode: &str, link: &str) {
    let Some(Ok(linked)) = link::parse(link) else { return };
    let mode = Mode::ALL.into_iter().find(|known| known.as_str() == mode).unwrap_or_default();
    let before = PLACE.take();
    let chosen = match &before {
        Some(place) if place.mode == mode => place.chosen,
        _ => {
            let suits = |row: &&Row| before.as_ref().is_some_and(|place| place.chosen == *row);
            let Some(chosen) = Row::of(mode).find(suits).or_else(|| Row::first(mode)) else { return };
            fill(&panel::choice(mode, chosen));
            chosen
        }
    };
    draw(Place { mode, facts: linked.facts, chosen, text: None });
}

/// Takes what happens in the place: its kind, and of which element with which value.
#[wasm_bindgen(js_name = hearForms)]
pub fn hear(kind: &str, id: &str, value: &str) {
    let Some(mut place) = PLACE.take() else { return };
    match (kind, id, &place.text) {
        ("change", "form", _) => {
            if let Some(row) = Row::of(place.mode).find(|row| row.id == value) {
                place.chosen = row;
                return draw(place);
            }
        }
        ("click", "copy-form", Some(text)) => page::copy(text, "form-text"),
        ("click", "save-form", Some(text)) => {
            page::save(&place.chosen.file_name(place.mode), place.chosen.kind, text);
        }
        _ => {}
    }
    PLACE.set(Some(place));
}

/// Shows what is chosen.
fn draw(mut place: Place) {
    let here = here();
    place.text = place.chosen.write(place.mode, &place.facts, &here);
    let shown = panel::shown(place.chosen, place.mode, &place.facts, &here, place.text.as_deref());
    PLACE.set(Some(place));
    show(&shown);
    page::after_drawing();
}

fn here() -> Here {
    let address = page::address("");
    let published = address.starts_with("http");
    let folder = address.split('?').next().and_then(|path| Some(&path[..=path.rfind('/')?]));
    Here {
        site: folder.filter(|_| published).map(str::to_owned),
        page: if published { address.clone() } else { link::FILE.to_owned() },
        made: page::now().map(|now| now.spelt()),
    }
}
