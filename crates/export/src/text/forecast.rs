//! The forecast as plain text for a terminal.

use certplan_core::closed::Closed;
use certplan_core::layer::Layer;
use certplan_core::playbook::Phase;

use super::page::Page;
use super::{Marks, Style};
use crate::forecast::ForecastDocument;
use crate::words::{self, filled};

/// The forecast: when to be back, what will lapse and when, what to do before, what will have to be run after.
pub fn forecast(document: &ForecastDocument, style: Style) -> String {
    let mut page = Page::new(style);
    page.wrapped("", &page.strong(&document.summary));
    page.facts(&document.plan);
    page.heading("When to be back");
    for layer in Layer::ALL.iter().copied() {
        page.line("  ", &page.strong(words::layer_title(layer)));
        let (safe, limit) = (document.safe_return_words(layer), document.documented_limit_words(layer));
        page.labelled("      ", "Certificates still valid until", 32, &safe);
        page.labelled("      ", "Not impacted by the table until", 32, &limit);
    }
    page.heading("What will lapse");
    for lapse in &document.credentials {
        let (dash, outlook) = lapse.outlook_words.map_or(("", ""), |words| (" - ", words));
        page.item(&page.strong(&[lapse.name, dash, outlook].concat()), &[]);
        page.wrapped("      ", &filled("Lapses {}.", &[&lapse.window_words()]));
        page.wrapped("      ", &filled("Then: {} [{}]", &[lapse.breaks, &lapse.sources.join(", ")]));
    }
    page.steps(Phase::Preparation, &document.before, Marks::Letters);
    page.heading("Afterwards");
    page.wrapped("  ", &document.plan.summary);
    page.commands(&document.plan.steps);
    page.line("", "");
    page.wrapped("  ", "The whole plan, with its checks: certplan plan with the same facts, on the day.");
    page.notes("Other credentials", &document.plan.advisories);
    page.notes("Know this", &document.plan.notes);
    page.conflicts(&document.plan.conflicts);
    page.sources(&document.plan.sources, &document.sources, document.plan.rules);
    page.text
}
