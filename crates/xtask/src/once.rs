//! Texts in which a part must stand once, since other tools wrote them: where it does not, the tool has changed.

/// What stands before and after the part.
///
/// # Errors
/// It stands there another number of times: that number.
pub(crate) fn around<'t>(text: &'t str, part: &str) -> Result<(&'t str, &'t str), usize> {
    match text.matches(part).count() {
        1 => text.split_once(part).ok_or(0),
        count => Err(count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_stands_there_once_or_is_counted() {
        assert_eq!(around("a<b>c", "<b>"), Ok(("a", "c")));
        assert_eq!(around("a", "<b>"), Err(0));
        assert_eq!(around("<b><b>", "<b>"), Err(2));
    }
}
