//! Kubeconfigs, and the login files of the infrastructure layer: YAML, walked event by event.

use std::borrow::Cow;

use certplan_core::report::Trust;
use certplan_text::place_in;
use saphyr_parser::{Event, Parser};
use zeroize::Zeroizing;

use self::Step::{Between, Key, Place};
use crate::access_file::part;
use crate::classify;
use crate::printable::printable;
use crate::reading::{Reading, part_of};
use crate::trust;

/// Whether a text has the keys of a kubeconfig or a login file at its left edge.
pub(crate) fn is(text: &str) -> bool {
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    has("clusters:") || has("users:") || has("token:") && has("certificate:")
}

/// Reads the certificates of every user and every cluster; keys, tokens and passwords are passed over.
pub(crate) fn read(origin: &str, text: &str) -> Reading {
    let again = |reason| file(body(text)).or_else(|_| file(&with_whole_data(body(text)))).map_err(|_| reason);
    match file(text).or_else(again) {
        Ok(file) => file.give(origin),
        Err(reason) => Reading::rejection(origin, &reason),
    }
}

fn file(text: &str) -> Result<File, String> {
    let mut file = File::default();
    walk(text, &mut file)?;
    Ok(file)
}

/// The text with its data in one line each, where a console broke them: what follows a line of data and is base64 alone.
fn with_whole_data(text: &str) -> Zeroizing<String> {
    let is_base64 = |line: &str| {
        !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
    };
    let mut whole = Zeroizing::new(String::with_capacity(text.len()));
    let mut is_data = false;
    for line in text.lines() {
        let goes_on = is_data && is_base64(line.trim());
        if !(goes_on || whole.is_empty()) {
            whole.push('\n');
        }
        is_data = goes_on || line.contains("-data:");
        whole.push_str(if goes_on { line.trim() } else { line });
    }
    whole
}

/// The part of a text that is the file: prompts and the fences of Markdown may be around it.
fn body(text: &str) -> &str {
    const KEYS: [&str; 8] = [
        "apiVersion:",
        "clusters:",
        "contexts:",
        "current-context:",
        "kind:",
        "users:",
        "token:",
        "certificate:",
    ];
    let place = |line: &str| place_in(text, line);
    let mut lines = text.lines().skip_while(|line| !KEYS.iter().any(|key| line.starts_with(key)));
    let Some(first) = lines.next() else { return text };
    // At the left edge of the file there are keys, lists and comments.
    let is_outside = |line: &&str| {
        let is_key = || line.split_once(':').is_some_and(|(key, _)| !key.contains([' ', '\\', '>']));
        // A console breaks long values.
        let is_value = || line.len() < 2_000 && !line.contains([' ', ':', '>', '`', '~']);
        !(line.is_empty() || line.starts_with([' ', '-', '#', '\t']) || is_key() || is_value())
    };
    let end = lines.find(is_outside).map_or(text.len(), place);
    &text[place(first)..end]
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

/// The most clusters of one user whose authorities are looked at.
const MOST_CONTEXTS: usize = 4;

/// The most entries; each of them may give several certificates.
const MOST_ENTRIES: usize = 10_000;

impl File {
    fn value(&mut self, path: &[Step], value: &str) -> Result<(), String> {
        match *path {
            [Key("certificate")] => value.clone_into(&mut self.login_certificate),
            [Key("token")] => self.login_token |= !value.is_empty(),
            [Key("users"), Place(place), ref rest @ ..] => self.entry(true, place)?.value(rest, value),
            [Key("clusters"), Place(place), ref rest @ ..] => self.entry(false, place)?.value(rest, value),
            [Key("contexts"), Place(place), Key("context"), Key(field)] => {
                if place >= MOST_ENTRIES {
                    return Err(too_many());
                }
                if self.contexts.len() <= place {
                    self.contexts.resize_with(place + 1, Default::default);
                }
                if let Some((cluster, user)) = self.contexts.get_mut(place) {
                    match field {
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
            let (kind, place, cluster) = if entry.is_user {
                ("user ", classify::Place::KubeconfigUser, self.cluster_of(&entry.name))
            } else {
                ("cluster ", classify::Place::KubeconfigCluster, Self::telling(&entry.name))
            };
            let name = [kind, &entry.name].concat();
            let mut part = part(origin, &name, place, &entry.data);
            if entry.data.is_empty() && (entry.file || entry.secret) {
                let reason = if entry.file {
                    "it names a file of its own; read that file"
                } else {
                    "it logs in without a certificate; what it has was not kept"
                };
                part.reject(&part_of(origin, &name), reason);
            }
            if entry.secret {
                part.mark_key();
            }
            let trust = if entry.is_user { self.trust_of(entry) } else { None };
            for item in &mut part.items {
                item.cluster.clone_from(&cluster);
                item.trust = trust;
            }
            reading.join(part);
        }
        if !self.login_certificate.is_empty() {
            let mut part =
                part(origin, "certificate", classify::Place::AccessFileCloud, &self.login_certificate);
            if self.login_token {
                part.mark_key();
            }
            reading.join(part);
        }
        reading
    }

    /// Whether an authority of the clusters that a user logs in to signed its certificate.
    fn trust_of(&self, user: &Entry) -> Option<Trust> {
        let clusters = self.contexts.iter().filter(|(_, of)| *of == user.name).map(|(cluster, _)| cluster);
        let authorities = clusters
            .filter_map(|name| self.entries.iter().find(|entry| !entry.is_user && entry.name == *name))
            .filter(|cluster| !cluster.data.is_empty())
            .take(MOST_CONTEXTS);
        trust::of(&user.data, authorities.map(|cluster| &*cluster.data))
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

impl Entry {
    fn value(&mut self, path: &[Step], value: &str) {
        let inner = if self.is_user { "user" } else { "cluster" };
        match *path {
            [Key("name")] => self.name = printable(value),
            [Key(it), Key(field)] if it == inner => match field {
                "client-certificate-data" if self.is_user => value.clone_into(&mut self.data),
                "certificate-authority-data" if !self.is_user => value.clone_into(&mut self.data),
                "client-certificate" | "certificate-authority" => self.file = true,
                "client-key-data" | "token" | "password" => self.secret |= !value.is_empty(),
                "auth-provider" | "exec" => self.secret = true,
                _ => {}
            },
            [Key(it), Key("auth-provider" | "exec"), ..] if it == inner => self.secret = true,
            _ => {}
        }
    }
}

fn too_many() -> String {
    format!("it has more than {MOST_ENTRIES} users and clusters")
}

/// One step from the top of a document to a value.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// Before the next key of a mapping.
    Between,
    /// Under that key of [`KEYS`], or under another one: then it is empty.
    Key(&'static str),
    /// At that place of a list.
    Place(usize),
}

/// The keys that lead to something.
const KEYS: [&str; 17] = [
    "auth-provider",
    "certificate",
    "certificate-authority",
    "certificate-authority-data",
    "client-certificate",
    "client-certificate-data",
    "client-key-data",
    "cluster",
    "clusters",
    "context",
    "contexts",
    "exec",
    "name",
    "password",
    "token",
    "user",
    "users",
];

/// The deepest nesting; a kubeconfig has 6 levels.
const DEEPEST: usize = 32;

/// The most keys, values and brackets; ten thousand users and clusters have fewer.
const MAX_EVENTS: usize = 500_000;

/// Hands every value to the file, with the way to it.
fn walk(text: &str, file: &mut File) -> Result<(), String> {
    let mut path: Vec<Step> = Vec::new();
    for (count, event) in Parser::new_from_str(text).enumerate() {
        if count > MAX_EVENTS {
            return Err("it has more in it than ten thousand users and clusters need".to_owned());
        }
        let (event, _) =
            event.map_err(|error| format!("no YAML that is read here: line {}", error.marker().line()))?;
        match event {
            Event::Scalar(value, ..) => {
                // A copy may be a key or a token; it is overwritten after its use.
                let value = match value {
                    Cow::Borrowed(text) => Scalar::Borrowed(text),
                    Cow::Owned(copy) => Scalar::Copied(copy.into()),
                };
                if let Some(step @ Between) = path.last_mut() {
                    *step = Key(KEYS.iter().find(|key| **key == value.text()).copied().unwrap_or_default());
                } else {
                    file.value(&path, value.text())?;
                    pass(&mut path);
                }
            }
            Event::MappingStart(..) => path.push(Between),
            Event::SequenceStart(..) => path.push(Place(0)),
            Event::MappingEnd | Event::SequenceEnd => {
                path.pop();
                pass(&mut path);
            }
            // Aliases let a small file become a large one.
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

/// A key or a value: a part of the text, or a copy that is overwritten when it is dropped.
enum Scalar<'t> {
    Borrowed(&'t str),
    Copied(Zeroizing<String>),
}

impl Scalar<'_> {
    fn text(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            Self::Copied(text) => text,
        }
    }
}

/// After a value comes the next key or the next place. A collection may be a key, too; then its value comes next.
fn pass(path: &mut [Step]) {
    if let Some(step) = path.last_mut() {
        *step = match *step {
            Place(place) => Place(place + 1),
            Key(_) => Between,
            Between => Key(""),
        };
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn no_noise_ends_badly_or_gives_a_token_away(
            noise in "[{}\\[\\],:#&*!|>'\"%@ \n\t?ab0\\-]{0,40}",
            place in 0..40_usize,
        ) {
            let mut text = noise;
            let place = text.char_indices().nth(place).map_or(text.len(), |(place, _)| place);
            text.insert_str(place, "\nusers:\n- name: a\n  user:\n    token: SECRET\n");
            let reading = read("config", &text);
            let debug = format!("{reading:?}");
            prop_assert!(!debug.contains("SECRET"), "{}", debug);
        }
    }

    #[test]
    fn what_grows_without_end_is_refused() {
        let reason = |text: &str| walk(text, &mut File::default()).unwrap_err();
        assert!(reason("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n").contains("aliases"));
        assert!(reason(&"- ".repeat(DEEPEST + 1)).contains("levels deep"));
        assert_eq!(reason(&"[".repeat(100_000)), "no YAML that is read here: line 1");
        assert!(reason(&"- a\n".repeat(MAX_EVENTS)).contains("more in it"));
        assert_eq!(reason("a: [b\nc: d"), "no YAML that is read here: line 2");
    }

    #[test]
    fn what_a_collection_is_the_key_of_is_not_taken_for_what_came_before() {
        let mut file = File::default();
        walk("token: \"\"\n? [certificate]\n: a\n", &mut file).expect("good YAML");
        assert!(!file.login_token && file.login_certificate.is_empty());
    }
}
