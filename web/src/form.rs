//! What stands in the form's fields, and the facts it means.

use certplan_core::Facts;
use certplan_core::facts::{
    Answers, ClusterName, FactError, Instant, Question, Shutdown, Zone, is_digit, trimmed,
};
use certplan_core::spell::Spell;

/// The fields, as texts. Each has the name and id under which the page knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box of its own that can be ticked")]
pub struct Form {
    /// In which way the length is told.
    pub how: How,
    /// How long it was off, without its unit, or a whole length such as `1d12h`.
    pub amount: String,
    /// The unit of a bare number: `d`, `h`, `w` or `m`.
    pub unit: String,
    /// Since when: a date, or any moment where moments are typed as text.
    pub from: String,
    /// The time of that date; empty where it is not known.
    pub from_time: String,
    /// Until when, in the same way.
    pub to: String,
    /// The time of that date.
    pub to_time: String,
    /// Whether moments are typed as text instead of being picked.
    pub as_text: bool,
    /// Whether the management cluster is to be repaired.
    pub management: bool,
    /// Whether target clusters are.
    pub target: bool,
    /// Their names, with spaces or commas between them; empty where they are not known.
    pub targets: String,
    /// Whether load balancers are.
    pub balancer: bool,
    /// Of which targets; empty means of every chosen one.
    pub balancers: String,
    /// How long ago the last update was; empty where it is not known.
    pub updated: String,
    /// The unit of a bare number.
    pub updated_unit: String,
    /// The build; empty where it is not known.
    pub build: String,
    /// Now, where a link brought it.
    pub at: String,
    /// The zone, where a link brought it.
    pub zone: Option<String>,
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
        Self {
            how: How::Lasted,
            amount: "45".into(),
            management: true,
            target: true,
            targets: "prod".into(),
            balancer: true,
            ..Self::empty()
        }
    }

    fn empty() -> Self {
        let text = String::new;
        Self {
            how: How::None,
            amount: text(),
            unit: "d".into(),
            from: text(),
            from_time: text(),
            to: text(),
            to_time: text(),
            as_text: false,
            management: false,
            target: false,
            targets: text(),
            balancer: false,
            balancers: text(),
            updated: text(),
            updated_unit: "d".into(),
            build: text(),
            at: text(),
            zone: None,
        }
    }

    /// Puts a value into the field of that name; a name that no field has is passed over.
    pub fn set(&mut self, field: &str, value: &str, checked: bool) {
        let text = match field {
            "how" => {
                self.how = How::ALL.into_iter().find(|how| how.as_str() == value).unwrap_or(self.how);
                return;
            }
            "management" => return self.management = checked,
            "target" => return self.target = checked,
            "balancer" => return self.balancer = checked,
            "amount" => &mut self.amount,
            "unit" => &mut self.unit,
            "as-text" => return self.type_as_text(checked),
            "from" | "from-time" | "to" | "to-time" => {
                // An empty end means until now, and no longer the now of a link.
                self.at.clear();
                match field {
                    "from" => &mut self.from,
                    "from-time" => &mut self.from_time,
                    "to" => &mut self.to,
                    _ => &mut self.to_time,
                }
            }
            "targets" => {
                // Who types a name means the cluster.
                self.target |= !value.is_empty();
                &mut self.targets
            }
            "balancers" => {
                self.balancer |= !value.is_empty();
                &mut self.balancers
            }
            "updated" => &mut self.updated,
            "updated-unit" => &mut self.updated_unit,
            "build" => &mut self.build,
            _ => return,
        };
        value.clone_into(text);
    }

    /// The fields that hold a text, by their ids.
    pub fn texts(&self) -> [(&'static str, &str); 11] {
        [
            ("amount", &self.amount),
            ("unit", &self.unit),
            ("from", &self.from),
            ("from-time", &self.from_time),
            ("to", &self.to),
            ("to-time", &self.to_time),
            ("targets", &self.targets),
            ("balancers", &self.balancers),
            ("updated", &self.updated),
            ("updated-unit", &self.updated_unit),
            ("build", &self.build),
        ]
    }

    /// The facts that the fields mean.
    ///
    /// # Errors
    ///
    /// Every wrong field, each with its question.
    pub fn read(&self, zone: &dyn Zone, now: Option<Instant>) -> Result<Facts, Vec<FactError>> {
        let shutdown = match self.how {
            How::Lasted => Some(with_unit(&self.amount, &self.unit)),
            How::Unknown => Some("unknown".into()),
            How::Between | How::None => None,
        };
        let moment = |date: &str, time: &str| (self.how == How::Between).then(|| joined(date, time));
        let filled = |text: &str| (!trimmed(text).is_empty()).then(|| text.to_owned());
        let from = moment(&self.from, &self.from_time);
        let to = moment(&self.to, &self.to_time).and_then(|to| filled(&to));
        let updated = filled(&self.updated).map(|text| with_unit(&text, &self.updated_unit));
        let clusters = self.clusters();
        let clusters: Vec<_> = clusters.iter().map(String::as_str).collect();
        let (build, at) = (filled(&self.build), filled(&self.at));
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
    pub fn incomplete(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let fields = [
            ("from", &self.from, "The date is not complete: it needs day, month and year."),
            ("from-time", &self.from_time, "The time is not complete: it needs hour and minute."),
            ("to", &self.to, "The date is not complete: it needs day, month and year."),
            ("to-time", &self.to_time, "The time is not complete: it needs hour and minute."),
        ];
        let asked = self.how == How::Between && !self.as_text;
        let lacking = fields.map(|(field, value, reason)| (value == INCOMPLETE).then_some((field, reason)));
        let lone = [("from", &self.from, &self.from_time), ("to", &self.to, &self.to_time)].map(
            |(field, date, time)| {
                let alone = date.is_empty() && !time.is_empty() && time != INCOMPLETE;
                alone.then_some((field, "There is a time, but not its date."))
            },
        );
        let dates = [&self.from, &self.to].into_iter().all(|date| !date.is_empty() && date != INCOMPLETE);
        let one_time = dates && self.from_time.is_empty() != self.to_time.is_empty();
        let one_time = one_time.then_some(("to-time", "Give both times or none."));
        lacking.into_iter().chain(lone).chain([one_time]).flatten().filter(move |_| asked)
    }

    /// What can be shown both ways is carried over.
    fn type_as_text(&mut self, as_text: bool) {
        self.as_text = as_text;
        for (date, time) in [(&mut self.from, &mut self.from_time), (&mut self.to, &mut self.to_time)] {
            if as_text {
                let whole = [&*date, &*time].into_iter().all(|part| part != INCOMPLETE);
                *date = if whole { joined(date, time) } else { String::new() };
                time.clear();
            } else {
                (*date, *time) = parted(date).unwrap_or_default();
            }
        }
    }

    fn clusters(&self) -> Vec<String> {
        let mut clusters = Vec::new();
        if self.management {
            clusters.push("management".to_owned());
        }
        for (kind, chosen, names) in
            [("target", self.target, &self.targets), ("load-balancer", self.balancer, &self.balancers)]
        {
            let before = clusters.len();
            if chosen {
                clusters.extend(names.split([' ', ',', ';', '\t']).filter(|name| !name.is_empty()).map(
                    |name| {
                        // In a link and after it a name that nobody gave stands as a full stop.
                        if name == "." { kind.to_owned() } else { [kind, "=", name].concat() }
                    },
                ));
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
        let (how, amount, from, to) = match facts.shutdown {
            Shutdown::None => (How::None, String::new(), String::new(), String::new()),
            Shutdown::Unknown => (How::Unknown, String::new(), String::new(), String::new()),
            Shutdown::Lasted(length) => (How::Lasted, length.spelt(), String::new(), String::new()),
            Shutdown::Between(span) => (How::Between, String::new(), span.from().spelt(), span.to().spelt()),
        };
        let (amount, unit) = without_unit(amount);
        let (updated, updated_unit) =
            without_unit(facts.since_update.map(|age| age.spelt()).unwrap_or_default());
        let clusters = &facts.clusters;
        let pickable = parted(&from).zip(parted(&to));
        let as_text = pickable.is_none();
        let ((from, from_time), (to, to_time)) =
            pickable.unwrap_or_else(|| ((from, String::new()), (to, String::new())));
        Self {
            how,
            amount,
            unit,
            from,
            from_time,
            to,
            to_time,
            as_text,
            management: clusters.has_management(),
            target: !clusters.targets().is_empty(),
            targets: names(clusters.targets()),
            balancer: !clusters.load_balancers().is_empty(),
            balancers: names(clusters.load_balancers()),
            updated,
            updated_unit,
            build: facts.build.map(|build| build.spelt()).unwrap_or_default(),
            at: facts.at.map(|at| at.spelt()).unwrap_or_default(),
            zone: facts.zone.clone(),
        }
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
pub const fn field_of(question: Question) -> &'static str {
    match question {
        Question::Shutdown => "amount",
        Question::From | Question::At => "from",
        Question::To => "to",
        Question::SinceUpdate => "updated",
        Question::Cluster => "targets",
        Question::Build => "build",
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
        form.set("how", "between", true);
        form.set("from", "2026-10-01", false);
        assert_eq!(form.incomplete().count(), 0);
        form.set("to", INCOMPLETE, false);
        form.set("from-time", INCOMPLETE, false);
        assert_eq!(form.incomplete().map(|(field, _)| field).collect::<Vec<_>>(), ["from-time", "to"]);
        form.set("to", "", false);
        form.set("to-time", "17:00", false);
        form.set("from-time", "", false);
        assert_eq!(form.incomplete().collect::<Vec<_>>(), [("to", "There is a time, but not its date.")]);
        form.set("to", "2026-10-11", false);
        assert_eq!(form.incomplete().collect::<Vec<_>>(), [("to-time", "Give both times or none.")]);
        form.set("as-text", "", true);
        assert_eq!(form.incomplete().count(), 0);
    }

    #[test]
    fn moments_are_carried_over_to_text_and_back() {
        let mut form = Form::example();
        form.set("how", "between", true);
        form.set("from", "2026-10-01", false);
        form.set("from-time", "17:00", false);
        let picked = form.clone();
        form.set("as-text", "", true);
        assert_eq!((&*form.from, &*form.from_time), ("2026-10-01T17:00", ""));
        form.set("as-text", "", false);
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
