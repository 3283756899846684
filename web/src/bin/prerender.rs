//! Prints what the page shows before and without scripts: the worked example, and every case.

#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

use certplan_view::{Cases, CasesProps, render};
use certplan_web::app::{App, AppProps};

fn main() {
    let app = render::<App>(AppProps::default());
    let cases = render::<Cases>(CasesProps { heading: 3 });
    println!("{}", serde_json::json!({ "app": app, "cases": cases }));
}
