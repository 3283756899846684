//! From bytes to lines: the encodings of Windows, then lines or the elements of a list, then their fields.

mod csv;
mod json;
mod list;
mod split;

pub(crate) use csv::Table;
pub(crate) use json::fields;
pub(crate) use split::{Form, Piece, Splitter};

/// The most bytes of one line, or of one element of a list.
pub const MOST_LINE: usize = 64 << 10;

/// Why a field cannot be read whose bytes are none of UTF-8.
const NO_TEXT: &str = "is no text in UTF-8; accepted: UTF-8 or UTF-16";
