//! `certplan plan`.

use certplan_core::rules::Verdict;
use certplan_core::{Plan, assess, plan};
use certplan_export::document::PlanDocument;
use certplan_export::script::Origin;
use certplan_export::{Format, link, markdown, text};
use certplan_view::document;

use crate::args::{PlanArgs, PlanFormat};
use crate::facts::{self, Clock, Given};
use crate::machine;
use crate::outcome::{Answer, Refusal, Status};

/// The plan for the facts.
pub(crate) fn answer(args: &PlanArgs) -> Result<Answer, Refusal> {
    let given = facts::given(&args.facts, Clock::Machine)?;
    Ok(answer_to(&given, args.exit_code, |plan| written(plan, args)))
}

/// The plan as text for a terminal.
pub(crate) fn in_text(given: &Given, full: bool) -> Answer {
    answer_to(given, false, |plan| text::plan(&PlanDocument::new(plan), machine::style(full)))
}

fn answer_to(given: &Given, exit_code: bool, write: impl Fn(&Plan<'_>) -> String) -> Answer {
    let assessment = assess(&given.facts);
    let plan = plan(&assessment);
    Answer {
        text: write(&plan),
        note: given.note(),
        warning: given.warning(),
        status: if exit_code && needs_repair(&plan) { Status::Repair } else { Status::Done },
    }
}

fn written(plan: &Plan<'_>, args: &PlanArgs) -> String {
    match args.format {
        PlanFormat::Text => text::plan(&PlanDocument::new(plan), machine::style(args.full)),
        PlanFormat::Json => PlanDocument::new(plan).json(),
        PlanFormat::Markdown => {
            markdown::plan(&PlanDocument::new(plan), &document::timeline_picture(plan.assessment.facts))
        }
        PlanFormat::Html => document::plan_page(plan.assessment.facts),
        PlanFormat::Svg => document::timeline_svg(plan.assessment.facts),
        PlanFormat::PowerShell => script(plan, Format::PowerShell),
        PlanFormat::Ansible => script(plan, Format::Ansible),
    }
}

/// A format that can be run. Its header has the time and a link. The command does not know where the page is published, so
/// the link is for the page as a file.
fn script(plan: &Plan<'_>, format: Format) -> String {
    let made = machine::now().map(|now| now.to_string());
    let link = link::whole_at(link::FILE, plan.assessment.facts);
    format.write_from(plan, Origin { link: link.as_deref(), made: made.as_deref() })
}

/// A layer may be affected without a documented command; that needs a repair, too.
fn needs_repair(plan: &Plan<'_>) -> bool {
    !plan.repairs.is_empty()
        || plan.assessment.findings.iter().any(|finding| finding.verdict == Verdict::Impacted)
}
