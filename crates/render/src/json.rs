//! JSON as every contract is written.

use serde::Serialize;

/// Indented, with a newline at its end.
pub fn written(document: &impl Serialize) -> String {
    // Writing into a string fails only where a map has keys that are no strings; no contract has such a map.
    let mut json = serde_json::to_string_pretty(document).unwrap_or_default();
    json.push('\n');
    json
}
