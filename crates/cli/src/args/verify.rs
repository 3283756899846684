//! The arguments of `certplan verify`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Args, Debug)]
pub(crate) struct VerifyArgs {
    /// What was collected before the repair
    #[arg(value_name = "BEFORE")]
    pub(crate) before: PathBuf,

    /// What was collected after it
    #[arg(value_name = "AFTER")]
    pub(crate) after: PathBuf,

    /// The time to compare the dates with, instead of the time at which AFTER was collected, else this machine's clock
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(crate) at: Option<String>,

    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: VerifyFormat,

    /// Exit with 10 where a step has to be run again, with 11 where something could not be read again
    #[arg(long)]
    pub(crate) exit_code: bool,
}

/// The formats of a comparison.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum VerifyFormat {
    /// For reading in a terminal
    Text,
    /// For programs: certplan/verify/1
    Json,
    /// The later checks, for a calendar
    Ics,
}
