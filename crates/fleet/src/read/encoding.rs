//! UTF-8 passes through as it is; UTF-16, which Windows PowerShell 5.1 writes with `>`, becomes UTF-8.

/// Tells the encoding by the byte order mark, and takes the mark away.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    mode: Mode,
    /// Bytes whose meaning the next piece decides: of the mark, or half of a unit.
    waiting: Vec<u8>,
    /// The first half of a pair of UTF-16.
    high: Option<u16>,
    decoded: Vec<u8>,
}

#[derive(Clone, Copy, Debug, Default)]
enum Mode {
    #[default]
    Undecided,
    Utf8,
    Utf16(fn([u8; 2]) -> u16),
}

const UTF8_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];
const LITTLE: [u8; 2] = [0xFF, 0xFE];
const BIG: [u8; 2] = [0xFE, 0xFF];

impl Decoder {
    /// The piece in UTF-8; what it cannot decide yet comes with the next.
    pub(crate) fn push<'a>(&'a mut self, bytes: &'a [u8]) -> &'a [u8] {
        match self.mode {
            Mode::Utf8 => bytes,
            Mode::Utf16(unit) => {
                self.decoded.clear();
                self.units(bytes, unit);
                &self.decoded
            }
            Mode::Undecided => {
                self.waiting.extend_from_slice(bytes);
                let open = |mark: &[u8]| mark.len() > self.waiting.len() && mark.starts_with(&self.waiting);
                if open(&UTF8_MARK) || open(&LITTLE) || open(&BIG) { &[] } else { self.decide() }
            }
        }
    }

    /// What was still undecided.
    pub(crate) fn finish(&mut self) -> &[u8] {
        match self.mode {
            Mode::Undecided => self.decide(),
            Mode::Utf8 => &[],
            Mode::Utf16(_) => {
                self.decoded.clear();
                if self.high.take().is_some() || !self.waiting.is_empty() {
                    self.character(char::REPLACEMENT_CHARACTER);
                }
                &self.decoded
            }
        }
    }

    fn decide(&mut self) -> &[u8] {
        let bytes = std::mem::take(&mut self.waiting);
        self.decoded.clear();
        if let Some(rest) = bytes.strip_prefix(&LITTLE) {
            self.mode = Mode::Utf16(u16::from_le_bytes);
            self.units(rest, u16::from_le_bytes);
        } else if let Some(rest) = bytes.strip_prefix(&BIG) {
            self.mode = Mode::Utf16(u16::from_be_bytes);
            self.units(rest, u16::from_be_bytes);
        } else {
            self.mode = Mode::Utf8;
            self.decoded.extend_from_slice(bytes.strip_prefix(&UTF8_MARK).unwrap_or(&bytes));
        }
        &self.decoded
    }

    fn units(&mut self, mut bytes: &[u8], unit: fn([u8; 2]) -> u16) {
        if let (Some(first), Some((second, rest))) = (self.waiting.first().copied(), bytes.split_first()) {
            self.unit(unit([first, *second]));
            self.waiting.clear();
            bytes = rest;
        }
        let (units, rest) = bytes.as_chunks::<2>();
        for bytes in units {
            self.unit(unit(*bytes));
        }
        self.waiting.extend_from_slice(rest);
    }

    fn unit(&mut self, unit: u16) {
        if let Some(high) = self.high.take() {
            let mut pair = char::decode_utf16([high, unit]);
            if let Some(Ok(character)) = pair.next() {
                return self.character(character);
            }
            self.character(char::REPLACEMENT_CHARACTER);
        }
        match unit {
            0xD800..=0xDBFF => self.high = Some(unit),
            _ => self.character(char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER)),
        }
    }

    fn character(&mut self, character: char) {
        self.decoded.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    }
}
