//! A worker that hangs, fails, cannot be loaded, or is stopped: it is ended, the page says so, and another one goes on.

use certplan_tests::Browser;

const MESSAGE: &str = "Error: rpc error: code = Unauthenticated desc = Valid Token Required.";

const DATES: &str = "apiserver.crt:\nnotBefore=Nov 20 00:00:00 2026 GMT\nnotAfter=Nov 20 00:00:00 2096 GMT\n\
     subject=CN = kube-apiserver\nissuer=CN = kubernetes\n";

/// From now on no message reaches a worker.
const DEAF: &str = "window.post ??= Worker.prototype.postMessage; Worker.prototype.postMessage = () => {}";

/// Messages reach the worker again.
const HEARING: &str = "Worker.prototype.postMessage = window.post";

/// The next wait of many seconds ends at once; those after it last as long as they should, since another worker needs its time
/// to start.
const IMPATIENT: &str = "const wait = setTimeout; window.setTimeout = (act, ms, ...more) => {
    if (ms > 9999) { window.setTimeout = wait; ms = 300; }
    return wait(act, ms, ...more);
}";

async fn page_with_dates() -> Browser {
    let browser = Browser::of_the_gate().await;
    browser.open("#/evidence").await;
    browser.until("the mode is there", "return document.querySelector('#tool.evidence-mode') !== null").await;
    browser.read_text(DATES).await;
    browser
        .until("the dates are there", "return document.querySelector('table.certificates') !== null")
        .await;
    browser
}

/// The text that was being read is in the box again, and another worker reads it; it knows what the one before had read.
async fn goes_on(browser: &Browser, text: &str) {
    let shown = serde_json::json!(text);
    browser
        .until(
            "what was typed is not lost",
            &format!("return document.querySelector('#box').value === {shown}"),
        )
        .await;
    browser.run(HEARING).await;
    browser
        .run(
            "const field = document.querySelector('#cluster-0'); field.value = 'prod';
             field.dispatchEvent(new Event('change', { bubbles: true }))",
        )
        .await;
    browser
        .until(
            "the dates belong to a cluster",
            "return document.querySelector('#tool-answer').textContent.includes('prod')",
        )
        .await;
    assert_eq!(
        browser.run("return document.querySelectorAll('table.certificates tbody tr').length").await,
        1,
        "what was read before is kept"
    );
}

#[tokio::test]
async fn a_hung_worker_is_ended_and_the_page_says_so() {
    let browser = page_with_dates().await;
    browser.run(&format!("{DEAF}; {IMPATIENT}")).await;
    browser.read_text(MESSAGE).await;
    browser.says("Reading took too long and was stopped.").await;
    goes_on(&browser, MESSAGE).await;
    browser.quit().await;
}

#[tokio::test]
async fn reading_can_be_stopped() {
    let browser = page_with_dates().await;
    browser.run(DEAF).await;
    browser.read_text(MESSAGE).await;
    browser.until("it can be stopped", "return document.querySelector('.progress button') !== null").await;
    browser.find(".progress button").await.click().await.expect("the button can be clicked");
    browser.says("Stopped.").await;
    goes_on(&browser, MESSAGE).await;
    browser.quit().await;
}

#[tokio::test]
async fn an_error_in_the_worker_is_said_and_another_one_goes_on() {
    let browser = page_with_dates().await;
    // What is no message ends it by an exception; what is no request, by its own word.
    for sent in ["null", "['{']"] {
        browser
            .run(&format!(
                "{DEAF}; Worker.prototype.postMessage = function () {{ window.post.call(this, {sent}) }}"
            ))
            .await;
        browser.read_text(MESSAGE).await;
        browser.says("Reading stopped because of an error in this page.").await;
        goes_on(&browser, MESSAGE).await;
    }
    browser.quit().await;
}

#[tokio::test]
async fn a_worker_that_cannot_be_loaded_is_said() {
    let browser = page_with_dates().await;
    browser.run(DEAF).await;
    browser.read_text(MESSAGE).await;
    browser.until("it can be stopped", "return document.querySelector('.progress button') !== null").await;
    browser.find(".progress button").await.click().await.expect("the button can be clicked");
    browser.says("Stopped.").await;
    browser
        .run(
            "window.Real = Worker;
             const gone = URL.createObjectURL(new Blob([\"importScripts('\" + location.origin + \"/gone.js')\"], { type: 'text/javascript' }));
             window.Worker = function () { return new Real(gone) }",
        )
        .await;
    browser.read_text(MESSAGE).await;
    browser
        .until(
            "it is said",
            "return document.querySelector('#part-missing')?.textContent.includes('A part of this page could not be loaded.')",
        )
        .await;
    browser.run("window.Worker = Real").await;
    goes_on(&browser, MESSAGE).await;
    browser.quit().await;
}
