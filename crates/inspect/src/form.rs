//! Files that hold certificates in a form that is not read, and what to pass instead.

/// The reason, where bytes are of a form that is known and not read.
pub(crate) fn refused(bytes: &[u8]) -> Option<&'static str> {
    let begins = |mark: &[u8]| bytes.starts_with(mark);
    if let Some(reason) = archive(bytes) {
        Some(reason)
    } else if begins(&[0xFE, 0xED, 0xFE, 0xED]) || begins(&[0xCE, 0xCE, 0xCE, 0xCE]) {
        Some("a Java keystore; pass what keytool -exportcert -rfc prints")
    } else if is_pkcs12(bytes) {
        Some(
            "PKCS #12 (.pfx, .p12), protected by a password; export the certificate alone: openssl pkcs12 -nokeys -in FILE",
        )
    } else if has_type(bytes, PKCS7) {
        Some(
            "a PKCS #7 container (.p7b); export it as certificates: openssl pkcs7 -inform DER -print_certs -in FILE",
        )
    } else if begins(b"ElfFile\0") {
        Some("an event log (.evtx); pass it to certplan explain as text, or run the collector")
    } else if begins(b"\x89PNG")
        || begins(&[0xFF, 0xD8, 0xFF])
        || begins(b"GIF8")
        || begins(b"BM") && bytes.len() > 1_000
    {
        Some("a picture; copy the text, or pass the file that it shows")
    } else if bytes.get(257..262) == Some(b"ustar") {
        Some("a .tar archive; unpack it and pass the files in it")
    } else if begins(b"\0\0\0\0CERT") {
        Some("a certificate store (.sst); export each certificate: certutil -split -dump FILE")
    } else if begins(&[0xD0, 0xCF, 0x11, 0xE0]) {
        Some("a document of Office; copy the text, or pass the file that it shows")
    } else if begins(b"%PDF") {
        Some("a PDF; copy the text, or pass the file that it shows")
    } else {
        None
    }
}

/// The reason, where bytes are an archive: what is packed in it is not looked for.
pub(crate) fn archive(bytes: &[u8]) -> Option<&'static str> {
    const ARCHIVES: [(&[u8], &str); 8] = [
        (b"PK\x03\x04", "a .zip archive; unpack it and pass the files in it"),
        (&[0x1F, 0x8B], "a .gz archive; unpack it and pass the files in it"),
        (b"MSCF\0\0\0\0", "a .cab archive; unpack it and pass the files in it"),
        (b"7z\xBC\xAF\x27\x1C", "a .7z archive; unpack it and pass the files in it"),
        (b"Rar!\x1A\x07", "a .rar archive; unpack it and pass the files in it"),
        (b"\xFD7zXZ\0", "an .xz archive; unpack it and pass the files in it"),
        (&[0x28, 0xB5, 0x2F, 0xFD], "a .zst archive; unpack it and pass the files in it"),
        (b"BZh", "a .bz2 archive; unpack it and pass the files in it"),
    ];
    ARCHIVES.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, reason)| *reason)
}

/// PKCS #12: a sequence that begins with version 3 and a sequence.
fn is_pkcs12(bytes: &[u8]) -> bool {
    content(bytes).is_some_and(|content| content.starts_with(&[0x02, 0x01, 0x03, 0x30]))
}

/// The type of signed data, as PKCS #7 names it.
const PKCS7: &[u8] = &[0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02];

fn has_type(bytes: &[u8], object: &[u8]) -> bool {
    content(bytes).is_some_and(|content| content.starts_with(object))
}

/// What follows the tag and the length of a sequence, which may be of no stated length.
fn content(bytes: &[u8]) -> Option<&[u8]> {
    let rest = bytes.strip_prefix(&[0x30])?;
    let (first, rest) = rest.split_first()?;
    let octets = if *first < 0x80 { 0 } else { usize::from(first & 0x7F) };
    rest.get(octets..)
}

/// Whether a text is a page of HTML, which browsers save in the place of a file.
pub(crate) fn is_web_page(text: &str) -> bool {
    let begin = text.trim_start().get(..16).unwrap_or_default().to_ascii_lowercase();
    begin.starts_with("<!doctype html") || begin.starts_with("<html")
}

/// Why a page of HTML gives nothing.
pub(crate) const WEB_PAGE: &str = "a web page; save the file itself and pass that";

/// What tools write in the place of data that they leave out.
pub(crate) fn is_redacted(data: &str) -> bool {
    let data = data.trim();
    data.contains("DATA+OMITTED")
        // Base64 has none of these.
        || data.contains(['[', ']', '<', '>', '\u{2026}']) || data.contains("..")
        || data.contains("REDACTED")
        || data.contains("redacted")
        || data.len() >= 3 && data.bytes().all(|byte| matches!(byte, b'*' | b'x' | b'X' | b'.'))
}

/// Why redacted data gives nothing, and what to pass.
pub(crate) const REDACTED: &str = "the data was left out; use kubectl config view --raw, which also prints keys: keep that file to yourself";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_are_not_read_are_named() {
        for (bytes, word) in [
            (&b"PK\x03\x04abc"[..], ".zip"),
            (&[0x30, 0x82, 0x04, 0x3C, 0x02, 0x01, 0x03, 0x30, 0x82], "PKCS #12"),
            (&[0x30, 0x80, 0x02, 0x01, 0x03, 0x30, 0x80], "PKCS #12"),
            (
                &[0x30, 0x82, 0x01, 0x00, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02],
                "PKCS #7",
            ),
            (&[0xFE, 0xED, 0xFE, 0xED, 0, 0], "keystore"),
            (b"\x89PNG\r\n", "picture"),
            (b"MSCF\0\0\0\0x", ".cab"),
            (b"\0\0\0\0CERT", ".sst"),
        ] {
            assert!(refused(bytes).is_some_and(|reason| reason.contains(word)), "{word}");
        }
        assert_eq!(refused(&[0x30, 0x82, 0x01, 0x00, 0x30, 0x82]), None);
        assert_eq!(refused(b"BM"), None);
    }

    #[test]
    fn redacted_data_is_known() {
        for data in ["DATA+OMITTED", "REDACTED", "***", "<redacted>", "LS0tLS1...", "LS0t[...]", "xxxxxxxx"] {
            assert!(is_redacted(data), "{data}");
        }
        assert!(!is_redacted("LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t") && !is_redacted(""));
    }
}
