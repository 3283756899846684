//! Commands as Windows PowerShell reads them. All quoting is here.

use crate::command::{Arg, Command, Placeholder, Value};

/// The command on one line: every value that comes from a person is one single-quoted literal.
pub fn command(command: &Command<'_>) -> String {
    line(command, String::push_str, value)
}

/// Commands, one a line.
pub fn lines<'f>(commands: impl Iterator<Item = Command<'f>>) -> String {
    let mut lines = String::new();
    for it in commands {
        if !lines.is_empty() {
            lines.push('\n');
        }
        lines.push_str(&command(&it));
    }
    lines
}

/// The command in a script: what is not known is a variable, and files lie in the script's folder, `$Folder`.
///
/// # Example: a target whose name the script is given
///
/// ```
/// use certplan_core::facts::{Answers, Utc};
/// use certplan_core::{assess, plan, powershell};
///
/// let answers = Answers { shutdown: Some("10d"), clusters: vec!["target"], ..Answers::default() };
/// let facts = answers.read(&Utc).unwrap();
/// let plan = plan(&assess(&facts));
/// assert_eq!(
///     powershell::in_script(&plan.repairs[0].command()),
///     "Update-AksHciClusterCertificates -Name $ClusterName -fixKubeletCredentials"
/// );
/// ```
pub fn in_script(command: &Command<'_>) -> String {
    line(command, script_word, script_value)
}

/// What a script must ask for before it can run the command, the names of clusters apart.
pub fn asked_for(command: &Command<'_>) -> impl Iterator<Item = Placeholder> {
    command.args.iter().filter_map(|arg| match arg {
        Arg::Named(_, Value::Placeholder(placeholder)) if *placeholder != Placeholder::ClusterName => {
            Some(*placeholder)
        }
        Arg::Named(..) | Arg::Word(_) => None,
    })
}

/// The variable that holds what a reader must fill in: `$ClusterName`, `$ControlPlaneIp`.
pub fn variable(placeholder: Placeholder) -> String {
    let mut name = String::from("$");
    let mut begins = true;
    for letter in placeholder.as_str().chars() {
        if letter != '-' {
            name.push(if begins { letter.to_ascii_uppercase() } else { letter });
        }
        begins = letter == '-';
    }
    name
}

/// A single-quoted literal: nothing inside is expanded, and a quote is written twice.
pub fn literal(text: &str) -> String {
    let mut line = String::with_capacity(text.len() + 2);
    push_literal(&mut line, &[text]);
    line
}

/// Adds a line of a script, with each `{}` in it replaced by the next value: as it is, and directly
/// behind a single quote as the inside of a literal.
pub fn fill(script: &mut String, line: &str, values: &[&str]) {
    let mut values = values.iter();
    let mut before = "";
    for (place, part) in line.split('{').enumerate() {
        let part = match part.strip_prefix('}') {
            Some(after) if place > 0 => {
                let value = values.next().unwrap_or(&"");
                if before.ends_with('\'') {
                    push_quoted(script, value);
                } else {
                    script.push_str(value);
                }
                after
            }
            _ => {
                script.push_str(if place > 0 { "{" } else { "" });
                part
            }
        };
        script.push_str(part);
        before = part;
    }
}

fn push_literal(line: &mut String, parts: &[&str]) {
    line.push('\'');
    for part in parts {
        push_quoted(line, part);
    }
    line.push('\'');
}

fn push_quoted(line: &mut String, text: &str) {
    for (at, piece) in text.split('\'').enumerate() {
        line.push_str(if at == 0 { "" } else { "''" });
        line.push_str(piece);
    }
}

/// A comment of one line, whatever is in the text: ASCII only, so that no encoding can change it.
pub fn comment(text: &str) -> String {
    let mut line = String::from("# ");
    push_ascii(&mut line, text);
    line.truncate(line.trim_end_matches(' ').len());
    line
}

/// Adds a text on one line of ASCII, with a question mark for everything else.
pub fn push_ascii(line: &mut String, text: &str) {
    for letter in text.chars() {
        line.push(if letter == ' ' || letter.is_ascii_graphic() { letter } else { '?' });
    }
}

/// A path in the profile: in double quotes the variable is filled in, and nothing else in it is special.
fn script_word(line: &mut String, word: &str) {
    let quote = if word.starts_with("$env:") { "\"" } else { "" };
    line.push_str(quote);
    line.push_str(word);
    line.push_str(quote);
}

fn line(
    command: &Command<'_>,
    word: fn(&mut String, &str),
    value: fn(&mut String, Value, &Command<'_>),
) -> String {
    // Most lines fit, so that a fleet of a million clusters asks for room once a line.
    let mut line = String::with_capacity(96);
    line.push_str(command.program.name(command.cmdlets));
    for arg in command.args {
        line.push(' ');
        match arg {
            Arg::Word(text) => word(&mut line, text),
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
        Value::Number(number) => line.push_str(&number.to_string()),
        Value::Word(word) => line.push_str(word),
        Value::ClusterName => push_literal(line, &cluster(command)),
        Value::ClusterFile(stem) => {
            let [before, name, after] = cluster(command);
            push_literal(line, &[".\\", stem, before, name, after]);
        }
        Value::Placeholder(placeholder) => push_literal(line, &to_fill_in(placeholder)),
    }
}

fn script_value(line: &mut String, given: Value, command: &Command<'_>) {
    match (given, command.cluster) {
        (Value::ClusterName, None) => line.push_str(&variable(Placeholder::ClusterName)),
        (Value::ClusterFile(stem), None) => {
            let name = variable(Placeholder::ClusterName);
            fill(line, "(Join-Path $Folder ('{}' + {}))", &[stem, &name]);
        }
        (Value::ClusterFile(stem), Some(cluster)) => {
            line.push_str("(Join-Path $Folder ");
            push_literal(line, &[stem, cluster.as_str()]);
            line.push(')');
        }
        (Value::Placeholder(placeholder), _) => line.push_str(&variable(placeholder)),
        (Value::Number(_) | Value::Word(_) | Value::ClusterName, _) => value(line, given, command),
    }
}

fn cluster<'f>(command: &Command<'f>) -> [&'f str; 3] {
    match command.cluster {
        Some(name) => ["", name.as_str(), ""],
        None => to_fill_in(Placeholder::ClusterName),
    }
}

fn to_fill_in(placeholder: Placeholder) -> [&'static str; 3] {
    ["<", placeholder.as_str(), ">"]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_cannot_end_the_literal() {
        assert_eq!(literal("a'; Remove-Item x; '"), "'a''; Remove-Item x; '''");
        assert_eq!(literal("$(x) `n"), "'$(x) `n'");
    }

    #[test]
    fn a_value_between_quotes_stays_between_them() {
        let mut line = String::new();
        fill(&mut line, "if ($x) { f '{}' {} @{} '' }", &["a'b", "$y", "{}"]);
        assert_eq!(line, "if ($x) { f 'a''b' $y @{} '' }");
    }

    #[test]
    fn a_line_break_cannot_end_a_comment() {
        assert_eq!(comment("a\r\nRemove-Item x \u{2013} b"), "# a??Remove-Item x ? b");
    }

    #[test]
    fn what_to_fill_in_is_a_variable() {
        assert_eq!(variable(Placeholder::ClusterName), "$ClusterName");
        assert_eq!(variable(Placeholder::ControlPlaneAddress), "$ControlPlaneIp");
    }
}
