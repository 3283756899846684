//! What the suite is made of: scenarios, the command, browsers.

pub mod browser;
pub mod command;
pub mod engine;
pub mod host;
pub mod scenario;

pub use browser::{Browser, Theme};
pub use engine::Engine;
pub use host::Host;
pub use scenario::Scenario;
