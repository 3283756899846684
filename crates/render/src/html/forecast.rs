//! The forecast as HTML.

use core::fmt::Write;

use certplan_core::closed::Closed;
use certplan_core::layer::Layer;
use certplan_core::playbook::Phase;

use super::{Escaped, cited, phase_heading, step};
use crate::forecast::ForecastDocument;
use crate::words;

/// The whole forecast, its headings beginning at this level (2 to 5), without the plan that follows.
pub fn forecast(document: &ForecastDocument, heading: u8) -> String {
    let mut html = format!("<p class=\"summary\">{}</p>", Escaped(&document.summary));
    html += &super::facts(&document.plan);
    html += &returns(document, heading);
    html += &lapses(document, heading);
    if !document.before.is_empty() {
        html += &phase_heading(Phase::Preparation, heading);
        html += "<ol class=\"steps preparation\">";
        for (place, item) in document.before.iter().enumerate() {
            let item = step(item, Phase::Preparation, place, heading + 1);
            let _ = write!(html, "<li class=\"step\">{item}</li>");
        }
        html += "</ol>";
    }
    html
}

/// Until when to be back, a row a layer.
fn returns(document: &ForecastDocument, heading: u8) -> String {
    let mut html = format!(
        "<h{heading}>When to be back</h{heading}><table class=\"returns\"><thead><tr><th scope=\"col\">Layer</th>\
         <th scope=\"col\">Certificates still valid until</th><th scope=\"col\">Not impacted by Microsoft's table until</th>\
         </tr></thead><tbody>"
    );
    for layer in Layer::ALL.iter().copied() {
        let _ = write!(
            html,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
            words::layer_title(layer),
            Escaped(&document.safe_return_words(layer)),
            Escaped(&document.documented_limit_words(layer)),
        );
    }
    html + "</tbody></table>"
}

/// What will lapse and when, a row a credential.
fn lapses(document: &ForecastDocument, heading: u8) -> String {
    let mut html = format!(
        "<h{heading}>What will lapse</h{heading}><table class=\"lapses\"><thead><tr><th scope=\"col\">Credential</th>\
         <th scope=\"col\">Lapses</th><th scope=\"col\">On the day</th><th scope=\"col\">Then</th></tr></thead><tbody>"
    );
    for lapse in &document.credentials {
        let _ = write!(
            html,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}{}</td></tr>",
            Escaped(lapse.name),
            Escaped(&lapse.window_words()),
            lapse.outlook_words.unwrap_or("-"),
            Escaped(lapse.breaks),
            cited(&document.plan, &lapse.sources),
        );
    }
    html + "</tbody></table>"
}
