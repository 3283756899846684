//! The three engines that browsers are made of, and how each is started for a test.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde_json::json;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, ChromiumLikeCapabilities};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// One of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, of which Edge and Chrome are made.
    Chromium,
    /// Firefox.
    Firefox,
    /// The engine of Safari; here as Debian packages it, for GTK.
    Webkit,
}

/// What a test needs of a browser beyond the usual. Only Chromium has switches and devices.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wishes<'w> {
    pub(crate) switches: &'w [&'w str],
    pub(crate) device: Option<serde_json::Value>,
    pub(crate) no_scripts: bool,
    pub(crate) downloads: Option<&'w Path>,
}

/// The programs behind a session; they end with it.
#[derive(Debug)]
pub(crate) struct Programs {
    #[expect(dead_code, reason = "they are kept, not used")]
    all: Vec<Child>,
    port: u16,
}

impl Programs {
    /// Ends the session of a test that has failed. Its runtime is blocked, so that the client of the session would wait for
    /// two minutes.
    pub(crate) fn end(&self, session: &str) {
        let Ok(mut stream) = std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)) else { return };
        let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
        let request = format!(
            "DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
            self.port
        );
        let _ = stream.write_all(request.as_bytes());
        // The browser has ended when its driver answers.
        let _ = stream.read(&mut [0; 16]);
    }
}

impl Engine {
    /// The engine that the gate is testing; Chromium by default.
    ///
    /// # Panics
    ///
    /// Where the gate names another engine than these.
    #[expect(clippy::disallowed_methods, reason = "this is where the gate says which engine")]
    pub fn of_the_gate() -> Self {
        match std::env::var("CERTPLAN_ENGINE").as_deref() {
            Err(_) | Ok("chromium") => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::Webkit,
            Ok(other) => panic!("CERTPLAN_ENGINE is {other:?}"),
        }
    }

    pub(crate) async fn session(self, wishes: Wishes<'_>) -> (WebDriver, Programs) {
        let mut reasons = Vec::new();
        // On a busy machine a browser does not come up now and then, and its driver waits a minute for it in vain.
        while reasons.len() < 3 {
            let (port, capabilities, programs) = match self {
                Self::Chromium => chromium(&wishes).await,
                Self::Firefox => firefox(&wishes).await,
                Self::Webkit => webkit(&wishes).await,
            };
            match WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await {
                Ok(driver) => return (driver, Programs { all: programs, port }),
                Err(error) => reasons.push(error.to_string()),
            }
        }
        panic!("{self:?} does not start: {}", reasons.join("; "))
    }
}

async fn chromium(wishes: &Wishes<'_>) -> (u16, Capabilities, Vec<Child>) {
    let (driver, line) =
        start(&tool("CERTPLAN_CHROMEDRIVER"), &["--port=0"], "started successfully on port ").await;
    let mut capabilities = DesiredCapabilities::chrome();
    capabilities.set_binary(&tool("CERTPLAN_CHROMIUM")).expect("a path is a binary");
    let always = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,1000",
    ];
    let no_scripts = wishes.no_scripts.then_some(&"--blink-settings=scriptEnabled=false");
    for switch in always.iter().chain(wishes.switches).chain(no_scripts) {
        capabilities.add_arg(switch).expect("a switch is an argument");
    }
    if let Some(folder) = wishes.downloads {
        let preferences = json!({ "download.default_directory": folder });
        capabilities.add_experimental_option("prefs", preferences).expect("preferences are an option");
    }
    if let Some(device) = &wishes.device {
        capabilities.add_experimental_option("mobileEmulation", device).expect("a device is an option");
    }
    (port_in(&line), capabilities.into(), vec![driver])
}

async fn firefox(wishes: &Wishes<'_>) -> (u16, Capabilities, Vec<Child>) {
    // Both ports free ones: its usual second one is one for the whole machine.
    let (driver, line) =
        start_in_silence(&tool("CERTPLAN_GECKODRIVER"), &["--port=0", "--websocket-port=0"], "Listening on")
            .await;
    let mut preferences = json!({ "javascript.enabled": !wishes.no_scripts });
    if let Some(folder) = wishes.downloads {
        // 2: the folder of the next line.
        preferences["browser.download.folderList"] = json!(2);
        preferences["browser.download.dir"] = json!(folder);
    }
    let options = json!({
        "binary": tool("CERTPLAN_FIREFOX"),
        "args": ["-headless", "--width=1280", "--height=1000"],
        "prefs": preferences,
    });
    let capabilities = json!({ "browserName": "firefox", "moz:firefoxOptions": options });
    (port_in(&line), named(capabilities), vec![driver])
}

async fn webkit(wishes: &Wishes<'_>) -> (u16, Capabilities, Vec<Child>) {
    // It draws on a screen only; this one is in memory, with a number that is not in use.
    let (screen, number) =
        start_in_silence(&tool("CERTPLAN_XVFB"), &["-displayfd", "1", "-screen", "0", "1280x1000x24"], "")
            .await;
    let port = free_port();
    let mut command = Command::new(tool("CERTPLAN_WEBKITDRIVER"));
    if let Some(folder) = wishes.downloads {
        // This one asks the desktop's settings where downloads belong.
        let settings = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", folder.display());
        std::fs::write(folder.join("user-dirs.dirs"), settings).expect("the settings can be written");
        command.env("XDG_CONFIG_HOME", folder);
    }
    let driver = command
        .arg(format!("--port={port}"))
        .env("DISPLAY", format!(":{}", number.trim()))
        // Without a bus there is nothing to ask for accessibility; it would wait for one.
        .env("NO_AT_BRIDGE", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("its driver starts");
    answering(port).await;
    let mut arguments = vec!["--automation"];
    if wishes.no_scripts {
        arguments.push("--enable-javascript=false");
    }
    let options = json!({ "binary": tool("CERTPLAN_WEBKIT"), "args": arguments });
    let capabilities = json!({ "browserName": "MiniBrowser", "webkitgtk:browserOptions": options });
    (port, named(capabilities), vec![screen, driver])
}

fn named(capabilities: serde_json::Value) -> Capabilities {
    serde_json::from_value(capabilities).expect("capabilities are an object")
}

fn port_in(line: &str) -> u16 {
    let mut numbers = line.split([' ', ':', '.']).filter_map(|word| word.trim().parse().ok());
    numbers.next_back().expect("the driver names its port")
}

/// A port that was free a moment ago, for a program that does not say which one it took.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there is a free port");
    listener.local_addr().expect("it has an address").port()
}

/// Waits until something listens: this driver prints nothing.
async fn answering(port: u16) {
    for _ in 0..1_000 {
        if TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("its driver does not listen");
}

/// What `cargo xtask test` says about a tool.
#[expect(clippy::disallowed_methods, reason = "this is where the gate hands over its tools")]
pub(crate) fn tool(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set; run: cargo xtask test"))
}

/// The folder of the built site.
///
/// # Panics
///
/// Where the gate has not said which.
pub fn site() -> PathBuf {
    tool("CERTPLAN_DIST").into()
}

/// Starts a program and waits for the line of its output that contains this.
pub(crate) async fn start(program: &str, arguments: &[&str], awaited: &str) -> (Child, String) {
    begun(Command::new(program).args(arguments), awaited).await
}

/// The same of a program that complains about the machine whatever the test does.
async fn start_in_silence(program: &str, arguments: &[&str], awaited: &str) -> (Child, String) {
    begun(Command::new(program).args(arguments).stderr(Stdio::null()), awaited).await
}

async fn begun(command: &mut Command, awaited: &str) -> (Child, String) {
    let program = command.as_std().get_program().to_string_lossy().into_owned();
    command.stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true);
    // A driver that takes a free port takes it for IPv4 and then for IPv6, where another program may have been faster.
    for _ in 0..3 {
        let child = command.spawn().unwrap_or_else(|error| panic!("{program}: {error}"));
        if let Some(begun) = saying(child, awaited).await {
            return begun;
        }
    }
    panic!("{program} ended three times without saying {awaited:?}");
}

/// The program once it has said this, with that line; nothing where it ends before.
async fn saying(mut child: Child, awaited: &str) -> Option<(Child, String)> {
    let mut lines = BufReader::new(child.stdout.take().expect("its output is piped")).lines();
    while let Some(line) = lines.next_line().await.expect("its output is text") {
        if line.contains(awaited) {
            // The pipe must stay open, or the program would fail at its next line.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Some((child, line));
        }
    }
    None
}
