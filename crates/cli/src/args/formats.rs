//! The formats that each command prints.

use clap::ValueEnum;

/// The formats of a plan.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum PlanFormat {
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

/// The formats of a forecast.
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

/// The formats of an inspection.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum InspectFormat {
    /// For reading in a terminal
    Text,
    /// For programs: certplan/inspect/1
    Json,
    /// For spreadsheets
    Csv,
    /// For calendars
    Ics,
    /// For monitoring: a text file for the node exporter or the Windows exporter
    #[value(name = "openmetrics")]
    OpenMetrics,
}

/// The formats of an explanation.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ExplainFormat {
    /// For reading in a terminal
    Text,
    /// For programs: certplan/explain/1
    Json,
    /// With boxes to tick
    Markdown,
    /// One page to open, print or pass on
    Html,
}

/// The formats of the rule-set.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum RulesFormat {
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
    /// What verify --format json prints
    Verify,
    /// What rules --format json prints
    Rules,
}
