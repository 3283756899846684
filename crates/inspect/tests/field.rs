//! What tools print and in which dress it is passed on: each gives its dates, or the reason that helps.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use certplan_inspect::{Item, Reading, clusters, read};

const KUBECONFIG: &str = include_str!("../../../fuzz/corpus/read/kubeconfig");
const LEAF: &str = include_str!("../../../fuzz/corpus/read/leaf.pem");

/// The end, the credential and the place of a certificate, as `printed/texts.txt` writes them.
fn line(item: &Item) -> String {
    let credential = item.identity.map_or("-", |identity| identity.credential.as_str());
    let place = item.origin.trim_start_matches("text").trim_start_matches([':', ' ']);
    // Several certificates of one text are numbered.
    let place = if place.starts_with('#') { "" } else { place };
    format!("{} {credential} {place}", item.not_after).trim_end().to_owned()
}

fn reasons(reading: &Reading) -> String {
    reading.rejected.iter().map(|rejected| rejected.reason.as_str()).collect::<Vec<_>>().join("; ")
}

#[test]
fn what_tools_print_gives_its_dates_or_the_reason() {
    let mut wrong = Vec::new();
    let texts = include_str!("printed/texts.txt").split("\n==== ").skip(1);
    for text in texts {
        let (title, rest) = text.split_once('\n').expect("a title");
        let expected: Vec<_> = rest.lines().map_while(|line| line.strip_prefix("= ")).collect();
        let text: String = rest.lines().skip(expected.len()).map(|line| line.to_owned() + "\n").collect();
        let coloured = text.replace(": ", "\u{1b}[0m: ");
        let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let windows = text.replace('\n', "\r\n");
        for bytes in [text.as_bytes(), windows.as_bytes(), &utf16, coloured.as_bytes()] {
            let reading = read("text", bytes);
            let found: Vec<_> = reading.items.iter().map(line).collect();
            let is_right = match *expected {
                [reason] if reason.starts_with("refused: ") => {
                    found.is_empty() && reasons(&reading).starts_with(&reason["refused: ".len()..])
                }
                _ => found == expected,
            };
            if !is_right {
                wrong.push(format!("{title}: {found:?} {}", reasons(&reading)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The text with a mark before each line.
fn marked(text: &str, mark: &str) -> String {
    text.lines().flat_map(|line| [mark, line, "\n"]).collect()
}

/// Asserts that a text gives as many certificates as the kubeconfig alone, and that no byte of its key is in what is said.
#[track_caller]
fn is_read(text: &str) {
    let whole = read("config", KUBECONFIG.as_bytes());
    let reading = read("text", text.as_bytes());
    let ends = |reading: &Reading| {
        let mut ends: Vec<_> = reading.items.iter().map(|item| item.not_after).collect();
        ends.sort_unstable();
        ends
    };
    assert!(!whole.items.is_empty());
    assert_eq!(ends(&reading), ends(&whole), "{}", reasons(&reading));
}

#[test]
fn a_kubeconfig_is_read_with_what_stands_around_it() {
    is_read(&format!("PS C:\\> kubectl config view --raw\n{KUBECONFIG}\nPS C:\\> "));
    is_read(&format!("user@host:~$ cat .kube/config\n{KUBECONFIG}"));
    is_read(&format!("```yaml\n{KUBECONFIG}```\nThis is all.\n"));
    is_read(&format!("\u{1b}[33m{KUBECONFIG}\u{1b}[0m"));
    is_read(&marked(KUBECONFIG, "> "));
    is_read(&marked(KUBECONFIG, "    "));
    // A console broke the lines of data.
    let broken: String = KUBECONFIG.lines().fold(String::new(), |text, line| {
        let pieces = line.as_bytes().chunks(119).map(|piece| str::from_utf8(piece).unwrap());
        text + &pieces.collect::<Vec<_>>().join("\n") + "\n"
    });
    assert_ne!(broken, KUBECONFIG);
    is_read(&broken);
    is_read(&format!("kind: Secret\ndata:\n  value: {}\n", STANDARD.encode(KUBECONFIG)));
}

#[test]
fn a_certificate_is_read_in_each_dress() {
    let end = read("leaf.pem", LEAF.as_bytes()).items[0].not_after;
    let quoted = |mark: &str| marked(LEAF, mark);
    for text in
        [quoted("> "), quoted("> > "), quoted("| "), quoted("# "), quoted("\t"), LEAF.replace('\n', " ")]
    {
        let reading = read("text", text.as_bytes());
        assert_eq!(reading.items.iter().map(|item| item.not_after).collect::<Vec<_>>(), [end], "{text}");
    }
    let variable = format!("TLS_CRT={}\nTLS_KEY=x\n", STANDARD.encode(LEAF));
    assert_eq!(read("x.env", variable.as_bytes()).items.len(), 1);
    let login = format!("name: a\ntoken: eyJh.b.c\ncertificate: {}\n", STANDARD.encode(LEAF));
    let access = format!("{{\"CloudCertificate\":\"{}\"}}", STANDARD.encode(LEAF));
    for (name, content) in [("cloudlogin.yaml", login), ("cloudconfig", access)] {
        let secret = format!("kind: Secret\ndata:\n  {name}: {}\n", STANDARD.encode(content));
        let reading = read("secret.yaml", secret.as_bytes());
        assert_eq!(reading.items.len(), 1, "{name}: {}", reasons(&reading));
        assert_eq!(reading.items[0].not_after, end);
    }
}

#[test]
fn containers_are_named_and_nothing_in_them_is_taken_for_all_of_them() {
    let stored = [b"PK\x03\x04".as_slice(), LEAF.as_bytes(), b"\0"].concat();
    let mut tar = vec![0; 512];
    tar[257..262].copy_from_slice(b"ustar");
    for (bytes, word) in [
        (&*stored, ".zip"),
        (b"\x1f\x8b\x08\0", ".gz"),
        (b"MSCF\0\0\0\0\0", ".cab"),
        (b"7z\xbc\xaf\x27\x1c\0", ".7z"),
        (&*tar, ".tar"),
        (b"\0\0\0\0CERT\0", ".sst"),
        (b"\xd0\xcf\x11\xe0\0", "document"),
        (b"<!DOCTYPE html><html></html>", "web page"),
    ] {
        let reading = read("file", bytes);
        assert!(
            reading.items.is_empty() && reasons(&reading).contains(word),
            "{word}: {}",
            reasons(&reading)
        );
    }
}

#[test]
fn an_access_file_is_read_where_a_console_broke_its_line() {
    let file = include_str!("../../../fuzz/corpus/read/cloudconfig");
    let broken: Vec<_> =
        file.trim().as_bytes().chunks(120).map(|piece| str::from_utf8(piece).unwrap()).collect();
    let reading = read("cloudconfig", broken.join("\r\n").as_bytes());
    assert_eq!(reading, read("cloudconfig", file.as_bytes()));
    assert!(!reading.items.is_empty());
}

#[test]
fn redacted_data_is_named_however_it_was_redacted() {
    for data in ["DATA+OMITTED", "REDACTED", "<mine>", "LS0tLS1C[...]", "LS0tLS1C..", "********"] {
        let text = format!("clusters:\n- name: a\n  cluster:\n    certificate-authority-data: '{data}'\n");
        assert!(reasons(&read("config", text.as_bytes())).contains("--raw"), "{data}");
        let pem = format!("-----BEGIN CERTIFICATE-----\n{data}\n-----END CERTIFICATE-----\n");
        assert!(reasons(&read("x.pem", pem.as_bytes())).contains("left out"), "{data}");
    }
}

/// Lists of clusters, each with the names in it.
const LISTS: [(&str, &[&str]); 16] = [
    ("prod,\nlab,\n", &["prod", "lab"]),
    ("$names = @('prod', 'lab')", &["prod", "lab"]),
    ("@('prod', \"lab\")", &["prod", "lab"]),
    ("- prod\n- lab\n", &["prod", "lab"]),
    ("* prod\n* lab\n", &["prod", "lab"]),
    ("1. prod\n2. lab\n", &["prod", "lab"]),
    ("1) prod\n2) lab\n", &["prod", "lab"]),
    ("- name: prod\n- name: lab\n", &["prod", "lab"]),
    ("Name\nprod\nlab\n", &["prod", "lab"]),
    ("\"prod\", \"lab\"\n", &["prod", "lab"]),
    ("[\"prod\", \"lab\"]", &["prod", "lab"]),
    ("[\r\n    \"prod\",\r\n    \"lab\"\r\n]\r\n", &["prod", "lab"]),
    (
        "\u{1b}[32;1mName              :\u{1b}[0m prod\n\u{1b}[32;1mStatus            :\u{1b}[0m ok\n",
        &["prod"],
    ),
    ("Name : clustergroup-management\n\nName : prod\n", &["prod"]),
    ("Name \u{dc}ber\n---- ----\nprod ja\nlab  n\u{e4}\n", &["prod", "lab"]),
    ("Name        Status\n----        ------\nprod        \u{2026}\n", &["prod"]),
];

#[test]
fn lists_of_clusters_are_read_as_people_write_them() {
    for (text, names) in LISTS {
        let found = clusters::read(text.as_bytes()).unwrap_or_else(|reasons| panic!("{text}: {reasons:?}"));
        assert_eq!(found.iter().map(|cluster| cluster.name.as_str()).collect::<Vec<_>>(), names, "{text}");
    }
}

#[test]
fn a_name_that_was_cut_off_is_never_a_cluster() {
    for text in [
        "production-west...\nlab\n",
        "production-west\u{2026}\n",
        "Name             Status\n----             ------\nproduction-west\u{2026} ok\n",
        "[\"production-west...\"]",
    ] {
        let reasons = clusters::read(text.as_bytes()).expect_err(text).join("; ");
        assert!(reasons.contains("cut off"), "{text}: {reasons}");
    }
    // Nodes, pods and machines are no clusters.
    for text in
        ["NAME   STATUS   ROLES\nmoc-l1   Ready   <none>\n", "NAME  READY\nweb  1/1\n", "Hello world.\n"]
    {
        assert!(clusters::read(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn a_long_line_of_fields_or_of_base64_is_read_in_a_moment() {
    let start = std::time::Instant::now();
    for line in [" serial=01", "MIIx ", "LS0tLS1CRUdJTi ", "= MII", "> ", "depth=0 a "] {
        let text = line.repeat((1 << 20) / line.len());
        let reading = read("text", text.as_bytes());
        assert!(reading.items.is_empty(), "{line}");
        assert!(clusters::read(text.as_bytes()).is_err());
    }
    assert!(start.elapsed() < std::time::Duration::from_mins(1), "{:?}", start.elapsed());
}
