//! The plan as one file.

use super::{Escaped, answer};
use crate::document::PlanDocument;

/// A complete page that needs nothing else: no script, no request, styles in its head.
pub fn page(document: &PlanDocument) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <main>\n<h1>Certificates after a shutdown: AKS on Windows Server</h1>\n{answer}\n</main>\n</body>\n</html>\n",
        title = Escaped(&document.summary),
        answer = answer(document, 2),
    )
}

const STYLE: &str = "body{font:1rem/1.5 'Segoe UI',system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}\
pre{overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid;padding:.5rem}\
.layer,.conflicts{border:1px solid;padding:0 1rem;margin:1rem 0}dt{font-weight:600}.quiet{display:none}\
.summary{font-size:1.25rem;font-weight:600}li.step{margin-block:1.5rem;break-inside:avoid}\
@media print{details>*{display:block}}";
