//! What an explanation cites and warns of, beside its matches.

use super::{ADVICE, Advice, Explanation, Symptom};
use crate::note::CONFLICTS;
use crate::plan::add_new;
use crate::source::{SOURCES, Source};

impl Symptom {
    /// Its own sources, and those of the conflicts and steps that it names, each once.
    pub fn cited(&self) -> Vec<&'static Source> {
        let mut cited = self.sources.to_vec();
        for conflict in CONFLICTS.iter().filter(|row| self.conflicts.contains(&row.id)) {
            add_new(&mut cited, conflict.sides);
        }
        for entry in self.fix.iter().filter_map(|fix| fix.entry()) {
            add_new(&mut cited, entry.sources);
        }
        cited
    }
}

impl Explanation {
    /// Advice that must not be followed, and whether the text itself has it: that comes first, then what the symptoms warn of.
    pub fn warnings(&self) -> Vec<(&'static Advice, bool)> {
        let is_in_text = |advice: &Advice| self.advice.iter().any(|found| found.id == advice.id);
        let is_warned_of =
            |advice: &Advice| self.matches.iter().any(|found| found.symptom.avoid.contains(&advice.id));
        let in_text = ADVICE.iter().filter(|advice| is_in_text(advice)).map(|advice| (advice, true));
        let others = ADVICE
            .iter()
            .filter(|advice| !is_in_text(advice) && is_warned_of(advice))
            .map(|advice| (advice, false));
        in_text.chain(others).collect()
    }

    /// Every source of the explanation, in the order of the rule-set.
    pub fn sources(&self) -> Vec<&'static Source> {
        let mut cited = Vec::new();
        for found in &self.matches {
            add_new(&mut cited, &found.symptom.cited());
        }
        for (advice, _) in self.warnings() {
            add_new(&mut cited, advice.sources);
        }
        SOURCES.iter().copied().filter(|source| cited.iter().any(|it| it.id == source.id)).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::symptom::explain;

    #[test]
    fn advice_of_the_text_comes_before_warnings() {
        let warnings = explain("Valid Token Required; run Uninstall-AksHci or Restart-AksHci").warnings();
        assert!(warnings.first().is_some_and(|(_, in_text)| *in_text));
        assert!(warnings.is_sorted_by_key(|(_, in_text)| !in_text));
    }

    #[test]
    fn every_source_of_a_match_is_a_source_of_the_explanation() {
        let explanation = explain("Error: rpc error: code = Unauthenticated desc = Valid Token Required.");
        let all = explanation.sources();
        for source in explanation.matches.iter().flat_map(|found| found.symptom.cited()) {
            assert!(all.iter().any(|it| it.id == source.id), "{}", source.id);
        }
        assert!(!all.is_empty());
    }
}
