//! One step.

use certplan_core::Step;
use certplan_core::facts::ClusterName;
use certplan_core::playbook::Phase;
use certplan_core::spell::Spell;

use super::markup::Markup;
use crate::{powershell, words};

/// The inside of a step's list item: title, why, command, check, what if it fails.
///
/// `place` counts from 0 within the part. The copy buttons have `data-copy`, the tick box `data-step`; both are for a
/// script to use.
pub fn step(step: &Step<'_>, phase: Phase, place: usize, heading: u8) -> String {
    let words = words::step(step.entry.id);
    let cluster = step.cluster.map(|(kind, name)| words::cluster(kind, name.map(ClusterName::as_str)));
    let name = [phase.as_str(), " ", &(place + 1).spelt()].concat();
    let mut html = Markup::default();
    html.raw("<div class=\"head\">").heading(heading, "").text(words.title);
    if let Some(cluster) = &cluster {
        html.raw(" <span class=\"for\">").text(cluster).raw("</span>");
    }
    html.end_heading(heading).raw("<span class=\"effect ").raw(step.entry.effect.as_str()).raw("\">");
    html.raw(words::effect(step.entry.effect));
    html.raw("</span><label class=\"tick\"><input type=\"checkbox\" data-step=\"")
        .text(step.entry.id.as_str());
    if let Some(cluster) = &cluster {
        html.raw(" ").text(cluster);
    }
    html.raw("\"> Done<span class=\"quiet\">: ").raw(&name).raw("</span></label></div>");
    if let Some(when) = words::when(step.when) {
        html.raw("<p class=\"when\">").text(when).raw("</p>");
    }
    let line = powershell::command(&step.command());
    command(&mut html, &line, &name, ": command");
    html.raw("<p class=\"why\">").text(words.why).raw("</p><dl class=\"check\">");
    let check = powershell::lines(step.check());
    if check != line {
        html.raw("<dt>Check</dt><dd>");
        command(&mut html, &check, &name, ": check");
        html.raw("</dd>");
    }
    for (label, text) in [("Good", words.good), ("Bad", words.bad), ("Wait", words.wait)] {
        html.raw("<dt>").raw(label).raw("</dt><dd>").text(text).raw("</dd>");
    }
    html.raw("</dl><details><summary>This step failed, what now?");
    html.raw(if step.entry.hard_stop { " (everything stops here)" } else { "" }).raw("</summary><ul>");
    for text in words.if_it_fails {
        html.raw("<li>").text(text).raw("</li>");
    }
    html.raw("</ul></details><p class=\"basis\">Rests on: ").raw(words::basis(step.basis));
    let sources = step.entry.sources.iter().map(|source| source.id);
    html.raw(" <span class=\"cited\">").listed(sources).raw("</span></p>").done()
}

/// A command with its button, for what stands beside a plan; `name` tells the buttons apart.
pub fn copyable(text: &str, name: &str) -> String {
    let mut html = Markup::default();
    command(&mut html, text, name, "");
    html.done()
}

fn command(html: &mut Markup, text: &str, name: &str, part: &str) {
    html.raw("<div class=\"command\"><pre translate=\"no\" lang=\"en\" dir=\"ltr\" tabindex=\"0\"><code>")
        .text(text)
        .raw("</code></pre><button type=\"button\" class=\"copy\" data-copy hidden>Copy<span class=\"quiet\"> ")
        .raw(name)
        .raw(part)
        .raw("</span></button></div>");
}
