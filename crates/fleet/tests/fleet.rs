//! The fleet compared with one plan at a time, with any cut of its bytes, and with broken lines.

use std::fmt::Write as _;

use certplan_core::facts::{Answers, Utc};
use certplan_core::{assess, plan};
use certplan_fleet::{Event, Fleet, Format, Report, Shared, Wanted, row};
use proptest::prelude::*;

const WANTED: Wanted = Wanted { format: Format::Ndjson, plans: false, worst: 3 };

/// What is written, and each rejected line with its reason.
fn written<'b>(pieces: impl IntoIterator<Item = &'b [u8]>) -> (String, Vec<(u64, String)>) {
    let mut report = Report::new(WANTED, Shared::new(&Utc));
    let (mut out, mut rejected) = (Vec::new(), Vec::new());
    for piece in pieces {
        report.push(piece, &mut out, &mut |it| rejected.push((it.line, it.reason.to_owned())));
    }
    report.finish(&mut out, &mut |it| rejected.push((it.line, it.reason.to_owned())));
    (String::from_utf8(out).expect("text"), rejected)
}

fn rows(text: &str) -> (Vec<String>, Vec<(u64, String)>) {
    let (out, rejected) = written([text.as_bytes()]);
    (out.lines().map(str::to_owned).collect(), rejected)
}

#[track_caller]
fn rejected(text: &str, line: u64, reason: &str) {
    let (_, rejected) = rows(text);
    assert!(rejected.iter().any(|(at, why)| *at == line && why.contains(reason)), "{rejected:?}");
}

const LINES: &str = "{\"deployment\": \"berlin\", \"cluster\": \"prod\", \"load_balancer\": true, \"shutdown\": \"45d\"}\r\n\
    {\"deployment\": \"berlin\", \"cluster\": \"t\u{e9}st\"}\n\
    \n\
    not json\n\
    {\"deployment\": \"paris\", \"cluster\": \"shop\", \"from\": \"2026-01-01\", \"to\": \"2026-01-04\"}";
const LIST: &str = "[{\"deployment\": \"berlin\", \"shutdown\": 45},\n {\"deployment\": \"p]a\\\"\"},\n{\"deployment\": \"rome\",\n\
    \"cluster\": \"web\", \"later\": [{\"x\": \"}\"}]}, 7]";
const TABLE: &str = "#TYPE x\r\nDeployment;Cluster;Load-Balancer;Shutdown\r\n\"berlin\";prod;yes;45d\r\nberlin;x\nparis;shop;;3d\n";

#[test]
fn lines_lists_and_tables_are_read() {
    let names = |text: &str| -> Vec<String> {
        let name = |row: &String| row.split('"').nth(3).map(str::to_owned);
        rows(text).0.iter().filter_map(name).collect()
    };
    assert_eq!(names(LINES), ["berlin", "paris"]);
    assert_eq!(names(LIST), ["berlin", "rome"]);
    assert_eq!(names(TABLE), ["berlin", "paris"]);
    assert_eq!(rows(LINES).1.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 4]);
    assert_eq!(rows(LIST).1.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 4]);
    assert_eq!(rows(TABLE).1.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [4]);
}

#[test]
fn utf_16_is_read_as_utf_8_is() {
    for text in [LINES, LIST, TABLE] {
        let units = || std::iter::once(0xFEFF).chain(text.encode_utf16());
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        let marked = format!("\u{FEFF}{text}");
        for bytes in [&little[..], &big, marked.as_bytes()] {
            assert_eq!(written([bytes]), written([text.as_bytes()]));
            assert_eq!(written(bytes.chunks(1)), written([text.as_bytes()]));
        }
    }
}

#[test]
fn every_bad_line_says_why() {
    rejected("{\"cluster\": \"a1\"}", 1, "names no deployment");
    rejected("{\"deployment\": \"=1+1\"}", 1, "deployment: \"=1+1\" is no name that fits a table");
    rejected("{\"deployment\": \"a\", \"cluster\": \"Prod\"}", 1, "cluster: \"Prod\" is no cluster name");
    rejected("{\"deployment\": \"a\", \"kind\": \"node\"}", 1, "kind: \"node\" is no kind of cluster");
    rejected("{\"deployment\": \"a\", \"shutdown\": \"3 months\"}", 1, "shutdown: \"3 months\" is in months");
    rejected("{\"deployment\": \"a\", \"since_update\": \"-1d\"}", 1, "since_update: \"-1d\" has a sign");
    rejected("{\"deployment\": \"a\", \"build\": \"x\"}", 1, "build: \"x\" is no build");
    rejected(
        "{\"deployment\": \"a\", \"shutdown\": \"1d\", \"from\": \"2026-01-01\"}",
        1,
        "is given as a length and as two",
    );
    rejected("{\"deployment\": \"a\", \"load_balancer\": true}", 1, "the line names no cluster");
    rejected(
        "{\"deployment\": \"a\", \"cluster\": \"a1\", \"load_balancer\": \"maybe\"}",
        1,
        "\"maybe\" is neither",
    );
    rejected(
        "{\"deployment\": \"a\", \"kind\": \"management\", \"cluster\": \"a1\"}",
        1,
        "the management cluster has no name",
    );
    rejected("[{\"deployment\": \"a\"}", 1, "no object of JSON");
    rejected("a,b\n1,2", 1, "is no header");
    rejected("  \n", 1, "is empty");
}

#[test]
fn a_deployment_that_contradicts_itself_has_no_plan() {
    let (out, rejected) = rows("deployment,cluster,shutdown\na,c1,45d\na,c2,46d\na,c3,\nb,c4,1d\n");
    assert_eq!(out.len(), 1, "{out:?}");
    assert_eq!(rejected.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2, 3, 4]);
    assert!(rejected[0].1.contains("lines 2 and 3 disagree on how long it was off"), "{rejected:?}");
    // The same length in other words is no contradiction.
    assert_eq!(rows("deployment,cluster,shutdown\na,c1,2d\na,c2,48h\n").1, []);
}

#[test]
fn a_length_that_only_a_rejected_line_says_is_not_taken_for_none() {
    let (out, rejected) = rows("deployment,cluster,shutdown\na,c1,4x\na,c2,\n");
    assert_eq!(out, [""; 0]);
    assert!(rejected[1].1.contains("only line 2 says how long it was off"), "{rejected:?}");
    assert_eq!(rows("deployment,cluster,shutdown\na,c1,4x\na,c2,4d\n").0.len(), 1);
}

#[test]
fn a_deployment_whose_lines_stand_apart_is_reported() {
    let (out, rejected) = rows("deployment,cluster\na,c1\nb,c2\na,c3\n");
    assert_eq!((out.len(), rejected.len(), rejected[0].0), (2, 1, 4));
    assert!(rejected[0].1.contains("is separated from earlier lines"), "{rejected:?}");
}

#[test]
fn ten_thousand_clusters_are_planned_as_one_by_one() {
    let mut text = String::from("deployment,cluster,load_balancer,shutdown,since_update,build\n");
    let mut alone = Vec::new();
    let mut line = 1;
    for deployment in 0..2_000 {
        let days = format!("{}d", deployment % 70);
        let age = format!("{}d", deployment % 250);
        let build = ["1.0.24.11029", "1.0.9.10413"][deployment % 2];
        let mut clusters = vec!["management".to_owned()];
        for cluster in 0..5 {
            let balancer = (deployment + cluster) % 3 == 0;
            let _ = writeln!(text, "d{deployment},c-{deployment}-{cluster},{balancer},{days},{age},{build}");
            clusters.push(format!("target=c-{deployment}-{cluster}"));
            clusters.extend(balancer.then(|| format!("load-balancer=c-{deployment}-{cluster}")));
        }
        let clusters: Vec<_> = clusters.iter().map(String::as_str).collect();
        let answers = Answers {
            shutdown: Some(&days),
            since_update: Some(&age),
            build: Some(build),
            clusters,
            ..Answers::default()
        };
        alone.push((answers.read(&Utc).expect("facts"), (line + 1, line + 5)));
        line += 5;
    }
    let mut fleet = Fleet::new(Shared::new(&Utc));
    let mut alone = alone.iter();
    let mut check = |event: Event<'_>| {
        let Event::Deployment(deployment) = event else { panic!("{event:?}") };
        let (facts, lines) = alone.next().expect("no more than there are");
        assert_eq!((&deployment.facts, &deployment.lines), (facts, lines));
        let assessment = assess(facts);
        let plan = plan(&assessment);
        let steps = row(deployment, &plan).steps;
        let commands = certplan_export::document::PlanDocument::new(&plan).steps;
        assert!(
            steps
                .iter()
                .map(|step| step.command.clone())
                .eq(commands.iter().map(|step| step.command.clone()))
        );
    };
    fleet.push(text.as_bytes(), &mut check);
    fleet.finish(&mut check);
    assert!(alone.next().is_none());
}

#[test]
fn memory_does_not_grow_with_the_fleet() {
    let most = |deployments: u64| {
        let mut fleet = Fleet::new(Shared::new(&Utc));
        let mut count = 0;
        let counted = allocation_counter::measure(|| {
            for deployment in 0..deployments {
                let line = format!(
                    "{{\"deployment\": \"d{deployment}\", \"cluster\": \"c1\", \"shutdown\": \"9d\"}}\n"
                );
                fleet.push(line.as_bytes(), &mut |_| count += 1);
            }
        });
        assert_eq!(count + 1, deployments);
        counted.bytes_max
    };
    let (few, many) = (most(1_000), most(50_000));
    // What grows is one hash a deployment: 18 bytes, twice while a table of them grows.
    assert!(many - few < 50_000 * 36, "{few} and {many} bytes");
}

proptest! {
    #[test]
    fn any_cut_gives_the_same_answer(text in prop::sample::select(vec![LINES, LIST, TABLE]), cuts in prop::collection::vec(0usize..400, 0..6)) {
        let bytes = text.as_bytes();
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
        cuts.sort_unstable();
        let ends = cuts.iter().copied().chain([bytes.len()]);
        let mut start = 0;
        let pieces: Vec<&[u8]> = ends.map(|end| { let piece = &bytes[start..end]; start = end; piece }).collect();
        prop_assert_eq!(written(pieces), written([bytes]));
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), start in prop::sample::select(vec!["", "{", "[", "[{\"", "deployment,cluster\n"]), cut in 1usize..20) {
        let bytes = [start.as_bytes(), &bytes].concat();
        prop_assert_eq!(written(bytes.chunks(cut)), written([&bytes[..]]));
    }

    #[test]
    fn a_bad_line_changes_no_other_row(bad in "\\PC{0,60}", place in 0usize..4) {
        let good = ["{\"deployment\": \"a\", \"cluster\": \"c1\", \"shutdown\": \"9d\"}", "{\"deployment\": \"b\", \"cluster\": \"c2\"}", "{\"deployment\": \"c\", \"shutdown\": \"45d\"}"];
        let steps = |text: &str| -> Vec<String> {
            let cut = |row: &String| row.split("\"lines\"").next().unwrap_or_default().to_owned() + row.split("\"clusters\"").nth(1).unwrap_or_default();
            rows(text).0.iter().map(cut).collect()
        };
        let mut lines = good.to_vec();
        // The first line tells the format; from the second on any line may be bad.
        lines.insert(place.max(1), &bad);
        prop_assert_eq!(steps(&lines.join("\n")), steps(&good.join("\n")));
    }
}

/// What a fleet is written as in a format.
fn format(format: Format, text: &str) -> String {
    let mut report = Report::new(Wanted { format, ..WANTED }, Shared::new(&Utc));
    let mut out = Vec::new();
    report.push(text.as_bytes(), &mut out, &mut |_| ());
    report.finish(&mut out, &mut |_| ());
    String::from_utf8(out).expect("text")
}

#[test]
fn the_inventory_names_what_is_repaired_in_words_that_ansible_takes_as_they_are() {
    let lines = "{\"deployment\": \"berlin\", \"host\": \"hv01\", \"cluster\": \"prod\", \"shutdown\": \"45d\"}\n\
        {\"deployment\": \"site 7:22\", \"cluster\": \"shop\", \"shutdown\": \"46d\"}\n\
        {\"deployment\": \"oslo\", \"cluster\": \"web\", \"shutdown\": \"0\", \"since_update\": \"1d\"}\n";
    let inventory = format(Format::Inventory, lines);
    let hosts: Vec<_> = inventory.lines().filter(|line| line.starts_with("    \"")).collect();
    assert_eq!(hosts, ["    \"berlin\":", "    \"site-7-22-line-2\":"]);
    assert!(
        inventory
            .contains("ansible_host: \"hv01\"\n      certplan_play: 1\n      certplan_targets: [\"prod\"]\n")
    );
    assert!(inventory.ends_with("certplan_play: 1\n      certplan_targets: [\"shop\"]\n"), "{inventory}");
    let playbook = format(Format::Ansible, lines);
    assert!(playbook.contains("hosts: certplan_play_1\n") && !playbook.contains("certplan_play_2"));
    assert!(!playbook.contains("prod") && !playbook.contains("shop"));
}
