//! The site as a host serves it: below any path, while it is being replaced, with mistakes in it, and with its policies.

use std::fs;
use std::path::{Path, PathBuf};

use certplan_tests::{Browser, engine};
use serde_json::json;

const LINK: &str = "#/after?v=1&rules=1&off=864000&updated=unknown&c=management&c=target&build=unknown";

const TEN_DAYS: &str = "return document.querySelector('#answer .understood').textContent.includes('10 days')";

const GONE: &str = "return !document.getElementById('gone').hidden";

/// A copy of the built site, without its book, that a test may change; it is removed at the end.
struct Copy(PathBuf);

impl Copy {
    fn of_the_site(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("certplan-{}-{name}", std::process::id()));
        let worker = worker_folder(&engine::site());
        copy(&engine::site(), &folder);
        copy(&engine::site().join(&worker), &folder.join(&worker));
        Self(folder)
    }

    /// The folder, as an argument.
    fn path(&self) -> &str {
        self.0.to_str().expect("the folder's name is text")
    }

    /// Gives every module another name, as the next build would; the page names the new ones only where it is new too.
    fn deploy_another_build(&self, with_its_page: bool) {
        let modules: Vec<String> = files(&self.0)
            .iter()
            .filter_map(|file| Some(file.file_name()?.to_str()?.strip_suffix("_bg.wasm")?.to_owned()))
            .collect();
        assert!(!modules.is_empty(), "the site has a module");
        let worker = worker_folder(&self.0);
        fs::rename(self.0.join(&worker), self.0.join(another(&worker))).expect("it can be renamed");
        let modules: Vec<String> = modules.into_iter().chain([worker]).collect();
        for file in files(&self.0) {
            let name = file.file_name().and_then(|name| name.to_str()).expect("names are text").to_owned();
            let renamed = modules.iter().fold(name.clone(), |name, stem| name.replace(stem, &another(stem)));
            let is_text = file.extension().is_some_and(|ending| ending == "js") || name == "index.html";
            if is_text && (with_its_page || name != "index.html") {
                let text = fs::read_to_string(&file).expect("it is text");
                let text = modules.iter().fold(text, |text, stem| text.replace(stem, &another(stem)));
                // The server's policy knows the scripts as they are now; the page's own is of those before.
                let text = text.replace("http-equiv=\"Content-Security-Policy\"", "");
                fs::write(&file, text).expect("it can be written");
            }
            fs::rename(&file, file.with_file_name(renamed)).expect("it can be renamed");
        }
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // Files that remain are in the folder for temporary files.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Copies the files of a folder, not those below it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for file in files(from) {
        fs::copy(&file, to.join(file.file_name().expect("a file has a name"))).expect("a file can be copied");
    }
}

/// The name of the worker's folder.
fn worker_folder(site: &Path) -> String {
    let entries = fs::read_dir(site).expect("the folder can be read").flatten();
    let mut names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.find(|name| name.starts_with("worker-")).expect("the site has a worker")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read").flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect()
}

/// The stem of the next build: its digits backwards.
fn another(stem: &str) -> String {
    let (name, hash) = stem.rsplit_once('-').expect("a module's name ends with a hash");
    let hash: String = hash.chars().rev().collect();
    format!("{name}-{hash}")
}

#[tokio::test]
async fn the_site_works_below_any_path() {
    let browser = Browser::served(&["--under", "/a/b"]).await;
    assert!(browser.site.ends_with("/a/b/"), "{}", browser.site);
    browser.open(LINK).await;
    browser.until("ten days", TEN_DAYS).await;
    browser.open_forms().await;
    let requested = browser
        .text("return performance.getEntriesByType('resource').map(entry => entry.name).join('\\n')")
        .await;
    assert!(requested.lines().all(|address| address.starts_with(&browser.site)), "{requested}");
    let href = "return document.querySelector('a[href*=\"book/\"]').href";
    let book = browser.text(href).await;
    assert!(book.starts_with(&browser.site), "{book}");
    browser.driver.goto(&book).await.expect("the book opens");
    assert!(browser.text("return document.querySelector('main h1').textContent").await.len() > 3);
    let styled = "return [...document.styleSheets].every(sheet => sheet.cssRules.length > 0)";
    assert_eq!(browser.run(styled).await, true);
    browser.quit().await;
}

#[tokio::test]
async fn a_page_of_the_build_before_says_that_it_was_replaced_and_keeps_its_facts() {
    let site = Copy::of_the_site("replaced");
    let browser = Browser::served(&["--folder", site.path()]).await;
    browser.open(LINK).await;
    site.deploy_another_build(true);
    // What it has loaded still works.
    browser.find("#management").await.click().await.expect("the box can be clicked");
    browser
        .until(
            "management is out",
            "return !location.hash.includes('c=management') && location.hash.includes('c=target')",
        )
        .await;
    browser.run("document.getElementById('forms').open = true").await;
    browser.until("it is said", "return document.getElementById('part-missing') !== null").await;
    assert_eq!(browser.run("return document.getElementById('failed').hidden").await, true);
    let link = browser.find("#part-missing .reload").await;
    browser.loaded_anew(async { link.click().await.expect("the link can be clicked") }).await;
    browser.until("ten days", TEN_DAYS).await;
    assert!(!browser.text("return location.hash").await.contains("c=management"));
    browser.open_forms().await;
    browser.quit().await;
}

#[tokio::test]
async fn a_page_that_was_kept_without_its_modules_shows_its_example_and_says_why() {
    let site = Copy::of_the_site("kept");
    site.deploy_another_build(false);
    let browser = Browser::served(&["--folder", site.path()]).await;
    browser.driver.goto(&browser.site).await.expect("the page opens");
    browser.until("it is said", GONE).await;
    let text = browser.find("main").await.text().await.expect("it has text");
    assert!(text.contains("Example answer") && text.contains("Exactly 30 days"), "{text}");
    browser.quit().await;
}

/// Lets every call out of the WebAssembly end in a trap, from when the page says so.
const TRAPS: &str = "for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = (source, imports) => {
        for (const space of Object.values(imports)) for (const [key, call] of Object.entries(space)) {
            if (typeof call === 'function') space[key] = (...given) => {
                if (window.trap) throw new WebAssembly.RuntimeError('unreachable');
                return call(...given);
            };
        }
        return real.call(WebAssembly, source, imports);
    };
}";

async fn before_any_page(browser: &Browser, script: &str) {
    let source = json!({ "source": script });
    let set = browser.driver.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", source).await;
    set.expect("a script can come first");
}

/// The message is there, names a reason and a way to report it, and nothing but the example and the cases can be read.
async fn stopped_with_what_is_always_right(browser: &Browser) {
    browser.until("the message is there", "return !document.getElementById('failed').hidden").await;
    let reason = browser.text("return document.getElementById('failed-reason').textContent").await;
    assert!(reason.contains("unreachable") || reason.contains("no such thing"), "{reason}");
    let text = browser.find("main").await.text().await.expect("it has text");
    for part in ["The calculator has stopped", "report", "Example answer", "45 days", "Exactly 30 days"] {
        assert!(text.contains(part), "{part} is missing: {text}");
    }
    assert!(!text.contains("10 days 2 h"), "half an answer stays: {text}");
}

#[tokio::test]
async fn a_trap_at_the_start_leaves_the_static_answer() {
    let browser = Browser::start().await;
    before_any_page(&browser, &format!("window.trap = true; {TRAPS}")).await;
    for page in ["", LINK, "certplan.html", &format!("certplan.html{LINK}")] {
        browser.driver.goto("about:blank").await.expect("about:blank opens");
        browser.driver.goto(format!("{}{page}", browser.site)).await.expect("the page opens");
        stopped_with_what_is_always_right(&browser).await;
        assert_eq!(browser.violations().await, "", "{page}");
    }
    browser.quit().await;
}

#[tokio::test]
async fn a_trap_while_typing_leaves_the_static_answer_and_no_half_of_another() {
    let browser = Browser::start().await;
    before_any_page(&browser, TRAPS).await;
    browser.open(&LINK.replace("864000", "871200")).await;
    browser
        .until(
            "the answer is there",
            "return document.querySelector('#answer .understood').textContent.includes('10 days 2 h')",
        )
        .await;
    // At once, since whatever the page does next ends in the trap.
    browser
        .run(
            "window.trap = true;
             const field = document.getElementById('amount');
             field.value += '1';
             field.dispatchEvent(new InputEvent('input', { bubbles: true }))",
        )
        .await;
    stopped_with_what_is_always_right(&browser).await;
    browser.quit().await;
}

#[tokio::test]
async fn nothing_goes_wrong_while_a_page_begins() {
    let browser = Browser::start().await;
    before_any_page(
        &browser,
        "window.mistakes = [];
         for (const kind of ['error', 'unhandledrejection', 'securitypolicyviolation'])
             addEventListener(kind, event => mistakes.push(event.message ?? event.reason ?? event.blockedURI), true)",
    )
    .await;
    for page in
        ["", LINK, "certplan.html", &format!("certplan.html{LINK}"), "#/evidence", "certplan.html#/fleet"]
    {
        browser.driver.goto("about:blank").await.expect("about:blank opens");
        browser.driver.goto(format!("{}{page}", browser.site)).await.expect("the page opens");
        browser.until("it is ready", "return document.documentElement.classList.contains('ready')").await;
        assert_eq!(browser.text("return mistakes.join(', ')").await, "", "{page}");
    }
    browser.quit().await;
}

/// Lets what the page asks of the browser fail with an error, which is no trap.
const ERRORS: &str = "
    for (const [of, name] of [[Element.prototype, 'setAttribute'], [Element.prototype, 'removeAttribute']]) {
        const real = of[name];
        of[name] = function (...given) {
            if (window.broken) throw new TypeError('no such thing');
            return real.apply(this, given);
        };
    }";

#[tokio::test]
async fn an_error_of_the_browser_leaves_no_half_answer_either() {
    let browser = Browser::start().await;
    before_any_page(&browser, &format!("window.broken = true; {ERRORS}")).await;
    for page in [LINK, &format!("certplan.html{LINK}")] {
        browser.driver.goto("about:blank").await.expect("about:blank opens");
        browser.driver.goto(format!("{}{page}", browser.site)).await.expect("the page opens");
        stopped_with_what_is_always_right(&browser).await;
    }
    browser.quit().await;
}

#[tokio::test]
async fn after_an_error_while_typing_nothing_is_answered_any_more() {
    let browser = Browser::start().await;
    before_any_page(&browser, ERRORS).await;
    browser.open(&LINK.replace("864000", "871200")).await;
    let type_a_length = "const field = document.getElementById('amount');
             field.value = '12';
             field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    browser.run(&format!("window.broken = true; {type_a_length}")).await;
    stopped_with_what_is_always_right(&browser).await;
    browser.run("window.broken = false").await;
    browser.run(type_a_length).await;
    browser.run("location.hash = '#/evidence'").await;
    stopped_with_what_is_always_right(&browser).await;
    browser.quit().await;
}

#[tokio::test]
async fn an_error_in_a_mode_leaves_no_half_answer_either() {
    let browser = Browser::start().await;
    before_any_page(&browser, ERRORS).await;
    for page in ["#/error", "certplan.html#/error"] {
        browser.driver.goto("about:blank").await.expect("about:blank opens");
        browser.driver.goto(format!("{}{page}", browser.site)).await.expect("the page opens");
        browser.until("the mode is there", "return document.getElementById('message') !== null").await;
        browser
            .run(
                "const field = document.getElementById('message');
                 field.value = 'Valid Token Required';
                 window.broken = true;
                 field.dispatchEvent(new InputEvent('input', { bubbles: true }))",
            )
            .await;
        stopped_with_what_is_always_right(&browser).await;
    }
    browser.quit().await;
}

#[tokio::test]
async fn a_document_without_an_address_of_its_own_answers_all_the_same() {
    let browser = Browser::start().await;
    before_any_page(
        &browser,
        "history.replaceState = history.pushState = () => { throw new DOMException('refused', 'SecurityError') }",
    )
    .await;
    browser.open("").await;
    browser
        .run(
            "const field = document.getElementById('amount');
             field.value = '10';
             field.dispatchEvent(new InputEvent('input', { bubbles: true }))",
        )
        .await;
    browser
        .until(
            "10 days",
            "return document.querySelector('#answer .understood').textContent.includes('10 days')",
        )
        .await;
    browser.find("#mode-error").await.click().await.expect("the mode can be clicked");
    browser.until("the mode is there", "return document.getElementById('message') !== null").await;
    assert_eq!(browser.run("return document.getElementById('failed').hidden").await, json!(true));
    browser.quit().await;
}

#[tokio::test]
async fn wrong_addresses_get_a_page_in_any_folder() {
    let browser = Browser::start().await;
    for address in ["none", "a/b/none.html", "book/none.html"] {
        browser.driver.goto(format!("{}{address}", browser.site)).await.expect("the page opens");
        let title = browser.text("return document.querySelector('h1').textContent").await;
        assert_eq!(title, "There is no such page");
        assert_eq!(browser.violations().await, "", "{address}");
        let places = "return [...document.querySelectorAll('main a')].map(link => link.getAttribute('href')).join(' ')";
        assert_eq!(browser.text(places).await, "/ /book/index.html");
        assert_eq!(
            browser.text("return getComputedStyle(document.body).margin").await,
            "0px",
            "it has its style"
        );
    }
    browser.find("main a").await.click().await.expect("the link can be clicked");
    browser.until("the page is ready", "return document.documentElement.classList.contains('ready')").await;
    browser.quit().await;
}

/// Each kind of page with what its policy may name.
const ARTEFACTS: [(&str, &[&str]); 4] = [
    ("index.html", &["'self'", "'wasm-unsafe-eval'", "data:", "blob:"]),
    ("certplan.html", &["'self'", "'wasm-unsafe-eval'", "data:", "blob:"]),
    ("404.html", &[]),
    ("book/index.html", &["'self'", "data:"]),
];

#[tokio::test]
async fn every_kind_of_page_has_the_narrowest_policy_that_it_keeps() {
    let browser = Browser::start().await;
    before_any_page(
        &browser,
        "window.refused = []; addEventListener('securitypolicyviolation', event => refused.push(event.blockedURI + event.violatedDirective))",
    )
    .await;
    for (page, allowed) in ARTEFACTS {
        browser.driver.goto(format!("{}{page}", browser.site)).await.expect("the page opens");
        let policy = browser.text("return document.querySelector('meta[http-equiv]').content").await;
        assert!(policy.starts_with("default-src 'none'; "), "{page}: {policy}");
        for part in policy.split("; ") {
            let words = part.split(' ').skip(1);
            let strange: Vec<_> = words
                .filter(|word| *word != "'none'" && !word.starts_with("'sha256-") && !allowed.contains(word))
                .collect();
            assert!(strange.is_empty(), "{page}: {strange:?} in {part}");
            // The worker comes from a blob since the page is a Yew app, and nothing else does.
            assert!(!part.contains("blob:") || part == "worker-src blob:", "{page}: {part}");
        }
        for closed in ["base-uri 'none'", "form-action 'none'"] {
            assert!(policy.contains(closed), "{page}: {policy}");
        }
        if page != "404.html" && !page.starts_with("book") {
            browser.until("it is ready", "return document.documentElement.classList.contains('ready')").await;
        }
        assert_eq!(browser.text("return refused.join(' ')").await, "", "{page}");
        browser.run("const s = document.createElement('script'); s.textContent = 'window.injected = 1'; document.body.append(s)").await;
        assert_eq!(browser.run("return window.injected === undefined").await, true, "{page}");
        browser.until(&format!("{page} refused it"), "return refused.length > 0").await;
    }
    // The host sends the same, and forbids other sites to frame the pages.
    browser.open("").await;
    for (page, _) in ARTEFACTS {
        let script = format!(
            "const done = arguments[0]; fetch('{page}').then(answer => done(answer.headers.get('content-security-policy')))"
        );
        let header =
            browser.driver.execute_async(&script, Vec::new()).await.expect("the page can be asked for");
        let header = header.json().as_str().unwrap_or_default().to_owned();
        assert!(
            header.starts_with("default-src 'none'; ") && header.ends_with("; frame-ancestors 'self'"),
            "{page}: {header}"
        );
    }
    browser.quit().await;
}
