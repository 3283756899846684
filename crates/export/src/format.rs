//! The formats of a plan and of a forecast.

use certplan_core::{Forecast, Plan};

use crate::document::PlanDocument;
use crate::forecast::ForecastDocument;
use crate::script::{self, Origin};
use crate::{ansible, ics, markdown, text};

/// A written format of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Plain text for a terminal, 80 columns, no colour.
    Text,
    /// The contract `certplan/plan/1`.
    Json,
    /// Markdown with tick boxes; [`markdown::plan`] puts a picture into it, too.
    Markdown,
    /// A script for Windows PowerShell 5.1: ASCII, lines ended by CR and LF.
    PowerShell,
    /// A playbook for Ansible: many hosts, one at a time.
    Ansible,
}

impl Format {
    /// The plan in this format, with a newline at its end.
    pub fn write(self, plan: &Plan<'_>) -> String {
        self.write_from(plan, Origin::default())
    }

    /// The same; the head of a script or playbook says where and when it was made.
    pub fn write_from(self, plan: &Plan<'_>, origin: Origin<'_>) -> String {
        let document = || PlanDocument::new(plan);
        match self {
            Self::Text => text::plan(&document(), text::Style::default()),
            Self::Json => document().json(),
            Self::Markdown => markdown::plan(&document(), ""),
            Self::PowerShell => script::write(plan, origin),
            Self::Ansible => ansible::write(plan, origin),
        }
    }
}

/// A written format of a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ForecastFormat {
    /// Plain text for a terminal, 80 columns, no colour.
    Text,
    /// The contract `certplan/forecast/1`.
    Json,
    /// Markdown with tick boxes; [`markdown::forecast`] puts a picture into it, too.
    Markdown,
    /// Reminders for a calendar.
    Ics,
}

impl ForecastFormat {
    /// The forecast in this format, with a newline at its end.
    pub fn write(self, forecast: &Forecast<'_>) -> String {
        let document = || ForecastDocument::new(forecast);
        match self {
            Self::Text => text::forecast(&document(), text::Style::default()),
            Self::Json => document().json(),
            Self::Markdown => markdown::forecast(&document(), ""),
            Self::Ics => ics::forecast(forecast),
        }
    }
}
