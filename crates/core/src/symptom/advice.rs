//! Advice that destroys more than it repairs. It is named here so that an answer can warn of it, and for nothing else.

use crate::closed::closed_enum;
use crate::source::{
    CERTIFICATES_OVERVIEW, CMDLET_REMOVE_CLUSTER, CMDLET_RESTART, CMDLET_UNINSTALL, GO_X509, ISSUE_146,
    Source,
};

closed_enum! {
    /// The name of such advice.
    pub enum AdviceId {
        /// `Restart-AksHci` or `Reinstall-AksHci`.
        Reinstall = "reinstall",
        /// `Uninstall-AksHci`.
        Uninstall = "uninstall",
        /// `Remove-AksHciCluster`.
        RemoveCluster = "remove-cluster",
        /// `kubeadm certs renew`.
        KubeadmRenew = "kubeadm-renew",
        /// Deleting an access file or its folder.
        DeleteAccessFile = "delete-access-file",
        /// Switching the check of certificates off.
        SkipVerification = "skip-verification",
    }
}

/// Advice to warn of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advice {
    /// Its name.
    pub id: AdviceId,
    /// The texts it is known by, as in [`super::Text::parts`].
    pub parts: &'static [&'static [&'static str]],
    /// Why not.
    pub sources: &'static [&'static Source],
}

/// All of it, in the order of the names.
#[rustfmt::skip]
pub const ADVICE: [Advice; 6] = [
    advice(AdviceId::Reinstall,        &[&["restart-akshci"], &["reinstall-akshci"]], &[&CMDLET_RESTART]),
    advice(AdviceId::Uninstall,        &[&["uninstall-akshci"]], &[&CMDLET_UNINSTALL]),
    advice(AdviceId::RemoveCluster,    &[&["remove-akshcicluster -"]], &[&CMDLET_REMOVE_CLUSTER]),
    advice(AdviceId::KubeadmRenew,     &[&["kubeadm certs renew"], &["kubeadm alpha certs renew"]], &[&CERTIFICATES_OVERVIEW]),
    advice(AdviceId::DeleteAccessFile, &[&["remove-item", ".wssd"], &["del ", ".wssd"], &["delete", "cloudconfig"], &["rm -", ".wssd"]], &[&ISSUE_146]),
    advice(AdviceId::SkipVerification, &[&["--insecure-skip-tls-verify"], &["insecure-skip-tls-verify: true"]], &[&GO_X509]),
];

const fn advice(
    id: AdviceId,
    parts: &'static [&'static [&'static str]],
    sources: &'static [&'static Source],
) -> Advice {
    Advice { id, parts, sources }
}
