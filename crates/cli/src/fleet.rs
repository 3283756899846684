//! `certplan fleet`: in and out as a stream, so that memory does not grow with the file.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, IsTerminal as _, Read, Write};
use std::mem;
use std::path::Path;

use certplan_core::facts::Quoted;
use certplan_fleet::{Format, Label, Rejected, Report, Shared, Summary, Wanted};
use certplan_inspect::{MOST_BYTES, clusters};

use crate::args::{FleetArgs, FleetFormat, SharedArgs};
use crate::facts::{self, Clock, Given};
use crate::machine;
use crate::outcome::{Answer, Refusal, Status};

/// How much is read at a time.
const PIECE: usize = 256 << 10;

/// Writes rows and summary while it reads; the answer is what is left to say.
pub(crate) fn answer(args: &FleetArgs) -> Result<Answer, Refusal> {
    let name = args.file.to_string_lossy();
    let (source, length) = open(&args.file).map_err(|error| unread(&name, &error))?;
    answer_from(args, source, length, "")
}

fn unread(name: &str, error: &io::Error) -> Refusal {
    Refusal::of_fact(format!("cannot read {}: {error}", Quoted(name)))
}

/// The same from a source that is open; the heading comes before the first row.
pub(crate) fn answer_from(
    args: &FleetArgs,
    source: Box<dyn Read>,
    length: Option<u64>,
    heading: &str,
) -> Result<Answer, Refusal> {
    if args.plans && matches!(args.format, FleetFormat::Csv | FleetFormat::Ansible | FleetFormat::Inventory) {
        let reason =
            "--plans: this format has no room for full plans; accepted: text, json, ndjson, markdown";
        return Err(Refusal::new(Status::WrongCommandLine, vec![reason.into()]));
    }
    let SharedArgs { deployment, outage, settings } = &args.shared;
    let given = Given {
        facts: facts::typed(outage, settings, &[], Clock::Machine)?,
        unused: Vec::new(),
        derived: Vec::new(),
    };
    let zone = facts::zone(settings.zone.as_deref())?;
    let deployment = deployment.as_deref().map(str::parse::<Label>).transpose();
    let deployment = deployment.map_err(|reason| Refusal::of_fact(format!("--deployment: {reason}")))?;
    let warning = given.warning();
    let mut shared = Shared::new(&*zone);
    shared.deployment = deployment.as_ref();
    shared.facts = given.facts;
    shared.now = machine::now();

    let name = args.file.to_string_lossy();
    let source =
        if deployment.is_some() { listed(source).map_err(|error| unread(&name, &error))? } else { source };
    let mut rejects = Rejects::create(args.reject.as_deref())?;
    let report = Report::new(wanted(args), shared);
    let done = stream(report, source, length, heading, &mut rejects);
    let rejected = rejects.finish(args.reject.as_deref())?;
    match done {
        Ok(summary) if summary.deployments == 0 => Err(Refusal::of_fact(format!(
            "no line of {} can be used; accepted: objects of JSON, one a line or in a list, or CSV with a header; see certplan fleet --help",
            Quoted(&name)
        ))),
        Ok(summary) => Ok(Answer {
            text: String::new(),
            warning: joined(warning, rejected),
            status: status(args, &summary),
        }),
        // `certplan fleet FILE | head` has read enough.
        Err(Failed::Output(error)) if error.kind() == ErrorKind::BrokenPipe => {
            Ok(Answer { text: String::new(), warning: None, status: Status::Done })
        }
        Err(Failed::Output(error)) => Err(Refusal::of_fact(format!("cannot write the answer: {error}"))),
        Err(Failed::Input(error)) => Err(unread(&name, &error)),
    }
}

fn status(args: &FleetArgs, summary: &Summary) -> Status {
    match (args.exit_code, summary.rejected_lines > 0) {
        (true, _) if summary.needs_repair() => Status::Repair,
        (true, true) => Status::Undecided,
        (false, true) => Status::Rejected,
        (_, false) => Status::Done,
    }
}

fn joined(one: Option<String>, other: Option<String>) -> Option<String> {
    let all: Vec<_> = one.into_iter().chain(other).collect();
    (!all.is_empty()).then(|| all.join("\n"))
}

fn wanted(args: &FleetArgs) -> Wanted {
    let format = match args.format {
        FleetFormat::Text => Format::Text,
        FleetFormat::Json => Format::Json,
        FleetFormat::Ndjson => Format::Ndjson,
        FleetFormat::Csv => Format::Csv,
        FleetFormat::Markdown => Format::Markdown,
        FleetFormat::Ansible => Format::Ansible,
        FleetFormat::Inventory => Format::Inventory,
    };
    Wanted { format, plans: args.plans, worst: usize::from(args.worst) }
}

/// The file and its length, where it has one.
fn open(path: &Path) -> io::Result<(Box<dyn Read>, Option<u64>)> {
    if path == Path::new("-") {
        return Ok((Box::new(io::stdin().lock()), None));
    }
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    Ok((Box::new(file), Some(length).filter(|length| *length > 0)))
}

/// What `Get-AksHciCluster` printed becomes lines; anything else stays what it is.
fn listed(mut source: Box<dyn Read>) -> io::Result<Box<dyn Read>> {
    let mut whole = Vec::new();
    (&mut source).take(MOST_BYTES as u64 + 1).read_to_end(&mut whole)?;
    let Ok(listed) = clusters::read(&whole) else {
        return Ok(Box::new(io::Cursor::new(whole).chain(source)));
    };
    Ok(Box::new(io::Cursor::new(clusters::lines(&listed).into_bytes())))
}

enum Failed {
    Input(io::Error),
    Output(io::Error),
}

fn stream(
    mut report: Report<'_>,
    mut source: Box<dyn Read>,
    length: Option<u64>,
    mut heading: &str,
    rejects: &mut Rejects,
) -> Result<Summary, Failed> {
    let mut stdout = io::stdout().lock();
    let mut piece = vec![0; PIECE];
    let mut out = Vec::new();
    let mut progress = Progress::new(length);
    loop {
        let count = match source.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(Failed::Input(error)),
        };
        let bytes = piece.get(..count).unwrap_or_default();
        report.push(bytes, &mut out, &mut |rejected| rejects.take(&rejected, &mut progress));
        // Without a deployment, standard output stays empty.
        if report.summary().deployments > 0 {
            stdout.write_all(mem::take(&mut heading).as_bytes()).map_err(Failed::Output)?;
            stdout.write_all(&out).map_err(Failed::Output)?;
            out.clear();
        }
        progress.read(count, report.summary().deployments);
    }
    let summary = report.finish(&mut out, &mut |rejected| rejects.take(&rejected, &mut progress));
    progress.clear();
    if summary.deployments > 0 {
        let heading = stdout.write_all(heading.as_bytes());
        heading
            .and_then(|()| stdout.write_all(&out))
            .and_then(|()| stdout.flush())
            .map_err(Failed::Output)?;
    }
    Ok(summary)
}

/// Where rejected lines go: into a file, or to standard error.
struct Rejects {
    file: Option<BufWriter<File>>,
    count: u64,
    failed: Option<io::Error>,
}

impl Rejects {
    fn create(path: Option<&Path>) -> Result<Self, Refusal> {
        let refused = |error: io::Error| Refusal::of_fact(format!("--reject: cannot write it: {error}"));
        let file = path.map(File::create).transpose().map_err(refused)?.map(BufWriter::new);
        Ok(Self { file, count: 0, failed: None })
    }

    fn take(&mut self, rejected: &Rejected<'_>, progress: &mut Progress) {
        self.count += 1;
        let Some(file) = &mut self.file else {
            progress.clear();
            let of = rejected.deployment.map_or(String::new(), |name| format!(" of {}", Quoted(name)));
            return crate::complain("rejected", &format!("line {}{of}: {}", rejected.line, rejected.reason));
        };
        if let Err(error) = file.write_all(rejected.json().as_bytes()) {
            self.failed.get_or_insert(error);
        }
    }

    /// What is to be said of them.
    fn finish(self, path: Option<&Path>) -> Result<Option<String>, Refusal> {
        let Self { file, count, failed } = self;
        let flushed = file.map(|mut file| file.flush()).transpose().err();
        if let Some(error) = failed.or(flushed) {
            return Err(Refusal::of_fact(format!("--reject: cannot write it: {error}")));
        }
        let lines =
            if count == 1 { "1 line was rejected".into() } else { format!("{count} lines were rejected") };
        Ok((count > 0).then(|| match path {
            Some(path) => format!("{lines}; with the reasons in {}", Quoted(&path.to_string_lossy())),
            None => format!("{lines}, all others are done"),
        }))
    }
}

/// How far it is, on a terminal that shows nothing else: the answer goes into a file or a pipe.
struct Progress {
    is_shown: bool,
    length: Option<u64>,
    read: u64,
    /// The step that was told last: a hundredth of the file, or 16 MiB.
    told: u64,
}

impl Progress {
    fn new(length: Option<u64>) -> Self {
        let is_shown = io::stderr().is_terminal() && !io::stdout().is_terminal();
        Self { is_shown, length, read: 0, told: 0 }
    }

    fn read(&mut self, count: usize, deployments: u64) {
        self.read += count as u64;
        let step = match self.length {
            Some(length) => self.read.saturating_mul(100) / length,
            None => self.read >> 24,
        };
        if !self.is_shown || step == self.told {
            return;
        }
        self.told = step;
        let share =
            self.length.map_or_else(|| format!("{} MB", self.read / 1_000_000), |_| format!("{step} %"));
        let line = format!("{share}, {deployments} deployments");
        // Where nobody reads it, nothing is lost.
        let _ = write!(io::stderr().lock(), "\r{line:<60}\r");
    }

    fn clear(&mut self) {
        if self.is_shown && self.told > 0 {
            let _ = write!(io::stderr().lock(), "\r{:60}\r", "");
        }
    }
}
