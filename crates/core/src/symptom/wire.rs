//! An explanation as it crosses from the worker: rows of the tables by their names.

use serde::{Deserialize, Serialize};

use super::{ADVICE, AdviceId, Clock, Explanation, Match, Symptom, SymptomId, Verdict};
use crate::facts::Timestamp;

#[derive(Serialize, Deserialize)]
pub(super) struct Wire {
    verdict: Verdict,
    matches: Vec<WireMatch>,
    advice: Vec<AdviceId>,
    cut: bool,
}

#[derive(Serialize, Deserialize)]
struct WireMatch {
    symptom: SymptomId,
    words: Vec<String>,
    is_product: bool,
    expired_since: Option<Timestamp>,
    clock: Option<Clock>,
}

impl From<Explanation> for Wire {
    fn from(explanation: Explanation) -> Self {
        let wire_match = |found: &Match| WireMatch {
            symptom: found.symptom.id,
            words: found.words.clone(),
            is_product: found.is_product,
            expired_since: found.expired_since,
            clock: found.clock,
        };
        Self {
            verdict: explanation.verdict,
            matches: explanation.matches.iter().map(wire_match).collect(),
            advice: explanation.advice.iter().map(|advice| advice.id).collect(),
            cut: explanation.cut,
        }
    }
}

impl From<Wire> for Explanation {
    fn from(wire: Wire) -> Self {
        let read_match = |found: WireMatch| Match {
            symptom: Symptom::of(found.symptom),
            words: found.words,
            is_product: found.is_product,
            expired_since: found.expired_since,
            clock: found.clock,
        };
        Self {
            verdict: wire.verdict,
            matches: wire.matches.into_iter().map(read_match).collect(),
            advice: ADVICE.iter().filter(|advice| wire.advice.contains(&advice.id)).collect(),
            cut: wire.cut,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symptom::explain;

    #[test]
    fn an_explanation_comes_back_as_it_was() {
        for text in [
            "",
            "Valid Token Required; run Uninstall-AksHci or Restart-AksHci",
            "x509: certificate has expired or is not yet valid: current time 2026-03-01T00:00:00Z is after 2026-02-01T00:00:00Z",
            "x509: certificate has expired or is not yet valid: current time 2016-03-01T00:00:00Z is before 2026-02-01T00:00:00Z",
        ] {
            let explanation = explain(text);
            let json = serde_json::to_string(&explanation).unwrap();
            assert_eq!(serde_json::from_str::<Explanation>(&json).unwrap(), explanation, "{json}");
        }
    }
}
