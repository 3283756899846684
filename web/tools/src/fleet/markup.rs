//! A fleet as markup. Everything that came from a file is escaped.

use std::fmt::{Result, Write};

use certplan_core::facts::Shutdown;
use certplan_core::plan::When;
use certplan_core::{Finding, assess, plan};
use certplan_fleet::{Summary, Todo};
use certplan_render::html::Escaped;
use certplan_render::{powershell, words as said_as};
use certplan_web::link::{self, Mode};

use super::table::{Column, PAGE, Row, Table};
use super::{Answer, Content, FILES, chart};

/// What stands in the place of the answer while nothing has been read.
pub const NOTHING: &str = "<p>Read a file or a text above, and here stands what is to be done for which deployment, the worst first.</p>";

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
    Todo::ALL.into_iter().find(|todo| name(*todo) == text)
}

/// What was read, to be said once.
pub(super) fn said(file: &str, summary: &Summary) -> String {
    let rejected = match summary.rejected_lines {
        0 => String::new(),
        1 => " 1 line was rejected.".to_owned(),
        count => format!(" {count} lines were rejected."),
    };
    match summary.deployments {
        0 => format!(
            "{file}: no line of it can be used; accepted: objects of JSON, one a line or in a list, CSV with a header, or what \
             Get-AksHciCluster lists.{rejected}"
        ),
        1 => format!("{file}: 1 deployment, {} clusters.{rejected}", summary.clusters),
        count => format!("{file}: {count} deployments, {} clusters.{rejected}", summary.clusters),
    }
}

/// The answer around the rows.
pub(super) fn answer(answer: &Answer) -> String {
    let mut out = String::new();
    // Writing into a string does not fail.
    let _ = write_answer(&mut out, answer);
    out
}

fn write_answer(out: &mut String, Answer { table, summary, rejected }: &Answer) -> Result {
    if summary.deployments > 0 {
        write!(out, "<p class=\"summary\">{}</p>{}", summed(summary), chart::of(summary))?;
        write_notices(out, table, summary)?;
        write!(out, "<h3 id=\"fleet-title\">Deployments</h3>")?;
        write_picking(out, summary)?;
        write!(out, "<div id=\"fleet-rows\">{}</div>", rows(table))?;
        write_take_away(out, !rejected.is_empty())?;
    }
    if !rejected.is_empty() {
        write!(out, "<h3>Rejected lines</h3><ul class=\"rejected\">")?;
        for (line, reason) in rejected {
            write!(out, "<li>line {line}: {}</li>", Escaped(reason))?;
        }
        write!(out, "</ul>")?;
        let more = summary.rejected_lines - rejected.len() as u64;
        if more > 0 {
            write!(
                out,
                "<p>And {more} more: <code>certplan-rejected.ndjson</code> above has all of them, and so has the command's \
                 <code>--reject FILE</code>.</p>"
            )?;
        }
    }
    Ok(())
}

fn summed(summary: &Summary) -> String {
    let hit = summary.deployments - summary.hit.neither;
    let commands = match summary.commands {
        0 => "no command".to_owned(),
        1 => "1 command".to_owned(),
        count => format!("{count} commands"),
    };
    match summary.deployments {
        1 => format!("1 deployment with {} clusters: {commands}.", summary.clusters),
        count => {
            format!("{hit} of {count} deployments are hit: {commands} for {} clusters.", summary.clusters)
        }
    }
}

fn write_notices(out: &mut String, table: &Table, summary: &Summary) -> Result {
    if summary.shutdown_not_given > 0 {
        write!(
            out,
            "<p class=\"notice\">Of {} nothing says how long it was off: then nothing was switched off. Give a length above for those.</p>",
            summary.shutdown_not_given
        )?;
    }
    if (table.count() as u64) < summary.deployments {
        write!(
            out,
            "<p class=\"notice\">The table has the first {} of {} deployments; the downloads have all.</p>",
            table.count(),
            summary.deployments
        )?;
    }
    Ok(())
}

fn write_picking(out: &mut String, summary: &Summary) -> Result {
    write!(
        out,
        "<div class=\"row\"><p class=\"field\"><label for=\"fleet-search\">Search</label>\
         <input type=\"search\" id=\"fleet-search\" spellcheck=\"false\" autocomplete=\"off\" autocapitalize=\"off\" aria-describedby=\"fleet-search-hint\">\
         <span class=\"hint\" id=\"fleet-search-hint\">names of deployments, hosts and clusters</span></p>\
         <p class=\"field\"><label for=\"fleet-only\">To do</label><select id=\"fleet-only\"><option value=\"\">any</option>"
    )?;
    for todo in Todo::ALL {
        write!(
            out,
            "<option value=\"{}\">{} ({})</option>",
            name(todo),
            words(todo),
            chart::count(summary, todo)
        )?;
    }
    write!(out, "</select></p></div>")
}

fn write_take_away(out: &mut String, some_are_rejected: bool) -> Result {
    write!(
        out,
        "<div class=\"buttons\" role=\"group\" data-fleet aria-label=\"Take all deployments with you\">\
         <button type=\"button\" data-copy-form=\"json\">Copy JSON</button><span>Download: </span>"
    )?;
    for (id, content, file, _) in FILES {
        if some_are_rejected || content != Content::Rejected {
            write!(out, "<button type=\"button\" data-save-form=\"{id}\">{file}</button>")?;
        }
    }
    write!(
        out,
        "</div><p class=\"hint\">The plans have every step with its reason, check and sources. The playbook runs with the inventory beside it: \
         the documentation says how, under Many clusters.</p>"
    )
}

/// The rows of the table's page, and what leads to the others.
pub(super) fn rows(table: &Table) -> String {
    let mut out = String::new();
    // Writing into a string does not fail.
    let _ = write_rows(&mut out, table);
    out
}

/// How many rows are picked out.
pub(super) fn picked(table: &Table) -> String {
    match table.picked() {
        0 => "No deployment fits.".to_owned(),
        count if count == table.count() => format!("{count} deployments."),
        count => format!("{count} of {} deployments.", table.count()),
    }
}

fn write_rows(out: &mut String, table: &Table) -> Result {
    write!(out, "<p class=\"hint\">{}</p>", picked(table))?;
    if table.picked() == 0 {
        return Ok(());
    }
    write!(
        out,
        "<div class=\"wide\" role=\"region\" aria-labelledby=\"fleet-title\" tabindex=\"0\"><table class=\"fleet\"><thead><tr>"
    )?;
    let (by, descending) = table.order();
    for column in Column::ALL {
        let (id, title) = (column.as_str(), column.title());
        let (order, mark) = match (column == by, descending) {
            (false, _) => ("none", ""),
            (true, true) => ("descending", " \u{25be}"),
            (true, false) => ("ascending", " \u{25b4}"),
        };
        write!(
            out,
            "<th scope=\"col\" aria-sort=\"{order}\"><button type=\"button\" id=\"sort-{id}\" data-sort=\"{id}\">{title}\
             <span aria-hidden=\"true\">{mark}</span></button></th>"
        )?;
    }
    write!(out, "<th scope=\"col\">Layers that are hit</th></tr></thead><tbody>")?;
    for row in table.rows() {
        write_row(out, row)?;
    }
    write!(out, "</tbody></table></div>")?;
    write_pages(out, table)
}

fn write_row(out: &mut String, row: &Row) -> Result {
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
    write!(
        out,
        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{off}</td><td>",
        Escaped(row.name()),
        Escaped(host),
        row.clusters
    )?;
    if plan.repairs.is_empty() {
        write!(out, "{}", words(row.todo))?;
    } else {
        write!(out, "<details><summary>{}: {}</summary><ol>", words(row.todo), plan.repairs.len())?;
        for step in &plan.repairs {
            let only = if step.when == When::IfCheckFails { " only if its check fails" } else { "" };
            write!(
                out,
                "<li><code translate=\"no\">{}</code>{only}</li>",
                Escaped(&powershell::command(&step.command()))
            )?;
        }
        let link = link::write(Mode::After, facts, true);
        write!(
            out,
            "</ol><p><a href=\"{}\">The whole plan, with reasons, checks and sources</a></p></details>",
            Escaped(&link)
        )?;
    }
    match row.deployment.rejected_lines {
        0 => {}
        1 => write!(out, "<p class=\"error\">1 of its lines was rejected; its cluster is missing.</p>")?,
        count => write!(
            out,
            "<p class=\"error\">{count} of its lines were rejected; their clusters are missing.</p>"
        )?,
    }
    let hit: Vec<_> = assessment.findings.iter().filter(|finding| finding.is_impacted()).map(hit).collect();
    write!(out, "</td><td>{}</td></tr>", if hit.is_empty() { "none".to_owned() } else { hit.join(", ") })
}

fn hit(finding: &Finding) -> &'static str {
    said_as::layer(finding.layer)
}

fn write_pages(out: &mut String, table: &Table) -> Result {
    if table.pages() < 2 {
        return Ok(());
    }
    let (page, pages) = (table.page(), table.pages());
    let button = |out: &mut String, id: &str, to: usize, words: &str, is_there: bool| {
        let disabled = if is_there { "" } else { " disabled" };
        write!(out, "<button type=\"button\" id=\"{id}\" data-turn=\"{to}\"{disabled}>{words}</button>")
    };
    write!(out, "<nav class=\"buttons\" aria-label=\"Pages of the table\">")?;
    button(out, "page-before", page.saturating_sub(1), "Previous", page > 0)?;
    write!(
        out,
        "<span>{} to {} of {}</span>",
        page * PAGE + 1,
        page * PAGE + table.rows().count(),
        table.picked()
    )?;
    button(out, "page-next", page + 1, "Next", page + 1 < pages)?;
    write!(out, "</nav>")
}
