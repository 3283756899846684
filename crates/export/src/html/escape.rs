//! Text inside markup.

use core::fmt;

/// A text as HTML shows it, in an element or a double-quoted attribute.
#[derive(Clone, Copy, Debug)]
pub struct Escaped<'a>(pub &'a str);

/// Adds a text as HTML shows it: what needs no escape as it is, run by run.
pub fn escape(html: &mut String, text: &str) {
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        html.push_str(&text[start..at]);
        html.push_str(escaped);
        start = at + 1;
    }
    html.push_str(&text[start..]);
}

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut html = String::new();
        escape(&mut html, self.0);
        f.write_str(&html)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_an_element_or_attribute() {
        assert_eq!(Escaped("<a b='c' d=\"e\">&").to_string(), "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;");
    }

    #[test]
    fn letters_of_several_bytes_stay_whole() {
        assert_eq!(Escaped("ä<ö>…").to_string(), "ä&lt;ö&gt;…");
    }
}
