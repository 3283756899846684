//! What a terminal gets: colour and its width, and neither where it is not wanted.

use std::fs::{File, OpenOptions};
use std::io::Read as _;
use std::process::Stdio;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::run::{certplan, run};

const PLAN: [&str; 5] = ["plan", "--shutdown", "45d", "--cluster", "target=prod"];

/// What the command writes to a terminal of that width.
fn on_terminal(columns: u16, arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    grantpt(&terminal).expect("a terminal");
    unlockpt(&terminal).expect("a terminal");
    let size = Winsize { ws_row: 25, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&terminal, size).expect("a terminal has a size");
    let name = ptsname(&terminal, Vec::new()).expect("a terminal has a name");
    let other_end =
        OpenOptions::new().read(true).write(true).open(name.to_str().expect("ASCII")).expect("the other end");
    let mut child = {
        // Dropped before reading: the last writer's end ends the text.
        let mut command = certplan();
        command.args(arguments).env("TERM", "xterm").envs(environment.iter().copied());
        command.stdin(Stdio::null()).stdout(other_end).spawn().expect("certplan starts")
    };
    let mut bytes = Vec::new();
    // Linux ends the text of a terminal that nobody writes to with an error.
    let _ = File::from(terminal).read_to_end(&mut bytes);
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    String::from_utf8(bytes).expect("UTF-8").replace("\r\n", "\n")
}

#[test]
fn colour_is_for_terminals_that_want_it() {
    let bold = '\u{1b}';
    assert!(on_terminal(80, &PLAN, &[]).contains(bold));
    assert!(on_terminal(80, &PLAN, &[("NO_COLOR", "")]).contains(bold));
    assert!(!on_terminal(80, &PLAN, &[("NO_COLOR", "1")]).contains(bold));
    assert!(!on_terminal(80, &PLAN, &[("TERM", "dumb")]).contains(bold));
    assert!(!run(PLAN).stdout.contains(bold));
    let forms = ["json", "markdown", "html"];
    assert!(
        forms
            .iter()
            .all(|form| !on_terminal(80, &[&PLAN[..], &["--format", form]].concat(), &[]).contains(bold))
    );
}

#[test]
fn a_terminal_of_80_columns_shows_what_a_pipe_gets() {
    assert_eq!(on_terminal(80, &PLAN, &[("NO_COLOR", "1")]), run(PLAN).stdout);
}

#[test]
fn words_use_the_width_up_to_100_columns() {
    let widest = |columns| {
        let text = on_terminal(columns, &[&PLAN[..], &["--full"]].concat(), &[("NO_COLOR", "1")]);
        // Commands and addresses are never broken, so only sentences count.
        let paragraph =
            text.lines().filter(|line| line.trim_start().starts_with("Microsoft's table")).map(str::len);
        (paragraph.max().expect("the verdicts give their reasons"), text.lines().count())
    };
    let ((narrow, _), (wide, lines), (wider, more_columns)) = (widest(60), widest(100), widest(500));
    assert!(narrow <= 60 && narrow < wide && wide <= 100, "{narrow} {wide}");
    assert_eq!((wide, lines), (wider, more_columns));
}
