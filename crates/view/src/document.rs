//! Answers as files that need nothing else: no script and no request, the style in their head.

use std::rc::Rc;

use certplan_core::symptom::Explanation as Explained;
use certplan_core::timeline::Timeline as Model;
use certplan_core::{Facts, assess, forecast, plan};
use certplan_words as words;
use certplan_words::page::{document, error, forecast as ahead};
use yew::{AttrValue, Html, html};

use crate::STYLE;
use crate::answer::Answer;
use crate::explanation::Explanation;
use crate::forecast::Forecast;
use crate::render::render_html;
use crate::timeline::picture;

/// The plan for these facts.
pub fn plan_page(facts: &Facts) -> String {
    let title = words::summary(&plan(&assess(facts)));
    let facts = Rc::new(facts.clone());
    page(&title, document::PLAN, html! { <Answer {facts} /> })
}

/// The forecast for these facts, as [`Facts::looking_ahead`] gives them.
pub fn forecast_page(facts: &Facts) -> String {
    let title = words::forecast_summary(&forecast(facts));
    let facts = Rc::new(facts.clone());
    page(
        &title,
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

/// What an error message says.
pub fn explanation_page(explanation: &Explained) -> String {
    let title = words::explanation(explanation);
    page(&title, error::TITLE, html! { <Explanation explanation={Rc::new(explanation.clone())} /> })
}

/// The timeline of these facts as one SVG element, with a newline at its end.
pub fn timeline_svg(facts: &Facts) -> String {
    render_html(picture(&Model::of_facts(facts), "")) + "\n"
}

/// The timeline of these facts for a document in Markdown; empty where nothing was switched off and nothing was read.
pub fn timeline_picture(facts: &Facts) -> String {
    Model::of(&assess(facts)).map(|model| render_html(picture(&model, ""))).unwrap_or_default()
}

fn page(title: &str, heading: &'static str, content: Html) -> String {
    let head = render_html(head(title.to_owned().into()));
    let body =
        render_html(html! { <div class="certplan page"><main><h1>{ heading }</h1>{ content }</main></div> });
    // The renderer has no document type, and would escape the style.
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">{head}\n<style>\n{STYLE}body {{ margin: 0; }}\n</style>\n\
         </head>\n<body>\n{body}\n</body>\n</html>\n"
    )
}

fn head(title: AttrValue) -> Html {
    html! {
        <>
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <title>{ title }</title>
        </>
    }
}
