//! The one full order of everything that may be done. Plans leave out what does not apply and never change the order.

use crate::circumstance::{Circumstance, Condition};
use crate::closed::{Set, closed_enum};
use crate::command::{Arg, Placeholder, Program, Template, Value};
use crate::layer::Layer;
use crate::source::{
    ADMINISTRATORS, ARC_CONNECTIVITY, CERTIFICATES_OVERVIEW, CMDLET_BILLING_STATUS, CMDLET_CLUSTERS,
    CMDLET_CREDENTIAL, CMDLET_LOGS, CMDLET_REPAIR, CMDLET_SYNC_BILLING, CMDLET_TEST_UPDATE, CMDLET_UPDATE,
    CMDLET_UPDATE_CLUSTER, CMDLET_VERSION, FIELD_CERTIFICATES, FIELD_OPERATIONS, ISSUE_146, ISSUE_160,
    ISSUE_168, ISSUE_173, ISSUE_233, ISSUE_237, ISSUE_372, KNOWN_ISSUES_SECURITY, KNOWN_ISSUES_WORKLOAD,
    MOC_RENEWAL, Source, UPDATE_CERTIFICATES, UPDATE_HOST, WINDOWS_TIME,
};

closed_enum! {
    /// The name of a step; once given, it stays.
    pub enum StepId {
        /// Update before a long shutdown, so that logins are young.
        UpdateBefore = "update-before",
        /// Keep a kubeconfig of every target.
        ExportKubeconfig = "export-kubeconfig",
        /// Note which user on which host holds the logins.
        NoteLogins = "note-logins",
        /// Note the dates of the certificates.
        RecordDates = "record-dates",
        /// Switch off in the right order, and note when.
        StopInOrder = "stop-in-order",
        /// Hosts, failover cluster, cloud agent and machines run, in that order.
        PowerOn = "power-on",
        /// Running clusters renew what they still can; look again before touching anything.
        AwaitRenewal = "await-renewal",
        /// Clocks in step; a clock that is wrong looks like an expired certificate.
        CheckClocks = "check-clocks",
        /// The right window, user and host.
        OpenSession = "open-session",
        /// The build.
        CheckBuild = "check-build",
        /// Logs, before the first change.
        CollectLogs = "collect-logs",
        /// The cloud agent's authority is still valid.
        CheckAuthority = "check-cloud-agent-ca",
        /// The management cluster's API answers.
        ReachManagement = "reach-management",
        /// A target cluster's API answers at a control-plane node.
        ReachTarget = "reach-target",
        /// Renew what hosts and management cluster log in with.
        RenewManagement = "renew-management",
        /// Renew a target's Kubernetes certificates.
        FixKubelet = "fix-kubelet",
        /// Renew what a target logs in with.
        FixCloud = "fix-cloud",
        /// The same, together with its load balancer.
        FixCloudAndBalancer = "fix-cloud-and-load-balancer",
        /// Fetch a fresh kubeconfig.
        FetchCredential = "fetch-credential",
        /// Synchronise billing and policy.
        SyncBilling = "sync-billing",
        /// The identity of Azure Arc is still valid.
        CheckArc = "check-arc",
        /// Plan the next update.
        PlanUpdate = "plan-update",
    }
}

closed_enum! {
    /// What a step does to the system.
    ///
    /// Exhaustive: a step looks, changes, or interrupts.
    pub enum Effect {
        /// It only looks.
        Read = "read",
        /// It changes something.
        Change = "change",
        /// It interrupts service.
        Outage = "outage",
    }
}

closed_enum! {
    /// The parts of the playbook, in order.
    pub enum Phase {
        /// Before a shutdown that lies ahead; part of a forecast, not of a plan.
        Preparation = "preparation",
        /// Before the first change.
        Preflight = "preflight",
        /// The repair.
        Repair = "repair",
        /// After it.
        Aftercare = "aftercare",
    }
}

closed_enum! {
    /// For what a step is done once.
    pub enum Scope {
        /// For the deployment.
        Deployment = "deployment",
        /// For each chosen target cluster.
        Target = "target",
        /// For each group of clusters that the command table gives this step for: management, each target with its load
        /// balancer, each load balancer whose target was not chosen.
        CommandTable = "command-table",
    }
}

/// A step of the playbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub id: StepId,
    /// The part of the plan it belongs to.
    pub phase: Phase,
    /// For what it is done once.
    pub scope: Scope,
    /// The layer it repairs.
    pub layer: Option<Layer>,
    /// What it does to the system.
    pub effect: Effect,
    /// What must hold for it to be in a plan.
    pub when: Condition,
    /// The command.
    pub command: Template,
    /// The commands that show whether it worked, in order.
    pub check: &'static [Template],
    /// The step that it takes the place of, where a group of clusters has both.
    pub absorbs: Option<StepId>,
    /// The layer whose repair it belongs to: where that is only to be checked, so is this.
    pub follows: Option<Layer>,
    /// Whether everything ends here where its check fails.
    pub hard_stop: bool,
    /// The steps that must come before it.
    pub needs: &'static [StepId],
    /// Where it comes from.
    pub sources: &'static [&'static Source],
}

const ALWAYS: Condition = Condition::all(Set::NONE);

const ANY_REPAIR: Condition = Condition::all(Circumstance::AnyRepair.only());

/// What most steps of the preflight have in common.
const PREFLIGHT: Entry = Entry {
    id: StepId::PowerOn,
    phase: Phase::Preflight,
    scope: Scope::Deployment,
    layer: None,
    effect: Effect::Read,
    when: ANY_REPAIR,
    command: CLUSTERS,
    check: &[CLUSTERS],
    absorbs: None,
    follows: None,
    hard_stop: false,
    needs: &[],
    sources: &[],
};

/// What the repairs have in common.
const REPAIR: Entry = Entry {
    phase: Phase::Repair,
    scope: Scope::CommandTable,
    // Whether a repair is in the plan is for the treatment table to say.
    when: ALWAYS,
    effect: Effect::Change,
    needs: &[StepId::CheckClocks, StepId::CollectLogs, StepId::ReachManagement],
    ..PREFLIGHT
};

const AFTERCARE: Entry = Entry { phase: Phase::Aftercare, ..PREFLIGHT };

const PREPARATION: Entry = Entry { phase: Phase::Preparation, when: ALWAYS, ..PREFLIGHT };

/// The playbook. Repairs are done group by group, every other phase step by step.
pub const PLAYBOOK: [Entry; 22] = [
    Entry {
        id: StepId::UpdateBefore,
        command: Template { program: Program::GetAksHciUpdates, args: &[] },
        check: &[Template { program: Program::GetAksHciVersion, args: &[] }],
        sources: &[&UPDATE_HOST, &CERTIFICATES_OVERVIEW, &CMDLET_TEST_UPDATE],
        ..PREPARATION
    },
    Entry {
        id: StepId::ExportKubeconfig,
        scope: Scope::Target,
        command: FRESH_CREDENTIAL,
        check: &[NODES_WITH_IT],
        sources: &[&CMDLET_CREDENTIAL],
        ..PREPARATION
    },
    Entry {
        id: StepId::NoteLogins,
        command: USER,
        sources: &[&ADMINISTRATORS, &ISSUE_146, &ISSUE_160],
        ..PREPARATION
    },
    Entry {
        id: StepId::RecordDates,
        command: ACCESS_FILE_DATES,
        check: &[ACCESS_FILE_DATES],
        needs: &[StepId::NoteLogins],
        sources: &[&MOC_RENEWAL, &CERTIFICATES_OVERVIEW],
        ..PREPARATION
    },
    Entry {
        id: StepId::StopInOrder,
        command: Template { program: Program::GetClusterGroup, args: &[] },
        check: &[Template { program: Program::GetClusterGroup, args: &[] }],
        needs: &[StepId::ExportKubeconfig],
        sources: &[&FIELD_OPERATIONS],
        ..PREPARATION
    },
    Entry {
        id: StepId::PowerOn,
        command: Template { program: Program::GetClusterGroup, args: &[] },
        check: &[Template { program: Program::GetClusterGroup, args: &[] }],
        sources: &[&FIELD_OPERATIONS, &ISSUE_173],
        ..PREFLIGHT
    },
    Entry {
        id: StepId::AwaitRenewal,
        command: KUBECTL_NODES,
        check: &[KUBECTL_NODES],
        needs: &[StepId::PowerOn],
        sources: &[&CERTIFICATES_OVERVIEW],
        ..PREFLIGHT
    },
    Entry {
        id: StepId::CheckClocks,
        command: TIME_STATUS,
        check: &[TIME_STATUS],
        hard_stop: true,
        needs: &[StepId::PowerOn],
        sources: &[&WINDOWS_TIME, &ISSUE_233],
        ..PREFLIGHT
    },
    Entry {
        id: StepId::OpenSession,
        command: USER,
        check: &[USER],
        sources: &[&ADMINISTRATORS, &ISSUE_146, &ISSUE_160],
        ..PREFLIGHT
    },
    Entry {
        id: StepId::CheckBuild,
        command: Template { program: Program::GetAksHciVersion, args: &[] },
        check: &[Template { program: Program::GetAksHciVersion, args: &[] }],
        needs: &[StepId::OpenSession],
        sources: &[&CMDLET_VERSION, &CMDLET_REPAIR],
        ..PREFLIGHT
    },
    Entry {
        id: StepId::CollectLogs,
        command: Template { program: Program::GetAksHciLogs, args: &[] },
        check: &[Template { program: Program::GetAksHciLogs, args: &[] }],
        needs: &[StepId::OpenSession],
        sources: &[&CMDLET_LOGS],
        ..PREFLIGHT
    },
    Entry {
        id: StepId::CheckAuthority,
        when: Condition::all(Circumstance::AnyRepair.only().or(Circumstance::AuthorityInDoubt.only())),
        command: ACCESS_FILE_DATES,
        check: &[ACCESS_FILE_DATES],
        hard_stop: true,
        needs: &[StepId::CheckClocks, StepId::OpenSession],
        sources: &[&CERTIFICATES_OVERVIEW, &MOC_RENEWAL, &FIELD_CERTIFICATES],
        ..PREFLIGHT
    },
    Entry {
        id: StepId::ReachManagement,
        needs: &[StepId::CheckClocks, StepId::OpenSession],
        sources: &[&CMDLET_CLUSTERS, &KNOWN_ISSUES_WORKLOAD, &ISSUE_146, &ISSUE_160, &ISSUE_168],
        ..PREFLIGHT
    },
    Entry {
        id: StepId::ReachTarget,
        scope: Scope::Target,
        command: API_PORT,
        check: &[API_PORT],
        needs: &[StepId::CheckClocks],
        sources: &[&FIELD_CERTIFICATES, &KNOWN_ISSUES_WORKLOAD],
        ..PREFLIGHT
    },
    Entry {
        id: StepId::RenewManagement,
        layer: Some(Layer::Moc),
        command: Template { program: Program::UpdateAksHciCertificates, args: &[] },
        sources: &[&UPDATE_CERTIFICATES, &CMDLET_UPDATE],
        ..REPAIR
    },
    Entry {
        id: StepId::FixKubelet,
        layer: Some(Layer::Kubernetes),
        command: Template {
            program: Program::UpdateAksHciClusterCertificates,
            args: &[NAME, Arg::Word("-fixKubeletCredentials")],
        },
        check: &[FRESH_CREDENTIAL, NODES_WITH_IT],
        sources: &[&UPDATE_CERTIFICATES, &CMDLET_UPDATE_CLUSTER, &ISSUE_233],
        ..REPAIR
    },
    Entry {
        id: StepId::FixCloud,
        layer: Some(Layer::Moc),
        command: Template {
            program: Program::UpdateAksHciClusterCertificates,
            args: &[NAME, Arg::Word("-fixCloudCredentials")],
        },
        check: CLOUD_CHECK,
        sources: &[&UPDATE_CERTIFICATES, &CMDLET_UPDATE_CLUSTER, &KNOWN_ISSUES_SECURITY, &ISSUE_237],
        ..REPAIR
    },
    Entry {
        id: StepId::FixCloudAndBalancer,
        layer: Some(Layer::Moc),
        command: Template {
            program: Program::UpdateAksHciClusterCertificates,
            args: &[NAME, Arg::Word("-patchLoadBalancer"), Arg::Word("-fixCloudCredentials")],
        },
        check: BALANCER_CHECK,
        absorbs: Some(StepId::FixCloud),
        sources: &[&UPDATE_CERTIFICATES, &FIELD_CERTIFICATES],
        ..REPAIR
    },
    Entry {
        id: StepId::FetchCredential,
        scope: Scope::Target,
        when: Condition::all(Circumstance::KubernetesRepair.only()),
        follows: Some(Layer::Kubernetes),
        command: FRESH_CREDENTIAL,
        check: &[NODES_WITH_IT],
        needs: &[StepId::FixKubelet],
        sources: &[&CMDLET_CREDENTIAL, &ISSUE_233],
        ..AFTERCARE
    },
    Entry {
        id: StepId::SyncBilling,
        effect: Effect::Change,
        when: Condition::all(Circumstance::BillingOverdue.only()),
        command: Template { program: Program::SyncAksHciBilling, args: &[] },
        check: &[Template { program: Program::GetAksHciBillingStatus, args: &[] }],
        needs: &[StepId::ReachManagement],
        sources: &[&CMDLET_SYNC_BILLING, &CMDLET_BILLING_STATUS, &ISSUE_372],
        ..AFTERCARE
    },
    Entry {
        id: StepId::CheckArc,
        scope: Scope::Target,
        when: Condition::all(Circumstance::ArcInDoubt.only()),
        command: CONNECTED_CLUSTER,
        check: &[CONNECTED_CLUSTER],
        sources: &[&ARC_CONNECTIVITY],
        ..AFTERCARE
    },
    Entry {
        id: StepId::PlanUpdate,
        command: Template { program: Program::GetAksHciUpdates, args: &[] },
        check: &[Template { program: Program::GetAksHciVersion, args: &[] }],
        sources: &[&UPDATE_HOST, &CERTIFICATES_OVERVIEW, &CMDLET_TEST_UPDATE],
        ..AFTERCARE
    },
];

/// The access file of `mocctl` also holds the authority that signed it; the command prints dates, never a key.
const ACCESS_FILE_DATES: Template = Template {
    program: Program::Certplan,
    args: &[Arg::Word("inspect"), Arg::Word("$env:USERPROFILE\\.wssd\\mocctl\\cloudconfig")],
};

const CONNECTED_CLUSTER: Template = Template {
    program: Program::Az,
    args: &[
        Arg::Word("connectedk8s"),
        Arg::Word("show"),
        Arg::Named("--name", Value::ClusterName),
        Arg::Named("--resource-group", Value::Placeholder(Placeholder::ResourceGroup)),
    ],
};

const NAME: Arg = Arg::Named("-Name", Value::ClusterName);

const KUBECONFIG: &str = "kubeconfig-";

const CLUSTERS: Template = Template { program: Program::GetAksHciCluster, args: &[] };

const KUBECTL_NODES: Template =
    Template { program: Program::Kubectl, args: &[Arg::Word("get"), Arg::Word("nodes")] };

const USER: Template =
    Template { program: Program::Whoami, args: &[Arg::Word("/user"), Arg::Word("/groups")] };

const TIME_STATUS: Template =
    Template { program: Program::W32tm, args: &[Arg::Word("/query"), Arg::Word("/status")] };

const API_PORT: Template = Template {
    program: Program::TestNetConnection,
    args: &[
        Arg::Named("-ComputerName", Value::Placeholder(Placeholder::ControlPlaneAddress)),
        Arg::Named("-Port", Value::Number(6443)),
    ],
};

/// The default path is the administrator's own kubeconfig, which it would overwrite.
const FRESH_CREDENTIAL: Template = Template {
    program: Program::GetAksHciCredential,
    args: &[NAME, Arg::Named("-configPath", Value::ClusterFile(KUBECONFIG)), Arg::Word("-Confirm:$false")],
};

const WITH_IT: Arg = Arg::Named("--kubeconfig", Value::ClusterFile(KUBECONFIG));

const NODES_WITH_IT: Template =
    Template { program: Program::Kubectl, args: &[Arg::Word("get"), Arg::Word("nodes"), WITH_IT] };

/// Of every namespace: one without a secret has nothing that the KMS plugin must decrypt.
const SECRETS: Template = Template {
    program: Program::Kubectl,
    args: &[Arg::Word("get"), Arg::Word("secrets"), Arg::Word("--all-namespaces"), WITH_IT],
};

const CLOUD_CHECK: &[Template] = &[
    FRESH_CREDENTIAL,
    SECRETS,
    Template {
        program: Program::Kubectl,
        args: &[
            Arg::Word("get"),
            Arg::Word("pods"),
            Arg::Named("--namespace", Value::Word("kube-system")),
            WITH_IT,
        ],
    },
];

const BALANCER_CHECK: &[Template] = &[
    FRESH_CREDENTIAL,
    SECRETS,
    Template {
        program: Program::Kubectl,
        args: &[Arg::Word("get"), Arg::Word("services"), Arg::Word("--all-namespaces"), WITH_IT],
    },
];

#[cfg(test)]
mod tests {

    use super::*;
    use crate::closed::Closed;

    #[test]
    fn every_step_is_in_the_playbook_once() {
        let ids: Vec<_> = PLAYBOOK.iter().map(|entry| entry.id).collect();
        assert_eq!(ids, StepId::ALL);
    }

    #[test]
    fn phases_are_in_order() {
        assert!(PLAYBOOK.is_sorted_by_key(|entry| entry.phase));
    }

    #[test]
    fn what_a_step_needs_comes_before_it() {
        for (place, entry) in PLAYBOOK.iter().enumerate() {
            for needed in entry.needs.iter().chain(&entry.absorbs) {
                assert!(
                    PLAYBOOK[..place].iter().any(|before| before.id == *needed),
                    "{} needs {needed}",
                    entry.id
                );
            }
        }
    }

    #[test]
    fn every_step_has_a_source_and_a_check_that_only_looks() {
        for entry in &PLAYBOOK {
            assert!(!entry.sources.is_empty(), "{}", entry.id);
            assert!(!entry.check.is_empty(), "{}", entry.id);
            for check in entry.check {
                assert!(!check.program.as_str().starts_with("Update-"), "{}", entry.id);
            }
        }
    }

    #[test]
    fn every_repair_changes_something_and_nothing_before_it_does() {
        for entry in &PLAYBOOK {
            match entry.phase {
                Phase::Preparation | Phase::Preflight => {
                    assert_eq!(entry.effect, Effect::Read, "{}", entry.id);
                }
                Phase::Repair => assert_eq!(entry.effect, Effect::Change, "{}", entry.id),
                Phase::Aftercare => {}
            }
        }
    }
}
