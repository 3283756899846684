//! What the page loads when somebody wants to take the answer away, or opens the picture: the writers of its other forms.
//!
//! Facts come as a link with names, since that is what the page and this module both read; nothing else is shared. [`forms`] has
//! every form as a row and [`panel`] their markup; only [`browser`] speaks to the browser.

pub mod browser;
pub mod forms;
pub mod panel;

use certplan_core::forecast::Forecast;
use certplan_core::{assess, forecast, plan};
use certplan_export::{Form, html};
use certplan_web::link;

/// The level of the headings of a forecast on the page.
const HEADING: u8 = 3;

/// What the page shows of a link's answer and does not write itself: `svg` is the picture of the plan, `forecast` the answer to what
/// lies ahead. `None` where it is another word, or the link has no facts.
pub fn written(form: &str, link: &str) -> Option<String> {
    let facts = link::parse(link)?.ok()?.facts;
    match form {
        "svg" => Some(Form::Svg.write(&plan(&assess(&facts)))),
        "forecast" => Some(answer(&forecast(&facts.looking_ahead()))),
        _ => None,
    }
}

/// What the page shows of what lies ahead; the whole plan is a mode of its own.
fn answer(forecast: &Forecast<'_>) -> String {
    let plan = &forecast.plan;
    [
        html::forecast(forecast, HEADING),
        html::afterwards(plan, HEADING),
        html::advisories(plan, HEADING),
        html::notes(plan, HEADING),
        html::conflicts(plan, HEADING),
        html::sources_beside(plan, &forecast.sources(), HEADING),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_form_is_no_text() {
        assert_eq!(written("nothing", "#/after?v=1&off=1"), None);
        assert_eq!(written("svg", "#cases"), None);
        assert!(written("svg", "#/after?v=1&off=1").is_some_and(|svg| svg.starts_with("<svg")));
    }
}
