//! What the page says around the answers: titles, the status line, taking an answer away.

/// The title of the answer to the example.
pub const EXAMPLE_ANSWER: &str = "Example answer";
/// The title of the answer to the user's own facts.
pub const YOUR_ANSWER: &str = "Your answer";
/// The title of the answer to a shutdown that lies ahead.
pub const WHAT_WILL_HAPPEN: &str = "What will happen";
/// What the example is of.
pub const EXAMPLE: &str =
    "This is an example: 45 days off, management cluster, target prod and its load balancer.";
/// How the example becomes the user's answer.
pub const EXAMPLE_CHANGE: &str = "Change a question and the answer is yours.";
/// The answer is not that of the present input.
pub const STALE: &str =
    "One of the questions has no valid answer at the moment. This is the answer to the last valid ones.";

/// The questions as one line, for a screen reader.
pub const QUESTIONS: &str = "Your facts";
/// The button that shows the questions beside the answer of a link.
pub const CHANGE: &str = "Change";
/// What leads from the questions to the answer.
pub const GO_TO_ANSWER: &str = "Go to the answer";

/// The field for a text is empty.
pub const NO_TEXT: &str = "There is no text in the field.";
/// A file is too large to be read.
pub const TOO_LARGE: &str = "it is larger than 256 MiB";
/// A file cannot be read.
pub const UNREADABLE: &str = "the browser could not read it";
/// The part of the page that reads files has failed.
pub const READER_CRASHED: &str = "Reading stopped because of an error in this page. What was read before is gone. Try again with less at a time.";
/// The part of the page that reads files does not answer.
pub const READER_HUNG: &str =
    "Reading took too long and was stopped. What was read before is gone. Try again with less at a time.";
/// The user stopped it.
pub const READER_STOPPED: &str = "Stopped. What was read before is gone.";
/// What is being read, and how much of it was read.
pub fn reading(percent: u8) -> String {
    if percent == 0 { "Reading".to_owned() } else { format!("Reading: {percent} %") }
}

/// A text was copied.
pub const COPIED: &str = "Copied";
/// A text could not be copied and is selected.
pub const SELECTED: &str = "Copying is not allowed here. The text is selected: press Control and C.";
/// A text could not be copied.
pub const NOT_COPIED: &str = "Copying is not allowed here. Use one of the downloads.";
/// A file could not be saved.
pub const NOT_SAVED: &str = "Saving is not allowed here. Copy it instead.";
/// The browser cannot print.
pub const NOT_PRINTED: &str = "Printing is not possible here.";

/// The title of the part to take the answer away.
pub const TAKE_AWAY: &str = "Take it with you";
/// The button that prints.
pub const PRINT: &str = "Print";
/// The button that copies the link.
pub const COPY_LINK: &str = "Copy link";
/// Whether the link carries names.
pub const WITH_NAMES: &str = "with the names of the clusters";
/// The link without names has another plan.
pub const NAMES_MATTER: &str =
    "Without names the link shows each kind of cluster once, so its plan differs from this one.";
/// Where the facts of a link are.
pub const LINK_PRIVATE: &str = "The facts in a link never reach a server.";
/// The other forms of a plan.
pub const OTHER_FORMATS: &str = "Scripts, runbooks, snippets and other formats";
/// The other forms of a forecast.
pub const FORECAST_FORMATS: &str = "Runbook, calendar and other formats";

/// The label of the choice of formats.
pub const FORMAT: &str = "Format";
/// Copies a format.
pub const COPY: &str = "Copy";
/// Where a script is run.
pub const TO_RUN: &str = "To run it, in the folder where it is:";
/// The name of the lines that run a script.
pub const HOW_TO_RUN: &str = "how to run it";
/// A part of the page is being loaded.
pub const LOADING: &str = "Loading.";
/// Saves a file.
pub fn download(name: &str) -> String {
    format!("Download {name}")
}
/// The address of the site is not known.
pub fn put_address(some_site: &str) -> String {
    format!(" Put the address of your site in the place of {some_site}.")
}

/// A part of the page that is loaded later is not there.
pub const PART_MISSING: &str = "A part of this page could not be loaded. The page was replaced by a newer one, or there is no connection.";
/// The link that reloads the page.
pub const RELOAD: &str = "Reload the page";
/// What a reload keeps.
pub const RELOAD_KEEPS: &str = "your answers are kept in its address.";
