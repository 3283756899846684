//! The mode for error messages.

use certplan_core::symptom::explain;
use certplan_export::explain::ExplainDocument;
use certplan_tests::Browser;
use certplan_tests::command::certplan;

const READY: &str = "return document.querySelector('#message') !== null";

const MESSAGES: [&str; 4] = [
    "Get-AksHciCluster : System.Collections.Hashtable.generic_non_zero 1 [Error: Certificate has expired: Expired]\n\
     At line:1 char:1\n+ Get-AksHciCluster\n+ ~~~~~~~~~~~~~~~~~\n    + CategoryInfo          : NotSpecified: (:) [Write-Error], WriteErrorException\n\
     Unable to connect to the server: x509: certificate has expired or is not yet valid: current time 2026-03-09T08:15:02+01:00 is after 2026-03-02T21:40:11Z",
    "Repair-AksHciClusterCerts : Error: unknown flag: --tags",
    "Back-off restarting failed container <img src=x onerror=alert(1)>",
    "{\"level\":\"error\",\"msg\":\"login: rpc error: code = Unauthenticated desc = Valid Token Required\"}",
];

/// Puts a text into a field as a paste does that no script takes over.
async fn fill(browser: &Browser, field: &str, text: &str) {
    let text = serde_json::to_string(text).expect("a text is JSON");
    browser
        .run(&format!(
            "const field = document.querySelector('{field}'); field.value = {text};
             field.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        ))
        .await;
}

#[tokio::test]
async fn a_message_is_explained_as_the_command_explains_it() {
    let browser = Browser::of_the_gate().await;
    browser.open("#/error").await;
    browser.until("the mode is there", READY).await;
    for message in MESSAGES {
        fill(&browser, "#message", message).await;
        let summary = ExplainDocument::new(&explain(message)).summary;
        browser.says(&summary).await;
        let shown = browser
            .text("return [...document.querySelectorAll('#tool .symptom > h3')].map(title => title.textContent).join('\\n')")
            .await;
        let printed = certplan(&["explain", "--format", "json", message].map(str::to_owned));
        let printed: serde_json::Value = serde_json::from_str(&printed).expect("the command prints JSON");
        let titles: Vec<_> = printed["matches"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|it| it["title"].as_str().expect("a text"))
            .collect();
        assert_eq!(shown, titles.join("\n"), "{message}");
        assert_eq!(summary, printed["summary"].as_str().expect("a text"));
        assert_eq!(
            browser.text("return document.querySelector('#tool .summary').textContent").await,
            summary
        );
    }
    browser.quit().await;
}

#[tokio::test]
async fn nothing_of_a_message_stays_anywhere_and_a_key_leaves_the_field() {
    let browser = Browser::of_the_gate().await;
    browser.open("#/error").await;
    browser.until("the mode is there", READY).await;
    let message =
        "MARKED Valid Token Required\n-----BEGIN PRIVATE KEY-----\nMARKED\n-----END PRIVATE KEY-----\n";
    fill(&browser, "#message", message).await;
    browser.says("A private key or a token was there: not kept.").await;
    let kept =
        "return [location.href, document.documentElement.outerHTML, document.querySelector('#message').value,
        JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie].join(' ')";
    assert!(!browser.text(kept).await.contains("MARKED"));
    assert_eq!(browser.text("return location.hash").await, "#/error");
    browser.quit().await;
}

#[tokio::test]
async fn the_plan_is_one_link_away_and_back_returns() {
    let browser = Browser::of_the_gate().await;
    browser
        .open(
            "#/after?v=1&rules=1&off=3888000&updated=unknown&c=management&c=target.secret-name&build=unknown",
        )
        .await;
    browser.find("#mode-error").await.click().await.expect("the link can be clicked");
    browser.until("the mode is there", READY).await;
    assert_eq!(browser.text("return location.hash").await, "#/error");
    fill(&browser, "#message", MESSAGES[0]).await;
    browser.until("it is explained", "return document.querySelector('#tool .next a') !== null").await;
    let link = browser.text("return document.querySelector('#tool .next a').hash").await;
    assert!(link.starts_with("#/after?v=1&rules=1&off=3888000&") && !link.contains("secret-name"), "{link}");
    browser.find("#tool .next a").await.click().await.expect("the link can be clicked");
    // The names stay where they were, in the page.
    browser
        .until(
            "the plan is there",
            "return document.querySelector('#answer').checkVisibility()
            && document.querySelector('#answer').textContent.includes('secret-name')",
        )
        .await;
    browser.driver.back().await.expect("there is something before");
    browser.until("the mode is there again", READY).await;
    browser.quit().await;
}
