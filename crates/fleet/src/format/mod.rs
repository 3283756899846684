//! The formats of a fleet.

mod ansible;
mod csv;
mod json;
mod markdown;
mod text;

use certplan_core::Plan;
use certplan_core::fleet::Summary;
use certplan_export::ansible::{Fleet as Plays, TooManyPlays};

use crate::deployment::Deployment;

/// A written format of a fleet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[non_exhaustive]
pub enum Format {
    /// For reading in a terminal: the commands of each deployment, then the summary.
    Text,
    /// For programs: certplan/fleet/1, rows and summary.
    Json,
    /// For programs: one row a line.
    Ndjson,
    /// For a spreadsheet: one row a line.
    Csv,
    /// With boxes to tick.
    Markdown,
    /// One Ansible playbook for all deployments that need a repair.
    Ansible,
    /// The inventory for that playbook, one host a deployment.
    Inventory,
}

/// Writes rows as they come.
#[derive(Debug)]
pub(crate) struct Writer {
    format: Format,
    rows: u64,
    plays: Plays,
}

impl Writer {
    pub(crate) fn new(format: Format) -> Self {
        Self { format, rows: 0, plays: Plays::default() }
    }

    pub(crate) fn deployment(
        &mut self,
        deployment: &Deployment,
        plan: &Plan<'_>,
        full: bool,
        out: &mut Vec<u8>,
    ) -> Result<(), TooManyPlays> {
        let mut page = self.begin();
        match self.format {
            Format::Text => text::deployment(deployment, plan, full, &mut page),
            Format::Json => {
                page += if self.rows == 0 { "\n" } else { ",\n" };
                json::row(deployment, plan, full, &mut page);
            }
            Format::Ndjson => {
                json::row(deployment, plan, full, &mut page);
                page.push('\n');
            }
            Format::Csv => csv::row(deployment, plan, &mut page),
            Format::Markdown => markdown::deployment(deployment, plan, full, &mut page),
            Format::Ansible => drop(self.plays.play_of(plan)?),
            Format::Inventory => ansible::host(&mut self.plays, deployment, plan, self.rows + 1, &mut page)?,
        }
        out.extend_from_slice(page.as_bytes());
        self.rows += 1;
        Ok(())
    }

    pub(crate) fn finish(&mut self, summary: &Summary, out: &mut Vec<u8>) {
        let mut page = self.begin();
        match self.format {
            Format::Text => text::summary(summary, &mut page),
            Format::Json => {
                page += if self.rows == 0 { "" } else { "\n" };
                json::end(summary, &mut page);
            }
            Format::Ndjson | Format::Csv | Format::Inventory => {}
            Format::Markdown => markdown::summary(summary, &mut page),
            Format::Ansible => page += &self.plays.playbook(),
        }
        out.extend_from_slice(page.as_bytes());
    }

    /// The text before the first row; empty before any other.
    fn begin(&self) -> String {
        // Room for a row of most deployments.
        let mut page = String::with_capacity(1 << 10);
        if self.rows == 0 {
            match self.format {
                Format::Text | Format::Ndjson | Format::Ansible => {}
                Format::Json => json::begin(&mut page),
                Format::Csv => page += csv::HEADER,
                Format::Markdown => page += markdown::BEGIN,
                Format::Inventory => page = Plays::inventory_head(),
            }
        }
        page
    }
}
