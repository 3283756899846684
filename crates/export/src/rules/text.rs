//! The rule-set as text for a terminal.

use core::fmt::Write;

use super::{RulesDocument, TreatmentRow};
use crate::document::SourceDocument;

/// The rule-set as text for a terminal.
pub fn text() -> String {
    let mut text = String::new();
    let _ = write_text(&mut text, &RulesDocument::new());
    text
}

fn write_text(out: &mut String, rules: &RulesDocument) -> core::fmt::Result {
    writeln!(out, "Certplan rules {}, checked against their sources on {}.", rules.version, rules.as_of)?;
    for (title, rows) in
        [("LENGTH OF THE SHUTDOWN", &rules.shutdown), ("TIME SINCE THE LAST UPDATE", &rules.since_update)]
    {
        writeln!(
            out,
            "\n{title}\n\n  {:<24}{:<14}{:<14}{:<10}source",
            "rule", "moc", "kubernetes", "strength"
        )?;
        for row in rows {
            let (moc, kubernetes) = (row.moc.unwrap_or("-"), row.kubernetes.unwrap_or("-"));
            writeln!(out, "  {:<24}{moc:<14}{kubernetes:<14}{:<10}{}", row.id, row.strength, row.source)?;
        }
    }
    writeln!(out, "\nCOMMANDS\n")?;
    for row in &rules.commands {
        let command = row.command.as_deref().unwrap_or("none on the page");
        writeln!(out, "  {}, {}:\n      {command}", row.clusters.join(" and "), row.layers.join(" and "))?;
    }
    writeln!(out, "\nWHEN A REPAIR RUNS\n\n  {:<14}{:<28}{:<18}basis", "verdict", "outlook", "runs")?;
    for TreatmentRow { verdict, outlook, when, rests_on } in &rules.treatment {
        let (when, ground) = (when.unwrap_or("not in the plan"), rests_on.unwrap_or("-"));
        writeln!(out, "  {:<14}{:<28}{when:<18}{ground}", verdict.join(", "), outlook.join(", "))?;
    }
    writeln!(
        out,
        "\nCREDENTIALS\n\n  {:<24}{:<14}{:<12}left at the shutdown",
        "credential", "represents", "lifetime"
    )?;
    for row in &rules.credentials {
        let (speaks_for, life) = (row.speaks_for.unwrap_or("-"), row.life.as_deref().unwrap_or("-"));
        writeln!(out, "  {:<24}{speaks_for:<14}{life:<12}{}", row.id, row.left)?;
    }
    writeln!(out, "\nPLAYBOOK\n")?;
    for row in &rules.playbook {
        writeln!(out, "  {:<34}{:<11}{:<8}{}", row.id, row.phase, row.effect, row.title)?;
    }
    writeln!(out, "\nCONFLICTS AND GAPS\n")?;
    for row in &rules.conflicts {
        writeln!(out, "  {:<34}{}", row.id, row.title)?;
    }
    writeln!(out, "\nSOURCES\n")?;
    for SourceDocument { id, url, as_of, strength, .. } in &rules.sources {
        writeln!(out, "  {id:<36}{as_of}  {strength:<12}\n      {url}")?;
    }
    Ok(())
}
