//! The plan: what of the playbook applies, for which clusters, in the playbook's order.

use crate::assessment::{Assessment, Basis};
use crate::closed::Set;
use crate::command::{Cmdlets, Command, Template};
use crate::facts::{ClusterKind, ClusterName};
use crate::layer::Layer;
use crate::lifecycle::{ClusterOutlook, Outlook};
use crate::note::{ADVISORIES, CONFLICTS, Conflict, NOTES, Note};
use crate::playbook::{Entry, PLAYBOOK, Phase, Scope, StepId};
use crate::rules::{self, PolicyGround};
use crate::source::Source;

pub use crate::rules::When;

/// A step of the playbook for one cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step<'f> {
    /// What it is.
    pub entry: &'static Entry,
    /// The cluster it is for: its kind, and its name where that is known.
    pub cluster: Option<(ClusterKind, Option<&'f ClusterName>)>,
    /// When to run it.
    pub when: When,
    /// Its sources.
    pub basis: Basis,
    cmdlets: Cmdlets,
}

impl<'f> Step<'f> {
    /// The command.
    pub fn command(&self) -> Command<'f> {
        self.fill(&self.entry.command)
    }

    /// The commands that show whether it worked.
    pub fn check(&self) -> impl Iterator<Item = Command<'f>> {
        self.entry.check.iter().map(|template| self.fill(template))
    }

    fn fill(&self, template: &Template) -> Command<'f> {
        let cluster = self.cluster.and_then(|(_, name)| name);
        Command { program: template.program, cmdlets: self.cmdlets, args: template.args, cluster }
    }
}

/// Which layers of a cluster there is a documented repair for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClusterLayers<'f> {
    /// Its kind.
    pub kind: ClusterKind,
    /// Its name, where that is known.
    pub name: Option<&'f ClusterName>,
    /// One entry a layer, in the order of [`Layer`].
    pub layers: [ClusterLayer; 2],
}

/// One layer of one cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClusterLayer {
    /// The layer.
    pub layer: Layer,
    /// Whether the page's command table has a repair for it.
    pub applies: bool,
    /// What the lives of this cluster's certificates say, where they were asked.
    pub outlook: Option<Outlook>,
}

/// What to do, in order, and what to know beside it.
#[derive(Clone, Debug)]
pub struct Plan<'f> {
    /// The facts and what they mean.
    pub assessment: Assessment<'f>,
    /// The clusters and their layers.
    pub clusters: Vec<ClusterLayers<'f>>,
    /// What to do before the first change.
    pub preflight: Vec<Step<'f>>,
    /// The repair, nothing else.
    pub repairs: Vec<Step<'f>>,
    /// What to do after it.
    pub aftercare: Vec<Step<'f>>,
    /// What to know of other credentials that the shutdown may have reached.
    pub advisories: Vec<&'static Note>,
    /// What to know.
    pub notes: Vec<&'static Note>,
    /// Where the sources disagree or are silent.
    pub conflicts: Vec<&'static Conflict>,
}

impl Plan<'_> {
    /// Every step, in order.
    pub fn steps(&self) -> impl Iterator<Item = &Step<'_>> {
        self.preflight.iter().chain(&self.repairs).chain(&self.aftercare)
    }

    /// Every source of the answer, each once, in the order of first use.
    pub fn sources(&self) -> Vec<&'static Source> {
        let mut sources = Vec::new();
        for finding in &self.assessment.findings {
            for rule in finding.rules() {
                add_new(&mut sources, &[rule.source]);
            }
        }
        for steps in [&self.preflight, &self.repairs, &self.aftercare] {
            for step in steps {
                add_new(&mut sources, step.entry.sources);
            }
        }
        for notes in [&self.advisories, &self.notes] {
            for note in notes {
                add_new(&mut sources, note.sources);
            }
        }
        for conflict in &self.conflicts {
            add_new(&mut sources, conflict.sides);
        }
        sources
    }
}

/// Adds the sources that are not there yet.
pub(crate) fn add_new(sources: &mut Vec<&'static Source>, used: &[&'static Source]) {
    for source in used {
        if !sources.iter().any(|known| known.id == source.id) {
            sources.push(source);
        }
    }
}

/// Makes the plan.
///
/// # Example: the page's full order for one target
///
/// ```
/// use certplan_core::facts::{Answers, Utc};
/// use certplan_core::{assess, plan};
///
/// let answers = Answers { shutdown: Some("45d"), clusters: vec!["management", "target=prod"], ..Answers::default() };
/// let facts = answers.read(&Utc).unwrap();
/// let ids: Vec<_> = plan(&assess(&facts)).repairs.iter().map(|step| step.entry.id.as_str()).collect();
/// assert_eq!(ids, ["renew-management", "fix-kubelet", "fix-cloud"]);
/// ```
pub fn plan<'f>(assessment: &Assessment<'f>) -> Plan<'f> {
    let circumstances = assessment.circumstances;
    let planner = Planner { assessment, cmdlets: Cmdlets::of(assessment.facts.build) };
    let (mut preflight, mut repairs, mut aftercare) = (Vec::new(), Vec::new(), Vec::new());
    // Asked once, not once a cluster: a deployment may have thousands.
    for entry in PLAYBOOK.iter().filter(|entry| entry.when.holds(circumstances)) {
        match entry.phase {
            Phase::Preparation => {}
            Phase::Preflight => planner.each(entry, &mut preflight),
            Phase::Repair => repairs.push(entry),
            Phase::Aftercare => planner.each(entry, &mut aftercare),
        }
    }
    let notes = |notes: &'static [Note]| {
        notes.iter().filter(|note| note.when.holds(circumstances)).collect::<Vec<_>>()
    };
    Plan {
        assessment: *assessment,
        clusters: planner.clusters(),
        preflight,
        repairs: planner.repairs(&repairs),
        aftercare,
        advisories: notes(&ADVISORIES),
        notes: notes(&NOTES),
        conflicts: CONFLICTS.iter().filter(|conflict| conflict.when.holds(circumstances)).collect(),
    }
}

/// What to do before a shutdown that lies ahead, in the playbook's order.
pub(crate) fn preparation<'f>(assessment: &Assessment<'f>) -> Vec<Step<'f>> {
    let planner = Planner { assessment, cmdlets: Cmdlets::of(assessment.facts.build) };
    let mut steps = Vec::new();
    for entry in PLAYBOOK.iter().filter(|entry| entry.phase == Phase::Preparation) {
        planner.each(entry, &mut steps);
    }
    steps
}

#[derive(Clone, Copy)]
struct Planner<'a, 'f> {
    assessment: &'a Assessment<'f>,
    cmdlets: Cmdlets,
}

impl<'f> Planner<'_, 'f> {
    fn clusters(self) -> Vec<ClusterLayers<'f>> {
        let of = |kind, name| {
            [Layer::Moc, Layer::Kubernetes].map(|layer| ClusterLayer {
                layer,
                applies: rules::commands::repair(kind, layer).is_some()
                    && (kind != ClusterKind::LoadBalancer || self.assessment.facts.patches_load_balancers()),
                outlook: self.assessment.outlooks.of_cluster(layer, name).outlook,
            })
        };
        self.assessment
            .facts
            .clusters
            .iter()
            .map(|(kind, name)| ClusterLayers { kind, name, layers: of(kind, name) })
            .collect()
    }

    /// The repairs of management, of each target with its load balancer, then of the load balancers whose target was not
    /// chosen.
    fn repairs(self, applying: &[&'static Entry]) -> Vec<Step<'f>> {
        let clusters = &self.assessment.facts.clusters;
        let patches = self.assessment.facts.patches_load_balancers();
        let mut steps = Vec::new();
        if clusters.has_management() {
            self.repair_group(ClusterKind::Management.only(), None, applying, &mut steps);
        }
        for name in clusters.targets() {
            let mut kinds = ClusterKind::Target.only();
            kinds.add_if(patches && clusters.has_load_balancer_of(name.as_ref()), ClusterKind::LoadBalancer);
            self.repair_group(kinds, name.as_ref(), applying, &mut steps);
        }
        for name in clusters.lone_load_balancers().filter(|_| patches) {
            self.repair_group(ClusterKind::LoadBalancer.only(), name, applying, &mut steps);
        }
        steps
    }

    /// The repairs of clusters that are repaired together, before the next group's turn: what the command table gives their kinds, in
    /// the playbook's order.
    fn repair_group(
        self,
        kinds: Set<ClusterKind>,
        name: Option<&'f ClusterName>,
        applying: &[&'static Entry],
        steps: &mut Vec<Step<'f>>,
    ) {
        let absorbs =
            |entry: &Entry, id: StepId| entry.absorbs == Some(id) && repaired_kind(kinds, entry).is_some();
        for entry in applying {
            if let Some(kind) = repaired_kind(kinds, entry)
                && !applying.iter().any(|other| absorbs(other, entry.id))
            {
                steps.extend(self.repair(entry, (kind, name)));
            }
        }
    }

    /// A step for the deployment, or one for each target.
    fn each(self, entry: &'static Entry, steps: &mut Vec<Step<'f>>) {
        match entry.scope {
            Scope::CommandTable => {}
            Scope::Deployment => steps.extend(self.around(entry, None)),
            Scope::Target => {
                for name in self.assessment.facts.clusters.targets() {
                    steps.extend(self.around(entry, Some((ClusterKind::Target, name.as_ref()))));
                }
            }
        }
    }

    /// A repair of the plan; `None` where neither documents nor certificates ask for it.
    fn repair(
        self,
        entry: &'static Entry,
        cluster: (ClusterKind, Option<&'f ClusterName>),
    ) -> Option<Step<'f>> {
        let layer = entry.layer?;
        let finding = self.assessment.of(layer);
        let ClusterOutlook { outlook, by_evidence } = self.assessment.outlooks.of_cluster(layer, cluster.1);
        let policy = rules::repair_policy::decide(finding.verdict, outlook)?;
        let basis = match policy.ground {
            PolicyGround::Verdict if self.assessment.outage.proof.is_some() => Basis::Evidence,
            PolicyGround::Verdict => finding.basis,
            PolicyGround::Outlook if by_evidence => Basis::Evidence,
            PolicyGround::Outlook => Basis::Outlook,
        };
        Some(Step { entry, cluster: Some(cluster), when: policy.when, basis, cmdlets: self.cmdlets })
    }

    /// The steps around the repairs: practice, with their own sources.
    fn around(
        self,
        entry: &'static Entry,
        cluster: Option<(ClusterKind, Option<&'f ClusterName>)>,
    ) -> Option<Step<'f>> {
        let when = match entry.follows {
            None => When::Always,
            Some(layer) => {
                let name = cluster.and_then(|(_, name)| name);
                let outlook = self.assessment.outlooks.of_cluster(layer, name).outlook;
                rules::repair_policy::decide(self.assessment.of(layer).verdict, outlook)?.when
            }
        };
        Some(Step { entry, cluster, when, basis: Basis::Practice, cmdlets: self.cmdlets })
    }
}

/// Which of the kinds the command table gives this repair.
fn repaired_kind(kinds: Set<ClusterKind>, entry: &Entry) -> Option<ClusterKind> {
    let layer = entry.layer?;
    kinds.values().find(|kind| rules::commands::repair(*kind, layer) == Some(entry.id))
}
