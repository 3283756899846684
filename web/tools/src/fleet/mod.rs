//! Many deployments: a table of all, and the files that `certplan fleet` writes of them. Everything is decided by
//! `certplan-fleet`; here it is kept, put in order and shown.

mod chart;
mod markup;
mod table;

pub use markup::{NOTHING, todo};
pub use table::{Column, PAGE, Row, Table};

use certplan_core::facts::{Answers, Instant, Zone};
use certplan_core::{Facts, assess, plan};
use certplan_fleet::{Event, Fleet, Form, Label, Report, Shared, Summary, Wanted};
use certplan_inspect::clusters;

/// How many of the worst the files name, as the command does.
const WORST: usize = 10;

/// The most rejected lines that are shown.
const MOST_REJECTED: usize = 50;

/// The deployment of a list of clusters that nobody named.
const UNNAMED: &str = "deployment";

/// What was read, and what is shown of it. Nothing of it leaves the page.
#[derive(Debug, Default)]
pub struct Session {
    input: Option<Input>,
    given: Given,
    answer: Option<Answer>,
}

/// A file as it came: the written forms are made of it anew.
#[derive(Debug)]
struct Input {
    name: String,
    bytes: Vec<u8>,
    /// Whether it names the clusters of one deployment, and not that.
    is_list: bool,
}

/// What holds for every line that says nothing else, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "two fields of a form")]
pub struct Given {
    /// The deployment of lines that name none.
    pub deployment: String,
    /// How long it was off.
    pub shutdown: String,
}

#[derive(Debug)]
struct Answer {
    table: Table,
    summary: Summary,
    /// The numbers of the first lines that were rejected, each with its reason.
    rejected: Vec<(u64, String)>,
}

/// What holds for every line, read.
#[derive(Debug, Default)]
struct Holds {
    deployment: Option<Label>,
    facts: Facts,
    now: Option<Instant>,
}

impl Session {
    /// Reads a file or a text, and says what was in it.
    pub fn read(&mut self, name: &str, bytes: &[u8], now: Option<Instant>, zone: &dyn Zone) -> String {
        let listed = clusters::read(bytes).ok();
        // As the command does: with a name for the deployment it is a list where it can be one.
        let is_list = listed.is_some() && !self.given.deployment.trim().is_empty();
        if !is_list {
            self.input = Some(Input { name: name.to_owned(), bytes: bytes.to_vec(), is_list });
            let said = self.answer(now, zone);
            if listed.is_none() || self.answer.as_ref().is_some_and(|answer| answer.summary.deployments > 0) {
                return said;
            }
        }
        // What Get-AksHciCluster printed is a list of the clusters of one deployment.
        let bytes = listed.map(|listed| clusters::lines(&listed).into_bytes()).unwrap_or_default();
        self.input = Some(Input { name: name.to_owned(), bytes, is_list: true });
        self.answer(now, zone)
    }

    /// Says what holds for every line that says nothing else, and reads the file again.
    ///
    /// # Errors
    ///
    /// What was typed is wrong: the field, and why. The last answer stays.
    pub fn give(
        &mut self,
        given: Given,
        now: Option<Instant>,
        zone: &dyn Zone,
    ) -> Result<String, (&'static str, String)> {
        self.given = given;
        self.holds(now, zone)?;
        Ok(if self.input.is_some() { self.answer(now, zone) } else { String::new() })
    }

    /// Whether something was read.
    pub const fn is_empty(&self) -> bool {
        self.answer.is_none()
    }

    /// Forgets everything but what was typed.
    pub fn forget(&mut self) {
        (self.input, self.answer) = (None, None);
    }

    /// The table, where something was read.
    pub fn table(&mut self) -> Option<&mut Table> {
        self.answer.as_mut().map(|answer| &mut answer.table)
    }

    /// The answer's markup; the table's rows stand in an element of their own, so that they can change alone.
    pub fn markup(&self) -> String {
        self.answer.as_ref().map_or_else(|| NOTHING.to_owned(), markup::answer)
    }

    /// The markup of the rows and of what leads to the others; empty where nothing was read.
    pub fn rows(&self) -> String {
        self.answer.as_ref().map_or_else(String::new, |answer| markup::rows(&answer.table))
    }

    /// What was picked out, to be said once.
    pub fn picked(&self) -> String {
        self.answer.as_ref().map_or_else(String::new, |answer| markup::picked(&answer.table))
    }

    /// A written form of everything that was read, as the command writes it: the file's name, its kind, and its text.
    pub fn form(
        &self,
        id: &str,
        now: Option<Instant>,
        zone: &dyn Zone,
    ) -> Option<(&'static str, &'static str, String)> {
        let (_, form, name, kind) = FORMS.into_iter().find(|(known, ..)| *known == id)?;
        let input = self.input.as_ref()?;
        let holds = self.holds(now, zone).ok()?;
        let mut report = Report::new(Wanted { form, plans: false, worst: WORST }, holds.shared(zone));
        let mut out = Vec::new();
        report.push(&input.bytes, &mut out, &mut |_| ());
        report.finish(&mut out, &mut |_| ());
        Some((name, kind, String::from_utf8(out).ok()?))
    }

    fn answer(&mut self, now: Option<Instant>, zone: &dyn Zone) -> String {
        let (Some(input), Ok(holds)) = (&self.input, self.holds(now, zone)) else { return String::new() };
        let (mut rows, mut rejected, mut summary) = (Vec::new(), Vec::new(), Summary::new(0));
        let mut each = |event: Event<'_>| match event {
            Event::Deployment(deployment) => {
                let assessment = assess(&deployment.facts);
                let plan = plan(&assessment);
                summary.add(deployment, &plan);
                if rows.len() < Table::MOST {
                    rows.push(Row::of(deployment, &plan));
                }
            }
            Event::Rejected(line) => {
                summary.reject();
                if rejected.len() < MOST_REJECTED {
                    rejected.push((line.line, line.reason.to_owned()));
                }
            }
        };
        let mut fleet = Fleet::new(holds.shared(zone));
        fleet.push(&input.bytes, &mut each);
        fleet.finish(&mut each);
        let said = markup::said(&input.name, &summary);
        self.answer = Some(Answer { table: Table::new(rows), summary, rejected });
        said
    }

    /// # Errors
    ///
    /// The field whose text is wrong, and why.
    fn holds(&self, now: Option<Instant>, zone: &dyn Zone) -> Result<Holds, (&'static str, String)> {
        let typed = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let unnamed = || self.input.as_ref().filter(|input| input.is_list).map(|_| UNNAMED.to_owned());
        let deployment = typed(&self.given.deployment).or_else(unnamed);
        let deployment = deployment.map(|name| name.parse::<Label>()).transpose();
        let shutdown = typed(&self.given.shutdown);
        let answers = Answers { shutdown: shutdown.as_deref(), now, ..Answers::default() };
        let facts = answers
            .read(zone)
            .map_err(|errors| ("shutdown", errors.first().map(ToString::to_string).unwrap_or_default()))?;
        Ok(Holds {
            deployment: deployment.map_err(|error| ("deployment", error.to_string()))?,
            // No clusters: these are the lines'.
            facts: if shutdown.is_some() { facts } else { Facts::default() },
            now,
        })
    }
}

impl Holds {
    fn shared<'z>(&'z self, zone: &'z dyn Zone) -> Shared<'z> {
        let mut shared = Shared::new(zone);
        shared.deployment = self.deployment.as_ref();
        shared.facts = self.facts.clone();
        shared.now = self.now;
        shared
    }
}

/// The files that can be taken away: the name in the page's markup, the form, the file's name and its kind.
pub const FORMS: [(&str, Form, &str, &str); 6] = [
    ("json", Form::Json, "certplan-fleet.json", "application/json"),
    ("ndjson", Form::Ndjson, "certplan-fleet.ndjson", "application/x-ndjson"),
    ("csv", Form::Csv, "certplan-fleet.csv", "text/csv"),
    ("markdown", Form::Markdown, "certplan-fleet.md", "text/markdown"),
    ("ansible", Form::Ansible, "certplan-repair.yml", "application/yaml"),
    ("inventory", Form::Inventory, "inventory.yml", "application/yaml"),
];

#[cfg(test)]
mod tests {
    use certplan_core::facts::Utc;

    use super::*;

    fn read(text: &str) -> (Session, String) {
        let mut session = Session::default();
        let said = session.read("file", text.as_bytes(), None, &Utc);
        (session, said)
    }

    #[test]
    fn good_lines_are_planned_and_bad_ones_are_told() {
        let (session, said) =
            read("{\"deployment\": \"kiel\", \"cluster\": \"shop\", \"shutdown\": \"45d\"}\nnonsense\n");
        assert!(said.contains("1 deployment") && said.contains("1 line was rejected"), "{said}");
        let markup = session.markup();
        assert!(markup.contains("Rejected lines") && markup.contains("<li>line 2: "), "{markup}");
        assert!(session.rows().contains("kiel"));
    }

    #[test]
    fn names_are_inert() {
        let (session, _) = read("deployment,cluster,shutdown\n<b>&\"x,shop,45d\n<i>,<u>,45d\n");
        let shown = session.markup() + &session.rows();
        assert!(!["<b>", "<i>", "<u>"].iter().any(|tag| shown.contains(tag)), "{shown}");
    }

    #[test]
    fn a_list_of_clusters_is_one_deployment() {
        let (mut session, said) =
            read("Name         : shop\nLoadBalancer : @{Count=1; Sku=HAProxy}\n\nName         : store\n");
        assert!(said.contains("1 deployment"), "{said}");
        let given = Given { deployment: "kiel".into(), shutdown: "45d".into() };
        session.give(given, None, &Utc).unwrap();
        let (_, _, json) = session.form("ndjson", None, &Utc).unwrap();
        assert!(
            json.contains("\"deployment\":\"kiel\"") && json.contains("\"shutdown_seconds\":3888000"),
            "{json}"
        );
    }

    #[test]
    fn lines_that_are_read_are_no_list_of_clusters() {
        let (session, said) = read("Name,deployment,cluster,shutdown\nx1,kiel,shop,45d\nx2,bonn,store,45d\n");
        assert!(said.contains("2 deployments"), "{said}");
        assert!(session.rows().contains("kiel"));
    }

    #[test]
    fn a_wrong_length_is_told_and_the_last_answer_stays() {
        let (mut session, _) = read("deployment,cluster\nkiel,shop\n");
        let given = Given { shutdown: "1 month".into(), ..Given::default() };
        let (field, reason) = session.give(given, None, &Utc).unwrap_err();
        assert_eq!(field, "shutdown");
        assert!(reason.contains("1 month"), "{reason}");
        assert!(session.rows().contains("kiel"));
        session.give(Given { shutdown: "45d".into(), ..Given::default() }, None, &Utc).unwrap();
        assert!(session.rows().contains("45 days"), "{}", session.rows());
    }

    #[test]
    fn what_gives_nothing_says_what_is_read() {
        let (session, said) = read("good morning\n");
        assert!(said.contains("no line"), "{said}");
        assert!(!session.markup().contains("<table"));
    }

    #[test]
    fn every_form_is_written_and_no_other() {
        let (session, _) = read("deployment,cluster,shutdown\nkiel,shop,45d\n");
        for (id, ..) in FORMS {
            assert!(session.form(id, None, &Utc).is_some_and(|(.., text)| text.len() > 100), "{id}");
        }
        assert!(session.form("exe", None, &Utc).is_none());
    }
}
