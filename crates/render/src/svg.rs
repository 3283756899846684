//! The timeline: how long each credential lasts after the renewal stops, drawn once for page, book, export and command.
//!
//! Presentation attributes and `currentColor` only, no style and no script: it follows the text's colour in light, dark and
//! contrast themes, passes a strict content security policy, and says everything by shape and word, nothing by colour alone.

use core::fmt::Write;

use certplan_core::assessment::Assessment;
use certplan_core::facts::{Length, Moment, Shutdown};
use certplan_core::forecast::{Lapse, Point, lapses};
use certplan_core::{Facts, Plan};

use crate::html::Escaped;
use crate::words;

const WIDTH: u32 = 760;
/// Left and right of the bars.
const MARGIN: u32 = 12;
const TOP: u32 = 44;
const ROW: u32 = 38;
const BAR: u32 = 14;
const DAY: u64 = Length::from_days(1).seconds();
/// The documents' limit, drawn as a line.
const LIMIT: u64 = certplan_core::bucket::SHUTDOWN_LIMIT.seconds();
/// The axis reaches at least this far, so that pictures can be compared.
const REACH: u64 = 100 * DAY;

/// Whether there is a picture of this plan: something was switched off, or real dates were read.
pub fn is_drawn(plan: &Plan<'_>) -> bool {
    let Assessment { facts, findings, .. } = &plan.assessment;
    findings.iter().any(|finding| finding.outlook.is_some()) || !facts.evidence.is_empty()
}

/// The timeline of these facts as one SVG element, with a newline at its end.
pub fn timeline(facts: &Facts) -> String {
    let mut svg = String::new();
    // Writing into a string does not fail.
    let _ = Picture::new(facts).write(&mut svg);
    svg
}

/// What the picture says, sentence by sentence.
pub fn described(facts: &Facts) -> Vec<String> {
    Picture::new(facts).sentences()
}

/// A credential's bar, in seconds after the renewal stopped.
struct Bar {
    name: &'static str,
    valid_until: u64,
    lapsed_from: Option<u64>,
    by_evidence: bool,
}

struct Picture {
    bars: Vec<Bar>,
    shutdown: Option<u64>,
    now: Option<u64>,
    off: Option<String>,
    on: Option<String>,
    reach: u64,
}

impl Picture {
    fn new(facts: &Facts) -> Self {
        let origin = Origin::of(facts);
        let bars: Vec<_> = lapses(facts).iter().filter_map(|lapse| origin.bar(lapse)).collect();
        let shutdown = facts.shutdown.length().map(Length::seconds).filter(|seconds| *seconds > 0);
        let span = match facts.shutdown {
            Shutdown::Between(span) => Some(span),
            Shutdown::None | Shutdown::Unknown | Shutdown::Lasted(_) => None,
        };
        let ends = bars.iter().map(|bar| bar.lapsed_from.unwrap_or(bar.valid_until));
        let reach = ends.chain(shutdown).chain([REACH]).max().unwrap_or(REACH);
        Self {
            bars,
            shutdown,
            now: facts.at.and_then(|at| origin.since(at.unix())).filter(|now| *now <= reach),
            off: span.map(|span| words::moment(&span.from().to_string())),
            on: span.map(|span| words::moment(&span.to().to_string())),
            reach,
        }
    }

    fn write(&self, out: &mut String) -> core::fmt::Result {
        let rows = self.bars.iter().fold(TOP, |top, _| top + ROW);
        let height = rows + 70;
        write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
             aria-labelledby=\"timeline-title timeline-desc\" font-family=\"Segoe UI, system-ui, sans-serif\" \
             font-size=\"13\" fill=\"currentColor\">\
             <title id=\"timeline-title\">{}</title><desc id=\"timeline-desc\">{}</desc>\
             <defs><pattern id=\"timeline-doubt\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(45)\"><rect width=\"2\" height=\"6\" fill=\"currentColor\"/></pattern></defs>",
            words::timeline_title(),
            Escaped(&self.sentences().join(" ")),
        )?;
        self.shutdown_area(out, rows)?;
        self.axis(out, rows)?;
        let mut top = TOP;
        for bar in &self.bars {
            self.bar(out, bar, top)?;
            top += ROW;
        }
        legend(out, rows + 56)?;
        out.push_str("</svg>\n");
        Ok(())
    }

    /// The time for which it was off: a shaded area that ends in a line, with its words above.
    fn shutdown_area(&self, out: &mut String, rows: u32) -> core::fmt::Result {
        let Some(shutdown) = self.shutdown else { return Ok(()) };
        let (from, to) = (self.x(0), self.x(shutdown));
        let label = words::length(Length::from_seconds(shutdown).unwrap_or_default());
        let (anchor, x) = if to > WIDTH / 2 { ("end", to - 4) } else { ("start", from + 4) };
        write!(
            out,
            "<rect x=\"{from}\" y=\"24\" width=\"{}\" height=\"{}\" fill-opacity=\"0.08\"/>\
             <path d=\"M{to} 24V{rows}\" stroke=\"currentColor\" stroke-width=\"2\"/>\
             <text x=\"{x}\" y=\"38\" text-anchor=\"{anchor}\" font-weight=\"600\">{}</text>",
            to - from,
            rows - 24,
            words::timeline_off(&label),
        )?;
        if let (Some(off), Some(on)) = (&self.off, &self.on) {
            write!(out, "<text x=\"{MARGIN}\" y=\"14\">{}</text>", Escaped(&words::timeline_dates(off, on)))?;
        }
        Ok(())
    }

    /// Days on an axis that gives a day and a year room: equal steps are equal ratios of one day more.
    fn axis(&self, out: &mut String, rows: u32) -> core::fmt::Result {
        let end = self.x(self.reach);
        write!(out, "<path d=\"M{MARGIN} {rows}H{end}\" stroke=\"currentColor\"/>")?;
        for days in [0, 1, 4, 10, 30, 90, 365, 3_650, 36_500] {
            let seconds = days * DAY;
            if seconds > self.reach {
                break;
            }
            let x = self.x(seconds);
            let anchor = match days {
                0 => "start",
                _ if x + 40 > WIDTH => "end",
                _ => "middle",
            };
            write!(
                out,
                "<path d=\"M{x} {rows}v5\" stroke=\"currentColor\"/>\
                 <text x=\"{x}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>",
                rows + 20,
                words::timeline_days(days),
            )?;
        }
        let limit = self.x(LIMIT);
        write!(out, "<path d=\"M{limit} {TOP}V{rows}\" stroke=\"currentColor\" stroke-dasharray=\"2 4\"/>")?;
        if let Some(now) = self.now {
            let x = self.x(now);
            write!(
                out,
                "<path d=\"M{x} {rows}l-5 8h10z\"/><text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                rows + 36,
                words::timeline_now(),
            )?;
        }
        Ok(())
    }

    fn bar(&self, out: &mut String, bar: &Bar, top: u32) -> core::fmt::Result {
        let y = top + 18;
        let (start, valid, end) = (self.x(0), self.x(bar.valid_until), self.x(self.reach));
        let lapsed = bar.lapsed_from.map_or(end, |seconds| self.x(seconds));
        let read = if bar.by_evidence { words::timeline_read() } else { "" };
        write!(out, "<text x=\"{start}\" y=\"{}\">{}{read}</text>", top + 13, Escaped(bar.name))?;
        if valid > start {
            write!(
                out,
                "<rect x=\"{start}\" y=\"{y}\" width=\"{}\" height=\"{BAR}\" fill-opacity=\"0.75\"/>",
                valid - start
            )?;
        }
        if lapsed > valid {
            write!(
                out,
                "<rect x=\"{valid}\" y=\"{y}\" width=\"{}\" height=\"{BAR}\" fill=\"url(#timeline-doubt)\" \
                 stroke=\"currentColor\"/>",
                lapsed - valid
            )?;
        }
        if end > lapsed {
            let middle = y + BAR / 2;
            write!(
                out,
                "<path d=\"M{lapsed} {middle}H{end}\" stroke=\"currentColor\" stroke-dasharray=\"1 5\"/>"
            )?;
        }
        Ok(())
    }

    /// Where a length ends, in whole units of the picture: fractions would bring the formatting of floats into the page.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a length is below 2^53 seconds, and the result lies between 0 and the width"
    )]
    fn x(&self, seconds: u64) -> u32 {
        let scale = |seconds: u64| (seconds as f64 / DAY as f64).ln_1p();
        let width = f64::from(WIDTH - 2 * MARGIN - 16);
        MARGIN + (width * scale(seconds) / scale(self.reach)).round() as u32
    }

    fn sentences(&self) -> Vec<String> {
        let shutdown = self.shutdown.and_then(Length::from_seconds);
        let length = |seconds| words::length(Length::from_seconds(seconds).unwrap_or_default());
        let bars = self.bars.iter().map(|bar| {
            words::timeline_bar(bar.name, &length(bar.valid_until), bar.lapsed_from.map(length).as_deref())
        });
        shutdown
            .map(|length| words::timeline_off(&words::length(length)) + ".")
            .into_iter()
            .chain(bars)
            .collect()
    }
}

fn legend(out: &mut String, y: u32) -> core::fmt::Result {
    let top = y - 11;
    let [valid, doubt, gone, limit] = words::timeline_legend();
    write!(
        out,
        "<rect x=\"{MARGIN}\" y=\"{top}\" width=\"22\" height=\"{BAR}\" fill-opacity=\"0.75\"/><text x=\"40\" y=\"{y}\">{valid}</text>\
         <rect x=\"170\" y=\"{top}\" width=\"22\" height=\"{BAR}\" fill=\"url(#timeline-doubt)\" stroke=\"currentColor\"/>\
         <text x=\"198\" y=\"{y}\">{doubt}</text>\
         <path d=\"M330 {}h22\" stroke=\"currentColor\" stroke-dasharray=\"1 5\"/><text x=\"358\" y=\"{y}\">{gone}</text>\
         <path d=\"M450 {top}v{BAR}\" stroke=\"currentColor\" stroke-dasharray=\"2 4\"/><text x=\"460\" y=\"{y}\">{limit}</text>",
        top + BAR / 2,
    )
}

/// The moment from which the picture counts.
enum Origin {
    /// Not known: only lengths can be drawn.
    Length,
    Unix(i64),
}

impl Origin {
    fn of(facts: &Facts) -> Self {
        match facts.shutdown {
            Shutdown::Between(span) => match span.from() {
                Moment::Instant(instant) => Self::Unix(instant.unix()),
                Moment::Date(date) => Self::Unix(date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp()),
            },
            Shutdown::None | Shutdown::Unknown | Shutdown::Lasted(_) => Self::Length,
        }
    }

    /// Seconds from the beginning to an instant; `None` where it is before it, or nobody knows the beginning.
    fn since(&self, unix: i64) -> Option<u64> {
        match self {
            Self::Length => None,
            Self::Unix(origin) => u64::try_from(unix - origin).ok(),
        }
    }

    fn bar(&self, lapse: &Lapse) -> Option<Bar> {
        let seconds = |point: Option<Point>| match point? {
            Point::After(length) => Some(length.seconds()),
            Point::At(instant) => self.since(instant.unix()),
            Point::On(date) => self.since(date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp()),
        };
        let (from, by) = (seconds(lapse.from), seconds(lapse.by));
        // What had lapsed before it was switched off has no part that is valid.
        let had_lapsed = lapse.by_evidence && from.is_none();
        if had_lapsed && matches!(self, Self::Length) {
            return None;
        }
        Some(Bar {
            name: words::credential(lapse.credential.id).name,
            valid_until: from.unwrap_or(0),
            lapsed_from: if had_lapsed { Some(0) } else { by },
            by_evidence: lapse.by_evidence,
        })
    }
}
