//! Starts the page's second module.

fn main() {
    certplan_more::offer();
}
