//! Playbooks handed to Ansible itself: its syntax check and its linter, from a private environment of pinned versions.

use crate::{machine, reference, say};
use anyhow::{Context as _, Result, ensure};
use std::path::{Path, PathBuf};
use xshell::cmd;

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
    machine::remove(&folder)?;
    install(&folder).with_context(|| {
        let shown = folder.display();
        format!("Ansible could not be installed; by hand: python3 -m venv {shown} && {shown}/bin/pip install {ANSIBLE} {LINT}")
    })?;
    Ok(programs)
}

fn install(folder: &Path) -> Result<()> {
    let sh = machine::shell()?;
    let pip = folder.join("bin/pip");
    cmd!(sh, "python3 -m venv {folder}").quiet().run()?;
    // Compiling thousands of modules that are never run would take most of the time.
    cmd!(sh, "{pip} install --quiet --disable-pip-version-check --no-compile {ANSIBLE} {LINT}")
        .quiet()
        .run()?;
    sh.write_file(folder.join(COMPLETE), "")?;
    Ok(())
}

/// Deployments of two different plans, one with a name that Ansible does not accept.
const FLEET: &str = "{\"deployment\": \"berlin\", \"host\": \"hv01\", \"cluster\": \"prod\", \"load_balancer\": true, \"shutdown\": \"45d\"}\n\
    {\"deployment\": \"site 7:22\", \"cluster\": \"shop\", \"shutdown\": \"3d\"}\n";

/// Writes the playbooks of some plans and of a fleet, and lets Ansible and its linter read them.
///
/// # Errors
/// A playbook cannot be written, or one of the two finds something.
pub(crate) fn check(programs: &Path) -> Result<()> {
    let sh = machine::shell()?;
    let folder = machine::root().join("target/playbooks");
    let write = |name: &str, arguments: &[&str]| -> Result<PathBuf> {
        let file = folder.join(name);
        sh.write_file(&file, reference::certplan(arguments)?)?;
        Ok(file)
    };
    let mut files = Vec::new();
    for (name, clusters) in PLANS {
        let plan = [&["plan", "--shutdown", "45d", "--format", "ansible"], clusters].concat();
        files.push(write(&format!("{name}.yml"), &plan)?);
    }
    let fleet = folder.join("fleet.ndjson").to_string_lossy().into_owned();
    sh.write_file(&fleet, FLEET)?;
    files.push(write("fleet.yml", &["fleet", "--format", "ansible", &fleet])?);
    let inventory = write("inventory.yml", &["fleet", "--format", "inventory", &fleet])?;
    sh.set_var("PATH", machine::path_with(&[&programs.join("ansible")])?);
    let lists = &files;
    cmd!(sh, "ansible-playbook --syntax-check --inventory {inventory} {lists...}").quiet().run()?;
    let hosts = cmd!(sh, "ansible-inventory --list --inventory {inventory}").quiet().read()?;
    ensure!(hosts.contains("\"site-7-22-line-2\""), "Ansible read other hosts out of the inventory: {hosts}");
    cmd!(sh, "ansible-lint --offline -q {files...}").quiet().run()?;
    Ok(())
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
