//! The timeline: how long each credential lasts after its renewal stops.
//!
//! Presentation attributes and `currentColor` only, no style and no script: it follows the colour of the text in every theme,
//! passes a strict content security policy, and says everything by shape and word, nothing by colour alone.

use std::rc::Rc;

use certplan_core::facts::Duration;
use certplan_core::timeline::{Bar, Timeline as Model};
use certplan_core::{Facts, assess};
use certplan_words as words;
use yew::{AttrValue, Html, Properties, component, html};

use crate::drawing::{line, text};
use crate::keyed::id;

const WIDTH: u32 = 760;
/// Left and right of the bars.
const MARGIN: u32 = 12;
const TOP: u32 = 44;
const ROW: u32 = 38;
const BAR: u32 = 14;
const DAY: u64 = Duration::from_days(1).seconds();

/// Props of [`Timeline`].
#[derive(Clone, Debug, Properties, PartialEq)]
pub struct TimelineProps {
    /// The facts.
    pub facts: Rc<Facts>,
    /// What every id begins with.
    #[prop_or_default]
    pub id_prefix: AttrValue,
}

/// The timeline of these facts as a figure; nothing where nothing was switched off and nothing was read.
#[component]
pub fn Timeline(props: &TimelineProps) -> Html {
    let Some(model) = Model::of(&assess(&props.facts)) else { return Html::default() };
    html! { <figure class="timeline" tabindex="0">{ picture(&model, &props.id_prefix) }</figure> }
}

/// A timeline as one SVG element.
pub(crate) fn picture(model: &Model, prefix: &str) -> Html {
    let [title, description] = ["timeline-title", "timeline-desc"].map(|name| id(prefix, name));
    let drawing = Drawing { model, doubt: id(prefix, "timeline-doubt") };
    let bottom = model.bars.iter().fold(TOP, |top, _| top + ROW);
    let tops = (0..).map(|row| TOP + row * ROW);
    html! {
        <svg xmlns="http://www.w3.org/2000/svg" viewBox={format!("0 0 {WIDTH} {}", bottom + 70)} role="img"
            aria-labelledby={format!("{title} {description}")} font-family="Segoe UI, system-ui, sans-serif" font-size="13"
            fill="currentColor">
            <title id={title}>{ words::timeline_title() }</title>
            <desc id={description}>{ words::timeline_sentences(model).join(" ") }</desc>
            <defs>
                <pattern id={drawing.doubt.clone()} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect width="2" height="6" fill="currentColor" />
                </pattern>
            </defs>
            { drawing.shutdown(bottom) }
            { drawing.axis(bottom) }
            { for model.bars.iter().zip(tops).map(|(bar, top)| drawing.bar(bar, top)) }
            { drawing.legend(bottom + 56) }
        </svg>
    }
}

struct Drawing<'m> {
    model: &'m Model,
    /// The id of the pattern for what may have expired.
    doubt: AttrValue,
}

impl Drawing<'_> {
    /// Where a length ends: an axis that gives a day and a year room, so equal steps are equal ratios of one day more.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a length is below 2^53 seconds, and the result lies between 0 and the width"
    )]
    fn x(&self, seconds: u64) -> u32 {
        let scale = |seconds: u64| (seconds as f64 / DAY as f64).ln_1p();
        let width = f64::from(WIDTH - 2 * MARGIN - 16);
        MARGIN + (width * scale(seconds) / scale(self.model.reach)).round() as u32
    }

    /// The time for which it was off: a shaded area that ends in a line, with its words above.
    fn shutdown(&self, bottom: u32) -> Html {
        let Some(shutdown) = self.model.shutdown else { return Html::default() };
        let (from, to) = (self.x(0), self.x(shutdown));
        let (anchor, x) = if to > WIDTH / 2 { ("end", to - 4) } else { ("start", from + 4) };
        html! {
            <>
                <rect x={from.to_string()} y="24" width={(to - from).to_string()} height={(bottom - 24).to_string()} fill-opacity="0.08" />
                <path d={format!("M{to} 24V{bottom}")} stroke="currentColor" stroke-width="2" />
                <text x={x.to_string()} y="38" text-anchor={anchor} font-weight="600">{ words::timeline_off(&length(shutdown)) }</text>
                if let Some(dates) = self.model.dates {
                    <text x={MARGIN.to_string()} y="14">
                        { words::timeline_dates(&words::moment(&dates.from().to_string()), &words::moment(&dates.to().to_string())) }
                    </text>
                }
            </>
        }
    }

    fn axis(&self, bottom: u32) -> Html {
        let end = self.x(self.model.reach);
        let marks = [0, 1, 4, 10, 30, 90, 365, 3_650, 36_500]
            .into_iter()
            .filter(|days| days * DAY <= self.model.reach);
        html! {
            <>
                { line(format!("M{MARGIN} {bottom}H{end}"), None) }
                { for marks.map(|days| self.mark(days, bottom)) }
                { line(format!("M{} {TOP}V{bottom}", self.x(Model::LIMIT)), Some("2 4")) }
                if let Some(now) = self.model.now.map(|now| self.x(now)) {
                    <path d={format!("M{now} {bottom}l-5 8h10z")} />
                    { text(now, bottom + 36, "middle", words::timeline_now()) }
                }
            </>
        }
    }

    fn mark(&self, days: u64, bottom: u32) -> Html {
        let x = self.x(days * DAY);
        let anchor = match days {
            0 => "start",
            _ if x + 40 > WIDTH => "end",
            _ => "middle",
        };
        html! {
            <>
                { line(format!("M{x} {bottom}v5"), None) }
                { text(x, bottom + 20, anchor, words::timeline_days(days)) }
            </>
        }
    }

    fn bar(&self, bar: &Bar, top: u32) -> Html {
        let y = top + 18;
        let (start, valid, end) = (self.x(0), self.x(bar.valid_until), self.x(self.model.reach));
        let expired = bar.expired_from.map_or(end, |seconds| self.x(seconds));
        let read = if bar.by_evidence { words::timeline_read() } else { "" };
        html! {
            <>
                { text(start, top + 13, "start", format!("{}{read}", words::credential(bar.credential).name)) }
                if valid > start { { valid_bar(start, y, valid - start) } }
                if expired > valid { { self.doubtful_bar(valid, y, expired - valid) } }
                if end > expired { { line(format!("M{expired} {}H{end}", y + BAR / 2), Some("1 5")) } }
            </>
        }
    }

    fn doubtful_bar(&self, x: u32, y: u32, width: u32) -> Html {
        let [x, y, width, height] = [x, y, width, BAR].map(|number| number.to_string());
        html! { <rect {x} {y} {width} {height} fill={format!("url(#{})", self.doubt)} stroke="currentColor" /> }
    }

    fn legend(&self, y: u32) -> Html {
        let top = y - 11;
        let [valid, doubt, expired, limit] = words::timeline_legend();
        html! {
            <>
                { valid_bar(MARGIN, top, 22) }{ text(40, y, "start", valid) }
                { self.doubtful_bar(200, top, 22) }{ text(228, y, "start", doubt) }
                { line(format!("M366 {}h22", top + BAR / 2), Some("1 5")) }{ text(394, y, "start", expired) }
                { line(format!("M466 {top}v{BAR}"), Some("2 4")) }{ text(476, y, "start", limit) }
            </>
        }
    }
}

fn valid_bar(x: u32, y: u32, width: u32) -> Html {
    let [x, y, width, height] = [x, y, width, BAR].map(|number| number.to_string());
    html! { <rect {x} {y} {width} {height} fill-opacity="0.75" /> }
}

fn length(seconds: u64) -> String {
    words::length(Duration::from_seconds(seconds).unwrap_or_default())
}
