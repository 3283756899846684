//! Tables with a column of ends: `kubeadm certs check-expiration` and `k3s certificate check --output table` of every version.

use std::ops::Range;

use super::date::{of_tool, refusal};
use crate::MOST_ITEMS;
use crate::classify::{Place, identity};
use crate::listing::clues;
use crate::printable::printable;
use crate::reading::{Identity, Item, Reading, part_of};
use certplan_core::report::{Credential, Sureness, common_name};

/// Reads every table of the text; a header begins one, an empty line or a prompt ends it.
pub(super) fn read(origin: &str, text: &str) -> Reading {
    let mut reading = Reading::default();
    let mut header: Option<Header> = None;
    let mut columns: Option<Columns> = None;
    let mut before = "";
    for line in text.lines() {
        if header.is_some() {
            columns = None;
        } else if let Some(new) = Columns::of(before, line) {
            columns = Some(new);
        } else if line.trim().is_empty() {
            columns = None;
        } else if let Some(columns) = &columns {
            columns.row(&mut reading, origin, line);
        }
        before = line;
        // Spreadsheets and chats put tabs between the columns.
        let line = line.replace('\t', "  ");
        let line = line.trim_end().trim_start_matches(['>', '|']).trim_start();
        if let Some(new) = Header::of(line) {
            header = Some(new);
        } else if line.trim().is_empty() {
            header = None;
        } else if let Some(header) = &header {
            header.row(&mut reading, origin, line);
        }
        if reading.items.len() >= MOST_ITEMS {
            reading.reject_rest(origin);
            break;
        }
    }
    reading
}

struct Header {
    /// Where the ends begin.
    ends: usize,
    /// Where the column after them begins.
    after: usize,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Kubeadm(Credential),
    K3s,
}

impl Header {
    fn of(line: &str) -> Option<Self> {
        let kind = match line {
            line if line.starts_with("CERTIFICATE AUTHORITY") => Kind::Kubeadm(Credential::ClusterCa),
            line if line.starts_with("CERTIFICATE ") => Kind::Kubeadm(Credential::KubernetesLeaf),
            line if line.starts_with("FILENAME ") || line.starts_with("NAME ") => Kind::K3s,
            _ => return None,
        };
        let ends = line.find("EXPIRES")?;
        let after = line.get(ends..)?.find("RESIDUAL").map_or(usize::MAX, |at| ends + at);
        Some(Self { ends, after, kind })
    }

    fn row(&self, reading: &mut Reading, origin: &str, line: &str) {
        let name = line.strip_prefix("!MISSING!").map(str::trim_start);
        if let Some(name) = name {
            let name = name.split_ascii_whitespace().next().unwrap_or_default();
            return reading.reject(&part_of(origin, name), "kubeadm did not find it (MISSING)");
        }
        // Where tabs became spaces, or a name is longer than its column, the columns move: the date is looked for by its shape.
        let end = line.get(self.ends..self.after.min(line.len())).and_then(of_tool).or_else(|| date_in(line));
        let Some(end) = end else { return };
        let mut words = line.split_ascii_whitespace();
        let name = words.next().unwrap_or_default();
        let mut item = Item::ending(&part_of(origin, name), end);
        match self.kind {
            Kind::Kubeadm(credential) => item.identity = Some(of_kubeadm(name, credential)),
            Kind::K3s => item.subject = printable(words.next().unwrap_or_default()),
        }
        reading.items.push(item);
    }
}

/// A table of PowerShell or of `az -o table`, with a line of hyphens under its head: places of characters.
struct Columns {
    ends: Range<usize>,
    subject: Option<Range<usize>>,
}

impl Columns {
    fn of(head: &str, rule: &str) -> Option<Self> {
        if !rule.contains("--") || !rule.bytes().all(|byte| byte == b'-' || byte == b' ') {
            return None;
        }
        let mut starts: Vec<usize> = rule
            .bytes()
            .enumerate()
            .filter(|(at, byte)| *byte == b'-' && (*at == 0 || rule.as_bytes()[at - 1] == b' '))
            .map(|(at, _)| at)
            .collect();
        starts.push(usize::MAX);
        let named = |names: &[&str]| {
            starts.windows(2).map(|column| column[0]..column[1]).find(|column| {
                let name = cell(head, column).to_ascii_lowercase();
                names.contains(&&*name)
            })
        };
        let ends =
            named(&["notafter", "expires", "expirationdate", "managedidentitycertificateexpirationtime"])?;
        Some(Self { ends, subject: named(&["subject"]) })
    }

    fn row(&self, reading: &mut Reading, origin: &str, line: &str) {
        let end = cell(line, &self.ends);
        let subject = self.subject.as_ref().map(|column| cell(line, column)).unwrap_or_default();
        if let Some(end) = of_tool(&end) {
            let clues = clues(common_name(&subject), None);
            reading.items.push(Item {
                subject: printable(&subject),
                identity: identity(Place::Loose, origin, clues),
                ..Item::ending(origin, end)
            });
        } else if let Some(reason) = refusal(&end) {
            reading.reject(origin, reason);
        }
    }
}

fn cell(line: &str, column: &Range<usize>) -> String {
    let cell: String = line.chars().skip(column.start).take(column.end - column.start).collect();
    cell.trim().to_owned()
}

/// Which credential a name of kubeadm's is: a kubeconfig of an administrator is renewed by nothing.
pub(crate) fn of_kubeadm(name: &str, credential: Credential) -> Identity {
    let is_admin = matches!(name, "admin.conf" | "super-admin.conf");
    let credential = if is_admin { Credential::TargetKubeconfig } else { credential };
    Identity { credential, sureness: Sureness::Likely }
}

/// The first date of a line, by its shape.
fn date_in(line: &str) -> Option<certplan_core::facts::Timestamp> {
    let words: Vec<_> = line.split_ascii_whitespace().collect();
    words
        .windows(5)
        .find_map(|five| of_tool(&five.join(" ")))
        .or_else(|| words.iter().find_map(|word| of_tool(word)))
}
