//! The project's own tool: `cargo xtask <command>`.
//!
//! It sets up what a fresh machine lacks, builds the static site, serves and measures it, and runs the gate.
//! It knows nothing about certificates: the rules live in `certplan-core`.

mod ansible;
mod bench;
mod build;
mod contracts;
mod debian;
mod docs;
mod engines;
mod fuzz;
mod licences;
mod machine;
mod module;
mod mutants;
mod npm;
mod offline;
mod package;
mod page;
mod playbooks;
mod policy;
mod publish;
mod reference;
mod reproduce;
mod say;
mod serve;
mod setup;
mod size;
mod sources;
mod test;
mod tools;
mod twin;
mod widget;
mod windows;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
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
    Build {
        /// Where the site will be published, for what needs absolute addresses: sitemap.xml, 404.html
        #[arg(long, value_name = "URL")]
        base: Option<String>,
        /// Also build certplan.exe, into dist/windows/
        #[arg(long)]
        windows: bool,
    },
    /// Build the npm package alone, into dist/package/, and run the examples of its README
    Package,
    /// Build and serve page and book on this machine, and rebuild when a source changes
    Serve {
        /// The port; 0 takes any free one [default: 8080 when free, else any]
        #[arg(long)]
        port: Option<u16>,
        /// Serve dist/ as it is: no set-up, no build, no watching
        #[arg(long)]
        no_build: bool,
        /// Another folder than dist/, as it is
        #[arg(long, requires = "no_build")]
        folder: Option<PathBuf>,
        /// The path below which the site is served
        #[arg(long, requires = "no_build", default_value = "/")]
        under: String,
    },
    /// Show the page's weight and fail when it exceeds its bars
    Size,
    /// Run the gate: everything that must pass before a change is merged
    Test {
        /// Only the steps that take under a minute once compiled
        #[arg(long)]
        fast: bool,
        /// Only the steps with this in their names, such as "Wine"
        #[arg(long, conflicts_with = "fast")]
        only: Option<String>,
    },
    /// Time the decision, the command and the page that was built last, with peers; writes the book's page of benchmarks
    Bench {
        /// Only the command: start, fleet, certificates; writes nothing
        #[arg(long)]
        command: bool,
    },
    /// Fuzz the readers of files for a while; needs a C++ compiler, on Linux
    Fuzz {
        /// How long, for each reader
        #[arg(long, default_value_t = 60)]
        seconds: u32,
    },
    /// Put mistakes into core, one at a time, and fail when no test finds one; about an hour and a half for all
    Mutants {
        /// Only these files, such as crates/core/src/case.rs [default: the whole core]
        files: Vec<String>,
    },
    /// Build the site twice in different folders and fail when a byte differs; about 8 minutes
    Reproduce,
    /// Show which documents have changed since they were read, from a clone of their repository, and what uses them
    Sources {
        /// The clone's folder
        folder: PathBuf,
    },
    /// Carry out every plan on simulated deployments, print a line a verdict, and fail where one is broken
    Twin {
        /// How many histories
        #[arg(long, default_value_t = 1_000_000)]
        histories: u64,
        /// The first seed
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Print the history of the seed step by step instead
        #[arg(long)]
        story: bool,
        /// Also write the table of the book, with today's date
        #[arg(long, conflicts_with = "story")]
        book: bool,
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
        Task::Setup { tests: true } => setup::for_tests().map(|_| ()),
        Task::Build { base, windows: false } => build::build(base.as_deref()),
        Task::Build { base, windows: true } => build::build(base.as_deref()).and_then(|()| windows::build()),
        Task::Package => package::alone(),
        Task::Serve { port, no_build: true, folder, under } => serve::as_it_is(port, folder, &under),
        Task::Serve { port, no_build: false, .. } => serve::and_rebuild(port),
        Task::Size => size::report(),
        Task::Test { fast, only } => test::run(fast, only.as_deref()),
        Task::Bench { command: true } => bench::command(),
        Task::Bench { command: false } => bench::all(),
        Task::Fuzz { seconds } => fuzz::run(seconds),
        Task::Mutants { files } => mutants::run(&files),
        Task::Reproduce => reproduce::run(),
        Task::Sources { folder } => sources::check(&folder),
        Task::Twin { seed, story: true, .. } => twin::story(seed),
        Task::Twin { histories, seed, book, .. } => twin::run(histories, seed, book),
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
