//! The page's views, rendered natively, as a reviewer reads them.

use std::fmt::Write as _;
use std::rc::Rc;

use certplan_core::facts::{Timestamp, Utc};
use certplan_core::{assess, plan};
use certplan_web::field::Field;
use certplan_web::form::INCOMPLETE;
use certplan_web::frame::{Mark, What, marks};
use certplan_web::link;
use certplan_web::state::{Action, State};
use certplan_web::view::answer::{answer, blocks};

/// The answer after what was opened and typed.
fn answered(opened: &str, typed: &[(&str, &str)]) -> String {
    let state = state(opened, typed);
    answer(&blocks(&state, Some(&plan(&assess(&state.facts)))))
}

/// What follows the state on the static page.
fn marked(state: &State) -> Vec<Mark> {
    let address = (!state.is_example).then(|| state.link());
    marks(state, Some(&plan(&assess(&state.facts))), address.as_deref())
}

/// What stands above the answer.
fn head(opened: &str, typed: &[(&str, &str)]) -> String {
    let marks = marked(&state(opened, typed));
    marks.into_iter().find(|mark| mark.id == "head").and_then(|mark| mark.text).unwrap()
}

/// The state after what was opened and typed.
fn state(opened: &str, typed: &[(&str, &str)]) -> State {
    let mut state = State::example(Rc::new(Utc));
    if let Some(linked) = link::parse(opened) {
        state = state.after(Action::Linked(linked));
    }
    for (field, value) in typed {
        let (field, value) = (Field::named(field).unwrap(), (*value).to_owned());
        let typed = Action::Typed { field, value, checked: true, now: Timestamp::from_unix(1_790_000_000) };
        state = state.after(typed).after(Action::Left(field));
    }
    state
}

/// What differs on the static page from the example.
fn changed(opened: &str, typed: &[(&str, &str)]) -> String {
    let mut lines = String::new();
    let example = marked(&State::example(Rc::new(Utc)));
    for (mark, before) in marked(&state(opened, typed)).iter().zip(&example) {
        if mark != before {
            let _ = writeln!(lines, "{} {:?}: {:?}", mark.id, mark.what, mark.text);
        }
    }
    lines
}

const PAGE: &str = include_str!("../index.html");

/// The attributes of the element of that id in the static page.
fn element(id: &str) -> &'static str {
    let (before, after) =
        PAGE.split_once(&format!(" id=\"{id}\"")).unwrap_or_else(|| panic!("no element {id}"));
    let start = before.rfind('<').unwrap();
    let end = before.len() + after.find('>').unwrap();
    &PAGE[start..=end + id.len() + 6]
}

#[test]
fn the_static_page_stands_as_the_example_has_it() {
    for mark in marked(&State::example(Rc::new(Utc))) {
        // The picture is drawn when somebody opens it.
        if mark.id.is_empty() || mark.id == "picture" || mark.what == What::Error {
            continue;
        }
        let element = element(mark.id);
        let has = |attribute: &str, value: &str| element.contains(&format!(" {attribute}=\"{value}\""));
        let text = mark.text.as_deref();
        match mark.what {
            // Units are lists, which begin with their first entry.
            What::Value if mark.id.contains("unit") => assert_eq!(text, Some("d"), "{}", mark.id),
            What::Value => {
                assert_eq!(
                    has("value", text.unwrap_or_default()),
                    text.is_some_and(|text| !text.is_empty()),
                    "{element}"
                );
            }
            What::Ticked => assert_eq!(element.contains(" checked"), text.is_some(), "{element}"),
            What::Attribute("hidden") => assert_eq!(element.contains(" hidden"), text.is_some(), "{element}"),
            // The address is of the browser.
            What::Attribute("href") => {}
            What::Attribute(name) => match text {
                Some(text) => assert!(has(name, text), "{element} lacks {name}={text}"),
                None => assert!(!element.contains(&format!(" {name}=")), "{element} has {name}"),
            },
            What::Markup | What::Error => {
                let inside = PAGE.split_once(element).unwrap().1.replace('\n', "");
                let text = text.unwrap_or_default();
                assert!(inside.starts_with(text), "{element} is not {text}");
            }
        }
    }
}

#[test]
fn wrong_answers_explain_themselves_beside_the_field_and_above() {
    insta::assert_snapshot!(changed("", &[("amount", "1 month"), ("targets", "a'b"), ("build", "2405")]));
}

#[test]
fn two_moments_can_be_wrong_together() {
    insta::assert_snapshot!(changed("", &[("how", "between"), ("from", "2026-10-31"), ("to", "2026-10-01")]));
}

#[test]
fn moments_typed_as_text_have_their_hints() {
    insta::assert_snapshot!(changed("", &[("how", "between"), ("from", "2026-10-01"), ("as-text", "")]));
}

#[test]
fn the_example_says_that_it_is_one() {
    // The answer itself is kept in tests/expected; here it is the frame that counts.
    let head_of_it = head("", &[]);
    assert!(head_of_it.contains("Example answer"), "{head_of_it}");
    assert!(!head_of_it.contains("class=\"printed\""), "{head_of_it}");
    let html = answered("", &[]);
    for part in ["preflight", "repair", "aftercare"] {
        assert!(
            html.contains(&format!("href=\"#{part}\"")) && html.contains(&format!("id=\"{part}\"")),
            "{html}"
        );
    }
    let html = head("", &[("amount", "46")]);
    assert!(html.contains("Your answer") && !html.contains("This is an example"), "{html}");
    assert!(html.contains("off=3974400"), "{html}");
}

#[test]
fn a_stale_answer_says_so_and_a_cut_link_too() {
    let opened = "#/after?v=1&rules=0&off=864000&updated=unknown&c=management";
    let html = head(opened, &[]);
    assert!(html.contains("rule-set &quot;0&quot;") || html.contains("rule-set \"0\""), "{html}");
    assert!(html.contains("may have been cut off: it lacks build"), "{html}");
    assert!(!html.contains("no valid answer at the moment"), "{html}");
    let html = head(opened, &[("amount", "-3")]);
    assert!(html.contains("no valid answer at the moment") && html.contains("off=864000"), "{html}");
}

/// What stands in the script and in the WebAssembly alike.
#[test]
fn the_script_of_the_page_knows_the_same_words() {
    let script = include_str!("../page.js");
    assert!(script.contains(INCOMPLETE));
    let mut count = 0;
    for (source, file) in [
        (include_str!("../src/browser/address.rs"), "address"),
        (include_str!("../src/browser/clock.rs"), "clock"),
        (include_str!("../src/browser/events.rs"), "events"),
        (include_str!("../src/browser/hand_out.rs"), "hand_out"),
        (include_str!("../src/browser/marks.rs"), "marks"),
        (include_str!("../src/browser/mod.rs"), "mod"),
        (include_str!("../src/browser/morph.rs"), "morph"),
        (include_str!("../src/browser/side_modules.rs"), "side_modules"),
    ] {
        for name in called(source) {
            let is_offered =
                [" {", ": ", "("].iter().any(|after| script.contains(&format!("\n  {name}{after}")));
            assert!(is_offered, "{file}.rs calls page.{name}");
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}

/// The names of the functions that a file takes from the script.
fn called(source: &str) -> Vec<&str> {
    let Some((_, block)) = source.split_once("js_namespace = page") else { return Vec::new() };
    let block = block.split_once("\n}").unwrap().0;
    let mut renamed = None;
    let mut names = Vec::new();
    for line in block.lines() {
        if let Some((_, name)) = line.split_once("js_name = ") {
            renamed = name.split(')').next();
        } else if let Some((_, declared)) = line.split_once("fn ") {
            names.push(renamed.take().unwrap_or_else(|| declared.split('(').next().unwrap()));
        }
    }
    names
}

#[test]
fn a_link_without_names_warns_where_its_plan_differs() {
    let warned = |typed| {
        let marks = marked(&state("", &[("targets", typed)]));
        marks.into_iter().any(|mark| mark.id == "names-matter" && mark.text.is_none())
    };
    assert!(warned("prod test1"));
    assert!(!warned("prod"));
}

#[test]
fn nothing_typed_becomes_markup() {
    for field in ["amount", "targets", "updated", "build"] {
        let typed = &[(field, "\"><script>alert(1)</script>")];
        let html = answered("", typed);
        assert!(!html.contains("<script"), "{field}: {html}");
        for mark in marked(&state("", typed)) {
            let text = mark.text.unwrap_or_default();
            assert!(mark.what != What::Markup || !text.contains("<script"), "{field}: {text}");
        }
    }
}

#[test]
fn no_style_and_no_handler_stands_in_the_markup() {
    let html = answered("", &[("amount", "-3")]);
    for forbidden in [" style=", " onclick=", " oninput=", "javascript:"] {
        assert!(!html.contains(forbidden), "{forbidden}: {html}");
    }
}
