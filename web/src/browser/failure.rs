//! Tells the page's script that the app has failed.

use gloo::utils::window;
use web_sys::{CustomEvent, CustomEventInit};

/// The event that `boot.js` listens for; its detail is the reason as text.
const FAILED: &str = "certplan-failed";

/// From now on a panic brings back what the page showed before the start, with a message.
pub fn report_panics() {
    yew::set_custom_panic_hook(Box::new(|info| {
        let options = CustomEventInit::new();
        options.set_detail(&info.to_string().into());
        if let Ok(event) = CustomEvent::new_with_event_init_dict(FAILED, &options) {
            let _ = window().dispatch_event(&event);
        }
    }));
}
