//! The project's own tool: `cargo xtask <command>`.
//!
//! It sets up what a fresh machine lacks, builds the static site, serves and measures it, and runs the gate.
//! It knows nothing about certificates: the rules live in `certplan-core`.

mod ansible;
mod build;
mod docs;
mod encode;
mod fuzz;
mod lean;
mod links;
mod machine;
mod page;
mod policy;
mod reference;
mod run;
mod say;
mod serve;
mod setup;
mod site;
mod size;
mod snip;
mod test;
mod tools;
mod watch;
mod widget;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Sets up, builds, serves, measures and tests Certplan.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Task,
}

/// What to do; every command sets up what it needs.
#[derive(Subcommand)]
enum Task {
    /// Install the pinned build tools into the per-user cache
    Setup {
        /// Also install what the tests need: browser, driver, axe, cargo-deny, Ansible
        #[arg(long)]
        tests: bool,
    },
    /// Build the static site, page and book, into dist/
    Build,
    /// Build and serve page and book on this machine, and rebuild when a source changes
    Serve {
        /// The port; 0 takes any free one [default: 8080 when free, else any]
        #[arg(long)]
        port: Option<u16>,
        /// Serve dist/ as it is: no set-up, no build, no watching
        #[arg(long)]
        no_build: bool,
    },
    /// Show the page's weight and fail when it exceeds its bars
    Size,
    /// Run the gate: everything that must pass before a change is merged
    Test {
        /// Only the steps that take under a minute once compiled
        #[arg(long)]
        fast: bool,
    },
    /// Time the decision, the reading of certificates beside openssl, and typing in the page that was built last
    Bench,
    /// Feed the readers with inputs that mean harm, for a while; needs a C++ compiler, on Linux
    Fuzz {
        /// How long, for each reader
        #[arg(long, default_value_t = 60)]
        seconds: u32,
    },
    /// Write the book's generated pages
    Docs {
        /// Write nothing; fail when a page is stale
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Task::Setup { tests: false } => setup::for_build().map(|_| ()),
        Task::Setup { tests: true } => setup::for_build().and_then(|_| setup::for_tests()).map(|_| ()),
        Task::Build => build::build(),
        Task::Serve { port, no_build: true } => serve::as_it_is(port),
        Task::Serve { port, no_build: false } => serve::and_rebuild(port),
        Task::Size => size::report(),
        Task::Test { fast } => test::run(fast),
        Task::Bench => test::bench(),
        Task::Fuzz { seconds } => fuzz::run(seconds),
        Task::Docs { check: false } => docs::write(),
        Task::Docs { check: true } => docs::check(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::failure(&error);
            ExitCode::FAILURE
        }
    }
}
