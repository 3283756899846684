//! Formats that are markup: the page writes them with its own components, so that the worker needs none.

use certplan_core::Facts;
use certplan_export::link::{self, Mode};
use certplan_view::document;
use certplan_view::embed::Snippet;
use certplan_worker::exports::{Export, Markup, SOME_SITE, Writer};
use certplan_worker::protocol::{ExportRequest, FileHead};

/// An answer in a format that is markup; `None` where the worker writes the format.
pub fn written(request: &ExportRequest) -> Option<(FileHead, String)> {
    let linked = link::parse(&request.link)?.ok()?;
    let export = Export::of(linked.mode).find(|export| export.id == request.id)?;
    let Writer::Markup(markup) = export.writer else { return None };
    let site = request.site.as_deref().unwrap_or(SOME_SITE);
    Some((export.head(linked.mode, &linked.facts), write(markup, linked.mode, linked.facts, site)))
}

fn write(markup: Markup, mode: Mode, facts: Facts, site: &str) -> String {
    let facts = if mode == Mode::Before { facts.looking_ahead() } else { facts };
    match markup {
        Markup::Document if mode == Mode::Before => document::forecast_page(&facts),
        Markup::Document => document::plan_page(&facts),
        Markup::Timeline => document::timeline_svg(&facts),
        Markup::Element => Snippet::Element.write(site, &facts),
        Markup::Choose => Snippet::Choose.write(site, &facts),
        Markup::Frame => Snippet::Frame.write(site, &facts),
    }
}

/// The timeline for a format that has it within; empty for any other.
pub fn picture(export: &Export, mode: Mode, facts: &Facts) -> String {
    match export.writer {
        Writer::Markdown if mode == Mode::Before => {
            document::timeline_picture(&facts.clone().looking_ahead())
        }
        Writer::Markdown => document::timeline_picture(facts),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::{Answers, Utc};

    use super::*;

    fn request(id: &str, mode: Mode) -> ExportRequest {
        let answers = Answers { shutdown: Some("45d"), clusters: vec!["target=a1"], ..Answers::default() };
        let facts = answers.read(&Utc).expect("facts");
        ExportRequest {
            id: id.into(),
            link: link::write(mode, &facts, true),
            page: "https://host/p/".into(),
            site: Some("https://host/p/".into()),
            picture: String::new(),
        }
    }

    #[test]
    fn every_format_that_is_markup_is_written_here_and_no_other() {
        for mode in [Mode::After, Mode::Before] {
            for export in Export::of(mode) {
                let file = written(&request(export.id, mode));
                assert_eq!(file.is_some(), matches!(export.writer, Writer::Markup(_)), "{}", export.id);
                let Some((head, text)) = file else { continue };
                assert!(text.ends_with(">\n") && head.name == export.file_name(mode), "{}", export.id);
                assert_eq!(text.contains("https://host/p/"), export.needs_site(), "{}", export.id);
            }
        }
    }

    #[test]
    fn a_document_is_what_the_command_writes() {
        let facts = Answers { shutdown: Some("45d"), clusters: vec!["target=a1"], ..Answers::default() };
        let facts = facts.read(&Utc).unwrap();
        let (_, text) = written(&request("html", Mode::After)).unwrap();
        assert_eq!(text, document::plan_page(&facts));
        let (_, text) = written(&request("html", Mode::Before)).unwrap();
        assert_eq!(text, document::forecast_page(&facts.looking_ahead()));
    }
}
