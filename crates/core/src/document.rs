//! The documents behind the sources: repository, path, and the commit at which each was read.
//!
//! `cargo xtask sources` asks a clone of the repository which of them have changed since.

use crate::source::{self as s, Source};

/// A file in a public repository on GitHub.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Document {
    /// The repository, as `owner/name`.
    pub repository: &'static str,
    /// The file's path in it.
    pub path: &'static str,
    /// The commit at which it was read, 40 hexadecimal digits; where it was not written down, the source's date counts.
    pub commit: Option<&'static str>,
}

/// The commit of each text that was read, as far as it is known.
const COMMITS: &[(&Source, &str)] = &[
    (&s::UPDATE_CERTIFICATES, "17c1129a5786ee7f5489e357bc0c107587840002"),
    (&s::CERTIFICATES_OVERVIEW, "2ed69483a4ff5214b0703a31d15b04b73a263e2d"),
    (&s::KNOWN_ISSUES_WORKLOAD, "72d7517e35816e61f2c3c2283b419635ef21b2fb"),
    (&s::KNOWN_ISSUES_SECURITY, "2cba5d41cb7b0b2548319d1326b66ec0635c70d6"),
    (&s::UPDATE_HOST, "95fc03fe57c68362b3aceadb70e455a70b1b076a"),
    (&s::ADMINISTRATORS, "17c1129a5786ee7f5489e357bc0c107587840002"),
    (&s::RETIREMENT_NOVEMBER, "0c8b525e7227281a1bd59ede0c876deb4fb6ff68"),
    (&s::CMDLET_UPDATE, "c6fa3290a8c7e982c2cf083c779d091ff737721b"),
    (&s::CMDLET_UPDATE_CLUSTER, "3ad598be0cb66dbbf00b8c5e2f6d6392184f07af"),
    (&s::CMDLET_REPAIR, "c6fa3290a8c7e982c2cf083c779d091ff737721b"),
    (&s::CMDLET_REPAIR_CLUSTER, "c6fa3290a8c7e982c2cf083c779d091ff737721b"),
    (&s::CMDLET_CLUSTERS, "72d7517e35816e61f2c3c2283b419635ef21b2fb"),
    (&s::CMDLET_CREDENTIAL, "d1e4983aebaa9c1712d0883abb7ac136172e68bf"),
    (&s::CMDLET_LOGS, "0b598ccf3042e05b16b759c1c194a20a355197c6"),
    (&s::CMDLET_VERSION, "efe840578bc27e85f0ebbbf0c2980d902e929c43"),
    (&s::CMDLET_SYNC_BILLING, "72d7517e35816e61f2c3c2283b419635ef21b2fb"),
    (&s::CMDLET_BILLING_STATUS, "846500374ba371907a63abb8c1d3c1f798a175e7"),
    (&s::SYSTEM_REQUIREMENTS, "0b598ccf3042e05b16b759c1c194a20a355197c6"),
    (&s::KUBERNETES_PORTS, "31a8f95edf918abb97b71193d74d9ff9513826a1"),
    (&s::MOC_RENEWAL, "05e9a1db61bfa3a91413e14fde3b3db477f75c2a"),
];

impl Source {
    /// The file that was read; none where the source is a page, an issue or a whole repository.
    pub fn document(&self) -> Option<Document> {
        let (repository, rest) = self.url.strip_prefix("https://github.com/")?.split_once("/blob/")?;
        let (_branch, path) = rest.split_once('/')?;
        let commit = COMMITS.iter().find(|(source, _)| source.id == self.id).map(|(_, commit)| *commit);
        Some(Document { repository, path, commit })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_a_file_names_repository_and_path() {
        let document = s::UPDATE_CERTIFICATES.document().unwrap();
        assert_eq!(document.repository, "MicrosoftDocs/azure-stack-docs");
        assert_eq!(document.path, "AKS-Arc/update-certificates.md");
        assert_eq!(s::ISSUE_145.document(), None);
        assert_eq!(s::CLOUD_AKS.document(), None);
    }

    #[test]
    fn every_commit_belongs_to_a_file_and_is_whole() {
        for (source, commit) in COMMITS {
            assert_eq!(
                source.document().and_then(|document| document.commit),
                Some(*commit),
                "{}",
                source.id
            );
            assert!(commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()), "{commit}");
        }
    }
}
