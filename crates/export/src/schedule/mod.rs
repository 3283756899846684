//! The scheduled renewal: a script that registers a Windows scheduled task, runs in it, and takes it away again.
//!
//! It renews the infrastructure layer only. A running cluster renews its Kubernetes layer by itself, and a renewal that a
//! schedule starts in the middle of the night must not be the one that restarts an API server.

/// The name of the file, without a path; the task runs a copy of this name.
pub const FILE_NAME: &str = "certplan-renew.ps1";

/// What is typed to register the task, in the folder where it lies; its head says the same, and more.
pub const TO_RUN: [&str; 4] = [
    r"Unblock-File -LiteralPath .\certplan-renew.ps1",
    "Set-ExecutionPolicy -Scope Process -ExecutionPolicy RemoteSigned",
    r".\certplan-renew.ps1 -Mode Register -WhatIf",
    r".\certplan-renew.ps1 -Mode Register",
];

/// The script: ASCII, lines ended by CR and LF. It depends on no plan, so it can be read once and signed.
pub fn write() -> String {
    crate::script::windows(include_str!("schedule.ps1"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_head_says_how_to_use_it() {
        let script = super::write();
        for line in super::TO_RUN {
            assert!(script.contains(&format!("#   {line}\r\n")), "{line}");
        }
    }
}
