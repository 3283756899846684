//! Labels and headings: the short words around an answer.

/// Heads the layers: which of them the shutdown affected.
pub const LAYERS: &str = "What is affected, and why";
/// Heads what the lifetimes of the certificates say of a layer.
pub const BY_LIFETIME: &str = "Based on certificate lifetimes";
/// Added to a verdict that lies where the documents change their answer.
pub const AT_THE_LIMIT: &str = "at the 30-day limit";
/// Heads the reason of a step.
pub const WHY: &str = "Why";
/// Heads the commands that show whether a step worked.
pub const CHECK: &str = "Check";
/// Heads what a good check shows.
pub const GOOD: &str = "Good";
/// Heads what a bad check shows.
pub const BAD: &str = "Bad";
/// Heads how long to wait before a check.
pub const WAIT: &str = "Wait";
/// Said of a check that needs no wait.
pub const NO_WAIT: &str = "No wait";
/// Heads what to do where a check stays bad.
pub const IF_IT_FAILS: &str = "If it fails";
/// Heads how firm a statement is and where it comes from.
pub const SOURCE: &str = "Source";
/// Heads all sources of an answer.
pub const SOURCES: &str = "Sources";
/// Marks a command that is run only where its check is bad.
pub const ONLY_IF_CHECK_FAILS: &str = "Only if its check fails";
/// Marks a check after which everything stops where it is bad.
pub const HARD_STOP: &str = "stop if it fails";
/// Heads credentials outside the two layers.
pub const OTHER_CREDENTIALS: &str = "Other credentials";
/// Heads the notes.
pub const NOTES: &str = "What else to know";
/// Heads the conflicts between sources.
pub const CONFLICTS: &str = "Where the sources disagree or are silent";
/// Heads what the answer does about a conflict.
pub const RULING: &str = "Here";
/// Heads what the answer would need to know.
pub const UNKNOWN: &str = "Not known";
/// Heads advice that must not be followed.
pub const DO_NOT: &str = "Do not";
/// Added to such advice where the text itself gives it.
pub const IN_YOUR_TEXT: &str = "your text says so";
/// Heads when each credential will expire.
pub const EXPIRES: &str = "What will expire";
/// Heads until when to be back.
pub const RETURN: &str = "When to be back";
/// Heads until when the documents call a layer not affected.
pub const LIMIT: &str = "limit of Microsoft's table";
