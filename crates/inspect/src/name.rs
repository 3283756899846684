//! Distinguished names: who a certificate is for, and who signed it.

use std::fmt::Write as _;

use certplan_core::facts::is_hidden;
use certplan_text::{ByteOrder, utf16};

use crate::tlv::{
    BMP_STRING, Element, Elements, IA5_STRING, NUMERIC_STRING, OBJECT_IDENTIFIER, PRINTABLE_STRING, SEQUENCE,
    SET, TELETEX_STRING, UNIVERSAL_STRING, UTF8_STRING, VISIBLE_STRING,
};

/// A name, written as RFC 2253 has it (`CN=kube-apiserver,O=example`), and the two parts that tell what it is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Name {
    /// The whole name, safe to print.
    pub(crate) text: String,
    /// The first common name.
    pub(crate) common: Option<String>,
    /// The first organisation.
    pub(crate) organization: Option<String>,
}

/// The most bytes of a written name; the rest is left out and marked.
const MOST: usize = 1024;

/// The kinds of attributes that have a short name, by the content of their identifier.
const KINDS: [(&[u8], &str); 20] = [
    (&[0x55, 4, 3], COMMON_NAME),
    (&[0x55, 4, 4], "SN"),
    (&[0x55, 4, 5], "serialNumber"),
    (&[0x55, 4, 6], "C"),
    (&[0x55, 4, 7], "L"),
    (&[0x55, 4, 8], "ST"),
    (&[0x55, 4, 9], "street"),
    (&[0x55, 4, 10], ORGANIZATION),
    (&[0x55, 4, 11], "OU"),
    (&[0x55, 4, 12], "title"),
    (&[0x55, 4, 13], "description"),
    (&[0x55, 4, 15], "businessCategory"),
    (&[0x55, 4, 17], "postalCode"),
    (&[0x55, 4, 41], "name"),
    (&[0x55, 4, 42], "GN"),
    (&[0x55, 4, 43], "initials"),
    (&[0x55, 4, 46], "dnQualifier"),
    (&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 1], "emailAddress"),
    (&[0x09, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 1, 1], "UID"),
    (&[0x09, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 1, 25], "DC"),
];

const COMMON_NAME: &str = "CN";
const ORGANIZATION: &str = "O";

impl Name {
    /// The name with these relative names, the most general first.
    pub(crate) fn read(mut sets: Elements<'_>) -> Option<Self> {
        let mut attributes = Vec::new();
        while let Some(set) = sets.next_if(SET) {
            let mut members = Elements(set.content);
            let mut first = true;
            while let Some(member) = members.next_if(SEQUENCE) {
                let mut parts = Elements(member.content);
                let kind = parts.expect(OBJECT_IDENTIFIER)?.content;
                attributes.push((first, kind, parts.next().filter(|_| parts.is_empty())?));
                first = false;
            }
            if !members.is_empty() {
                return None;
            }
        }
        sets.is_empty().then(|| Self::of(&attributes))
    }

    /// Attributes: whether each begins a relative name, its kind, its value.
    fn of(attributes: &[(bool, &[u8], Element<'_>)]) -> Self {
        let mut name = Self::default();
        let mut separator = "";
        for (first, kind, value) in attributes.iter().rev() {
            if name.text.len() > MOST {
                name.text.push_str("...");
                break;
            }
            name.text.push_str(separator);
            separator = if *first { "," } else { "+" };
            let short = KINDS.iter().find(|(identifier, _)| identifier == kind).map(|(_, short)| *short);
            match short.zip(text(*value)) {
                Some((short, text)) => {
                    name.text.push_str(short);
                    name.text.push('=');
                    escape(&mut name.text, &text);
                    // Attributes are walked from the last to the first, so the first one stays.
                    match short {
                        COMMON_NAME => name.common = Some(text),
                        ORGANIZATION => name.organization = Some(text),
                        _ => {}
                    }
                }
                None => write_unknown(&mut name.text, short, kind, value.whole),
            }
        }
        name
    }
}

/// The characters of a string, whatever its alphabet.
fn text(value: Element<'_>) -> Option<String> {
    let content = value.content.get(..value.content.len().min(MOST * 4))?;
    match value.tag {
        UTF8_STRING => str::from_utf8(content).ok().map(str::to_owned),
        NUMERIC_STRING | PRINTABLE_STRING | IA5_STRING | VISIBLE_STRING | TELETEX_STRING => {
            // Teletex strings are Latin 1 in practice.
            Some(content.iter().copied().map(char::from).collect())
        }
        BMP_STRING => utf16(content, ByteOrder::Big).map(|mut text| std::mem::take(&mut *text)),
        UNIVERSAL_STRING => {
            let (units, rest) = content.as_chunks::<4>();
            let mut text = String::new();
            for unit in units {
                text.push(char::from_u32(u32::from_be_bytes(*unit))?);
            }
            rest.is_empty().then_some(text)
        }
        _ => None,
    }
}

fn escape(out: &mut String, text: &str) {
    let last = text.chars().count().saturating_sub(1);
    for (at, character) in text.chars().enumerate() {
        let special = matches!(character, ',' | '+' | '"' | '\\' | '<' | '>' | ';')
            || at == 0 && matches!(character, '#' | ' ')
            || at == last && character == ' ';
        if special {
            out.push('\\');
            out.push(character);
        } else if is_visible(character) {
            out.push(character);
        } else {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                out.push('\\');
                push_hex(out, byte);
            }
        }
        if out.len() > MOST {
            return;
        }
    }
}

/// Whether a character shows itself.
fn is_visible(character: char) -> bool {
    !is_hidden(character)
}

/// An attribute without a short name or without characters: its identifier and the bytes of its value.
fn write_unknown(out: &mut String, short: Option<&str>, kind: &[u8], value: &[u8]) {
    match short {
        Some(short) => out.push_str(short),
        None => write_identifier(out, kind),
    }
    out.push_str("=#");
    for byte in value.iter().take(MOST / 4) {
        push_hex(out, *byte);
    }
}

/// Adds the two digits of a byte.
pub(crate) fn push_hex(out: &mut String, byte: u8) {
    for digit in [byte >> 4, byte & 0xF] {
        out.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
    }
}

/// `2.5.4.3`.
fn write_identifier(out: &mut String, content: &[u8]) {
    let mut arc = 0_u64;
    let mut first = true;
    for byte in content.iter().take(64) {
        arc = arc.wrapping_shl(7) | u64::from(byte & 0x7F);
        if byte & 0x80 != 0 {
            continue;
        }
        if first {
            let root = (arc / 40).min(2);
            let _ = write!(out, "{root}");
            arc -= root * 40;
            first = false;
        }
        let _ = write!(out, ".{arc}");
        arc = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_mislead_is_escaped() {
        let mut out = String::new();
        escape(&mut out, "#a, b\u{1b}\u{202e}\u{e9} ");
        assert_eq!(out, "\\#a\\, b\\1B\\E2\\80\\AE\u{e9}\\ ");
    }

    #[test]
    fn identifiers_are_written_with_points() {
        for (content, text) in
            [(&[0x55, 4, 3][..], "2.5.4.3"), (&[0x2A, 0x86, 0x48], "1.2.840"), (&[0x88, 0x37, 1], "2.999.1")]
        {
            let mut out = String::new();
            write_identifier(&mut out, content);
            assert_eq!(out, text);
        }
    }
}
