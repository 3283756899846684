//! `certplan explain`.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use certplan_core::facts::Quoted;
use certplan_core::symptom::{MOST_BYTES, Verdict, explain, text};
use certplan_render::explain::ExplainDocument;
use certplan_render::{explain_markup, explain_text};

use crate::args::{ExplainArgs, ExplainForm};
use crate::machine;
use crate::outcome::{Answer, Refusal, Status};

/// What the text says.
pub(crate) fn answer(args: &ExplainArgs) -> Result<Answer, Refusal> {
    let message = match (&args.file, args.text.as_slice()) {
        (Some(path), _) => of_file(path).map_err(|reason| Refusal::of_fact(format!("--file: {reason}")))?,
        (None, [only]) if only == "-" => of_file(Path::new("-")).map_err(Refusal::of_fact)?,
        (None, words) => words.join(" "),
    };
    if message.trim().is_empty() {
        return Err(Refusal::of_fact("the text is empty; accepted: an error message".into()));
    }
    let explanation = explain(&message);
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
