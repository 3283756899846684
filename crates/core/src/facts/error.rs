//! Why an answer is wrong, and to which question.

use std::fmt;

use super::{
    BuildError, ClusterError, DurationError, KubernetesVersionError, LoadBalancerKindError, MomentError,
    Question, SpanError,
};

/// Why an answer is wrong, and to which question.
///
/// The wording does not repeat the question: a command puts the flag before it, a page puts it beside the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactError {
    question: Question,
    reason: Reason,
}

impl FactError {
    pub(super) const fn new(question: Question, reason: Reason) -> Self {
        Self { question, reason }
    }

    /// The question that was answered wrongly.
    pub const fn question(&self) -> Question {
        self.question
    }
}

impl fmt::Display for FactError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.reason {
            Reason::Build(error) => error.fmt(f),
            Reason::Cluster(error) => error.fmt(f),
            Reason::Duration(error) => error.fmt(f),
            Reason::KubernetesVersion(error) => error.fmt(f),
            Reason::LoadBalancerKind(error) => error.fmt(f),
            Reason::Moment(error) => error.fmt(f),
            Reason::Span(error) => error.fmt(f),
            Reason::NoBeginning => f.write_str("has no beginning; accepted: a beginning and an end"),
            Reason::NoNow => f.write_str("has no end; accepted: a beginning and an end"),
            Reason::TwoWays => {
                f.write_str("is given as a length and as two moments; accepted: one of the two")
            }
        }
    }
}

impl std::error::Error for FactError {}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    Build(BuildError),
    Cluster(ClusterError),
    Duration(DurationError),
    KubernetesVersion(KubernetesVersionError),
    LoadBalancerKind(LoadBalancerKindError),
    Moment(MomentError),
    NoBeginning,
    NoNow,
    Span(SpanError),
    TwoWays,
}

macro_rules! reasons {
    ($($variant:ident($error:ty)),+) => {
        $(impl From<$error> for Reason {
            fn from(error: $error) -> Self {
                Self::$variant(error)
            }
        })+
    };
}

reasons!(
    Build(BuildError),
    Cluster(ClusterError),
    Duration(DurationError),
    KubernetesVersion(KubernetesVersionError),
    LoadBalancerKind(LoadBalancerKindError),
    Moment(MomentError)
);
