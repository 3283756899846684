//! How a run of the command ends.

use std::process::ExitCode;

/// The exit status, as `certplan --help` lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// The answer is printed.
    Done = 0,
    /// A fact is wrong, or what carries it cannot be read; nothing is printed.
    WrongFact = 1,
    /// The command line is wrong; nothing is printed.
    WrongCommandLine = 2,
    /// A part of the input was rejected; the answer to the rest is printed.
    Rejected = 3,
    /// The answer is printed, and says that something must be repaired; only where that was asked for.
    Repair = 10,
    /// The answer is printed, and something in it could not be decided; only where that was asked for.
    Undecided = 11,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// What goes to standard output, and the status.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The whole of standard output.
    pub(crate) text: String,
    /// What is known without having been typed, for standard error.
    pub(crate) note: Option<String>,
    /// What a reader should look at, for standard error.
    pub(crate) warning: Option<String>,
    pub(crate) status: Status,
}

impl Answer {
    /// An answer that nothing else is to be said about.
    pub(crate) const fn done(text: String) -> Self {
        Self { text, note: None, warning: None, status: Status::Done }
    }

    /// The same answer with a heading before it.
    pub(crate) fn under(self, heading: &str) -> Self {
        Self { text: format!("{heading}{}", self.text), ..self }
    }
}

/// Why there is no answer: a line for each reason.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) status: Status,
    pub(crate) reasons: Vec<String>,
}

impl Refusal {
    pub(crate) const fn new(status: Status, reasons: Vec<String>) -> Self {
        Self { status, reasons }
    }

    /// The same reasons, each with the switch whose value it is about.
    pub(crate) fn of_flag(self, flag: &str) -> Self {
        let reasons = self.reasons.iter().map(|reason| format!("{flag}: {reason}")).collect();
        Self { reasons, ..self }
    }

    /// One fact is wrong.
    pub(crate) fn of_fact(reason: String) -> Self {
        Self::new(Status::WrongFact, vec![reason])
    }
}
