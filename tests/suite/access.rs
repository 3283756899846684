//! axe finds nothing, in any state, theme or width; nothing is wider than the window.

use certplan_tests::{Browser, Theme};

const STATES: [&str; 6] = [
    "",
    "#/after?v=1&rules=1&off=3888000&updated=unknown&c=management&c=target.prod&c=load-balancer.prod&build=unknown",
    "#/after?v=1&rules=1&off=2592000&updated=unknown&c=target.prod&build=1.0.9.10413",
    "#/after?v=1&rules=1&off=864000&updated=8640000&c=management&build=unknown",
    "#/after?v=1&rules=1&off=none&updated=unknown&c=target&build=unknown",
    "#/after?v=2",
];

const AHEAD: &str = "#/before?v=1&rules=1&from=2026-12-18T16:00:00Z&to=2027-01-08T07:00:00Z&updated=3456000&c=management&c=target.prod&build=unknown";

/// The modes that the worker reads for, and what is pasted there.
const TOOLS: [(&str, &[&str]); 3] = [
    (
        "#/error",
        &[
            "Unable to connect to the server: x509: certificate has expired or is not yet valid: current time 2026-03-09T08:15:02Z is after 2026-03-02T21:40:11Z",
        ],
    ),
    (
        "#/evidence",
        &[
            "apiserver.crt:\nnotAfter=Nov 20 00:00:00 2026 GMT\nsubject=CN = kube-apiserver\n",
            "Name : shop\nLoadBalancer : @{Count=1; Sku=HAProxy}\n",
        ],
    ),
    ("#/fleet", &["deployment,host,cluster,shutdown\nkiel,hv-1,store,45d\nbonn,,shop,3d\nulm,,?,3d\n"]),
];

/// What reaches beyond 320 pixels. What only screen readers say has the class `unseen` since the page is a Yew app.
const WIDE: &str =
    "return [...document.querySelectorAll('body *')].filter(e => !e.closest('.unseen, .skip, .wide, figure')
    && e.getBoundingClientRect().right > 320.5).map(e => `${e.tagName}.${e.className}`).join(' ')";

const OPEN_ALL: &str = "document.querySelectorAll('details').forEach(details => { details.open = true })";

/// Every theme, and paper where the machine is dark.
async fn is_clean(browser: &Browser, what: &str) {
    let mut found = browser.violations_in_every_theme().await;
    browser.on_paper(Theme::Dark).await;
    found += &browser.violations().await;
    browser.show(Theme::Light).await;
    assert_eq!(found, "", "{what}");
}

#[tokio::test]
async fn axe_finds_nothing_in_any_answer() {
    let browser = Browser::start().await;
    for state in STATES {
        browser.open(state).await;
        is_clean(&browser, state).await;
    }
    browser.open(AHEAD).await;
    browser
        .until("the forecast is there", "return document.querySelector('#answer .forecast') !== null")
        .await;
    is_clean(&browser, AHEAD).await;
    browser.quit().await;
}

#[tokio::test]
async fn axe_finds_nothing_in_the_other_formats_and_where_everything_is_open() {
    let browser = Browser::start().await;
    for (state, form) in [(STATES[1], "powershell"), (STATES[1], "element"), (AHEAD, "calendar")] {
        browser.open(state).await;
        browser.choose_form(form).await;
        browser.run(OPEN_ALL).await;
        is_clean(&browser, form).await;
    }
    browser.open("").await;
    browser.run("document.querySelector('#how-between').click()").await;
    browser
        .until("two moments are asked for", "return document.querySelector('#from')?.checkVisibility()")
        .await;
    browser.run(OPEN_ALL).await;
    browser.find("#from").await.send_keys("1").await.expect("the field takes keys");
    browser.find("#build").await.send_keys("x\t").await.expect("the field takes keys");
    browser
        .until(
            "the errors are shown",
            "return document.querySelector('#build-error') !== null && document.querySelector('#from-error') !== null",
        )
        .await;
    is_clean(&browser, "with errors").await;
    browser.quit().await;
}

#[tokio::test]
async fn axe_finds_nothing_in_what_was_read() {
    let browser = Browser::start().await;
    for (mode, given) in TOOLS {
        browser.open(mode).await;
        browser.until("the mode is there", "return document.querySelector('#tool-answer') !== null").await;
        is_clean(&browser, mode).await;
        for text in given {
            browser.paste(text).await;
            browser.until("it was read", "return document.querySelector('.box .progress') === null").await;
        }
        browser
            .until("the answer is there", "return document.querySelector('#tool .summary') !== null")
            .await;
        browser.run(OPEN_ALL).await;
        is_clean(&browser, &format!("{mode} with an answer")).await;
    }
    browser.quit().await;
}

#[tokio::test]
async fn the_colours_of_the_machine_take_the_place_of_the_pages() {
    const COLOURS: &str = "const style = getComputedStyle(document.querySelector('#open-all'));
        return [style.color, style.backgroundColor, getComputedStyle(document.body).backgroundColor].join(' ')";
    let browser = Browser::start().await;
    browser.open(STATES[1]).await;
    let mut seen = Vec::new();
    for theme in Theme::ALL {
        browser.show(theme).await;
        let colours = browser.text(COLOURS).await;
        assert!(!seen.contains(&colours), "{theme:?}: {colours}");
        seen.push(colours);
    }
    browser.quit().await;
}

#[tokio::test]
async fn nothing_is_wider_than_a_window_of_320_pixels() {
    let browser = Browser::start_narrow(320).await;
    for state in STATES {
        browser.open(state).await;
        let wide = browser.text(WIDE).await;
        assert_eq!(wide, "", "{state}");
    }
    for (mode, given) in TOOLS {
        browser.open(mode).await;
        browser.until("the mode is there", "return document.querySelector('#tool-answer') !== null").await;
        for text in given {
            browser.paste(text).await;
            browser.until("it was read", "return document.querySelector('.box .progress') === null").await;
        }
        browser
            .until("the answer is there", "return document.querySelector('#tool .summary') !== null")
            .await;
        assert_eq!(browser.text(WIDE).await, "", "{mode}");
    }
    browser.open("").await;
    browser.run("document.querySelector('#how-between').click()").await;
    browser
        .until("two moments are asked for", "return document.querySelector('#from')?.checkVisibility()")
        .await;
    assert_eq!(browser.text(WIDE).await, "", "with dates");
    browser.quit().await;
}
