//! Every case of the tables, for readers without scripts.

use core::fmt::Write;

use certplan_core::assessment::Finding;
use certplan_core::facts::{Answers, Facts, Utc};
use certplan_core::{assess, plan};

use super::forecast::commands;
use super::markup::Markup;
use crate::words;

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
    for (name, length) in LENGTHS {
        let facts = facts(length, &[]);
        let _ = write!(html, "<tr><th scope=\"row\">{name}</th>");
        for finding in assess(&facts).findings {
            let outlook = finding.outlook.map(|it| format!("; certificates {}", words::outlook(it)));
            let _ = write!(
                html,
                "<td>{} <small>{}{}</small></td>",
                words::verdict(finding.verdict),
                words::basis(finding.basis),
                outlook.unwrap_or_default()
            );
        }
        html += "</tr>";
    }
    html += "</tbody></table>";
    for (name, length) in LENGTHS {
        let _ = write!(html, "<h{heading}>{name}</h{heading}>");
        if !assess(&facts(length, &[])).findings.iter().any(Finding::is_impacted) {
            html += "<p>Nothing to run.</p>";
            continue;
        }
        for (name, clusters) in CLUSTERS {
            let facts = facts(length, clusters);
            let assessment = assess(&facts);
            let repairs = plan(&assessment).repairs;
            let _ = write!(html, "<h{below}>{name}</h{below}>");
            if repairs.is_empty() {
                html += "<p>No command is documented. Check with <code translate=\"no\">Get-AksHciCluster</code>.</p>";
                continue;
            }
            let mut list = Markup::default();
            commands(list.raw("<ol>"), &repairs);
            html += &list.raw("</ol>").done();
        }
    }
    html
}

pub(super) fn facts(shutdown: Option<&str>, clusters: &[&str]) -> Facts {
    Answers { shutdown, clusters: clusters.to_vec(), ..Answers::default() }.read(&Utc).unwrap_or_default()
}
