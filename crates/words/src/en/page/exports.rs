//! The formats in which an answer can be taken away.

/// A group of formats.
pub const TO_RUN: &str = "To run";
/// A group of formats.
pub const TO_READ: &str = "To read and keep";
/// A group of formats.
pub const FOR_PROGRAMS: &str = "For programs";
/// A group of formats.
pub const FOR_DOCS: &str = "For your own docs";

/// What is said of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "a pair")]
pub struct ExportWords {
    /// What the choice says.
    pub label: &'static str,
    /// What it is for, and what one must know before it is used.
    pub purpose: &'static str,
}

/// PowerShell script of this plan.
pub const POWERSHELL: ExportWords = ExportWords {
    label: "PowerShell script of this plan",
    purpose: "For one deployment, on one physical host, in Windows PowerShell 5.1. It checks before and after each step, asks before each change, deletes nothing, and continues where it stopped. Where a group policy says AllSigned, sign it first.",
};
/// Ansible playbook of this plan.
pub const ANSIBLE: ExportWords = ExportWords {
    label: "Ansible playbook of this plan",
    purpose: "For many hosts, one at a time. The first that fails ends the run. Its head shows the inventory that it needs.",
};
/// Collector of real dates.
pub const COLLECTOR: ExportWords = ExportWords {
    label: "Collector of real dates",
    purpose: "It only reads. Run it on a physical host: it writes the dates of the certificates that it finds to a file, and Real dates reads that file. It reads no key and no token.",
};
/// Scheduled renewal, for healthy days.
pub const SCHEDULE: ExportWords = ExportWords {
    label: "Scheduled renewal, for healthy days",
    purpose: "It registers a Windows task that renews the infrastructure layer every fourth Sunday, as you. It is not a repair. With -Mode Unregister it removes the task again.",
};
/// Markdown runbook.
pub const MARKDOWN: ExportWords =
    ExportWords { label: "Markdown runbook", purpose: "With boxes to tick, for a ticket or a wiki." };
/// Plain text.
pub const TEXT: ExportWords =
    ExportWords { label: "Plain text", purpose: "For a terminal or a mail, 80 columns wide." };
/// One HTML file.
pub const HTML: ExportWords = ExportWords {
    label: "One HTML file",
    purpose: "Complete without other files: no script, no request. It opens in any browser, also without a network, and prints.",
};
/// Picture of the dates.
pub const SVG: ExportWords =
    ExportWords { label: "Picture of the dates", purpose: "How long each credential lasts, as SVG." };
/// Calendar.
pub const CALENDAR: ExportWords = ExportWords {
    label: "Calendar",
    purpose: "Reminders of what must be done before. They need days: give two dates.",
};
/// JSON.
pub const JSON: ExportWords = ExportWords {
    label: "JSON",
    purpose: "What the command prints for programs. The documentation has its schema.",
};
/// Calculator around this answer.
pub const ELEMENT: ExportWords = ExportWords {
    label: "Calculator around this answer",
    purpose: "A custom element. It can be read without scripts. Whoever touches a question gets the calculator, loaded from the place of the script.",
};
/// All answers, without scripts.
pub const CHOOSE: ExportWords = ExportWords {
    label: "All answers, without scripts",
    purpose: "Radio buttons choose among answers that are all included, so it is the same for all facts.",
};
/// Frame with this answer.
pub const FRAME: ExportWords = ExportWords {
    label: "Frame with this answer",
    purpose: "For pages that must not load scripts from elsewhere. Serve the site from another origin than the page that frames it.",
};
