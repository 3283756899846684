//! The mode for what lies ahead.

use certplan_core::facts::{Answers, Utc};
use certplan_core::{Facts, forecast};
use certplan_export::ForecastFormat;
use certplan_export::link::{self, Mode};
use certplan_tests::Browser;

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

const WRITTEN: &str = "return document.querySelector('#answer .forecast') !== null";

#[tokio::test]
async fn a_link_shows_what_the_command_prints() {
    let facts = holidays();
    let browser = Browser::start().await;
    browser.open(&link::write(Mode::Before, &facts, true)).await;
    browser.until("the forecast is there", WRITTEN).await;
    let shown = browser.text("return document.querySelector('#answer .summary').textContent").await;
    assert!(shown.starts_with("Be back before 2027-01-14 16:00 UTC"), "{shown}");
    assert_eq!(browser.copied_form("json").await, ForecastFormat::Json.write(&forecast(&facts)));
    browser.quit().await;
}

#[tokio::test]
async fn the_bar_carries_the_facts_over_and_back_returns() {
    let browser = Browser::start().await;
    browser.open("").await;
    browser.find("#mode-before").await.click().await.expect("the link can be clicked");
    browser.until("the forecast is there", WRITTEN).await;
    let question = "return document.querySelector('#questions legend').innerText";
    assert_eq!(browser.text(question).await, "How long will it be off?");
    assert!(browser.text("return location.hash").await.starts_with("#/before?v=1&rules=1&off=3888000&"));
    // The names of the example stay in the answer and out of the address.
    assert!(browser.text("return document.querySelector('#answer').textContent").await.contains("'prod'"));
    assert!(!browser.text("return location.hash").await.contains("prod"));
    browser.find("#amount").await.send_keys("1").await.expect("the field takes keys");
    browser
        .until(
            "it follows the keys",
            "return document.querySelector('#answer .understood').textContent.includes('451 days')",
        )
        .await;
    browser.find("#mode-after").await.click().await.expect("the link can be clicked");
    let after = "return document.querySelector('#answer .understood').textContent.includes('451 days')
        && document.querySelector('#answer .forecast') === null";
    browser.until("the plan is there", after).await;
    browser.driver.back().await.expect("there is something before");
    browser.until("the forecast is there again", WRITTEN).await;
    browser.quit().await;
}

#[tokio::test]
async fn what_lies_ahead_needs_an_end() {
    let browser = Browser::start().await;
    browser.open("#/before?v=1&rules=1&off=1814400&updated=unknown&c=target&build=unknown").await;
    browser.until("the forecast is there", WRITTEN).await;
    browser.run("document.querySelector('#how-between').click()").await;
    browser
        .until("two moments are asked for", "return document.querySelector('#from')?.checkVisibility()")
        .await;
    browser.run("document.querySelector('#as-text').click()").await;
    browser.until("they are typed", "return document.querySelector('#from').type === 'text'").await;
    browser.find("#from").await.send_keys("2036-12-18\t\t").await.expect("the field takes keys");
    let error =
        "return (document.querySelector('#errors').textContent || '').includes('beginning and an end')";
    browser.until("the missing end is named", error).await;
    browser.quit().await;
}
