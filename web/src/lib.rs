//! The page of Certplan: questions on one side, core's answer on the other.
//!
//! The page decides nothing and writes no answer of its own: [`form`] turns what was typed into facts through core's parser,
//! and [`view`] shows the fragments that `certplan-export` writes. Only [`browser`] speaks to the browser.

pub mod app;
pub mod browser;
pub mod field;
pub mod form;
pub mod frame;
pub mod morph;
pub mod state;
pub mod take_away;
pub mod view;

pub use certplan_export::link;
