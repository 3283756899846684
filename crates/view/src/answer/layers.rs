//! A card for each layer: what the documents and the certificates say of it.

use certplan_core::assessment::{Assessment, Finding};
use certplan_core::source::Source;
use certplan_words as words;
use certplan_words::page::answer as page;
use yew::{Html, classes, html};

use crate::keyed::{beside, heading, keyed};
use crate::source::links;

/// The cards of both layers.
pub(super) fn cards(assessment: &Assessment<'_>, level: u8, open: bool) -> Html {
    html! {
        <div class="layers">
            { for assessment.findings.iter().map(|finding| card(finding, assessment, level, open)) }
        </div>
    }
}

fn card(finding: &Finding, assessment: &Assessment<'_>, level: u8, open: bool) -> Html {
    html! {
        <section class={classes!("layer", if finding.has_ended { "ended" } else { finding.verdict.as_str() })}>
            { heading(level, None, words::layer_title(finding.layer).into()) }
            <p class="verdict">{ keyed(page::verdict_line(finding)) }</p>
            if let Some((outlook, line)) = finding.outlook.zip(page::outlook_line(finding)) {
                <p class={classes!("outlook", outlook.as_str())}>{ keyed(line) }</p>
            }
            <details {open}>
                <summary>{ page::RULE_AND_SOURCE }</summary>
                <p>{ keyed(words::finding(finding, assessment)) }</p>
                if let Some(why) = words::outlook_why(finding, assessment.facts) { <p>{ keyed(why) }</p> }
                <p class="origin">{ origin(finding) }</p>
            </details>
        </section>
    }
}

/// The rules that decided and their sources; two rules of one page name it once.
fn origin(finding: &Finding) -> Html {
    let rules: Vec<_> = finding.rules().map(|rule| rule.id.as_str()).collect();
    let mut sources: Vec<&'static Source> = finding.rules().map(|rule| rule.source).collect();
    sources.dedup();
    html! {
        <>
            { keyed(words::basis(finding.basis)) }
            { beside(format!(". {} ", page::RULE)) }<code>{ keyed(rules.join(", ")) }</code>
            { beside(format!(". {}: ", page::SOURCE)) }{ links(&sources) }{ beside(".") }
        </>
    }
}
