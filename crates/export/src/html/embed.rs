//! The calculator in somebody's page: the custom element, and what to paste for each variant of the widget.

use certplan_core::closed::Closed as _;
use certplan_core::facts::{FactsInput, Question};
use certplan_core::{Facts, assess, plan};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::markup::Markup;
use super::{answer, choose, transplanted};
use crate::words::add;

/// The level of the headings in a snippet: a page has a title, and a section has one.
const HEADING: u8 = 3;

/// What to paste into a page of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "the three variants of the widget")]
pub enum Snippet {
    /// The custom element around the static answer.
    Element,
    /// Buttons of choice among answers that are all there, without a script.
    Choose,
    /// A frame.
    Frame,
}

impl Snippet {
    /// The markup, with a newline at its end. `site` is where the site is published, with a slash at its end; below it is the folder `widget`.
    ///
    /// The variant without scripts holds every answer, so it is the same for all facts.
    pub fn write(self, site: &str, facts: &Facts) -> String {
        let mut html = Markup::default();
        match self {
            Self::Element => {
                let children = transplanted(&answer(&plan(&assess(facts)), HEADING), "certplan");
                html.raw("<script type=\"module\" src=\"")
                    .text(site)
                    .raw("widget/certplan-calculator.js\"></script>\n");
                html.raw(&calculator(facts, HEADING, &children));
            }
            Self::Choose => {
                html.raw("<link rel=\"stylesheet\" href=\"").text(site).raw("widget/choose.css\">\n");
                html.raw(&choose(HEADING, "certplan"));
            }
            Self::Frame => {
                html.raw("<iframe data-certplan title=\"Certificates after a shutdown\" loading=\"lazy\" width=\"100%\" height=\"700\"\n  ");
                html.raw("sandbox=\"allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox\" allow=\"clipboard-write\"\n  src=\"");
                html.text(site).raw("widget/frame.html#").text(&query(facts)).raw("\"></iframe>\n");
                html.raw("<script src=\"").text(site).raw("widget/certplan-frame.js\" defer></script>");
            }
        }
        html.done().trim_end().to_owned() + "\n"
    }
}

/// The facts as the page for frames reads them.
fn query(facts: &Facts) -> String {
    let mut query = String::new();
    for (name, values) in attributes(facts) {
        for value in values.split(' ') {
            add(&mut query, "&", name);
            query.push('=');
            query.extend(utf8_percent_encode(value, &PLAIN));
        }
    }
    query
}

/// What stands for itself in every part of an address.
const PLAIN: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// `<certplan-calculator>` with these facts as attributes, around the static answer `children`, which is markup.
///
/// Dates of real credentials have no attribute: with such facts there is the static answer alone.
pub fn calculator(facts: &Facts, heading: u8, children: &str) -> String {
    if !facts.evidence.is_empty() {
        return children.into();
    }
    let mut html = Markup::default();
    html.raw("<certplan-calculator");
    for (name, value) in attributes(facts) {
        html.raw(" ").raw(name).raw("=\"").text(&value).raw("\"");
    }
    html.raw(" heading-level=\"").level(heading).raw("\">").raw(children).raw("</certplan-calculator>").done()
}

fn attributes(facts: &Facts) -> Vec<(&'static str, String)> {
    let input = FactsInput::from(facts);
    // What time it is, a page of others does not say.
    let questions = Question::ALL.iter().filter(|question| **question != Question::At);
    let given = questions.map(|question| (question.as_str(), input.given(*question)));
    given.filter(|(_, values)| !values.is_empty()).map(|(name, values)| (name, values.join(" "))).collect()
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::{Answers, Utc};

    use super::*;

    const SITE: &str = "https://docs.example/a&b/";

    fn facts() -> Facts {
        let clusters = vec!["management", "target=prod", "load-balancer=prod"];
        Answers { shutdown: Some("45d"), clusters, ..Answers::default() }.read(&Utc).unwrap()
    }

    #[test]
    fn a_snippet_of_the_element_reads_without_its_script() {
        let html = Snippet::Element.write(SITE, &facts());
        let script = "<script type=\"module\" src=\"https://docs.example/a&amp;b/widget/certplan-calculator.js\"></script>\n";
        let element = "<certplan-calculator shutdown=\"45d\" cluster=\"management target=prod load-balancer=prod\" heading-level=\"3\">";
        assert!(html.starts_with(&[script, element].concat()), "{html}");
        assert!(html.contains("-fixKubeletCredentials") && !html.contains("<button"), "{html}");
        for (_, id) in html.match_indices(" id=\"").map(|(at, it)| html.split_at(at + it.len())) {
            assert!(id.starts_with("certplan-"), "{id}");
        }
        assert_eq!(html.lines().count(), 2);
    }

    #[test]
    fn a_snippet_without_scripts_has_none() {
        let html = Snippet::Choose.write(SITE, &facts());
        assert!(html.contains("widget/choose.css") && html.contains("class=\"certplan-choose\""));
        assert!(!html.contains("<script") && !html.contains("<style"));
    }

    #[test]
    fn a_snippet_of_the_frame_carries_the_facts_behind_the_number_sign() {
        let html = Snippet::Frame.write(SITE, &facts());
        let facts = "widget/frame.html#shutdown=45d&amp;cluster=management&amp;cluster=target%3Dprod&amp;cluster=load-balancer%3Dprod\"";
        assert!(html.contains(facts), "{html}");
        let address = utf8_percent_encode("2026-12-18T06:00:00Z", &PLAIN).to_string();
        assert_eq!(address, "2026-12-18T06%3A00%3A00Z");
    }

    #[test]
    fn every_fact_has_its_attribute() {
        let answers = Answers {
            shutdown: Some("45d"),
            since_update: Some("36h"),
            clusters: vec!["target=a1", "load-balancer", "management"],
            build: Some("1.0.24.11029"),
            kubernetes_version: Some("v1.29.4"),
            load_balancer_kind: Some("haproxy"),
            ..Answers::default()
        };
        assert_eq!(
            calculator(&answers.read(&Utc).unwrap(), 3, "<p>x</p>"),
            "<certplan-calculator shutdown=\"45d\" since-update=\"1d12h\" cluster=\"management target=a1 load-balancer\" \
             build=\"1.0.24.11029\" kubernetes-version=\"1.29.4\" load-balancer-kind=\"haproxy\" heading-level=\"3\"><p>x</p></certplan-calculator>"
        );
        let answers = Answers { from: Some("2026-12-18"), to: Some("2027-01-08"), ..Answers::default() };
        let html = calculator(&answers.read(&Utc).unwrap(), 2, "");
        assert!(
            html.starts_with("<certplan-calculator from=\"2026-12-18\" to=\"2027-01-08\" cluster="),
            "{html}"
        );
    }
}
