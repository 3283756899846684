//! Builds of the deployment.

use std::fmt;
use std::str::FromStr;

use super::{Quoted, number};

/// A build of AKS on Windows Server: `1.0.N.BMMDD` (N counts the monthly builds, B is a digit, then month and day).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Build {
    number: u16,
    revision: u32,
}

impl Build {
    /// The first build with the `Update-*` cmdlets (May 2022).
    pub const UPDATE_CMDLETS: Self = Self { number: 10, revision: 10513 };

    /// The build of September 2022, which one page says no longer loses its Kubernetes certificates.
    pub const SEPTEMBER_2022: Self = Self { number: 14, revision: 10929 };
}

impl fmt::Display for Build {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.0.{}.{:05}", self.number, self.revision)
    }
}

impl FromStr for Build {
    type Err = BuildError;

    fn from_str(text: &str) -> Result<Self, BuildError> {
        let refused = |reason| Err(BuildError { value: text.into(), reason });
        let text = text.trim();
        if text.is_empty() {
            return refused(Reason::Empty);
        }
        if is_azure_local(text) {
            return refused(Reason::OtherProduct);
        }
        match read(text) {
            Some(build) => Ok(build),
            None => refused(Reason::Unreadable),
        }
    }
}

/// Why a text is not a build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildError {
    value: Box<str>,
    reason: Reason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    Empty,
    OtherProduct,
    Unreadable,
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.reason {
            Reason::Empty => "is empty",
            Reason::OtherProduct => {
                " looks like a release of Azure Local; AKS on Azure Local is another product, whose certificates follow \
                 other rules and which has none of these cmdlets"
            }
            Reason::Unreadable => " is no build of AKS on Windows Server",
        };
        if self.reason != Reason::Empty {
            Quoted(&self.value).fmt(f)?;
        }
        write!(f, "{reason}; accepted: what Get-AksHciVersion prints, such as 1.0.24.11029")
    }
}

impl std::error::Error for BuildError {}

fn read(text: &str) -> Option<Build> {
    let mut fields = text.split('.');
    let (one, zero, monthly, revision) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    if (one, zero) != ("1", "0") || fields.next().is_some() || monthly.len() > 3 || revision.len() != 5 {
        return None;
    }
    let build =
        Build { number: number(monthly)?.try_into().ok()?, revision: number(revision)?.try_into().ok()? };
    let (month, day) = (build.revision / 100 % 100, build.revision % 100);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(build)
}

/// Azure Local names its releases by year and month: `2405`, `2311.2`, `10.2408.0.29`.
fn is_azure_local(text: &str) -> bool {
    let release = |field: &str| {
        let number = number(field).filter(|_| field.len() == 4).unwrap_or_default();
        (23..=39).contains(&(number / 100)) && (1..=12).contains(&(number % 100))
    };
    let mut fields = text.split('.');
    let first = fields.next().unwrap_or_default();
    release(first) || (first.len() == 2 && fields.next().is_some_and(release))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn builds_are_read_and_ordered() {
        let build = |text: &str| text.parse::<Build>().unwrap_or_else(|error| panic!("{error}"));
        assert!(build("1.0.9.10413") < Build::UPDATE_CMDLETS);
        assert!(build("1.0.10.10512") < Build::UPDATE_CMDLETS);
        assert_eq!(build("1.0.10.10513"), Build::UPDATE_CMDLETS);
        assert!(build("1.0.10.10514") > Build::UPDATE_CMDLETS);
        assert_eq!(build("1.0.14.10929"), Build::SEPTEMBER_2022);
        assert_eq!(build(" 1.0.24.11029 ").to_string(), "1.0.24.11029");
    }

    #[test]
    fn other_texts_are_refused_with_the_reason() {
        for text in [
            "1.0",
            "1.0.24",
            "1.0.24.1102",
            "1.0.24.11329",
            "1.0.24.11032",
            "2.0.24.11029",
            "1.0.x.11029",
            "1.0.24.11029.1",
            "1.0..11029",
            "1.0.+5.11029",
            "02405",
            "2413",
            "2205",
            "2400",
            "v1.24.6",
        ] {
            let error = text.parse::<Build>().expect_err(text).to_string();
            assert!(error.starts_with(&format!("\"{text}\" is no build of")), "{error}");
        }
        for text in ["2405", "2311.2", "10.2408.0.29"] {
            let error = text.parse::<Build>().expect_err(text).to_string();
            assert!(error.contains("Azure Local"), "{error}");
        }
        assert!("".parse::<Build>().unwrap_err().to_string().starts_with("is empty"));
    }
}
