//! A message, and what it says.

use certplan_core::symptom::{Verdict, explain};
use certplan_export::explain::ExplainDocument;
use certplan_export::explain_markup;
use certplan_inspect::holds_secret;

use crate::facts::Given;
use crate::markup::add;

/// What the page shows of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "what is shown, part by part")]
pub struct Shown {
    /// What is said once.
    pub status: String,
    /// The answer's markup. Nothing of the message is in it.
    pub answer: String,
    /// Whether the message held a private key or a token, so that its field has to be emptied.
    pub held_secret: bool,
}

/// The level of the headings.
const HEADING: u8 = 3;

/// What stands in the place of the answer while there is no message.
pub const NOTHING: &str = "<p>Paste the message above, and here stands which layer it speaks of, what causes it, and what to do. \
     Line breaks, prefixes of logs and other languages around it do no harm.</p>";

/// What the message says.
pub fn explained(message: &str, given: &Given) -> Shown {
    if message.trim().is_empty() {
        return Shown { status: String::new(), answer: NOTHING.to_owned(), held_secret: false };
    }
    let explanation = explain(message);
    let document = ExplainDocument::new(&explanation);
    let mut answer = String::new();
    if explanation.cut {
        answer.push_str("<p class=\"notice\">Only the first MiB of the text was read.</p>");
    }
    answer.push_str(&explain_markup::html(&document, HEADING));
    follow(&mut answer, explanation.verdict, given);
    let mut status = document.summary.clone();
    let held_secret = holds_secret(message.as_bytes());
    if held_secret {
        status.push_str(" A private key or a token was there: not kept.");
    }
    Shown { status, answer, held_secret }
}

/// The way to the plan, where a certificate may be the cause.
fn follow(answer: &mut String, verdict: Verdict, given: &Given) {
    let (lead, words) = match verdict {
        Verdict::NotCertificate => return,
        Verdict::Certificate => ("The fixes above are for this message. ", "The whole plan after a shutdown"),
        Verdict::Unknown => ("If it came after a shutdown: ", "what to run after a shutdown"),
    };
    let what = if given.is_example { ", once you have answered its questions" } else { ", with your facts" };
    let link = given.plan_link();
    add(
        answer,
        "<p class=\"next\">{}<a href=\"{}\" data-mode=\"after\">{}</a>{}.</p>",
        &[lead, &link, words, what],
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_that_of_the_command_and_leads_to_the_plan() {
        let message = "Error: rpc error: code = Unauthenticated desc = Valid Token Required.";
        let shown = explained(message, &Given::default());
        assert!(
            shown
                .answer
                .starts_with(&explain_markup::html(&ExplainDocument::new(&explain(message)), HEADING))
        );
        assert!(shown.answer.contains("href=\"#/after?v=1&amp;"), "{}", shown.answer);
        assert!(!shown.held_secret);
    }

    #[test]
    fn what_is_no_certificate_problem_leads_nowhere() {
        let shown = explained("Repair-AksHciClusterCerts : Error: unknown flag: --tags", &Given::default());
        assert!(!shown.answer.contains("#/after"), "{}", shown.answer);
    }

    #[test]
    fn a_message_is_not_repeated_and_a_key_in_it_is_seen() {
        let message = "Valid Token Required <script>alert(1)</script>\n-----BEGIN PRIVATE KEY-----\nMARKED\n";
        let shown = explained(message, &Given::default());
        assert!(shown.held_secret);
        assert!(shown.status.ends_with("not kept."));
        for leak in ["script", "MARKED"] {
            assert!(!shown.answer.contains(leak) && !shown.status.contains(leak), "{leak}");
        }
    }
}
