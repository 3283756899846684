//! `certplan explain`.

use std::path::Path;

use certplan_core::symptom::{MOST_BYTES, Verdict, explain};
use certplan_render::explain::ExplainDocument;
use certplan_render::{explain_markup, text};

use crate::args::{ExplainArgs, ExplainForm};
use crate::outcome::{Answer, Refusal, Status};
use crate::{input, machine};

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
            ExplainForm::Text => text::explanation(&document, machine::style()),
            ExplainForm::Json => document.json(),
            ExplainForm::Markdown => explain_markup::markdown(&document),
            ExplainForm::Html => explain_markup::page(&document),
        },
        warning: explanation.cut.then(|| "only the first MiB of the text was read".into()),
        status: if unknown { Status::Undecided } else { Status::Done },
    })
}

/// Enough of it: more than core reads even in the widest encoding, so that core can say that it was cut.
fn of_file(path: &Path) -> Result<String, String> {
    let (bytes, _) = input::read(path, 2 * (MOST_BYTES as u64 + 2))?;
    Ok(text_of(&bytes))
}

/// Logs of Windows come as UTF-16 too, with or without a mark, and may hold bytes of any code page: the messages are ASCII, so
/// what cannot be read is left out rather than refused.
fn text_of(bytes: &[u8]) -> String {
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
        assert_eq!(text_of(&little), message);
        assert_eq!(text_of(&[&[0xFF, 0xFE], &little[..]].concat()), message);
        assert_eq!(text_of(&[&[0xFE, 0xFF], &big[..]].concat()), message);
        assert_eq!(text_of(message.as_bytes()), message);
        assert_eq!(text_of(b"ung\xFCltig"), "ung\u{fffd}ltig");
    }
}
