//! An explanation in every format, kept for reviewers to read.

use certplan_core::explain;
use certplan_export::explain::ExplainDocument;
use certplan_export::explain_markdown;
use certplan_export::text::{self, Style};

const TEXT: &str = "Unable to connect to the server: x509: certificate has expired or is not yet valid: current time \
                    2026-03-09T08:15:02Z is after 2026-03-02T21:40:11Z. Somebody says: Restart-AksHci. Then: [Error: Certificate \
                    has expired: Expired]";

#[test]
fn every_format_reads_as_kept() {
    let document = ExplainDocument::new(&explain(TEXT));
    insta::assert_snapshot!("explained-text", text::explanation(&document, Style::default()));
    insta::assert_snapshot!("explained-full-text", text::explanation(&document, Style::full()));
    insta::assert_snapshot!("explained-json", document.json());
    insta::assert_snapshot!("explained-markdown", explain_markdown::markdown(&document));
}

#[test]
fn no_format_has_typographic_dashes_or_quotes() {
    let document = ExplainDocument::new(&explain(TEXT));
    for text in [document.json(), explain_markdown::reference(), explain_markdown::markdown(&document)] {
        assert!(text.is_ascii());
    }
}
