//! The other formats of an answer: which one is open, and its text.

use certplan_core::Facts;
use certplan_export::link::{self, Mode};
use certplan_worker::exports::Export;
use certplan_worker::protocol::{Answer, ExportRequest, FileHead};
use yew::AttrValue;

use crate::browser::FromWorker;

/// The state of the other formats.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Formats {
    /// Whether they are open.
    pub open: bool,
    /// The format that the user chose.
    pub chosen: Option<&'static str>,
    /// The request of what is being written.
    pub request: Option<u32>,
    /// What was written last, or why it was not.
    pub written: Option<Result<Written, String>>,
}

/// A format as text.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "a pair")]
pub struct Written {
    /// What is known of its file.
    pub head: FileHead,
    /// Its text.
    pub text: AttrValue,
}

impl Formats {
    /// The format that is shown in a mode: the chosen one, or the first where that mode does not have it.
    pub fn shown(&self, mode: Mode) -> Option<&'static Export> {
        let chosen = Export::of(mode).find(|export| self.chosen == Some(export.id));
        chosen.or_else(|| Export::first(mode))
    }

    /// What is to be written for an answer; nothing while the formats are closed.
    pub fn wanted(&self, mode: Mode, facts: &Facts) -> Option<ExportRequest> {
        let export = self.shown(mode).filter(|_| self.open && !mode.is_tool())?;
        let link = link::whole(facts).replacen(Mode::After.as_str(), mode.as_str(), 1);
        Some(ExportRequest { id: export.id.into(), link, ..ExportRequest::default() })
    }

    /// Chooses a format; what was written in another one goes.
    pub(crate) fn choose(&mut self, id: &'static str, mode: Mode) {
        // The same one again is not asked for again.
        if self.shown(mode).is_none_or(|shown| shown.id != id) {
            self.written = None;
        }
        self.chosen = Some(id);
    }

    /// Takes what the worker wrote; whether it was for here.
    pub(crate) fn hear(&mut self, from: &FromWorker) -> bool {
        match from {
            FromWorker::Done(id, answer, text) => {
                let Answer::File(head) = &**answer else { return false };
                // An earlier request is answered too late.
                if self.request == Some(*id) {
                    let written =
                        Written { head: head.clone(), text: text.clone().unwrap_or_default().into() };
                    self.written = Some(Ok(written));
                }
                true
            }
            FromWorker::Failed(id, reason) if self.request == Some(*id) => {
                self.written = Some(Err(reason.clone()));
                true
            }
            FromWorker::Failed(..) | FromWorker::Progress(..) | FromWorker::Ended(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;

    fn done(id: u32, text: &str) -> FromWorker {
        FromWorker::Done(id, Rc::new(Answer::File(FileHead::default())), Some(text.to_owned()))
    }

    #[test]
    fn only_the_last_request_is_shown() {
        let mut formats = Formats { open: true, request: Some(2), ..Formats::default() };
        assert!(formats.hear(&done(1, "late")));
        assert_eq!(formats.written, None);
        assert!(formats.hear(&done(2, "now")));
        assert_eq!(formats.written.unwrap().unwrap().text.as_str(), "now");
    }

    #[test]
    fn the_format_that_is_shown_stays_when_it_is_chosen_again() {
        let mut formats = Formats { open: true, request: Some(1), ..Formats::default() };
        formats.hear(&done(1, "now"));
        formats.choose("powershell", Mode::After);
        assert!(formats.written.is_some());
        formats.choose("json", Mode::After);
        assert_eq!(formats.written, None);
    }

    #[test]
    fn a_mode_without_the_chosen_format_shows_its_first() {
        let formats = Formats { chosen: Some("powershell"), ..Formats::default() };
        assert_eq!(formats.shown(Mode::After).unwrap().id, "powershell");
        assert_eq!(formats.shown(Mode::Before).unwrap().id, "markdown");
    }

    #[test]
    fn the_link_of_a_request_has_its_mode() {
        let formats = Formats { open: true, ..Formats::default() };
        for mode in [Mode::After, Mode::Before] {
            let request = formats.wanted(mode, &Facts::default()).unwrap();
            assert_eq!(link::parse(&request.link).unwrap().unwrap().mode, mode);
        }
        assert_eq!(formats.wanted(Mode::Fleet, &Facts::default()), None);
    }
}
