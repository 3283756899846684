//! Colours that terminals and PowerShell put around words.

use zeroize::Zeroizing;

const ESCAPE: char = '\u{1b}';

/// The text without its escape sequences, where it has any. The copy may hold a key, so it is overwritten when it goes.
pub(crate) fn without_colour(text: &str) -> Option<Zeroizing<String>> {
    if !text.contains(ESCAPE) {
        return None;
    }
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let mut parts = text.split(ESCAPE);
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        // `[`, numbers, and the letter that ends the sequence.
        let inside = part
            .strip_prefix('[')
            .map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ';' | '?')));
        let after =
            inside.map_or(part, |rest| rest.strip_prefix(|c: char| c.is_ascii_alphabetic()).unwrap_or(rest));
        plain.push_str(after);
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_are_left_out() {
        let plain = |text| without_colour(text).map(|plain| plain.as_str().to_owned());
        assert_eq!(plain("\u{1b}[32;1mName\u{1b}[0m : prod\u{1b}[?25l").as_deref(), Some("Name : prod"));
        assert_eq!(plain("\u{1b}x\u{1b}"), Some("x".to_owned()));
        assert_eq!(plain("Name : prod"), None);
    }
}
