//! Files that are chosen, dropped, pasted or saved.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::file::{Blob, ObjectUrl};
use gloo::utils::{document, window};
use wasm_bindgen::JsCast as _;
use web_sys::{
    ClipboardEvent, DataTransfer, DragEvent, Event, FileList, HtmlAnchorElement, HtmlElement,
    HtmlInputElement,
};
use yew::prelude::*;

pub use gloo::file::File;

/// What was dropped or pasted.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "a page can be given these")]
pub enum Given {
    /// A text.
    Text(String),
    /// Files.
    Files(Vec<File>),
}

/// What a paste brings. It is taken from the event, so that it does not get into the field, where Undo could bring it back.
fn pasted(event: &Event) -> Option<Given> {
    let event: &ClipboardEvent = event.dyn_ref()?;
    let given = given(&event.clipboard_data()?)?;
    event.prevent_default();
    Some(given)
}

/// The files that were chosen in a field, which is emptied: the same file can be chosen again once it has changed.
pub fn chosen_files(event: &Event) -> Vec<File> {
    let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let files = field.files().map(|files| list(&files)).unwrap_or_default();
    field.set_value("");
    files
}

/// The field of the one box: what is pasted there is taken before it is in the field.
const BOX: &str = "box";

/// Calls back with whatever is dropped on the page, and with what is pasted into the one box or outside of every field.
#[hook]
pub fn use_given(on_given: Callback<Given>) {
    let latest = use_mut_ref(|| on_given.clone());
    *latest.borrow_mut() = on_given;
    use_effect_with((), move |()| {
        let on_given = Callback::from(move |given| {
            let latest = latest.borrow().clone();
            latest.emit(given);
        });
        let options = EventListenerOptions::enable_prevent_default();
        // Without this the browser would open the file in place of the page.
        let over = EventListener::new_with_options(&window(), "dragover", options, |event| {
            if let Some(event) = event.dyn_ref::<DragEvent>()
                && event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
            {
                event.prevent_default();
            }
        });
        let drop_listener = {
            let on_given = on_given.clone();
            EventListener::new_with_options(&window(), "drop", options, move |event| {
                let Some(event) = event.dyn_ref::<DragEvent>() else { return };
                if let Some(Given::Files(files)) = event.data_transfer().as_ref().and_then(given) {
                    event.prevent_default();
                    on_given.emit(Given::Files(files));
                }
            })
        };
        let paste = EventListener::new_with_options(&window(), "paste", options, move |event| {
            if !is_field(event)
                && let Some(given) = pasted(event)
            {
                on_given.emit(given);
            }
        });
        move || drop((over, drop_listener, paste))
    });
}

/// Saves a text as a file; whether that is allowed.
pub fn save(name: &str, kind: &str, text: &str) -> bool {
    let url = ObjectUrl::from(Blob::new_with_options(text, Some(kind)));
    let Ok(link) = document().create_element("a") else { return false };
    let link: HtmlAnchorElement = link.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    true
}

fn is_field(event: &Event) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| {
        element.id() != BOX && element.closest("input, textarea, select").is_ok_and(|field| field.is_some())
    })
}

fn given(data: &DataTransfer) -> Option<Given> {
    let files = data.files().map(|files| list(&files)).unwrap_or_default();
    if !files.is_empty() {
        return Some(Given::Files(files));
    }
    let text = data.get_data("text/plain").unwrap_or_default();
    (!text.is_empty()).then_some(Given::Text(text))
}

fn list(files: &FileList) -> Vec<File> {
    gloo::file::FileList::from(files.clone()).to_vec()
}
