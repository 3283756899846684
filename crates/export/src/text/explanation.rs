//! An explanation as plain text for a terminal.

use certplan_core::spell::Spell;

use super::Style;
use super::page::Page;
use crate::explain::{ExplainDocument, FixDocument, MatchDocument};
use crate::words::filled;

/// The answer first, then each finding with its reason, cause and fixes, then what not to do and the sources.
pub fn explanation(document: &ExplainDocument, style: Style) -> String {
    let mut page = Page::new(style);
    page.wrapped("", &page.strong(&document.summary));
    for (place, found) in document.matches.iter().enumerate() {
        page.found(place + 1, found);
    }
    if !document.do_not.is_empty() {
        page.heading("Do not");
    }
    for advice in &document.do_not {
        let said = if advice.in_text { " (your text says so)" } else { "" };
        page.item(&filled("{}{}. {}", &[advice.title, said, advice.why]), &advice.sources);
    }
    if !document.notes.is_empty() {
        page.heading("Know this");
    }
    for note in &document.notes {
        page.item(note, &[]);
    }
    page.sources(&document.sources, &[], document.rules);
    page.text
}

impl Page {
    /// A labelled text; none where there is nothing to say.
    fn about(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            self.labelled("   ", label, 12, text);
        }
    }

    fn found(&mut self, number: usize, found: &MatchDocument) {
        self.line("", "");
        let title = self.strong(found.title);
        self.wrapped_after(&(number.spelt() + ". "), "   ", &title);
        self.about("What", &filled("{}; {}", &[found.kind_words, found.layer_words]));
        self.about("Because", &["the text has: ", &found.because.join(" ... ")].concat());
        self.about("Words", found.text_basis_words);
        if let Some(since) = &found.expired_since {
            self.about("Expired", &filled("since {}, by the text", &[since]));
        }
        if let (Some(said), Some(limit)) = (&found.clock_said, &found.certificate_says) {
            self.about("Clock", &filled("it said {}, the certificate's date is {}", &[said, limit]));
        }
        self.about("Cause", found.cause);
        self.about("Builds", found.versions);
        self.about("Disputed", found.dispute);
        self.line("", "");
        for (place, fix) in found.fix.iter().enumerate() {
            self.fix(place, fix);
        }
        self.about("Looks alike", &found.look_alikes.join("; "));
        self.about("Conflicts", &found.conflicts.join(", "));
        self.about("Rests on", &found.sources.join(", "));
    }

    fn fix(&mut self, place: usize, fix: &FixDocument) {
        let mark = char::from(b'a' + u8::try_from(place).unwrap_or(25).min(25));
        let mut first = String::from("   ");
        first.push(mark);
        first.push_str(". ");
        self.wrapped_after(&first, "      ", &filled("{} ({})", &[fix.text, fix.effect_words]));
        for line in fix.command.as_deref().unwrap_or_default().lines() {
            self.line("         ", &self.strong(line));
        }
    }
}
