//! How many deployments ask for what, as bars in the manner of the other pictures: integers and `currentColor`, and every
//! number as a word beside its bar.

use std::fmt::Write;

use certplan_fleet::{Summary, Todo};

use super::markup::words;

const WIDTH: u64 = 760;
/// Where the bars begin, and where the numbers behind the longest of them end.
const LEFT: u64 = 330;
const LONGEST: u64 = 340;
const ROW: u64 = 26;
const BAR: u64 = 14;

/// The picture as a figure.
pub(super) fn of(summary: &Summary) -> String {
    let counts = Todo::ALL.map(|todo| (todo, count(summary, todo)));
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or_default().max(1);
    let mut out = String::new();
    // Writing into a string does not fail.
    let _ = write(&mut out, &counts, most);
    out
}

/// How many deployments ask for this.
pub(super) const fn count(summary: &Summary, todo: Todo) -> u64 {
    match todo {
        Todo::Repair => summary.todo.repair,
        Todo::Check => summary.todo.check,
        Todo::NoCommand => summary.todo.no_command,
        Todo::Nothing => summary.todo.nothing,
    }
}

fn write(out: &mut String, counts: &[(Todo, u64)], most: u64) -> core::fmt::Result {
    let height = ROW * counts.len() as u64 + 4;
    write!(
        out,
        "<figure class=\"timeline\" tabindex=\"0\"><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-labelledby=\"todo-title todo-desc\" font-family=\"Segoe UI, system-ui, sans-serif\" font-size=\"14\" fill=\"currentColor\">\
         <title id=\"todo-title\">What is to be done</title><desc id=\"todo-desc\">"
    )?;
    for (todo, count) in counts {
        write!(out, "{}: {count}. ", words(*todo))?;
    }
    write!(out, "</desc>")?;
    for ((todo, count), place) in counts.iter().zip(0..) {
        let (top, base) = (place * ROW + 6, place * ROW + 18);
        // Whatever is there is seen.
        let width = if *count == 0 { 0 } else { (LONGEST * count / most).max(2) };
        write!(
            out,
            "<text x=\"{}\" y=\"{base}\" text-anchor=\"end\">{}</text><rect x=\"{LEFT}\" y=\"{top}\" width=\"{width}\" height=\"{BAR}\"/>\
             <text x=\"{}\" y=\"{base}\">{count}</text>",
            LEFT - 10,
            words(*todo),
            LEFT + width + 8
        )?;
    }
    write!(out, "</svg></figure>")
}
