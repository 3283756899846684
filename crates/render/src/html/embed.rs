//! The custom element that answers questions in somebody's page.

use certplan_core::Facts;
use certplan_core::facts::Shutdown;

use super::markup::Markup;

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
    let mut attributes = match facts.shutdown {
        Shutdown::None => Vec::new(),
        Shutdown::Unknown => vec![("shutdown", "unknown".into())],
        Shutdown::Lasted(length) => vec![("shutdown", length.to_string())],
        Shutdown::Between(span) => vec![("from", span.from().to_string()), ("to", span.to().to_string())],
    };
    attributes.extend(facts.since_update.map(|length| ("since-update", length.to_string())));
    let clusters: Vec<String> = facts
        .clusters
        .iter()
        .map(|(kind, name)| {
            name.map_or_else(|| kind.typed(), |name| [&kind.typed(), "=", name.as_str()].concat())
        })
        .collect();
    attributes.push(("cluster", clusters.join(" ")));
    attributes.extend(facts.build.map(|build| ("build", build.to_string())));
    attributes
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::{Answers, Utc};

    use super::*;

    #[test]
    fn every_fact_has_its_attribute() {
        let answers = Answers {
            shutdown: Some("45d"),
            since_update: Some("36h"),
            clusters: &["target=a1", "load-balancer", "management"],
            build: Some("1.0.24.11029"),
            ..Answers::default()
        };
        assert_eq!(
            calculator(&answers.read(&Utc).unwrap(), 3, "<p>x</p>"),
            "<certplan-calculator shutdown=\"45d\" since-update=\"1d12h\" cluster=\"management target=a1 load-balancer\" \
             build=\"1.0.24.11029\" heading-level=\"3\"><p>x</p></certplan-calculator>"
        );
        let answers = Answers { from: Some("2026-12-18"), to: Some("2027-01-08"), ..Answers::default() };
        let html = calculator(&answers.read(&Utc).unwrap(), 2, "");
        assert!(
            html.starts_with("<certplan-calculator from=\"2026-12-18\" to=\"2027-01-08\" cluster="),
            "{html}"
        );
    }
}
