//! An explanation as Markdown, and all symptoms as the book's reference page.

use core::fmt::Write;

use certplan_core::symptom::{ADVICE, Mark, SYMPTOMS, Text};

use crate::explain::{ExplainDocument, FixDocument, MatchDocument};
use crate::markdown::{commands, inline, sources};
use crate::words;

/// The explanation as Markdown.
pub fn markdown(document: &ExplainDocument) -> String {
    let mut out = String::new();
    let title = "# What an error message says: AKS on Windows Server";
    let _ = writeln!(out, "{title}\n\n**{}**", document.summary);
    for (place, found) in document.matches.iter().enumerate() {
        write_match(&mut out, place + 1, found);
    }
    if !document.do_not.is_empty() {
        out.push_str("\n## Do not\n\n");
    }
    for advice in &document.do_not {
        let said = if advice.in_text { " (your text says so)" } else { "" };
        let (title, why) = (inline(advice.title), inline(advice.why));
        let _ = writeln!(out, "- {title}{said}. {why} ({})", advice.sources.join(", "));
    }
    if !document.notes.is_empty() {
        out.push_str("\n## What else to know\n\n");
    }
    for note in &document.notes {
        let _ = writeln!(out, "- {}", inline(note));
    }
    if !document.sources.is_empty() {
        out.push_str("\n## Sources\n\n");
    }
    let _ = sources(&mut out, &document.sources, &[], document.rules);
    out
}

fn write_match(out: &mut String, number: usize, found: &MatchDocument) {
    let _ = writeln!(out, "\n## {number}. {}\n", found.title);
    let _ = writeln!(out, "- What: {}; {}", found.kind_words, found.layer_words);
    let _ = writeln!(out, "- Because the text has: `{}`", found.because.join(" ... "));
    about(out, "These words", found.text_basis_words);
    if let Some(since) = &found.expired_since {
        let _ = writeln!(out, "- Expired since {since}, by the text");
    }
    if let (Some(said), Some(limit)) = (&found.clock_said, &found.certificate_says) {
        let _ = writeln!(out, "- Clock: it said {said}, the certificate's date is {limit}");
    }
    about(out, "Cause", &inline(found.cause));
    about(out, "Builds", &inline(found.versions));
    about(out, "Disputed", &inline(found.dispute));
    about(out, "Looks alike", &found.look_alikes.join("; "));
    about(out, "Conflicts", &found.conflicts.join(", "));
    let _ = writeln!(out, "- Source: {}\n", found.sources.join(", "));
    write_fixes(out, &found.fix, "- [ ] ");
}

/// An item of a list with its label; none where there is nothing to say.
fn about(out: &mut String, label: &str, text: &str) {
    if !text.is_empty() {
        let _ = writeln!(out, "- {label}: {text}");
    }
}

fn write_fixes(out: &mut String, fixes: &[FixDocument], mark: &str) {
    for fix in fixes {
        let _ = writeln!(out, "{mark}{} ({})", inline(fix.text), fix.effect_words);
        if let Some(command) = &fix.command {
            out.push('\n');
            let _ = commands(out, command);
        }
    }
}

/// Every symptom, as the book's reference page has them.
pub fn reference() -> String {
    let mut text = String::new();
    let _ = write_reference(&mut text);
    text
}

/// What a text consists of, and what must and must not be beside it.
fn known_by(text: &Text) -> String {
    let mut pieces = Vec::new();
    if !text.parts.is_empty() {
        pieces.push(format!("`{}`", text.parts.join(" ... ")));
    }
    if text.expired {
        pieces.push("an expired certificate, in the words of any program".to_owned());
    }
    for (label, marks) in [("beside one of", text.beside), ("and none of", text.unless)] {
        let names: Vec<_> = marks.values().map(Mark::as_str).collect();
        if !names.is_empty() {
            pieces.push(format!("{label}: {}", names.join(", ")));
        }
    }
    pieces.join(" ")
}

fn write_reference(out: &mut String) -> core::fmt::Result {
    writeln!(
        out,
        "# Error messages\n\nEvery message that `certplan explain` knows, with what it is known by."
    )?;
    for symptom in &SYMPTOMS {
        let words = words::symptom(symptom.id);
        writeln!(out, "\n## {}\n\n**{}.** {}\n", symptom.id, words.title, inline(words.cause))?;
        writeln!(out, "- What: {}; {}", words::symptom_kind(symptom.kind), words::place(symptom.place))?;
        let known: Vec<_> = symptom.texts.iter().map(known_by).collect();
        writeln!(out, "- Known by: {}", known.join("; or "))?;
        let basis = words::text_basis(symptom.text_basis);
        for (label, text) in [("These words", basis), ("Builds", words.versions), ("Disputed", words.dispute)]
        {
            if !text.is_empty() {
                writeln!(out, "- {label}: {}", inline(text))?;
            }
        }
        let alike: Vec<_> = symptom.look_alikes.iter().map(|alike| format!("[{alike}](#{alike})")).collect();
        let conflicts: Vec<_> = symptom.conflicts.iter().map(|id| id.as_str()).collect();
        let avoid: Vec<_> = symptom.avoid.iter().map(|advice| words::advice(*advice).title).collect();
        for (label, list) in [
            ("Looks alike", alike.join(", ")),
            ("Conflicts", conflicts.join(", ")),
            ("Warning", avoid.join("; ")),
        ] {
            if !list.is_empty() {
                writeln!(out, "- {label}: {list}")?;
            }
        }
        let sources: Vec<_> =
            symptom.sources.iter().map(|source| format!("[{}]({})", source.id, source.url)).collect();
        writeln!(out, "- Sources: {}\n", sources.join(", "))?;
        let fixes: Vec<_> = symptom.fix.iter().map(|fix| FixDocument::new(*fix)).collect();
        write_fixes(out, &fixes, "1. ");
    }
    writeln!(out, "\n## What not to do\n")?;
    for row in &ADVICE {
        let words = words::advice(row.id);
        let sources: Vec<_> =
            row.sources.iter().map(|source| format!("[{}]({})", source.id, source.url)).collect();
        writeln!(out, "- {}: {} ({})", inline(words.title), inline(words.why), sources.join(", "))?;
    }
    Ok(())
}
