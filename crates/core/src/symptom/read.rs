//! A pasted text as it is compared: lower-case, without anything that a window, a log or a chat adds.

/// The text without white space, quotes, backslashes, colour codes and the marks that stand before quoted lines.
///
/// Windows break lines in the middle of words, so nothing that a line end may have added is kept.
pub(super) fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut line_start = true;
    while let Some(character) = characters.next() {
        match character {
            '\n' | '\r' => line_start = true,
            '\u{1b}' => skip_colour(&mut characters),
            '\\' => match characters.peek() {
                // In JSON these are line ends and tabs; in a path they are the first letter of a name, which no part needs.
                Some('n' | 'r' | 't') => {
                    characters.next();
                }
                // JSON writes quotes and the escape character by their numbers too.
                Some('u') => {
                    characters.next();
                    if let Some(other) = by_number(&mut characters) {
                        if other == '\u{1b}' { skip_colour(&mut characters) } else { push(&mut out, other) }
                    }
                }
                _ => {}
            },
            // What PowerShell and mail programs put before the lines of a message.
            '|' | '>' | '+' | '~' if line_start => {}
            white if white.is_whitespace() => {}
            other => {
                line_start = false;
                push(&mut out, other);
            }
        }
    }
    out
}

fn push(out: &mut String, character: char) {
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
        '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
        white if white.is_whitespace() => {}
        other => out.push(other.to_ascii_lowercase()),
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
pub(super) fn find(text: &str, parts: &[&str]) -> Option<usize> {
    if let [only] = parts {
        return text.find(&only.replace(' ', ""));
    }
    let needles: Vec<String> = parts.iter().map(|part| part.replace(' ', "")).collect();
    let mut places: Vec<_> =
        needles.iter().map(|needle| text.match_indices(needle.as_str()).peekable()).collect();
    // For each part the latest beginning of a chain that reaches it.
    let mut begins: Vec<Option<usize>> = vec![None; needles.len()];
    loop {
        let (part, place) = places
            .iter_mut()
            .enumerate()
            .filter_map(|(part, places)| Some((part, places.peek()?.0)))
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
            assert_eq!(squeezed(text), "x509:certificatehasexpired", "{text}");
        }
    }

    #[test]
    fn parts_stand_in_order_and_close() {
        assert_eq!(find("..one..two", &["one", "two"]), Some(2));
        assert_eq!(find("two..one", &["one", "two"]), None);
        let far = format!("one{}two", ".".repeat(WINDOW));
        assert_eq!(find(&far, &["one", "two"]), None);
        assert_eq!(find(&format!("{far}..one.two"), &["one", "two"]), Some(WINDOW + 8));
    }
}
