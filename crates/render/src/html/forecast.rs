//! The forecast as HTML.

use certplan_core::closed::Closed;
use certplan_core::layer::Layer;
use certplan_core::playbook::Phase;

use super::markup::Markup;
use super::{cited, facts, part};
use crate::document::PlanDocument;
use crate::forecast::ForecastDocument;
use crate::words;

/// The whole forecast, its headings beginning at this level (2 to 5), without the plan that follows.
pub fn forecast(document: &ForecastDocument, heading: u8) -> String {
    let mut html = Markup::default();
    html.raw("<p class=\"summary\">").text(&document.summary).raw("</p>").raw(&facts(&document.plan));
    returns(&mut html, document, heading);
    lapses(&mut html, document, heading);
    html.raw(&super::timeline(&document.plan));
    html.raw(&part(Phase::Preparation, &document.before, heading)).done()
}

/// What will have to be run afterwards, in short: the sentence of the plan and its commands.
pub fn afterwards(document: &PlanDocument, heading: u8) -> String {
    let mut html = Markup::default();
    html.titled(heading, "Afterwards")
        .raw("<p>")
        .text(&document.summary)
        .raw("</p><ol class=\"afterwards\">");
    for step in &document.steps {
        html.raw("<li><code translate=\"no\" lang=\"en\" dir=\"ltr\">").text(&step.command).raw("</code>");
        html.raw(if step.when_words.is_some() { " only if its check is bad</li>" } else { "</li>" });
    }
    html.raw("</ol>").done()
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
fn lapses(html: &mut Markup, document: &ForecastDocument, heading: u8) {
    let known = [&document.plan.sources[..], &document.sources[..]].concat();
    html.titled(heading, "What will lapse");
    table(html, "lapses", &["Credential", "Lapses", "On the day", "Then"]);
    for lapse in &document.credentials {
        html.raw("<tr><th scope=\"row\">").text(lapse.name).raw("</th><td>").text(&lapse.window_words());
        html.raw("</td><td>").raw(lapse.outlook_words.unwrap_or("-")).raw("</td><td>").text(lapse.breaks);
        cited(html, &known, &lapse.sources);
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
