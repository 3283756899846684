//! What comes out of the lines.

use certplan_core::Facts;

use crate::label::Label;

/// One deployment and its facts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Deployment {
    /// Its name.
    pub name: Label,
    /// The host on which the commands are run, where a line names one.
    pub host: Option<Label>,
    /// The facts: the management cluster, which every deployment has, and the clusters of its lines.
    pub facts: Facts,
    /// The numbers of its first and its last line, counted from 1; 0 where no line names it, and it was read from `files`.
    pub lines: (u64, u64),
    /// The names of the files that facts of it were read from, beside its lines.
    pub files: Vec<String>,
    /// How many of its lines were rejected; their clusters are missing in the facts.
    pub rejected_lines: u64,
    /// Whether a line, a file or the shared facts give the length. Without one, nothing was switched off.
    pub shutdown_is_given: bool,
}

/// A line that has no part in any plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rejected<'a> {
    /// Its number, counted from 1; of an element of a list, the number of the line on which it begins.
    pub line: u64,
    /// The deployment that it belongs to, where that could be read.
    pub deployment: Option<&'a str>,
    /// Why, with what is accepted.
    pub reason: &'a str,
    /// The line as it was read, of a very long one the beginning.
    pub input: &'a [u8],
}

/// What [`crate::Fleet`] reports, in the order in which it is known.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_enums, reason = "a line is used or it is not")]
pub enum Event<'a> {
    /// A deployment is complete.
    Deployment(&'a Deployment),
    /// A line has no part in any plan.
    Rejected(Rejected<'a>),
}

impl Rejected<'_> {
    /// The line as an object of JSON, with a newline at its end: `line`, `deployment`, `reason`, `input`.
    pub fn json(&self) -> String {
        #[derive(serde::Serialize)]
        struct Kept<'a> {
            line: u64,
            #[serde(skip_serializing_if = "Option::is_none")]
            deployment: Option<&'a str>,
            reason: &'a str,
            input: std::borrow::Cow<'a, str>,
        }
        let Self { line, deployment, reason, input } = *self;
        let kept = Kept { line, deployment, reason, input: String::from_utf8_lossy(input) };
        certplan_export::json::line(&kept) + "\n"
    }
}
