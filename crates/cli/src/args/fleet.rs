//! The arguments of `certplan fleet`.

use std::path::PathBuf;

use certplan_fleet::Format;
use clap::Args;

use super::facts::{OutageArgs, SettingArgs};

#[derive(Args, Debug)]
pub(crate) struct FleetArgs {
    /// The file, or "-" for standard input; not needed where every deployment has a file of the collector
    #[arg(value_name = "FILE", required_unless_present = "evidence")]
    pub(crate) file: Option<PathBuf>,

    /// A file of the collector, of the deployment of that name; without one, of the name of the file
    ///
    /// It gives length, clusters, build, last update and dates where the lines of the deployment do not. Several files of one
    /// deployment are merged. A deployment that no line names is added.
    #[arg(long, value_name = "[NAME=]FILE")]
    pub(crate) evidence: Vec<String>,

    /// Write the lines that are rejected to this file, each with its number and the reason, as objects of JSON
    ///
    /// Without it they are printed on standard error.
    #[arg(long, value_name = "FILE")]
    pub(crate) reject: Option<PathBuf>,

    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Format,

    /// The full plan of each deployment (text, json, ndjson, markdown)
    #[arg(long)]
    pub(crate) plans: bool,

    /// How many of the worst deployments the summary names
    #[arg(long, value_name = "NUMBER", default_value_t = 10, value_parser = clap::value_parser!(u16).range(0..=1000))]
    pub(crate) worst: u16,

    /// Exit with 10 where something must be repaired, with 11 where some lines could not be read
    #[arg(long)]
    pub(crate) exit_code: bool,

    #[command(flatten)]
    pub(crate) shared: SharedArgs,
}

#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Defaults for every line")]
pub(crate) struct SharedArgs {
    /// The deployment of the lines that name none
    ///
    /// With it the file may be what Get-AksHciCluster printed, as a list, a table, JSON or CSV.
    #[arg(long, value_name = "NAME")]
    pub(crate) deployment: Option<String>,

    #[command(flatten)]
    pub(crate) outage: OutageArgs,

    #[command(flatten)]
    pub(crate) settings: SettingArgs,
}
