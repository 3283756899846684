//! Whether a text holds a private key or a token, so that whoever shows the text can let go of it.

use certplan_text::{Decoded, decode};

use crate::pem;

/// What stands directly before a secret, in lower case, and what the secret itself begins with.
const SIGNS: [&str; 8] = [
    // PEM, and the same in base64 at each of the three places that its words may begin at.
    "private key-----",
    "ufjjvkfursblrv",
    "ssvzbveugs0vz",
    "uklwqvrfietfw",
    // A kubeconfig, an access file, what a web token begins with in a header, and beside a name.
    "client-key-data:",
    "\"clientkey\":",
    "bearer eyj",
    "token: eyj",
];

/// Whether there is a private key or a token in the bytes, as they stand or in base64 around them.
///
/// A sign is enough: it says no more than that something was there.
///
/// ```
/// assert!(certplan_inspect::holds_secret(b"users:\n- user:\n    client-key-data: LS0t\n"));
/// assert!(!certplan_inspect::holds_secret(b"notAfter=Feb  5 21:19:44 2024 GMT\n"));
/// ```
pub fn holds_secret(bytes: &[u8]) -> bool {
    let decoded = decode(bytes);
    let text = match &decoded {
        Decoded::Text(text) => text.as_bytes(),
        Decoded::Copied(text) => text.as_bytes(),
        Decoded::Binary(bytes) => bytes,
    };
    has_sign(text) || pem::unwrapped(text).is_some_and(|inner| has_sign(&inner))
}

fn has_sign(text: &[u8]) -> bool {
    SIGNS.iter().any(|sign| {
        let (first, sign) = (sign.as_bytes()[0], sign.as_bytes());
        let mut places = memchr::memchr2_iter(first, first.to_ascii_uppercase(), text);
        places.any(|at| text[at..].get(..sign.len()).is_some_and(|it| it.eq_ignore_ascii_case(sign)))
    })
}

#[cfg(test)]
mod tests {
    use ::base64::Engine as _;
    use ::base64::engine::general_purpose::STANDARD;

    use super::*;

    #[test]
    fn keys_are_seen_in_each_dress() {
        for kind in ["", "RSA ", "EC ", "ENCRYPTED ", "OPENSSH "] {
            let pem = format!("-----BEGIN {kind}PRIVATE KEY-----\nMII\n-----END {kind}PRIVATE KEY-----\n");
            let encoded = STANDARD.encode(&pem);
            let utf16: Vec<u8> = pem.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let file = STANDARD.encode(format!("{{\"x\": \"{encoded}\"}}"));
            for text in [pem.as_bytes(), &utf16, encoded.as_bytes(), file.as_bytes()] {
                assert!(holds_secret(text), "{kind}: {}", String::from_utf8_lossy(text));
            }
        }
        assert!(holds_secret(b"{\"ClientKey\": \"LS0t\"}"));
        assert!(holds_secret(b"Authorization: Bearer eyJhbGciOi"));
    }

    #[test]
    fn certificates_and_messages_hold_none() {
        for text in [
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
            "client-certificate-data: LS0t",
            "Valid Token Required",
            "\u{e9}\u{1F600}",
            "",
        ] {
            assert!(!holds_secret(text.as_bytes()), "{text}");
        }
    }
}
