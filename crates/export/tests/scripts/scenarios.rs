//! The incidents that every channel answers.

use certplan_core::Facts;
use certplan_core::facts::{Answers, Utc};
use toml::Table;

/// Every incident of the shared file: its name and its facts.
pub(crate) fn all() -> Vec<(String, Facts)> {
    let file: Table =
        include_str!("../../../../tests/scenarios.toml").parse().expect("the file holds scenarios");
    let scenarios = file["scenario"].as_array().expect("a list of them");
    scenarios.iter().map(|scenario| read(scenario.as_table().expect("a table each"))).collect()
}

fn read(scenario: &Table) -> (String, Facts) {
    let text = |key: &str| scenario.get(key).and_then(|value| value.as_str());
    let clusters = scenario.get("clusters").and_then(|value| value.as_array());
    let clusters: Vec<_> = clusters.into_iter().flatten().filter_map(|value| value.as_str()).collect();
    let answers = Answers {
        shutdown: text("shutdown"),
        from: text("from"),
        to: text("to"),
        since_update: text("since_update"),
        clusters,
        build: text("build"),
        kubernetes_version: text("kubernetes_version"),
        load_balancer_kind: text("load_balancer_kind"),
        ..Answers::default()
    };
    let name = text("name").expect("a name").to_owned();
    (name, answers.read(&Utc).expect("facts"))
}

/// The facts of a shutdown of 45 days for these clusters.
pub(crate) fn long(clusters: &[&str]) -> Facts {
    Answers { shutdown: Some("45d"), clusters: clusters.to_vec(), ..Answers::default() }
        .read(&Utc)
        .expect("facts")
}
