//! Texts of the field: each gets its verdict and its first symptom, however its lines end.

use std::collections::BTreeSet;

use certplan_core::symptom::explain;

/// Verdict, first symptom, what it is of, and the text.
fn texts() -> impl Iterator<Item = (&'static str, &'static str, &'static str, &'static str)> {
    include_str!("pasted/field.txt").split("\n==== ").skip(1).map(|text| {
        let (head, text) = text.split_once('\n').expect("a head and a text");
        let mut words = head.splitn(3, ' ');
        let mut word = || words.next().expect("a verdict, a symptom and a title");
        (word(), word(), word(), text)
    })
}

#[test]
fn each_text_gets_its_verdict_and_its_first_symptom() {
    let mut wrong = Vec::new();
    for (verdict, symptom, title, text) in texts() {
        for text in [text.to_owned(), text.replace('\n', "\r\n"), format!("\u{feff}{text}\n\n")] {
            let explanation = explain(&text);
            let first = explanation.matches.first().map_or("nothing", |found| found.symptom.id.as_str());
            if (explanation.verdict.as_str(), first) != (verdict, symptom) {
                wrong.push(format!("{title}: {} {first}, not {verdict} {symptom}", explanation.verdict));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn there_are_many_and_no_title_comes_twice() {
    let titles: BTreeSet<_> = texts().map(|(_, _, title, _)| title).collect();
    assert_eq!(titles.len(), texts().count());
    assert!(titles.len() >= 280, "{}", titles.len());
}
