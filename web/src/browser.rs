//! The only file that speaks to the browser.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use certplan_core::facts::{CivilTime, Instant, Zone};
use chrono::{NaiveDate, NaiveDateTime};
use js_sys::{Array, Date, Function, Intl, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement,
    MouseEvent, Node, Window,
};

use crate::app::{App, AppProps};
use crate::form::{Form, INCOMPLETE};
use crate::frame::{Mark, What, escaped};
use crate::link::{self, Mode};
use crate::modules;
use crate::state::{Action, Part};

/// Starts the page in the place of the prerendered answer. The form stays as it stands, with what was typed into it.
pub fn start() {
    let Some(root) = document().get_element_by_id("app") else { return };
    let typed = typed_before().map(|form| (form, now()));
    let link = if typed.is_some() { None } else { link::parse(&fragment()) };
    let mode = link::tool(&fragment()).unwrap_or_default();
    yew::Renderer::<App>::with_root_and_props(root, AppProps { typed, mode, link }).render();
}

// ---- What happens ----

/// Hears what happens on the page, as long as it lives, and says that the page answers questions now.
pub fn listen(act: impl Fn(Action) + 'static) {
    let closure = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let _ = hear(&event, &act);
    });
    let hears = closure.as_ref().unchecked_ref();
    let document = document();
    for kind in ["input", "change", "focusout", "submit", "click"] {
        let _ = document.add_event_listener_with_callback(kind, hears);
    }
    // What is opened tells nobody above it.
    let _ = document.add_event_listener_with_callback_and_bool("toggle", hears, true);
    for kind in ["hashchange", "popstate"] {
        let _ = window().add_event_listener_with_callback(kind, hears);
    }
    closure.forget();
    if let Some(root) = document.document_element() {
        let _ = root.class_list().add_1("ready");
    }
}

fn hear(event: &Event, act: &dyn Fn(Action)) -> Option<()> {
    let kind = event.type_();
    if matches!(kind.as_str(), "hashchange" | "popstate") {
        let fragment = fragment();
        let linked = || link::parse(&fragment).map(Action::Linked);
        return link::tool(&fragment).map(Action::Asked).or_else(linked).map(act);
    }
    let element = event.target()?.dyn_into::<Element>().ok()?;
    let within = |selector: &str| element.closest(selector).ok().flatten();
    match kind.as_str() {
        // Nothing is sent anywhere: the answer is there while one types.
        "submit" => event.prevent_default(),
        "toggle" => {
            let open = element.has_attribute("open");
            match element.id().as_str() {
                "timeline" => act(Action::Opened(Part::Picture, open)),
                "forms" => act(Action::Opened(Part::Forms, open)),
                _ => remember_open(&element, open)?,
            }
        }
        "click" => {
            if let Some(button) = within("[data-copy]") {
                let code = button.parent_element()?.query_selector("code").ok()??;
                copy(code.text_content()?, Some(code));
            } else if let Some(button) = within("#take-away button") {
                act(Action::Pressed(button.id()));
            } else if let Some(link) = within("a[href^='#']") {
                follow(event.unchecked_ref(), &link, act)?;
            }
        }
        "change" => {
            if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
                if input.id() == "names" {
                    act(Action::Named(input.checked()));
                }
                remember_tick(input);
            }
        }
        // Input, or a field that was left.
        _ => {
            within("#questions")?;
            let (field, value, checked) = field(&element)?;
            // Going from empty to half a date and back is no input to a browser.
            act(Action::Typed { field: field.clone(), value, checked, now: now() });
            if kind == "focusout" {
                act(Action::Left(field));
            }
        }
    }
    Some(())
}

/// The field: its name, its value, whether it is ticked.
fn field(element: &Element) -> Option<(String, String, bool)> {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        let value = if input.validity().bad_input() { INCOMPLETE.into() } else { input.value() };
        return Some((input.name(), value, input.checked()));
    }
    let select = element.dyn_ref::<HtmlSelectElement>()?;
    Some((select.name(), select.value(), false))
}

/// What somebody typed into the form before the page could listen, where it differs from what it came with.
fn typed_before() -> Option<Form> {
    let mut form = Form::example();
    each("#questions :is(input, select)", |element| {
        if let Some((name, value, checked)) = field(element)
            && (checked || name != "how")
        {
            form.set(&name, &value, checked);
        }
    });
    (form != Form::example()).then_some(form)
}

// ---- The static page ----

/// Brings what differs from the time before to the static page.
pub fn mark(before: &[Mark], now: &[Mark]) {
    for (place, mark) in now.iter().enumerate() {
        if before.get(place) != Some(mark) {
            let element = match mark.id {
                "" => document().document_element(),
                id => document().get_element_by_id(id),
            };
            if let Some(element) = element {
                let _ = put(&element, mark);
            }
        }
    }
}

fn put(element: &Element, mark: &Mark) -> Result<(), JsValue> {
    let text = mark.text.as_deref();
    match mark.what {
        What::Attribute(name) => match text {
            Some(text) => element.set_attribute(name, text)?,
            None => element.remove_attribute(name)?,
        },
        What::Markup => element.set_inner_html(text.unwrap_or_default()),
        What::Ticked => element.unchecked_ref::<HtmlInputElement>().set_checked(text.is_some()),
        // What stands there already keeps its place of typing. A list of choices has a value in the same way.
        What::Value => {
            let input: &HtmlInputElement = element.unchecked_ref();
            if let Some(text) = text
                && (input.value() != text || input.dyn_ref::<HtmlInputElement>().is_some_and(is_half))
            {
                input.set_value(text);
            }
        }
        What::Error => {
            if let Some(old) = document().get_element_by_id(&[mark.id, "-error"].concat()) {
                old.remove();
            }
            let Some(around) = element.parent_element() else { return Ok(()) };
            around.class_list().toggle_with_force("wrong", text.is_some())?;
            if let Some(reason) = text {
                let parts =
                    ["<span class=\"error\" id=\"", mark.id, "-error\">Error: ", &escaped(reason), "</span>"];
                around.insert_adjacent_html("beforeend", &parts.concat())?;
            }
        }
    }
    Ok(())
}

fn is_half(input: &HtmlInputElement) -> bool {
    input.validity().bad_input()
}

// ---- Address ----

/// The fragment of the address, with its number sign.
fn fragment() -> String {
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

/// Follows a link inside the page. A mode keeps the facts; other places are gone to without the address: there the facts
/// stand, and a reload shall find them.
fn follow(event: &MouseEvent, link: &Element, act: &dyn Fn(Action)) -> Option<()> {
    // With one of these the link opens elsewhere, and this page stays as it is.
    if event.ctrl_key() || event.meta_key() || event.shift_key() {
        return None;
    }
    if let Some(mode) = Mode::ALL.into_iter().find(|mode| link.id() == mode.entry()) {
        event.prevent_default();
        act(Action::Asked(mode));
        return None;
    }
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

// ---- The other modules ----

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

/// Has the page's third module fill its place with a mode, or empties it; `link` has the facts, with names.
pub fn open_tool(mode: Option<Mode>, link: String, is_example: bool) {
    let Some(place) = document().get_element_by_id("tool-place") else { return };
    // An element of its own for each mode: what listened in the last one goes with it.
    place.set_inner_html("<div id=\"tool\">Loading what this needs.</div>");
    let (Some(mode), Some(host)) = (mode, place.first_element_child()) else {
        return place.set_inner_html("");
    };
    wasm_bindgen_futures::spawn_local(async move {
        let open = loaded("certplanTools", modules::TOOL).await;
        let mode = mode.as_str().into();
        let opened =
            open.map(|open| open.call4(&JsValue::NULL, &host, &mode, &link.into(), &is_example.into()));
        if !matches!(opened, Some(Ok(_))) {
            host.set_text_content(Some("This could not be loaded. Reload the page to try again."));
        }
    });
}

/// What the page's second module writes of a link, handed on as soon as it is there.
pub fn written(form: &'static str, link: String, then: impl FnOnce(String) + 'static) {
    with("certplanMore", modules::WRITER, move |write| {
        then(write.call2(&JsValue::NULL, &form.into(), &link.into()).ok()?.as_string()?);
        Some(())
    });
}

/// Has the page's second module offer every other form of a link's answer.
pub fn take_away(mode: Mode, link: String) {
    with("certplanMore", modules::TAKE_AWAY, move |offer| {
        let host = document().get_element_by_id("forms-place")?;
        offer.call3(&JsValue::NULL, &host, &mode.as_str().into(), &link.into()).ok()?;
        Some(())
    });
}

/// Does something with a module's function: at once where it is there, so that nothing flickers while somebody types.
fn with(module: &'static str, name: &'static str, then: impl FnOnce(Function) -> Option<()> + 'static) {
    if let Some(function) = function(name) {
        let _ = then(function);
        return;
    }
    wasm_bindgen_futures::spawn_local(async move {
        if loaded(module, name).await.and_then(then).is_none() {
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
fn remember_tick(input: &HtmlInputElement) {
    if let (Some(step), Some(storage)) = (input.get_attribute("data-step"), storage()) {
        let key = tick_key(&step);
        let _ = if input.checked() { storage.set_item(&key, &tick()) } else { storage.remove_item(&key) };
    }
}

thread_local! {
    /// The steps whose failures are being read.
    static OPEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Remembers what was opened in a step, or closed, so that it stays when the step is drawn anew.
fn remember_open(details: &Element, open: bool) -> Option<()> {
    let step = details.closest(".step").ok()??.query_selector("[data-step]").ok()??;
    let step = step.get_attribute("data-step")?;
    OPEN.with_borrow_mut(|steps| {
        steps.retain(|known| *known != step);
        if open {
            steps.push(step);
        }
    });
    Some(())
}

/// In what was drawn anew, opens what was open, ticks again what was ticked and shows the buttons that need a script. What is done carries a
/// mark or has lost its attribute, so that a key that changes little costs little.
pub fn after_drawing() {
    let storage = storage();
    each(":is(#answer, #tool) [data-step]:not([data-seen])", |element| {
        let _ = element.set_attribute("data-seen", "");
        if let (Some(input), Some(step)) =
            (element.dyn_ref::<HtmlInputElement>(), element.get_attribute("data-step"))
        {
            let ticked =
                storage.as_ref().and_then(|storage| storage.get_item(&tick_key(&step)).ok().flatten());
            input.set_checked(ticked.is_some_and(|since| is_fresh(&since)));
            if OPEN.with_borrow(|steps| steps.contains(&step))
                && let Ok(Some(item)) = input.closest(".step")
                && let Ok(Some(details)) = item.query_selector("details")
            {
                let _ = details.set_attribute("open", "");
            }
        }
    });
    each(":is(#answer, #tool, #forms-place) [data-copy][hidden]", |button| {
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

fn each(selector: &str, mut act: impl FnMut(&Element)) {
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
