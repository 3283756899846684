//! Writing markup, without `core::fmt`: its machinery would weigh more than what is written with it.

use certplan_export::html::escape;

/// Adds markup in which each `{}` is the next value, escaped: nothing that came from outside can become markup.
pub(crate) fn add(html: &mut String, markup: &str, values: &[&str]) {
    debug_assert!(markup.split('{').count() == values.len() + 1, "not one value for each place in: {markup}");
    let mut values = values.iter();
    for (place, part) in markup.split('{').enumerate() {
        if place == 0 {
            html.push_str(part);
        } else {
            escape(html, values.next().unwrap_or(&""));
            html.push_str(part.strip_prefix('}').unwrap_or(part));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_in_their_order_and_never_become_markup() {
        let mut html = String::from("<hr>");
        add(&mut html, "<p title=\"{}\">{}{}</p>", &["\"", "<b>{}", "!"]);
        assert_eq!(html, "<hr><p title=\"&quot;\">&lt;b&gt;{}!</p>");
    }
}
