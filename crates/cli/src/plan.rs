//! `certplan plan`.

use certplan_core::circumstance::rules_are_old;
use certplan_core::facts::{Answers, FactError, Question, Zone};
use certplan_core::rules::Verdict;
use certplan_core::source::RULES_AS_OF;
use certplan_core::{Facts, Plan, assess, plan};
use certplan_render::document::PlanDocument;
use certplan_render::script::{self, Origin};
use certplan_render::{Form, ansible, text};

use crate::args::{FactArgs, PlanArgs, PlanForm};
use crate::outcome::{Answer, Refusal, Status};
use crate::zone::{MachineZone, TypedZone};
use crate::{dashes, facts_file, machine};

/// The plan for the facts.
pub(crate) fn answer(args: &PlanArgs) -> Result<Answer, Refusal> {
    let facts = match &args.facts_file {
        Some(path) => {
            let named =
                |reasons: Vec<String>| reasons.iter().map(|reason| format!("--facts: {reason}")).collect();
            facts_file::read(path).map_err(|reasons| Refusal::new(Status::WrongFact, named(reasons)))?
        }
        None => typed(&args.facts)?,
    };
    let assessment = assess(&facts);
    let plan = plan(&assessment);
    Ok(Answer {
        text: written(&plan, args.format),
        warning: warning(&facts),
        status: if args.exit_code && needs_repair(&plan) { Status::Repair } else { Status::Done },
    })
}

fn typed(args: &FactArgs) -> Result<Facts, Refusal> {
    let zone: Box<dyn Zone> = match &args.zone {
        Some(text) => Box::new(
            text.parse::<TypedZone>().map_err(|reason| Refusal::of_fact(format!("--zone: {reason}")))?,
        ),
        None => Box::new(MachineZone::default()),
    };
    let clusters: Vec<&str> = args.cluster.iter().map(String::as_str).collect();
    let until_now = args.from.is_some() && args.to.is_none() && args.at.is_none();
    let answers = Answers {
        shutdown: args.shutdown.as_deref(),
        from: args.from.as_deref(),
        to: args.to.as_deref(),
        since_update: args.since_update.as_deref(),
        clusters: &clusters,
        build: args.build.as_deref(),
        at: args.at.as_deref(),
        now: if until_now { machine::now() } else { None },
    };
    answers
        .read(&*zone)
        .map_err(|errors| Refusal::new(Status::WrongFact, errors.iter().map(reason).collect()))
}

/// The flag, what is wrong with its value, and what the eye cannot see about it.
fn reason(error: &FactError) -> String {
    let line = format!("--{}: {error}", error.question());
    // A length that begins with a dash is refused for its sign, and the good spelling has none.
    let signed = matches!(error.question(), Question::Shutdown | Question::SinceUpdate);
    match dashes::named(&line).filter(|_| !signed) {
        Some(dash) => format!("{line}; note that it has {dash} where a hyphen (-) may belong"),
        None => line,
    }
}

fn written(plan: &Plan<'_>, form: PlanForm) -> String {
    match form {
        PlanForm::Text => text::plan(&PlanDocument::new(plan), machine::style()),
        PlanForm::Json => Form::Json.write(plan),
        PlanForm::Markdown => Form::Markdown.write(plan),
        PlanForm::Html => Form::Html.write(plan),
        PlanForm::PowerShell => script::write(plan, Origin { link: None, made: made().as_deref() }),
        PlanForm::Ansible => ansible::write(plan, Origin { link: None, made: made().as_deref() }),
    }
}

/// When a script is made, which its head says.
fn made() -> Option<String> {
    machine::now().map(|now| now.to_string())
}

/// A layer may be hit without a documented command: then there is something to repair all the same.
fn needs_repair(plan: &Plan<'_>) -> bool {
    !plan.repairs.is_empty()
        || plan.assessment.findings.iter().any(|finding| finding.verdict == Verdict::Impacted)
}

/// Where the facts say what time it is, the plan itself says that the rules are old.
fn warning(facts: &Facts) -> Option<String> {
    let old = facts.at.is_none() && machine::now().is_some_and(rules_are_old);
    old.then(|| {
        format!("the rules were last held against their sources on {RULES_AS_OF}, more than a year ago; look for a newer certplan")
    })
}
