//! An explanation as Markdown and HTML, and all symptoms as the book's reference page.

use core::fmt::Write;

use certplan_core::symptom::{ADVICE, Mark, SYMPTOMS, Text};

use crate::explain::{ExplainDocument, FixDocument, MatchDocument};
use crate::html::{Markup, copyable, file};
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

/// The explanation as an HTML fragment, its headings beginning at this level (2 to 5).
pub fn html(document: &ExplainDocument, heading: u8) -> String {
    let mut html = Markup::default();
    html.raw("<p class=\"summary\">").text(&document.summary).raw("</p>");
    for found in &document.matches {
        html.raw("<section class=\"symptom ").raw(found.kind).raw("\">").titled(heading, found.title);
        html.raw("<dl class=\"facts\">");
        for (name, value) in [
            ("What", &*[found.kind_words, "; ", found.layer_words].concat()),
            ("Because the text has", &found.because.join(" ... ")),
            ("These words", found.text_basis_words),
            ("Expired since", found.expired_since.as_deref().unwrap_or_default()),
            ("The clock said", found.clock_said.as_deref().unwrap_or_default()),
            ("The certificate's date", found.certificate_says.as_deref().unwrap_or_default()),
            ("Cause", found.cause),
            ("Builds", found.versions),
            ("Disputed", found.dispute),
            ("Looks alike", &found.look_alikes.join("; ")),
            ("Conflicts", &found.conflicts.join(", ")),
            ("Source", &found.sources.join(", ")),
        ] {
            if !value.is_empty() {
                html.raw("<div><dt>").raw(name).raw("</dt><dd>").text(value).raw("</dd></div>");
            }
        }
        html.raw("</dl><ol class=\"fixes\">");
        for fix in &found.fix {
            html.raw("<li>").text(fix.text).raw(" <span class=\"effect ").raw(fix.effect).raw("\">");
            html.raw(fix.effect_words).raw("</span>");
            if let Some(command) = &fix.command {
                html.raw(&copyable(command, fix.text));
            }
            html.raw("</li>");
        }
        html.raw("</ol></section>");
    }
    if !document.do_not.is_empty() {
        html.titled(heading, "Do not").raw("<ul class=\"do-not\">");
        for advice in &document.do_not {
            let said = if advice.in_text { " (your text says so). " } else { ". " };
            html.raw("<li>").text(advice.title).raw(said).text(advice.why).raw(" <span class=\"cited\">");
            html.raw(&advice.sources.join(", ")).raw("</span></li>");
        }
        html.raw("</ul>");
    }
    if !document.notes.is_empty() {
        html.titled(heading, "What else to know").raw("<ul class=\"notes\">");
        for note in &document.notes {
            html.raw("<li>").text(note).raw("</li>");
        }
        html.raw("</ul>");
    }
    if !document.sources.is_empty() {
        html.titled(heading, "Sources").raw("<ul class=\"sources\">");
        for source in &document.sources {
            html.raw("<li>")
                .raw(source.id)
                .raw(": <a href=\"")
                .text(source.url)
                .raw("\" rel=\"noreferrer\">");
            html.text(source.title).raw("</a>, ").raw(source.as_of).raw(", ").raw(source.strength_words);
            html.raw("</li>");
        }
        html.raw("</ul>");
    }
    let rules = document.rules;
    html.raw("<p class=\"rules\">Certplan rules ").raw(&rules.version.to_string());
    html.raw(", checked against their sources on <time>").raw(rules.as_of).raw("</time>.</p>").done()
}

/// The explanation as one HTML file that needs nothing else: no script, no request.
pub fn page(document: &ExplainDocument) -> String {
    let body = ["<h1>What an error message says: AKS on Windows Server</h1>\n", &html(document, 2)].concat();
    file(&document.summary, STYLE, &body)
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
