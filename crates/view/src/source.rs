//! Sources, as links.

use certplan_core::source::{RULES_AS_OF, RULES_VERSION, SOURCES, Source};
use certplan_words as words;
use yew::{Html, html};

use crate::keyed::beside;

/// The sources of these ids, in their order.
pub(crate) fn named(ids: &[String]) -> Vec<&'static Source> {
    ids.iter().filter_map(|id| SOURCES.iter().copied().find(|source| source.id == id)).collect()
}

/// Links to sources, each with its date, with commas between them.
pub(crate) fn links(sources: &[&'static Source]) -> Html {
    let link = |(place, source): (usize, &&'static Source)| {
        html! {
            <span key={place}>
                { if place > 0 { ", " } else { "" } }
                <a href={source.url} rel="noreferrer">{ source.title }</a><span class="as-of">{ " (" }{ source.as_of }{ ")" }</span>
            </span>
        }
    };
    html! { <span>{ for sources.iter().enumerate().map(link) }</span> }
}

/// The sources of a statement, after it; nothing where it has none.
pub(crate) fn cited(sources: &[&'static Source]) -> Html {
    if sources.is_empty() {
        return Html::default();
    }
    html! { <>{ beside(" ") }<span class="cited">{ links(sources) }</span></> }
}

/// Every source of an answer with its date and strength, and the rule-set.
pub(crate) fn list(sources: &[&'static Source]) -> Html {
    html! {
        <>
            <ul class="sources">
                { for sources.iter().map(|source| html! {
                    <li key={source.id}>
                        <a href={source.url} rel="noreferrer">{ source.title }</a>
                        { ", " }{ source.as_of }{ ", " }{ words::strength(source.strength) }
                    </li>
                }) }
            </ul>
            { rules() }
        </>
    }
}

/// Which rules decided.
pub(crate) fn rules() -> Html {
    html! { <p class="rules">{ words::page::answer::rules(RULES_VERSION, RULES_AS_OF) }</p> }
}
