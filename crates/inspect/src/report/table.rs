//! The report as a table, as those know it who use `kubeadm certs check-expiration`.

use std::collections::BTreeMap;
use std::fmt::Write;

use certplan_core::closed::Closed as _;
use certplan_core::spell::Spell as _;

use super::{Line, Report, layer};
use crate::credential::{Credential, Sureness};
use crate::name::common_name;
use crate::reading::PrivateKey;
use crate::renewal::Renewal;

/// What the columns of the table are called.
pub const HEADER: [&str; 7] =
    ["CERTIFICATE", "SUBJECT", "EXPIRES", "RESIDUAL TIME", "ISSUER", "LAYER", "STATUS"];

/// The widest column of names; what is longer ends in dots. The JSON form has all of it.
const WIDEST: usize = 40;

pub(super) fn write(report: &Report<'_>) -> String {
    let mut out = String::new();
    if !report.lines.is_empty() {
        let rows: Vec<[String; 7]> = report.lines.iter().map(cells).collect();
        let widths: [usize; 7] = std::array::from_fn(|column| {
            let cells = rows.iter().map(|row| row[column].chars().count());
            cells.chain([HEADER[column].len()]).max().unwrap_or_default()
        });
        row(&mut out, &widths, &HEADER);
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

pub(super) fn cells(line: &Line<'_>) -> [String; 7] {
    let item = line.item;
    let name = |text: &str| short(common_name(text).unwrap_or(text));
    [
        item.origin.clone(),
        name(&item.subject),
        item.not_after.spelt(),
        residual_time(line.residual),
        name(&item.issuer),
        layer(item).unwrap_or_default().to_owned(),
        line.status.as_str().to_owned(),
    ]
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

fn short(text: &str) -> String {
    let mut cut = 0;
    for (count, (at, _)) in text.char_indices().enumerate() {
        if count == WIDEST - 3 {
            cut = at;
        } else if count == WIDEST {
            return text.get(..cut).unwrap_or_default().to_owned() + "...";
        }
    }
    text.to_owned()
}

/// A length as Kubernetes tools print it: two units at most, and only where they matter.
fn residual_time(seconds: i64) -> String {
    let Ok(seconds) = u64::try_from(seconds) else { return "<invalid>".to_owned() };
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
    let (large, unit, small, rest) = match seconds {
        0..120 => (seconds, "s", 0, ""),
        120..600 => (minutes, "m", seconds % 60, "s"),
        600..10_800 => (minutes, "m", 0, ""),
        10_800..28_800 => (hours, "h", minutes % 60, "m"),
        28_800..172_800 => (hours, "h", 0, ""),
        172_800..691_200 => (days, "d", hours % 24, "h"),
        691_200..63_072_000 => (days, "d", 0, ""),
        63_072_000..252_288_000 => (days / 365, "y", days % 365, "d"),
        _ => (days / 365, "y", 0, ""),
    };
    let mut text = large.spelt() + unit;
    if small > 0 {
        small.spell(&mut text);
        text.push_str(rest);
    }
    text
}

fn keys(out: &mut String, report: &Report<'_>) {
    let count =
        report.lines.iter().filter(|line| line.item.private_key == PrivateKey::PresentNotKept).count();
    if count > 0 {
        let _ = writeln!(out, "A private key or a token stood beside {count} of them; none was kept.");
    }
}

/// The most clusters whose commands are written out; the JSON form has them all.
const MOST_COMMANDS: usize = 20;

/// What renews each credential that is in the table, in the order of the credentials.
fn renewals(out: &mut String, report: &Report<'_>) {
    let mut found: BTreeMap<Credential, (Sureness, Vec<&str>)> = BTreeMap::new();
    for line in &report.lines {
        let Some(identity) = line.item.identity else { continue };
        let (sureness, commands) =
            found.entry(identity.credential).or_insert((identity.sureness, Vec::new()));
        *sureness = (*sureness).min(identity.sureness);
        let command = line.renew_with.as_deref();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_as_kubernetes_tools_print_them() {
        for (seconds, text) in [
            (-1, "<invalid>"),
            (0, "0s"),
            (119, "119s"),
            (150, "2m30s"),
            (600, "10m"),
            (10_860, "3h1m"),
            (90_000, "25h"),
            (273_600, "3d4h"),
            (31_536_000 - 1, "364d"),
            (63_072_000, "2y"),
            (63_072_000 + 86_400, "2y1d"),
            (315_360_000, "10y"),
        ] {
            assert_eq!(residual_time(seconds), text);
        }
    }
}
