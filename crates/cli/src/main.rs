//! The command: reads facts, lets core decide, prints what the exporters write.
//!
//! Nothing here decides and nothing here words a plan. The machine's clock, zone and terminal are read in `machine` alone.

mod args;
mod cluster_list;
mod dashes;
mod evidence;
mod explain;
mod facts;
mod facts_file;
mod fleet;
mod forecast;
mod input;
mod inspect;
mod machine;
mod open;
mod outcome;
mod plan;
mod shell;
mod verify;
mod zone;

use std::env;
use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use certplan_export::{collector, rules, schedule, schema};
use clap::Parser;

use crate::args::{Cli, Command, Contract, RulesFormat};
use crate::outcome::{Answer, Refusal, Status};

fn main() -> ExitCode {
    let typed: Vec<OsString> = args::with_command(env::args_os().collect());
    // What clap would misread, and so explain badly.
    let misread = [dashes::misspelt_switches(&typed), args::missing_values(&typed)].concat();
    if !misread.is_empty() {
        return refuse(&Refusal::new(Status::WrongCommandLine, misread));
    }
    match Cli::try_parse_from(typed) {
        Ok(cli) => match answer(cli.command) {
            Ok(answer) => print(&answer),
            Err(refusal) => refuse(&refusal),
        },
        // Help and version are such "errors" too; clap knows the stream and the status of each.
        Err(error) => {
            // A closed pipe is no error: nothing reads the help any more.
            let _ = error.print();
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
        }
    }
}

fn answer(command: Command) -> Result<Answer, Refusal> {
    if let Some(Err(reason)) = machine::epoch() {
        return Err(Refusal::of_fact(reason));
    }
    match command {
        Command::Plan(args) => plan::answer(&args),
        Command::Forecast(args) => forecast::answer(&args),
        Command::Inspect(args) => inspect::answer(&args),
        Command::Verify(args) => verify::answer(&args),
        Command::Open(args) => open::answer(&args),
        Command::Fleet(args) => fleet::answer(&args),
        Command::Explain(args) => explain::answer(&args),
        Command::Symptoms => Ok(Answer::done(certplan_export::explain_markdown::reference())),
        Command::Collector => Ok(Answer::done(collector::write())),
        Command::Schedule => Ok(Answer::done(schedule::write())),
        Command::Rules { format } => Ok(Answer::done(match format {
            RulesFormat::Text => rules::text(),
            RulesFormat::Json => rules::json(),
            RulesFormat::Markdown => rules::markdown(),
            RulesFormat::Dmn => rules::dmn(),
        })),
        Command::Schema { contract } => Ok(Answer::done(match contract {
            Contract::Plan => schema::plan(),
            Contract::Facts => schema::facts(),
            Contract::Forecast => schema::forecast(),
            Contract::Fleet => certplan_fleet::schema::fleet(),
            Contract::FleetRow => certplan_fleet::schema::row(),
            Contract::FleetLine => certplan_fleet::schema::line(),
            Contract::Inspect => certplan_inspect::report::schema(),
            Contract::Explain => schema::explain(),
            Contract::Evidence => collector::SCHEMA.to_owned(),
            Contract::Verify => certplan_inspect::verify::schema(),
            Contract::Rules => schema::rules(),
        })),
        Command::Completions { shell } => Ok(Answer::done(shell::completions(shell))),
        Command::Man => Ok(Answer::done(shell::manual())),
    }
}

fn print(answer: &Answer) -> ExitCode {
    if let Some(note) = &answer.note {
        complain("note", note);
    }
    if let Some(warning) = &answer.warning {
        complain("warning", warning);
    }
    let mut stdout = io::stdout().lock();
    match stdout.write_all(answer.text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => answer.status.into(),
        // `certplan rules | head` has read enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => answer.status.into(),
        Err(error) => {
            complain("error", &format!("cannot write the answer: {error}"));
            Status::WrongFact.into()
        }
    }
}

fn refuse(refusal: &Refusal) -> ExitCode {
    for reason in &refusal.reasons {
        complain("error", reason);
    }
    refusal.status.into()
}

fn complain(kind: &str, line: &str) {
    // Where standard error is closed, the exit status still shows it.
    let _ = writeln!(io::stderr().lock(), "{kind}: {line}");
}
