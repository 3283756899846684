//! Every sentence that a form shows, apart from the rules, so that other languages can follow.
//!
//! One file a language. Each sentence hangs on a name of core by an exhaustive match: a rule without its words does not
//! compile.

mod en;
mod explained;

pub use en::labels;
pub use en::opened;
pub use en::page;
pub use en::{
    MOST_BREAKS_LISTED, RUN_AGAIN, breaks, derived, from_the_future, not_derived, verify_check,
    verify_outcome, verify_summary,
};
pub use en::{action, advice, explanation, explanation_notes, place, symptom, symptom_kind, text_basis};
pub use en::{
    basis, by_hand, cluster, conflict, credential, effect, facts, finding, finding_outlook, forecast_summary,
    kind, layer, layer_title, left, length, load_balancer_kind, moment, note, outlook, outlook_of_one,
    outlook_why, phase, reminder_break, reminder_limit, reminder_off, reminder_on, reminder_safe_return,
    renewal, rule, step, strength, summary, timeline_bar, timeline_dates, timeline_days, timeline_legend,
    timeline_now, timeline_off, timeline_read, timeline_sentences, timeline_title, unknown, verdict,
    wait_at_most, when,
};
pub use explained::{ExplanationWords, FindingWords, FixWords, WarningWords, explained};

/// What is said of a step.
#[derive(Clone, Copy, Debug)]
pub struct StepWords {
    /// What it does, in a few words.
    pub title: &'static str,
    /// Why it is there.
    pub why: &'static str,
    /// What its check shows when all is well.
    pub good: &'static str,
    /// What its check shows when not.
    pub bad: &'static str,
    /// How long to wait before judging.
    pub wait: &'static str,
    /// The same in minutes: the longest that it asks for, 0 where there is no wait.
    pub minutes: u16,
    /// What to do then, one thing each.
    pub if_it_fails: &'static [&'static str],
}

/// What is said of a credential.
#[derive(Clone, Copy, Debug)]
pub struct CredentialWords {
    /// Its name.
    pub name: &'static str,
    /// What breaks when it expires.
    pub breaks: &'static str,
}

/// What is said of a conflict.
#[derive(Clone, Copy, Debug)]
pub struct ConflictWords {
    /// What it is about.
    pub title: &'static str,
    /// What each side says, in the order of the sides.
    pub claims: &'static [&'static str],
    /// What the answer does about it.
    pub ruling: &'static str,
}

/// What is said of a symptom.
#[derive(Clone, Copy, Debug)]
pub struct SymptomWords {
    /// The message, in a few words.
    pub title: &'static str,
    /// What causes it.
    pub cause: &'static str,
    /// In which builds it was met; empty where no source says.
    pub versions: &'static str,
    /// Where sources of this one row disagree; empty where they do not.
    pub dispute: &'static str,
}

/// What is said of an action.
#[derive(Clone, Copy, Debug)]
pub struct ActionWords {
    /// What to do, and what to keep before it.
    pub text: &'static str,
    /// The commands to type, one a line; empty where there is none.
    pub command: &'static str,
}

/// What is said of advice that must not be followed.
#[derive(Clone, Copy, Debug)]
pub struct AdviceWords {
    /// The advice.
    pub title: &'static str,
    /// Why not, and what instead.
    pub why: &'static str,
}
