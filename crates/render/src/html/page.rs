//! Plan and forecast as one file.

use super::{Escaped, answer, forecast, more_sources};
use crate::document::PlanDocument;
use crate::forecast::ForecastDocument;

/// A complete page that needs nothing else: no script, no request, styles in its head.
pub fn page(document: &PlanDocument) -> String {
    let title = "Certificates after a shutdown: AKS on Windows Server";
    file(&document.summary, &format!("<h1>{title}</h1>\n{}", answer(document, 2)))
}

/// The same for a shutdown that lies ahead: the forecast, then the plan that will follow.
pub fn forecast_page(document: &ForecastDocument) -> String {
    let title = "Before a shutdown: AKS on Windows Server";
    let (ahead, after) = (forecast(document, 2), answer(&document.plan, 3));
    let others = more_sources(&document.sources, 3);
    file(&document.summary, &format!("<h1>{title}</h1>\n{ahead}\n<h2>Afterwards</h2>\n{after}{others}"))
}

fn file(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <main>\n{body}\n</main>\n</body>\n</html>\n",
        title = Escaped(title),
    )
}

const STYLE: &str = "body{font:1rem/1.5 'Segoe UI',system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}\
pre{overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid;padding:.5rem}\
.layer,.conflicts{border:1px solid;padding:0 1rem;margin:1rem 0}dt{font-weight:600}.quiet{display:none}\
table{border-collapse:collapse}th,td{border:1px solid;padding:.25rem .5rem;text-align:start;vertical-align:top}\
.wide{overflow-x:auto}.timeline{overflow-x:auto;margin:1rem 0}.timeline svg{min-width:36rem;max-width:100%}\
.summary{font-size:1.25rem;font-weight:600}li.step{margin-block:1.5rem;break-inside:avoid}\
@media print{details>*{display:block}}";
