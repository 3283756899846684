//! Playbooks handed to Ansible itself: its syntax check and its linter, from a private environment of pinned versions.

use crate::run::{Run, cargo};
use crate::{machine, say};
use anyhow::{Context as _, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// The package that holds the engine and the collection `ansible.windows`, in the newest release for Python 3.11.
const ANSIBLE: &str = "ansible==12.3.0";
/// The linter, with the yamllint that it brings.
const LINT: &str = "ansible-lint==26.10.1";
/// The environment's folder in the cache: other versions are another folder.
const FOLDER: &str = "ansible-12.3.0-lint-26.10.1";
/// Written last, so that an interrupted installation is begun again. An environment cannot be renamed into place: its
/// programs hold its path.
const COMPLETE: &str = "complete";

/// The plans whose playbooks are checked: each shape of a playbook once, among them the longest name.
const PLANS: [(&str, &[&str]); 5] = [
    (
        "full-order",
        &["--cluster", "management", "--cluster", "target=prod", "--cluster", "load-balancer=prod"],
    ),
    ("two-targets", &["--cluster", "target=a1", "--cluster", "target=b2"]),
    ("name-not-known", &["--cluster", "management", "--cluster", "target"]),
    ("management-only", &["--cluster", "management"]),
    (
        "longest-name",
        &["--cluster", "target=a23456789012345678901234567890123456789012345678901234567890123"],
    ),
];

/// The folder of Ansible's programs, installed where it is missing.
///
/// # Errors
/// It cannot be installed; the message names the command that installs it.
pub(crate) fn installed() -> Result<PathBuf> {
    let folder = machine::tool_cache()?.join(FOLDER);
    let programs = folder.join("bin");
    if folder.join(COMPLETE).is_file() {
        return Ok(programs);
    }
    say::step("installing Ansible and its linter, which check the playbooks", "about 1 minute, 600 MB");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    install(&folder).with_context(|| {
        let shown = folder.display();
        format!("Ansible could not be installed; by hand: python3 -m venv {shown} && {shown}/bin/pip install {ANSIBLE} {LINT}")
    })?;
    Ok(programs)
}

fn install(folder: &Path) -> Result<()> {
    Run::new("python3").args(["-m", "venv"]).args([folder]).run()?;
    Run::new(folder.join("bin/pip"))
        .args(["install", "--quiet", "--disable-pip-version-check", "--no-compile", ANSIBLE, LINT])
        .run()?;
    fs::write(folder.join(COMPLETE), "").with_context(|| format!("cannot write to {}", folder.display()))
}

/// Deployments of two different plans, one with a name that Ansible would not take as it is.
const FLEET: &str = "{\"deployment\": \"berlin\", \"host\": \"hv01\", \"cluster\": \"prod\", \"load_balancer\": true, \"shutdown\": \"45d\"}\n\
    {\"deployment\": \"site 7:22\", \"cluster\": \"shop\", \"shutdown\": \"3d\"}\n";

/// Writes the playbooks of some plans and of a fleet, and lets Ansible and its linter read them.
///
/// # Errors
/// A playbook cannot be written, or one of the two finds something.
pub(crate) fn check(programs: &Path) -> Result<()> {
    let folder = machine::root().join("target/playbooks");
    fs::create_dir_all(&folder).with_context(|| format!("cannot write to {}", folder.display()))?;
    let mut files = Vec::new();
    for (name, clusters) in PLANS {
        let plan = [
            &[
                "run",
                "--quiet",
                "--package",
                "certplan",
                "--",
                "plan",
                "--shutdown",
                "45d",
                "--format",
                "ansible",
            ],
            clusters,
        ]
        .concat();
        let file = folder.join(format!("{name}.yml"));
        fs::write(&file, cargo(&plan).output()?)
            .with_context(|| format!("cannot write {}", file.display()))?;
        files.push(file);
    }
    let fleet = folder.join("fleet.ndjson");
    fs::write(&fleet, FLEET).with_context(|| format!("cannot write {}", fleet.display()))?;
    let written = |form: &str, name: &str| -> Result<PathBuf> {
        let file = folder.join(name);
        let command = ["run", "--quiet", "--package", "certplan", "--", "fleet", "--format", form];
        fs::write(&file, cargo(&command).args([&fleet]).output()?)
            .with_context(|| format!("cannot write {}", file.display()))?;
        Ok(file)
    };
    files.push(written("ansible", "fleet.yml")?);
    let inventory = written("inventory", "inventory.yml")?;
    let program =
        |name: &str| -> Result<Run> { Run::new(programs.join(name)).path(&[programs.to_path_buf()]) };
    program("ansible-playbook")?
        .args(["--syntax-check", "--inventory"])
        .args([&inventory])
        .args(&files)
        .run()?;
    let hosts = program("ansible-inventory")?.args(["--list", "--inventory"]).args([&inventory]).output()?;
    ensure!(hosts.contains("\"site-7-22-line-2\""), "Ansible read other hosts out of the inventory: {hosts}");
    program("ansible-lint")?.args(["--offline", "-q"]).args(&files).run()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_names_the_versions() {
        for pinned in [ANSIBLE, LINT] {
            let (_, version) = pinned.split_once("==").unwrap();
            assert!(FOLDER.contains(version), "{pinned}");
        }
    }
}
