//! The report as `OpenMetrics`: a text file for the collector of the node exporter or the Windows exporter.
//!
//! Alarms by a fixed number of days ring for ever on certificates that live four days. So each certificate also gives the part
//! of its own life that is left at the least while renewal works, and alert rules compare with that (`docs/alerts`).

use std::fmt::{Display, Write as _};

use certplan_core::lifecycle::{Era, Left, credential};
use certplan_core::report::{Row, Trust, common_name};

use super::Report;

/// One family of metrics.
struct Family {
    name: &'static str,
    kind: &'static str,
    unit: Option<&'static str>,
    help: &'static str,
    /// The value of a row; `None` where the row has none.
    value: fn(&Row) -> Option<i64>,
}

const FAMILIES: [Family; 5] = [
    Family {
        name: "certplan_certificate_not_after_timestamp_seconds",
        kind: "gauge",
        unit: Some("seconds"),
        help: "The last second in which the certificate is valid, in seconds since 1970.",
        value: |row| Some(row.not_after.unix()),
    },
    Family {
        name: "certplan_certificate_not_before_timestamp_seconds",
        kind: "gauge",
        unit: Some("seconds"),
        help: "The first second in which the certificate is valid, in seconds since 1970.",
        value: |row| row.not_before.map(certplan_core::facts::Timestamp::unix),
    },
    Family {
        name: "certplan_certificate_least_left_seconds",
        kind: "gauge",
        unit: Some("seconds"),
        help: "How much of its life is left at the least while its renewal works. Less means that renewal has failed.",
        value: least_left,
    },
    Family {
        name: "certplan_certificate_other_authority",
        kind: "gauge",
        unit: None,
        help: "1 where another authority than the one beside it signed the certificate: servers refuse it, whatever its dates.",
        value: |row| row.trust.map(|trust| i64::from(trust == Trust::OtherAuthority)),
    },
    Family {
        name: "certplan_certificate_private_key_present",
        kind: "gauge",
        unit: None,
        help: "1 where a private key was beside the certificate.",
        value: |row| Some(i64::from(row.private_key == certplan_core::report::PrivateKey::PresentNotKept)),
    },
];

pub(super) fn write(report: &Report<'_>) -> String {
    let mut text = String::new();
    for family in &FAMILIES {
        line(&mut text, format_args!("# TYPE {} {}", family.name, family.kind));
        if let Some(unit) = family.unit {
            line(&mut text, format_args!("# UNIT {} {unit}", family.name));
        }
        line(&mut text, format_args!("# HELP {} {}", family.name, escaped(family.help)));
        let mut written: Vec<String> = Vec::new();
        for row in &report.rows {
            let Some(value) = (family.value)(row) else { continue };
            let labels = labels(row);
            // A series occurs once: a certificate that was given twice is one.
            if written.contains(&labels) {
                continue;
            }
            line(&mut text, format_args!("{}{{{labels}}} {value}", family.name));
            written.push(labels);
        }
    }
    line(&mut text, format_args!("# TYPE certplan_collected_timestamp_seconds gauge"));
    line(&mut text, format_args!("# UNIT certplan_collected_timestamp_seconds seconds"));
    line(
        &mut text,
        format_args!(
            "# HELP certplan_collected_timestamp_seconds The time that the dates were compared with."
        ),
    );
    line(&mut text, format_args!("certplan_collected_timestamp_seconds {}", report.at.unix()));
    line(&mut text, format_args!("# TYPE certplan_unread_sources gauge"));
    line(
        &mut text,
        format_args!("# HELP certplan_unread_sources Files and fields that gave no certificate."),
    );
    line(&mut text, format_args!("certplan_unread_sources {}", report.rejected.len()));
    text.push_str("# EOF\n");
    text
}

/// What the lifecycle says of the credential, and else a tenth of the certificate's own life.
fn least_left(row: &Row) -> Option<i64> {
    let life = row.not_before.map(|from| row.not_after.unix() - from.unix()).filter(|life| *life > 0);
    let era = if life.is_some_and(|life| life <= 61 * 86_400) { Era::SixtyDays } else { Era::NinetyDays };
    let in_model = row.credential.and_then(certplan_core::report::Credential::in_model);
    match in_model.map(|id| credential(id, era).left) {
        Some(Left::Between(least, _)) => i64::try_from(least.seconds()).ok(),
        Some(Left::SinceUpdate | Left::AtMostLife | Left::Unknown) | None => life.map(|life| life / 10),
    }
}

fn labels(row: &Row) -> String {
    let subject = common_name(&row.subject).unwrap_or(&row.subject);
    let credential = row.credential.map_or("unknown", |credential| credential.as_str());
    let layer = row.layer.map_or("other", |layer| layer.as_str());
    let mut labels = format!(
        "credential=\"{credential}\",layer=\"{layer}\",origin=\"{}\",subject=\"{}\"",
        escaped(&row.origin),
        escaped(subject)
    );
    if let Some(cluster) = &row.cluster {
        let _ = write!(labels, ",cluster=\"{}\"", escaped(cluster.as_str()));
    }
    labels
}

/// As the format asks: backslash, quote and line feed are escaped; other control characters are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

fn line(text: &mut String, line: impl Display) {
    let _ = writeln!(text, "{line}");
}
