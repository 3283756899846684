//! The facts of an incident, as switches.

use std::ffi::OsString;
use std::path::PathBuf;

use certplan_core::facts::{FactsInput, Quoted};
use clap::Args;

/// The arguments that a file of facts replaces.
const FACTS: [&str; 12] = [
    "shutdown",
    "from",
    "to",
    "since_update",
    "cluster",
    "clusters_from",
    "build",
    "kubernetes_version",
    "load_balancer_kind",
    "evidence",
    "zone",
    "at",
];

#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "What happened")]
pub(crate) struct FactArgs {
    #[command(flatten)]
    pub(crate) outage: OutageArgs,

    /// A cluster: management, target=NAME, load-balancer=NAME; once for each
    ///
    /// load-balancer=prod is the load balancer of target prod, of the kind (HAProxy) that the product deploys. Without any
    /// --cluster the plan is for the management cluster and one target, with a placeholder for its name.
    #[arg(long, value_name = "KIND[=NAME]", allow_hyphen_values = true)]
    pub(crate) cluster: Vec<String>,

    /// The clusters that Get-AksHciCluster printed, from a file, or from standard input with "-"
    ///
    /// As it prints, or through ConvertTo-Json -Depth 4 or Export-Csv. The management cluster, which it does not list, is
    /// added; so is a load balancer where the list shows one of the kind that the product deploys.
    #[arg(long, value_name = "FILE")]
    pub(crate) clusters_from: Option<PathBuf>,

    /// Real dates, from a file that certplan inspect reads: FILE, or NAME=FILE for a target cluster; once for each
    ///
    /// They take the place of the model for their cluster, and are compared with now. Without a name they belong to the hosts
    /// or the management cluster. A file with an equals sign in its name is given as ./FILE.
    #[arg(long, value_name = "[NAME=]FILE")]
    pub(crate) evidence: Vec<String>,

    #[command(flatten)]
    pub(crate) settings: SettingArgs,

    /// All these facts as JSON (certplan/facts/1) from a file, or from standard input with "-"
    ///
    /// The "facts" of a plan in JSON are such a file. At most 1 MiB.
    #[arg(long = "facts", value_name = "FILE", conflicts_with_all = FACTS)]
    pub(crate) file: Option<PathBuf>,
}

/// How long it was off; of one deployment, or of many.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct OutageArgs {
    /// How long it was off: 45d, 36h, 1d12h, 6w, or unknown
    ///
    /// Count from the last moment when the renewal of certificates worked (API server and cloud agent both up), not from the
    /// power switch. A bare number is days.
    #[arg(long, value_name = "DURATION", conflicts_with_all = ["from", "to"], allow_hyphen_values = true)]
    pub(crate) shutdown: Option<String>,

    /// When it went off: 2026-11-01, 2026-11-01T18:00, or with an offset
    ///
    /// The last moment when the renewal of certificates worked, not the power switch. Without --to it was off until now.
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(crate) from: Option<String>,

    /// When it came back
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(crate) to: Option<String>,
}

/// What else counts of a deployment, and how its times are read.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct SettingArgs {
    /// How long ago the deployment was last updated: 100d
    #[arg(long, value_name = "DURATION", allow_hyphen_values = true)]
    pub(crate) since_update: Option<String>,

    /// The build that Get-AksHciVersion prints: 1.0.24.11029
    #[arg(long, value_name = "VERSION", allow_hyphen_values = true)]
    pub(crate) build: Option<String>,

    /// The version of Kubernetes that the target clusters run: v1.29.4
    ///
    /// As Get-AksHciCluster prints it. The command for the dates on a control-plane node depends on it.
    #[arg(long, value_name = "VERSION", allow_hyphen_values = true)]
    pub(crate) kubernetes_version: Option<String>,

    /// The kind of load balancer that the target clusters have: haproxy, kube-vip, sdn, own, none
    ///
    /// Only haproxy, which the product deploys, takes -patchLoadBalancer. With another kind the plan leaves that switch out,
    /// for --cluster load-balancer=prod too. Where clusters differ, leave this out and name the load balancers that are HAProxy.
    #[arg(long, value_name = "KIND", allow_hyphen_values = true)]
    pub(crate) load_balancer_kind: Option<String>,

    /// The zone of date-times without an offset: Europe/Berlin, +01:00, UTC
    ///
    /// Without it, the zone of this machine; the answer names it.
    #[arg(long, value_name = "ZONE", allow_hyphen_values = true)]
    pub(crate) zone: Option<String>,

    /// The current time, instead of this machine's clock
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    pub(crate) at: Option<String>,
}

/// What was typed, as text for core to read.
pub(crate) fn input(outage: &OutageArgs, settings: &SettingArgs, clusters: &[&str]) -> FactsInput {
    let OutageArgs { shutdown, from, to } = outage.clone();
    let SettingArgs { since_update, build, kubernetes_version, load_balancer_kind, zone: _, at } =
        settings.clone();
    let clusters = clusters.iter().map(|&cluster| cluster.to_owned()).collect();
    FactsInput {
        shutdown,
        from,
        to,
        since_update,
        clusters,
        build,
        kubernetes_version,
        load_balancer_kind,
        at,
        zone: None,
    }
}

/// Each switch of a fact that another switch follows.
///
/// Values may begin with a hyphen, since `-3d` is core's to refuse; so clap would take the next switch for one.
pub(crate) fn missing_values(args: &[OsString]) -> Vec<String> {
    let switch = |arg: &OsString| -> Option<String> {
        let name = arg.to_str()?.strip_prefix("--")?;
        name.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| name.to_owned())
    };
    let of_fact = |name: &String| name == "warn" || FACTS.iter().any(|fact| fact.replace('_', "-") == *name);
    args.iter()
        .zip(args.iter().skip(1))
        .filter_map(|(arg, next)| Some((switch(arg).filter(of_fact)?, switch(next)?)))
        .map(|(name, next)| format!("--{name} has no value: {} follows it", Quoted(&format!("--{next}"))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_switch_is_no_value() {
        let missing = |args: &[&str]| missing_values(&args.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(
            missing(&["plan", "--since-update", "--format", "json"]),
            ["--since-update has no value: \"--format\" follows it"]
        );
        for next in ["-3d", "--3d", "", "-", "--", "\u{2013}3d"] {
            assert!(missing(&["plan", "--shutdown", next]).is_empty(), "{next}");
        }
        assert!(missing(&["plan", "--exit-code", "--format", "json"]).is_empty());
    }
}
