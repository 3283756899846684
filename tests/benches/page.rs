//! The built page in Chromium: typing, a fleet's table, and the first answer on a slow line. Each figure is a line of a table:
//! what, the times, the peer in the same browser, the bar. Prints and never fails: only the ratios compare between machines.

#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

use std::fmt::Write as _;
use std::time::Duration;

use certplan_tests::Browser;
use serde_json::json;

/// How often a page is loaded on the slow line.
const LOADS: usize = 5;

/// Changes one value and waits for the answer within the same task; takes the two values in turn.
const TYPE: &str = "const done = arguments[0], values = VALUES, times = [];
    const input = document.getElementById('amount');
    (async () => {
        for (let turn = 0; turn < 1000; turn++) {
            const value = values[turn % 2], shown = value + ' days';
            input.value = value;
            const from = performance.now();
            input.dispatchEvent(new InputEvent('input', { bubbles: true }));
            // Drawing is a microtask, but a separate task where it took long.
            for (let look = 1; !document.querySelector('#answer .understood').textContent.includes(shown); look++) {
                await (look % 50 ? null : new Promise(later => setTimeout(later)));
            }
            times.push(performance.now() - from);
            if (turn % 20 === 0) await new Promise(later => setTimeout(later));
        }
        times.sort((a, b) => a - b);
        done([times[500], times[990]]);
    })();";

/// The same with nothing but markup.
const PLAIN: &str = "const done = arguments[0], times = [], place = document.createElement('div');
    document.body.append(place);
    const row = '<li class=a><p>Some words of an answer, <code>a command</code>, and more words.</p></li>';
    const markup = ['x', 'y'].map(word => (row + word).repeat(Math.ceil(10000 / row.length)));
    (async () => {
        for (let turn = 0; turn < 1000; turn++) {
            const from = performance.now();
            place.innerHTML = markup[turn % 2];
            times.push(performance.now() - from);
            if (turn % 20 === 0) await new Promise(later => setTimeout(later));
        }
        place.remove();
        times.sort((a, b) => a - b);
        done([times[500], times[990]]);
    })();";

/// Changes the fleet's table a hundred times, and measures the position of its rows each time.
const CHANGE: &str = "const done = arguments[0], times = [];
    (async () => {
        for (let turn = 0; turn < 100; turn++) {
            const from = performance.now();
            CHANGE;
            document.querySelector('.fleet table').getBoundingClientRect();
            times.push(performance.now() - from);
            await new Promise(later => setTimeout(later));
        }
        times.sort((a, b) => a - b);
        done([times[50], times[98]]);
    })();";

const SORT: &str = "document.getElementById(turn % 2 ? 'sort-deployment' : 'sort-off').click()";

const SEARCH: &str =
    "const field = document.getElementById('fleet-search'); field.value = turn % 2 ? 'site-001' : 'c-7';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))";

/// Notes when the answer to the link is readable.
const WATCH: &str = "new MutationObserver((_, watcher) => {
    const facts = document.querySelector('#answer .understood');
    if (facts?.textContent.includes('17 days')) { window.answered = performance.now(); watcher.disconnect(); }
}).observe(document, { childList: true, subtree: true, characterData: true })";

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let browser = Browser::start().await;
    // A thousand changes take longer than the usual half minute where other programs run too.
    browser.driver.set_script_timeout(Duration::from_mins(5)).await.expect("the time can be set");
    browser.open("").await;
    let plain = measured(&browser, PLAIN).await;
    for (name, values, bar) in [
        ("one side of 30 days", "['45', '46']", "p50 2 ms, p99 8 ms"),
        ("both sides of 30 days", "['29', '31']", "p50 4 ms, p99 12 ms"),
    ] {
        let [p50, p99] = measured(&browser, &TYPE.replace("VALUES", values)).await;
        let ratio = plain[0] / p50.max(0.001);
        println!(
            "| typing on {name}, 1,000 changes | p50 {p50:.2} ms, p99 {p99:.2} ms | 10 kB of plain markup: p50 {:.2} ms, p99 {:.2} ms \
             ({ratio:.2}x) | {bar} |",
            plain[0], plain[1]
        );
    }
    fleet(&browser).await;
    browser.quit().await;
    large_file().await;
    slow_line().await;
}

async fn fleet(browser: &Browser) {
    browser.open("#/fleet").await;
    prepare(browser, 10_000).await;
    give(browser).await;
    for (name, change) in [("put in order", SORT), ("searched", SEARCH)] {
        let [p50, p99] = measured(browser, &CHANGE.replace("CHANGE", change)).await;
        println!(
            "| 10,000 clusters in the page are {name} | p50 {p50:.1} ms, p99 {p99:.1} ms | | at most 50 ms |"
        );
    }
}

/// Makes a file of so many deployments.
async fn prepare(browser: &Browser, deployments: usize) {
    let mut lines = "deployment,cluster,shutdown\n".to_owned();
    for number in 0..deployments {
        writeln!(lines, "site-{number:06},c-{number},{}d", number % 60).expect("a string takes all");
    }
    let text = serde_json::to_string(&lines).expect("a text is JSON");
    browser
        .run(&format!("window.given = new DataTransfer(); given.items.add(new File([{text}], 'fleet.csv'))"))
        .await;
}

/// Gives the page the file, and waits for the table.
async fn give(browser: &Browser) {
    browser
        .run(
            "const field = document.querySelector('#box-files');
            field.files = given.files;
            field.dispatchEvent(new Event('change', { bubbles: true }))",
        )
        .await;
    browser.until("the table is there", "return document.querySelector('.fleet table') !== null").await;
}

/// The longest task of the page while the worker reads a large file.
async fn large_file() {
    let browser = Browser::start().await;
    browser.open("#/fleet").await;
    prepare(&browser, 100_000).await;
    browser
        .run(
            "window.longest = 0;
            new PerformanceObserver(list => list.getEntries().forEach(task => { window.longest = Math.max(window.longest, task.duration) }))
                .observe({ type: 'longtask' })",
        )
        .await;
    give(&browser).await;
    let longest = browser.run("return window.longest").await.as_f64().expect("a time");
    println!(
        "| the longest task of the page over 50 ms while a file of 100,000 deployments is read | {longest:.0} ms | | none |"
    );
    browser.quit().await;
}

/// The line and the processor that the bars are given for: Slow 4G as Chromium's developer tools have it, four times slower.
async fn slow_line() {
    let browser = Browser::start().await;
    let line = json!({ "offline": false, "latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375 });
    for (method, parameters) in [
        ("Network.enable", json!({})),
        ("Network.setCacheDisabled", json!({ "cacheDisabled": true })),
        ("Network.emulateNetworkConditions", line),
        ("Emulation.setCPUThrottlingRate", json!({ "rate": 4 })),
        ("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })),
    ] {
        browser.driver.cdp().send_raw(method, parameters).await.expect("Chromium's driver does this");
    }
    let painted = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime";
    let small = loaded(&browser, "404.html", painted).await;
    for (name, path, when, bar) in [
        ("the first answer is painted", "", painted, "1.34 times as long"),
        (
            "the answer to a link is there",
            "#/after?v=1&rules=1&off=1468800&updated=unknown&c=management&c=target&build=unknown",
            "window.answered",
            "3.4 times as long",
        ),
    ] {
        let time = loaded(&browser, path, when).await;
        println!(
            "| {name}, Slow 4G and a processor four times slower | {time:.0} ms, {:.2} times as long as its peer | a page of one \
             sentence: {small:.0} ms | {bar} |",
            time / small
        );
    }
    browser.quit().await;
}

/// The median of some loads of a page, in milliseconds from the start of its navigation.
async fn loaded(browser: &Browser, path: &str, when: &str) -> f64 {
    let mut times = Vec::new();
    for _ in 0..LOADS {
        browser.driver.goto("about:blank").await.expect("about:blank opens");
        browser.driver.goto(browser.address(path)).await.expect("the page opens");
        browser.until("it is there", &format!("return {when} !== undefined")).await;
        times.push(browser.run(&format!("return {when}")).await.as_f64().expect("a time"));
    }
    times.sort_by(f64::total_cmp);
    times[LOADS / 2]
}

/// The median and a late one of many, in milliseconds.
async fn measured(browser: &Browser, script: &str) -> [f64; 2] {
    let outcome = browser.driver.execute_async(script, Vec::new()).await.expect("the script ends");
    outcome.convert().expect("it gives two numbers")
}
