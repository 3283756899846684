//! Texts that are not the product's and name its words: none of them gets a command that changes anything.

use certplan_core::playbook::Effect;
use certplan_core::symptom::explain;

/// The texts, one after each line of four equals signs that says what it is of.
fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("pasted/look_alikes.txt")
        .split("\n==== ")
        .skip(1)
        .map(|text| text.split_once('\n').expect("a title and a text"))
}

#[test]
fn no_look_alike_gets_a_changing_command() {
    let mut wrong = Vec::new();
    for (of, text) in texts() {
        let explanation = explain(text);
        let changing: Vec<_> = explanation
            .matches
            .iter()
            .filter(|found| found.effect() != Effect::Read)
            .map(|found| found.symptom.id.as_str())
            .collect();
        if !changing.is_empty() {
            wrong.push(format!("{of}: {} in {text}", changing.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_are_many_and_each_is_of_something_else() {
    let titles: std::collections::BTreeSet<_> = texts().map(|(of, _)| of).collect();
    assert!(titles.len() >= 240, "{}", titles.len());
}
