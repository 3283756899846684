//! Waiting for a change of the sources.

use crate::machine;
use anyhow::{Context as _, Result};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

/// What the site is built from, below the workspace's root.
const SOURCES: [&str; 5] = ["crates", "docs", "web", "Cargo.toml", "Trunk.toml"];

/// An editor saves in several steps; a build starts when nothing more has changed for this long.
const QUIET: Duration = Duration::from_millis(300);

/// The stream of changes.
#[derive(Debug)]
pub(crate) struct Changes {
    changed: Receiver<()>,
    // Watching ends when this is dropped.
    _watcher: RecommendedWatcher,
}

impl Changes {
    /// Starts to watch the sources.
    ///
    /// # Errors
    /// The system does not let them be watched.
    pub(crate) fn start() -> Result<Self> {
        let (sender, changed) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // Reading a source is an event too, and a build reads them all.
            if event.is_ok_and(|event| !event.kind.is_access()) {
                // Without a receiver nobody waits for changes any more.
                let _ = sender.send(());
            }
        })
        .context("cannot watch for changes")?;
        for source in SOURCES {
            let path = machine::root().join(source);
            watcher
                .watch(&path, RecursiveMode::Recursive)
                .with_context(|| format!("cannot watch {source}"))?;
        }
        Ok(Self { changed, _watcher: watcher })
    }

    /// Waits for the next change and until it is complete.
    ///
    /// # Errors
    /// The watcher has ended.
    pub(crate) fn wait(&self) -> Result<()> {
        self.changed.recv().context("the watcher for changes has ended")?;
        while self.changed.recv_timeout(QUIET).is_ok() {}
        Ok(())
    }
}
