//! Whether a client certificate belongs to the authority beside it: by key identifiers, then by names.
//!
//! No signature is checked: one that names another authority is refused by every server of this one, whatever its dates.

use certplan_core::report::Trust;
use zeroize::Zeroizing;

use crate::base64::{decode, most_decoded};
use crate::pem;
use crate::x509::{Certificate, Keys};

/// Whether one of these authorities signed the first client certificate. All are base64 of PEM, or PEM.
///
/// Where the client or every authority cannot be read, nothing is said.
pub(crate) fn of<'a>(client: &str, authorities: impl IntoIterator<Item = &'a str>) -> Option<Trust> {
    let client = certificates(client).into_iter().next()?;
    // One that signed itself names no authority.
    if client.certificate.issuer.text == client.certificate.subject.text {
        return None;
    }
    let mut authorities = authorities.into_iter().flat_map(certificates).peekable();
    authorities.peek()?;
    let is_same = authorities.any(|authority| belongs(&client, &authority));
    Some(if is_same { Trust::SameAuthority } else { Trust::OtherAuthority })
}

/// A certificate and its key identifiers.
struct Known {
    certificate: Certificate,
    keys: Keys,
}

fn belongs(client: &Known, authority: &Known) -> bool {
    match (&client.keys.authority, &authority.keys.own) {
        (Some(signer), Some(own)) => signer == own,
        _ => client.certificate.issuer.text == authority.certificate.subject.text,
    }
}

fn certificates(encoded: &str) -> Vec<Known> {
    let bytes = if pem::is_in(encoded.as_bytes()) {
        Zeroizing::new(encoded.as_bytes().to_vec())
    } else {
        pem::unwrapped(encoded.as_bytes()).unwrap_or_default()
    };
    let Ok(text) = str::from_utf8(&bytes) else { return Vec::new() };
    let blocks =
        text.split("-----BEGIN CERTIFICATE-----").skip(1).filter_map(|rest| rest.split("-----END").next());
    blocks.filter_map(known).collect()
}

fn known(block: &str) -> Option<Known> {
    let encoded: Vec<u8> = block.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let mut der = vec![0; most_decoded(encoded.len())];
    let length = decode(&encoded, &mut der)?;
    der.truncate(length);
    let (certificate, _) = Certificate::read(&der).ok()?;
    Some(Known { certificate, keys: Keys::of(&der) })
}

#[cfg(test)]
mod tests {
    use ::base64::Engine as _;

    use super::*;

    // Two authorities of the same name with keys of their own, and a client of the first one; their keys are not kept.
    const ONE: &str = "MIIBkjCCATmgAwIBAgIULam+eQixubZNLu+xWWR3HIpURAAwCgYIKoZIzj0EAwIwHzEdMBsGA1UEAwwUY2Etb2YtdGhlLWRlcGxveW1lbnQwHhcNMjYxMTMwMDkzNzM4WhcNMzYxMTI3MDkzNzM4WjAfMR0wGwYDVQQDDBRjYS1vZi10aGUtZGVwbG95bWVudDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGSWylXFfjAOw/uLTKgM0fujqof7tYmiJvyWhoL2DlH8sHGwEw1u5QcGJowXXnrOCNR0E/Pdz1qCyn2Gc2i2aTGjUzBRMB0GA1UdDgQWBBSEWF6PJSZbzKfHRehXvu82n7KX1TAfBgNVHSMEGDAWgBSEWF6PJSZbzKfHRehXvu82n7KX1TAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIBnZBbeE+JQDchWPdp9cSG3hqatqy7UZOLNSVcXkJB7mAiBdfFidxZLxyRwzyKYJRKIo8wJfFjntxDTNVZmBOAyl8g==";
    const TWO: &str = "MIIBkzCCATmgAwIBAgIUY7N6cpkP0nhB0lqSAT2gm8BgKBowCgYIKoZIzj0EAwIwHzEdMBsGA1UEAwwUY2Etb2YtdGhlLWRlcGxveW1lbnQwHhcNMjYxMTMwMDkzNzM4WhcNMzYxMTI3MDkzNzM4WjAfMR0wGwYDVQQDDBRjYS1vZi10aGUtZGVwbG95bWVudDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABJnPsbHRAsnqpSerbNG0gQpNUE/hvB3Mfs84iDSQlOsss1zu92sEGZ88ZxsJVpdcuA6ns2XDmXhNzDRJfBReH6GjUzBRMB0GA1UdDgQWBBQwS7sI5qNV7tir1Rf/oxiM811m+zAfBgNVHSMEGDAWgBQwS7sI5qNV7tir1Rf/oxiM811m+zAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQD498wrDrP0iRZE+A1mfW5eZIaa2fOa9OiFciCsEkh0kgIgJZwYZslrkzJOzHTJaRfmPBD0uW6UyiSZJ3k7I4cv+2E=";
    const CLIENT: &str = "MIIBczCCARmgAwIBAgIUdrgHUwtOLttQD/9S2GbeRpS3ZMgwCgYIKoZIzj0EAwIwHzEdMBsGA1UEAwwUY2Etb2YtdGhlLWRlcGxveW1lbnQwHhcNMjYxMTMwMDkzNzM5WhcNMzYxMTI3MDkzNzM5WjAQMQ4wDAYDVQQDDAVhZG1pbjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMPYBlnvD3Mrurm4ijcKMplYlDkd82GUvJb6eYwLqn9+emp9z5Eb2cOjcIZPgnsQgVGX4aMC4vf9QhQGzK6rOvCjQjBAMB0GA1UdDgQWBBQVZsPyiZwBZN/eaaWIBChRFGGIRzAfBgNVHSMEGDAWgBSEWF6PJSZbzKfHRehXvu82n7KX1TAKBggqhkjOPQQDAgNIADBFAiEA+vKPaEeYJPZT4G5Y52bRMZZYVR9a9wF5ogNMoUqjQxsCIFHqsYtRFVWXwhBgXSmLdiifNmad6PhCVKBiD60UfUbB";

    fn pem(of: &str) -> String {
        format!("-----BEGIN CERTIFICATE-----\n{of}\n-----END CERTIFICATE-----\n")
    }

    #[test]
    fn a_client_belongs_to_the_authority_whose_key_signed_it() {
        let client = |authority: &str| of(&pem(CLIENT), [authority]);
        assert_eq!(client(&pem(ONE)), Some(Trust::SameAuthority));
        assert_eq!(
            client(&pem(TWO)),
            Some(Trust::OtherAuthority),
            "the names are the same, the keys are not"
        );
        assert_eq!(client(&(pem(TWO) + &pem(ONE))), Some(Trust::SameAuthority), "one of several is enough");
        assert_eq!(of(&pem(CLIENT), [&*pem(TWO), &pem(ONE)]), Some(Trust::SameAuthority));
        assert_eq!(client(&pem(CLIENT)), Some(Trust::OtherAuthority), "a client is no authority of its own");
    }

    #[test]
    fn what_cannot_be_told_is_not_said() {
        assert_eq!(of(&pem(ONE), [&*pem(TWO)]), None, "it signed itself");
        for (client, authority) in [("", &*pem(ONE)), (&*pem(CLIENT), ""), ("x", "y")] {
            assert_eq!(of(client, [authority]), None, "{client}");
        }
        assert_eq!(of(&pem(CLIENT), []), None);
    }

    #[test]
    fn a_file_whose_client_is_of_another_authority_says_so() {
        let file = |authority: &str| {
            let (client, cloud) = (pem(CLIENT).replace('\n', "\\n"), pem(authority).replace('\n', "\\n"));
            crate::read(
                "cloudconfig",
                format!("{{\"ClientCertificate\":\"{client}\",\"CloudCertificate\":\"{cloud}\"}}").as_bytes(),
            )
        };
        for (authority, trust) in [(ONE, Trust::SameAuthority), (TWO, Trust::OtherAuthority)] {
            let reading = file(authority);
            assert!(reading.rejected.is_empty(), "{:?}", reading.rejected);
            let of_items: Vec<_> = reading.items.iter().map(|item| item.trust).collect();
            assert_eq!(of_items, [Some(trust), None], "the client, and the authority itself");
        }
    }

    #[test]
    fn what_another_authority_signed_is_said_in_every_form_and_is_no_evidence() {
        let base64 = |of: &str| ::base64::engine::general_purpose::STANDARD.encode(pem(of));
        let (client, authority) = (base64(CLIENT), base64(TWO));
        let yaml = format!(
            "apiVersion: v1\nclusters:\n- name: prod\n  cluster:\n    certificate-authority-data: {authority}\n\
             contexts:\n- name: a\n  context:\n    cluster: prod\n    user: admin\n\
             users:\n- name: admin\n  user:\n    client-certificate-data: {client}\n"
        );
        let reading = crate::read("config", yaml.as_bytes());
        assert!(reading.rejected.is_empty(), "{:?}", reading.rejected);
        let at = "2027-01-01T00:00:00Z".parse().unwrap();
        let report = crate::Report::new(&reading, at, None);
        assert!(!report.is_good(), "its dates are good, its authority is not");
        let (text, json) = (report.text(false), report.json());
        assert!(text.starts_with("2 certificates: 1 signed by another authority"), "{text}");
        assert!(text.contains("other_authority\n") && text.contains("whatever its dates"), "{text}");
        assert!(json.contains("\"trust\": \"other_authority\""), "{json}");
        assert!(report.csv().contains(",other_authority\r\n"), "{}", report.csv());
        let metrics = report.openmetrics();
        let family = metrics.lines().filter(|line| line.starts_with("certplan_certificate_other_authority{"));
        assert_eq!(family.map(|line| line.ends_with(" 1")).collect::<Vec<_>>(), [true], "{metrics}");
        let user = reading.items.iter().find(|item| item.trust.is_some()).unwrap();
        assert!(user.evidence(None).unwrap_err().contains("another authority"));
    }
}
