//! How programs say that a certificate has expired.

/// The same fact in the words of each TLS library, the most specific first. As in [`super::Text::parts`].
pub(super) const EXPIRED: [&str; 39] = [
    // Go, as verifier and as the side that is told by an alert.
    "x509: certificate has expired or is not yet valid",
    "tls: expired certificate",
    "certificate expired - ",
    // The infrastructure layer's own wrapping.
    "certificate has expired: expired",
    "certificate expired: x509",
    // Kubernetes: kubelet and client-go.
    "bootstrap client certificate is expired",
    "current certificate is expired",
    // Node.js.
    "cert_has_expired",
    // OpenSSL, and everything that prints its reason: curl, Python, Ruby, nginx, HAProxy, wget.
    "alert certificate expired",
    "ssl alert number 45",
    "sslv3_alert_certificate_expired",
    "certificate has expired",
    "certificate is expired",
    // Java.
    "certificateexpiredexception",
    "validity check failed",
    "timestamp check failed",
    // .NET.
    "nottimevalid",
    // SChannel and Windows, by name and by number, since the words are translated.
    "sec_e_cert_expired",
    "0x80090328",
    "cert_e_expired",
    "sec_cert_date_invalid",
    "secure_cert_date_invalid",
    "0x80072f05",
    "is_not_time_valid",
    "0x800b0101",
    // rustls.
    "invalid peer certificate: expired",
    "invalidcertificate(expired",
    "certexpired",
    // GnuTLS.
    "certificate chain uses expired certificate",
    "expired certificate",
    // NSS and browsers.
    "sec_error_expired_certificate",
    "err_cert_date_invalid",
    // Erlang, mbed TLS, wolfSSL, macOS.
    "certificate_expired",
    "certificate validity has expired",
    "asn date error, current date after",
    "errsslcertexpired",
    // etcd, and others that pass an alert on.
    "tls: certificate expired",
    "certificate expired",
    "certificates have expired",
];
