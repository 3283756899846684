//! The questions that the page answers.

/// A question that the page answers, named in its links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::exhaustive_enums, reason = "the page shows every mode in its bar")]
pub enum Mode {
    /// A shutdown that is over.
    #[default]
    After,
    /// A shutdown that lies ahead.
    Before,
    /// An error message.
    Error,
    /// Certificates that were read.
    Evidence,
    /// Many deployments.
    Fleet,
}

impl Mode {
    /// Every mode, in the order of the bar.
    pub const ALL: [Self; 5] = [Self::After, Self::Before, Self::Error, Self::Evidence, Self::Fleet];

    /// Its name in links.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::After => "after",
            Self::Before => "before",
            Self::Error => "error",
            Self::Evidence => "evidence",
            Self::Fleet => "fleet",
        }
    }

    /// The id of its link in the bar.
    pub const fn entry(self) -> &'static str {
        match self {
            Self::After => "mode-after",
            Self::Before => "mode-before",
            Self::Error => "mode-error",
            Self::Evidence => "mode-evidence",
            Self::Fleet => "mode-fleet",
        }
    }

    /// Whether it reads what is pasted or dropped: then its link has no facts.
    pub const fn is_tool(self) -> bool {
        !matches!(self, Self::After | Self::Before)
    }
}
