//! The table of `certplan inspect` as markup.

use std::fmt::Write;

use certplan_core::closed::Closed as _;
use certplan_inspect::{Credential, Line, PrivateKey, Rejected, Renewal, Report, Status};
use certplan_render::html::Escaped;

/// The most rows that are shown; the files have them all.
const MOST_ROWS: usize = 200;

/// The report: a sentence, the table, what renews each credential, and what was not read.
pub fn markup(report: &Report<'_>, rejected: &[Rejected], heading: u8) -> String {
    let mut out = String::new();
    // Writing into a string does not fail.
    let _ = write_table(&mut out, report, heading);
    let _ = write_renewals(&mut out, report, heading);
    let _ = write_rejected(&mut out, rejected, heading);
    out
}

fn write_table(out: &mut String, report: &Report<'_>, heading: u8) -> core::fmt::Result {
    let lines = report.lines();
    if lines.is_empty() {
        return Ok(());
    }
    write!(out, "<p class=\"summary\">{}</p>", counted(lines))?;
    let shown = shown(lines);
    if shown.len() < lines.len() {
        let (some, all) = (shown.len(), lines.len());
        write!(
            out,
            "<p class=\"notice\">{some} of {all} are shown, those first that do not count. The downloads have all of them.</p>"
        )?;
    }
    write!(
        out,
        "<h{heading} id=\"table-title\">Certificates</h{heading}>\
         <div class=\"wide\" role=\"region\" aria-labelledby=\"table-title\" tabindex=\"0\"><table class=\"certificates\">\
         <caption>Held against <time>{}</time></caption><thead><tr>",
        report.at()
    )?;
    for title in HEADER {
        write!(out, "<th scope=\"col\">{title}</th>")?;
    }
    write!(out, "</tr></thead><tbody>")?;
    for line in shown {
        let [origin, subject, expires, residual, issuer, layer, status] = line.cells();
        write!(out, "<tr><th scope=\"row\">{}</th>", Escaped(&origin))?;
        write!(out, "<td>{}</td><td><time>{expires}</time></td>", Escaped(dash(&subject)))?;
        write!(out, "<td>{}</td><td>{}</td>", Escaped(&residual), Escaped(dash(&issuer)))?;
        write!(out, "<td class=\"{status}\">{status}</td><td>{}</td><td>", Escaped(dash(&layer)))?;
        match line.renew_with() {
            Some(command) => write!(out, "<code translate=\"no\">{}</code>", Escaped(command))?,
            None if line.item().identity.is_some() => write!(out, "see below")?,
            None => write!(out, "-")?,
        }
        write!(out, "</td></tr>")?;
    }
    write!(out, "</tbody></table></div>")?;
    let keys = lines.iter().filter(|line| line.item().private_key == PrivateKey::PresentNotKept).count();
    if keys > 0 {
        write!(out, "<p>A private key or a token stood beside {keys} of them; none was kept.</p>")?;
    }
    Ok(())
}

const HEADER: [&str; 8] =
    ["Certificate", "Subject", "Expires", "Residual time", "Issuer", "Status", "Layer", "Renewed by"];

fn dash(text: &str) -> &str {
    if text.is_empty() { "-" } else { text }
}

/// Where there are too many, those that do not count come first; otherwise the order is that of the input.
fn shown<'l, 'r>(lines: &'l [Line<'r>]) -> Vec<&'l Line<'r>> {
    let mut shown: Vec<_> = lines.iter().collect();
    if shown.len() > MOST_ROWS {
        shown.sort_by_key(|line| line.status().is_good());
        shown.truncate(MOST_ROWS);
    }
    shown
}

fn counted(lines: &[Line<'_>]) -> String {
    let mut text = match lines.len() {
        1 => "1 certificate: ".to_owned(),
        count => format!("{count} certificates: "),
    };
    let mut separator = "";
    for (status, words) in [
        (Status::Expired, "expired"),
        (Status::NotYetValid, "not valid yet"),
        (Status::Expiring, "expiring"),
        (Status::Valid, "valid"),
    ] {
        let count = lines.iter().filter(|line| line.status() == status).count();
        if count > 0 {
            let _ = write!(text, "{separator}{count} {words}");
            separator = ", ";
        }
    }
    text + "."
}

/// What renews each credential of the table, in the order of the credentials.
fn write_renewals(out: &mut String, report: &Report<'_>, heading: u8) -> core::fmt::Result {
    let identities = || report.lines().iter().filter_map(|line| line.item().identity);
    let mut title = Some(format!("<h{heading}>What renews them</h{heading}><dl class=\"renewals\">"));
    for credential in Credential::ALL {
        let Some(sureness) = identities()
            .filter(|it| it.credential == *credential)
            .map(|it| it.sureness)
            .min_by_key(|it| it.index())
        else {
            continue;
        };
        out.push_str(&title.take().unwrap_or_default());
        let sure = match sureness.as_str() {
            "sure" => String::new(),
            other => format!(" ({other})"),
        };
        let renewal = Renewal::of(*credential);
        write!(out, "<dt>{}{sure}</dt><dd>{}", credential.as_str(), Escaped(renewal.note))?;
        for source in renewal.sources {
            write!(
                out,
                " <a href=\"{}\" rel=\"noreferrer\">{}</a> ({})",
                Escaped(source.url),
                Escaped(source.title),
                source.as_of
            )?;
        }
        write!(out, "</dd>")?;
    }
    if title.is_none() {
        write!(out, "</dl>")?;
    }
    Ok(())
}

fn write_rejected(out: &mut String, rejected: &[Rejected], heading: u8) -> core::fmt::Result {
    if rejected.is_empty() {
        return Ok(());
    }
    write!(out, "<h{heading}>Not read</h{heading}><ul class=\"rejected\">")?;
    for it in rejected.iter().take(MOST_ROWS) {
        write!(out, "<li>{}: {}</li>", Escaped(&it.origin), Escaped(&it.reason))?;
    }
    write!(out, "</ul>")
}
