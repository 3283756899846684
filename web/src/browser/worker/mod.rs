//! The page's worker: it is started on first use, asked with messages, and ended and started anew where it fails.

mod kept;
mod script;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use certplan_worker::protocol::{Answer, Ask, Request, Response};
use gloo::events::EventListener;
use gloo::file::Blob;
use gloo::timers::callback::Timeout;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker};
use yew::Callback;
use yew::platform::spawn_local;

use self::kept::{Kept, UNASKED};
use self::script::{new_worker, post};
use super::files::File;

/// How long the worker may take to start or to say something, before it counts as hung.
const PATIENCE_MS: u32 = 30_000;

/// The largest file that is read, in bytes.
const MAX_BYTES: f64 = 256.0 * 1024.0 * 1024.0;

/// What comes back from the worker.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "the reducer handles each")]
pub enum FromWorker {
    /// A part of a request is done, in percent.
    Progress(u32, u8),
    /// A request is answered; with the text of a file, where it asked for one.
    Done(u32, Rc<Answer>, Option<String>),
    /// A request cannot be answered: why.
    Failed(u32, String),
    /// The worker has ended; the next one is told what it had read.
    Ended(Failure),
}

/// Why a worker was ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "these are the ways to fail")]
pub enum Failure {
    /// It could not be loaded.
    Missing,
    /// It stopped because of an error in it.
    Crashed,
    /// It did not answer in time.
    Hung,
    /// The user stopped it.
    Stopped,
}

/// The page's side of the worker.
#[derive(Clone)]
pub struct WorkerClient(Rc<Client>);

struct Client {
    live: RefCell<Option<Live>>,
    /// How many workers there were: a file that was still being read for an earlier one is dropped.
    generation: Cell<u32>,
    last_id: Cell<u32>,
    on_message: Callback<FromWorker>,
    kept: RefCell<Kept>,
}

struct Live {
    worker: Worker,
    is_ready: bool,
    /// What is sent as soon as it is ready.
    waiting: Vec<(String, Option<ArrayBuffer>)>,
    /// The requests without an answer.
    pending: Vec<u32>,
    patience: Option<Timeout>,
    _listeners: [EventListener; 2],
}

impl WorkerClient {
    /// A client that calls back with what the worker says. The worker is started when it is asked for something.
    pub fn new(on_message: Callback<FromWorker>) -> Self {
        let (live, generation, last_id) = (RefCell::default(), Cell::default(), Cell::default());
        Self(Rc::new(Client { live, generation, last_id, on_message, kept: RefCell::default() }))
    }

    /// Starts the worker, so that the first answer comes sooner.
    pub fn warm(&self) {
        self.0.start();
    }

    /// The number of the next request.
    pub fn new_id(&self) -> u32 {
        self.0.new_id()
    }

    /// Asks for something, under a number.
    pub fn ask(&self, id: u32, ask: Ask) {
        self.0.send(id, ask, None);
    }

    /// Asks for something about a text, under a number.
    pub fn ask_about_text(&self, id: u32, ask: Ask, text: &str) {
        self.0.kept.borrow_mut().input(id, &ask, || Blob::new(text));
        self.0.send(id, ask, Some(Uint8Array::from(text.as_bytes()).buffer()));
    }

    /// Asks for something about each of some files, one after another; where one cannot be read, what is asked then.
    pub fn ask_about_files(&self, files: Vec<File>, ask: impl Fn(&str) -> Ask + 'static) {
        let client = self.0.clone();
        client.start();
        let generation = client.generation.get();
        spawn_local(async move {
            for file in files {
                let read = read(&file).await;
                if client.generation.get() != generation {
                    return;
                }
                let name = file.name();
                match read {
                    Ok(buffer) => {
                        let (id, ask) = (client.new_id(), ask(&name));
                        client.kept.borrow_mut().input(id, &ask, || (*file).clone());
                        client.send(id, ask, Some(buffer));
                    }
                    Err(reason) => {
                        client.send(client.new_id(), Ask::Unreadable { name, reason: reason.into() }, None);
                    }
                }
            }
        });
    }

    /// Ends whatever is being done. The next request starts another worker.
    pub fn stop(&self) {
        self.0.end(Failure::Stopped);
    }
}

impl PartialEq for WorkerClient {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::fmt::Debug for WorkerClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WorkerClient({})", self.0.generation.get())
    }
}

impl Client {
    fn new_id(&self) -> u32 {
        self.last_id.set(self.last_id.get().wrapping_add(1));
        self.last_id.get()
    }

    fn start(self: &Rc<Self>) {
        if self.live.borrow().is_some() {
            return;
        }
        let Some(worker) = new_worker() else {
            return self.on_message.emit(FromWorker::Ended(Failure::Missing));
        };
        let client = Rc::downgrade(self);
        let message = EventListener::new(&worker, "message", move |event| {
            if let (Some(client), Some(event)) = (client.upgrade(), event.dyn_ref::<MessageEvent>()) {
                client.take(event);
            }
        });
        let client = Rc::downgrade(self);
        let error = EventListener::new(&worker, "error", move |event| {
            event.prevent_default();
            if let Some(client) = client.upgrade() {
                client.end(client.failure());
            }
        });
        let live = Live {
            worker,
            is_ready: false,
            waiting: Vec::new(),
            pending: Vec::new(),
            patience: None,
            _listeners: [message, error],
        };
        self.live.replace(Some(live));
        self.be_patient();
    }

    fn send(self: &Rc<Self>, id: u32, ask: Ask, buffer: Option<ArrayBuffer>) {
        self.start();
        self.kept.borrow_mut().asked(&ask);
        let json = request(id, ask);
        if let Some(live) = self.live.borrow_mut().as_mut() {
            live.pending.push(id);
            if live.is_ready {
                post(&live.worker, &json, buffer.as_ref());
            } else {
                live.waiting.push((json, buffer));
            }
        }
        self.be_patient();
    }

    /// Waits for the next message of the worker, but not for ever.
    fn be_patient(self: &Rc<Self>) {
        let client = Rc::downgrade(self);
        if let Some(live) = self.live.borrow_mut().as_mut() {
            let is_awaited = !live.is_ready || !live.pending.is_empty();
            live.patience = is_awaited.then(|| {
                Timeout::new(PATIENCE_MS, move || {
                    if let Some(client) = client.upgrade() {
                        client.end(Failure::Hung);
                    }
                })
            });
        }
    }

    fn take(self: &Rc<Self>, event: &MessageEvent) {
        let data = event.data();
        // What the script of the worker itself says of a failed start is a text alone.
        let parts: Array = if Array::is_array(&data) { data.unchecked_into() } else { Array::of1(&data) };
        let json = parts.get(0).as_string().unwrap_or_default();
        match serde_json::from_str(&json) {
            Ok(Response::Ready) => self.tell(),
            Ok(Response::Progress { id, .. } | Response::Done { id, .. } | Response::Failed { id, .. })
                if id == UNASKED => {}
            Ok(Response::Progress { id, done, total }) => {
                let percent =
                    u8::try_from((done * 100).checked_div(total).unwrap_or_default()).unwrap_or(100);
                self.on_message.emit(FromWorker::Progress(id, percent));
            }
            Ok(Response::Done { id, answer }) => {
                self.settle(id);
                let buffer = parts.get(1).dyn_into::<ArrayBuffer>().ok();
                let file = self.kept.borrow_mut().answered(id, &answer, buffer);
                let file = file.map(|buffer| text(&buffer));
                self.on_message.emit(FromWorker::Done(id, (*answer).into(), file));
            }
            Ok(Response::Failed { id, reason }) => {
                self.settle(id);
                self.on_message.emit(FromWorker::Failed(id, reason));
            }
            Ok(Response::Panicked { .. }) | Err(_) => return self.end(self.failure()),
        }
        self.be_patient();
    }

    /// Tells a new worker what the one before knew, and then what it has to do.
    fn tell(self: &Rc<Self>) {
        let (client, generation) = (self.clone(), self.generation.get());
        spawn_local(async move {
            let kept = client.kept.borrow().clone();
            let known = kept.requests().await;
            if client.generation.get() != generation {
                return;
            }
            if let Some(live) = client.live.borrow_mut().as_mut() {
                live.is_ready = true;
                let known = known.into_iter().map(|(ask, buffer)| (request(UNASKED, ask), buffer));
                for (json, buffer) in known.chain(live.waiting.drain(..)) {
                    post(&live.worker, &json, buffer.as_ref());
                }
            }
            client.be_patient();
        });
    }

    fn settle(&self, id: u32) {
        if let Some(live) = self.live.borrow_mut().as_mut() {
            live.pending.retain(|pending| *pending != id);
        }
    }

    /// What an error means: before the worker was ready it could not be loaded.
    fn failure(&self) -> Failure {
        let is_ready = self.live.borrow().as_ref().is_some_and(|live| live.is_ready);
        if is_ready { Failure::Crashed } else { Failure::Missing }
    }

    fn end(self: &Rc<Self>, failure: Failure) {
        let Some(live) = self.live.take() else { return };
        self.generation.set(self.generation.get().wrapping_add(1));
        live.worker.terminate();
        // Its listeners may be running right now; they are dropped after that.
        spawn_local(async move { drop(live) });
        self.on_message.emit(FromWorker::Ended(failure));
    }
}

fn request(id: u32, ask: Ask) -> String {
    serde_json::to_string(&Request { id, ask }).unwrap_or_default()
}

async fn read(file: &Blob) -> Result<ArrayBuffer, &'static str> {
    let blob: &web_sys::Blob = file.as_ref();
    if blob.size() > MAX_BYTES {
        return Err(certplan_words::page::app::TOO_LARGE);
    }
    let buffer = JsFuture::from(blob.array_buffer()).await;
    buffer.map(JsCast::unchecked_into).map_err(|_| certplan_words::page::app::UNREADABLE)
}

fn text(buffer: &ArrayBuffer) -> String {
    String::from_utf8(Uint8Array::new(buffer).to_vec()).unwrap_or_default()
}
