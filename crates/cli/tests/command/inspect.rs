//! `certplan inspect`: statuses, forms, and what never comes out.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::run::{Run, certplan, run};

const EVIDENCE: &str = r#"{"schema":"certplan/evidence/1","collected_at":"2026-01-01T00:00:00Z","host":"NODE1","items":[
    {"origin":"apiserver.crt","cluster":"prod","subject":"CN=kube-apiserver,O=a\, b; c","issuer":"CN=kubernetes","serial":"01",
     "not_before":"2026-01-01T00:00:00Z","not_after":"2026-01-05T00:00:00Z"},
    {"origin":"cloudconfig","credential":"kvactl-login","subject":"CN=\u00fc\u001b[31m","issuer":"CN=ca","serial":"02",
     "not_before":"2026-01-01T00:00:00Z","not_after":"2026-03-01T00:00:00Z"}],"unread":[]}"#;

fn file(name: &str, content: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("inspect");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join(name), content).expect("a file");
    folder.join(name)
}

/// Runs it in the folder of the files, so that origins are the same everywhere.
fn inspect(arguments: &[&str]) -> Run {
    // Tests run side by side: a file that is written anew is empty for a moment.
    static FOLDER: LazyLock<PathBuf> = LazyLock::new(|| {
        file("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        let path = file("evidence.json", &EVIDENCE.replace("a\\,", "a\\\\,"));
        path.parent().expect("a folder").to_owned()
    });
    Run::of(certplan().current_dir(&*FOLDER).arg("inspect").args(arguments))
}

#[test]
fn the_status_tells_what_has_to_be_done() {
    let at = |at: &'static str| ["evidence.json", "--at", at];
    let with = |arguments: &[&str]| inspect(arguments).status;
    assert_eq!(with(&at("2026-01-02T00:00Z")), 0);
    assert_eq!(with(&at("2026-02-02T00:00Z")), 0);
    assert_eq!(with(&[&at("2026-01-02T00:00Z")[..], &["--exit-code"]].concat()), 0);
    assert_eq!(with(&[&at("2026-01-05T00:00:00Z")[..], &["--exit-code"]].concat()), 0);
    assert_eq!(with(&[&at("2026-01-05T00:00:01Z")[..], &["--exit-code"]].concat()), 10);
    assert_eq!(with(&[&at("2025-12-31T00:00Z")[..], &["--exit-code"]].concat()), 10);
    assert_eq!(with(&[&at("2026-01-02T00:00Z")[..], &["--exit-code", "--warn", "2d"]].concat()), 0);
    assert_eq!(with(&[&at("2026-01-02T00:00Z")[..], &["--exit-code", "--warn", "3d"]].concat()), 10);
    assert_eq!(with(&[&at("2026-01-02T00:00Z")[..], &["broken.pem"]].concat()), 3);
    assert_eq!(with(&[&at("2026-01-02T00:00Z")[..], &["broken.pem", "--exit-code"]].concat()), 11);
    assert_eq!(with(&[&at("2026-02-02T00:00Z")[..], &["broken.pem", "--exit-code"]].concat()), 10);
    assert_eq!(with(&["broken.pem", "--exit-code"]), 11);
    assert_eq!(with(&[]), 2);
}

#[test]
fn what_cannot_be_read_at_all_is_refused() {
    inspect(&["broken.pem"]).refused(1, "broken.pem: block 1: it is no certificate in DER");
    inspect(&["no-such-file"]).refused(1, "no-such-file: cannot read it: ");
    run(["inspect", "-"]).refused(1, "standard input: there is no certificate and no date of one in it");
    inspect(&["evidence.json", "--at", "soon"]).refused(1, "--at: \"soon\" is not a date");
    inspect(&["evidence.json", "--at", "2026-01-01"]).refused(1, "--at: \"2026-01-01\" has no offset");
    inspect(&["evidence.json", "--warn", "-3d"]).refused(1, "--warn: \"-3d\" has a sign");
    inspect(&["evidence.json", "--warn", "--exit-code"]).refused(2, "--warn has no value");
    inspect(&["evidence.json", "--at", "2026-01-01T00:00", "--zone", "Mars"]).refused(1, "--zone: ");
}

#[test]
fn the_table_names_what_expires_and_what_renews_it() {
    let run = inspect(&["evidence.json", "broken.pem", "--at", "2026-01-06T00:00Z", "--warn", "60d"]);
    // Answer first (what to renew, then the table): the order of the page on the command.
    let begin = "\
2 certificates: 1 expired, 1 about to expire.

What renews them:
  kubernetes-leaf
    Update-AksHciClusterCertificates -Name 'prod' -fixKubeletCredentials
";
    assert!(run.stdout.starts_with(begin), "{}", run.stdout);
    let table = "
CERTIFICATE            SUBJECT          EXPIRES                RESIDUAL TIME   ISSUER       LAYER        STATUS
NODE1: apiserver.crt   kube-apiserver   2026-01-05T00:00:00Z   <invalid>       kubernetes   kubernetes   expired
NODE1: cloudconfig     \u{fc}\\u{1b}[31m      2026-03-01T00:00:00Z   54d             ca           moc          expiring

Compared with the time 2026-01-06T00:00:00Z.
";
    assert!(run.stdout.contains(table), "{}", run.stdout);
    assert!(
        run.stdout.contains(
            "  kvactl-login\n    Rename-Item -Path \"$env:USERPROFILE\\.wssd\\kvactl\\cloudconfig\""
        )
    );
    assert!(
        run.stdout
            .contains("Not read:\n  broken.pem: block 1: it is no certificate in DER, or it is cut off\n")
    );
    assert_eq!(run.stderr, "");
}

#[test]
fn json_is_the_contract() {
    let run = inspect(&["evidence.json", "--at", "2026-01-06T01:00+01:00", "--format", "json"]);
    let document: Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(
        (&document["schema"], &document["at"]),
        (&json!("certplan/inspect/1"), &json!("2026-01-06T00:00:00Z"))
    );
    assert_eq!(
        document["items"][0],
        json!({
            "origin": "NODE1: apiserver.crt", "subject": "CN=kube-apiserver,O=a\\, b; c", "issuer": "CN=kubernetes",
            "serial": "01", "not_before": "2026-01-01T00:00:00Z", "not_after": "2026-01-05T00:00:00Z",
            "residual_seconds": -86400, "status": "expired", "credential": "kubernetes-leaf", "sureness": "sure",
            "layer": "kubernetes", "cluster": "prod", "private_key": "absent",
            "renew_with": "Update-AksHciClusterCertificates -Name 'prod' -fixKubeletCredentials",
        })
    );
    assert_eq!(document["rejected"], json!([]));
}

#[test]
fn csv_reads_back_field_by_field() {
    let run = inspect(&["evidence.json", "broken.pem", "--at", "2026-01-06T00:00Z", "--format", "csv"]);
    assert_eq!(run.status, 3);
    assert!(run.stderr.starts_with("warning: not read:\n  broken.pem: block 1"), "{}", run.stderr);
    let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
    let place = reader.headers().expect("a header").iter().position(|it| it == "subject").expect("subjects");
    let subjects: Vec<_> = reader.records().map(|it| it.expect("a record")[place].to_owned()).collect();
    assert_eq!(subjects, ["CN=kube-apiserver,O=a\\, b; c", "CN=\u{fc}\\u{1b}[31m"]);
}

#[test]
fn a_name_is_no_formula_in_a_spreadsheet() {
    let path = file(
        "formula.txt",
        "subject=CN = x\nnotAfter=Feb  5 21:19:44 2024 GMT\nsubject==HYPERLINK(\"a\")\nnotAfter=Feb  5 21:19:44 2024 GMT\n",
    );
    let run = run(["inspect".as_ref(), path.as_os_str(), "--format".as_ref(), "csv".as_ref()]);
    assert!(run.stdout.contains(",\"'=HYPERLINK(\"\"a\"\")\","), "{}", run.stdout);
}

#[test]
fn a_calendar_reads_elsewhere_and_names_each_certificate_once_and_for_ever() {
    use icalendar::{CalendarComponent, Component as _};
    let calendar = |at: &str| {
        let run = inspect(&["evidence.json", "evidence.json", "--at", at, "--format", "ics", "--warn", "7d"]);
        for line in run.stdout.split_terminator("\r\n") {
            assert!(line.len() <= 75 && !line.contains('\n'), "{line:?}");
        }
        run.stdout.parse::<icalendar::Calendar>().expect("a calendar")
    };
    let events = |calendar: &icalendar::Calendar| -> Vec<(String, String, String, String)> {
        let event = |component: &CalendarComponent| {
            let event = component.as_event()?;
            let text = |name: &str| event.property_value(name).map(str::to_owned);
            Some((
                event.get_uid()?.to_owned(),
                text("DTSTART")?,
                event.get_summary()?.to_owned(),
                event.get_description()?.to_owned(),
            ))
        };
        calendar.components.iter().map(|it| event(it).expect("an event with all its parts")).collect()
    };
    let first = events(&calendar("2026-01-01T00:00Z"));
    assert_eq!(first, events(&calendar("2027-01-01T00:00Z")));
    assert_eq!(first.len(), 2);
    assert_ne!(first[0].0, first[1].0);
    assert_eq!(
        (first[0].1.as_str(), first[0].2.as_str()),
        ("20260105T000000Z", "Certificate expires: kube-apiserver")
    );
    assert_eq!(
        first[0].3,
        "From: NODE1: apiserver.crt\nSubject: CN=kube-apiserver,O=a\\, b; c\nIssuer: CN=kubernetes\nCredential: kubernetes-leaf (sure)\n\
         Renew with: Update-AksHciClusterCertificates -Name 'prod' -fixKubeletCredentials"
    );
}

#[test]
fn no_byte_of_a_key_is_printed() {
    const MARK: &str = "UNMISTAKABLEKEYMATERIAL0123456789";
    let path = file(
        "keys.yaml",
        &format!(
            "users:\n- name: a\n  user:\n    client-key-data: {MARK}\n    token: {MARK}\n- name: b\n  user:\n    client-certificate-data: {MARK}\n"
        ),
    );
    let pem = file("keys.pem", &format!("-----BEGIN PRIVATE KEY-----\n{MARK}\n-----END PRIVATE KEY-----\n"));
    let json = file("cloudconfig", &format!("{{\"ClientKey\":\"{MARK}\",\"ClientCertificate\":\"{MARK}\"}}"));
    for form in ["text", "json", "csv", "ics"] {
        let mut command = certplan();
        command.arg("inspect").args([&path, &pem, &json]).args(["--exit-code", "--format", form]);
        let run = Run::of(&mut command);
        assert_eq!(run.status, 11);
        assert!(!run.stdout.contains("UNMISTAKABLE") && !run.stderr.contains("UNMISTAKABLE"), "{form}");
    }
}
