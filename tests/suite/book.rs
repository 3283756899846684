//! Every page of the book: axe finds nothing, by day and by night.

use certplan_tests::{Browser, Engine, Theme};

/// The addresses of all chapters, from the table of contents.
const CHAPTERS: &str = "return [...new Set([...document.querySelectorAll('#mdbook-sidebar a[href]')]
    .map(link => link.href.split('#')[0]))].join('\\n')";

/// The themes that the book takes from the machine, each with its class. Only Chromium's driver can change the machine's.
const THEMES: [(Theme, &str); 2] = [(Theme::Light, "light"), (Theme::Dark, "navy")];

#[tokio::test]
async fn axe_finds_nothing_by_day_and_by_night() {
    let browser = Browser::of_the_gate().await;
    browser.driver.goto(format!("{}book/index.html", browser.site)).await.expect("the book opens");
    browser
        .until("the contents are there", "return document.querySelector('#mdbook-sidebar a[href]') !== null")
        .await;
    let chapters = browser.text(CHAPTERS).await;
    assert!(chapters.lines().count() > 20, "{chapters}");
    let is_chromium = Engine::of_the_gate() == Engine::Chromium;
    // What one engine draws in another way is in every chapter: outside Chromium some of them say it.
    let step = if is_chromium { 1 } else { 6 };
    let themes = if is_chromium { &THEMES[..] } else { &THEMES[..1] };
    for chapter in chapters.lines().step_by(step) {
        browser.driver.goto(chapter).await.expect("the chapter opens");
        for (theme, class) in themes {
            if is_chromium {
                browser.show(*theme).await;
            }
            browser
                .until(class, &format!("return document.documentElement.classList.contains('{class}')"))
                .await;
            assert_eq!(browser.violations().await, "", "{chapter} in {class}");
        }
    }
    browser.quit().await;
}
