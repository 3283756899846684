//! Every format in which an answer can be taken away, as rows. One more format is one more row.

use certplan_core::facts::Shutdown;
use certplan_core::{Facts, assess, forecast, plan};
use certplan_export::document::PlanDocument;
use certplan_export::forecast::ForecastDocument;
use certplan_export::link::{self, Mode};
use certplan_export::script::{self, Origin};
use certplan_export::{ForecastFormat, Format, ansible, collector, markdown, schedule};
use certplan_words::page::exports::{self as words, ExportWords};
use certplan_words::page::reading;

use crate::protocol::{ExportRequest, FileHead};
use crate::reader::Context;

/// A format: what a reader chooses by, the file it becomes, and what writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "a row")]
pub struct Export {
    /// Its id on the page.
    pub id: &'static str,
    /// The group among which it is chosen.
    pub group: &'static str,
    /// What is said of it.
    pub words: ExportWords,
    /// The name of its file.
    pub file: FileName,
    /// The file's media type.
    pub media_type: &'static str,
    /// What writes it.
    pub writer: Writer,
}

/// The name of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "the two ways of naming a file")]
pub enum FileName {
    /// This one: its head, or another file, names it.
    Fixed(&'static str),
    /// One that says what the answer is, with this ending.
    Ending(&'static str),
}

/// What writes a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "everything that can be taken away")]
pub enum Writer {
    /// Only a plan has it.
    Plan(Format),
    /// Plan and forecast have it.
    Answer(Format, ForecastFormat),
    /// Plan and forecast have it, with the page's picture in it.
    Markdown,
    /// The forecast's calendar.
    Calendar,
    /// The script that collects real dates; the same for all facts.
    Collector,
    /// The script that renews on a schedule; the same for all facts.
    Schedule,
    /// The page writes it itself, with its components.
    Markup(Markup),
}

/// What is written with the components of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "everything that is markup")]
pub enum Markup {
    /// Plan or forecast as one HTML file.
    Document,
    /// The timeline as SVG.
    Timeline,
    /// The calculator as a custom element, for another page.
    Element,
    /// Every answer to choose from without a script, for another page.
    Choose,
    /// The calculator in a frame, for another page.
    Frame,
}

/// The site in a snippet where its address is not known; the book calls it the same.
pub const SOME_SITE: &str = "https://certplan.example/";

/// Every format, in the order of the choice; groups are together.
pub const EXPORTS: [Export; 13] = [
    Export {
        id: "powershell",
        group: words::TO_RUN,
        words: words::POWERSHELL,
        file: FileName::Fixed("certplan-repair.ps1"),
        media_type: "text/plain",
        writer: Writer::Plan(Format::PowerShell),
    },
    Export {
        id: "ansible",
        group: words::TO_RUN,
        words: words::ANSIBLE,
        file: FileName::Fixed(ansible::FILE_NAME),
        media_type: "application/yaml",
        writer: Writer::Plan(Format::Ansible),
    },
    Export {
        id: "collector",
        group: words::TO_RUN,
        words: words::COLLECTOR,
        file: FileName::Fixed(collector::FILE_NAME),
        media_type: "text/plain",
        writer: Writer::Collector,
    },
    Export {
        id: "schedule",
        group: words::TO_RUN,
        words: words::SCHEDULE,
        file: FileName::Fixed(schedule::FILE_NAME),
        media_type: "text/plain",
        writer: Writer::Schedule,
    },
    Export {
        id: "markdown",
        group: words::TO_READ,
        words: words::MARKDOWN,
        file: FileName::Ending("md"),
        media_type: "text/markdown",
        writer: Writer::Markdown,
    },
    Export {
        id: "text",
        group: words::TO_READ,
        words: words::TEXT,
        file: FileName::Ending("txt"),
        media_type: "text/plain",
        writer: Writer::Answer(Format::Text, ForecastFormat::Text),
    },
    Export {
        id: "html",
        group: words::TO_READ,
        words: words::HTML,
        file: FileName::Ending("html"),
        media_type: "text/html",
        writer: Writer::Markup(Markup::Document),
    },
    Export {
        id: "svg",
        group: words::TO_READ,
        words: words::SVG,
        file: FileName::Ending("svg"),
        media_type: "image/svg+xml",
        writer: Writer::Markup(Markup::Timeline),
    },
    Export {
        id: "calendar",
        group: words::TO_READ,
        words: words::CALENDAR,
        file: FileName::Ending("ics"),
        media_type: "text/calendar",
        writer: Writer::Calendar,
    },
    Export {
        id: "json",
        group: words::FOR_PROGRAMS,
        words: words::JSON,
        file: FileName::Ending("json"),
        media_type: "application/json",
        writer: Writer::Answer(Format::Json, ForecastFormat::Json),
    },
    Export {
        id: "element",
        group: words::FOR_DOCS,
        words: words::ELEMENT,
        file: FileName::Fixed("certplan-calculator-snippet.html"),
        media_type: "text/html",
        writer: Writer::Markup(Markup::Element),
    },
    Export {
        id: "choose",
        group: words::FOR_DOCS,
        words: words::CHOOSE,
        file: FileName::Fixed("certplan-choose-snippet.html"),
        media_type: "text/html",
        writer: Writer::Markup(Markup::Choose),
    },
    Export {
        id: "frame",
        group: words::FOR_DOCS,
        words: words::FRAME,
        file: FileName::Fixed("certplan-frame-snippet.html"),
        media_type: "text/html",
        writer: Writer::Markup(Markup::Frame),
    },
];

impl Export {
    /// The formats of an answer.
    pub fn of(mode: Mode) -> impl Iterator<Item = &'static Self> {
        EXPORTS.iter().filter(move |export| match export.writer {
            Writer::Plan(_) | Writer::Markup(Markup::Element | Markup::Frame) => mode == Mode::After,
            Writer::Calendar => mode == Mode::Before,
            Writer::Answer(..)
            | Writer::Markdown
            | Writer::Collector
            | Writer::Schedule
            | Writer::Markup(Markup::Document | Markup::Timeline | Markup::Choose) => true,
        })
    }

    /// What is chosen at first: the first format of the answer itself.
    pub fn first(mode: Mode) -> Option<&'static Self> {
        Self::of(mode).find(|export| matches!(export.writer, Writer::Plan(_) | Writer::Markdown))
    }

    /// The name of its file.
    pub fn file_name(&self, mode: Mode) -> String {
        match self.file {
            FileName::Fixed(name) => name.into(),
            FileName::Ending(ending) if mode == Mode::Before => format!("certplan-forecast.{ending}"),
            FileName::Ending(ending) => format!("certplan-plan.{ending}"),
        }
    }

    /// Whether it contains the address of the site.
    pub const fn needs_site(&self) -> bool {
        matches!(self.writer, Writer::Markup(Markup::Element | Markup::Choose | Markup::Frame))
    }

    /// What is known of its file.
    pub fn head(&self, mode: Mode, facts: &Facts) -> FileHead {
        FileHead {
            name: self.file_name(mode),
            media_type: self.media_type.into(),
            to_run: self.run_lines(facts),
            note: None,
        }
    }

    fn write(&self, mode: Mode, facts: &Facts, request: &ExportRequest, now: &str) -> Option<String> {
        let planned = |format: Format| {
            let link = link::whole_at(&request.page, facts);
            format.write_from(&plan(&assess(facts)), Origin { link: link.as_deref(), made: Some(now) })
        };
        let ahead = |format: ForecastFormat| format.write(&forecast(&facts.clone().looking_ahead()));
        Some(match self.writer {
            Writer::Calendar if !matches!(facts.shutdown, Shutdown::Between(_)) => return None,
            Writer::Calendar => ahead(ForecastFormat::Ics),
            Writer::Answer(_, form) if mode == Mode::Before => ahead(form),
            Writer::Answer(form, _) | Writer::Plan(form) => planned(form),
            Writer::Collector => collector::write(),
            Writer::Schedule => schedule::write(),
            Writer::Markdown if mode == Mode::Before => {
                let facts = facts.clone().looking_ahead();
                markdown::forecast(&ForecastDocument::new(&forecast(&facts)), &request.picture)
            }
            Writer::Markdown => markdown::plan(&PlanDocument::new(&plan(&assess(facts))), &request.picture),
            Writer::Markup(_) => return None,
        })
    }

    /// The lines to type to run it, where it can be run.
    fn run_lines(&self, facts: &Facts) -> Vec<String> {
        let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        match self.writer {
            Writer::Plan(Format::PowerShell) => script::to_run(&plan(&assess(facts))).into(),
            Writer::Plan(_) => lines(&ansible::TO_RUN),
            Writer::Collector => lines(&collector::TO_RUN),
            Writer::Schedule => lines(&schedule::TO_RUN),
            Writer::Answer(..) | Writer::Calendar | Writer::Markdown | Writer::Markup(_) => Vec::new(),
        }
    }
}

/// Writes an answer in a format.
///
/// # Errors
///
/// There is no such format, the page writes it itself, the link has no facts, or the facts are not enough for it: why.
pub fn write(request: &ExportRequest, context: &Context<'_>) -> Result<(FileHead, String), String> {
    let linked = link::parse(&request.link).ok_or(reading::NO_SUCH_FILE)??;
    let (mode, facts) = (linked.mode, linked.facts);
    let export = Export::of(mode).find(|export| export.id == request.id).ok_or(reading::NO_SUCH_FILE)?;
    let text = export.write(mode, &facts, request, &context.now.to_string()).ok_or(match export.writer {
        Writer::Calendar => reading::CALENDAR_NEEDS_DAYS,
        _ => reading::NO_SUCH_FILE,
    })?;
    Ok((export.head(mode, &facts), text))
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::{Answers, Utc};

    use super::*;

    fn request(id: &str, mode: Mode, answers: &Answers<'_>) -> ExportRequest {
        let facts = answers.read(&Utc).expect("facts");
        ExportRequest {
            id: id.into(),
            link: link::write(mode, &facts, true),
            page: "https://host/p/".into(),
            site: Some("https://host/p/".into()),
            picture: "<svg></svg>".into(),
        }
    }

    fn written(request: &ExportRequest) -> Result<(FileHead, String), String> {
        write(request, &Context { now: "2026-11-25T00:00:00Z".parse().unwrap(), zone: &Utc })
    }

    fn facts() -> Answers<'static> {
        Answers { shutdown: Some("45d"), clusters: vec!["management", "target=a1"], ..Answers::default() }
    }

    #[test]
    fn ids_are_unique_and_groups_are_together() {
        let mut ids = EXPORTS.map(|export| export.id);
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]));
        let mut groups: Vec<_> = EXPORTS.iter().map(|export| export.group).collect();
        groups.dedup();
        assert_eq!(groups, [words::TO_RUN, words::TO_READ, words::FOR_PROGRAMS, words::FOR_DOCS]);
    }

    #[test]
    fn every_format_of_the_library_is_offered_once() {
        use Format::{Ansible, Json, Markdown, PowerShell, Text};
        for format in [Text, Json, Markdown, PowerShell, Ansible] {
            let writes = |row: &Export| match row.writer {
                Writer::Plan(it) | Writer::Answer(it, _) => it == format,
                Writer::Markdown => format == Markdown,
                _ => false,
            };
            assert_eq!(EXPORTS.iter().filter(|row| writes(row)).count(), 1, "{format:?}");
        }
    }

    #[test]
    fn a_format_is_what_the_library_writes_for_the_same_facts() {
        let read = facts().read(&Utc).unwrap();
        for export in Export::of(Mode::After) {
            let answer = written(&request(export.id, Mode::After, &facts()));
            if matches!(export.writer, Writer::Markup(_)) {
                assert!(answer.is_err(), "{}: the page writes it", export.id);
                continue;
            }
            let (head, text) = answer.unwrap();
            match export.writer {
                Writer::Answer(format, _) => assert_eq!(text, format.write(&plan(&assess(&read)))),
                Writer::Markdown => {
                    let plain = text.replace("\n<svg></svg>\n", "");
                    assert_eq!(plain, Format::Markdown.write(&plan(&assess(&read))));
                }
                _ => {}
            }
            for line in head.to_run {
                assert!(text.contains(&line), "{}: {line}", export.id);
            }
            let has_address = matches!(export.writer, Writer::Plan(_));
            assert_eq!(text.contains("https://host/p/"), has_address, "{}", export.id);
        }
        let (_, script) = written(&request("powershell", Mode::After, &facts())).unwrap();
        assert!(script.contains("# Link:   https://host/p/#/after?v=1&rules=1&off=3888000&"), "{script}");
    }

    #[test]
    fn a_calendar_needs_days() {
        assert_eq!(
            written(&request("calendar", Mode::Before, &facts())).unwrap_err(),
            reading::CALENDAR_NEEDS_DAYS
        );
        let days = Answers { from: Some("2026-12-18"), to: Some("2027-01-08"), ..Answers::default() };
        let (head, text) = written(&request("calendar", Mode::Before, &days)).unwrap();
        assert!(text.starts_with("BEGIN:VCALENDAR") && head.name == "certplan-forecast.ics");
    }

    #[test]
    fn the_first_choice_is_a_format_of_the_answer() {
        let first = |mode| Export::first(mode).map(|row| row.id);
        assert_eq!((first(Mode::After), first(Mode::Before)), (Some("powershell"), Some("markdown")));
    }

    #[test]
    fn no_file_has_the_name_of_the_offline_page() {
        let names: Vec<_> = Export::of(Mode::After).map(|row| row.file_name(Mode::After)).collect();
        assert!(names.contains(&"certplan-plan.md".to_owned()));
        assert!(!names.contains(&link::FILE.to_owned()));
    }

    #[test]
    fn a_link_without_facts_and_an_unknown_format_are_refused() {
        let mut wrong = request("json", Mode::After, &facts());
        wrong.link = "#cases".into();
        assert!(written(&wrong).is_err());
        assert!(written(&request("exe", Mode::After, &facts())).is_err());
        assert!(written(&request("powershell", Mode::Before, &facts())).is_err());
    }
}
