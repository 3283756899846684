//! Notes, and where the sources disagree.

use certplan_core::Facts;
use certplan_core::note::{Conflict, Note};
use certplan_words as words;
use certplan_words::page::answer as page;
use yew::{Html, html};

use crate::keyed::{heading, keyed};
use crate::source::{cited, links};

/// Notes with their sources.
pub(super) fn list(notes: &[&'static Note], facts: &Facts) -> Html {
    html! {
        <ul class="notes">
            { for notes.iter().map(|note| html! {
                <li key={note.id.as_str()}>{ keyed(words::note(note.id, facts)) }{ cited(note.sources) }</li>
            }) }
        </ul>
    }
}

/// Each conflict: what each side says, and what this answer does about it.
pub(super) fn conflicts(conflicts: &[&'static Conflict], level: u8) -> Html {
    html! { <>{ for conflicts.iter().map(|it| conflict(it, level)) }</> }
}

fn conflict(conflict: &'static Conflict, level: u8) -> Html {
    let words = words::conflict(conflict.id);
    html! {
        <div class="conflict" key={conflict.id.as_str()}>
            { heading(level, None, words.title.into()) }
            <ul>
                { for words.claims.iter().zip(conflict.sides).map(|(claim, side)| html! {
                    <li>{ links(&[*side]) }{ ": " }{ *claim }</li>
                }) }
            </ul>
            <p><strong>{ page::HERE }</strong>{ " " }{ words.ruling }</p>
        </div>
    }
}
