//! What the page knows, and how it changes: a pure function of the state before and what happened.

use std::collections::BTreeSet;
use std::rc::Rc;

use certplan_core::facts::Zone;
use certplan_core::{Facts, Step, assess, plan};
use certplan_export::link::{self, Mode};
use certplan_view::Copied;
use certplan_view::form::Form;
use yew::{AttrValue, Reducible};

use crate::action::Action;
use crate::browser::FromWorker;
use crate::formats::Formats;
use crate::questions::Questions;
use crate::readings::Readings;

/// What the page knows.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// What is asked.
    pub mode: Mode,
    /// The questions and the facts.
    pub questions: Questions,
    /// What the user must know about the link.
    pub notices: Vec<String>,
    /// Whether links carry the names of clusters.
    pub names: bool,
    /// Whether the address brought the facts: on a narrow screen the answer comes first then.
    pub from_link: bool,
    /// The keys of the steps that are done.
    pub done: Rc<BTreeSet<AttrValue>>,
    /// The button that copied last, for as long as it says so.
    pub copied: Option<Copied>,
    /// Whether every part of the answer is open.
    pub open_all: bool,
    /// What was given to the page to read.
    pub readings: Readings,
    /// The other formats.
    pub formats: Formats,
    /// What was said last.
    pub status: Status,
}

/// What the status line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// The text.
    pub text: AttrValue,
    /// Whether it is shown, too.
    pub shown: bool,
    /// How many were said before: the same text again is a new message.
    pub count: u32,
}

impl State {
    /// The worked example.
    pub fn example(zone: Rc<dyn Zone>) -> Self {
        Self {
            mode: Mode::After,
            questions: Questions::example(zone),
            notices: Vec::new(),
            names: false,
            from_link: false,
            done: Rc::default(),
            copied: None,
            open_all: false,
            readings: Readings::default(),
            formats: Formats::default(),
            status: Status::default(),
        }
    }

    /// The link of this answer.
    pub fn link(&self) -> String {
        self.link_of(self.mode)
    }

    /// The link of a mode with these facts.
    pub fn link_of(&self, mode: Mode) -> String {
        link::write(mode, &self.questions.facts, self.names)
    }

    /// Whether a link without names would have another plan.
    pub fn names_matter(&self) -> bool {
        !self.names && names_change_plan(&self.questions.facts)
    }

    /// Whether the answer is the example's.
    pub const fn is_example(&self) -> bool {
        self.questions.is_example
    }

    /// The state after what happened.
    #[must_use]
    pub fn after(mut self, action: Action) -> Self {
        self.change(action);
        self
    }

    fn change(&mut self, action: Action) {
        match action {
            Action::Filled(form, now) => self.questions.fill(*form, self.mode, now),
            Action::Form(event, now) => {
                if self.questions.change(&event, self.mode, now) {
                    self.notices.clear();
                }
            }
            Action::Addressed(fragment) => {
                self.go_to(&fragment);
                self.readings.go_to(self.mode);
            }
            Action::Chosen(mode) => {
                self.choose(mode);
                self.readings.go_to(mode);
            }
            Action::Change => self.from_link = false,
            Action::Named(names) => self.names = names,
            Action::Ticked { step, done } => {
                let steps = Rc::make_mut(&mut self.done);
                if done {
                    steps.insert(step);
                } else {
                    steps.remove(&step);
                }
            }
            Action::Copied(copied) => self.copied = copied,
            Action::OpenedAll(open) => self.open_all = open,
            Action::Edited(text) => self.readings.box_text = text,
            Action::Given { id, text } => self.readings.give(id, text, self.mode),
            Action::GivenFiles => self.readings.give_files(self.mode),
            Action::Message(message) => self.readings.edit_message(message),
            Action::Defaults(defaults) => self.readings.defaults = defaults,
            Action::Query(query) => self.readings.query = query,
            Action::FormatsOpened(open) => self.formats.open = open,
            Action::FormatChosen(id) => self.formats.choose(id, self.mode),
            Action::FormatAsked(id) => self.formats.request = Some(id),
            Action::Worker(from) => self.hear(from),
            Action::Said { text, shown } => self.say(text, shown),
        }
    }

    fn hear(&mut self, from: FromWorker) {
        if self.formats.hear(&from) {
            return;
        }
        let heard = self.readings.hear(from, self.mode);
        if let Some((text, shown)) = heard.said {
            self.say(text.into(), shown);
        }
        if let Some(collected) = heard.collected {
            self.questions.fill_in(&collected);
        }
        if let Some(link) = heard.link {
            self.go_to(&link);
        } else if let Some(mode) = heard.mode.filter(|mode| *mode != self.mode) {
            self.choose(mode);
        }
    }

    fn say(&mut self, text: AttrValue, shown: bool) {
        self.status = Status { text, shown, count: self.status.count.wrapping_add(1) };
    }

    fn go_to(&mut self, fragment: &str) {
        if let Some(mode) = link::tool(fragment) {
            return self.choose(mode);
        }
        match link::parse(fragment) {
            // The link of these very facts: the names that it lacks are known.
            Some(Ok(linked)) if !self.is_example() && fragment == self.link_of(linked.mode) => {
                self.choose(linked.mode);
            }
            Some(Ok(linked)) => {
                self.mode = linked.mode;
                // A link that came with names keeps them when it is reloaded; one without does not gain any.
                self.names = linked.facts.clusters.names().any(|name| name.is_some());
                self.questions.set(linked.facts);
                self.notices = linked.notices;
                self.from_link = true;
            }
            Some(Err(reason)) => self.notices = vec![reason],
            // The address without a mode is the page's first entry in the history; other fragments are places in the page.
            None if !fragment.starts_with("#/") && self.mode != Mode::After => {
                self.choose(Mode::After);
                self.questions.is_example |= self.questions.form == Form::example();
            }
            None => {}
        }
    }

    fn choose(&mut self, mode: Mode) {
        if self.mode != mode {
            self.mode = mode;
            self.formats.written = None;
        }
        // A mode without facts leaves the example one.
        self.questions.is_example &= mode.is_tool();
        self.notices.clear();
    }
}

/// Whether the plan is another one where each kind of cluster is there once, without a name.
fn names_change_plan(facts: &Facts) -> bool {
    let redacted = link::redact(facts);
    if redacted.clusters == facts.clusters {
        return false;
    }
    let (one, other) = (assess(&redacted), assess(facts));
    let what = |step: &Step<'_>| (step.entry.id, step.cluster.map(|(kind, _)| kind));
    !plan(&one).repairs.iter().map(what).eq(plan(&other).repairs.iter().map(what))
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::unwrap_or_clone(self).after(action).into()
    }
}
