//! The facts of a command: from switches or from a file.

use certplan_core::Facts;
use certplan_core::circumstance::rules_are_old;
use certplan_core::facts::{FactError, FactsInput, Question, Zone};
use certplan_core::source::RULES_AS_OF;

use crate::args::{self, FactArgs, OutageArgs, SettingArgs};
use crate::outcome::{Refusal, Status};
use crate::zone::{MachineZone, TypedZone};
use crate::{cluster_list, dashes, evidence, facts_file, machine};

/// Until when a beginning without an end reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    /// Until now, by the machine's clock.
    Machine,
    /// Nowhere: what lies ahead needs an end.
    None,
}

/// The facts, and what was given beside them and is not used, each with the reason.
pub(crate) struct Given {
    pub(crate) facts: Facts,
    pub(crate) unused: Vec<String>,
    /// What a file of the collector answered, each with where it comes from.
    pub(crate) derived: Vec<String>,
    /// What makes a file doubtful.
    pub(crate) doubts: Vec<String>,
}

/// The facts of the file where there is one, else of the switches.
pub(crate) fn given(args: &FactArgs, clock: Clock) -> Result<Given, Refusal> {
    match &args.file {
        Some(path) => {
            let named =
                |reasons: Vec<String>| reasons.iter().map(|reason| format!("--facts: {reason}")).collect();
            let facts =
                facts_file::read(path).map_err(|reasons| Refusal::new(Status::WrongFact, named(reasons)))?;
            Ok(Given { facts, unused: Vec::new(), derived: Vec::new(), doubts: Vec::new() })
        }
        None => switches(args, clock),
    }
}

/// The zone that was typed, else this machine's.
pub(crate) fn zone(typed: Option<&str>) -> Result<Box<dyn Zone>, Refusal> {
    Ok(match typed {
        Some(text) => Box::new(
            text.parse::<TypedZone>().map_err(|reason| Refusal::of_fact(format!("--zone: {reason}")))?,
        ),
        None => Box::new(MachineZone::default()),
    })
}

fn switches(args: &FactArgs, clock: Clock) -> Result<Given, Refusal> {
    let listed = args.clusters_from.as_deref().map(cluster_list::read).transpose()?.unwrap_or_default();
    let clusters: Vec<&str> = listed.iter().chain(&args.cluster).map(String::as_str).collect();
    let typed = args::input(&args.outage, &args.settings, &clusters);
    with_evidence(typed, evidence::read(&args.evidence)?, args.settings.zone.as_deref(), clock)
}

/// What was typed, with the facts of the files; what was typed wins.
pub(crate) fn with_evidence(
    typed: FactsInput,
    given: evidence::Given,
    zone: Option<&str>,
    clock: Clock,
) -> Result<Given, Refusal> {
    let derived = given.derived(&typed);
    let evidence::Given { evidence, unused, collected, doubts } = given;
    let input = match collected {
        Some(collected) => collected.under(typed),
        None => typed,
    };
    let mut facts = read(&input, zone, clock)?;
    if !evidence.is_empty() {
        facts.evidence = evidence;
        // Real dates are compared with now, so now is part of what the answer depends on.
        facts.at = facts.at.or_else(machine::now);
    }
    Ok(Given { facts, unused, derived, doubts })
}

/// The facts of what was typed.
pub(crate) fn typed(
    outage: &OutageArgs,
    settings: &SettingArgs,
    clusters: &[&str],
    clock: Clock,
) -> Result<Facts, Refusal> {
    read(&args::input(outage, settings, clusters), settings.zone.as_deref(), clock)
}

fn read(input: &FactsInput, typed_zone: Option<&str>, clock: Clock) -> Result<Facts, Refusal> {
    let zone = zone(typed_zone)?;
    let from_alone = input.from.is_some() && input.to.is_none() && input.at.is_none();
    let until_now = from_alone && clock == Clock::Machine;
    input
        .read_at(&*zone, if until_now { machine::now() } else { None })
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

impl Given {
    /// What was not typed and is known all the same.
    pub(crate) fn note(&self) -> Option<String> {
        (!self.derived.is_empty())
            .then(|| format!("taken from the collector's file:\n  {}", self.derived.join("\n  ")))
    }

    /// The warning beside the answer: what is doubtful or not used, and that the rules are old.
    ///
    /// Where the facts have a time, the answer itself shows it.
    pub(crate) fn warning(&self) -> Option<String> {
        let unused = (!self.unused.is_empty()).then(|| format!("not used:\n  {}", self.unused.join("\n  ")));
        let old = self.facts.at.is_none() && machine::now().is_some_and(rules_are_old);
        let old = old.then(|| {
            format!(
                "the rules were last compared with their sources on {RULES_AS_OF}, more than a year ago; look for a newer certplan"
            )
        });
        let warnings: Vec<_> = self.doubts.iter().cloned().chain(unused).chain(old).collect();
        (!warnings.is_empty()).then(|| warnings.join("\n"))
    }
}
