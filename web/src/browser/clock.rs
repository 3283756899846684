//! The browser's clock and zone.

use std::rc::Rc;

use certplan_core::facts::{MappedLocalTime, Timestamp, Zone};
use chrono::{NaiveDate, NaiveDateTime};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(js_namespace = page)]
extern "C" {
    /// The zone's name.
    #[wasm_bindgen(js_name = zone)]
    fn name_of_zone() -> String;

    /// How many seconds the zone's clocks are behind those of UTC at that time.
    fn behind(unix: f64) -> i32;
}

#[wasm_bindgen(js_namespace = Date)]
extern "C" {
    #[wasm_bindgen(js_name = now)]
    fn milliseconds() -> f64;
}

/// Now.
pub fn now() -> Option<Timestamp> {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 fit")]
    Timestamp::from_unix((milliseconds() / 1000.0) as i64)
}

/// The browser's zone; UTC where the page is rendered natively.
pub fn zone() -> Rc<dyn Zone> {
    if cfg!(target_arch = "wasm32") {
        Rc::new(BrowserZone { name: name_of_zone() })
    } else {
        Rc::new(certplan_core::facts::Utc)
    }
}

struct BrowserZone {
    name: String,
}

impl Zone for BrowserZone {
    fn name(&self) -> &str {
        &self.name
    }

    /// The instants that the clocks may have meant are those of the offsets of the day before and the day after.
    fn timestamp(&self, civil: NaiveDateTime) -> MappedLocalTime<Timestamp> {
        const DAY: i64 = 86_400;
        let shown = civil.and_utc().timestamp();
        let meant = |near: i64| {
            let offset = behind_utc(near);
            Timestamp::from_unix(shown + offset).filter(|instant| behind_utc(instant.unix()) == offset)
        };
        match (meant(shown - DAY), meant(shown + DAY)) {
            (None, None) => MappedLocalTime::None,
            (Some(one), Some(other)) if one != other => MappedLocalTime::Ambiguous(one, other),
            (Some(instant), _) | (None, Some(instant)) => MappedLocalTime::Single(instant),
        }
    }

    fn date(&self, instant: Timestamp) -> NaiveDate {
        let shown = Timestamp::from_unix(instant.unix() - behind_utc(instant.unix()));
        shown.unwrap_or(instant).civil().date()
    }
}

#[expect(clippy::cast_precision_loss, reason = "seconds of the years 1 to 9999 are exact")]
fn behind_utc(unix: i64) -> i64 {
    behind(unix as f64).into()
}
