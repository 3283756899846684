//! The report as a table, as those know it who use `kubeadm certs check-expiration`.

use std::collections::BTreeMap;
use std::fmt::Write;

use certplan_core::closed::Closed as _;
use certplan_core::report::{CELLS, Credential, PrivateKey, Row, Sureness};

use super::Report;
use crate::renewal::Renewal;

pub(super) fn write(report: &Report<'_>) -> String {
    let mut out = String::new();
    if !report.rows.is_empty() {
        let rows: Vec<_> = report.rows.iter().map(Row::cells).collect();
        let widths: [usize; 7] = std::array::from_fn(|column| {
            let cells = rows.iter().map(|row| row[column].chars().count());
            cells.chain([CELLS[column].len()]).max().unwrap_or_default()
        });
        row(&mut out, &widths, &CELLS);
        for cells in &rows {
            row(&mut out, &widths, &cells.each_ref().map(String::as_str));
        }
        let _ = writeln!(out, "\nHeld against {}.", report.at);
    }
    keys(&mut out, report);
    renewals(&mut out, report);
    if !report.rejected.is_empty() {
        out.push_str("\nNot read:\n");
        for rejected in report.rejected {
            let _ = writeln!(out, "  {}: {}", rejected.origin, rejected.reason);
        }
    }
    out
}

/// Every column but the last is filled up.
fn row(out: &mut String, widths: &[usize; 7], cells: &[&str; 7]) {
    let mut missing = 0;
    for (cell, width) in cells.iter().zip(widths) {
        out.extend(std::iter::repeat_n(' ', missing));
        out.push_str(if cell.is_empty() { "-" } else { cell });
        missing = width + 3 - cell.chars().count().max(1);
    }
    out.push('\n');
}

fn keys(out: &mut String, report: &Report<'_>) {
    let count = report.rows.iter().filter(|row| row.private_key == PrivateKey::PresentNotKept).count();
    if count > 0 {
        let _ = writeln!(out, "A private key or a token stood beside {count} of them; none was kept.");
    }
}

/// The most clusters whose commands are written out; the JSON form has them all.
const MOST_COMMANDS: usize = 20;

/// What renews each credential that is in the table, in the order of the credentials.
fn renewals(out: &mut String, report: &Report<'_>) {
    let mut found: BTreeMap<Credential, (Sureness, Vec<&str>)> = BTreeMap::new();
    for row in &report.rows {
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
        for source in renewal.sources {
            let _ = writeln!(out, "    Source: {} ({})\n      {}", source.title, source.as_of, source.url);
        }
    }
}
