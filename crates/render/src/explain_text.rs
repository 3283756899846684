//! An explanation as plain text for a terminal.

use core::fmt::Write;

use crate::explain::{ExplainDocument, FixDocument, MatchDocument};
use crate::text::Style;

/// The answer first, then each finding with its reason, cause and fixes, then what not to do and the sources.
pub fn explanation(document: &ExplainDocument, style: Style) -> String {
    let mut page = Page { text: String::new(), style };
    page.wrapped("", "", &page.strong(&document.summary));
    for (place, found) in document.matches.iter().enumerate() {
        page.found(place + 1, found);
    }
    page.list(
        "Do not",
        document.do_not.iter().map(|advice| {
            let said = if advice.in_text { " (your text says so)" } else { "" };
            format!("{}{said}. {}{}", advice.title, advice.why, cited(&advice.sources))
        }),
    );
    page.list("Know this", document.notes.iter().map(|note| (*note).to_owned()));
    if !document.sources.is_empty() {
        page.heading("Sources");
    }
    for source in &document.sources {
        let line = format!("[{}] {}, {}, {}", source.id, source.title, source.as_of, source.strength_words);
        page.wrapped("  ", "      ", &line);
        page.line(&format!("      {}", source.url));
    }
    page.line("");
    let rules = document.rules;
    page.line(&format!("Certplan rules {}, held against their sources on {}.", rules.version, rules.as_of));
    page.text
}

fn cited(sources: &[&str]) -> String {
    if sources.is_empty() { String::new() } else { format!(" [{}]", sources.join(", ")) }
}

struct Page {
    text: String,
    style: Style,
}

impl Page {
    fn found(&mut self, number: usize, found: &MatchDocument) {
        self.line("");
        let title = self.strong(found.title);
        self.wrapped(&format!("{number}. "), "   ", &title);
        self.labelled("What", &format!("{}; {}", found.kind_words, found.layer_words));
        self.labelled("Because", &format!("the text has: {}", found.because.join(" ... ")));
        self.labelled("Words", found.text_basis_words);
        if let Some(since) = &found.expired_since {
            self.labelled("Expired", &format!("since {since}, by the text"));
        }
        if let (Some(said), Some(limit)) = (&found.clock_said, &found.certificate_says) {
            self.labelled("Clock", &format!("it said {said}, the certificate's date is {limit}"));
        }
        self.labelled("Cause", found.cause);
        self.labelled("Builds", found.versions);
        self.labelled("Disputed", found.dispute);
        self.line("");
        for (place, fix) in found.fix.iter().enumerate() {
            self.fix(place, fix);
        }
        self.labelled("Looks alike", &found.look_alikes.join("; "));
        self.labelled("Conflicts", &found.conflicts.join(", "));
        self.labelled("Rests on", &found.sources.join(", "));
    }

    fn fix(&mut self, place: usize, fix: &FixDocument) {
        let mark = char::from(b'a' + u8::try_from(place).unwrap_or(25).min(25));
        self.wrapped(&format!("   {mark}. "), "      ", &format!("{} ({})", fix.text, fix.effect_words));
        for line in fix.command.iter().flat_map(|command| command.lines()) {
            self.line(&format!("         {}", self.strong(line)));
        }
    }

    fn list(&mut self, heading: &str, items: impl Iterator<Item = String>) {
        let mut items = items.peekable();
        if items.peek().is_some() {
            self.heading(heading);
        }
        for item in items {
            self.wrapped("  - ", "    ", &item);
        }
    }

    fn heading(&mut self, text: &str) {
        self.line("");
        self.line(&self.strong(&text.to_uppercase()));
        self.line("");
    }

    fn labelled(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            self.wrapped(&format!("   {label:<12}"), &format!("   {:12}", ""), text);
        }
    }

    fn strong(&self, text: &str) -> String {
        if self.style.color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.into() }
    }

    fn wrapped(&mut self, first: &str, rest: &str, text: &str) {
        let options = textwrap::Options::new(self.style.width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for line in textwrap::wrap(text, options) {
            self.line(line.trim_end());
        }
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{line}");
    }
}
