//! `certplan explain`.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use certplan_core::facts::Quoted;
use certplan_core::symptom::{MOST_BYTES, Verdict, explain};
use certplan_render::explain::ExplainDocument;
use certplan_render::{explain_markup, explain_text};

use crate::args::{ExplainArgs, ExplainForm};
use crate::machine;
use crate::outcome::{Answer, Refusal, Status};

/// What the text says.
pub(crate) fn answer(args: &ExplainArgs) -> Result<Answer, Refusal> {
    let text = match (&args.file, args.text.as_slice()) {
        (Some(path), _) => of_file(path).map_err(|reason| Refusal::of_fact(format!("--file: {reason}")))?,
        (None, [only]) if only == "-" => of_file(Path::new("-")).map_err(Refusal::of_fact)?,
        (None, words) => words.join(" "),
    };
    if text.trim().is_empty() {
        return Err(Refusal::of_fact("the text is empty; accepted: an error message".into()));
    }
    let explanation = explain(&text);
    let document = ExplainDocument::new(&explanation);
    let unknown = args.exit_code && explanation.verdict == Verdict::Unknown;
    Ok(Answer {
        text: match args.format {
            ExplainForm::Text => explain_text::explanation(&document, machine::style()),
            ExplainForm::Json => document.json(),
            ExplainForm::Markdown => explain_markup::markdown(&document),
            ExplainForm::Html => explain_markup::page(&document),
        },
        warning: explanation.cut.then(|| "only the first MiB of the text was read".into()),
        status: if unknown { Status::Undecided } else { Status::Done },
    })
}

fn of_file(path: &Path) -> Result<String, String> {
    let bytes = if path == Path::new("-") {
        beginning(io::stdin().lock())
    } else {
        File::open(path).and_then(beginning)
    };
    let bytes = bytes.map_err(|error| format!("cannot read {}: {error}", Quoted(&path.to_string_lossy())))?;
    Ok(text(&bytes))
}

/// Enough of it: one byte above the limit in the widest encoding, so that core can say that it was cut.
fn beginning(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(2 * (MOST_BYTES as u64 + 2)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Logs of Windows come as UTF-16 too, with or without a mark, and may hold bytes of any code page: the messages are ASCII, so
/// what cannot be read is left out rather than refused.
fn text(bytes: &[u8]) -> String {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().copied().map(unit).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        // ASCII in UTF-16 without a mark: every other byte is zero.
        [first, 0, third, 0, ..] if *first != 0 && *third != 0 => utf16(bytes, u16::from_le_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_of_windows_are_read() {
        let message = "Valid Token Required \u{e9}";
        let units: Vec<u16> = message.encode_utf16().collect();
        let little: Vec<u8> = units.iter().copied().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units.iter().copied().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&little), message);
        assert_eq!(text(&[&[0xFF, 0xFE], &little[..]].concat()), message);
        assert_eq!(text(&[&[0xFE, 0xFF], &big[..]].concat()), message);
        assert_eq!(text(message.as_bytes()), message);
        assert_eq!(text(b"ung\xFCltig"), "ung\u{fffd}ltig");
    }
}
