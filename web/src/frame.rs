//! What of the static page follows the state: values, errors and attributes of elements that stand in `web/index.html`.
//!
//! The form is no view: it stays where the browser put it, with its focus and what was typed. Only what differs from the
//! time before is touched.

use certplan_core::source::{RULES_AS_OF, RULES_VERSION};
use certplan_core::spell::Spell;
use certplan_core::{Facts, Plan, Step, assess, plan};
use certplan_export::html::escape;
use certplan_export::svg;
use certplan_words as words;

use crate::field::{Text, Tick};
use crate::form::{How, INCOMPLETE};
use crate::link::{self, Mode};
use crate::state::State;

/// One thing that an element of the static page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The element's id; empty is the page itself.
    pub id: &'static str,
    /// What of it.
    pub what: What,
    /// How it stands; `None` where it is not there.
    pub text: Option<String>,
}

/// What of an element is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "the browser's side knows each")]
pub enum What {
    /// The value of a field.
    Value,
    /// Whether a box or choice is ticked.
    Ticked,
    /// An attribute of that name.
    Attribute(&'static str),
    /// The error beside a field.
    Error,
    /// Its inside, as markup.
    Markup,
}

const STALE: &str = "<p class=\"notice\">One of the questions has no valid answer at the moment. This is the answer to the last valid ones.</p>";

const EXAMPLE: &str = "<p class=\"example\">This is an example: 45 days off, management cluster, target prod and its load balancer. <span class=\"scripted\">Change a question above and the answer is yours.</span></p>";

/// Everything that follows the state, always as many and in the same order. The plan is there where it is the answer.
pub fn marks(state: &State, plan: Option<&Plan<'_>>, address: Option<&str>) -> Vec<Mark> {
    let form = &state.form;
    let mut marks = Marks(Vec::with_capacity(64));
    let ahead = state.mode == Mode::Before;
    marks.put("", What::Attribute("data-mode"), Some(state.mode.as_str()));
    for mode in Mode::ALL {
        let id = mode.entry();
        // Who follows the link here keeps the names all the same.
        marks.put(id, What::Attribute("href"), Some(&link::write(mode, &state.facts, state.names)));
        marks.put(id, What::Attribute("aria-current"), (mode == state.mode).then_some("page"));
    }
    let place = if state.mode.is_tool() { "#tool-place" } else { "#answer" };
    marks.put("skip", What::Attribute("href"), Some(place));
    marks.put("head", What::Markup, Some(&head(state, plan, address)));
    let (class, summary) = match plan {
        Some(plan) => (Some("summary"), escaped(&words::summary(plan))),
        None if state.written.is_none() => (None, "Loading what this needs.".to_owned()),
        None => (None, String::new()),
    };
    marks.put("summary", What::Attribute("class"), class);
    marks.put("summary", What::Markup, Some(&summary));
    let picture = state.written.as_deref().filter(|_| plan.is_some_and(svg::is_drawn));
    marks.put("picture", What::Markup, picture);
    marks.put("errors", What::Markup, Some(&errors(state)));
    marks.put("zone", What::Markup, Some(&escaped(state.zone())));

    for how in How::ALL {
        marks.flag(how.id(), What::Ticked, form.how == how);
    }
    for tick in Tick::ALL {
        marks.flag(tick.id(), What::Ticked, form[tick]);
    }
    marks.flag("names", What::Ticked, state.names);
    let as_text = form[Tick::AsText];
    for date in [Text::From, Text::To] {
        marks.put(date.id(), What::Attribute("type"), Some(if as_text { "text" } else { "date" }));
    }
    for text in Text::ALL {
        // The field itself holds the half that is there.
        marks.put(text.id(), What::Value, Some(&*form[text]).filter(|value| *value != INCOMPLETE));
    }
    for text in Text::ALL.into_iter().filter(|text| text.is_typed()) {
        let (field, error) = (text.id(), state.error_of(text));
        let has_hint = match text {
            Text::From => as_text,
            Text::To => !ahead,
            Text::Targets | Text::Balancers | Text::Updated | Text::Build => true,
            _ => false,
        };
        let described = match (error.is_some(), has_hint) {
            (false, false) => None,
            (false, true) => Some([field, "-hint"].concat()),
            (true, false) => Some([field, "-error"].concat()),
            (true, true) => Some([field, "-error ", field, "-hint"].concat()),
        };
        marks.put(field, What::Error, error);
        marks.put(field, What::Attribute("aria-invalid"), error.map(|_| "true"));
        marks.put(field, What::Attribute("aria-describedby"), described.as_deref());
    }
    let hidden = What::Attribute("hidden");
    marks.flag("none-ticked", hidden, form[Tick::Management] || form[Tick::Target] || form[Tick::Balancer]);
    marks.flag("names-matter", hidden, !names_matter(state));
    marks.0
}

/// What stands above every answer: on paper its address, its title, and what a reader must be told.
fn head(state: &State, plan: Option<&Plan<'_>>, address: Option<&str>) -> String {
    let mut html = String::new();
    if let Some(address) = address {
        html += &["<p class=\"printed\">", &escaped(address)].concat();
        if plan.is_some() {
            html += &[", rules ", &RULES_VERSION.spelt(), " of ", RULES_AS_OF].concat();
        }
        html += "</p>";
    }
    let title = match (plan, state.is_example) {
        (None, _) => "What will happen",
        (_, true) => "Example answer",
        (_, false) => "Your answer",
    };
    html +=
        &["<h2 id=\"answer-title\">", title, "</h2>", if state.is_example { EXAMPLE } else { "" }].concat();
    for notice in &state.notices {
        html += &["<p class=\"notice\">", &escaped(notice), "</p>"].concat();
    }
    html += if state.errors.is_empty() { "" } else { STALE };
    html
}

struct Marks(Vec<Mark>);

impl Marks {
    fn put(&mut self, id: &'static str, what: What, text: Option<&str>) {
        self.0.push(Mark { id, what, text: text.map(str::to_owned) });
    }

    fn flag(&mut self, id: &'static str, what: What, is_there: bool) {
        self.put(id, what, is_there.then_some(""));
    }
}

/// The errors again, together above the questions; nothing where none is shown.
fn errors(state: &State) -> String {
    let mut html = String::new();
    for (text, reason) in state.shown_errors() {
        html += if html.is_empty() { "<p>Please look at this again:</p><ul>" } else { "" };
        for part in ["<li><a href=\"#", text.id(), "\">", &escaped(reason), "</a></li>"] {
            html += part;
        }
    }
    html += if html.is_empty() { "" } else { "</ul>" };
    html
}

/// A text as markup shows it.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::new();
    escape(&mut html, text);
    html
}

/// Whether a link without names makes another plan. Two more plans at every key, so only where names or numbers of
/// clusters are lost.
fn names_matter(state: &State) -> bool {
    let State { facts, names, .. } = state;
    let redacted = link::redact(facts);
    !names && redacted.clusters != facts.clusters && !same_repairs(&redacted, facts)
}

/// Whether the same is run on the same kinds of clusters, whatever their names.
fn same_repairs(one: &Facts, other: &Facts) -> bool {
    let (one, other) = (assess(one), assess(other));
    let what = |step: &Step<'_>| (step.entry.id, step.cluster.map(|(kind, _)| kind));
    plan(&one).repairs.iter().map(what).eq(plan(&other).repairs.iter().map(what))
}
