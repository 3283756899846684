//! `certplan forecast`.

use certplan_core::facts::Shutdown;
use certplan_core::forecast;
use certplan_export::forecast::ForecastDocument;
use certplan_export::{ics, markdown, text};
use certplan_view::document;

use crate::args::{ForecastArgs, ForecastFormat};
use crate::facts::{self, Clock};
use crate::machine;
use crate::outcome::{Answer, Refusal, Status};

/// The forecast for the facts.
pub(crate) fn answer(args: &ForecastArgs) -> Result<Answer, Refusal> {
    let given = facts::given(&args.facts, Clock::None)?;
    let (note, warning) = (given.note(), given.warning());
    let facts = given.facts.looking_ahead();
    if matches!(facts.shutdown, Shutdown::None | Shutdown::Unknown) {
        return Err(Refusal::new(
            Status::WrongFact,
            vec!["a forecast needs a length; accepted: --shutdown 21d, or --from and --to".into()],
        ));
    }
    if args.format == ForecastFormat::Ics && !matches!(facts.shutdown, Shutdown::Between(_)) {
        return Err(Refusal::new(
            Status::WrongFact,
            vec!["--format ics: a calendar needs dates; accepted: --from and --to".into()],
        ));
    }
    let forecast = forecast(&facts);
    let text = match args.format {
        ForecastFormat::Text => text::forecast(&ForecastDocument::new(&forecast), machine::style(args.full)),
        ForecastFormat::Json => ForecastDocument::new(&forecast).json(),
        ForecastFormat::Markdown => {
            markdown::forecast(&ForecastDocument::new(&forecast), &document::timeline_picture(&facts))
        }
        ForecastFormat::Html => document::forecast_page(&facts),
        ForecastFormat::Ics => ics::forecast(&forecast),
        ForecastFormat::Svg => document::timeline_svg(&facts),
    };
    Ok(Answer { text, note, warning, status: Status::Done })
}
