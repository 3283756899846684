//! What stands in the form's fields, and the facts it means.

use std::ops::{Index, IndexMut};

use certplan_core::Facts;
use certplan_core::facts::{
    Answers, ClusterName, FactError, Instant, Question, Shutdown, Zone, is_digit, trimmed,
};
use certplan_core::spell::Spell;

use crate::field::{Field, Text, Tick};

/// What stands in the fields, as texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// In which way the length is told.
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

/// What the browser reports for a date or time of which a part is filled in: its value would be empty.
pub const INCOMPLETE: &str = "incomplete";

/// In which way the length of the shutdown is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "the form has these choices")]
pub enum How {
    /// As a length.
    Lasted,
    /// As two moments.
    Between,
    /// Nobody knows.
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
        let texts = Text::ALL.map(|text| if text.is_typed() { String::new() } else { "d".into() });
        Self { how: How::None, texts, ticks: [false; _], at: String::new(), zone: None }
    }

    /// Puts a value into a field.
    pub fn set(&mut self, field: Field, value: &str, checked: bool) {
        match field {
            Field::How => {
                self.how = How::ALL.into_iter().find(|how| how.as_str() == value).unwrap_or(self.how);
            }
            Field::Tick(Tick::AsText) => self.type_as_text(checked),
            Field::Tick(tick) => self[tick] = checked,
            Field::Text(text) => {
                match text {
                    // An empty end means until now, and no longer the now of a link.
                    Text::From | Text::FromTime | Text::To | Text::ToTime => self.at.clear(),
                    // Who types a name means the cluster.
                    Text::Targets => self[Tick::Target] |= !value.is_empty(),
                    Text::Balancers => self[Tick::Balancer] |= !value.is_empty(),
                    Text::Amount | Text::Unit | Text::Updated | Text::UpdatedUnit | Text::Build => {}
                }
                value.clone_into(&mut self[text]);
            }
        }
    }

    /// The facts that the fields mean.
    ///
    /// # Errors
    ///
    /// Every wrong field, each with its question.
    pub fn read(&self, zone: &dyn Zone, now: Option<Instant>) -> Result<Facts, Vec<FactError>> {
        let shutdown = match self.how {
            How::Lasted => Some(with_unit(&self[Text::Amount], &self[Text::Unit])),
            How::Unknown => Some("unknown".into()),
            How::Between | How::None => None,
        };
        let moment = |date: &str, time: &str| (self.how == How::Between).then(|| joined(date, time));
        let filled = |text: &str| (!trimmed(text).is_empty()).then(|| text.to_owned());
        let from = moment(&self[Text::From], &self[Text::FromTime]);
        let to = moment(&self[Text::To], &self[Text::ToTime]).and_then(|to| filled(&to));
        let updated = filled(&self[Text::Updated]).map(|text| with_unit(&text, &self[Text::UpdatedUnit]));
        let clusters = self.clusters();
        let clusters: Vec<_> = clusters.iter().map(String::as_str).collect();
        let (build, at) = (filled(&self[Text::Build]), filled(&self.at));
        let answers = Answers {
            shutdown: shutdown.as_deref(),
            from: from.as_deref(),
            to: to.as_deref(),
            since_update: updated.as_deref(),
            clusters: &clusters,
            build: build.as_deref(),
            at: at.as_deref(),
            now,
        };
        let mut facts = answers.read(zone)?;
        facts.zone = facts.zone.or_else(|| self.zone.clone());
        Ok(facts)
    }

    /// The dates and times that are filled in by half, each with what it lacks.
    pub fn incomplete(&self) -> impl Iterator<Item = (Text, &'static str)> {
        const DATE: &str = "The date is not complete: it needs day, month and year.";
        const TIME: &str = "The time is not complete: it needs hour and minute.";
        let is_half = |text: Text| self[text] == INCOMPLETE;
        let lacking = [(Text::From, DATE), (Text::FromTime, TIME), (Text::To, DATE), (Text::ToTime, TIME)]
            .map(|(text, reason)| is_half(text).then_some((text, reason)));
        let lone = [(Text::From, Text::FromTime), (Text::To, Text::ToTime)].map(|(date, time)| {
            let alone = self[date].is_empty() && !self[time].is_empty() && !is_half(time);
            alone.then_some((date, "There is a time, but not its date."))
        });
        let dates = [Text::From, Text::To].into_iter().all(|date| !self[date].is_empty() && !is_half(date));
        let one_time = dates && self[Text::FromTime].is_empty() != self[Text::ToTime].is_empty();
        let one_time = one_time.then_some((Text::ToTime, "Give both times or none."));
        let asked = self.how == How::Between && !self[Tick::AsText];
        lacking.into_iter().chain(lone).chain([one_time]).flatten().filter(move |_| asked)
    }

    /// What can be shown both ways is carried over.
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
                        // In a link and after it a name that nobody gave stands as a full stop.
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
                (form[Text::Amount], form[Text::Unit]) = without_unit(length.spelt());
            }
            Shutdown::Between(span) => {
                form.how = How::Between;
                (form[Text::From], form[Text::To]) = (span.from().spelt(), span.to().spelt());
            }
        }
        if let Some((from, to)) = parted(&form[Text::From]).zip(parted(&form[Text::To])) {
            (form[Text::From], form[Text::FromTime]) = from;
            (form[Text::To], form[Text::ToTime]) = to;
        } else {
            form[Tick::AsText] = true;
        }
        if let Some(age) = facts.since_update {
            (form[Text::Updated], form[Text::UpdatedUnit]) = without_unit(age.spelt());
        }
        let clusters = &facts.clusters;
        form[Tick::Management] = clusters.has_management();
        form[Tick::Target] = !clusters.targets().is_empty();
        form[Text::Targets] = names(clusters.targets());
        form[Tick::Balancer] = !clusters.load_balancers().is_empty();
        form[Text::Balancers] = names(clusters.load_balancers());
        form[Text::Build] = facts.build.map(|build| build.spelt()).unwrap_or_default();
        form.at = facts.at.map(|at| at.spelt()).unwrap_or_default();
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

/// A date and a time as one moment.
fn joined(date: &str, time: &str) -> String {
    if time.is_empty() { date.to_owned() } else { [date, "T", time].concat() }
}

/// A moment as date and time, where the browser's own fields can show it: without an offset.
fn parted(moment: &str) -> Option<(String, String)> {
    let shaped = |text: &str, shape: &str| {
        text.len() == shape.len()
            && text
                .bytes()
                .zip(shape.bytes())
                .all(|(byte, like)| if like == b'0' { byte.is_ascii_digit() } else { byte == like })
    };
    let moment = trimmed(moment);
    let (date, time) = moment.split_once(['T', ' ']).unwrap_or((moment, ""));
    let shown = (moment.is_empty() || shaped(date, "0000-00-00"))
        && (time.is_empty() || shaped(time, "00:00") || shaped(time, "00:00:00"));
    shown.then(|| (date.to_owned(), time.to_owned()))
}

/// A bare number gets the chosen unit; anything else is a length of its own.
fn with_unit(amount: &str, unit: &str) -> String {
    let amount = trimmed(amount);
    let bare = amount.ends_with(is_digit);
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

/// The field where an answer to this question is typed.
pub const fn field_of(question: Question) -> Text {
    match question {
        Question::Shutdown => Text::Amount,
        Question::From | Question::At => Text::From,
        Question::To => Text::To,
        Question::SinceUpdate => Text::Updated,
        Question::Cluster => Text::Targets,
        Question::Build => Text::Build,
    }
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::{Length, Utc};

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
    fn a_moment_without_an_offset_can_be_picked() {
        for (moment, date, time) in [
            ("2026-12-18", "2026-12-18", ""),
            ("2026-12-18T17:00", "2026-12-18", "17:00"),
            ("2026-12-18 17:00:30", "2026-12-18", "17:00:30"),
            ("", "", ""),
        ] {
            assert_eq!(parted(moment), Some((date.into(), time.into())), "{moment}");
        }
        for moment in ["2026-12-18T17:00Z", "2026-12-18T17:00+01:00", "18.12.2026", "T17:00", "yesterday"] {
            assert_eq!(parted(moment), None, "{moment}");
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
        assert_eq!(form.incomplete().collect::<Vec<_>>(), [(Text::To, "There is a time, but not its date.")]);
        form.set(Field::Text(Text::To), "2026-10-11", false);
        assert_eq!(form.incomplete().collect::<Vec<_>>(), [(Text::ToTime, "Give both times or none.")]);
        form.set(Field::Tick(Tick::AsText), "", true);
        assert_eq!(form.incomplete().count(), 0);
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
        assert_eq!(facts.shutdown.length(), Some(Length::from_days(45)));
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
                    clusters,
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
