//! Many deployments, in the page.

use std::cell::RefCell;

use certplan_fleet::Todo;
use certplan_web::browser as page;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

use super::{Tool, focus, number};
use crate::fleet::{Column, File, Given, Session, Table, todo};

thread_local! {
    /// What was read, for as long as the page is open.
    static FLEET: RefCell<Session> = RefCell::default();
}

impl Tool {
    /// Does what an event asks of the table or of the fields for all lines; whether it asks for that.
    pub(super) fn on_fleet(&self, kind: &str, target: &Element) -> bool {
        let closest = |selector| target.closest(selector).ok().flatten();
        match kind {
            "click" => {
                if let Some(button) = closest("[data-sort]") {
                    let name = button.get_attribute("data-sort");
                    if let Some(column) =
                        Column::ALL.into_iter().find(|it| Some(it.as_str()) == name.as_deref())
                    {
                        self.change(|table| table.sort(column));
                    }
                } else if let Some(button) = closest("[data-turn]") {
                    self.change(|table| table.turn(number(&button, "data-turn")));
                } else {
                    return false;
                }
                // The button was drawn anew; one that leads nowhere any more hands over to the table.
                focus(self.find(&closest("button").map(|it| it.id()).unwrap_or_default()));
            }
            "input" if target.id() == "fleet-search" => {
                let field = target.dyn_ref::<HtmlInputElement>();
                let words = field.map(HtmlInputElement::value).unwrap_or_default();
                self.change(|table| table.search(&words));
            }
            "change" if target.id() == "fleet-only" => {
                let field = target.dyn_ref::<HtmlSelectElement>();
                let only: Option<Todo> = field.and_then(|field| todo(&field.value()));
                self.change(|table| table.only(only));
            }
            "change" if target.has_attribute("data-given") => self.give(),
            _ => return false,
        }
        true
    }

    /// Reads a file or a text; whether something of it was planned.
    pub(super) fn read_fleet(&self, name: &str, bytes: &[u8]) -> bool {
        let zone = page::zone();
        let (said, is_taken) = FLEET.with_borrow_mut(|session| {
            let said = session.read(name, bytes, page::now(), &*zone);
            (said, session.table().is_some_and(|table| table.count() > 0))
        });
        self.show_fleet();
        self.say(&said, true);
        if is_taken {
            self.type_into("text", "");
        }
        is_taken
    }

    /// Takes what holds for all lines.
    fn give(&self) {
        let typed = |id: &str| {
            let field = self.find(id).and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
            field.map(|field| field.value()).unwrap_or_default()
        };
        let given = Given { deployment: typed("fleet-deployment"), shutdown: typed("fleet-shutdown") };
        let zone = page::zone();
        let said = FLEET.with_borrow_mut(|session| session.give(given, page::now(), &*zone));
        let wrong = said.as_ref().err().map(|(field, _)| *field);
        for name in ["shutdown", "deployment"] {
            let reason = said.as_ref().err().filter(|_| wrong == Some(name)).map_or("", |(_, reason)| reason);
            if let Some(field) = self.find(&format!("fleet-{name}")) {
                let _ = field.set_attribute("aria-invalid", if reason.is_empty() { "false" } else { "true" });
            }
            if let Some(error) = self.find(&format!("fleet-{name}-error")) {
                error.set_text_content(Some(reason));
            }
        }
        if let Ok(said) = said {
            self.show_fleet();
            self.say(&said, false);
        }
    }

    /// Forgets everything that was read.
    pub(super) fn forget_fleet(&self) {
        FLEET.with_borrow_mut(Session::forget);
        self.show_fleet();
        self.say("Everything is forgotten.", false);
    }

    /// Shows what was read.
    pub(super) fn show_fleet(&self) {
        self.set("tool-answer", &FLEET.with_borrow(Session::markup));
    }

    /// Changes which rows are shown, and in which order; nothing else is drawn anew.
    fn change(&self, change: impl FnOnce(&mut Table)) {
        let (rows, picked) = FLEET.with_borrow_mut(|session| {
            if let Some(table) = session.table() {
                change(table);
            }
            (session.rows(), session.picked())
        });
        self.set("fleet-rows", &rows);
        self.say(&picked, false);
    }
}

/// A file of all deployments.
pub(super) fn file(id: &str) -> Option<File> {
    FLEET.with_borrow(|session| session.file(id, page::now(), &*page::zone()))
}
