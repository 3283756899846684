//! The report as a table, as those know it who use `kubeadm certs check-expiration`.

use certplan_core::spell::Spell as _;

use super::{Line, layer};
use crate::name::common_name;

/// What the columns of the table are called.
pub const HEADER: [&str; 7] =
    ["CERTIFICATE", "SUBJECT", "EXPIRES", "RESIDUAL TIME", "ISSUER", "LAYER", "STATUS"];

/// The widest column of names; what is longer ends in dots. The JSON form has all of it.
const WIDEST: usize = 40;

/// The lines as a table with its header.
pub(super) fn write(out: &mut String, lines: &[&Line<'_>]) {
    let rows: Vec<[String; 7]> = lines.iter().map(|line| cells(line)).collect();
    let widths: [usize; 7] = std::array::from_fn(|column| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.chain([HEADER[column].len()]).max().unwrap_or_default()
    });
    row(out, &widths, &HEADER);
    for cells in &rows {
        row(out, &widths, &cells.each_ref().map(String::as_str));
    }
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
