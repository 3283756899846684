//! Tables of the rule-set, as the Markdown that Certplan's own book has, with links that work in any book.

use core::fmt::Write;

use certplan_core::facts::Quoted;
use certplan_core::source::SOURCES;
use certplan_export::rules;

/// A table, by its name in a directive and its heading in the rule-set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    name: &'static str,
    heading: &'static str,
}

const TABLES: [Table; 8] = [
    Table { name: "shutdown", heading: "Length of the shutdown" },
    Table { name: "update", heading: "Time since the last update" },
    Table { name: "commands", heading: "Commands" },
    Table { name: "treatment", heading: "What becomes of a repair" },
    Table { name: "credentials", heading: "Credentials" },
    Table { name: "playbook", heading: "Playbook" },
    Table { name: "conflicts", heading: "Conflicts and gaps" },
    Table { name: "sources", heading: "Sources" },
];

impl Table {
    /// The table that these words of a directive name.
    ///
    /// # Errors
    ///
    /// They name none, one that does not exist, or several.
    pub(crate) fn named(words: &[String]) -> Result<Self, String> {
        let names = TABLES.map(|table| table.name).join(", ");
        match words {
            [] => Err(format!("no table is named; accepted: {names}")),
            [name] => TABLES
                .into_iter()
                .find(|table| table.name == name)
                .ok_or_else(|| format!("{} is no table; accepted: {names}", Quoted(name))),
            _ => Err(format!("one table at a time; accepted: {names}")),
        }
    }

    /// The table as Markdown, without a heading of its own.
    pub(crate) fn markdown(self) -> String {
        if self.name == "sources" {
            return sources();
        }
        let rules = rules::markdown();
        let section = section(&rules, self.heading).unwrap_or_default();
        let lines = section.lines().filter(|line| !line.starts_with("<!-- ")).map(|line| {
            match line.strip_prefix("### ") {
                // The book's own headings must not be joined by those of a table.
                Some(title) => format!("**{title}**"),
                None => cited(line),
            }
        });
        lines.collect::<Vec<_>>().join("\n").trim().to_owned()
    }
}

/// What stands below a heading of the second level.
fn section<'r>(rules: &'r str, heading: &str) -> Option<&'r str> {
    let (_, rest) = rules.split_once(&format!("\n## {heading}\n"))?;
    Some(rest.split("\n## ").next().unwrap_or(rest))
}

fn sources() -> String {
    let mut table = String::from("| Source | Date | Strength |\n|---|---|---|\n");
    for source in SOURCES {
        let _ = writeln!(
            table,
            "| [{}]({}) | {} | {} |",
            source.title, source.url, source.as_of, source.strength
        );
    }
    table
}

/// A line whose sources are links to what they name.
fn cited(line: &str) -> String {
    let mut line = line.to_owned();
    for source in SOURCES {
        line = line.replace(&format!("](#{})", source.id), &format!("]({})", source.url));
    }
    // Some tables name their sources in the last column only.
    let Some((before, last)) = line.strip_suffix(" |").and_then(|row| row.rsplit_once(" | ")) else {
        return line;
    };
    let links: Option<Vec<String>> = last
        .split(", ")
        .map(|id| {
            SOURCES.iter().find(|source| source.id == id).map(|source| format!("[{id}]({})", source.url))
        })
        .collect();
    links.map_or_else(|| line.clone(), |links| format!("{before} | {} |", links.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_rows_and_links_that_lead_out() {
        for table in TABLES {
            let markdown = table.markdown();
            assert!(markdown.lines().count() > 4, "{}", table.name);
            assert!(!markdown.contains("](#"), "{}", table.name);
            assert!(!markdown.contains("\n#") && !markdown.starts_with('#'), "{}", table.name);
            assert!(!markdown.contains("<!--"), "{}", table.name);
        }
    }

    #[test]
    fn tables_that_cite_have_links() {
        for name in ["shutdown", "update", "commands", "credentials", "playbook", "conflicts", "sources"] {
            let markdown = Table::named(&[name.into()]).unwrap().markdown();
            assert!(markdown.matches("](https://").count() >= 3, "{name}");
        }
    }
}
