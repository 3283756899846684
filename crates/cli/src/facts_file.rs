//! Facts from a file or standard input.

use std::path::Path;

use certplan_core::Facts;
use certplan_core::facts::Quoted;
use certplan_export::facts::{self, FactsError};

use crate::input;

/// The facts of a file, or of standard input where the path is `-`.
///
/// # Errors
///
/// Where it cannot be read, is too large, or is no text: the reason. Where it carries wrong facts: the reason of each.
pub(crate) fn read(path: &Path) -> Result<Facts, Vec<String>> {
    parse(&text_of(path).map_err(|reason| vec![reason])?)
}

/// The facts of bytes that were read.
pub(crate) fn of(bytes: &[u8]) -> Result<Facts, Vec<String>> {
    parse(&text(bytes).map_err(|reason| vec![reason])?)
}

fn parse(text: &str) -> Result<Facts, Vec<String>> {
    facts::read(text).map_err(|error| match error {
        FactsError::Wrong(errors) => {
            errors.iter().map(|error| format!("{}: {error}", error.question())).collect()
        }
        error => vec![error.to_string()],
    })
}

/// Facts with thousands of clusters are far below; a wrong file ends here instead of in memory.
const MOST: u64 = 1 << 20;

fn text_of(path: &Path) -> Result<String, String> {
    let (bytes, is_larger) = input::read(path, MOST)?;
    if is_larger {
        let name = path.to_string_lossy();
        return Err(format!(
            "cannot read {}: it is larger than 1 MiB; accepted: certplan/facts/1",
            Quoted(&name)
        ));
    }
    text(&bytes)
}

/// Windows PowerShell 5.1 writes UTF-16 with `>` and a byte order mark with `-Encoding UTF8`; both are what people have.
fn text(bytes: &[u8]) -> Result<String, String> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (units, rest) = bytes.as_chunks::<2>();
        let text = char::decode_utf16(units.iter().copied().map(unit)).collect::<Result<String, _>>();
        text.ok().filter(|_| rest.is_empty())
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => str::from_utf8(rest).ok().map(str::to_owned),
        _ => str::from_utf8(bytes).ok().map(str::to_owned),
    }
    .ok_or_else(|| "it is no text in UTF-8 or UTF-16; accepted: certplan/facts/1 as JSON".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_of_windows_are_read() {
        let json = "{\u{e9}\u{1F600}}";
        let units = || std::iter::once(0xFEFF).chain(json.encode_utf16());
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        let marked = format!("\u{FEFF}{json}").into_bytes();
        for bytes in [little, big, marked, json.as_bytes().to_vec()] {
            assert_eq!(text(&bytes).as_deref(), Ok(json));
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [&b"\xFF\xFEa"[..], b"\xFF\xFE\x00\xD8", b"\x80", b"\xEF\xBB\xBF\x80"] {
            assert!(text(bytes).is_err(), "{bytes:?}");
        }
    }
}
