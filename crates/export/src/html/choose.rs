//! Every case to choose from, without a script: radio buttons, and a style that shows the answer to what they say.
//!
//! Until a button is touched, the answer that the address points at is shown, or else the one for who knows nothing. Exactly
//! one answer is shown at any time; a browser that does not know `:has()` shows all of them, each with its heading.

use core::fmt::Write;

use certplan_core::source::{RULES_AS_OF, RULES_VERSION};
use certplan_core::spell::Spell;
use certplan_core::{assess, plan};

use super::cases::{CLUSTERS, LENGTHS, facts};
use super::forecast::commands;
use super::markup::Markup;
use crate::words;

/// The lengths in ids: links to an answer last as long as these do.
const LENGTH_IDS: [&str; LENGTHS.len()] = ["none", "hours", "days", "weeks", "limit", "over", "unknown"];

/// The clusters in ids.
const CLUSTER_IDS: [&str; CLUSTERS.len()] = ["target", "balancer", "management", "balancer-only"];

/// The length that stands for an untouched question: nobody knows.
const NO_LENGTH: usize = LENGTHS.len() - 1;

/// The questions and every answer; headings are of this level (2 to 6). Every id and name begins with `prefix`.
///
/// It needs [`choose_style`] as a style sheet; a page can hold it several times under different prefixes.
pub fn choose(heading: u8, prefix: &str) -> String {
    let mut html = Markup::default();
    html.raw("<div class=\"certplan-choose\">");
    question(&mut html, "How long was it off?", ("l", prefix, "length"), &LENGTHS.map(|row| row.0));
    question(
        &mut html,
        "Which clusters does it have?",
        ("c", prefix, "clusters"),
        &CLUSTERS.map(|row| row.0),
    );
    for (length, (name, shutdown)) in LENGTHS.iter().enumerate() {
        for (clusters, (who, given)) in CLUSTERS.iter().enumerate() {
            let facts = facts(*shutdown, given);
            let assessment = assess(&facts);
            let plan = plan(&assessment);
            // One answer for all clusters where nothing was switched off.
            let nothing = shutdown.is_none();
            let id = if nothing {
                [prefix, "-", LENGTH_IDS[length]].concat()
            } else {
                [prefix, "-", LENGTH_IDS[length], "-", CLUSTER_IDS[clusters]].concat()
            };
            html.raw("<section class=\"").raw(&class(length, clusters)).raw("\" id=\"").text(&id).raw("\">");
            html.heading(heading, "").raw("<a href=\"#").text(&id).raw("\">").text(name).raw("</a>");
            if !nothing {
                html.raw(": ").text(&lower(who));
            }
            html.end_heading(heading).raw("<p>").text(&words::summary(&plan)).raw("</p>");
            if !plan.repairs.is_empty() {
                commands(html.raw("<ol>"), &plan.repairs);
                html.raw("</ol>");
            }
            html.raw("</section>");
            if nothing {
                break;
            }
        }
    }
    html.raw("<p class=\"certplan-rules\">Certplan rules ").raw(&RULES_VERSION.spelt());
    html.raw(", held against their sources on <time>").raw(RULES_AS_OF).raw("</time>.</p></div>").done()
}

fn question(html: &mut Markup, title: &str, (letter, prefix, name): (&str, &str, &str), choices: &[&str]) {
    html.raw("<fieldset class=\"").raw(letter).raw("\"><legend>").text(title).raw("</legend>");
    for (place, words) in choices.iter().enumerate() {
        html.raw("<label><input type=\"radio\" class=\"").raw(letter).raw(&place.spelt());
        html.raw("\" name=\"").text(prefix).raw("-").raw(name).raw("\"> ").text(words).raw("</label>");
    }
    html.raw("</fieldset>");
}

/// Inside a sentence: every choice begins with a letter of one byte.
fn lower(words: &str) -> String {
    let (first, rest) = words.split_at(1);
    first.to_ascii_lowercase() + rest
}

/// The class of the answer to that length and those clusters.
fn class(length: usize, clusters: usize) -> String {
    ["a", &length.spelt(), &clusters.spelt()].concat()
}

/// The style sheet of [`choose`], for any number of them.
pub fn choose_style() -> String {
    const IT: &str = ".certplan-choose";
    let mut css = String::from(include_str!("choose.css"));
    css += "@supports selector(:has(a)) {\n.certplan-choose section { display: none; }\n";
    // Nothing was touched: the answer that the address points at, or the one for who knows nothing.
    let _ = write!(
        css,
        "{IT}:not(:has(input:checked)) section:target,\n\
         {IT}:not(:has(input:checked), :has(section:target)) .{}",
        class(NO_LENGTH, 0)
    );
    for length in 0..LENGTHS.len() {
        for clusters in 0..CLUSTERS.len() {
            // An untouched question has the answer of its default, which is the first cluster and the last length.
            let of_length = chosen("l", length, length == NO_LENGTH);
            if length == 0 {
                let _ = write!(css, ",\n{IT}{of_length} .{}", class(0, 0));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_names_begin_with_the_prefix_and_are_unique() {
        let html = choose(3, "here");
        let mut ids: Vec<_> =
            html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let all = ids.len();
        assert!(ids.iter().all(|id| id.starts_with("here-")));
        assert_eq!(all, 1 + (LENGTHS.len() - 1) * CLUSTERS.len());
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
        assert!(html.split(" name=\"").skip(1).all(|rest| rest.starts_with("here-")));
    }

    #[test]
    fn every_answer_has_a_rule_that_shows_it() {
        let (html, css) = (choose(3, "x"), choose_style());
        let shown =
            |class: &str| css.contains(&format!(" .{class},")) || css.contains(&format!(" .{class} {{"));
        let classes = html.split("<section class=\"").skip(1).filter_map(|rest| rest.split('"').next());
        assert!(classes.clone().all(shown), "{css}");
        assert_eq!(classes.count(), 1 + (LENGTHS.len() - 1) * CLUSTERS.len());
    }

    #[test]
    fn it_is_about_ten_kilobytes() {
        let bytes = choose(3, "certplan").len();
        assert!(bytes < 16_000, "{bytes}");
    }
}
