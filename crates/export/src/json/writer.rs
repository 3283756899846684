//! Writes what serde offers; both layouts are one type, so that every document is compiled once.

use core::fmt;

use certplan_core::spell::Spell;
use serde::Serialize;
use serde::ser::{self, Impossible};

/// A text of JSON that is being written.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
    /// Whether each value of a list or an object has a line of its own.
    is_indented: bool,
    /// How many lists and objects are open.
    depth: usize,
    /// Whether the one that was opened last has a value yet.
    has_value: bool,
}

/// No contract has a value of this kind.
#[derive(Debug)]
pub(super) struct NotInContracts;

impl Writer {
    pub(super) fn indented() -> Self {
        Self { is_indented: true, ..Self::default() }
    }

    /// On one line, behind what a text has already.
    pub(super) fn behind(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    pub(super) fn written(mut self, document: &impl Serialize) -> String {
        let written = document.serialize(&mut self);
        debug_assert!(written.is_ok(), "the types of the contracts hold nothing that is refused");
        self.text
    }

    fn open(&mut self, bracket: char) {
        self.text.push(bracket);
        self.depth += 1;
        self.has_value = false;
    }

    /// The place of the next value.
    fn next(&mut self) {
        if self.has_value {
            self.text.push(',');
        }
        self.has_value = true;
        self.end_line();
    }

    /// The name of a field: one of ours, so nothing in it is escaped.
    fn key(&mut self, name: &str) {
        self.next();
        self.text.push('"');
        self.text.push_str(name);
        self.text.push('"');
        self.end_key();
    }

    fn end_key(&mut self) {
        self.text.push_str(if self.is_indented { ": " } else { ":" });
    }

    fn close(&mut self, bracket: char) {
        self.depth -= 1;
        if self.has_value {
            self.end_line();
        }
        // The one around it has this one.
        self.has_value = true;
        self.text.push(bracket);
    }

    fn end_line(&mut self) {
        if self.is_indented {
            self.text.push('\n');
            for _ in 0..self.depth {
                self.text.push_str("  ");
            }
        }
    }
}

/// Adds a text in double quotes.
pub(super) fn quote(json: &mut String, text: &str) {
    json.push('"');
    // Nearly every text is plain; counting has no branch, and a million lines have to be written in two seconds.
    let is_escaped = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    if text.bytes().filter(|byte| is_escaped(*byte)).count() == 0 {
        json.push_str(text);
        return json.push('"');
    }
    let mut rest = text;
    while let Some(place) = rest.bytes().position(is_escaped) {
        json.push_str(&rest[..place]);
        escape(json, rest.as_bytes()[place]);
        rest = &rest[place + 1..];
    }
    json.push_str(rest);
    json.push('"');
}

fn escape(json: &mut String, byte: u8) {
    let escaped = match byte {
        b'"' => "\\\"",
        b'\\' => "\\\\",
        b'\n' => "\\n",
        b'\r' => "\\r",
        b'\t' => "\\t",
        0x08 => "\\b",
        0x0c => "\\f",
        0x00..0x10 => "\\u000",
        _ => "\\u001",
    };
    json.push_str(escaped);
    if escaped.len() > 2 {
        json.extend(char::from_digit(u32::from(byte % 16), 16));
    }
}

type Written = Result<(), NotInContracts>;

macro_rules! numbers {
    ($($method:ident($number:ty)),+) => {
        $(fn $method(self, number: $number) -> Written {
            self.serialize_u64(number.into())
        })+
    };
}

macro_rules! signed_numbers {
    ($($method:ident($number:ty)),+) => {
        $(fn $method(self, number: $number) -> Written {
            self.serialize_i64(number.into())
        })+
    };
}

impl ser::Serializer for &mut Writer {
    type Ok = ();
    type Error = NotInContracts;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Impossible<(), NotInContracts>;
    type SerializeTupleVariant = Impossible<(), NotInContracts>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), NotInContracts>;

    numbers!(serialize_u8(u8), serialize_u16(u16), serialize_u32(u32));
    signed_numbers!(serialize_i8(i8), serialize_i16(i16), serialize_i32(i32));

    fn serialize_u64(self, number: u64) -> Written {
        number.spell(&mut self.text);
        Ok(())
    }

    fn serialize_i64(self, number: i64) -> Written {
        if number < 0 {
            self.text.push('-');
        }
        self.serialize_u64(number.unsigned_abs())
    }

    fn serialize_bool(self, value: bool) -> Written {
        self.text.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_str(self, text: &str) -> Written {
        quote(&mut self.text, text);
        Ok(())
    }

    fn serialize_char(self, character: char) -> Written {
        self.serialize_str(character.encode_utf8(&mut [0; 4]))
    }

    fn serialize_unit(self) -> Written {
        self.text.push_str("null");
        Ok(())
    }

    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Written {
        self.serialize_str(name)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, NotInContracts> {
        self.open('[');
        Ok(self)
    }

    fn serialize_tuple(self, length: usize) -> Result<Self, NotInContracts> {
        self.serialize_seq(Some(length))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, NotInContracts> {
        self.open('{');
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, fields: usize) -> Result<Self, NotInContracts> {
        self.serialize_map(Some(fields))
    }

    fn serialize_f32(self, _: f32) -> Written {
        Err(NotInContracts)
    }

    fn serialize_f64(self, _: f64) -> Written {
        Err(NotInContracts)
    }

    fn serialize_bytes(self, _: &[u8]) -> Written {
        Err(NotInContracts)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        Err(NotInContracts)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Written {
        Err(NotInContracts)
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, NotInContracts> {
        Err(NotInContracts)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NotInContracts> {
        Err(NotInContracts)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, NotInContracts> {
        Err(NotInContracts)
    }
}

impl ser::SerializeSeq for &mut Writer {
    type Ok = ();
    type Error = NotInContracts;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.next();
        value.serialize(&mut **self)
    }

    fn end(self) -> Written {
        self.close(']');
        Ok(())
    }
}

impl ser::SerializeTuple for &mut Writer {
    type Ok = ();
    type Error = NotInContracts;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        ser::SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Written {
        ser::SerializeSeq::end(self)
    }
}

impl ser::SerializeStruct for &mut Writer {
    type Ok = ();
    type Error = NotInContracts;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Written {
        self.key(name);
        value.serialize(&mut **self)
    }

    fn end(self) -> Written {
        self.close('}');
        Ok(())
    }
}

/// Its keys are texts: no contract has others.
impl ser::SerializeMap for &mut Writer {
    type Ok = ();
    type Error = NotInContracts;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        self.next();
        key.serialize(&mut **self)?;
        self.end_key();
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        value.serialize(&mut **self)
    }

    fn end(self) -> Written {
        ser::SerializeStruct::end(self)
    }
}

impl ser::Error for NotInContracts {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl fmt::Display for NotInContracts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no contract has a value of this kind")
    }
}

impl core::error::Error for NotInContracts {}
