//! The forecast as Markdown: what to do before, first.

use core::fmt::{self, Write};

use certplan_core::closed::Closed;
use certplan_core::layer::Layer;
use certplan_core::playbook::Phase;

use super::{cited, facts, inline, rest, steps, summary_of_commands};
use crate::forecast::ForecastDocument;
use crate::words::{self, labels};

/// The forecast: tick boxes before, a table of what will expire, the plan for afterwards.
///
/// `picture` is the timeline as markup for readers that show it; it is left out where it is empty.
pub fn forecast(document: &ForecastDocument, picture: &str) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write_forecast(&mut out, document, picture);
    out
}

fn write_forecast(out: &mut String, document: &ForecastDocument, picture: &str) -> fmt::Result {
    writeln!(out, "# Before a shutdown: AKS on Windows Server\n\n**{}**", document.summary)?;
    facts(out, &document.plan)?;
    steps(out, Phase::Preparation, &document.before, &document.plan)?;
    writeln!(out, "\n## {}\n", labels::RETURN)?;
    out.push_str("| Layer | Certificates valid until | Limit of Microsoft's table |\n|---|---|---|\n");
    for layer in Layer::ALL.iter().copied() {
        let (safe, limit) = (document.safe_return_words(layer), document.documented_limit_words(layer));
        writeln!(out, "| {} | {safe} | {limit} |", words::layer_title(layer))?;
    }
    writeln!(out, "\n## {}\n", labels::EXPIRES)?;
    out.push_str("| Credential | Expires | On the day | Then |\n|---|---|---|---|\n");
    for expiry in &document.credentials {
        let outlook = expiry.outlook_words.unwrap_or("-");
        let (breaks, sources) = (inline(expiry.breaks), cited(&expiry.sources));
        writeln!(out, "| {} | {} | {outlook} | {breaks}{sources} |", expiry.name, expiry.window_words())?;
    }
    writeln!(out, "\n# {}\n\n**{}**", words::phase(Phase::Aftercare), document.plan.summary)?;
    summary_of_commands(out, &document.plan.steps)?;
    rest(out, &document.plan, picture, &document.sources)
}
