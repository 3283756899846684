//! Dates and times, picked in the browser's own fields.

use certplan_tests::Browser;
use thirtyfour::Key;

const FACTS: &str = "return document.querySelector('#answer .understood').textContent";

/// Picks a value as the browser's calendar does; how one types it depends on the machine's language.
async fn pick(browser: &Browser, id: &str, value: &str) {
    let script = format!(
        "const field = document.getElementById('{id}');
         field.value = '{value}';
         field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}))"
    );
    browser.run(&script).await;
}

async fn asked_for_two_moments() -> Browser {
    let browser = Browser::start().await;
    browser.open("").await;
    browser.run("document.querySelector('#how-between').click()").await;
    browser
        .until("two moments are asked for", "return document.querySelector('#from')?.checkVisibility()")
        .await;
    browser
}

async fn facts_say(browser: &Browser, words: &str) {
    browser
        .until(
            words,
            &format!("return document.querySelector('#answer .understood').textContent.includes('{words}')"),
        )
        .await;
}

#[tokio::test]
async fn two_dates_count_days_and_two_times_count_exactly() {
    let browser = asked_for_two_moments().await;
    pick(&browser, "from", "2026-10-01").await;
    pick(&browser, "to", "2026-11-15").await;
    facts_say(&browser, "45 days").await;
    pick(&browser, "from-time", "06:00").await;
    pick(&browser, "to-time", "09:30").await;
    facts_say(&browser, "3 h").await;
    // The address follows a moment after the answer; before that it has the dates alone.
    browser.until("the link has times", "return /&to=2026-11-15T\\d\\d:30/.test(location.hash)").await;
    let link = browser.text("return location.hash").await;
    browser.open(&link).await;
    facts_say(&browser, "3 h").await;
    browser.quit().await;
}

#[tokio::test]
async fn half_a_date_says_what_it_lacks_on_leaving() {
    let browser = asked_for_two_moments().await;
    pick(&browser, "to", "2026-11-15").await;
    browser.find("#from").await.send_keys("1").await.expect("the field takes keys");
    assert_eq!(browser.run("return document.getElementById('from').validity.badInput").await, true);
    browser.find("#targets").await.click().await.expect("another field can be clicked");
    browser.until("the error is shown", "return document.querySelector('#from-error') !== null").await;
    let error = browser.text("return document.querySelector('#from-error').textContent").await;
    assert_eq!(error, "Error: The date is not complete: it needs day, month and year.");
    // What was typed is still there.
    assert_eq!(browser.run("return document.getElementById('from').validity.badInput").await, true);
    pick(&browser, "from", "2026-11-05").await;
    facts_say(&browser, "10 days").await;
    assert_eq!(browser.run("return document.querySelector('#from-error')").await, serde_json::Value::Null);
    browser.quit().await;
}

#[tokio::test]
async fn a_moment_with_an_offset_can_be_pasted_as_text() {
    let browser = asked_for_two_moments().await;
    pick(&browser, "from", "2026-10-01").await;
    browser.find("#as-text").await.click().await.expect("the box can be ticked");
    browser.until("the field takes text", "return document.getElementById('from').type === 'text'").await;
    assert_eq!(browser.text("return document.getElementById('from').value").await, "2026-10-01");
    let select_all = Key::Control + "a";
    let field = browser.find("#from").await;
    field.send_keys(select_all).await.expect("the field takes keys");
    field.send_keys("2026-10-01T06:00+02:00").await.expect("the field takes keys");
    browser.find("#to").await.send_keys("2026-10-11T05:00Z\t").await.expect("the field takes keys");
    facts_say(&browser, "10 days 1 h").await;
    assert!(browser.text(FACTS).await.contains("2026-10-01"));
    browser.quit().await;
}
