//! The npm package: two modules of WebAssembly, the few scripts around them for Node.js, browsers and workers, and types that
//! are made of the schemas.

use crate::build::edit;
use crate::setup::{self, BuildTools};
use crate::{contracts, machine, module, npm, say};
use anyhow::{Context as _, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use xshell::cmd;

/// The package's name, and the crate's.
pub(crate) const NAME: &str = "certplan-wasm";

/// Its modules of WebAssembly: `certplan-<name>` is the program, the file and the beginning of its functions' names.
pub(crate) const MODULES: [&str; 2] = ["plan", "rest"];

/// The hand-written scripts, beside the one that differs by platform.
const SCRIPTS: [&str; 5] = ["error.js", "wasm.js", "plan.js", "rest.js", "index.js"];

/// What is written once for each sort of module that a program can be made of.
struct Platform {
    folder: &'static str,
    /// The script that reads a file there.
    read: &'static str,
    common_js: bool,
}

const PLATFORMS: [Platform; 3] = [
    Platform { folder: "web", read: "read.web.js", common_js: false },
    Platform { folder: "node", read: "read.node.js", common_js: false },
    Platform { folder: "cjs", read: "read.node.js", common_js: true },
];

/// The package's folder in a built site.
pub(crate) fn folder(site: &Path) -> PathBuf {
    site.join("package").join(NAME)
}

/// Builds the package into the site in `dist/`, and checks it.
///
/// # Errors
/// A tool cannot be installed or fails, or the check finds something.
pub(crate) fn alone() -> Result<()> {
    let tools = setup::for_build()?;
    build(&tools, &machine::dist())?;
    check(&npm::file(npm::TEST, ".bin/tsc")?, &tools.esbuild)
}

/// Runs the examples of the package's README, compiles its types, and bundles a program that uses plans alone.
///
/// # Errors
/// There is no package yet, or the check finds something.
pub(crate) fn check(tsc: &Path, esbuild: &Path) -> Result<()> {
    let (sh, package) = (machine::shell()?, folder(&machine::dist()));
    ensure!(package.is_dir(), "there is no package yet; build it with: cargo xtask build");
    Ok(cmd!(sh, "node crates/package/tests/user.mjs {package} target/package-user {tsc} {esbuild}")
        .quiet()
        .run()?)
}

/// Builds the package into the site.
///
/// # Errors
/// A tool fails, or a schema says something that has no type.
pub(crate) fn build(tools: &BuildTools, site: &Path) -> Result<()> {
    say::step("building the npm package", "about 1 minute at first, then 10 seconds");
    let package = folder(site);
    let work = machine::root().join("target/package");
    for folder in [&package, &work] {
        machine::remove(folder)?;
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    for name in MODULES {
        module(tools, name, &work, &package)?;
    }
    for platform in &PLATFORMS {
        scripts(tools, platform, &work, &package)?;
    }
    declarations(&package)?;
    contracts::schemas(&package.join("schemas"))?;
    papers(&package)
}

/// One module and its glue: the module into the package, the glue into the folder of work.
fn module(tools: &BuildTools, name: &str, work: &Path, package: &Path) -> Result<()> {
    let program = format!("certplan-{name}");
    let stem = module::build(tools, NAME, &program, work)?;
    fs::rename(work.join(format!("{stem}_bg.wasm")), package.join(format!("{program}.wasm")))?;
    let glue = work.join(format!("glue-{name}.js"));
    fs::rename(work.join(format!("{stem}.js")), &glue)?;
    // The scripts of the package say where the module is; a bundler must not look for another one.
    let elsewhere = format!("new URL(\"{stem}_bg.wasm\",import.meta.url)");
    edit(&glue, |text| {
        ensure!(text.contains(&elsewhere), "the script does not look beside itself any more");
        // ES modules and CommonJS treat a default export differently, so the function that starts it gets a name.
        Ok(text.replace(&elsewhere, "\"\"").replace(" as default", " as start"))
    })
}

/// The scripts for one platform.
fn scripts(tools: &BuildTools, platform: &Platform, work: &Path, package: &Path) -> Result<()> {
    let folder = package.join(platform.folder);
    fs::create_dir_all(&folder)?;
    let sources = sources();
    let glue = MODULES.map(|name| format!("glue-{name}.js"));
    let written = SCRIPTS.iter().map(|name| (sources.join(name), *name));
    let glued = glue.iter().map(|name| (work.join(name), name.as_str()));
    for (from, name) in written.chain(glued).chain([(sources.join(platform.read), "read.js")]) {
        let to = folder.join(name);
        if platform.common_js {
            let (sh, esbuild) = (machine::shell()?, &tools.esbuild);
            let options = [
                "--format=cjs",
                "--platform=node",
                "--log-level=warning",
                "--define:import.meta.url=address",
            ];
            let banner = "--banner:js=const address = require('node:url').pathToFileURL(__filename).href;";
            cmd!(sh, "{esbuild} {options...} {banner} {from} --outfile={to}").quiet().run()?;
        } else {
            fs::copy(&from, &to).with_context(|| format!("cannot copy {}", from.display()))?;
        }
    }
    if platform.common_js {
        fs::write(folder.join("package.json"), "{ \"type\": \"commonjs\", \"sideEffects\": false }\n")?;
    }
    Ok(())
}

/// The types, for both sorts of modules.
fn declarations(package: &Path) -> Result<()> {
    let (sh, schemas, installed) =
        (machine::shell()?, machine::root().join("docs/src/reference"), npm::folder(npm::BUILD)?);
    let contracts = cmd!(sh, "node crates/xtask/npm/types.mjs {schemas} {installed}").quiet().read()? + "\n";
    let read = |name: &str| {
        let file = sources().join(name);
        fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))
    };
    for (name, text) in
        [("contracts", contracts), ("plan", read("plan.d.ts")?), ("index", read("index.d.ts")?)]
    {
        fs::write(package.join(format!("{name}.d.cts")), text.replace(".js';", ".cjs';"))?;
        fs::write(package.join(format!("{name}.d.ts")), text)?;
    }
    Ok(())
}

/// The files that describe the package.
fn papers(package: &Path) -> Result<()> {
    let sh = machine::shell()?;
    let described = cmd!(sh, "cargo metadata --no-deps --offline --format-version 1").quiet().read()?;
    let described: serde_json::Value = serde_json::from_str(&described).context("cargo printed no JSON")?;
    let about = described["packages"].as_array().into_iter().flatten().find(|it| it["name"] == NAME);
    let about = about.with_context(|| format!("the workspace has no {NAME}"))?;
    fs::copy(sources().join("package.json"), package.join("package.json"))?;
    edit(&package.join("package.json"), |text| {
        let field = |name: &str| about[name].as_str().with_context(|| format!("{NAME} has no {name}"));
        Ok(text.replace("certplan:version", field("version")?).replace("certplan:license", field("license")?))
    })?;
    fs::copy(sources().join("README.md"), package.join("README.md"))?;
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        fs::copy(machine::root().join(name), package.join(name))?;
    }
    Ok(())
}

/// The folder of what is written by hand.
fn sources() -> PathBuf {
    machine::root().join("crates/package/package")
}
