//! The forecast as Markdown.

use core::fmt::Write;

use certplan_core::closed::Closed;
use certplan_core::layer::Layer;
use certplan_core::playbook::Phase;

use super::{cited, inline, rest, steps};
use crate::forecast::ForecastDocument;
use crate::words;

/// The forecast: a table of what will lapse, tick boxes before and after.
pub fn forecast(document: &ForecastDocument) -> String {
    let mut text = String::new();
    let _ = write(&mut text, document);
    text
}

fn write(out: &mut String, document: &ForecastDocument) -> core::fmt::Result {
    writeln!(out, "# Before a shutdown: AKS on Windows Server\n\n**{}**\n", document.summary)?;
    for (question, answer) in &document.plan.understood {
        writeln!(out, "- {question}: {answer}")?;
    }
    writeln!(
        out,
        "\n## When to be back\n\n| Layer | Certificates still valid until | Not impacted by Microsoft's table until |\n|---|---|---|"
    )?;
    for layer in Layer::ALL.iter().copied() {
        let (safe, limit) = (document.safe_return_words(layer), document.documented_limit_words(layer));
        writeln!(out, "| {} | {safe} | {limit} |", words::layer_title(layer))?;
    }
    writeln!(out, "\n## What will lapse\n\n| Credential | Lapses | On the day | Then |\n|---|---|---|---|")?;
    for lapse in &document.credentials {
        writeln!(
            out,
            "| {} | {} | {} | {}{} |",
            lapse.name,
            lapse.window_words(),
            lapse.outlook_words.unwrap_or("-"),
            inline(lapse.breaks),
            cited(&lapse.sources)
        )?;
    }
    steps(out, Phase::Preparation, &document.before, &document.plan)?;
    writeln!(out, "\n# Afterwards\n\n**{}**", document.plan.summary)?;
    rest(out, &document.plan, &document.sources)
}
