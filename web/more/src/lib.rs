//! What the page loads when somebody wants to take the answer away: the writers of its other forms.
//!
//! Once started it leaves one function on the global object, `certplanWrite(form, link)`. Facts come as a link with names,
//! since that is what the page and this module both read; nothing else is shared.

use certplan_core::{assess, forecast, plan};
use certplan_render::forecast::ForecastDocument;
use certplan_render::{ForecastForm, Form, html};
use certplan_web::{link, modules};
use js_sys::Reflect;
use wasm_bindgen::prelude::*;

/// The forms, by the name that the page asks with. One more form is one more row.
const FORMS: [(&str, Form); 5] = [
    ("json", Form::Json),
    ("markdown", Form::Markdown),
    ("powershell", Form::PowerShell),
    ("ansible", Form::Ansible),
    ("svg", Form::Svg),
];

/// The same of what lies ahead.
const FORECAST_FORMS: [(&str, ForecastForm); 3] = [
    ("forecast-json", ForecastForm::Json),
    ("forecast-markdown", ForecastForm::Markdown),
    ("forecast-ics", ForecastForm::Ics),
];

/// The level of the headings of a forecast on the page.
const HEADING: u8 = 3;

/// Leaves the function on the global object, where the page looks for it.
pub fn offer() {
    let write = Closure::<dyn Fn(String, String) -> Option<String>>::new(|form: String, link: String| {
        written(&form, &link)
    });
    // Only a frozen global object refuses; then the page says that the forms could not be loaded.
    let _ = Reflect::set(&js_sys::global(), &modules::WRITER.into(), write.as_ref());
    write.forget();
}

/// The answer to a link's facts in that form: `forecast` alone is the answer that the page shows. `None` where there is no such
/// form, or no facts.
pub fn written(form: &str, link: &str) -> Option<String> {
    let facts = link::parse(link)?.ok()?.facts;
    if let Some((_, form)) = FORMS.iter().find(|(name, _)| *name == form) {
        return Some(form.write(&plan(&assess(&facts))));
    }
    let facts = facts.looking_ahead();
    let forecast = forecast(&facts);
    if let Some((_, form)) = FORECAST_FORMS.iter().find(|(name, _)| *name == form) {
        return Some(form.write(&forecast));
    }
    (form == "forecast").then(|| answer(&ForecastDocument::new(&forecast)))
}

/// What the page shows of what lies ahead; the whole plan is a mode of its own.
fn answer(document: &ForecastDocument) -> String {
    [
        html::forecast(document, HEADING),
        html::afterwards(&document.plan, HEADING),
        html::advisories(&document.plan, HEADING),
        html::notes(&document.plan, HEADING),
        html::conflicts(&document.plan, HEADING),
        html::sources_beside(&document.plan, &document.sources, HEADING),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::{Answers, Utc};

    use super::*;

    #[test]
    fn a_form_is_what_the_library_writes_for_the_same_facts() {
        for clusters in [&["management", "target=a1", "load-balancer"][..], &["target=a1", "target=a1"]] {
            let answers = Answers { shutdown: Some("45d"), clusters, ..Answers::default() };
            let facts = answers.read(&Utc).unwrap();
            for (name, form) in FORMS {
                assert_eq!(written(name, &link::whole(&facts)), Some(form.write(&plan(&assess(&facts)))));
            }
        }
    }

    #[test]
    fn an_unknown_form_is_no_text() {
        assert_eq!(written("nothing", "#/after?v=1&off=1"), None);
    }
}
