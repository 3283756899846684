//! Dashes of word processors and chats where a hyphen belongs: they turn `--shutdown` into `–shutdown`.

use std::ffi::OsString;

use certplan_core::facts::Quoted;
use clap::CommandFactory as _;

use crate::args::Cli;

/// What is wrong with each argument that was meant as a switch and has such a dash.
///
/// A value that begins with a dash and a digit is a number with a sign, which core refuses in its own words.
pub(crate) fn misspelt_switches(args: &[OsString]) -> Vec<String> {
    // A text that is not UTF-8 is left for clap to refuse.
    args.iter().skip(1).filter_map(|arg| arg.to_str()).filter_map(misspelt_switch).collect()
}

/// The first such dash of a text, by its name.
pub(crate) fn named(text: &str) -> Option<&'static str> {
    text.chars()
        .find_map(|character| DASHES.iter().find(|(dash, _)| *dash == character))
        .map(|(_, name)| *name)
}

const DASHES: [(char, &str); 7] = [
    ('\u{2010}', "a typographic hyphen (U+2010)"),
    ('\u{2011}', "a non-breaking hyphen (U+2011)"),
    ('\u{2012}', "a figure dash (U+2012)"),
    ('\u{2013}', "an en dash (U+2013)"),
    ('\u{2014}', "an em dash (U+2014)"),
    ('\u{2015}', "a horizontal bar (U+2015)"),
    ('\u{2212}', "a minus sign (U+2212)"),
];

fn misspelt_switch(arg: &str) -> Option<String> {
    let is_dash = |c: char| DASHES.iter().any(|(dash, _)| *dash == c);
    let (switch, value) = arg.find('=').map_or((arg, ""), |at| arg.split_at(at));
    let name = switch.trim_start_matches(|c| c == '-' || is_dash(c));
    if name.len() == switch.len() || !name.starts_with(char::is_alphabetic) {
        return None;
    }
    let dash = named(switch)?;
    let name = name.replace(is_dash, "-");
    let ascii = if is_known(&name) {
        format!("--{name}{value}")
    } else {
        format!("{}{value}", switch.replace(is_dash, "-"))
    };
    Some(format!("{} has {dash} where hyphens belong; write {}", Quoted(arg), Quoted(&ascii)))
}

fn is_known(name: &str) -> bool {
    let has = |command: &clap::Command| command.get_arguments().any(|arg| arg.get_long() == Some(name));
    let cli = Cli::command();
    ["help", "version"].contains(&name) || has(&cli) || cli.get_subcommands().any(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dash_before_a_word_is_named_with_the_ascii_spelling() {
        for (arg, spelling) in [
            ("\u{2013}shutdown", "--shutdown"),
            ("\u{2014}cluster", "--cluster"),
            ("\u{2013}\u{2013}cluster=target=prod", "--cluster=target=prod"),
            ("-\u{2013}since-update", "--since-update"),
            ("--since\u{2011}update", "--since-update"),
            ("\u{2013}fixCloudCredentials", "-fixCloudCredentials"),
            ("\u{2013}h", "-h"),
        ] {
            let error = misspelt_switch(arg).expect(arg);
            assert!(error.starts_with(&format!("\"{arg}\" has a")), "{error}");
            assert!(error.ends_with(&format!("write \"{spelling}\"")), "{error}");
        }
        assert!(misspelt_switch("\u{2013}shutdown").expect("a switch").contains("an en dash (U+2013)"));
    }

    #[test]
    fn other_arguments_pass() {
        for arg in [
            "--shutdown",
            "-h",
            "45d",
            "\u{2013}3d",
            "\u{2212}3",
            "target=a\u{2013}b",
            "facts \u{2013} copy.json",
            "\u{2014}",
            "",
        ] {
            assert_eq!(misspelt_switch(arg), None, "{arg}");
        }
    }
}
