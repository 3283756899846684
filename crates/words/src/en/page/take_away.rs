//! The words of what can be taken away.

/// The heading.
pub const TITLE: &str = "Take it with you";
/// Prints.
pub const PRINT: &str = "Print";
/// Copies the link.
pub const LINK: &str = "Copy link";
/// The link carries names.
pub const WITH_NAMES: &str = "with the names of the clusters";
/// What the link is without them.
pub const NAMES_MATTER: &str =
    "Without names the link shows each kind of cluster once, so its plan differs from this one.";
/// Who sees the link.
pub const LINK_HINT: &str = "The facts are behind the number sign of the link. They never reach a server.";
/// The other forms.
pub const FORMS: &str = "Scripts, runbooks and other forms";
/// The choice of a form.
pub const FORM: &str = "Form";
/// Saves a form.
pub const DOWNLOAD: &str = "Download";
/// Says how to run it.
pub const TO_RUN: &str = "To run it, in the folder where it is:";
