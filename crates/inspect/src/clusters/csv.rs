//! `Get-AksHciCluster | Export-Csv`: commas, or the semicolons of `-UseCulture`.

use certplan_export::csv::Record;

use super::{MOST_CLUSTERS, Row, load_balancer};

pub(super) fn read(text: &str) -> Option<Vec<Row>> {
    let mut rest = text;
    let mut tried = 0;
    // Windows PowerShell writes "#TYPE ..." first, and a prompt may stand before it.
    while !rest.is_empty() {
        let line = rest.lines().next()?;
        rest = rest.get(line.len()..)?;
        if line.as_bytes().windows(4).any(|word| word.eq_ignore_ascii_case(b"name")) {
            tried += 1;
            if tried > MOST_HEADERS {
                return None;
            }
            for delimiter in *b",;\t" {
                let mut header = Records::of(line, delimiter);
                header.next()?;
                if (header.record.len() > 1 || line.trim().eq_ignore_ascii_case("\"Name\""))
                    && let Some(name) = header.place("Name")
                {
                    let balancer = header.place("LoadBalancer");
                    let body = Records::of(rest.trim_start_matches(['\r', '\n']), delimiter);
                    return Some(rows(body, header.record.len(), name, balancer));
                }
            }
        }
        rest = rest.trim_start_matches('\r').strip_prefix('\n').unwrap_or_default();
    }
    None
}

/// The rows of records with so many fields; what follows the last one, a prompt for example, has fewer.
fn rows(mut records: Records<'_>, fields: usize, name: usize, balancer: Option<usize>) -> Vec<Row> {
    let mut rows = Vec::new();
    while rows.len() <= MOST_CLUSTERS && records.next().is_some() && records.record.len() == fields {
        let load_balancer = balancer.and_then(|place| load_balancer(records.field(place)));
        rows.push(Row { name: records.field(name).trim().to_owned(), load_balancer });
    }
    rows
}

/// The most lines with the word in them that are tried for the names of the fields.
const MOST_HEADERS: usize = 20;

/// The most fields of a record; the command prints about twenty.
const MOST_FIELDS: usize = 256;

/// Records one after another.
struct Records<'a> {
    rest: &'a [u8],
    delimiter: u8,
    record: Record,
}

impl<'a> Records<'a> {
    fn of(text: &'a str, delimiter: u8) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self { rest: text.as_bytes(), delimiter, record: Record::default() }
    }

    /// Goes to the next record; none where it is larger than any that the command prints.
    fn next(&mut self) -> Option<()> {
        self.rest = self.record.read(self.rest, self.delimiter, MOST_FIELDS)?;
        Some(())
    }

    /// The field at that place of the record; empty where there is none.
    fn field(&self, place: usize) -> &str {
        // Quotes and delimiters are ASCII, so what is between them is text as the whole is.
        str::from_utf8(self.record.field(place)).unwrap_or_default()
    }

    /// The place of the field that has that text.
    fn place(&self, text: &str) -> Option<usize> {
        (0..self.record.len()).find(|place| self.field(*place).eq_ignore_ascii_case(text))
    }
}
