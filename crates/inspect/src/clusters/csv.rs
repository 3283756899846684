//! `Get-AksHciCluster | Export-Csv`: commas, or the semicolons of `-UseCulture`.

use csv::{ReaderBuilder, StringRecord};

use super::{MOST_CLUSTERS, Row, load_balancer};

/// The most lines with the word in them that are tried for the names of the fields.
const MAX_HEADERS: usize = 20;

/// The most fields of a record; the command prints about twenty.
const MAX_FIELDS: usize = 256;

/// The most bytes of a record.
const MAX_BYTES: usize = 64 << 10;

pub(super) fn read(text: &str) -> Option<Vec<Row>> {
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut tried = 0;
    // Windows PowerShell writes "#TYPE ..." first, and a prompt may be before it.
    while !rest.is_empty() {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        rest = after;
        if !line.as_bytes().windows(4).any(|word| word.eq_ignore_ascii_case(b"name")) {
            continue;
        }
        tried += 1;
        if tried > MAX_HEADERS {
            return None;
        }
        for delimiter in *b",;\t" {
            let header = records(line, delimiter).next()?;
            let place = |name: &str| header.iter().position(|field| field.eq_ignore_ascii_case(name));
            if (header.len() > 1 || line.trim().eq_ignore_ascii_case("\"Name\""))
                && let Some(name) = place("Name")
            {
                let balancer = place("LoadBalancer");
                // What follows the last row, a prompt for example, has fewer fields.
                let rows = records(rest, delimiter).take_while(|record| record.len() == header.len());
                let row = |record: StringRecord| Row {
                    name: record[name].trim().to_owned(),
                    load_balancer: balancer.and_then(|place| load_balancer(&record[place])),
                };
                return Some(rows.take(MOST_CLUSTERS + 1).map(row).collect());
            }
        }
    }
    None
}

/// The records of a text, up to one that is larger than any that the command prints.
fn records(text: &str, delimiter: u8) -> impl Iterator<Item = StringRecord> {
    let mut options = ReaderBuilder::new();
    options.delimiter(delimiter).has_headers(false).flexible(true);
    let records = options.from_reader(text.as_bytes()).into_records().map_while(Result::ok);
    records.take_while(|record| record.len() <= MAX_FIELDS && record.as_slice().len() <= MAX_BYTES)
}
