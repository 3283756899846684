//! The fields of a certificate, by the names that tools give them.

/// A field by its place among the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Subject,
    Issuer,
    Serial,
    NotBefore,
    NotAfter,
}

/// What comes before the value, and where it may stand.
const MARKS: [(&str, Field, Where); 33] = [
    // openssl -dates, -subject, -issuer, -serial; grep puts the name of a file before them.
    ("notBefore=", Field::NotBefore, Where::AfterName),
    ("notAfter=", Field::NotAfter, Where::AfterName),
    ("subject=", Field::Subject, Where::AfterName),
    ("issuer=", Field::Issuer, Where::AfterName),
    ("serial=", Field::Serial, Where::AfterName),
    // openssl -text, keytool, certutil.
    ("Not Before:", Field::NotBefore, Where::AfterName),
    ("Not After :", Field::NotAfter, Where::AfterName),
    ("Not Before :", Field::NotBefore, Where::AfterName),
    ("Not After:", Field::NotAfter, Where::AfterName),
    ("Subject:", Field::Subject, Where::AtStart),
    ("Issuer:", Field::Issuer, Where::AtStart),
    ("Owner:", Field::Subject, Where::AtStart),
    ("Serial Number:", Field::Serial, Where::AtStart),
    ("Serial number:", Field::Serial, Where::AtStart),
    ("NotBefore:", Field::NotBefore, Where::AtStart),
    ("NotAfter:", Field::NotAfter, Where::AtStart),
    // curl -v, after its star.
    ("subject:", Field::Subject, Where::AtStart),
    ("issuer:", Field::Issuer, Where::AtStart),
    ("start date:", Field::NotBefore, Where::AtStart),
    ("expire date:", Field::NotAfter, Where::AtStart),
    // cert-manager, Cluster API and Azure Arc in YAML.
    ("notBefore:", Field::NotBefore, Where::AtStart),
    ("notAfter:", Field::NotAfter, Where::AtStart),
    ("certificatesExpiryDate:", Field::NotAfter, Where::AtStart),
    ("Certificates Expiry Date:", Field::NotAfter, Where::AtStart),
    ("managedIdentityCertificateExpirationTime:", Field::NotAfter, Where::AtStart),
    // PowerShell lists, with their spaces taken out.
    ("Subject :", Field::Subject, Where::AtStart),
    ("Issuer :", Field::Issuer, Where::AtStart),
    ("SerialNumber :", Field::Serial, Where::AtStart),
    ("NotBefore :", Field::NotBefore, Where::AtStart),
    ("NotAfter :", Field::NotAfter, Where::AtStart),
    // mbedtls and GnuTLS.
    ("issued on :", Field::NotBefore, Where::AtStart),
    ("expires on :", Field::NotAfter, Where::AtStart),
    ("Expires:", Field::NotAfter, Where::AtStart),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    /// At the start of the line.
    AtStart,
    /// There, or after a name and a colon.
    AfterName,
}

/// The field of a line, what is before it, and its value.
pub(super) fn split(line: &str) -> Option<(Field, &str, &str)> {
    // Most lines of a text that is none of a tool have neither.
    if !line.contains(['=', ':']) {
        return None;
    }
    let line = line.trim_start_matches(['*', '-', '|', '>']).trim();
    for (mark, field, place) in MARKS {
        let split = if mark.ends_with(" :") { split_spaced(line, mark) } else { line.split_once(mark) };
        if let Some((before, value)) = split
            && (before.is_empty()
                || place == Where::AfterName && before.ends_with(':')
                || before.ends_with(": ") && place == Where::AfterName)
        {
            return Some((field, before, value.trim()));
        }
    }
    None
}

/// `NotAfter      : value`: lists of PowerShell pad their names.
fn split_spaced<'a>(line: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let name = mark.trim_end_matches(" :");
    let (before, rest) = line.split_once(name)?;
    let value = rest.trim_start().strip_prefix(':')?;
    Some((before, value))
}
