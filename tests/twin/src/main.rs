//! Runs histories and prints a line a verdict, or tells one history as a story.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::path::PathBuf;
use std::process::ExitCode;

use certplan_twin::history::History;
use certplan_twin::monitoring::promtool_tests;
use certplan_twin::mutation::Mutation;
use certplan_twin::operator::follow;
use certplan_twin::run::run;
use certplan_twin::script::write_all;
use clap::Parser;

/// Runs every plan on simulated deployments.
#[derive(Debug, Parser)]
struct Args {
    /// How many histories.
    #[arg(long, default_value_t = 100_000)]
    histories: u64,
    /// The first seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Tells the history of the seed as a story instead.
    #[arg(long)]
    story: bool,
    /// Prints tests for promtool: a healthy year for the alert rules in this file.
    #[arg(long, value_name = "RULES")]
    promtool: Option<String>,
    /// Writes so many histories into this folder, each as a script and the state that it is run on.
    #[arg(long, value_name = "FOLDER")]
    scripts: Option<PathBuf>,
    /// Prints the table of the book, with this date.
    #[arg(long, value_name = "DATE")]
    markdown: Option<String>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    if let Some(rules) = &args.promtool {
        let model = History::random(args.seed).before.model;
        print!("{}", promtool_tests(rules, model));
        return ExitCode::SUCCESS;
    }
    if let Some(folder) = &args.scripts {
        return match write_all(folder, args.seed, args.histories) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("cannot write into {}: {error}", folder.display());
                ExitCode::FAILURE
            }
        };
    }
    if args.story {
        let history = History::random(args.seed);
        let outcome = follow(&history, Mutation::None);
        for sentence in history.story.iter().chain(&outcome.story) {
            println!("{sentence}");
        }
        println!("Told: {:?}", history.told);
        println!("Broken and not named by the plan: {:?}", outcome.unexplained);
        return ExitCode::from(u8::from(!outcome.is_sufficient()));
    }
    let verdicts = run(args.histories, args.seed, Mutation::None);
    let mut lines = vec![format!("{} histories from seed {}", verdicts.histories, args.seed)];
    lines.extend(verdicts.lines().iter().map(ToString::to_string));
    lines.extend(
        verdicts.sufficient.stopped.iter().map(|(reason, count)| format!("  {count} stopped at {reason}")),
    );
    match &args.markdown {
        // The table is for a file, the lines are for the person who waits for it.
        Some(date) => {
            eprintln!("{}", lines.join("\n"));
            print!("{}", verdicts.markdown(args.seed, date));
        }
        None => println!("{}", lines.join("\n")),
    }
    ExitCode::from(u8::from(!verdicts.hold()))
}
