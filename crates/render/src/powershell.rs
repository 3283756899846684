//! Commands as Windows PowerShell reads them. All quoting is here.

use core::fmt::Write;

use certplan_core::command::{Arg, Command, Placeholder, Value};

/// The command on one line: every value that comes from a person is one single-quoted literal.
pub fn command(command: &Command<'_>) -> String {
    let mut line = String::from(command.program.name(command.cmdlets));
    for arg in command.args {
        line.push(' ');
        match arg {
            Arg::Word(word) => line.push_str(word),
            Arg::Named(name, given) => {
                line.push_str(name);
                line.push(' ');
                value(&mut line, *given, command);
            }
        }
    }
    line
}

fn value(line: &mut String, value: Value, command: &Command<'_>) {
    match value {
        Value::Number(number) => {
            let _ = write!(line, "{number}");
        }
        Value::Word(word) => line.push_str(word),
        Value::ClusterName => line.push_str(&literal(&cluster(command))),
        Value::ClusterFile(stem) => line.push_str(&literal(&format!(".\\{stem}{}", cluster(command)))),
        Value::Placeholder(placeholder) => line.push_str(&literal(&placeholder_text(placeholder))),
    }
}

fn cluster(command: &Command<'_>) -> String {
    command.cluster.map_or_else(|| placeholder_text(Placeholder::ClusterName), ToString::to_string)
}

fn placeholder_text(placeholder: Placeholder) -> String {
    format!("<{placeholder}>")
}

/// A single-quoted literal: nothing inside is expanded, and a quote is written twice.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_cannot_end_the_literal() {
        assert_eq!(literal("a'; Remove-Item x; '"), "'a''; Remove-Item x; '''");
        assert_eq!(literal("$(x) `n"), "'$(x) `n'");
    }
}
