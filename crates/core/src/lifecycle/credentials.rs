//! The credentials, one row each for every era in which they differ.

use super::{Era, Margin};
use crate::closed::{Closed, Set, closed_enum};
use crate::credential::CredentialId;
use crate::facts::Duration;
use crate::layer::Layer;
use crate::source::{
    ARC_CONNECTIVITY, CERTIFICATES_AND_TOKENS, CERTIFICATES_OVERVIEW, ISSUE_145, ISSUE_146, ISSUE_168,
    KNOWN_ISSUES_WORKLOAD, MOC_RENEWAL, Source, Strength, UPDATE_HOST,
};

closed_enum! {
    /// Who makes a credential last longer.
    ///
    /// Exhaustive: these are the ways that the documents know.
    pub enum Renewal {
        /// Its holder, while everything runs.
        ByItself = "by-itself",
        /// Its holder, but only when it is used near its end.
        WhenUsed = "when-used",
        /// An update of the deployment.
        ByUpdate = "by-update",
        /// Its holder, while it is connected to Azure.
        WhenConnected = "when-connected",
        /// A person.
        ByHand = "by-hand",
    }
}

/// How much of a credential is left when the renewal stops, on a healthy system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::exhaustive_enums,
    reason = "every reader must handle each way in which a remaining lifetime is known"
)]
pub enum Left {
    /// Between the two.
    Between(Duration, Duration),
    /// Its life, less the time since the last update. Whether it has rotated since is disputed, so it is never known to be gone.
    SinceUpdate,
    /// At most its life: nothing renews it by itself.
    AtMostLife,
    /// Not known without its dates.
    Unknown,
}

/// A credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credential {
    /// Its name.
    pub id: CredentialId,
    /// The builds that this row is about.
    pub eras: Set<Era>,
    /// The layer it represents; the others are only pointed out.
    pub speaks_for: Option<Layer>,
    /// How long one lives; `None` where no document says.
    pub life: Option<Duration>,
    /// How much is left at the moment of the shutdown.
    pub left: Left,
    /// Who makes it last longer.
    pub renewal: Renewal,
    /// How firmly the sources support the remaining time.
    pub strength: Strength,
    /// Where it comes from.
    pub sources: &'static [&'static Source],
}

const BOTH: Set<Era> = Era::SixtyDays.only().or(Era::NinetyDays.only());
const SIXTY: Set<Era> = Era::SixtyDays.only();
const NINETY: Set<Era> = Era::NinetyDays.only();

/// Every credential, those that represent a layer first.
#[rustfmt::skip]
pub const CREDENTIALS: [Credential; 10] = [
    row(CredentialId::KubernetesLeaf,       BOTH,   Some(Layer::Kubernetes), Some(4),   between(1, 4),    Renewal::ByItself,      Strength::Inferred,   &[&CERTIFICATES_OVERVIEW, &KNOWN_ISSUES_WORKLOAD]),
    // Renewed when 30 % is left.
    row(CredentialId::MocClient,            NINETY, Some(Layer::Moc),        Some(90),  between(27, 90),  Renewal::ByItself,      Strength::SourceCode, &[&MOC_RENEWAL, &CERTIFICATES_OVERVIEW]),
    row(CredentialId::MocClient,            SIXTY,  Some(Layer::Moc),        Some(60),  between(18, 60),  Renewal::ByItself,      Strength::SourceCode, &[&MOC_RENEWAL, &CERTIFICATES_AND_TOKENS]),
    row(CredentialId::MocToken,             NINETY, Some(Layer::Moc),        Some(90),  Left::SinceUpdate, Renewal::ByUpdate,     Strength::Stated,     &[&CERTIFICATES_OVERVIEW, &UPDATE_HOST]),
    row(CredentialId::MocToken,             SIXTY,  Some(Layer::Moc),        Some(60),  Left::SinceUpdate, Renewal::ByUpdate,     Strength::Stated,     &[&CERTIFICATES_AND_TOKENS]),
    row(CredentialId::MocctlLogin,          BOTH,   None,                    Some(60),  between(18, 60),  Renewal::WhenUsed,      Strength::Reported,   &[&CERTIFICATES_AND_TOKENS, &ISSUE_168]),
    row(CredentialId::KvactlLogin,          BOTH,   None,                    Some(60),  between(18, 60),  Renewal::WhenUsed,      Strength::Reported,   &[&CERTIFICATES_AND_TOKENS, &ISSUE_146]),
    row(CredentialId::CloudAgentCa,         BOTH,   None,                    Some(365), Left::AtMostLife, Renewal::ByHand,        Strength::Stated,     &[&CERTIFICATES_OVERVIEW]),
    row(CredentialId::ManagementKubeconfig, BOTH,   None,                    None,      Left::Unknown,    Renewal::ByHand,        Strength::Reported,   &[&ISSUE_145]),
    row(CredentialId::ArcIdentity,          BOTH,   None,                    Some(90),  between(30, 90),  Renewal::WhenConnected, Strength::Stated,     &[&ARC_CONNECTIVITY]),
];

/// The row of each name in each era, found by the compiler, which refuses a name without a row or with two.
pub(super) static ROW_OF: [[&Credential; CredentialId::ALL.len()]; Era::ALL.len()] = {
    let mut rows = [[&CREDENTIALS[0]; CredentialId::ALL.len()]; Era::ALL.len()];
    let mut era = 0;
    while era < Era::ALL.len() {
        let mut id = 0;
        while id < CredentialId::ALL.len() {
            let (mut row, mut found) = (0, 0);
            while row < CREDENTIALS.len() {
                if CREDENTIALS[row].id as usize == id && CREDENTIALS[row].eras.bits() >> era & 1 == 1 {
                    rows[era][id] = &CREDENTIALS[row];
                    found += 1;
                }
                row += 1;
            }
            assert!(found == 1, "a credential has no row, or two, in some era");
            id += 1;
        }
        era += 1;
    }
    rows
};

/// The rows that represent each layer in each era, for a decision that is made at every keystroke.
pub(super) static SPEAKERS: [[[Option<&Credential>; 2]; Layer::ALL.len()]; Era::ALL.len()] = {
    let mut speakers = [[[None; 2]; Layer::ALL.len()]; Era::ALL.len()];
    let mut era = Era::ALL.len();
    while era > 0 {
        era -= 1;
        let (mut row, mut count) = (0, [0; Layer::ALL.len()]);
        while row < CREDENTIALS.len() {
            if CREDENTIALS[row].eras.bits() >> era & 1 == 1
                && let Some(layer) = CREDENTIALS[row].speaks_for
            {
                let layer = layer as usize;
                speakers[era][layer][count[layer]] = Some(&CREDENTIALS[row]);
                count[layer] += 1;
            }
            row += 1;
        }
    }
    speakers
};

#[expect(clippy::too_many_arguments, reason = "a row of a table, in the order of its columns")]
const fn row(
    id: CredentialId,
    eras: Set<Era>,
    speaks_for: Option<Layer>,
    life_days: Option<u32>,
    left: Left,
    renewal: Renewal,
    strength: Strength,
    sources: &'static [&'static Source],
) -> Credential {
    let life = match life_days {
        Some(days) => Some(Duration::from_days(days)),
        None => None,
    };
    Credential { id, eras, speaks_for, life, left, renewal, strength, sources }
}

const fn between(least_days: u32, most_days: u32) -> Left {
    Left::Between(Duration::from_days(least_days), Duration::from_days(most_days))
}

impl Credential {
    /// The time left when the renewal stops; `None` where it cannot be known without its dates.
    pub fn left_at_shutdown(&self, since_update: Option<Duration>) -> Option<Margin> {
        match self.left {
            Left::Between(least, most) => Some(Margin { least, most: Some(most) }),
            Left::SinceUpdate => {
                let left = self.life?.seconds().saturating_sub(since_update?.seconds());
                Some(Margin { least: Duration::from_seconds(left)?, most: None })
            }
            Left::AtMostLife => Some(Margin { least: Duration::default(), most: self.life }),
            Left::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layer_always_has_a_speaker_whose_rest_is_known() {
        for layer in Layer::ALL {
            for era in Era::ALL {
                assert!(CREDENTIALS.iter().any(|credential| {
                    credential.speaks_for == Some(*layer)
                        && credential.eras.contains(*era)
                        && matches!(credential.left, Left::Between(..))
                }));
            }
        }
    }

    #[test]
    fn no_more_is_left_than_a_life_and_every_row_has_a_source() {
        for credential in &CREDENTIALS {
            if let (Left::Between(least, most), Some(life)) = (credential.left, credential.life) {
                assert!(least < most && most <= life, "{}", credential.id);
            }
            assert!(!credential.sources.is_empty(), "{}", credential.id);
        }
    }

    #[test]
    fn a_login_is_renewed_when_three_tenths_are_left() {
        for credential in CREDENTIALS.iter().filter(|credential| credential.id == CredentialId::MocClient) {
            let (Some(life), Left::Between(least, _)) = (credential.life, credential.left) else {
                panic!("{credential:?}")
            };
            assert_eq!(least.seconds() * 10, life.seconds() * 3);
        }
    }
}
