//! Typing in the built page: from an input event to the changed answer, a thousand changes, beside a plain page that sets
//! 10 kB of markup in the same browser. Prints and never fails: only the ratio compares between machines.

#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

use certplan_tests::Browser;

/// Changes one value and waits for the answer within the same task; takes the two values in turn.
const TYPE: &str = "const done = arguments[0], values = VALUES, times = [];
    const input = document.getElementById('amount');
    (async () => {
        for (let turn = 0; turn < 1000; turn++) {
            const value = values[turn % 2], shown = value + ' days';
            input.value = value;
            const from = performance.now();
            input.dispatchEvent(new InputEvent('input', { bubbles: true }));
            // Drawing is a microtask, but a task of its own where it took long.
            for (let look = 1; !document.querySelector('#answer .facts').textContent.includes(shown); look++) {
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

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let browser = Browser::start().await;
    browser.open("").await;
    let plain = measured(&browser, PLAIN).await;
    println!("{:<34} {:>9} {:>9} {:>16}", "typing, 1,000 changes", "p50 ms", "p99 ms", "p50 to plain");
    print("10 kB of markup in a plain page", plain, plain);
    for (name, values) in [("one side of 30 days", "['45', '46']"), ("both sides of 30 days", "['29', '31']")]
    {
        print(name, measured(&browser, &TYPE.replace("VALUES", values)).await, plain);
    }
    browser.quit().await;
}

/// The median and the 99th percentile in milliseconds.
async fn measured(browser: &Browser, script: &str) -> [f64; 2] {
    let outcome = browser.driver.execute_async(script, Vec::new()).await.expect("the script ends");
    outcome.convert().expect("it gives two numbers")
}

fn print(name: &str, [p50, p99]: [f64; 2], [plain, _]: [f64; 2]) {
    println!("{name:<34} {p50:>9.2} {p99:>9.2} {:>15.1}x", p50 / plain.max(0.001));
}
