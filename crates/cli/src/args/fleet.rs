//! What a fleet is asked for.

use std::path::PathBuf;

use clap::Args;

use super::forms::FleetForm;

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
