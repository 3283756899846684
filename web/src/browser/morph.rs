//! Markup that becomes another, node by node.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Node};

use crate::morph::{Change, Nodes, Tree, changes};

/// Brings what is inside an element from one markup to another. What stays keeps what is open, ticked or chosen there.
pub(super) fn morph(element: &Element, old: &str, new: &str) {
    match Tree::read(old).zip(Tree::read(new)) {
        Some((old, new)) => within(element, &old, &old.roots(), &new, &new.roots()),
        None => element.set_inner_html(new),
    }
}

fn within(element: &Element, old: &Tree<'_>, olds: &Nodes, new: &Tree<'_>, news: &Nodes) {
    if follow(element, old, olds, new, news).is_none() {
        element.set_inner_html(new.markup(news));
    }
}

/// `None` where text changes, or where the document is not what the old markup says, as after a translation by the browser: then
/// nothing there can be told apart.
fn follow(element: &Element, old: &Tree<'_>, olds: &Nodes, new: &Tree<'_>, news: &Nodes) -> Option<()> {
    let changes = changes(old, olds, new, news)?;
    if element.child_nodes().length() as usize != olds.count() {
        return None;
    }
    let mut place = element.first_child();
    for change in changes {
        if let Change::Insert(elements) = change {
            let markup = new.markup(&elements);
            match &place {
                Some(next) => next.dyn_ref::<Element>()?.insert_adjacent_html("beforebegin", markup).ok()?,
                None => element.insert_adjacent_html("beforeend", markup).ok()?,
            }
            continue;
        }
        let node: Node = place?;
        place = node.next_sibling();
        match change {
            Change::Remove => drop(element.remove_child(&node).ok()?),
            Change::Within(olds, news) => within(node.dyn_ref()?, old, &olds, new, &news),
            Change::Keep | Change::Insert(_) => {}
        }
    }
    Some(())
}
