//! Every symptom as text: the snapshot shows what a changed row changes elsewhere.

use std::fmt::Write as _;

use certplan_core::closed::Closed;
use certplan_core::symptom::{Fix, SYMPTOMS, Symptom};

#[test]
fn every_row_is_what_was_read_last() {
    let mut text = String::new();
    for symptom in &SYMPTOMS {
        write(&mut text, symptom).expect("a string takes all");
    }
    insta::assert_snapshot!(text);
}

#[test]
fn a_fix_that_is_a_step_has_the_row_of_that_step() {
    for fix in SYMPTOMS.iter().flat_map(|symptom| symptom.fix) {
        let id = fix.entry().map(|entry| entry.id);
        assert_eq!(id, if let Fix::Step(id) = fix { Some(*id) } else { None });
    }
}

fn write(text: &mut String, symptom: &Symptom) -> std::fmt::Result {
    let Symptom { id, place, kind, text_basis, .. } = symptom;
    writeln!(text, "{id}: {place}, {kind}, text {text_basis}, at most {}", symptom.effect())?;
    for known in symptom.texts {
        let expired = if known.expired { " (expired)" } else { "" };
        let across = if known.across { " (in several messages)" } else { "" };
        writeln!(text, "  known by {}{expired}{across}", known.parts.join(" ... "))?;
        listed(text, "    beside", known.beside.values().map(Closed::id))?;
        listed(text, "    unless", known.unless.values().map(Closed::id))?;
    }
    for fix in symptom.fix {
        match fix {
            Fix::Step(step) => writeln!(text, "  step {step}: {}", fix.effect())?,
            Fix::Action(action) => writeln!(text, "  action {action}: {}", fix.effect())?,
        }
    }
    listed(text, "yields to", symptom.yields_to.values().map(Closed::id))?;
    listed(text, "looks like", symptom.look_alikes.iter().copied().map(Closed::id))?;
    listed(text, "disagreement", symptom.conflicts.iter().copied().map(Closed::id))?;
    listed(text, "avoid", symptom.avoid.iter().copied().map(Closed::id))?;
    listed(text, "from", symptom.sources.iter().map(|source| source.id))
}

fn listed<'i>(text: &mut String, what: &str, ids: impl Iterator<Item = &'i str>) -> std::fmt::Result {
    let ids: Vec<_> = ids.collect();
    if ids.is_empty() { Ok(()) } else { writeln!(text, "  {what} {}", ids.join(", ")) }
}
