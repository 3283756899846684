//! The inventory's entry of a deployment.

use certplan_core::Plan;
use certplan_export::ansible::{Fleet as Plays, TooManyPlays};

use crate::deployment::Deployment;
use crate::label::Label;

/// Adds its entry where it has something to repair.
pub(super) fn host(
    plays: &mut Plays,
    deployment: &Deployment,
    plan: &Plan<'_>,
    row: u64,
    page: &mut String,
) -> Result<(), TooManyPlays> {
    if let Some(number) = plays.play_of(plan)? {
        let address = deployment.host.as_ref().map(Label::as_str);
        *page += &Plays::host(&alias(deployment, row), address, plan, number);
    }
    Ok(())
}

/// The deployment's name where Ansible accepts it. Otherwise other characters become hyphens, and a number makes it unique: that of its
/// first line, or of its row where no line names it.
fn alias(deployment: &Deployment, row: u64) -> String {
    let name = deployment.name.as_str();
    let (mut alias, mut is_kept, mut is_number) = (String::new(), true, true);
    for letter in name.chars() {
        let fits = letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-');
        is_kept &= fits;
        is_number &= letter.is_ascii_digit();
        alias.push(if fits { letter } else { '-' });
    }
    match deployment.lines.0 {
        _ if is_kept && !is_number => alias,
        0 => format!("{alias}-evidence-{row}"),
        line => format!("{alias}-line-{line}"),
    }
}
