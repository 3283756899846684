//! The page asks its own origin for its own files, once, and nothing else ever.

use certplan_tests::Browser;

#[tokio::test]
async fn nothing_but_the_pages_own_files_is_requested() {
    let browser = Browser::start().await;
    browser.open("").await;
    // A request that the policy forbids is reported here.
    browser.run("window.refused = []; document.addEventListener('securitypolicyviolation', e => refused.push(e.blockedURI))").await;
    let requested =
        "return performance.getEntriesByType('resource').map(entry => entry.name).sort().join('\\n')";
    let loaded = browser.text(requested).await;
    for address in loaded.lines() {
        let name = address.strip_prefix(&browser.site).unwrap_or_else(|| panic!("requested: {address}"));
        let own = name.starts_with("certplan-web-") || name == "favicon.svg";
        assert!(own, "requested: {address}");
    }
    for id in [
        "how-between",
        "how-unknown",
        "how-none",
        "how-lasted",
        "management",
        "balancer",
        "names",
        "copy-link",
        "copy-all",
    ] {
        browser.run(&format!("document.getElementById('{id}').click()")).await;
    }
    for form in ["json", "ansible", "collector", "element"] {
        browser.choose_form(form).await;
    }
    browser.find("#targets").await.send_keys(" secret-name").await.expect("the field takes keys");
    browser
        .until("it was read", "return document.querySelector('#answer').textContent.includes('secret-name')")
        .await;
    for (mode, field) in [("error", "#message"), ("evidence", "#box"), ("fleet", "#fleet-deployment")] {
        browser.run(&format!("document.querySelector('#mode-{mode}').click()")).await;
        browser
            .until("the mode is there", &format!("return document.querySelector('{field}') !== null"))
            .await;
        browser
            .find(field)
            .await
            .send_keys("secret-name x509: certificate has expired")
            .await
            .expect("the field takes keys");
        browser.paste("secret-name x509: certificate has expired").await;
        browser.until("it was read", "return document.querySelector('.box .progress') === null").await;
    }
    let after = browser.text(requested).await;
    let new: Vec<_> = after.lines().filter(|address| !loaded.contains(address)).collect();
    // The worker was asked for by what needs it, from the same place, and nothing went with the requests.
    let expected = |address: &&&str| {
        let name = address.strip_prefix(&browser.site).unwrap_or_default();
        name == "favicon.svg" || (name.starts_with("worker-") && !name.contains('?'))
    };
    let strange: Vec<_> = new.iter().filter(|address| !expected(address)).collect();
    assert!(strange.is_empty(), "requested while working: {strange:?}");
    assert_eq!(browser.text("return refused.join(' ')").await, "");
    browser.quit().await;
}

#[tokio::test]
async fn the_policy_allows_neither_inline_scripts_nor_eval() {
    let browser = Browser::start().await;
    browser.open("").await;
    let policy = browser.text("return document.querySelector('meta[http-equiv]').content").await;
    assert!(policy.starts_with("default-src 'none';"), "{policy}");
    for forbidden in ["'unsafe-inline'", "'unsafe-eval'", "http:", "https:", "*"] {
        assert!(!policy.split([' ', ';']).any(|word| word == forbidden), "{policy}");
    }
    browser.run("const s = document.createElement('script'); s.textContent = 'window.injected = 1'; document.body.append(s)").await;
    assert_eq!(browser.run("return window.injected === undefined").await, serde_json::Value::Bool(true));
    browser.quit().await;
}
