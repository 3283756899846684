//! Lines of one deployment become its facts.

use std::borrow::Cow;
use std::collections::BTreeMap;

use certplan_core::Facts;
use certplan_core::facts::{Timestamp, Zone};
use certplan_text::Decoder;

use crate::deployment::{Event, Rejected};
use crate::group::{Given, Group};
use crate::label::Label;
use crate::read::{Form, MOST_LINE, Piece, Splitter, Table, fields};
use crate::seen::Seen;

/// The most lines of one deployment.
pub const MOST_LINES: usize = 10_000;

/// The most bytes of all lines of one deployment: they are kept until it is known that they do not contradict each other.
pub const MOST_TEXT: usize = 4 << 20;

/// The defaults for every line, and the zone of date-times without an offset.
#[non_exhaustive]
pub struct Shared<'z> {
    /// The deployment of lines that name none.
    pub deployment: Option<&'z Label>,
    /// The facts of deployments that do not give them; clusters are never shared.
    pub facts: Facts,
    /// The end of a shutdown without an end, where the facts have no time.
    pub now: Option<Timestamp>,
    /// What was read about deployments beside their lines, by name.
    pub read: BTreeMap<String, ReadFacts>,
    /// The zone.
    pub zone: &'z dyn Zone,
}

/// What was read about a deployment beside its lines; a line's own facts take precedence.
#[derive(Clone, Debug, Default)]
#[expect(clippy::exhaustive_structs, reason = "channels fill it")]
pub struct ReadFacts {
    /// The facts, with the dates of certificates.
    pub facts: Facts,
    /// Whether they have the length of the shutdown, or say that there was none.
    pub tells_length: bool,
    /// The names of the files that they were read from.
    pub files: Vec<String>,
}

impl<'z> Shared<'z> {
    /// Nothing but a zone.
    pub fn new(zone: &'z dyn Zone) -> Self {
        Self { deployment: None, facts: Facts::default(), now: None, read: BTreeMap::new(), zone }
    }
}

impl std::fmt::Debug for Shared<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared")
            .field("deployment", &self.deployment)
            .field("facts", &self.facts)
            .field("now", &self.now)
            .field("read", &self.read)
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
    pub fn push(&mut self, bytes: &[u8], each: &mut dyn FnMut(Event<'_>)) {
        let text = self.decoder.push(bytes);
        self.splitter.push(text, &mut |form, piece| self.lines.take(form, piece, each));
    }

    /// Takes the end.
    pub fn finish(mut self, each: &mut dyn FnMut(Event<'_>)) {
        let Self { decoder, splitter, lines } = &mut self;
        let mut take = |form, piece: Piece<'_>| lines.take(form, piece, each);
        splitter.push(decoder.finish(), &mut take);
        splitter.finish(&mut take);
        lines.group.close(&lines.shared, &mut lines.seen, each);
        for name in lines.shared.read.keys().filter(|name| !lines.seen.contains(name)) {
            match name.parse() {
                Ok(label) => lines.group.without_lines(label, &lines.shared, each),
                Err(error) => {
                    let reason = format!("deployment: {error}");
                    each(Event::Rejected(Rejected {
                        line: 0,
                        deployment: None,
                        reason: &reason,
                        input: &[],
                    }));
                }
            }
        }
        if splitter.form().is_none() && lines.shared.read.is_empty() {
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
    fn take(&mut self, form: Form, piece: Piece<'_>, each: &mut dyn FnMut(Event<'_>)) {
        let input = piece.text.trim_ascii();
        if input.is_empty() {
            return;
        }
        if let Err(reason) = self.read(form, piece.is_whole, (piece.line, input), each) {
            let reason = reason.as_ref();
            each(Event::Rejected(Rejected { line: piece.line, deployment: None, reason, input }));
        }
    }

    /// Reads the fields, and hands them on.
    ///
    /// # Errors
    ///
    /// Where there are none to be read: the reason.
    fn read(
        &mut self,
        form: Form,
        is_whole: bool,
        (number, input): (u64, &[u8]),
        each: &mut dyn FnMut(Event<'_>),
    ) -> Result<(), Cow<'static, str>> {
        if !is_whole {
            const { assert!(MOST_LINE == 65_536, "the sentence says so") };
            return Err("is longer than 65536 bytes; accepted: one cluster a line".into());
        }
        let mut copy = String::new();
        let line = match (form, &mut self.table) {
            (Form::Lines | Form::List, _) => fields(input, &mut copy)?,
            (Form::Table, Some(table)) => table.fields(input)?,
            // What Export-Csv of Windows PowerShell 5.1 writes first.
            (Form::Table, None) if input.starts_with(b"#TYPE") => return Ok(()),
            (Form::Table, None) => {
                self.table = Table::of(input, self.shared.deployment.is_some());
                return if self.table.is_some() { Ok(()) } else { Err(HEADER.into()) };
            }
        };
        self.group.take(Given { number, line: &line, input }, &self.shared, &mut self.seen, each);
        Ok(())
    }
}

const HEADER: &str = "is no header of a table, so nothing under it can be read; accepted: columns such as \
    deployment,cluster,shutdown, or objects of JSON";
