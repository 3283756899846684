//! Kubeconfigs, and the login files of the infrastructure layer: YAML, walked event by event.

use saphyr_parser::{Event, Parser};
use zeroize::Zeroizing;

use crate::access_file::part;
use crate::classify::Place;
use crate::printable::printable;
use crate::reading::Reading;

/// Whether a text has the keys of a kubeconfig or a login file at its left edge.
pub(crate) fn is(text: &str) -> bool {
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    has("clusters:") || has("users:") || has("token:") && has("certificate:")
}

/// Reads the certificates of every user and every cluster; keys, tokens and passwords are passed over.
pub(crate) fn read(origin: &str, text: &str) -> Reading {
    let mut file = File::default();
    if let Err(reason) = walk(text, &mut file) {
        return Reading::rejection(origin, &reason);
    }
    file.give(origin)
}

/// What was found so far.
#[derive(Default)]
struct File {
    entries: Vec<Entry>,
    /// Of each context its cluster and its user.
    contexts: Vec<(String, String)>,
    login_certificate: String,
    login_token: bool,
}

/// A user or a cluster.
struct Entry {
    is_user: bool,
    /// Its place in its list.
    place: usize,
    name: String,
    data: String,
    /// It names a file where others carry the certificate.
    file: bool,
    secret: bool,
}

/// The most entries; each of them may give several certificates.
const MOST_ENTRIES: usize = 10_000;

impl File {
    fn value(&mut self, path: &[Step], value: &str) -> Result<(), String> {
        let key = |step: Option<&Step>| match step {
            Some(Step::Key(key)) => Some(key.clone()),
            _ => None,
        };
        let (Some(list), inner) = (key(path.first()), path.get(1..).unwrap_or_default()) else {
            return Ok(());
        };
        match (list.as_str(), inner) {
            ("certificate", []) => value.clone_into(&mut self.login_certificate),
            ("token", []) => self.login_token |= !value.is_empty(),
            ("users" | "clusters", [Step::Place(place), rest @ ..]) => {
                let is_user = list == "users";
                let entry = self.entry(is_user, *place)?;
                let inner = if is_user { "user" } else { "cluster" };
                match (key(rest.first()).as_deref(), key(rest.get(1)).as_deref(), rest.len()) {
                    (Some("name"), None, 1) => entry.name = printable(value),
                    (Some(it), Some("client-certificate-data"), 2) if is_user && it == inner => {
                        value.clone_into(&mut entry.data);
                    }
                    (Some(it), Some("certificate-authority-data"), 2) if !is_user && it == inner => {
                        value.clone_into(&mut entry.data);
                    }
                    (Some(it), Some("client-certificate" | "certificate-authority"), 2) if it == inner => {
                        entry.file = true;
                    }
                    (Some(it), Some("client-key-data" | "token" | "password"), 2) if it == inner => {
                        entry.secret |= !value.is_empty();
                    }
                    (Some(it), Some("auth-provider" | "exec"), _) if it == inner => entry.secret = true,
                    _ => {}
                }
            }
            ("contexts", [Step::Place(place), Step::Key(context), Step::Key(field)])
                if context == "context" =>
            {
                if *place >= MOST_ENTRIES {
                    return Err(too_many());
                }
                if self.contexts.len() <= *place {
                    self.contexts.resize_with(place + 1, Default::default);
                }
                if let Some((cluster, user)) = self.contexts.get_mut(*place) {
                    match field.as_str() {
                        "cluster" => *cluster = printable(value),
                        "user" => *user = printable(value),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The entry at that place of its list. Values come in order, so it is the last or a new one.
    fn entry(&mut self, is_user: bool, place: usize) -> Result<&mut Entry, String> {
        let is_last = self.entries.last().is_some_and(|last| (last.is_user, last.place) == (is_user, place));
        if !is_last {
            if self.entries.len() >= MOST_ENTRIES {
                return Err(too_many());
            }
            let (name, data) = Default::default();
            self.entries.push(Entry { is_user, place, name, data, file: false, secret: false });
        }
        self.entries.last_mut().ok_or_else(too_many)
    }

    fn give(self, origin: &str) -> Reading {
        let mut reading = Reading::default();
        for entry in &self.entries {
            let kind = if entry.is_user { "user" } else { "cluster" };
            let name = format!("{kind} {}", entry.name);
            let place = if entry.is_user { Place::KubeconfigUser } else { Place::KubeconfigCluster };
            let mut part = part(origin, &name, place, &entry.data);
            if entry.data.is_empty() && entry.file {
                part.reject(&format!("{origin}: {name}"), "it names a file of its own; read that file");
            } else if entry.data.is_empty() && entry.secret {
                part.reject(
                    &format!("{origin}: {name}"),
                    "it logs in without a certificate; what it has was not kept",
                );
            }
            if entry.secret {
                part.mark_key();
            }
            let cluster =
                if entry.is_user { self.cluster_of(&entry.name) } else { Self::telling(&entry.name) };
            for item in &mut part.items {
                item.cluster.clone_from(&cluster);
            }
            reading.join(part);
        }
        if !self.login_certificate.is_empty() {
            let mut part = part(origin, "certificate", Place::AccessFileCloud, &self.login_certificate);
            if self.login_token {
                part.mark_key();
            }
            reading.join(part);
        }
        reading
    }

    /// The name that kubeadm gives every cluster says which it is of none.
    fn telling(name: &str) -> Option<String> {
        Some(name.to_owned()).filter(|name| !name.is_empty() && name != "kubernetes")
    }

    /// The cluster of a user, where all contexts agree on it.
    fn cluster_of(&self, user: &str) -> Option<String> {
        let mut clusters = self.contexts.iter().filter(|(_, of)| of == user).map(|(cluster, _)| cluster);
        let first = clusters.next()?;
        Self::telling(first).filter(|_| clusters.all(|other| other == first))
    }
}

fn too_many() -> String {
    format!("it has more than {MOST_ENTRIES} users and clusters")
}

/// One step from the top of a document to a value.
#[derive(Debug)]
enum Step {
    /// Under that key; empty until the key has come.
    Key(String),
    /// At that place of a list.
    Place(usize),
}

/// The deepest nesting; a kubeconfig has 6 levels.
const DEEPEST: usize = 32;

/// The most keys, values and brackets; ten thousand users and clusters have fewer.
const MOST_EVENTS: usize = 500_000;

/// The longest key.
const LONGEST_KEY: usize = 256;

/// Hands every value to the file, with the way to it.
fn walk(text: &str, file: &mut File) -> Result<(), String> {
    let mut path: Vec<Step> = Vec::new();
    let mut awaits_key: Vec<bool> = Vec::new();
    for (count, event) in Parser::new_from_str(text).enumerate() {
        if count > MOST_EVENTS {
            return Err("it has more in it than ten thousand users and clusters need".to_owned());
        }
        let (event, _) = event.map_err(|error| format!("no good YAML: line {}", error.marker().line()))?;
        match event {
            Event::Scalar(value, ..) => {
                // A value that was copied may be a key or a token.
                let copied;
                let value: &str = match value {
                    std::borrow::Cow::Borrowed(value) => value,
                    std::borrow::Cow::Owned(value) => {
                        copied = Zeroizing::new(value);
                        &copied
                    }
                };
                if awaits_key.last() == Some(&true) {
                    let key = value.get(..value.len().min(LONGEST_KEY)).unwrap_or_default();
                    if let Some(step) = path.last_mut() {
                        *step = Step::Key(key.to_owned());
                    }
                    set_last(&mut awaits_key, false);
                } else {
                    file.value(&path, value)?;
                    after_value(&mut path, &mut awaits_key);
                }
            }
            Event::MappingStart(..) => {
                path.push(Step::Key(String::new()));
                awaits_key.push(true);
            }
            Event::SequenceStart(..) => {
                path.push(Step::Place(0));
                awaits_key.push(false);
            }
            Event::MappingEnd | Event::SequenceEnd => {
                path.pop();
                awaits_key.pop();
                after_value(&mut path, &mut awaits_key);
            }
            // One that stands for itself many times over is how small files become large.
            Event::Alias(_) => return Err("it has YAML aliases, which no kubeconfig needs".to_owned()),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
        if path.len() > DEEPEST {
            return Err(format!("it is nested more than {DEEPEST} levels deep"));
        }
    }
    Ok(())
}

/// After a value comes the next key or the next place. A collection may be a key, too; then its value comes next.
fn after_value(path: &mut [Step], awaits_key: &mut [bool]) {
    match path.last_mut() {
        Some(Step::Place(place)) => *place += 1,
        Some(Step::Key(_)) => {
            let awaits = awaits_key.last().copied().unwrap_or_default();
            set_last(awaits_key, !awaits);
        }
        None => {}
    }
}

fn set_last(flags: &mut [bool], value: bool) {
    if let Some(last) = flags.last_mut() {
        *last = value;
    }
}
