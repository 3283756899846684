//! An explanation as plain text: what to do first.

use super::Style;
use super::page::Page;
use crate::explain::{AdviceDocument, ExplainDocument, FixDocument, MatchDocument};
use crate::words::labels;

/// The most findings whose fixes are on one screen; the others are named.
const FINDINGS: usize = 2;

/// The answer first, then each finding with its fixes, then what not to do.
pub fn explanation(document: &ExplainDocument, style: Style) -> String {
    let mut page = Page::new(style);
    page.wrapped("", &page.strong(&document.summary));
    if page.is_full() {
        page.whole_explanation(document);
    } else {
        page.explanation_on_one_screen(document);
    }
    page.text
}

impl Page {
    fn explanation_on_one_screen(&mut self, document: &ExplainDocument) {
        for (place, found) in document.matches.iter().enumerate() {
            self.title_of(place + 1, found);
            if place < FINDINGS {
                self.about("Cause", found.cause);
                self.fixes(&found.fix);
            }
        }
        if !document.do_not.is_empty() {
            self.blank();
            self.line("", &format!("{}:", self.strong(labels::DO_NOT)));
        }
        for advice in &document.do_not {
            self.item(&title_of_advice(advice), &[]);
        }
        if document.matches.is_empty() {
            self.all_notes(document);
        }
        self.how_to_get_the_rest(document.sources.len(), document.rules);
    }

    fn whole_explanation(&mut self, document: &ExplainDocument) {
        for (place, found) in document.matches.iter().enumerate() {
            self.found(place + 1, found);
        }
        if !document.do_not.is_empty() {
            self.heading(labels::DO_NOT);
        }
        for advice in &document.do_not {
            self.item(&format!("{}. {}", title_of_advice(advice), advice.why), &advice.sources);
        }
        if !document.notes.is_empty() {
            self.heading(labels::NOTES);
        }
        self.all_notes(document);
        self.sources(&document.sources, &[], document.rules);
    }

    fn all_notes(&mut self, document: &ExplainDocument) {
        for note in &document.notes {
            self.item(note, &[]);
        }
    }

    fn about(&mut self, label: &str, text: &str) {
        self.labelled("   ", label, 12, text);
    }

    fn title_of(&mut self, number: usize, found: &MatchDocument) {
        self.blank();
        let title = self.strong(found.title);
        self.wrapped_after(&format!("{number}. "), "   ", &title);
        self.about("What", &format!("{}; {}", found.kind_words, found.layer_words));
    }

    fn found(&mut self, number: usize, found: &MatchDocument) {
        self.title_of(number, found);
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
        self.blank();
        self.fixes(&found.fix);
        self.about("Looks alike", &found.look_alikes.join("; "));
        self.about("Conflicts", &found.conflicts.join(", "));
        self.about(labels::SOURCE, &found.sources.join(", "));
    }

    fn fixes(&mut self, fixes: &[FixDocument]) {
        for (letter, fix) in ('a'..='z').zip(fixes) {
            self.wrapped_after(
                &format!("   {letter}. "),
                "      ",
                &format!("{} ({})", fix.text, fix.effect_words),
            );
            for line in fix.command.as_deref().unwrap_or_default().lines() {
                self.line("         ", &self.strong(line));
            }
        }
    }
}

fn title_of_advice(advice: &AdviceDocument) -> String {
    if advice.in_text { format!("{} ({})", advice.title, labels::IN_YOUR_TEXT) } else { advice.title.into() }
}
