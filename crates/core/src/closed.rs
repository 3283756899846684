//! Closed enums and sets of their values: the material that rule tables are made of.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::facts::Quoted;

/// An enum whose values are all known, each with one name that never changes.
pub trait Closed: Copy + Eq + 'static {
    /// Every value, in the order of its declaration.
    const ALL: &'static [Self];

    /// The value's place in [`Closed::ALL`].
    fn index(self) -> usize;

    /// The value's name in JSON, links and documentation.
    fn id(self) -> &'static str;

    /// The value of that name.
    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.id() == id)
    }
}

/// Some values of one closed enum of at most 128, one bit each, so that a rule table can be proved at compile time.
pub struct Set<T> {
    bits: u128,
    of: PhantomData<T>,
}

impl<T> Set<T> {
    /// No value.
    pub const NONE: Self = Self::from_bits(0);

    /// The set with these bits; bit `n` is the value at place `n`.
    pub const fn from_bits(bits: u128) -> Self {
        Self { bits, of: PhantomData }
    }

    /// The bits; bit `n` is the value at place `n`.
    pub const fn bits(self) -> u128 {
        self.bits
    }

    /// The values of either set.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self::from_bits(self.bits | other.bits)
    }

    /// Whether every value of `other` is here too.
    pub const fn includes(self, other: Self) -> bool {
        self.bits & other.bits == other.bits
    }

    /// Whether some value of `other` is here too.
    pub const fn meets(self, other: Self) -> bool {
        self.bits & other.bits != 0
    }
}

impl<T: Closed> Set<T> {
    /// Whether the value is in the set.
    pub fn contains(self, value: T) -> bool {
        self.bits >> value.index() & 1 == 1
    }

    /// Adds the value where `condition` holds.
    pub fn add_if(&mut self, condition: bool, value: T) {
        self.bits |= u128::from(condition) << value.index();
    }

    /// The values, in the order of their declaration.
    pub fn values(self) -> impl Iterator<Item = T> {
        T::ALL.iter().copied().filter(move |value| self.contains(*value))
    }
}

impl<T> Default for Set<T> {
    fn default() -> Self {
        Self::NONE
    }
}

impl<T> Clone for Set<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Set<T> {}

impl<T> PartialEq for Set<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bits == other.bits
    }
}

impl<T> Eq for Set<T> {}

impl<T: Closed> fmt::Debug for Set<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.values().map(Closed::id)).finish()
    }
}

/// Reads a value by its name.
///
/// # Errors
///
/// The name is not one of the enum's.
pub fn deserialize<'de, T: Closed, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let id = Cow::<str>::deserialize(deserializer)?;
    T::from_id(&id).ok_or_else(|| D::Error::custom(format_args!("unknown name {}", Quoted(&id))))
}

/// The name of a schema.
#[cfg(feature = "schema")]
pub type Name = Cow<'static, str>;

/// Declares a closed enum: `Variant = "its-name"`, every value documented.
#[macro_export]
macro_rules! closed_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $( $(#[$doc:meta])* $variant:ident = $id:literal, )+ }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$doc])* $variant, )+ }

        impl $name {
            /// The set of every value.
            pub const ANY: $crate::closed::Set<Self> =
                $crate::closed::Set::from_bits((1 << [$( $id, )+].len()) - 1);

            /// The set of this value alone.
            pub const fn only(self) -> $crate::closed::Set<Self> {
                $crate::closed::Set::from_bits(1 << self as u32)
            }

            /// The value's name in JSON, links and documentation.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $id, )+ }
            }
        }

        impl $crate::closed::Closed for $name {
            const ALL: &'static [Self] = &[$( Self::$variant, )+];

            fn index(self) -> usize {
                self as usize
            }

            fn id(self) -> &'static str {
                self.as_str()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::closed::deserialize(deserializer)
            }
        }

        #[cfg(feature = "schema")]
        impl $crate::schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> $crate::closed::Name {
                stringify!($name).into()
            }

            fn json_schema(_: &mut $crate::schemars::SchemaGenerator) -> $crate::schemars::Schema {
                $crate::schemars::json_schema!({ "type": "string", "enum": [$( $id ),+] })
            }
        }
    };
}

/// The schema of one of the names of a closed enum. The list is complete within a version of the contract.
#[cfg(feature = "schema")]
pub fn names<T: Closed>(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let names: Vec<_> = T::ALL.iter().map(|value| value.id()).collect();
    schemars::json_schema!({ "type": "string", "enum": names })
}

/// The same, for a field that may be null.
#[cfg(feature = "schema")]
pub(crate) fn optional_names<T: Closed>(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let names: Vec<_> = T::ALL.iter().map(|value| Some(value.id())).chain([None]).collect();
    schemars::json_schema!({ "type": ["string", "null"], "enum": names })
}

pub(crate) use closed_enum;

#[cfg(test)]
mod tests {

    use crate::playbook::Effect;

    #[test]
    fn sets_join_and_compare_by_their_values() {
        let some = Effect::Read.only().or(Effect::Change.only());
        assert_eq!(some.or(Effect::Change.only()), some);
        assert_ne!(some, Effect::Read.only());
        assert_eq!(format!("{some:?}"), "{\"read\", \"change\"}");
    }
}
