//! What happens to HTML after the bundlers: the prerendered parts and the content security policies go in.
//!
//! The markers are words and not comments, because trunk's minifier drops comments:
//!
//! ```html
//! <meta http-equiv="Content-Security-Policy" content="certplan:csp">
//! <main id="app">certplan:app</main>
//! <section id="cases">certplan:cases</section>
//! ```

use crate::build::fill;
use crate::policy;
use anyhow::{Context as _, Result};

/// The parts of the page that the prerenderer writes.
#[derive(Debug)]
pub(crate) struct Prerendered {
    app: String,
    cases: String,
}

impl Prerendered {
    /// Reads what the prerenderer printed: `{ "app": "<html>", "cases": "<html>" }`.
    ///
    /// # Errors
    /// It is not JSON, or lacks one of the two.
    pub(crate) fn parse(printed: &str) -> Result<Self> {
        let parts: serde_json::Value =
            serde_json::from_str(printed).context("the prerenderer printed no JSON")?;
        let part = |name| {
            let text = parts.get(name).and_then(serde_json::Value::as_str);
            text.map(str::to_owned)
                .with_context(|| format!("the prerenderer printed no string called {name:?}"))
        };
        Ok(Self { app: part("app")?, cases: part("cases")? })
    }
}

/// Fills the page's markers for what the prerenderer writes.
///
/// # Errors
/// A marker is missing or is there twice.
pub(crate) fn fill_parts(html: &str, prerendered: &Prerendered) -> Result<String> {
    let html = fill(html, "certplan:app", &prerendered.app)?;
    fill(&html, "certplan:cases", &prerendered.cases)
}

/// Fills the marker for the policy, last, because it names the hashes of everything else.
///
/// # Errors
/// The marker is missing or is there twice.
pub(crate) fn fill_policy(html: &str) -> Result<String> {
    fill(html, "certplan:csp", &policy::of_page(html))
}

/// Puts a policy into a book page, directly after the character set, before everything that it restricts.
///
/// # Errors
/// The page does not begin like mdBook's pages.
pub(crate) fn finish_book(html: &str) -> Result<String> {
    const CHARSET: &str = "<meta charset=\"UTF-8\">";
    // The policy forbids style attributes; docs/book.css says the same.
    let html = html.replace("<div style=\"clear: both\"></div>", "");
    // The printed book begins each chapter on a new sheet in the same way.
    let html = html.replace(
        "<div style=\"break-before: page; page-break-before: always;\"></div>",
        "<div class=\"sheet\"></div>",
    );
    let html = accessible(&html);
    let policy = policy::of_book(&html);
    let meta =
        format!("{CHARSET}\n        <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    fill(&html, CHARSET, &meta)
}

/// What axe finds in mdBook's own markup: a bar outside of every landmark, a switch that is a label with the attributes of a
/// button, and tables that scroll without being reachable by keys.
fn accessible(html: &str) -> String {
    const TOGGLE: &str = "document.getElementById('mdbook-sidebar-toggle').setAttribute('aria-expanded'";
    html.replace("<div id=\"mdbook-menu-bar\" ", "<div role=\"banner\" id=\"mdbook-menu-bar\" ")
        .replace("<div class=\"table-wrapper\">", "<div class=\"table-wrapper\" tabindex=\"0\">")
        .replace(TOGGLE, &format!("{}{TOGGLE}", include_str!("page/toggle.js")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"certplan:csp\">\
        <style>p{}</style><main>certplan:app</main><section>certplan:cases</section>";

    fn finish(html: &str, prerendered: &Prerendered) -> Result<String> {
        fill_policy(&fill_parts(html, prerendered)?)
    }

    fn prerendered() -> Prerendered {
        Prerendered::parse(r#"{ "app": "<p>first</p>", "cases": "<p>rest</p>" }"#).unwrap()
    }

    #[test]
    fn every_marker_is_filled() {
        let html = finish(PAGE, &prerendered()).unwrap();
        assert!(html.contains("<main><p>first</p></main><section><p>rest</p></section>"), "{html}");
        assert!(html.contains("content=\"default-src 'none';"), "{html}");
        assert!(html.contains("form-action 'none'\">"), "{html}");
        assert!(!html.contains("certplan:"), "{html}");
    }

    #[test]
    fn the_policy_covers_what_the_prerenderer_wrote() {
        let parts = Prerendered { app: "<style>b{}</style>".to_owned(), cases: String::new() };
        let html = finish(PAGE, &parts).unwrap();
        assert!(html.contains(&policy::of_page("<style>p{}</style><style>b{}</style>")), "{html}");
    }

    #[test]
    fn a_missing_marker_is_named() {
        let error = finish("<main>certplan:app</main>", &prerendered()).unwrap_err();
        assert!(error.to_string().contains("lacks the marker certplan:cases"), "{error}");
    }

    #[test]
    fn a_repeated_marker_is_named() {
        let error = finish(&PAGE.repeat(2), &prerendered()).unwrap_err();
        assert!(error.to_string().contains("certplan:app 2 times"), "{error}");
    }

    #[test]
    fn a_missing_part_is_named() {
        let error = Prerendered::parse(r#"{ "app": "" }"#).unwrap_err();
        assert_eq!(error.to_string(), "the prerenderer printed no string called \"cases\"");
    }

    #[test]
    fn a_book_page_can_be_used_by_keys_and_by_landmarks() {
        let html = finish_book(
            "<meta charset=\"UTF-8\"><div id=\"mdbook-menu-bar\" class=\"x\"><div class=\"table-wrapper\"><table>\
             <script>document.getElementById('mdbook-sidebar-toggle').setAttribute('aria-expanded', true)</script>",
        )
        .unwrap();
        assert!(html.contains("<div role=\"banner\" id=\"mdbook-menu-bar\" class=\"x\">"), "{html}");
        assert!(html.contains("<div class=\"table-wrapper\" tabindex=\"0\">"), "{html}");
        assert!(html.contains("label.replaceWith(button)"), "{html}");
    }

    #[test]
    fn a_book_page_gets_its_policy_before_its_scripts() {
        let html = finish_book("<head><meta charset=\"UTF-8\"><script>1</script>").unwrap();
        assert!(html.find("Content-Security-Policy") < html.find("<script>"), "{html}");
    }
}
