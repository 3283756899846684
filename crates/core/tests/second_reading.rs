//! A second reading of the page, made without a look at the rows: its tables in its own layout, interpreted here a second
//! time and held against what the crate answers.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use certplan_core::command::{Arg, Command, Placeholder, Value};
use certplan_core::facts::{Cluster, Duration, Shutdown};
use certplan_core::{Facts, Layer, assess, plan};

type Table = LazyLock<Vec<Vec<&'static str>>>;

// Shutdown, MOC, Kubernetes. The page has the first and the last row; the middle one is what we make of its silence.
static SHUTDOWN: Table = LazyLock::new(|| {
    rows(
        "
    | less than 30 days  | not impacted | impacted     |
    | exactly 30 days    | impacted     | impacted     |
    | more than 30 days  | impacted     | impacted     |",
    )
});

// Update, MOC, Kubernetes.
static UPDATE: Table = LazyLock::new(|| {
    rows(
        "
    | within 90 days     | not impacted | not impacted |
    | not within 90 days | not impacted | not impacted |",
    )
});

// Cluster, MOC, Kubernetes.
static COMMANDS: Table = LazyLock::new(|| {
    rows("
    | management    | Update-AksHciCertificates | N/A |
    | target        | Update-AksHciClusterCertificates -Name NAME -fixCloudCredentials | Update-AksHciClusterCertificates -Name NAME -fixKubeletCredentials |
    | load balancer | Update-AksHciClusterCertificates -Name NAME -patchLoadBalancer -fixCloudCredentials | N/A |")
});

// The older names of the cmdlets.
static BEFORE_1_0_10_10513: Table = LazyLock::new(|| {
    rows(
        "
    | Update-AksHciCertificates        | Repair-AksHciCerts        |
    | Update-AksHciClusterCertificates | Repair-AksHciClusterCerts |",
    )
});

const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;

fn rows(table: &str) -> Vec<Vec<&str>> {
    fn cells(line: &str) -> Vec<&str> {
        line.trim().trim_matches('|').split('|').map(str::trim).collect()
    }
    table.lines().filter(|line| line.contains('|')).map(cells).collect()
}

/// The row that answers, which must be one alone.
#[track_caller]
fn row(table: &'static Table, answers: impl Fn(&str) -> bool) -> &'static [&'static str] {
    let mut found = table.iter().filter(|row| answers(row[0]));
    let row = found.next().expect("a row that answers");
    assert_eq!(found.next(), None, "a second row answers beside {row:?}");
    row
}

fn fits(label: &str, seconds: u64) -> bool {
    let (words, days) = label.trim_end_matches(" days").rsplit_once(' ').expect(label);
    let limit = days.parse::<u64>().expect(label) * DAY;
    match words {
        "less than" => seconds < limit,
        "exactly" => seconds == limit,
        "more than" | "not within" => seconds > limit,
        "within" => seconds <= limit,
        _ => panic!("{label}"),
    }
}

/// Whether the tables call the layers impacted. Without a shutdown only the second one applies; an unknown time since the
/// update leaves it silent, since both its rows agree.
fn impacted(shutdown: u64, since_update: Option<u64>) -> [bool; 2] {
    let shutdown = (shutdown > 0).then(|| row(&SHUTDOWN, |label| fits(label, shutdown)));
    let update = since_update.map(|seconds| row(&UPDATE, |label| fits(label, seconds)));
    [1, 2].map(|column| shutdown.iter().chain(&update).any(|row| row[column] == "impacted"))
}

/// Whether logins that the tables call safe may have lapsed all the same: certificates are renewed when three tenths of
/// their 90 days are left (60 in old builds), tokens live that long from the last update.
fn logins_in_doubt(shutdown: u64, since_update: Option<u64>, old: bool) -> bool {
    let life = if old { 60 * DAY } else { 90 * DAY };
    let certificate = shutdown * 10 >= life * 3;
    let token = since_update.is_some_and(|age| shutdown + age >= life);
    shutdown > 0 && (certificate || token)
}

#[derive(Clone, Debug, Default)]
struct Chosen {
    management: bool,
    targets: Vec<&'static str>,
    balancers: Vec<&'static str>,
}

// What a cluster of unknown name is called here.
const UNNAMED: &str = "<cluster-name>";

impl Chosen {
    fn facts(&self, shutdown: u64, since_update: Option<u64>, build: Option<&str>) -> Facts {
        let cluster = |kind: &str, name: &str| {
            let text = if name == UNNAMED { kind.into() } else { format!("{kind}={name}") };
            text.parse::<Cluster>().unwrap_or_else(|error| panic!("{text}: {error}"))
        };
        let management = self.management.then(|| cluster("management", UNNAMED));
        let targets = self.targets.iter().map(|name| cluster("target", name));
        let balancers = self.balancers.iter().map(|name| cluster("load-balancer", name));
        Facts {
            shutdown: Shutdown::Lasted(length(shutdown)),
            since_update: since_update.map(length),
            clusters: management.into_iter().chain(targets).chain(balancers).collect(),
            build: build.map(|build| build.parse().expect(build)),
            ..Facts::default()
        }
    }

    /// The page's sequence: management; then target by target, first the Kubernetes layer, then the other one, where a load
    /// balancer's call takes the place of the target's own; then load balancers whose target was not chosen.
    fn commands(&self, [moc, kubernetes]: [bool; 2], old_names: bool) -> Vec<String> {
        let any = |name: &&str| *name == UNNAMED;
        let mut calls = Vec::new();
        if self.management {
            calls.extend([("management", "", 1), ("management", "", 2)]);
        }
        for target in &self.targets {
            let balanced = self.balancers.iter().any(|name| name == target || any(name));
            calls.push(("target", target, 2));
            calls.push((if balanced { "load balancer" } else { "target" }, target, 1));
        }
        let lone =
            |name: &&&str| if any(name) { self.targets.is_empty() } else { !self.targets.contains(name) };
        calls.extend(self.balancers.iter().filter(lone).map(|name| ("load balancer", *name, 1)));
        calls
            .into_iter()
            .filter(|(_, _, column)| [false, moc, kubernetes][*column])
            .map(|(kind, name, column)| (row(&COMMANDS, |label| label == kind)[column], name))
            .filter(|(cell, _)| *cell != "N/A")
            .map(|(cell, name)| renamed(cell, old_names).replace("NAME", name))
            .collect()
    }

    /// Every way to choose, with at least one cluster.
    fn all() -> Vec<Self> {
        const TARGETS: [&[&str]; 7] =
            [&[], &["a1"], &["b2", "a1"], &["a1", "b2"], &["c3", "a1", "b2"], &[UNNAMED], &["a1", UNNAMED]];
        const BALANCERS: [&str; 4] = ["b2", "a1", "lone", UNNAMED];
        let mut all = Vec::new();
        for (management, targets) in
            [false, true].into_iter().flat_map(|m| TARGETS.map(|targets| (m, targets)))
        {
            for subset in 0..1 << BALANCERS.len() {
                let balancers = (0..BALANCERS.len()).filter(|place| subset >> place & 1 == 1);
                let balancers = balancers.map(|place| BALANCERS[place]).collect();
                all.push(Self { management, targets: targets.to_vec(), balancers });
            }
        }
        all.retain(|chosen| chosen.management || !chosen.targets.is_empty() || !chosen.balancers.is_empty());
        all
    }
}

fn renamed(cell: &str, old_names: bool) -> String {
    let (cmdlet, switches) = cell.split_at(cell.find(' ').unwrap_or(cell.len()));
    let names = row(&BEFORE_1_0_10_10513, |label| label == cmdlet);
    format!("{}{switches}", names[usize::from(old_names)])
}

fn written(command: &Command<'_>) -> String {
    let mut words = vec![command.program.name(command.cmdlets).to_owned()];
    for arg in command.args {
        match *arg {
            Arg::Word(word) => words.push(word.to_owned()),
            Arg::Named(parameter, Value::ClusterName) => {
                let unnamed = format!("<{}>", Placeholder::ClusterName);
                words.extend([parameter.to_owned(), command.cluster.map_or(unnamed, ToString::to_string)]);
            }
            Arg::Named(..) => panic!("no repair takes {arg:?}"),
        }
    }
    words.join(" ")
}

fn length(seconds: u64) -> Duration {
    Duration::from_seconds(seconds).unwrap_or_else(|| panic!("{seconds} s"))
}

fn around(days: u64) -> [u64; 3] {
    [days * DAY - 1, days * DAY, days * DAY + 1]
}

/// Every hour of 100 days, every day of 100 years, and a second on either side of each limit.
fn lengths() -> BTreeSet<u64> {
    let hours = (0..=2_400).map(|hours| hours * HOUR);
    let days = (0..=36_500).map(|days| days * DAY);
    let seconds = [1, 2, 60, 30 * DAY + 60, 36_500 * DAY - 1];
    hours.chain(days).chain(seconds).chain(around(30)).chain(around(90)).collect()
}

fn times_since_an_update() -> impl Iterator<Item = Option<u64>> {
    let some = [0, 1, 30 * DAY, 36_500 * DAY].into_iter().chain(around(60)).chain(around(90));
    [None].into_iter().chain(some.map(Some))
}

#[test]
fn layers_are_hit_as_the_tables_say() {
    let mut facts = Facts::default();
    for shutdown in lengths() {
        facts.shutdown = Shutdown::Lasted(length(shutdown));
        for since_update in times_since_an_update() {
            facts.since_update = since_update.map(length);
            let assessment = assess(&facts);
            let answer = [Layer::Moc, Layer::Kubernetes].map(|layer| assessment.of(layer).is_impacted());
            assert_eq!(
                answer,
                impacted(shutdown, since_update),
                "off for {shutdown} s, updated {since_update:?} s ago"
            );
        }
    }
}

#[test]
fn nothing_switched_off_is_a_shutdown_of_no_time() {
    for since_update in times_since_an_update() {
        let facts = Facts { since_update: since_update.map(length), ..Facts::default() };
        let assessment = assess(&facts);
        let answer = [Layer::Moc, Layer::Kubernetes].map(|layer| assessment.of(layer).is_impacted());
        assert_eq!(answer, impacted(0, since_update), "updated {since_update:?} s ago");
    }
}

#[test]
fn only_the_silence_of_the_page_is_marked_as_such() {
    for shutdown in lengths() {
        let facts = Facts { shutdown: Shutdown::Lasted(length(shutdown)), ..Facts::default() };
        let finding = *assess(&facts).of(Layer::Moc);
        assert_eq!(finding.boundary, shutdown == 30 * DAY, "off for {shutdown} s: {finding:?}");
    }
}

#[test]
fn every_choice_of_clusters_gets_the_commands_of_the_table_in_the_order_of_the_page() {
    const BUILDS: [(Option<&str>, bool); 5] = [
        (None, false),
        (Some("1.0.9.10413"), true),
        (Some("1.0.10.10512"), true),
        (Some("1.0.10.10513"), false),
        (Some("1.0.24.11029"), false),
    ];
    let lengths = [0, 1, HOUR, 4 * DAY].into_iter().chain(around(30)).chain([45 * DAY, 36_500 * DAY]);
    for (shutdown, chosen) in
        lengths.flat_map(|shutdown| Chosen::all().into_iter().map(move |c| (shutdown, c)))
    {
        for ((build, old_names), since_update) in
            BUILDS.into_iter().zip([None, Some(DAY), Some(100 * DAY), None, None])
        {
            let facts = chosen.facts(shutdown, since_update, build);
            let plan = plan(&assess(&facts));
            let answer: Vec<_> = plan.repairs.iter().map(|step| written(&step.command())).collect();
            let [moc, kubernetes] = impacted(shutdown, since_update);
            let in_doubt = logins_in_doubt(shutdown, since_update, old_names);
            let expected = chosen.commands([moc || in_doubt, kubernetes], old_names);
            assert_eq!(
                answer, expected,
                "off for {shutdown} s, updated {since_update:?} s ago, {chosen:?}, {build:?}"
            );
        }
    }
}

#[test]
fn the_sequence_for_both_layers_is_the_one_of_the_page() {
    let chosen = Chosen { management: true, targets: vec!["prod"], balancers: vec![] };
    assert_eq!(
        chosen.commands(impacted(45 * DAY, None), false),
        [
            "Update-AksHciCertificates",
            "Update-AksHciClusterCertificates -Name prod -fixKubeletCredentials",
            "Update-AksHciClusterCertificates -Name prod -fixCloudCredentials",
        ],
        "the second reading itself is wrong"
    );
}
