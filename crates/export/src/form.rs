//! The written forms.

use certplan_core::{Forecast, Plan};

use crate::document::PlanDocument;
use crate::forecast::ForecastDocument;
use crate::script::{self, Origin};
use crate::{ansible, html, ics, markdown, svg, text};

/// A written form of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Form {
    /// Plain text for a terminal, 80 columns, no colour.
    Text,
    /// The contract `certplan/plan/1`.
    Json,
    /// Markdown with tick boxes.
    Markdown,
    /// One HTML file that needs nothing else.
    Html,
    /// The timeline as a picture.
    Svg,
    /// A script for Windows PowerShell 5.1: ASCII, lines ended by CR and LF.
    PowerShell,
    /// A playbook for Ansible: many hosts, one at a time.
    Ansible,
}

impl Form {
    /// The plan in this form, with a newline at its end.
    pub fn write(self, plan: &Plan<'_>) -> String {
        self.write_from(plan, Origin::default())
    }

    /// The same; what can be run says in its head where and when it was made.
    pub fn write_from(self, plan: &Plan<'_>, origin: Origin<'_>) -> String {
        let document = || PlanDocument::new(plan);
        match self {
            Self::Text => text::plan(&document(), text::Style::default()),
            Self::Json => document().json(),
            Self::Markdown => markdown::plan(&document()),
            Self::Html => html::page(plan),
            Self::Svg => svg::timeline(plan.assessment.facts),
            Self::PowerShell => script::write(plan, origin),
            Self::Ansible => ansible::write(plan, origin),
        }
    }
}

/// A written form of a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ForecastForm {
    /// Plain text for a terminal, 80 columns, no colour.
    Text,
    /// The contract `certplan/forecast/1`.
    Json,
    /// Markdown with tick boxes.
    Markdown,
    /// One HTML file that needs nothing else.
    Html,
    /// Reminders for a calendar.
    Ics,
    /// The timeline as a picture.
    Svg,
}

impl ForecastForm {
    /// The forecast in this form, with a newline at its end.
    pub fn write(self, forecast: &Forecast<'_>) -> String {
        let document = || ForecastDocument::new(forecast);
        match self {
            Self::Text => text::forecast(&document(), text::Style::default()),
            Self::Json => document().json(),
            Self::Markdown => markdown::forecast(&document()),
            Self::Html => html::forecast_page(forecast),
            Self::Ics => ics::forecast(forecast),
            Self::Svg => svg::timeline(forecast.plan.assessment.facts),
        }
    }
}
