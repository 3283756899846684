//! Answers as files that need nothing else: no script and no request, the style in their head.
//!
//! A file is rendered first, natively or by a browser; [`file()`] puts the result into a document.

use std::rc::Rc;

#[cfg(feature = "static")]
use certplan_core::symptom::Explanation as Explained;
use certplan_core::timeline::Timeline as Model;
use certplan_core::{Facts, assess, forecast, plan};
use certplan_words as words;
#[cfg(feature = "static")]
use certplan_words::page::error;
use certplan_words::page::{document, forecast as ahead};
use yew::{Html, html};

use crate::STYLE;
use crate::answer::Answer;
#[cfg(feature = "static")]
use crate::explanation::Explanation;
use crate::forecast::Forecast;
#[cfg(feature = "static")]
use crate::render::render_html;
use crate::timeline::picture;

/// The plan for these facts, for [`file()`].
pub fn plan_markup(facts: &Facts) -> Html {
    let title = words::summary(&plan(&assess(facts)));
    let facts = Rc::new(facts.clone());
    page(title, document::PLAN, html! { <Answer {facts} /> })
}

/// The forecast for these facts, as [`Facts::looking_ahead`] gives them, for [`file()`].
pub fn forecast_markup(facts: &Facts) -> Html {
    let title = words::forecast_summary(&forecast(facts));
    let facts = Rc::new(facts.clone());
    page(
        title,
        ahead::TITLE,
        html! {
            <>
                <Forecast facts={facts.clone()} />
                <h2 class="then">{ document::THEN }</h2>
                <Answer {facts} heading={3} id_prefix="after" repeats_facts=false draws_timeline=false />
            </>
        },
    )
}

/// The timeline of these facts as one SVG element.
pub fn timeline_markup(facts: &Facts) -> Html {
    picture(&Model::of_facts(facts), "")
}

/// The same for a document in Markdown; `None` where nothing was switched off and nothing was read.
pub fn picture_markup(facts: &Facts) -> Option<Html> {
    Model::of(&assess(facts)).map(|model| picture(&model, ""))
}

/// The plan for these facts.
#[cfg(feature = "static")]
pub fn plan_page(facts: &Facts) -> String {
    file(&render_html(plan_markup(facts)))
}

/// The forecast for these facts, as [`Facts::looking_ahead`] gives them.
#[cfg(feature = "static")]
pub fn forecast_page(facts: &Facts) -> String {
    file(&render_html(forecast_markup(facts)))
}

/// What an error message says.
#[cfg(feature = "static")]
pub fn explanation_page(explanation: &Explained) -> String {
    let explanation = Rc::new(words::explained(explanation));
    let title = explanation.summary.clone();
    file(&render_html(page(title, error::TITLE, html! { <Explanation {explanation} /> })))
}

/// The timeline of these facts as one SVG element, with a newline at its end.
#[cfg(feature = "static")]
pub fn timeline_svg(facts: &Facts) -> String {
    render_html(timeline_markup(facts)) + "\n"
}

/// The timeline of these facts for a document in Markdown; empty where nothing was switched off and nothing was read.
#[cfg(feature = "static")]
pub fn timeline_picture(facts: &Facts) -> String {
    picture_markup(facts).map(render_html).unwrap_or_default()
}

/// The document's title, then what is in its body.
fn page(title: String, heading: &'static str, content: Html) -> Html {
    html! {
        <>
            <title>{ title }</title>
            <div class="certplan page"><main><h1>{ heading }</h1>{ content }</main></div>
        </>
    }
}

/// The document of what was rendered. Yew has no document type, and would escape the style.
pub fn file(rendered: &str) -> String {
    let (title, body) = rendered.split_once("</title>").unwrap_or(("<title>", rendered));
    format!(
        "{HEAD}{title}</title>\n<style>\n{STYLE}body {{ margin: 0; }}\n</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
}

const HEAD: &str = "<!doctype html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
<meta name=\"color-scheme\" content=\"light dark\">";
