//! Plan and forecast as one file.

use certplan_core::Plan;
use certplan_core::forecast::Forecast;

use super::markup::Markup;
use super::{answer, forecast, source};
use crate::words;

/// A complete page that needs nothing else: no script, no request, styles in its head.
pub fn page(plan: &Plan<'_>) -> String {
    let title = "<h1>Certificates after a shutdown: AKS on Windows Server</h1>\n";
    file(&words::summary(plan), STYLE, &[title, &answer(plan, 2)].concat())
}

/// The same for a shutdown that lies ahead: the forecast, then the plan that will follow.
pub fn forecast_page(ahead: &Forecast<'_>) -> String {
    let mut body = String::from("<h1>Before a shutdown: AKS on Windows Server</h1>\n");
    body += &forecast(ahead, 2);
    body += "\n<h2>Afterwards</h2>\n";
    body += &answer(&ahead.plan, 3);
    body += &more_sources(ahead, 3);
    file(&words::forecast_summary(ahead), STYLE, &body)
}

/// Sources of a forecast that its plan does not name; nothing where there are none.
fn more_sources(ahead: &Forecast<'_>, heading: u8) -> String {
    let mut html = Markup::default();
    let sources = ahead.sources();
    if !sources.is_empty() {
        html.titled(heading, "Sources of the forecast").raw("<ul class=\"sources\">");
        for it in sources {
            source(&mut html, it);
        }
        html.raw("</ul>");
    }
    html.done()
}

/// A file of HTML that needs nothing else; only its title is no markup.
pub(crate) fn file(title: &str, style: &str, body: &str) -> String {
    let mut html = Markup::default();
    html.raw(HEAD).text(title).raw("</title>\n<style>").raw(style).raw("</style>\n</head>\n<body>\n<main>\n");
    html.raw(body).raw("\n</main>\n</body>\n</html>\n").done()
}

const HEAD: &str = "<!doctype html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"color-scheme\" content=\"light dark\">
<title>";

const STYLE: &str = "body{font:1rem/1.5 'Segoe UI',system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}\
pre{overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid;padding:.5rem}\
.layer,.conflicts{border:1px solid;padding:0 1rem;margin:1rem 0}dt{font-weight:600}.quiet{display:none}\
table{border-collapse:collapse}th,td{border:1px solid;padding:.25rem .5rem;text-align:start;vertical-align:top}\
.wide{overflow-x:auto}.timeline{overflow-x:auto;margin:1rem 0}.timeline svg{min-width:36rem;max-width:100%}\
.summary{font-size:1.25rem;font-weight:600}li.step{margin-block:1.5rem;break-inside:avoid}\
@media print{details>*{display:block}}";
