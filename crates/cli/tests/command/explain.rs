//! `certplan explain`: every way in, every form, the exit status.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::Stdio;

use crate::run::{Run, certplan, run};

const EXPIRED: &str = "Unable to connect to the server: x509: certificate has expired or is not yet valid: current time 2026-03-09T08:15:02Z is after 2026-03-02T21:40:11Z";

#[test]
fn a_message_is_explained_in_every_form() {
    for (form, expected) in [
        ("text", "A certificate problem. First: the API server's certificates have expired."),
        ("json", "\"expired_since\": \"2026-03-02T21:40:11Z\""),
        ("markdown", "- [ ] Renew the target's Kubernetes certificates (changes)"),
        ("html", ">Update-AksHciClusterCertificates -Name '&lt;cluster-name&gt;' -fixKubeletCredentials<"),
    ] {
        let run = run(["explain", "--format", form, EXPIRED]);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{form}");
        // In HTML each word of a command is an element.
        let text = run.stdout.replace("<span>", "").replace("</span>", "");
        assert!(text.contains(expected), "{form}: {text}");
    }
}

#[test]
fn the_document_has_the_fields_of_the_contract() {
    let run = run(["explain", "--format", "json", EXPIRED]);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(document["schema"], "certplan/explain/1");
    assert_eq!(document["verdict"], "certificate");
    for field in ["symptom", "kind", "layer", "cause", "effect", "fix", "conflicts", "sources"] {
        assert!(!document["matches"][0][field].is_null(), "{field}");
    }
}

#[test]
fn a_message_comes_from_a_file_or_standard_input_in_any_encoding() {
    let expected = run(["explain", EXPIRED]).stdout;
    let utf16: Vec<u8> = format!("\u{feff}{EXPIRED}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (number, bytes) in [EXPIRED.as_bytes().to_vec(), utf16].into_iter().enumerate() {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("message-{number}.txt"));
        std::fs::write(&path, &bytes).expect("the folder is there");
        assert_eq!(run(["explain".as_ref(), "--file".as_ref(), path.as_os_str()]).stdout, expected);
        assert_eq!(piped(&bytes).stdout, expected);
    }
}

#[test]
fn what_cannot_be_told_has_a_status_of_its_own_where_that_is_asked_for() {
    assert_eq!(run(["explain", "hello"]).status, 0);
    assert_eq!(run(["explain", "--exit-code", "hello"]).status, 11);
    assert_eq!(run(["explain", "--exit-code", EXPIRED]).status, 0);
}

#[test]
fn nothing_of_the_text_is_printed() {
    let marked = "-----BEGIN RSA PRIVATE KEY-----MARKEDKEY Valid Token Required token=MARKEDTOKEN";
    for form in ["text", "json", "markdown", "html"] {
        let run = piped_with(marked.as_bytes(), &["--format", form]);
        assert!(!run.stdout.contains("MARKED") && !run.stderr.contains("MARKED"), "{form}");
    }
}

#[test]
fn an_unreadable_file_is_refused_with_the_reason() {
    run(["explain", "--file", "no/such/file.txt"]).refused(1, "--file: cannot read \"no/such/file.txt\": ");
    run(["explain", " "]).refused(1, "the text is empty");
    assert_eq!(run(["explain"]).status, 2);
}

fn piped(stdin: &[u8]) -> Run {
    piped_with(stdin, &[])
}

fn piped_with(stdin: &[u8], arguments: &[&str]) -> Run {
    let mut command = certplan();
    command.args(["explain", "-"]).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("certplan starts");
    let _ = child.stdin.take().expect("a pipe").write_all(stdin);
    Run::from(child.wait_with_output().expect("certplan ends"))
}
