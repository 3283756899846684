//! The start of the app: what the user did before it is kept, and a translated page stays right.

use certplan_tests::Browser;
use serde_json::json;
use thirtyfour::Key;

/// The WebAssembly starts only when the test calls `goOn`.
const HELD_BACK: &str = "const held = new Promise(goOn => { window.goOn = goOn; });
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const real = WebAssembly[name];
        WebAssembly[name] = async (...given) => { await held; return real.apply(WebAssembly, given); };
    }";

async fn held_back(path: &str) -> Browser {
    let browser = Browser::start().await;
    let set = browser
        .driver
        .cdp()
        .send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": HELD_BACK }))
        .await;
    set.expect("a script can come first");
    browser.driver.goto(browser.address(path)).await.expect("the page opens");
    browser
}

async fn goes_on(browser: &Browser) {
    browser.run("window.goOn()").await;
    browser.until("the page is ready", "return document.documentElement.classList.contains('ready')").await;
}

#[tokio::test]
async fn what_was_done_before_the_start_is_kept() {
    let browser = held_back("").await;
    let field = browser.find("#amount").await;
    field.send_keys(Key::Control + "a").await.expect("the field takes keys");
    field.send_keys("12").await.expect("the field takes keys");
    browser.find("#management").await.click().await.expect("the box can be clicked");
    browser.find("#sources > summary, #cited-sources > summary").await.click().await.expect("it opens");
    browser.find(".before .row:first-child .tick input").await.click().await.expect("a step can be ticked");
    browser
        .run("const field = document.querySelector('#amount'); field.focus(); field.setSelectionRange(1, 1)")
        .await;
    let before =
        browser.run("return document.querySelector('#answer-title').getBoundingClientRect().top").await;
    goes_on(&browser).await;
    assert_eq!(browser.text("return document.querySelector('#amount').value").await, "12");
    let understood = browser.text("return document.querySelector('#answer .understood').textContent").await;
    assert!(understood.contains("12 days") && !understood.contains("management"), "{understood}");
    assert_eq!(
        browser.text("return document.querySelector('#answer-title').textContent").await,
        "Your answer"
    );
    assert_eq!(browser.run("return document.querySelector('#management').checked").await, false);
    assert_eq!(browser.run("return document.querySelector('#cited-sources').open").await, true);
    assert_eq!(
        browser.run("return document.querySelector('.before .row:first-child .tick input').checked").await,
        true
    );
    assert_eq!(browser.text("return document.activeElement.id").await, "amount");
    assert_eq!(browser.run("return document.activeElement.selectionStart").await, 1);
    let after =
        browser.run("return document.querySelector('#answer-title').getBoundingClientRect().top").await;
    assert_eq!(before, after, "the page jumps");
    browser.quit().await;
}

#[tokio::test]
async fn a_link_hides_the_example_until_its_own_answer_is_there() {
    let browser =
        held_back("#/after?v=1&rules=1&off=864000&updated=unknown&c=management&c=target&build=unknown").await;
    assert_eq!(browser.run("return document.querySelector('#answer').checkVisibility()").await, false);
    assert_eq!(browser.run("return document.querySelector('.wait').checkVisibility()").await, true);
    goes_on(&browser).await;
    assert_eq!(browser.run("return document.querySelector('#answer').checkVisibility()").await, true);
    assert_eq!(browser.run("return document.querySelector('.wait').checkVisibility()").await, false);
    browser.quit().await;
}

/// What a browser that translates does to the answer: each text gets an element around it and another language.
const TRANSLATE: &str = "const texts = document.createTreeWalker(document.getElementById('answer'), NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) if (texts.currentNode.data.trim() && !texts.currentNode.parentElement.closest('[translate=no]')) found.push(texts.currentNode);
    for (const text of found) {
        const font = document.createElement('font');
        font.textContent = `[${text.data}]`;
        text.replaceWith(font);
    }";

#[tokio::test]
async fn a_translated_page_shows_no_sentence_of_an_earlier_answer() {
    let browser = Browser::start().await;
    browser.open("#/after?v=1&rules=1&off=3888000&updated=unknown&c=management&c=target.prod&c=load-balancer.prod&build=unknown").await;
    browser.run(TRANSLATE).await;
    let field = browser.find("#amount").await;
    field.send_keys(Key::Control + "a").await.expect("the field takes keys");
    field.send_keys("10").await.expect("the field takes keys");
    browser
        .until("one command is left", "return document.querySelectorAll('.runs > .run').length === 1")
        .await;
    let text = browser.text("return document.querySelector('#answer').textContent").await;
    for stale in ["Run 3 commands", "45 days off", "-patchLoadBalancer"] {
        assert!(!text.contains(stale), "{stale}: {text}");
    }
    assert!(text.contains("10 days off"), "{text}");
    browser.quit().await;
}

#[tokio::test]
async fn a_translated_page_goes_on_in_every_mode() {
    let browser = Browser::start().await;
    browser.open("").await;
    let translate = TRANSLATE.replace("getElementById('answer')", "getElementById('app')");
    browser.run(&translate).await;
    for id in ["open-all", "how-between", "how-unknown", "how-lasted", "management", "management"] {
        browser.run(&format!("document.getElementById('{id}').click()")).await;
    }
    browser.choose_form("json").await;
    browser.run(&translate).await;
    browser.find("#amount").await.send_keys("x\t").await.expect("the field takes keys");
    browser.until("an error is said", "return document.querySelector('#amount-error') !== null").await;
    browser.run(&translate).await;
    let given = [
        "Unable to connect to the server: x509: certificate has expired or is not yet valid",
        "notAfter=Feb  5 21:19:44 2096 GMT\n",
        "deployment,cluster,shutdown\nkiel,store,45d\nbonn,shop,3d\n",
    ];
    for (mode, text) in ["error", "evidence", "fleet"].into_iter().zip(given) {
        browser.run(&format!("document.querySelector('#mode-{mode}').click()")).await;
        browser.run(&translate).await;
        for _ in 0..2 {
            browser.paste(text).await;
            browser.until("it was read", "return document.querySelector('#tool .summary') !== null && document.querySelector('.box .progress') === null").await;
            browser.run(&translate).await;
        }
    }
    browser.run("document.querySelector('#sort-deployment').click()").await;
    browser.until("it is sorted", "return document.querySelector('[aria-sort=ascending]') !== null").await;
    browser.run("document.querySelector('#clear').click()").await;
    browser.until("it is forgotten", "return document.querySelector('.fleet table') === null").await;
    browser.run("document.querySelector('#mode-before').click()").await;
    browser
        .until("the forecast is there", "return document.querySelector('#answer .forecast') !== null")
        .await;
    browser.run("document.querySelector('#mode-after').click()").await;
    browser.until("the answer is there", "return document.querySelector('#answer .runs') !== null").await;
    assert_eq!(browser.run("return document.getElementById('failed').hidden").await, true);
    browser.quit().await;
}
