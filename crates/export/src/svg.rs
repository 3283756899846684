//! The timeline: how long each credential lasts after the renewal stops, drawn once for page, book, export and command.
//!
//! Presentation attributes and `currentColor` only, no style and no script: it follows the text's colour in light, dark and
//! contrast themes, passes a strict content security policy, and says everything by shape and word, nothing by colour alone.

use std::fmt::Write as _;

use certplan_core::assessment::Assessment;
use certplan_core::facts::{Duration, Moment, Shutdown};
use certplan_core::forecast::{Lapse, Point, lapses};
use certplan_core::{Facts, Plan};

use crate::html::escape;
use crate::words;

const WIDTH: u32 = 760;
/// Left and right of the bars.
const MARGIN: u32 = 12;
const TOP: u32 = 44;
const ROW: u32 = 38;
const BAR: u32 = 14;
const DAY: u64 = Duration::from_days(1).seconds();
/// The documents' limit, drawn as a line.
const LIMIT: u64 = certplan_core::case::SHUTDOWN_LIMIT.seconds();
/// The axis reaches at least this far, so that pictures can be compared.
const REACH: u64 = 100 * DAY;

/// Whether there is a picture of this plan: something was switched off, or real dates were read.
pub fn is_drawn(plan: &Plan<'_>) -> bool {
    let Assessment { facts, findings, .. } = &plan.assessment;
    findings.iter().any(|finding| finding.outlook.is_some()) || !facts.evidence.is_empty()
}

/// The timeline of these facts as one SVG element, with a newline at its end.
pub fn timeline(facts: &Facts) -> String {
    Picture::new(facts).write()
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
        let shutdown = facts.shutdown.length().map(Duration::seconds).filter(|seconds| *seconds > 0);
        let mut reach = REACH.max(shutdown.unwrap_or(0));
        let mut bars = Vec::new();
        for lapse in lapses(facts) {
            if let Some(bar) = origin.bar(&lapse) {
                reach = reach.max(bar.lapsed_from.unwrap_or(bar.valid_until));
                bars.push(bar);
            }
        }
        let (mut off, mut on) = (None, None);
        if let Shutdown::Between(span) = facts.shutdown {
            off = Some(words::moment(&span.from().to_string()));
            on = Some(words::moment(&span.to().to_string()));
        }
        let now = facts.at.and_then(|at| origin.since(at.unix())).filter(|now| *now <= reach);
        Self { bars, shutdown, now, off, on, reach }
    }

    fn write(&self) -> String {
        let rows = self.bars.iter().fold(TOP, |top, _| top + ROW);
        let mut svg = String::new();
        let out = &mut svg;
        draw(out, BEGIN, &[WIDTH, rows + 70]);
        out.push_str(words::timeline_title());
        out.push_str("</title><desc id=\"timeline-desc\">");
        escape(out, &self.sentences().join(" "));
        out.push_str(DOUBT);
        self.shutdown_area(out, rows);
        self.axis(out, rows);
        let mut top = TOP;
        for bar in &self.bars {
            self.bar(out, bar, top);
            top += ROW;
        }
        legend(out, rows + 56);
        out.push_str("</svg>\n");
        svg
    }

    /// The time for which it was off: a shaded area that ends in a line, with its words above.
    fn shutdown_area(&self, out: &mut String, rows: u32) {
        let Some(shutdown) = self.shutdown else { return };
        let (from, to) = (self.x(0), self.x(shutdown));
        draw(
            out,
            "<rect x=\"{}\" y=\"24\" width=\"{}\" height=\"{}\" fill-opacity=\"0.08\"/>\
             <path d=\"M{} 24V{}\" stroke=\"currentColor\" stroke-width=\"2\"/>",
            &[from, to - from, rows - 24, to, rows],
        );
        let (anchor, x) = if to > WIDTH / 2 { ("end", to - 4) } else { ("start", from + 4) };
        let label = words::timeline_off(&length(shutdown));
        text(out, x, 38, &[" text-anchor=\"", anchor, "\" font-weight=\"600\""].concat(), &label);
        if let (Some(off), Some(on)) = (&self.off, &self.on) {
            text(out, MARGIN, 14, "", &escaped(&words::timeline_dates(off, on)));
        }
    }

    /// Days on an axis that gives a day and a year room: equal steps are equal ratios of one day more.
    fn axis(&self, out: &mut String, rows: u32) {
        let end = self.x(self.reach);
        draw(out, "<path d=\"M{} {}H{}\" stroke=\"currentColor\"/>", &[MARGIN, rows, end]);
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
            draw(out, "<path d=\"M{} {}v5\" stroke=\"currentColor\"/>", &[x, rows]);
            let anchor = [" text-anchor=\"", anchor, "\""].concat();
            text(out, x, rows + 20, &anchor, &words::timeline_days(days));
        }
        let limit = "<path d=\"M{} {}V{}\" stroke=\"currentColor\" stroke-dasharray=\"2 4\"/>";
        draw(out, limit, &[self.x(LIMIT), TOP, rows]);
        if let Some(now) = self.now {
            let x = self.x(now);
            draw(out, "<path d=\"M{} {}l-5 8h10z\"/>", &[x, rows]);
            text(out, x, rows + 36, " text-anchor=\"middle\"", words::timeline_now());
        }
    }

    fn bar(&self, out: &mut String, bar: &Bar, top: u32) {
        let y = top + 18;
        let (start, valid, end) = (self.x(0), self.x(bar.valid_until), self.x(self.reach));
        let lapsed = bar.lapsed_from.map_or(end, |seconds| self.x(seconds));
        let read = if bar.by_evidence { words::timeline_read() } else { "" };
        text(out, start, top + 13, "", &(escaped(bar.name) + read));
        if valid > start {
            draw(out, VALID, &[start, y, valid - start, BAR]);
        }
        if lapsed > valid {
            draw(out, MAY_HAVE_LAPSED, &[valid, y, lapsed - valid, BAR]);
        }
        if end > lapsed {
            let line = "<path d=\"M{} {}H{}\" stroke=\"currentColor\" stroke-dasharray=\"1 5\"/>";
            draw(out, line, &[lapsed, y + BAR / 2, end]);
        }
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
        let mut sentences = Vec::new();
        if let Some(shutdown) = self.shutdown {
            sentences.push(words::timeline_off(&length(shutdown)) + ".");
        }
        for bar in &self.bars {
            let lapsed_from = bar.lapsed_from.map(length);
            sentences.push(words::timeline_bar(bar.name, &length(bar.valid_until), lapsed_from.as_deref()));
        }
        sentences
    }
}

const BEGIN: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" role=\"img\" \
    aria-labelledby=\"timeline-title timeline-desc\" font-family=\"Segoe UI, system-ui, sans-serif\" \
    font-size=\"13\" fill=\"currentColor\"><title id=\"timeline-title\">";

const DOUBT: &str = "</desc><defs><pattern id=\"timeline-doubt\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
    patternTransform=\"rotate(45)\"><rect width=\"2\" height=\"6\" fill=\"currentColor\"/></pattern></defs>";

const VALID: &str = "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill-opacity=\"0.75\"/>";

const MAY_HAVE_LAPSED: &str = "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"url(#timeline-doubt)\" \
    stroke=\"currentColor\"/>";

/// Adds markup, each `{}` in it replaced by the next number.
fn draw(out: &mut String, markup: &str, numbers: &[u32]) {
    let mut numbers = numbers.iter();
    for (place, part) in markup.split('{').enumerate() {
        if place > 0 {
            let _ = write!(out, "{}", numbers.next().unwrap_or(&0));
        }
        out.push_str(part.strip_prefix('}').unwrap_or(part));
    }
}

/// Adds a text, which is markup already, at a place; `attributes` have a space before them.
fn text(out: &mut String, x: u32, y: u32, attributes: &str, markup: &str) {
    draw(out, "<text x=\"{}\" y=\"{}\"", &[x, y]);
    out.push_str(attributes);
    out.push('>');
    out.push_str(markup);
    out.push_str("</text>");
}

fn escaped(text: &str) -> String {
    let mut markup = String::new();
    escape(&mut markup, text);
    markup
}

fn length(seconds: u64) -> String {
    words::length(Duration::from_seconds(seconds).unwrap_or_default())
}

fn legend(out: &mut String, y: u32) {
    let top = y - 11;
    let [valid, doubt, gone, limit] = words::timeline_legend();
    draw(out, VALID, &[MARGIN, top, 22, BAR]);
    text(out, 40, y, "", valid);
    draw(out, MAY_HAVE_LAPSED, &[170, top, 22, BAR]);
    text(out, 198, y, "", doubt);
    let line = "<path d=\"M330 {}h22\" stroke=\"currentColor\" stroke-dasharray=\"1 5\"/>";
    draw(out, line, &[top + BAR / 2]);
    text(out, 358, y, "", gone);
    draw(out, "<path d=\"M450 {}v{}\" stroke=\"currentColor\" stroke-dasharray=\"2 4\"/>", &[top, BAR]);
    text(out, 460, y, "", limit);
}

/// The moment from which the picture counts.
enum Origin {
    /// Not known: only lengths can be drawn.
    Duration,
    Unix(i64),
}

impl Origin {
    fn of(facts: &Facts) -> Self {
        match facts.shutdown {
            Shutdown::Between(span) => match span.from() {
                Moment::Timestamp(instant) => Self::Unix(instant.unix()),
                Moment::Date(date) => Self::Unix(date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp()),
            },
            Shutdown::None | Shutdown::Unknown | Shutdown::Lasted(_) => Self::Duration,
        }
    }

    /// Seconds from the beginning to an instant; `None` where it is before it, or nobody knows the beginning.
    fn since(&self, unix: i64) -> Option<u64> {
        match self {
            Self::Duration => None,
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
        if had_lapsed && matches!(self, Self::Duration) {
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
