//! Every item that is written in such files, and what is refused.

use super::{holds, is_read, oracle, read};
use crate::yaml::Refused;

const READ: &[&str] = &[
    // As kubelogin writes it.
    "users:\n- name: azure\n  user:\n    exec:\n      command: kubelogin\n      installHint: |2\n\n        kubelogin is not installed\n        see https://a.example\n      provideClusterInfo: false\n",
    "",
    "\n",
    "# nothing\n",
    "a",
    "a: b",
    "a: b\nc: d\n",
    "a:\nb: \nc: # d\ne:\n\n",
    "a:\n  b:\n    c: d\n  e: f\ng: h\n",
    "- a\n- b\n",
    "-\n- \n-   # c\n- a",
    "a:\n- b\n- c\nd: e\n",
    "a:\n- b: c\n  d: e\n- f: g\nh:\n- i\n",
    "a:\n  - b\n  - c\nd: e\n",
    "- a: b\n  c: d\n-   e: f\n    g: h\n",
    "- - a\n  - b\n-\n  - c\n- - - d\n",
    "- a:\n  - b\n  c:\n    - d\n",
    "a:\n# left\n  b: c\n      # right\n  d: e\n",
    "{}",
    "[]",
    "{a: b, c: d}",
    "[a, b, [c, {d: e}], ]",
    "a: {b: c, d: {e: f}, g: [h, i]}\nj: k\n",
    "a: {\n  b: c, # d\n\n  # e\n  f: g,\n  }\n",
    "a: {\n  b: c\n}\nd: e\n",
    "a: [\n  b, c\n]\n",
    "- [a,\n  b]\n- {a: b,\n  c: d}\n",
    "{a, b: , c: ,\"d\", e: }",
    "{a:, b:}",
    "{\"a\":\"b\",\"c\":[1,-2,true,null],\"d\":{\"e\":\"\"}}",
    "{\n\t\"a\": \"b\",\n\t\"c\": [\n\t\t1\n\t]\n}\n",
    "{\n  \"a\" : [ ] ,\n  \"b\"\n: 1 }",
    "{\"a\":b,'c':d}",
    "[-a, a-b, -1, a:b, http://c, a#b, ?x]",
    "a: b:c\nd: e#f\ng: http://h:1/#i?j=k,l[m]{n}\no: ::1\np: -q\nr: ?s\nt: a - b\n",
    "a: b\n  c\n\n  d\n   e # f\ng: h",
    "a:\n  b\n  c\nd:\n  - e\n    f\n",
    "a:b: c\na b : d\n\u{e9}: \u{e9}\n",
    "a: 'b'\nc: 'it''s'\nd: ''\ne: 'f\n  g\n\n\n  h '\n",
    "a: \"b\"\nc: \"\"\nd: \"e\n  f\n\n\n  g  \"\nh: \" i\"\n",
    "a: \"\\0\\a\\b\\t\\n\\v\\f\\r\\e\\ \\\"\\/\\\\\\N\\_\\L\\P\\x41\\u00e9\\U0001F600\\\t\"\n",
    "a: \"b\\\n  c  \\\n\n  \\  d\n  e\"\n",
    "a: \"b \\n\n  c\"\n",
    "\"a\": b\n'c': d\n\"e\" : f\n",
    "- \"a\n  b\"\n- 'c\n\n  d'\n",
    "a: |\n  b\n  c\nd: |-\n  e\n\nf: |+\n  g\n\nh: i\n",
    "a: >\n  b\n  c\n\n  d\n   e\n  f\n\n\n   g\n\n  h\ni: >-\n  j\nk: >+\n  l\n\n",
    "a: |2\n    b\n  c\nd: |1-\n  e\nf: |-1\n  g\nh: >2+\n    i\n",
    "a: |\n\n  b\n\n\nc: |\nd: |+\n\ne: | # f\n  g\n",
    "- |\n a\n- >-\n  b\n  c\n-\n  |\n  d\n",
    "a:\n- |\n  b\n- |2\n    c\n",
    "a: |\n  b",
    "a: |\n  b\n  ",
    "a: |+\n  ",
    "a: |",
    "--- |\na\nb\n---\nc\n",
    "--- >\n  a\n  b\n...\n",
    "a: |\n  b\n # c\nd: e\n",
    "a: |\n  \tb\n  c\td\n",
    "a: |\r\n  b\r\n  c\r\nd: \"e\r\n  f\"\r\ng: h\r\n  i\r\n",
    "a: b\rc: d\r",
    "\u{feff}a: b\n",
    "\u{feff}---\na: b\n",
    "--- a\n--- b\n...\nc\n---\n---\n...\n...\n",
    "---\na: b\n---\nc: d\n...\ne: f\n",
    "--- # a\nb: c\n",
    "--- {a: b}\n--- \"c\"\n--- [d]\n",
    "---\t\na: b\n",
    "a: !!str b\nc: !d\ne: !<f\n".split_at(19).0,
    "a: !!binary |\n  b\nc: !d {e: f}\ng: !h\n  i: j\n!k l: !m n\no: ! p\n",
    "[!a b, !!str c, !d , {!e f: !g , h: !i }]",
    "a: &b c\nd: &e\n  f: g\nh: &i\n- j\nk: &l !m n\no: !p &q r\n&s t: u\n",
    "&a b: c\nd: e\n",
    "&a\nb: c\n",
    "&a\n!b\n&c !d e: f\ng:\n  !h\n  &i\n  j: k\n",
    "--- !a\nb: c\n",
    "- &a b\n- !c d: e\n  f: g\n- &h\n- !i\n",
    "? a\n: b\n? [c]\n: - d\n  - e\n? f\ng: h\n? i: j\n: k\n",
    "? a\n:\n  b\n? - c\n  - d\n: - e\n",
    "a: b\n\t\nc: d\n \t # e\n",
    "a: b\t# c\nd: e\t\nf:  \tg\n",
    "a:    b   \nc:   'd'   # e\n",
    "a: b\n\n\n\n",
    "a: b\n...\n# c\n",
    "a:\n    b: c\n    d:\n      e: f\n",
    "a: <<\nb: ~\nc: =\nd: $e\nf: (g)\nh: /i\nj: ^k\nl: ;m\n",
];

#[test]
fn what_is_written_in_such_files_is_read() {
    for text in READ {
        is_read(text);
    }
    let deep = |levels| "[".repeat(levels) + &"]".repeat(levels);
    is_read(&deep(254));
    holds(&deep(255));
    holds(&deep(256));
    is_read(&format!("{}: b", "a".repeat(1024)));
    holds(&format!("{}: b", "a".repeat(1025)));
}

#[test]
fn kubeconfigs_of_tools_are_read() {
    for text in [
        "apiVersion: v1\nclusters:\n- cluster:\n    certificate-authority-data: TFM=\n    server: https://127.0.0.1:6443\n  name: default\n\
         contexts:\n- context:\n    cluster: default\n    user: default\n  name: default\ncurrent-context: default\nkind: Config\npreferences: {}\n\
         users:\n- name: default\n  user:\n    exec:\n      args: null\n      env: []\n      command: \"C:\\\\a b\\\\c.exe\"\n",
        "{\"kind\":\"Config\",\"clusters\":[{\"name\":\"a\",\"cluster\":{\"server\":\"https://a\"}}],\"users\":[],\"current-context\":\"\"}\n",
        "token: eyJ\ncertificate: |\n  -----BEGIN CERTIFICATE-----\n  TFM=\n  -----END CERTIFICATE-----\n",
        "{apiVersion: v1, clusters: [{cluster: {certificate-authority-data: TFM=, server: 'https://a:6443'},\n      name: a}], users: []}\n",
    ] {
        is_read(text);
    }
}

const REFUSED: &[&str] = &[
    "a: b: c",
    "a: b\n c: d",
    "a:\n  b: c\n d: e",
    "[a",
    "{a: b",
    "a: [b",
    "]",
    "a: }",
    "a: \"b",
    "a: 'b",
    "- a\nb: c",
    "a: b\n- c",
    "a: - b",
    "a: \"b\" c",
    "a: [b] c",
    "[a] b",
    "{a b: c: d}",
    "[a,,b]",
    "{,}",
    "a\nb: c",
    "a: @b",
    "a: `b",
    "a: %b",
    "a: |x\n b",
    "a: |0\n b",
    "a: |\n   b\n  c: d\n e",
    "a: \"\\q\"",
    "a: \"\\ud800\"",
    "a: \"\\x4\"",
    "\ta: b",
    "a:\n\tb: c",
    "a: b\0",
    "a: \u{feff}b",
    "a: \"\0\"",
    "{a: b}: c",
    "? [a]: b",
    "a: b #c\n  d",
    "a: \"b\"#c",
    "[a]#b",
    "%YAML 1.2\n---\na: b\n",
    "[a: b]",
    "a: \"b\n---\n\"",
    "[\n---\n]",
    "... a",
    "--- a: b",
    "--- - a",
    "&a &b c",
    "!a !b c",
    "!a!b c",
    "!!",
    "!a\n!b",
    "!a\n!b\n",
    "!a\n!b [c]",
    "!a\n!b |\n c",
    "!a\n!b c",
    "&a\n!b\n!c\nd: e",
    "a: &b\n &c\n- d",
    "& a",
    "?",
    "? \n a",
    "?  a",
    "? # a\n",
    "!<a> b",
    "{a: b\n---\nc: d}",
    "a: [b\n]",
    "a: {\"b\"\n}",
];

#[test]
fn what_is_malformed_or_only_in_books_is_refused() {
    for text in REFUSED {
        holds(text);
        if !["a: [b\n]"].contains(text) {
            assert!(matches!(read(text), Err(Refused::Malformed { .. })), "{text:?}");
        }
    }
}

#[test]
fn an_alias_is_refused_in_words_of_its_own() {
    for text in ["a: &b c\nd: *b\n", "[&a b, *a]", "*a : b", "{*a : b}", "- *a"] {
        assert_eq!(read(text), Err(Refused::Alias), "{text:?}");
    }
}

#[test]
fn the_line_is_that_of_the_oracle() {
    for text in [
        "a: b\nc: d: e\n",
        "a: b\n c: d\n",
        "a: [b\n",
        "users: [",
        "a:\n- b\nc: \"d\n",
        "a: b\n\n]\n",
        "a:\n  b: c\n d: e\n",
        "a: b\nc\nd: e\n",
    ] {
        let line = oracle(text).expect_err(text).1;
        assert_eq!(read(text), Err(Refused::Malformed { line }), "{text:?}");
    }
}

#[test]
fn depth_and_length_take_time_in_proportion() {
    for text in [
        "[".repeat(100_000),
        "- ".repeat(100_000),
        "a: ".repeat(100_000),
        "{a: ".repeat(100_000),
        "? ".repeat(100_000),
    ] {
        assert!(read(&text).is_err());
    }
    for (start, more) in [
        ("a: ", "b\n "),
        ("a: \"", "\\n\n "),
        ("a: |\n", " \n"),
        ("a: >\n", " b\n"),
        ("", "\n \t"),
        ("a: ", "&"),
        ("'", "''"),
    ] {
        let _ = read(&(start.to_owned() + &more.repeat(500_000)));
    }
}
