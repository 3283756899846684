//! When each certificate counts, drawn around now, in the manner of the answer's timeline: presentation attributes and
//! `currentColor` only, everything said by shape and word.

use std::fmt::Write;

use certplan_core::facts::Instant;
use certplan_inspect::Item;
use certplan_render::html::Escaped;

const WIDTH: u32 = 760;
const MARGIN: u32 = 12;
const TOP: u32 = 24;
const ROW: u32 = 36;
const BAR: u32 = 12;
const DAY: i64 = 86_400;

/// The most bars; those that end first are drawn.
const MOST_BARS: usize = 20;

/// The longest name beside a bar.
const LONGEST: usize = 60;

/// The picture of these certificates as a figure.
pub fn of(items: &[Item], at: Instant) -> String {
    let mut drawn: Vec<&Item> = items.iter().collect();
    drawn.sort_by_key(|item| item.not_after.unix());
    drawn.truncate(MOST_BARS);
    let mut out = String::new();
    // Writing into a string does not fail.
    let _ = Picture::new(&drawn, at).write(&mut out, items.len());
    out
}

struct Picture<'i> {
    items: &'i [&'i Item],
    now: i64,
    first: i64,
    last: i64,
}

impl<'i> Picture<'i> {
    fn new(items: &'i [&'i Item], at: Instant) -> Self {
        let now = at.unix();
        let dates = || items.iter().flat_map(|item| item.not_before.into_iter().chain([item.not_after]));
        let first = dates().map(Instant::unix).min().unwrap_or(now).min(now - DAY);
        let last = dates().map(Instant::unix).max().unwrap_or(now).max(now + DAY);
        Self { items, now, first, last }
    }

    fn write(&self, out: &mut String, all: usize) -> core::fmt::Result {
        let bottom = self.items.iter().fold(TOP, |top, _| top + ROW) + 8;
        write!(
            out,
            "<figure class=\"timeline\" tabindex=\"0\"><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {}\" role=\"img\" \
             aria-labelledby=\"dates-title dates-desc\" font-family=\"Segoe UI, system-ui, sans-serif\" font-size=\"13\" \
             fill=\"currentColor\"><title id=\"dates-title\">When each certificate counts</title><desc id=\"dates-desc\">",
            bottom + 30
        )?;
        for item in self.items {
            write!(out, "{} {}. ", Escaped(&name(item)), self.until(item))?;
        }
        write!(out, "</desc>")?;
        let now = self.x(self.now);
        let anchor = self.anchor(now);
        write!(
            out,
            "<text x=\"{now}\" y=\"13\" text-anchor=\"{anchor}\" font-weight=\"600\">now</text>\
             <path d=\"M{now} {bottom}v5\" stroke=\"currentColor\" stroke-width=\"2\"/>"
        )?;
        let mut top = TOP;
        for item in self.items {
            self.bar(out, item, top)?;
            top += ROW;
        }
        self.axis(out, bottom)?;
        write!(out, "</svg>")?;
        if all > self.items.len() {
            write!(out, "<figcaption>The {MOST_BARS} that end first, of {all}.</figcaption>")?;
        }
        write!(out, "</figure>")
    }

    /// A full bar while it counts; where that is past, a dotted line from its end until now. The line of now is drawn beside
    /// the bars only, so that it crosses no name.
    fn bar(&self, out: &mut String, item: &Item, top: u32) -> core::fmt::Result {
        let (y, end) = (top + 18, self.x(item.not_after.unix()));
        let begin = item.not_before.map_or(MARGIN, |at| self.x(at.unix())).min(end);
        write!(
            out,
            "<text x=\"{MARGIN}\" y=\"{}\">{} <tspan font-weight=\"600\">{}</tspan></text>\
             <rect x=\"{begin}\" y=\"{y}\" width=\"{}\" height=\"{BAR}\" fill-opacity=\"{}\" stroke=\"currentColor\"/>",
            top + 12,
            Escaped(&name(item)),
            self.until(item),
            (end - begin).max(2),
            if item.not_after.unix() < self.now { "0.15" } else { "0.75" },
        )?;
        let (middle, now) = (y + BAR / 2, self.x(self.now));
        write!(
            out,
            "<path d=\"M{now} {}V{}\" stroke=\"currentColor\" stroke-width=\"2\"/>",
            y - 1,
            y + BAR + 3
        )?;
        if item.not_after.unix() < self.now {
            write!(
                out,
                "<path d=\"M{end} {middle}H{now}\" stroke=\"currentColor\" stroke-dasharray=\"1 5\"/>"
            )?;
        }
        Ok(())
    }

    fn until(&self, item: &Item) -> String {
        let end = item.not_after.to_string();
        let day = end.get(..10).unwrap_or_default();
        match item.not_before {
            _ if item.not_after.unix() < self.now => format!("expired {day}"),
            Some(begin) if begin.unix() > self.now => {
                format!("not before {}", begin.to_string().get(..10).unwrap_or_default())
            }
            _ => format!("until {day}"),
        }
    }

    /// Days from now, as far apart as their names need.
    fn axis(&self, out: &mut String, bottom: u32) -> core::fmt::Result {
        const APART: u32 = 100;
        let (left, right) = (self.x(self.first), self.x(self.last));
        write!(out, "<path d=\"M{left} {bottom}H{right}\" stroke=\"currentColor\"/>")?;
        let steps = [
            (1, "1 day"),
            (4, "4 days"),
            (10, "10 days"),
            (30, "30 days"),
            (90, "90 days"),
            (365, "1 year"),
            (3_652, "10 years"),
        ];
        let mut taken = vec![self.x(self.now)];
        for (days, words) in steps.into_iter().rev() {
            for (sign, side) in [(-1, "ago"), (1, "ahead")] {
                let at = self.now + sign * days * DAY;
                if at < self.first || at > self.last {
                    continue;
                }
                let x = self.x(at);
                if taken.iter().any(|other| other.abs_diff(x) < APART) {
                    continue;
                }
                taken.push(x);
                write!(
                    out,
                    "<path d=\"M{x} {bottom}v5\" stroke=\"currentColor\"/><text x=\"{x}\" y=\"{}\" text-anchor=\"{}\">{words} {side}</text>",
                    bottom + 20,
                    self.anchor(x)
                )?;
            }
        }
        Ok(())
    }

    fn anchor(&self, x: u32) -> &'static str {
        let (left, right) = (self.x(self.first), self.x(self.last));
        match x {
            _ if x < left + 50 => "start",
            _ if x + 50 > right => "end",
            _ => "middle",
        }
    }

    /// Where an instant lies: near now a day has room, years lie close together. In whole units of the picture.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "seconds of the years 1 to 9999 are exact, and the result lies between 0 and the width"
    )]
    fn x(&self, unix: i64) -> u32 {
        let scale = |unix: i64| {
            let days = (unix - self.now) as f64 / DAY as f64;
            days.abs().ln_1p().copysign(days)
        };
        let (first, last) = (scale(self.first), scale(self.last));
        let part = (scale(unix.clamp(self.first, self.last)) - first) / (last - first);
        MARGIN + (f64::from(WIDTH - 2 * MARGIN) * part).round() as u32
    }
}

fn name(item: &Item) -> String {
    if item.origin.chars().count() <= LONGEST {
        return item.origin.clone();
    }
    item.origin.chars().take(LONGEST - 3).chain("...".chars()).collect()
}
