//! The prerendered parts of the page with what HTML lets be left out left out: a browser makes the same document of them.

use crate::policy::tag_end;

/// What may follow an end tag that is implied then: the beginnings of elements, and the ends of those around it.
struct Implied {
    tag: &'static str,
    before: &'static [&'static str],
    at_the_end_of: &'static [&'static str],
}

/// The end tags of which the parts hold many.
const IMPLIED: [Implied; 7] = [
    Implied { tag: "</li>", before: &["li"], at_the_end_of: &["ol", "ul"] },
    Implied { tag: "</dt>", before: &["dt", "dd"], at_the_end_of: &[] },
    Implied { tag: "</dd>", before: &["dt", "dd"], at_the_end_of: &["dl", "div"] },
    Implied {
        tag: "</p>",
        before: &["p", "ul", "ol", "dl", "h2", "h3", "h4", "h5", "section", "div", "details", "table", "pre"],
        at_the_end_of: &["section", "div", "li", "details", "dd", "td"],
    },
    Implied { tag: "</td>", before: &["td", "th"], at_the_end_of: &["tr"] },
    Implied { tag: "</th>", before: &["td", "th"], at_the_end_of: &["tr"] },
    Implied { tag: "</tr>", before: &["tr"], at_the_end_of: &["tbody", "thead"] },
];

/// The same document in fewer bytes.
pub(crate) fn small(html: &str) -> String {
    let mut small = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<')
        && let Some(end) = tag_end(&rest[start..])
    {
        let (text, tag) = rest[..=start + end].split_at(start);
        rest = &rest[start + end + 1..];
        small += text;
        if !is_implied(tag, rest) {
            add_unquoted(&mut small, tag);
        }
    }
    small + rest
}

fn is_implied(tag: &str, after: &str) -> bool {
    let begins = |name: &&str| is_tag(after, &["<", name].concat());
    let ends = |name: &&str| is_tag(after, &["</", name].concat());
    IMPLIED
        .iter()
        .any(|it| it.tag == tag && (it.before.iter().any(begins) || it.at_the_end_of.iter().any(ends)))
}

/// Whether there is this tag, and not one whose name is longer.
fn is_tag(html: &str, tag: &str) -> bool {
    html.strip_prefix(tag).is_some_and(|rest| rest.starts_with(['>', ' ']))
}

/// Adds a tag without the quotes around values that need none.
fn add_unquoted(small: &mut String, tag: &str) {
    // Without quotes the slash of a tag that closes itself would be of the value.
    if tag.ends_with("/>") {
        *small += tag;
        return;
    }
    for (place, part) in tag.split('"').enumerate() {
        // Every other part stands between quotes.
        let needs_quotes = part.is_empty()
            || part.contains(|letter: char| letter.is_whitespace() || "'=<>`".contains(letter));
        let quote = if place % 2 == 1 && needs_quotes { "\"" } else { "" };
        *small += &[quote, part, quote].concat();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_implied_is_left_out() {
        for (html, expected) in [
            ("<ul><li>a</li><li>b</li></ul>", "<ul><li>a<li>b</ul>"),
            ("<ul><li>a</li> <li>b</li>.</ul>", "<ul><li>a</li> <li>b</li>.</ul>"),
            ("<dl><dt>a</dt><dd>b</dd></dl>", "<dl><dt>a<dd>b</dl>"),
            ("<section><p>a</p><p>b</p><pre>c</pre></section>", "<section><p>a<p>b<pre>c</pre></section>"),
            ("<p>a</p><progress></progress>", "<p>a</p><progress></progress>"),
            ("<a><p>a</p></a>b", "<a><p>a</p></a>b"),
            (
                "<table><tr><th>a</th><td>b</td></tr><tr></tr></table>",
                "<table><tr><th>a<td>b<tr></tr></table>",
            ),
        ] {
            assert_eq!(small(html), expected);
        }
    }

    #[test]
    fn quotes_stay_where_they_are_needed() {
        for (html, expected) in [
            ("<p class=\"a\" id=\"b-c\">", "<p class=a id=b-c>"),
            ("<p class=\"a b\" title=\"\" hidden>\"c\"", "<p class=\"a b\" title=\"\" hidden>\"c\""),
            ("<a href=\"https://a.example/\">a</a>", "<a href=https://a.example/>a</a>"),
            ("<a href=\"#/after?v=1\" title=\"a>b\">", "<a href=\"#/after?v=1\" title=\"a>b\">"),
            ("<rect width=\"2\" height=\"6\"/>", "<rect width=\"2\" height=\"6\"/>"),
            ("a < b", "a < b"),
        ] {
            assert_eq!(small(html), expected);
        }
    }
}
