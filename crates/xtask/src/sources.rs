//! The documents behind the rules: which of them have changed since they were read, and what uses them.

use crate::reference::File;
use crate::{docs, machine, say};
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use std::fmt::Write as _;
use std::path::Path;
use xshell::{Shell, cmd};

/// A source with its document, as `crates/core/examples/sources.rs` prints it.
#[derive(Debug, Deserialize)]
struct Source {
    id: String,
    title: String,
    url: String,
    /// The date of the text that was read, `YYYY-MM-DD`.
    as_of: String,
    repository: Option<String>,
    path: Option<String>,
    commit: Option<String>,
    /// What uses it, each by its kind and name.
    used_by: Vec<String>,
}

/// Asks the clone in `folder` which of its documents have changed since they were read, and prints what uses them.
///
/// # Errors
/// The folder is no clone of a repository that a source is from, or git fails.
pub(crate) fn check(folder: &Path) -> Result<()> {
    let sources = sources()?;
    let clone = Clone::open(folder)?;
    let documents: Vec<_> =
        sources.iter().filter(|source| source.repository.as_ref() == Some(&clone.repository)).collect();
    ensure!(!documents.is_empty(), "no source is from the repository {}", clone.repository);
    let mut changed = 0;
    for source in &documents {
        if let Some(change) = clone.change(source)? {
            changed += 1;
            say::result(&change);
        }
    }
    say::result(&format!("{changed} of {} documents of {} have changed", documents.len(), clone.repository));
    Ok(())
}

/// The book's page of the sources with their documents, and what uses each.
///
/// # Errors
/// The sources cannot be read.
pub(crate) fn page() -> Result<File> {
    let mut text = format!(
        "{}\n\n# What uses each source\n\nEach document was read at the commit given here; its date is that of the text, or of the day of \
         reading.\n`cargo xtask sources FOLDER` asks a clone of a repository which of them have changed since.\n",
        docs::MARK
    );
    for Source { id, title, url, as_of, commit, used_by, repository, path } in sources()? {
        let _ = write!(text, "\n## {id}\n\n[{title}]({url}), {as_of}");
        if let (Some(repository), Some(path), Some(commit)) = (repository, path, commit) {
            let short = &commit[..8];
            let _ = write!(text, ", read at [{short}](https://github.com/{repository}/blob/{commit}/{path})");
        }
        let used_by = if used_by.is_empty() { "nothing".to_owned() } else { used_by.join(", ") };
        let _ = writeln!(text, "\n\nUsed by: {used_by}.");
    }
    Ok(File { name: "docs/src/reference/documents.md".into(), text })
}

fn sources() -> Result<Vec<Source>> {
    let sh = machine::shell()?;
    let printed = cmd!(sh, "cargo run --quiet --package certplan-core --example sources").quiet().read()?;
    printed.lines().map(|line| serde_json::from_str(line).context("a source is no JSON")).collect()
}

/// A clone of a repository.
struct Clone {
    sh: Shell,
    /// `owner/name`, out of the address that it was cloned from.
    repository: String,
}

impl Clone {
    fn open(folder: &Path) -> Result<Self> {
        let sh = machine::shell()?;
        sh.change_dir(folder);
        let address = cmd!(sh, "git remote get-url origin").quiet().read().with_context(|| {
            format!("{} is no clone of a repository that has an origin", folder.display())
        })?;
        let path = address.trim_end_matches('/').trim_end_matches(".git").replace(':', "/");
        let mut parts = path.rsplit('/');
        let (name, owner) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        Ok(Self { sh, repository: format!("{owner}/{name}") })
    }

    /// What has changed in a source's document, in words; `None` where nothing has.
    fn change(&self, source: &Source) -> Result<Option<String>> {
        let Some(path) = &source.path else { return Ok(None) };
        let Some(what) = self.what_changed(path, source)? else { return Ok(None) };
        Ok(Some(format!("{path} {what}\n    {}: {}", source.id, source.used_by.join(", "))))
    }

    fn what_changed(&self, path: &str, source: &Source) -> Result<Option<String>> {
        let sh = &self.sh;
        let tracked = cmd!(sh, "git ls-tree --name-only HEAD -- {path}").quiet().read()?;
        if tracked.is_empty() {
            return Ok(Some("is gone".into()));
        }
        match &source.commit {
            Some(commit) if self.has(commit) => {
                let numbers = cmd!(sh, "git diff --numstat {commit} HEAD -- {path}").quiet().read()?;
                let mut columns = numbers.split_whitespace();
                Ok(columns.next().zip(columns.next()).map(|(added, removed)| {
                    format!("has changed since {}: {added} lines added, {removed} removed", &commit[..8])
                }))
            }
            // Without the commit, the dates are compared.
            _ => {
                let last = cmd!(sh, "git log -1 --format=%cs -- {path}").quiet().read()?;
                let later = last.as_str() > source.as_of.as_str();
                Ok(later
                    .then(|| format!("was changed on {last}; the text that was read is of {}", source.as_of)))
            }
        }
    }

    fn has(&self, commit: &str) -> bool {
        let object = format!("{commit}^{{commit}}");
        cmd!(self.sh, "git cat-file -e {object}").quiet().ignore_stderr().run().is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{env, fs, process};

    /// A repository with one commit, and that commit.
    fn repository(name: &str) -> (Clone, String) {
        let folder = env::temp_dir().join(format!("certplan-sources-{}-{name}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        let sh = Shell::new().unwrap();
        sh.change_dir(&folder);
        cmd!(sh, "git init --quiet").run().unwrap();
        cmd!(sh, "git remote add origin https://example.org/docs/pages.git").run().unwrap();
        let commit = commit(&sh, "2024-05-01", &[("a.md", "one\ntwo\n"), ("b.md", "same\n")]);
        (Clone::open(&folder).unwrap(), commit)
    }

    fn commit(sh: &Shell, date: &str, files: &[(&str, &str)]) -> String {
        for (file, text) in files {
            sh.write_file(file, text).unwrap();
        }
        let date = format!("{date}T12:00:00Z");
        cmd!(sh, "git add --all").run().unwrap();
        cmd!(sh, "git -c user.name=a -c user.email=a@example.org commit --quiet --message text")
            .envs([("GIT_AUTHOR_DATE", &date), ("GIT_COMMITTER_DATE", &date)])
            .run()
            .unwrap();
        cmd!(sh, "git rev-parse HEAD").read().unwrap()
    }

    fn source(path: &str, commit: Option<&str>) -> Source {
        Source {
            id: "pages".into(),
            title: "Pages".into(),
            url: String::new(),
            as_of: "2024-05-01".into(),
            repository: Some("docs/pages".into()),
            path: Some(path.into()),
            commit: commit.map(String::from),
            used_by: vec!["rule r".into(), "step s".into()],
        }
    }

    #[test]
    fn a_clone_says_which_documents_have_changed_and_what_uses_them() {
        let (clone, read) = repository("changes");
        assert_eq!(clone.repository, "docs/pages");
        let change = |path: &str, commit: Option<&str>| clone.change(&source(path, commit)).unwrap();
        assert_eq!(change("a.md", Some(&read)), None);
        assert_eq!(change("a.md", None), None);
        commit(&clone.sh, "2024-06-02", &[("a.md", "one\nthree\nfour\n")]);
        assert_eq!(
            change("a.md", Some(&read)).unwrap(),
            format!(
                "a.md has changed since {}: 2 lines added, 1 removed\n    pages: rule r, step s",
                &read[..8]
            )
        );
        // Where the clone lacks the commit, the dates decide.
        for unknown in [None, Some("0123456789012345678901234567890123456789")] {
            let said = change("a.md", unknown).unwrap();
            assert!(
                said.contains("was changed on 2024-06-02; the text that was read is of 2024-05-01"),
                "{said}"
            );
        }
        assert_eq!(change("b.md", Some(&read)), None);
        assert!(change("c.md", Some(&read)).unwrap().starts_with("c.md is gone"));
        fs::remove_dir_all(clone.sh.current_dir()).unwrap();
    }
}
