//! The browsers of the tests: one of each engine, with the program that drives it.
//!
//! Chromium is required, since most tests run in it. Where another engine is missing, its step is skipped and names the command
//! that installs it.

use crate::setup::tool;
use crate::{debian, machine, tools};
use anyhow::Result;
use std::path::PathBuf;
use xshell::cmd;

/// Chromium and its driver.
#[derive(Debug)]
pub(crate) struct Chromium {
    browser: PathBuf,
    driver: PathBuf,
}

/// An engine besides Chromium.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Other {
    /// Firefox.
    Firefox,
    /// The engine of Safari, as Debian packages it.
    Webkit,
}

/// The variables by which the tests find an engine's programs.
pub(crate) type Variables = Vec<(&'static str, PathBuf)>;

/// Chromium with its driver; `setup` has tried to install them.
///
/// # Errors
/// They are missing; the message names the command that installs them.
pub(crate) fn chromium() -> Result<Chromium> {
    found_chromium()
        .ok_or_else(|| debian::missing(&["chromium", "chromium-driver"], "Chromium with its driver"))
}

fn found_chromium() -> Option<Chromium> {
    let [browser, driver] = Chromium::VARIABLES;
    let browser = named_or_found(browser, &["chromium", "chromium-browser", "google-chrome"])?;
    let driver = named_or_found(driver, &["chromedriver"])?;
    Some(Chromium { browser, driver })
}

impl Chromium {
    /// The browser and its driver, where a person or the gate names them.
    pub(crate) const VARIABLES: [&str; 2] = ["CERTPLAN_CHROMIUM", "CERTPLAN_CHROMEDRIVER"];

    /// The variables for the tests.
    pub(crate) fn variables(&self) -> Variables {
        Self::VARIABLES.into_iter().zip([self.browser.clone(), self.driver.clone()]).collect()
    }
}

impl Other {
    /// The engine's name for the tests and for the person who waits.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// The variables for the tests.
    ///
    /// # Errors
    /// The engine is missing; the message names the command that installs it.
    pub(crate) fn variables(self) -> Result<Variables> {
        self.found()?.ok_or_else(|| match self {
            Self::Firefox => debian::missing(&["firefox-esr"], "Firefox"),
            Self::Webkit => {
                let what = "WebKit with its driver, and a screen in memory";
                debian::missing(&["webkit2gtk-driver", "xvfb"], what)
            }
        })
    }

    fn found(self) -> Result<Option<Variables>> {
        Ok(match self {
            Self::Firefox => {
                let Some(firefox) = firefox() else { return Ok(None) };
                Some(vec![
                    ("CERTPLAN_FIREFOX", firefox),
                    ("CERTPLAN_GECKODRIVER", tool(&tools::GECKODRIVER)?),
                ])
            }
            Self::Webkit => webkit(),
        })
    }
}

/// Whether there is a Firefox, so that its driver is needed.
pub(crate) fn has_firefox() -> bool {
    firefox().is_some()
}

fn firefox() -> Option<PathBuf> {
    named_or_found("CERTPLAN_FIREFOX", &["firefox-esr", "firefox"])
}

fn webkit() -> Option<Variables> {
    Some(vec![
        ("CERTPLAN_WEBKIT", machine::named_file("CERTPLAN_WEBKIT").or_else(mini_browser)?),
        ("CERTPLAN_WEBKITDRIVER", named_or_found("CERTPLAN_WEBKITDRIVER", &["WebKitWebDriver"])?),
        ("CERTPLAN_XVFB", named_or_found("CERTPLAN_XVFB", &["Xvfb"])?),
    ])
}

fn named_or_found(variable: &str, names: &[&str]) -> Option<PathBuf> {
    machine::named_file(variable).or_else(|| names.iter().find_map(|name| which::which(name).ok()))
}

/// The small browser beside the library, in `webkit2gtk-4.1` or its like, below the folder of the machine's kind.
fn mini_browser() -> Option<PathBuf> {
    let sh = machine::shell().ok()?;
    let found = "ls -d /usr/lib*/webkit2gtk-4*/MiniBrowser /usr/lib*/*/webkit2gtk-4*/MiniBrowser 2>/dev/null | tail -n 1";
    let file = cmd!(sh, "sh -c {found}").quiet().read().ok()?;
    Some(PathBuf::from(file)).filter(|file| file.is_file())
}
