//! Runs histories and prints a line a verdict, or tells one history as a story.
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

use std::process::ExitCode;

use certplan_twin::history::History;
use certplan_twin::mutation::Mutation;
use certplan_twin::operator::follow;
use certplan_twin::run::run;
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
}

fn main() -> ExitCode {
    let args = Args::parse();
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
    println!("{} histories from seed {}", verdicts.histories, args.seed);
    for line in verdicts.lines() {
        println!("{line}");
    }
    for (reason, count) in &verdicts.sufficient.stopped {
        println!("  {count} stopped at {reason}");
    }
    ExitCode::from(u8::from(!verdicts.hold()))
}
