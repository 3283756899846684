//! The written forms of a fleet.

mod ansible;
mod csv;
mod json;
mod markdown;
mod text;

use certplan_core::Plan;
use certplan_render::ansible::{Fleet as Plays, TooManyPlays};

use crate::deployment::Deployment;
use crate::row::Row;
use crate::summary::Summary;

/// A written form of a fleet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Form {
    /// For reading in a terminal: the commands of each deployment, then the summary.
    Text,
    /// The contract `certplan/fleet/1`: one document with rows and summary.
    Json,
    /// One row a line, and nothing else.
    Ndjson,
    /// One row a line under a header, for a spreadsheet.
    Csv,
    /// A table and the summary, for a ticket or a page.
    Markdown,
    /// One Ansible playbook for all that have something to repair.
    Ansible,
    /// The inventory that goes with it.
    Inventory,
}

/// Writes rows as they come.
#[derive(Debug)]
pub(crate) struct Writer {
    form: Form,
    rows: u64,
    plays: Plays,
}

impl Writer {
    pub(crate) fn new(form: Form) -> Self {
        Self { form, rows: 0, plays: Plays::default() }
    }

    pub(crate) fn deployment(
        &mut self,
        deployment: &Deployment,
        plan: &Plan<'_>,
        full: bool,
        out: &mut Vec<u8>,
    ) -> Result<(), TooManyPlays> {
        self.begin(out);
        match self.form {
            Form::Text => text::deployment(deployment, plan, full, out),
            Form::Json | Form::Ndjson => json::row(self.form, self.rows, deployment, plan, full, out),
            Form::Csv => csv::row(&Row::new(deployment, plan), out),
            Form::Markdown => markdown::deployment(deployment, plan, full, out),
            Form::Ansible => drop(self.plays.play_of(plan)?),
            Form::Inventory => ansible::host(&mut self.plays, deployment, plan, out)?,
        }
        self.rows += 1;
        Ok(())
    }

    pub(crate) fn finish(&mut self, summary: &Summary, out: &mut Vec<u8>) {
        self.begin(out);
        match self.form {
            Form::Text => text::summary(summary, out),
            Form::Json => json::end(self.rows, summary, out),
            Form::Ndjson | Form::Csv | Form::Inventory => {}
            Form::Markdown => markdown::summary(summary, out),
            Form::Ansible => out.extend_from_slice(self.plays.playbook().as_bytes()),
        }
    }

    fn begin(&self, out: &mut Vec<u8>) {
        if self.rows == 0 {
            match self.form {
                Form::Text | Form::Ndjson | Form::Ansible => {}
                Form::Json => json::begin(out),
                Form::Csv => csv::header(out),
                Form::Markdown => markdown::begin(out),
                Form::Inventory => out.extend_from_slice(Plays::inventory_head().as_bytes()),
            }
        }
    }
}
