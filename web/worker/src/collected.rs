//! What a collector's file tells beside its certificates: the facts, which fill in the questions, and when it was written.

use certplan_core::facts::{Timestamp, Zone};
use certplan_core::symptom::text;
use certplan_export::link;
use certplan_inspect::{Collected, MOST_BYTES, collected};
use zeroize::Zeroizing;

use crate::protocol::CollectedFacts;

/// The facts of the file; `None` where it tells none.
pub(crate) fn facts(collected: &Collected, zone: &dyn Zone) -> Option<CollectedFacts> {
    let facts = collected.input.read(zone).ok()?;
    (!collected.origins.is_empty()).then(|| CollectedFacts {
        link: link::whole(&facts),
        tells_length: collected.tells_length(),
        tells_clusters: !collected.input.clusters.is_empty(),
        origins: collected.origins.iter().map(certplan_words::derived).collect(),
    })
}

/// When the file was written.
pub(crate) fn written_at(collected: &Collected) -> Option<Timestamp> {
    collected.input.at.as_ref()?.parse().ok()
}

/// The collector's file; `None` where the input is another one.
pub(crate) fn read(bytes: &[u8]) -> Option<Collected> {
    if bytes.len() > MOST_BYTES {
        return None;
    }
    // Any input comes here, one with a key too: the copy is overwritten.
    let text = Zeroizing::new(text(bytes));
    if !text.contains("\"certplan/evidence/") {
        return None;
    }
    collected(&text).ok()
}

#[cfg(test)]
mod tests {
    use certplan_core::facts::{Duration, Utc};

    use super::*;

    const FILE: &str = r#"{"schema":"certplan/evidence/1","collected_at":"2026-11-30T12:00:00Z","host":"NODE1",
        "power":{"since":"2026-01-01T00:00:00Z","events":[
            {"at":"2026-10-16T12:00:00Z","id":6006},{"at":"2026-11-30T11:00:00Z","id":6005}]},
        "clusters":[{"name":"shop","load_balancer_kind":"haproxy"}],"build":"1.0.24.11029","items":[]}"#;

    #[test]
    fn the_file_tells_length_clusters_and_build_and_from_where() {
        let told = facts(&read(FILE.as_bytes()).unwrap(), &Utc).unwrap();
        assert!(told.tells_length);
        let facts = link::parse(&told.link).unwrap().unwrap().facts;
        assert_eq!(facts.shutdown.length(), Some(Duration::from_days(45)));
        assert_eq!(facts.clusters.iter().count(), 3);
        assert_eq!(facts.build.unwrap().to_string(), "1.0.24.11029");
        assert!(told.origins.iter().any(|origin| origin.contains("System event log")), "{:?}", told.origins);
        assert_eq!(written_at(&read(FILE.as_bytes()).unwrap()).unwrap().to_string(), "2026-11-30T12:00:00Z");
    }

    #[test]
    fn a_file_without_such_facts_and_any_other_input_tell_none() {
        let bare =
            r#"{"schema":"certplan/evidence/1","collected_at":"2026-11-30T12:00:00Z","host":"a","items":[]}"#;
        for text in [bare, "{\"schema\":\"certplan/evidence/2\"}", "notAfter=Feb  5 21:19:44 2024 GMT", ""] {
            assert_eq!(read(text.as_bytes()).and_then(|file| facts(&file, &Utc)), None, "{text}");
        }
    }
}
