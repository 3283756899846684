//! The five verdicts over many histories.

mod evidence;
mod forecast;
mod honest;
mod necessary;
mod sufficient;

pub use evidence::Evidenced;
pub use forecast::Forecasted;
pub use honest::Honest;
pub use necessary::Necessary;
pub use sufficient::Sufficient;

/// A history that breaks a verdict: its seed, and what was wrong.
#[derive(Clone, Debug)]
pub struct Violation {
    /// The seed that draws the history again.
    pub seed: u64,
    /// What was wrong.
    pub what: String,
}
