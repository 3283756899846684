//! What the sources leave open: each history draws one answer, so that plans have to hold for all of them.

use rand::{Rng, RngExt as _};

use crate::clock::{DAY, HOUR, Seconds};

/// The life of Kubernetes leaf certificates.
pub const LEAF_LIFE: Seconds = 4 * DAY;
/// The life of the cloud agent's authority.
pub const AUTHORITY_LIFE: Seconds = 365 * DAY;
/// The life of an administrator's logins (mocctl, kvactl).
pub const LOGIN_LIFE: Seconds = 60 * DAY;
/// The life of the identity of Azure Arc.
pub const ARC_LIFE: Seconds = 90 * DAY;
/// A connected Arc agent renews its identity in time to be off for 30 days.
pub const ARC_RENEWED_AFTER: Seconds = 60 * DAY;
/// The life of the management cluster's kubeconfig: about a year.
pub const KUBECONFIG_LIFE: Seconds = 365 * DAY;
/// MOC certificates are renewed when this much of their life is left, in percent.
pub const MOC_LEFT_PERCENT: Seconds = 30;

/// The answers that one history draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent questions that the sources leave open")]
pub struct Model {
    /// The life of MOC certificates and tokens: 60 or 90 days, by build.
    pub moc_life: Seconds,
    /// Whether tokens renew themselves, as in builds from early 2023 on; the first such release is not documented.
    pub tokens_rotate: bool,
    /// Whether a stored MOC certificate survives a restart, or the client must log in again with its token.
    pub certificate_survives_restart: bool,
    /// Whether an API server starts only with its KMS plugin, or starts and cannot read secrets.
    pub api_waits_for_kms: bool,
    /// Whether the management cluster renews its own Kubernetes certificates at start: the page has no repair for them.
    pub management_heals: bool,
    /// The age at which a leaf is renewed: 2.8 to 3 days. Sources say "every 3 to 4 days" of a life of 4.
    pub leaf_renewed_after: Seconds,
    /// How long a cluster must run before anything is renewed.
    pub settling: Seconds,
    /// Whether the renewal of leaves needs the cluster's API server. Always true; a mutation switches it off.
    pub leaf_needs_api: bool,
}

impl Model {
    /// Draws the answers.
    pub fn random(random: &mut impl Rng) -> Self {
        let old = random.random_bool(0.2);
        Self {
            moc_life: if old { 60 * DAY } else { 90 * DAY },
            tokens_rotate: !old && random.random_bool(0.5),
            certificate_survives_restart: random.random_bool(0.8),
            api_waits_for_kms: random.random_bool(0.5),
            management_heals: random.random_bool(0.8),
            leaf_renewed_after: 2 * DAY + random.random_range(19 * HOUR + HOUR / 5..=24 * HOUR),
            settling: HOUR / 4,
            leaf_needs_api: true,
        }
    }

    /// A build that fits: one of each kind.
    pub fn build(&self) -> &'static str {
        if self.moc_life == 60 * DAY { "1.0.9.10413" } else { "1.0.24.11029" }
    }
}

/// What the simulation takes for granted, for the book: one row an assumption.
pub const ASSUMPTIONS: [&str; 12] = [
    "The clients of one cluster were issued at the same moment and renew together.",
    "MOC certificates renew when 30 % of their life is left, and need the cloud agent, its authority, and either a valid \
     certificate or a valid token.",
    "Kubernetes leaf certificates renew at an age of 2.8 to 3 days, and need the API server and the cloud agent. Sources say \
     every 3 to 4 days; a controller that waited until the fourth day would leave less than a day.",
    "A cluster that runs for less than 15 minutes renews nothing.",
    "The agent of a load balancer renews like other MOC clients while it runs. Sources know only its repair.",
    "An administrator uses mocctl and kvactl every day while the deployment is healthy, so at least 30 % of their life is left.",
    "Azure Arc renews its identity at 60 days while it is connected.",
    "The cloud agent's authority is rotated by hand before it ends, at 200 to 364 days.",
    "No certificate is issued while the clocks are wrong.",
    "The management cluster's own Kubernetes certificates heal at start in four of five histories; in the others the plan must \
     stop and say so.",
    "A fresh kubeconfig of the management cluster can be copied from its control plane while its API server runs.",
    "The repair cmdlets need the management cluster's API, its kubeconfig, the logins of mocctl and kvactl, and, for a target, \
     valid credentials of the management cluster.",
];
