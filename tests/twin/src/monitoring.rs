//! A healthy year as series for `promtool test rules`: no alert rule of the book may fire in it, and each fires when it must.

use std::fmt::Write as _;

use crate::certificate::Certificate;
use crate::clock::{DAY, HOUR, Seconds};
use crate::deployment::{Deployment, Target};
use crate::model::{AUTHORITY_LIFE, Model};

/// How often dates are collected.
const EVERY: Seconds = 6 * HOUR;
const DAYS: Seconds = 365;
/// An authority is rotated by a plan made after the warning, before a tenth of its life is left.
const ROTATED_AFTER: Seconds = 320 * DAY;

/// A credential of the year: its name, the least that is left of it, and its ends at each collection.
struct Series {
    credential: &'static str,
    least_left: Seconds,
    ends: Vec<Seconds>,
}

/// The tests for the rules in that file, as `promtool` reads them.
pub fn promtool_tests(rules: &str, model: Model) -> String {
    let year = healthy_year(model);
    let mut text = format!(
        "rule_files: [{rules}]\nevaluation_interval: 6h\ntests:\n  - name: a healthy year\n    interval: 6h\n    input_series:\n"
    );
    for Series { credential, least_left, ends } in &year {
        let labels = format!("{{credential=\"{credential}\",origin=\"healthy\"}}");
        let values: Vec<_> = ends.iter().map(ToString::to_string).collect();
        series(
            &mut text,
            &format!("certplan_certificate_not_after_timestamp_seconds{labels}"),
            &values.join(" "),
        );
        series(
            &mut text,
            &format!("certplan_certificate_least_left_seconds{labels}"),
            &format!("{least_left}x{}", ends.len()),
        );
    }
    let collected: Vec<_> = (0..=DAYS * DAY / EVERY).map(|index| (index * EVERY).to_string()).collect();
    series(&mut text, "certplan_collected_timestamp_seconds", &collected.join(" "));
    text.push_str("    alert_rule_test:\n");
    for day in 1..=DAYS {
        for alert in ["CertplanCertificateExpired", "CertplanRenewalFailed", "CertplanDatesAreOld"] {
            let _ = writeln!(text, "      - {{ eval_time: {day}d, alertname: {alert}, exp_alerts: [] }}");
        }
    }
    text.push_str(BROKEN);
    text
}

/// A leaf that nothing renews: it lives until day 4, a working renewal leaves a day.
const BROKEN: &str = r#"  - name: renewal stops, then the certificate expires, and nothing is collected any more
    interval: 6h
    input_series:
      - series: 'certplan_certificate_not_after_timestamp_seconds{credential="kubernetes-leaf",origin="broken"}'
        values: '345600x40'
      - series: 'certplan_certificate_least_left_seconds{credential="kubernetes-leaf",origin="broken"}'
        values: '86400x40'
      - series: 'certplan_certificate_other_authority{credential="kvactl-login",origin="stranger"}'
        values: '0x4 1x36'
      - series: 'certplan_collected_timestamp_seconds'
        values: '0x40'
    promql_expr_test:
      - { expr: 'count(ALERTS{alertname="CertplanRenewalFailed",alertstate="firing"}) or vector(0)', eval_time: 2d, exp_samples: [{ value: 0 }] }
      - { expr: 'count(ALERTS{alertname="CertplanRenewalFailed",alertstate="firing"})', eval_time: 3d18h, exp_samples: [{ value: 1 }] }
      - { expr: 'count(ALERTS{alertname="CertplanCertificateExpired",alertstate="firing"})', eval_time: 5d, exp_samples: [{ value: 1 }] }
      - { expr: 'count(ALERTS{alertname="CertplanCertificateOfOtherAuthority",alertstate="firing"}) or vector(0)', eval_time: 18h, exp_samples: [{ value: 0 }] }
      - { expr: 'count(ALERTS{alertname="CertplanCertificateOfOtherAuthority",alertstate="firing"})', eval_time: 5d, exp_samples: [{ value: 1 }] }
      - { expr: 'count(ALERTS{alertname="CertplanDatesAreOld",alertstate="firing"})', eval_time: 5d, exp_samples: [{ value: 1 }] }
"#;

fn series(text: &mut String, name: &str, values: &str) {
    let _ = writeln!(text, "      - series: '{name}'\n        values: '{values}'");
}

fn healthy_year(model: Model) -> [Series; 5] {
    let target = Target::created("prod", 0, &model, true, true);
    let mut deployment = Deployment::installed(model, 0, 2, vec![target]);
    let tenths = |life: Seconds| life / 10;
    let mut year = [
        ("kubernetes-leaf", DAY),
        ("moc-client", model.moc_life * 3 / 10),
        ("mocctl-login", 18 * DAY),
        ("cloud-agent-ca", tenths(AUTHORITY_LIFE)),
        ("arc-identity", 30 * DAY),
    ]
    .map(|(credential, least_left)| Series { credential, least_left, ends: Vec::new() });
    for _ in 0..=DAYS * DAY / EVERY {
        if deployment.now >= deployment.authority.not_before + ROTATED_AFTER {
            deployment.authority = Certificate::issued(deployment.now, AUTHORITY_LIFE);
        }
        let target = &deployment.targets[0];
        let ends = [
            target.leaf.not_after,
            target.clients.certificate.not_after,
            deployment.mocctl.not_after,
            deployment.authority.not_after,
            target.arc.map_or(Seconds::MAX, |arc| arc.not_after),
        ];
        for (series, end) in year.iter_mut().zip(ends) {
            series.ends.push(end);
        }
        deployment.advance(EVERY);
        deployment.use_logins();
    }
    year
}
