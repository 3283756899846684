//! The plan as plain text: the commands first.

use certplan_core::note::NoteId;
use certplan_core::playbook::Phase;

use super::Style;
use super::page::Page;
use super::step::Marks;
use crate::document::{ConflictDocument, LayerDocument, NoteDocument, PlanDocument};
use crate::words::{self, labels};

/// Notes whose point the one screen has in other words, or which only a long repair needs.
const SAID_ELSEWHERE: [NoteId; 3] = [NoteId::UpdateUnknown, NoteId::BuildUnknown, NoteId::WhenStuck];

/// The plan: what is affected, the commands with their checks, what to do before, why, what to do afterwards.
pub fn plan(document: &PlanDocument, style: Style) -> String {
    let mut page = Page::new(style);
    page.wrapped("", &page.strong(&document.summary));
    page.commands_with_checks(&document.steps);
    if page.is_full() {
        page.everything(document);
    } else {
        page.one_screen(document);
    }
    page.text
}

impl Page {
    fn one_screen(&mut self, document: &PlanDocument) {
        self.what_must_not_be_missed(document);
        self.titles(words::phase(Phase::Preflight), &document.preflight, Marks::Letters);
        self.blank();
        for layer in &document.layers {
            self.layer_in_a_line(layer);
        }
        if !document.unknown.is_empty() {
            self.wrapped("", &format!("{}: {}.", labels::UNKNOWN, document.unknown.join(", ")));
        }
        self.titles(words::phase(Phase::Aftercare), &document.aftercare, Marks::Bullets);
        self.how_to_get_the_rest(document.sources.len(), document.rules);
    }

    /// The notes that may change which commands to run; where there is no command, what to do instead.
    fn what_must_not_be_missed(&mut self, document: &PlanDocument) {
        let no_command = document.steps.is_empty();
        let instead =
            |note: &NoteDocument| no_command && !SAID_ELSEWHERE.iter().any(|it| it.as_str() == note.id);
        let notes = document.notes.iter().filter(|note| note.changes_what_to_run || instead(note));
        let mut texts: Vec<_> = notes.map(|note| note.text.clone()).collect();
        if no_command && document.preflight.is_empty() {
            let rulings = document.conflicts.iter();
            texts.extend(rulings.map(|conflict| format!("{} {}", conflict.title, conflict.ruling)));
        }
        if !texts.is_empty() {
            self.blank();
        }
        for text in texts {
            self.item(&text, &[]);
        }
    }

    fn layer_in_a_line(&mut self, layer: &LayerDocument) {
        let outlook = layer.outlook_words.map_or_else(String::new, |words| format!("; certificates {words}"));
        let name = self.strong(layer.name);
        self.wrapped_after(
            "",
            "  ",
            &format!("{name}: {} ({}){outlook}", layer.verdict_words, layer.basis_words),
        );
    }

    fn everything(&mut self, document: &PlanDocument) {
        self.facts(document);
        self.steps(words::phase(Phase::Preflight), &document.preflight, Marks::Letters);
        self.steps(words::phase(Phase::Repair), &document.steps, Marks::Numbers);
        self.layers(&document.layers);
        self.steps(words::phase(Phase::Aftercare), &document.aftercare, Marks::Bullets);
        self.notes(labels::OTHER_CREDENTIALS, &document.advisories);
        self.notes(labels::NOTES, &document.notes);
        self.conflicts(&document.conflicts);
        self.sources(&document.sources, &[], document.rules);
    }

    /// The facts as understood.
    pub(super) fn facts(&mut self, document: &PlanDocument) {
        self.blank();
        for (question, answer) in &document.understood {
            self.labelled("", question, 13, answer);
        }
    }

    fn layers(&mut self, layers: &[LayerDocument]) {
        self.heading(labels::LAYERS);
        for layer in layers {
            let limit = if layer.boundary { format!(", {}", labels::AT_THE_LIMIT) } else { String::new() };
            let name = self.strong(layer.name);
            self.wrapped("  ", &format!("{name}: {} - {}{limit}", layer.verdict_words, layer.basis_words));
            self.wrapped("      ", &layer.why);
            if let (Some(words), Some(why)) = (layer.outlook_words, &layer.outlook_why) {
                self.wrapped("      ", &format!("{}: {words}. {why}", labels::BY_LIFETIME));
            }
            let (rules, sources) = (layer.rules.join(", "), layer.sources.join(", "));
            self.wrapped("      ", &format!("Rule {rules} [{sources}]"));
        }
    }

    pub(super) fn conflicts(&mut self, conflicts: &[ConflictDocument]) {
        if !conflicts.is_empty() {
            self.heading(labels::CONFLICTS);
        }
        for (place, conflict) in conflicts.iter().enumerate() {
            if place > 0 {
                self.blank();
            }
            self.item(&self.strong(conflict.title), &[]);
            for claim in &conflict.claims {
                self.wrapped("      ", &format!("[{}] {}", claim.source, claim.text));
            }
            self.wrapped("      ", &format!("{}: {}", labels::RULING, conflict.ruling));
        }
    }
}
