//! Markup that becomes another, node by node.

use wasm_bindgen::prelude::*;

use crate::morph::{Change, Nodes, Tree, changes};

// The browser's side remembers the element and the node in it that is next.
#[wasm_bindgen(js_namespace = page)]
extern "C" {
    /// Goes to the element of that id; whether it is there.
    fn find(id: &str) -> bool;
    /// Draws all of the element.
    fn fill(markup: &str);
    /// Begins at the element's first node; whether it has as many as that.
    fn begin(count: usize) -> bool;
    /// Leaves the next node as it is.
    fn keep();
    /// Takes the next node away.
    fn remove();
    /// Puts elements before the next node.
    fn insert(markup: &str);
    /// Goes into the next node; whether it is an element.
    fn enter() -> bool;
    /// Goes back out of it, and past it.
    fn leave();
}

/// Brings what is inside an element from one markup to another. What stays keeps what is open, ticked or chosen there.
pub(super) fn morph(id: &str, old: Option<&str>, new: &str) {
    if find(id) {
        match old.and_then(Tree::read).zip(Tree::read(new)) {
            Some((old, new)) => within(&old, &old.roots(), &new, &new.roots()),
            None => fill(new),
        }
    }
}

fn within(old: &Tree<'_>, olds: &Nodes, new: &Tree<'_>, news: &Nodes) {
    if follow(old, olds, new, news).is_none() {
        fill(new.markup(news));
    }
}

/// `None` where text changes, or where the document is not what the old markup says, as after a translation by the browser: then
/// nothing there can be told apart.
fn follow(old: &Tree<'_>, olds: &Nodes, new: &Tree<'_>, news: &Nodes) -> Option<()> {
    let changes = changes(old, olds, new, news)?;
    begin(olds.count()).then_some(())?;
    for change in changes {
        match change {
            Change::Keep => keep(),
            Change::Remove => remove(),
            Change::Insert(elements) => insert(new.markup(&elements)),
            Change::Within(olds, news) => {
                enter().then_some(())?;
                within(old, &olds, new, &news);
                leave();
            }
        }
    }
    Some(())
}
