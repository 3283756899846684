//! The virtual clock: whole seconds since 1970, moved only by the simulation.

/// Seconds: an instant since 1970 or a length.
pub type Seconds = i64;

/// One minute.
pub const MINUTE: Seconds = 60;
/// One hour.
pub const HOUR: Seconds = 60 * MINUTE;
/// One day.
pub const DAY: Seconds = 24 * HOUR;

/// Every history ends its healthy time at this instant, 2026-01-01T12:00:00Z, so that stories are easy to compare.
pub const POWER_OFF: Seconds = 1_767_268_800;

/// A length for a story: days, hours and minutes.
pub fn in_words(length: Seconds) -> String {
    let (days, hours, minutes) = (length / DAY, length % DAY / HOUR, length % HOUR / MINUTE);
    match (days, hours) {
        (0, 0) => format!("{minutes} min"),
        (0, _) => format!("{hours} h {minutes} min"),
        _ => format!("{days} d {hours} h"),
    }
}
