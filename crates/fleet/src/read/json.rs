//! The fields of an object of JSON.

use crate::line::Line;

/// The most characters of the JSON reader's own message that a reason repeats.
const MESSAGE: usize = 120;

/// The fields, which borrow from the text.
///
/// # Errors
///
/// Where it is no object with such fields: the reason.
pub(crate) fn fields(text: &[u8]) -> Result<Line<'_>, String> {
    // A line that is text as a whole needs no second look at each of its values.
    let read = str::from_utf8(text).map_or_else(|_| serde_json::from_slice(text), serde_json::from_str);
    read.map_err(|error| {
        let message = error.to_string();
        let what = message.split_once(" at line ").map_or(message.as_str(), |(what, _)| what);
        // The message may repeat a value of any length and content.
        let what: String = what.chars().take(MESSAGE).flat_map(char::escape_debug).collect();
        format!("no object of JSON: {what} at column {}; accepted: such as {EXAMPLE}", error.column())
    })
}

const EXAMPLE: &str = r#"{"deployment": "berlin", "cluster": "prod", "shutdown": "45d"}"#;
