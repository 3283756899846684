//! The table of the book's page "How far to trust this", made by a run.

use std::fmt::Write as _;

use crate::model::ASSUMPTIONS;
use crate::run::Verdicts;

/// What each verdict means, in the order of the lines.
const MEANS: [&str; 5] = [
    "each plan ends with every certificate valid, or at a step that says stop and names a reason that no later step repairs",
    "each repair, and each pair in the order, is needed by some history",
    "\"still valid\" and \"expired\" are never wrong, and \"unsure\" has both kinds",
    "the latest safe return and the windows of a forecast hold",
    "with dates that were read in place of a length, the first and the third hold too",
];

impl Verdicts {
    /// The table, the ends that the plans name, and the assumptions, as Markdown.
    pub fn markdown(&self, seed: u64, date: &str) -> String {
        let mut text = String::new();
        let last = seed + self.histories.saturating_sub(1);
        let _ = writeln!(text, "Run on {date}: {} histories, seeds {seed} to {last}.\n", self.histories);
        let _ = writeln!(text, "| verdict | means | result |\n|---|---|---|");
        for (line, means) in self.lines().iter().zip(MEANS) {
            let result = line.broken.as_ref().map_or("held", |_| "**broken**");
            let _ = writeln!(text, "| {} | {means} | {result}; {} |", line.verdict, line.counts);
        }
        let _ = writeln!(
            text,
            "\nWhere plans ended because they say stop:\n\n| step | message | plans |\n|---|---|---|"
        );
        for (reason, count) in &self.sufficient.stopped {
            let (step, message) = reason.split_once(": ").unwrap_or((reason, ""));
            let _ = writeln!(text, "| `{step}` | {} | {count} |", spaced(message));
        }
        let _ = writeln!(text, "\nWhat the simulation takes for granted:\n");
        for assumption in ASSUMPTIONS {
            let _ = writeln!(text, "- {assumption}");
        }
        text
    }
}

/// `TargetApiDown` as `target api down`.
fn spaced(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !text.is_empty() {
            text.push(' ');
        }
        text.extend(letter.to_lowercase());
    }
    text
}
