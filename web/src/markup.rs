//! Formats that are markup, or have some in them: the page renders them with its own components, so that neither it nor the
//! worker carries a second writer.

use certplan_core::Facts;
use certplan_export::link::{self, Linked, Mode};
use certplan_view::document;
use certplan_view::embed::{Snippet, one_line};
use certplan_worker::exports::{Export, Markup, SOME_SITE, Writer};
use certplan_worker::protocol::{ExportRequest, FileHead};
use yew::Html;

/// What is to be rendered for a format; `None` where it has no markup.
pub fn content(request: &ExportRequest) -> Option<Html> {
    let (export, Linked { mode, facts, .. }) = asked(request)?;
    let facts = if mode == Mode::Before { facts.looking_ahead() } else { facts };
    match export.writer {
        Writer::Markdown => document::picture_markup(&facts),
        Writer::Markup(markup) => Some(whole(markup, mode, &facts, request)),
        _ => None,
    }
}

fn whole(markup: Markup, mode: Mode, facts: &Facts, request: &ExportRequest) -> Html {
    let site = request.site.as_deref().unwrap_or(SOME_SITE);
    match markup {
        Markup::Document if mode == Mode::Before => document::forecast_markup(facts),
        Markup::Document => document::plan_markup(facts),
        Markup::Timeline => document::timeline_markup(facts),
        Markup::Element => Snippet::Element.markup(site, facts),
        Markup::Choose => Snippet::Choose.markup(site, facts),
        Markup::Frame => Snippet::Frame.markup(site, facts),
    }
}

/// The file of what was rendered; `None` where the worker writes it around that.
pub fn file(request: &ExportRequest, rendered: &str) -> Option<(FileHead, String)> {
    let (export, Linked { mode, facts, .. }) = asked(request)?;
    let text = match export.writer {
        Writer::Markup(Markup::Document) => document::file(rendered),
        Writer::Markup(Markup::Timeline) => rendered.to_owned() + "\n",
        Writer::Markup(Markup::Element | Markup::Choose | Markup::Frame) => one_line(rendered) + "\n",
        _ => return None,
    };
    Some((export.head(mode, &facts), text))
}

fn asked(request: &ExportRequest) -> Option<(&'static Export, Linked)> {
    let linked = link::parse(&request.link)?.ok()?;
    let export = Export::of(linked.mode).find(|export| export.id == request.id)?;
    Some((export, linked))
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::{Answers, Utc};
    use certplan_view::render_html;

    use super::*;

    fn facts() -> Facts {
        let answers = Answers { shutdown: Some("45d"), clusters: vec!["target=a1"], ..Answers::default() };
        answers.read(&Utc).expect("facts")
    }

    fn request(id: &str, mode: Mode) -> ExportRequest {
        ExportRequest {
            id: id.into(),
            link: link::write(mode, &facts(), true),
            page: "https://host/p/".into(),
            site: Some("https://host/p/".into()),
            picture: String::new(),
        }
    }

    fn written(id: &str, mode: Mode) -> Option<(FileHead, String)> {
        let request = request(id, mode);
        file(&request, &render_html(content(&request)?))
    }

    #[test]
    fn every_format_that_is_markup_is_written_here_and_no_other() {
        for mode in [Mode::After, Mode::Before] {
            for export in Export::of(mode) {
                let file = written(export.id, mode);
                assert_eq!(file.is_some(), matches!(export.writer, Writer::Markup(_)), "{}", export.id);
                let Some((head, text)) = file else { continue };
                assert!(text.ends_with(">\n") && head.name == export.file_name(mode), "{}", export.id);
                assert_eq!(text.contains("https://host/p/"), export.needs_site(), "{}", export.id);
            }
        }
    }

    #[test]
    fn a_file_is_what_the_command_writes() {
        let ahead = facts().looking_ahead();
        for (id, mode, expected) in [
            ("html", Mode::After, document::plan_page(&facts())),
            ("html", Mode::Before, document::forecast_page(&ahead)),
            ("svg", Mode::After, document::timeline_svg(&facts())),
            ("element", Mode::After, Snippet::Element.write("https://host/p/", &facts())),
        ] {
            assert_eq!(written(id, mode).expect(id).1, expected);
        }
        let picture = content(&request("markdown", Mode::Before)).map(render_html);
        assert_eq!(picture.as_deref(), Some(&*document::timeline_picture(&ahead)));
    }

    #[test]
    fn nothing_is_rendered_where_nothing_was_switched_off() {
        let none = link::write(Mode::After, &Facts::default(), true);
        assert!(content(&ExportRequest { link: none, ..request("markdown", Mode::After) }).is_none());
    }
}
