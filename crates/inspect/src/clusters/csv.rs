//! `Get-AksHciCluster | Export-Csv`: commas, or the semicolons of `-UseCulture`.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::{MOST_CLUSTERS, Row, load_balancer};

pub(super) fn read(text: &str) -> Option<Vec<Row>> {
    let mut rest = text;
    let mut tried = 0;
    // Windows PowerShell writes "#TYPE ..." first, and a prompt may stand before it.
    while !rest.is_empty() {
        let line = rest.lines().next()?;
        rest = rest.get(line.len()..)?;
        // A reader is a machine that takes long to build, so not every line gets one.
        if line.as_bytes().windows(4).any(|word| word.eq_ignore_ascii_case(b"name")) {
            tried += 1;
            if tried > MOST_HEADERS {
                return None;
            }
            for delimiter in *b",;\t" {
                let mut header = Records::of(line, delimiter);
                header.next()?;
                if (header.fields > 1 || line.trim().eq_ignore_ascii_case("\"Name\""))
                    && let Some(name) = header.place("Name")
                {
                    let balancer = header.place("LoadBalancer");
                    let body = Records::of(rest.trim_start_matches(['\r', '\n']), delimiter);
                    return Some(rows(body, header.fields, name, balancer));
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
    while rows.len() <= MOST_CLUSTERS && records.next().is_some() && records.fields == fields {
        let load_balancer = balancer.and_then(|place| load_balancer(records.field(place)));
        rows.push(Row { name: records.field(name).trim().to_owned(), load_balancer });
    }
    rows
}

/// The most lines with the word in them that are tried for the names of the fields.
const MOST_HEADERS: usize = 20;

/// The most bytes and the most fields of a record; the command prints about twenty.
const MOST: (usize, usize) = (64 << 10, 256);

/// Records one after another.
struct Records<'a> {
    reader: Reader,
    rest: &'a [u8],
    /// The fields of the record, without what was between them.
    bytes: Vec<u8>,
    /// Where each of them ends.
    ends: [usize; MOST.1],
    /// How many there are.
    fields: usize,
}

impl<'a> Records<'a> {
    fn of(text: &'a str, delimiter: u8) -> Self {
        let bytes = vec![0; MOST.0.min(text.len() + 1)];
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Self { reader, rest: text.as_bytes(), bytes, ends: [0; MOST.1], fields: 0 }
    }

    /// Goes to the next record; none where it is larger than any that the command prints.
    fn next(&mut self) -> Option<()> {
        let mut written = 0;
        self.fields = 0;
        loop {
            let (result, read, wrote, ended) = self.reader.read_record(
                self.rest,
                self.bytes.get_mut(written..)?,
                self.ends.get_mut(self.fields..)?,
            );
            self.rest = self.rest.get(read..)?;
            written += wrote;
            self.fields += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record => return Some(()),
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull | ReadRecordResult::End => {
                    return None;
                }
            }
        }
    }

    /// The field at that place of the record; empty where there is none.
    fn field(&self, place: usize) -> &str {
        let end = |place: usize| self.ends.get(..self.fields)?.get(place).copied();
        let start = place.checked_sub(1).and_then(end).unwrap_or_default();
        let bytes = end(place).and_then(|end| self.bytes.get(start..end));
        // Quotes and delimiters are ASCII, so what is between them is text as the whole is.
        bytes.and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// The place of the field that has that text.
    fn place(&self, text: &str) -> Option<usize> {
        (0..self.fields).find(|place| self.field(*place).eq_ignore_ascii_case(text))
    }
}
