//! The scheduled renewal: a script that registers a Windows scheduled task, runs in it, and takes it away again.
//!
//! It renews the infrastructure layer only. A running cluster renews its Kubernetes layer by itself, and a renewal that a
//! schedule starts in the middle of the night must not be the one that restarts an API server.

/// The name of the file, without a path; the task runs a copy of this name.
pub const FILE_NAME: &str = "certplan-renew.ps1";

/// The script: ASCII, lines ended by CR and LF. It depends on no plan, so it can be read once and signed.
pub fn write() -> String {
    crate::script::windows(include_str!("schedule.ps1"))
}
