//! What is typed into the form, and the facts that it means.

use std::ops::{Index, IndexMut};

use certplan_core::Facts;
use certplan_core::facts::{ClusterName, FactError, FactsInput, Question, Shutdown, Timestamp, Zone};
use certplan_words::page::form as words;
use yew::AttrValue;

use super::dates::{joined, parted};
use super::{Field, Text, Tick};

/// What a person did with the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormEvent {
    /// A field has another value.
    Typed {
        /// The field.
        field: Field,
        /// Its value.
        value: String,
        /// Whether it is ticked.
        checked: bool,
    },
    /// A field was left.
    Left(Field),
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    /// The field.
    pub field: Text,
    /// Why, in words.
    pub reason: AttrValue,
}

/// What is in the fields, as texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// How the length is given.
    pub how: How,
    texts: [String; Text::ALL.len()],
    ticks: [bool; Tick::ALL.len()],
    /// Now, where a link brought it.
    pub at: String,
    /// The zone, where a link brought it.
    pub zone: Option<String>,
}

impl Index<Text> for Form {
    type Output = String;

    fn index(&self, text: Text) -> &String {
        &self.texts[text as usize]
    }
}

impl IndexMut<Text> for Form {
    fn index_mut(&mut self, text: Text) -> &mut String {
        &mut self.texts[text as usize]
    }
}

impl Index<Tick> for Form {
    type Output = bool;

    fn index(&self, tick: Tick) -> &bool {
        &self.ticks[tick as usize]
    }
}

impl IndexMut<Tick> for Form {
    fn index_mut(&mut self, tick: Tick) -> &mut bool {
        &mut self.ticks[tick as usize]
    }
}

/// Reported for a date or time of which only a part is filled in: the browser's value is empty then.
pub const INCOMPLETE: &str = "incomplete";

/// How the length of the shutdown is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// As a length.
    Lasted,
    /// As two moments.
    Between,
    /// Not known.
    Unknown,
    /// Nothing was switched off.
    None,
}

impl How {
    /// Every choice, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Lasted, Self::Between, Self::Unknown, Self::None];

    /// The value of its radio button.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lasted => "lasted",
            Self::Between => "between",
            Self::Unknown => "unknown",
            Self::None => "none",
        }
    }

    /// The id of its radio button.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Lasted => "how-lasted",
            Self::Between => "how-between",
            Self::Unknown => "how-unknown",
            Self::None => "how-none",
        }
    }
}

impl Form {
    /// The worked example of the first paint: 45 days, all three kinds of cluster.
    pub fn example() -> Self {
        let mut form = Self::empty();
        form.how = How::Lasted;
        form[Text::Amount].push_str("45");
        form[Text::Targets].push_str("prod");
        for tick in [Tick::Management, Tick::Target, Tick::Balancer] {
            form[tick] = true;
        }
        form
    }

    fn empty() -> Self {
        let texts = Text::ALL.map(|text| match text {
            Text::Unit | Text::UpdatedUnit => "d".to_owned(),
            _ => String::new(),
        });
        Self { how: How::None, texts, ticks: [false; _], at: String::new(), zone: None }
    }

    /// Applies an event; a field that was left changes nothing.
    pub fn apply(&mut self, event: &FormEvent) {
        if let FormEvent::Typed { field, value, checked } = event {
            self.set(*field, value, *checked);
        }
    }

    /// Puts a value into a field.
    pub fn set(&mut self, field: Field, value: &str, checked: bool) {
        match field {
            Field::How => {
                self.how = How::ALL.into_iter().find(|how| how.as_str() == value).unwrap_or(self.how);
            }
            // A field that is only left reports its value again.
            Field::Tick(Tick::AsText) if self[Tick::AsText] == checked => {}
            Field::Tick(Tick::AsText) => self.type_as_text(checked),
            Field::Tick(tick) => self[tick] = checked,
            Field::Text(text) if self[text] == value => {}
            Field::Text(text) => {
                match text {
                    // An empty end means until now, and no longer until the time of a link.
                    Text::From | Text::FromTime | Text::To | Text::ToTime => self.at.clear(),
                    // A name chooses its kind of cluster.
                    Text::Targets => self[Tick::Target] |= !value.is_empty(),
                    Text::Balancers => self[Tick::Balancer] |= !value.is_empty(),
                    Text::Amount
                    | Text::Unit
                    | Text::Updated
                    | Text::UpdatedUnit
                    | Text::Build
                    | Text::KubernetesVersion
                    | Text::LoadBalancerKind => {}
                }
                value.clone_into(&mut self[text]);
            }
        }
    }

    /// The facts that the fields mean.
    ///
    /// # Errors
    ///
    /// Every wrong or incomplete field.
    pub fn read(&self, zone: &dyn Zone, now: Option<Timestamp>) -> Result<Facts, Vec<FormError>> {
        let mut errors: Vec<_> =
            self.incomplete().map(|(field, reason)| FormError { field, reason: reason.into() }).collect();
        let is_complete = errors.is_empty();
        match self.facts(zone, now) {
            Ok(facts) if is_complete => return Ok(facts),
            Ok(_) => {}
            Err(wrong) => {
                for error in &wrong {
                    let field = self.field_of(error, zone);
                    // Of an incomplete moment nothing more can be said.
                    if is_complete || !matches!(field, Text::From | Text::To) {
                        errors.push(FormError { field, reason: error.to_string().into() });
                    }
                }
            }
        }
        Err(errors)
    }

    /// The field of an error; of the two lists of names the one that has the wrong name.
    fn field_of(&self, error: &FactError, zone: &dyn Zone) -> Text {
        let field = field_of(error.question());
        let mut alone = self.clone();
        alone[Tick::Target] = false;
        alone[Tick::Balancer] &= field == Text::Targets;
        let is_in_balancers =
            alone[Tick::Balancer] && alone.facts(zone, None).is_err_and(|errors| errors.contains(error));
        if is_in_balancers { Text::Balancers } else { field }
    }

    fn facts(&self, zone: &dyn Zone, now: Option<Timestamp>) -> Result<Facts, Vec<FactError>> {
        let shutdown = match self.how {
            How::Lasted => Some(with_unit(&self[Text::Amount], &self[Text::Unit])),
            How::Unknown => Some("unknown".into()),
            How::Between | How::None => None,
        };
        let moment = |date: &str, time: &str| (self.how == How::Between).then(|| joined(date, time));
        let filled = |text: &str| (!text.trim().is_empty()).then(|| text.to_owned());
        let from = moment(&self[Text::From], &self[Text::FromTime]);
        let to = moment(&self[Text::To], &self[Text::ToTime]).and_then(|to| filled(&to));
        let updated = filled(&self[Text::Updated]).map(|text| with_unit(&text, &self[Text::UpdatedUnit]));
        let input = FactsInput {
            shutdown,
            from,
            to,
            since_update: updated,
            clusters: self.clusters(),
            build: filled(&self[Text::Build]),
            kubernetes_version: filled(&self[Text::KubernetesVersion]),
            load_balancer_kind: filled(&self[Text::LoadBalancerKind]),
            at: filled(&self.at),
            zone: self.zone.clone(),
        };
        input.read_at(zone, now)
    }

    /// The dates and times that are incomplete, each with what is missing.
    fn incomplete(&self) -> impl Iterator<Item = (Text, &'static str)> {
        const DATE: &str = words::DATE_INCOMPLETE;
        const TIME: &str = words::TIME_INCOMPLETE;
        let is_half = |text: Text| self[text] == INCOMPLETE;
        let lacking = [(Text::From, DATE), (Text::FromTime, TIME), (Text::To, DATE), (Text::ToTime, TIME)]
            .map(|(text, reason)| is_half(text).then_some((text, reason)));
        let lone = [(Text::From, Text::FromTime), (Text::To, Text::ToTime)].map(|(date, time)| {
            let alone = self[date].is_empty() && !self[time].is_empty() && !is_half(time);
            alone.then_some((date, words::TIME_WITHOUT_DATE))
        });
        let dates = [Text::From, Text::To].into_iter().all(|date| !self[date].is_empty() && !is_half(date));
        let one_time = dates && self[Text::FromTime].is_empty() != self[Text::ToTime].is_empty();
        let one_time = one_time.then_some((Text::ToTime, words::ONE_TIME));
        let asked = self.how == How::Between && !self[Tick::AsText];
        lacking.into_iter().chain(lone).chain([one_time]).flatten().filter(move |_| asked)
    }

    /// Keeps what both ways can show.
    fn type_as_text(&mut self, as_text: bool) {
        self[Tick::AsText] = as_text;
        for (date, time) in [(Text::From, Text::FromTime), (Text::To, Text::ToTime)] {
            (self[date], self[time]) = if as_text {
                let whole = [date, time].into_iter().all(|part| self[part] != INCOMPLETE);
                (if whole { joined(&self[date], &self[time]) } else { String::new() }, String::new())
            } else {
                parted(&self[date]).unwrap_or_default()
            };
        }
    }

    fn clusters(&self) -> Vec<String> {
        let mut clusters = Vec::new();
        if self[Tick::Management] {
            clusters.push("management".to_owned());
        }
        for (kind, chosen, names) in
            [("target", Tick::Target, Text::Targets), ("load-balancer", Tick::Balancer, Text::Balancers)]
        {
            let before = clusters.len();
            if self[chosen] {
                clusters.extend(
                    self[names].split([' ', ',', ';', '\t']).filter(|name| !name.is_empty()).map(|name| {
                        // A full stop is a cluster without a name, as in a link.
                        if name == "." { kind.to_owned() } else { [kind, "=", name].concat() }
                    }),
                );
                if clusters.len() == before {
                    clusters.push(kind.to_owned());
                }
            }
        }
        clusters
    }
}

/// The fields that mean these facts.
impl From<&Facts> for Form {
    fn from(facts: &Facts) -> Self {
        let mut form = Self::empty();
        match facts.shutdown {
            Shutdown::None => {}
            Shutdown::Unknown => form.how = How::Unknown,
            Shutdown::Lasted(length) => {
                form.how = How::Lasted;
                (form[Text::Amount], form[Text::Unit]) = without_unit(length.to_string());
            }
            Shutdown::Between(span) => {
                form.how = How::Between;
                (form[Text::From], form[Text::To]) = (span.from().to_string(), span.to().to_string());
            }
        }
        if let Some((from, to)) = parted(&form[Text::From]).zip(parted(&form[Text::To])) {
            (form[Text::From], form[Text::FromTime]) = from;
            (form[Text::To], form[Text::ToTime]) = to;
        } else {
            form[Tick::AsText] = true;
        }
        if let Some(age) = facts.since_update {
            (form[Text::Updated], form[Text::UpdatedUnit]) = without_unit(age.to_string());
        }
        let clusters = &facts.clusters;
        form[Tick::Management] = clusters.has_management();
        form[Tick::Target] = !clusters.targets().is_empty();
        form[Text::Targets] = names(clusters.targets());
        form[Tick::Balancer] = !clusters.load_balancers().is_empty();
        form[Text::Balancers] = names(clusters.load_balancers());
        form[Text::Build] = facts.build.map(|build| build.to_string()).unwrap_or_default();
        form[Text::KubernetesVersion] =
            facts.kubernetes_version.map(|version| version.to_string()).unwrap_or_default();
        form[Text::LoadBalancerKind] =
            facts.load_balancer_kind.map(|kind| kind.to_string()).unwrap_or_default();
        form.at = facts.at.map(|at| at.to_string()).unwrap_or_default();
        form.zone.clone_from(&facts.zone);
        form
    }
}

fn names(names: &[Option<ClusterName>]) -> String {
    if let [None] = names {
        return String::new();
    }
    names.iter().map(|name| name.as_ref().map_or(".", ClusterName::as_str)).collect::<Vec<_>>().join(" ")
}

/// A bare number gets the chosen unit; anything else is a length of its own.
fn with_unit(amount: &str, unit: &str) -> String {
    let amount = amount.trim();
    let bare = amount.ends_with(char::is_numeric);
    if bare && !amount.contains([':', 'P', 'p', 'T']) { [amount, unit].concat() } else { amount.to_owned() }
}

/// Whole days and hours stand as a number with their unit chosen.
fn without_unit(length: String) -> (String, String) {
    for unit in ["d", "h"] {
        if let Some(number) = length.strip_suffix(unit)
            && number.bytes().all(|byte| byte.is_ascii_digit())
        {
            return (number.to_owned(), unit.to_owned());
        }
    }
    (length, "d".to_owned())
}

/// The field in which an answer to this question is typed.
const fn field_of(question: Question) -> Text {
    match question {
        Question::Shutdown => Text::Amount,
        Question::From | Question::At => Text::From,
        Question::To => Text::To,
        Question::SinceUpdate => Text::Updated,
        Question::Cluster => Text::Targets,
        Question::Build => Text::Build,
        Question::KubernetesVersion => Text::KubernetesVersion,
        Question::LoadBalancerKind => Text::LoadBalancerKind,
    }
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::{Answers, Duration, Utc};

    use super::*;

    #[test]
    fn a_bare_number_takes_the_unit_and_a_length_does_not() {
        for (amount, unit, expected) in [
            ("45", "d", "45d"),
            (" 36 ", "h", "36h"),
            ("1d12h", "w", "1d12h"),
            ("P45D", "h", "P45D"),
            ("-3", "d", "-3d"),
            ("", "d", ""),
        ] {
            assert_eq!(with_unit(amount, unit), expected);
        }
    }

    #[test]
    fn what_is_filled_in_by_half_says_what_it_lacks() {
        let mut form = Form::example();
        form.set(Field::How, "between", true);
        form.set(Field::Text(Text::From), "2026-10-01", false);
        assert_eq!(form.incomplete().count(), 0);
        form.set(Field::Text(Text::To), INCOMPLETE, false);
        form.set(Field::Text(Text::FromTime), INCOMPLETE, false);
        assert_eq!(form.incomplete().map(|(field, _)| field).collect::<Vec<_>>(), [Text::FromTime, Text::To]);
        form.set(Field::Text(Text::To), "", false);
        form.set(Field::Text(Text::ToTime), "17:00", false);
        form.set(Field::Text(Text::FromTime), "", false);
        assert_eq!(form.incomplete().collect::<Vec<_>>(), [(Text::To, words::TIME_WITHOUT_DATE)]);
        form.set(Field::Text(Text::To), "2026-10-11", false);
        assert_eq!(form.incomplete().collect::<Vec<_>>(), [(Text::ToTime, words::ONE_TIME)]);
        form.set(Field::Tick(Tick::AsText), "", true);
        assert_eq!(form.incomplete().count(), 0);
    }

    #[test]
    fn a_field_that_is_merely_left_changes_nothing() {
        let mut form = Form::example();
        form.set(Field::How, "between", true);
        form.set(Field::Text(Text::From), "2026-10-01", false);
        form.set(Field::Text(Text::FromTime), "17:00", false);
        form.set(Field::Tick(Tick::Target), "on", false);
        form.at = "2026-11-25T00:00:00Z".into();
        let typed = form.clone();
        for text in Text::ALL {
            let value = form[text].clone();
            form.set(Field::Text(text), &value, false);
        }
        for tick in Tick::ALL {
            let is_ticked = form[tick];
            form.set(Field::Tick(tick), "on", is_ticked);
        }
        form.set(Field::How, "between", true);
        assert_eq!(form, typed);
    }

    #[test]
    fn moments_are_carried_over_to_text_and_back() {
        let mut form = Form::example();
        form.set(Field::How, "between", true);
        form.set(Field::Text(Text::From), "2026-10-01", false);
        form.set(Field::Text(Text::FromTime), "17:00", false);
        let picked = form.clone();
        form.set(Field::Tick(Tick::AsText), "", true);
        assert_eq!((&*form[Text::From], &*form[Text::FromTime]), ("2026-10-01T17:00", ""));
        form.set(Field::Tick(Tick::AsText), "", false);
        assert_eq!(form, picked);
    }

    #[test]
    fn the_example_is_the_full_order() {
        let facts = Form::example().read(&Utc, None).unwrap();
        assert_eq!(facts.shutdown.length(), Some(Duration::from_days(45)));
        assert_eq!(facts.clusters.iter().count(), 3);
    }

    #[test]
    fn fields_made_from_facts_mean_the_same_facts() {
        for clusters in [
            &["target"][..],
            &["management", "target=a1", "target=b2", "load-balancer"],
            &["load-balancer=prod"],
            &["target", "target=a1"],
        ] {
            for shutdown in [None, Some("45d"), Some("36h"), Some("1d12h"), Some("unknown"), Some("90m")] {
                let answers = Answers {
                    shutdown,
                    clusters: clusters.to_vec(),
                    kubernetes_version: Some("1.29.4"),
                    load_balancer_kind: Some("haproxy"),
                    since_update: Some("70d"),
                    build: Some("1.0.24.11029"),
                    ..Answers::default()
                };
                let facts = answers.read(&Utc).unwrap();
                assert_eq!(Form::from(&facts).read(&Utc, None).unwrap(), facts);
            }
        }
    }
}
