//! Prints what the page shows before and without scripts: the worked example, and every case.

#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

use certplan_export::html;
use certplan_web::app::App;
use yew::LocalServerRenderer;

fn main() {
    let app = futures::executor::block_on(LocalServerRenderer::<App>::new().hydratable(false).render());
    println!("{}", serde_json::json!({ "app": app, "cases": html::cases(3) }));
}
