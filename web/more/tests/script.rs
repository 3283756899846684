//! What stands in the scripts and in the WebAssembly alike.

const SCRIPT: &str = include_str!("../more.js");
const BROWSER: &str = include_str!("../src/browser.rs");

#[test]
fn the_script_has_every_function_that_is_called() {
    let (_, block) = BROWSER.split_once("extern \"C\" {").unwrap();
    let (block, _) = block.split_once("\n}").unwrap();
    let declared: Vec<_> = block.split("fn ").skip(1).map(|rest| rest.split('(').next().unwrap()).collect();
    for name in &declared {
        assert!(SCRIPT.contains(&format!("\n    {name}(")), "browser.rs calls more.{name}");
    }
    assert_eq!(declared.len(), 3);
}

#[test]
fn the_script_knows_what_is_offered() {
    for name in ["written", "takeAway", "hearForms"] {
        assert!(SCRIPT.contains(&format!("offered.{name}")), "{name}");
        assert!(
            BROWSER.contains(&format!("js_name = {name})")) || BROWSER.contains(&format!("pub fn {name}(")),
            "{name}"
        );
    }
}

#[test]
fn the_page_finds_the_functions_that_are_left() {
    for name in ["certplanWrite", "certplanTakeAway"] {
        assert!(SCRIPT.contains(&format!("window.{name} = ")), "{name}");
        assert!(include_str!("../../page.js").contains(&format!("ask(\"{name}\"")), "{name}");
    }
}
