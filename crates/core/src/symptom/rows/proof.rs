//! The proofs about the rows, run by the compiler.

use crate::symptom::Symptom;

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
        if rows[row].fix.is_empty() || rows[row].sources.is_empty() || rows[row].parts.is_empty() {
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
        while text < rows[row].parts.len() {
            let parts = rows[row].parts[text];
            let mut part = 0;
            while part < parts.len() {
                if !can_match(parts[part].as_bytes()) {
                    return false;
                }
                part += 1;
            }
            if parts.is_empty() {
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
    let mut one = 0;
    while one < rows.len() {
        let mut other = one + 1;
        while other < rows.len() {
            if share_a_text(rows[one].parts, rows[other].parts) {
                return false;
            }
            other += 1;
        }
        one += 1;
    }
    true
}

const fn share_a_text(one: &[&[&str]], other: &[&[&str]]) -> bool {
    let mut left = 0;
    while left < one.len() {
        let mut right = 0;
        while right < other.len() {
            if same_parts(one[left], other[right]) {
                return true;
            }
            right += 1;
        }
        left += 1;
    }
    false
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
