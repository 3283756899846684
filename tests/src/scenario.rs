//! Named incidents.

use std::collections::BTreeMap;

use certplan_core::Facts;
use certplan_core::facts::{FactsInput, Utc};
use serde::Deserialize;

/// An incident as a person would tell it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// What was typed.
    #[serde(flatten)]
    pub input: FactsInput,
    /// Whether it is kept as a snapshot in every form.
    #[serde(default)]
    pub read: bool,
    /// What is none of these: a mistake in the file.
    #[serde(flatten)]
    unknown: BTreeMap<String, toml::Value>,
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
        for Self { name, unknown, .. } in &file.scenario {
            assert!(unknown.is_empty(), "{name} in scenarios.toml: {unknown:?}");
        }
        file.scenario
    }

    /// The arguments of `certplan plan`.
    pub fn arguments(&self) -> Vec<String> {
        let flags = self.input.all().map(|(question, value)| [format!("--{question}"), value.clone()]);
        flags.flatten().collect()
    }

    /// The facts.
    ///
    /// # Panics
    ///
    /// Where the scenario is not one, with the reason.
    #[track_caller]
    pub fn facts(&self) -> Facts {
        self.input.read(&Utc).unwrap_or_else(|errors| panic!("{}: {errors:?}", self.name))
    }
}
