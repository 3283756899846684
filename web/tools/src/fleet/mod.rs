//! Many deployments: a table of all, and the files that `certplan fleet` writes of them. Everything is decided by
//! `certplan-fleet`; here it is kept, put in order and shown.

mod chart;
mod fold;
mod markup;
mod table;

pub use markup::{NOTHING, todo};
pub use table::{Column, PAGE, Row, Table};

use certplan_core::facts::{Answers, Timestamp, Zone};
use certplan_core::spell::Spell;
use certplan_core::{Facts, assess, plan};
use certplan_fleet::{Event, Fleet, Form, Label, Rejected, Report, Shared, Summary, Tally, Wanted};
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
    now: Option<Timestamp>,
}

impl Session {
    /// Reads a file or a text, and says what was in it.
    pub fn read(&mut self, name: &str, bytes: &[u8], now: Option<Timestamp>, zone: &dyn Zone) -> String {
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
        now: Option<Timestamp>,
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

    /// A file to take away of everything that was read, as the command writes it.
    pub fn file(&self, id: &str, now: Option<Timestamp>, zone: &dyn Zone) -> Option<File> {
        let (_, content, name, kind) = FILES.into_iter().find(|(known, ..)| *known == id)?;
        let input = self.input.as_ref()?;
        let holds = self.holds(now, zone).ok()?;
        // The rejected lines are the same whatever the others are written as.
        let (form, plans) = match content {
            Content::Rows(form) => (form, false),
            Content::Plans(form) => (form, true),
            Content::Rejected => (Form::Csv, false),
        };
        let mut report = Report::new(Wanted { form, plans, worst: WORST }, holds.shared(zone));
        let (mut out, mut rejected, mut reason, mut count) =
            (Vec::new(), String::new(), String::new(), 0_u64);
        let mut reject = |line: Rejected<'_>| {
            count += 1;
            rejected.push_str(&line.json());
            line.reason.clone_into(&mut reason);
        };
        report.push(&input.bytes, &mut out, &mut reject);
        report.finish(&mut out, &mut reject);
        // What was read without a fault and has no place in this form comes on top of the rejected lines, and after them.
        let read = self.answer.as_ref().map_or(0, |answer| answer.summary.rejected_lines);
        let left_out =
            count.checked_sub(read).filter(|left_out| *left_out > 0).map(|left_out| (left_out, reason));
        let text = if content == Content::Rejected { rejected } else { String::from_utf8(out).ok()? };
        Some(File { name, kind, text, left_out })
    }

    fn answer(&mut self, now: Option<Timestamp>, zone: &dyn Zone) -> String {
        let (Some(input), Ok(holds)) = (&self.input, self.holds(now, zone)) else { return String::new() };
        let (mut rows, mut rejected, mut summary) = (Vec::new(), Vec::new(), Tally::new(0));
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
        let summary = summary.finish();
        let said = markup::said(&input.name, &summary);
        self.answer = Some(Answer { table: Table::new(rows), summary, rejected });
        said
    }

    /// # Errors
    ///
    /// The field whose text is wrong, and why.
    fn holds(&self, now: Option<Timestamp>, zone: &dyn Zone) -> Result<Holds, (&'static str, String)> {
        let shutdown = Some(self.given.shutdown.trim()).filter(|text| !text.is_empty());
        let facts = match (Answers { shutdown, ..Answers::default() }).read_at(zone, now) {
            // No clusters: these are the lines'.
            Ok(facts) => shutdown.map_or_else(Facts::default, |_| facts),
            Err(errors) => return Err(("shutdown", errors.first().map(Spell::spelt).unwrap_or_default())),
        };
        let deployment = match self.given.deployment.trim() {
            "" if self.input.as_ref().is_some_and(|input| input.is_list) => UNNAMED,
            name => name,
        };
        let deployment = match deployment.parse::<Label>() {
            Ok(name) => Some(name),
            Err(_) if deployment.is_empty() => None,
            Err(error) => return Err(("deployment", error.spelt())),
        };
        Ok(Holds { deployment, facts, now })
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

/// A file to take away.
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "what is handed to the page")]
pub struct File {
    /// Its name.
    pub name: &'static str,
    /// Its kind.
    pub kind: &'static str,
    /// What stands in it.
    pub text: String,
    /// How many deployments have no place in it, and why not the last of them.
    pub left_out: Option<(u64, String)>,
}

/// What stands in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "what one list is made of")]
pub enum Content {
    /// A row for each deployment.
    Rows(Form),
    /// Rows, each with its full plan.
    Plans(Form),
    /// The lines that were rejected, each with its reason.
    Rejected,
}

/// The files that can be taken away: the name in the page's markup, what stands in it, the file's name and its kind.
pub const FILES: [(&str, Content, &str, &str); 9] = [
    ("json", Content::Rows(Form::Json), "certplan-fleet.json", "application/json"),
    ("ndjson", Content::Rows(Form::Ndjson), "certplan-fleet.ndjson", "application/x-ndjson"),
    ("csv", Content::Rows(Form::Csv), "certplan-fleet.csv", "text/csv"),
    ("markdown", Content::Rows(Form::Markdown), "certplan-fleet.md", "text/markdown"),
    ("ansible", Content::Rows(Form::Ansible), "certplan-repair.yml", "application/yaml"),
    ("inventory", Content::Rows(Form::Inventory), "inventory.yml", "application/yaml"),
    ("plans", Content::Plans(Form::Ndjson), "certplan-plans.ndjson", "application/x-ndjson"),
    ("runbook", Content::Plans(Form::Markdown), "certplan-plans.md", "text/markdown"),
    ("rejected", Content::Rejected, "certplan-rejected.ndjson", "application/x-ndjson"),
];

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

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
        let json = session.file("ndjson", None, &Utc).unwrap().text;
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
    fn every_file_is_written_and_no_other() {
        let (session, _) = read("deployment,cluster,shutdown\nkiel,shop,45d\nbonn,mill,soon\n");
        for (id, ..) in FILES {
            let file = session.file(id, None, &Utc).unwrap();
            assert!(file.text.len() > 100, "{id}");
            assert_eq!(file.left_out, None, "{id}");
        }
        assert!(session.file("exe", None, &Utc).is_none());
    }

    #[test]
    fn rejected_lines_can_be_mended_and_read_again() {
        let (session, _) = read("deployment,cluster,shutdown\nkiel,shop,45d\nbonn,mill,soon\n");
        let rejected = session.file("rejected", None, &Utc).unwrap().text;
        assert_eq!(rejected.lines().count(), 1);
        assert!(rejected.contains("\"line\":3") && rejected.contains("bonn,mill,soon"), "{rejected}");
        let (session, _) = read("deployment,cluster,shutdown\nkiel,shop,45d\n");
        assert!(!session.markup().contains("certplan-rejected"), "a file with nothing in it is not offered");
    }

    #[test]
    fn full_plans_have_the_reasons_and_checks() {
        let (session, _) = read("deployment,cluster,shutdown\nkiel,shop,45d\n");
        let [rows, plans] = ["ndjson", "plans"].map(|id| session.file(id, None, &Utc).unwrap().text);
        assert!(!rows.contains("\"check\"") && plans.contains("\"check\""));
    }

    #[test]
    fn what_a_file_has_no_place_for_is_counted() {
        // More different plans than one playbook has room for: which of eleven clusters have a load balancer.
        let mut lines = "deployment,cluster,load_balancer,shutdown\nnonsense,$(x),no,1d\n".to_owned();
        for site in 0..1_100_u32 {
            for cluster in 0..11 {
                let has = if site >> cluster & 1 == 1 { "yes" } else { "no" };
                writeln!(lines, "site-{site},c-{cluster},{has},45d").unwrap();
            }
        }
        let (session, _) = read(&lines);
        let (count, reason) = session.file("ansible", None, &Utc).unwrap().left_out.expect("it is full");
        assert!(count > 0 && !reason.is_empty(), "{count}: {reason}");
    }
}
