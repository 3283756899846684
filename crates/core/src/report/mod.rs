//! What the dates of real certificates say at one time: the rows of a report, and its head.
//!
//! The readers fill these types, and views and contracts show them. A [`Row`] is an item of `certplan/inspect/1`.

mod cells;

pub use cells::{CELLS, common_name};
use serde::{Deserialize, Serialize};

use crate::closed::{Closed as _, closed_enum};
use crate::facts::{ClusterName, Timestamp};
use crate::layer::Layer;
use crate::lifecycle::CredentialId;

closed_enum! {
    /// A credential of the product, by the name it has in JSON.
    pub enum Credential {
        /// What API server, controllers, etcd and kubelets of a cluster hold.
        KubernetesLeaf = "kubernetes-leaf",
        /// What agents and plugins of the infrastructure layer hold.
        MocClient = "moc-client",
        /// An administrator's login of `mocctl`.
        MocctlLogin = "mocctl-login",
        /// An administrator's login of `kvactl`, the module's tool.
        KvactlLogin = "kvactl-login",
        /// The authority that signs every login of the infrastructure layer.
        CloudAgentCa = "cloud-agent-ca",
        /// The kubeconfig through which the module reaches the management cluster.
        ManagementKubeconfig = "management-kubeconfig",
        /// What the agents of Azure Arc hold.
        ArcIdentity = "arc-identity",
        /// An authority of a cluster.
        ClusterCa = "cluster-ca",
        /// A kubeconfig of a target cluster.
        TargetKubeconfig = "target-kubeconfig",
    }
}

impl Credential {
    /// The credential of the lifecycle model by that name. The model has no authority of a cluster and no kubeconfig of a
    /// target.
    pub fn in_model(self) -> Option<CredentialId> {
        CredentialId::from_id(self.as_str())
    }

    /// The layer it belongs to; Azure Arc is outside both.
    pub const fn layer(self) -> Option<Layer> {
        match self {
            Self::MocClient | Self::MocctlLogin | Self::KvactlLogin | Self::CloudAgentCa => Some(Layer::Moc),
            Self::KubernetesLeaf | Self::ManagementKubeconfig | Self::ClusterCa | Self::TargetKubeconfig => {
                Some(Layer::Kubernetes)
            }
            Self::ArcIdentity => None,
        }
    }
}

closed_enum! {
    /// How sure it is that a certificate is that credential.
    pub enum Sureness {
        /// Its place allows nothing else, or the collector said so.
        Sure = "sure",
        /// Place or names fit, and hardly fit anything else.
        Likely = "likely",
        /// Something points there.
        Guess = "guess",
    }
}

closed_enum! {
    /// Whether a certificate is valid.
    pub enum Status {
        /// It is valid.
        Valid = "valid",
        /// It is valid, and expires within the time of warning.
        Expiring = "expiring",
        /// It has expired. It was valid to its last second.
        Expired = "expired",
        /// It becomes valid later: a clock may be wrong.
        NotYetValid = "not_yet_valid",
    }
}

impl Status {
    /// Whether nothing has to be done about it.
    pub const fn is_good(self) -> bool {
        matches!(self, Self::Valid)
    }
}

closed_enum! {
    /// Whether there was a private key or a token beside a certificate.
    pub enum PrivateKey {
        /// There was none.
        Absent = "absent",
        /// There was one. It was skipped.
        PresentNotKept = "present_not_kept",
    }
}

closed_enum! {
    /// Whether the authority beside a client certificate signed it.
    pub enum Trust {
        /// It did.
        SameAuthority = "same_authority",
        /// Another one did: servers of this authority refuse the certificate, whatever its dates.
        OtherAuthority = "other_authority",
    }
}

/// A certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "JsonItem"))]
#[expect(clippy::exhaustive_structs, reason = "readers fill it, views show it")]
pub struct Row {
    /// Where it was: the file and, where there are several, which one.
    pub origin: String,
    /// Who it is for; empty where the input does not say.
    pub subject: String,
    /// Who signed it; empty where the input does not say.
    pub issuer: String,
    /// Its serial number in hexadecimal; absent where the input does not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub serial: String,
    /// The first second in which it is valid; null where the input does not say.
    pub not_before: Option<Timestamp>,
    /// The last second in which it is valid.
    pub not_after: Timestamp,
    /// Seconds from `at` to its end; below zero where that is past.
    pub residual_seconds: i64,
    /// Whether it is valid.
    pub status: Status,
    /// Which credential it is; absent where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Credential"))]
    pub credential: Option<Credential>,
    /// How sure that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Sureness"))]
    pub sureness: Option<Sureness>,
    /// The layer of the credential; absent outside both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Layer"))]
    pub layer: Option<Layer>,
    /// The cluster that it belongs to, as far as the input or its reader says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<String>,
    /// The command that renews it; absent where no single one is documented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renew_with: Option<String>,
    /// Whether there was a private key or a token beside it.
    pub private_key: PrivateKey,
    /// Whether the authority beside it signed it; absent where there is none to compare with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Trust"))]
    pub trust: Option<Trust>,
}

/// A part of the input that gave no certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "JsonRejected"))]
#[expect(clippy::exhaustive_structs, reason = "channels add what they could not open")]
pub struct Rejected {
    /// Where it was.
    pub origin: String,
    /// Why, without repeating what was there.
    pub reason: String,
}

/// What is true of all certificates of a report together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "readers fill it, views show it")]
pub struct Head {
    /// The time that their dates are compared with.
    pub at: Timestamp,
    /// How many there are.
    pub total: usize,
    /// How many there are of each status that occurs, what needs attention first.
    pub counts: Vec<(Status, usize)>,
    /// How many had a private key or a token beside them.
    pub private_keys: usize,
    /// What renews each credential that occurs, in the order of the credentials.
    pub renewals: Vec<Renewal>,
}

/// What renews a credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "readers fill it, views show it")]
pub struct Renewal {
    /// The credential.
    pub credential: Credential,
    /// The best sureness among its certificates.
    pub sureness: Sureness,
    /// When and where to run the command, or what to do instead.
    pub note: String,
    /// The ids of the sources.
    pub sources: Vec<String>,
}

/// The certificates of which the same became.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "readers fill it, views show it")]
pub struct OutcomeRows {
    /// What became of them, in words.
    pub title: String,
    /// The certificates.
    pub rows: Vec<ComparedRow>,
}

/// A certificate that was compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "readers fill it, views show it")]
pub struct ComparedRow {
    /// Where it was read.
    pub origin: String,
    /// The target cluster it belongs to.
    pub cluster: Option<String>,
    /// Its end in the first collection: RFC 3339.
    pub ended_before: Option<String>,
    /// Its end in the second collection: RFC 3339.
    pub ends_after: Option<String>,
    /// The command to run again.
    pub run_again: Option<String>,
}

/// A workload cluster that a list names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::exhaustive_structs, reason = "a pair")]
pub struct ListedCluster {
    /// Its name.
    pub name: ClusterName,
    /// Whether it has the load balancer that the product deploys; `None` where the list does not say.
    pub load_balancer: Option<bool>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_model() {
        let beyond: Vec<_> = Credential::ALL.iter().filter(|it| it.in_model().is_none()).collect();
        assert_eq!(beyond, [&Credential::ClusterCa, &Credential::TargetKubeconfig]);
    }

    #[test]
    fn a_row_comes_back_as_it_was_written() {
        let row = Row {
            origin: "lb.txt".into(),
            subject: String::new(),
            issuer: "CN=kubernetes".into(),
            serial: String::new(),
            not_before: None,
            not_after: "2026-01-05T00:00:00Z".parse().unwrap(),
            residual_seconds: -1,
            status: Status::Expired,
            credential: Some(Credential::MocClient),
            sureness: Some(Sureness::Likely),
            layer: Some(Layer::Moc),
            cluster: None,
            renew_with: None,
            private_key: PrivateKey::PresentNotKept,
            trust: None,
        };
        let json = serde_json::to_string(&row).unwrap();
        assert!(json.contains(r#""not_before":null,"not_after":"2026-01-05T00:00:00Z""#), "{json}");
        assert!(json.contains(r#""sureness":"likely","layer":"moc","private_key""#), "{json}");
        assert_eq!(serde_json::from_str::<Row>(&json).unwrap(), row);
    }

    #[test]
    fn an_unknown_name_is_refused() {
        let error = serde_json::from_str::<Status>("\"<gone>\"").unwrap_err();
        assert!(error.to_string().starts_with("unknown name \"<gone>\""), "{error}");
    }
}
