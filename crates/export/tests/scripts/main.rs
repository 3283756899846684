//! What the scripts would do, and whether Windows PowerShell could read them.

mod deployment;
mod engine;
mod flow;
mod names;
mod parse;
mod plans;
mod playbooks;
mod powershell;
mod scenarios;
mod snapshots;
