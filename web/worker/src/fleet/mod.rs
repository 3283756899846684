//! Many deployments: a table of all, and the files that `certplan fleet` writes of them. `certplan-fleet` decides
//! everything; this module keeps the rows and picks those that are shown.

mod file;
mod table;

pub use file::{Content, FILES, FleetFile};
pub use table::{MAX_TABLE, PAGE, Table};

use certplan_core::facts::{Answers, Timestamp, Zone};
use certplan_core::fleet::Summary;
use certplan_core::{Facts, assess, plan};
use certplan_fleet::{Event, Fleet, Label, Shared, Tally};
use certplan_inspect::clusters;
use certplan_words::page::reading as words;
use zeroize::Zeroizing;

use crate::protocol::{DefaultField, FleetAnswer, FleetDefaults, FleetRead, TableQuery, WrongDefault};
use crate::reader::{Context, PIECE, Progress};

/// The most rejected lines that are shown.
const MAX_REJECTED: usize = 50;

/// The deployment of a list of clusters, where nothing names it.
const UNNAMED: &str = "deployment";

/// What was read, and the table of it.
#[derive(Debug, Default)]
pub struct Session {
    input: Option<Input>,
    defaults: FleetDefaults,
    read: Option<Deployments>,
}

/// A file as it came: other formats are written from it.
#[derive(Debug)]
struct Input {
    name: String,
    bytes: Zeroizing<Vec<u8>>,
    /// Whether it is a list of the clusters of one deployment that it does not name.
    is_list: bool,
}

#[derive(Debug)]
struct Deployments {
    table: Table,
    summary: Summary,
    /// The numbers of the first lines that were rejected, each with its reason.
    rejected: Vec<(u64, String)>,
}

/// The defaults, read.
#[derive(Debug, Default)]
struct Read {
    deployment: Option<Label>,
    facts: Facts,
    now: Option<Timestamp>,
}

impl Session {
    /// Reads a file or a text.
    pub fn read(
        &mut self,
        name: &str,
        bytes: &[u8],
        context: &Context<'_>,
        progress: Progress<'_>,
    ) -> FleetAnswer {
        let listed = clusters::read(bytes).ok();
        // Like the command: with a name for the deployment, the input is a list where it can be one.
        let is_list = listed.is_some() && !self.defaults.deployment.trim().is_empty();
        if !is_list {
            self.set_input(name, bytes.to_vec(), false);
            let answer = self.plan(context, progress);
            if listed.is_none() || self.deployments() > 0 {
                return answer;
            }
        }
        let lines = listed.map(|listed| clusters::lines(&listed).into_bytes()).unwrap_or_default();
        self.set_input(name, lines, true);
        self.plan(context, progress)
    }

    /// Sets what holds for every line that says nothing else, and reads the file again.
    pub fn set_defaults(
        &mut self,
        defaults: FleetDefaults,
        context: &Context<'_>,
        progress: Progress<'_>,
    ) -> FleetAnswer {
        self.defaults = defaults;
        self.plan(context, progress)
    }

    /// Another part of the table; `None` where nothing was read.
    pub fn table(&mut self, query: &TableQuery) -> Option<certplan_core::fleet::TablePage> {
        self.read.as_mut().map(|read| read.table.page(query))
    }

    /// Forgets everything but the defaults.
    pub fn forget(&mut self) {
        (self.input, self.read) = (None, None);
    }

    fn set_input(&mut self, name: &str, bytes: Vec<u8>, is_list: bool) {
        self.input = Some(Input { name: name.to_owned(), bytes: Zeroizing::new(bytes), is_list });
    }

    fn deployments(&self) -> u64 {
        self.read.as_ref().map_or(0, |read| read.summary.deployments)
    }

    fn plan(&mut self, context: &Context<'_>, progress: Progress<'_>) -> FleetAnswer {
        let defaults = match self.read_defaults(context) {
            Ok(defaults) => defaults,
            Err(wrong) => return FleetAnswer { read: self.shown(), wrong: Some(wrong), said: String::new() },
        };
        let Some(input) = &self.input else { return FleetAnswer::default() };
        let (mut rows, mut rejected, mut tally) = (Vec::new(), Vec::new(), Tally::new(0));
        let mut each = |event: Event<'_>| match event {
            Event::Deployment(deployment) => {
                let assessment = assess(&deployment.facts);
                let plan = plan(&assessment);
                tally.add(deployment, &plan);
                if rows.len() < MAX_TABLE {
                    rows.push(table::Entry::new(deployment, &plan));
                }
            }
            Event::Rejected(line) => {
                tally.reject();
                if rejected.len() < MAX_REJECTED {
                    rejected.push((line.line, line.reason.to_owned()));
                }
            }
        };
        let mut fleet = Fleet::new(defaults.shared(context.zone));
        let mut done = 0;
        for piece in input.bytes.chunks(PIECE) {
            fleet.push(piece, &mut each);
            done += piece.len();
            progress(done, input.bytes.len());
        }
        fleet.finish(&mut each);
        let summary = tally.finish();
        let said =
            words::deployments(&input.name, summary.deployments, summary.clusters, summary.rejected_lines);
        self.read = Some(Deployments { table: Table::new(rows), summary, rejected });
        FleetAnswer { said, read: self.shown(), wrong: None }
    }

    /// What is shown of what was read.
    pub fn shown(&mut self) -> Option<FleetRead> {
        self.read.as_mut().map(|read| FleetRead {
            summary: read.summary.clone(),
            table: read.table.page(&TableQuery::default()),
            rejected: read.rejected.clone(),
        })
    }

    fn read_defaults(&self, context: &Context<'_>) -> Result<Read, WrongDefault> {
        let wrong = |field, reason: String| WrongDefault { field, reason };
        let shutdown = Some(self.defaults.shutdown.trim()).filter(|text| !text.is_empty());
        let now = Some(context.now);
        let facts = match (Answers { shutdown, ..Answers::default() }).read_at(context.zone, now) {
            // No clusters: these are the lines'.
            Ok(facts) => shutdown.map_or_else(Facts::default, |_| facts),
            Err(errors) => {
                let reason = errors.first().map(ToString::to_string).unwrap_or_default();
                return Err(wrong(DefaultField::Shutdown, reason));
            }
        };
        let deployment = match self.defaults.deployment.trim() {
            "" if self.input.as_ref().is_some_and(|input| input.is_list) => UNNAMED,
            name => name,
        };
        let deployment = match deployment {
            "" => None,
            name => Some(name.parse().map_err(|error: certplan_fleet::LabelError| {
                wrong(DefaultField::Deployment, error.to_string())
            })?),
        };
        Ok(Read { deployment, facts, now })
    }
}

impl Read {
    fn shared<'z>(&'z self, zone: &'z dyn Zone) -> Shared<'z> {
        let mut shared = Shared::new(zone);
        shared.deployment = self.deployment.as_ref();
        shared.facts = self.facts.clone();
        shared.now = self.now;
        shared
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use certplan_core::facts::Utc;

    use super::*;

    fn context() -> Context<'static> {
        Context { now: "2026-11-25T00:00:00Z".parse().expect("a time"), zone: &Utc }
    }

    fn read(text: &str) -> (Session, FleetAnswer) {
        let mut session = Session::default();
        let answer = session.read("file", text.as_bytes(), &context(), &mut |_, _| ());
        (session, answer)
    }

    fn set(session: &mut Session, deployment: &str, shutdown: &str) -> FleetAnswer {
        let defaults = FleetDefaults { deployment: deployment.into(), shutdown: shutdown.into() };
        session.set_defaults(defaults, &context(), &mut |_, _| ())
    }

    fn file(session: &Session, id: &str) -> FleetFile {
        session.file(id, &context(), &mut |_, _| ()).expect("a file")
    }

    #[test]
    fn good_lines_are_planned_and_bad_ones_are_reported() {
        let (_, answer) =
            read("{\"deployment\": \"kiel\", \"cluster\": \"shop\", \"shutdown\": \"45d\"}\nnonsense\n");
        assert_eq!(answer.said, "file: 1 deployment, 2 clusters. 1 line was rejected.");
        let read = answer.read.expect("it was read");
        assert_eq!(read.rejected[0].0, 2);
        assert_eq!(read.table.rows[0].row.deployment, "kiel");
        assert!(read.table.rows[0].link.starts_with("#/after?v=1&"), "{}", read.table.rows[0].link);
    }

    #[test]
    fn a_list_of_clusters_is_one_deployment() {
        let (mut session, answer) =
            read("Name         : shop\nLoadBalancer : @{Count=1; Sku=HAProxy}\n\nName         : store\n");
        assert!(answer.said.contains("1 deployment"), "{}", answer.said);
        set(&mut session, "kiel", "45d");
        let json = file(&session, "ndjson").text;
        assert!(
            json.contains("\"deployment\":\"kiel\"") && json.contains("\"shutdown_seconds\":3888000"),
            "{json}"
        );
    }

    #[test]
    fn lines_that_are_read_are_no_list_of_clusters() {
        let (_, answer) = read("Name,deployment,cluster,shutdown\nx1,kiel,shop,45d\nx2,bonn,store,45d\n");
        assert!(answer.said.contains("2 deployments"), "{}", answer.said);
    }

    #[test]
    fn a_wrong_length_is_reported_and_the_last_answer_stays() {
        let (mut session, _) = read("deployment,cluster\nkiel,shop\n");
        let answer = set(&mut session, "", "1 month");
        let wrong = answer.wrong.expect("a month is no length");
        assert_eq!(wrong.field, DefaultField::Shutdown);
        assert!(wrong.reason.contains("1 month") && answer.read.is_some(), "{}", wrong.reason);
        assert_eq!(
            set(&mut session, "=x", "").wrong.map(|wrong| wrong.field),
            Some(DefaultField::Deployment)
        );
        let answer = set(&mut session, "", "45d").read.expect("it is read again");
        assert_eq!(answer.table.rows[0].row.shutdown_seconds, Some(45 * 86_400));
    }

    #[test]
    fn an_input_without_a_line_says_what_is_read() {
        let (_, answer) = read("good morning\n");
        assert!(answer.said.contains("no line"), "{}", answer.said);
        assert_eq!(answer.read.expect("it was read").summary.deployments, 0);
    }

    #[test]
    fn every_file_is_written_and_no_other() {
        let (session, _) = read("deployment,cluster,shutdown\nkiel,shop,45d\nbonn,mill,soon\n");
        for (id, ..) in FILES {
            let file = file(&session, id);
            assert!(file.text.len() > 100, "{id}");
            assert_eq!(file.head.note, None, "{id}");
        }
        assert!(session.file("exe", &context(), &mut |_, _| ()).is_none());
    }

    #[test]
    fn rejected_lines_can_be_corrected_and_read_again() {
        let (session, _) = read("deployment,cluster,shutdown\nkiel,shop,45d\nbonn,mill,soon\n");
        let rejected = file(&session, "rejected").text;
        assert_eq!(rejected.lines().count(), 1);
        assert!(rejected.contains("\"line\":3") && rejected.contains("bonn,mill,soon"), "{rejected}");
    }

    #[test]
    fn full_plans_have_the_reasons_and_checks() {
        let (session, _) = read("deployment,cluster,shutdown\nkiel,shop,45d\n");
        let [rows, plans] = ["ndjson", "plans"].map(|id| file(&session, id).text);
        assert!(!rows.contains("\"check\"") && plans.contains("\"check\""));
    }

    #[test]
    fn what_a_file_has_no_place_for_is_counted() {
        // More different plans than one playbook has room for: which of ten clusters have a load balancer.
        let mut lines = "deployment,cluster,load_balancer,shutdown\nnonsense,$(x),no,1d\n".to_owned();
        for site in 0..1_010_u32 {
            for cluster in 0..10 {
                let balancer = site >> cluster & 1 == 1;
                writeln!(lines, "site-{site},c{cluster},{balancer},45d").unwrap();
            }
        }
        let (session, _) = read(&lines);
        let note = file(&session, "ansible").head.note.expect("some have no place");
        assert!(note.starts_with("certplan-repair.yml: "), "{note}");
        assert_eq!(file(&session, "json").head.note, None);
    }

    #[test]
    fn ten_thousand_rows_are_filtered_at_once_and_one_page_crosses() {
        let mut lines = "deployment,cluster,shutdown\n".to_owned();
        for number in 0..10_000 {
            writeln!(lines, "site-{number:05},c-{number},{}d", number % 60).unwrap();
        }
        let (mut session, answer) = read(&lines);
        let crossing = serde_json::to_string(&answer).unwrap().len();
        assert!(crossing < 100_000, "{crossing}");
        let query = TableQuery { search: "site-0999".into(), ..TableQuery::default() };
        assert_eq!(session.table(&query).unwrap().matching, 10);
    }
}
