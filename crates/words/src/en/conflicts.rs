//! What is said of each conflict and gap.

use certplan_core::note::ConflictId;

use crate::ConflictWords;

/// What is said of a conflict or gap.
pub const fn conflict(conflict: ConflictId) -> ConflictWords {
    match conflict {
        ConflictId::ExactlyThirtyDays => ConflictWords {
            title: "The page is silent at exactly 30 days",
            claims: &[
                "One row is for less than 30 days: the infrastructure layer is not impacted.",
                "The other is for more than 30 days: it is. No row is for 30 days itself.",
            ],
            ruling: "Exactly 30 days is treated as more than 30, the safe side, and marked as inferred.",
        },
        ConflictId::NoLowerBound => ConflictWords {
            title: "A short shutdown counts as affecting a layer, although the certificates live four days",
            claims: &[
                "Every shutdown of less than 30 days affects the Kubernetes layer; there is no lower bound.",
                "The certificates of a cluster live four days, so after a short stop they may still be valid.",
            ],
            ruling: "The page's verdict is kept. Look first whether kubectl still works: if it does, there is nothing to repair.",
        },
        ConflictId::ManagementNotApplicable => ConflictWords {
            title: "Does the management cluster's Kubernetes layer need a repair?",
            claims: &[
                "Its table of commands says for this cell that none applies.",
                "A management or workload cluster that was off for more than four days loses its certificates and cannot be \
                 reached; the call for workload clusters is named as the fix, without saying which name would mean the \
                 management cluster.",
            ],
            ruling: "No command is given, because none is documented beyond doubt. Check with Get-AksHciCluster, and go to \
                     support if it reports an expired x509 certificate.",
        },
        ConflictId::FixedInSeptember2022 => ConflictWords {
            title: "Was the loss of Kubernetes certificates fixed in September 2022?",
            claims: &[
                "The problem is fixed from the release of September 2022 (1.0.14.10929) on.",
                "The page of 2025 still says that every shutdown affects the Kubernetes layer.",
                "A shutdown of 30 days without manual repair is still asked for as a feature.",
            ],
            ruling: "The newer page is followed. On a newer build look first whether the cluster has renewed itself.",
        },
        ConflictId::NotUpdatedWithin90d => ConflictWords {
            title: "Does it matter that there was no update within 90 days?",
            claims: &[
                "Its update table says that neither layer is impacted.",
                "After 90 days without an update internal certificates and tokens expire; the system may go on running, \
                 but a restart leaves it without function, and upgrading needs support.",
            ],
            ruling: "The table's verdict is kept and nothing is run. Until this is settled for your build: do not restart \
                     hosts or machines, and ask support before you try to update.",
        },
        ConflictId::TlsInternalError => ConflictWords {
            title: "Which call repairs tls: internal error?",
            claims: &[
                "A known-issues page names -fixKubeletCredentials.",
                "In the issue it was -fixCloudCredentials: the certificate manager's login had expired, so that node \
                 certificates were no longer approved.",
            ],
            ruling: "The plan's order runs Kubernetes first, infrastructure second where that is affected. If the message stays \
                     after -fixKubeletCredentials alone, run -fixCloudCredentials too.",
        },
        ConflictId::BalancerNotInReference => ConflictWords {
            title: "-patchLoadBalancer is missing from the cmdlet's reference",
            claims: &[
                "The row for the load balancer has the switch together with -fixCloudCredentials.",
                "The reference of the cmdlet has two sets of parameters and this switch in neither.",
            ],
            ruling: "The call is given as the page has it. If your module refuses the switch, run it without.",
        },
        ConflictId::LoadBalancerKinds => ConflictWords {
            title: "Which load balancers are there?",
            claims: &[
                "HAProxy, the load balancer of a software-defined network, or one of your own.",
                "The reference of the cmdlet accepts HAProxy or none; with none, kube-vip serves the API's address.",
            ],
            ruling: "Only HAProxy gets -patchLoadBalancer. With any other kind the switch is left out.",
        },
        ConflictId::SixtyOrNinetyDays => ConflictWords {
            title: "60 or 90 days?",
            claims: &[
                "Logins are valid for 90 days from the last update, and an update within 60 days of a new release is recommended.",
                "Clusters unused for more than 60 days need a manual repair.",
                "Client certificates renew themselves when 30 percent of their life is left, as long as the system runs.",
            ],
            ruling: "Builds from spring 2022 on are taken as 90-day builds; update within 60 days and the question does not arise.",
        },
        ConflictId::Retirement => ConflictWords {
            title: "When is the product retired?",
            claims: &[
                "In July 2025: on all versions of Windows Server on 27 March 2028.",
                "In November 2025: supported through March 2028 on Windows Server 2019, 2022 and 2025; what ends in March 2026 and \
                 March 2027 are node pools of Windows Server 2019 and 2022.",
            ],
            ruling: "The later page counts: hosts are supported through March 2028. This answer reaches beyond that, so read the \
                     page of the day and plan the move.",
        },
    }
}
