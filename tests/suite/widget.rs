//! The widget in a page of others: a strict policy, a style sheet that resets everything, handlers of keys, another origin.

use std::collections::BTreeMap;

use certplan_core::closed::Closed as _;
use certplan_core::facts::Question;
use certplan_tests::{Browser, Engine, Host, Scenario, command};
use serde_json::json;

const STYLE: &str = "* { margin: 0; padding: 0; border: 0; font: 9px cursive; color: red; list-style: none; text-transform: uppercase; letter-spacing: 1em }
body { overflow: hidden; height: 400px; direction: rtl } p, input, label, button { display: none !important }
#static { display: block !important } main { color: #000; font: 16px sans-serif } main * { letter-spacing: 0; color: #000 }";

/// What the host keeps: keys that reached it, plans that it was told of, refusals of its policy.
const SCRIPT: &str = "window.keys = []; window.plans = []; window.refused = [];
document.addEventListener('keydown', event => keys.push(event.key));
document.addEventListener('certplan:plan', event => plans.push({ at: event.target.id, plan: event.detail }));
document.addEventListener('securitypolicyviolation', event => /favicon/.test(event.blockedURI) || refused.push(event.violatedDirective + ' ' + event.blockedURI));
window.named = () => performance.getEntriesByType('resource').map(entry => entry.name).filter(name => !name.startsWith(location.origin));
window.shown = id => document.getElementById(id).shadowRoot;
window.field = (id, name) => shown(id).querySelector(`[name=${name}]`);
window.told = id => [...shown(id).querySelectorAll('.error:not([hidden]), .notice:not([hidden])')].map(e => e.textContent).join(' / ');";

const BODY: &str = "<certplan-calculator id=\"one\" shutdown=\"45d\" cluster=\"management target=prod\"><p id=\"static\">The static answer.</p></certplan-calculator>
<h2>Elsewhere</h2><h3>More</h3><div id=\"other\"><certplan-calculator id=\"two\" shutdown=\"3d\" heading-level=\"4\"></certplan-calculator></div>";

/// A host with this body, and the browser on it.
async fn host(body: &str, script: &str) -> (Browser, Host) {
    let browser = Browser::of_the_gate().await;
    let site = browser.site.clone();
    let origin = site.trim_end_matches('/');
    let policy = format!(
        "default-src 'none'; script-src 'self' {origin} 'wasm-unsafe-eval'; connect-src {origin}; style-src 'self'; \
         frame-src {origin}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types certplan"
    );
    let page = format!(
        "<!doctype html><html lang=\"en\" dir=\"rtl\"><head><meta charset=\"utf-8\"><title>Runbook</title>\
         <link rel=\"stylesheet\" href=\"/host.css\"><script src=\"/host.js\"></script>{}</head>\
         <body><main><h1>Runbook</h1>{}</main></body></html>",
        script.replace("SITE/", &site),
        body.replace("SITE/", &site)
    );
    let files = [
        ("", "text/html; charset=utf-8", page.into_bytes()),
        ("host.css", "text/css", STYLE.into()),
        ("host.js", "text/javascript", SCRIPT.into()),
    ];
    let host = Host::start(&policy, &files);
    browser.driver.goto(&host.address).await.expect("the host's page opens");
    (browser, host)
}

const ELEMENT: &str = "<script type=\"module\" src=\"SITE/widget/certplan-calculator.js\"></script>";

async fn widget() -> (Browser, Host) {
    let (browser, host) = host(BODY, ELEMENT).await;
    browser
        .until("the element is there", "return customElements.get('certplan-calculator') !== undefined")
        .await;
    (browser, host)
}

/// Types into a field of a widget, key by key, replacing its text.
async fn fill(browser: &Browser, id: &str, name: &str, text: &str) {
    let script = format!("const it = field('{id}', '{name}'); it.focus(); it.value = ''; return it");
    let found = browser.driver.execute(&script, Vec::new()).await.expect("the field is there");
    let field = found.element().expect("a field is an element");
    field.send_keys(text).await.expect("the field takes keys");
}

#[tokio::test]
async fn nothing_is_loaded_until_a_touch_and_then_only_from_the_widgets_origin() {
    let (browser, _host) = widget().await;
    assert!(
        browser.run("return document.getElementById('static').checkVisibility()").await.as_bool().unwrap()
    );
    let before = browser.run("return named()").await;
    let before: Vec<_> = before.as_array().unwrap().iter().filter_map(|name| name.as_str()).collect();
    assert_eq!(before.len(), 2, "{before:?}");
    assert!(
        before.iter().all(|name| name.starts_with(&format!("{}widget/certplan-calculator", browser.site)))
    );
    assert_eq!(browser.run("return document.getElementById('one').plan").await, json!(null));
    browser.run("field('one', 'amount').click()").await;
    browser.until("there is a plan", "return plans.length > 0").await;
    let after = browser.run("return named()").await;
    let widget = format!("{}widget/certplan-", browser.site);
    assert!(
        after.as_array().unwrap().iter().all(|name| name.as_str().unwrap().starts_with(&widget)),
        "{after}"
    );
    assert_eq!(after.as_array().unwrap().len(), 4, "{after}");
    assert_eq!(browser.run("return refused").await, json!([]));
    assert_eq!(browser.run("return 'certplanWidget' in window").await, json!(false));
    assert!(
        !browser.run("return document.getElementById('static').checkVisibility()").await.as_bool().unwrap()
    );
    assert_eq!(browser.run("return plans[0].at").await, json!("one"));
    browser.quit().await;
}

#[tokio::test]
async fn what_is_typed_stays_in_the_widget_and_errors_wait_until_the_field_is_left() {
    let (browser, _host) = widget().await;
    fill(&browser, "one", "amount", "10d").await;
    browser.until("ten days", "return plans.at(-1)?.plan.facts.shutdown_seconds === 864000").await;
    assert_eq!(browser.run("return plans.at(-1).plan.steps.length").await, json!(1));
    fill(&browser, "one", "targets", "s/?").await;
    assert_eq!(
        browser.run("return keys.filter(key => key.length === 1)").await,
        json!([]),
        "books bind letters"
    );
    assert_eq!(browser.text("return told('one')").await, "", "nobody is interrupted");
    browser.run("field('one', 'targets').blur()").await;
    browser.until("it is told", "return told('one').includes('is no cluster name')").await;
    assert!(browser.text("return told('one')").await.contains("the last valid ones"));
    assert_eq!(browser.run("return plans.at(-1).plan.facts.shutdown_seconds").await, json!(864_000));
    fill(&browser, "one", "targets", "dev-2").await;
    browser
        .until(
            "it is answered",
            "return told('one') === '' && plans.at(-1).plan.clusters.some(c => c.name === 'dev-2')",
        )
        .await;
    // The second widget has its own facts.
    browser.run("field('two', 'amount').click()").await;
    browser.until("the other answers", "return plans.at(-1).at === 'two'").await;
    assert_eq!(browser.run("return plans.at(-1).plan.facts.shutdown_seconds").await, json!(259_200));
    assert_eq!(browser.run("return shown('two').querySelectorAll('h1, h2, h3').length").await, json!(0));
    assert_eq!(browser.run("return refused").await, json!([]));
    browser.quit().await;
}

#[tokio::test]
async fn a_widget_that_is_moved_keeps_what_was_answered_and_works_again() {
    let (browser, _host) = widget().await;
    fill(&browser, "one", "amount", "31d").await;
    browser.until("it is answered", "return plans.at(-1)?.plan.facts.shutdown_seconds === 2678400").await;
    browser.run("const one = document.getElementById('one'); one.remove(); window.empty = one.shadowRoot.childElementCount; document.getElementById('other').append(one)").await;
    assert_eq!(browser.run("return empty").await, json!(0), "nothing is left of it outside the document");
    assert_eq!(
        browser.run("return shown('one').querySelectorAll('form').length").await,
        json!(1),
        "mounted once"
    );
    assert_eq!(browser.text("return field('one', 'amount').value").await, "31");
    browser.until("the answer is back", "return shown('one').querySelector('.answer') !== null").await;
    fill(&browser, "one", "amount", "2h").await;
    browser.until("it answers", "return plans.at(-1).plan.facts.shutdown_seconds === 7200").await;
    // Ticks stay, and everything can be opened.
    browser.run("shown('one').querySelector('[data-step]').click()").await;
    browser.run("shown('one').querySelector('#open-all').click()").await;
    let all_open = "return [...shown('one').querySelectorAll('.answer details')].every(part => part.open)";
    browser.until("everything is open", all_open).await;
    assert_eq!(browser.run("return shown('one').querySelector('[data-step]').checked").await, json!(true));
    browser.quit().await;
}

#[tokio::test]
async fn attributes_and_facts_are_observed() {
    let (browser, _host) = widget().await;
    browser.run("document.getElementById('one').setAttribute('shutdown', '29d')").await;
    browser.until("the attribute", "return plans.at(-1)?.plan.facts.shutdown_seconds === 29 * 86400").await;
    assert_eq!(browser.text("return field('one', 'amount').value").await, "29");
    browser.run("document.getElementById('one').facts = { schema: 'certplan/facts/1', shutdown_unknown: true, clusters: [{ kind: 'load_balancer', name: 'prod' }] }").await;
    browser.until("the facts", "return plans.at(-1).plan.facts.shutdown_unknown === true").await;
    assert_eq!(
        browser.text("return shown('one').querySelector('[name=how]:checked').value").await,
        "unknown"
    );
    assert!(
        browser
            .run("return field('one', 'balancer').checked && !field('one', 'target').checked")
            .await
            .as_bool()
            .unwrap()
    );
    let same = "const one = document.getElementById('one'); return JSON.stringify(one.plan.facts) === JSON.stringify(one.facts)";
    assert!(browser.run(same).await.as_bool().unwrap());
    browser.run("document.getElementById('one').setAttribute('shutdown', '1M')").await;
    browser.until("the reason", "return told('one').includes('months or years')").await;
    browser.run("document.getElementById('one').setAttribute('mode', 'fleet')").await;
    browser.until("the mode", "return told('one').includes('accepted: after')").await;
    browser.quit().await;
}

#[tokio::test]
async fn its_plan_is_what_the_command_prints() {
    let (browser, _host) = widget().await;
    for scenario in Scenario::all() {
        let given = Question::ALL.iter().map(|it| (it.to_string(), scenario.input.given(*it).join(" ")));
        let attributes = json!(given.collect::<BTreeMap<_, _>>());
        let script = format!(
            "const done = arguments[0], it = document.createElement('certplan-calculator');
             for (const [name, value] of Object.entries({attributes})) if (value) it.setAttribute(name, value);
             it.addEventListener('certplan:plan', event => {{ it.remove(); done(JSON.stringify(event.detail, null, 2) + '\\n'); }});
             document.querySelector('main').append(it);
             it.shadowRoot.querySelector('#amount').click();"
        );
        let plan = browser.driver.execute_async(&script, Vec::new()).await;
        let plan = plan.unwrap_or_else(|error| panic!("{}: {error}", scenario.name));
        let mut arguments = vec!["plan".to_owned(), "--format".to_owned(), "json".to_owned()];
        arguments.extend(scenario.arguments());
        assert_eq!(plan.json().as_str(), Some(&*command::certplan(&arguments)), "{}", scenario.name);
    }
    browser.quit().await;
}

const FRAME: &str = "<iframe data-certplan id=\"frame\" title=\"Certificates after a shutdown\" sandbox=\"allow-scripts allow-same-origin allow-popups\"
src=\"SITE/widget/frame.html#shutdown=45d&amp;cluster=management&amp;cluster=target%3Dprod\"></iframe>";

#[tokio::test]
async fn a_frame_tells_its_height_and_nobody_else_can() {
    let (browser, _host) = host(FRAME, "<script src=\"SITE/widget/certplan-frame.js\" defer></script>").await;
    let height = "return parseInt(document.getElementById('frame').style.height)";
    browser.until("the answer's height", &format!("{height} > 1000")).await;
    // The frame tells each height while its letters and styles come; the same one ten times in a row is the last.
    let settled = "const now = document.getElementById('frame').style.height;
        window.same = window.told === now ? window.same + 1 : 0;
        window.told = now;
        return window.same > 9";
    browser.until("a height that stays", settled).await;
    let (site, true_height) = (browser.site.clone(), browser.run(height).await);
    let origin = site.trim_end_matches('/');
    // Firefox lets its driver make no message that seems to come from another origin's frame.
    let forged = [
        ("window", origin, "777"),
        ("frame.contentWindow", "http://127.0.0.1:1", "777"),
        ("frame.contentWindow", "null", "777"),
        ("frame.contentWindow", origin, "'777'"),
        ("frame.contentWindow", origin, "777.5"),
        ("frame.contentWindow", origin, "-1"),
        ("frame.contentWindow", origin, "1e9"),
    ];
    for (source, from, height) in forged.into_iter().filter(|_| Engine::of_the_gate() != Engine::Firefox) {
        let script = format!(
            "const frame = document.getElementById('frame');
             dispatchEvent(new MessageEvent('message', {{ source: {source}, origin: '{from}', data: {{ certplan: 'certplan/frame/1', height: {height} }} }}))"
        );
        browser.run(&script).await;
        let now = browser.run("return parseInt(document.getElementById('frame').style.height)").await;
        assert_eq!(now, true_height, "{source} {from} {height}");
    }
    assert_eq!(browser.run("return refused").await, json!([]));
    browser.quit().await;
}

/// The classes of the answers that can be seen.
const ANSWERS: &str = "return [...document.querySelectorAll('.certplan-choose section')].filter(e => e.checkVisibility()).map(e => e.className).join(' ')";

#[tokio::test]
async fn without_scripts_every_choice_shows_exactly_one_answer() {
    let browser = Browser::of_the_gate().await;
    let page = format!("{}widget/choose.html", browser.site);
    browser.driver.goto(&page).await.expect("the page opens");
    assert_eq!(browser.run("return document.scripts.length").await, json!(0));
    assert_eq!(browser.text(ANSWERS).await, "a80", "untouched: for who knows nothing");
    // One to four days, and more than 90 days, are cases of their own now.
    for length in 0..9 {
        for clusters in 0..4 {
            browser.run(&format!("document.querySelector('.l{length}').click(); document.querySelector('.c{clusters}').click()")).await;
            let expected = if length == 0 { "a00".to_owned() } else { format!("a{length}{clusters}") };
            assert_eq!(browser.text(ANSWERS).await, expected);
        }
    }
    // The address chooses until a button is touched, one question or both.
    for (click, expected) in [(".l2", "a20"), (".c3", "a83"), (".c0", "a80"), (".l8", "a80"), (".l0", "a00")]
    {
        browser.driver.goto("about:blank").await.expect("about:blank opens");
        browser.driver.goto(format!("{page}#certplan-limit-management")).await.expect("the page opens");
        assert_eq!(browser.text(ANSWERS).await, "a52");
        browser.run(&format!("document.querySelector('{click}').click()")).await;
        assert_eq!(browser.text(ANSWERS).await, expected);
    }
    browser.quit().await;
}

/// In every theme where the engine can show them.
async fn found(browser: &Browser) -> String {
    if Engine::of_the_gate() == Engine::Chromium {
        browser.violations_in_every_theme().await
    } else {
        browser.violations().await
    }
}

#[tokio::test]
async fn axe_finds_nothing_in_the_widget() {
    // The answer of the last valid facts stays beside an error now: its headings fit the page's.
    let body = BODY.replace("id=\"one\"", "id=\"one\" heading-level=\"2\"");
    let (browser, _host) = host(&body, ELEMENT).await;
    browser
        .until("the element is there", "return customElements.get('certplan-calculator') !== undefined")
        .await;
    assert_eq!(found(&browser).await, "", "untouched");
    browser.run("document.getElementById('one').setAttribute('build', 'x')").await;
    browser.until("an error", "return told('one') !== ''").await;
    browser.run("field('two', 'amount').click()").await;
    browser.until("an answer", "return plans.length > 0").await;
    assert_eq!(found(&browser).await, "", "with an answer and an error");
    for page in ["widget/choose.html", "widget/frame.html#shutdown=45d"] {
        browser.driver.goto(format!("{}{page}", browser.site)).await.expect("the page opens");
        if page.contains("frame") {
            browser.until("an answer", "return document.querySelector('certplan-calculator').plan !== null && document.querySelector('certplan-calculator').plan !== undefined").await;
        }
        assert_eq!(found(&browser).await, "", "{page}");
    }
    browser.quit().await;
}
