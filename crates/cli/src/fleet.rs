//! `certplan fleet`: in and out as a stream, so that memory does not grow with the file.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, IsTerminal as _, Read, Write};
use std::mem;
use std::path::Path;

use certplan_core::Facts;
use certplan_core::facts::{FactsInput, Quoted};
use certplan_fleet::{Format, Label, ReadFacts, Rejected, Report, Shared, Summary, Wanted};
use certplan_inspect::{Collected, MOST_BYTES, clusters};

use crate::args::{FleetArgs, SettingArgs, SharedArgs};
use crate::facts::{self, Clock, Given};
use crate::outcome::{Answer, Refusal, Status};
use crate::{evidence, machine};

/// How much is read at a time.
const PIECE: usize = 256 << 10;

/// Writes rows and summary while it reads; the answer has only notes and the status.
pub(crate) fn answer(args: &FleetArgs) -> Result<Answer, Refusal> {
    let (source, length): (Box<dyn Read>, _) = match &args.file {
        Some(file) => open(file).map_err(|error| unread(&file.to_string_lossy(), &error))?,
        None => (Box::new(io::empty()), None),
    };
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
    if args.plans && matches!(args.format, Format::Csv | Format::Ansible | Format::Inventory) {
        let reason =
            "--plans: this format has no room for full plans; accepted: text, json, ndjson, markdown";
        return Err(Refusal::new(Status::WrongCommandLine, vec![reason.into()]));
    }
    let SharedArgs { deployment, outage, settings } = &args.shared;
    let (read, mut given) = read_evidence(&args.evidence, settings)?;
    given.facts = facts::typed(outage, settings, &[], Clock::Machine)?;
    let zone = facts::zone(settings.zone.as_deref())?;
    let deployment = deployment.as_deref().map(str::parse::<Label>).transpose();
    let deployment = deployment.map_err(|reason| Refusal::of_fact(format!("--deployment: {reason}")))?;
    let (note, warning) = (given.note(), given.warning());
    let mut shared = Shared::new(&*zone);
    shared.deployment = deployment.as_ref();
    shared.facts = given.facts;
    shared.now = machine::now();
    shared.read = read;

    let name = args.file.as_deref().unwrap_or(Path::new("--evidence")).to_string_lossy();
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
            note,
            warning: joined(warning, rejected),
            status: status(args, &summary),
        }),
        // `certplan fleet FILE | head` has read enough.
        Err(Failed::Output(error)) if error.kind() == ErrorKind::BrokenPipe => {
            Ok(Answer::done(String::new()))
        }
        Err(Failed::Output(error)) => Err(Refusal::of_fact(format!("cannot write the answer: {error}"))),
        Err(Failed::Input(error)) => Err(unread(&name, &error)),
    }
}

/// The facts in the collector's files, by deployment, and the notes about them.
fn read_evidence(
    arguments: &[String],
    settings: &SettingArgs,
) -> Result<(BTreeMap<String, ReadFacts>, Given), Refusal> {
    let mut of_deployment: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for argument in arguments {
        let (name, path) =
            named(argument).map_err(|reason| Refusal::of_fact(format!("--evidence: {reason}")))?;
        of_deployment.entry(name).or_default().push(path);
    }
    let mut all =
        Given { facts: Facts::default(), unused: Vec::new(), derived: Vec::new(), doubts: Vec::new() };
    let mut read = BTreeMap::new();
    for (name, paths) in of_deployment {
        let files = paths.iter().map(|path| printed_name(path)).collect();
        // A path that begins with a folder is never taken for the name of a cluster.
        let paths: Vec<_> =
            paths.iter().map(|path| Path::new(".").join(path).to_string_lossy().into_owned()).collect();
        let given = evidence::read(&paths)?;
        let tells_length = given.collected.as_ref().is_some_and(Collected::tells_length);
        let typed = FactsInput { zone: settings.zone.clone(), ..FactsInput::default() };
        let given = facts::with_evidence(typed, given, settings.zone.as_deref(), Clock::Machine)?;
        let of_name =
            |texts: Vec<String>| texts.into_iter().map(|text| format!("{name}: {text}")).collect::<Vec<_>>();
        all.unused.extend(of_name(given.unused));
        all.derived.extend(of_name(given.derived));
        all.doubts.extend(of_name(given.doubts));
        read.insert(name, ReadFacts { facts: given.facts, tells_length, files });
    }
    Ok((read, all))
}

/// The file's name without its folder, and without what could hide in a table or on a terminal.
fn printed_name(path: &str) -> String {
    let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
    name.chars()
        .map(|letter| if letter.is_alphanumeric() || " -_.".contains(letter) { letter } else { '?' })
        .collect()
}

/// The deployment and the path. Without a name before an equals sign it is the file's own, without folder and ending.
fn named(argument: &str) -> Result<(String, String), String> {
    let is_file = Path::new(argument).is_file();
    if let Some((name, path)) = argument.split_once('=').filter(|_| !is_file) {
        let label = name.parse::<Label>().map_err(|error| format!("{}: {error}", Quoted(name)))?;
        return Ok((label.to_string(), path.to_owned()));
    }
    let stem = Path::new(argument).file_stem().unwrap_or_default().to_string_lossy();
    let label =
        stem.parse::<Label>().map_err(|error| format!("{}: {error}; give it as NAME=FILE", Quoted(&stem)))?;
    Ok((label.to_string(), argument.to_owned()))
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
    Wanted { format: args.format, plans: args.plans, worst: usize::from(args.worst) }
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
            let deployment = rejected.deployment.map(Quoted);
            let place = match (rejected.line, deployment) {
                (0, Some(name)) => format!("deployment {name}"),
                (0, None) => "deployment".to_owned(),
                (line, Some(name)) => format!("line {line} of {name}"),
                (line, None) => format!("line {line}"),
            };
            return crate::complain("rejected", &format!("{place}: {}", rejected.reason));
        };
        if let Err(error) = file.write_all(rejected.json().as_bytes()) {
            self.failed.get_or_insert(error);
        }
    }

    /// The warning about them.
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
    /// The step that was shown last: a hundredth of the file, or 16 MiB.
    shown: u64,
}

impl Progress {
    fn new(length: Option<u64>) -> Self {
        let is_shown = io::stderr().is_terminal() && !io::stdout().is_terminal();
        Self { is_shown, length, read: 0, shown: 0 }
    }

    fn read(&mut self, count: usize, deployments: u64) {
        self.read += count as u64;
        let step = match self.length {
            Some(length) => self.read.saturating_mul(100) / length,
            None => self.read >> 24,
        };
        if !self.is_shown || step == self.shown {
            return;
        }
        self.shown = step;
        let share =
            self.length.map_or_else(|| format!("{} MB", self.read / 1_000_000), |_| format!("{step} %"));
        let line = format!("{share}, {deployments} deployments");
        // Progress that cannot be shown is no error.
        let _ = write!(io::stderr().lock(), "\r{line:<60}\r");
    }

    fn clear(&mut self) {
        if self.is_shown && self.shown > 0 {
            let _ = write!(io::stderr().lock(), "\r{:60}\r", "");
        }
    }
}
