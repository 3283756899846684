//! The whole playbook as text: the snapshot shows what a changed step changes elsewhere.

use std::fmt::Write as _;

use certplan_core::circumstance::{Circumstance, Condition};
use certplan_core::closed::{Closed, Set};
use certplan_core::command::{Arg, Template, Value};
use certplan_core::playbook::{Entry, PLAYBOOK};

#[test]
fn every_step_is_what_was_read_last() {
    let mut text = String::new();
    for entry in &PLAYBOOK {
        write(&mut text, entry).expect("a string takes all");
    }
    insta::assert_snapshot!(text);
}

fn write(text: &mut String, entry: &Entry) -> std::fmt::Result {
    let Entry { id, phase, scope, effect, when, .. } = entry;
    writeln!(text, "{id}: {phase}, {scope}, {effect}")?;
    if let Some(layer) = entry.layer {
        writeln!(text, "  repairs {layer}")?;
    }
    writeln!(text, "  when {}", condition(*when))?;
    writeln!(text, "  run {}", command(&entry.command))?;
    for check in entry.check {
        writeln!(text, "  check {}", command(check))?;
    }
    for needed in entry.needs {
        writeln!(text, "  needs {needed}")?;
    }
    if let Some(absorbed) = entry.absorbs {
        writeln!(text, "  absorbs {absorbed}")?;
    }
    if let Some(layer) = entry.follows {
        writeln!(text, "  follows {layer}")?;
    }
    if entry.hard_stop {
        writeln!(text, "  everything ends where its check fails")?;
    }
    let sources: Vec<_> = entry.sources.iter().map(|source| source.id).collect();
    writeln!(text, "  from {}", sources.join(", "))
}

fn condition(condition: Condition) -> String {
    let ids = |set: Set<Circumstance>| set.values().map(Closed::id).collect::<Vec<_>>();
    match (&*ids(condition.all), &*ids(condition.none)) {
        ([], []) => "always".to_owned(),
        (all, []) => all.join(" and "),
        (all, none) => format!("{} and not {}", all.join(" and "), none.join(" nor ")),
    }
}

fn command(template: &Template) -> String {
    let arguments = template.args.iter().map(|argument| match argument {
        Arg::Word(word) => format!(" {word}"),
        Arg::Named(name, value) => format!(" {name} {}", written(*value)),
    });
    template.program.as_str().to_owned() + &arguments.collect::<String>()
}

fn written(value: Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Word(word) => word.to_owned(),
        Value::ClusterName => "<name>".to_owned(),
        Value::ClusterFile(prefix) => format!("{prefix}<name>"),
        Value::Placeholder(placeholder) => format!("<{placeholder}>"),
    }
}
