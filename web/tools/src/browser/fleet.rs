//! Many deployments, in the page.

use certplan_web::browser as page;

use super::place::{empty, say, set, value, wrong};
use super::{number, with};
use crate::fleet::{Column, File, Given, Table, todo};

/// Does what was asked of the table, or of the fields for all lines.
pub(super) fn hear(kind: &str, name: &str, value: &str) {
    match (kind, name) {
        ("sort", _) => {
            if let Some(column) = Column::ALL.into_iter().find(|it| it.as_str() == value) {
                change(|table| table.sort(column));
            }
        }
        ("turn", _) => change(|table| table.turn(number(value))),
        ("input", "fleet-search") => change(|table| table.search(value)),
        ("change", "fleet-only") => change(|table| table.only(todo(value))),
        ("change", "fleet-deployment" | "fleet-shutdown") => give(),
        _ => {}
    }
}

/// Reads a file or a text; whether something of it was planned.
pub(super) fn read(name: &str, bytes: &[u8]) -> bool {
    let zone = page::zone();
    let (said, is_taken) = with(|tools| {
        let said = tools.fleet.read(name, bytes, page::now(), &*zone);
        (said, tools.fleet.table().is_some_and(|table| table.count() > 0))
    });
    show();
    say(&said, true);
    if is_taken {
        empty();
    }
    is_taken
}

/// Takes what holds for all lines.
fn give() {
    let given = Given { deployment: value("fleet-deployment"), shutdown: value("fleet-shutdown") };
    let zone = page::zone();
    let said = with(|tools| tools.fleet.give(given, page::now(), &*zone));
    for (name, id) in [("shutdown", "fleet-shutdown"), ("deployment", "fleet-deployment")] {
        let reason = said.as_ref().err().filter(|(field, _)| *field == name);
        wrong(id, reason.map_or("", |(_, reason)| reason));
    }
    if let Ok(said) = said {
        show();
        say(&said, false);
    }
}

/// Forgets everything that was read.
pub(super) fn forget() {
    with(|tools| tools.fleet.forget());
    show();
    say("Everything is forgotten.", false);
}

/// Shows what was read.
pub(super) fn show() {
    let markup = with(|tools| tools.fleet.markup());
    set("tool-answer", &markup);
}

/// Changes which rows are shown, and in which order; nothing else is drawn anew.
fn change(change: impl FnOnce(&mut Table)) {
    let (rows, picked) = with(|tools| {
        tools.fleet.table().map(change);
        (tools.fleet.rows(), tools.fleet.picked())
    });
    set("fleet-rows", &rows);
    say(&picked, false);
}

/// A file of all deployments.
pub(super) fn file(id: &str) -> Option<File> {
    let zone = page::zone();
    with(|tools| tools.fleet.file(id, page::now(), &*zone))
}
