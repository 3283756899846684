//! A browser through `WebDriver`, on the built site.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use thirtyfour::prelude::*;
use tokio::process::Child;

use crate::engine::{self, Engine, Programs, Wishes, start, tool};

/// A browser with its own profile, and the site it looks at.
#[derive(Debug)]
pub struct Browser {
    /// The session.
    pub driver: WebDriver,
    /// The page's address, with a slash at its end.
    pub site: String,
    // All end with the browser.
    _server: Child,
    programs: Programs,
}

impl Drop for Browser {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.programs.end(&self.driver.session_id().to_string());
            let _ = self.driver.clone().leak();
        }
    }
}

/// The colours that the machine asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "the page is drawn for these")]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// Those of the user, in the place of the page's.
    ForcedColors,
}

impl Theme {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::ForcedColors];

    const fn features(self) -> [&'static str; 2] {
        match self {
            Self::Light => ["light", "none"],
            Self::Dark => ["dark", "none"],
            Self::ForcedColors => ["light", "active"],
        }
    }

    const fn query(self) -> &'static str {
        match self {
            Self::Light => "(prefers-color-scheme: light) and (forced-colors: none)",
            Self::Dark => "(prefers-color-scheme: dark)",
            Self::ForcedColors => "(forced-colors: active)",
        }
    }
}

impl Browser {
    /// Starts a server on the built site and Chromium.
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
        Self::launch(Engine::Chromium, &[], Wishes { switches, ..Wishes::default() }).await
    }

    /// The same, with a window of that many pixels, however narrow.
    ///
    /// # Panics
    ///
    /// Where one of them does not start, with what to do.
    pub async fn start_narrow(width: u32) -> Self {
        let device = serde_json::json!({ "deviceMetrics": { "width": width, "height": 800, "pixelRatio": 1.0, "mobile": false } });
        Self::launch(Engine::Chromium, &[], Wishes { device: Some(device), ..Wishes::default() }).await
    }

    /// Starts a server on the built site and the engine that the gate is at.
    ///
    /// # Panics
    ///
    /// Where one of them does not start, with what to do.
    pub async fn of_the_gate() -> Self {
        Self::launch(Engine::of_the_gate(), &[], Wishes::default()).await
    }

    /// The same, where no page may run a script.
    ///
    /// # Panics
    ///
    /// Where one of them does not start, with what to do.
    pub async fn without_scripts() -> Self {
        let wishes = Wishes { no_scripts: true, ..Wishes::default() };
        Self::launch(Engine::of_the_gate(), &[], wishes).await
    }

    /// The same, where files are saved into a folder.
    ///
    /// # Panics
    ///
    /// Where one of them does not start, with what to do.
    pub async fn saving_into(folder: &Path) -> Self {
        let wishes = Wishes { downloads: Some(folder), ..Wishes::default() };
        Self::launch(Engine::of_the_gate(), &[], wishes).await
    }

    /// Starts the engine that the gate is at, and a server on another folder, or below another path.
    ///
    /// # Panics
    ///
    /// Where one of them does not start, with what to do.
    pub async fn served(options: &[&str]) -> Self {
        Self::launch(Engine::of_the_gate(), options, Wishes::default()).await
    }

    async fn launch(engine: Engine, options: &[&str], wishes: Wishes<'_>) -> Self {
        let command = [&["serve", "--no-build", "--port", "0"], options].concat();
        let (server, line) = start(&tool("CERTPLAN_XTASK"), &command, "page: ").await;
        let site = line.trim_start_matches("page: ").trim().to_owned();
        let (driver, programs) = engine.session(wishes).await;
        Self { driver, site, _server: server, programs }
    }

    /// The whole address of a path of the site.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.site)
    }

    /// Opens an address of the site and waits until the page answers questions.
    ///
    /// # Panics
    ///
    /// Where it does not within 20 seconds.
    pub async fn open(&self, path: &str) {
        self.open_at(&self.address(path)).await;
    }

    /// Opens a file of the built site as a file of this machine, with what follows its name, and waits likewise.
    ///
    /// # Panics
    ///
    /// Where it does not answer in time.
    pub async fn open_file(&self, name: &str) {
        self.open_at(&format!("file://{}/{name}", engine::site().display())).await;
    }

    async fn open_at(&self, address: &str) {
        // A change of the fragment alone would not load the page again.
        self.driver.goto("about:blank").await.expect("about:blank opens");
        self.driver.goto(address).await.expect("the page opens");
        self.until("the page is ready", "return document.documentElement.classList.contains('ready')").await;
    }

    /// Opens the part of the page with the other forms and waits for them.
    ///
    /// # Panics
    ///
    /// Where they are not there in time.
    pub async fn open_forms(&self) {
        self.run("document.getElementById('forms').open = true").await;
        self.until("the forms are there", "return document.querySelector('#form-text') !== null").await;
    }

    /// Chooses one of the other forms by its name.
    ///
    /// # Panics
    ///
    /// Where there is no such form, or it cannot be chosen.
    pub async fn choose_form(&self, form: &str) {
        self.open_forms().await;
        self.run("document.querySelector('#form').scrollIntoView({ block: 'center' })").await;
        let option = self.find(&format!("#form option[value=\"{form}\"]")).await;
        option.click().await.expect("the form can be chosen");
        // A format that is not there says why.
        let chosen = format!(
            "return document.querySelector('#form-text[data-form={form}], #form-missing[data-form={form}]') !== null"
        );
        self.until("it is chosen", &chosen).await;
    }

    /// Pastes a text into the one box.
    ///
    /// # Panics
    ///
    /// Where the script cannot run.
    pub async fn paste(&self, text: &str) {
        let text = serde_json::to_string(text).expect("a text is JSON");
        self.run(&format!(
            "const field = document.querySelector('#box'), given = new DataTransfer(); given.setData('text/plain', {text});
             // Firefox leaves out of a made event what its clipboard would hold.
             const event = new ClipboardEvent('paste', {{ bubbles: true, cancelable: true }});
             Object.defineProperty(event, 'clipboardData', {{ value: given }});
             if (field.dispatchEvent(event)) throw new Error('the page did not take the text')"
        ))
        .await;
    }

    /// Chooses a form and copies it by its button.
    ///
    /// # Panics
    ///
    /// Where nothing is copied in time.
    pub async fn copied_form(&self, form: &str) -> String {
        self.run(
            "delete window.copied; Object.defineProperty(navigator, 'clipboard',
             { configurable: true, value: { writeText: async text => { window.copied = text } } })",
        )
        .await;
        self.choose_form(form).await;
        self.click("#copy-form").await;
        self.until("it was copied", "return window.copied !== undefined").await;
        self.text("return window.copied").await
    }

    /// Gives a text to the one box, as if it was typed, and has it read.
    ///
    /// # Panics
    ///
    /// Where there is no box, or no button for its text.
    pub async fn read_text(&self, text: &str) {
        let text = serde_json::to_string(text).expect("a text is JSON");
        self.run(&format!(
            "const box = document.querySelector('#box'); box.value = {text}; box.dispatchEvent(new Event('input', {{ bubbles: true }}))"
        ))
        .await;
        self.until("the text can be read", "return document.querySelector('.box .buttons button') !== null")
            .await;
        self.find(".box .buttons button").await.click().await.expect("the button can be clicked");
    }

    /// Chooses files in the one box.
    ///
    /// # Panics
    ///
    /// Where there is no box.
    pub async fn choose_files(&self, files: &[PathBuf]) {
        let paths: Vec<_> = files.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        self.find("#box-files").await.send_keys(paths.join("\n")).await.expect("files can be chosen");
    }

    /// Waits until the status line says something that contains this.
    ///
    /// # Panics
    ///
    /// Where it does not in time.
    pub async fn says(&self, part: &str) {
        let part = serde_json::to_string(part).expect("a text is JSON");
        self.until(&part, &format!("return document.querySelector('#status').textContent.includes({part})"))
            .await;
    }

    /// From now on a file is not saved: its text is kept in `window.saved`, its name in `window.named`.
    ///
    /// # Panics
    ///
    /// Where the script cannot run.
    pub async fn keep_files(&self) {
        // Texts come in any order; they are kept in that of the calls. Without a click that does nothing, an engine would follow the link that is no file.
        self.run(
            "window.saved = []; window.named = [];
             let before = Promise.resolve();
             URL.createObjectURL = blob => {
                 const text = blob.text();
                 before = before.then(() => text).then(text => saved.push(text));
                 return '#';
             };
             HTMLAnchorElement.prototype.click = function () { named.push(this.download) }",
        )
        .await;
    }

    /// Waits until a script returns true; the browser itself looks, once a frame.
    ///
    /// # Panics
    ///
    /// Where it does not within the script time-out.
    pub async fn until(&self, what: &str, script: &str) {
        // What is not there yet makes the script fail: then it is not true yet.
        let waiting = format!(
            "const done = arguments[0], holds = () => {{ try {{ return (() => {{ {script} }})() }} catch {{ return false }} }};
             (function look() {{ holds() ? done(true) : requestAnimationFrame(look); }})();"
        );
        let outcome = self.driver.execute_async(&waiting, Vec::new()).await;
        assert!(outcome.is_ok(), "not in time: {what}");
    }

    /// Does what loads the page again, and waits until the new one answers questions.
    ///
    /// # Panics
    ///
    /// Where it does not within some 20 seconds.
    pub async fn loaded_anew(&self, by: impl Future<Output = ()>) {
        self.run("window.wasHere = true").await;
        by.await;
        // A script that waits would end with its page; so it is asked again and again.
        for _ in 0..400 {
            let script =
                "return window.wasHere === undefined && document.documentElement.classList.contains('ready')";
            let is_new = self.driver.execute(script, Vec::new()).await;
            if is_new.is_ok_and(|is_new| is_new.json() == &serde_json::Value::Bool(true)) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the page was not loaded again");
    }

    /// What axe finds: a line a rule with its nodes.
    ///
    /// # Panics
    ///
    /// Where axe does not run.
    pub async fn violations(&self) -> String {
        if self.run("return window.axe === undefined").await == serde_json::Value::Bool(true) {
            let axe = std::fs::read_to_string(tool("CERTPLAN_AXE")).expect("axe can be read");
            self.run(&axe).await;
        }
        // Every rule runs; of what is right axe needs to keep no list.
        let script = "const done = arguments[0];
            axe.run({ resultTypes: ['violations'], selectors: false }).then(found => done(found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')).join('\\n')))";
        let found = self.driver.execute_async(script, Vec::new()).await.expect("axe runs");
        found.json().as_str().expect("axe reports in text").to_owned()
    }

    /// What axe finds in each theme, with the theme before it. Only Chromium can show another one than the machine's.
    ///
    /// # Panics
    ///
    /// Where axe does not run, or the browser does not show a theme.
    pub async fn violations_in_every_theme(&self) -> String {
        let mut found = String::new();
        for theme in Theme::ALL {
            self.show(theme).await;
            for line in self.violations().await.lines() {
                let _ = writeln!(found, "{theme:?}: {line}");
            }
        }
        self.show(Theme::Light).await;
        found
    }

    /// Shows the page in a theme.
    ///
    /// # Panics
    ///
    /// Where the browser does not.
    pub async fn show(&self, theme: Theme) {
        self.emulate("", theme).await;
        let is_shown = format!("return matchMedia('{}').matches", theme.query());
        assert_eq!(self.run(&is_shown).await, true, "{theme:?}");
    }

    async fn emulate(&self, medium: &str, theme: Theme) {
        let [scheme, colors] = theme.features();
        let features = serde_json::json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "forced-colors", "value": colors },
        ]);
        let media = serde_json::json!({ "media": medium, "features": features });
        let set = self.driver.cdp().send_raw("Emulation.setEmulatedMedia", media).await;
        set.expect("the medium can be set");
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

    /// Shows the page as it would be on paper where the machine has this theme.
    ///
    /// # Panics
    ///
    /// Where the browser cannot.
    pub async fn on_paper(&self, theme: Theme) {
        self.emulate("print", theme).await;
    }

    /// Clicks an element in the middle of the window: the driver of `WebKit` misses what is at its edge.
    ///
    /// # Panics
    ///
    /// Where there is none, or it cannot be clicked.
    pub async fn click(&self, selector: &str) {
        self.run(&format!("document.querySelector('{selector}').scrollIntoView({{ block: 'center' }})"))
            .await;
        self.find(selector).await.click().await.unwrap_or_else(|error| panic!("{selector}: {error}"));
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
