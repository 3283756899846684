//! Plan, forecast and explanation as plain text for a terminal.

mod explanation;
mod forecast;
mod page;

pub use explanation::explanation;
pub use forecast::forecast;

use certplan_core::closed::Closed;
use certplan_core::facts::ClusterKind;
use certplan_core::playbook::Phase;
use certplan_core::spell::Spell;

use crate::document::{ConflictDocument, NoteDocument, PlanDocument, StepDocument};
use crate::words::{self, filled};
use page::{Page, padded};

/// How the text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether headings and commands stand out by escape sequences.
    pub color: bool,
    /// The most columns of a line of words; commands are never broken.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self { color: false, width: 80 }
    }
}

/// The plan: what is hit, why, the commands in order, how to check each, what to know, the sources.
pub fn plan(document: &PlanDocument, style: Style) -> String {
    let mut page = Page::new(style);
    page.wrapped("", &page.strong(&document.summary));
    page.commands(&document.steps);
    page.facts(document);
    page.layers(document);
    page.steps(Phase::Preflight, &document.preflight, Marks::Letters);
    page.steps(Phase::Repair, &document.steps, Marks::Numbers);
    page.steps(Phase::Aftercare, &document.aftercare, Marks::Bullets);
    page.notes("Other credentials", &document.advisories);
    page.notes("Know this", &document.notes);
    page.conflicts(&document.conflicts);
    page.sources(&document.sources, &[], document.rules);
    page.text
}

#[derive(Clone, Copy)]
enum Marks {
    Letters,
    Numbers,
    Bullets,
}

impl Marks {
    fn of(self, place: usize) -> String {
        match (self, u8::try_from(place)) {
            // The preflight has fewer steps than the alphabet, unless there are very many targets.
            (Self::Letters, Ok(place)) if place < 26 => [char::from(b'a' + place), '.'].iter().collect(),
            (Self::Letters | Self::Bullets, _) => "-".into(),
            (Self::Numbers, _) => (place + 1).spelt() + ".",
        }
    }
}

impl Page {
    /// The commands alone, so that nobody has to search for them; how and when follows below.
    fn commands(&mut self, steps: &[StepDocument]) {
        if steps.is_empty() {
            return;
        }
        self.line("", "");
        for (place, step) in steps.iter().enumerate() {
            if step.when_words.is_some() {
                self.line("     ", "Only if its check is bad:");
            }
            let line = filled("{} {}", &[&Marks::Numbers.of(place), &self.strong(&step.command)]);
            self.line("  ", &line);
        }
        self.line("", "");
        self.wrapped("", "Before the first, go through the lettered steps below. After each, do its check.");
    }

    fn facts(&mut self, document: &PlanDocument) {
        self.line("", "");
        for (question, answer) in &document.understood {
            self.labelled("", question, 13, answer);
        }
    }

    fn layers(&mut self, document: &PlanDocument) {
        self.heading("What is hit");
        for layer in &document.layers {
            let limit = if layer.boundary { ", at the limit" } else { "" };
            let values = [&self.strong(layer.name), layer.verdict_words, layer.basis_words, limit];
            self.wrapped("  ", &filled("{}: {} - {}{}", &values));
            self.wrapped("      ", &layer.why);
            if let (Some(words), Some(why)) = (layer.outlook_words, &layer.outlook_why) {
                let about = filled("By the lives of the certificates: {}. {}", &[words, why]);
                self.wrapped("      ", &about);
            }
            let about = filled("Rule {} [{}]", &[&layer.rules.join(", "), &layer.sources.join(", ")]);
            self.wrapped("      ", &about);
        }
    }

    fn steps(&mut self, phase: Phase, steps: &[StepDocument], marks: Marks) {
        if steps.is_empty() {
            return;
        }
        self.heading(words::phase(phase));
        for (place, step) in steps.iter().enumerate() {
            if place > 0 {
                self.line("", "");
            }
            self.step(&marks.of(place), step);
        }
    }

    fn step(&mut self, mark: &str, step: &StepDocument) {
        let title = self.strong(&step.titled());
        let mark = [&padded("", 4_usize.saturating_sub(mark.len())), mark, " "].concat();
        self.wrapped_after(&mark, "     ", &title);
        self.line("", "");
        if let Some(when) = step.when_words {
            self.wrapped("         ", when);
        }
        self.line("         ", &self.strong(&step.command));
        self.line("", "");
        self.labelled("     ", "Why", 12, step.why);
        if step.check.command != step.command {
            let mut label = "     Check       ";
            for command in step.check.command.lines() {
                self.line(label, command);
                label = "                 ";
            }
        }
        self.labelled("     ", "Good", 12, step.check.good);
        self.labelled("     ", "Bad", 12, step.check.bad);
        self.labelled("     ", "Wait", 12, step.check.wait);
        let mut label = "     If it fails - ";
        for text in step.if_it_fails {
            self.wrapped_after(label, "                   ", text);
            label = "                 - ";
        }
        let rests_on = filled("{} [{}]", &[step.basis_words, &step.sources.join(", ")]);
        self.labelled("     ", "Rests on", 12, &rests_on);
    }

    fn notes(&mut self, heading: &str, notes: &[NoteDocument]) {
        if !notes.is_empty() {
            self.heading(heading);
        }
        for note in notes {
            self.item(&note.text, &note.sources);
        }
    }

    fn conflicts(&mut self, conflicts: &[ConflictDocument]) {
        if conflicts.is_empty() {
            return;
        }
        self.heading("Where the sources disagree or are silent");
        for (place, conflict) in conflicts.iter().enumerate() {
            if place > 0 {
                self.line("", "");
            }
            self.item(&self.strong(conflict.title), &[]);
            for claim in &conflict.claims {
                self.wrapped("      ", &filled("[{}] {}", &[claim.source, claim.text]));
            }
            self.wrapped("      ", &["Here: ", conflict.ruling].concat());
        }
    }
}

impl StepDocument {
    /// The title, with the cluster where it is for one.
    pub(crate) fn titled(&self) -> String {
        let cluster = self.cluster.as_ref().and_then(|cluster| {
            Some(words::cluster(ClusterKind::from_id(&cluster.kind)?, cluster.name.as_deref()))
        });
        cluster.map_or_else(|| self.title.into(), |cluster| [self.title, " (", &cluster, ")"].concat())
    }
}
