//! What is taken away: every format is what the command prints for the same facts, to the byte; markup is the same document.

use std::time::Duration;

use certplan_core::facts::{Answers, Utc};
use certplan_core::{Facts, forecast};
use certplan_export::forecast::ForecastDocument;
use certplan_export::link::{self, Mode};
use certplan_export::{ForecastFormat, markdown};
use certplan_tests::Browser;
use certplan_tests::command::certplan;
use certplan_view::document;
use thirtyfour::Key;

const GIVEN: [&str; 6] = ["--shutdown", "45d", "--cluster", "management", "--cluster", "target=prod"];

fn given() -> Facts {
    let answers =
        Answers { shutdown: Some("45d"), clusters: vec!["management", "target=prod"], ..Answers::default() };
    answers.read(&Utc).expect("facts")
}

fn printed(arguments: &[&str]) -> String {
    certplan(&arguments.iter().map(|argument| (*argument).to_owned()).collect::<Vec<_>>())
}

/// Without the lines on when it was made and where the page is: they differ by their nature.
fn without_origin(text: &str) -> String {
    let kept = text.split_inclusive('\n').filter(|line| {
        !["# Made:", "# Link:", "# http://127.0.0.1", "# certplan.html#"]
            .iter()
            .any(|start| line.starts_with(start))
    });
    kept.collect()
}

/// The same text. Markup is the same where it is the same document: a browser writes some characters in another way.
async fn assert_same(browser: &Browser, id: &str, found: &str, expected: &str) {
    if !["html", "svg", "markdown"].contains(&id) {
        assert_eq!(found, expected, "{id}");
        return;
    }
    let same = format!(
        "const [found, expected] = {}.map(text => new DOMParser().parseFromString(text, 'text/html'));
         return found.isEqualNode(expected)",
        serde_json::json!([found, expected])
    );
    assert_eq!(browser.run(&same).await, true, "{id}: {found}\n\n{expected}");
}

const PREVIEW: &str = "return document.querySelector('#form-text').textContent";

#[tokio::test]
async fn every_format_of_the_plan_is_what_the_command_prints() {
    let browser = Browser::of_the_gate().await;
    browser.open(&link::write(Mode::After, &given(), true)).await;
    for form in ["powershell", "ansible", "markdown", "text", "html", "svg", "json"] {
        let copied = browser.copied_form(form).await;
        let expected = printed(&[&["plan"], &GIVEN[..], &["--format", form]].concat());
        assert_same(&browser, form, &without_origin(&copied), &without_origin(&expected)).await;
        assert_eq!(browser.text(PREVIEW).await, copied, "{form}");
    }
    for form in ["collector", "schedule"] {
        assert_eq!(browser.copied_form(form).await, printed(&[form]), "{form}");
    }
    let script = browser.copied_form("powershell").await;
    let link = script.split_once("# Link:   ").and_then(|(_, rest)| rest.lines().next()).expect("a link");
    let fragment = link.trim_end().strip_prefix(&browser.site).expect("it leads to this site");
    assert_eq!(link::parse(fragment).expect("a link").expect("of facts").facts, given());
    browser.quit().await;
}

#[tokio::test]
async fn every_format_of_what_lies_ahead_is_what_the_library_writes() {
    let answers = Answers {
        from: Some("2026-12-18"),
        to: Some("2027-01-08"),
        clusters: vec!["target=prod"],
        ..Answers::default()
    };
    let facts = answers.read(&Utc).expect("facts").looking_ahead();
    let browser = Browser::of_the_gate().await;
    browser.open(&link::write(Mode::Before, &facts, true)).await;
    let formats =
        [("text", ForecastFormat::Text), ("calendar", ForecastFormat::Ics), ("json", ForecastFormat::Json)];
    for (id, format) in formats {
        assert_eq!(browser.copied_form(id).await, format.write(&forecast(&facts)), "{id}");
    }
    let markdown =
        markdown::forecast(&ForecastDocument::new(&forecast(&facts)), &document::timeline_picture(&facts));
    for (id, text) in [
        ("markdown", markdown),
        ("html", document::forecast_page(&facts)),
        ("svg", document::timeline_svg(&facts)),
    ] {
        let copied = browser.copied_form(id).await;
        assert_same(&browser, id, &copied, &text).await;
    }
    browser.quit().await;
}

#[tokio::test]
async fn a_file_has_its_name_and_the_text_that_was_read() {
    let browser = Browser::of_the_gate().await;
    browser.open(&link::write(Mode::After, &given(), true)).await;
    // The worker starts from an address that this would take away.
    browser.open_forms().await;
    browser.keep_files().await;
    for (form, name) in [
        ("collector", "certplan-collector.ps1"),
        ("ansible", "certplan-repair.yml"),
        ("json", "certplan-plan.json"),
        ("frame", "certplan-frame-snippet.html"),
    ] {
        let copied = browser.copied_form(form).await;
        browser.run("saved.length = named.length = 0").await;
        browser.click("#save-form").await;
        browser.until("it was saved", "return saved.length === 1").await;
        assert_eq!(browser.text("return named.join(' ')").await, name);
        assert_eq!(without_origin(&browser.text("return saved[0]").await), without_origin(&copied), "{form}");
    }
    browser.quit().await;
}

#[tokio::test]
async fn a_file_arrives_whole_in_the_folder_for_downloads() {
    let folder = std::env::temp_dir().join(format!("certplan-saved-{}", std::process::id()));
    std::fs::create_dir(&folder).expect("a folder can be made");
    let browser = Browser::saving_into(&folder).await;
    browser.open(&link::write(Mode::After, &given(), true)).await;
    let copied = browser.copied_form("powershell").await;
    browser.click("#save-form").await;
    let file = folder.join("certplan-repair.ps1");
    let saved = || std::fs::read_to_string(&file).unwrap_or_default();
    // The browser does not say when it has saved a file.
    for _ in 0..400 {
        if saved() == copied {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(saved(), copied);
    browser.quit().await;
    std::fs::remove_dir_all(folder).expect("the folder can be removed");
}

#[tokio::test]
async fn what_is_open_follows_the_questions_and_the_mode() {
    let browser = Browser::of_the_gate().await;
    browser.open("").await;
    browser.choose_form("text").await;
    let field = browser.find("#amount").await;
    field.send_keys(Key::Control + "a").await.expect("the field takes keys");
    field.send_keys("10").await.expect("the field takes keys");
    browser
        .until(
            "the plan of ten days",
            "return document.querySelector('#form-text').textContent.startsWith('The Kubernetes layer is affected.')",
        )
        .await;
    browser.choose_form("powershell").await;
    browser.find("#mode-before").await.click().await.expect("the link can be clicked");
    // There is no script of what lies ahead.
    browser
        .until("the first form is chosen", "return document.querySelector('#form')?.value === 'markdown'")
        .await;
    browser.choose_form("calendar").await;
    let shown = browser.text("return document.querySelector('#form-missing').textContent").await;
    assert!(shown.contains("needs two dates"), "{shown}");
    assert_eq!(browser.run("return document.querySelector('#copy-form') === null").await, true);
    browser.quit().await;
}

#[tokio::test]
async fn a_snippet_shows_the_same_answer_in_a_page_of_others() {
    let browser = Browser::of_the_gate().await;
    browser.open(&link::write(Mode::After, &given(), true)).await;
    let summary = browser.text("return document.querySelector('#answer .summary').textContent").await;
    let [element, choose, frame] = [
        browser.copied_form("element").await,
        browser.copied_form("choose").await,
        browser.copied_form("frame").await,
    ];
    for (name, snippet) in [("element", &element), ("choose", &choose), ("frame", &frame)] {
        assert!(snippet.contains(&format!("\"{}widget/", browser.site)), "{name}: {snippet}");
    }
    let static_answer = format!(
        "const page = new DOMParser().parseFromString({}, 'text/html');
         return page.querySelector('certplan-calculator .summary').textContent",
        serde_json::json!(element)
    );
    assert_eq!(browser.text(&static_answer).await, summary);
    let address = format!(
        "return new DOMParser().parseFromString({}, 'text/html').querySelector('iframe').src",
        serde_json::json!(frame)
    );
    let address = browser.text(&address).await;
    browser.driver.goto(&address).await.expect("the frame opens");
    let said =
        "const it = document.querySelector('certplan-calculator');
         return it.getAttribute('shutdown') === '45d' && it.getAttribute('cluster') === 'management target=prod'";
    browser.until("the frame has the facts", said).await;
    browser.quit().await;
}

#[tokio::test]
async fn the_page_as_a_file_names_no_place_that_it_does_not_know() {
    let browser = Browser::of_the_gate().await;
    browser.open_file(&format!("certplan.html{}", link::write(Mode::After, &given(), true))).await;
    let script = browser.copied_form("powershell").await;
    assert!(script.contains("# Link:   certplan.html#/after?") && !script.contains("file://"));
    let snippet = browser.copied_form("element").await;
    assert!(snippet.contains("https://certplan.example/widget/") && !snippet.contains("file://"));
    let purpose = browser.text("return document.querySelector('#form-purpose').textContent").await;
    assert!(purpose.contains("in the place of https://certplan.example/"), "{purpose}");
    browser.quit().await;
}
