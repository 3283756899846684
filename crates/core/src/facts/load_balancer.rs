//! Kinds of load balancers.

use std::fmt;
use std::str::FromStr;

use super::Quoted;
use crate::closed::{Closed, closed_enum};

closed_enum! {
    /// The kind of load balancer that target clusters have. Only the first takes `-patchLoadBalancer`.
    pub enum LoadBalancerKind {
        /// `HAProxy` in a virtual machine that the product deploys.
        HaProxy = "haproxy",
        /// kube-vip, inside the cluster.
        KubeVip = "kube-vip",
        /// The software load balancer of a software-defined network.
        Sdn = "sdn",
        /// One of the customer's own.
        Own = "own",
        /// None.
        None = "none",
    }
}

impl LoadBalancerKind {
    /// Whether the repair of a load balancer of this kind is `-patchLoadBalancer`.
    pub const fn is_patched(self) -> bool {
        match self {
            Self::HaProxy => true,
            Self::KubeVip | Self::Sdn | Self::Own | Self::None => false,
        }
    }
}

/// Reads the names in any case.
impl FromStr for LoadBalancerKind {
    type Err = LoadBalancerKindError;

    fn from_str(text: &str) -> Result<Self, LoadBalancerKindError> {
        let typed = text.trim();
        let known = Self::ALL.iter().find(|kind| kind.as_str().eq_ignore_ascii_case(typed));
        known.copied().ok_or_else(|| LoadBalancerKindError { value: text.into() })
    }
}

/// Why a text is not a kind of load balancer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadBalancerKindError {
    value: Box<str>,
}

impl fmt::Display for LoadBalancerKindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.value.trim().is_empty() {
            f.write_str("is empty")?;
        } else {
            write!(f, "{} is no kind of load balancer", Quoted(&self.value))?;
        }
        let accepted: Vec<_> = LoadBalancerKind::ALL.iter().map(|kind| kind.as_str()).collect();
        write!(f, "; accepted: {}", accepted.join(", "))
    }
}

impl std::error::Error for LoadBalancerKindError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_in_any_case() {
        for kind in LoadBalancerKind::ALL {
            assert_eq!(kind.as_str().to_uppercase().parse(), Ok(*kind));
        }
        let error = "metallb".parse::<LoadBalancerKind>().unwrap_err().to_string();
        assert_eq!(
            error,
            "\"metallb\" is no kind of load balancer; accepted: haproxy, kube-vip, sdn, own, none"
        );
        assert!(" ".parse::<LoadBalancerKind>().unwrap_err().to_string().starts_with("is empty; accepted"));
    }
}
