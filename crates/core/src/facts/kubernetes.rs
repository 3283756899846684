//! Versions of Kubernetes.

use std::fmt;
use std::str::FromStr;

use super::{Quoted, number};

/// The version of Kubernetes that a cluster runs: `1.24` or `1.24.6`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KubernetesVersion {
    minor: u16,
    patch: Option<u16>,
}

impl KubernetesVersion {
    /// The first version whose `kubeadm certs check-expiration` prints JSON.
    const EXPIRATION_AS_JSON: Self = Self { minor: 30, patch: None };

    /// The command that prints the dates of the certificates on a control-plane node: as JSON where that can be asked for, as a
    /// table before.
    pub fn expiration_check(self) -> &'static str {
        if self >= Self::EXPIRATION_AS_JSON {
            "sudo kubeadm certs check-expiration -o json"
        } else {
            "sudo kubeadm certs check-expiration"
        }
    }
}

impl fmt::Display for KubernetesVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.{}", self.minor)?;
        match self.patch {
            Some(patch) => write!(f, ".{patch}"),
            None => Ok(()),
        }
    }
}

/// Reads `1.24.6`, `1.24`, and both with a `v`, as `Get-AksHciCluster` prints them.
impl FromStr for KubernetesVersion {
    type Err = KubernetesVersionError;

    fn from_str(text: &str) -> Result<Self, KubernetesVersionError> {
        read(text.trim()).ok_or_else(|| KubernetesVersionError { value: text.into() })
    }
}

fn read(text: &str) -> Option<KubernetesVersion> {
    let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
    let (minor, patch) = match text.strip_prefix("1.")?.split_once('.') {
        Some((minor, patch)) => (minor, Some(patch)),
        None => (text.strip_prefix("1.")?, None),
    };
    let field = |text: &str| number(text).filter(|_| text.len() <= 3)?.try_into().ok();
    let patch = match patch {
        Some(patch) => Some(field(patch)?),
        None => None,
    };
    Some(KubernetesVersion { minor: field(minor)?, patch })
}

/// Why a text is not a version of Kubernetes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KubernetesVersionError {
    value: Box<str>,
}

impl fmt::Display for KubernetesVersionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.value.trim().is_empty() {
            f.write_str("is empty")?;
        } else {
            write!(f, "{} is no version of Kubernetes", Quoted(&self.value))?;
        }
        f.write_str("; accepted: what Get-AksHciCluster prints, such as v1.29.4")
    }
}

impl std::error::Error for KubernetesVersionError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_and_ordered() {
        let version =
            |text: &str| text.parse::<KubernetesVersion>().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(version(" v1.29.4 ").to_string(), "1.29.4");
        assert_eq!(version("1.30").to_string(), "1.30");
        assert!(version("1.29") < version("1.29.4"));
        assert!(version("1.100.0") > version("1.99.9"));
    }

    #[test]
    fn json_can_be_asked_for_from_1_30_on() {
        for (text, as_json) in
            [("1.24.6", false), ("1.29.14", false), ("1.30", true), ("v1.30.0", true), ("1.31.2", true)]
        {
            let version: KubernetesVersion = text.parse().unwrap();
            assert_eq!(version.expiration_check().ends_with("-o json"), as_json, "{text}");
        }
    }

    #[test]
    fn other_texts_are_refused_with_what_is_accepted() {
        for text in
            ["1", "1.", "2.30", "1.30.", "1.30.x", "1.0.24.11029", "1.+3", "1.1000", "v", "1.30.4-rc1"]
        {
            let error = text.parse::<KubernetesVersion>().expect_err(text).to_string();
            assert_eq!(
                error,
                format!(
                    "\"{text}\" is no version of Kubernetes; accepted: what Get-AksHciCluster prints, such as v1.29.4"
                )
            );
        }
        assert!("".parse::<KubernetesVersion>().unwrap_err().to_string().starts_with("is empty; accepted"));
    }
}
