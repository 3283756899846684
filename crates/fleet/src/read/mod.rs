//! From bytes to lines: the encodings of Windows, then lines or the elements of a list, then their fields.

mod csv;
mod encoding;
mod json;
mod list;
mod split;

pub(crate) use csv::Table;
pub(crate) use encoding::Decoder;
pub(crate) use json::fields;
pub(crate) use split::{Form, Piece, Splitter};

/// The most bytes of one line, or of one element of a list.
pub const MOST_LINE: usize = 64 << 10;
