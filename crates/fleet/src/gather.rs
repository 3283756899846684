//! Lines of one deployment become its facts.

use certplan_core::Facts;
use certplan_core::facts::{Instant, Zone};

use crate::deployment::{Event, Rejected};
use crate::group::{Given, Group};
use crate::label::Label;
use crate::read::{Decoder, Form, MOST_LINE, Piece, Splitter, Table, fields};
use crate::seen::Seen;

/// The most lines of one deployment.
pub const MOST_LINES: usize = 10_000;

/// The most bytes of all lines of one deployment: they are kept until it is known that they do not contradict each other.
pub const MOST_TEXT: usize = 4 << 20;

/// What holds for every line that says nothing else, and the zone of date-times without an offset.
#[non_exhaustive]
pub struct Shared<'z> {
    /// The deployment of lines that name none.
    pub deployment: Option<&'z Label>,
    /// The facts of deployments that do not give them; clusters are never shared.
    pub facts: Facts,
    /// Until when a beginning without an end reaches, where the facts do not say what time it is.
    pub now: Option<Instant>,
    /// The zone.
    pub zone: &'z dyn Zone,
}

impl<'z> Shared<'z> {
    /// Nothing but a zone.
    pub fn new(zone: &'z dyn Zone) -> Self {
        Self { deployment: None, facts: Facts::default(), now: None, zone }
    }
}

impl std::fmt::Debug for Shared<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared")
            .field("deployment", &self.deployment)
            .field("facts", &self.facts)
            .field("now", &self.now)
            .field("zone", &self.zone.name())
            .finish()
    }
}

/// Reads lines as they come and gives each deployment as soon as it is complete.
#[derive(Debug)]
pub struct Fleet<'z> {
    decoder: Decoder,
    splitter: Splitter,
    lines: Lines<'z>,
}

impl<'z> Fleet<'z> {
    /// A reader that has read nothing.
    pub fn new(shared: Shared<'z>) -> Self {
        Self {
            decoder: Decoder::default(),
            splitter: Splitter::default(),
            lines: Lines { shared, table: None, group: Group::default(), seen: Seen::default() },
        }
    }

    /// Takes the next bytes, of any number.
    pub fn push(&mut self, bytes: &[u8], each: &mut impl FnMut(Event<'_>)) {
        let text = self.decoder.push(bytes);
        self.splitter.push(text, |form, piece| self.lines.take(form, piece, each));
    }

    /// Takes the end.
    pub fn finish(mut self, each: &mut impl FnMut(Event<'_>)) {
        let Self { decoder, splitter, lines } = &mut self;
        splitter.push(decoder.finish(), |form, piece| lines.take(form, piece, each));
        splitter.finish(|form, piece| lines.take(form, piece, each));
        lines.close(each);
        if splitter.form().is_none() {
            let reason = "is empty; accepted: objects of JSON, one a line or in a list, or CSV with a header";
            each(Event::Rejected(Rejected { line: 1, deployment: None, reason, input: &[] }));
        }
    }
}

#[derive(Debug)]
struct Lines<'z> {
    shared: Shared<'z>,
    table: Option<Table>,
    group: Group,
    seen: Seen,
}

impl Lines<'_> {
    fn take(&mut self, form: Form, piece: Piece<'_>, each: &mut impl FnMut(Event<'_>)) {
        let text = piece.text.trim_ascii();
        if text.is_empty() {
            return;
        }
        let refuse = |reason: &str, each: &mut dyn FnMut(Event<'_>)| {
            each(Event::Rejected(Rejected { line: piece.line, deployment: None, reason, input: text }));
        };
        if !piece.is_whole {
            return refuse(&format!("is longer than {MOST_LINE} bytes; accepted: one cluster a line"), each);
        }
        let read = match (form, &mut self.table) {
            (Form::Lines | Form::List, _) => fields(text),
            (Form::Table, Some(table)) => table.fields(text),
            // What Export-Csv of Windows PowerShell 5.1 writes first.
            (Form::Table, None) if text.starts_with(b"#TYPE") => return,
            (Form::Table, None) => {
                self.table = Table::of(text, self.shared.deployment.is_some());
                if self.table.is_none() {
                    refuse(HEADER, each);
                }
                return;
            }
        };
        match read {
            Ok(line) => {
                let given = Given { number: piece.line, line: &line, input: text };
                self.group.take(given, &self.shared, &mut self.seen, each);
            }
            Err(reason) => refuse(&reason, each),
        }
    }

    fn close(&mut self, each: &mut impl FnMut(Event<'_>)) {
        self.group.close(&self.shared, &mut self.seen, each);
    }
}

const HEADER: &str = "is no header of a table, so nothing under it can be read; accepted: columns such as \
    deployment,cluster,shutdown, or objects of JSON";
