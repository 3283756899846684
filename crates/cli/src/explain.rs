//! `certplan explain`.

use std::path::Path;

use certplan_core::symptom::{self, MOST_BYTES, Verdict, explain};
use certplan_export::explain::ExplainDocument;
use certplan_export::{explain_markdown, text};
use certplan_view::document;

use crate::args::{ExplainArgs, ExplainFormat};
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
    Ok(answer_to(&text, args))
}

/// What a message says.
pub(crate) fn answer_to(text: &str, args: &ExplainArgs) -> Answer {
    let explanation = explain(text);
    let words = ExplainDocument::new(&explanation);
    let unknown = args.exit_code && explanation.verdict == Verdict::Unknown;
    Answer {
        text: match args.format {
            ExplainFormat::Text => text::explanation(&words, machine::style(args.full)),
            ExplainFormat::Json => words.json(),
            ExplainFormat::Markdown => explain_markdown::markdown(&words),
            ExplainFormat::Html => document::explanation_page(&explanation),
        },
        note: None,
        warning: explanation
            .cut
            .then(|| "the text is longer than 1 MiB; only its beginning and its end were read".into()),
        status: if unknown { Status::Undecided } else { Status::Done },
    }
}

/// Both ends of it: more than core reads even in the widest encoding, so that core can say that it was cut.
fn of_file(path: &Path) -> Result<String, String> {
    Ok(symptom::text(&input::both_ends(path, MOST_BYTES + 2)?))
}
