//! One step.

use core::fmt::Write;

use certplan_core::playbook::Phase;

use super::escape::Escaped;
use crate::document::StepDocument;

/// The inside of a step's list item: title, why, command, check, what if it fails.
///
/// `place` counts from 0 within the part. The copy buttons have `data-copy`, the tick box `data-step`; both are for a
/// script to use.
pub fn step(step: &StepDocument, phase: Phase, place: usize, heading: u8) -> String {
    let cluster = step.cluster_words();
    let tick = match &cluster {
        Some(cluster) => format!("{} {cluster}", step.id),
        None => step.id.into(),
    };
    let name = format!("{} {}", phase.as_str(), place + 1);
    let mut html = String::new();
    let _ = write!(
        html,
        "<div class=\"head\"><h{heading}>{title}{cluster}</h{heading}><span class=\"effect {effect}\">{effect_words}</span>\
         <label class=\"tick\"><input type=\"checkbox\" data-step=\"{tick}\"> Done<span class=\"quiet\">: {name}</span></label></div>",
        title = Escaped(step.title),
        cluster = cluster
            .map(|cluster| format!(" <span class=\"for\">{}</span>", Escaped(&cluster)))
            .unwrap_or_default(),
        effect = step.effect,
        effect_words = step.effect_words,
        tick = Escaped(&tick),
    );
    if let Some(when) = step.when_words {
        let _ = write!(html, "<p class=\"when\">{}</p>", Escaped(when));
    }
    html += &command(&step.command, &format!("{name}: command"));
    let _ = write!(html, "<p class=\"why\">{}</p><dl class=\"check\">", Escaped(step.why));
    if step.check.command != step.command {
        let _ = write!(
            html,
            "<dt>Check</dt><dd>{}</dd>",
            command(&step.check.command, &format!("{name}: check"))
        );
    }
    for (label, text) in [("Good", step.check.good), ("Bad", step.check.bad), ("Wait", step.check.wait)] {
        let _ = write!(html, "<dt>{label}</dt><dd>{}</dd>", Escaped(text));
    }
    let ends_all = if step.hard_stop { " (everything stops here)" } else { "" };
    let _ = write!(html, "</dl><details><summary>This step failed, what now?{ends_all}</summary><ul>");
    for text in step.if_it_fails {
        let _ = write!(html, "<li>{}</li>", Escaped(text));
    }
    let _ = write!(
        html,
        "</ul></details><p class=\"basis\">Rests on: {} <span class=\"cited\">{}</span></p>",
        step.basis_words,
        step.sources.join(", ")
    );
    html
}

fn command(text: &str, name: &str) -> String {
    let text = Escaped(text);
    format!(
        "<div class=\"command\"><pre translate=\"no\" lang=\"en\" dir=\"ltr\" tabindex=\"0\"><code>{text}</code></pre>\
         <button type=\"button\" class=\"copy\" data-copy hidden>Copy<span class=\"quiet\"> {name}</span></button></div>"
    )
}
