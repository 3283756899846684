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
    page: &mut String,
) -> Result<(), TooManyPlays> {
    if let Some(number) = plays.play_of(plan)? {
        let address = deployment.host.as_ref().map(Label::as_str);
        *page += &Plays::host(&alias(deployment), address, plan, number);
    }
    Ok(())
}

/// The deployment's name where Ansible takes it as it is; else what is left of it, and the number of its first line.
fn alias(deployment: &Deployment) -> String {
    let name = deployment.name.as_str();
    let (mut alias, mut is_kept, mut is_number) = (String::new(), true, true);
    for letter in name.chars() {
        let fits = letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-');
        is_kept &= fits;
        is_number &= letter.is_ascii_digit();
        alias.push(if fits { letter } else { '-' });
    }
    if !is_kept || is_number {
        return format!("{alias}-line-{}", deployment.lines.0);
    }
    alias
}
