//! Chromium through `WebDriver`, on the built site.

use std::process::Stdio;

use thirtyfour::prelude::*;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// A browser with a profile of its own, and the site it looks at.
#[derive(Debug)]
pub struct Browser {
    /// The session.
    pub driver: WebDriver,
    /// The page's address, with a slash at its end.
    pub site: String,
    // Both end with the browser.
    _server: Child,
    _chromedriver: Child,
}

impl Browser {
    /// Starts a server on the built site, chromedriver and Chromium.
    ///
    /// # Panics
    ///
    /// Where one of them does not start, with what to do.
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// The same, with more switches for Chromium.
    ///
    /// # Panics
    ///
    /// Where one of them does not start, with what to do.
    pub async fn start_with(switches: &[&str]) -> Self {
        Self::launch(switches, None).await
    }

    /// The same, with a window of that many pixels, however narrow.
    ///
    /// # Panics
    ///
    /// Where one of them does not start, with what to do.
    pub async fn start_narrow(width: u32) -> Self {
        let device = serde_json::json!({ "deviceMetrics": { "width": width, "height": 800, "pixelRatio": 1.0, "mobile": false } });
        Self::launch(&[], Some(device)).await
    }

    async fn launch(switches: &[&str], device: Option<serde_json::Value>) -> Self {
        let (server, line) =
            start(&tool("CERTPLAN_XTASK"), &["serve", "--no-build", "--port", "0"], "page: ").await;
        let site = line.trim_start_matches("page: ").trim().to_owned();
        let (chromedriver, line) =
            start(&tool("CERTPLAN_CHROMEDRIVER"), &["--port=0"], "started successfully on port ").await;
        let port: u16 = line
            .split_whitespace()
            .filter_map(|word| word.trim_end_matches('.').parse().ok())
            .next_back()
            .expect("chromedriver names its port");
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
        for switch in always.iter().chain(switches) {
            capabilities.add_arg(switch).expect("a switch is an argument");
        }
        if let Some(device) = device {
            capabilities.add_experimental_option("mobileEmulation", device).expect("a device is an option");
        }
        let driver =
            WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await.expect("Chromium starts");
        Self { driver, site, _server: server, _chromedriver: chromedriver }
    }

    /// Opens an address of the site and waits until the page answers questions.
    ///
    /// # Panics
    ///
    /// Where it does not within 20 seconds.
    pub async fn open(&self, path: &str) {
        // A change of the fragment alone would not load the page again.
        self.driver.goto("about:blank").await.expect("about:blank opens");
        self.driver.goto(format!("{}{path}", self.site)).await.expect("the page opens");
        self.until("the page is ready", "return document.documentElement.classList.contains('ready')").await;
    }

    /// Opens the part of the page with the other forms and waits for their writers.
    ///
    /// # Panics
    ///
    /// Where they are not there in time.
    pub async fn open_forms(&self) {
        self.run("document.getElementById('forms').open = true").await;
        self.until("the forms are there", "return typeof certplanWrite === 'function'").await;
    }

    /// Waits until a script returns true; the browser itself looks, once a frame.
    ///
    /// # Panics
    ///
    /// Where it does not within the script time-out.
    pub async fn until(&self, what: &str, script: &str) {
        let waiting = format!(
            "const done = arguments[0], holds = () => {{ {script} }};
             (function look() {{ holds() ? done(true) : requestAnimationFrame(look); }})();"
        );
        let outcome = self.driver.execute_async(&waiting, Vec::new()).await;
        assert!(outcome.is_ok(), "not in time: {what}");
    }

    /// What a script returns.
    ///
    /// # Panics
    ///
    /// Where it fails.
    pub async fn run(&self, script: &str) -> serde_json::Value {
        self.driver
            .execute(script, Vec::new())
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"))
            .json()
            .clone()
    }

    /// What a script returns, as text.
    ///
    /// # Panics
    ///
    /// Where it fails or returns no text.
    pub async fn text(&self, script: &str) -> String {
        let value = self.run(script).await;
        value.as_str().unwrap_or_else(|| panic!("{script} returned {value}")).to_owned()
    }

    /// Shows the page as it would be on paper, or on the screen again.
    ///
    /// # Panics
    ///
    /// Where the browser cannot.
    pub async fn on_paper(&self, paper: bool) {
        let medium = serde_json::json!({ "media": if paper { "print" } else { "" } });
        let set = self.driver.cdp().send_raw("Emulation.setEmulatedMedia", medium).await;
        set.expect("the medium can be set");
    }

    /// The element of that selector.
    ///
    /// # Panics
    ///
    /// Where there is none.
    pub async fn find(&self, selector: &str) -> WebElement {
        self.driver.find(By::Css(selector)).await.unwrap_or_else(|error| panic!("{selector}: {error}"))
    }

    /// Ends the session.
    ///
    /// # Panics
    ///
    /// Where the browser is gone already.
    pub async fn quit(self) {
        self.driver.clone().quit().await.expect("the browser ends");
    }
}

/// What `cargo xtask test` says about a tool.
#[expect(clippy::disallowed_methods, reason = "this is where the gate hands over its tools")]
fn tool(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set; run: cargo xtask test"))
}

/// Starts a program and waits for the line of its output that contains this.
async fn start(program: &str, arguments: &[&str], awaited: &str) -> (Child, String) {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    let mut lines = BufReader::new(child.stdout.take().expect("its output is piped")).lines();
    while let Some(line) = lines.next_line().await.expect("its output is text") {
        if line.contains(awaited) {
            // The pipe must stay open, or the program would fail at its next line.
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return (child, line);
        }
    }
    panic!("{program} ended without saying {awaited:?}");
}
