//! How the outcome of a check is judged: what a machine can tell, and what a person must.

use certplan_core::command::{Arg, Command, Program};
use certplan_core::playbook::StepId;

use super::Act;

/// How one command of a check is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What counts as having run.
    pub proof: Proof,
    /// A .NET regular expression that a bad outcome shows; empty where there is none.
    pub bad: &'static str,
    /// A .NET regular expression that a good outcome must show; empty where there is none.
    pub good: &'static str,
}

/// What counts as having run.
///
/// Exhaustive: a cmdlet, a program, or the eyes of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "there are no other kinds of commands")]
pub enum Proof {
    /// A cmdlet: it wrote no error.
    NoError,
    /// A program: it ended with 0.
    ExitCode,
    /// It is shown, and a person is asked.
    Person,
}

/// What lapsed logins and certificates say, as the known issues and the issue tracker show it.
const LAPSED: &str = r"(?i)x509|expired|Unauthorized|must be logged in|Valid Token Required|unknown authority|kmsPlugin\.sock|InternalError";

/// How a command of a check is judged. What is not known here is for a person.
pub(super) fn judge(command: &Command<'_>) -> Judged {
    let judged = |proof, bad, good| Judged { proof, bad, good };
    let asks = |word| command.args.contains(&Arg::Word(word));
    match command.program {
        Program::GetAksHciCluster => judged(Proof::NoError, LAPSED, ""),
        Program::GetAksHciCredential | Program::GetAksHciLogs => judged(Proof::NoError, "", ""),
        Program::GetAksHciVersion => judged(Proof::NoError, "", r"^\s*\d+\.\d+\.\d+\.\d+\s*$"),
        Program::TestNetConnection => judged(Proof::NoError, "", r"TcpTestSucceeded\s*:\s*True"),
        Program::Kubectl if asks("nodes") => {
            judged(Proof::ExitCode, r"(?i)NotReady|x509|Unauthorized|expired", r"\bReady\b")
        }
        // The pods that log in to the cloud agent, by the words that their names hold.
        Program::Kubectl if asks("pods") => judged(
            Proof::ExitCode,
            r"(?im)^\S*(kms|csi|cloud-provider|certificate)\S*\s+\S+\s+(?!Running\b|Completed\b)\S",
            "",
        ),
        Program::Kubectl => judged(Proof::ExitCode, LAPSED, ""),
        _ => judged(Proof::Person, "", ""),
    }
}

/// Whether a person is asked as well, after what a machine can tell was good.
pub(super) fn asks_a_person(act: &Act<'_>) -> bool {
    // What these call good is more than their commands show: a pod's log, an address that answers, every cluster, a date.
    let more = matches!(
        act.step.entry.id,
        StepId::AwaitRenewal | StepId::FixCloud | StepId::FixCloudAndBalancer | StepId::PlanUpdate
    );
    more || act.step.check().any(|command| judge(&command).proof == Proof::Person)
}
