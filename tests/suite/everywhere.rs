//! What must work in every engine; the gate runs these in each of the three.

use certplan_core::facts::{Answers, Utc};
use certplan_core::{Facts, assess, forecast, plan};
use certplan_export::link::{self, Mode};
use certplan_export::{ForecastFormat, Format};
use certplan_tests::{Browser, Host, Scenario, engine};
use thirtyfour::Key;

const FULL_ORDER: &str = "#/after?v=1&rules=1&off=3888000&updated=unknown&c=management&c=target.prod&c=load-balancer.prod&build=unknown";

const FORECAST: &str = "return document.querySelector('#answer .forecast') !== null";

/// The file for use without a network.
const FILE: &str = "certplan.html";

fn holidays() -> Facts {
    let answers = Answers {
        from: Some("2026-12-18T16:00Z"),
        to: Some("2027-01-08T07:00Z"),
        since_update: Some("40d"),
        clusters: vec!["management", "target=prod"],
        ..Answers::default()
    };
    answers.read(&Utc).expect("facts").looking_ahead()
}

/// Types a length and waits for its answer.
async fn typing_is_answered(browser: &Browser) {
    let field = browser.find("#amount").await;
    field.send_keys(Key::Control + "a").await.expect("the field takes keys");
    field.send_keys("10").await.expect("the field takes keys");
    browser
        .until(
            "ten days",
            "return document.querySelector('#answer .understood').textContent.includes('10 days')",
        )
        .await;
    browser
        .until("the link is written", "return location.hash.startsWith('#/after?v=1&rules=1&off=864000&')")
        .await;
}

/// Copies the JSON of the open page and holds it against the command's.
async fn json_is_the_commands(browser: &Browser, facts: &Facts) {
    assert_eq!(browser.copied_form("json").await, Format::Json.write(&plan(&assess(facts))));
}

async fn forecast_is_the_commands(browser: &Browser, facts: &Facts) {
    browser.until("the forecast is there", FORECAST).await;
    assert_eq!(browser.copied_form("json").await, ForecastFormat::Json.write(&forecast(facts)));
}

#[tokio::test]
async fn what_is_typed_is_answered() {
    let browser = Browser::of_the_gate().await;
    browser.open("").await;
    typing_is_answered(&browser).await;
    browser.quit().await;
}

/// The answer's markup, without what marks a step as seen and a button as usable.
const MARKUP: &str = "(() => {
    const app = document.getElementById('app').cloneNode(true);
    for (const element of app.querySelectorAll('*')) for (const name of ['data-seen', 'hidden']) element.removeAttribute(name);
    return app.innerHTML;
})()";

#[tokio::test]
async fn every_answer_becomes_the_next_as_if_it_were_drawn_anew() {
    let browser = Browser::of_the_gate().await;
    let mut answers = Vec::new();
    for scenario in Scenario::all().iter().filter(|scenario| scenario.read) {
        let link = link::write(Mode::After, &scenario.facts(), true);
        browser.driver.goto("about:blank").await.expect("about:blank opens");
        browser.open(&link).await;
        answers.push((link, browser.text(&format!("return {MARKUP}")).await));
    }
    // There and back again: each becomes its neighbour on either side.
    for (link, markup) in answers.iter().chain(answers.iter().rev()) {
        browser.open(link).await;
        let markup = serde_json::Value::from(markup.as_str());
        browser.until(link, &format!("return {MARKUP} === {markup}")).await;
    }
    browser.quit().await;
}

#[tokio::test]
async fn links_open_and_json_is_the_commands() {
    let browser = Browser::of_the_gate().await;
    for scenario in Scenario::all().iter().filter(|scenario| scenario.read) {
        let facts = scenario.facts();
        browser.open(&link::write(Mode::After, &facts, true)).await;
        json_is_the_commands(&browser, &facts).await;
    }
    browser.quit().await;
}

#[tokio::test]
async fn what_lies_ahead_is_what_the_command_prints() {
    let browser = Browser::of_the_gate().await;
    browser.open(&link::write(Mode::Before, &holidays(), true)).await;
    forecast_is_the_commands(&browser, &holidays()).await;
    browser.quit().await;
}

#[tokio::test]
async fn axe_finds_nothing() {
    let browser = Browser::of_the_gate().await;
    browser.open(FULL_ORDER).await;
    assert_eq!(browser.violations().await, "", "after");
    browser.open(&link::write(Mode::Before, &holidays(), true)).await;
    browser.until("the forecast is there", FORECAST).await;
    assert_eq!(browser.violations().await, "", "before");
    browser.quit().await;
}

#[tokio::test]
async fn only_the_pages_own_files_are_requested() {
    let browser = Browser::of_the_gate().await;
    browser.open("").await;
    browser.run("window.refused = []; document.addEventListener('securitypolicyviolation', e => refused.push(e.blockedURI))").await;
    browser.open_forms().await;
    typing_is_answered(&browser).await;
    let requested = browser
        .text("return performance.getEntriesByType('resource').map(entry => entry.name).join('\\n')")
        .await;
    for address in requested.lines() {
        let name = address.strip_prefix(&browser.site).unwrap_or_else(|| panic!("requested: {address}"));
        let own = name.starts_with("certplan-") || name == "favicon.svg";
        assert!(own && !name.contains('?'), "requested: {address}");
    }
    assert_eq!(browser.text("return refused.join(' ')").await, "");
    browser.quit().await;
}

#[tokio::test]
async fn a_page_without_scripts_has_the_example_and_all_cases() {
    let browser = Browser::without_scripts().await;
    for address in [&browser.site, &browser.address(FILE)] {
        browser.driver.goto(address).await.expect("the page opens");
        let text = browser.find("main").await.text().await.expect("it has text");
        for part in [
            "Example answer",
            "-patchLoadBalancer -fixCloudCredentials",
            "Exactly 30 days",
            "Length not known",
        ] {
            assert!(text.contains(part), "{address}: {part} is missing: {text}");
        }
    }
    browser.quit().await;
}

#[tokio::test]
async fn what_is_folded_is_open_on_paper() {
    let browser = Browser::of_the_gate().await;
    for from_disk in [false, true] {
        if from_disk {
            browser.open_file(FILE).await;
        } else {
            browser.open("").await;
        }
        for (event, are_open) in [("beforeprint", "true"), ("afterprint", "false")] {
            let states = "return [...document.querySelectorAll('#answer details')].map(details => details.open).filter(
                (state, place, all) => all.indexOf(state) === place).join()";
            assert_eq!(
                browser.text(&format!("dispatchEvent(new Event('{event}')); {states}")).await,
                are_open
            );
        }
    }
    browser.quit().await;
}

/// What a page has loaded, without its inline parts.
const LOADED: &str = "return performance.getEntriesByType('resource').map(entry => entry.name)
    .filter(name => !name.startsWith('data:')).join(' ')";

#[tokio::test]
async fn the_file_answers_without_a_server() {
    let browser = Browser::of_the_gate().await;
    browser.open_file(FILE).await;
    typing_is_answered(&browser).await;
    assert_eq!(browser.text(LOADED).await, "", "it loaded something");
    assert_eq!(browser.run("return document.getElementById('failed').hidden").await, true);
    browser.quit().await;
}

#[tokio::test]
async fn a_server_that_names_another_encoding_does_the_file_no_harm() {
    let browser = Browser::of_the_gate().await;
    let content = std::fs::read(engine::site().join(FILE)).expect("the site has the file");
    for encoding in ["utf-8", "iso-8859-15"] {
        let kind = format!("text/html; charset={encoding}");
        let host = Host::start("frame-ancestors 'self'", &[(FILE, &kind, content.clone())]);
        browser.driver.goto([&host.address, FILE].concat()).await.expect("the page opens");
        browser
            .until("the page is ready", "return document.documentElement.classList.contains('ready')")
            .await;
        // The file is in UTF-8 now and says so itself; it need not read itself once more.
        assert_eq!(browser.text("return document.characterSet").await, "UTF-8");
        let cases = browser.text("return document.querySelector('#answer').textContent").await;
        assert!(cases.contains("45 days off \u{b7} management"), "{encoding}: {cases}");
        typing_is_answered(&browser).await;
        assert_eq!(browser.text(LOADED).await, "", "it loaded something");
    }
    browser.quit().await;
}

#[tokio::test]
async fn the_file_writes_what_the_command_prints() {
    let browser = Browser::of_the_gate().await;
    for scenario in Scenario::all().iter().filter(|scenario| scenario.read) {
        let facts = scenario.facts();
        browser.open_file(&format!("{FILE}{}", link::write(Mode::After, &facts, true))).await;
        json_is_the_commands(&browser, &facts).await;
    }
    browser.open_file(&format!("{FILE}{}", link::write(Mode::Before, &holidays(), true))).await;
    forecast_is_the_commands(&browser, &holidays()).await;
    assert_eq!(browser.violations().await, "");
    browser.quit().await;
}
