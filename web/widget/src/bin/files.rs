//! Prints the parts of the widget's folder that are rendered natively: the form before the calculator is loaded, the variant
//! without scripts, and the styles.

#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

use certplan_view::form::{Field, How};
use certplan_view::{Choose, QuestionForm, STYLE, choose_style, render_html};
use certplan_widget::Asked;
use yew::html;

fn main() {
    // A length is what most people have; the script fills in the attributes.
    let mut form = Asked::default().attributes.form();
    form.set(Field::How, How::Lasted.as_str(), true);
    println!(
        "{}",
        serde_json::json!({
            "form": render_html(html! { <QuestionForm {form} landmark={false} /> }),
            "style": STYLE,
            "choose": render_html(html! { <Choose heading={2} id_prefix="certplan" /> }),
            "choose_style": choose_style(),
        })
    );
}
