//! The words around an explanation.

use certplan_core::symptom::Verdict;

/// The heading of the fields.
pub const QUESTION: &str = "Which message do you see?";
/// The label of the field.
pub const MESSAGE: &str = "The error message, with the lines around it";
/// What becomes of it.
pub const MESSAGE_HINT: &str = "It is read in this page: nothing of it is sent, stored or put into the address. Leave out keys and tokens.";
/// The heading of the answer.
pub const ANSWER: &str = "What it says";
/// Where there is no message yet.
pub const NOTHING: &str = "Paste the message above. The result appears here: the layer, the cause, and what to do. \
     Line breaks, prefixes of logs and other languages around it do no harm.";
/// The title of the document.
pub const TITLE: &str = "What an error message says: AKS on Windows Server";

/// What to do.
pub const FIXES: &str = "What to do";
/// What it is.
pub const WHAT: &str = "What it is";
/// The words that were recognised.
pub const BECAUSE: &str = "Recognised by";
/// Whether a source has these words.
pub const THESE_WORDS: &str = "These words";
/// Since when.
pub const EXPIRED_SINCE: &str = "Expired since";
/// The wrong clock.
pub const CLOCK_SAID: &str = "The clock said";
/// The date that the clock contradicts.
pub const CERTIFICATE_SAYS: &str = "The certificate's date";
/// Why.
pub const CAUSE: &str = "Cause";
/// In which builds.
pub const BUILDS: &str = "Builds";
/// Where sources disagree.
pub const DISPUTED: &str = "Sources disagree";
/// Similar messages.
pub const LOOKS_ALIKE: &str = "Looks alike, has another cause";
/// The conflicts of the rule-set.
pub const CONFLICTS: &str = "Conflicts";
/// Cause, sources and the rest.
pub const DETAILS: &str = "Cause and sources";
/// Advice that must not be followed.
pub const DO_NOT: &str = "Do not do this";
/// The text has that advice.
pub const IN_TEXT: &str = " (your text says so)";
/// The middle was not read.
pub const CUT: &str = "The text is longer than 1 MiB: only its beginning and its end were read.";
/// A secret was in the text.
pub const SECRET: &str = "A private key or a token was in the text. It was not kept.";

/// The way to the plan: what leads to it, and the text of the link.
pub const fn to_plan(verdict: Verdict) -> Option<(&'static str, &'static str)> {
    match verdict {
        Verdict::NotCertificate => None,
        Verdict::Certificate => Some(("This is for the message alone. ", "The whole plan after a shutdown")),
        Verdict::Unknown => Some(("If it came after a shutdown: ", "what to run after a shutdown")),
    }
}
