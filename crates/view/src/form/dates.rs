//! Dates and times of the browser's own fields.

/// A date and a time as one moment.
pub(super) fn joined(date: &str, time: &str) -> String {
    if time.is_empty() { date.to_owned() } else { [date, "T", time].concat() }
}

/// A moment as date and time, where the browser's own fields can show it: without an offset.
pub(super) fn parted(moment: &str) -> Option<(String, String)> {
    let shaped = |text: &str, shape: &str| {
        text.len() == shape.len()
            && text
                .bytes()
                .zip(shape.bytes())
                .all(|(byte, like)| if like == b'0' { byte.is_ascii_digit() } else { byte == like })
    };
    let moment = moment.trim();
    let (date, time) = moment.split_once(['T', ' ']).unwrap_or((moment, ""));
    let shown = (moment.is_empty() || shaped(date, "0000-00-00"))
        && (time.is_empty() || shaped(time, "00:00") || shaped(time, "00:00:00"));
    shown.then(|| (date.to_owned(), time.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_without_an_offset_can_be_picked() {
        for (moment, date, time) in [
            ("2026-12-18", "2026-12-18", ""),
            ("2026-12-18T17:00", "2026-12-18", "17:00"),
            ("2026-12-18 17:00:30", "2026-12-18", "17:00:30"),
            ("", "", ""),
        ] {
            assert_eq!(parted(moment), Some((date.into(), time.into())), "{moment}");
        }
        for moment in ["2026-12-18T17:00Z", "2026-12-18T17:00+01:00", "18.12.2026", "T17:00", "yesterday"] {
            assert_eq!(parted(moment), None, "{moment}");
        }
    }
}
