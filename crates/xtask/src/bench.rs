//! The figures of the book's page of benchmarks: measured here, one after the other, each beside a peer in the same run.

mod peers;

use crate::docs::MARK;
use crate::size::Gauge;
use crate::{machine, say, size, test};
use anyhow::{Context as _, Result};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};
use xshell::cmd;

/// How many clusters the fleet of the gauge has, and how many broken lines.
const FLEET: [&str; 2] = ["1000000", "1000"];

/// A measured line of the table.
struct Row {
    what: &'static str,
    ours: String,
    /// The peer with its figure, and how many times as long it takes; nothing where there is none on this machine.
    peer: Option<(String, f64)>,
    bar: Cow<'static, str>,
}

/// Measures the command, and prints what it finds.
///
/// # Errors
/// Something cannot be built or run; slowness is no error.
pub(crate) fn command() -> Result<()> {
    shown(&commands()?);
    Ok(())
}

/// Measures the decision, the command and the built page, and writes the book's page.
///
/// # Errors
/// There is no site, or something cannot be built or run; slowness is no error.
pub(crate) fn all() -> Result<()> {
    let mut lines = shown(&decision()?);
    lines.extend(shown(&commands()?));
    lines.extend(shown(&weight()?));
    for line in test::bench_of_the_page()?.lines().filter(|line| line.starts_with('|')) {
        say::result(line);
        lines.push(line.to_owned());
    }
    let page = machine::root().join("docs/src/benchmarks.md");
    fs::write(&page, written(&lines)?).with_context(|| format!("cannot write {}", page.display()))
}

/// Prints the rows, and gives them as lines of the page's table.
fn shown(rows: &[Row]) -> Vec<String> {
    let lines: Vec<_> = rows.iter().map(Row::line).collect();
    for line in &lines {
        say::result(line);
    }
    lines
}

fn commands() -> Result<Vec<Row>> {
    say::step("building the command and its gauges", "about 1 minute");
    let sh = machine::shell()?;
    cmd!(sh, "cargo build --quiet --release --package certplan").quiet().run()?;
    cmd!(sh, "cargo build --quiet --release --package certplan-fleet --example million").quiet().run()?;
    cmd!(sh, "cargo build --quiet --release --package certplan-inspect --example bundle").quiet().run()?;
    let mut rows = vec![start()?];
    rows.extend(fleet()?);
    rows.extend(bundle()?);
    Ok(rows)
}

/// The decision, beside rules engines that hold one of its tables.
fn decision() -> Result<Vec<Row>> {
    let sh = machine::shell()?;
    cmd!(sh, "cargo build --quiet --release --package certplan").quiet().run()?;
    let engines = peers::engines(&built("certplan"))?;
    cmd!(sh, "cargo bench --package certplan-core").quiet().run()?;
    let [assess, plan] = [median("assess")?, median("plan")?];
    let row = |what, ours, peer, bar| Row { what, ours: nanoseconds(ours), peer, bar: Cow::Borrowed(bar) };
    let beside = |(name, theirs)| {
        let peer = format!("the shutdown table alone in {name}: {}", nanoseconds(theirs));
        row(
            "assess, on ready facts",
            assess,
            Some((peer, theirs / assess)),
            "at most 80 ns, 50 times as fast as zen-engine",
        )
    };
    let mut rows: Vec<_> = engines.into_iter().map(beside).collect();
    if rows.is_empty() {
        rows.push(row(
            "assess, on ready facts",
            assess,
            None,
            "at most 80 ns, 50 times as fast as zen-engine",
        ));
    }
    rows.push(row("plan, for three clusters", plan, None, "at most 2 µs"));
    Ok(rows)
}

/// The median that the benchmark wrote down, in nanoseconds.
fn median(name: &str) -> Result<f64> {
    let file = machine::root().join("target/criterion").join(name).join("new/estimates.json");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let estimates: serde_json::Value = serde_json::from_str(&text)?;
    estimates["median"]["point_estimate"].as_f64().with_context(|| format!("{name} has no median"))
}

fn nanoseconds(time: f64) -> String {
    if time < 1_000.0 { format!("{time:.0} ns") } else { format!("{:.2} µs", time / 1_000.0) }
}

/// What the page weighs, as the gate holds it.
fn weight() -> Result<Vec<Row>> {
    let row = |gauge: Gauge| Row {
        what: gauge.name,
        ours: size::kb(gauge.bytes),
        peer: None,
        bar: format!("at most {}", size::kb(gauge.bar)).into(),
    };
    Ok(size::gauges(&machine::dist())?.into_iter().map(row).collect())
}

fn built(name: &str) -> String {
    machine::root().join("target/release").join(name).to_string_lossy().into_owned()
}

/// From the start of the process to its end, with a whole plan printed.
fn start() -> Result<Row> {
    let plan = [&built("certplan"), "plan", "--shutdown", "45d", "--cluster", "target=prod"];
    let ours = fastest(50, &plan.join(" "))?;
    let theirs = fastest(50, "jq -n 1").ok();
    Ok(Row {
        what: "the command starts, decides and prints a plan",
        ours: lasted(ours),
        peer: theirs.map(|theirs| (format!("jq prints 1: {}", lasted(theirs)), ratio(theirs, ours))),
        bar: "at most 5 ms".into(),
    })
}

fn fleet() -> Result<Vec<Row>> {
    let file = machine::root().join("target/fleet.ndjson");
    let name = file.to_string_lossy().into_owned();
    shell(&format!("'{}' {} > '{name}'", built("examples/million"), FLEET.join(" ")))?;
    // The broken lines give status 3; memory is what the kernel says of the process.
    let run = format!("'{}' fleet '{name}' --format ndjson --reject /dev/null", built("certplan"));
    let tolerant = format!("{run} 2>/dev/null || test $? = 3");
    let ours = fastest(3, &tolerant)?;
    let theirs = fastest(1, &format!("grep -v ': $' '{name}' | jq -c .shutdown")).ok();
    let (sh, measured) =
        (machine::shell()?, format!("/usr/bin/time -f %M {run} 2>&1 >/dev/null | tail -n 1"));
    let memory = cmd!(sh, "sh -c {measured}").quiet().read().ok().and_then(|text| text.parse::<usize>().ok());
    fs::remove_file(&file).context("cannot remove the fleet")?;
    let mut rows = vec![Row {
        what: "1,000,000 clusters with 1,000 broken lines, to rows of JSON",
        ours: lasted(ours),
        peer: theirs
            .map(|theirs| (format!("jq prints one field of each: {}", lasted(theirs)), ratio(theirs, ours))),
        bar: "at most 2 s".into(),
    }];
    rows.extend(memory.map(|kibibytes| Row {
        what: "memory for that",
        ours: size::kb(kibibytes * 1024),
        peer: None,
        bar: "at most 32,000 kB".into(),
    }));
    Ok(rows)
}

/// What the gauge of the reader of certificates prints: `certplan-inspect 40.1ms, 10000 read`, then the peers.
fn bundle() -> Result<Vec<Row>> {
    let (sh, bundle) = (machine::shell()?, built("examples/bundle"));
    let printed = cmd!(sh, "{bundle}").quiet().read()?;
    let line = |name: &str| printed.lines().find_map(|line| Some(line.strip_prefix(name)?.trim()));
    let first = |text: &str| text.split(',').next().unwrap_or_default().trim().to_owned();
    let ours = line("certplan-inspect").map(first).context("the gauge of certificates says no time")?;
    let number = |text: &str| text.split_whitespace().find_map(|word| word.parse::<f64>().ok());
    let openssl = line("openssl storeutl").zip(line("ratio").and_then(number));
    let python =
        line("cryptography").and_then(|text| Some((first(text), number(text.split_once("ratio")?.1)?)));
    let row = |peer, bar: &'static str| Row {
        what: "a bundle of 10,000 certificates is read",
        ours: ours.clone(),
        peer,
        bar: bar.into(),
    };
    let named = |name: &str, (time, ratio): (String, f64)| (format!("{name}: {time}"), ratio);
    let openssl = openssl.map(|(time, ratio)| named("openssl storeutl", (time.to_owned(), ratio)));
    let python = python.map(|peer| named("Python's cryptography", peer));
    Ok(vec![row(openssl, "15 times as fast"), row(python, "twice as fast")])
}

/// The fastest of some runs of a line of the shell: what else the machine did only makes one slower.
fn fastest(times: usize, line: &str) -> Result<Duration> {
    let mut best = Duration::MAX;
    for _ in 0..times {
        let began = Instant::now();
        shell(&format!("{{ {line}; }} > /dev/null"))?;
        best = best.min(began.elapsed());
    }
    Ok(best)
}

fn shell(line: &str) -> Result<()> {
    let sh = machine::shell()?;
    Ok(cmd!(sh, "sh -c {line}").quiet().run()?)
}

fn ratio(theirs: Duration, ours: Duration) -> f64 {
    theirs.as_secs_f64() / ours.as_secs_f64().max(1e-9)
}

fn lasted(time: Duration) -> String {
    if time < Duration::from_secs(1) {
        format!("{:.1} ms", time.as_secs_f64() * 1e3)
    } else {
        format!("{:.2} s", time.as_secs_f64())
    }
}

impl Row {
    fn cells(&self) -> [String; 4] {
        let peer = self.peer.as_ref();
        let peer = peer.map_or_else(String::new, |(text, ratio)| format!("{text} ({ratio:.1}x)"));
        [self.what.to_owned(), self.ours.clone(), peer, self.bar.to_string()]
    }

    /// A line of the page's table.
    fn line(&self) -> String {
        format!("| {} |", self.cells().join(" | "))
    }
}

fn written(lines: &[String]) -> Result<String> {
    let mut page = MARK.replace("xtask docs", "xtask bench");
    page += "\n\n# Benchmarks\n\nOnly the ratios compare between machines: each peer ran in the same run, on the same input. The fastest of \
        some runs counts for a command, starting its process included; for the decision and the page it is the median.\n\n";
    // Writing into a string does not fail.
    let sh = machine::shell()?;
    let date = cmd!(sh, "date -u +%Y-%m-%d").quiet().read()?;
    let _ = writeln!(page, "Measured on {} on {}.\n", date.trim(), processor());
    page += "| what | time | peer, and how many times as long it takes | bar |\n|---|---|---|---|\n";
    for line in lines {
        let _ = writeln!(page, "{line}");
    }
    page += "\nThe gate holds each weight at its bar (`cargo xtask size`).\n";
    Ok(page)
}

/// The processor's name, and how many of it.
fn processor() -> String {
    let known = fs::read_to_string(Path::new("/proc/cpuinfo")).unwrap_or_default();
    let names =
        known.lines().filter_map(|line| Some(line.strip_prefix("model name")?.split_once(':')?.1.trim()));
    let names: Vec<_> = names.collect();
    names
        .first()
        .map_or_else(|| "an unknown processor".to_owned(), |name| format!("{name}, {} cores", names.len()))
}
