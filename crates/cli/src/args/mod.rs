//! The command line: what may be typed, and the help that explains it.
//!
//! Values of facts stay text here: core reads them, so that page and command refuse the same things in the same words.

#![expect(
    clippy::doc_markdown,
    reason = "these comments are the help texts, which show backticks as they are"
)]

mod examples;
mod facts;
mod fleet;
mod formats;
mod open;
mod verify;

pub(crate) use facts::{FactArgs, OutageArgs, SettingArgs, input, missing_values};
pub(crate) use fleet::{FleetArgs, SharedArgs};
pub(crate) use formats::{Contract, ExplainFormat, ForecastFormat, InspectFormat, PlanFormat, RulesFormat};

pub(crate) use open::{OpenArgs, with_command};
pub(crate) use verify::{VerifyArgs, VerifyFormat};

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

/// Which certificates did this shutdown affect, and what do I run?
///
/// For AKS on Windows Server (AKS hybrid, the AksHci PowerShell module). Certplan runs nothing on your machines and sends
/// nothing anywhere: you tell it what happened, it tells you what to run, in which order, how to check it, and which
/// document says so.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = AFTER_HELP, after_long_help = AFTER_LONG_HELP)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
Start with:
  certplan plan --shutdown 45d --cluster management --cluster target=prod

Or give a file, or \"-\" for standard input, without a command:
  certplan error.txt
Certplan says what it is and answers it: an error message, certificates, a kubeconfig,
the output of Get-AksHciCluster, the collector's file, a list of deployments.";

const AFTER_LONG_HELP: &str = "\
Start with:
  certplan plan --shutdown 45d --cluster management --cluster target=prod

Or give a file, or \"-\" for standard input, without a command:
  certplan error.txt
Certplan says what it is and answers it: an error message, certificates, a kubeconfig,
the output of Get-AksHciCluster, the collector's file, a list of deployments.

Exit status:
  0   done
  1   a fact is wrong; standard error says which and what is accepted
  2   the command line is wrong
  3   a part of the input was rejected; the answer to the rest is printed
  10  something must be repaired (only with --exit-code)
  11  something could not be decided (only with --exit-code)

With 1 and 2 nothing is printed on standard output.

Environment:
  TZ                 the zone of date-times without an offset, where --zone names none
  NO_COLOR           no colour
  SOURCE_DATE_EPOCH  the current time, in seconds since 1970, so that every run writes the same bytes";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// What a shutdown affected and what to run, in order
    ///
    /// Without a shutdown, nothing was switched off.
    #[command(after_help = examples::PLAN, after_long_help = examples::PLAN)]
    Plan(Box<PlanArgs>),
    /// What a future shutdown will do, and what to do before
    ///
    /// When each credential expires, until when to be back, what to do before switching off, what will have to be run after.
    #[command(after_help = examples::FORECAST, after_long_help = examples::FORECAST)]
    Forecast(Box<ForecastArgs>),
    /// What each file is, and the answer to it
    #[command(hide = true, override_usage = "certplan [--full] FILE...")]
    Open(OpenArgs),
    /// The real dates in certificates, kubeconfigs and access files
    ///
    /// The content decides what a file is: certificates in PEM or DER and bundles of them, a kubeconfig, an access file of
    /// mocctl or kvactl, the collector's JSON, or what these print: openssl x509 -dates, kubeadm certs check-expiration
    /// -o json, k3s certificate check -o json, az connectedk8s show. Private keys and tokens are passed over.
    #[command(after_help = examples::INSPECT, after_long_help = examples::INSPECT)]
    Inspect(InspectArgs),
    /// Two collections compared: what was renewed, what was not, and which step to run again
    ///
    /// BEFORE and AFTER are files of the collector, or anything else that inspect reads. Each certificate is compared with the
    /// one from the same place.
    #[command(after_help = examples::VERIFY, after_long_help = examples::VERIFY)]
    Verify(VerifyArgs),
    /// A plan for each of many deployments, and a summary of all
    ///
    /// The file has one cluster a line, the lines of one deployment together: objects of JSON (one a line or in a list), or
    /// CSV with a header. Fields: deployment, host, cluster, kind, load_balancer, shutdown or from and to, since_update, build.
    /// A line that cannot be read is reported, and the other deployments are still planned.
    #[command(after_help = examples::FLEET, after_long_help = examples::FLEET)]
    Fleet(Box<FleetArgs>),
    /// What an error message says: which layer, which cause, what to do
    ///
    /// Paste the message with the lines around it. Nothing of it is kept, printed or sent. At most 1 MiB is read.
    #[command(after_help = examples::EXPLAIN, after_long_help = examples::EXPLAIN)]
    Explain(ExplainArgs),
    /// Every message that explain recognises, as Markdown
    #[command(hide = true)]
    Symptoms,
    /// A read-only script that gathers the dates of real certificates
    ///
    /// For Windows PowerShell 5.1 on a physical host. It reads out no key and no token, and writes what it found and what it
    /// could not read as JSON (certplan/evidence/1). Its header says how to run it.
    #[command(after_help = examples::COLLECTOR, after_long_help = examples::COLLECTOR)]
    Collector,
    /// A script that registers a scheduled renewal of the infrastructure layer
    ///
    /// For Windows PowerShell 5.1 on a physical host. It registers a Windows scheduled task, runs in it about monthly, and
    /// removes it again. Its header says how to use and how to undo it.
    #[command(after_help = examples::SCHEDULE, after_long_help = examples::SCHEDULE)]
    Schedule,
    /// Every rule with its source
    Rules {
        /// The format
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: RulesFormat,
    },
    /// The JSON Schema of what is printed or read
    Schema {
        /// Which of them
        #[arg(default_value = "plan")]
        contract: Contract,
    },
    /// Completions for a shell
    #[command(after_help = examples::COMPLETIONS, after_long_help = examples::COMPLETIONS)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// The manual pages of all commands, in one
    ///
    /// To read them: certplan man | man -l -
    Man,
}

#[derive(Args, Debug)]
pub(crate) struct PlanArgs {
    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: PlanFormat,

    /// Everything: all reasons, notes and sources, not only what fits on one screen
    #[arg(long)]
    pub(crate) full: bool,

    /// Exit with 10 where something must be repaired
    #[arg(long)]
    pub(crate) exit_code: bool,

    // Last, since arguments after it would get its heading.
    #[command(flatten)]
    pub(crate) facts: FactArgs,
}

#[derive(Args, Debug)]
pub(crate) struct ForecastArgs {
    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ForecastFormat,

    /// Everything: all reasons, notes and sources, not only what fits on one screen
    #[arg(long)]
    pub(crate) full: bool,

    #[command(flatten)]
    pub(crate) facts: FactArgs,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// The message, or "-" to read it from standard input
    #[arg(
        value_name = "TEXT",
        required_unless_present = "file",
        conflicts_with = "file",
        allow_hyphen_values = false
    )]
    pub(crate) text: Vec<String>,

    /// Read the message from a file, in UTF-8 or UTF-16
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,

    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: ExplainFormat,

    /// Everything: all reasons, notes and sources, not only what fits on one screen
    #[arg(long)]
    pub(crate) full: bool,

    /// Exit with 11 where the layer is not known
    #[arg(long)]
    pub(crate) exit_code: bool,
}

#[derive(Args, Debug)]
pub(crate) struct InspectArgs {
    /// Files to read; "-" is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// The time to compare the dates with, instead of this machine's clock
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(crate) at: Option<String>,

    /// The zone of --at where it has no offset: Europe/Berlin, +01:00, UTC
    #[arg(long, value_name = "ZONE", allow_hyphen_values = true)]
    pub(crate) zone: Option<String>,

    /// Call expiring what expires within this time: 7d
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true)]
    pub(crate) warn: Option<String>,

    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: InspectFormat,

    /// Everything: all reasons, notes and sources, not only what fits on one screen
    #[arg(long)]
    pub(crate) full: bool,

    /// Exit with 10 where something has to be renewed, with 11 where something could not be read
    #[arg(long)]
    pub(crate) exit_code: bool,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_declaration_is_sound() {
        Cli::command().debug_assert();
    }
}
