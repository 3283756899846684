//! Certificates between `-----BEGIN` and `-----END` lines, as they come.

use memchr::memchr;
use zeroize::Zeroizing;

use crate::MOST_ITEMS;
use crate::base64::{decode, most_decoded};
use crate::classify::Place;
use crate::form::is_redacted;
use crate::reading::{Item, Reading};
use crate::x509::Certificate;

const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";
const DASHES: &[u8] = b"-----";

/// The most characters of one certificate; the longest chains of names stay far below.
const MOST_ENCODED: usize = 1 << 20;

/// The most bytes of one line.
const MOST_LINE: usize = 4 << 20;

/// Whether there is a block in these bytes.
pub(crate) fn is_in(bytes: &[u8]) -> bool {
    find(bytes, BEGIN).is_some()
}

/// The content of a text that is base64 and nothing else; overwritten when it goes.
pub(crate) fn unwrapped(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut encoded = Zeroizing::new(Vec::with_capacity(text.len()));
    encoded.extend(text.iter().filter(|byte| !byte.is_ascii_whitespace()));
    let mut decoded = Zeroizing::new(vec![0; most_decoded(encoded.len())]);
    // What is shorter is no certificate, and many a word is good base64.
    let length = decode(&encoded, &mut decoded).filter(|length| *length >= 64)?;
    decoded.truncate(length);
    Some(decoded)
}

/// A bundle that is read piece by piece, so that it need not be in memory as a whole.
///
/// ```
/// let mut bundle = certplan_inspect::Bundle::new("chain.pem");
/// for piece in ["-----BEGIN CERTIFI", "CATE-----\nMIIB\n-----END CERTIFICATE-----"] {
///     bundle.push(piece.as_bytes());
/// }
/// assert_eq!(bundle.finish().rejected.len(), 1);
/// ```
#[derive(Debug)]
pub struct Bundle {
    origin: String,
    place: Place,
    reading: Reading,
    state: State,
    /// The beginning of a line whose end has not come yet.
    line: Zeroizing<Vec<u8>>,
    /// The base64 of the block that is open. Certificates only.
    encoded: Vec<u8>,
    decoded: Vec<u8>,
    blocks: usize,
    has_key: bool,
    is_full: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Outside,
    Certificate,
    /// A key: every byte up to its end is passed over.
    Key,
    /// Something else, passed over too.
    Other,
}

impl Bundle {
    /// A bundle known by that name.
    pub fn new(origin: &str) -> Self {
        Self::at(origin, Place::Loose)
    }

    pub(crate) fn at(origin: &str, place: Place) -> Self {
        Self {
            origin: origin.to_owned(),
            place,
            reading: Reading::default(),
            state: State::Outside,
            line: Zeroizing::default(),
            encoded: Vec::new(),
            decoded: Vec::new(),
            blocks: 0,
            has_key: false,
            is_full: false,
        }
    }

    /// Whether an input that begins so is one to read as a bundle, and not as a whole with [`read`](crate::read).
    pub fn begins(bytes: &[u8]) -> bool {
        let start = bytes.trim_ascii_start().first();
        memchr(0, bytes).is_none() && is_in(bytes) && !matches!(start, Some(b'{' | b'['))
    }

    /// Whether no more certificates are taken, so that nothing more need be pushed.
    pub const fn is_full(&self) -> bool {
        self.is_full
    }

    /// The whole of a bundle at once.
    pub(crate) fn of(origin: &str, place: Place, bytes: &[u8]) -> Reading {
        let mut bundle = Self::at(origin, place);
        bundle.push(bytes);
        bundle.finish()
    }

    /// Takes the next piece.
    pub fn push(&mut self, mut piece: &[u8]) {
        while let Some(at) = memchr(b'\n', piece) {
            let (line, rest) = piece.split_at(at + 1);
            piece = rest;
            if self.line.is_empty() {
                self.read_line(line);
            } else {
                self.keep(line);
                let line = std::mem::take(&mut self.line);
                self.read_line(&line);
            }
        }
        self.keep(piece);
    }

    /// What the bundle gave.
    pub fn finish(mut self) -> Reading {
        let line = std::mem::take(&mut self.line);
        self.read_line(&line);
        if self.state == State::Certificate {
            self.reject("the certificate has no END line");
        }
        if self.is_full {
            let reason = format!("it has more than {MOST_ITEMS} certificates; the rest was left out");
            self.reading.reject(&self.origin, &reason);
        }
        self.reading.number(&self.origin);
        if self.has_key {
            self.reading.mark_key();
            if self.reading.items.is_empty() {
                self.reading.reject(&self.origin, "a private key without a certificate; it was not kept");
            }
        }
        self.reading
    }

    /// Keeps the beginning of a line. A buffer that grows is overwritten before it goes.
    fn keep(&mut self, part: &[u8]) {
        let length = self.line.len() + part.len();
        if length > MOST_LINE {
            // No line of a certificate is so long. The key or certificate that it was part of ends with it.
            self.line.clear();
            self.state = State::Other;
            self.reject("a line is longer than 4 MiB");
            return;
        }
        if length > self.line.capacity() {
            let mut larger = Zeroizing::new(Vec::with_capacity(length.next_power_of_two().max(256)));
            larger.extend_from_slice(&self.line);
            self.line = larger;
        }
        self.line.extend_from_slice(part);
    }

    /// Reads one line, or what came as one: blocks that were pasted without their line ends stand in a single line.
    fn read_line(&mut self, mut line: &[u8]) {
        while !line.is_empty() {
            line = match self.state {
                State::Outside => self.open(line),
                _ => self.go_on(line),
            };
        }
    }

    /// Looks for the beginning of a block; gives what follows it.
    fn open<'a>(&mut self, line: &'a [u8]) -> &'a [u8] {
        let Some((label, rest)) = after(line, BEGIN).and_then(|rest| split_at_dashes(rest)) else {
            return &[];
        };
        self.blocks += 1;
        self.encoded.clear();
        let listed = LABELS.iter().find(|(of, ..)| of.as_bytes() == label);
        let (state, reason) = match listed {
            Some((_, state, reason)) => (*state, *reason),
            None if label.ends_with(b"PRIVATE KEY") => (State::Key, ""),
            None => (State::Other, "no certificate"),
        };
        self.state = state;
        self.has_key |= state == State::Key;
        if !reason.is_empty() {
            self.reject(reason);
        }
        rest
    }

    /// Reads on in the open block; gives what follows its end.
    fn go_on<'a>(&mut self, line: &'a [u8]) -> &'a [u8] {
        let next = find(line, DASHES);
        if self.state == State::Certificate {
            self.take_encoded(next.map_or(line, |at| &line[..at]));
        }
        let Some(rest) = next.and_then(|at| line.get(at..)) else { return &[] };
        if let Some(rest) = rest.strip_prefix(END) {
            if self.state == State::Certificate {
                self.close();
            }
            self.state = State::Outside;
            return split_at_dashes(rest).map_or(&[], |(_, rest)| rest);
        }
        if rest.starts_with(BEGIN) {
            if self.state == State::Certificate {
                self.reject("the certificate has no END line");
            }
            self.state = State::Outside;
            return rest;
        }
        rest.get(DASHES.len()..).unwrap_or_default()
    }

    fn take_encoded(&mut self, part: &[u8]) {
        // Header lines of old: "Proc-Type: 4,ENCRYPTED".
        if memchr(b':', part).is_some() || self.encoded.len() > MOST_ENCODED {
            return;
        }
        let part = without_quote_marks(part);
        if memchr(b'\\', part).is_none() && !part.iter().any(u8::is_ascii_whitespace) {
            self.encoded.extend_from_slice(part);
            return;
        }
        // Blocks out of JSON or a log have their line ends written as a backslash and a letter.
        let mut escaped = false;
        for byte in part {
            match byte {
                b'\\' => escaped = true,
                b'n' | b'r' if escaped => escaped = false,
                byte if byte.is_ascii_whitespace() => {}
                byte => {
                    escaped = false;
                    self.encoded.push(*byte);
                }
            }
        }
    }

    fn close(&mut self) {
        if self.reading.items.len() >= MOST_ITEMS {
            self.is_full = true;
            return;
        }
        if self.encoded.len() > MOST_ENCODED {
            return self.reject("the certificate is larger than 1 MiB");
        }
        self.decoded.resize(most_decoded(self.encoded.len()), 0);
        if str::from_utf8(&self.encoded).is_ok_and(is_redacted) {
            return self.reject("the data of the certificate was left out; pass the file itself");
        }
        let Some(length) = decode(&self.encoded, &mut self.decoded) else {
            return self.reject("the certificate is not in base64");
        };
        match Certificate::read(self.decoded.get(..length).unwrap_or_default()) {
            Ok((certificate, _)) => self.reading.items.push(Item::of(&self.origin, self.place, certificate)),
            Err(fault) => self.reject(fault.reason()),
        }
    }

    /// Names the block, so that somebody finds it again.
    fn reject(&mut self, reason: &str) {
        let reason = format!("block {}: {reason}", self.blocks);
        self.reading.reject(&self.origin, &reason);
    }
}

/// A line without white space and the marks that mail, chats and comments put before lines.
fn without_quote_marks(line: &[u8]) -> &[u8] {
    let mut line = line.trim_ascii();
    while let Some(rest) =
        line.strip_prefix(b">").or_else(|| line.strip_prefix(b"|")).or_else(|| line.strip_prefix(b"#"))
    {
        line = rest.trim_ascii_start();
    }
    line
}

/// Where the mark begins. Every mark begins with a dash, of which lines of base64 have none.
///
/// A searcher for any words would weigh 2 kB gzip.
fn find(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let rest = bytes.get(from..)?;
        let at = memchr(b'-', rest)?;
        if rest.get(at..)?.starts_with(mark) {
            return Some(from + at);
        }
        from += at + 1;
    }
}

/// What follows the first occurrence.
fn after<'a>(line: &'a [u8], mark: &[u8]) -> Option<&'a [u8]> {
    find(line, mark).and_then(|at| line.get(at + mark.len()..))
}

fn split_at_dashes(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = find(rest, DASHES)?;
    Some((rest.get(..at)?, rest.get(at + DASHES.len()..)?))
}

/// What is between such lines, and why it gives nothing. A label that is not listed is not repeated.
const LABELS: [(&str, State, &str); 12] = [
    ("CERTIFICATE", State::Certificate, ""),
    ("X509 CERTIFICATE", State::Certificate, ""),
    ("TRUSTED CERTIFICATE", State::Certificate, ""),
    // Parameters stand before many a key of an elliptic curve and say nothing by themselves.
    ("EC PARAMETERS", State::Other, ""),
    ("DH PARAMETERS", State::Other, ""),
    ("CERTIFICATE REQUEST", State::Other, "a certificate request has no dates"),
    ("NEW CERTIFICATE REQUEST", State::Other, "a certificate request has no dates"),
    ("X509 CRL", State::Other, "a revocation list, not a certificate"),
    ("PKCS7", State::Other, PKCS7),
    ("CMS", State::Other, PKCS7),
    ("PUBLIC KEY", State::Other, "a public key, not a certificate"),
    ("RSA PUBLIC KEY", State::Other, "a public key, not a certificate"),
];

const PKCS7: &str = "a PKCS #7 container; export it as certificates: openssl pkcs7 -print_certs";
