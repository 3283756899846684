//! An explanation as Markdown and HTML, and all symptoms as the book's reference page.

use core::fmt::Write;

use certplan_core::symptom::{ADVICE, SYMPTOMS};

use crate::explain::{ExplainDocument, FixDocument};
use crate::html::{Escaped, copyable};
use crate::words;

/// The explanation as Markdown.
pub fn markdown(document: &ExplainDocument) -> String {
    let mut text = String::new();
    let _ = write_markdown(&mut text, document);
    text
}

fn write_markdown(out: &mut String, document: &ExplainDocument) -> core::fmt::Result {
    writeln!(out, "# What an error message says: AKS on Windows Server\n\n**{}**", document.summary)?;
    for (place, found) in document.matches.iter().enumerate() {
        writeln!(out, "\n## {}. {}\n", place + 1, found.title)?;
        writeln!(out, "- What: {}; {}", found.kind_words, found.layer_words)?;
        writeln!(out, "- Because the text has: `{}`", found.because.join(" ... "))?;
        if !found.text_basis_words.is_empty() {
            writeln!(out, "- These words: {}", found.text_basis_words)?;
        }
        if let Some(since) = &found.expired_since {
            writeln!(out, "- Expired since {since}, by the text")?;
        }
        if let (Some(said), Some(limit)) = (&found.clock_said, &found.certificate_says) {
            writeln!(out, "- Clock: it said {said}, the certificate's date is {limit}")?;
        }
        for (label, text) in [("Cause", found.cause), ("Builds", found.versions), ("Disputed", found.dispute)]
        {
            if !text.is_empty() {
                writeln!(out, "- {label}: {}", inline(text))?;
            }
        }
        if !found.look_alikes.is_empty() {
            writeln!(out, "- Looks alike: {}", found.look_alikes.join("; "))?;
        }
        if !found.conflicts.is_empty() {
            writeln!(out, "- Conflicts: {}", found.conflicts.join(", "))?;
        }
        writeln!(out, "- Rests on: {}\n", found.sources.join(", "))?;
        write_fixes(out, &found.fix, "- [ ] ")?;
    }
    if !document.do_not.is_empty() {
        writeln!(out, "\n## Do not\n")?;
    }
    for advice in &document.do_not {
        let said = if advice.in_text { " (your text says so)" } else { "" };
        let (title, why) = (inline(advice.title), inline(advice.why));
        writeln!(out, "- {title}{said}. {why} ({})", advice.sources.join(", "))?;
    }
    if !document.notes.is_empty() {
        writeln!(out, "\n## Know this\n")?;
    }
    for note in &document.notes {
        writeln!(out, "- {}", inline(note))?;
    }
    if !document.sources.is_empty() {
        writeln!(out, "\n## Sources\n")?;
    }
    for source in &document.sources {
        let strength = source.strength_words;
        writeln!(out, "- {}: [{}]({}), {}, {strength}", source.id, source.title, source.url, source.as_of)?;
    }
    let rules = document.rules;
    writeln!(out, "\nCertplan rules {}, held against their sources on {}.", rules.version, rules.as_of)
}

fn write_fixes(out: &mut String, fixes: &[FixDocument], mark: &str) -> core::fmt::Result {
    for fix in fixes {
        writeln!(out, "{mark}{} ({})", inline(fix.text), fix.effect_words)?;
        if let Some(command) = &fix.command {
            writeln!(out, "\n  ```powershell")?;
            for line in command.lines() {
                writeln!(out, "  {line}")?;
            }
            writeln!(out, "  ```\n")?;
        }
    }
    Ok(())
}

/// Words whose angle brackets must not become markup.
fn inline(text: &str) -> String {
    text.replace('<', "\\<")
}

/// The explanation as an HTML fragment, its headings beginning at this level (2 to 5).
pub fn html(document: &ExplainDocument, heading: u8) -> String {
    let mut html = format!("<p class=\"summary\">{}</p>", Escaped(&document.summary));
    let _ = write_html(&mut html, document, heading);
    html
}

fn write_html(out: &mut String, document: &ExplainDocument, heading: u8) -> core::fmt::Result {
    for found in &document.matches {
        write!(
            out,
            "<section class=\"symptom {}\"><h{heading}>{}</h{heading}><dl class=\"facts\">",
            found.kind,
            Escaped(found.title)
        )?;
        let mut row = |name: &str, value: &str| {
            if value.is_empty() {
                Ok(())
            } else {
                write!(out, "<div><dt>{name}</dt><dd>{}</dd></div>", Escaped(value))
            }
        };
        row("What", &format!("{}; {}", found.kind_words, found.layer_words))?;
        row("Because the text has", &found.because.join(" ... "))?;
        row("These words", found.text_basis_words)?;
        row("Expired since", found.expired_since.as_deref().unwrap_or_default())?;
        row("The clock said", found.clock_said.as_deref().unwrap_or_default())?;
        row("The certificate's date", found.certificate_says.as_deref().unwrap_or_default())?;
        row("Cause", found.cause)?;
        row("Builds", found.versions)?;
        row("Disputed", found.dispute)?;
        row("Looks alike", &found.look_alikes.join("; "))?;
        row("Conflicts", &found.conflicts.join(", "))?;
        row("Rests on", &found.sources.join(", "))?;
        write!(out, "</dl><ol class=\"fixes\">")?;
        for fix in &found.fix {
            let (text, effect) = (Escaped(fix.text), fix.effect);
            write!(out, "<li>{text} <span class=\"effect {effect}\">{}</span>", fix.effect_words)?;
            if let Some(command) = &fix.command {
                write!(out, "{}", copyable(command, fix.text))?;
            }
            write!(out, "</li>")?;
        }
        write!(out, "</ol></section>")?;
    }
    if !document.do_not.is_empty() {
        write!(out, "<h{heading}>Do not</h{heading}><ul class=\"do-not\">")?;
        for advice in &document.do_not {
            let said = if advice.in_text { " (your text says so)" } else { "" };
            let sources = advice.sources.join(", ");
            write!(
                out,
                "<li>{}{said}. {} <span class=\"cited\">{sources}</span></li>",
                Escaped(advice.title),
                Escaped(advice.why)
            )?;
        }
        write!(out, "</ul>")?;
    }
    if !document.notes.is_empty() {
        write!(out, "<h{heading}>Know this</h{heading}><ul class=\"notes\">")?;
        for note in &document.notes {
            write!(out, "<li>{}</li>", Escaped(note))?;
        }
        write!(out, "</ul>")?;
    }
    if !document.sources.is_empty() {
        write!(out, "<h{heading}>Sources</h{heading}><ul class=\"sources\">")?;
        for source in &document.sources {
            write!(
                out,
                "<li>{}: <a href=\"{}\" rel=\"noreferrer\">{}</a>, {}, {}</li>",
                source.id,
                Escaped(source.url),
                Escaped(source.title),
                source.as_of,
                source.strength_words
            )?;
        }
        write!(out, "</ul>")?;
    }
    let rules = document.rules;
    write!(
        out,
        "<p class=\"rules\">Certplan rules {}, held against their sources on <time>{}</time>.</p>",
        rules.version, rules.as_of
    )
}

/// The explanation as one HTML file that needs nothing else: no script, no request.
pub fn page(document: &ExplainDocument) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <main>\n<h1>What an error message says: AKS on Windows Server</h1>\n{answer}\n</main>\n</body>\n</html>\n",
        title = Escaped(&document.summary),
        answer = html(document, 2),
    )
}

const STYLE: &str = "body{font:1rem/1.5 'Segoe UI',system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}\
pre{overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid;padding:.5rem}\
.symptom{border:1px solid;padding:0 1rem;margin:1rem 0}dt{font-weight:600}.summary{font-size:1.25rem;font-weight:600}";

/// Every symptom, as the book's reference page has them.
pub fn reference() -> String {
    let mut text = String::new();
    let _ = write_reference(&mut text);
    text
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
        let known: Vec<_> = symptom.parts.iter().map(|parts| format!("`{}`", parts.join(" ... "))).collect();
        writeln!(out, "- Known by: {}", known.join(", or "))?;
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
        write_fixes(out, &fixes, "1. ")?;
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
