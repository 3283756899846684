//! Commands as Windows PowerShell reads them. All quoting is here.

use core::fmt::Write;

use certplan_core::command::{Arg, Command, Placeholder, Value};
use certplan_core::spell::Spell;

use crate::words;

/// The command on one line: every value that comes from a person is one single-quoted literal.
pub fn command(command: &Command<'_>) -> String {
    line(command, String::push_str, value)
}

/// Commands, one a line.
pub fn lines<'f>(commands: impl Iterator<Item = Command<'f>>) -> String {
    let mut lines = String::new();
    commands.for_each(|it| words::add(&mut lines, "\n", &command(&it)));
    lines
}

/// The command in a script: what is not known is a variable, and files lie in the script's folder, `$Folder`.
///
/// # Example: a target whose name the script is given
///
/// ```
/// use certplan_core::facts::{Answers, Utc};
/// use certplan_core::{assess, plan};
/// use certplan_render::powershell;
///
/// let answers = Answers { shutdown: Some("10d"), clusters: &["target"], ..Answers::default() };
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
    let words = placeholder.as_str().split('-');
    let capital = |word: &str| format!("{}{}", word[..1].to_ascii_uppercase(), &word[1..]);
    format!("${}", words.map(capital).collect::<String>())
}

/// A single-quoted literal: nothing inside is expanded, and a quote is written twice.
pub fn literal(text: &str) -> String {
    let mut line = String::with_capacity(text.len() + 2);
    push_literal(&mut line, &[text]);
    line
}

fn push_literal(line: &mut String, parts: &[&str]) {
    line.push('\'');
    for part in parts {
        for (at, piece) in part.split('\'').enumerate() {
            line.push_str(if at == 0 { "" } else { "''" });
            line.push_str(piece);
        }
    }
    line.push('\'');
}

/// A comment of one line, whatever is in the text: ASCII only, so that no encoding can change it.
pub fn comment(text: &str) -> String {
    let plain = |c: char| if c == ' ' || c.is_ascii_graphic() { c } else { '?' };
    format!("# {}", text.chars().map(plain).collect::<String>()).trim_end().to_owned()
}

/// A path in the profile: in double quotes the variable is filled in, and nothing else in it is special.
fn script_word(line: &mut String, word: &str) {
    let quote = if word.starts_with("$env:") { "\"" } else { "" };
    let _ = write!(line, "{quote}{word}{quote}");
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
        Value::Number(number) => number.spell(line),
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
    let name = variable(Placeholder::ClusterName);
    match (given, command.cluster) {
        (Value::ClusterName, None) => line.push_str(&name),
        (Value::ClusterFile(stem), None) => {
            let _ = write!(line, "(Join-Path $Folder ({} + {name}))", literal(stem));
        }
        (Value::ClusterFile(stem), Some(cluster)) => {
            let _ = write!(line, "(Join-Path $Folder {})", literal(&format!("{stem}{cluster}")));
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
    fn a_line_break_cannot_end_a_comment() {
        assert_eq!(comment("a\r\nRemove-Item x \u{2013} b"), "# a??Remove-Item x ? b");
    }

    #[test]
    fn what_to_fill_in_is_a_variable() {
        assert_eq!(variable(Placeholder::ClusterName), "$ClusterName");
        assert_eq!(variable(Placeholder::ControlPlaneAddress), "$ControlPlaneIp");
    }
}
