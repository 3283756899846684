//! What to do first fits on one screen.

use crate::run::{Run, run};

/// The most lines of the plan for the full order.
const LINES: usize = 45;

const FULL_ORDER: [&str; 9] = [
    "plan",
    "--shutdown",
    "45d",
    "--cluster",
    "management",
    "--cluster",
    "target=prod",
    "--cluster",
    "load-balancer=prod",
];

/// Lines that hold nothing but a command; they are never wrapped.
fn is_command(line: &str) -> bool {
    ["Update-", "Get-", "kubectl ", "Test-"].iter().any(|program| line.contains(program))
}

#[track_caller]
#[expect(clippy::print_stdout, reason = "a gauge shows its figure")]
fn fits(run: &Run) {
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let lines = run.stdout.lines().count();
    println!("{lines} lines, at most {LINES}");
    assert!(lines <= LINES, "{lines} lines:\n{}", run.stdout);
    for line in run.stdout.lines().filter(|line| !is_command(line)) {
        assert!(line.chars().count() <= 80, "{line}");
    }
    assert!(run.stdout.contains("--full"), "the text says how to get the rest");
}

#[test]
fn the_plan_for_the_full_order_fits_and_begins_with_its_commands() {
    let run = run(FULL_ORDER);
    fits(&run);
    let place = |text: &str| run.stdout.find(text).unwrap_or_else(|| panic!("{text} is missing"));
    let order = [
        "Both layers are affected",
        "1. Update-AksHciCertificates",
        "Check",
        "2. Update-AksHciClusterCertificates -Name 'prod' -fixKubeletCredentials",
        "3. Update-AksHciClusterCertificates -Name 'prod' -patchLoadBalancer -fixCloudCredentials",
        "Before the first command",
        "stop if it fails",
        "Infrastructure layer (MOC): affected",
        "Kubernetes layer: affected",
        "Not known",
        "Afterwards",
        "--full",
    ];
    assert!(order.map(place).is_sorted());
}

#[test]
fn a_command_that_depends_on_its_check_says_so_before_it() {
    let facts = ["plan", "--shutdown", "12h", "--cluster", "target=prod"];
    let run = run(facts);
    fits(&run);
    let (before, _) = run.stdout.split_once("Update-AksHciClusterCertificates").expect("there is a command");
    assert!(before.ends_with("Only if its check fails:\n     "), "{before:?}");
}

#[test]
fn forecast_explanation_and_inspection_fit_too() {
    fits(&run(["forecast", "--from", "2026-12-18", "--to", "2027-02-08", "--cluster", "target=prod"]));
    fits(&run(["explain", "x509: certificate has expired or is not yet valid"]));
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/console/inspect.in");
    let dates = [&"inspect".to_owned(), &format!("{folder}/dates.txt")];
    let run = run(dates);
    assert!(run.stdout.lines().count() <= LINES && run.stdout.contains("--full"), "{}", run.stdout);
}

#[test]
fn in_full_nothing_is_left_out() {
    let full = run(FULL_ORDER.iter().chain(&["--full"])).stdout;
    for part in
        ["BEFORE THE FIRST COMMAND", "If it fails", "WHERE THE SOURCES DISAGREE", "SOURCES", "https://"]
    {
        assert!(full.contains(part), "{part}");
    }
    let short = run(FULL_ORDER).stdout;
    let commands = |text: &str| {
        text.lines()
            .filter(|line| line.contains("Update-AksHci"))
            .map(str::trim)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let full = commands(&full);
    assert!(commands(&short).iter().all(|command| full.contains(command)));
}
