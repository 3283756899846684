//! What a pasted text says, with every word in place: `certplan/explain/1`.

use certplan_core::command::{Cmdlets, Command};
use certplan_core::playbook::Effect;
use certplan_core::source::{RULES_AS_OF, RULES_VERSION};
use certplan_core::symptom::{Advice, Explanation, Fix, Match};
use serde::Serialize;

use crate::document::{RuleSetDocument, SourceDocument, names};
use crate::{json, powershell, words};

/// `certplan/explain/1`: what is wrong, and what to do. Nothing of the text itself is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExplainDocument {
    /// Always `certplan/explain/1`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = "certplan/explain/1")))]
    pub schema: &'static str,
    /// The rule-set that decided.
    pub rules: RuleSetDocument,
    /// `certificate`, `not_certificate` or `unknown`.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::names::<certplan_core::symptom::Verdict>")
    )]
    pub verdict: &'static str,
    /// The answer in one sentence.
    pub summary: String,
    /// What was recognised, the likeliest cause first.
    pub matches: Vec<MatchDocument>,
    /// Advice in the text, or often given for it, that must not be followed.
    pub do_not: Vec<AdviceDocument>,
    /// What to do before the first change, and where nothing was recognised.
    pub notes: Vec<&'static str>,
    /// Whether the text was longer than what is read, so that its middle was left out.
    pub cut: bool,
    /// Every source of this answer.
    pub sources: Vec<SourceDocument>,
}

/// A recognised symptom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MatchDocument {
    /// Its name.
    pub symptom: &'static str,
    /// The same in words.
    pub title: &'static str,
    /// `certificate`, `possible`, `not_certificate` or `other_product`.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::names::<certplan_core::symptom::Kind>")
    )]
    pub kind: &'static str,
    /// `kubernetes`, `moc`, `admin_login` or `other`.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::names::<certplan_core::symptom::Place>")
    )]
    pub layer: &'static str,
    /// The reason: these words of the text, in this order.
    pub because: Vec<String>,
    /// Where these words come from: `documented`, or `inferred` where the sources tell of the fault and give no message.
    pub text_basis: &'static str,
    /// What causes it.
    pub cause: &'static str,
    /// The most that its fixes do: `read`, `change` or `outage`.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::names::<certplan_core::playbook::Effect>")
    )]
    pub effect: &'static str,
    /// What to do, in order.
    pub fix: Vec<FixDocument>,
    /// Since when a certificate had expired, by the stamps in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expired_since: Option<String>,
    /// True where a clock is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock_skew: Option<bool>,
    /// What that clock said, by the stamps in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock_said: Option<String>,
    /// The certificate's date that the clock contradicts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate_says: Option<String>,
    /// In which builds it was met.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub versions: &'static str,
    /// Where sources of this symptom disagree.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub dispute: &'static str,
    /// Messages that look alike and have another cause.
    pub look_alikes: Vec<&'static str>,
    /// The conflicts of the rule-set that touch it.
    pub conflicts: Vec<&'static str>,
    /// Its sources.
    pub sources: Vec<&'static str>,
    /// That the words it is known by are inferred; empty where they are not.
    #[serde(skip)]
    pub text_basis_words: &'static str,
    /// The kind in words.
    #[serde(skip)]
    pub kind_words: &'static str,
    /// The layer in words.
    #[serde(skip)]
    pub layer_words: &'static str,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FixDocument {
    /// The name of the playbook's step, or of the action.
    pub id: &'static str,
    /// What to do.
    pub text: &'static str,
    /// The commands, one a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
    /// `read`, `change` or `outage`.
    #[cfg_attr(
        feature = "schema",
        schemars(schema_with = "crate::schema::names::<certplan_core::playbook::Effect>")
    )]
    pub effect: &'static str,
    /// The effect in words.
    #[serde(skip)]
    pub effect_words: &'static str,
}

/// Advice that must not be followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AdviceDocument {
    /// Its name.
    pub id: &'static str,
    /// What not to do.
    pub title: &'static str,
    /// Why not.
    pub why: &'static str,
    /// Whether the text itself has it.
    pub in_text: bool,
    /// Where that comes from.
    pub sources: Vec<&'static str>,
}

impl ExplainDocument {
    /// The explanation in words.
    pub fn new(explanation: &Explanation) -> Self {
        Self {
            schema: "certplan/explain/1",
            rules: RuleSetDocument { version: RULES_VERSION, as_of: RULES_AS_OF },
            verdict: explanation.verdict.as_str(),
            summary: words::explanation(explanation),
            notes: words::explanation_notes(explanation),
            cut: explanation.cut,
            sources: explanation.sources().into_iter().map(SourceDocument::new).collect(),
            matches: explanation.matches.iter().map(MatchDocument::new).collect(),
            do_not: explanation.warnings().into_iter().map(AdviceDocument::new).collect(),
        }
    }

    /// The contract's JSON, indented, with a newline at its end.
    pub fn json(&self) -> String {
        json::written(self)
    }

    /// The source of that name.
    pub fn source(&self, id: &str) -> Option<&SourceDocument> {
        self.sources.iter().find(|source| source.id == id)
    }
}

impl MatchDocument {
    fn new(found: &Match) -> Self {
        let symptom = found.symptom;
        let words = words::symptom(symptom.id);
        Self {
            symptom: symptom.id.as_str(),
            title: words.title,
            kind: symptom.kind.as_str(),
            layer: symptom.place.as_str(),
            because: found.words.clone(),
            text_basis: symptom.text_basis.as_str(),
            cause: words.cause,
            effect: found.effect().as_str(),
            fix: found.fix().map(FixDocument::new).collect(),
            expired_since: found.expired_since.map(|at| at.to_string()),
            clock_skew: found.clock.map(|_| true),
            clock_said: found.clock.map(|clock| clock.said.to_string()),
            certificate_says: found.clock.map(|clock| clock.limit.to_string()),
            versions: words.versions,
            dispute: words.dispute,
            look_alikes: symptom.look_alikes.iter().map(|alike| words::symptom(*alike).title).collect(),
            conflicts: symptom.conflicts.iter().map(|conflict| conflict.as_str()).collect(),
            sources: names(&symptom.cited()),
            text_basis_words: words::text_basis(symptom.text_basis),
            kind_words: words::symptom_kind(symptom.kind),
            layer_words: words::place(symptom.place),
        }
    }
}

impl FixDocument {
    pub(crate) fn new(fix: Fix) -> Self {
        let (id, text, command) = match fix {
            Fix::Step(step) => {
                let command = fix.entry().map(|entry| Command {
                    program: entry.command.program,
                    cmdlets: Cmdlets::Update,
                    args: entry.command.args,
                    cluster: None,
                });
                (step.as_str(), words::step(step).title, command.map(|command| powershell::command(&command)))
            }
            Fix::Action(action) => {
                let words = words::action(action);
                let command = (!words.command.is_empty()).then(|| words.command.to_owned());
                (action.as_str(), words.text, command)
            }
        };
        let effect: Effect = fix.effect();
        Self { id, text, command, effect: effect.as_str(), effect_words: words::effect(effect) }
    }
}

impl AdviceDocument {
    fn new((advice, in_text): (&Advice, bool)) -> Self {
        let words = words::advice(advice.id);
        Self {
            id: advice.id.as_str(),
            title: words.title,
            why: words.why,
            in_text,
            sources: names(advice.sources),
        }
    }
}
