//! `certplan.exe` as people on Windows Server have it, under Wine.
//!
//! Needs Wine, so `cargo xtask test` runs it: `CERTPLAN_WINE` names Wine's program, `CERTPLAN_WINDOWS` the folder of `certplan.exe`.

mod wine;

use std::fs;

use certplan_tests::{Scenario, command};
use wine::{Ended, Folder, certplan, certplan_reading, utf16};

/// A kubeconfig's certificate is read from here.
const KUBECONFIG: &str = include_str!("../../fuzz/corpus/read/kubeconfig");
const FLEET: &str = include_str!("../../crates/cli/tests/fleet/small.csv");

#[test]
#[ignore = "needs Wine; cargo xtask test runs it"]
fn every_scenario_has_the_bytes_of_the_other_systems() {
    for scenario in Scenario::all() {
        let mut arguments = vec!["plan".to_owned(), "--format".to_owned(), "json".to_owned()];
        arguments.extend(scenario.arguments());
        let ended = certplan(&arguments);
        assert_eq!((ended.status, &*ended.stderr), (0, ""), "{}", scenario.name);
        assert_eq!(ended.stdout, command::certplan(&arguments), "{}", scenario.name);
    }
}

#[test]
#[ignore = "needs Wine; cargo xtask test runs it"]
fn text_is_plain_ascii_without_colour_where_it_is_piped() {
    for arguments in [
        &["plan", "--shutdown", "45d", "--cluster", "target=prod"][..],
        &["forecast", "--shutdown", "45d", "--cluster", "target=prod"],
        &["explain", "Valid Token Required."],
        &["rules"],
        &["symptoms"],
        &["schedule"],
        &["collector"],
        &["--help"],
    ] {
        let ended = certplan(arguments);
        assert_eq!(ended.status, 0, "{arguments:?}: {ended:?}");
        let text = [ended.stdout, ended.stderr].concat();
        // Scripts to save as a file have the line ends of Windows on every system.
        let is_plain = |byte: u8| matches!(byte, b'\n' | b'\r' | b' '..=b'~');
        assert!(text.bytes().all(is_plain), "{arguments:?}");
    }
}

#[test]
#[ignore = "needs Wine; cargo xtask test runs it"]
fn scripts_have_the_bytes_of_the_other_systems() {
    let wanted =
        ["plan", "--shutdown", "45d", "--cluster", "target=prod", "--format", "powershell"].map(String::from);
    assert_eq!(certplan(&wanted).stdout, command::certplan_then(&wanted));
}

#[test]
#[ignore = "needs Wine; cargo xtask test runs it"]
fn what_powershell_redirects_is_read_as_utf_16() {
    let folder = Folder::new("utf16");
    let at = ["--at", "2026-11-23T04:00:00Z"];
    let kubeconfig = folder.write("kubeconfig", &utf16(KUBECONFIG));
    let plain = folder.write("plain", KUBECONFIG.as_bytes());
    let inspected = |path: &str| certplan(&[&["inspect", path, "--format", "csv"], &at[..]].concat());
    assert_eq!(
        inspected(&kubeconfig).stdout.replace("kubeconfig:", "plain:").replace(&kubeconfig, &plain),
        inspected(&plain).stdout
    );

    let fleet = folder.write("fleet.csv", &utf16(FLEET));
    let small = folder.write("small.csv", FLEET.as_bytes());
    let planned = |path: &str| certplan(&["fleet", path, "--format", "ndjson"]);
    assert_eq!(planned(&fleet).stdout, planned(&small).stdout);
    assert!(planned(&fleet).stdout.starts_with('{'));

    let json =
        certplan(&["plan", "--shutdown", "45d", "--cluster", "target=prod", "--format", "json"]).stdout;
    let facts =
        serde_json::from_str::<serde_json::Value>(&json).expect("a plan is JSON")["facts"].to_string();
    let facts = folder.write("facts.json", &utf16(&facts));
    assert_eq!(certplan(&["plan", "--facts", &facts, "--format", "json"]).stdout, json);

    let message = utf16("rpc error: code = Unauthenticated desc = Valid Token Required.");
    let explained = certplan_reading(&["explain", "-", "--exit-code"], &message);
    assert_eq!(explained.status, 0, "{explained:?}");
}

#[test]
#[ignore = "needs Wine; cargo xtask test runs it"]
fn lines_end_as_on_windows_without_a_difference() {
    let folder = Folder::new("crlf");
    let windows = |text: &str| text.replace("\r\n", "\n").replace('\n', "\r\n");
    for (name, text, arguments) in
        [("kubeconfig", KUBECONFIG, ["inspect", "csv"]), ("fleet.csv", FLEET, ["fleet", "ndjson"])]
    {
        let [verb, form] = arguments;
        let read = |text: &str| {
            let path = folder.write(name, text.as_bytes());
            let at = if verb == "inspect" { &["--at", "2026-11-23T04:00:00Z"][..] } else { &[] };
            certplan(&[&[verb, path.as_str(), "--format", form], at].concat())
        };
        assert_eq!(read(&windows(text)), read(&windows(text).replace("\r\n", "\n")), "{name}");
    }
}

#[test]
#[ignore = "needs Wine; cargo xtask test runs it"]
fn paths_have_spaces_letters_of_any_language_and_any_length() {
    let folder = Folder::new("paths");
    let long = format!("{}/{}", "d".repeat(120), "e".repeat(120));
    for name in ["with spaces/kube config (1).yaml", "Zürich/Übersicht.yaml", &format!("{long}/kubeconfig")]
    {
        let path = folder.write(name, KUBECONFIG.as_bytes());
        let ended = certplan(&["inspect", &path, "--at", "2026-11-23T04:00:00Z"]);
        assert_eq!(ended.status, 0, "{name}: {ended:?}");
    }
}

#[test]
#[ignore = "needs Wine; cargo xtask test runs it"]
fn the_exit_status_says_what_the_help_says() {
    let folder = Folder::new("status");
    let broken = folder.write("broken.csv", format!("{FLEET}\nbroken\n").as_bytes());
    let kubeconfig = folder.write("kubeconfig", KUBECONFIG.as_bytes());
    for (arguments, status) in [
        (&["plan", "--shutdown", "1d"][..], 0),
        (&["plan", "--shutdown", "soon"], 1),
        (&["plan", "--no-such-switch"], 2),
        (&["fleet", &broken], 3),
        (&["inspect", &kubeconfig, "--at", "2099-01-01T00:00:00Z", "--exit-code"], 10),
        (&["explain", "an unknown message", "--exit-code"], 11),
    ] {
        let ended = certplan(arguments);
        assert_eq!(ended.status, status, "{arguments:?}: {ended:?}");
        if matches!(status, 1 | 2) {
            assert_eq!(ended.stdout, "", "{arguments:?}");
        }
    }
}

#[test]
#[ignore = "needs Wine; cargo xtask test runs it"]
fn rejected_lines_are_written_to_a_file() {
    let folder = Folder::new("reject");
    let broken = folder.write("broken.csv", format!("{FLEET}\r\n\"a deployment\",,,,,,,soon\r\n").as_bytes());
    let rejects = folder.path("rejects.json");
    let Ended { status, .. } = certplan(&["fleet", &broken, "--reject", &rejects]);
    assert_eq!(status, 3);
    assert!(fs::read_to_string(folder.file("rejects.json")).expect("it was written").contains("\"reason\""));
}
