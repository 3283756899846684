//! What stands in the scripts and in the WebAssembly alike.

const SCRIPT: &str = include_str!("../tools.js");
const PLACE: &str = include_str!("../src/browser/place.rs");
const BROWSER: &str = include_str!("../src/browser/mod.rs");

#[test]
fn the_script_has_every_function_that_is_called() {
    let declared: Vec<_> = PLACE.split(" fn ").skip(1).map(|rest| rest.split('(').next().unwrap()).collect();
    for name in &declared {
        let is_offered = ["(", ": "].iter().any(|after| SCRIPT.contains(&format!("\n    {name}{after}")));
        assert!(is_offered, "place.rs calls tools.{name}");
    }
    assert!(declared.len() > 5, "{declared:?}");
}

#[test]
fn the_script_calls_what_is_offered() {
    let offered: Vec<_> =
        BROWSER.split("js_name = ").skip(1).map(|rest| rest.split(')').next().unwrap()).collect();
    for name in &offered {
        assert!(SCRIPT.contains(&format!("offered.{name}(")), "{name}");
    }
    assert_eq!(offered.len(), 3);
}

#[test]
fn the_page_finds_the_function_that_is_left() {
    for script in [SCRIPT, include_str!("../../page.js")] {
        assert!(script.contains("window.certplanTool "));
    }
}

#[test]
fn what_the_script_tells_is_heard() {
    let heard =
        [BROWSER, include_str!("../src/browser/evidence.rs"), include_str!("../src/browser/fleet.rs")];
    let told: Vec<_> =
        SCRIPT.split("tell(where, \"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    for kind in &told {
        assert!(heard.iter().any(|source| source.contains(&format!("\"{kind}\""))), "{kind}");
    }
    assert!(told.len() > 3, "{told:?}");
}
