//! Prints what the page shows before and without scripts: the worked example, and every case.

#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let app = yew::ServerRenderer::<certplan_web::App>::new().hydratable(false).render().await;
    let cases = certplan_render::html::cases(3);
    println!("{}", serde_json::json!({ "app": app, "cases": cases }));
}
