//! `certplan inspect`.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use certplan_core::facts::{Answers, Duration, Timestamp, Zone};
use certplan_inspect::{Bundle, MOST_BYTES, Reading, Rejected, Report, read};
use zeroize::Zeroizing;

use crate::args::{InspectArgs, InspectFormat};
use crate::machine;
use crate::outcome::{Answer, Refusal, Status};
use crate::zone::{MachineZone, TypedZone};

/// What the files say, compared with an instant.
pub(crate) fn answer(args: &InspectArgs) -> Result<Answer, Refusal> {
    answer_to(&read_all(args), args)
}

/// What was read, compared with an instant.
pub(crate) fn answer_to(reading: &Reading, args: &InspectArgs) -> Result<Answer, Refusal> {
    let at = at(args.at.as_deref(), args.zone.as_deref())?;
    let warn = args.warn.as_deref().map(str::parse::<Duration>).transpose();
    let warn = warn.map_err(|reason| Refusal::of_fact(format!("--warn: {reason}")))?;
    let rejected: Vec<String> =
        reading.rejected.iter().map(|it| format!("{}: {}", it.origin, it.reason)).collect();
    if reading.items.is_empty() && !args.exit_code {
        return Err(Refusal::new(Status::WrongFact, rejected));
    }
    let report = Report::new(reading, at, warn);
    let status = match (args.exit_code, rejected.is_empty()) {
        (true, _) if !report.is_good() => Status::Repair,
        (true, false) => Status::Undecided,
        (false, false) => Status::Rejected,
        (_, true) => Status::Done,
    };
    let (text, says_what_was_rejected) = match args.format {
        InspectFormat::Text => (report.text(args.full), true),
        InspectFormat::Json => (report.json(), true),
        InspectFormat::Csv => (report.csv(), false),
        InspectFormat::Ics => (report.calendar(), false),
        InspectFormat::OpenMetrics => (report.openmetrics(), true),
    };
    let warning = (!says_what_was_rejected && !rejected.is_empty())
        .then(|| format!("not read:\n  {}", rejected.join("\n  ")));
    Ok(Answer { text, note: None, warning, status })
}

/// The instant that was typed, or this machine's.
pub(crate) fn at(typed: Option<&str>, zone: Option<&str>) -> Result<Timestamp, Refusal> {
    let Some(text) = typed else {
        let unknown =
            || Refusal::of_fact("--at: this machine's clock shows no usable time; give it".to_owned());
        return machine::now().ok_or_else(unknown);
    };
    let zone: Box<dyn Zone> = match zone {
        Some(text) => {
            let typed = text.parse::<TypedZone>();
            Box::new(typed.map_err(|reason| Refusal::of_fact(format!("--zone: {reason}")))?)
        }
        None => Box::new(MachineZone::default()),
    };
    let answers = Answers { at: Some(text), ..Answers::default() };
    let facts = answers.read(&*zone).map_err(|errors| {
        Refusal::new(Status::WrongFact, errors.iter().map(|error| format!("--at: {error}")).collect())
    })?;
    facts.at.ok_or_else(|| Refusal::of_fact("--at: is no instant".to_owned()))
}

/// Everything that the files give, in the order of the files. One that cannot be opened does not hold up the others.
fn read_all(args: &InspectArgs) -> Reading {
    let mut all = Reading::default();
    for path in &args.files {
        let reading = read_path(path);
        all.items.extend(reading.items);
        all.rejected.extend(reading.rejected);
    }
    all
}

/// Everything that one file gives; where it cannot be opened, the reason.
pub(crate) fn read_path(path: &Path) -> Reading {
    let origin = origin(path);
    read_one(path, &origin).unwrap_or_else(|error| {
        let origin = origin.chars().flat_map(char::escape_debug).collect();
        let rejected = Rejected { origin, reason: format!("cannot read it: {error}") };
        Reading { items: Vec::new(), rejected: vec![rejected] }
    })
}

/// What the file is called where its certificates are named.
pub(crate) fn origin(path: &Path) -> Cow<'_, str> {
    if is_stdin(path) { "standard input".into() } else { path.to_string_lossy() }
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

fn read_one(path: &Path, origin: &str) -> io::Result<Reading> {
    if is_stdin(path) { read_from(io::stdin().lock(), origin) } else { read_from(File::open(path)?, origin) }
}

/// How much is read at a time, and the most text before the first certificate of a bundle.
const PIECE: usize = 64 << 10;

/// Bundles are read piece by piece, all else as a whole. Either way nothing that was read outlives its use.
pub(crate) fn read_from(mut source: impl Read, origin: &str) -> io::Result<Reading> {
    let mut piece = Zeroizing::new(vec![0; PIECE]);
    let mut length = fill(&mut source, &mut piece)?;
    if Bundle::begins(&piece[..length]) {
        let mut bundle = Bundle::new(origin);
        while length > 0 && !bundle.is_full() {
            bundle.push(&piece[..length]);
            length = fill(&mut source, &mut piece)?;
        }
        return Ok(bundle.finish());
    }
    // One byte more than is accepted shows that it is too large; with room for all of it no copy is left behind.
    let mut whole = Zeroizing::new(Vec::with_capacity(if length < PIECE { PIECE } else { MOST_BYTES + 1 }));
    whole.extend_from_slice(&piece[..length]);
    if length == PIECE {
        let mut rest = source.take((MOST_BYTES + 1 - length) as u64);
        loop {
            length = fill(&mut rest, &mut piece)?;
            whole.extend_from_slice(&piece[..length]);
            if length < PIECE {
                break;
            }
        }
    }
    Ok(read(origin, &whole))
}

/// Fills the buffer as far as there is something to read.
fn fill(source: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match source.read(&mut buffer[length..]) {
            Ok(0) => break,
            Ok(count) => length += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}
