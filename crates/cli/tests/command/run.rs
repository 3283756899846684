//! Runs the command and keeps what came of it.

use std::ffi::OsStr;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// Now, for the tests: while the rules are new.
pub(crate) const NOW: &str = "1795392000";

/// The command, free of what this machine's environment would add.
pub(crate) fn certplan() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_certplan"));
    for name in ["TZ", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM"] {
        command.env_remove(name);
    }
    command.env("SOURCE_DATE_EPOCH", NOW);
    command
}

/// Runs it with these arguments and an empty standard input.
pub(crate) fn run<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    Run::of(certplan().args(arguments).stdin(Stdio::null()))
}

/// Runs `certplan plan` with these arguments and this text on standard input.
pub(crate) fn plan_from(arguments: &[&str], stdin: &[u8]) -> Run {
    let mut command = certplan();
    command.arg("plan").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("certplan starts");
    // A command that refuses early need not read to the end.
    let _ = child.stdin.take().expect("a pipe").write_all(stdin);
    Run::from(child.wait_with_output().expect("certplan ends"))
}

/// The plan as JSON.
#[track_caller]
pub(crate) fn json(arguments: &[&str]) -> Value {
    let run = run(["plan", "--format", "json"].iter().chain(arguments));
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{arguments:?}");
    serde_json::from_str(&run.stdout).expect("the plan is JSON")
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn of(command: &mut Command) -> Self {
        Self::from(command.output().expect("certplan starts"))
    }

    /// Nothing was answered, and one line says why.
    #[track_caller]
    pub(crate) fn refused(&self, status: i32, start: &str) {
        assert_eq!((self.status, self.stdout.as_str()), (status, ""), "{self:?}");
        assert_eq!(self.stderr.lines().count(), 1, "{self:?}");
        assert!(self.stderr.starts_with(&format!("error: {start}")), "{self:?}");
        assert!(self.stderr.len() < 400 && !self.stderr.contains("panicked"), "{self:?}");
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let status = output.status.code().expect("certplan ends by itself");
        Self { status, stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}
