//! Fuzzing: inputs that mean harm, made from the seeds in `fuzz/corpus` and from what they reach in the code.

use crate::machine;
use crate::run::{Run, cargo};
use anyhow::{Context as _, Result};
use std::fs;

/// Tells the compiler to count which code an input reaches; what `cargo fuzz` passes, without its sanitizers.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Ccodegen-units=1 -Cdebug-assertions --cfg fuzzing";

/// Flags for the code that runs on the machine that builds would else reach build scripts too.
const TARGET: &str = "x86_64-unknown-linux-gnu";

const READERS: [&str; 2] = ["read", "clusters"];

/// Runs every reader for so many seconds; stops at the first input that breaks one, and keeps it.
///
/// # Errors
/// There is no C++ compiler, or an input broke a reader.
pub(crate) fn run(seconds: u32) -> Result<()> {
    let folder = machine::root().join("fuzz");
    let manifest = folder.join("Cargo.toml");
    let arguments = ["build", "--quiet", "--release", "--target", TARGET, "--manifest-path"];
    cargo(&arguments).args([&manifest]).env("RUSTFLAGS", COVERAGE).run()?;
    for reader in READERS {
        let found = folder.join("target/corpus").join(reader);
        fs::create_dir_all(&found).with_context(|| format!("cannot make {}", found.display()))?;
        let program = folder.join("target").join(TARGET).join("release").join(reader);
        let limits =
            ["-max_len=16384", "-timeout=10", "-rss_limit_mb=1024", "-verbosity=0", "-print_final_stats=1"];
        Run::new(program)
            .args([&found, &folder.join("corpus").join(reader)])
            .args(limits)
            .args([format!("-max_total_time={seconds}"), format!("-artifact_prefix={}/", found.display())])
            .run()?;
    }
    Ok(())
}
