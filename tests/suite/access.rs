//! axe finds nothing, in any state, theme or width; nothing is wider than the window.

use certplan_tests::Browser;

const STATES: [&str; 6] = [
    "",
    "#/after?v=1&rules=1&off=3888000&updated=unknown&c=management&c=target.prod&c=load-balancer.prod&build=unknown",
    "#/after?v=1&rules=1&off=2592000&updated=unknown&c=target.prod&build=1.0.9.10413",
    "#/after?v=1&rules=1&off=864000&updated=8640000&c=management&build=unknown",
    "#/after?v=1&rules=1&off=none&updated=unknown&c=target&build=unknown",
    "#/after?v=2",
];

const AHEAD: &str = "#/before?v=1&rules=1&from=2026-12-18T16:00:00Z&to=2027-01-08T07:00:00Z&updated=3456000&c=management&c=target.prod&build=unknown";

/// What reaches beyond 320 pixels.
const WIDE: &str = "return [...document.querySelectorAll('body *')].filter(e => !e.closest('.quiet, .skip')
    && e.getBoundingClientRect().right > 320.5).map(e => `${e.tagName}.${e.className}`).join(' ')";

const OPEN_ALL: &str = "document.querySelectorAll('details').forEach(details => { details.open = true })";

/// What axe finds: a line a rule with its nodes.
pub(crate) async fn violations(browser: &Browser) -> String {
    #[expect(clippy::disallowed_methods, reason = "this is where the gate hands over its tools")]
    let path = std::env::var("CERTPLAN_AXE").expect("CERTPLAN_AXE is set; run: cargo xtask test");
    let axe = std::fs::read_to_string(path).expect("axe can be read");
    browser.run(&axe).await;
    let script = "const done = arguments[0];
        axe.run().then(found => done(found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')).join('\\n')))";
    let found = browser.driver.execute_async(script, Vec::new()).await.expect("axe runs");
    found.json().as_str().expect("axe reports in text").to_owned()
}

async fn clean_in(switches: &[&str]) {
    let browser = Browser::start_with(switches).await;
    for state in STATES {
        browser.open(state).await;
        assert_eq!(violations(&browser).await, "", "{state} {switches:?}");
    }
    browser.open(AHEAD).await;
    browser
        .until("the forecast is there", "return document.querySelector('#answer table.lapses') !== null")
        .await;
    assert_eq!(violations(&browser).await, "", "{AHEAD} {switches:?}");
    browser.open("").await;
    browser.run("document.querySelector('#how-between').click()").await;
    browser.until("two moments are asked for", "return document.querySelector('#from') !== null").await;
    browser.run(OPEN_ALL).await;
    browser.find("#from").await.send_keys("1").await.expect("the field takes keys");
    browser.find("#build").await.send_keys("x\t").await.expect("the field takes keys");
    browser
        .until(
            "the errors are shown",
            "return document.querySelector('#build-error') !== null && document.querySelector('#from-error') !== null",
        )
        .await;
    assert_eq!(violations(&browser).await, "", "with errors {switches:?}");
    browser.quit().await;
}

#[tokio::test]
async fn axe_finds_nothing_in_light() {
    clean_in(&[]).await;
}

#[tokio::test]
async fn axe_finds_nothing_in_dark() {
    clean_in(&["--blink-settings=preferredColorScheme=0"]).await;
}

#[tokio::test]
async fn axe_finds_nothing_in_forced_colors() {
    clean_in(&["--force-high-contrast"]).await;
}

#[tokio::test]
async fn axe_finds_nothing_on_paper() {
    for switches in [&[][..], &["--blink-settings=preferredColorScheme=0"]] {
        let browser = Browser::start_with(switches).await;
        browser.open(STATES[1]).await;
        browser.on_paper(true).await;
        assert_eq!(violations(&browser).await, "", "{switches:?}");
        browser.quit().await;
    }
}

#[tokio::test]
async fn nothing_is_wider_than_a_window_of_320_pixels() {
    let browser = Browser::start_narrow(320).await;
    for state in STATES {
        browser.open(state).await;
        let wide = browser.text(WIDE).await;
        assert_eq!(wide, "", "{state}");
    }
    browser.run("document.querySelector('#how-between').click()").await;
    browser.until("two moments are asked for", "return document.querySelector('#from') !== null").await;
    assert_eq!(browser.text(WIDE).await, "", "with dates");
    browser.quit().await;
}
