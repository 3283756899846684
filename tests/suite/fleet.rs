//! The mode for many deployments.

use std::fmt::Write as _;
use std::fs;

use certplan_tests::Browser;
use certplan_tests::command::certplan;
use serde_json::json;

const READY: &str = "return document.querySelector('#fleet-shutdown') !== null";

const ROWS: &str =
    "return [...document.querySelectorAll('.fleet table tbody th')].map(it => it.textContent).join(' ')";

const LINES: &str = "deployment,host,cluster,shutdown\nbonn,hv-2,shop,3d\nkiel,hv-1,store,45d\nkiel,hv-1,depot,45d\nessen,,mill,20d\n";

const WRONG: &str = "ulm,hv-3,$(x),3d\n";

/// The worker answers a moment later, since the page is a Yew app.
async fn rows_are(browser: &Browser, names: &str) {
    let names = json!(names);
    browser.until(&format!("the rows are {names}"), &format!("{ROWS} === {names}")).await;
}

async fn fleet() -> Browser {
    let browser = Browser::of_the_gate().await;
    browser.open("#/fleet").await;
    browser.until("the mode is there", READY).await;
    browser
        .run("Object.defineProperty(navigator, 'clipboard', { value: { writeText: async text => { window.copied = text } } })")
        .await;
    browser
}

#[tokio::test]
async fn a_fleet_is_put_in_order_and_picked_out() {
    let browser = fleet().await;
    browser.read_text(&format!("{LINES}{WRONG}")).await;
    browser.until("the table is there", "return document.querySelector('.fleet table') !== null").await;
    rows_are(&browser, "kiel essen bonn").await;
    assert_eq!(browser.text("return document.querySelector('#box').value").await, "");
    let rejected = browser.text("return document.querySelector('.rejected').textContent").await;
    assert!(rejected.starts_with("line 6: cluster: \"$(x)\" is no cluster name"), "{rejected}");
    browser.keep_files().await;
    browser.run("document.querySelector('[data-save-form=rejected]').click()").await;
    browser.until("the rejected line was saved", "return saved.length === 1").await;
    let kept = browser.text("return saved[0]").await;
    assert!(kept.starts_with("{\"line\":6,") && kept.contains("ulm,hv-3,$(x),3d"), "{kept}");
    browser.find("#sort-deployment").await.click().await.expect("the button can be clicked");
    rows_are(&browser, "bonn essen kiel").await;
    assert_eq!(browser.text("return document.activeElement.id").await, "sort-deployment");
    assert_eq!(
        browser.text("return document.querySelector('[aria-sort=ascending]').textContent.trim()").await,
        "Deployment \u{25b4}"
    );
    browser.find("#fleet-search").await.send_keys("HV-1").await.expect("the field takes keys");
    rows_are(&browser, "kiel").await;
    let commands = browser.text("return document.querySelector('.fleet table details').textContent").await;
    assert!(commands.contains("Update-AksHciClusterCertificates -Name 'store'"), "{commands}");
    assert_eq!(browser.text("return location.hash").await, "#/fleet");
    browser.find(".fleet table summary").await.click().await.expect("the row can be opened");
    browser.find(".fleet table details a").await.click().await.expect("the link can be clicked");
    browser
        .until(
            "its plan is there",
            "return document.querySelector('#answer').checkVisibility()
            && ['store', 'depot'].every(name => document.querySelector('#answer').textContent.includes(name))",
        )
        .await;
    browser.driver.back().await.expect("there is something before");
    browser.until("the table is there again", "return document.querySelector('.fleet table') !== null").await;
    browser.find("#clear").await.click().await.expect("the button can be clicked");
    browser.until("it is gone", "return document.querySelector('.fleet table') === null").await;
    browser.quit().await;
}

#[tokio::test]
async fn what_is_taken_away_is_what_the_command_prints() {
    let file = std::env::temp_dir().join(format!("certplan-fleet-{}.csv", std::process::id()));
    fs::write(&file, LINES).expect("a file can be written");
    let browser = fleet().await;
    let path = file.to_string_lossy().into_owned();
    browser.choose_files(std::slice::from_ref(&file)).await;
    browser.until("the table is there", "return document.querySelector('.fleet table') !== null").await;
    browser.find("[data-copy-form=json]").await.click().await.expect("the button can be clicked");
    browser.until("the JSON was copied", "return window.copied !== undefined").await;
    let printed = certplan(&["fleet".into(), path.clone(), "--format".into(), "json".into()]);
    assert_eq!(browser.text("return window.copied").await, printed);
    browser.keep_files().await;
    browser.run("document.querySelectorAll('[data-save-form]').forEach(button => button.click())").await;
    browser.until("all were saved", "return saved.length === 8").await;
    let saved = browser.run("return saved").await;
    let rows = ["json", "ndjson", "csv", "markdown", "ansible", "inventory"].map(|form| vec![form]);
    let plans = ["ndjson", "markdown"].map(|form| vec![form, "--plans"]);
    for (place, form) in rows.into_iter().chain(plans).enumerate() {
        let arguments = [vec!["fleet", &path, "--format"], form.clone()].concat();
        let printed = certplan(&arguments.into_iter().map(String::from).collect::<Vec<_>>());
        assert_eq!(saved[place], json!(printed), "{form:?}");
    }
    fs::remove_file(file).expect("the file can be removed");
    browser.quit().await;
}

#[tokio::test]
async fn ten_thousand_deployments_are_sorted_and_searched() {
    let browser = fleet().await;
    let mut lines = "deployment,cluster,shutdown\n".to_owned();
    for number in 0..10_000 {
        writeln!(lines, "site-{number:05},c-{number},{}d", number % 60).expect("a string takes all");
    }
    browser.read_text(&lines).await;
    browser.until("the table is there", "return document.querySelector('.fleet table') !== null").await;
    let rows = "return document.querySelectorAll('.fleet table tbody tr').length";
    assert_eq!(browser.run(rows).await, json!(50));
    browser.find("#sort-deployment").await.click().await.expect("the button can be clicked");
    browser.until("they are sorted", &format!("{ROWS}.startsWith('site-00000 ')")).await;
    browser.find("#page-next").await.click().await.expect("the button can be clicked");
    browser.until("the second page is there", &format!("{ROWS}.startsWith('site-00050 ')")).await;
    assert_eq!(browser.text("return document.activeElement.id").await, "page-next");
    browser.find("#fleet-search").await.send_keys("site-0999").await.expect("the field takes keys");
    browser.until("ten are found", &format!("{rows} === 10")).await;
    browser.quit().await;
}

#[tokio::test]
async fn a_length_for_all_lines_is_read_and_a_wrong_one_is_told() {
    let browser = fleet().await;
    browser
        .read_text("Name         : shop\nLoadBalancer : @{Count=1; Sku=HAProxy}\n\nName         : store\n")
        .await;
    browser.until("the table is there", "return document.querySelector('.fleet table') !== null").await;
    let type_into = |id: &'static str, text: &'static str| {
        format!(
            "const it = document.querySelector('{id}'); it.value = '{text}'; it.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        )
    };
    browser.run(&type_into("#fleet-shutdown", "1 month")).await;
    let error = "return document.querySelector('#fleet-shutdown-error').textContent";
    browser.until("the error is told", &format!("{error}.includes('\"1 month\"')")).await;
    browser.run(&type_into("#fleet-shutdown", "45d")).await;
    browser.run(&type_into("#fleet-deployment", "kiel")).await;
    browser.until("there is no error", &format!("{error} === ''")).await;
    rows_are(&browser, "kiel").await;
    browser
        .until("45 days", "return document.querySelector('.fleet table').textContent.includes('45 days')")
        .await;
    browser.quit().await;
}
