//! Wine, with its own prefix under `target/`.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::{env, fs, process};

use certplan_tests::command::EPOCH;

/// How often a start is tried.
const ATTEMPTS: usize = 3;

/// How many seconds Wine's server stays after its last program.
const LINGER: &str = "-p20";

/// How a run ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ended {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// What `certplan.exe` does with these arguments.
#[track_caller]
pub(crate) fn certplan(arguments: &[impl AsRef<OsStr>]) -> Ended {
    certplan_reading(arguments, &[])
}

/// The same, with this on its standard input.
#[track_caller]
pub(crate) fn certplan_reading(arguments: &[impl AsRef<OsStr>], input: &[u8]) -> Ended {
    let again =
        |_| ran(Command::new(&WINE.program).arg(WINE.folder.join("certplan.exe")).args(arguments), input);
    // On a busy machine Wine loses a start now and then. The command always says something, so silence is Wine's.
    let mut runs =
        (0..ATTEMPTS).map(again).skip_while(|ended| ended.stdout.is_empty() && ended.stderr.is_empty());
    runs.next().unwrap_or_else(|| panic!("certplan.exe said nothing, {ATTEMPTS} times"))
}

/// The text as Windows PowerShell 5.1 writes it with `>`.
pub(crate) fn utf16(text: &str) -> Vec<u8> {
    let text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// A folder of one test, gone with its end.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("certplan-windows-{}-{name}", process::id()));
        fs::create_dir_all(&folder).expect("a folder can be made");
        Self(folder)
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The file's path as Windows has it; Wine's drive `Z:` is the whole file system.
    pub(crate) fn path(&self, name: &str) -> String {
        format!("Z:{}", self.file(name).to_string_lossy()).replace('/', "\\")
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> String {
        let file = self.file(name);
        fs::create_dir_all(file.parent().expect("it is in the folder")).expect("a folder can be made");
        fs::write(file, bytes).expect("a file can be written");
        self.path(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Files that remain are in the folder for temporary files.
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Wine {
    program: PathBuf,
    folder: PathBuf,
    world: PathBuf,
}

static WINE: LazyLock<Wine> = LazyLock::new(|| {
    let folder = PathBuf::from(tool("CERTPLAN_WINDOWS"));
    let wine = Wine { program: tool("CERTPLAN_WINE").into(), world: folder.join("wine"), folder };
    fs::create_dir_all(&wine.world).expect("a folder can be made");
    // By itself the server ends with the last program, and every start would be that of a whole Windows. What follows works
    // without it too, only slower.
    let _ = silent(in_world(Command::new(server(&wine.program)).arg(LINGER), &wine.world)).status();
    // Its first start makes the world, which takes some seconds; two first starts at the same time would meet.
    let made =
        silent(in_world(Command::new(&wine.program).args(["wineboot", "--init"]), &wine.world)).status();
    assert!(made.expect("Wine starts").success(), "wineboot failed");
    wine
});

/// The server lies beside Debian's program; elsewhere it is found by its name.
fn server(program: &Path) -> PathBuf {
    let beside = program.with_file_name("wineserver");
    if beside.is_file() { beside } else { "wineserver".into() }
}

/// Services that a start leaves behind must hold none of the gate's pipes.
fn silent(command: &mut Command) -> &mut Command {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())
}

fn ran(command: &mut Command, input: &[u8]) -> Ended {
    let mut child = in_world(command, &WINE.world)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("Wine starts");
    // A few lines fit into the pipe, read or not.
    child.stdin.take().expect("its input is piped").write_all(input).expect("it takes its input");
    let output = child.wait_with_output().expect("Wine ends");
    let text = |bytes| String::from_utf8(bytes).expect("it writes UTF-8");
    Ended {
        status: output.status.code().expect("it was not killed"),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

fn in_world<'c>(command: &'c mut Command, world: &Path) -> &'c mut Command {
    command
        .env("WINEPREFIX", world)
        .env("WINEDEBUG", "-all")
        .env(EPOCH.0, EPOCH.1)
        // No browser, no .NET, no entries in the desktop's menus.
        .env("WINEDLLOVERRIDES", "mscoree,mshtml,winemenubuilder.exe=")
        // Names of files with letters of any language.
        .env("LC_ALL", "C.UTF-8")
        .env_remove("DISPLAY")
}

#[expect(clippy::disallowed_methods, reason = "this is where the gate hands over its tools")]
fn tool(variable: &str) -> String {
    env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set; run: cargo xtask test"))
}
