//! The rows as a table, as those know it who use `kubeadm certs check-expiration`.

use certplan_core::report::{CELLS, Row};

/// The rows as a table with its header.
pub(super) fn write(out: &mut String, rows: &[&Row]) {
    let rows: Vec<_> = rows.iter().map(|row| row.cells()).collect();
    let widths: [usize; 7] = std::array::from_fn(|column| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.chain([CELLS[column].len()]).max().unwrap_or_default()
    });
    line(out, &widths, &CELLS);
    for cells in &rows {
        line(out, &widths, &cells.each_ref().map(String::as_str));
    }
}

/// Every column but the last is filled up.
fn line(out: &mut String, widths: &[usize; 7], cells: &[&str; 7]) {
    let mut missing = 0;
    for (cell, width) in cells.iter().zip(widths) {
        out.extend(std::iter::repeat_n(' ', missing));
        out.push_str(if cell.is_empty() { "-" } else { cell });
        missing = width + 3 - cell.chars().count().max(1);
    }
    out.push('\n');
}
