//! Inputs that mean harm: nothing panics, nothing grows without bound, no secret comes out.

use certplan_inspect::{Bundle, MOST_BYTES, Reading, read};
use proptest::prelude::*;

/// The beginnings by which the kinds of input are told apart.
const BEGINNINGS: [&str; 12] = [
    "",
    "-----BEGIN CERTIFICATE-----\n",
    "-----BEGIN RSA PRIVATE KEY-----\n",
    "apiVersion: v1\nusers:\n- name: a\n  user:\n    client-certificate-data: ",
    "clusters: ",
    "name: a\ntoken: b\ncertificate: ",
    "{\"schema\":\"certplan/evidence/1\",\"items\":[",
    "{\"ClientCertificate\":\"",
    "{\"certificates\":[",
    "{\"Certificates\":[",
    "notAfter=",
    "\u{FEFF}",
];

fn bounded(reading: &Reading) -> bool {
    reading.rejected.len() <= 100 && !(reading.items.is_empty() && reading.rejected.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_bytes_after_any_beginning_are_read_or_refused(
        beginning in prop::sample::select(&BEGINNINGS[..]),
        bytes in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        prop_assert!(bounded(&read("x", &[beginning.as_bytes(), &bytes].concat())));
    }

    #[test]
    fn any_text_after_any_beginning_is_read_or_refused(
        beginning in prop::sample::select(&BEGINNINGS[..]),
        text in "[-:{}\\[\\]\"', \\n\\r&*!|>#?a-zA-Z0-9+/=\\\\]{0,200}",
    ) {
        let input = format!("{beginning}{text}");
        prop_assert!(bounded(&read("x", input.as_bytes())));
    }

    #[test]
    fn any_elements_in_der_are_read_or_refused(bytes in der(4)) {
        prop_assert!(bounded(&read("x", &bytes)));
    }

    #[test]
    fn the_pieces_of_a_bundle_do_not_matter(
        lines in prop::collection::vec(prop::sample::select(&LINES[..]), 0..30),
        size in 1_usize..40,
    ) {
        let text = lines.concat();
        let mut pieces = Bundle::new("x");
        text.as_bytes().chunks(size).for_each(|piece| pieces.push(piece));
        let mut whole = Bundle::new("x");
        whole.push(text.as_bytes());
        prop_assert_eq!(pieces.finish(), whole.finish());
    }
}

const LINES: [&str; 8] = [
    "-----BEGIN CERTIFICATE-----\n",
    "-----END CERTIFICATE-----\r\n",
    "-----BEGIN PRIVATE KEY-----\n",
    "-----END PRIVATE KEY-----",
    "AAAA",
    "\n",
    "a: b\n",
    "-----",
];

/// Elements in elements, of every tag that certificates have.
fn der(depth: u32) -> impl Strategy<Value = Vec<u8>> {
    let leaf = (any::<u8>(), prop::collection::vec(any::<u8>(), 0..20))
        .prop_map(|(tag, content)| element(tag, &content));
    leaf.prop_recursive(depth, 64, 8, |inner| {
        let tag = prop::sample::select(vec![0x30_u8, 0x31, 0xA0, 0xA3, 0x03, 0x02, 0x17]);
        (tag, prop::collection::vec(inner, 0..8)).prop_map(|(tag, parts)| element(tag, &parts.concat()))
    })
}

fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap_or(u16::MAX).to_be_bytes();
    [&[tag, 0x82, length[0], length[1]], content].concat()
}

#[track_caller]
fn refused(bytes: &[u8], reason: &str) {
    let reading = read("x", bytes);
    assert!(reading.items.is_empty());
    assert!(reading.rejected[0].reason.contains(reason), "{:?}", reading.rejected[0]);
}

#[test]
fn deep_nesting_ends_early() {
    refused(format!("users: {}", "[".repeat(100_000)).as_bytes(), "YAML");
    refused(format!("users:\n{}", "- ".repeat(100_000)).as_bytes(), "levels deep");
    let levels: Vec<_> = (0..2_000).map(|depth| " ".repeat(depth) + "a:\n").collect();
    refused(format!("users:\n{}", levels.concat()).as_bytes(), "levels deep");
    refused("{\"schema\":".repeat(100_000).as_bytes(), "JSON");
    refused(format!("{{\"schema\":{}", "[".repeat(1_000_000)).as_bytes(), "JSON");
}

#[test]
fn aliases_are_not_followed() {
    let mut bomb = vec!["users:\n- &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned()];
    for level in 1..30 {
        let list = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push(format!("- &a{level} [{list}]\n"));
    }
    let bomb = bomb.concat();
    refused(bomb.as_bytes(), "aliases");
}

#[test]
fn what_is_too_large_is_refused() {
    refused(&vec![b' '; MOST_BYTES + 1], "larger than 8 MiB");
    refused(&vec![0x30; MOST_BYTES + 1], "larger than 8 MiB");
    let long = format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", "A".repeat(3 << 20));
    refused(long.as_bytes(), "larger than 1 MiB");
    refused(long.replace('\n', "").as_bytes(), "1 MiB");
    let mut line = Bundle::new("x");
    (0..1_000).for_each(|_| line.push(&[b'A'; 10_000]));
    assert_eq!(line.finish().rejected[0].reason, "block 0: a line is longer than 4 MiB");
}

#[test]
fn a_million_lines_are_passed_over() {
    refused("notBefore\n".repeat(800_000).as_bytes(), "no certificate");
    refused(format!("users:\n{}", "- name: a\n".repeat(700_000)).as_bytes(), "users and clusters");
    refused(format!("users:\n{}", "a: b\n".repeat(1_000_000)).as_bytes(), "more in it than");
    refused(format!("users:\na: [{}]", "x, ".repeat(2_000_000)).as_bytes(), "more in it than");
    let many = "-----BEGIN X-----\n".repeat(1_000_000);
    assert_eq!(read("x", many.as_bytes()).rejected.len(), 100);
}

#[test]
fn no_byte_of_a_key_comes_out() {
    const MARK: &str = "UNMISTAKABLEKEYMATERIAL0123456789";
    let base64 = "VU5NSVNUQUtBQkxFS0VZTUFURVJJQUwwMTIzNDU2Nzg5VU5NSVNUQUtBQkxFS0VZTUFURVJJQUwwMTIzNDU2Nzg5VU5NSVNUQUtBQkxF";
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{MARK}\n-----END PRIVATE KEY-----\n");
    for text in [
        pem.clone(),
        pem.replace("PRIVATE KEY", MARK),
        pem.replace("PRIVATE KEY", "CERTIFICATE"),
        pem.replace("-----END PRIVATE KEY-----", ""),
        pem.replace('\n', " "),
        MARK.to_owned(),
        base64.to_owned(),
        format!(
            "{{\"ClientKey\":\"{MARK}\",\"ClientCertificate\":\"{MARK}\",\"CloudCertificate\":\"{base64}\"}}"
        ),
        format!("{{\"ClientKey\":\"{MARK}\",\"ClientCertificate\":{{\"{MARK}\":1}}}}"),
        format!("{{\"ClientKey\":{{\"{MARK}\":\"{MARK}\"}},\"ClientCertificate\":\"\"}}"),
        format!("{{\"schema\":\"{MARK}\"}}"),
        format!(
            "{{\"schema\":\"certplan/evidence/1\",\"items\":[{{\"origin\":\"x\",\"not_after\":\"{MARK}\"}}]}}"
        ),
        format!("{{\"certificates\":\"{MARK}\"}}"),
        format!("{{\"{MARK}\":"),
        format!(
            "users:\n- name: a\n  user:\n    client-key-data: {MARK}\n    client-certificate-data: {MARK}!\n"
        ),
        format!("users:\n- name: a\n  user: {{token: {MARK}, password: {MARK}}}\n"),
        format!("users:\n- name: a\n  user:\n    auth-provider: {{config: {{id-token: {MARK}}}}}\n"),
        format!("users:\n- name: a\n  user: \"{MARK}\n"),
        format!("token: {MARK}\ncertificate: {MARK}\n"),
        format!("notAfter={MARK}\n"),
    ] {
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [text.as_bytes(), &utf16] {
            let said = format!("{:?}", read("x", bytes));
            assert!(!said.contains("UNMISTAKABLE") && !said.contains(&base64[..24]), "{text}: {said}");
        }
    }
}
