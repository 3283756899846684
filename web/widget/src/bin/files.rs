//! Prints the parts of the widget's folder that the decision writes: the variant without scripts, and its style.

#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

use certplan_export::html;

fn main() {
    println!(
        "{}",
        serde_json::json!({ "choose": html::choose(2, "certplan"), "style": html::choose_style() })
    );
}
