//! The command line: what may be typed, and the help that explains it.
//!
//! Values of facts stay text here: core reads them, so that page and command refuse the same things in the same words.

#![expect(
    clippy::doc_markdown,
    reason = "these comments are the help texts, which show backticks as they are"
)]

use std::ffi::OsString;
use std::path::PathBuf;

use certplan_core::facts::Quoted;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// Which certificates did this shutdown hit, and what do I run?
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
  certplan plan --shutdown 45d --cluster management --cluster target=prod";

const AFTER_LONG_HELP: &str = "\
Start with:
  certplan plan --shutdown 45d --cluster management --cluster target=prod

Exit status:
  0   done
  1   a fact is wrong; standard error says which and what is accepted
  2   the command line is wrong
  3   a part of the input was rejected; the answer to the rest is printed
  10  something must be repaired (only with --exit-code)
  11  something could not be decided (only with --exit-code)

With 1 and 2 nothing is printed on standard output.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// What a shutdown hit and what to run, in order
    ///
    /// Without a shutdown it is taken that nothing was switched off.
    #[command(after_help = PLAN_EXAMPLES, after_long_help = PLAN_EXAMPLES)]
    Plan(Box<PlanArgs>),
    /// What a shutdown that lies ahead will do, and what to do before
    ///
    /// When each credential lapses, until when to be back, what to do before switching off, what will have to be run after.
    #[command(after_help = FORECAST_EXAMPLES, after_long_help = FORECAST_EXAMPLES)]
    Forecast(Box<ForecastArgs>),
    /// The real dates in certificates, kubeconfigs and access files
    ///
    /// What a file is, its content tells: certificates in PEM or DER and bundles of them, a kubeconfig, an access file of
    /// mocctl or kvactl, the collector's JSON, or what these print: openssl x509 -dates, kubeadm certs check-expiration
    /// -o json, k3s certificate check -o json, az connectedk8s show. Private keys and tokens are passed over.
    #[command(after_help = INSPECT_EXAMPLES, after_long_help = INSPECT_EXAMPLES)]
    Inspect(InspectArgs),
    /// A plan for each of many deployments, and a summary of all
    ///
    /// The file has one cluster a line, the lines of one deployment together: objects of JSON (one a line or in a list), or
    /// CSV with a header. Fields: deployment, host, cluster, kind, load_balancer, shutdown or from and to, since_update, build.
    /// A line that cannot be read is reported and holds up no other deployment.
    #[command(after_help = FLEET_EXAMPLES, after_long_help = FLEET_EXAMPLES)]
    Fleet(Box<FleetArgs>),
    /// What an error message says: which layer, which cause, what to do
    ///
    /// Paste the message with what stands around it. Nothing of it is kept, printed or sent. At most 1 MiB is read.
    #[command(after_help = EXPLAIN_EXAMPLES, after_long_help = EXPLAIN_EXAMPLES)]
    Explain(ExplainArgs),
    /// Every message that explain knows, as Markdown
    #[command(hide = true)]
    Symptoms,
    /// A read-only script that gathers the dates of real certificates
    ///
    /// For Windows PowerShell 5.1 on a physical host. It reads out no key and no token, and writes what it found and what it
    /// could not read as JSON (certplan/evidence/1). Its head says how to run it.
    #[command(after_help = COLLECTOR_EXAMPLES, after_long_help = COLLECTOR_EXAMPLES)]
    Collector,
    /// A script that registers a scheduled renewal of the infrastructure layer
    ///
    /// For Windows PowerShell 5.1 on a physical host. It registers a Windows scheduled task, runs in it about monthly, and
    /// takes it away again. Its head says how to use and how to undo it.
    #[command(after_help = SCHEDULE_EXAMPLES, after_long_help = SCHEDULE_EXAMPLES)]
    Schedule,
    /// Every rule with its source
    Rules {
        /// The form to print
        #[arg(long, value_name = "FORM", default_value = "text")]
        format: RulesForm,
    },
    /// The JSON Schema of what is printed or read
    Schema {
        /// Which of them
        #[arg(default_value = "plan")]
        contract: Contract,
    },
    /// Completions for a shell
    #[command(after_help = COMPLETIONS_EXAMPLES, after_long_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// The manual pages of all commands, in one
    ///
    /// To read them: certplan man | man -l -
    Man,
}

// No line above 80 columns: a command that a terminal breaks cannot be copied.
const PLAN_EXAMPLES: &str = "\
Examples:
  It was off for 45 days, with one workload cluster and its load balancer:
  certplan plan --shutdown 45d --cluster target=web --cluster load-balancer=web

  You know the dates:
  certplan plan --from 2026-11-01 --to 2026-12-18 --cluster target=web

  For a script:
  certplan plan --shutdown 10d --cluster target=web --format json --exit-code

Exit status:
  0 done, 1 a fact is wrong, 2 the command line is wrong,
  10 something must be repaired (only with --exit-code)";

const FORECAST_EXAMPLES: &str = "\
Examples:
  From Friday evening to after the holidays:
  certplan forecast --from 2026-12-18T17:00+01:00 --to 2027-01-08T08:00+01:00

  Reminders for a calendar:
  certplan forecast --from 2026-12-18 --to 2027-01-08 --format ics > aks.ics

  Only a length is known:
  certplan forecast --shutdown 21d --since-update 40d

Exit status:
  0 done, 1 a fact is wrong, 2 the command line is wrong";
const INSPECT_EXAMPLES: &str = "\
Examples:
  When does it all expire?
  certplan inspect kubeconfig-mgmt cloudconfig apiserver.crt

  What a node prints:
  ssh NODE openssl x509 -dates -noout -in FILE | certplan inspect -

  For monitoring:
  certplan inspect bundle.pem --warn 7d --exit-code --format json

Exit status:
  0 done, 1 nothing could be read or a fact is wrong, 2 the command line is wrong,
  3 a part could not be read, the rest is printed; only with --exit-code:
  10 something expired, is not valid yet, or expires within --warn,
  11 something could not be read";
const EXPLAIN_EXAMPLES: &str = "\
Examples:
  certplan explain 'rpc error: code = Unauthenticated desc = Valid Token Required.'
  Get-Clipboard | certplan explain -
  certplan explain --file error.txt --format json --exit-code

Exit status:
  0 done, 1 the text cannot be read, 2 the command line is wrong,
  11 the message is not known or cannot be told (only with --exit-code)";
const COLLECTOR_EXAMPLES: &str = "\
Examples:
  certplan collector > certplan-collector.ps1";

const SCHEDULE_EXAMPLES: &str = "\
Examples:
  certplan schedule > certplan-renew.ps1";

const FLEET_EXAMPLES: &str = "\
Examples:
  Every deployment of a list, the worst ten named at the end:
  certplan fleet clusters.csv

  All were off for the same time, and this is for a program:
  certplan fleet clusters.csv --shutdown 45d --format ndjson > plans.ndjson

  Keep what was rejected, with the reason:
  certplan fleet clusters.csv --reject rejected.ndjson

  What Get-AksHciCluster printed, for one deployment:
  certplan fleet clusters.txt --deployment berlin --shutdown 45d

Exit status:
  0 done, 1 a fact is wrong or no line can be used,
  2 the command line is wrong, 3 some lines were rejected, the rest is done;
  with --exit-code: 10 something must be repaired, 11 nothing must be repaired
  in the lines that could be read";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  certplan completions bash > /etc/bash_completion.d/certplan
  certplan completions powershell >> $PROFILE";

#[derive(Args, Debug)]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    pub(crate) facts: FactArgs,

    /// Facts as JSON (certplan/facts/1) from a file, or from standard input with "-"
    ///
    /// The "facts" of a plan in JSON are such a file. At most 1 MiB.
    #[arg(long = "facts", value_name = "FILE", conflicts_with_all = FACTS)]
    pub(crate) facts_file: Option<PathBuf>,

    /// The form to print
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) format: PlanForm,

    /// Exit with 10 where something must be repaired
    #[arg(long)]
    pub(crate) exit_code: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ForecastArgs {
    #[command(flatten)]
    pub(crate) facts: FactArgs,

    /// Facts as JSON (certplan/facts/1) from a file, or from standard input with "-"
    #[arg(long = "facts", value_name = "FILE", conflicts_with_all = FACTS)]
    pub(crate) facts_file: Option<PathBuf>,

    /// The form to print
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) format: ForecastFormat,
}

#[derive(Args, Debug)]
pub(crate) struct FleetArgs {
    /// The file, or "-" for standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// Write the lines that are rejected to this file, each with its number and the reason, as objects of JSON
    ///
    /// Without it they are told on standard error.
    #[arg(long, value_name = "FILE")]
    pub(crate) reject: Option<PathBuf>,

    /// The form to print
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) format: FleetForm,

    /// The full plan of each deployment (text, json, ndjson, markdown)
    #[arg(long)]
    pub(crate) plans: bool,

    /// How many of the worst deployments the summary names
    #[arg(long, value_name = "NUMBER", default_value_t = 10, value_parser = clap::value_parser!(u16).range(0..=1000))]
    pub(crate) worst: u16,

    /// Exit with 10 where something must be repaired, with 11 where that is not known of every line
    #[arg(long)]
    pub(crate) exit_code: bool,

    #[command(flatten)]
    pub(crate) shared: SharedArgs,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "For every line that says nothing else")]
pub(crate) struct SharedArgs {
    /// The deployment of the lines that name none
    ///
    /// With it the file may be what Get-AksHciCluster printed, as a list, a table, JSON or CSV.
    #[arg(long, value_name = "NAME")]
    pub(crate) deployment: Option<String>,

    /// How long it was off: 45d, 36h, 1d12h, 6w, or unknown
    #[arg(long, value_name = "DURATION", conflicts_with_all = ["from", "to"], allow_hyphen_values = true)]
    pub(crate) shutdown: Option<String>,

    /// When it went off: 2026-11-01, 2026-11-01T18:00, or with an offset
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(crate) from: Option<String>,

    /// When it came back
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(crate) to: Option<String>,

    /// How long ago the deployment was last updated: 100d
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true)]
    pub(crate) since_update: Option<String>,

    /// The build that Get-AksHciVersion prints: 1.0.24.11029
    #[arg(long, value_name = "VERSION", allow_hyphen_values = true)]
    pub(crate) build: Option<String>,

    /// The zone of date-times without an offset: Europe/Berlin, +01:00, UTC
    #[arg(long, value_name = "ZONE", allow_hyphen_values = true)]
    pub(crate) zone: Option<String>,

    /// The time to take for now, instead of this machine's clock
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(crate) at: Option<String>,
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

    /// The form to print
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) format: ExplainForm,

    /// Exit with 11 where it cannot be told
    #[arg(long)]
    pub(crate) exit_code: bool,
}

/// What a file of facts stands instead of.
const FACTS: [&str; 10] =
    ["shutdown", "from", "to", "since_update", "cluster", "clusters_from", "build", "evidence", "zone", "at"];

#[derive(Args, Debug)]
#[command(next_help_heading = "What happened")]
pub(crate) struct FactArgs {
    /// How long it was off: 45d, 36h, 1d12h, 6w, or unknown
    ///
    /// Count from the last moment when the renewal of certificates worked (API server and cloud agent both up), not from the
    /// power switch. A bare number is days.
    #[arg(long, value_name = "DURATION", conflicts_with_all = ["from", "to"], allow_hyphen_values = true)]
    pub(crate) shutdown: Option<String>,

    /// When it went off: 2026-11-01, 2026-11-01T18:00, or with an offset
    ///
    /// The last moment when the renewal of certificates worked, not the power switch. Without --to it is taken to be off until now.
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(crate) from: Option<String>,

    /// When it came back
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(crate) to: Option<String>,

    /// How long ago the deployment was last updated: 100d
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true)]
    pub(crate) since_update: Option<String>,

    /// A cluster: management, target=NAME, load-balancer=NAME; once for each
    ///
    /// load-balancer=prod is the load balancer of target prod, of the kind (HAProxy) that the product deploys. Without any
    /// --cluster the plan is for the management cluster and one target, with a placeholder for its name.
    #[arg(long, value_name = "KIND[=NAME]", allow_hyphen_values = true)]
    pub(crate) cluster: Vec<String>,

    /// The clusters that Get-AksHciCluster printed, from a file, or from standard input with "-"
    ///
    /// As it prints, or through ConvertTo-Json -Depth 4 or Export-Csv. The management cluster, which it does not list, is
    /// added; a load balancer is where the list says that there is one of the kind that the product deploys.
    #[arg(long, value_name = "FILE")]
    pub(crate) clusters_from: Option<PathBuf>,

    /// The build that Get-AksHciVersion prints: 1.0.24.11029
    #[arg(long, value_name = "VERSION", allow_hyphen_values = true)]
    pub(crate) build: Option<String>,

    /// Real dates, from a file that certplan inspect reads: FILE, or NAME=FILE for a target cluster; once for each
    ///
    /// They take the place of the model for their cluster, and are held against now. Without a name they belong to the hosts
    /// or the management cluster. A file with an equals sign in its name is given as ./FILE.
    #[arg(long, value_name = "[NAME=]FILE")]
    pub(crate) evidence: Vec<String>,

    /// The zone of date-times without an offset: Europe/Berlin, +01:00, UTC
    ///
    /// Without it the zone of this machine, and the answer says which that is.
    #[arg(long, value_name = "ZONE", allow_hyphen_values = true)]
    pub(crate) zone: Option<String>,

    /// The time to take for now, instead of this machine's clock
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(crate) at: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct InspectArgs {
    /// Files to read; "-" is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// The instant to hold the dates against, instead of this machine's clock
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(crate) at: Option<String>,

    /// The zone of --at where it has no offset: Europe/Berlin, +01:00, UTC
    #[arg(long, value_name = "ZONE", allow_hyphen_values = true)]
    pub(crate) zone: Option<String>,

    /// Call expiring what expires within this time: 7d
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true)]
    pub(crate) warn: Option<String>,

    /// The form to print
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) format: InspectForm,

    /// Exit with 10 where something has to be renewed, with 11 where something could not be read
    #[arg(long)]
    pub(crate) exit_code: bool,
}

/// The forms of an inspection.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum InspectForm {
    /// For reading in a terminal
    Text,
    /// For programs: certplan/inspect/1
    Json,
    /// For spreadsheets
    Csv,
    /// For calendars
    Ics,
}

/// Each switch of a fact that another switch follows.
///
/// Values may begin with a hyphen, since `-3d` is core's to refuse; so clap would take the next switch for one.
pub(crate) fn missing_values(args: &[OsString]) -> Vec<String> {
    let switch = |arg: &OsString| -> Option<String> {
        let name = arg.to_str()?.strip_prefix("--")?;
        name.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| name.to_owned())
    };
    let of_fact = |name: &String| name == "warn" || FACTS.iter().any(|fact| fact.replace('_', "-") == *name);
    args.iter()
        .zip(args.iter().skip(1))
        .filter_map(|(arg, next)| Some((switch(arg).filter(of_fact)?, switch(next)?)))
        .map(|(name, next)| format!("--{name} has no value: {} follows it", Quoted(&format!("--{next}"))))
        .collect()
}

/// The forms of a plan.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum PlanForm {
    /// For reading in a terminal
    Text,
    /// For programs: certplan/plan/1
    Json,
    /// With boxes to tick
    Markdown,
    /// One page to open, print or pass on
    Html,
    /// The timeline as a picture
    Svg,
    /// A script for Windows PowerShell 5.1; its head says how to run it
    #[value(name = "powershell")]
    PowerShell,
    /// A playbook for Ansible: many hosts, one at a time
    Ansible,
}

/// The forms of a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ForecastFormat {
    /// For reading in a terminal
    Text,
    /// For programs: certplan/forecast/1
    Json,
    /// With boxes to tick
    Markdown,
    /// One page to open, print or pass on
    Html,
    /// Reminders for a calendar
    Ics,
    /// The timeline as a picture
    Svg,
}

/// The forms of a fleet.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FleetForm {
    /// For reading in a terminal: the commands of each deployment, then the summary
    Text,
    /// For programs: certplan/fleet/1, rows and summary
    Json,
    /// For programs: one row a line
    Ndjson,
    /// For a spreadsheet: one row a line
    Csv,
    /// With boxes to tick
    Markdown,
    /// One Ansible playbook for all deployments that need a repair
    Ansible,
    /// The inventory for that playbook, one host a deployment
    Inventory,
}

/// The forms of an explanation.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ExplainForm {
    /// For reading in a terminal
    Text,
    /// For programs: certplan/explain/1
    Json,
    /// With boxes to tick
    Markdown,
    /// One page to open, print or pass on
    Html,
}

/// The forms of the rule-set.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum RulesForm {
    /// For reading in a terminal
    Text,
    /// For programs
    Json,
    /// For a document
    Markdown,
    /// For engines of decision tables: DMN 1.3
    Dmn,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Contract {
    /// What plan --format json prints
    Plan,
    /// What plan --facts reads
    Facts,
    /// What forecast --format json prints
    Forecast,
    /// What fleet --format json prints
    Fleet,
    /// One line of what fleet --format ndjson prints
    FleetRow,
    /// One line of what fleet reads
    FleetLine,
    /// What inspect --format json prints
    Inspect,
    /// What explain --format json prints
    Explain,
    /// What the script of certplan collector writes
    Evidence,
    /// What rules --format json prints
    Rules,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_declaration_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_switch_is_no_value() {
        let missing = |args: &[&str]| missing_values(&args.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(
            missing(&["plan", "--since-update", "--format", "json"]),
            ["--since-update has no value: \"--format\" follows it"]
        );
        for next in ["-3d", "--3d", "", "-", "--", "\u{2013}3d"] {
            assert!(missing(&["plan", "--shutdown", next]).is_empty(), "{next}");
        }
        assert!(missing(&["plan", "--exit-code", "--format", "json"]).is_empty());
    }
}
