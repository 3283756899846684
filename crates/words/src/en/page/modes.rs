//! The words of the modes and of the one box.

use certplan_core::mode::Mode;

/// The name of the bar for a screen reader.
pub const MODES: &str = "What you want to know";

/// A mode in words.
pub const fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::After => "After a shutdown",
        Mode::Before => "Before a shutdown",
        Mode::Error => "Error message",
        Mode::Evidence => "Real dates",
        Mode::Fleet => "Many deployments",
    }
}

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
