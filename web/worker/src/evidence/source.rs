//! One input: a file or a text.

use certplan_core::facts::{ClusterName, Timestamp};
use certplan_core::report::{ListedCluster, PrivateKey};
use certplan_inspect::{Bundle, Reading, clusters, holds_secret, read};
use certplan_words::page::reading as words;
use serde::{Deserialize, Serialize};

use crate::reader::{PIECE, Progress};

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Source {
    pub(super) name: String,
    pub(super) content: Content,
    pub(super) held_secret: bool,
    /// The cluster that the person says it belongs to, as it was typed.
    pub(super) cluster: String,
    /// When the collector wrote it, where it did.
    pub(super) collected_at: Option<Timestamp>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Content {
    Certificates(Reading),
    Clusters(Vec<ListedCluster>),
}

impl Source {
    pub(super) fn new(name: String, content: Content, held_secret: bool) -> Self {
        Self { name, content, held_secret, cluster: String::new(), collected_at: None }
    }

    pub(super) fn read(
        name: String,
        bytes: &[u8],
        collected_at: Option<Timestamp>,
        progress: Progress<'_>,
    ) -> Self {
        let reading = if Bundle::begins(bytes) { bundle(&name, bytes, progress) } else { read(&name, bytes) };
        let has_key = reading.items.iter().any(|item| item.private_key == PrivateKey::PresentNotKept);
        let held_secret = has_key || holds_secret(bytes);
        let listed = if reading.items.is_empty() { clusters::read(bytes).ok() } else { None };
        let content = listed.map_or(Content::Certificates(reading), Content::Clusters);
        Self { collected_at, ..Self::new(name, content, held_secret) }
    }

    pub(super) fn is_empty(&self) -> bool {
        matches!(&self.content, Content::Certificates(reading) if reading.items.is_empty())
    }

    pub(super) fn has_certificates(&self) -> bool {
        matches!(&self.content, Content::Certificates(reading) if !reading.items.is_empty())
    }

    /// Its certificates, each with the cluster that the person named.
    pub(super) fn reading(&self) -> Option<Reading> {
        let Content::Certificates(reading) = &self.content else { return None };
        let mut reading = reading.clone();
        if let Ok(name) = self.cluster.parse::<ClusterName>() {
            for item in &mut reading.items {
                item.cluster = Some(name.as_str().to_owned());
            }
        }
        Some(reading)
    }

    pub(super) fn clusters(&self) -> Option<&[ListedCluster]> {
        match &self.content {
            Content::Clusters(listed) => Some(listed),
            Content::Certificates(_) => None,
        }
    }

    pub(super) fn in_words(&self) -> String {
        let mut text = match &self.content {
            Content::Clusters(listed) => words::clusters(listed.len()),
            Content::Certificates(Reading { items, rejected }) => match rejected.first() {
                Some(first) if items.is_empty() => words::no_certificate(&first.reason),
                _ => words::certificates(items.len()),
            },
        };
        if self.held_secret {
            text += words::SECRET_NOT_KEPT;
        }
        text
    }
}

/// A bundle of PEM blocks, piece by piece.
fn bundle(name: &str, bytes: &[u8], progress: Progress<'_>) -> Reading {
    let mut bundle = Bundle::new(name);
    let mut done = 0;
    for piece in bytes.chunks(PIECE) {
        if bundle.is_full() {
            break;
        }
        bundle.push(piece);
        done += piece.len();
        progress(done, bytes.len());
    }
    bundle.finish()
}
