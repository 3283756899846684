//! The page of the commands, from their help.
//!
//! The help is taken apart and set anew, since its line breaks depend on the terminal of whoever generates the page.

use super::{File, certplan};
use crate::docs::MARK;
use anyhow::Result;
use std::fmt::Write as _;

/// The page.
pub(super) fn page() -> Result<File> {
    let whole = certplan(&["--help"])?;
    let mut text = format!(
        "{MARK}\n\n# The command\n\nWhat `certplan --help` and the help of its commands say, in one page. The page in the browser and \
         the command give the same plan for the same facts.\n\n## certplan\n"
    );
    text += &help(&whole);
    for name in names(&whole) {
        let _ = write!(text, "\n## certplan {name}\n{}", help(&certplan(&[name, "--help"])?));
    }
    Ok(File { name: "docs/src/reference/cli.md".into(), text })
}

/// The commands that the help lists.
fn names(help: &str) -> Vec<&str> {
    let listed = help.split_once("\nCommands:\n").map_or("", |(_, rest)| rest);
    let names = listed
        .lines()
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").collect()
}

/// What clap indents the text of an option by.
const TEXT: &str = "          ";

/// The help of one command as Markdown below a heading of the second level.
fn help(help: &str) -> String {
    let mut out = String::new();
    let mut blocks = blocks(help).into_iter().peekable();
    while let Some(block) = blocks.next() {
        out.push('\n');
        match block[0] {
            line if line.starts_with("Usage:") => {
                out += &fence(block.iter().map(|line| line.trim_start_matches("Usage: ")));
            }
            "Commands:" => out += &commands(&block[1..]),
            line if !line.starts_with(' ') && line.ends_with(':') => {
                let _ = writeln!(out, "### {}", line.trim_end_matches(':'));
                if block.get(1).is_some_and(|line| is_option(line)) {
                    out.push('\n');
                    out += &option(&block[1..]);
                } else {
                    // Examples and the like: as they are, up to the next heading.
                    let mut lines: Vec<&str> = block[1..].to_vec();
                    while let Some(more) = blocks.next_if(|next| next[0].starts_with("  ")) {
                        lines.push("");
                        lines.extend(more);
                    }
                    out.push('\n');
                    out += &fence(lines.iter().map(|line| line.strip_prefix("  ").unwrap_or(line)));
                }
            }
            line if is_option(line) => out += &option(&block),
            line if line.starts_with(TEXT) => out += &text(&block),
            _ => out += &(prose(&block) + "\n"),
        }
    }
    out
}

/// Paragraphs: lines between blank ones.
fn blocks(help: &str) -> Vec<Vec<&str>> {
    let mut blocks = vec![Vec::new()];
    for line in help.lines() {
        if line.trim().is_empty() {
            blocks.push(Vec::new());
        } else if let Some(last) = blocks.last_mut() {
            last.push(line);
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

fn is_option(line: &str) -> bool {
    line.starts_with("  ") && !line.starts_with(TEXT) && line.trim_start().starts_with(['-', '<', '['])
}

fn commands(lines: &[&str]) -> String {
    let rows = lines.iter().filter_map(|line| line.trim_start().split_once("  "));
    let rows = rows.filter(|(name, _)| *name != "help");
    let rows = rows.map(|(name, what)| format!("| [`{name}`](#certplan-{name}) | {} |\n", what.trim()));
    format!("| Command | What it does |\n|---|---|\n{}", rows.collect::<String>())
}

/// An option and the first paragraph of its text, as an item of a list.
fn option(block: &[&str]) -> String {
    format!("- `{}`\n\n{}", block[0].trim(), text(&block[1..]))
}

/// A further paragraph of an option's text, or its values.
fn text(block: &[&str]) -> String {
    let Some(values) = block[0].trim().strip_prefix("Possible values:").map(|_| &block[1..]) else {
        return format!("  {}\n", prose(block));
    };
    let mut items: Vec<String> = Vec::new();
    for line in values {
        match (line.trim().strip_prefix("- "), items.last_mut()) {
            (Some(value), _) => {
                let (name, what) = value.split_once(':').unwrap_or((value, ""));
                items.push(format!("  - `{name}`: {}", escaped(what.trim())));
            }
            (None, Some(item)) => item.extend([" ", &escaped(line.trim())]),
            (None, None) => {}
        }
    }
    format!("  Possible values:\n\n{}\n", items.join("\n"))
}

/// Lines as one, whatever the terminal made of them.
fn prose(lines: &[&str]) -> String {
    escaped(&lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" "))
}

/// Text in which Markdown finds nothing.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if matches!(letter, '[' | ']' | '<' | '>' | '*' | '_') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

fn fence<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    format!("```text\n{}\n```\n", lines.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELP: &str = "\
What it does

More of it, in two
lines.

Usage: certplan plan [OPTIONS]

Options:
      --cluster <KIND[=NAME]>
          A cluster

          Of a kind, in two
          lines.

      --format <FORM>
          The form

          Possible values:
          - text: For reading
            in a terminal
          - json: For programs
          
          [default: text]

Examples:
  certplan plan

  certplan plan --x
";

    #[test]
    fn a_help_is_set_anew() {
        assert_eq!(
            help(HELP),
            "\nWhat it does\n\nMore of it, in two lines.\n\n```text\ncertplan plan [OPTIONS]\n```\n\n### Options\n\n\
             - `--cluster <KIND[=NAME]>`\n\n  A cluster\n\n  Of a kind, in two lines.\n\n- `--format <FORM>`\n\n  The form\n\n  \
             Possible values:\n\n  - `text`: For reading in a terminal\n  - `json`: For programs\n\n  \\[default: text\\]\n\n### \
             Examples\n\n```text\ncertplan plan\n\ncertplan plan --x\n```\n"
        );
    }

    #[test]
    fn the_listed_commands_are_found() {
        assert_eq!(
            names("A\n\nCommands:\n  plan  Plan it\n  man   Read it\n  help  Help\n\nOptions:\n"),
            ["plan", "man"]
        );
    }
}
