//! Steps in a text for a terminal: on one screen, or with everything that is said of them.

use certplan_core::facts::ClusterKind;

use super::page::Page;
use crate::document::StepDocument;
use crate::words::{self, labels};
use certplan_core::closed::Closed;

/// How the steps of a part are marked.
#[derive(Clone, Copy)]
pub(super) enum Marks {
    Letters,
    Numbers,
    Bullets,
}

impl Marks {
    fn of(self, place: usize) -> String {
        match (self, u8::try_from(place)) {
            // The checks before are fewer than the alphabet, unless there are very many targets.
            (Self::Letters, Ok(place)) if place < 26 => format!("{}.", char::from(b'a' + place)),
            (Self::Letters | Self::Bullets, _) => "-".into(),
            (Self::Numbers, _) => format!("{}.", place + 1),
        }
    }
}

/// The width of the labels beside a step's texts.
const LABEL: usize = 12;

impl Page {
    /// The commands of the steps, each with its check: what a hurried reader needs.
    pub(super) fn commands_with_checks(&mut self, steps: &[StepDocument]) {
        if !steps.is_empty() {
            self.blank();
        }
        for (place, step) in steps.iter().enumerate() {
            let number = format!("{:>4} ", Marks::Numbers.of(place));
            if step.when_words.is_some() {
                self.line(&number, &format!("{}:", labels::ONLY_IF_CHECK_FAILS));
                self.line("     ", &self.strong(&step.command));
            } else {
                self.line(&number, &self.strong(&step.command));
            }
            self.commands("       ", labels::CHECK, 7, &step.check.command);
            self.labelled("       ", labels::GOOD, 7, step.check.good);
        }
    }

    /// The titles of the steps, with the wait that their checks ask for.
    pub(super) fn titles(&mut self, heading: &str, steps: &[StepDocument], marks: Marks) {
        if steps.is_empty() {
            return;
        }
        self.blank();
        let minutes = steps.iter().map(|step| step.check.minutes).sum();
        let waits = words::wait_at_most(minutes).filter(|_| matches!(marks, Marks::Letters));
        let waits = waits.map_or_else(String::new, |all| format!(" (waits: up to {all} in all)"));
        self.wrapped("", &format!("{}{waits}:", self.strong(heading)));
        for (place, step) in steps.iter().enumerate() {
            let wait = words::wait_at_most(step.check.minutes).map(|wait| format!("up to {wait}"));
            let stop = step.hard_stop.then(|| labels::HARD_STOP.to_owned());
            let about: Vec<_> =
                wait.filter(|_| matches!(marks, Marks::Letters)).into_iter().chain(stop).collect();
            let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join("; ")) };
            let mark = format!("  {} ", marks.of(place));
            self.wrapped_after(&mark, &" ".repeat(mark.len()), &format!("{}{about}", step.titled()));
        }
    }

    /// The steps with everything that is said of them.
    pub(super) fn steps(&mut self, heading: &str, steps: &[StepDocument], marks: Marks) {
        if steps.is_empty() {
            return;
        }
        self.heading(heading);
        for (place, step) in steps.iter().enumerate() {
            if place > 0 {
                self.blank();
            }
            self.step(&format!("{:>4} ", marks.of(place)), step);
        }
    }

    fn step(&mut self, mark: &str, step: &StepDocument) {
        let hard = if step.hard_stop { format!(" ({})", labels::HARD_STOP) } else { String::new() };
        let title = self.strong(&format!("{}{hard}", step.titled()));
        self.wrapped_after(mark, "     ", &title);
        self.blank();
        if let Some(when) = step.when_words {
            self.wrapped("         ", when);
        }
        self.line("         ", &self.strong(&step.command));
        self.blank();
        self.labelled("     ", labels::WHY, LABEL, step.why);
        if step.check.command != step.command {
            self.commands("     ", labels::CHECK, LABEL, &step.check.command);
        }
        self.labelled("     ", labels::GOOD, LABEL, step.check.good);
        self.labelled("     ", labels::BAD, LABEL, step.check.bad);
        if step.check.minutes == 0 {
            self.line("     ", labels::NO_WAIT);
        } else {
            self.labelled("     ", labels::WAIT, LABEL, step.check.wait);
        }
        let mut label = format!("     {:<LABEL$}- ", labels::IF_IT_FAILS);
        for text in step.if_it_fails {
            self.wrapped_after(&label, "                   ", text);
            label = format!("     {:LABEL$}- ", "");
        }
        let source = format!("{} [{}]", step.basis_words, step.sources.join(", "));
        self.labelled("     ", labels::SOURCE, LABEL, &source);
    }
}

impl StepDocument {
    /// The title, with the cluster where it is for one.
    pub(crate) fn titled(&self) -> String {
        let cluster = self.cluster.as_ref().and_then(|cluster| {
            Some(words::cluster(ClusterKind::from_id(&cluster.kind)?, cluster.name.as_deref()))
        });
        cluster.map_or_else(|| self.title.into(), |cluster| format!("{} ({cluster})", self.title))
    }
}
