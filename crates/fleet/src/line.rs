//! What one line says, before anything is read into it.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// The fields of a line. Every value is text still: core reads them.
///
/// Other fields are passed over, since new ones may appear within a version.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(expecting = "an object with a deployment")]
pub(crate) struct Line<'a> {
    #[serde(borrow, default)]
    pub(crate) deployment: Text<'a>,
    #[serde(borrow, default)]
    pub(crate) host: Text<'a>,
    #[serde(borrow, default)]
    pub(crate) cluster: Text<'a>,
    #[serde(borrow, default)]
    pub(crate) kind: Text<'a>,
    #[serde(borrow, default)]
    pub(crate) load_balancer: Text<'a>,
    #[serde(borrow, default)]
    pub(crate) shutdown: Text<'a>,
    #[serde(borrow, default)]
    pub(crate) from: Text<'a>,
    #[serde(borrow, default)]
    pub(crate) to: Text<'a>,
    #[serde(borrow, default)]
    pub(crate) since_update: Text<'a>,
    #[serde(borrow, default)]
    pub(crate) build: Text<'a>,
}

/// The columns, in the order of the contract.
pub(crate) const COLUMNS: [&str; 10] = [
    "deployment",
    "host",
    "cluster",
    "kind",
    "load_balancer",
    "shutdown",
    "from",
    "to",
    "since_update",
    "build",
];

impl<'a> Line<'a> {
    /// The fields in the order of [`COLUMNS`].
    pub(crate) fn of(values: [Option<&'a str>; 10]) -> Self {
        let [deployment, host, cluster, kind, load_balancer, shutdown, from, to, since_update, build] =
            values.map(|value| Text(value.map(Cow::Borrowed)));
        Self { deployment, host, cluster, kind, load_balancer, shutdown, from, to, since_update, build }
    }
}

/// A text that borrows from the line wherever it can; `None` where it is absent or null.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text<'a>(pub(crate) Option<Cow<'a, str>>);

impl Text<'_> {
    pub(crate) fn as_deref(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextVisitor).map(Text)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a whole number, true, false or null")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(if value { "true" } else { "false" })))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}
