//! What the page shows of read certificates, of many deployments, and what is taken away: markup that reviewers read.

use std::rc::Rc;

use certplan_core::fleet::{Summary, TablePage};
use certplan_core::report::{ComparedRow, Head, OutcomeRows, Rejected, Row};
use certplan_view::{ChosenForm, Comparison, Copied, Fleet, FormChoice, Report, TakeAway, render_html};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use yew::{AttrValue, Html, html};

/// A value as the worker sends it.
#[track_caller]
fn sent<T: DeserializeOwned>(value: Value) -> Rc<T> {
    Rc::new(serde_json::from_value(value).unwrap())
}

/// The markup, one element a line.
fn markup(content: Html) -> String {
    render_html(content).replace("><", ">\n<")
}

fn certificate(origin: &str, not_after: &str, residual_seconds: i64, more: &Value) -> Value {
    let mut row = json!({
        "origin": origin, "subject": "CN=system:node", "issuer": "CN=kubernetes", "not_before": null, "not_after": not_after,
        "residual_seconds": residual_seconds, "status": "valid", "private_key": "absent",
    });
    row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    row
}

#[test]
fn a_report_reads_as_it_was_reviewed() {
    let head = sent::<Head>(json!({
        "at": "2026-11-30T09:00:00Z", "total": 2, "counts": [["expired", 1], ["valid", 1]], "private_keys": 1,
        "renewals": [{
            "credential": "kubernetes-leaf", "sureness": "likely", "note": "Run it on one host.",
            "sources": ["certificates-overview"],
        }],
    }));
    let rows = sent::<Vec<Row>>(json!([
        certificate(
            "prod/kubelet.pem",
            "2026-11-20T09:00:00Z",
            -864_000,
            &json!({
                "status": "expired", "credential": "kubernetes-leaf", "sureness": "likely", "layer": "kubernetes",
                "cluster": "prod", "private_key": "present_not_kept",
                "renew_with": "Update-AksHciClusterCertificates -Name 'prod' -fixKubeletCredentials",
            })
        ),
        certificate("<b>.pem", "2027-11-30T09:00:00Z", 31_536_000, &json!({ "subject": "" })),
    ]));
    let rejected =
        sent::<Vec<Rejected>>(json!([{ "origin": "notes.txt", "reason": "holds no certificate" }]));
    let markup = markup(html! { <Report {head} {rows} {rejected} /> });
    assert!(markup.contains("&lt;b&gt;.pem") && !markup.contains("<b>"), "{markup}");
    insta::assert_snapshot!("report", markup);
}

#[test]
fn a_fleet_reads_as_it_was_reviewed() {
    let (affected, not_affected) = (
        json!({ "layer": "moc", "verdict": "impacted", "basis": "documented", "outlook": "unsure" }),
        json!({ "layer": "kubernetes", "verdict": "not_impacted", "basis": "inferred" }),
    );
    let summary = sent::<Summary>(json!({
        "deployments": 51, "clusters": 120, "commands": 3, "hit": { "both": 0, "moc": 1, "kubernetes": 0, "neither": 50 },
        "todo": { "repair": 1, "check": 0, "no_command": 0, "nothing": 50 }, "shutdown_not_given": 1, "rejected_lines": 3,
        "worst": [],
    }));
    let row = |deployment: &str, more: Value| {
        let mut row = json!({
            "deployment": deployment, "lines": [2, 4], "shutdown_seconds": 3_888_000, "clusters": 2,
            "layers": [affected, not_affected], "steps": [], "notes": [], "conflicts": [],
        });
        row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        row
    };
    let steps = json!([
        { "command": "Update-AksHciCertificates", "when": "always" },
        { "command": "Update-AksHciClusterCertificates -Name 'prod' -fixCloudCredentials", "when": "if_check_fails" },
    ]);
    let table = sent::<TablePage>(json!({
        "rows": [
            { "row": row("berlin", json!({ "host": "hv01", "steps": steps, "rejected_lines": 1 })), "todo": "repair", "link": "#/after?v=1" },
            { "row": row("paris", json!({ "shutdown_seconds": null, "shutdown_not_given": true, "layers": [not_affected, not_affected] })), "todo": "nothing", "link": "#/after?v=1" },
        ],
        "first": 0, "count": 51, "matching": 51, "page": 0, "pages": 2, "column": "todo", "descending": true,
    }));
    let rejected = Rc::new(vec![(7, "\"1M\" is no length".to_owned())]);
    insta::assert_snapshot!(
        "fleet",
        markup(html! { <Fleet {summary} {table} {rejected} search="berlin" /> })
    );
}

#[test]
fn what_is_taken_away_reads_as_it_was_reviewed() {
    let form = |id: &'static str, group: &'static str, label: &'static str| FormChoice {
        id: id.into(),
        group: group.into(),
        label: label.into(),
    };
    let forms = vec![
        form("powershell", "To run", "PowerShell script"),
        form("ansible", "To run", "Ansible playbook"),
        form("text", "To read", "Text"),
    ];
    let chosen = |text: Option<&'static str>| ChosenForm {
        id: "powershell".into(),
        purpose: "Runs on one host.".into(),
        file: "certplan-repair.ps1".into(),
        to_run: "powershell -File certplan-repair.ps1 -WhatIf".into(),
        text: text.map(AttrValue::from),
        missing: None,
    };
    let copied = Some(Copied { id: "copy-form".into(), worked: true });
    let ready = chosen(Some("if ($a -lt 1) { }\r\n"));
    insta::assert_snapshot!("take-away-closed", markup(html! { <TakeAway forms={forms.clone()} /> }));
    insta::assert_snapshot!(
        "take-away-open",
        markup(
            html! { <TakeAway names=true names_matter=true forms={forms.clone()} chosen={ready} open=true {copied} /> }
        )
    );
    let writing = markup(html! { <TakeAway {forms} chosen={chosen(None)} open=true /> });
    assert!(!writing.contains("<pre") && !writing.contains("copy-form"), "nothing to copy yet: {writing}");
}

#[test]
fn a_comparison_reads_as_it_was_reviewed() {
    let text = |text: &str| Some(text.to_owned());
    let renewed = ComparedRow {
        origin: "node:/pki/<x>.crt".into(),
        cluster: None,
        ended_before: text("2026-11-20T09:00:00Z"),
        ends_after: text("2026-12-04T09:00:00Z"),
        run_again: None,
    };
    let expired = ComparedRow {
        cluster: text("prod"),
        ends_after: text("2026-11-20T09:00:00Z"),
        run_again: text("Update-AksHciClusterCertificates -Name 'prod' -fixKubeletCredentials"),
        ..renewed.clone()
    };
    let outcomes = vec![
        OutcomeRows { title: "Expired".into(), rows: vec![expired] },
        OutcomeRows { title: "Renewed".into(), rows: vec![renewed] },
    ];
    let markup = markup(html! {
        <Comparison summary="Not healed: 1 of 2." {outcomes} not_shown={3} checks={vec!["Day 1: collect again.".to_owned()]} />
    });
    assert!(!markup.contains("<x>"), "{markup}");
    insta::assert_snapshot!("comparison", markup);
}
