//! The library as the oracle.

use proptest::prelude::*;
use saphyr_parser::{Event as Theirs, Parser};

use super::*;

fn ours(text: &str) -> Result<Vec<Event<'_>>, String> {
    let mut events = Vec::new();
    read(text, &mut |event| {
        events.push(event);
        Ok(())
    })?;
    Ok(events)
}

/// An alias and what is broken are errors.
fn theirs(text: &str) -> Result<Vec<Event<'_>>, String> {
    let mut events = Vec::new();
    for event in Parser::new_from_str(text) {
        match event.map_err(|error| format!("no good YAML: line {}", error.marker().line()))?.0 {
            Theirs::Scalar(text, ..) => events.push(Event::Scalar(text)),
            Theirs::MappingStart(..) => events.push(Event::Mapping),
            Theirs::SequenceStart(..) => events.push(Event::Sequence),
            Theirs::MappingEnd | Theirs::SequenceEnd => events.push(Event::End),
            Theirs::Alias(_) => return Err("an alias".to_owned()),
            _ => {}
        }
    }
    Ok(events)
}

/// What is written in the YAML of tools and around it.
const PARTS: [&str; 64] = [
    "a",
    "b: ",
    "c:",
    "- ",
    "-",
    "\n",
    "\n",
    "\n",
    "\n  ",
    "\n  ",
    "\n    ",
    "\n- ",
    "\n  - ",
    "\na: ",
    "\n  b: ",
    "\n    c: ",
    " ",
    "  ",
    "# x",
    " # x",
    "'",
    "\"",
    "'d e'",
    "\"f\"",
    "''",
    "\"\\n\"",
    "\\",
    "\\x41",
    "\\\n",
    "[",
    "]",
    "{",
    "}",
    ", ",
    ",",
    ": ",
    ":",
    "|",
    "|-",
    ">",
    ">+",
    "|2",
    "&x ",
    "!t ",
    "!!str ",
    "*x",
    "? ",
    "---",
    "\n---\n",
    "\n...\n",
    "%",
    "@",
    "\t",
    "\r\n",
    "\r",
    "\u{e9}",
    "x y",
    "-1",
    "http://z",
    "a#b",
    "\n\n",
    "\n \n",
    "k: v",
    "\"g\": h",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PARTS[..]), 0..14).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5000))]

    #[test]
    fn nothing_is_read_otherwise_than_the_library_reads_it(text in text()) {
        if let Ok(events) = ours(&text) {
            prop_assert_eq!(Ok(events), theirs(&text), "{}", text);
        }
    }
}

#[test]
fn what_tools_and_people_write_is_read() {
    for text in [
        "apiVersion: v1\nclusters:\n- cluster:\n    server: https://10.0.0.1:6443\n  name: prod\nusers: []\npreferences: {}\n",
        "# beginning\n---\na: b # end\n...\n---\n- c\n",
        "a:\n  - b\n  -\n    - c\n  - - d\n    - e: f\n      g: h\n  -   i: j\n      k: l\nm:\n- n\no:\np: ~\n",
        "\"a b\": 'it''s'\n'c': \"\\u00e9\\x41\\t\\\"\\\\\"\n",
        "a: one\n  two\n\n  three # four\nb: \"five\n  six\\\n  seven\n\n  eight\"\nc: 'nine\n  ten'\n",
        "a: |\n  b\n   c\n\n  d\ne: >-\n  f\n  g\n\n  h\n    i\n  j\n\nk: |\n\n  l",
        "a: &x b\n",
        "a: !!str b\n&c d: e\n",
        "{\"a\":[1,true,null,{\"b\":\"c\"}],\r\n\t\"d\" : {}}\r\n",
        "a: {b: c, d: [e, 'f', \"g\"],\n  h: , i}\n",
        "a: -1\nb: a:b\nc: a#b\nd: ?e\nf: [-1, :g]\n",
        "",
    ] {
        let events = ours(text);
        assert!(events.is_ok(), "{text}");
        assert_eq!(events, theirs(text), "{text}");
    }
}

#[test]
fn what_is_broken_or_not_of_this_yaml_is_refused_with_its_line() {
    for (text, line) in [
        ("a: b\nc\n", 3),
        ("a: b: c\n", 1),
        ("a: b\n c: d\n", 2),
        ("a: - b\n", 1),
        ("a:\n\tb: c\n", 2),
        ("a: \"b\nc: d\n", 1),
        ("a: [b\n", 2),
        ("a: {b]\n", 1),
        ("? a\n: b\n", 1),
        ("%YAML 1.2\n---\na: b\n", 1),
        ("a: @b\n", 1),
        ("a: |+\n  b\n", 1),
    ] {
        assert_eq!(ours(text), Err(format!("no good YAML: line {line}")), "{text}");
    }
}
