//! The only file that speaks to the browser.

use std::cell::Cell;
use std::rc::Rc;

use certplan_core::facts::{CivilTime, Instant, Zone};
use chrono::{NaiveDate, NaiveDateTime};
use js_sys::{Array, Date, Function, Intl, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, MouseEvent,
    Node, Window,
};

use crate::app::{App, AppProps};
use crate::form::{Form, INCOMPLETE};
use crate::link::{self, Mode};

/// Puts the page into the place of its prerendered copy. What was typed into the copy, and where, is carried over.
pub fn start() {
    let Some(root) = document().get_element_by_id("app") else { return };
    let typed = typed_before(&root);
    let focus = Focus::now();
    let link = link::parse(&fragment());
    let link = if typed.is_some() { None } else { link };
    let mode = link::tool(&fragment()).unwrap_or_default();
    on_jump();
    yew::Renderer::<App>::with_root_and_props(root, AppProps { typed, mode, link }).render();
    if let Some(focus) = focus {
        // Yew draws in a task of its own; the fields are there when it is done.
        wasm_bindgen_futures::spawn_local(async move { focus.restore() });
    }
}

/// Says that the page answers questions now.
pub fn ready() {
    if let Some(root) = document().document_element() {
        let _ = root.class_list().add_1("ready");
    }
}

// ---- Fields ----

/// The field that an event came from: its name, its value, whether it is ticked.
pub fn field(event: &web_sys::Event) -> Option<(String, String, bool)> {
    let target = event.target()?;
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        let value = if input.validity().bad_input() { INCOMPLETE.into() } else { input.value() };
        return Some((input.name(), value, input.checked()));
    }
    let select = target.dyn_ref::<HtmlSelectElement>()?;
    Some((select.name(), select.value(), false))
}

/// The id of what was clicked.
pub fn clicked(event: &web_sys::Event) -> String {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.map(|element| element.id()).unwrap_or_default()
}

/// What somebody typed into the prerendered form, where it differs from what it came with.
fn typed_before(root: &Element) -> Option<Form> {
    let fields = root.query_selector_all("input, select").ok()?;
    let mut form = Form::example();
    for place in 0..fields.length() {
        let Some(node) = fields.item(place) else { continue };
        if let Some(input) = node.dyn_ref::<HtmlInputElement>() {
            let is_choice = matches!(input.type_().as_str(), "radio" | "checkbox");
            if !is_choice || input.type_() == "checkbox" || input.checked() {
                form.set(&input.name(), &input.value(), input.checked());
            }
        } else if let Some(select) = node.dyn_ref::<HtmlSelectElement>() {
            form.set(&select.name(), &select.value(), false);
        }
    }
    (form != Form::example()).then_some(form)
}

/// Where somebody was typing.
struct Focus {
    id: String,
    selection: Option<(u32, u32)>,
}

impl Focus {
    fn now() -> Option<Self> {
        let active = document().active_element()?;
        let id = active.id();
        let input = active.dyn_ref::<HtmlInputElement>();
        let place = |end: Result<Option<u32>, JsValue>| end.ok().flatten();
        let selection =
            input.and_then(|input| place(input.selection_start()).zip(place(input.selection_end())));
        (!id.is_empty()).then_some(Self { id, selection })
    }

    fn restore(&self) {
        let Some(element) = document().get_element_by_id(&self.id) else { return };
        if let Some(element) = element.dyn_ref::<HtmlElement>() {
            let _ = element.focus();
        }
        if let (Some(input), Some((start, end))) = (element.dyn_ref::<HtmlInputElement>(), self.selection) {
            let _ = input.set_selection_range(start, end);
        }
    }
}

// ---- Address ----

/// The fragment of the address, with its number sign.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// The whole address with another fragment.
pub fn address(fragment: &str) -> String {
    let address = window().location().href().unwrap_or_default();
    format!("{}{fragment}", address.split('#').next().unwrap_or_default())
}

thread_local! {
    /// The timer of the fragment that is to be written.
    static WRITING: Cell<Option<i32>> = const { Cell::new(None) };
}

/// Changes the fragment without a new entry in the history, as soon as nobody types for a moment: browsers pass over the
/// changes of those who make more than a hundred in 30 seconds.
pub fn replace_fragment(fragment: &str) {
    const MOMENT: i32 = 200;
    let (fragment, before) = (fragment.to_owned(), self::fragment());
    let write = Closure::once_into_js(move || {
        // Somebody who went elsewhere meanwhile stays there.
        if let (true, Ok(history)) = (self::fragment() == before, window().history()) {
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&fragment));
        }
    });
    let window = window();
    if let Some(timer) = WRITING.take() {
        window.clear_timeout_with_handle(timer);
    }
    let timer = window.set_timeout_with_callback_and_timeout_and_arguments_0(write.unchecked_ref(), MOMENT);
    WRITING.set(timer.ok());
}

/// Changes the fragment with a new entry: somebody took the link, and Back comes here again.
pub fn push_fragment(fragment: &str) {
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(fragment));
    }
}

/// Calls back whenever the fragment changes by a link or by Back. The page keeps it as long as it lives.
pub fn on_fragment(call: impl Fn(String) + 'static) {
    let closure = Closure::<dyn Fn()>::new(move || call(fragment()));
    for event in ["hashchange", "popstate"] {
        let _ = window().add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    }
    closure.forget();
}

/// Follows links inside the page without the address: there the facts stand, and a reload shall find them.
fn on_jump() {
    let closure = Closure::<dyn Fn(MouseEvent)>::new(|event: MouseEvent| {
        // With one of these the link opens elsewhere, and this page stays as it is.
        if !(event.ctrl_key() || event.meta_key()) {
            let _ = jump(&event);
        }
    });
    let _ = document().add_event_listener_with_callback("click", closure.as_ref().unchecked_ref());
    closure.forget();
}

fn jump(event: &MouseEvent) -> Option<()> {
    let link = event.target()?.dyn_into::<Element>().ok()?.closest("a[href^='#']").ok()??;
    let id = link.get_attribute("href")?;
    let place = document().get_element_by_id(&id[1..])?.dyn_into::<HtmlElement>().ok()?;
    event.prevent_default();
    if let Ok(Some(closed)) = place.closest("details:not([open])") {
        let _ = closed.set_attribute("open", "");
    }
    if !place.is_instance_of::<HtmlInputElement>() {
        let _ = place.set_attribute("tabindex", "-1");
    }
    place.scroll_into_view();
    place.focus().ok()
}

// ---- Copy, save, print ----

/// The command beside the copy button that was clicked.
pub fn copied_command(event: &web_sys::Event) -> Option<(String, Element)> {
    let button = event.target()?.dyn_into::<Element>().ok()?.closest("[data-copy]").ok()??;
    let code = button.parent_element()?.query_selector("code").ok()??;
    Some((code.text_content()?, code))
}

/// Copies a text and says so. Plain-http hosts of an intranet have no clipboard: then the old way, then a selection.
pub fn copy(text: String, shown: Option<Element>) {
    wasm_bindgen_futures::spawn_local(async move {
        let done = copy_to_clipboard(&text).await || copy_by_command(&text);
        if done {
            say("Copied");
        } else if let Some(shown) = shown {
            select(&shown);
            say("Copying is not allowed here. The text is selected: press Control and C.");
        } else {
            say("Copying is not allowed here. Use one of the downloads.");
        }
    });
}

async fn copy_to_clipboard(text: &str) -> bool {
    let navigator = window().navigator();
    // The bindings take the clipboard for granted; on plain http there is none.
    let there = Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    there && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

fn copy_by_command(text: &str) -> bool {
    let document = document();
    let Ok(area) = document.create_element("textarea").map(JsCast::unchecked_into::<HtmlTextAreaElement>)
    else {
        return false;
    };
    let Some(body) = document.body() else { return false };
    let before = document.active_element();
    area.set_value(text);
    let _ = area.class_list().add_1("quiet");
    let _ = body.append_child(&area);
    area.select();
    let document: &web_sys::HtmlDocument = document.unchecked_ref();
    let done = document.exec_command("copy").unwrap_or(false);
    area.remove();
    if let Some(before) = before.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = before.focus();
    }
    done
}

fn select(element: &Element) {
    if let Ok(Some(selection)) = window().get_selection() {
        let _ = selection.select_all_children(element.unchecked_ref::<Node>());
    }
}

thread_local! {
    /// A full stop more or less makes the same message a new one to a screen reader; the class, to the eye.
    static SAID: Cell<bool> = const { Cell::new(false) };
}

/// Says something once, politely.
fn say(message: &str) {
    let again = SAID.replace(!SAID.get());
    if let Some(region) = document().get_element_by_id("copied") {
        region.set_class_name(if again { "again" } else { "" });
        region.set_text_content(Some(&format!("{message}{}", if again { "." } else { "" })));
    }
}

/// Saves a text as a file.
pub fn save(name: &str, kind: &str, text: &str) {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&text.into());
    let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) else { return };
    let Ok(url) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    if let Ok(link) = document().create_element("a").map(JsCast::unchecked_into::<web_sys::HtmlAnchorElement>)
    {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    let _ = web_sys::Url::revoke_object_url(&url);
}

/// Whether what was opened or closed is open now.
pub fn is_open(event: &web_sys::Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.has_attribute("open"))
}

// ---- The second module ----

/// Loads the writers of the other forms; a second time does nothing.
pub fn load_more() {
    wasm_bindgen_futures::spawn_local(async {
        if !more().await {
            say("The forms could not be loaded. Reload the page to try again.");
        }
    });
}

/// Whether the second module is there, once it has been waited for.
async fn more() -> bool {
    loaded("certplanMore", link::WRITER).await.is_some()
}

/// The function that a module leaves on the global object, once the module has been waited for.
async fn loaded(module: &str, name: &str) -> Option<Function> {
    if function(name).is_none() {
        // The small script in the page's head knows the file's name; browsers load a module once.
        let loading = function(module)?.call0(&JsValue::NULL).ok()?;
        JsFuture::from(loading.dyn_into::<Promise>().ok()?).await.ok()?;
    }
    function(name)
}

fn function(name: &str) -> Option<Function> {
    Reflect::get(&js_sys::global(), &name.into()).ok()?.dyn_into().ok()
}

fn writer() -> Option<Function> {
    function(link::WRITER)
}

/// Has the page's third module fill the place of a mode; `link` has the facts, with names.
pub fn open_tool(mode: Mode, link: String, is_example: bool) {
    let Some(host) = document().get_element_by_id("tool") else { return };
    host.set_text_content(Some("Loading what this needs."));
    wasm_bindgen_futures::spawn_local(async move {
        let open = loaded("certplanTools", link::TOOL).await;
        let mode = mode.as_str().into();
        let opened =
            open.map(|open| open.call4(&JsValue::NULL, &host, &mode, &link.into(), &is_example.into()));
        if !matches!(opened, Some(Ok(_))) {
            host.set_text_content(Some("This could not be loaded. Reload the page to try again."));
        }
    });
}

/// The answer to a link in another form, handed on as soon as its writer is there: at once where it has been loaded, since
/// a browser lets a page copy only directly after a click.
pub fn written(form: &'static str, link: String, then: impl FnOnce(String) + 'static) {
    let write = move || {
        let text = writer()?.call2(&JsValue::NULL, &form.into(), &link.into()).ok()?.as_string()?;
        then(text);
        Some(())
    };
    if writer().is_some() {
        let _ = write();
        return;
    }
    wasm_bindgen_futures::spawn_local(async move {
        if !more().await || write().is_none() {
            say("The forms could not be loaded. Reload the page to try again.");
        }
    });
}

/// Opens the print dialogue.
pub fn print() {
    let _ = window().print();
}

// ---- Ticks ----

/// Remembers a tick box that was changed, where the browser remembers anything.
pub fn remember_tick(event: &web_sys::Event) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    if let (Some(step), Some(storage)) = (input.get_attribute("data-step"), storage()) {
        let key = tick_key(&step);
        let _ = if input.checked() { storage.set_item(&key, &tick()) } else { storage.remove_item(&key) };
    }
}

/// In what was drawn anew, ticks again what was ticked and shows the buttons that need a script. What is done carries a
/// mark or has lost its attribute, so that a key that changes little costs little.
pub fn after_drawing() {
    let storage = storage();
    each("#app [data-step]:not([data-seen])", |element| {
        let _ = element.set_attribute("data-seen", "");
        if let (Some(input), Some(step)) =
            (element.dyn_ref::<HtmlInputElement>(), element.get_attribute("data-step"))
        {
            let ticked =
                storage.as_ref().and_then(|storage| storage.get_item(&tick_key(&step)).ok().flatten());
            input.set_checked(ticked.is_some_and(|since| is_fresh(&since)));
        }
    });
    each("#app [data-copy][hidden]", |button| {
        let _ = button.remove_attribute("hidden");
    });
}

/// How long a tick is remembered: one incident. At the next one nothing may look done.
const REMEMBERED: i64 = 3 * 86_400;

/// The tick of this moment, in whole seconds: numbers with fractions would cost the page 10 kB.
fn tick() -> String {
    now().map_or(0, Instant::unix).to_string()
}

fn is_fresh(tick: &str) -> bool {
    tick.parse().is_ok_and(|since: i64| now().is_none_or(|now| now.unix() - since < REMEMBERED))
}

fn tick_key(step: &str) -> String {
    format!("certplan/1/{step}")
}

fn each(selector: &str, act: impl Fn(&Element)) {
    if let Ok(list) = document().query_selector_all(selector) {
        for place in 0..list.length() {
            if let Some(element) = list.item(place).and_then(|node| node.dyn_into::<Element>().ok()) {
                act(&element);
            }
        }
    }
}

/// Storage throws in private windows and from files in some browsers: then there is none.
fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

// ---- Clock and zone ----

/// Now.
pub fn now() -> Option<Instant> {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
    Instant::from_unix((Date::now() / 1000.0) as i64)
}

/// The browser's zone; UTC where the page is rendered natively.
pub fn zone() -> Rc<dyn Zone> {
    if cfg!(target_arch = "wasm32") {
        Rc::new(BrowserZone::new())
    } else {
        Rc::new(certplan_core::facts::Utc)
    }
}

struct BrowserZone {
    name: String,
}

impl BrowserZone {
    fn new() -> Self {
        let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
        let name = Reflect::get(&options, &"timeZone".into()).ok().and_then(|name| name.as_string());
        Self { name: name.unwrap_or_else(|| "the browser's zone".into()) }
    }
}

impl Zone for BrowserZone {
    fn name(&self) -> &str {
        &self.name
    }

    /// The instants that the clocks may have meant are those of the offsets of the day before and the day after.
    fn instant(&self, civil: NaiveDateTime) -> CivilTime {
        const DAY: i64 = 86_400;
        let shown = civil.and_utc().timestamp();
        let meant = |near: i64| {
            let offset = behind_utc(near);
            Instant::from_unix(shown + offset).filter(|instant| behind_utc(instant.unix()) == offset)
        };
        match (meant(shown - DAY), meant(shown + DAY)) {
            (None, None) => CivilTime::Skipped,
            (Some(one), Some(other)) if one != other => CivilTime::Twice,
            (Some(instant), _) | (None, Some(instant)) => CivilTime::Once(instant),
        }
    }

    fn date(&self, instant: Instant) -> NaiveDate {
        let shown = Instant::from_unix(instant.unix() - behind_utc(instant.unix()));
        shown.unwrap_or(instant).civil().date()
    }
}

/// How many seconds the zone's clocks are behind those of UTC at that time.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "seconds of the years 1 to 9999 are exact"
)]
fn behind_utc(unix: i64) -> i64 {
    (Date::new(&(unix as f64 * 1000.0).into()).get_timezone_offset() * 60.0) as i64
}

#[expect(clippy::disallowed_methods, reason = "this is the file that speaks to the browser")]
fn window() -> Window {
    web_sys::window().unwrap_throw()
}

fn document() -> Document {
    window().document().unwrap_throw()
}
