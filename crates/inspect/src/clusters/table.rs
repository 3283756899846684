//! `Get-AksHciCluster | Format-Table Name` and `Select-Object Name`: columns under a line of hyphens.

use super::Row;

pub(super) fn read(text: &str) -> Option<Vec<Row>> {
    let mut header = "";
    let mut lines = text.lines();
    let (skip, take) = loop {
        let line = lines.next()?;
        let is_rule = line.contains("--") && line.bytes().all(|byte| byte == b'-' || byte == b' ');
        if is_rule && let Some(column) = column(header, line) {
            break column;
        }
        header = line;
    };
    let mut rows = Vec::new();
    for line in lines.take_while(|line| !line.trim().is_empty()) {
        let cell: String = line.chars().skip(skip).take(take).collect();
        if !cell.trim().is_empty() {
            rows.push(Row { name: cell.trim().to_owned(), load_balancer: None });
        }
    }
    Some(rows)
}

/// How many characters are before the column of names, and how many it has.
fn column(header: &str, rule: &str) -> Option<(usize, usize)> {
    let mut from = None;
    let mut before = b' ';
    for (at, byte) in rule.bytes().enumerate() {
        if before == b' ' && byte == b'-' {
            if let Some(from) = from {
                return Some((from, at - from));
            }
            let mut words = header.get(at..).unwrap_or_default().split_whitespace();
            if words.next().is_some_and(|word| word.eq_ignore_ascii_case("Name")) {
                from = Some(at);
            }
        }
        before = byte;
    }
    from.map(|from| (from, usize::MAX))
}
