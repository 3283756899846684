//! The proofs about the rows, run by the compiler.

use crate::symptom::{Symptom, Text};

use super::ROW;

/// The groups as one table.
pub(super) const fn joined<const N: usize>(groups: &[&[Symptom]]) -> [Symptom; N] {
    let mut all = [ROW; N];
    let (mut group, mut place) = (0, 0);
    while group < groups.len() {
        let mut row = 0;
        while row < groups[group].len() {
            all[place] = groups[group][row];
            place += 1;
            row += 1;
        }
        group += 1;
    }
    assert!(place == N, "the count of the table is not that of its groups");
    all
}

/// Whether each name has its row, at its place.
pub(super) const fn named_in_order(rows: &[Symptom]) -> bool {
    let mut row = 0;
    while row < rows.len() {
        if rows[row].id as usize != row {
            return false;
        }
        row += 1;
    }
    super::SymptomId::ANY.bits().count_ones() as usize == rows.len()
}

/// Whether each row has a fix and a source.
pub(super) const fn complete(rows: &[Symptom]) -> bool {
    let mut row = 0;
    while row < rows.len() {
        if rows[row].fix.is_empty() || rows[row].sources.is_empty() || rows[row].texts.is_empty() {
            return false;
        }
        row += 1;
    }
    true
}

/// Whether each part is what a message can have once it is read: lower-case ASCII, no quote, no backslash.
pub(super) const fn parts_can_match(rows: &[Symptom]) -> bool {
    let mut row = 0;
    while row < rows.len() {
        let mut text = 0;
        while text < rows[row].texts.len() {
            let parts = rows[row].texts[text].parts;
            let mut part = 0;
            while part < parts.len() {
                if !can_match(parts[part].as_bytes()) {
                    return false;
                }
                part += 1;
            }
            if parts.is_empty() && !rows[row].texts[text].expired {
                return false;
            }
            text += 1;
        }
        row += 1;
    }
    true
}

const fn can_match(part: &[u8]) -> bool {
    let mut at = 0;
    while at < part.len() {
        let byte = part[at];
        let good = byte == b' ' || (byte.is_ascii_graphic() && !byte.is_ascii_uppercase());
        if !good || matches!(byte, b'"' | b'\'' | b'`' | b'\\') {
            return false;
        }
        at += 1;
    }
    // A part of a few letters would be found in any log.
    part.len() >= 3
}

/// Whether no text belongs to two rows.
pub(super) const fn parts_differ(rows: &[Symptom]) -> bool {
    let mut other = 1;
    while other < rows.len() {
        let mut one = 0;
        while one < other {
            if share_a_text(rows[one].texts, rows[other].texts) {
                return false;
            }
            one += 1;
        }
        other += 1;
    }
    true
}

const fn share_a_text(one: &[Text], other: &[Text]) -> bool {
    let mut left = 0;
    while left < one.len() {
        let mut right = 0;
        while right < other.len() {
            if same_parts(one[left].parts, other[right].parts) && same_needs(&one[left], &other[right]) {
                return true;
            }
            right += 1;
        }
        left += 1;
    }
    false
}

const fn same_needs(one: &Text, other: &Text) -> bool {
    one.expired == other.expired && one.beside.bits() == other.beside.bits()
}

const fn same_parts(one: &[&str], other: &[&str]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut part = 0;
    while part < one.len() {
        if !same(one[part].as_bytes(), other[part].as_bytes()) {
            return false;
        }
        part += 1;
    }
    true
}

const fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::SYMPTOMS;
    use super::*;
    use crate::symptom::SymptomId;
    use crate::symptom::text::text;

    /// Whole, but for its name.
    const ONE: Symptom = Symptom { texts: &[text(&["one text"])], ..SYMPTOMS[0] };
    const TWO: Symptom = Symptom { texts: &[text(&["two", "texts"]), text(&["of a row"])], ..SYMPTOMS[1] };

    #[test]
    fn a_row_at_another_place_or_none_for_a_name_is_found() {
        let mut rows = SYMPTOMS;
        assert!(named_in_order(&rows));
        assert!(!named_in_order(&rows[..rows.len() - 1]));
        rows.swap(0, 1);
        assert!(!named_in_order(&rows));
        rows = SYMPTOMS;
        rows[66].id = SymptomId::ClockWrong;
        assert!(!named_in_order(&rows));
    }

    #[test]
    fn a_row_without_fix_source_or_text_is_found() {
        assert!(complete(&[ONE, TWO]));
        for wrong in
            [Symptom { fix: &[], ..ONE }, Symptom { sources: &[], ..ONE }, Symptom { texts: &[], ..ONE }]
        {
            assert!(!complete(&[TWO, wrong]));
        }
    }

    const WRONG: [&[Text]; 11] = [
        &[text(&["of a row"]), text(&[])],
        &[text(&["Upper case"])],
        &[text(&["a \"quote\""])],
        &[text(&["a 'quote'"])],
        &[text(&["a `quote`"])],
        &[text(&["a\\backslash"])],
        &[text(&["a\ttab"])],
        &[text(&["caf\u{e9}"])],
        &[text(&["ab"])],
        &[text(&["of a row", "Upper case"])],
        &[text(&["of a row"]), text(&["Upper case"])],
    ];
    const SHORT: Symptom = Symptom { texts: &[text(&["abc"])], ..ONE };
    const SAME: [&[Text]; 4] = [
        &[text(&["one text"])],
        &[text(&["of a row"])],
        &[text(&["two", "texts"])],
        &[text(&["something else"]), text(&["of a row"])],
    ];
    const DIFFERING: [&[Text]; 5] = [
        &[text(&["one texts"])],
        &[text(&["two"])],
        &[text(&["two", "textt"])],
        &[text(&["two", "texts", "three"])],
        &[text(&["two", "text"])],
    ];

    #[test]
    fn a_part_that_no_message_can_have_is_found() {
        assert!(parts_can_match(&[ONE, TWO]));
        for texts in WRONG {
            assert!(!parts_can_match(&[TWO, Symptom { texts, ..ONE }]), "{texts:?}");
        }
        assert!(parts_can_match(&[SHORT]));
    }

    #[test]
    fn a_text_of_two_rows_is_found() {
        assert!(parts_differ(&[ONE, TWO]));
        for texts in SAME {
            assert!(!parts_differ(&[ONE, TWO, Symptom { texts, ..ONE }]), "{texts:?}");
        }
        for texts in DIFFERING {
            assert!(parts_differ(&[ONE, TWO, Symptom { texts, ..ONE }]), "{texts:?}");
        }
    }
}
