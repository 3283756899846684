//! The comment above a script: what it was made from, and how to run it.

use certplan_core::Plan;

use crate::document::PlanDocument;

/// Where a script was made, as far as the channel knows it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin<'a> {
    /// A link to the plan.
    pub link: Option<&'a str>,
    /// When it was made, in UTC.
    pub made: Option<&'a str>,
}

/// What a script was made from, a line each.
pub(crate) fn made_from(
    plan: &Plan<'_>,
    document: &PlanDocument,
    origin: Origin<'_>,
    each: &mut dyn FnMut(&str),
) {
    each(&format!("Answer: {}", document.summary));
    for (question, answer) in &document.understood {
        each(&format!("{question}: {answer}"));
    }
    let rules = document.rules;
    each(&format!("Rules:  {}, compared with their sources on {}", rules.version, rules.as_of));
    let at = plan.assessment.facts.at.map(|at| at.to_string());
    if let Some(made) = at.as_deref().or(origin.made) {
        each(&format!("Made:   {made}"));
    }
    if let Some(link) = origin.link {
        each(&format!("Link:   {link}"));
    }
    each("Sources:");
    for source in &document.sources {
        each(&format!("  {} ({}, {})", source.id, source.as_of, source.strength_words));
        each(&format!("    {}", source.url));
    }
}

/// What is typed to run a script of this name, in the folder where it lies.
pub(super) fn to_run(file: &str, needs_name: bool) -> [String; 4] {
    let name = if needs_name { " -ClusterName 'name-of-the-cluster'" } else { "" };
    [
        format!("Unblock-File -LiteralPath .\\{file}"),
        "Set-ExecutionPolicy -Scope Process -ExecutionPolicy RemoteSigned".into(),
        format!(".\\{file}{name} -WhatIf"),
        format!(".\\{file}{name}"),
    ]
}

/// Where a script is run, a line each; how follows.
pub(super) const WHERE_TO_RUN: &str = r"
How to run it

On one physical host of the deployment, as the Windows user whose profile holds the logins, in a new
Windows PowerShell 5.1 window that was opened as administrator:

";

/// What to know of how it is run, a line each.
pub(super) const HOW_IT_RUNS: &str = r"
Unblock-File takes away the mark of a download, so that RemoteSigned lets the file run. The execution policy is
set for this window only. Where a group policy says AllSigned, that line changes nothing and the file must be
signed with a certificate that your hosts trust (Set-AuthenticodeSignature). Read it first, since a signed file
must not be changed any more.
-WhatIf shows every command in order and runs none. Without it, each change is asked for, and nothing else as long
as the checks are good or show what this plan repairs. -Confirm:$false approves every change beforehand: then
nothing is asked, and a bad check that the plan does not repair ends the run.

A run that ended early leaves a state file. Start again with -Resume: what was done is checked, and done again only
where it is bad now. -Fresh begins from the top. A second run beside a first one is refused. A target that fails does
not hold up the next one; what was declined or failed holds back the steps that need it, unless its check is good.
-RenameAccessFile renames the access file of kvactl before anything else; use it only where the advice of this script
says that the file is stale.
-ControlPlane @{ 'name' = '192.0.2.10' } gives the address of a control-plane machine that is on another host: where
neither the cluster's own address nor Hyper-V tells it, it is asked for.

Exit code: 0 all done; 1 an unexpected error; 2 ended for all; 3 something failed, was declined or passed over.
Undo: no file is deleted. Backups and renamed files are beside their originals, with .certplan- and a time in their
names; rename them back. A renewed certificate needs no undo: the old one had expired or was about to.
Kept in the folder of -Folder (your profile, certplan): the transcript, the state file, a fresh kubeconfig a target.
A kubeconfig is a login: give it to no one.
Pasted into a window instead of saved: nothing runs. Then call Invoke-CertplanRepair -WhatIf.

";
