//! What the element asks.

use certplan_core::Facts;
use certplan_core::facts::{FactsInput, Utc};
use certplan_export::facts;
use certplan_view::form::{Field, Form, How, Text, Tick};
use serde::Deserialize;

/// What the element asks. Its fields are empty where it does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
#[expect(clippy::exhaustive_structs, reason = "what the script sends")]
pub struct Asked {
    /// The attributes with facts; clusters are separated by spaces.
    pub attributes: Attributes,
    /// `certplan/facts/1`, instead of the attributes.
    pub facts: Option<String>,
    /// The fields that were filled in before the calculator was loaded: name, value, whether ticked.
    pub typed: Option<Vec<(String, String, bool)>>,
    /// The level of the first headings.
    pub heading: u8,
    /// The mode.
    pub mode: String,
}

/// The attributes with facts, as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
#[expect(clippy::exhaustive_structs, reason = "what the script sends")]
pub struct Attributes {
    /// How long it was off.
    pub shutdown: String,
    /// When it went off.
    pub from: String,
    /// When it came back.
    pub to: String,
    /// How long ago the last update was.
    pub since_update: String,
    /// The clusters.
    pub cluster: String,
    /// The build.
    pub build: String,
}

impl Asked {
    /// The level of the first headings, 2 to 6.
    pub fn heading(&self) -> u8 {
        if self.heading == 0 { 3 } else { self.heading.clamp(2, 6) }
    }

    /// The facts of the contract, where there are any.
    ///
    /// # Errors
    ///
    /// Why they cannot be read.
    pub fn facts(&self) -> Result<Option<Facts>, String> {
        self.facts.as_deref().map(facts::read).transpose().map_err(|error| error.to_string())
    }
}

impl Attributes {
    /// The form with these attributes. Where one is wrong it is in its field as it was written, so that its error is told there.
    pub fn form(&self) -> Form {
        match self.input().without_blanks().read(&Utc) {
            Ok(facts) => Form::from(&facts),
            Err(_) => self.form_as_written(),
        }
    }

    fn input(&self) -> FactsInput<&str> {
        // Without clusters the management cluster and one target are meant, and shown as ticked.
        let clusters = if self.cluster.trim().is_empty() { "management target" } else { &self.cluster };
        FactsInput {
            shutdown: Some(&self.shutdown),
            from: Some(&self.from),
            to: Some(&self.to),
            since_update: Some(&self.since_update),
            clusters: clusters.split_whitespace().collect(),
            build: Some(&self.build),
            ..FactsInput::default()
        }
    }

    fn form_as_written(&self) -> Form {
        let only_clusters =
            Self { cluster: self.cluster.clone(), ..Self::default() }.input().without_blanks().read(&Utc);
        let mut form = Form::from(&only_clusters.clone().unwrap_or_default());
        let mut set = |text: Text, value: &str| form.set(Field::Text(text), value, false);
        set(Text::Updated, &self.since_update);
        set(Text::Build, &self.build);
        if only_clusters.is_err() {
            // What is no cluster is shown among the names of the targets.
            set(Text::Targets, &self.cluster);
            form.set(Field::Tick(Tick::Target), "", true);
        }
        let how = match () {
            () if !self.from.is_empty() || !self.to.is_empty() => How::Between,
            () if self.shutdown.trim() == "unknown" => How::Unknown,
            () if self.shutdown.trim().is_empty() => How::None,
            () => How::Lasted,
        };
        form.set(Field::How, how.as_str(), true);
        match how {
            How::Lasted => form.set(Field::Text(Text::Amount), &self.shutdown, false),
            How::Between => {
                form.set(Field::Tick(Tick::AsText), "", true);
                form.set(Field::Text(Text::From), &self.from, false);
                form.set(Field::Text(Text::To), &self.to, false);
            }
            How::Unknown | How::None => {}
        }
        form
    }
}
