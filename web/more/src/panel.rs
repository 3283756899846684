//! The markup of the part of the page where a form is chosen, read, copied and saved.

use certplan_core::Facts;
use certplan_export::html::{copyable, escape};
use certplan_export::link::Mode;

use crate::forms::{Here, Row, SOME_SITE};

/// The choice, and a place for what was chosen.
pub fn choice(mode: Mode, chosen: &Row) -> String {
    let mut html = String::from(
        "<div class=\"field\"><label for=\"form\">Form</label>\
         <select id=\"form\" aria-describedby=\"form-purpose\">",
    );
    let mut group = "";
    for row in Row::of(mode) {
        if row.group != group {
            html += if group.is_empty() { "" } else { "</optgroup>" };
            html += &["<optgroup label=\"", row.group, "\">"].concat();
            group = row.group;
        }
        let selected = if row == chosen { " selected" } else { "" };
        html += &["<option value=\"", row.id, "\"", selected, ">", row.label, "</option>"].concat();
    }
    html + "</optgroup></select></div><div id=\"form-shown\"></div>"
}

/// What was chosen: what it is for, how to run it, its buttons, its text where there is one.
pub fn shown(row: &Row, mode: Mode, facts: &Facts, here: &Here, text: Option<&str>) -> String {
    let mut html = ["<p class=\"hint\" id=\"form-purpose\">", row.purpose].concat();
    if row.needs_site(here) {
        html += &[" Put the address of your site in the place of ", SOME_SITE, "."].concat();
    }
    html += "</p>";
    let Some(text) = text else { return html };
    let name = row.file_name(mode);
    html += &[
        "<div class=\"buttons\"><button type=\"button\" id=\"copy-form\">Copy<span class=\"quiet\"> ",
        &name,
        "</span></button> \
         <button type=\"button\" id=\"save-form\">Download ",
        &name,
        "</button></div>",
    ]
    .concat();
    let to_run = row.to_run(facts);
    if !to_run.is_empty() {
        html += "<p class=\"how\">To run it, in the folder where it lies:</p>";
        html += &copyable(&to_run.join("\n"), "how to run it");
    }
    html += &["<pre class=\"preview\" id=\"form-text\" tabindex=\"0\" role=\"region\" translate=\"no\" aria-label=\"", &name, "\"><code>"].concat();
    escape(&mut html, text);
    html + "</code></pre>"
}
