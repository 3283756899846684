//! The fields of a certificate, by the names that tools give them.

use certplan_core::report::Credential;

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
const MARKS: [(&str, Field, Where); 35] = [
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
    ("ManagedIdentityCertificateExpirationTime :", Field::NotAfter, Where::AtStart),
    // mbedtls and GnuTLS.
    ("issued on :", Field::NotBefore, Where::AtStart),
    ("expires on :", Field::NotAfter, Where::AtStart),
    ("Expires:", Field::NotAfter, Where::AtStart),
    // step; the end is on the line after it.
    ("Valid from:", Field::NotBefore, Where::AtStart),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    /// At the start of the line.
    AtStart,
    /// There, or after a name and a colon.
    AfterName,
}

/// A field of a line.
pub(super) struct Split<'a> {
    pub(super) field: Field,
    /// What is before it: the name of a file.
    pub(super) before: &'a str,
    pub(super) value: &'a str,
    /// Which credential only this name is of.
    pub(super) credential: Option<Credential>,
}

/// Which credential the name of a field is of: a machine of Cluster API, or the identity of Azure Arc.
fn credential_of(mark: &str) -> Option<Credential> {
    match mark {
        "certificatesExpiryDate:" | "Certificates Expiry Date:" => Some(Credential::KubernetesLeaf),
        _ => mark
            .to_ascii_lowercase()
            .starts_with("managedidentitycertificate")
            .then_some(Credential::ArcIdentity),
    }
}

/// The field of a line, what is before it, and its value.
pub(super) fn split(line: &str) -> Option<Split<'_>> {
    // Most lines of a text that is none of a tool have neither.
    if !line.contains(['=', ':']) {
        return None;
    }
    let line = line.trim_start_matches(['*', '-', '|', '>']).trim();
    for (mark, field, place) in MARKS {
        let split = if mark.ends_with(" :") { split_spaced(line, mark) } else { line.split_once(mark) };
        let Some((before, value)) = split else { continue };
        let before = before.trim_end();
        if before.is_empty() || place == Where::AfterName && before.ends_with(':') {
            return Some(Split { field, before, value: value.trim(), credential: credential_of(mark) });
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
