//! `Get-AksHciCluster | Format-Table Name` and `Select-Object Name`: columns under a line of hyphens.

use super::Row;

pub(super) fn read(text: &str) -> Option<Vec<Row>> {
    let mut header = "";
    let mut lines = text.lines();
    loop {
        let line = lines.next()?;
        let is_rule = line.contains("--") && line.bytes().all(|byte| byte == b'-' || byte == b' ');
        if is_rule && let Some((from, to)) = column(header, line) {
            let rows = lines.take_while(|line| !line.trim().is_empty());
            let cell = |line: &str| {
                line.get(from..to.unwrap_or(line.len()).min(line.len())).map(str::trim).map(str::to_owned)
            };
            return Some(rows.filter_map(cell).map(|name| Row { name, load_balancer: None }).collect());
        }
        header = line;
    }
}

/// Where the column of names begins, and where the next one does.
fn column(header: &str, rule: &str) -> Option<(usize, Option<usize>)> {
    let starts: Vec<usize> = rule
        .char_indices()
        .filter(|(at, character)| {
            *character == '-' && (*at == 0 || rule.as_bytes().get(at - 1) == Some(&b' '))
        })
        .map(|(at, _)| at)
        .collect();
    let place = starts.iter().position(|start| {
        let word = header.get(*start..).and_then(|rest| rest.split_whitespace().next());
        word.is_some_and(|word| word.eq_ignore_ascii_case("Name"))
    })?;
    Some((*starts.get(place)?, starts.get(place + 1).copied()))
}
