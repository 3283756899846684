//! A pasted text as it is compared: lower-case, without anything that a window, a log or a chat adds.

use std::ops::Deref;

/// A text that was squeezed, and where words began in it.
#[derive(Debug, Default)]
pub(super) struct Squeezed {
    text: String,
    /// Of each byte whether a word begins there.
    begins_word: Vec<bool>,
    /// Whether the character before was of a word.
    is_in_word: bool,
}

impl Deref for Squeezed {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

/// The text without white space, quotes, backslashes, colour codes and the marks that stand before quoted lines.
///
/// Windows break lines in the middle of words, so nothing that a line end may have added is kept.
pub(super) fn squeezed(text: &str) -> Squeezed {
    let mut out = Squeezed {
        text: String::with_capacity(text.len()),
        begins_word: Vec::with_capacity(text.len()),
        is_in_word: false,
    };
    let mut characters = text.chars().peekable();
    let mut line_start = true;
    while let Some(character) = characters.next() {
        match character {
            '\n' | '\r' => {
                line_start = true;
                out.is_in_word = false;
            }
            '\u{1b}' => {
                skip_colour(&mut characters);
                out.is_in_word = false;
            }
            '\\' => {
                out.is_in_word = false;
                match characters.peek() {
                    // In JSON these are line ends and tabs; in a path they are the first letter of a name, which no part needs.
                    Some('n' | 'r' | 't') => {
                        characters.next();
                    }
                    // JSON writes quotes and the escape character by their numbers too.
                    Some('u') => {
                        characters.next();
                        if let Some(other) = by_number(&mut characters) {
                            if other == '\u{1b}' { skip_colour(&mut characters) } else { out.push(other) }
                        }
                    }
                    _ => {}
                }
            }
            // What PowerShell and mail programs put before the lines of a message.
            '|' | '>' | '+' | '~' if line_start => {}
            white if white.is_whitespace() => out.is_in_word = false,
            other => {
                line_start = false;
                out.push(other);
            }
        }
    }
    out
}

impl Squeezed {
    fn push(&mut self, character: char) {
        match character {
            // Quotes of all kinds, marks without a width, the byte order mark.
            '"'
            | '\''
            | '`'
            | '\u{2018}'..='\u{201f}'
            | '\u{ab}'
            | '\u{bb}'
            | '\u{200b}'..='\u{200f}'
            | '\u{feff}'
            | '\u{ad}'
            | '\u{0}' => {}
            '\u{2010}'..='\u{2015}' | '\u{2212}' => self.keep('-'),
            white if white.is_whitespace() => self.is_in_word = false,
            other => self.keep(other.to_ascii_lowercase()),
        }
    }

    fn keep(&mut self, character: char) {
        let is_word = character.is_alphanumeric() || character == '_';
        self.text.push(character);
        self.begins_word.resize(self.text.len(), !self.is_in_word);
        self.is_in_word = is_word;
    }

    /// The places of a part; one that begins with a space is found only where a word begins.
    fn places<'t>(&'t self, part: &str, needle: &'t str) -> impl Iterator<Item = usize> + use<'t> {
        let at_word = part.starts_with(' ');
        let places = self.text.match_indices(needle).map(|(place, _)| place);
        places.filter(move |place| !at_word || self.begins_word[*place])
    }
}

type Characters<'t> = std::iter::Peekable<std::str::Chars<'t>>;

/// Skips `[` and what follows up to a letter, as terminals do.
fn skip_colour(characters: &mut Characters<'_>) {
    if characters.next_if_eq(&'[').is_none() {
        return;
    }
    while characters.next_if(|c| c.is_ascii_digit() || matches!(c, ';' | '?')).is_some() {}
    characters.next_if(char::is_ascii_alphabetic);
}

/// The character of four hexadecimal digits.
fn by_number(characters: &mut Characters<'_>) -> Option<char> {
    let mut number = 0;
    for _ in 0..4 {
        number = number * 16 + characters.next_if(char::is_ascii_hexdigit)?.to_digit(16)?;
    }
    char::from_u32(number)
}

/// How far apart the parts of one message may lie.
const WINDOW: usize = 1_500;

/// Where the parts stand in the text, in this order and close to each other: the place of the first.
///
/// One walk over the places of all parts: linear in the text for each part.
pub(super) fn find(text: &Squeezed, parts: &[&str]) -> Option<usize> {
    if let [only] = parts {
        return text.places(only, &only.replace(' ', "")).next();
    }
    let needles: Vec<String> = parts.iter().map(|part| part.replace(' ', "")).collect();
    let mut places: Vec<_> =
        parts.iter().zip(&needles).map(|(part, needle)| text.places(part, needle).peekable()).collect();
    // For each part the latest beginning of a chain that reaches it.
    let mut begins: Vec<Option<usize>> = vec![None; needles.len()];
    loop {
        let (part, place) = places
            .iter_mut()
            .enumerate()
            .filter_map(|(part, places)| Some((part, *places.peek()?)))
            .min_by_key(|(_, place)| *place)?;
        places[part].next();
        begins[part] = if part == 0 { Some(place) } else { begins[part - 1] };
        if part + 1 == needles.len()
            && let Some(begin) = begins[part].filter(|begin| place - begin <= WINDOW)
        {
            return Some(begin);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_windows_logs_and_chats_add_is_gone() {
        for text in [
            "x509: certificate\nhas expired",
            "x509: certif\r\nicate has expired",
            "\u{1b}[31;1mx509: \u{1b}[0mcertificate has expired",
            r"x509: certificate\n\thas expired",
            r"\u001b[31mx509: certificate has\u0020expired",
            "  | x509: certificate\n  | has expired",
            "> X509: \u{201c}certificate\u{201d} HAS\u{a0}expired",
        ] {
            assert_eq!(&*squeezed(text), "x509:certificatehasexpired", "{text}");
        }
    }

    #[test]
    fn parts_stand_in_order_and_close() {
        let find = |text: &str, parts: &[&str]| find(&squeezed(text), parts);
        assert_eq!(find("..one..two", &["one", "two"]), Some(2));
        assert_eq!(find("two..one", &["one", "two"]), None);
        let far = format!("one{}two", ".".repeat(WINDOW));
        assert_eq!(find(&far, &["one", "two"]), None);
        assert_eq!(find(&format!("{far}..one.two"), &["one", "two"]), Some(WINDOW + 8));
    }

    #[test]
    fn a_part_with_a_space_before_it_stands_at_the_beginning_of_a_word() {
        for text in ["oc login", "$ oc login", "\"oc login\"", "cd /\noc\tlogin", "\u{1b}[32moc login"] {
            assert!(find(&squeezed(text), &[" oc login"]).is_some(), "{text}");
        }
        for text in ["Repair-MocLogin", "my_oc login", "soc login"] {
            assert_eq!(find(&squeezed(text), &[" oc login"]), None, "{text}");
        }
    }
}
