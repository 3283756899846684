//! What shows whether a step's outcome is good, and how that is judged: by fields and exit codes, never by a word in a list.

use certplan_core::Step;
use certplan_core::command::{Arg, Command, Program};
use certplan_core::facts::ClusterName;
use certplan_core::playbook::StepId;

use super::Scope;

/// One look at the deployment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "a look and its judge, nothing else")]
pub struct Check<'f> {
    /// What is run.
    pub look: Look<'f>,
    /// What judges it.
    pub judge: Judge,
}

/// What a check runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "writer and tests must carry out every one")]
pub enum Look<'f> {
    /// A command of the plan. What kubectl lists is asked for without headings, or by name alone.
    Command(Command<'f>),
    /// The time source of this host.
    TimeSource,
    /// How far the clocks of the other hosts differ.
    ClockDifference,
    /// Whether this profile holds the logins.
    Login,
    /// When the authority of the cloud agent ends.
    AuthorityEnd,
    /// Whether a control-plane machine answers at its own address: of the target of that name, or of the one that the script is given.
    ControlPlane(Option<&'f ClusterName>),
}

/// What judges a check; the functions are in `judge.ps1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "writer and tests must know every one")]
pub enum Judge {
    /// A cmdlet that wrote no error.
    NoError,
    /// A program that ended with 0 and listed something.
    List,
    /// Every node is Ready.
    Nodes,
    /// Every container of the pods that log in to the cloud agent is ready.
    Pods,
    /// The role of the cloud agent and the machines of the plan's targets are Online.
    Groups,
    /// The clock follows a time source.
    Source,
    /// The clocks agree.
    Clocks,
    /// It is so.
    Login,
    /// The build has this plan.
    Version,
    /// It ends in the future.
    Authority,
    /// A machine answers.
    Port,
    /// Billing is connected.
    Billing,
}

impl Judge {
    /// What `judge.ps1` calls it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoError => "NoError",
            Self::List => "List",
            Self::Nodes => "Nodes",
            Self::Pods => "Pods",
            Self::Groups => "Groups",
            Self::Source => "Source",
            Self::Clocks => "Clocks",
            Self::Login => "Login",
            Self::Version => "Version",
            Self::Authority => "Authority",
            Self::Port => "Port",
            Self::Billing => "Billing",
        }
    }
}

/// The checks of a step.
pub(super) fn checks<'f>(step: &Step<'f>) -> Vec<Check<'f>> {
    let check = |look, judge| vec![Check { look, judge }];
    match step.entry.id {
        StepId::CheckClocks => [(Look::TimeSource, Judge::Source), (Look::ClockDifference, Judge::Clocks)]
            .map(|(look, judge)| Check { look, judge })
            .into(),
        StepId::OpenSession => check(Look::Login, Judge::Login),
        StepId::CheckAuthority => check(Look::AuthorityEnd, Judge::Authority),
        StepId::ReachTarget => check(Look::ControlPlane(name(step)), Judge::Port),
        StepId::PowerOn
        | StepId::AwaitRenewal
        | StepId::CheckBuild
        | StepId::ReachManagement
        | StepId::RenewManagement
        | StepId::FixKubelet
        | StepId::FixCloud
        | StepId::FixCloudAndBalancer
        | StepId::FetchCredential
        | StepId::SyncBilling => step
            .check()
            .map(|command| Check { look: Look::Command(command), judge: judge(&command) })
            .collect(),
        // The command of one is all there is to judge; the rest is for a person, or before a shutdown.
        StepId::CollectLogs
        | StepId::CheckArc
        | StepId::PlanUpdate
        | StepId::UpdateBefore
        | StepId::ExportKubeconfig
        | StepId::NoteLogins
        | StepId::RecordDates
        | StepId::StopInOrder => Vec::new(),
    }
}

fn name<'f>(step: &Step<'f>) -> Option<&'f ClusterName> {
    match step.cluster.map(Scope::of) {
        Some(Scope::Named(name)) => Some(name),
        None | Some(Scope::Management | Scope::Given) => None,
    }
}

/// What judges a command of the plan.
fn judge(command: &Command<'_>) -> Judge {
    let lists = |word| command.args.contains(&Arg::Word(word));
    match command.program {
        Program::GetClusterGroup => Judge::Groups,
        Program::GetAksHciVersion => Judge::Version,
        Program::GetAksHciBillingStatus => Judge::Billing,
        Program::Kubectl if lists("nodes") => Judge::Nodes,
        Program::Kubectl if lists("pods") => Judge::Pods,
        Program::Kubectl => Judge::List,
        _ => Judge::NoError,
    }
}
