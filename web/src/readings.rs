//! What was given to the page to read: an error message, certificates, deployments; and what the worker found in it.

use std::rc::Rc;

use certplan_export::link::Mode;
use certplan_words::page::app as words;
use certplan_worker::protocol::{
    Answer, CollectedFacts, EvidenceAnswer, Explained, FleetAnswer, FleetDefaults, FleetRead, TableQuery,
    WrongDefault,
};

use crate::browser::{Failure, FromWorker};

/// Everything that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Readings {
    /// The text in the one box.
    pub box_text: String,
    /// The text that is being read, with its request: it returns to the box where nothing is found in it.
    given: Option<(u32, String)>,
    /// The mode in which something was given to be read.
    given_in: Option<Mode>,
    /// Whether the user has gone to another one before it was read, and stays there.
    left: bool,
    /// How much of what is being read was read, in percent.
    pub progress: Option<u8>,
    /// The error message.
    pub message: String,
    /// What it says.
    pub explained: Option<Rc<Explained>>,
    /// What the certificates say.
    pub evidence: Option<Rc<EvidenceAnswer>>,
    /// What holds for every deployment, as it was typed.
    pub defaults: FleetDefaults,
    /// What is wrong with that.
    pub wrong_default: Option<WrongDefault>,
    /// What is to be done for the deployments.
    pub fleet: Option<Rc<FleetRead>>,
    /// Which rows of their table are asked for.
    pub query: TableQuery,
    /// Why the worker ended last.
    pub failure: Option<Failure>,
}

/// What follows from an answer of the worker for the rest of the page.
#[derive(Default)]
pub(crate) struct Heard {
    /// What is to be said, and whether it is shown too.
    pub(crate) said: Option<(String, bool)>,
    /// The mode that shows it.
    pub(crate) mode: Option<Mode>,
    /// The link of a plan that was opened.
    pub(crate) link: Option<String>,
    /// The facts that a collector's file told.
    pub(crate) collected: Option<CollectedFacts>,
}

impl Readings {
    /// A text is being read.
    pub(crate) fn give(&mut self, id: u32, text: String, mode: Mode) {
        self.box_text.clear();
        self.given = Some((id, text));
        self.give_files(mode);
    }

    /// Files are being read.
    pub(crate) fn give_files(&mut self, mode: Mode) {
        self.given_in = Some(mode);
        self.left = false;
        self.progress = Some(0);
        self.failure = None;
    }

    /// The user goes to a mode.
    pub(crate) fn go_to(&mut self, mode: Mode) {
        self.left = self.progress.is_some() && self.given_in != Some(mode);
    }

    /// The error message has another text.
    pub(crate) fn edit_message(&mut self, message: String) {
        if message.trim().is_empty() {
            self.explained = None;
        }
        self.message = message;
    }

    pub(crate) fn hear(&mut self, from: FromWorker, mode: Mode) -> Heard {
        match from {
            FromWorker::Progress(_, percent) => {
                self.progress = Some(percent);
                Heard::default()
            }
            FromWorker::Done(id, answer, _) => {
                self.progress = None;
                self.failure = None;
                let given = self.given.take_if(|(request, _)| *request == id).map(|(_, text)| text);
                let heard = self.take(&answer, given, mode);
                // What was read is shown where it belongs, and nowhere else.
                if self.left { Heard { collected: heard.collected, ..Heard::default() } } else { heard }
            }
            FromWorker::Failed(id, reason) => {
                self.progress = None;
                if let Some((_, text)) = self.given.take_if(|(request, _)| *request == id) {
                    self.box_text = text;
                }
                Heard { said: Some((reason, true)), ..Heard::default() }
            }
            FromWorker::Ended(failure) => self.end(failure),
        }
    }

    /// Takes an answer; `given` is the text that was in the box.
    fn take(&mut self, answer: &Rc<Answer>, given: Option<String>, mode: Mode) -> Heard {
        match &**answer {
            Answer::Explained(explained) => self.explain(explained, given, mode),
            Answer::Evidence(answer) => self.read_evidence(answer, given),
            Answer::Fleet(answer) => self.read_fleet(answer, given),
            Answer::Table(page) => {
                if let Some(fleet) = &mut self.fleet {
                    Rc::make_mut(fleet).table = page.clone();
                }
                Heard::default()
            }
            Answer::Plan(link) => Heard { link: Some(link.clone()), ..Heard::default() },
            Answer::File(_) => Heard::default(),
        }
    }

    fn explain(&mut self, explained: &Explained, given: Option<String>, mode: Mode) -> Heard {
        let is_shown = mode == Mode::Error;
        if let Some(text) = given {
            self.message = text;
        } else if !is_shown {
            // A file: its text is too long for the field.
            self.message.clear();
        }
        if explained.held_secret {
            self.message.clear();
        }
        self.explained = Some(Rc::new(explained.clone()));
        Heard {
            said: Some((explained.said.clone(), explained.held_secret)),
            mode: Some(Mode::Error),
            ..Heard::default()
        }
    }

    fn read_evidence(&mut self, answer: &EvidenceAnswer, given: Option<String>) -> Heard {
        let is_refused = given.is_some() && !answer.is_taken;
        if is_refused {
            self.box_text = given.unwrap_or_default();
        }
        self.evidence =
            (!answer.sources.is_empty() || !answer.rejected.is_empty()).then(|| Rc::new(answer.clone()));
        let said = (!answer.said.is_empty()).then(|| (answer.said.clone(), is_refused));
        // A file with facts and without dates is answered by the facts.
        let mode =
            if answer.collected.is_some() && answer.head.is_none() { Mode::After } else { Mode::Evidence };
        let mode = answer.is_taken.then_some(mode);
        Heard { said, mode, link: None, collected: answer.collected.clone() }
    }

    fn read_fleet(&mut self, answer: &FleetAnswer, given: Option<String>) -> Heard {
        self.wrong_default.clone_from(&answer.wrong);
        let said = (!answer.said.is_empty()).then(|| (answer.said.clone(), true));
        if answer.wrong.is_some() {
            return Heard { said, ..Heard::default() };
        }
        let is_used = answer.read.as_ref().is_some_and(|read| read.summary.deployments > 0);
        if let Some(text) = given.filter(|_| !is_used) {
            self.box_text = text;
        }
        self.fleet = answer.read.clone().map(Rc::new);
        self.query = TableQuery::default();
        Heard { said, mode: self.fleet.is_some().then_some(Mode::Fleet), ..Heard::default() }
    }

    /// The worker has ended. What was typed stays, and the next worker is told what was read.
    fn end(&mut self, failure: Failure) -> Heard {
        if let Some((_, text)) = self.given.take() {
            self.box_text = text;
        }
        self.progress = None;
        self.failure = Some(failure);
        let said = match failure {
            Failure::Missing => words::PART_MISSING,
            Failure::Crashed => words::READER_CRASHED,
            Failure::Hung => words::READER_HUNG,
            Failure::Stopped => words::READER_STOPPED,
        };
        Heard { said: Some((said.to_owned(), failure != Failure::Missing)), ..Heard::default() }
    }
}

#[cfg(test)]
mod tests {
    use certplan_core::explain;
    use certplan_words::explained;

    use super::*;

    fn explained_as(held_secret: bool) -> FromWorker {
        let explained = Explained {
            explanation: explained(&explain("Valid Token Required")),
            said: "said".into(),
            held_secret,
        };
        FromWorker::Done(1, Rc::new(Answer::Explained(explained)), None)
    }

    #[test]
    fn a_text_that_is_a_message_goes_to_the_field_for_messages() {
        let mut readings = Readings::default();
        readings.give(1, "Valid Token Required".into(), Mode::After);
        let heard = readings.hear(explained_as(false), Mode::After);
        assert_eq!((heard.mode, readings.message.as_str()), (Some(Mode::Error), "Valid Token Required"));
    }

    #[test]
    fn a_text_with_a_key_is_kept_nowhere() {
        let mut readings = Readings::default();
        readings.give(1, "MARKED".into(), Mode::After);
        readings.hear(explained_as(true), Mode::After);
        assert!(!format!("{readings:?}").contains("MARKED"));
        readings.edit_message("MARKED".into());
        readings.hear(explained_as(true), Mode::Error);
        assert!(!format!("{readings:?}").contains("MARKED"));
    }

    #[test]
    fn a_text_in_which_nothing_is_found_returns_to_the_box() {
        let mut readings = Readings::default();
        readings.give(1, "nothing".into(), Mode::After);
        assert_eq!(readings.box_text, "");
        let answer = EvidenceAnswer { said: "no certificate".into(), ..EvidenceAnswer::default() };
        let heard =
            readings.hear(FromWorker::Done(1, Rc::new(Answer::Evidence(answer)), None), Mode::Evidence);
        assert_eq!((heard.mode, readings.box_text.as_str()), (None, "nothing"));
    }

    #[test]
    fn a_user_who_has_left_while_something_is_read_stays_where_they_are() {
        let answer = EvidenceAnswer {
            said: "Read a: 1 certificate.".into(),
            is_taken: true,
            ..EvidenceAnswer::default()
        };
        let done = || FromWorker::Done(1, Rc::new(Answer::Evidence(answer.clone())), None);
        for (visited, is_shown) in
            [(&[][..], true), (&[Mode::Error], false), (&[Mode::Error, Mode::Evidence], true)]
        {
            let mut readings = Readings::default();
            readings.give_files(Mode::Evidence);
            for mode in visited {
                readings.go_to(*mode);
            }
            let heard = readings.hear(done(), *visited.last().unwrap_or(&Mode::Evidence));
            assert_eq!((heard.mode.is_some(), heard.said.is_some()), (is_shown, is_shown), "{visited:?}");
        }
    }

    #[test]
    fn a_worker_that_fails_loses_nothing_that_was_typed() {
        let mut readings = Readings { message: "a message".into(), ..Readings::default() };
        readings.defaults.shutdown = "45d".into();
        readings.give(1, "a text".into(), Mode::After);
        for failure in [Failure::Missing, Failure::Crashed, Failure::Hung, Failure::Stopped] {
            let heard = readings.hear(FromWorker::Ended(failure), Mode::Fleet);
            assert!(heard.said.is_some());
            assert_eq!(readings.progress, None);
        }
        assert_eq!((readings.box_text.as_str(), readings.message.as_str()), ("a text", "a message"));
        assert_eq!(readings.defaults.shutdown, "45d");
    }
}
