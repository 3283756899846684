//! The forecast as HTML.

use certplan_core::closed::Closed;
use certplan_core::forecast::Forecast;
use certplan_core::layer::Layer;
use certplan_core::plan::When;
use certplan_core::playbook::Phase;
use certplan_core::{Plan, Step};

use super::markup::Markup;
use super::{cited, facts, figure, part};
use crate::forecast::ForecastDocument;
use crate::{powershell, words};

/// The whole forecast, its headings beginning at this level (2 to 5), without the plan that follows.
pub fn forecast(forecast: &Forecast<'_>, heading: u8) -> String {
    let document = ForecastDocument::new(forecast);
    let mut html = Markup::default();
    html.raw("<p class=\"summary\">").text(&document.summary).raw("</p>").raw(&facts(&forecast.plan));
    returns(&mut html, &document, heading);
    lapses(&mut html, forecast, &document, heading);
    html.raw(&figure(&document.plan.timeline));
    html.raw(&part(Phase::Preparation, &forecast.before, heading)).done()
}

/// What will have to be run afterwards, in short: the sentence of the plan and its commands.
pub fn afterwards(plan: &Plan<'_>, heading: u8) -> String {
    let mut html = Markup::default();
    html.titled(heading, "Afterwards").raw("<p>").text(&words::summary(plan));
    html.raw("</p><ol class=\"afterwards\">");
    commands(&mut html, &plan.repairs);
    html.raw("</ol>").done()
}

/// Commands as items of a list, each with when to run it.
pub(super) fn commands(html: &mut Markup, steps: &[Step<'_>]) {
    for step in steps {
        html.raw("<li><code translate=\"no\" lang=\"en\" dir=\"ltr\">");
        html.text(&powershell::command(&step.command())).raw("</code>");
        html.raw(if step.when == When::IfCheckFails { " only if its check is bad</li>" } else { "</li>" });
    }
}

/// Until when to be back, a row a layer.
fn returns(html: &mut Markup, document: &ForecastDocument, heading: u8) {
    html.titled(heading, "When to be back");
    let columns = ["Layer", "Certificates still valid until", "Not impacted by Microsoft's table until"];
    table(html, "returns", &columns);
    for layer in Layer::ALL.iter().copied() {
        html.raw("<tr><th scope=\"row\">").text(words::layer_title(layer)).raw("</th><td>");
        html.text(&document.safe_return_words(layer)).raw("</td><td>");
        html.text(&document.documented_limit_words(layer)).raw("</td></tr>");
    }
    html.raw("</tbody></table></div>");
}

/// What will lapse and when, a row a credential.
fn lapses(html: &mut Markup, forecast: &Forecast<'_>, document: &ForecastDocument, heading: u8) {
    html.titled(heading, "What will lapse");
    table(html, "lapses", &["Credential", "Lapses", "On the day", "Then"]);
    for (lapse, words) in forecast.lapses.iter().zip(&document.credentials) {
        html.raw("<tr><th scope=\"row\">").text(words.name).raw("</th><td>").text(&words.window_words());
        html.raw("</td><td>").raw(words.outlook_words.unwrap_or("-")).raw("</td><td>").text(words.breaks);
        cited(html, lapse.credential.sources);
        html.raw("</td></tr>");
    }
    html.raw("</tbody></table></div>");
}

/// The beginning of a table, up to its first row.
fn table(html: &mut Markup, class: &str, columns: &[&str]) {
    // Wider than a narrow window: it moves in a frame of its own, which keys can reach.
    html.raw("<div class=\"wide\" tabindex=\"0\"><table class=\"").raw(class).raw("\"><thead><tr>");
    for column in columns {
        html.raw("<th scope=\"col\">").text(column).raw("</th>");
    }
    html.raw("</tr></thead><tbody>");
}
