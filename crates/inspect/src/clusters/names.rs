//! Names alone: `(Get-AksHciCluster).Name`, one a line or with commas between them.

use certplan_core::facts::ClusterName;

use super::Row;

/// The most names that are read without anything that says they are clusters.
const MOST: usize = 1_000;

/// The names, where the text has nothing else but prompts.
pub(super) fn read(text: &str) -> Option<Vec<Row>> {
    let mut rows = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !is_prompt(line)) {
        for word in line.split([',', ';', '\t']).map(|word| word.trim().trim_matches(['"', '\''])) {
            // Anything that cannot be a name shows that this is no list of names.
            word.parse::<ClusterName>().ok()?;
            rows.push(Row { name: word.to_owned(), load_balancer: None });
        }
        if rows.len() > MOST {
            return None;
        }
    }
    Some(rows).filter(|rows| !rows.is_empty())
}

fn is_prompt(line: &str) -> bool {
    let is_shell =
        line.starts_with("PS ") || line.starts_with("PS>") || line.starts_with('[') || line.contains(":\\");
    is_shell && line.contains('>')
}
