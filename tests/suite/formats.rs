//! Every format of the incidents that reviewers read.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use certplan_core::{assess, plan};
use certplan_export::Format;
use certplan_export::document::PlanDocument;
use certplan_export::text::{self, Style};
use certplan_tests::Scenario;
use certplan_view::document;

const FORMATS: [(Format, &str); 3] =
    [(Format::Text, "txt"), (Format::Json, "json"), (Format::Markdown, "md")];

/// What can be run; kept as snapshots beside the tests of their own crate.
const SCRIPTS: [(Format, &str); 2] = [(Format::PowerShell, "ps1"), (Format::Ansible, "yml")];

#[test]
fn every_format_reads_as_it_was_reviewed() {
    let mut used = BTreeSet::new();
    for scenario in Scenario::all().iter().filter(|scenario| scenario.read) {
        let facts = scenario.facts();
        for (format, ending) in FORMATS {
            let name = format!("{}.{ending}", scenario.name);
            insta::with_settings!({ snapshot_path => "../expected", prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(name.clone(), format.write(&plan(&assess(&facts))));
            });
            used.insert(format!("{name}.snap"));
        }
        let name = format!("{}.full.txt", scenario.name);
        let document = PlanDocument::new(&plan(&assess(&facts)));
        insta::with_settings!({ snapshot_path => "../expected", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name.clone(), text::plan(&document, Style::full()));
        });
        used.insert(format!("{name}.snap"));
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("expected");
    for entry in fs::read_dir(folder).expect("the snapshots are there").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(used.contains(&name), "expected/{name} is used by no scenario; delete it");
    }
}

#[test]
fn no_format_offers_what_must_never_be_run_or_pasted() {
    // Commands that destroy, and characters that word processors put into commands.
    let forbidden = [
        "kubeadm certs renew",
        "-skipLoadBalancer",
        "-sshPrivateKeyFile",
        "\u{2013}",
        "\u{2014}",
        "\u{2018}",
        "\u{2019}",
        "\u{201c}",
        "\u{201d}",
        "PS>",
        "PS C:",
    ];
    let programs = ["Restart-AksHci", "Reinstall-AksHci", "Uninstall-AksHci"];
    for scenario in Scenario::all() {
        let facts = scenario.facts();
        let texts = FORMATS.into_iter().chain(SCRIPTS);
        let texts = texts.map(|(format, ending)| (format.write(&plan(&assess(&facts))), ending));
        for (text, ending) in texts.chain([(document::plan_page(&facts), "html")]) {
            for word in forbidden.iter().chain(&programs) {
                assert!(!text.contains(word), "{}.{ending} contains {word:?}", scenario.name);
            }
        }
    }
}
