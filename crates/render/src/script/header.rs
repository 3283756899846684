//! What stands above a script: what it was made from, and how to run it.

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
pub(crate) fn made_from(plan: &Plan<'_>, document: &PlanDocument, origin: Origin<'_>) -> Vec<String> {
    let mut lines = vec![format!("Answer: {}", document.summary)];
    lines.extend(document.understood.iter().map(|(question, answer)| format!("{question}: {answer}")));
    let rules = document.rules;
    lines.push(format!("Rules:  {}, held against their sources on {}", rules.version, rules.as_of));
    let at = plan.assessment.facts.at.map(|at| at.to_string());
    if let Some(made) = at.as_deref().or(origin.made) {
        lines.push(format!("Made:   {made}"));
    }
    if let Some(link) = origin.link {
        lines.push(format!("Link:   {link}"));
    }
    lines.push("Sources:".into());
    lines.extend(document.sources.iter().flat_map(|source| {
        [
            format!("  {} ({}, {})", source.id, source.as_of, source.strength_words),
            format!("    {}", source.url),
        ]
    }));
    lines
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

/// How to run a script of this name, a line each.
pub(super) fn how_to_run(file: &str, needs_name: bool) -> Vec<String> {
    [
        "On one physical host of the deployment, as the Windows user whose profile holds the logins, in a new",
        "Windows PowerShell 5.1 window that was opened as administrator:",
        "",
    ]
    .into_iter()
    .map(String::from)
    .chain(to_run(file, needs_name).map(|line| ["  ", &line].concat()))
    .chain(
        [
            "",
            "Unblock-File takes away the mark of a download, so that RemoteSigned lets the file run. The execution policy is",
            "set for this window only. Where a group policy says AllSigned, that line changes nothing and the file must be",
            "signed with a certificate that your hosts trust (Set-AuthenticodeSignature); read it first, since a signed file",
            "must not be changed any more.",
            "-WhatIf shows every command in order and runs none. Without it, each change is asked for; -Confirm:$false asks no",
            "more for changes, and still for every check that only a person can judge.",
        ]
        .into_iter()
        .map(String::from),
    )
    .collect()
}
