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

/// What reaches beyond 320 pixels.
const WIDE: &str =
    "return [...document.querySelectorAll('body *')].filter(e => !e.closest('.quiet, .skip, .wide, figure')
    && e.getBoundingClientRect().right > 320.5).map(e => `${e.tagName}.${e.className}`).join(' ')";

const OPEN_ALL: &str = "document.querySelectorAll('details').forEach(details => { details.open = true })";

async fn clean_in(switches: &[&str]) {
    let browser = Browser::start_with(switches).await;
    for state in STATES {
        browser.open(state).await;
        assert_eq!(browser.violations().await, "", "{state} {switches:?}");
    }
    browser.open(AHEAD).await;
    browser
        .until("the forecast is there", "return document.querySelector('#answer .forecast') !== null")
        .await;
    assert_eq!(browser.violations().await, "", "{AHEAD} {switches:?}");
    for (state, form) in [(STATES[1], "powershell"), (STATES[1], "element"), (AHEAD, "calendar")] {
        browser.open(state).await;
        browser.choose_form(form).await;
        assert_eq!(browser.violations().await, "", "{form} {switches:?}");
    }
    for (mode, given) in TOOLS {
        browser.open(mode).await;
        browser.until("the mode is there", "return document.querySelector('#tool-answer') !== null").await;
        assert_eq!(browser.violations().await, "", "{mode} {switches:?}");
        for text in given {
            browser.paste(text).await;
            browser.until("it was read", "return document.querySelector('.box .progress') === null").await;
        }
        browser
            .until("the answer is there", "return document.querySelector('#tool .summary') !== null")
            .await;
        browser.run(OPEN_ALL).await;
        assert_eq!(browser.violations().await, "", "{mode} with an answer {switches:?}");
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
    assert_eq!(browser.violations().await, "", "with errors {switches:?}");
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
        assert_eq!(browser.violations().await, "", "{switches:?}");
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
