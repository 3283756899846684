//! How the outcome of a check is judged: what a machine can tell, and what a person must.

use certplan_core::command::{Arg, Command, Program};
use certplan_core::playbook::StepId;

use super::Act;

/// How one command of a check is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Judged {
    /// What counts as having run.
    pub(crate) proof: Proof,
    /// The variable of `watch.ps1` that holds the signs of a bad outcome.
    pub(crate) bad: &'static str,
    /// A .NET regular expression that a good outcome must show; empty where there is none.
    pub(crate) good: &'static str,
}

/// What counts as having run.
///
/// Exhaustive: a cmdlet, a program, or the eyes of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// A cmdlet: it wrote no error.
    NoError,
    /// A program: it ended with 0.
    ExitCode,
    /// It is shown, and a person is asked.
    Person,
}

impl Proof {
    /// What `watch.ps1` calls it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::NoError => "NoError",
            Self::ExitCode => "ExitCode",
            Self::Person => "Person",
        }
    }
}

/// Runs a check's commands and judges them; Windows PowerShell, for every script that checks something.
pub(crate) const WATCH: &str = include_str!("watch.ps1");

const NONE: &str = "$NoSigns";
const LAPSED: &str = "$LapsedSigns";

/// How a command of a check is judged. What is not known here is for a person.
pub(crate) fn judge(command: &Command<'_>) -> Judged {
    let judged = |proof, bad, good| Judged { proof, bad, good };
    let asks = |word| command.args.contains(&Arg::Word(word));
    match command.program {
        Program::GetAksHciCluster => judged(Proof::NoError, LAPSED, ""),
        Program::GetAksHciCredential | Program::GetAksHciLogs => judged(Proof::NoError, NONE, ""),
        Program::GetAksHciVersion => judged(Proof::NoError, NONE, r"^\s*\d+\.\d+\.\d+\.\d+\s*$"),
        Program::TestNetConnection => judged(Proof::NoError, NONE, r"TcpTestSucceeded\s*:\s*True"),
        Program::Kubectl if asks("nodes") => judged(Proof::ExitCode, "$NodeSigns", r"\bReady\b"),
        // The pods that log in to the cloud agent, by the words that their names hold.
        Program::Kubectl if asks("pods") => judged(Proof::ExitCode, "$PodSigns", ""),
        Program::Kubectl => judged(Proof::ExitCode, LAPSED, ""),
        _ => judged(Proof::Person, NONE, ""),
    }
}

/// Whether a person is asked as well, after what a machine can tell was good.
pub(crate) fn asks_a_person(act: &Act<'_>) -> bool {
    // What these call good is more than their commands show: a pod's log, an address that answers, every cluster, a date.
    let more = matches!(
        act.step.entry.id,
        StepId::AwaitRenewal | StepId::FixCloud | StepId::FixCloudAndBalancer | StepId::PlanUpdate
    );
    more || act.step.check().any(|command| judge(&command).proof == Proof::Person)
}
