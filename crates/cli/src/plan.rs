//! `certplan plan`.

use certplan_core::rules::Verdict;
use certplan_core::{Plan, assess, plan};
use certplan_render::document::PlanDocument;
use certplan_render::script::{self, Origin};
use certplan_render::{Form, ansible, text};

use crate::args::{PlanArgs, PlanForm};
use crate::facts::{self, Clock};
use crate::machine;
use crate::outcome::{Answer, Refusal, Status};

/// The plan for the facts.
pub(crate) fn answer(args: &PlanArgs) -> Result<Answer, Refusal> {
    let given = facts::given(&args.facts, args.facts_file.as_deref(), Clock::Machine)?;
    let assessment = assess(&given.facts);
    let plan = plan(&assessment);
    Ok(Answer {
        text: written(&plan, args.format),
        warning: given.warning(),
        status: if args.exit_code && needs_repair(&plan) { Status::Repair } else { Status::Done },
    })
}

fn written(plan: &Plan<'_>, form: PlanForm) -> String {
    match form {
        PlanForm::Text => text::plan(&PlanDocument::new(plan), machine::style()),
        PlanForm::Json => Form::Json.write(plan),
        PlanForm::Markdown => Form::Markdown.write(plan),
        PlanForm::Html => Form::Html.write(plan),
        PlanForm::Svg => Form::Svg.write(plan),
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
