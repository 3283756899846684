//! The forecast as Markdown.

use certplan_core::closed::Closed;
use certplan_core::layer::Layer;
use certplan_core::playbook::Phase;

use super::{cited, facts, inline, rest, steps};
use crate::forecast::ForecastDocument;
use crate::words::{self, fill};

/// The forecast: a table of what will lapse, tick boxes before and after.
pub fn forecast(document: &ForecastDocument) -> String {
    let mut out = String::new();
    let title = "# Before a shutdown: AKS on Windows Server\n\n**{}**\n\n";
    fill(&mut out, title, &[&document.summary]);
    facts(&mut out, &document.plan);
    out.push_str(WHEN);
    for layer in Layer::ALL.iter().copied() {
        let (safe, limit) = (document.safe_return_words(layer), document.documented_limit_words(layer));
        fill(&mut out, "| {} | {} | {} |\n", &[words::layer_title(layer), &safe, &limit]);
    }
    out.push_str(WHAT);
    for lapse in &document.credentials {
        let outlook = lapse.outlook_words.unwrap_or("-");
        let (breaks, sources) = (inline(lapse.breaks), cited(&lapse.sources));
        let cells = [lapse.name, &lapse.window_words(), outlook, &breaks, &sources];
        fill(&mut out, "| {} | {} | {} | {}{} |\n", &cells);
    }
    steps(&mut out, Phase::Preparation, &document.before, &document.plan);
    fill(&mut out, "\n# Afterwards\n\n**{}**\n", &[&document.plan.summary]);
    rest(&mut out, &document.plan, &document.sources);
    out
}

const WHEN: &str = "
## When to be back

| Layer | Certificates still valid until | Not impacted by Microsoft's table until |
|---|---|---|
";

const WHAT: &str = "
## What will lapse

| Credential | Lapses | On the day | Then |
|---|---|---|---|
";
