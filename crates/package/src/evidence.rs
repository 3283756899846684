//! Files that hold certificates, compared with a time.

use certplan_core::facts::{Duration, Timestamp};
use certplan_inspect::{Reading, Report, read};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::refusal::Refusal;

/// The files' names and lengths, and against what their dates are held.
#[derive(Deserialize)]
struct Given {
    files: Vec<File>,
    at: String,
    warn: Option<String>,
}

/// One of the files, which follow one another.
#[derive(Deserialize)]
struct File {
    name: String,
    length: usize,
}

/// What the files say: `certplan/inspect/1`. `given` is `{files: [{name, length}], at, warn}`, and `bytes` is the files one
/// after another. They are overwritten when all has been read.
///
/// # Errors
///
/// An option is wrong, or the lengths do not fit the bytes.
pub fn inspect(given: &str, bytes: Vec<u8>) -> Result<String, Refusal> {
    let bytes = Zeroizing::new(bytes);
    let given: Given = serde_json::from_str(given).map_err(|error| Refusal::input("files", &error))?;
    let at: Timestamp = given.at.parse().map_err(|error| Refusal::option("at", &error))?;
    let warn = given.warn.as_deref().map(str::parse::<Duration>).transpose();
    let warn = warn.map_err(|error| Refusal::option("warn", &error))?;
    let mut all = Reading::default();
    let mut rest = bytes.as_slice();
    for file in &given.files {
        let Some((these, others)) = rest.split_at_checked(file.length) else {
            return Err(Refusal::input("files", &"the lengths of the files do not fit their bytes"));
        };
        let reading = read(&file.name, these);
        all.items.extend(reading.items);
        all.rejected.extend(reading.rejected);
        rest = others;
    }
    Ok(Report::new(&all, at, warn).json())
}
