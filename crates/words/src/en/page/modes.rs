//! The words of the modes and of the one box.

/// The name of the bar for a screen reader.
pub const MODES: &str = "What you want to know";
/// A shutdown that is over.
pub const AFTER: &str = "After a shutdown";
/// A shutdown that lies ahead.
pub const BEFORE: &str = "Before a shutdown";
/// A message.
pub const ERROR: &str = "Error message";
/// Certificates that were read.
pub const EVIDENCE: &str = "Real dates";
/// Many deployments.
pub const FLEET: &str = "Many deployments";

/// The label of the one box.
pub const BOX: &str = "Paste or drop what you have";
/// What it reads.
pub const BOX_HINT: &str =
    "An error, a certificate, a kubeconfig, the output of Get-AksHciCluster, or the collector's file.";
/// Opens the file picker.
pub const CHOOSE_FILES: &str = "Choose files";
/// Reads what was pasted.
pub const READ: &str = "Read it";
/// Removes it from the field.
pub const CLEAR: &str = "Clear";
/// Where it goes.
pub const STAYS_HERE: &str = "It is read in this page. Nothing is sent or stored.";
/// Stops what is being read.
pub const STOP: &str = "Stop";
