//! `certplan FILE...`: says what each file is, and answers it as the command for that kind does.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;

use certplan_core::facts::{FactsInput, Quoted};
use certplan_core::symptom;
use certplan_inspect::{Collected, Kind, MOST_BYTES, clusters, kind};
use certplan_words::opened as words;
use zeroize::Zeroizing;

use crate::args::{ExplainArgs, ExplainFormat, FleetArgs, InspectArgs, InspectFormat, OpenArgs, SharedArgs};
use crate::facts::{Clock, Given};
use crate::outcome::{Answer, Refusal, Status};
use crate::{cluster_list, evidence, explain, facts, facts_file, fleet, input, inspect, plan};

/// Prints the answer to every file, one after another. A file that cannot be answered does not stop the others.
pub(crate) fn answer(args: &OpenArgs) -> Result<Answer, Refusal> {
    let mut status = Status::Done;
    let mut answered = 0;
    let mut reasons = Vec::new();
    for path in &args.files {
        let separator = if answered == 0 { "" } else { "\n" };
        match Opened::new(path).and_then(|opened| opened.answer(separator, args.full)) {
            Ok(answer) => {
                crate::print(&answer);
                if answer.status != Status::Done {
                    status = answer.status;
                }
                answered += 1;
            }
            Err(refusal) if args.files.len() == 1 => return Err(refusal),
            Err(refusal) => reasons.extend(refusal.reasons),
        }
    }
    if answered == 0 {
        return Err(Refusal::new(Status::WrongFact, reasons));
    }
    if !reasons.is_empty() {
        status = Status::Rejected;
    }
    let warning = (!reasons.is_empty()).then(|| format!("not read:\n  {}", reasons.join("\n  ")));
    Ok(Answer { text: String::new(), note: None, warning, status })
}

/// A file, of which enough was read to know its kind.
struct Opened {
    name: String,
    /// The beginning. It is overwritten after use, since it may hold a key.
    head: Zeroizing<Vec<u8>>,
    /// What follows the beginning.
    rest: Box<dyn Read>,
    length: Option<u64>,
}

impl Opened {
    fn new(path: &Path) -> Result<Self, Refusal> {
        let name = path.to_string_lossy();
        Self::read(path).map_err(|error| Refusal::of_fact(format!("cannot read {}: {error}", Quoted(&name))))
    }

    fn read(path: &Path) -> io::Result<Self> {
        let (name, mut rest, length): (_, Box<dyn Read>, _) = if path == Path::new("-") {
            ("standard input".into(), Box::new(io::stdin().lock()), None)
        } else {
            let file = File::open(path)?;
            let length = file.metadata()?.len();
            (path.to_string_lossy().into_owned(), Box::new(file), Some(length))
        };
        let mut head = Zeroizing::new(Vec::new());
        (&mut rest).take(MOST_BYTES as u64 + 1).read_to_end(&mut head)?;
        Ok(Self { name, head, rest, length })
    }

    fn answer(self, separator: &str, full: bool) -> Result<Answer, Refusal> {
        let heading = |what: &str| format!("{separator}{}: {what}\n\n", printable(&self.name));
        match kind(&self.head) {
            Kind::Empty => Err(self.refusal(&[words::EMPTY.to_owned()])),
            Kind::Facts => {
                let facts = facts_file::of(&self.head).map_err(|reasons| self.refusal(&reasons))?;
                let given = Given { facts, unused: Vec::new(), derived: Vec::new(), doubts: Vec::new() };
                Ok(plan::in_text(&given, full).under(&heading(words::FACTS)))
            }
            Kind::Collected => {
                let given = evidence::of_collector(&self.name, &self.head)?;
                let tells_length = given.collected.as_ref().is_some_and(Collected::tells_length);
                let heading = heading(words::COLLECTED);
                self.plan(&heading, "--evidence", tells_length, FactsInput::default(), given, full)
            }
            Kind::Clusters => {
                let listed = clusters::read(&self.head).map_err(|reasons| self.refusal(&reasons))?;
                let typed = FactsInput { clusters: cluster_list::values(&listed), ..FactsInput::default() };
                let heading = heading(&words::clusters(listed.len()));
                self.plan(&heading, "--clusters-from", false, typed, evidence::Given::default(), full)
            }
            Kind::Fleet => {
                let heading = heading(words::FLEET);
                let args = FleetArgs {
                    file: Some(self.name.into()),
                    evidence: Vec::new(),
                    reject: None,
                    format: certplan_fleet::Format::Text,
                    plans: false,
                    worst: 10,
                    exit_code: false,
                    shared: SharedArgs::default(),
                };
                let source = Cursor::new(self.head.to_vec()).chain(self.rest);
                fleet::answer_from(&args, Box::new(source), self.length, &heading)
            }
            Kind::Certificates => {
                let heading = heading(words::CERTIFICATES);
                let source = Cursor::new(&**self.head).chain(self.rest);
                let reading = inspect::read_from(source, &self.name).map_err(|error| {
                    Refusal::of_fact(format!("cannot read {}: {error}", Quoted(&self.name)))
                })?;
                let args = InspectArgs {
                    files: Vec::new(),
                    at: None,
                    zone: None,
                    warn: None,
                    format: InspectFormat::Text,
                    full,
                    exit_code: false,
                };
                Ok(inspect::answer_to(&reading, &args)?.under(&heading))
            }
            _ => {
                let heading = heading(words::MESSAGE);
                let source = Cursor::new(&**self.head).chain(self.rest);
                let bytes = input::ends(symptom::MOST_BYTES + 2, source).map_err(|error| {
                    Refusal::of_fact(format!("cannot read {}: {error}", Quoted(&self.name)))
                })?;
                let args = ExplainArgs {
                    text: Vec::new(),
                    file: None,
                    format: ExplainFormat::Text,
                    full,
                    exit_code: false,
                };
                Ok(explain::answer_to(&symptom::text(&bytes), &args).under(&heading))
            }
        }
    }

    /// The plan; where nothing tells the length, it is for an unknown one and asks for it.
    fn plan(
        &self,
        heading: &str,
        switch: &str,
        tells_length: bool,
        typed: FactsInput,
        given: evidence::Given,
        full: bool,
    ) -> Result<Answer, Refusal> {
        let shutdown = (!tells_length).then(|| "unknown".to_owned());
        let typed = FactsInput { shutdown, ..typed };
        let given = facts::with_evidence(typed, given, None, Clock::Machine)?;
        let answer = plan::in_text(&given, full);
        if tells_length {
            return Ok(answer.under(heading));
        }
        let command = format!("certplan plan {switch} {}", self.argument());
        Ok(answer.under(&format!("{heading}{}\n\n", words::ask_length(&command))))
    }

    /// The name as it is typed in a command.
    fn argument(&self) -> String {
        let is_plain = |c: char| c.is_alphanumeric() || "-_./\\:".contains(c);
        if self.length.is_none() {
            "-".into()
        } else if self.name.chars().all(is_plain) {
            self.name.clone()
        } else {
            format!("\"{}\"", printable(&self.name))
        }
    }

    fn refusal(&self, reasons: &[String]) -> Refusal {
        let reasons = reasons.iter().map(|reason| format!("{}: {reason}", printable(&self.name))).collect();
        Refusal::new(Status::WrongFact, reasons)
    }
}

/// A name without characters that control the terminal.
fn printable(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
