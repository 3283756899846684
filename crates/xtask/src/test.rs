//! The gate: every step that must pass before a change is merged, cheap ones first.

use crate::engines::{Chromium, Other, Variables};
use crate::setup::{self, BuildTools, TestTools, WASM_TARGET};
use crate::{ansible, build, docs, machine, npm, package, playbooks, say, size, twin, windows};
use anyhow::{Context as _, Result, bail, ensure};
use std::env;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use xshell::{Shell, cmd};

/// One named step.
struct Step {
    name: &'static str,
    /// How long it usually takes once everything is compiled.
    usual: &'static str,
    needs: Needs,
    run: fn(&Tools) -> Result<Outcome>,
}

/// What a step needs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// Cargo alone; `--fast` runs these steps.
    Cargo,
    /// What `cargo xtask setup --tests` installs.
    Tools,
    /// Also the built site, so the step is skipped where building it has failed.
    Site,
}

/// How a step ended that did not fail.
pub(crate) enum Outcome {
    /// It passed.
    Passed,
    /// It was not run, for this reason.
    Skipped(String),
}

/// What the steps are given; the fast ones need no set-up.
struct Tools {
    this: PathBuf,
    installed: Option<(BuildTools, TestTools)>,
}

/// The step that builds what others test.
const SITE: &str = "site";

const fn step(
    name: &'static str,
    usual: &'static str,
    needs: Needs,
    run: fn(&Tools) -> Result<Outcome>,
) -> Step {
    Step { name, usual, needs, run }
}

/// Alone, because in a larger build another crate may switch on what core must do without.
const BARE_CORE: &str = "check --quiet --package certplan-core --no-default-features";

const STEPS: &[Step] = &[
    step("format", "1 s", Needs::Cargo, |_| cargo("fmt --all -- --check -l")),
    step("clippy", "10 s", Needs::Cargo, |_| {
        cargo("clippy --quiet --workspace --all-targets -- --deny warnings")
    }),
    step("clippy of the page for WebAssembly", "10 s", Needs::Tools, |_| {
        let pages = "--package certplan-web --package certplan-worker --package certplan-widget";
        cargo(&format!("clippy --quiet {pages} --target {WASM_TARGET} -- --deny warnings"))
    }),
    step("documentation of the crates", "30 s", Needs::Tools, |_| documentation()),
    step("core without default features", "3 s", Needs::Cargo, |_| cargo(BARE_CORE)),
    step("core without default features for WebAssembly", "3 s", Needs::Tools, |_| {
        cargo(&format!("{BARE_CORE} --target {WASM_TARGET}"))
    }),
    step("tests of the crates", "30 s", Needs::Cargo, |_| {
        cargo("test --quiet --workspace --exclude certplan-tests --no-fail-fast")
    }),
    step("plans on simulated deployments", "30 s", Needs::Cargo, |_| passed(twin::gate())),
    step("alert rules over a simulated year", "10 s", Needs::Tools, |_| passed(twin::alerts())),
    step("generated pages are current", "8 s", Needs::Cargo, |_| passed(docs::check())),
    step("Ansible reads the playbooks", "30 s", Needs::Tools, |tools| {
        passed(ansible::check(&tools.tests()?.ansible))
    }),
    step("Ansible runs the playbooks without PowerShell", "30 s", Needs::Tools, |tools| {
        passed(playbooks::run(&tools.tests()?.ansible))
    }),
    step("PowerShell runs the scripts", "2 minutes", Needs::Tools, |_| powershell()),
    step("another engine decides by the rules", "5 s", Needs::Tools, |tools| {
        passed(rules_in_another_engine(tools))
    }),
    step("dependencies", "5 s", Needs::Tools, |tools| passed(dependencies(tools))),
    step("known vulnerabilities", "5 s", Needs::Tools, vulnerabilities),
    step(SITE, "1 minute", Needs::Tools, |tools| passed(build::with(tools.build()?, None))),
    step("links of the site", "2 s", Needs::Site, |tools| passed(links(tools))),
    step("the npm package's types and examples", "5 s", Needs::Site, |tools| {
        passed(package::check(&npm::file(npm::TEST, ".bin/tsc")?, &tools.build()?.esbuild))
    }),
    step("a book of others", "3 s", Needs::Site, |tools| passed(book_of_others(tools))),
    step("page weight", "18 s", Needs::Site, |_| passed(size::report())),
    step("tests of what a user sees", "6 minutes", Needs::Site, |tools| passed(tests_of_the_site(tools))),
    step("page and file in Firefox", "3 minutes", Needs::Site, |tools| {
        tests_in_another(Other::Firefox, tools)
    }),
    step("page and file in WebKit", "2 minutes", Needs::Site, |tools| tests_in_another(Other::Webkit, tools)),
    step("certplan.exe under Wine", "1 minute", Needs::Tools, |_| windows::test()),
];

/// Runs the steps, all of them even where one fails, and prints a summary.
///
/// # Errors
/// The set-up or a step fails; the summary names it.
pub(crate) fn run(fast: bool, only: Option<&str>) -> Result<()> {
    let wanted = |step: &&Step| {
        (step.needs == Needs::Cargo || !fast) && only.is_none_or(|part| step.name.contains(part))
    };
    let steps: Vec<&Step> = STEPS.iter().filter(wanted).collect();
    if steps.is_empty() {
        let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        bail!("no step has that in its name; there are: {}", names.join(", "));
    }
    let names = steps.iter().map(|step| step.name).collect::<Vec<_>>().join(", ");
    say::note(&format!("{} steps: {names}", steps.len()));
    say::note(if fast {
        "under a minute once compiled"
    } else {
        "at most 15 minutes once compiled; at most 40 on a fresh machine with two cores"
    });
    let started = Instant::now();
    // Named before any step, since compiling replaces the running program's file.
    let this = env::current_exe().context("this program does not find its own file")?;
    let installed =
        if steps.iter().all(|step| step.needs == Needs::Cargo) { None } else { Some(setup::for_tests()?) };
    let set_up = started.elapsed();
    let tools = Tools { this, installed };
    let mut summary = Summary::default();
    for (index, step) in steps.iter().enumerate() {
        say::step(
            &format!("{}/{} {}", index + 1, steps.len(), step.name),
            &format!("usually {}", step.usual),
        );
        let began = Instant::now();
        let outcome = if step.needs == Needs::Site && summary.has_failed(SITE) {
            Ok(Outcome::Skipped("the site was not built".into()))
        } else {
            (step.run)(&tools)
        };
        summary.add(step.name, began.elapsed(), outcome);
    }
    summary.print(set_up, started.elapsed())
}

/// How each step ended.
#[derive(Default)]
struct Summary {
    steps: Vec<(&'static str, Duration, Result<Outcome>)>,
}

impl Summary {
    fn add(&mut self, name: &'static str, took: Duration, outcome: Result<Outcome>) {
        match &outcome {
            Ok(Outcome::Passed) => say::note(&format!("passed in {:.1} s", took.as_secs_f32())),
            Ok(Outcome::Skipped(reason)) => say::note(&format!("skipped: {reason}")),
            Err(error) => say::failure(error),
        }
        self.steps.push((name, took, outcome));
    }

    fn has_failed(&self, name: &str) -> bool {
        self.steps.iter().any(|(step, _, outcome)| *step == name && outcome.is_err())
    }

    fn line((name, took, outcome): &(&'static str, Duration, Result<Outcome>)) -> String {
        let seconds = took.as_secs_f32();
        match outcome {
            Ok(Outcome::Passed) => format!("passed   {seconds:>6.1} s  {name}"),
            Ok(Outcome::Skipped(reason)) => format!("skipped  {seconds:>6.1} s  {name}: {reason}"),
            Err(error) => format!("FAILED   {seconds:>6.1} s  {name}: {error:#}"),
        }
    }

    /// The closing line, in the form that programs read, too.
    fn counts(&self) -> String {
        let count = |wanted: fn(&Result<Outcome>) -> bool| {
            self.steps.iter().filter(|(_, _, outcome)| wanted(outcome)).count()
        };
        format!(
            "{} passed, {} failed, {} skipped",
            count(|outcome| matches!(outcome, Ok(Outcome::Passed))),
            count(Result::is_err),
            count(|outcome| matches!(outcome, Ok(Outcome::Skipped(_)))),
        )
    }

    fn print(&self, set_up: Duration, whole: Duration) -> Result<()> {
        say::result("");
        say::result(&format!("set-up   {:>6.1} s", set_up.as_secs_f32()));
        self.steps.iter().for_each(|step| say::result(&Self::line(step)));
        say::result(&format!("whole    {:>6.1} s", whole.as_secs_f32()));
        say::result(&self.counts());
        let failed: Vec<_> =
            self.steps.iter().filter(|(_, _, outcome)| outcome.is_err()).map(|(name, ..)| *name).collect();
        ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
        Ok(())
    }
}

impl Tools {
    fn build(&self) -> Result<&BuildTools> {
        Ok(&self.installed.as_ref().context("this step is not part of the fast gate")?.0)
    }

    fn tests(&self) -> Result<&TestTools> {
        Ok(&self.installed.as_ref().context("this step is not part of the fast gate")?.1)
    }
}

/// Runs cargo with these arguments.
fn cargo(arguments: &str) -> Result<Outcome> {
    let sh = machine::shell()?;
    let arguments = arguments.split(' ');
    cmd!(sh, "cargo {arguments...}").quiet().run()?;
    Ok(Outcome::Passed)
}

fn passed(result: Result<()>) -> Result<Outcome> {
    result.map(|()| Outcome::Passed)
}

/// The scripts under a real PowerShell against a deployment that is made up, where there is PowerShell with Pester.
fn powershell() -> Result<Outcome> {
    let Ok(pwsh) = which::which("pwsh") else {
        return Ok(Outcome::Skipped("not run here: no PowerShell".into()));
    };
    let sh = machine::shell()?;
    let pester = "Import-Module $(if ($env:PESTER) { $env:PESTER } else { 'Pester' }) -MinimumVersion 5.5.0";
    if cmd!(sh, "{pwsh} -NoProfile -Command {pester}").quiet().run().is_err() {
        return Ok(Outcome::Skipped("not run here: PowerShell has no Pester".into()));
    }
    cmd!(sh, "{pwsh} -NoProfile -File tests/powershell/run.ps1").quiet().run()?;
    Ok(Outcome::Passed)
}

fn rules_in_another_engine(tools: &Tools) -> Result<()> {
    let sh = machine::shell()?;
    sh.set_var("CERTPLAN_DMN_ENGINE", &tools.tests()?.npm);
    Ok(cmd!(sh, "cargo test --quiet --package certplan-export --test dmn -- --ignored").quiet().run()?)
}

fn dependencies(tools: &Tools) -> Result<()> {
    let (sh, cargo_deny) = (machine::shell()?, &tools.tests()?.cargo_deny);
    Ok(cmd!(sh, "{cargo_deny} check bans licenses sources").quiet().run()?)
}

/// Every public item has a description whose links lead somewhere.
fn documentation() -> Result<Outcome> {
    let sh = machine::shell()?;
    cmd!(sh, "cargo doc --quiet --workspace --no-deps").env("RUSTDOCFLAGS", "-D warnings").quiet().run()?;
    Ok(Outcome::Passed)
}

/// Skipped without a network: the list of vulnerabilities is not part of the project.
fn vulnerabilities(tools: &Tools) -> Result<Outcome> {
    let (sh, cargo_deny) = (machine::shell()?, &tools.tests()?.cargo_deny);
    if cmd!(sh, "{cargo_deny} fetch db").quiet().ignore_stdout().ignore_stderr().run().is_err() {
        return Ok(Outcome::Skipped("the advisory database cannot be reached from here".into()));
    }
    cmd!(sh, "{cargo_deny} check --disable-fetch advisories").quiet().run()?;
    Ok(Outcome::Passed)
}

/// What the benchmark of the built page prints.
///
/// # Errors
/// The set-up fails, or something cannot be measured; slowness is no error.
pub(crate) fn bench_of_the_page() -> Result<String> {
    let this = env::current_exe().context("this program does not find its own file")?;
    let (_, tests) = setup::for_tests()?;
    let sh = shell_for_browsers(&tests, &this, tests.chromium.variables())?;
    Ok(cmd!(sh, "cargo bench --quiet --profile dev --package certplan-tests --bench page").quiet().read()?)
}

/// Every link that stays in the site leads to a file and an anchor that exist.
fn links(tools: &Tools) -> Result<()> {
    let (sh, lychee, dist) = (machine::shell()?, &tools.tests()?.lychee, machine::dist());
    // What follows the number sign there is for the page's script: a mode, or the facts.
    let routes = r"(index|certplan)\.html#[/?]";
    let arguments =
        ["--offline", "--include-fragments", "--no-progress", "--extensions", "html", "--exclude", routes];
    // The page for wrong addresses links to the root of its host.
    Ok(cmd!(sh, "{lychee} {arguments...} --root-dir {dist} {dist}").quiet().run()?)
}

/// The preprocessor in a throw-away book that mdBook itself builds.
fn book_of_others(tools: &Tools) -> Result<()> {
    let sh = machine::shell()?;
    sh.set_var("CERTPLAN_MDBOOK", &tools.build()?.mdbook);
    Ok(cmd!(sh, "cargo test --quiet --package mdbook-certplan --test book -- --ignored").quiet().run()?)
}

fn tests_of_the_site(tools: &Tools) -> Result<()> {
    let tests = tools.tests()?;
    let sh = shell_for_browsers(tests, &tools.this, tests.chromium.variables())?;
    Ok(cmd!(sh, "cargo test --quiet --package certplan-tests --test suite").quiet().run()?)
}

/// The modules of the suite whose tests run in every engine; the others need what only Chromium's driver can do, or know no
/// engine.
const EVERYWHERE: [&str; 8] =
    ["everywhere::", "widget::", "error::", "evidence::", "fleet::", "take_away::", "worker::", "book::"];

/// What can be tried besides: the driver of `WebKit` does not print.
const fn besides(engine: Other) -> &'static [&'static str] {
    match engine {
        Other::Firefox => &["print::the_printed_file"],
        Other::Webkit => &[],
    }
}

/// What must work everywhere, in an engine besides Chromium; a test that starts Chromium here must fail on every machine.
fn tests_in_another(engine: Other, tools: &Tools) -> Result<Outcome> {
    let variables = match engine.variables() {
        Ok(variables) => variables,
        Err(error) => return Ok(Outcome::Skipped(format!("{error:#}"))),
    };
    let sh = shell_for_browsers(tools.tests()?, &tools.this, variables)?;
    sh.set_var("CERTPLAN_ENGINE", engine.name());
    let (everywhere, besides) = (EVERYWHERE, besides(engine));
    let mut run =
        cmd!(sh, "cargo test --quiet --package certplan-tests --test suite -- {everywhere...} {besides...}");
    for variable in Chromium::VARIABLES {
        run = run.env_remove(variable);
    }
    let run = run.quiet();
    // A key or a click that the driver of WebKit lost is no fault of the page; a test that fails again is one.
    if let Err(error) = run.run() {
        if engine != Other::Webkit {
            return Err(error.into());
        }
        say::note(&format!(
            "once more, since the driver of WebKit loses keys and clicks now and then: {error}"
        ));
        run.run()?;
    }
    Ok(Outcome::Passed)
}

/// A shell that tells the tests where the site, its server and the browsers are.
fn shell_for_browsers(tests: &TestTools, this: &Path, browsers: Variables) -> Result<Shell> {
    let sh = machine::shell()?;
    sh.set_var("CERTPLAN_DIST", machine::dist());
    sh.set_var("CERTPLAN_AXE", &tests.axe);
    sh.set_var("CERTPLAN_XTASK", this);
    for (name, file) in browsers {
        sh.set_var(name, file);
    }
    Ok(sh)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary() -> Summary {
        let mut summary = Summary::default();
        summary.steps.push(("format", Duration::from_millis(1500), Ok(Outcome::Passed)));
        summary.steps.push(("PowerShell", Duration::ZERO, Ok(Outcome::Skipped("no PowerShell".into()))));
        summary
    }

    #[test]
    fn the_closing_line_counts_each_outcome() {
        let mut summary = summary();
        assert_eq!(summary.counts(), "1 passed, 0 failed, 1 skipped");
        assert!(summary.print(Duration::ZERO, Duration::ZERO).is_ok());
        summary.steps.push((SITE, Duration::ZERO, Err(anyhow::anyhow!("no trunk"))));
        assert_eq!(summary.counts(), "1 passed, 1 failed, 1 skipped");
        assert!(summary.has_failed(SITE) && !summary.has_failed("format"));
        assert_eq!(summary.print(Duration::ZERO, Duration::ZERO).unwrap_err().to_string(), "failed: site");
    }

    #[test]
    fn each_step_has_a_line_with_its_time_and_reason() {
        let lines: Vec<_> = summary().steps.iter().map(Summary::line).collect();
        assert_eq!(lines, ["passed      1.5 s  format", "skipped     0.0 s  PowerShell: no PowerShell"]);
    }
}
