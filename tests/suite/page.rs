//! The page in a real browser, used as a person uses it.

use certplan_tests::Browser;
use thirtyfour::Key;

/// The repair commands as the page shows them.
const COMMANDS: &str = "return [...document.querySelectorAll('.runs > .run > .line code')].map(code => code.textContent).join('\\n')";

const SUMMARY: &str = "return document.querySelector('#answer .summary').textContent";

/// Takes the place of the clipboard, so that a test can read what was copied.
const WATCH_CLIPBOARD: &str = "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
    writeText: text => { window.copied = text; return Promise.resolve(); } } })";

const FULL_ORDER: &str = "Update-AksHciCertificates
Update-AksHciClusterCertificates -Name 'prod' -fixKubeletCredentials
Update-AksHciClusterCertificates -Name 'prod' -patchLoadBalancer -fixCloudCredentials";

/// Types into a field what a person would, key by key, replacing its text.
async fn fill(browser: &Browser, id: &str, text: &str) {
    let field = browser.find(&format!("#{id}")).await;
    let select_all = Key::Control + "a";
    field.send_keys(select_all).await.expect("the field takes keys");
    let keys = if text.is_empty() { (Key::Delete + "").to_string() } else { text.to_owned() };
    field.send_keys(keys).await.expect("the field takes keys");
}

#[tokio::test]
async fn forty_five_days_give_three_commands_and_the_link_gives_them_again() {
    let browser = Browser::start().await;
    browser.open("").await;
    assert_eq!(
        browser.text("return document.querySelector('#answer-title').textContent").await,
        "Example answer"
    );
    fill(&browser, "amount", "46").await;
    fill(&browser, "amount", "45").await;
    browser
        .until(
            "the answer is mine",
            "return document.querySelector('#answer-title').textContent === 'Your answer'",
        )
        .await;
    assert_eq!(browser.text(SUMMARY).await, "Both layers are affected. Run 3 commands, in this order.");
    assert_eq!(browser.text(COMMANDS).await, FULL_ORDER);

    browser.run(WATCH_CLIPBOARD).await;
    browser
        .find(".runs > .run:nth-child(2) > .line .copy")
        .await
        .click()
        .await
        .expect("the button can be clicked");
    browser.until("something was copied", "return window.copied !== undefined").await;
    let copied = browser.text("return window.copied").await;
    assert_eq!(copied, "Update-AksHciClusterCertificates -Name 'prod' -fixKubeletCredentials");
    browser
        .until("it is said", "return document.getElementById('status').textContent.includes('Copied')")
        .await;

    browser.find("#names").await.click().await.expect("the box can be ticked");
    browser.until("names are in the link", "return location.hash.includes('c=target.prod')").await;
    let link = browser.text("return location.hash").await;
    fill(&browser, "amount", "3").await;
    browser.open(&link).await;
    assert_eq!(browser.text(COMMANDS).await, FULL_ORDER);
    assert_eq!(browser.text("return document.getElementById('amount').value").await, "45");
    browser.quit().await;
}

#[tokio::test]
async fn names_stay_out_of_the_link_unless_asked_for() {
    let browser = Browser::start().await;
    browser.open("").await;
    fill(&browser, "amount", "10").await;
    browser.until("the link is written", "return location.hash.includes('off=864000')").await;
    let link = browser.text("return location.hash").await;
    assert_eq!(
        link,
        "#/after?v=1&rules=1&off=864000&updated=unknown&c=management&c=target&c=load-balancer&build=unknown"
    );
    browser.quit().await;
}

#[tokio::test]
async fn a_wrong_value_explains_itself_on_leaving_and_the_last_answer_stays() {
    let browser = Browser::start().await;
    browser.open("").await;
    fill(&browser, "amount", "10").await;
    browser
        .until(
            "ten days",
            "return document.querySelector('#answer .understood').textContent.includes('10 days')",
        )
        .await;
    for (typed, said) in [
        ("-3", "\"-3d\" has a sign; a length has none"),
        ("1 month", "\"1 month\" is in months or years"),
        ("NaN", "\"NaN\" is not a length of time"),
        ("99999999999999", "\"99999999999999d\" is above 36500 days"),
        ("\u{FF13}\u{FF10}", "\"\u{FF13}\u{FF10}d\" has digits other than 0 to 9"),
        ("", "is empty"),
    ] {
        fill(&browser, "amount", typed).await;
        assert_eq!(
            browser.run("return document.querySelector('#amount-error')").await,
            serde_json::Value::Null,
            "{typed:?}"
        );
        browser.find("#amount").await.send_keys(Key::Tab).await.expect("the field can be left");
        browser.until("the error is shown", "return document.querySelector('#amount-error') !== null").await;
        let error = browser.text("return document.querySelector('#amount-error').textContent").await;
        assert!(error.starts_with(&format!("Error: {said}")), "{typed:?} says {error}");
        assert_eq!(
            browser.text("return document.getElementById('amount').getAttribute('aria-invalid')").await,
            "true"
        );
        let summary = browser.text("return document.querySelector('#errors a').textContent").await;
        assert_eq!(format!("Error: {summary}"), error);
        // On the way to a wrong value a person may pass a right one: what stays is the last answer, and it says so.
        let answer = browser.text("return document.querySelector('#answer').textContent").await;
        assert!(
            answer.contains("no valid answer at the moment") && answer.contains("affected"),
            "{typed:?}: {answer}"
        );
        browser.open("").await;
        fill(&browser, "amount", "10").await;
    }
    fill(&browser, "targets", "a'b").await;
    browser.find("#targets").await.send_keys(Key::Tab).await.expect("the field can be left");
    browser.until("the error is shown", "return document.querySelector('#targets-error') !== null").await;
    browser.quit().await;
}

#[tokio::test]
async fn everything_works_by_keyboard() {
    let browser = Browser::start().await;
    browser.open("").await;
    // As keys of the keyboard: what is sent to a field for files would be taken for their names.
    let press = async |keys: String| {
        browser.driver.action_chain().send_keys(keys).perform().await.expect("a key can be pressed");
    };
    let focused = "return document.activeElement.id || document.activeElement.className";
    // Skip link, two links of the header, the one box, five modes, then the first question.
    for expected in [
        "skip",
        "",
        "",
        "box",
        "box-files",
        "mode-after",
        "mode-before",
        "mode-error",
        "mode-evidence",
        "mode-fleet",
        "how-lasted",
    ] {
        press((Key::Tab + "").to_string()).await;
        assert_eq!(browser.text(focused).await, expected);
    }
    press((Key::Tab + "").to_string()).await;
    assert_eq!(browser.text(focused).await, "amount");
    press("1d12h".into()).await;
    press((Key::Tab + "").to_string()).await;
    press((Key::Tab + "").to_string()).await;
    browser
        .until(
            "it was read",
            "return document.querySelector('#answer .understood').textContent.includes('1 day 12 hours')",
        )
        .await;
    assert_eq!(browser.text(focused).await, "management");
    press(" ".into()).await;
    browser
        .until(
            "management is out",
            "return !document.querySelector('#answer .understood').textContent.includes('management')",
        )
        .await;
    browser.quit().await;
}

#[tokio::test]
async fn copying_works_on_plain_http_hosts_that_have_no_clipboard() {
    let browser = Browser::start().await;
    browser.open("").await;
    browser
        .run("Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined })")
        .await;
    browser.run("document.addEventListener('copy', () => { window.copied = String(document.activeElement.value) })").await;
    browser
        .find(".runs > .run:nth-child(1) > .line .copy")
        .await
        .click()
        .await
        .expect("the button can be clicked");
    browser.until("something was copied", "return window.copied === 'Update-AksHciCertificates'").await;
    browser
        .until("it is said", "return document.getElementById('status').textContent.includes('Copied')")
        .await;
    browser.run("document.execCommand = () => false").await;
    browser
        .find(".runs > .run:nth-child(1) > .line .copy")
        .await
        .click()
        .await
        .expect("the button can be clicked");
    browser
        .until("the text is selected", "return String(getSelection()) === 'Update-AksHciCertificates'")
        .await;
    browser.quit().await;
}

/// What a browser that translates does, and an extension that adds its own.
const CHANGED: &str =
    "const texts = document.createTreeWalker(document.getElementById('app'), NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) found.push(texts.currentNode);
    for (const text of found) {
        const font = document.createElement('font');
        text.replaceWith(font);
        font.append(text);
    }
    document.querySelector('.afterwards ol').prepend(document.createElement('li'));
    document.querySelector('.commands ol').append(document.createElement('li'));";

#[tokio::test]
async fn an_answer_that_something_else_has_changed_becomes_the_next_one_all_the_same() {
    // The status line is in the app now. It says each change, so that it is another one after a change than after the start.
    const TEXT: &str = "return (() => {
        const app = document.getElementById('app').cloneNode(true);
        app.querySelector('#status').remove();
        return app.textContent;
    })()";
    const SHORT: &str =
        "#/after?v=1&rules=1&off=864000&updated=unknown&c=management&c=target.prod&build=unknown";
    const LONG: &str =
        "#/after?v=1&rules=1&off=34560000&updated=8640000&c=target.b2&c=target.prod&build=1.0.24.11029";
    let browser = Browser::start().await;
    browser.open(SHORT).await;
    let short = browser.text(TEXT).await;
    browser.open("").await;
    browser.open(LONG).await;
    let expected = serde_json::json!([short, browser.text(TEXT).await]).to_string();
    browser.run(CHANGED).await;
    for (place, link) in [SHORT, LONG, SHORT, LONG].into_iter().enumerate() {
        browser.run(&format!("location.hash = '{link}'")).await;
        let shown = format!("{TEXT} === {expected}[{}]", place % 2);
        browser.until("it is the answer of the link", &shown).await;
    }
    browser.quit().await;
}

#[tokio::test]
async fn ticks_survive_a_reload() {
    let browser = Browser::start().await;
    browser.open("").await;
    browser.find("[data-step='power-on']").await.click().await.expect("the box can be ticked");
    browser.open("").await;
    browser
        .until("it is still ticked", "return document.querySelector(\"[data-step='power-on']\").checked")
        .await;
    browser.quit().await;
}

#[tokio::test]
async fn back_goes_to_the_link_before() {
    let browser = Browser::start().await;
    browser.open("#/after?v=1&rules=1&off=864000&updated=unknown&c=target&build=unknown").await;
    browser
        .run("location.hash = '#/after?v=1&rules=1&off=3888000&updated=unknown&c=target&build=unknown'")
        .await;
    browser
        .until(
            "45 days",
            "return document.querySelector('#answer .understood').textContent.includes('45 days')",
        )
        .await;
    browser.driver.back().await.expect("there is a page before");
    browser
        .until(
            "10 days",
            "return document.querySelector('#answer .understood').textContent.includes('10 days')",
        )
        .await;
    browser.quit().await;
}

#[tokio::test]
async fn back_goes_through_the_modes_one_by_one_and_forward_again() {
    const MODE: &str = "return document.querySelector('.modes [aria-current]').id.slice(5)";
    let browser = Browser::start().await;
    browser.open("").await;
    for mode in ["error", "evidence", "fleet"] {
        browser.find(&format!("#mode-{mode}")).await.click().await.expect("the mode can be clicked");
        assert_eq!(browser.text(MODE).await, mode);
    }
    for mode in ["evidence", "error", "after"] {
        browser.driver.back().await.expect("there is something before");
        browser.until(mode, &format!("{MODE} === '{mode}'")).await;
    }
    let title = browser.text("return document.getElementById('answer-title').textContent").await;
    assert_eq!(title, "Example answer");
    for mode in ["error", "evidence", "fleet"] {
        browser.driver.forward().await.expect("there is something after");
        browser.until(mode, &format!("{MODE} === '{mode}'")).await;
    }
    browser.quit().await;
}

#[tokio::test]
async fn going_through_every_field_by_keys_changes_nothing() {
    let browser = Browser::start().await;
    browser.open("").await;
    browser
        .run("document.getElementById('how-between').click(); document.getElementById('target').click()")
        .await;
    browser.until("two moments are asked for", "return document.getElementById('from') !== null").await;
    browser
        .run(
            "for (const [id, value] of Object.entries({
                 from: '2026-10-01', 'from-time': '06:00', to: '2026-10-20', 'to-time': '07:00' })) {
                 const field = document.getElementById(id);
                 field.value = value;
                 field.dispatchEvent(new InputEvent('input', { bubbles: true }));
             }",
        )
        .await;
    let shown = "return document.querySelector('#answer .understood').textContent
        + [...document.querySelectorAll('#questions input')].map(field => field.value + field.checked)";
    let before = browser.text(shown).await;
    assert!(before.contains("19 days 1 hour") && !before.contains("target prod"), "{before}");
    browser.run("document.querySelector('#questions input').focus()").await;
    // A date has a stop for each of its parts.
    for _ in 0..30 {
        browser.driver.action_chain().send_keys(Key::Tab).perform().await.expect("a key can be pressed");
    }
    let passed = "return document.activeElement.closest('#questions') === null";
    assert_eq!(browser.run(passed).await, serde_json::json!(true), "every field was left");
    assert_eq!(browser.text(shown).await, before);
    browser.quit().await;
}

#[tokio::test]
async fn back_from_a_mode_without_facts_keeps_the_names() {
    let browser = Browser::start().await;
    browser.open("").await;
    fill(&browser, "targets", "prod test1").await;
    browser.until("the link is written", "return location.hash.startsWith('#/after')").await;
    browser.find("#mode-error").await.click().await.expect("the mode can be clicked");
    browser.driver.back().await.expect("there is something before");
    browser
        .until("the mode", "return document.querySelector('.modes [aria-current]').id.slice(5) === 'after'")
        .await;
    assert_eq!(browser.text("return document.getElementById('targets').value").await, "prod test1");
    browser.quit().await;
}

#[tokio::test]
async fn a_link_of_another_rule_set_says_so() {
    let browser = Browser::start().await;
    browser.open("#/after?v=1&rules=0&off=864000&updated=unknown&c=target&build=unknown&color=red").await;
    let notices = browser
        .text("return [...document.querySelectorAll('#answer .notice')].map(n => n.textContent).join(' ')")
        .await;
    assert!(notices.contains("rule-set \"0\"") && notices.contains("\"color\""), "{notices}");
    browser.quit().await;
}

#[tokio::test]
async fn without_scripts_the_example_and_all_cases_are_there() {
    let browser = Browser::start_with(&["--blink-settings=scriptEnabled=false"]).await;
    browser.driver.goto(&browser.site).await.expect("the page opens");
    let page = browser.driver.source().await.expect("the page has a source");
    let text = browser.find("main").await.text().await.expect("it has text");
    assert!(text.contains("Example answer"), "{text}");
    assert!(
        text.contains(
            "Update-AksHciClusterCertificates -Name 'prod' -patchLoadBalancer -fixCloudCredentials"
        )
    );
    for case in [
        "Less than a day",
        "27 days or more, less than 30 days",
        "Exactly 30 days",
        "More than 30 days",
        "Length not known",
    ] {
        assert!(text.contains(case), "{case} is missing");
    }
    assert!(!page.contains("certplan:"), "a marker was not filled");
    browser.quit().await;
}

#[tokio::test]
async fn another_form_is_chosen_and_copied_by_keys_alone() {
    let browser = Browser::start().await;
    browser.open("").await;
    browser.run(WATCH_CLIPBOARD).await;
    let press =
        async |keys: String| browser.find(":focus").await.send_keys(keys).await.expect("it takes keys");
    browser.run("document.querySelector('#forms summary').focus()").await;
    press((Key::Enter + "").to_string()).await;
    browser.until("the forms are there", "return document.querySelector('#form-text') !== null").await;
    press((Key::Tab + "").to_string()).await;
    press("J".to_owned()).await;
    browser
        .until("JSON is chosen", "return document.querySelector('#form-text').textContent.startsWith('{')")
        .await;
    press((Key::Tab + "").to_string()).await;
    press((Key::Enter + "").to_string()).await;
    browser.until("it was copied", "return window.copied !== undefined").await;
    assert!(browser.text("return window.copied").await.starts_with("{\n"));
    browser.quit().await;
}
