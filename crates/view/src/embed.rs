//! The calculator in a page of others: the custom element, and what to paste for each variant of the widget.

use std::rc::Rc;

use certplan_core::Facts;
use certplan_core::closed::Closed as _;
use certplan_core::facts::{FactsInput, Question};
use certplan_words::page::document as words;
use yew::virtual_dom::VTag;
use yew::{AttrValue, Html, Properties, component, html};

use crate::answer::Answer;
use crate::choose::Choose;
#[cfg(feature = "static")]
use crate::render::render_html;

/// The level of the headings in a snippet: a page has a title, and a section has one.
const HEADING: u8 = 3;

/// What to paste into a page of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Snippet {
    /// The custom element around the static answer.
    Element,
    /// Buttons of choice among answers that are all there, without a script.
    Choose,
    /// A frame.
    Frame,
}

impl Snippet {
    /// The same as text, with a newline at its end.
    #[cfg(feature = "static")]
    pub fn write(self, site: &str, facts: &Facts) -> String {
        one_line(&render_html(self.markup(site, facts))) + "\n"
    }

    /// The markup, for [`one_line`]. `site` is where the site is published, with a slash at its end; below it is the folder
    /// `widget`.
    ///
    /// The variant without scripts holds every answer, so it is the same for all facts.
    pub fn markup(self, site: &str, facts: &Facts) -> Html {
        let facts = Rc::new(facts.clone());
        let site = AttrValue::from(site.to_owned());
        match self {
            Self::Element => html! { <Element {site} {facts} /> },
            Self::Choose => html! {
                <>
                    <link rel="stylesheet" href={format!("{site}widget/choose.css")} />
                    <Choose heading={HEADING} id_prefix="certplan" />
                </>
            },
            Self::Frame => frame(&site, &facts),
        }
    }
}

/// `<certplan-calculator>` with these facts as attributes, around their static answer. On one line, since a blank line ends
/// markup in Markdown.
///
/// Dates of real credentials have no attribute: with such facts there is the static answer alone.
#[cfg(feature = "static")]
pub fn calculator(facts: &Facts, heading: u8, id_prefix: &str) -> String {
    one_line(&render_html(
        html! { <Calculator facts={Rc::new(facts.clone())} {heading} id_prefix={id_prefix.to_owned()} /> },
    ))
}

/// Rendered markup on one line.
pub fn one_line(rendered: &str) -> String {
    rendered.replace('\n', "&#10;")
}

#[derive(Properties, PartialEq)]
struct ElementProps {
    site: AttrValue,
    facts: Rc<Facts>,
}

/// The element with its script.
#[component]
fn Element(props: &ElementProps) -> Html {
    html! {
        <>
            <script type="module" src={format!("{}widget/certplan-calculator.js", props.site)}></script>
            <Calculator facts={props.facts.clone()} heading={HEADING} id_prefix="certplan" />
        </>
    }
}

#[derive(Properties, PartialEq)]
struct CalculatorProps {
    facts: Rc<Facts>,
    heading: u8,
    id_prefix: AttrValue,
}

#[component]
fn Calculator(props: &CalculatorProps) -> Html {
    let CalculatorProps { facts, heading, id_prefix } = props;
    let answer = html! {
        <div class="certplan"><Answer facts={facts.clone()} heading={*heading} id_prefix={id_prefix.clone()} /></div>
    };
    if !facts.evidence.is_empty() {
        return answer;
    }
    let mut element = VTag::new("certplan-calculator");
    for (question, values) in given(facts) {
        element.add_attribute(question.as_str(), values.join(" "));
    }
    element.add_attribute("heading-level", heading.to_string());
    element.add_child(answer);
    element.into()
}

/// The answers that the element and the frame know: what time it is, a page of others does not say.
fn given(facts: &Facts) -> Vec<(Question, Vec<String>)> {
    let input = FactsInput::from(facts);
    let questions = Question::ALL.iter().filter(|question| **question != Question::At);
    let given = questions.map(|question| (*question, input.given(*question).to_vec()));
    given.filter(|(_, values)| !values.is_empty()).collect()
}

/// The facts as the page for frames reads them.
fn query(facts: &Facts) -> String {
    let pairs = given(facts).into_iter().flat_map(|(question, values)| {
        values.into_iter().map(move |value| format!("{question}={}", encoded(&value)))
    });
    pairs.collect::<Vec<_>>().join("&")
}

fn frame(site: &AttrValue, facts: &Facts) -> Html {
    html! {
        <>
            <iframe data-certplan="" title={words::FRAME} loading="lazy" width="100%" height="700"
                sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox" allow="clipboard-write"
                src={format!("{site}widget/frame.html#{}", query(facts))}></iframe>
            <script src={format!("{site}widget/certplan-frame.js")} defer=true></script>
        </>
    }
}

/// A value with everything encoded that has a meaning in some part of an address.
fn encoded(value: &str) -> String {
    percent_encoding::percent_encode(value.as_bytes(), ENCODED).to_string()
}

const ENCODED: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

#[cfg(all(test, feature = "static"))]
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
        let script = "<script type=\"module\" src=\"https://docs.example/a&amp;b/widget/certplan-calculator.js\"></script>";
        let element = "<certplan-calculator shutdown=\"45d\" cluster=\"management target=prod load-balancer=prod\" heading-level=\"3\">";
        assert!(html.starts_with(&[script, element].concat()), "{html}");
        assert!(html.contains("-fixKubeletCredentials") && !html.contains("<button"), "{html}");
        for id in html.split(" id=\"").skip(1) {
            assert!(id.starts_with("certplan-"), "{id}");
        }
        assert_eq!(html.lines().count(), 1);
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
        assert_eq!(encoded("2026-12-18T06:00:00Z"), "2026-12-18T06%3A00%3A00Z");
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
        let html = calculator(&answers.read(&Utc).unwrap(), 3, "x");
        assert!(
            html.starts_with(
                "<certplan-calculator shutdown=\"45d\" since-update=\"1d12h\" \
                 cluster=\"management target=a1 load-balancer\" build=\"1.0.24.11029\" kubernetes-version=\"1.29.4\" load-balancer-kind=\"haproxy\" heading-level=\"3\"><div class=\"certplan\">"
            ),
            "{html}"
        );
        let answers = Answers { from: Some("2026-12-18"), to: Some("2027-01-08"), ..Answers::default() };
        let html = calculator(&answers.read(&Utc).unwrap(), 2, "");
        assert!(
            html.starts_with("<certplan-calculator from=\"2026-12-18\" to=\"2027-01-08\" cluster="),
            "{html}"
        );
    }
}
