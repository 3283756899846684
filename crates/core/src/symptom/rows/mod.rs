//! The rows: one a symptom, in the order of the names.

mod kubernetes;
mod login;
mod moc;
mod other;
mod proof;

use super::{Kind, Place, Symptom, SymptomId, TextBasis};
use crate::closed::Set;

/// Every symptom, in the order of the names.
pub const SYMPTOMS: [Symptom; 67] = proof::joined(&[
    &kubernetes::ROWS,
    &login::ROWS,
    &moc::ROWS,
    &other::CERTIFICATES,
    &other::LOOK_ALIKES,
    &other::OTHER_PRODUCTS,
]);

const _: () = assert!(proof::named_in_order(&SYMPTOMS), "a name without its row, or rows out of order");
const _: () = assert!(proof::parts_can_match(&SYMPTOMS), "a part that no message can have");
const _: () = assert!(proof::parts_differ(&SYMPTOMS), "two rows with the same parts");
const _: () = assert!(proof::complete(&SYMPTOMS), "a row without fix or source");

/// What rows have in common.
const ROW: Symptom = Symptom {
    id: SymptomId::ApiCertificateExpired,
    place: Place::Other,
    kind: Kind::Certificate,
    texts: &[],
    text_basis: TextBasis::Documented,
    yields_to: Set::NONE,
    look_alikes: &[],
    fix: &[],
    conflicts: &[],
    avoid: &[],
    sources: &[],
};

/// What clients of the infrastructure layer print.
const MOC_EXPIRED: &str = "certificate has expired: expired";

/// The same layer, where a token is wanted.
const TOKEN: &str = "valid token required";
