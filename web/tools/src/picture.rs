//! When each certificate counts, drawn around now, in the manner of the answer's timeline: presentation attributes and
//! `currentColor` only, everything said by shape and word.

use certplan_core::facts::Timestamp;
use certplan_core::spell::Spell as _;
use certplan_inspect::Item;

use crate::markup::add;

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

/// Adds the picture of these certificates as a figure.
pub fn write(out: &mut String, items: &[Item], at: Timestamp) {
    let mut drawn: Vec<&Item> = Vec::new();
    for item in items {
        let place = drawn.partition_point(|before| before.not_after <= item.not_after);
        if place < MOST_BARS {
            drawn.insert(place, item);
            drawn.truncate(MOST_BARS);
        }
    }
    Picture::new(&drawn, at).write(out, items.len());
}

struct Picture<'i> {
    items: &'i [&'i Item],
    now: i64,
    first: i64,
    last: i64,
}

impl<'i> Picture<'i> {
    fn new(items: &'i [&'i Item], at: Timestamp) -> Self {
        let now = at.unix();
        let (mut first, mut last) = (now - DAY, now + DAY);
        for item in items {
            for date in [item.not_before.unwrap_or(item.not_after).unix(), item.not_after.unix()] {
                (first, last) = (first.min(date), last.max(date));
            }
        }
        Self { items, now, first, last }
    }

    fn write(&self, out: &mut String, all: usize) {
        let mut bottom = TOP + 8;
        for _ in self.items {
            bottom += ROW;
        }
        add(
            out,
            "<figure class=\"timeline\" tabindex=\"0\"><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" role=\"img\" \
             aria-labelledby=\"dates-title dates-desc\" font-family=\"Segoe UI, system-ui, sans-serif\" font-size=\"13\" \
             fill=\"currentColor\"><title id=\"dates-title\">When each certificate counts</title><desc id=\"dates-desc\">",
            &[&WIDTH.spelt(), &(bottom + 30).spelt()],
        );
        for item in self.items {
            add(out, "{} {}. ", &[&name(item), &self.until(item)]);
        }
        let (now, below) = (self.x(self.now), bottom.spelt());
        let x = now.spelt();
        add(
            out,
            "</desc><text x=\"{}\" y=\"13\" text-anchor=\"{}\" font-weight=\"600\">now</text>\
             <path d=\"M{} {}v5\" stroke=\"currentColor\" stroke-width=\"2\"/>",
            &[&x, self.anchor(now), &x, &below],
        );
        let mut top = TOP;
        for item in self.items {
            self.bar(out, item, top);
            top += ROW;
        }
        self.axis(out, bottom);
        out.push_str("</svg>");
        if all > self.items.len() {
            let caption = "<figcaption>The {} that end first, of {}.</figcaption>";
            add(out, caption, &[&MOST_BARS.spelt(), &all.spelt()]);
        }
        out.push_str("</figure>");
    }

    /// A full bar while it counts; where that is past, a dotted line from its end until now. The line of now is drawn beside
    /// the bars only, so that it crosses no name.
    fn bar(&self, out: &mut String, item: &Item, top: u32) {
        let (y, end) = (top + 18, self.x(item.not_after.unix()));
        let begin = item.not_before.map_or(MARGIN, |at| self.x(at.unix())).min(end);
        let is_past = item.not_after.unix() < self.now;
        let now = self.x(self.now).spelt();
        add(
            out,
            "<text x=\"{}\" y=\"{}\">{} <tspan font-weight=\"600\">{}</tspan></text>\
             <rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill-opacity=\"{}\" stroke=\"currentColor\"/>\
             <path d=\"M{} {}V{}\" stroke=\"currentColor\" stroke-width=\"2\"/>",
            &[
                &MARGIN.spelt(),
                &(top + 12).spelt(),
                &name(item),
                &self.until(item),
                &begin.spelt(),
                &y.spelt(),
                &(end - begin).max(2).spelt(),
                &BAR.spelt(),
                if is_past { "0.15" } else { "0.75" },
                &now,
                &(y - 1).spelt(),
                &(y + BAR + 3).spelt(),
            ],
        );
        if is_past {
            add(
                out,
                "<path d=\"M{} {}H{}\" stroke=\"currentColor\" stroke-dasharray=\"1 5\"/>",
                &[&end.spelt(), &(y + BAR / 2).spelt(), &now],
            );
        }
    }

    fn until(&self, item: &Item) -> String {
        let (word, date) = match item.not_before {
            _ if item.not_after.unix() < self.now => ("expired ", item.not_after),
            Some(begin) if begin.unix() > self.now => ("not before ", begin),
            _ => ("until ", item.not_after),
        };
        let date = date.spelt();
        [word, date.get(..10).unwrap_or_default()].concat()
    }

    /// Days from now, as far apart as their names need.
    fn axis(&self, out: &mut String, bottom: u32) {
        const APART: u32 = 100;
        let (below, words_at) = (bottom.spelt(), (bottom + 20).spelt());
        add(
            out,
            "<path d=\"M{} {}H{}\" stroke=\"currentColor\"/>",
            &[&self.x(self.first).spelt(), &below, &self.x(self.last).spelt()],
        );
        let mut taken = vec![self.x(self.now)];
        // Those that are far apart first.
        for (days, words) in [
            (3_652, "10 years"),
            (365, "1 year"),
            (90, "90 days"),
            (30, "30 days"),
            (10, "10 days"),
            (4, "4 days"),
            (1, "1 day"),
        ] {
            for (sign, side) in [(-1, " ago"), (1, " ahead")] {
                let at = self.now + sign * days * DAY;
                if at < self.first || at > self.last {
                    continue;
                }
                let x = self.x(at);
                if taken.iter().any(|other| other.abs_diff(x) < APART) {
                    continue;
                }
                taken.push(x);
                let (anchor, x) = (self.anchor(x), &*x.spelt());
                add(
                    out,
                    "<path d=\"M{} {}v5\" stroke=\"currentColor\"/><text x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}{}</text>",
                    &[x, &below, x, &words_at, anchor, words, side],
                );
            }
        }
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
    let mut letters = item.origin.char_indices().map(|(at, _)| at);
    // Dots take the place of three, where there is one more than may be.
    match (letters.nth(LONGEST - 3), letters.nth(2)) {
        (Some(end), Some(_)) => [&item.origin[..end], "..."].concat(),
        _ => item.origin.clone(),
    }
}
