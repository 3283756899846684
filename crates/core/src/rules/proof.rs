//! The proof that a table answers every case exactly once.

/// Whether every case below `cases` is in exactly one of the rows, each given as its cases, one bit a case.
pub(super) const fn answers_each_case_once(rows: &[u128], cases: usize) -> bool {
    let mut case = 0;
    while case < cases {
        if answers(rows, case) != 1 {
            return false;
        }
        case += 1;
    }
    true
}

/// The row that answers each case, the first where several do.
pub(super) const fn row_of<const CASES: usize>(rows: &[u128]) -> [usize; CASES] {
    let mut row_of = [0; CASES];
    let mut row = rows.len();
    while row > 0 {
        row -= 1;
        let mut case = 0;
        while case < CASES {
            if rows[row] >> case & 1 == 1 {
                row_of[case] = row;
            }
            case += 1;
        }
    }
    row_of
}

/// How many rows answer a case.
pub(super) const fn answers(rows: &[u128], case: usize) -> usize {
    let (mut row, mut count) = (0, 0);
    while row < rows.len() {
        count += (rows[row] >> case & 1) as usize;
        row += 1;
    }
    count
}

/// The cells of a row of a table over two facts, one bit a cell: the columns of its first line, then those of its second, and
/// so on.
pub(super) const fn cells(lines: u128, line_count: usize, columns: u128, column_count: usize) -> u128 {
    let (mut line, mut bits) = (0, 0);
    while line < line_count {
        bits |= (columns * (lines >> line & 1)) << (line * column_count);
        line += 1;
    }
    bits
}

/// The witnesses against a table: each case that not exactly one row answers, with the number of rows that do.
#[cfg(test)]
pub(super) fn witnesses(rows: &[u128], cases: usize) -> Vec<(usize, usize)> {
    (0..cases).map(|case| (case, answers(rows, case))).filter(|(_, count)| *count != 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_and_an_overlap_are_found_and_named() {
        assert!(answers_each_case_once(&[0b001, 0b110], 3));
        assert!(!answers_each_case_once(&[0b001, 0b010], 3));
        assert!(!answers_each_case_once(&[0b011, 0b110], 3));
        assert_eq!(witnesses(&[0b001, 0b010], 3), [(2, 0)]);
        assert_eq!(witnesses(&[0b011, 0b110], 3), [(1, 2)]);
    }

    #[test]
    fn each_case_finds_its_row() {
        assert_eq!(row_of(&[0b010, 0b101]), [1, 0, 1]);
        assert_eq!(row_of(&[0b011, 0b110]), [0, 0, 1]);
    }

    #[test]
    fn bits_beyond_the_cases_are_left_alone() {
        assert_eq!(row_of(&[0b100, 0b011]), [1, 1]);
        assert_eq!(cells(0b111, 2, 0b01, 2), 0b0101);
    }
}
