//! An explanation with every word in place.

use certplan_core::command::{Cmdlets, Command};
use certplan_core::facts::Timestamp;
use certplan_core::playbook::Effect;
use certplan_core::powershell;
use certplan_core::source::Source;
use certplan_core::symptom::{Explanation, Fix, Kind, Match, Verdict};
use serde::{Deserialize, Serialize};

use crate::page::error as labels;
use crate::{action, advice, conflict, effect, explanation, explanation_notes, moment, place, step, symptom};
use crate::{symptom_kind, text_basis};

/// What a message says, in words. The page's worker sends it, so that the page itself has neither the rows of the symptoms
/// nor what is said of each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "views show all of it")]
pub struct ExplanationWords {
    /// What the text as a whole is about.
    pub verdict: Verdict,
    /// The answer in one sentence.
    pub summary: String,
    /// Whether the text was longer than what is read, so that its middle was left out.
    pub cut: bool,
    /// What was recognised, the likeliest cause first.
    pub findings: Vec<FindingWords>,
    /// Advice that must not be followed.
    pub warnings: Vec<WarningWords>,
    /// What to do before the first change, and where nothing was recognised.
    pub notes: Vec<String>,
    /// The ids of all sources, in the order of the rule-set.
    pub sources: Vec<String>,
}

/// A recognised symptom, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "views show all of it")]
pub struct FindingWords {
    /// The name of the symptom.
    pub id: String,
    /// What it says about certificates.
    pub kind: Kind,
    /// The message, in a few words.
    pub title: String,
    /// Its kind, and where its cause lies.
    pub what: String,
    /// What to do, in order.
    pub fixes: Vec<FixWords>,
    /// Why it is that cause, and what is known of it: labels with what they name, never empty.
    pub about: Vec<(String, String)>,
    /// The ids of its sources.
    pub sources: Vec<String>,
}

/// One thing to do, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "views show all of it")]
pub struct FixWords {
    /// What to do.
    pub text: String,
    /// The commands for it, one a line.
    pub command: Option<String>,
    /// What it does to the system; `None` where it only reads.
    pub effect: Option<String>,
}

/// Advice that must not be followed, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "views show all of it")]
pub struct WarningWords {
    /// Its name.
    pub id: String,
    /// What not to do.
    pub title: String,
    /// Whether the text itself has it.
    pub in_text: bool,
    /// Why not, and what instead.
    pub why: String,
    /// The ids of the sources.
    pub sources: Vec<String>,
}

/// The explanation in words. Nothing of the message is in it but the words that were recognised.
pub fn explained(explained: &Explanation) -> ExplanationWords {
    ExplanationWords {
        verdict: explained.verdict,
        summary: explanation(explained),
        cut: explained.cut,
        findings: explained.matches.iter().map(finding).collect(),
        warnings: explained
            .warnings()
            .into_iter()
            .map(|(row, in_text)| {
                let words = advice(row.id);
                WarningWords {
                    id: row.id.as_str().into(),
                    title: words.title.into(),
                    in_text,
                    why: words.why.into(),
                    sources: ids(row.sources),
                }
            })
            .collect(),
        notes: explanation_notes(explained).into_iter().map(str::to_owned).collect(),
        sources: ids(&explained.sources()),
    }
}

fn finding(found: &Match) -> FindingWords {
    let row = found.symptom;
    FindingWords {
        id: row.id.as_str().into(),
        kind: row.kind,
        title: symptom(row.id).title.into(),
        what: [symptom_kind(row.kind), place(row.place)].join("; "),
        fixes: found.fix().map(fix).collect(),
        about: about(found),
        sources: ids(&row.cited()),
    }
}

fn fix(fix: Fix) -> FixWords {
    let (text, command) = match fix {
        Fix::Step(id) => {
            let command = fix.entry().map(|entry| {
                let program = entry.command.program;
                powershell::command(&Command {
                    program,
                    cmdlets: Cmdlets::Update,
                    args: entry.command.args,
                    cluster: None,
                })
            });
            (step(id).title, command)
        }
        Fix::Action(id) => {
            let words = action(id);
            (words.text, (!words.command.is_empty()).then(|| words.command.to_owned()))
        }
    };
    let changes = (fix.effect() != Effect::Read).then(|| effect(fix.effect()).to_owned());
    FixWords { text: text.into(), command, effect: changes }
}

fn about(found: &Match) -> Vec<(String, String)> {
    let row = found.symptom;
    let words = symptom(row.id);
    let time = |at: Timestamp| moment(&at.to_string());
    let alike: Vec<_> = row.look_alikes.iter().map(|alike| symptom(*alike).title).collect();
    let conflicts: Vec<_> = row.conflicts.iter().map(|id| conflict(*id).title).collect();
    let rows = [
        (labels::CAUSE, words.cause.to_owned()),
        (labels::BECAUSE, found.words.join(" ... ")),
        (labels::THESE_WORDS, text_basis(row.text_basis).to_owned()),
        (labels::EXPIRED_SINCE, found.expired_since.map(time).unwrap_or_default()),
        (labels::CLOCK_SAID, found.clock.map(|clock| time(clock.said)).unwrap_or_default()),
        (labels::CERTIFICATE_SAYS, found.clock.map(|clock| time(clock.limit)).unwrap_or_default()),
        (labels::BUILDS, words.versions.to_owned()),
        (labels::DISPUTED, words.dispute.to_owned()),
        (labels::LOOKS_ALIKE, alike.join("; ")),
        (labels::CONFLICTS, conflicts.join("; ")),
    ];
    rows.into_iter().filter(|(_, text)| !text.is_empty()).map(|(label, text)| (label.into(), text)).collect()
}

fn ids(sources: &[&'static Source]) -> Vec<String> {
    sources.iter().map(|source| source.id.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use certplan_core::explain;

    use super::*;

    #[test]
    fn every_part_of_an_explanation_is_in_words() {
        let explanation = explain("Error: Valid Token Required; they say: run Uninstall-AksHci");
        let words = explained(&explanation);
        assert_eq!(words.findings.len(), explanation.matches.len());
        let [first, ..] = words.findings.as_slice() else { panic!("{words:?}") };
        assert!(
            first.fixes.iter().any(|fix| fix.command.is_some()) && !first.sources.is_empty(),
            "{first:?}"
        );
        assert!(first.about.iter().any(|(label, text)| label == labels::BECAUSE && text.contains("token")));
        assert!(words.warnings.first().is_some_and(|warning| warning.in_text));
        assert!(first.sources.iter().all(|id| words.sources.contains(id)));
    }

    #[test]
    fn nothing_recognised_has_notes_and_no_source() {
        let words = explained(&explain("good morning"));
        assert!(words.findings.is_empty() && words.sources.is_empty() && !words.notes.is_empty());
    }
}
