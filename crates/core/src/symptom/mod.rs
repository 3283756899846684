//! Error messages: which layer they speak of, whether a certificate is the cause at all, and what repairs it.
//!
//! Rows are const data, as everywhere in this crate; what is said of them in words is the business of the forms.

mod action;
mod advice;
mod cited;
mod expiry;
mod explain;
mod id;
mod mark;
mod message;
mod port;
mod read;
mod rows;
mod stamp;
mod text;

pub use action::{Action, Fix};
pub use advice::{ADVICE, Advice, AdviceId};
/// The bytes of a log as text.
pub use certplan_text::lossy as text;
pub use explain::{Clock, Explanation, MOST_BYTES, Match, Verdict, explain};
pub use id::SymptomId;
pub use mark::Mark;
pub use port::{PORTS, Port};
pub use rows::SYMPTOMS;
pub use text::Text;

use crate::closed::{Set, closed_enum};
use crate::note::ConflictId;
use crate::playbook::Effect;
use crate::source::Source;

closed_enum! {
    /// Where the cause of a message lies.
    pub enum Place {
        /// The certificates of a cluster's control plane and nodes.
        Kubernetes = "kubernetes",
        /// What hosts, agents and in-cluster plugins log in with.
        Moc = "moc",
        /// What the person at the host logs in with: mocctl, kvactl, a kubeconfig.
        AdminLogin = "admin_login",
        /// Somewhere else.
        Other = "other",
    }
}

closed_enum! {
    /// What a message says about certificates.
    ///
    /// Exhaustive: every form words each of them.
    pub enum Kind {
        /// A certificate or token has expired, or is not accepted.
        Certificate = "certificate",
        /// The text alone does not tell; the fixes say how to find out.
        Possible = "possible",
        /// Something else is wrong.
        NotCertificate = "not_certificate",
        /// The text is of a product that this program does not know.
        OtherProduct = "other_product",
    }
}

closed_enum! {
    /// Where the texts of a symptom come from.
    pub enum TextBasis {
        /// A source gives the message or the value.
        Documented = "documented",
        /// The sources tell of the fault and give no message of it.
        Inferred = "inferred",
    }
}

/// A message that people paste.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Symptom {
    /// Its name.
    pub id: SymptomId,
    /// Where the cause lies.
    pub place: Place,
    /// What it says about certificates.
    pub kind: Kind,
    /// The texts it is known by: one of them must be there.
    pub texts: &'static [Text],
    /// Whether the sources give these texts, or only tell of the fault, so that the texts are inferred.
    pub text_basis: TextBasis,
    /// The symptoms whose presence makes this one redundant, since they say more.
    pub yields_to: Set<SymptomId>,
    /// Messages that look alike and have another cause.
    pub look_alikes: &'static [SymptomId],
    /// What to do, in order.
    pub fix: &'static [Fix],
    /// Where sources disagree about it.
    pub conflicts: &'static [ConflictId],
    /// Advice that is often given for it and must not be followed.
    pub avoid: &'static [AdviceId],
    /// Where it comes from.
    pub sources: &'static [&'static Source],
}

impl Symptom {
    /// The row of that name.
    pub const fn of(id: SymptomId) -> &'static Self {
        &SYMPTOMS[id as usize]
    }

    /// The most that any of its fixes does to the system.
    pub fn effect(&self) -> Effect {
        let rank = |effect: &Effect| *effect as usize;
        self.fix.iter().map(|fix| fix.effect()).max_by_key(rank).unwrap_or(Effect::Read)
    }
}
