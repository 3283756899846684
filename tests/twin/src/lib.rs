//! A deployment that does not exist, under a virtual clock: every plan of Certplan is carried out on it to its end.
//!
//! It is **modelled, never measured**: written from public sources alone, without a line or number of `certplan-core`, so
//! that it is a second opinion. [`model::ASSUMPTIONS`] lists what it takes for granted. A history is drawn from a seed
//! ([`history`]); a person follows the plan ([`operator`]); five verdicts judge ([`verdict`]).

pub mod book;
pub mod certificate;
pub mod clock;
pub mod cmdlets;
pub mod deployment;
pub mod history;
pub mod model;
pub mod monitoring;
pub mod mutation;
pub mod operator;
pub mod power;
pub mod renewal;
pub mod run;
pub mod script;
pub mod told;
pub mod verdict;
