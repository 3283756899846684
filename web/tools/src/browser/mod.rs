//! The only file of this module that speaks to the browser: it puts the markup into the page and listens there.

mod fleet;

use std::cell::RefCell;
use std::rc::Rc;

use certplan_core::symptom;
use certplan_web::browser as page;
use certplan_web::modules;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    ClipboardEvent, DragEvent, Element, Event, FileList, HtmlElement, HtmlInputElement, HtmlTextAreaElement,
};
use zeroize::Zeroizing;

use crate::evidence::Session;
use crate::facts::Given;
use crate::fleet::File;
use crate::{error, fields};

/// The largest file that is read: bundles of PEM may be larger than anything else.
const MOST_BYTES: f64 = 256.0 * 1024.0 * 1024.0;

thread_local! {
    /// What was read, for as long as the page is open: somebody may answer the questions and come back.
    static SESSION: RefCell<Session> = RefCell::default();
}

/// A mode in its place on the page.
#[derive(Debug)]
struct Tool {
    host: Element,
    given: Given,
    kind: Kind,
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Error,
    Evidence,
    Fleet,
}

/// Leaves one function on the global object, `certplanTool(host, mode, link, example)`, which fills an element of the page.
pub fn offer() {
    let open = Closure::<dyn Fn(Element, String, String, bool)>::new(
        |host: Element, mode: String, link: String, is_example: bool| open(&host, &mode, &link, is_example),
    );
    // Only a frozen global object refuses; then the page says that this could not be loaded.
    let _ = Reflect::set(&js_sys::global(), &modules::TOOL.into(), open.as_ref());
    open.forget();
}

/// Fills an element of the page with a mode; `link` has the facts, with names.
pub fn open(host: &Element, mode: &str, link: &str, is_example: bool) {
    let Some(markup) = fields::of(mode) else { return };
    host.set_inner_html(&markup);
    let kind = match mode {
        "error" => Kind::Error,
        "fleet" => Kind::Fleet,
        _ => Kind::Evidence,
    };
    let tool = Rc::new(Tool { host: host.clone(), given: Given::of(link, is_example), kind });
    match kind {
        Kind::Error => {}
        Kind::Evidence => {
            tool.show_list();
            tool.show_evidence();
        }
        Kind::Fleet => tool.show_fleet(),
    }
    // As long as the element: the page makes a new one for each mode.
    let listen = Closure::<dyn Fn(Event)>::new({
        let tool = tool.clone();
        move |event: Event| tool.on(&event)
    });
    for kind in ["click", "input", "change", "paste", "dragover", "drop"] {
        let _ = host.add_event_listener_with_callback(kind, listen.as_ref().unchecked_ref());
    }
    listen.forget();
}

impl Tool {
    fn on(self: &Rc<Self>, event: &Event) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
            return;
        };
        match event.type_().as_str() {
            kind if self.kind == Kind::Fleet && self.on_fleet(kind, &target) => {}
            "click" => self.on_click(event, &target),
            "input" if target.id() == "message" => self.explain(),
            "change" if target.id() == "files" => {
                let files = target.dyn_ref::<HtmlInputElement>().and_then(HtmlInputElement::files);
                self.read_files(files);
            }
            "change" => self.on_named(&target),
            "paste" if target.id() == "text" => self.on_paste(event),
            // Without this the browser would open the file in the page's place.
            "dragover" if has_files(event) => event.prevent_default(),
            "drop" => {
                let files =
                    event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).and_then(|it| it.files());
                if let Some(files) = files.filter(|files| files.length() > 0) {
                    event.prevent_default();
                    self.read_files(Some(files));
                }
            }
            _ => {}
        }
    }

    fn on_click(self: &Rc<Self>, event: &Event, target: &Element) {
        let closest = |selector| target.closest(selector).ok().flatten();
        if closest("a[data-mode]").is_some() {
            // The bar's own link keeps the names of the clusters, which stand in no link that can be passed on.
            let bar =
                self.host.owner_document().and_then(|page| page.query_selector("#modes a").ok().flatten());
            if let Some(after) = bar.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
                event.prevent_default();
                after.click();
            }
        } else if let Some(button) = closest("[data-forget]") {
            SESSION.with_borrow_mut(|session| session.forget(number(&button, "data-forget")));
            self.show_all("Forgotten.");
            focus(self.find("files"));
        } else if let Some(button) = closest("[data-copy-form]") {
            if let Some(file) = file(&button, "data-copy-form") {
                page::copy(&file.text, "");
            }
        } else if let Some(button) = closest("[data-save-form]") {
            if let Some(file) = file(&button, "data-save-form") {
                page::save(file.name, file.kind, &file.text);
                if let Some((count, reason)) = file.left_out {
                    self.say(
                        &format!("{}: {count} deployments have no place in it: {reason}", file.name),
                        true,
                    );
                }
            }
        } else if target.id() == "read" {
            self.take_text(&self.typed("text"));
        } else if target.id() == "clear" {
            self.clear();
        }
    }

    fn clear(&self) {
        for id in ["message", "text"] {
            self.type_into(id, "");
        }
        if let Some(files) = self.find("files").and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) {
            files.set_value("");
        }
        match self.kind {
            Kind::Error => {
                self.explain();
                focus(self.find("message"));
            }
            Kind::Evidence => {
                SESSION.set(Session::default());
                self.show_all("Everything is forgotten.");
                focus(self.find("text"));
            }
            Kind::Fleet => {
                self.forget_fleet();
                focus(self.find("text"));
            }
        }
    }

    // ---- Errors ----

    fn explain(&self) {
        self.show_error(&self.typed("message"));
    }

    fn show_error(&self, message: &str) {
        let shown = error::explained(message, &self.given);
        if shown.held_secret {
            self.type_into("message", "");
        }
        self.set("tool-answer", &shown.answer);
        // The answer begins with the same words; only what was not kept is said to the eye, too.
        self.say(&shown.status, shown.held_secret);
        page::after_drawing();
    }

    // ---- Evidence ----

    /// A text that gives something is taken before it stands in the field, where Undo could bring it back.
    fn on_paste(self: &Rc<Self>, event: &Event) {
        let Some(clipboard) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data)
        else {
            return;
        };
        if let Some(files) = clipboard.files().filter(|files| files.length() > 0) {
            event.prevent_default();
            self.read_files(Some(files));
        } else if let Ok(text) = clipboard.get_data("text/plain")
            && self.take_text(&Zeroizing::new(text))
        {
            event.prevent_default();
        }
    }

    /// Reads a text and says what was in it; whether it was taken.
    fn take_text(&self, text: &str) -> bool {
        if text.trim().is_empty() {
            self.say("There is no text in the field.", true);
            return false;
        }
        if self.kind == Kind::Fleet {
            return self.read_fleet("text", text.as_bytes());
        }
        let read = SESSION.with_borrow_mut(|session| session.read_text(text));
        if read.is_taken {
            self.type_into("text", "");
            self.show_all(&read.said);
        } else {
            self.say(&read.said, true);
        }
        read.is_taken
    }

    fn read_files(self: &Rc<Self>, files: Option<FileList>) {
        let tool = self.clone();
        spawn_local(async move {
            let mut said = Vec::new();
            let files = files.iter().flat_map(|list| (0..list.length()).filter_map(|place| list.get(place)));
            for file in files.collect::<Vec<_>>() {
                let bytes = if file.size() > MOST_BYTES { None } else { Some(bytes(&file).await) };
                match bytes {
                    Some(Some(bytes)) if tool.kind == Kind::Error => {
                        return tool.show_error(&symptom::text(&bytes));
                    }
                    Some(Some(bytes)) if tool.kind == Kind::Fleet => {
                        tool.read_fleet(&file.name(), &bytes);
                    }
                    Some(Some(bytes)) => {
                        let read = SESSION.with_borrow_mut(|session| session.read_file(&file.name(), &bytes));
                        said.push(read.said);
                    }
                    Some(None) => tool.refuse(&mut said, &file.name(), "the browser could not read it"),
                    None => tool.refuse(&mut said, &file.name(), "it is larger than 256 MiB"),
                }
            }
            match tool.kind {
                Kind::Evidence => tool.show_all(&said.join(" ")),
                // What was planned has been said.
                Kind::Fleet if said.is_empty() => {}
                Kind::Error | Kind::Fleet => tool.say(&said.join(" "), true),
            }
            // The same file may be chosen again once it has changed.
            if let Some(field) = tool.find("files").and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) {
                field.set_value("");
            }
        });
    }

    fn refuse(&self, said: &mut Vec<String>, name: &str, reason: &str) {
        said.push(format!("{name}: {reason}."));
        if self.kind == Kind::Evidence {
            SESSION.with_borrow_mut(|session| session.refuse(name, reason));
        }
    }

    fn on_named(&self, target: &Element) {
        let Some(field) = target.dyn_ref::<HtmlInputElement>().filter(|it| it.has_attribute("data-cluster"))
        else {
            return;
        };
        let place = number(target, "data-cluster");
        let named = SESSION.with_borrow_mut(|session| session.name(place, &field.value()));
        let reason = named.err().unwrap_or_default();
        let _ = field.set_attribute("aria-invalid", if reason.is_empty() { "false" } else { "true" });
        if let Some(error) = self.find(&format!("cluster-{place}-error")) {
            error.set_text_content(Some(&reason));
        }
        self.show_evidence();
    }

    fn show_all(&self, said: &str) {
        self.show_list();
        self.show_evidence();
        self.say(said, false);
    }

    fn show_list(&self) {
        self.set("sources-read", &SESSION.with_borrow(Session::list));
    }

    fn show_evidence(&self) {
        if let Some(now) = page::now() {
            self.set("tool-answer", &SESSION.with_borrow(|session| session.answer(&self.given, now)));
        }
        page::after_drawing();
    }

    // ---- Elements ----

    fn find(&self, id: &str) -> Option<Element> {
        self.host.query_selector(&format!("#{id}")).ok().flatten()
    }

    /// Puts markup in its place. Everything in it that came from outside has been escaped.
    fn set(&self, id: &str, markup: &str) {
        if let Some(element) = self.find(id) {
            element.set_inner_html(markup);
        }
    }

    /// Says something once; to the eye too, where it stands nowhere else.
    fn say(&self, text: &str, is_shown: bool) {
        if let Some(status) = self.find("tool-status") {
            status.set_class_name(if is_shown { "notice" } else { "quiet" });
            status.set_text_content(Some(text));
        }
    }

    /// What stands in a field; overwritten when it goes, since it may hold a key.
    fn typed(&self, id: &str) -> Zeroizing<String> {
        let area = self.find(id).and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok());
        Zeroizing::new(area.map(|area| area.value()).unwrap_or_default())
    }

    fn type_into(&self, id: &str, text: &str) {
        if let Some(area) = self.find(id).and_then(|it| it.dyn_into::<HtmlTextAreaElement>().ok()) {
            area.set_value(text);
        }
    }
}

/// The bytes of a file; both copies are overwritten once they have been read.
async fn bytes(file: &web_sys::File) -> Option<Zeroizing<Vec<u8>>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    let array = Uint8Array::new(&buffer);
    let bytes = Zeroizing::new(array.to_vec());
    array.fill(0, 0, array.length());
    Some(bytes)
}

/// The file that a button names.
fn file(button: &Element, attribute: &str) -> Option<File> {
    let id = button.get_attribute(attribute)?;
    if button.closest("[data-fleet]").ok()?.is_some() {
        return fleet::file(&id);
    }
    let now = page::now()?;
    let (name, kind, text) = SESSION.with_borrow(|session| session.form(&id, now))?;
    Some(File { name, kind, text, left_out: None })
}

fn has_files(event: &Event) -> bool {
    let dragged = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer);
    dragged.is_some_and(|dragged| dragged.types().includes(&"Files".into(), 0))
}

fn number(element: &Element, attribute: &str) -> usize {
    element.get_attribute(attribute).and_then(|text| text.parse().ok()).unwrap_or(usize::MAX)
}

fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
