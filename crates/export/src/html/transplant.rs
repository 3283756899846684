//! Fragments as a page of others needs them: on one line, without controls that wait for a script, with ids of their own.

/// The fragments inside one element with the class `certplan`, every id and every reference to one beginning with `prefix`.
///
/// On one line, since in Markdown a blank line ends markup. Buttons are left out: they wait for the page's script.
pub fn transplanted(fragments: &str, prefix: &str) -> String {
    let mut markup = String::from("<div class=\"certplan\">");
    let (mut rest, mut in_pre, mut in_button) = (fragments, false, false);
    while let Some((text, tag, after)) = next_tag(rest) {
        rest = after;
        let name = name(tag);
        if in_button {
            in_button = name != "/button";
            continue;
        }
        // A line end would let a blank line end the markup, and is all the same as a reference.
        markup += &text.replace('\n', "&#10;");
        match name {
            "button" => in_button = true,
            // Highlighting would colour words that mean nothing.
            "code" if in_pre => markup += "<code class=\"nohighlight\">",
            name => {
                in_pre = name == "pre";
                markup += &with_ids(tag, prefix).replace('\n', " ");
            }
        }
    }
    markup += &rest.trim_end().replace('\n', "&#10;");
    markup + "</div>"
}

/// The text before the next tag, the tag from `<` to `>`, and what follows. Render writes `>` in attributes as a reference.
fn next_tag(html: &str) -> Option<(&str, &str, &str)> {
    let start = html.find('<')?;
    let end = start + html[start..].find('>')? + 1;
    Some((&html[..start], &html[start..end], &html[end..]))
}

fn name(tag: &str) -> &str {
    let end = tag.bytes().position(|byte| matches!(byte, b' ' | b'\n' | b'>'));
    &tag[1..end.unwrap_or(tag.len())]
}

/// The attributes that hold ids.
const IDS: [&str; 6] = ["id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls"];

fn with_ids(tag: &str, prefix: &str) -> String {
    let mut out = String::new();
    // What stands between double quotes is every second part.
    let mut parts = tag.split('"');
    while let Some(before) = parts.next() {
        out += before;
        let Some(value) = parts.next() else { break };
        let place = before.bytes().rposition(|byte| matches!(byte, b' ' | b'\n')).map_or(0, |at| at + 1);
        let attribute = before[place..].trim_end_matches('=');
        out.push('"');
        if IDS.contains(&attribute) {
            for (place, id) in value.split(' ').enumerate() {
                out += if place > 0 { " " } else { "" };
                out += &[prefix, "-", id].concat();
            }
        } else if let Some(id) = value.strip_prefix('#').filter(|_| attribute == "href") {
            out += &["#", prefix, "-", id].concat();
        } else if let Some(id) = value.strip_prefix("url(#") {
            out += &["url(#", prefix, "-", id].concat();
        } else {
            out += value;
        }
        out.push('"');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_references_move_together() {
        let html = "<svg aria-labelledby=\"a b\"><title id=\"a\">x</title><desc id=\"b\"/><rect fill=\"url(#c)\"/></svg>\n";
        assert_eq!(
            transplanted(html, "p"),
            "<div class=\"certplan\"><svg aria-labelledby=\"p-a p-b\"><title id=\"p-a\">x</title><desc id=\"p-b\"/>\
             <rect fill=\"url(#p-c)\"/></svg></div>"
        );
        assert_eq!(
            transplanted("<a href=\"#x\" rel=\"x\">#x</a>", "p"),
            "<div class=\"certplan\"><a href=\"#p-x\" rel=\"x\">#x</a></div>"
        );
    }

    #[test]
    fn buttons_go_and_commands_are_not_highlighted() {
        assert_eq!(
            transplanted(
                "<pre><code>a\n\nb</code></pre><button hidden>Copy<span>x</span></button>c <code>d</code>",
                "p"
            ),
            "<div class=\"certplan\"><pre><code class=\"nohighlight\">a&#10;&#10;b</code></pre>c <code>d</code></div>"
        );
    }
}
