//! Names alone: `(Get-AksHciCluster).Name`, one a line or with commas between them.

use certplan_core::facts::ClusterName;

use super::{Row, is_cut_off};
use crate::prompt::is_prompt;

/// The most names that are read without anything that says they are clusters.
const MOST: usize = 1_000;

/// The names, where the text has nothing else but prompts.
pub(super) fn read(text: &str) -> Option<Vec<Row>> {
    let mut rows = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !is_prompt(line)) {
        // The heading of a table that was copied without its line of hyphens.
        if rows.is_empty() && line == "Name" {
            continue;
        }
        let line = without_bullet(line);
        // `$names = @('prod', 'lab')` of PowerShell.
        let line = match line.split_once('=') {
            Some((variable, list)) if variable.starts_with('$') => list.trim(),
            _ => line,
        };
        let line = line.strip_prefix("@(").and_then(|list| list.strip_suffix(')')).unwrap_or(line);
        for word in line.split([',', ';', '\t']).map(|word| word.trim().trim_matches(['"', '\''])) {
            // A comma may be at the end of each line.
            if word.is_empty() {
                continue;
            }
            // Anything that cannot be a name, or the beginning of one, shows that this is no list of names.
            let whole = word.trim_end_matches(['.', '\u{2026}', '-']);
            whole.parse::<ClusterName>().ok()?;
            if whole.len() < word.len() && !is_cut_off(word) {
                return None;
            }
            rows.push(Row { name: word.to_owned(), load_balancer: None });
        }
        if rows.len() > MOST {
            return None;
        }
    }
    Some(rows).filter(|rows| !rows.is_empty())
}

/// A line of a list without its mark: `- prod`, `* prod`, `1. prod`, and `- name: prod` of YAML.
fn without_bullet(line: &str) -> &str {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = if digits.len() < line.len() { digits.strip_prefix(['.', ')']) } else { None };
    let rest = numbered.or_else(|| line.strip_prefix(['-', '*', '\u{2022}']));
    match rest.and_then(|rest| rest.strip_prefix(' ')) {
        Some(rest) => rest.trim().strip_prefix("name:").unwrap_or(rest).trim(),
        None => line,
    }
}
