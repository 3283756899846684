//! The markup of Certplan.
