//! The worker's scope in the browser. A message is an array: the JSON, and the bytes of a file as a transferred buffer.

use std::cell::RefCell;

use certplan_core::facts::Timestamp;
use certplan_worker::protocol::{Request, Response};
use certplan_worker::{Context, Reader};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
use zeroize::Zeroizing;

#[path = "../../src/browser/clock.rs"]
mod clock;

thread_local! {
    static READER: RefCell<Reader> = RefCell::default();
}

/// Starts the worker.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| post(&Response::Panicked { message: panic.to_string() }, None)));
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| take(&event));
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    post(&Response::Ready, None);
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn take(event: &MessageEvent) {
    let message: Array = event.data().unchecked_into();
    let json = message.get(0).as_string().unwrap_or_default();
    let bytes = message.get(1).dyn_into::<ArrayBuffer>().ok().map(|buffer| wiped(&buffer));
    let Request { id, ask } = match serde_json::from_str(&json) {
        Ok(request) => request,
        Err(error) => return post(&Response::Panicked { message: error.to_string() }, None),
    };
    let zone = clock::zone();
    let now = clock::now().or_else(|| Timestamp::from_unix(0)).expect("1970 is a time");
    let mut progress = |done: usize, total: usize| {
        post(&Response::Progress { id, done: done as u64, total: total as u64 }, None);
    };
    let answer = READER.with_borrow_mut(|reader| {
        let bytes = bytes.as_ref().map(|bytes| bytes.as_slice());
        reader.answer(ask, bytes, &Context { now, zone: &*zone }, &mut progress)
    });
    match answer {
        Ok((answer, text)) => {
            let buffer = text.map(|text| Uint8Array::from(text.as_bytes()).buffer());
            post(&Response::Done { id, answer: Box::new(answer) }, buffer.as_ref());
        }
        Err(reason) => post(&Response::Failed { id, reason }, None),
    }
}

/// The bytes of a buffer, which is overwritten: it may hold a key. The copy is overwritten when it is dropped.
fn wiped(buffer: &ArrayBuffer) -> Zeroizing<Vec<u8>> {
    let given = Uint8Array::new(buffer);
    let bytes = Zeroizing::new(given.to_vec());
    given.fill(0, 0, given.length());
    bytes
}

/// Sends a message. A file's bytes are transferred, not copied.
fn post(response: &Response, buffer: Option<&ArrayBuffer>) {
    let json = serde_json::to_string(response).unwrap_or_default();
    let message = Array::of1(&json.into());
    let transferred = Array::new();
    if let Some(buffer) = buffer {
        message.push(buffer);
        transferred.push(buffer);
    }
    // Posting fails only where the worker is being ended.
    let _ = scope().post_message_with_transfer(&message, &transferred);
}
