//! What tools print about certificates: tables, and lines with a name and a date.

mod date;
mod field;
mod lines;
mod table;

use crate::reading::Reading;

pub(crate) use date::{AMBIGUOUS, is_ambiguous, of_tool};
pub(crate) use table::of_kubeadm;

/// Reads what tools print; nothing where it is none of theirs.
///
/// A table of kubeadm or k3s has a header; everything else is read line by line: openssl, curl, keytool, cert-manager, k3s,
/// PowerShell.
pub(crate) fn read(origin: &str, text: &str) -> Reading {
    let mut reading = table::read(origin, text);
    reading.join(lines::read(origin, text));
    if reading.items.is_empty()
        && reading.rejected.is_empty()
        && text.lines().any(|line| is_ambiguous(line.trim()))
    {
        reading.reject(origin, AMBIGUOUS);
    }
    reading
}
