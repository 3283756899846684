//! The forecast as plain text: until when to be back and what to do before, first.

use certplan_core::closed::Closed;
use certplan_core::layer::Layer;
use certplan_core::playbook::Phase;

use super::Style;
use super::page::Page;
use super::step::Marks;
use crate::forecast::ForecastDocument;
use crate::words::{self, labels};

/// The forecast: what to do before, until when to be back, what will expire and when, what to run afterwards.
pub fn forecast(document: &ForecastDocument, style: Style) -> String {
    let mut page = Page::new(style);
    page.wrapped("", &page.strong(&document.summary));
    if page.is_full() {
        page.whole_forecast(document);
    } else {
        page.forecast_on_one_screen(document);
    }
    page.text
}

impl Page {
    fn forecast_on_one_screen(&mut self, document: &ForecastDocument) {
        if !document.before.is_empty() {
            self.blank();
            self.line("", &format!("{}:", self.strong(words::phase(Phase::Preparation))));
        }
        for (place, step) in document.before.iter().enumerate() {
            self.wrapped_after(&format!("{:>3}. ", place + 1), "     ", &step.titled());
            self.line("     ", &step.command);
        }
        self.blank();
        for layer in Layer::ALL.iter().copied() {
            let (safe, limit) = (document.safe_return_words(layer), document.documented_limit_words(layer));
            let name = self.strong(words::layer_title(layer));
            let text = format!("{name}: certificates valid until {safe}; {}: {limit}", labels::LIMIT);
            self.wrapped_after("", "  ", &text);
        }
        self.breaks(document);
        self.blank();
        self.line("", &format!("{}:", self.strong(labels::EXPIRES)));
        for expiry in &document.credentials {
            self.item(&format!("{}: {}", expiry.name, expiry.window_words()), &[]);
        }
        self.blank();
        let afterwards = self.strong(words::phase(Phase::Aftercare));
        self.wrapped("", &format!("{afterwards}: {}", document.plan.summary));
        for (place, step) in document.plan.steps.iter().enumerate() {
            let when = if step.when_words.is_some() {
                format!(" ({})", labels::ONLY_IF_CHECK_FAILS)
            } else {
                String::new()
            };
            self.line(&format!("{:>3}. ", place + 1), &format!("{}{when}", step.command));
        }
        let sources = document.plan.sources.len() + document.sources.len();
        self.how_to_get_the_rest(sources, document.plan.rules);
    }

    /// When to be on in between, where one uninterrupted stop is too long.
    fn breaks(&mut self, document: &ForecastDocument) {
        if document.breaks.first().is_none_or(|moc| moc.starts_seconds.is_empty()) {
            return;
        }
        self.blank();
        // On one screen only the layer for which breaks are worth planning.
        let shown = if self.is_full() { document.breaks.len() } else { 1 };
        for layer in document.breaks.iter().take(shown) {
            self.wrapped_after("", "  ", &layer.why);
        }
    }

    fn whole_forecast(&mut self, document: &ForecastDocument) {
        self.facts(&document.plan);
        self.steps(words::phase(Phase::Preparation), &document.before, Marks::Letters);
        self.heading(labels::RETURN);
        for layer in Layer::ALL.iter().copied() {
            self.line("  ", &self.strong(words::layer_title(layer)));
            let (safe, limit) = (document.safe_return_words(layer), document.documented_limit_words(layer));
            self.labelled("      ", "Certificates valid until", 28, &safe);
            self.labelled("      ", labels::LIMIT, 28, &limit);
        }
        self.breaks(document);
        self.heading(labels::EXPIRES);
        for expiry in &document.credentials {
            let outlook = expiry.outlook_words.map_or_else(String::new, |words| format!(" - {words}"));
            self.item(&self.strong(&format!("{}{outlook}", expiry.name)), &[]);
            self.wrapped("      ", &format!("Expires {}.", expiry.window_words()));
            self.wrapped("      ", &format!("Then: {} [{}]", expiry.breaks, expiry.sources.join(", ")));
        }
        self.heading(words::phase(Phase::Aftercare));
        self.wrapped("  ", &document.plan.summary);
        self.commands_with_checks(&document.plan.steps);
        self.blank();
        self.wrapped("  ", "The whole plan, with its checks: certplan plan with the same facts, on the day.");
        self.notes(labels::OTHER_CREDENTIALS, &document.plan.advisories);
        self.notes(labels::NOTES, &document.plan.notes);
        self.conflicts(&document.plan.conflicts);
        self.sources(&document.plan.sources, &document.sources, document.plan.rules);
    }
}
