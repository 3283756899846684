//! The gate: every step that must pass, in the order in which a mistake is cheapest to find.

use crate::engines::{Chromium, Other, told};
use crate::run::{Run, cargo};
use crate::setup::{self, BuildTools, TestTools, WASM_TARGET};
use crate::{ansible, build, docs, machine, package, say, size, windows};
use anyhow::{Context as _, Result, bail};
use std::env;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// One named step.
struct Step {
    name: &'static str,
    /// How long it usually takes once everything is compiled.
    usual: &'static str,
    /// Whether the fast gate has it.
    fast: bool,
    run: fn(&Tools) -> Result<()>,
}

/// What the slow steps need; the fast gate sets nothing up.
struct Tools {
    this: PathBuf,
    slow: Option<(BuildTools, TestTools)>,
}

const STEPS: &[Step] = &[
    Step {
        name: "format",
        usual: "1 s",
        fast: true,
        run: |_| cargo(&["fmt", "--all", "--", "--check", "-l"]).run(),
    },
    Step { name: "clippy", usual: "10 s", fast: true, run: |_| clippy() },
    Step { name: "clippy of the page for WebAssembly", usual: "10 s", fast: false, run: |_| clippy_web() },
    Step { name: "core without default features", usual: "3 s", fast: true, run: |_| bare_core(&[]) },
    Step {
        name: "core without default features for WebAssembly",
        usual: "3 s",
        fast: false,
        run: |_| bare_core(&["--target", WASM_TARGET]),
    },
    Step { name: "tests of the crates", usual: "30 s", fast: true, run: |_| tests_of_crates() },
    Step { name: "generated pages are current", usual: "8 s", fast: true, run: |_| docs::check() },
    Step {
        name: "Ansible reads the playbooks",
        usual: "30 s",
        fast: false,
        run: |tools| ansible::check(&tools.slow()?.1.ansible),
    },
    Step {
        name: "another engine decides by the rules",
        usual: "5 s",
        fast: false,
        run: |_| rules_in_another_engine(),
    },
    Step { name: "dependencies", usual: "5 s", fast: false, run: dependencies },
    Step { name: "known vulnerabilities", usual: "5 s", fast: false, run: vulnerabilities },
    Step { name: "site", usual: "1 minute", fast: false, run: |tools| build::with(&tools.slow()?.0, None) },
    Step {
        name: "the npm package's types and examples",
        usual: "5 s",
        fast: false,
        run: |tools| {
            let (build, tests) = tools.slow()?;
            package::check(&tests.tsc, &build.esbuild)
        },
    },
    Step { name: "a book of others", usual: "3 s", fast: false, run: book_of_others },
    Step { name: "page weight", usual: "18 s", fast: false, run: |_| size::report() },
    Step { name: "tests of what a user sees", usual: "6 minutes", fast: false, run: tests_of_the_site },
    Step {
        name: "page and file in Firefox",
        usual: "3 minutes",
        fast: false,
        run: |tools| tests_in_another(Other::Firefox, tools),
    },
    Step {
        name: "page and file in WebKit",
        usual: "1 minute",
        fast: false,
        run: |tools| tests_in_another(Other::Webkit, tools),
    },
    Step { name: "certplan.exe under Wine", usual: "1 minute", fast: false, run: |_| windows::test() },
];

/// Runs the steps and stops at the first that fails.
///
/// # Errors
/// The set-up or a step fails; the message names it.
pub(crate) fn run(fast: bool, only: Option<&str>) -> Result<()> {
    let wanted = |step: &&Step| (step.fast || !fast) && only.is_none_or(|part| step.name.contains(part));
    let steps: Vec<&Step> = STEPS.iter().filter(wanted).collect();
    if steps.is_empty() {
        let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        bail!("no step has that in its name; there are: {}", names.join(", "));
    }
    let whole = if fast { "under a minute" } else { "about 13 minutes" };
    let names = steps.iter().map(|step| step.name).collect::<Vec<_>>().join(", ");
    say::note(&format!("{} steps: {names}", steps.len()));
    say::note(&format!(
        "{whole} once compiled; on a fresh machine first about 20 minutes of set-up and compilation"
    ));
    let started = Instant::now();
    // Named before any step, since compiling replaces the running program's file.
    let this = env::current_exe().context("this program does not find its own file")?;
    let slow = if fast { None } else { Some((setup::for_build()?, setup::for_tests()?)) };
    let tools = Tools { this, slow };
    for (index, step) in steps.iter().enumerate() {
        say::step(
            &format!("{}/{} {}", index + 1, steps.len(), step.name),
            &format!("usually {}", step.usual),
        );
        let began = Instant::now();
        (step.run)(&tools).with_context(|| format!("step failed: {}", step.name))?;
        say::note(&format!("passed in {:.1} s", began.elapsed().as_secs_f32()));
    }
    say::note(&format!("all {} steps passed in {:.0} s", steps.len(), started.elapsed().as_secs_f32()));
    Ok(())
}

impl Tools {
    fn slow(&self) -> Result<&(BuildTools, TestTools)> {
        self.slow.as_ref().context("this step is not part of the fast gate")
    }
}

fn clippy() -> Result<()> {
    cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"]).run()
}

fn clippy_web() -> Result<()> {
    cargo(&[
        "clippy",
        "--quiet",
        "--package",
        "certplan-web",
        "--target",
        WASM_TARGET,
        "--",
        "--deny",
        "warnings",
    ])
    .run()
}

/// Alone, because in a larger build another crate may switch on what core must do without.
fn bare_core(target: &[&str]) -> Result<()> {
    cargo(&[&["check", "--quiet", "--package", "certplan-core", "--no-default-features"], target].concat())
        .run()
}

fn tests_of_crates() -> Result<()> {
    cargo(&["test", "--quiet", "--workspace", "--exclude", "certplan-tests"]).run()
}

/// Skipped where the engine cannot be had: it is compiled here, with libraries of its own.
fn rules_in_another_engine() -> Result<()> {
    match setup::decision_engine() {
        Err(error) => {
            say::note(&format!("SKIPPED: the rules as DMN are not run: {error:#}"));
            Ok(())
        }
        Ok(engine) => {
            cargo(&["test", "--quiet", "--package", "certplan-export", "--test", "dmn", "--", "--ignored"])
                .env("CERTPLAN_DMN_ENGINE", engine)
                .run()
        }
    }
}

fn dependencies(tools: &Tools) -> Result<()> {
    let (_, tests) = tools.slow()?;
    Run::new(&tests.cargo_deny).args(["check", "bans", "licenses", "sources"]).run()
}

/// Skipped without a network: the list of vulnerabilities is not part of the project.
fn vulnerabilities(tools: &Tools) -> Result<()> {
    let (_, tests) = tools.slow()?;
    if !Run::new(&tests.cargo_deny).args(["fetch", "db"]).succeeds() {
        say::note("SKIPPED: the advisory database cannot be reached from here");
        return Ok(());
    }
    Run::new(&tests.cargo_deny).args(["check", "--disable-fetch", "advisories"]).run()
}

/// What the benchmark of the built page prints.
///
/// # Errors
/// The set-up fails, or something cannot be measured; slowness is no error.
pub(crate) fn bench_of_the_page() -> Result<String> {
    let this = env::current_exe().context("this program does not find its own file")?;
    let tests = setup::for_tests()?;
    let bench = cargo(&["bench", "--quiet", "--package", "certplan-tests", "--bench", "page"]);
    with_site(told(bench, &tests.chromium.variables()), &tests, &this).output()
}

/// The preprocessor in a throw-away book that mdBook itself builds.
fn book_of_others(tools: &Tools) -> Result<()> {
    let (build, _) = tools.slow()?;
    cargo(&["test", "--quiet", "--package", "mdbook-certplan", "--test", "book", "--", "--ignored"])
        .env("CERTPLAN_MDBOOK", &build.mdbook)
        .run()
}

fn tests_of_the_site(tools: &Tools) -> Result<()> {
    in_browser(&["test", "--quiet", "--package", "certplan-tests"], &tools.slow()?.1, &tools.this)
}

/// The modules of the suite whose tests run in every engine; the others need what only Chromium's driver can do, or know no
/// engine.
const EVERYWHERE: [&str; 7] = [
    "everywhere::",
    "widget::",
    "error::",
    "evidence::",
    "fleet::",
    "take_away::",
    "book::axe_finds_nothing_by_day",
];

/// What can be tried besides: the driver of `WebKit` does not print.
const fn besides(engine: Other) -> &'static [&'static str] {
    match engine {
        Other::Firefox => &["print::the_printed_file"],
        Other::Webkit => &[],
    }
}

/// What must work everywhere, in an engine besides Chromium; a test that starts Chromium here must fail on every machine.
fn tests_in_another(engine: Other, tools: &Tools) -> Result<()> {
    let Some(variables) = engine.variables() else { return Ok(()) };
    let suite = ["test", "--quiet", "--package", "certplan-tests", "--test", "suite", "--"];
    let run = told(cargo(&suite).args(EVERYWHERE).args(besides(engine)), &variables)
        .env("CERTPLAN_ENGINE", engine.name());
    let run = Chromium::VARIABLES.iter().fold(run, |run, variable| run.without_env(variable));
    with_site(run, &tools.slow()?.1, &tools.this).run()
}

fn in_browser(arguments: &[&str], tests: &TestTools, this: &Path) -> Result<()> {
    with_site(told(cargo(arguments), &tests.chromium.variables()), tests, this).run()
}

fn with_site(run: Run, tests: &TestTools, this: &Path) -> Run {
    run.env("CERTPLAN_DIST", machine::dist()).env("CERTPLAN_AXE", &tests.axe).env("CERTPLAN_XTASK", this)
}
