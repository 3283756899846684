//! From bytes to a written format.

use certplan_core::fleet::Summary;
use certplan_core::{assess, plan};

use crate::deployment::{Event, Rejected};
use crate::format::{Format, Writer};
use crate::gather::{Fleet, Shared};
use crate::summary::Tally;

/// What is wanted of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "a set of switches")]
pub struct Wanted {
    /// The format.
    pub format: Format,
    /// Whether each row has its full plan.
    pub plans: bool,
    /// How many of the worst the summary names.
    pub worst: usize,
}

/// Reads a fleet and writes its rows as they come, then its summary.
#[derive(Debug)]
pub struct Report<'z> {
    fleet: Fleet<'z>,
    body: Body,
}

#[derive(Debug)]
struct Body {
    writer: Writer,
    plans: bool,
    tally: Tally,
}

impl<'z> Report<'z> {
    /// A report on nothing yet.
    pub fn new(wanted: Wanted, shared: Shared<'z>) -> Self {
        let Wanted { format, plans, worst } = wanted;
        let body = Body { writer: Writer::new(format), plans, tally: Tally::new(worst) };
        Self { fleet: Fleet::new(shared), body }
    }

    /// Takes the next bytes, of any number, and adds what is complete to `out`.
    pub fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>, reject: &mut dyn FnMut(Rejected<'_>)) {
        let Self { fleet, body } = self;
        fleet.push(bytes, &mut |event| body.take(event, out, reject));
    }

    /// Takes the end, and adds the last rows and the summary to `out`.
    pub fn finish(self, out: &mut Vec<u8>, reject: &mut dyn FnMut(Rejected<'_>)) -> Summary {
        let Self { fleet, mut body } = self;
        fleet.finish(&mut |event| body.take(event, out, reject));
        body.writer.finish(body.tally.summary(), out);
        body.tally.finish()
    }

    /// What is known so far.
    pub const fn summary(&self) -> &Summary {
        self.body.tally.summary()
    }
}

impl Body {
    fn take(&mut self, event: Event<'_>, out: &mut Vec<u8>, reject: &mut dyn FnMut(Rejected<'_>)) {
        match event {
            Event::Deployment(deployment) => {
                let assessment = assess(&deployment.facts);
                let plan = plan(&assessment);
                self.tally.add(deployment, &plan);
                if let Err(reason) = self.writer.deployment(deployment, &plan, self.plans, out) {
                    self.tally.reject();
                    let (line, name) = (deployment.lines.0, deployment.name.as_str());
                    reject(Rejected {
                        line,
                        deployment: Some(name),
                        reason: &reason.to_string(),
                        input: b"",
                    });
                }
            }
            Event::Rejected(rejected) => {
                self.tally.reject();
                reject(rejected);
            }
        }
    }
}
