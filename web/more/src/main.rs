//! Starts the page's second module.

fn main() {
    certplan_more::browser::offer();
}
