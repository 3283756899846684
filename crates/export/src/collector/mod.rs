//! The collector: a read-only script for a host, which writes the dates of real certificates and facts of the deployment as
//! `certplan/evidence/1`.
//!
//! The fields are described in `docs/src/reference/evidence.md`; [`SCHEMA`] is the same for programs.
//!
//! Never a key, a token or a whole file: the script takes certificates out by their fields and parses nothing else.

/// The name of the file, without a path.
pub const FILE_NAME: &str = "certplan-collector.ps1";

/// What is typed to run it, in the folder where it lies; its head says the same, and more.
pub const TO_RUN: [&str; 3] = [
    r"Unblock-File -LiteralPath .\certplan-collector.ps1",
    "Set-ExecutionPolicy -Scope Process -ExecutionPolicy RemoteSigned",
    r".\certplan-collector.ps1",
];

/// The JSON Schema of `certplan/evidence/1`.
pub const SCHEMA: &str = include_str!("evidence.schema.json");

/// The script: ASCII, lines ended by CR and LF. It depends on no plan, so it can be read once and signed.
pub fn write() -> String {
    crate::script::windows(include_str!("collector.ps1"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_head_says_how_to_run_it() {
        let script = super::write();
        for line in super::TO_RUN {
            assert!(script.contains(&format!("#   {line}\r\n")), "{line}");
        }
    }
}
