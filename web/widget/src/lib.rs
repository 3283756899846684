//! The answer behind the custom element `<certplan-calculator>`: one JSON text in, one out.
//!
//! Nothing here decides and nothing here words an answer: core reads and decides, render writes.

use certplan_core::facts::{FactsInput, Utc};
use certplan_core::{Facts, assess, plan};
use certplan_export::document::PlanDocument;
use certplan_export::{facts, html};
use serde::{Deserialize, Serialize};

/// What the element asks.
#[derive(Deserialize)]
struct Asked {
    /// `certplan/facts/1` as a text: what the page around the element has set.
    facts: Option<String>,
    /// What stands in the fields; with `facts` too, only evidence and its time are taken from there.
    answers: Option<FactsInput>,
    /// The level of the first headings, 2 to 6.
    heading: u8,
}

/// What the element gets: an answer, or every reason why there is none.
#[derive(Serialize)]
struct Answered {
    #[serde(skip_serializing_if = "Option::is_none")]
    markup: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<PlanDocument>,
    errors: Vec<Wrong>,
}

/// A wrong answer, beside the field of its question; without one where the facts as a whole are wrong.
#[derive(Serialize)]
struct Wrong {
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<&'static str>,
    text: String,
}

/// Answers what the element asks.
///
/// `{"facts": "...", "answers": {"shutdown": "45d", "clusters": ["target=prod"]}, "heading": 3}` gives
/// `{"markup": "...", "plan": {...}, "errors": []}`; where something is wrong, `errors` names it and the other two are absent.
///
/// # Example: ten days
///
/// ```
/// let json = certplan_widget::answer(r#"{"answers": {"shutdown": "10d"}, "heading": 3}"#);
/// assert!(json.contains("Update-AksHciClusterCertificates"));
/// ```
pub fn answer(json: &str) -> String {
    let answered = match read(json) {
        Ok((facts, heading)) => answered(&facts, heading),
        Err(errors) => Answered { markup: None, plan: None, errors },
    };
    // Writing into a string fails only where a map has keys that are no strings; there is no map here.
    serde_json::to_string(&answered).unwrap_or_default()
}

fn read(json: &str) -> Result<(Facts, u8), Vec<Wrong>> {
    let whole = |text: String| vec![Wrong { question: None, text }];
    let asked: Asked = serde_json::from_str(json).map_err(|error| whole(error.to_string()))?;
    let given =
        asked.facts.as_deref().map(facts::read).transpose().map_err(|error| whole(error.to_string()))?;
    let facts = match (asked.answers, given) {
        (Some(input), given) => {
            let mut facts = typed(input)?;
            if let Some(given) = given {
                (facts.evidence, facts.at) = (given.evidence, facts.at.or(given.at));
            }
            facts
        }
        (None, given) => given.unwrap_or_default(),
    };
    Ok((facts, asked.heading.clamp(2, 6)))
}

/// The facts that were typed. An empty field is no answer, and a page of others says the same at any time of day.
fn typed(input: FactsInput) -> Result<Facts, Vec<Wrong>> {
    let input = FactsInput { at: None, zone: None, ..input.without_blanks() };
    input.read(&Utc).map_err(|errors| {
        let wrong = |error: &certplan_core::facts::FactError| Wrong {
            question: Some(error.question().as_str()),
            text: error.to_string(),
        };
        errors.iter().map(wrong).collect()
    })
}

fn answered(facts: &Facts, heading: u8) -> Answered {
    let assessment = assess(facts);
    let plan = plan(&assessment);
    let mut markup = html::answer(&plan, heading);
    if heading == 6 {
        // HTML has no seventh level, and its roles have. The texts are escaped, so these can only be tags.
        markup = markup.replace("<h7", "<div role=\"heading\" aria-level=\"7\"").replace("</h7>", "</div>");
    }
    Answered { markup: Some(markup), plan: Some(PlanDocument::without_picture(&plan)), errors: Vec::new() }
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::Answers;
    use certplan_export::Form;
    use serde_json::{Value, json};

    use super::*;

    #[track_caller]
    fn asked(question: &Value) -> Value {
        serde_json::from_str(&answer(&question.to_string())).expect("JSON")
    }

    #[test]
    fn the_plan_is_the_one_that_the_command_prints() {
        let it =
            asked(&json!({ "answers": { "shutdown": "45d", "clusters": ["target=prod"] }, "heading": 3 }));
        let answers = Answers { shutdown: Some("45d"), clusters: vec!["target=prod"], ..Answers::default() };
        let facts = answers.read(&Utc).unwrap();
        let expected: Value = serde_json::from_str(&Form::Json.write(&plan(&assess(&facts)))).unwrap();
        assert_eq!(it["plan"], expected);
        // The facts of a plan, fed back, give the same plan.
        let again = asked(&json!({ "facts": it["plan"]["facts"].to_string(), "heading": 3 }));
        assert_eq!(again, it);
    }

    #[test]
    fn a_wrong_answer_is_told_beside_its_question() {
        let it = asked(&json!({ "answers": { "shutdown": "1M", "clusters": ["target=<b>"] }, "heading": 3 }));
        assert_eq!(it["errors"][0]["question"], "shutdown");
        assert_eq!(it["errors"][1]["question"], "cluster");
        assert!(it.get("plan").is_none() && it.get("markup").is_none());
    }

    #[test]
    fn wrong_facts_and_no_json_are_told_as_a_whole() {
        for facts in ["{}", "[", r#"{"schema":"certplan/facts/1","shutdown_seconds":99999999999}"#] {
            let it = asked(&json!({ "facts": facts, "heading": 3 }));
            assert!(it["errors"][0].get("question").is_none() && it["errors"][0]["text"].is_string(), "{it}");
        }
        assert!(answer("nothing").contains("\"errors\":[{\"text\""));
    }

    #[test]
    fn evidence_outlives_a_change_of_the_fields() {
        let facts = json!({ "schema": "certplan/facts/1", "at": "2026-11-01T00:00:00Z", "evidence": [
            { "credential": "moc-token", "not_after": "2026-10-01T00:00:00Z" }] });
        let first = asked(&json!({ "facts": facts.to_string(), "heading": 3 }));
        assert_eq!(first["errors"], json!([]));
        let it = asked(&json!({ "facts": facts.to_string(), "answers": { "shutdown": "3d" }, "heading": 3 }));
        assert_eq!(it["plan"]["facts"]["evidence"], first["plan"]["facts"]["evidence"]);
        assert_eq!(it["plan"]["facts"]["shutdown_seconds"], 3 * 86_400);
    }

    #[test]
    fn headings_go_down_to_the_seventh_level() {
        for level in 2..=6 {
            let it = asked(&json!({ "answers": { "shutdown": "45d" }, "heading": level }));
            let markup = it["markup"].as_str().unwrap();
            assert!(markup.contains(&format!("<h{level} class=\"phase\">")), "{level}");
            assert!(!markup.contains("<h1") && !markup.contains("h7"), "{level}");
        }
    }
}
