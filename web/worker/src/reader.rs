//! Answers requests.

use certplan_core::facts::{Timestamp, Zone};
use certplan_words::page::reading as words;

use crate::explain::explained;
use crate::protocol::{Answer, Ask, EvidenceAnswer, FleetAnswer, Named};
use crate::{collected, evidence, exports, fleet};

/// How many bytes are read before progress is reported. `WebKit` stops a worker only where it calls its host.
pub(crate) const PIECE: usize = 1 << 20;

/// Reports progress: how many bytes are done, and of how many.
pub type Progress<'p> = &'p mut dyn FnMut(usize, usize);

/// What a request depends on besides its content.
#[derive(Clone, Copy)]
#[expect(clippy::exhaustive_structs, reason = "a pair")]
pub struct Context<'c> {
    /// The current time.
    pub now: Timestamp,
    /// The zone of date-times without an offset.
    pub zone: &'c dyn Zone,
}

impl std::fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.now, self.zone.name())
    }
}

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Reader {
    pub(crate) evidence: evidence::Session,
    pub(crate) fleet: fleet::Session,
}

impl Reader {
    /// Answers a request. The second part is what crosses beside the message: the content of a file, or what the page keeps
    /// for the next worker.
    ///
    /// # Errors
    ///
    /// The request asks for something that is not there: why.
    pub fn answer(
        &mut self,
        ask: Ask,
        bytes: Option<&[u8]>,
        context: &Context<'_>,
        progress: Progress<'_>,
    ) -> Result<(Answer, Option<String>), String> {
        let given = || bytes.ok_or_else(|| words::NOTHING_GIVEN.to_owned());
        let answer = match ask {
            Ask::Open(named) => self.open(&named, given()?, context, progress)?,
            Ask::Explain => Answer::Explained(explained(given()?)),
            Ask::ReadEvidence(named) => self.read_evidence(&named, given()?, context, progress),
            Ask::Unreadable { name, reason } => {
                let said = words::read(&name, &words::no_certificate(&reason));
                self.evidence.note_unreadable(name, reason);
                self.evidence_answer(said, false, context)
            }
            Ask::NameCluster { source, cluster } => {
                self.evidence.name_cluster(source, &cluster);
                self.evidence_answer(String::new(), false, context)
            }
            Ask::Forget(source) => {
                self.evidence.forget(source);
                self.evidence_answer(words::FORGOTTEN.into(), false, context)
            }
            Ask::ForgetEvidence => {
                self.evidence = evidence::Session::default();
                self.evidence_answer(words::ALL_FORGOTTEN.into(), false, context)
            }
            Ask::Compare { before, after } => {
                let said = self.evidence.compare(before, after, context.now).ok_or(words::NOTHING_GIVEN)?;
                self.evidence_answer(said, false, context)
            }
            Ask::ShowEvidence => self.evidence_answer(String::new(), false, context),
            Ask::Restore => {
                self.evidence = serde_json::from_slice(given()?).map_err(|error| error.to_string())?;
                self.evidence_answer(String::new(), false, context)
            }
            Ask::ReadFleet(named) => {
                let name = match &named {
                    Named::File(name) => name,
                    Named::Text => "text",
                };
                Answer::Fleet(self.fleet.read(name, given()?, context, progress))
            }
            Ask::SetDefaults(defaults) => Answer::Fleet(self.fleet.set_defaults(defaults, context, progress)),
            Ask::ShowTable(query) => Answer::Table(self.fleet.table(&query).ok_or(words::NOTHING_GIVEN)?),
            Ask::ForgetFleet => {
                self.fleet.forget();
                Answer::Fleet(FleetAnswer { said: words::ALL_FORGOTTEN.into(), ..FleetAnswer::default() })
            }
            Ask::EvidenceFile(format) => {
                let (head, text) = self.evidence.file(&format, context.now).ok_or(words::NO_SUCH_FILE)?;
                return Ok((Answer::File(head), Some(text)));
            }
            Ask::FleetFile(id) => {
                let file = self.fleet.file(&id, context, progress).ok_or(words::NO_SUCH_FILE)?;
                return Ok((Answer::File(file.head), Some(file.text)));
            }
            Ask::Export(request) => {
                let (head, text) = exports::write(&request, context)?;
                return Ok((Answer::File(head), Some(text)));
            }
        };
        let kept = matches!(answer, Answer::Evidence(_)).then(|| serde_json::to_string(&self.evidence));
        Ok((answer, kept.and_then(Result::ok)))
    }

    /// Reads certificates or a list of clusters. The collector's file tells facts, too.
    pub(crate) fn read_evidence(
        &mut self,
        named: &Named,
        bytes: &[u8],
        context: &Context<'_>,
        progress: Progress<'_>,
    ) -> Answer {
        let file = collected::read(bytes);
        let written_at = file.as_ref().and_then(collected::written_at);
        let collected = file.and_then(|file| collected::facts(&file, context.zone));
        let (mut said, is_taken) = self.evidence.read(named, bytes, written_at, progress);
        if collected.is_some() {
            said += words::FACTS_FILLED_IN;
        }
        let is_taken = is_taken || collected.is_some();
        Answer::Evidence(EvidenceAnswer { said, is_taken, collected, ..self.evidence.answer(context.now) })
    }

    fn evidence_answer(&self, said: String, is_taken: bool, context: &Context<'_>) -> Answer {
        Answer::Evidence(EvidenceAnswer { said, is_taken, ..self.evidence.answer(context.now) })
    }
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::Utc;

    use super::*;

    fn ask(reader: &mut Reader, ask: Ask, bytes: Option<&[u8]>) -> Result<(Answer, Option<String>), String> {
        let context = Context { now: "2026-11-25T00:00:00Z".parse().unwrap(), zone: &Utc };
        reader.answer(ask, bytes, &context, &mut |_, _| ())
    }

    #[test]
    fn a_request_without_its_bytes_or_its_file_fails() {
        let mut reader = Reader::default();
        for request in [
            Ask::Explain,
            Ask::FleetFile("json".into()),
            Ask::EvidenceFile("exe".into()),
            Ask::ShowTable(crate::protocol::TableQuery::default()),
        ] {
            assert!(ask(&mut reader, request.clone(), None).is_err(), "{request:?}");
        }
    }

    #[test]
    fn long_inputs_report_progress_for_every_piece() {
        let context = Context { now: "2026-11-25T00:00:00Z".parse().unwrap(), zone: &Utc };
        let line = "{\"deployment\": \"kiel\", \"shutdown\": \"45d\"}\n";
        let bundle = "-----BEGIN CERTIFICATE-----\nMAAA\n-----END CERTIFICATE-----\n";
        for (request, text) in
            [(Ask::ReadFleet(Named::Text), line), (Ask::ReadEvidence(Named::File("a".into())), bundle)]
        {
            let bytes = text.repeat(3 * PIECE / text.len()).into_bytes();
            let mut done = Vec::new();
            let mut progress = |so_far, total| {
                assert_eq!(total, bytes.len());
                done.push(so_far);
            };
            Reader::default().answer(request, Some(&bytes), &context, &mut progress).unwrap();
            assert_eq!(done.len(), 3, "{done:?}");
            assert_eq!(done[2], bytes.len());
        }
    }

    #[test]
    fn an_unreadable_file_is_noted_and_everything_can_be_forgotten() {
        let mut reader = Reader::default();
        let request = Ask::Unreadable { name: "a.pem".into(), reason: "it is larger than 256 MiB".into() };
        let Ok((Answer::Evidence(answer), _)) = ask(&mut reader, request, None) else { panic!("evidence") };
        assert!(answer.said.contains("256 MiB") && answer.rejected.len() == 1, "{}", answer.said);
        let Ok((Answer::Evidence(answer), _)) = ask(&mut reader, Ask::ForgetEvidence, None) else { panic!() };
        assert!(answer.sources.is_empty());
    }
}
