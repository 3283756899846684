//! The modes of the page.

mod answer;
mod comparison;
mod error;
mod evidence;
mod fleet;

pub use answer::{AnswerMode, AnswerModeProps};
pub use comparison::{ComparisonPart, ComparisonPartProps};
pub use error::{ErrorMode, ErrorModeProps};
pub use evidence::{EvidenceMode, EvidenceModeProps};
pub use fleet::{FleetMode, FleetModeProps};
