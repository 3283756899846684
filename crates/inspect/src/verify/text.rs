//! The comparison for a terminal: the answer, the commands to run again, then every certificate by what became of it.

use std::fmt::Write as _;

use certplan_words::{RUN_AGAIN, verify_check, verify_outcome, verify_summary};

use super::{Compared, Outcome, Verification};

impl Verification {
    /// The answer in one sentence.
    pub fn summary(&self) -> String {
        let count = |outcome| self.count(outcome);
        verify_summary(
            count(Outcome::Expired) + count(Outcome::OtherAuthority),
            count(Outcome::NotRenewed),
            count(Outcome::Missing),
            self.items.iter().filter(|item| item.outcome != Outcome::Missing).count(),
        )
    }

    /// For reading in a terminal.
    pub fn text(&self) -> String {
        let mut text = textwrap::fill(&self.summary(), 80) + "\n";
        let mut heading = None;
        for item in &self.items {
            if heading != Some(item.outcome) {
                let _ = writeln!(text, "\n{}", verify_outcome(item.outcome.as_str()));
                heading = Some(item.outcome);
            }
            write(&mut text, item);
        }
        if !self.checks.is_empty() {
            text.push('\n');
        }
        for check in &self.checks {
            let options = textwrap::Options::new(80).subsequent_indent("  ");
            text += &textwrap::fill(&verify_check(check.day, check.credential), options);
            text.push('\n');
        }
        text
    }
}

fn write(text: &mut String, item: &Compared) {
    let what = item.credential.unwrap_or("unknown");
    let of = item.cluster.as_deref().map_or(String::new(), |cluster| format!(" of {cluster}"));
    let dates = match (&item.ended_before, &item.ends_after) {
        (Some(before), Some(after)) if before != after => format!("{before} -> {after}"),
        (_, Some(date)) | (Some(date), None) => format!("until {date}"),
        (None, None) => String::new(),
    };
    let _ = writeln!(text, "  {what}{of}  {dates}  ({})", item.origin);
    if let Some(command) = &item.run_again {
        let _ = writeln!(text, "    {RUN_AGAIN}: {command}");
    }
}
