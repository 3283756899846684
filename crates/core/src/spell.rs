//! Values that write themselves into a text.
//!
//! Without `core::fmt`, whose machinery would weigh more in the page than everything that is written with it. `Display` is
//! a thin wrapper around it.

use alloc::string::String;

/// A value with one spelling.
///
/// ```
/// use certplan_core::facts::Duration;
/// use certplan_core::spell::Spell;
///
/// let mut text = String::from("off for ");
/// Duration::from_days(45).spell(&mut text);
/// assert_eq!(text, "off for 45d");
/// assert_eq!(45_u64.spelt(), "45");
/// ```
pub trait Spell {
    /// Adds the spelling to a text.
    fn spell(&self, text: &mut String);

    /// The spelling as a text of its own.
    fn spelt(&self) -> String {
        let mut text = String::new();
        self.spell(&mut text);
        text
    }
}

/// Adds a number in digits of that base, with zeros before it where it has fewer than `width`.
pub fn digits(text: &mut String, number: u64, base: u32, width: usize) {
    let (rest, last) = (number / u64::from(base), number % u64::from(base));
    if rest > 0 || width > 1 {
        digits(text, rest, base, width.saturating_sub(1));
    }
    text.extend(u32::try_from(last).ok().and_then(|last| char::from_digit(last, base)));
}

impl Spell for &str {
    fn spell(&self, text: &mut String) {
        text.push_str(self);
    }
}

macro_rules! spell_numbers {
    ($($number:ty),+) => {
        $(impl Spell for $number {
            fn spell(&self, text: &mut String) {
                digits(text, u64::from(*self), 10, 1);
            }
        })+
    };
}

spell_numbers!(u16, u32, u64);

impl Spell for usize {
    fn spell(&self, text: &mut String) {
        digits(text, *self as u64, 10, 1);
    }
}

/// Displays values as they are spelt.
macro_rules! display_as_spelt {
    ($($(#[$meta:meta])* $value:ty),+ $(,)?) => {
        $($(#[$meta])* impl core::fmt::Display for $value {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(&$crate::spell::Spell::spelt(self))
            }
        })+
    };
}

pub(crate) use display_as_spelt;

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_are_spelt_as_they_are_displayed(number: u64, width in 0..24_usize) {
            prop_assert_eq!(number.spelt(), number.to_string());
            let mut text = String::new();
            digits(&mut text, number, 16, width);
            prop_assert_eq!(text, alloc::format!("{number:0width$x}"));
        }
    }

    #[test]
    fn zero_has_one_digit() {
        assert_eq!(0_u64.spelt(), "0");
        assert_eq!(u64::MAX.spelt(), u64::MAX.to_string());
    }
}
