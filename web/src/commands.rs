//! What the user can ask for: each command changes the state, and asks the browser or the worker for the rest.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use certplan_export::link::Mode;
use certplan_view::form::FormEvent;
use certplan_view::{Actions, BoxEvent, Copied, Copy, Tick};
use certplan_words::page::app as words;
use certplan_worker::protocol::{Answer, Ask, ExportRequest, FleetDefaults, Named, TableQuery};
use yew::prelude::*;

use crate::action::Action;
use crate::browser::{self, File, FromWorker, Given, WorkerClient};
use crate::markup;
use crate::state::State;

/// How long a button says that it copied, in milliseconds.
const COPIED_MS: u32 = 2_000;

/// The commands of an app. They stay the same as long as the page lives, so that components with their callbacks are rendered
/// anew only for other values.
#[derive(Clone, Debug, PartialEq)]
pub struct Commands {
    dispatcher: UseReducerDispatcher<State>,
    worker: WorkerClient,
    downloads: Downloads,
    /// What can be done with an answer.
    pub answer: Actions,
}

/// The files that were asked of the worker, and what becomes of each.
type Downloads = Rc<RefCell<BTreeMap<u32, Use>>>;

/// What becomes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "a page can do these")]
pub enum Use {
    /// It is saved.
    Save,
    /// It is copied.
    Copy,
}

impl Commands {
    /// The commands of an app.
    pub fn new(dispatcher: UseReducerDispatcher<State>) -> Self {
        let downloads = Downloads::default();
        let worker = WorkerClient::new(hears(&dispatcher, &downloads));
        let answer = answer_actions(&dispatcher);
        Self { dispatcher, worker, downloads, answer }
    }

    fn dispatches<T: 'static>(&self, action: impl Fn(T) -> Action + 'static) -> Callback<T> {
        let dispatcher = self.dispatcher.clone();
        Callback::from(move |value| dispatcher.dispatch(action(value)))
    }

    /// The user did something with the questions.
    pub fn form(&self) -> Callback<FormEvent> {
        self.dispatches(|event| Action::Form(event, browser::now()))
    }

    /// The address has another fragment.
    pub fn address(&self) -> Callback<String> {
        self.dispatches(Action::Addressed)
    }

    /// The questions of a link are to be shown.
    pub fn change(&self) -> Callback<()> {
        self.dispatches(|()| Action::Change)
    }

    /// Links are to carry names, or not.
    pub fn names(&self) -> Callback<bool> {
        self.dispatches(Action::Named)
    }

    /// The other formats are opened or closed.
    pub fn open_formats(&self) -> Callback<bool> {
        self.dispatches(Action::FormatsOpened)
    }

    /// A format is chosen.
    pub fn choose_format(&self) -> Callback<&'static str> {
        self.dispatches(Action::FormatChosen)
    }

    /// Goes to a mode. Back returns to the link before.
    pub fn choose(&self, mode: Mode, link: &str) {
        if browser::fragment() != link {
            browser::push_fragment(link);
        }
        if mode.is_tool() {
            self.worker.warm();
        }
        self.dispatcher.dispatch(Action::Chosen(mode));
    }

    /// Goes to another link of this page.
    pub fn follow(&self, link: String) {
        browser::push_fragment(&link);
        self.dispatcher.dispatch(Action::Addressed(link));
    }

    /// Prints the answer.
    pub fn print(&self) {
        if !browser::print() {
            self.say(words::NOT_PRINTED);
        }
    }

    /// Copies the link of the answer, which becomes an entry of the history.
    pub fn copy_link(&self, link: &str) {
        browser::push_fragment(link);
        self.copy(browser::address(link));
    }

    /// Copies a text.
    pub fn copy(&self, text: impl Into<AttrValue>) {
        copy(text.into(), None, &self.dispatcher);
    }

    /// Saves a text as a file.
    pub fn save(&self, name: &str, media_type: &str, text: &str) {
        save(name, media_type, text, &self.dispatcher);
    }

    /// Says something that appears nowhere else.
    pub fn say(&self, text: &'static str) {
        self.dispatcher.dispatch(Action::Said { text: text.into(), shown: true });
    }

    /// Has a screen reader say what appears elsewhere on the page.
    pub fn announce(&self, text: AttrValue) {
        self.dispatcher.dispatch(Action::Said { text, shown: false });
    }

    // ---- What is read ----

    /// The user did something with the one box.
    pub fn use_box(&self, event: &BoxEvent, state: &State) {
        match event {
            BoxEvent::Typed(text) => self.dispatcher.dispatch(Action::Edited(text.clone())),
            BoxEvent::Read => self.read(Given::Text(state.readings.box_text.clone()), state.mode),
            BoxEvent::Cleared => self.dispatcher.dispatch(Action::Edited(String::new())),
            BoxEvent::Stopped => self.worker.stop(),
            BoxEvent::Chosen(event) => self.read(Given::Files(browser::chosen_files(event)), state.mode),
            // The whole page takes what is dropped.
            BoxEvent::Dropped(_) => {}
        }
    }

    /// Reads what was pasted, dropped, chosen or typed.
    pub fn read(&self, given: Given, mode: Mode) {
        match given {
            Given::Text(text) if text.trim().is_empty() => self.say(words::NO_TEXT),
            Given::Text(text) => {
                let id = self.worker.new_id();
                self.dispatcher.dispatch(Action::Given { id, text: text.clone() });
                self.worker.ask_about_text(id, ask_to_read(mode, Named::Text), &text);
            }
            Given::Files(files) => self.read_files(files, mode),
        }
    }

    fn read_files(&self, files: Vec<File>, mode: Mode) {
        if !files.is_empty() {
            self.dispatcher.dispatch(Action::GivenFiles);
            self.worker.ask_about_files(files, move |name| ask_to_read(mode, Named::File(name.to_owned())));
        }
    }

    /// The error message has another text.
    pub fn message(&self, text: String) {
        if !text.trim().is_empty() {
            self.worker.ask_about_text(self.worker.new_id(), Ask::Explain, &text);
        }
        self.dispatcher.dispatch(Action::Message(text));
    }

    /// Asks the worker for something, as it is.
    pub fn ask(&self, ask: Ask) {
        self.worker.ask(self.worker.new_id(), ask);
    }

    /// Sets what holds for every deployment.
    pub fn set_defaults(&self, defaults: FleetDefaults) {
        self.dispatcher.dispatch(Action::Defaults(defaults.clone()));
        self.ask(Ask::SetDefaults(defaults));
    }

    /// Shows other rows of the table of deployments.
    pub fn query(&self, query: TableQuery) {
        self.dispatcher.dispatch(Action::Query(query.clone()));
        self.ask(Ask::ShowTable(query));
    }

    /// Saves or copies a file that the worker writes.
    pub fn take_file(&self, ask: Ask, to: Use) {
        let id = self.worker.new_id();
        self.downloads.borrow_mut().insert(id, to);
        self.worker.ask(id, ask);
    }

    /// Has the chosen format written: the page renders what is markup in it, and the worker writes the rest.
    pub fn write_format(&self, request: ExportRequest) {
        let id = self.worker.new_id();
        self.dispatcher.dispatch(Action::FormatAsked(id));
        let (page, site) = browser::page_and_site();
        let request = ExportRequest { page, site, ..request };
        let Some(content) = markup::content(&request) else {
            return self.worker.ask(id, Ask::Export(request));
        };
        let Self { dispatcher, worker, .. } = self.clone();
        browser::render(content, move |picture| match markup::file(&request, &picture) {
            Some((head, text)) => {
                let done = FromWorker::Done(id, Rc::new(Answer::File(head)), Some(text));
                dispatcher.dispatch(Action::Worker(done));
            }
            None => worker.ask(id, Ask::Export(ExportRequest { picture, ..request })),
        });
    }

    /// Starts the worker, so that its first answer comes sooner.
    pub fn warm(&self) {
        self.worker.warm();
    }
}

/// What the worker is to do with an input: the modes with readers of their own know what it is.
fn ask_to_read(mode: Mode, named: Named) -> Ask {
    match mode {
        Mode::Evidence => Ask::ReadEvidence(named),
        Mode::Fleet => Ask::ReadFleet(named),
        Mode::After | Mode::Before | Mode::Error => Ask::Open(named),
    }
}

/// Takes what the worker says: files are saved or copied, everything else changes the state.
fn hears(dispatcher: &UseReducerDispatcher<State>, downloads: &Downloads) -> Callback<FromWorker> {
    let (dispatcher, downloads) = (dispatcher.clone(), downloads.clone());
    Callback::from(move |from: FromWorker| {
        if let FromWorker::Done(id, answer, Some(text)) = &from
            && let Answer::File(head) = &**answer
            && let Some(to) = downloads.borrow_mut().remove(id)
        {
            match to {
                Use::Save => save(&head.name, &head.media_type, text, &dispatcher),
                Use::Copy => copy(text.clone().into(), None, &dispatcher),
            }
            if let Some(note) = &head.note {
                dispatcher.dispatch(Action::Said { text: note.clone().into(), shown: true });
            }
            return;
        }
        dispatcher.dispatch(Action::Worker(from));
    })
}

fn answer_actions(dispatcher: &UseReducerDispatcher<State>) -> Actions {
    let on = dispatcher.clone();
    let on_copy = Callback::from(move |Copy { id, text }: Copy| copy(text, Some(id), &on));
    let on = dispatcher.clone();
    let on_tick = Callback::from(move |Tick { step, done }: Tick| {
        if done {
            browser::remember_done(&step);
        } else {
            browser::forget_done(&step);
        }
        on.dispatch(Action::Ticked { step, done });
    });
    let on = dispatcher.clone();
    let on_open_all = Callback::from(move |open| on.dispatch(Action::OpenedAll(open)));
    Actions { copy: on_copy, tick: on_tick, open_all: on_open_all }
}

fn save(name: &str, media_type: &str, text: &str, dispatcher: &UseReducerDispatcher<State>) {
    if !browser::save(name, media_type, text) {
        dispatcher.dispatch(Action::Said { text: words::NOT_SAVED.into(), shown: true });
    }
}

/// Copies a text and says so: on its button, where it has one, or else on the page.
fn copy(text: AttrValue, button: Option<AttrValue>, dispatcher: &UseReducerDispatcher<State>) {
    let dispatcher = dispatcher.clone();
    browser::copy(text, button.clone(), move |copied| {
        let worked = copied == browser::Copied::Copied;
        let said = match copied {
            browser::Copied::Copied => words::COPIED,
            browser::Copied::Selected => words::SELECTED,
            browser::Copied::Refused => words::NOT_COPIED,
        };
        dispatcher.dispatch(Action::Said { text: said.into(), shown: !worked || button.is_none() });
        if let Some(id) = button {
            dispatcher.dispatch(Action::Copied(Some(Copied { id, worked })));
            browser::after(COPIED_MS, move || dispatcher.dispatch(Action::Copied(None)));
        }
    });
}
