//! The time stamps inside messages about certificates.

use crate::facts::Timestamp;

/// What Go says of a certificate outside its dates: what the clock said, and the limit it was compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// What the clock said, where the message says it.
    pub(super) current: Option<Timestamp>,
    /// Which limit, and when.
    pub(super) limit: Limit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// The certificate's end, which has passed.
    After(Timestamp),
    /// Its beginning, which has not come.
    Before(Timestamp),
}

/// A text may carry the same message a hundred thousand times; the first ones tell.
const MAX: usize = 1_000;

/// Every stamp of a squeezed text: `currenttime...isafter...`, `...isbefore...`, and the kubelet's `isexpired:...`.
pub(super) fn stamps(text: &str) -> Vec<Stamp> {
    let of_go = text.match_indices("currenttime").filter_map(|(at, word)| stamp(&text[at + word.len()..]));
    let of_kubelet =
        text.match_indices("isexpired:").filter_map(|(at, word)| ended(&text[at + word.len()..]));
    of_go.chain(of_kubelet).take(MAX).collect()
}

fn stamp(text: &str) -> Option<Stamp> {
    let (current, rest) = instant(text)?;
    let current = Some(current);
    if let Some(rest) = rest.strip_prefix("isafter") {
        return Some(Stamp { current, limit: Limit::After(instant(rest)?.0) });
    }
    let rest = rest.strip_prefix("isbefore")?;
    Some(Stamp { current, limit: Limit::Before(instant(rest)?.0) })
}

/// `2026-11-12 04:45:09 +0000 UTC`, as Go prints a time, without its spaces.
fn ended(text: &str) -> Option<Stamp> {
    let (date, rest) = text.split_at_checked("2026-11-12".len())?;
    let (clock, rest) = rest.split_at_checked("04:45:09".len())?;
    let end = [date, "t", clock, "z"].concat().parse().ok().filter(|_| rest.starts_with("+0000"))?;
    Some(Stamp { current: None, limit: Limit::After(end) })
}

/// An RFC 3339 instant with its seconds at the beginning, and the rest. Fractions of a second are left out.
fn instant(text: &str) -> Option<(Timestamp, &str)> {
    let (clock, rest) = text.split_at_checked("2026-12-18t16:00:00".len())?;
    if clock.as_bytes().get(16) != Some(&b':') {
        return None;
    }
    let offset = match rest.strip_prefix('.') {
        None => rest,
        Some(fraction) => {
            let offset = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
            (offset.len() < fraction.len()).then_some(offset)?
        }
    };
    let (offset, rest) = offset.split_at_checked(if offset.starts_with('z') { 1 } else { "+01:00".len() })?;
    Some(([clock, offset].concat().parse().ok()?, rest))
}

#[cfg(test)]
mod tests {

    use super::*;

    #[test]
    fn both_sides_are_read_with_their_offsets() {
        let read = stamps("currenttime2022-07-26t12:24:15-04:00isafter2022-07-15t15:01:07z,x");
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].current.expect("a time").to_string(), "2022-07-26T16:24:15Z");
        let Limit::After(end) = read[0].limit else { panic!("it is after") };
        assert_eq!(end.to_string(), "2022-07-15T15:01:07Z");
        let read = stamps("currenttime2022-07-26t12:24:15.123-04:00isafter2022-07-15t15:01:07z");
        assert_eq!(read[0].current.expect("a time").to_string(), "2022-07-26T16:24:15Z");
        let read = stamps("currenttime2022-07-26t12:24:15.5zisbefore2026-07-15t15:01:07+02:00.");
        assert!(matches!(read[0].limit, Limit::Before(begin) if begin.to_string() == "2026-07-15T13:01:07Z"));
    }

    #[test]
    fn what_is_no_stamp_is_none() {
        for text in
            ["currenttime", "currenttime2022-07-26", "currenttimez", "currenttime2022-99-26t12:24:15zisafter"]
        {
            assert!(stamps(text).is_empty(), "{text}");
        }
    }
}
