//! Prints every source with its document and what uses it, one JSON object a line; `cargo xtask sources` reads it.
#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

use certplan_core::lifecycle::CREDENTIALS;
use certplan_core::note::{ADVISORIES, CONFLICTS, NOTES};
use certplan_core::playbook::PLAYBOOK;
use certplan_core::rules::{COMMANDS, SHUTDOWN, UPDATE};
use certplan_core::source::{SOURCES, Source};
use certplan_core::symptom::{PORTS, SYMPTOMS};
use serde_json::json;

fn main() {
    for source in SOURCES {
        let document = source.document();
        let line = json!({
            "id": source.id,
            "title": source.title,
            "url": source.url,
            "as_of": source.as_of,
            "repository": document.map(|document| document.repository),
            "path": document.map(|document| document.path),
            "commit": document.and_then(|document| document.commit),
            "used_by": used_by(source),
        });
        println!("{line}");
    }
}

/// What uses a source, each by its kind and name.
fn used_by(source: &Source) -> Vec<String> {
    let cites = |sources: &[&Source]| sources.iter().any(|cited| cited.id == source.id);
    let mut found = Vec::new();
    let mut add = |kind: &str, name: &str, sources: &[&Source]| {
        if cites(sources) {
            found.push(format!("{kind} {name}"));
        }
    };
    for row in &SHUTDOWN {
        add("rule", row.rule.id.as_str(), &[row.rule.source]);
    }
    for row in &UPDATE {
        add("rule", row.rule.id.as_str(), &[row.rule.source]);
    }
    for row in &COMMANDS {
        let Some(step) = row.repair else { continue };
        add("command of", step.as_str(), &[row.source]);
    }
    for entry in &PLAYBOOK {
        add("step", entry.id.as_str(), entry.sources);
    }
    for row in &CREDENTIALS {
        add("lifetime", row.id.as_str(), row.sources);
    }
    for symptom in &SYMPTOMS {
        add("symptom", symptom.id.as_str(), symptom.sources);
    }
    for port in &PORTS {
        add("port", &port.number.to_string(), port.sources);
    }
    for note in NOTES.iter().chain(&ADVISORIES) {
        add("note", note.id.as_str(), note.sources);
    }
    for conflict in &CONFLICTS {
        add("conflict", conflict.id.as_str(), conflict.sides);
    }
    found
}
