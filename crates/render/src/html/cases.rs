//! Every case of the tables, for readers without scripts.

use core::fmt::Write;

use certplan_core::facts::{Answers, Utc};
use certplan_core::{assess, plan};

use super::escape::Escaped;
use crate::document::PlanDocument;

/// The lengths that the page's table and the lives of the certificates tell apart, each with the words for it.
pub(super) const LENGTHS: [(&str, Option<&str>); 7] = [
    ("Nothing was switched off", None),
    ("Less than a day", Some("2h")),
    ("A day or more, less than 27 days", Some("10d")),
    ("27 days or more, less than 30 days", Some("29d")),
    ("Exactly 30 days", Some("30d")),
    ("More than 30 days", Some("31d")),
    ("Nobody knows how long", Some("unknown")),
];

/// The clusters that the page's table of commands tells apart, each with the words for it.
pub(super) const CLUSTERS: [(&str, &[&str]); 4] = [
    ("Management and a target cluster", &["management", "target"]),
    ("Management, a target cluster and its load balancer", &["management", "target", "load-balancer"]),
    ("Management cluster only", &["management"]),
    ("Load balancer only", &["load-balancer"]),
];

/// A table of verdicts, and the commands of every case as an ordered list; headings begin at this level.
pub fn cases(heading: u8) -> String {
    let below = heading + 1;
    let mut html = String::from(
        "<table><caption>Which layers are hit</caption><thead><tr><th scope=\"col\">Shutdown</th>",
    );
    html +=
        "<th scope=\"col\">Infrastructure (MOC)</th><th scope=\"col\">Kubernetes</th></tr></thead><tbody>";
    for (words, length) in LENGTHS {
        let document = document(length, &[]);
        let _ = write!(html, "<tr><th scope=\"row\">{words}</th>");
        for layer in &document.layers {
            let outlook = layer.outlook_words.map(|words| format!("; certificates {words}"));
            let _ = write!(
                html,
                "<td>{} <small>{}{}</small></td>",
                layer.verdict_words,
                layer.basis_words,
                outlook.unwrap_or_default()
            );
        }
        html += "</tr>";
    }
    html += "</tbody></table>";
    for (words, length) in LENGTHS {
        let _ = write!(html, "<h{heading}>{words}</h{heading}>");
        if document(length, &[]).layers.iter().all(|layer| layer.verdict == "not_impacted") {
            html += "<p>Nothing to run.</p>";
            continue;
        }
        for (words, clusters) in CLUSTERS {
            let document = document(length, clusters);
            let _ = write!(html, "<h{below}>{words}</h{below}>");
            if document.steps.is_empty() {
                html += "<p>No command is documented. Check with <code translate=\"no\">Get-AksHciCluster</code>.</p>";
                continue;
            }
            html += "<ol>";
            for step in &document.steps {
                let command = Escaped(&step.command);
                let when = if step.when_words.is_some() { " only if its check is bad" } else { "" };
                let _ = write!(
                    html,
                    "<li><code translate=\"no\" lang=\"en\" dir=\"ltr\">{command}</code>{when}</li>"
                );
            }
            html += "</ol>";
        }
    }
    html
}

pub(super) fn document(shutdown: Option<&str>, clusters: &[&str]) -> PlanDocument {
    let facts = Answers { shutdown, clusters, ..Answers::default() }.read(&Utc).unwrap_or_default();
    PlanDocument::in_words(&plan(&assess(&facts)))
}
