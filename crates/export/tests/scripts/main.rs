//! What the scripts would do, and whether Windows PowerShell could read them.

mod flow;
mod interpreter;
mod parse;
mod playbooks;
mod powershell;
mod scenarios;
