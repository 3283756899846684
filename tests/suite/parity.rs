//! The same facts give the same bytes in every channel.

use certplan_core::{assess, plan};
use certplan_export::Format;
use certplan_tests::{Browser, Scenario, command};

#[test]
fn there_are_scenarios_enough() {
    assert!(Scenario::all().len() >= 30);
}

#[test]
fn the_command_prints_what_the_library_writes() {
    for scenario in Scenario::all() {
        let mut arguments = vec!["plan".to_owned(), "--format".to_owned(), "json".to_owned()];
        arguments.extend(scenario.arguments());
        let expected = Format::Json.write(&plan(&assess(&scenario.facts())));
        assert_eq!(command::certplan(&arguments), expected, "{}", scenario.name);
    }
}

#[test]
fn facts_that_are_fed_back_give_the_same_plan() {
    for scenario in Scenario::all() {
        let facts = scenario.facts();
        let document = certplan_core::facts::FactsDocument::new(&facts);
        let json = serde_json::to_string(&document).expect("facts are JSON");
        let again =
            certplan_export::facts::read(&json).unwrap_or_else(|error| panic!("{}: {error}", scenario.name));
        assert_eq!(
            Format::Json.write(&plan(&assess(&again))),
            Format::Json.write(&plan(&assess(&facts))),
            "{}",
            scenario.name
        );
    }
}

#[tokio::test]
async fn the_page_copies_what_the_command_prints() {
    let browser = Browser::start().await;
    browser.open("").await;
    browser.choose_form("json").await;
    for scenario in Scenario::all() {
        let facts = scenario.facts();
        let link =
            serde_json::json!(certplan_export::link::write(certplan_export::link::Mode::After, &facts, true));
        browser.run(&format!("location.hash = {link}")).await;
        let expected = Format::Json.write(&plan(&assess(&facts)));
        // The worker writes it a moment after the link was followed.
        let json = serde_json::json!(expected);
        let shown = format!("return document.querySelector('#form-text').textContent === {json}");
        browser.until(&scenario.name, &shown).await;
        assert_eq!(browser.copied_form("json").await, expected, "{}", scenario.name);
    }
    browser.quit().await;
}
