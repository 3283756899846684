//! The only file of this module that speaks to the browser: what it leaves on the global object, and what happens in its place.

use std::cell::RefCell;

use certplan_core::Facts;
use certplan_render::link::{self, Mode};
use certplan_web::browser as page;
use certplan_web::modules;
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlSelectElement};

use crate::forms::{Here, Row};
use crate::panel;

thread_local! {
    /// The place, as long as the page is open.
    static PLACE: RefCell<Option<Place>> = const { RefCell::new(None) };
}

/// Where forms are chosen.
struct Place {
    host: Element,
    mode: Mode,
    facts: Facts,
    chosen: &'static Row,
    /// What stands there: the same is copied and saved, to the second in its head.
    text: Option<String>,
}

/// Leaves two functions on the global object, where the page looks for them: `certplanWrite(form, link)` and
/// `certplanTakeAway(host, mode, link)`.
pub fn offer() {
    let write = Closure::<dyn Fn(String, String) -> Option<String>>::new(|form: String, link: String| {
        crate::written(&form, &link)
    });
    leave(modules::WRITER, write.as_ref());
    write.forget();
    let show =
        Closure::<dyn Fn(Element, String, String)>::new(|host: Element, mode: String, link: String| {
            take_away(host, &mode, &link);
        });
    leave(modules::TAKE_AWAY, show.as_ref());
    show.forget();
}

/// Only a frozen global object refuses; then the page says that the forms could not be loaded.
fn leave(name: &str, function: &JsValue) {
    let _ = Reflect::set(&js_sys::global(), &name.into(), function);
}

/// Fills an element of the page with the forms of a link's answer, or brings them up to date.
fn take_away(host: Element, mode: &str, link: &str) {
    let Some(facts) = link::parse(link).and_then(Result::ok).map(|linked| linked.facts) else { return };
    let mode = Mode::ALL.into_iter().find(|known| known.as_str() == mode).unwrap_or_default();
    PLACE.with_borrow_mut(|place| match place {
        Some(place) if place.mode == mode => place.facts = facts,
        _ => {
            let is_new = place.is_none();
            let before = place.take().map(|place| place.chosen);
            let suits = |row: &&Row| before == Some(*row);
            let Some(chosen) = Row::of(mode).find(suits).or_else(|| Row::first(mode)) else { return };
            host.set_inner_html(&panel::choice(mode, chosen));
            if is_new {
                listen(&host);
            }
            *place = Some(Place { host, mode, facts, chosen, text: None });
        }
    });
    PLACE.with_borrow_mut(|place| place.as_mut().map(Place::show));
}

/// As long as the page is open.
fn listen(host: &Element) {
    let hears = Closure::<dyn Fn(Event)>::new(|event: Event| {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
            return;
        };
        match (event.type_().as_str(), target.id().as_str()) {
            ("change", "form") => {
                let id = target.unchecked_into::<HtmlSelectElement>().value();
                PLACE.with_borrow_mut(|place| {
                    if let Some(place) = place
                        && let Some(row) = Row::of(place.mode).find(|row| row.id == id)
                    {
                        place.chosen = row;
                        place.show();
                    }
                });
            }
            ("click", "copy-form") => with_text(|_, text| {
                page::copy(&text, "form-text");
            }),
            ("click", "save-form") => with_text(|place, text| {
                page::save(&place.chosen.file_name(place.mode), place.chosen.kind, &text);
            }),
            _ => {}
        }
    });
    for kind in ["change", "click"] {
        let _ = host.add_event_listener_with_callback(kind, hears.as_ref().unchecked_ref());
    }
    hears.forget();
}

/// Does something with the text that is shown.
fn with_text(act: impl FnOnce(&Place, String)) {
    PLACE.with_borrow(|place| {
        if let Some(place) = place
            && let Some(text) = place.text.clone()
        {
            act(place, text);
        }
    });
}

impl Place {
    fn show(&mut self) {
        let here = here();
        self.text = self.chosen.write(self.mode, &self.facts, &here);
        if let Some(shown) = self.find("form-shown") {
            let text = self.text.as_deref();
            shown.set_inner_html(&panel::shown(self.chosen, self.mode, &self.facts, &here, text));
            page::after_drawing();
        }
    }

    fn find(&self, id: &str) -> Option<Element> {
        self.host.query_selector(&["#", id].concat()).ok().flatten()
    }
}

fn here() -> Here {
    let address = page::address("");
    let published = address.starts_with("http");
    let folder = address.split('?').next().and_then(|path| Some(&path[..=path.rfind('/')?]));
    Here {
        site: folder.filter(|_| published).map(str::to_owned),
        page: if published { address.clone() } else { link::FILE.to_owned() },
        made: page::now().map(|now| now.to_string()),
    }
}
