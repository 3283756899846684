//! The inventory's entry of a deployment.

use certplan_core::Plan;
use certplan_render::ansible::{Fleet as Plays, TooManyPlays};

use crate::deployment::Deployment;
use crate::label::Label;

/// Adds its entry where it has something to repair.
pub(super) fn host(
    plays: &mut Plays,
    deployment: &Deployment,
    plan: &Plan<'_>,
    out: &mut Vec<u8>,
) -> Result<(), TooManyPlays> {
    if let Some(number) = plays.play_of(plan)? {
        let address = deployment.host.as_ref().map(Label::as_str);
        out.extend_from_slice(Plays::host(&alias(deployment), address, plan, number).as_bytes());
    }
    Ok(())
}

/// The deployment's name where Ansible takes it as it is; else what is left of it, and the number of its first line.
fn alias(deployment: &Deployment) -> String {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    let name = deployment.name.as_str();
    if name.chars().all(fits) && !name.bytes().all(|byte| byte.is_ascii_digit()) {
        return name.to_owned();
    }
    let rest: String = name.chars().map(|letter| if fits(letter) { letter } else { '-' }).collect();
    format!("{rest}-line-{}", deployment.lines.0)
}
