//! Named incidents.

use certplan_core::Facts;
use certplan_core::facts::{Answers, Utc};
use serde::Deserialize;

/// An incident as a person would tell it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// How long it was off.
    pub shutdown: Option<String>,
    /// Since when.
    pub from: Option<String>,
    /// Until when.
    pub to: Option<String>,
    /// How long ago the last update was.
    pub since_update: Option<String>,
    /// Which clusters.
    #[serde(default)]
    pub clusters: Vec<String>,
    /// Which build.
    pub build: Option<String>,
    /// Whether it is kept as a snapshot in every form.
    #[serde(default)]
    pub read: bool,
}

impl Scenario {
    /// Every scenario of `scenarios.toml`.
    ///
    /// # Panics
    ///
    /// Where the file does not hold scenarios, with the reason.
    pub fn all() -> Vec<Self> {
        #[derive(Deserialize)]
        struct File {
            scenario: Vec<Scenario>,
        }
        let file: File =
            toml::from_str(include_str!("../scenarios.toml")).expect("scenarios.toml holds scenarios");
        file.scenario
    }

    /// The arguments of `certplan plan`.
    pub fn arguments(&self) -> Vec<String> {
        let flags = [
            ("--shutdown", &self.shutdown),
            ("--from", &self.from),
            ("--to", &self.to),
            ("--since-update", &self.since_update),
            ("--build", &self.build),
        ];
        let given = flags.into_iter().filter_map(|(flag, value)| Some([flag.to_owned(), value.clone()?]));
        let clusters = self.clusters.iter().map(|cluster| ["--cluster".to_owned(), cluster.clone()]);
        given.chain(clusters).flatten().collect()
    }

    /// The facts.
    ///
    /// # Panics
    ///
    /// Where the scenario is not one, with the reason.
    #[track_caller]
    pub fn facts(&self) -> Facts {
        let clusters: Vec<_> = self.clusters.iter().map(String::as_str).collect();
        let answers = Answers {
            shutdown: self.shutdown.as_deref(),
            from: self.from.as_deref(),
            to: self.to.as_deref(),
            since_update: self.since_update.as_deref(),
            clusters: &clusters,
            build: self.build.as_deref(),
            ..Answers::default()
        };
        answers.read(&Utc).unwrap_or_else(|errors| panic!("{}: {errors:?}", self.name))
    }
}
