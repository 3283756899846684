//! The page of Certplan: a Yew app with one state, its modes as components, and everything that the browser does in [`browser`].
//!
//! The page decides nothing: [`questions`] turn what was typed into facts through core's parser, and
//! the components of `certplan-view` show the answer.

pub mod action;
pub mod app;
pub mod browser;
pub mod commands;
pub mod components;
pub mod formats;
pub mod markup;
pub mod modes;
pub mod questions;
pub mod readings;
pub mod state;
