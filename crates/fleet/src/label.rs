//! Names of deployments and hosts.

use std::fmt;
use std::str::FromStr;

use certplan_core::facts::Quoted;

/// The name of a deployment or a host, as its owner writes it: 1 to 128 letters, digits, spaces and `-_.:,/@()+#`, with a
/// letter or digit first.
///
/// These and no others, since the name goes into tables: nothing in it is a formula for a spreadsheet, markup or invisible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label(Box<str>);

impl Label {
    /// The most characters.
    pub const MOST: usize = 128;

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads a name; space around it is not part of it.
impl FromStr for Label {
    type Err = LabelError;

    fn from_str(text: &str) -> Result<Self, LabelError> {
        let text = text.trim();
        let inner = |character: char| character.is_alphanumeric() || " -_.:,/@()+#".contains(character);
        let fits = text.starts_with(char::is_alphanumeric)
            && text.chars().all(inner)
            && text.chars().count() <= Self::MOST;
        if fits { Ok(Self(text.into())) } else { Err(LabelError { value: text.into() }) }
    }
}

/// Why a text is no name of a deployment or a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelError {
    value: Box<str>,
}

impl fmt::Display for LabelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.value.is_empty() {
            f.write_str("is empty")?;
        } else {
            write!(f, "{} is no name that fits a table", Quoted(&self.value))?;
        }
        const { assert!(Label::MOST == 128, "the sentence says so") };
        f.write_str(
            "; accepted: 1 to 128 letters, digits, spaces and - _ . : , / @ ( ) + #, with a letter or digit first",
        )
    }
}

impl std::error::Error for LabelError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_a_spreadsheet_or_a_page_would_run_are_refused() {
        for text in ["", "  ", "=1+1", "+a", "-a", "@a", "a|b", "<b>", "a\nb", "a\u{202e}b", "a`b", "a[b](c)"]
        {
            let error = text.parse::<Label>().expect_err(text).to_string();
            assert!(error.contains("accepted: 1 to 128 letters"), "{error}");
        }
        assert!("a".repeat(129).parse::<Label>().is_err());
    }

    #[test]
    fn names_as_people_give_them_are_kept() {
        for text in ["Berlin", "site 7 (old)", "hv01.contoso.com", "\u{5317}\u{4eac}-1", "7-eleven/eu_west#2"]
        {
            assert_eq!(text.parse::<Label>().expect(text).as_str(), text);
        }
        assert_eq!(" a ".parse::<Label>().expect("a name").as_str(), "a");
    }
}
