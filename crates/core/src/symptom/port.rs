//! The ports of a deployment: one row each, with where it is documented.

use super::mark::Mark;
use crate::closed::Set;
use crate::source::{KNOWN_ISSUES_SECURITY, KUBERNETES_PORTS, SYSTEM_REQUIREMENTS, Source};

/// A port, and what answers there.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Port {
    /// Its number.
    pub number: u16,
    /// How messages write it.
    pub texts: [&'static str; 2],
    /// What a message that names it is about.
    pub marks: Set<Mark>,
    /// What answers there.
    pub answers: &'static str,
    /// Where that is documented.
    pub sources: &'static [&'static Source],
}

macro_rules! port {
    ($number:literal, $marks:expr, $answers:literal, $sources:expr) => {
        Port {
            number: $number,
            texts: [concat!(":", $number), concat!("port=", $number)],
            marks: $marks,
            answers: $answers,
            sources: $sources,
        }
    };
}

/// Every port that decides what a message is about.
#[rustfmt::skip]
pub const PORTS: [Port; 9] = [
    port!(2379, Mark::Etcd.only(), "etcd, for the API server", &[&KUBERNETES_PORTS]),
    port!(2380, Mark::Etcd.only(), "etcd, for other members of etcd", &[&KUBERNETES_PORTS]),
    port!(6443, Mark::ApiServer.only(), "the API server of a cluster", &[&SYSTEM_REQUIREMENTS, &KUBERNETES_PORTS]),
    port!(10250, Mark::Kubelet.only().or(Mark::KubeletServer.only()), "the kubelet of a node", &[&KUBERNETES_PORTS, &KNOWN_ISSUES_SECURITY]),
    port!(45000, Mark::Agent.only(), "the node agent of a host", &[&SYSTEM_REQUIREMENTS]),
    port!(45001, Mark::Agent.only(), "the node agent of a host, for logins", &[&SYSTEM_REQUIREMENTS]),
    port!(46000, Mark::BalancerAgent.only(), "the agent in a load balancer's machine", &[&SYSTEM_REQUIREMENTS]),
    port!(55000, Mark::Agent.only(), "the cloud agent", &[&SYSTEM_REQUIREMENTS]),
    port!(65000, Mark::Agent.only(), "the cloud agent, for logins", &[&SYSTEM_REQUIREMENTS]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symptom::mark::Marks;
    use crate::symptom::read::squeezed;

    #[test]
    fn ports_are_in_order_and_each_has_a_source_and_its_texts() {
        assert!(PORTS.is_sorted_by_key(|port| port.number));
        for Port { number, texts, marks, sources, .. } in PORTS {
            assert!(!sources.is_empty() && marks != Set::NONE, "{number}");
            assert_eq!(texts, [format!(":{number}"), format!("port={number}")]);
        }
    }

    #[test]
    fn a_port_decides_what_a_shared_message_is_about() {
        for port in PORTS {
            let message =
                format!("dialtcp10.0.0.4:{}:x509:certificatehasexpiredorisnotyetvalid", port.number);
            let marks = Marks::of(&squeezed(&message), false);
            assert!(marks.set.includes(port.marks), "{}", port.number);
            assert!(!marks.set.contains(Mark::OtherAddress), "{}: an address of the deployment", port.number);
        }
        assert!(Marks::of(&squeezed("dialtcp10.0.0.4:8443:x509:"), false).set.contains(Mark::OtherAddress));
    }
}
