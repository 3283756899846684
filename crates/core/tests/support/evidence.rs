//! Dates that were read, in one line.

use certplan_core::closed::Closed as _;
use certplan_core::lifecycle::{CredentialId, Evidence};

/// Reads `credential@cluster/not before/not after`; cluster and beginning may be left out.
#[track_caller]
pub(crate) fn evidence(text: &str) -> Evidence {
    let (whose, validity) = text.split_once('/').expect(text);
    let (credential, cluster) = whose.split_once('@').map_or((whose, None), |(id, name)| (id, Some(name)));
    let (not_before, not_after) =
        validity.split_once('/').map_or((None, validity), |(from, to)| (Some(from), to));
    Evidence {
        credential: CredentialId::from_id(credential).expect(credential),
        cluster: cluster.map(|name| name.parse().expect(name)),
        not_before: not_before.map(|text| text.parse().expect(text)),
        not_after: not_after.parse().expect(not_after),
        origin: "a file".into(),
    }
}
