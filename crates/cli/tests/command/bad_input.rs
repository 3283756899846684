//! What a person types wrongly never panics the command, and never gives half an answer.

use crate::run::run;

#[test]
fn a_wrong_length_is_refused_in_one_line() {
    for (length, start) in [
        ("-3d", "--shutdown: \"-3d\" has a sign; "),
        ("\u{2013}3d", "--shutdown: \"\u{2013}3d\" has a sign; "),
        ("1 month", "--shutdown: \"1 month\" is in months or years"),
        ("NaN", "--shutdown: \"NaN\" is not a length of time"),
        ("99999999999999d", "--shutdown: \"99999999999999d\" is above 36500 days"),
        ("\u{ff13}\u{ff10}d", "--shutdown: \"\u{ff13}\u{ff10}d\" has digits other than 0 to 9"),
        ("", "--shutdown: is empty"),
        ("1,5d", "--shutdown: \"1,5d\" has a comma"),
        ("45\n\u{1b}[31md", "--shutdown: \"45\\n\\u{1b}[31md\" is not"),
    ] {
        run(["plan", "--shutdown", length]).refused(1, start);
        run(["plan", &format!("--shutdown={length}")]).refused(1, start);
        run(["plan", "--since-update", length]).refused(1, &start.replace("--shutdown", "--since-update"));
    }
}

#[test]
fn a_wrong_cluster_is_refused_in_one_line() {
    let long = "a".repeat(64);
    let huge = "a".repeat(10_000);
    for name in ["a'b", "a\"b", "$(reboot)", "Prod", "a", "-a", "a b", "a\u{2013}b", "a\nb", "", &long, &huge]
    {
        for kind in ["target", "load-balancer"] {
            run(["plan", "--shutdown", "45d", "--cluster", &format!("{kind}={name}")])
                .refused(1, "--cluster: ");
        }
    }
    run(["plan", "--cluster", &huge]).refused(1, "--cluster: \"aaaa");
    run(["plan", "--cluster", "-x"]).refused(1, "--cluster: \"-x\" is no kind of cluster");
    run(["plan", "--cluster", "management=prod"]).refused(1, "--cluster: the management cluster has no name");
}

#[test]
fn wrong_moments_are_refused_in_one_line() {
    run(["plan", "--from", "2026-12-18", "--to", "2026-11-01"])
        .refused(1, "--from: the end 2026-11-01 is before");
    run(["plan", "--to", "2026-12-18"]).refused(1, "--to: has no beginning");
    run(["plan", "--from", "2026-13-01", "--to", "2026-12-18"])
        .refused(1, "--from: \"2026-13-01\" is no date");
    run(["plan", "--from", "2026-11-01", "--to", "yesterday"])
        .refused(1, "--to: \"yesterday\" is not a date");
    run(["plan", "--from", "2026-11-01", "--to", "2026-11-02T10:00Z"]).refused(1, "--from: ");
    run(["plan", "--at", "2026-11-01"]).refused(1, "--at: \"2026-11-01\" has no offset");
    run(["plan", "--from", "2999-01-01"]).refused(1, "--from: the end ");
}

#[test]
fn a_wrong_build_is_refused_in_one_line() {
    run(["plan", "--build", "2405"]).refused(1, "--build: \"2405\" looks like a release of Azure Local");
    run(["plan", "--build", ""]).refused(1, "--build: is empty");
}

#[test]
fn every_wrong_fact_has_its_line() {
    let run =
        run(["plan", "--shutdown", "-3d", "--cluster", "target=Prod", "--cluster", "node", "--build", "x"]);
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
    let flags: Vec<_> = run.stderr.lines().map(|line| line.split(": ").nth(1).unwrap_or_default()).collect();
    assert_eq!(flags, ["--shutdown", "--cluster", "--cluster", "--build"]);
}

#[test]
fn a_wrong_command_line_is_another_status() {
    for arguments in [
        &["plan", "--shutdown", "3d", "--from", "2026-11-01"][..],
        &["plan", "--shutdown", "3d", "--to", "2026-11-01"],
        &["plan", "--shutdown", "3d", "--shutdown", "4d"],
        &["plan", "--shutdown"],
        &["plan", "--shutdown", "--exit-code"],
        &["plan", "--format", "pdf"],
        &["plan", "--facts", "-", "--shutdown", "3d"],
        &["plan", "45d"],
        &["fleet"],
        &[],
    ] {
        let run = run(arguments);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(!run.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_missing_value_is_named() {
    run(["plan", "--shutdown", "--format", "json"])
        .refused(2, "--shutdown has no value: \"--format\" follows it");
}

#[test]
fn long_dashes_are_named_with_the_ascii_spelling() {
    run(["plan", "\u{2013}shutdown", "45d"]).refused(
        2,
        "\"\u{2013}shutdown\" has an en dash (U+2013) where hyphens belong; write \"--shutdown\"",
    );
    run(["plan", "\u{2014}cluster=target=prod"]).refused(
        2,
        "\"\u{2014}cluster=target=prod\" has an em dash (U+2014) where hyphens belong; write \"--cluster=",
    );
    // A command pasted from the page.
    run(["Update-AksHciClusterCertificates", "-Name", "prod", "\u{2013}fixCloudCredentials"])
        .refused(2, "\"\u{2013}fixCloudCredentials\" has an en dash");
    run(["plan", "--cluster", "load\u{2013}balancer=prod"]).refused(1, "--cluster: ");
}

#[cfg(unix)]
#[test]
fn a_value_that_is_no_text_is_refused() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let run = run([OsStr::new("plan"), OsStr::new("--shutdown"), OsStr::from_bytes(b"\xFF3d")]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.starts_with("error: invalid UTF-8"), "{run:?}");
}
