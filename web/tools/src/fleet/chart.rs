//! How many deployments ask for what, as bars in the manner of the other pictures: integers and `currentColor`, and every
//! number as a word beside its bar.

use certplan_core::spell::Spell;
use certplan_fleet::{Summary, Todo};

use super::markup::{TODOS, words};
use crate::markup::add;

/// Where the bars begin, and where the numbers behind the longest of them end.
const LEFT: u64 = 330;
const LONGEST: u64 = 340;
const ROW: u64 = 26;

/// The picture as a figure.
pub(super) fn of(summary: &Summary) -> String {
    let counts = TODOS.map(|todo| (words(todo), count(summary, todo)));
    let mut most = 1;
    let mut out = String::from(HEAD);
    for (words, count) in counts {
        most = most.max(count);
        add(&mut out, "{}: {}. ", &[words, &count.spelt()]);
    }
    out += "</desc>";
    for ((words, count), place) in counts.into_iter().zip(0_u64..) {
        // Whatever is there is seen.
        let width = if count == 0 { 0 } else { (LONGEST * count / most).max(2) };
        let [top, base, end, width] =
            [place * ROW + 6, place * ROW + 18, LEFT + width + 8, width].map(|number| number.spelt());
        add(
            &mut out,
            "<text x=\"320\" y=\"{}\" text-anchor=\"end\">{}</text><rect x=\"330\" y=\"{}\" width=\"{}\" height=\"14\"/>\
             <text x=\"{}\" y=\"{}\">{}</text>",
            &[&base, words, &top, &width, &end, &base, &count.spelt()],
        );
    }
    out + "</svg></figure>"
}

/// What stands before the numbers; four rows are 108 high.
const HEAD: &str = {
    assert!(ROW * TODOS.len() as u64 + 4 == 108 && LEFT == 330, "the markup says so");
    "<figure class=\"timeline\" tabindex=\"0\"><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 108\" role=\"img\" \
     aria-labelledby=\"todo-title todo-desc\" font-family=\"Segoe UI, system-ui, sans-serif\" font-size=\"14\" fill=\"currentColor\">\
     <title id=\"todo-title\">What is to be done</title><desc id=\"todo-desc\">"
};

/// How many deployments ask for this.
pub(super) const fn count(summary: &Summary, todo: Todo) -> u64 {
    match todo {
        Todo::Repair => summary.todo.repair,
        Todo::Check => summary.todo.check,
        Todo::NoCommand => summary.todo.no_command,
        Todo::Nothing => summary.todo.nothing,
    }
}
