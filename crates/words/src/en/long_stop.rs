//! What is said of a stop that is too long for its certificates.

use certplan_core::Layer;
use certplan_core::facts::Timestamp;
use certplan_core::long_stop::{LongStop, TIME_ON};

use super::{layer_title, length, moment};

/// More times than this are not listed one by one: nobody plans so many.
pub const MOST_BREAKS_LISTED: usize = 6;

/// When to be on during the stop so that a layer loses no certificate, and why; with dates where the beginning is known.
pub fn breaks(stop: &LongStop, from: Option<Timestamp>) -> String {
    let (layer, longest, on) = (layer_title(stop.layer), length(stop.longest_off), length(TIME_ON));
    let least = format!("at least {longest} of a certificate are left when renewal stops");
    let count = stop.breaks.len();
    if count == 0 {
        return format!("{layer}: no break needed, since {least}.");
    }
    let times = match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{count} times"),
    };
    let mut text = format!(
        "{layer}: to lose no certificate, switch everything on {times} for {on}: {least}, and each time on renews what is due."
    );
    if count <= MOST_BREAKS_LISTED {
        let starts = stop.breaks.iter().map(|start| match from.and_then(|from| from.plus(*start)) {
            Some(at) => moment(&at.to_string()),
            None => format!("after {}", length(*start)),
        });
        text += " Switch on ";
        text += &starts.collect::<Vec<_>>().join(", ");
        text += ".";
    }
    text += match stop.layer {
        Layer::Moc => {
            " Collect the dates before you switch off again: a renewal that fails is tried again only a day or two later. The \
             Kubernetes layer needs its repair each time, so that everything runs. Tokens need an update before the stop."
        }
        Layer::Kubernetes => " It is usually simpler to repair this layer once, afterwards.",
    };
    text
}
