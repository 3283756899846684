//! How far the first command is from the top, and how long the closed answer is. Each figure is printed with its bar.

#![expect(clippy::print_stdout, reason = "a gauge prints its figure")]

use certplan_tests::Browser;

const FULL_ORDER: &str = "#/after?v=1&rules=1&off=3888000&updated=unknown&c=management&c=target.prod&c=load-balancer.prod&build=unknown";

/// Where the first command begins, and where the answer ends, in pixels below the top.
const PLACES: &str = "const bottom = document.querySelector('#answer .answer').getBoundingClientRect().bottom;
    return [document.querySelector('.runs .command code').getBoundingClientRect().top + scrollY, bottom + scrollY]";

async fn gauge(browser: &Browser, name: &str, height: f64, most: f64, most_screens: f64) {
    browser.open(FULL_ORDER).await;
    let places = browser.run(PLACES).await;
    let [first, end] = [0, 1].map(|place| places[place].as_f64().expect("a number"));
    let screens = end / height;
    println!(
        "{name}: first command at {first:.0} px of at most {most}; the closed answer ends after {screens:.1} of at most {most_screens} screens"
    );
    assert!(first <= most, "{name}: {first}");
    assert!(screens <= most_screens, "{name}: {screens}");
}

#[tokio::test]
async fn the_first_command_is_on_the_first_screen() {
    let browser = Browser::start_with(&["--window-size=1440,900"]).await;
    gauge(&browser, "1440 x 900", 900.0, 700.0, 2.5).await;
    browser.quit().await;
    let browser = Browser::start_narrow(360).await;
    gauge(&browser, "360 x 740", 740.0, 740.0, 6.0).await;
    browser.quit().await;
}
