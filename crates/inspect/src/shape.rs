//! Objects of JSON, read by a table of the fields that are looked for.
//!
//! One visitor reads them all: derived readers would be compiled anew for every list. What no table names is skipped unread.

use std::fmt;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize as _, Deserializer};

/// The fields of an object that are looked for.
#[derive(Debug)]
pub(crate) struct Shape {
    pub(crate) fields: &'static [(&'static str, Kind)],
    /// PowerShell tells no upper from lower case, and a field that comes twice is its own affair. Elsewhere it is a mistake.
    pub(crate) of_powershell: bool,
}

/// What may stand at a place.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// A text, which has to be there.
    Needed,
    /// A text, or nothing.
    Text,
    /// A text, null, or nothing.
    Nullable,
    /// True, false, or nothing.
    Flag,
    /// Objects in a list, or nothing.
    List(&'static Shape),
    /// One object.
    Object(&'static Shape),
    /// Whatever is not null. It is not kept.
    Mark,
    /// A secret. It is not kept; an empty one is none.
    Secret,
    /// Whatever there is: a text, an object or the objects of a list by that shape, and of numbers whether it is 0.
    Any(&'static Shape),
}

/// What stood at a place.
#[derive(Debug, Default)]
pub(crate) enum Value {
    /// Nothing.
    #[default]
    Absent,
    /// Null, or what has nothing to say.
    Null,
    /// What is not kept, or true.
    There,
    Zero,
    Text(String),
    List(Vec<Object>),
    Object(Object),
}

/// The fields of an object, as far as they are looked for.
#[derive(Debug)]
pub(crate) struct Object {
    shape: &'static Shape,
    values: Vec<Value>,
}

impl Object {
    fn new(shape: &'static Shape) -> Self {
        let mut values = Vec::new();
        values.resize_with(shape.fields.len(), Value::default);
        Self { shape, values }
    }

    /// What the field of that name has.
    pub(crate) fn field(&self, name: &str) -> &Value {
        let place = self.shape.fields.iter().position(|(field, _)| *field == name);
        debug_assert!(place.is_some(), "{name} is looked for");
        place.and_then(|place| self.values.get(place)).unwrap_or(&Value::Absent)
    }

    /// The text of that name, where there is one.
    pub(crate) fn given(&self, name: &str) -> Option<&str> {
        match self.field(name) {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text of that name; empty where there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.given(name).unwrap_or_default()
    }

    /// Whether something not kept stood there, or true.
    pub(crate) fn has(&self, name: &str) -> bool {
        matches!(self.field(name), Value::There)
    }

    /// The objects of that name.
    pub(crate) fn list(&self, name: &str) -> &[Self] {
        match self.field(name) {
            Value::List(objects) => objects,
            _ => &[],
        }
    }

    /// The object, unless a field is missing that has to be there.
    fn whole<E: Error>(self) -> Result<Self, E> {
        let mut fields = self.shape.fields.iter().zip(&self.values);
        let misses = fields.any(|(field, value)| matches!((field.1, value), (Kind::Needed, Value::Absent)));
        if misses { Err(wrong()) } else { Ok(self) }
    }
}

/// An error without words: of all errors here only the place is said.
fn wrong<E: Error>() -> E {
    E::custom(format_args!(""))
}

impl<'de> DeserializeSeed<'de> for Kind {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        // Nothing is asked for by its type: the words with which that is refused, numbers and all, are 3 kB of the page's third module.
        match self {
            Self::Nullable | Self::Mark => deserializer.deserialize_option(self),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Kind {
    type Value = Value;

    fn expecting(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        match self {
            Self::Flag if flag => Ok(Value::There),
            Self::Flag | Self::Any(_) => Ok(Value::Null),
            _ => Err(wrong()),
        }
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        match self {
            Self::Any(_) if number == 0 => Ok(Value::Zero),
            Self::Any(_) => Ok(Value::Null),
            _ => Err(wrong()),
        }
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Value, E> {
        if let Self::Any(_) = self { Ok(Value::Null) } else { Err(wrong()) }
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Value, E> {
        self.visit_i64(0)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        match self {
            Self::Needed | Self::Text | Self::Nullable | Self::Any(_) => Ok(Value::Text(text.to_owned())),
            Self::Secret => Ok(if text.is_empty() { Value::Null } else { Value::There }),
            _ => Err(wrong()),
        }
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        if let Self::Mark = self {
            IgnoredAny::deserialize(deserializer).map(|_| Value::There)
        } else {
            deserializer.deserialize_any(self)
        }
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        if let Self::Secret | Self::Any(_) = self { Ok(Value::Null) } else { Err(wrong()) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        match self {
            Self::List(shape) | Self::Any(shape) => {
                let kind = if let Self::List(_) = self { Self::Object(shape) } else { self };
                let mut objects = Vec::new();
                while let Some(value) = list.next_element_seed(kind)? {
                    if let Value::Object(object) = value {
                        objects.push(object);
                    }
                }
                Ok(Value::List(objects))
            }
            // The values in their order stand for an object, as with readers that are derived.
            Self::Object(shape) => {
                let mut object = Object::new(shape);
                for ((_, kind), value) in shape.fields.iter().zip(&mut object.values) {
                    match list.next_element_seed(*kind)? {
                        Some(read) => *value = read,
                        None if matches!(kind, Self::Mark | Self::Nullable) => return Err(wrong()),
                        None => {}
                    }
                }
                object.whole().map(Value::Object)
            }
            _ => Err(wrong()),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let shape = match self {
            Self::Object(shape) | Self::Any(shape) => shape,
            Self::Secret => &NOTHING,
            _ => return Err(wrong()),
        };
        let mut object = Object::new(shape);
        while let Some(key) = map.next_key_seed(Key(shape))? {
            let field = key.and_then(|key| shape.fields.get(key.place).zip(object.values.get_mut(key.place)));
            if let (Some(key), Some(((_, kind), value))) = (key, field) {
                let again = !matches!(value, Value::Absent);
                if again && !shape.of_powershell {
                    return Err(wrong());
                }
                // Of two spellings the usual one counts.
                if !again || key.is_exact {
                    *value = map.next_value_seed(*kind)?;
                    continue;
                }
            }
            map.next_value::<IgnoredAny>()?;
        }
        let object = object.whole()?;
        Ok(if let Self::Secret = self { Value::There } else { Value::Object(object) })
    }
}

/// Of an object nothing.
pub(crate) static NOTHING: Shape = Shape { fields: &[], of_powershell: true };

/// The key of one of these fields.
struct Key(&'static Shape);

/// Which field it is of.
#[derive(Clone, Copy)]
struct KeyOf {
    place: usize,
    is_exact: bool,
}

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Option<KeyOf>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<KeyOf>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = Option<KeyOf>;

    fn expecting(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Option<KeyOf>, E> {
        for (place, (name, _)) in self.0.fields.iter().enumerate() {
            let is_exact = *name == key;
            if is_exact || self.0.of_powershell && name.eq_ignore_ascii_case(key) {
                return Ok(Some(KeyOf { place, is_exact }));
            }
        }
        Ok(None)
    }
}
