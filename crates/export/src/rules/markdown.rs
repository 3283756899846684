//! The rule-set as Markdown: the book's reference page.

use core::fmt::Write;

use super::{CredentialRow, PlaybookRow, RulesDocument, TreatmentRow};
use crate::document::SourceDocument;

/// The rule-set as Markdown: the book's reference page.
pub fn markdown() -> String {
    let mut text = String::new();
    let _ = write_markdown(&mut text, &RulesDocument::new());
    text
}

fn write_markdown(out: &mut String, rules: &RulesDocument) -> core::fmt::Result {
    writeln!(out, "# Rules\n\nRule-set {}, held against its sources on {}.\n", rules.version, rules.as_of)?;
    writeln!(
        out,
        "A layer is impacted when either of the first two tables says so. A dash leaves it to the other table."
    )?;
    for (title, rows) in
        [("Length of the shutdown", &rules.shutdown), ("Time since the last update", &rules.since_update)]
    {
        writeln!(
            out,
            "\n## {title}\n\n| Rule | Cases | MOC | Kubernetes | Strength | Why | Source |\n|---|---|---|---|---|---|---|"
        )?;
        for row in rows {
            writeln!(
                out,
                "| `{}` | {} | {} | {} | {}{} | {} | [{source}](#{source}) |",
                row.id,
                row.cases.join(", "),
                row.moc.unwrap_or("-"),
                row.kubernetes.unwrap_or("-"),
                row.strength,
                if row.boundary { ", at the limit" } else { "" },
                row.why,
                source = row.source,
            )?;
        }
    }
    writeln!(out, "\n## Commands\n\n| Cluster | Layer | Command | Source |\n|---|---|---|---|")?;
    for row in &rules.commands {
        let command = row.command.as_ref().map_or("none".into(), |command| format!("`{command}`"));
        let (clusters, layers) = (row.clusters.join(", "), row.layers.join(", "));
        writeln!(out, "| {clusters} | {layers} | {command} | [{source}](#{source}) |", source = row.source)?;
    }
    writeln!(
        out,
        "\n## What becomes of a repair\n\nThe documents' verdict is never changed. The lives of the certificates say whether its repair \
         is run in any case or only where its check fails.\n\n<!-- ANCHOR: treatment -->\n\n| Verdict | Outlook | The repair is run | Rests on |\n|---|---|---|---|"
    )?;
    for TreatmentRow { verdict, outlook, when, rests_on } in &rules.treatment {
        let (when, ground) = (when.unwrap_or("not in the plan"), rests_on.unwrap_or("-"));
        writeln!(out, "| {} | {} | {when} | {ground} |", verdict.join(", "), outlook.join(", "))?;
    }
    writeln!(out, "\n<!-- ANCHOR_END: treatment -->")?;
    writeln!(out, "\n## Credentials\n\n<!-- ANCHOR: credentials -->")?;
    write_credentials(out, &rules.credentials)?;
    writeln!(out, "<!-- ANCHOR_END: credentials -->")?;
    writeln!(out, "\n## Playbook\n\nThe one full order. A plan leaves out what does not apply.\n")?;
    writeln!(
        out,
        "| Step | Part | Once for each | Effect | What | Command | Sources |\n|---|---|---|---|---|---|---|"
    )?;
    for row in &rules.playbook {
        let PlaybookRow { id, phase, scope, effect, title, command, .. } = row;
        writeln!(
            out,
            "| `{id}` | {phase} | {scope} | {effect} | {title} | `{command}` | {} |",
            row.sources.join(", ")
        )?;
    }
    writeln!(out, "\n## Conflicts and gaps")?;
    for row in &rules.conflicts {
        writeln!(out, "\n### {}\n", row.title)?;
        for (source, claim) in &row.claims {
            writeln!(out, "- [{source}](#{source}): {claim}")?;
        }
        writeln!(out, "- Here: {}", row.ruling)?;
    }
    writeln!(out, "\n## Sources")?;
    for SourceDocument { id, title, url, as_of, strength_words, .. } in &rules.sources {
        writeln!(out, "\n### {id}\n\n[{title}]({url}), {as_of}, {strength_words}")?;
    }
    Ok(())
}

/// The table of the credentials in Markdown.
fn write_credentials(out: &mut String, credentials: &[CredentialRow]) -> core::fmt::Result {
    writeln!(
        out,
        "\n| Credential | Builds | Speaks for | Life | Left at the shutdown | Renewal | When it lapses | Strength | Sources |\n|---|---|---|---|---|---|---|---|---|"
    )?;
    for row in credentials {
        let builds = if row.builds.len() > 1 { "all".into() } else { row.builds.join(", ") };
        let speaks_for = row.speaks_for.unwrap_or("none, pointed out");
        let life = row.life.as_deref().unwrap_or("not documented");
        let CredentialRow { id, name, left, renewal, breaks, strength, .. } = row;
        writeln!(
            out,
            "| `{id}`: {name} | {builds} | {speaks_for} | {life} | {left} | {renewal} | {breaks} | {strength} | {} |",
            row.sources.join(", ")
        )?;
    }
    Ok(())
}
