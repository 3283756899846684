//! Tables of the rule-set, by the names that a directive gives them.

use certplan_core::facts::Quoted;
use certplan_export::rules::Table;

/// The table that these words of a directive name.
///
/// # Errors
///
/// They name none, one that does not exist, or several.
pub(crate) fn named(words: &[String]) -> Result<Table, String> {
    let names = Table::ALL.map(Table::as_str).join(", ");
    match words {
        [] => Err(format!("no table is named; accepted: {names}")),
        [name] => Table::ALL
            .into_iter()
            .find(|table| table.as_str() == name)
            .ok_or_else(|| format!("{} is no table; accepted: {names}", Quoted(name))),
        _ => Err(format!("one table at a time; accepted: {names}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_rows_and_links_that_lead_out() {
        for table in Table::ALL {
            let (name, markdown) = (table.as_str(), table.markdown());
            assert!(markdown.lines().count() > 4, "{name}");
            assert!(!markdown.contains("](#"), "{name}");
            assert!(!markdown.contains("\n#") && !markdown.starts_with('#'), "{name}");
            assert!(!markdown.contains("<!--"), "{name}");
        }
    }

    #[test]
    fn tables_that_cite_have_links() {
        for name in ["shutdown", "update", "commands", "credentials", "playbook", "conflicts", "sources"] {
            let markdown = named(&[name.into()]).unwrap().markdown();
            assert!(markdown.matches("](https://").count() >= 3, "{name}");
        }
    }
}
