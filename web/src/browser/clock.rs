//! The browser's clock and time zone.

use std::rc::Rc;

use certplan_core::facts::{MappedLocalTime, Timestamp, Zone};
use chrono::{NaiveDate, NaiveDateTime};
use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

/// The current time.
pub fn now() -> Option<Timestamp> {
    if !cfg!(target_arch = "wasm32") {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "seconds since 1970 fit")]
    Timestamp::from_unix((Date::now() / 1000.0) as i64)
}

/// The browser's zone; UTC where the page is rendered natively.
pub fn zone() -> Rc<dyn Zone> {
    if cfg!(target_arch = "wasm32") {
        Rc::new(BrowserZone { name: zone_name() })
    } else {
        Rc::new(certplan_core::facts::Utc)
    }
}

fn zone_name() -> String {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    let name = Reflect::get(&options, &JsValue::from_str("timeZone")).ok().and_then(|name| name.as_string());
    name.unwrap_or_else(|| "the browser's zone".to_owned())
}

/// chrono's `Local` answers in WebAssembly as if each local time existed exactly once; this zone knows the others.
struct BrowserZone {
    name: String,
}

impl Zone for BrowserZone {
    fn name(&self) -> &str {
        &self.name
    }

    /// The offsets of the day before and the day after give the timestamps that the clocks can mean.
    fn timestamp(&self, civil: NaiveDateTime) -> MappedLocalTime<Timestamp> {
        const DAY: i64 = 86_400;
        let shown = civil.and_utc().timestamp();
        let meant = |near: i64| {
            let offset = seconds_behind_utc(near);
            Timestamp::from_unix(shown + offset).filter(|time| seconds_behind_utc(time.unix()) == offset)
        };
        match (meant(shown - DAY), meant(shown + DAY)) {
            (None, None) => MappedLocalTime::None,
            (Some(one), Some(other)) if one != other => MappedLocalTime::Ambiguous(one, other),
            (Some(time), _) | (None, Some(time)) => MappedLocalTime::Single(time),
        }
    }

    fn date(&self, time: Timestamp) -> NaiveDate {
        let shown = Timestamp::from_unix(time.unix() - seconds_behind_utc(time.unix()));
        shown.unwrap_or(time).civil().date()
    }
}

/// How many seconds the zone's clocks are behind those of UTC at that time.
fn seconds_behind_utc(unix: i64) -> i64 {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of the years 1 to 9999 are exact")]
    let date = Date::new(&JsValue::from_f64(unix as f64 * 1000.0));
    #[expect(clippy::cast_possible_truncation, reason = "an offset is less than two days")]
    let seconds = (date.get_timezone_offset() * 60.0) as i64;
    seconds
}
