//! The package as its users meet it: the examples of its README run, and its types are compiled.

use super::NAME;
use crate::machine;
use anyhow::{Context as _, Result, ensure};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use xshell::cmd;

/// Compiles every example against the package's types, and runs it under Node.js.
///
/// # Errors
/// The compiler finds something, an example fails, or prints other lines than it says.
pub(crate) fn check(tsc: &Path, esbuild: &Path) -> Result<()> {
    let package = super::folder(&machine::dist());
    ensure!(package.is_dir(), "there is no package yet; build it with: cargo xtask build");
    let (sh, project) = (machine::shell()?, project(&package)?);
    let text = fs::read_to_string(package.join("README.md")).context("the package has no README.md")?;
    let examples = examples(&text);
    ensure!(!examples.is_empty(), "the package's README has no example");
    for (place, example) in examples.iter().enumerate() {
        let name = format!("example-{}.{}", place + 1, example.extension());
        fs::write(project.join(&name), &example.code)?;
        if example.runs {
            let file = project.join(&name);
            let printed = cmd!(sh, "node {file}").quiet().read()?;
            ensure!(
                printed == example.prints.trim_end(),
                "example {} of the package's README prints:\n{printed}and not:\n{}",
                place + 1,
                example.prints
            );
        }
    }
    for name in ["uses.ts", "uses.cts"] {
        fs::copy(machine::root().join("crates/package/tests").join(name), project.join(name))?;
    }
    cmd!(sh, "{tsc} --project {project}").quiet().run()?;
    alone(esbuild, &project)
}

/// Bundles a program that imports the plan alone out of the whole package, and looks whether anything else came along.
fn alone(esbuild: &Path, project: &Path) -> Result<()> {
    let (program, bundle) = (project.join("alone.js"), project.join("bundle.js"));
    fs::write(
        &program,
        format!("import {{ plan }} from '{NAME}';\nself.onmessage = ({{ data }}) => plan(data);\n"),
    )?;
    let (sh, options) =
        (machine::shell()?, ["--bundle", "--format=esm", "--log-level=warning", "--minify-syntax"]);
    cmd!(sh, "{esbuild} {options...} {program} --outfile={bundle}").quiet().run()?;
    let text = fs::read_to_string(&bundle)?;
    ensure!(text.contains("certplan-plan.wasm"), "the bundle of a plan has no module");
    ensure!(
        !text.contains("certplan-rest.wasm"),
        "the bundle of a plan asks for the module of the other functions"
    );
    Ok(())
}

/// A folder in which the package is installed, as npm would install it from a folder.
fn project(package: &Path) -> Result<PathBuf> {
    let project = machine::root().join("target/package-user");
    if project.exists() {
        fs::remove_dir_all(&project).with_context(|| format!("cannot remove {}", project.display()))?;
    }
    let installed = project.join("node_modules").join(NAME);
    copy(package, &installed)?;
    fs::write(project.join("package.json"), "{ \"private\": true, \"type\": \"module\" }\n")?;
    let options = "{ \"compilerOptions\": { \"strict\": true, \"noEmit\": true, \"exactOptionalPropertyTypes\": true, \
        \"allowJs\": true, \"checkJs\": true, \"module\": \"nodenext\", \"target\": \"es2022\", \"lib\": [\"es2022\", \"dom\"], \"types\": [] }, \
        \"include\": [\"*.mjs\", \"*.cjs\", \"*.ts\", \"*.cts\"] }\n";
    fs::write(project.join("tsconfig.json"), options)?;
    // What an example takes of Node.js is not what is checked here.
    fs::write(project.join("node.d.ts"), "declare module 'node:*';\n")?;
    Ok(project)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot create {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let path = entry?.path();
        let there = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &there)?;
        } else {
            fs::copy(&path, &there)?;
        }
    }
    Ok(())
}

/// A block of code in a README.
#[derive(Debug, Default, PartialEq, Eq)]
struct Example {
    code: String,
    /// What it says that it prints: the lines that begin with `//>`.
    prints: String,
    common_js: bool,
    /// Whether Node.js can run it; the others are for browsers.
    runs: bool,
}

impl Example {
    fn extension(&self) -> &'static str {
        if self.common_js { "cjs" } else { "mjs" }
    }
}

/// The blocks of JavaScript, in order. ```` ```js browser ```` is compiled only.
fn examples(markdown: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut open: Option<Example> = None;
    for line in markdown.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(kind)) if kind.starts_with("js") => {
                open = Some(Example { runs: kind != "js browser", ..Example::default() });
            }
            (None, Some(_)) => open = None,
            (Some(_), Some(_)) => examples.extend(open.take()),
            (Some(example), None) => {
                example.common_js |= line.contains("require(");
                let _ = writeln!(example.code, "{line}");
                if let Some(printed) = line.trim_start().strip_prefix("//> ") {
                    let _ = writeln!(example.prints, "{printed}");
                }
            }
            (None, None) => {}
        }
    }
    examples
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_blocks_of_javascript_are_examples() {
        let text =
            "# A\n```sh\nnpm\n```\n```js\nconst a = require('a');\n//> 1\n```\n```js browser\nb\n```\n";
        let found = examples(text);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].prints, "1\n");
        assert!(found[0].common_js && found[0].runs);
        assert!(!found[1].common_js && !found[1].runs);
    }
}
