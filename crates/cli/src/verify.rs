//! `certplan verify`.

use std::path::Path;

use certplan_core::facts::Timestamp;
use certplan_inspect::Reading;
use certplan_inspect::verify::{Collection, Verdict, Verification};

use crate::args::{VerifyArgs, VerifyFormat};
use crate::evidence::collected_file;
use crate::inspect::{self, read_path};
use crate::outcome::{Answer, Refusal, Status};

/// What became of the certificates between the two collections.
pub(crate) fn answer(args: &VerifyArgs) -> Result<Answer, Refusal> {
    let before = reading("BEFORE", &args.before)?;
    let after = reading("AFTER", &args.after)?;
    let names = [&args.before, &args.after].map(|path| inspect::origin(path));
    let verification = Verification::new(
        Collection { name: &names[0], reading: &before },
        Collection { name: &names[1], reading: &after },
        at(args)?,
    );
    let status = match verification.verdict {
        Verdict::NotHealed if args.exit_code => Status::Repair,
        Verdict::Unsure if args.exit_code => Status::Undecided,
        _ => Status::Done,
    };
    let text = match args.format {
        VerifyFormat::Text => verification.text(),
        VerifyFormat::Json => verification.json(),
        VerifyFormat::Ics => verification.calendar(),
    };
    let rejected: Vec<_> =
        after.rejected.iter().map(|it| format!("AFTER: {}: {}", it.origin, it.reason)).collect();
    let warning = (!rejected.is_empty()).then(|| format!("not read:\n  {}", rejected.join("\n  ")));
    Ok(Answer { text, note: None, warning, status })
}

/// A file without any certificate is a wrong fact: nothing can be compared with it.
fn reading(name: &str, path: &Path) -> Result<Reading, Refusal> {
    let reading = read_path(path);
    if reading.items.is_empty() {
        let reasons = reading.rejected.iter().map(|it| format!("{name}: {}: {}", it.origin, it.reason));
        return Err(Refusal::new(Status::WrongFact, reasons.collect()));
    }
    Ok(reading)
}

/// The typed instant, else the time at which the second file was written, else this machine's clock.
fn at(args: &VerifyArgs) -> Result<Timestamp, Refusal> {
    if args.at.is_none()
        && let Some(Ok(collected)) = collected_file(&args.after)
        && let Some(at) = collected.input.at.and_then(|text| text.parse().ok())
    {
        return Ok(at);
    }
    inspect::at(args.at.as_deref(), None)
}
