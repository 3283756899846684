//! An explanation as plain text for a terminal.

use super::Style;
use super::page::Page;
use crate::explain::{ExplainDocument, FixDocument, MatchDocument};

/// The answer first, then each finding with its reason, cause and fixes, then what not to do and the sources.
pub fn explanation(document: &ExplainDocument, style: Style) -> String {
    let mut page = Page::new(style);
    page.wrapped("", &page.strong(&document.summary));
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
    page.sources(document.sources.iter(), document.rules);
    page.text
}

fn cited(sources: &[&str]) -> String {
    if sources.is_empty() { String::new() } else { format!(" [{}]", sources.join(", ")) }
}

impl Page {
    /// A labelled text; none where there is nothing to say.
    fn about(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            self.labelled("   ", label, 12, text);
        }
    }

    fn found(&mut self, number: usize, found: &MatchDocument) {
        self.line("");
        let title = self.strong(found.title);
        self.wrapped_after(&format!("{number}. "), "   ", &title);
        self.about("What", &format!("{}; {}", found.kind_words, found.layer_words));
        self.about("Because", &format!("the text has: {}", found.because.join(" ... ")));
        self.about("Words", found.text_basis_words);
        if let Some(since) = &found.expired_since {
            self.about("Expired", &format!("since {since}, by the text"));
        }
        if let (Some(said), Some(limit)) = (&found.clock_said, &found.certificate_says) {
            self.about("Clock", &format!("it said {said}, the certificate's date is {limit}"));
        }
        self.about("Cause", found.cause);
        self.about("Builds", found.versions);
        self.about("Disputed", found.dispute);
        self.line("");
        for (place, fix) in found.fix.iter().enumerate() {
            self.fix(place, fix);
        }
        self.about("Looks alike", &found.look_alikes.join("; "));
        self.about("Conflicts", &found.conflicts.join(", "));
        self.about("Rests on", &found.sources.join(", "));
    }

    fn fix(&mut self, place: usize, fix: &FixDocument) {
        let mark = char::from(b'a' + u8::try_from(place).unwrap_or(25).min(25));
        self.wrapped_after(
            &format!("   {mark}. "),
            "      ",
            &format!("{} ({})", fix.text, fix.effect_words),
        );
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
            self.wrapped_after("  - ", "    ", &item);
        }
    }
}
