//! A preprocessor for mdBook: puts Certplan's answers and tables into a book, as static HTML and Markdown.
//!
//! Nothing here decides and nothing here words an answer: a directive names facts, core reads them, render writes the answer.

mod answer;
mod book;
mod chapter;
mod directive;
mod table;

use std::env;
use std::io::{self, Read, Write};
use std::process::ExitCode;

const HELP: &str = "\
A preprocessor for mdBook that expands {{#certplan ...}}. mdBook runs it; in book.toml:

  [preprocessor.certplan]
  before = [\"links\"]

  # Optional: plans answer other questions too, by the element whose script is there.
  widget = \"../widget/certplan-calculator.js\"

  [output.html]
  additional-css = [\"certplan.css\"]

Usage:
  mdbook-certplan css                  print the style sheet, to be kept as certplan.css
  mdbook-certplan supports RENDERER    exit with 0 where the renderer is supported
  mdbook-certplan                      read a book from standard input, print it expanded
";

/// What the style sheet takes from mdBook: its colours, by its own custom properties.
const CSS: &str = include_str!("../certplan.css");

fn main() -> ExitCode {
    let arguments: Vec<String> =
        env::args_os().skip(1).map(|arg| arg.to_string_lossy().into_owned()).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => expand(),
        ["css"] => print(&[certplan_view::STYLE, CSS, &certplan_view::choose_style()].concat()),
        ["-h" | "--help"] => print(HELP),
        ["-V" | "--version"] => print(concat!("mdbook-certplan ", env!("CARGO_PKG_VERSION"), "\n")),
        // Both hold HTML as it is; `markdown` is what mdBook offers for looking at the result.
        ["supports", "html" | "markdown"] => ExitCode::SUCCESS,
        ["supports", _] => ExitCode::FAILURE,
        _ => {
            complain(
                "accepted: css, supports RENDERER, --help, --version, or nothing and a book on standard input",
            );
            ExitCode::from(2)
        }
    }
}

fn expand() -> ExitCode {
    let mut input = String::new();
    let read = io::stdin().lock().read_to_string(&mut input);
    let expanded = match read {
        Ok(_) => book::expand(&input),
        Err(error) => Err(vec![format!("cannot read the book: {error}")]),
    };
    match expanded {
        Ok(book) => print(&book),
        Err(reasons) => {
            for reason in &reasons {
                complain(reason);
            }
            ExitCode::FAILURE
        }
    }
}

fn print(text: &str) -> ExitCode {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("cannot write: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn complain(line: &str) {
    // Where standard error is closed, the exit status still shows it.
    let _ = writeln!(io::stderr().lock(), "mdbook-certplan: {line}");
}
