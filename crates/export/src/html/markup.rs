//! Writing markup: as text that is markup already, or as text that must not become any.
//!
//! Without `core::fmt`, whose machinery would weigh more in the page than everything that is written with it.

use super::escape::escape;

/// Markup that is being written.
#[derive(Debug, Default)]
pub(crate) struct Markup(String);

impl Markup {
    /// Adds markup.
    pub(crate) fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds a text, escaped.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        escape(&mut self.0, text);
        self
    }

    /// Begins a heading of this level (1 to 6); `attributes` have a space before them.
    pub(crate) fn heading(&mut self, level: u8, attributes: &str) -> &mut Self {
        self.raw("<h").level(level).raw(attributes).raw(">")
    }

    /// Ends a heading.
    pub(crate) fn end_heading(&mut self, level: u8) -> &mut Self {
        self.raw("</h").level(level).raw(">")
    }

    /// A heading of a text that is no markup.
    pub(crate) fn titled(&mut self, level: u8, title: &str) -> &mut Self {
        self.heading(level, "").text(title).end_heading(level)
    }

    /// Texts that are markup already, with commas between them.
    pub(crate) fn listed<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> &mut Self {
        for (place, text) in texts.enumerate() {
            self.raw(if place > 0 { ", " } else { "" }).raw(text);
        }
        self
    }

    pub(crate) fn level(&mut self, level: u8) -> &mut Self {
        self.0.push(char::from(b'0' + level));
        self
    }

    /// What was written.
    pub(crate) fn done(&mut self) -> String {
        core::mem::take(&mut self.0)
    }
}
