//! Every form that can be taken away, as rows. One more form is one more row.

use certplan_core::facts::Shutdown;
use certplan_core::{Facts, assess, forecast, plan};
use certplan_export::html::Snippet;
use certplan_export::link::{self, Mode};
use certplan_export::script::{self, Origin};
use certplan_export::{ForecastForm, Form, ansible, collector, schedule};

/// A form: what a reader chooses by, the file it becomes, and who writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "a row")]
pub struct Row {
    /// Its name in the page.
    pub id: &'static str,
    /// The group among which it is chosen.
    pub group: &'static str,
    /// What the choice says.
    pub label: &'static str,
    /// What it is for, and what one must know before it is used.
    pub purpose: &'static str,
    /// The name of its file.
    pub file: Name,
    /// The file's media type.
    pub kind: &'static str,
    /// Who writes it.
    pub writer: Writer,
}

/// The name of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "the two ways of naming a file")]
pub enum Name {
    /// This one: its head, or another file, names it.
    Fixed(&'static str),
    /// One that says what the answer is, with this ending.
    Ending(&'static str),
}

/// Who writes a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "everything that can be taken away")]
pub enum Writer {
    /// The plan alone has it.
    Plan(Form),
    /// Plan and forecast have it.
    Answer(Form, ForecastForm),
    /// The forecast's calendar.
    Calendar,
    /// The script that gathers real dates; the same for all facts.
    Collector,
    /// The script that renews on a schedule; the same for all facts.
    Schedule,
    /// The calculator in a page of others.
    Snippet(Snippet),
}

/// Where the page stands, and when: the head of what can be run says so.
#[derive(Clone, Debug)]
#[expect(clippy::exhaustive_structs, reason = "three values")]
pub struct Here {
    /// The page's address, without a fragment. For the page as a file its name alone: where it lies is nobody's business.
    pub page: String,
    /// Where the site is published, with a slash at its end; `None` where the page is a file.
    pub site: Option<String>,
    /// Now, in UTC.
    pub made: Option<String>,
}

/// Takes the place of the site where nobody knows it; the book calls it the same.
pub const SOME_SITE: &str = "https://certplan.example/";

const RUN: &str = "To run";
const READ: &str = "To read and keep";
const PROGRAMS: &str = "For programs";
const DOCS: &str = "For your own docs";

/// Every form, in the order of the choice; groups stand together.
pub const ROWS: [Row; 13] = [
    Row {
        id: "powershell",
        group: RUN,
        label: "PowerShell script of this plan",
        purpose: "For one deployment, on one physical host, in Windows PowerShell 5.1. It looks before and after each step, asks before each change, deletes nothing, and goes on where it ended. Where a group policy says AllSigned it must be signed first.",
        file: Name::Fixed("certplan-repair.ps1"),
        kind: "text/plain",
        writer: Writer::Plan(Form::PowerShell),
    },
    Row {
        id: "ansible",
        group: RUN,
        label: "Ansible playbook of this plan",
        purpose: "For many hosts, one at a time; the first that fails ends the run. Its head shows the inventory that it needs.",
        file: Name::Fixed(ansible::FILE_NAME),
        kind: "application/yaml",
        writer: Writer::Plan(Form::Ansible),
    },
    Row {
        id: "collector",
        group: RUN,
        label: "Collector of real dates",
        purpose: "It only reads, on a physical host, and writes the dates of the certificates that it finds to a file, which Real dates takes. It reads out no key and no token.",
        file: Name::Fixed(collector::FILE_NAME),
        kind: "text/plain",
        writer: Writer::Collector,
    },
    Row {
        id: "schedule",
        group: RUN,
        label: "Scheduled renewal, for healthy days",
        purpose: "It registers a Windows task that renews the infrastructure layer every fourth Sunday, as you. It is no repair. With -Mode Unregister it takes the task away again.",
        file: Name::Fixed(schedule::FILE_NAME),
        kind: "text/plain",
        writer: Writer::Schedule,
    },
    Row {
        id: "markdown",
        group: READ,
        label: "Markdown runbook",
        purpose: "With boxes to tick, for a ticket or a wiki.",
        file: Name::Ending("md"),
        kind: "text/markdown",
        writer: Writer::Answer(Form::Markdown, ForecastForm::Markdown),
    },
    Row {
        id: "text",
        group: READ,
        label: "Plain text",
        purpose: "For a terminal or a mail, 80 columns wide.",
        file: Name::Ending("txt"),
        kind: "text/plain",
        writer: Writer::Answer(Form::Text, ForecastForm::Text),
    },
    Row {
        id: "html",
        group: READ,
        label: "One HTML file",
        purpose: "Complete in itself: no script, no request. It opens from a stick in any browser, and prints.",
        file: Name::Ending("html"),
        kind: "text/html",
        writer: Writer::Answer(Form::Html, ForecastForm::Html),
    },
    Row {
        id: "svg",
        group: READ,
        label: "Picture of the dates",
        purpose: "How long each credential lasts, as SVG.",
        file: Name::Ending("svg"),
        kind: "image/svg+xml",
        writer: Writer::Answer(Form::Svg, ForecastForm::Svg),
    },
    Row {
        id: "calendar",
        group: READ,
        label: "Calendar",
        purpose: "Reminders of what must be done before. They need days: give two dates above.",
        file: Name::Ending("ics"),
        kind: "text/calendar",
        writer: Writer::Calendar,
    },
    Row {
        id: "json",
        group: PROGRAMS,
        label: "JSON",
        purpose: "What the command prints for programs; the documentation has its schema.",
        file: Name::Ending("json"),
        kind: "application/json",
        writer: Writer::Answer(Form::Json, ForecastForm::Json),
    },
    Row {
        id: "element",
        group: DOCS,
        label: "Calculator around this answer",
        purpose: "A custom element. It reads without scripts; who touches a question gets the calculator, from the place of the script.",
        file: Name::Fixed("certplan-calculator-snippet.html"),
        kind: "text/html",
        writer: Writer::Snippet(Snippet::Element),
    },
    Row {
        id: "choose",
        group: DOCS,
        label: "All answers, without scripts",
        purpose: "Radio buttons choose among answers that are all in it, so it is the same for all facts.",
        file: Name::Fixed("certplan-choose-snippet.html"),
        kind: "text/html",
        writer: Writer::Snippet(Snippet::Choose),
    },
    Row {
        id: "frame",
        group: DOCS,
        label: "Frame with this answer",
        purpose: "For pages that may not load scripts of others. Serve the site from another origin than the page that frames it.",
        file: Name::Fixed("certplan-frame-snippet.html"),
        kind: "text/html",
        writer: Writer::Snippet(Snippet::Frame),
    },
];

impl Row {
    /// The rows that suit what is asked.
    pub fn of(mode: Mode) -> impl Iterator<Item = &'static Self> {
        ROWS.iter().filter(move |row| match row.writer {
            Writer::Plan(_) | Writer::Snippet(Snippet::Element | Snippet::Frame) => mode == Mode::After,
            Writer::Calendar => mode == Mode::Before,
            Writer::Answer(..) | Writer::Collector | Writer::Schedule | Writer::Snippet(Snippet::Choose) => {
                true
            }
        })
    }

    /// What is chosen at first: the first that is of the answer.
    pub fn first(mode: Mode) -> Option<&'static Self> {
        Self::of(mode).find(|row| matches!(row.writer, Writer::Plan(_) | Writer::Answer(..)))
    }

    /// The name of its file.
    pub fn file_name(&self, mode: Mode) -> String {
        match self.file {
            Name::Fixed(name) => name.into(),
            Name::Ending(ending) if mode == Mode::Before => ["certplan-forecast.", ending].concat(),
            Name::Ending(ending) => ["certplan-plan.", ending].concat(),
        }
    }

    /// Its text; `None` where it needs facts that are not there.
    pub fn write(&self, mode: Mode, facts: &Facts, here: &Here) -> Option<String> {
        let planned = |form: Form| {
            let link = link::whole_at(&here.page, facts);
            form.write_from(
                &plan(&assess(facts)),
                Origin { link: link.as_deref(), made: here.made.as_deref() },
            )
        };
        let ahead = |form: ForecastForm| form.write(&forecast(&facts.clone().looking_ahead()));
        Some(match self.writer {
            Writer::Calendar if !matches!(facts.shutdown, Shutdown::Between(_)) => return None,
            Writer::Calendar => ahead(ForecastForm::Ics),
            Writer::Answer(_, form) if mode == Mode::Before => ahead(form),
            Writer::Answer(form, _) | Writer::Plan(form) => planned(form),
            Writer::Collector => collector::write(),
            Writer::Schedule => schedule::write(),
            Writer::Snippet(snippet) => snippet.write(here.site.as_deref().unwrap_or(SOME_SITE), facts),
        })
    }

    /// What is typed to run it, where it can be run.
    pub fn to_run(&self, facts: &Facts) -> Vec<String> {
        let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        match self.writer {
            Writer::Plan(Form::PowerShell) => script::to_run(&plan(&assess(facts))).into(),
            Writer::Plan(_) => lines(&ansible::TO_RUN),
            Writer::Collector => lines(&collector::TO_RUN),
            Writer::Schedule => lines(&schedule::TO_RUN),
            Writer::Answer(..) | Writer::Calendar | Writer::Snippet(_) => Vec::new(),
        }
    }

    /// Whether it names a place that nobody knows here.
    pub fn needs_site(&self, here: &Here) -> bool {
        matches!(self.writer, Writer::Snippet(_)) && here.site.is_none()
    }
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::{Answers, Utc};

    use super::*;

    fn here() -> Here {
        Here { page: "https://host/p/".into(), site: Some("https://host/p/".into()), made: None }
    }

    #[test]
    fn ids_are_unique_and_groups_stand_together() {
        let mut ids = ROWS.map(|row| row.id);
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]));
        let mut groups: Vec<_> = ROWS.iter().map(|row| row.group).collect();
        groups.dedup();
        assert_eq!(groups, [RUN, READ, PROGRAMS, DOCS]);
    }

    #[test]
    fn every_form_of_the_library_is_offered() {
        use Form::{Ansible, Html, Json, Markdown, PowerShell, Svg, Text};
        for form in [Text, Json, Markdown, Html, Svg, PowerShell, Ansible] {
            let writes =
                |row: &Row| matches!(row.writer, Writer::Plan(it) | Writer::Answer(it, _) if it == form);
            assert_eq!(ROWS.iter().filter(|row| writes(row)).count(), 1, "{form:?}");
        }
        for form in [
            ForecastForm::Text,
            ForecastForm::Json,
            ForecastForm::Markdown,
            ForecastForm::Html,
            ForecastForm::Svg,
        ] {
            let writes = |row: &Row| matches!(row.writer, Writer::Answer(_, it) if it == form);
            assert_eq!(ROWS.iter().filter(|row| writes(row)).count(), 1, "{form:?}");
        }
    }

    #[test]
    fn a_form_is_what_the_library_writes_for_the_same_facts() {
        let answers = Answers {
            shutdown: Some("45d"),
            clusters: vec!["management", "target=a1"],
            ..Answers::default()
        };
        let facts = answers.read(&Utc).unwrap();
        for row in Row::of(Mode::After) {
            let text = row.write(Mode::After, &facts, &here()).unwrap();
            if let Writer::Answer(form, _) = row.writer {
                assert_eq!(text, form.write(&plan(&assess(&facts))));
            }
            for line in row.to_run(&facts) {
                assert!(text.contains(&line), "{}: {line}", row.id);
            }
            assert_eq!(
                text.contains("https://host/p/"),
                matches!(row.writer, Writer::Plan(_) | Writer::Snippet(_))
            );
        }
        let (powershell, link) = (&ROWS[0], "# Link:   https://host/p/#/after?v=1&rules=1&off=3888000&");
        assert!(powershell.write(Mode::After, &facts, &here()).unwrap().contains(link));
    }

    #[test]
    fn a_calendar_needs_days() {
        let calendar = Row::of(Mode::Before).find(|row| row.id == "calendar").unwrap();
        let read = |answers: Answers<'_>| answers.read(&Utc).unwrap();
        let length = read(Answers { shutdown: Some("45d"), ..Answers::default() });
        assert_eq!(calendar.write(Mode::Before, &length, &here()), None);
        let days = read(Answers { from: Some("2026-12-18"), to: Some("2027-01-08"), ..Answers::default() });
        assert!(calendar.write(Mode::Before, &days, &here()).unwrap().starts_with("BEGIN:VCALENDAR"));
    }

    #[test]
    fn a_form_of_the_answer_is_chosen_at_first() {
        let first = |mode| Row::first(mode).map(|row| row.id);
        assert_eq!((first(Mode::After), first(Mode::Before)), (Some("powershell"), Some("markdown")));
    }

    #[test]
    fn names_of_files_say_what_they_hold() {
        let names = |mode| Row::of(mode).map(move |row| row.file_name(mode)).collect::<Vec<_>>();
        assert!(names(Mode::After).contains(&"certplan-plan.md".to_owned()));
        assert!(names(Mode::Before).contains(&"certplan-forecast.ics".to_owned()));
        // The page as a file has that name.
        assert!(!names(Mode::After).contains(&link::FILE.to_owned()));
    }
}
