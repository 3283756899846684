//! The sessions that documents show are sessions that happen. `TRYCMD=overwrite` writes what happens into them.

use trycmd::TestCases;

use crate::run::NOW;

#[test]
fn sessions_of_the_readme_are_real() {
    sessions().case("../../README.md");
}

#[test]
fn sessions_of_the_console_are_real() {
    sessions().case("../../tests/console/*.md");
}

fn sessions() -> TestCases {
    let cases = TestCases::new();
    cases.env("SOURCE_DATE_EPOCH", NOW);
    cases.register_bin("certplan", std::path::Path::new(env!("CARGO_BIN_EXE_certplan")));
    cases
}
