//! What a new worker is told, so that it knows what the one before knew.

use certplan_worker::protocol::{Answer, Ask, FleetDefaults, Named};
use gloo::file::Blob;
use js_sys::ArrayBuffer;

use super::read;

/// The number of what a new worker is told: its answers are not shown.
pub(super) const UNASKED: u32 = 0;

/// The inputs and settings that a worker has had.
#[derive(Clone, Default)]
pub(super) struct Kept {
    /// The certificates that were read, as the worker wrote them.
    evidence: Option<ArrayBuffer>,
    /// The deployments that were read: a file or a text.
    fleet: Option<(Named, Blob)>,
    /// The input of a request that may have deployments.
    reading: Option<(u32, Named, Blob)>,
    /// What holds for every deployment.
    defaults: FleetDefaults,
}

impl Kept {
    /// Keeps the input of a request, where it may have deployments.
    pub(super) fn input(&mut self, id: u32, ask: &Ask, input: impl FnOnce() -> Blob) {
        if let Ask::ReadFleet(named) | Ask::Open(named) = ask {
            self.reading = Some((id, named.clone(), input()));
        }
    }

    /// Keeps what a request sets, and drops what it makes the worker forget.
    pub(super) fn asked(&mut self, ask: &Ask) {
        match ask {
            Ask::SetDefaults(defaults) => self.defaults = defaults.clone(),
            Ask::ForgetFleet => self.fleet = None,
            _ => {}
        }
    }

    /// Keeps what an answer brings; gives back the content of a file that was asked for.
    pub(super) fn answered(
        &mut self,
        id: u32,
        answer: &Answer,
        buffer: Option<ArrayBuffer>,
    ) -> Option<ArrayBuffer> {
        let reading = self.reading.take_if(|(reading, ..)| *reading == id);
        match answer {
            Answer::Evidence(_) => {
                self.evidence = buffer;
                None
            }
            Answer::Fleet(fleet) => {
                if let Some((_, named, blob)) = reading.filter(|_| fleet.read.is_some()) {
                    self.fleet = Some((named, blob));
                }
                buffer
            }
            _ => buffer,
        }
    }

    /// What a new worker is asked first, each with the bytes beside it.
    pub(super) async fn requests(self) -> Vec<(Ask, Option<ArrayBuffer>)> {
        // A copy: the worker overwrites what it is given.
        let evidence = self.evidence.map(|buffer| buffer.slice(0));
        let mut requests: Vec<_> =
            evidence.map(|evidence| (Ask::Restore, Some(evidence))).into_iter().collect();
        if let Some((named, blob)) = self.fleet
            && let Ok(buffer) = read(&blob).await
        {
            requests.push((Ask::SetDefaults(self.defaults), None));
            requests.push((Ask::ReadFleet(named), Some(buffer)));
        }
        requests
    }
}
