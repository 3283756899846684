//! `certplan verify`: two files of the collector.

use crate::run::run as certplan;

/// A file of the collector with one Kubernetes leaf of `prod`.
fn collected(at: &str, serial: &str, from: &str, until: &str) -> String {
    format!(
        r#"{{"schema":"certplan/evidence/1","collected_at":"{at}","host":"NODE1","items":[{{"origin":"node:/pki/apiserver.crt",
        "credential":"kubernetes-leaf","cluster":"prod","subject":"CN=kube-apiserver","issuer":"CN=ca","serial":"{serial}",
        "not_before":"{from}","not_after":"{until}"}}],"unread":[]}}"#
    )
}

fn files() -> [std::path::PathBuf; 2] {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let before = collected("2026-11-30T08:00:00Z", "01", "2026-10-13T00:00:00Z", "2026-10-17T00:00:00Z");
    let after = collected("2026-11-30T12:00:00Z", "02", "2026-11-30T09:00:00Z", "2026-12-04T09:00:00Z");
    [("verify-before.json", before), ("verify-after.json", after)].map(|(name, text)| {
        let file = folder.join(name);
        std::fs::write(&file, text).expect("a file in the folder for tests");
        file
    })
}

#[test]
fn a_renewal_that_took_is_said_with_the_days_to_look_again() {
    let [before, after] = files().map(|file| file.to_string_lossy().into_owned());
    let run = certplan(["verify", before.as_str(), after.as_str(), "--exit-code"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.starts_with("Healed: every certificate that was read is valid.\n"), "{}", run.stdout);
    for day in ["Day 1:", "Day 4:", "Day 63:"] {
        assert!(run.stdout.contains(day), "{day} in {}", run.stdout);
    }
    let calendar = certplan(["verify", before.as_str(), after.as_str(), "--format", "ics"]);
    assert_eq!(calendar.stdout.matches("BEGIN:VEVENT").count(), 3);
    assert!(calendar.stdout.contains("DTSTART:20261204T120000Z"), "{}", calendar.stdout);
}

#[test]
fn a_renewal_that_did_not_take_names_its_command_and_the_exit_status() {
    let [before, _] = files().map(|file| file.to_string_lossy().into_owned());
    let run = certplan(["verify", before.as_str(), before.as_str(), "--exit-code", "--format", "json"]);
    assert_eq!(run.status, 10, "{}", run.stderr);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(json["schema"], "certplan/verify/1");
    assert_eq!(json["verdict"], "not_healed");
    assert_eq!(
        json["items"][0]["run_again"],
        "Update-AksHciClusterCertificates -Name 'prod' -fixKubeletCredentials"
    );
}

#[test]
fn a_file_without_certificates_is_a_wrong_fact() {
    let [before, _] = files().map(|file| file.to_string_lossy().into_owned());
    let run = certplan(["verify", before.as_str(), "no-such-file.json"]);
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("AFTER: no-such-file.json: cannot read it"), "{}", run.stderr);
}
