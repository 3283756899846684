//! The report as plain text: what to renew first, then the table.

use std::collections::BTreeMap;
use std::fmt::Write;

use certplan_core::closed::Closed as _;
use certplan_core::report::{Credential, PrivateKey, Row, Status, Sureness, Trust};

use super::{Report, table};
use crate::renewal::Renewal;

/// The most certificates, and the most reasons, that are on one screen.
const ROWS: usize = 15;

/// The most clusters whose commands are written out; the JSON form has them all.
const MOST_COMMANDS: usize = 20;

pub(super) fn write(report: &Report<'_>, full: bool) -> String {
    let mut out = String::new();
    if !report.rows.is_empty() {
        let _ = writeln!(out, "{}", summary(report));
    }
    other_authorities(&mut out, report);
    renewals(&mut out, report, full);
    if !report.rows.is_empty() {
        out.push('\n');
        certificates(&mut out, report, full);
        let _ = writeln!(out, "\nCompared with the time {}.", report.at);
    }
    keys(&mut out, report);
    rejected(&mut out, report, full);
    if !full {
        out.push_str("\nAll certificates, what renews each, and the sources: add --full.\n");
    }
    out
}

/// How many certificates have expired or soon will, in one sentence.
fn summary(report: &Report<'_>) -> String {
    let count = |status: Status| report.rows.iter().filter(|row| row.status == status).count();
    let others = report.rows.iter().filter(|row| row.trust == Some(Trust::OtherAuthority)).count();
    let parts: Vec<String> = [
        (others, "signed by another authority"),
        (count(Status::Expired), "expired"),
        (count(Status::Expiring), "about to expire"),
        (count(Status::NotYetValid), "not valid yet: check the clock"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, words)| format!("{count} {words}"))
    .collect();
    let all = report.rows.len();
    let noun = if all == 1 { "certificate" } else { "certificates" };
    if parts.is_empty() {
        return format!("{all} {noun}, all valid: nothing to renew.");
    }
    format!("{all} {noun}: {}.", parts.join(", "))
}

/// What is to be done about certificates that another authority signed.
fn other_authorities(out: &mut String, report: &Report<'_>) {
    let indent = textwrap::Options::new(80).initial_indent("    ").subsequent_indent("    ");
    for (place, row) in report.rows.iter().filter(|row| row.trust == Some(Trust::OtherAuthority)).enumerate()
    {
        if place == 0 {
            out.push_str("\nSigned by another authority than the one beside it, so servers refuse it whatever its dates:\n");
        } else if place == ROWS {
            out.push_str("  ...\n");
            break;
        }
        let _ = writeln!(out, "  {}", row.origin);
        let note = match row.credential {
            Some(Credential::TargetKubeconfig | Credential::ManagementKubeconfig) => {
                "The kubeconfig is older than its cluster, or mixes two clusters: fetch it anew."
            }
            _ => {
                "The authority was renewed since, or the file is of another user or host. Rename the file, never delete it; the next command logs in anew (certplan explain: unknown-authority)."
            }
        };
        let _ = writeln!(out, "{}", textwrap::fill(note, &indent));
    }
}

/// The table; on one screen those first that need something.
fn certificates(out: &mut String, report: &Report<'_>, full: bool) {
    let mut rows: Vec<&Row> = report.rows.iter().collect();
    if full {
        return table::write(out, &rows);
    }
    rows.sort_by_key(|row| (row.is_good(), row.not_after));
    table::write(out, &rows[..rows.len().min(ROWS)]);
    and_more(out, rows.len(), "");
}

fn and_more(out: &mut String, all: usize, indent: &str) {
    if all > ROWS {
        let _ = writeln!(out, "{indent}... and {} more", all - ROWS);
    }
}

fn keys(out: &mut String, report: &Report<'_>) {
    let count = report.rows.iter().filter(|row| row.private_key == PrivateKey::PresentNotKept).count();
    if count > 0 {
        let _ = writeln!(out, "A private key or a token was beside {count} of them; none was kept.");
    }
}

fn rejected(out: &mut String, report: &Report<'_>, full: bool) {
    if report.rejected.is_empty() {
        return;
    }
    out.push_str("\nNot read:\n");
    let most = if full { usize::MAX } else { ROWS };
    for rejected in report.rejected.iter().take(most) {
        let _ = writeln!(out, "  {}: {}", rejected.origin, rejected.reason);
    }
    if !full {
        and_more(out, report.rejected.len(), "  ");
    }
}

/// What renews the credentials, in their order: on one screen of those that need it, in full of all, with the sources.
fn renewals(out: &mut String, report: &Report<'_>, full: bool) {
    let mut found: BTreeMap<Credential, (Sureness, Vec<&str>)> = BTreeMap::new();
    for row in report.rows.iter().filter(|row| full || !row.is_good()) {
        let (Some(credential), Some(its_sureness)) = (row.credential, row.sureness) else { continue };
        let (sureness, commands) = found.entry(credential).or_insert((its_sureness, Vec::new()));
        *sureness = (*sureness).min(its_sureness);
        let command = row.renew_with.as_deref();
        if let Some(command) = command.filter(|it| commands.len() < MOST_COMMANDS && !commands.contains(it)) {
            commands.push(command);
        }
    }
    if found.is_empty() {
        return;
    }
    out.push_str("\nWhat renews them:\n");
    for (credential, (sureness, commands)) in found {
        let _ = match sureness {
            Sureness::Sure => writeln!(out, "  {}", credential.id()),
            Sureness::Likely => writeln!(out, "  {} (likely)", credential.id()),
            Sureness::Guess => writeln!(out, "  {} (a guess)", credential.id()),
        };
        for command in commands {
            let _ = writeln!(out, "    {command}");
        }
        let renewal = Renewal::of(credential);
        let indent = textwrap::Options::new(80).initial_indent("    ").subsequent_indent("    ");
        let _ = writeln!(out, "{}", textwrap::fill(renewal.note, indent));
        for source in renewal.sources.iter().filter(|_| full) {
            let _ = writeln!(out, "    Source: {} ({})\n      {}", source.title, source.as_of, source.url);
        }
    }
}
