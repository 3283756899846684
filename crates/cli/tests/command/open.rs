//! `certplan FILE...`: the command finds out what a file is.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Stdio;

use crate::run::{Run, certplan, run};

const CLUSTERS: &str =
    "PS C:\\> Get-AksHciCluster\r\n\r\nName : shop\r\nLoadBalancer : @{Count=1; Sku=HAProxy}\r\n";
const FACTS: &str = r#"{"schema": "certplan/facts/1", "shutdown_seconds": 864000}"#;
const FLEET: &str = "deployment,cluster,shutdown\nkiel,shop,45d\n";
const DATES: &str = "notAfter=Feb  5 21:19:44 2024 GMT\n";
const MESSAGE: &str = "rpc error: code = Unauthenticated desc = Valid Token Required.";
const COLLECTED: &str = r#"{"schema": "certplan/evidence/1", "collected_at": "2026-11-20T00:00:00Z", "host": "h1",
    "items": [{"origin": "h1", "credential": "moc-client", "cluster": null, "subject": "CN=x", "issuer": "CN=y",
    "serial": "01", "not_before": "2026-01-01T00:00:00Z", "not_after": "2026-11-01T00:00:00Z"}], "unread": []}"#;

/// The content, a part of the line that says what it is, and a part of the answer.
const KINDS: [(&str, &str, &str); 6] = [
    (
        CLUSTERS,
        "a list of 1 cluster from Get-AksHciCluster",
        "Update-AksHciClusterCertificates -Name 'shop' -fixKubeletCredentials",
    ),
    (FACTS, "the facts of a shutdown", "Kubernetes layer: affected (documented)"),
    (FLEET, "a list of deployments", "kiel"),
    (DATES, "certificates or their dates", "2024-02-05"),
    (MESSAGE, "an error message", "token"),
    (COLLECTED, "a file of the collector", "Update-AksHci"),
];

fn file(name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("open-{name}"));
    fs::write(&path, content).expect("a file");
    path
}

fn from_stdin(bytes: &[u8]) -> Run {
    let mut command = certplan();
    command.arg("-").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("certplan starts");
    child.stdin.take().expect("a pipe").write_all(bytes).expect("it reads to the end");
    Run::from(child.wait_with_output().expect("certplan ends"))
}

#[track_caller]
fn assert_answer(run: &Run, name: &str, kind: &str, answer: &str) {
    assert_eq!(run.status, 0, "{run:?}");
    let first = run.stdout.lines().next().expect("a line");
    assert!(first.starts_with(&format!("{name}: {kind}")), "{first}");
    assert!(run.stdout[first.len()..].contains(answer), "{kind}: {}", run.stdout);
}

#[test]
fn each_kind_of_file_is_named_and_answered() {
    for (place, (content, kind, answer)) in KINDS.iter().enumerate() {
        let path = file(&format!("kind-{place}"), content);
        assert_answer(&run([&path]), &path.display().to_string(), kind, answer);
        let utf16: Vec<u8> = format!("\u{feff}{content}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let path = file(&format!("kind-{place}-utf16"), utf16);
        assert_answer(&run([&path]), &path.display().to_string(), kind, answer);
        assert_answer(&from_stdin(content.as_bytes()), "standard input", kind, answer);
    }
}

#[test]
fn the_answer_is_that_of_the_command_for_the_kind() {
    let path = file("same-fleet", FLEET);
    let path = path.to_str().expect("text");
    let whole = run([path]).stdout;
    assert_eq!(whole.split_once("\n\n").expect("a heading").1, run(["fleet", path]).stdout);
    let path = file("same-facts", FACTS);
    let path = path.to_str().expect("text");
    let whole = run([path, "--full"]).stdout;
    assert_eq!(
        whole.split_once("\n\n").expect("a heading").1,
        run(["plan", "--full", "--facts", path]).stdout
    );
}

#[test]
fn where_the_length_is_missing_it_is_asked_for() {
    let path = file("ask", CLUSTERS);
    let run_of_file = run([&path]);
    let command = format!("certplan plan --clusters-from {} --shutdown 45d", path.display());
    assert!(run_of_file.stdout.contains(&command), "{run_of_file:?}");
    let arguments: Vec<_> = command.split(' ').skip(1).collect();
    assert_eq!(run(arguments).status, 0);
}

#[test]
fn several_files_of_different_kinds_are_answered_in_their_order() {
    let paths: Vec<_> =
        KINDS.iter().enumerate().map(|(place, (text, ..))| file(&format!("many-{place}"), text)).collect();
    let run = run(&paths);
    assert_eq!(run.status, 0, "{run:?}");
    let mut rest = run.stdout.as_str();
    for (path, (_, kind, _)) in paths.iter().zip(KINDS) {
        let heading = format!("{}: {kind}", path.display());
        rest = &rest[rest.find(&heading).unwrap_or_else(|| panic!("{heading} in {rest}"))..];
    }
}

#[test]
fn a_file_that_cannot_be_answered_does_not_stop_the_others() {
    let good = file("good", DATES);
    let empty = file("empty", " \r\n");
    let run = run([good.as_os_str(), empty.as_os_str(), "no-such-file".as_ref()]);
    assert_eq!(run.status, 3, "{run:?}");
    assert!(run.stdout.contains("2024-02-05"), "{run:?}");
    assert!(run.stderr.contains("it is empty") && run.stderr.contains("no-such-file"), "{run:?}");
}

#[test]
fn what_gives_no_answer_is_refused_in_one_line() {
    let empty = file("nothing", "");
    run([&empty]).refused(1, &format!("{}: it is empty; accepted: ", empty.display()));
    let folder = env!("CARGO_TARGET_TMPDIR");
    run([folder]).refused(1, &format!("cannot read \"{folder}\": "));
    let key = file("key", "-----BEGIN PRIVATE KEY-----\nMARKED\n-----END PRIVATE KEY-----\n");
    let run_of_key = run([&key]);
    assert_eq!((run_of_key.status, run_of_key.stdout.as_str()), (1, ""), "{run_of_key:?}");
    assert!(!run_of_key.stderr.contains("MARKED"), "{run_of_key:?}");
}

#[test]
fn a_word_that_is_neither_a_command_nor_a_file_keeps_its_error() {
    let run = run(["pln", "--shutdown", "45d"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("unrecognized subcommand 'pln'"), "{run:?}");
    assert!(run.stderr.contains("'plan'"), "{run:?}");
}
