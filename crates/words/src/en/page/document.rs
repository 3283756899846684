//! The titles of documents.

/// A plan.
pub const PLAN: &str = "Certificates after a shutdown: AKS on Windows Server";
/// The sources that only the forecast has.
pub const THEN: &str = "The plan that follows";
/// The title of a frame.
pub const FRAME: &str = "Certificates after a shutdown";
