//! What certificates say: dates and names out of the files and outputs that administrators have in their hands.
//!
//! [`read`] takes the bytes of one file, finds out what they are, and gives every certificate in it as an [`Item`]: who it is
//! for, who signed it, from when until when it counts, and which credential of the product it is, with how sure. What could
//! not be read is given too, with the reason.
//!
//! ```
//! let reading = certplan_inspect::read("lb.txt", b"notAfter=Feb  5 21:19:44 2024 GMT\n");
//! assert_eq!(reading.items[0].not_after.to_string(), "2024-02-05T21:19:44Z");
//! assert!(reading.rejected.is_empty());
//! ```
//!
//! Input is hostile: sizes, depths and counts are bounded, nothing panics, and no reason repeats what was read. Private keys
//! and tokens are passed over; where one had to be copied, the copy is overwritten, and the item says that it was there.
//!
//! This crate checks no signature and no chain, and opens no file and no connection.

mod access_file;
mod base64;
mod classify;
pub mod clusters;
mod collected;
mod colour;
mod embedded;
mod evidence;
mod form;
mod json;
mod json_dates;
mod kind;
mod kubeconfig;
mod listing;
mod name;
mod pem;
mod printable;
mod printed;
mod prompt;
mod reading;
mod renewal;
pub mod report;
mod secret;
mod shape;
mod status;
mod time;
mod tlv;
mod trust;
pub mod verify;
mod x509;
mod yaml;

pub use certplan_core::report::{Credential, ListedCluster, PrivateKey, Rejected, Row, Status, Sureness};
pub use collected::{Collected, CollectedError, EVIDENCE_SCHEMA, OtherDeployment, collected};
pub use kind::{Kind, kind};
pub use pem::Bundle;
pub use reading::{Identity, Item, Reading, read};
pub use renewal::{RENEWALS, Renewal};
pub use report::Report;
pub use secret::holds_secret;

/// The most bytes of one input that is not a bundle of PEM blocks: 8 MiB.
pub const MOST_BYTES: usize = 8 << 20;

/// The most certificates of one input.
pub const MOST_ITEMS: usize = 200_000;
