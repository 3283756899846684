//! Plan, forecast and explanation as plain text for a terminal.

mod explanation;
mod forecast;
mod page;

pub use explanation::explanation;
pub use forecast::forecast;

use certplan_core::closed::Closed;
use certplan_core::facts::ClusterKind;
use certplan_core::playbook::Phase;

use crate::document::{ConflictDocument, NoteDocument, PlanDocument, StepDocument};
use crate::words;
use page::Page;

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
    page.sources(document.sources.iter(), document.rules);
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
        match self {
            // The preflight has fewer steps than the alphabet, unless there are very many targets.
            Self::Letters => match u8::try_from(place).ok().filter(|place| *place < 26) {
                Some(place) => format!("{}.", char::from(b'a' + place)),
                None => "-".into(),
            },
            Self::Numbers => format!("{}.", place + 1),
            Self::Bullets => "-".into(),
        }
    }
}

impl Page {
    /// The commands alone, so that nobody has to search for them; how and when follows below.
    fn commands(&mut self, steps: &[StepDocument]) {
        if steps.is_empty() {
            return;
        }
        self.line("");
        for (place, step) in steps.iter().enumerate() {
            if step.when_words.is_some() {
                self.line("     Only if its check is bad:");
            }
            self.line(&format!("  {} {}", Marks::Numbers.of(place), self.strong(&step.command)));
        }
        self.line("");
        self.wrapped("", "Before the first, go through the lettered steps below. After each, do its check.");
    }

    fn facts(&mut self, document: &PlanDocument) {
        self.line("");
        for (question, answer) in &document.understood {
            self.labelled("", question, 13, answer);
        }
    }

    fn layers(&mut self, document: &PlanDocument) {
        self.heading("What is hit");
        for layer in &document.layers {
            let mut about = format!("{} - {}", layer.verdict_words, layer.basis_words);
            if layer.boundary {
                about.push_str(", at the limit");
            }
            self.wrapped("  ", &format!("{}: {about}", self.strong(layer.name)));
            self.wrapped("      ", &layer.why);
            if let (Some(words), Some(why)) = (layer.outlook_words, &layer.outlook_why) {
                self.wrapped("      ", &format!("By the lives of the certificates: {words}. {why}"));
            }
            self.wrapped(
                "      ",
                &format!("Rule {} [{}]", layer.rules.join(", "), layer.sources.join(", ")),
            );
        }
    }

    fn steps(&mut self, phase: Phase, steps: &[StepDocument], marks: Marks) {
        if steps.is_empty() {
            return;
        }
        self.heading(words::phase(phase));
        for (place, step) in steps.iter().enumerate() {
            if place > 0 {
                self.line("");
            }
            self.step(&marks.of(place), step);
        }
    }

    fn step(&mut self, mark: &str, step: &StepDocument) {
        let cluster = step.cluster_words().map(|cluster| format!(" ({cluster})")).unwrap_or_default();
        let title = self.strong(&format!("{}{cluster}", step.title));
        self.wrapped_after(&format!("{mark:>4} "), "     ", &title);
        self.line("");
        if let Some(when) = step.when_words {
            self.wrapped("         ", when);
        }
        self.line(&format!("         {}", self.strong(&step.command)));
        self.line("");
        self.labelled("     ", "Why", 12, step.why);
        if step.check.command != step.command {
            for (place, command) in step.check.command.lines().enumerate() {
                self.line(&format!("     {:<12}{command}", if place == 0 { "Check" } else { "" }));
            }
        }
        self.labelled("     ", "Good", 12, step.check.good);
        self.labelled("     ", "Bad", 12, step.check.bad);
        self.labelled("     ", "Wait", 12, step.check.wait);
        for (place, text) in step.if_it_fails.iter().enumerate() {
            let label = if place == 0 { "If it fails" } else { "" };
            self.wrapped_after(&format!("     {label:<12}- "), &format!("     {:<14}", ""), text);
        }
        self.labelled(
            "     ",
            "Rests on",
            12,
            &format!("{} [{}]", step.basis_words, step.sources.join(", ")),
        );
    }

    fn notes(&mut self, heading: &str, notes: &[NoteDocument]) {
        if notes.is_empty() {
            return;
        }
        self.heading(heading);
        for note in notes {
            let sources = if note.sources.is_empty() {
                String::new()
            } else {
                format!(" [{}]", note.sources.join(", "))
            };
            self.wrapped_after("  - ", "    ", &format!("{}{sources}", note.text));
        }
    }

    fn conflicts(&mut self, conflicts: &[ConflictDocument]) {
        if conflicts.is_empty() {
            return;
        }
        self.heading("Where the sources disagree or are silent");
        for (place, conflict) in conflicts.iter().enumerate() {
            if place > 0 {
                self.line("");
            }
            self.wrapped_after("  - ", "    ", &self.strong(conflict.title));
            for claim in &conflict.claims {
                self.wrapped("      ", &format!("[{}] {}", claim.source, claim.text));
            }
            self.wrapped("      ", &format!("Here: {}", conflict.ruling));
        }
    }
}

impl StepDocument {
    /// The cluster in words.
    pub(crate) fn cluster_words(&self) -> Option<String> {
        let cluster = self.cluster.as_ref()?;
        Some(words::cluster(ClusterKind::from_id(cluster.kind)?, cluster.name.as_deref()))
    }
}
