//! The page's views, rendered natively, as a reviewer reads them.

use std::rc::Rc;

use certplan_core::facts::{Instant, Utc};
use certplan_core::{assess, plan};
use certplan_render::document::PlanDocument;
use certplan_web::link;
use certplan_web::state::{Action, State};
use certplan_web::view::answer::answer;
use certplan_web::view::questions::questions;
use certplan_web::view::take_away::take_away;
use yew::prelude::*;

/// What a view is drawn from: the fragment that was opened, then what was typed into which field.
#[derive(Clone, Debug, Properties)]
struct Scene {
    view: fn(&State) -> Html,
    opened: &'static str,
    typed: &'static [(&'static str, &'static str)],
}

/// Drawn once and never compared.
impl PartialEq for Scene {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

#[component]
fn Shown(scene: &Scene) -> Html {
    let mut state = State::example(Rc::new(Utc));
    if let Some(linked) = link::parse(scene.opened) {
        state = state.after(Action::Linked(linked));
    }
    for (field, value) in scene.typed {
        let (field, value) = ((*field).to_owned(), (*value).to_owned());
        let typed = Action::Typed {
            field: field.clone(),
            value,
            checked: true,
            now: Instant::from_unix(1_790_000_000),
        };
        state = state.after(typed).after(Action::Left(field));
    }
    (scene.view)(&state)
}

/// An element a line.
async fn markup(
    view: fn(&State) -> Html,
    opened: &'static str,
    typed: &'static [(&'static str, &'static str)],
) -> String {
    let html = yew::ServerRenderer::<Shown>::with_props(move || Scene { view, opened, typed })
        .hydratable(false)
        .render()
        .await;
    html.replace("><", ">\n<")
}

fn document(state: &State) -> Rc<PlanDocument> {
    Rc::new(PlanDocument::new(&plan(&assess(&state.facts))))
}

fn asked(state: &State) -> Html {
    questions(state, &Callback::noop())
}

fn answered(state: &State) -> Html {
    let address =
        (!state.is_example).then(|| AttrValue::from(link::write(state.mode, &state.facts, state.names)));
    answer(state, &document(state), address)
}

fn taken(state: &State) -> Html {
    take_away(state, &document(state), &Callback::noop())
}

#[tokio::test]
async fn the_questions_of_the_example() {
    insta::assert_snapshot!(markup(asked, "", &[]).await);
}

#[tokio::test]
async fn wrong_answers_explain_themselves_beside_the_field_and_above() {
    let typed = &[("amount", "1 month"), ("targets", "a'b"), ("build", "2405")];
    insta::assert_snapshot!(markup(asked, "", typed).await);
}

#[tokio::test]
async fn two_moments_name_the_zone() {
    let typed = &[("how", "between"), ("from", "2026-10-31"), ("to", "2026-10-01")];
    insta::assert_snapshot!(markup(asked, "", typed).await);
}

#[tokio::test]
async fn the_example_says_that_it_is_one() {
    // The answer itself is kept in tests/expected; here it is the frame that counts.
    let html = markup(answered, "", &[]).await;
    assert!(html.contains("Example answer") && html.contains("This is an example: 45 days off"), "{html}");
    assert!(!html.contains("class=\"printed\""), "{html}");
    for part in ["preflight", "repair", "aftercare"] {
        assert!(
            html.contains(&format!("href=\"#{part}\"")) && html.contains(&format!("id=\"{part}\"")),
            "{html}"
        );
    }
    let html = markup(answered, "", &[("amount", "46")]).await;
    assert!(html.contains("Your answer") && !html.contains("This is an example"), "{html}");
    assert!(html.contains("off=3974400"), "{html}");
}

#[tokio::test]
async fn a_stale_answer_says_so_and_a_cut_link_too() {
    let opened = "#/after?v=1&rules=0&off=864000&updated=unknown&c=management";
    let html = markup(answered, opened, &[]).await;
    assert!(html.contains("rule-set &quot;0&quot;") || html.contains("rule-set \"0\""), "{html}");
    assert!(html.contains("may have been cut off: it lacks build"), "{html}");
    assert!(!html.contains("no valid answer at the moment"), "{html}");
    let html = markup(answered, opened, &[("amount", "-3")]).await;
    assert!(html.contains("no valid answer at the moment") && html.contains("off=864000"), "{html}");
}

#[tokio::test]
async fn a_link_without_names_warns_where_its_plan_differs() {
    let differs = markup(taken, "", &[("targets", "prod test1")]).await;
    assert!(differs.contains("its plan differs"), "{differs}");
    let same = markup(taken, "", &[("targets", "prod")]).await;
    assert!(!same.contains("its plan differs"), "{same}");
    insta::assert_snapshot!(differs);
}

#[tokio::test]
async fn nothing_typed_becomes_markup() {
    for field in ["amount", "targets", "updated", "build"] {
        for view in [asked, answered, taken] {
            let typed: &'static [_] = Box::leak(Box::new([(field, "\"><script>alert(1)</script>")]));
            let html = markup(view, "", typed).await;
            assert!(!html.contains("<script"), "{field}: {html}");
        }
    }
}

#[tokio::test]
async fn no_style_and_no_handler_stands_in_the_markup() {
    for view in [asked, answered, taken] {
        let html = markup(view, "", &[("amount", "-3")]).await;
        for forbidden in [" style=", " onclick=", " oninput=", "javascript:"] {
            assert!(!html.contains(forbidden), "{forbidden}: {html}");
        }
    }
}
