//! The table of `certplan inspect` as markup.

use certplan_core::closed::Closed as _;
use certplan_core::spell::Spell as _;
use certplan_inspect::{Credential, PrivateKey, Rejected, Renewal, Report, Row, Status, Sureness};

use crate::markup::add;

/// The most rows that are shown; the files have them all.
const MOST_ROWS: usize = 200;

/// Adds the report: a sentence, the table, what renews each credential, and what was not read.
pub fn write(out: &mut String, report: &Report<'_>, rejected: &[Rejected]) {
    write_table(out, report);
    write_renewals(out, report);
    write_rejected(out, rejected);
}

fn write_table(out: &mut String, report: &Report<'_>) {
    let lines = report.rows();
    if lines.is_empty() {
        return;
    }
    out.push_str("<p class=\"summary\">");
    count(out, lines);
    out.push_str("</p>");
    let shown = shown(lines);
    if shown.len() < lines.len() {
        add(
            out,
            "<p class=\"notice\">{} of {} are shown, those first that do not count. The downloads have all of them.</p>",
            &[&shown.len().spelt(), &lines.len().spelt()],
        );
    }
    add(out, HEAD, &[&report.head().at.spelt()]);
    for line in shown {
        write_row(out, line);
    }
    out.push_str("</tbody></table></div>");
    let mut keys = 0_usize;
    for line in lines {
        keys += usize::from(line.private_key == PrivateKey::PresentNotKept);
    }
    if keys > 0 {
        add(out, "<p>A private key or a token stood beside {} of them; none was kept.</p>", &[&keys.spelt()]);
    }
}

const HEAD: &str = "<h3 id=\"table-title\">Certificates</h3>\
     <div class=\"wide\" role=\"region\" aria-labelledby=\"table-title\" tabindex=\"0\"><table class=\"certificates\">\
     <caption>Held against <time>{}</time></caption><thead><tr><th scope=\"col\">Certificate</th><th scope=\"col\">Subject</th>\
     <th scope=\"col\">Expires</th><th scope=\"col\">Residual time</th><th scope=\"col\">Issuer</th><th scope=\"col\">Status</th>\
     <th scope=\"col\">Layer</th><th scope=\"col\">Renewed by</th></tr></thead><tbody>";

fn write_row(out: &mut String, line: &Row) {
    let [origin, subject, expires, residual, issuer, layer, status] = line.cells();
    let [subject, issuer, layer] = [&subject, &issuer, &layer].map(|cell| dash(cell));
    add(
        out,
        "<tr><th scope=\"row\">{}</th><td>{}</td><td><time>{}</time></td><td>{}</td><td>{}</td><td class=\"{}\">{}</td><td>{}</td><td>",
        &[&origin, subject, &expires, &residual, issuer, &status, &status, layer],
    );
    match &line.renew_with {
        Some(command) => add(out, "<code translate=\"no\">{}</code>", &[command]),
        None if line.credential.is_some() => out.push_str("see below"),
        None => out.push('-'),
    }
    out.push_str("</td></tr>");
}

fn dash(text: &str) -> &str {
    if text.is_empty() { "-" } else { text }
}

/// Where there are too many, those that do not count come first; otherwise the order is that of the input.
fn shown(lines: &[Row]) -> Vec<&Row> {
    if lines.len() <= MOST_ROWS {
        return lines.iter().collect();
    }
    let mut shown = Vec::new();
    for is_good in [false, true] {
        for line in lines {
            if line.status.is_good() == is_good && shown.len() < MOST_ROWS {
                shown.push(line);
            }
        }
    }
    shown
}

/// How many there are, and how many of each status.
fn count(out: &mut String, lines: &[Row]) {
    lines.len().spell(out);
    let mut separator = if lines.len() == 1 { " certificate: " } else { " certificates: " };
    for (status, words) in [
        (Status::Expired, " expired"),
        (Status::NotYetValid, " not valid yet"),
        (Status::Expiring, " expiring"),
        (Status::Valid, " valid"),
    ] {
        let mut count = 0_usize;
        for line in lines {
            count += usize::from(line.status == status);
        }
        if count > 0 {
            out.push_str(separator);
            count.spell(out);
            out.push_str(words);
            separator = ", ";
        }
    }
    out.push('.');
}

/// What renews each credential of the table, in the order of the credentials.
fn write_renewals(out: &mut String, report: &Report<'_>) {
    let before = out.len();
    for credential in Credential::ALL {
        let mut sureness = None;
        for line in report.rows() {
            if let (Some(found), Some(its)) = (line.credential, line.sureness)
                && found == *credential
                && sureness.is_none_or(|surest: Sureness| its.index() < surest.index())
            {
                sureness = Some(its);
            }
        }
        let Some(sureness) = sureness else { continue };
        if out.len() == before {
            out.push_str("<h3>What renews them</h3><dl class=\"renewals\">");
        }
        add(out, "<dt>{}", &[credential.as_str()]);
        if sureness != Sureness::Sure {
            add(out, " ({})", &[sureness.as_str()]);
        }
        let renewal = Renewal::of(*credential);
        add(out, "</dt><dd>{}", &[renewal.note]);
        for source in renewal.sources {
            let link = " <a href=\"{}\" rel=\"noreferrer\">{}</a> ({})";
            add(out, link, &[source.url, source.title, source.as_of]);
        }
        out.push_str("</dd>");
    }
    if out.len() > before {
        out.push_str("</dl>");
    }
}

fn write_rejected(out: &mut String, rejected: &[Rejected]) {
    if rejected.is_empty() {
        return;
    }
    out.push_str("<h3>Not read</h3><ul class=\"rejected\">");
    for it in rejected.iter().take(MOST_ROWS) {
        add(out, "<li>{}: {}</li>", &[&it.origin, &it.reason]);
    }
    out.push_str("</ul>");
}
