//! The scripts that `tests/powershell` runs under a real PowerShell, as files: they are what is generated now.

use std::fs;
use std::path::PathBuf;

use certplan_core::{assess, plan};
use certplan_export::{Format, collector, schedule};

use crate::plans;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/powershell/scripts")
}

/// Every file of the folder, with what it must hold.
fn files() -> Vec<(String, String)> {
    let mut files =
        vec![("collector.ps1".into(), collector::write()), ("schedule.ps1".into(), schedule::write())];
    for case in plans::all() {
        let assessment = assess(&case.facts);
        let plan = plan(&assessment);
        files.push((format!("{}.ps1", case.name), Format::PowerShell.write(&plan)));
        files.push((format!("{}.json", case.name), Format::Json.write(&plan)));
        if case.name == "full" || case.name == "three-targets" {
            files.push((format!("{}.yml", case.name), Format::Ansible.write(&plan)));
        }
    }
    files
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test is an edge")]
fn the_scripts_of_tests_powershell_are_those_that_are_generated_now() {
    let is_update = std::env::var_os("CERTPLAN_WRITE_SCRIPTS").is_some();
    for (name, wanted) in files() {
        let path = folder().join(&name);
        if is_update {
            fs::write(&path, &wanted).expect("the folder can be written");
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == wanted,
            "{name} is not what is generated now: run this test once with CERTPLAN_WRITE_SCRIPTS=1"
        );
    }
}

#[test]
fn no_other_script_lies_there() {
    let known: Vec<_> = files().into_iter().map(|(name, _)| name).collect();
    for entry in fs::read_dir(folder()).expect("the folder") {
        let name = entry.expect("a file").file_name().into_string().expect("a plain name");
        assert!(known.contains(&name), "{name}");
    }
}
