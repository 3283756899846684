//! Every page of the book: axe finds nothing, by day and by night.

use certplan_tests::{Browser, Engine};

/// The addresses of all chapters, from the table of contents.
const CHAPTERS: &str = "return [...new Set([...document.querySelectorAll('#mdbook-sidebar a[href]')]
    .map(link => link.href.split('#')[0]))].join('\\n')";

async fn clean_in(browser: Browser, theme: &str) {
    browser.driver.goto(format!("{}book/index.html", browser.site)).await.expect("the book opens");
    browser
        .until("the contents are there", "return document.querySelector('#mdbook-sidebar a[href]') !== null")
        .await;
    let chapters = browser.text(CHAPTERS).await;
    assert!(chapters.lines().count() > 20, "{chapters}");
    // What one engine draws in another way is in every chapter: outside Chromium some of them say it.
    let step = if Engine::of_the_gate() == Engine::Chromium { 1 } else { 6 };
    for chapter in chapters.lines().step_by(step) {
        browser.driver.goto(chapter).await.expect("the chapter opens");
        let shown = browser.text("return document.documentElement.className").await;
        assert!(shown.split(' ').any(|class| class == theme), "{chapter} is shown in {shown}");
        assert_eq!(browser.violations().await, "", "{chapter} in {theme}");
    }
    browser.quit().await;
}

#[tokio::test]
async fn axe_finds_nothing_by_day() {
    clean_in(Browser::of_the_gate().await, "light").await;
}

#[tokio::test]
async fn axe_finds_nothing_by_night() {
    let browser = Browser::start_with(&["--blink-settings=preferredColorScheme=0"]).await;
    clean_in(browser, "navy").await;
}
