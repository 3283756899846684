//! `Get-AksHciCluster | Export-Csv`: commas, or the semicolons of `-UseCulture`.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::{MOST_CLUSTERS, Row, load_balancer};

pub(super) fn read(text: &str) -> Option<Vec<Row>> {
    let mut rest = text;
    let mut tried = 0;
    // Windows PowerShell writes "#TYPE ..." first, and a prompt may stand before it.
    while !rest.is_empty() {
        let line = rest.lines().next()?;
        let may_be_header = line.as_bytes().windows(4).any(|word| word.eq_ignore_ascii_case(b"name"));
        tried += usize::from(may_be_header);
        if tried > MOST_HEADERS {
            return None;
        }
        // A reader is a machine that takes long to build, so not every line gets one.
        for delimiter in [b',', b';', b'\t'].into_iter().filter(|_| may_be_header) {
            let header = records(line, delimiter).next()?;
            let place = |name: &str| header.iter().position(|field| field.eq_ignore_ascii_case(name));
            if header.len() > 1 || line.trim().eq_ignore_ascii_case("\"Name\"") {
                let Some(name) = place("Name") else { continue };
                let balancer = place("LoadBalancer");
                let row = |record: Vec<String>| {
                    let load_balancer =
                        balancer.and_then(|at| record.get(at)).and_then(|text| load_balancer(text));
                    Some(Row { name: record.get(name)?.trim().to_owned(), load_balancer })
                };
                let body = rest.get(line.len()..)?.trim_start_matches(['\r', '\n']);
                // What follows the last record, a prompt for example, has fewer fields.
                let records = records(body, delimiter).take_while(|record| record.len() == header.len());
                return Some(records.filter_map(row).take(MOST_CLUSTERS + 1).collect());
            }
        }
        rest = rest.get(line.len()..)?.trim_start_matches('\r').strip_prefix('\n').unwrap_or_default();
    }
    None
}

fn records(text: &str, delimiter: u8) -> impl Iterator<Item = Vec<String>> {
    Records { reader: ReaderBuilder::new().delimiter(delimiter).build(), rest: text.as_bytes() }
}

struct Records<'a> {
    reader: Reader,
    rest: &'a [u8],
}

/// The most lines with the word in them that are tried for the names of the fields.
const MOST_HEADERS: usize = 20;

/// The most bytes and the most fields of a record; the command prints about twenty.
const MOST: (usize, usize) = (64 << 10, 256);

impl Iterator for Records<'_> {
    type Item = Vec<String>;

    /// The next record; none where it is larger than any that the command prints.
    fn next(&mut self) -> Option<Vec<String>> {
        let mut bytes = vec![0; MOST.0.min(self.rest.len() + 1)];
        let mut ends = vec![0; MOST.1];
        let (mut written, mut fields) = (0, 0);
        loop {
            let (result, read, wrote, ended) =
                self.reader.read_record(self.rest, bytes.get_mut(written..)?, ends.get_mut(fields..)?);
            self.rest = self.rest.get(read..)?;
            written += wrote;
            fields += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record => break,
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull | ReadRecordResult::End => {
                    return None;
                }
            }
        }
        let mut start = 0;
        let field = |end: &usize| {
            let text = String::from_utf8_lossy(bytes.get(start..*end).unwrap_or_default()).into_owned();
            start = *end;
            text
        };
        Some(ends.get(..fields)?.iter().map(field).collect())
    }
}
