//! `Get-AksHciCluster` as it prints: `Property : value`, clusters apart by an empty line.

use super::{Row, load_balancer};

pub(super) fn read(text: &str) -> Option<Vec<Row>> {
    let mut rows = Vec::new();
    let mut block = Block::default();
    // A whole paste may be indented; what is further in goes on with the value before it.
    let indent =
        text.lines().filter(|line| property(line).is_some()).map(indent_of).min().unwrap_or_default();
    for line in text.lines() {
        if line.trim().is_empty() {
            block.end(&mut rows);
        } else if let Some((key, value)) = property(line).filter(|_| indent_of(line) < indent + 4) {
            // Where empty lines were lost, a name that comes again begins the next cluster.
            if key.eq_ignore_ascii_case("Name") && block.name.is_some() {
                block.end(&mut rows);
            }
            block.take(key, value);
        } else if indent_of(line) >= indent + 4 {
            block.go_on(line.trim());
        } else {
            // A prompt.
            block.last = None;
        }
    }
    block.end(&mut rows);
    Some(rows).filter(|rows| !rows.is_empty())
}

#[derive(Default)]
struct Block {
    name: Option<String>,
    load_balancer: Option<String>,
    last: Option<Last>,
}

/// The property that a line which was broken in two goes on with.
#[derive(Clone, Copy)]
enum Last {
    Name,
    LoadBalancer,
}

impl Block {
    fn take(&mut self, key: &str, value: &str) {
        self.last = None;
        if key.eq_ignore_ascii_case("Name") {
            self.name = Some(value.to_owned());
            self.last = Some(Last::Name);
        } else if key.eq_ignore_ascii_case("LoadBalancer") {
            self.load_balancer = Some(value.to_owned());
            self.last = Some(Last::LoadBalancer);
        }
    }

    fn go_on(&mut self, rest: &str) {
        let field = match self.last {
            Some(Last::Name) => &mut self.name,
            Some(Last::LoadBalancer) => &mut self.load_balancer,
            None => return,
        };
        if let Some(value) = field {
            value.push_str(rest);
        }
    }

    /// Adds the cluster, where there was one, and begins anew.
    fn end(&mut self, rows: &mut Vec<Row>) {
        let block = std::mem::take(self);
        if let Some(name) = block.name {
            let load_balancer = block.load_balancer.as_deref().and_then(load_balancer);
            rows.push(Row { name, load_balancer });
        }
    }
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// A property and its value. A property is one word, so a prompt with a drive in it is none.
fn property(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let key = key.trim();
    let is_word = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_word.then(|| (key, value.trim()))
}
