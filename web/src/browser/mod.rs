//! The only folder that names web-sys and gloo: hooks and functions for everything that the browser does.

mod address;
mod clipboard;
mod clock;
mod element;
#[cfg(target_arch = "wasm32")]
mod failure;
mod field;
mod files;
mod render;
mod startup;
mod storage;
mod worker;

pub use address::{
    address, first_fragment, fragment, is_published, page_and_site, push_fragment, replace_fragment,
    use_address,
};
pub use clipboard::{Copied, copy};
pub use clock::{now, zone};
pub use element::{after, go_to, print, takes_click, use_focus_of, use_open_on_paper, use_places};
#[cfg(target_arch = "wasm32")]
pub use failure::report_panics;
pub use field::{is_open, is_ticked, text_of};
pub use files::{File, Given, chosen_files, save, use_given};
pub use render::render;
pub use startup::{Before, before_start, root, start};
pub use storage::{forget_done, remember_done, steps_done};
pub use worker::{Failure, FromWorker, WorkerClient};

use field::value_of;
