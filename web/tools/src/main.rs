//! Starts the page's third module.

fn main() {
    certplan_tools::browser::offer();
}
