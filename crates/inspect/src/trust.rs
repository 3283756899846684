//! Whether a client certificate belongs to the authority beside it: by key identifiers, then by names.
//!
//! No signature is checked: one that names another authority is refused by every server of this one, whatever its dates.

use zeroize::Zeroizing;

use crate::base64::{decode, most_decoded};
use crate::pem;
use crate::x509::{Certificate, Keys};

/// What is said of a certificate that another authority signed.
pub(crate) const OTHER_AUTHORITY: &str = "its client certificate is signed by another authority than the one in this file, so it is refused \
                                          whatever its dates; see unknown-authority in certplan explain";

/// Whether every authority here is another one than the signer of the first client certificate. Both are base64 of PEM, or PEM.
///
/// Where one of them cannot be read, nothing is said.
pub(crate) fn is_of_another(client: &str, authorities: &str) -> bool {
    let Some(client) = certificates(client).into_iter().next() else { return false };
    // One that signed itself names no authority.
    if client.certificate.issuer.text == client.certificate.subject.text {
        return false;
    }
    let authorities = certificates(authorities);
    !authorities.is_empty() && authorities.iter().all(|authority| !belongs(&client, authority))
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
        assert!(!is_of_another(&pem(CLIENT), &pem(ONE)));
        assert!(is_of_another(&pem(CLIENT), &pem(TWO)), "the names are the same, the keys are not");
        assert!(!is_of_another(&pem(CLIENT), &(pem(TWO) + &pem(ONE))), "one of several is enough");
        assert!(is_of_another(&pem(CLIENT), &pem(CLIENT)), "a client is no authority of its own");
    }

    #[test]
    fn what_cannot_be_told_is_not_said() {
        assert!(!is_of_another(&pem(ONE), &pem(TWO)), "it signed itself");
        assert!(
            !is_of_another("", &pem(ONE)) && !is_of_another(&pem(CLIENT), "") && !is_of_another("x", "y")
        );
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
        assert_eq!((file(ONE).items.len(), file(ONE).rejected.len()), (2, 0));
        let other = file(TWO);
        assert_eq!((other.items.len(), other.rejected[0].reason.as_str()), (2, OTHER_AUTHORITY));
    }
}
