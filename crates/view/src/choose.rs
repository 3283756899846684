//! Every case to choose from without a script: radio buttons, and a style sheet that shows the answer to what they say.
//!
//! Until a button is touched, the answer that the address points at is shown, or else the one for a reader who knows nothing.
//! Exactly one answer is shown at any time; a browser without `:has()` shows all of them, each with its heading.

use std::fmt::Write as _;

use certplan_core::{assess, plan};
use certplan_words as words;
use certplan_words::page::{cases as page, form};
use yew::{AttrValue, Html, Properties, classes, component, html};

use crate::cases::{CLUSTERS, LENGTHS, facts};
use crate::forecast::command_list;
use crate::keyed::{heading, id};
use crate::source::rules;

/// The lengths in ids: links to an answer last as long as these do.
const LENGTH_IDS: [&str; LENGTHS.len()] =
    ["none", "hours", "few-days", "days", "weeks", "limit", "over", "long", "unknown"];

/// The clusters in ids.
const CLUSTER_IDS: [&str; CLUSTERS.len()] = ["target", "balancer", "management", "balancer-only"];

/// The answer to a question that was not touched: the length is not known.
const NO_LENGTH: usize = LENGTHS.len() - 1;

/// Props of [`Choose`].
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct ChooseProps {
    /// The level of its headings, 2 to 6.
    #[prop_or(3)]
    pub heading: u8,
    /// What every id and name begins with, so that a page can hold several.
    pub id_prefix: AttrValue,
}

/// The questions and every answer. It needs [`choose_style`] as a style sheet.
#[component]
pub fn Choose(props: &ChooseProps) -> Html {
    let cases = (0..LENGTHS.len()).flat_map(|length| {
        // One answer for all clusters where nothing was switched off.
        let clusters = if LENGTHS[length].is_none() { 1 } else { CLUSTERS.len() };
        (0..clusters).map(move |clusters| (length, clusters))
    });
    html! {
        <div class="certplan-choose">
            { props.question(form::HOW_LONG, "l", "length", &page::LENGTHS) }
            { props.question(form::CLUSTERS, "c", "clusters", &page::CLUSTERS) }
            { for cases.map(|(length, clusters)| props.answer(length, clusters)) }
            { rules() }
        </div>
    }
}

impl ChooseProps {
    fn question(
        &self,
        title: &'static str,
        letter: &'static str,
        name: &str,
        choices: &[&'static str],
    ) -> Html {
        let name = id(&self.id_prefix, name);
        html! {
            <fieldset class={letter}>
                <legend>{ title }</legend>
                { for choices.iter().enumerate().map(|(place, words)| html! {
                    <label><input type="radio" class={format!("{letter}{place}")} name={name.clone()} />{ " " }{ *words }</label>
                }) }
            </fieldset>
        }
    }

    fn answer(&self, length: usize, clusters: usize) -> Html {
        let facts = facts(LENGTHS[length], CLUSTERS[clusters]);
        let assessment = assess(&facts);
        let plan = plan(&assessment);
        let is_off = LENGTHS[length].is_some();
        let own_id = if is_off {
            id(&self.id_prefix, &format!("{}-{}", LENGTH_IDS[length], CLUSTER_IDS[clusters]))
        } else {
            id(&self.id_prefix, LENGTH_IDS[length])
        };
        let title = html! {
            <>
                <a href={format!("#{own_id}")}>{ page::LENGTHS[length] }</a>
                if is_off { { ": " }{ page::both(page::CLUSTERS[clusters]) } }
            </>
        };
        html! {
            <section class={classes!(class(length, clusters))} id={own_id}>
                { heading(self.heading, None, title) }
                <p>{ words::summary(&plan) }</p>
                if !plan.repairs.is_empty() { { command_list(&plan.repairs) } }
            </section>
        }
    }
}

/// The class of the answer to that length and those clusters.
fn class(length: usize, clusters: usize) -> String {
    format!("a{length}{clusters}")
}

/// The style sheet of [`Choose`], for any number of them.
pub fn choose_style() -> String {
    const IT: &str = ".certplan-choose";
    let mut css = String::from(include_str!("../style/choose.css"));
    css += "@supports selector(:has(a)) {\n.certplan-choose section { display: none; }\n";
    // Nothing was touched: the answer that the address points at, or the one for a reader who knows nothing.
    let _ = write!(
        css,
        "{IT}:not(:has(input:checked)) section:target,\n\
         {IT}:not(:has(input:checked), :has(section:target)) .{}",
        class(NO_LENGTH, 0)
    );
    for (length, shutdown) in LENGTHS.iter().enumerate() {
        for clusters in 0..CLUSTERS.len() {
            // A question that was not touched has the answer of its default: the first clusters and the last length.
            let of_length = chosen("l", length, length == NO_LENGTH);
            if shutdown.is_none() {
                let _ = write!(css, ",\n{IT}{of_length} .{}", class(length, 0));
                break;
            }
            let of_clusters = chosen("c", clusters, clusters == 0);
            // Both untouched is the case above.
            let touched = if length == NO_LENGTH && clusters == 0 { ":has(input:checked)" } else { "" };
            let _ = write!(css, ",\n{IT}{touched}{of_length}{of_clusters} .{}", class(length, clusters));
        }
    }
    css + " { display: block; }\n}\n"
}

fn chosen(letter: &str, place: usize, is_default: bool) -> String {
    if is_default {
        format!(":not(:has(.{letter} :checked:not(.{letter}{place})))")
    } else {
        format!(":has(.{letter}{place}:checked)")
    }
}

#[cfg(all(test, feature = "static"))]
mod tests {
    use super::*;
    use crate::render;

    const ANSWERS: usize = 1 + (LENGTHS.len() - 1) * CLUSTERS.len();

    fn choose(prefix: &'static str) -> String {
        render::<Choose>(ChooseProps { heading: 3, id_prefix: prefix.into() })
    }

    #[test]
    fn ids_and_names_begin_with_the_prefix_and_are_unique() {
        let html = choose("here");
        let mut ids: Vec<_> =
            html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(ids.iter().all(|id| id.starts_with("here-")));
        assert_eq!(ids.len(), ANSWERS);
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), ANSWERS);
        assert!(html.split(" name=\"").skip(1).all(|rest| rest.starts_with("here-")));
    }

    #[test]
    fn every_answer_has_a_rule_that_shows_it() {
        let (html, css) = (choose("x"), choose_style());
        let is_shown =
            |class: &str| css.contains(&format!(" .{class},")) || css.contains(&format!(" .{class} {{"));
        let classes: Vec<_> = html
            .split("<section ")
            .skip(1)
            .filter_map(|section| section.split_once("class=\"")?.1.split('"').next())
            .collect();
        assert!(classes.iter().all(|class| is_shown(class)), "{css}");
        assert_eq!(classes.len(), ANSWERS);
    }

    #[test]
    fn it_is_below_twenty_four_kilobytes() {
        let bytes = choose("certplan").len();
        assert!(bytes < 24_000, "{bytes}");
    }
}
