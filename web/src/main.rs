//! Starts the page.

fn main() {
    certplan_web::browser::start();
}
