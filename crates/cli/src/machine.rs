//! What the command takes from the machine it runs on: the clock, the zone, the terminal.
//!
//! Nothing else reads them, so that the same facts give the same bytes everywhere.

use std::env;
use std::io::{self, IsTerminal as _};
use std::time::{SystemTime, UNIX_EPOCH};

use certplan_core::facts::{Quoted, Timestamp};
use certplan_export::text::Style;
use chrono_tz::Tz;

/// The seconds since 1970 that a run takes for now, so that every run writes the same bytes; other tools use the same name.
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// What the environment says, else the clock; `None` where that is set to before 1970 or after 9999.
pub(crate) fn now() -> Option<Timestamp> {
    epoch().map_or_else(clock, Result::ok)
}

/// The time that the environment names, or why it is none.
#[expect(clippy::disallowed_methods, reason = "the one place where the command reads the clock")]
pub(crate) fn epoch() -> Option<Result<Timestamp, String>> {
    let text = env::var_os(EPOCH).filter(|text| !text.is_empty())?;
    let text = text.to_string_lossy();
    let instant = text.parse().ok().and_then(Timestamp::from_unix);
    Some(
        instant.ok_or_else(|| {
            format!("{EPOCH}: {} is no time; accepted: whole seconds since 1970", Quoted(&text))
        }),
    )
}

#[expect(clippy::disallowed_methods, reason = "the one place where the command reads the clock")]
fn clock() -> Option<Timestamp> {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Timestamp::from_unix(i64::try_from(since_1970.as_secs()).ok()?)
}

/// The zone of this process (`TZ`) or else of the machine; UTC where neither has a name that the database knows.
#[expect(clippy::disallowed_methods, reason = "the one place where the command reads the zone")]
pub(crate) fn zone() -> Tz {
    let of_process = env::var("TZ").ok().and_then(|name| match name.trim_start_matches(':') {
        "" => Some(Tz::UTC),
        name => name.parse().ok(),
    });
    let of_machine = || iana_time_zone::get_timezone().ok()?.parse().ok();
    of_process.or_else(of_machine).unwrap_or(Tz::UTC)
}

/// How text is laid out on standard output: 80 columns without colour, unless a terminal has more to offer.
pub(crate) fn style(full: bool) -> Style {
    let stdout = io::stdout();
    if !stdout.is_terminal() {
        return Style { full, ..Style::default() };
    }
    let wanted = !anstyle_query::no_color() && anstyle_query::term_supports_color();
    Style {
        // Consoles of Windows Server understand escape sequences once that is switched on; `None` is any other system.
        color: wanted && anstyle_query::windows::enable_ansi_colors().unwrap_or(true),
        width: terminal_size::terminal_size_of(&stdout)
            .map_or(80, |(width, _)| usize::from(width.0).clamp(40, 100)),
        full,
    }
}
