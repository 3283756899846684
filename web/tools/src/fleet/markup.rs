//! A fleet as markup. Everything that came from a file is escaped.

use certplan_core::facts::Shutdown;
use certplan_core::plan::When;
use certplan_core::spell::Spell;
use certplan_core::{assess, plan};
use certplan_export::powershell;
use certplan_fleet::{Summary, Todo};
use certplan_web::link::{self, Mode};
use certplan_words as said_as;

use super::table::{Column, PAGE, Row, Table};
use super::{Answer, Content, FILES, chart};
use crate::markup::add;

/// What stands in the place of the answer while nothing has been read.
pub const NOTHING: &str = "<p>Read a file or a text above, and here stands what is to be done for which deployment, the worst first.</p>";

/// What is to be done, the most first.
pub(super) const TODOS: [Todo; 4] = [Todo::Repair, Todo::Check, Todo::NoCommand, Todo::Nothing];

/// What is to be done, for a reader.
pub(super) const fn words(todo: Todo) -> &'static str {
    match todo {
        Todo::Repair => "Run commands",
        Todo::Check => "Check, repair where it fails",
        Todo::NoCommand => "Hit, no documented command",
        Todo::Nothing => "Nothing",
    }
}

/// Its name in the page's markup.
pub(super) const fn name(todo: Todo) -> &'static str {
    match todo {
        Todo::Repair => "repair",
        Todo::Check => "check",
        Todo::NoCommand => "no-command",
        Todo::Nothing => "nothing",
    }
}

/// What a name in the page's markup means.
pub fn todo(text: &str) -> Option<Todo> {
    TODOS.into_iter().find(|todo| name(*todo) == text)
}

/// What was read, to be said once.
pub(super) fn said(file: &str, summary: &Summary) -> String {
    let [deployments, clusters, rejected] =
        [summary.deployments, summary.clusters, summary.rejected_lines].map(|count| count.spelt());
    let said: &[&str] = match summary.deployments {
        0 => &[
            ": no line of it can be used; accepted: objects of JSON, one a line or in a list, CSV with a header, or what \
             Get-AksHciCluster lists.",
        ],
        1 => &[": 1 deployment, ", &clusters, " clusters."],
        _ => &[": ", &deployments, " deployments, ", &clusters, " clusters."],
    };
    let rejected: &[&str] = match summary.rejected_lines {
        0 => &[],
        1 => &[" 1 line was rejected."],
        _ => &[" ", &rejected, " lines were rejected."],
    };
    [file, &said.concat(), &rejected.concat()].concat()
}

/// The answer around the rows.
pub(super) fn answer(Answer { table, summary, rejected }: &Answer) -> String {
    let mut out = String::new();
    if summary.deployments > 0 {
        summed(&mut out, summary);
        out += &chart::of(summary);
        notices(&mut out, table, summary);
        out += "<h3 id=\"fleet-title\">Deployments</h3>";
        picking(&mut out, summary);
        out += "<div id=\"fleet-rows\">";
        out += &rows(table);
        out += "</div>";
        take_away(&mut out, !rejected.is_empty());
    }
    if !rejected.is_empty() {
        out += "<h3>Rejected lines</h3><ul class=\"rejected\">";
        for (line, reason) in rejected {
            add(&mut out, "<li>line {}: {}</li>", &[&line.spelt(), reason]);
        }
        out += "</ul>";
        let more = summary.rejected_lines - rejected.len() as u64;
        if more > 0 {
            add(
                &mut out,
                "<p>And {} more: <code>certplan-rejected.ndjson</code> above has all of them, and so has the command's \
                 <code>--reject FILE</code>.</p>",
                &[&more.spelt()],
            );
        }
    }
    out
}

fn summed(out: &mut String, summary: &Summary) {
    let commands = match summary.commands {
        0 => "no command".to_owned(),
        1 => "1 command".to_owned(),
        count => count.spelt() + " commands",
    };
    let hit = summary.deployments - summary.hit.neither;
    let [hit, deployments, clusters] =
        [hit, summary.deployments, summary.clusters].map(|count| count.spelt());
    let (markup, values): (_, &[&str]) = match summary.deployments {
        1 => ("<p class=\"summary\">1 deployment with {} clusters: {}.</p>", &[&clusters, &commands]),
        _ => (
            "<p class=\"summary\">{} of {} deployments are hit: {} for {} clusters.</p>",
            &[&hit, &deployments, &commands, &clusters],
        ),
    };
    add(out, markup, values);
}

fn notices(out: &mut String, table: &Table, summary: &Summary) {
    if summary.shutdown_not_given > 0 {
        add(
            out,
            "<p class=\"notice\">Of {} nothing says how long it was off: then nothing was switched off. Give a length above for those.</p>",
            &[&summary.shutdown_not_given.spelt()],
        );
    }
    if (table.count() as u64) < summary.deployments {
        add(
            out,
            "<p class=\"notice\">The table has the first {} of {} deployments; the downloads have all.</p>",
            &[&table.count().spelt(), &summary.deployments.spelt()],
        );
    }
}

fn picking(out: &mut String, summary: &Summary) {
    *out += "<div class=\"row\"><p class=\"field\"><label for=\"fleet-search\">Search</label>\
         <input type=\"search\" id=\"fleet-search\" spellcheck=\"false\" autocomplete=\"off\" autocapitalize=\"off\" aria-describedby=\"fleet-search-hint\">\
         <span class=\"hint\" id=\"fleet-search-hint\">names of deployments, hosts and clusters</span></p>\
         <p class=\"field\"><label for=\"fleet-only\">To do</label><select id=\"fleet-only\"><option value=\"\">any</option>";
    for todo in TODOS {
        let count = chart::count(summary, todo).spelt();
        add(out, "<option value=\"{}\">{} ({})</option>", &[name(todo), words(todo), &count]);
    }
    *out += "</select></p></div>";
}

fn take_away(out: &mut String, some_are_rejected: bool) {
    *out += "<div class=\"buttons\" role=\"group\" data-fleet aria-label=\"Take all deployments with you\">\
         <button type=\"button\" data-copy-form=\"json\">Copy JSON</button><span>Download: </span>";
    for (id, content, file, _) in FILES {
        if some_are_rejected || content != Content::Rejected {
            add(out, "<button type=\"button\" data-save-form=\"{}\">{}</button>", &[id, file]);
        }
    }
    *out += "</div><p class=\"hint\">The plans have every step with its reason, check and sources. The playbook runs with the inventory beside it: \
         the documentation says how, under Many clusters.</p>";
}

/// How many rows are picked out.
pub(super) fn picked(table: &Table) -> String {
    let [picked, count] = [table.picked(), table.count()].map(|count| count.spelt());
    match table.picked() {
        0 => "No deployment fits.".to_owned(),
        all if all == table.count() => count + " deployments.",
        _ => [&picked, " of ", &count, " deployments."].concat(),
    }
}

/// The rows of the table's page, and what leads to the others.
pub(super) fn rows(table: &Table) -> String {
    let mut out = String::new();
    add(&mut out, "<p class=\"hint\">{}</p>", &[&picked(table)]);
    if table.picked() == 0 {
        return out;
    }
    out += "<div class=\"wide\" role=\"region\" aria-labelledby=\"fleet-title\" tabindex=\"0\"><table class=\"fleet\"><thead><tr>";
    let (by, descending) = table.order();
    for column in Column::ALL {
        let (id, title) = (column.as_str(), column.title());
        let (order, mark) = match (column == by, descending) {
            (false, _) => ("none", ""),
            (true, true) => ("descending", " \u{25be}"),
            (true, false) => ("ascending", " \u{25b4}"),
        };
        add(
            &mut out,
            "<th scope=\"col\" aria-sort=\"{}\"><button type=\"button\" id=\"sort-{}\" data-sort=\"{}\">{}\
             <span aria-hidden=\"true\">{}</span></button></th>",
            &[order, id, id, title, mark],
        );
    }
    out += "<th scope=\"col\">Layers that are hit</th></tr></thead><tbody>";
    for shown in table.rows() {
        row(&mut out, shown);
    }
    out += "</tbody></table></div>";
    if table.pages() > 1 {
        pages(&mut out, table);
    }
    out
}

fn row(out: &mut String, row: &Row) {
    let facts = &row.deployment.facts;
    let assessment = assess(facts);
    let plan = plan(&assessment);
    let off = match facts.shutdown {
        _ if !row.deployment.shutdown_is_given => "not given".to_owned(),
        Shutdown::None => "not off".to_owned(),
        Shutdown::Unknown => "unknown".to_owned(),
        shutdown => shutdown.length().map_or_else(String::new, said_as::length),
    };
    let host = if row.host().is_empty() { "-" } else { row.host() };
    add(
        out,
        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>",
        &[row.name(), host, &row.clusters.spelt(), &off],
    );
    if plan.repairs.is_empty() {
        *out += words(row.todo);
    } else {
        let count = plan.repairs.len().spelt();
        add(out, "<details><summary>{}: {}</summary><ol>", &[words(row.todo), &count]);
        for step in &plan.repairs {
            let only = if step.when == When::IfCheckFails { " only if its check fails" } else { "" };
            let command = powershell::command(&step.command());
            add(out, "<li><code translate=\"no\">{}</code>{}</li>", &[&command, only]);
        }
        add(
            out,
            "</ol><p><a href=\"{}\">The whole plan, with reasons, checks and sources</a></p></details>",
            &[&link::write(Mode::After, facts, true)],
        );
    }
    match row.deployment.rejected_lines {
        0 => {}
        1 => *out += "<p class=\"error\">1 of its lines was rejected; its cluster is missing.</p>",
        count => add(
            out,
            "<p class=\"error\">{} of its lines were rejected; their clusters are missing.</p>",
            &[&count.spelt()],
        ),
    }
    let mut hit = String::new();
    for finding in assessment.findings.iter().filter(|finding| finding.is_impacted()) {
        hit += if hit.is_empty() { "" } else { ", " };
        hit += said_as::layer(finding.layer);
    }
    add(out, "</td><td>{}</td></tr>", &[if hit.is_empty() { "none" } else { &hit }]);
}

fn pages(out: &mut String, table: &Table) {
    let (page, pages) = (table.page(), table.pages());
    *out += "<nav class=\"buttons\" aria-label=\"Pages of the table\">";
    turn(out, "before", page.saturating_sub(1), page > 0, "Previous");
    let first = page * PAGE;
    let [first, last, picked] =
        [first + 1, first + table.rows().count(), table.picked()].map(|count| count.spelt());
    add(out, "<span>{} to {} of {}</span>", &[&first, &last, &picked]);
    turn(out, "next", page + 1, page + 1 < pages, "Next");
    *out += "</nav>";
}

/// A button that leads to a page.
fn turn(out: &mut String, id: &str, to: usize, is_there: bool, words: &str) {
    let disabled = if is_there { "" } else { " disabled" };
    add(
        out,
        "<button type=\"button\" id=\"page-{}\" data-turn=\"{}\"{}>{}</button>",
        &[id, &to.spelt(), disabled, words],
    );
}
