//! Fuzzing: hostile inputs for the readers, made from the seeds in `fuzz/corpus` and from the code that they reach.

use crate::machine;
use anyhow::Result;
use xshell::cmd;

/// Makes the compiler count which code an input reaches: what `cargo fuzz` passes, without its sanitizers.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Ccodegen-units=1 -Cdebug-assertions --cfg fuzzing";

/// With a target named, the flags do not reach build scripts.
const TARGET: &str = "x86_64-unknown-linux-gnu";

const READERS: [&str; 4] = ["read", "clusters", "messages", "collected"];

/// Runs every reader for so many seconds; stops at the first input that breaks one, and keeps it.
///
/// # Errors
/// There is no C++ compiler, or an input broke a reader.
pub(crate) fn run(seconds: u32) -> Result<()> {
    let sh = machine::shell()?;
    sh.change_dir("fuzz");
    cmd!(sh, "cargo build --quiet --release --target {TARGET}").env("RUSTFLAGS", COVERAGE).run()?;
    for reader in READERS {
        let found = format!("target/corpus/{reader}");
        sh.create_dir(&found)?;
        let limits =
            ["-max_len=16384", "-timeout=10", "-rss_limit_mb=1024", "-verbosity=0", "-print_final_stats=1"];
        let until = [format!("-max_total_time={seconds}"), format!("-artifact_prefix={found}/")];
        cmd!(sh, "target/{TARGET}/release/{reader} {found} corpus/{reader} {limits...} {until...}").run()?;
    }
    Ok(())
}
