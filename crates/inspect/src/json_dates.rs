//! Dates in JSON of any tool: cfssl, cert-manager, machines of Cluster API, lists of Azure Arc, PowerShell.
//!
//! The text is walked once; a value under a key that no reader asks for is passed over unread.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::MOST_ITEMS;
use crate::classify::{Place, identity};
use crate::listing::clues;
use crate::printable::printable;
use crate::printed::{of_tool, refusal};
use crate::reading::{Identity, Item, Reading, part_of};
use certplan_core::report::{Credential, Sureness, common_name};

/// The deepest nesting.
const DEEPEST: usize = 64;

/// What an object says of a certificate.
#[derive(Default)]
struct Found {
    name: String,
    subject: String,
    issuer: String,
    serial: String,
    begin: Option<String>,
    end: Option<String>,
    kind: Kind,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Certificate,
    Machine,
    Arc,
}

/// Reads every object with the end of a certificate; nothing where there is none, or the text is no JSON to its end.
pub(crate) fn read(origin: &str, text: &str) -> Reading {
    let mut reading = Reading::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let walk = Walk { origin, reading: &mut reading, name: "", depth: 0 };
    // What comes after a mistake is not read; what came before it counts.
    let _ = walk.deserialize(&mut deserializer);
    reading
}

struct Walk<'a> {
    origin: &'a str,
    reading: &'a mut Reading,
    /// The name of the object around this one.
    name: &'a str,
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    /// The name in an object, for what is around it.
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<String, A::Error> {
        let mut found = Found { name: self.name.to_owned(), ..Found::default() };
        while let Some(key) = map.next_key::<String>()? {
            if self.depth > DEEPEST {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let field = match key.as_str() {
                "name" | "Name" | "filename" | "Filename" | "FriendlyName" => &mut found.name,
                "subject" | "Subject" | "commonName" | "common_name" => &mut found.subject,
                "issuer" | "Issuer" => &mut found.issuer,
                "serial" | "serial_number" | "SerialNumber" | "serialNumber" => &mut found.serial,
                "not_before" | "notBefore" | "NotBefore" => found.begin.get_or_insert_default(),
                "not_after" | "notAfter" | "NotAfter" | "expirationDate" | "ExpiryTime" => {
                    found.end.get_or_insert_default()
                }
                "certificatesExpiryDate" => {
                    found.kind = Kind::Machine;
                    found.end.get_or_insert_default()
                }
                "managedIdentityCertificateExpirationTime" | "ManagedIdentityCertificateExpirationTime" => {
                    found.kind = Kind::Arc;
                    found.end.get_or_insert_default()
                }
                "metadata" => {
                    let inner = Walk {
                        origin: self.origin,
                        reading: self.reading,
                        name: &found.name,
                        depth: self.depth + 1,
                    };
                    found.name = map.next_value_seed(inner)?;
                    continue;
                }
                _ => {
                    let inner = Walk {
                        origin: self.origin,
                        reading: self.reading,
                        name: &found.name,
                        depth: self.depth + 1,
                    };
                    map.next_value_seed(inner)?;
                    continue;
                }
            };
            *field = map.next_value_seed(Text)?;
        }
        found.end = found.end.filter(|end| !end.is_empty());
        found.begin = found.begin.filter(|begin| !begin.is_empty());
        let name = found.name.clone();
        if found.end.is_some() {
            let is_alone = self.depth == 0 && found.kind == Kind::Arc;
            add(self.reading, self.origin, found, is_alone);
        }
        Ok(name)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<String, A::Error> {
        loop {
            let inner =
                Walk { origin: self.origin, reading: self.reading, name: self.name, depth: self.depth + 1 };
            if self.depth > DEEPEST {
                if list.next_element::<IgnoredAny>()?.is_none() {
                    return Ok(String::new());
                }
            } else if list.next_element_seed(inner)?.is_none() {
                return Ok(String::new());
            }
        }
    }

    fn visit_str<E>(self, _: &str) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_bool<E>(self, _: bool) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_u64<E>(self, _: u64) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_i64<E>(self, _: i64) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_f64<E>(self, _: f64) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_unit<E>(self) -> Result<String, E> {
        Ok(String::new())
    }
}

/// A text, or the common name in an object; anything else is empty.
struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<String, A::Error> {
        let mut name = String::new();
        while let Some(key) = map.next_key::<String>()? {
            if matches!(key.as_str(), "common_name" | "commonName" | "CN" | "Name" | "DateTime" | "value") {
                name = map.next_value_seed(Self)?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(name)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<String, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(String::new())
    }

    fn visit_bool<E>(self, _: bool) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_u64<E>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_i64<E>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_f64<E>(self, _: f64) -> Result<String, E> {
        Ok(String::new())
    }

    fn visit_unit<E>(self) -> Result<String, E> {
        Ok(String::new())
    }
}

fn add(reading: &mut Reading, origin: &str, found: Found, is_alone: bool) {
    let origin =
        if found.name.is_empty() || is_alone { origin.to_owned() } else { part_of(origin, &found.name) };
    let end = found.end.unwrap_or_default();
    if let Some(reason) = [Some(end.as_str()), found.begin.as_deref()].into_iter().flatten().find_map(refusal)
    {
        return reading.reject(&origin, reason);
    }
    let begin = found.begin.as_deref().and_then(of_tool);
    let Some(not_after) = of_tool(&end) else {
        return reading.reject(&origin, "the end of the certificate is no date with a time zone");
    };
    // Go and .NET write the beginning of the year 1 where there is no date.
    if not_after.unix() < 0 {
        return reading.reject(&origin, "it has no certificate yet, so the date is empty");
    }
    if reading.items.len() >= MOST_ITEMS {
        return reading.reject_rest(&origin);
    }
    let named = |name: &str| common_name(name).map_or_else(|| name.to_owned(), str::to_owned);
    let (subject, issuer) = (named(&found.subject), named(&found.issuer));
    let likely = |credential| Some(Identity { credential, sureness: Sureness::Likely });
    let clue = |text: &String| Some(text.as_str().to_owned()).filter(|text| !text.is_empty());
    let (common, signer) = (clue(&subject), clue(&issuer));
    reading.items.push(Item {
        identity: match found.kind {
            Kind::Arc => Some(Identity { credential: Credential::ArcIdentity, sureness: Sureness::Sure }),
            Kind::Machine => likely(Credential::KubernetesLeaf),
            Kind::Certificate => identity(Place::Loose, &origin, clues(common.as_deref(), signer.as_deref())),
        },
        subject: printable(&found.subject),
        issuer: printable(&found.issuer),
        serial: printable(&found.serial),
        not_before: begin,
        cluster: (found.kind == Kind::Arc).then(|| printable(&found.name)).filter(|name| !name.is_empty()),
        ..Item::ending(&origin, not_after)
    });
}
