//! When each certificate is valid, drawn around now in the manner of the timeline: presentation attributes and `currentColor`
//! only, everything said by shape and word.

use std::rc::Rc;

use certplan_core::facts::Timestamp;
use certplan_core::report::{Row, Status};
use certplan_words::page::evidence as words;
use yew::{AttrValue, Html, Properties, component, html};

use crate::drawing::{line, text};
use crate::keyed::{id, keyed};

const WIDTH: u32 = 760;
const MARGIN: u32 = 12;
const TOP: u32 = 24;
const ROW: u32 = 36;
const BAR: u32 = 12;
const DAY: i64 = 86_400;

/// The most bars; those that end first are drawn.
const MAX_BARS: usize = 20;

/// The longest name beside a bar.
const MAX_NAME: usize = 60;

/// How far apart the marks of the axis are at least.
const APART: u32 = 100;

/// Props of [`Dates`].
#[derive(Clone, Debug, Properties, PartialEq)]
pub(crate) struct DatesProps {
    /// Now.
    pub(crate) at: Timestamp,
    /// The certificates.
    pub(crate) rows: Rc<Vec<Row>>,
    /// What every id begins with.
    #[prop_or_default]
    pub(crate) id_prefix: AttrValue,
}

/// The picture as a figure.
#[component]
pub(crate) fn Dates(props: &DatesProps) -> Html {
    let mut rows: Vec<&Row> = props.rows.iter().collect();
    rows.sort_by_key(|row| row.not_after);
    rows.truncate(MAX_BARS);
    let axis = Axis::of(&rows, props.at);
    let bottom = rows.iter().fold(TOP + 8, |top, _| top + ROW);
    let tops = (0..).map(|place| TOP + place * ROW);
    let [title, description] = ["dates-title", "dates-desc"].map(|name| id(&props.id_prefix, name));
    let sentences: Vec<_> = rows.iter().map(|row| format!("{} {}.", name(row), until(row))).collect();
    html! {
        <figure class="timeline" tabindex="0">
            <svg xmlns="http://www.w3.org/2000/svg" viewBox={format!("0 0 {WIDTH} {}", bottom + 30)} role="img"
                aria-labelledby={format!("{title} {description}")} font-family="Segoe UI, system-ui, sans-serif" font-size="13"
                fill="currentColor">
                <title id={title}>{ words::PICTURE }</title>
                <desc id={description}>{ sentences.join(" ") }</desc>
                { text(axis.x(axis.now), 13, axis.anchor(axis.x(axis.now)), words::NOW) }
                { line(format!("M{} {bottom}v5", axis.x(axis.now)), None) }
                { for rows.iter().zip(tops).map(|(row, top)| axis.bar(row, top)) }
                { axis.marks(bottom) }
            </svg>
            if props.rows.len() > rows.len() {
                <figcaption>{ keyed(words::earliest(rows.len(), props.rows.len())) }</figcaption>
            }
        </figure>
    }
}

/// Time from left to right: near now a day has room, years are close together.
struct Axis {
    now: i64,
    first: i64,
    last: i64,
}

impl Axis {
    fn of(rows: &[&Row], at: Timestamp) -> Self {
        let now = at.unix();
        let dates = || {
            rows.iter().flat_map(|row| [row.not_before.unwrap_or(row.not_after).unix(), row.not_after.unix()])
        };
        Self { now, first: dates().fold(now - DAY, i64::min), last: dates().fold(now + DAY, i64::max) }
    }

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

    /// A full bar while it is valid; where that is past, a dotted line from its end until now. The line of now is drawn beside
    /// the bars only, so that it crosses no name.
    fn bar(&self, row: &Row, top: u32) -> Html {
        let (y, end, now) = (top + 18, self.x(row.not_after.unix()), self.x(self.now));
        let begin = row.not_before.map_or(MARGIN, |at| self.x(at.unix())).min(end);
        let is_past = row.not_after.unix() < self.now;
        let [x, width, height] = [begin, (end - begin).max(2), BAR].map(|number| number.to_string());
        html! {
            <>
                <text x={MARGIN.to_string()} y={(top + 12).to_string()}>{ name(row) }{ " " }<tspan font-weight="600">{ until(row) }</tspan></text>
                <rect {x} y={y.to_string()} {width} {height} fill-opacity={if is_past { "0.15" } else { "0.75" }} stroke="currentColor" />
                <path d={format!("M{now} {}V{}", y - 1, y + BAR + 3)} stroke="currentColor" stroke-width="2" />
                if is_past { { line(format!("M{end} {}H{now}", y + BAR / 2), Some("1 5")) } }
            </>
        }
    }

    /// Days from now, as far apart as their words need; those that are far from now first.
    fn marks(&self, bottom: u32) -> Html {
        let mut taken = vec![self.x(self.now)];
        let mut marks = Vec::new();
        for (days, words) in words::MARKS {
            for sign in [-1, 1] {
                let at = self.now + sign * days * DAY;
                let x = self.x(at);
                if (self.first..=self.last).contains(&at)
                    && taken.iter().all(|other| other.abs_diff(x) >= APART)
                {
                    taken.push(x);
                    marks.push((x, words::mark(words, sign > 0)));
                }
            }
        }
        html! {
            <>
                { line(format!("M{} {bottom}H{}", self.x(self.first), self.x(self.last)), None) }
                { for marks.into_iter().map(|(x, words)| html! {
                    <>{ line(format!("M{x} {bottom}v5"), None) }{ text(x, bottom + 20, self.anchor(x), words) }</>
                }) }
            </>
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
}

/// The origin, shortened by dots.
fn name(row: &Row) -> String {
    if row.origin.chars().count() <= MAX_NAME {
        return row.origin.clone();
    }
    row.origin.chars().take(MAX_NAME - 3).chain("...".chars()).collect()
}

fn until(row: &Row) -> String {
    let date = match (row.status, row.not_before) {
        (Status::NotYetValid, Some(begin)) => begin,
        _ => row.not_after,
    };
    words::until(row.status, &date.civil().date().to_string())
}
