//! Certificates: the fields that this crate needs, and no judgement of the rest.

use certplan_core::facts::Timestamp;

use crate::name::{Name, push_hex};
use crate::time;
use crate::tlv::{
    BIT_STRING, BOOLEAN, EXPLICIT_0, EXPLICIT_3, Element, Elements, INTEGER, OBJECT_IDENTIFIER, OCTET_STRING,
    SEQUENCE,
};

/// What a certificate says about itself.
#[derive(Clone, Debug)]
pub(crate) struct Certificate {
    pub(crate) serial: String,
    pub(crate) subject: Name,
    pub(crate) issuer: Name,
    pub(crate) not_before: Timestamp,
    pub(crate) not_after: Timestamp,
    /// Whether it signs others.
    pub(crate) is_authority: bool,
}

/// Why bytes are no certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Structure,
    Name,
    Date,
}

impl Fault {
    pub(crate) const fn reason(self) -> &'static str {
        match self {
            Self::Structure => "it is no certificate in DER, or it is cut off",
            Self::Name => "a name in it is malformed",
            Self::Date => "a date in it is malformed; accepted: the years 1 to 9999",
        }
    }
}

impl Certificate {
    /// The certificate at the beginning of the bytes, and what follows it.
    pub(crate) fn read(bytes: &[u8]) -> Result<(Self, &[u8]), Fault> {
        let mut input = Elements(bytes);
        let outer = input.expect(SEQUENCE).ok_or(Fault::Structure)?;
        let mut parts = Elements(outer.content);
        let to_be_signed = parts.expect(SEQUENCE).ok_or(Fault::Structure)?;
        parts.expect(SEQUENCE).ok_or(Fault::Structure)?;
        parts.expect(BIT_STRING).ok_or(Fault::Structure)?;
        if !parts.is_empty() {
            return Err(Fault::Structure);
        }
        Ok((Self::of(Elements(to_be_signed.content))?, input.0))
    }

    fn of(mut fields: Elements<'_>) -> Result<Self, Fault> {
        let sequence = |fields: &mut Elements<'_>| fields.expect(SEQUENCE).map(|it| it.whole.len());
        let _ = fields.next_if(EXPLICIT_0);
        let serial = fields.expect(INTEGER).ok_or(Fault::Structure)?;
        sequence(&mut fields).ok_or(Fault::Structure)?;
        let issuer = fields.expect(SEQUENCE).ok_or(Fault::Structure)?;
        let validity = fields.expect(SEQUENCE).ok_or(Fault::Structure)?;
        let subject = fields.expect(SEQUENCE).ok_or(Fault::Structure)?;
        sequence(&mut fields).ok_or(Fault::Structure)?;

        let mut dates = Elements(validity.content);
        let mut date = || dates.next().and_then(time::of_element).ok_or(Fault::Date);
        Ok(Self {
            serial: written_serial(serial.content),
            not_before: date()?,
            not_after: date()?,
            issuer: Name::read(Elements(issuer.content)).ok_or(Fault::Name)?,
            subject: Name::read(Elements(subject.content)).ok_or(Fault::Name)?,
            is_authority: fields.find(|field| field.tag == EXPLICIT_3).is_some_and(is_authority),
        })
    }
}

/// Hexadecimal with its sign, as `openssl x509 -serial` prints it.
fn written_serial(content: &[u8]) -> String {
    let negative = content.first().is_some_and(|byte| byte & 0x80 != 0);
    let mut octets = content.to_vec();
    if negative {
        // Two's complement: the amount is the complement plus one.
        let mut carry = true;
        for octet in octets.iter_mut().rev() {
            let (sum, over) = (!*octet).overflowing_add(u8::from(carry));
            (*octet, carry) = (sum, over);
        }
    }
    let start = octets.iter().position(|octet| *octet != 0).unwrap_or(octets.len().saturating_sub(1));
    let mut text = String::from(if negative { "-" } else { "" });
    // Standards allow 20 octets; what is longer is only shown in part.
    for octet in octets.iter().skip(start).take(64) {
        push_hex(&mut text, *octet);
    }
    text
}

/// The identifiers of two keys: the certificate's own, and its signer's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Keys {
    pub(crate) own: Option<Vec<u8>>,
    pub(crate) authority: Option<Vec<u8>>,
}

impl Keys {
    /// The identifiers in the extensions of a certificate; none where it has none.
    pub(crate) fn of(certificate: &[u8]) -> Self {
        const SUBJECT_KEY: &[u8] = &[0x55, 0x1D, 14];
        const AUTHORITY_KEY: &[u8] = &[0x55, 0x1D, 35];
        const KEY_IDENTIFIER: u8 = 0x80;
        let mut keys = Self::default();
        let inner = |bytes| Elements(bytes).expect(SEQUENCE).map(|it| it.content);
        let fields = inner(certificate).and_then(inner).unwrap_or_default();
        let extensions = Elements(fields).find(|field| field.tag == EXPLICIT_3).map(|it| it.content);
        for extension in Elements(extensions.and_then(inner).unwrap_or_default()) {
            let mut parts = Elements(extension.content);
            let Some(kind) = parts.expect(OBJECT_IDENTIFIER) else { continue };
            let _critical = parts.next_if(BOOLEAN);
            let Some(value) = parts.expect(OCTET_STRING) else { continue };
            if kind.content == SUBJECT_KEY {
                keys.own = Elements(value.content).expect(OCTET_STRING).map(|it| it.content.to_vec());
            } else if kind.content == AUTHORITY_KEY {
                let identifier = inner(value.content).and_then(|it| Elements(it).expect(KEY_IDENTIFIER));
                keys.authority = identifier.map(|it| it.content.to_vec());
            }
        }
        keys
    }
}

/// Whether the basic constraints among the extensions say so.
fn is_authority(extensions: Element<'_>) -> bool {
    const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1D, 19];
    let Some(list) = Elements(extensions.content).expect(SEQUENCE) else { return false };
    let constraints = Elements(list.content).find_map(|extension| {
        let mut parts = Elements(extension.content);
        let kind = parts.expect(OBJECT_IDENTIFIER)?.content;
        let _critical = parts.next_if(BOOLEAN);
        parts.expect(OCTET_STRING).filter(|_| kind == BASIC_CONSTRAINTS)
    });
    constraints
        .and_then(|value| Elements(value.content).expect(SEQUENCE))
        .and_then(|constraints| Elements(constraints.content).expect(BOOLEAN))
        .is_some_and(|authority| authority.content.iter().any(|octet| *octet != 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_are_written_with_their_sign() {
        for (content, text) in [
            (&[0x00][..], "00"),
            (&[0x01], "01"),
            (&[0x00, 0xFF], "FF"),
            (&[0xFF], "-01"),
            (&[0x80], "-80"),
            (&[0xFF, 0x00], "-0100"),
            (&[], ""),
        ] {
            assert_eq!(written_serial(content), text, "{content:?}");
        }
    }
}
