//! The files of many deployments, as the command writes them.

use certplan_fleet::{Format, Rejected, Report, Wanted};
use certplan_words::page::reading as words;

use super::Session;
use crate::protocol::FileHead;
use crate::reader::{Context, PIECE, Progress};

/// How many of the worst the files name, as the command does.
const WORST: usize = 10;

/// What is in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "what one list is made of")]
pub enum Content {
    /// A row for each deployment.
    Rows(Format),
    /// Rows, each with its full plan.
    Plans(Format),
    /// The lines that were rejected, each with its reason.
    Rejected,
}

/// The files: the id on the page, what is in it, the file's name and its media type.
pub const FILES: [(&str, Content, &str, &str); 9] = [
    ("json", Content::Rows(Format::Json), "certplan-fleet.json", "application/json"),
    ("ndjson", Content::Rows(Format::Ndjson), "certplan-fleet.ndjson", "application/x-ndjson"),
    ("csv", Content::Rows(Format::Csv), "certplan-fleet.csv", "text/csv"),
    ("markdown", Content::Rows(Format::Markdown), "certplan-fleet.md", "text/markdown"),
    ("ansible", Content::Rows(Format::Ansible), "certplan-repair.yml", "application/yaml"),
    ("inventory", Content::Rows(Format::Inventory), "inventory.yml", "application/yaml"),
    ("plans", Content::Plans(Format::Ndjson), "certplan-plans.ndjson", "application/x-ndjson"),
    ("runbook", Content::Plans(Format::Markdown), "certplan-plans.md", "text/markdown"),
    ("rejected", Content::Rejected, "certplan-rejected.ndjson", "application/x-ndjson"),
];

/// A file to take away.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "a pair")]
pub struct FleetFile {
    /// What is known of it besides its text.
    pub head: FileHead,
    /// Its text.
    pub text: String,
}

impl Session {
    /// A file of everything that was read; `None` where there is no such file, or nothing was read.
    pub fn file(&self, id: &str, at: &Context<'_>, progress: Progress<'_>) -> Option<FleetFile> {
        let (_, content, name, media_type) = FILES.into_iter().find(|(known, ..)| *known == id)?;
        let input = self.input.as_ref()?;
        let defaults = self.read_defaults(at).ok()?;
        // The rejected lines are the same whatever the others are written as.
        let (format, plans) = match content {
            Content::Rows(format) => (format, false),
            Content::Plans(format) => (format, true),
            Content::Rejected => (Format::Csv, false),
        };
        let mut report = Report::new(Wanted { format, plans, worst: WORST }, defaults.shared(at.zone));
        let (mut out, mut rejected, mut reason, mut count) = (Vec::new(), String::new(), String::new(), 0);
        let mut reject = |line: Rejected<'_>| {
            count += 1;
            rejected += &line.json();
            line.reason.clone_into(&mut reason);
        };
        let mut done = 0;
        for piece in input.bytes.chunks(PIECE) {
            report.push(piece, &mut out, &mut reject);
            done += piece.len();
            progress(done, input.bytes.len());
        }
        report.finish(&mut out, &mut reject);
        // Deployments that have no place in this format come on top of the rejected lines, and after them.
        let bad_lines = self.read.as_ref().map_or(0, |read| read.summary.rejected_lines);
        let left_out = u64::checked_sub(count, bad_lines).filter(|count| *count > 0);
        let text = if content == Content::Rejected { rejected } else { String::from_utf8(out).ok()? };
        let head = FileHead {
            name: name.into(),
            media_type: media_type.into(),
            to_run: Vec::new(),
            note: left_out.map(|count| words::left_out(name, count, &reason)),
        };
        Some(FleetFile { head, text })
    }
}
