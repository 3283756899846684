//! Which deployments have been given their plan, so that one whose lines stand apart is noticed.

use std::collections::HashSet;
use std::hash::{BuildHasher, Hasher, RandomState};

/// The names seen, as 64-bit hashes: among a million names two are taken for one with a chance of 1 in 30 million.
#[derive(Debug)]
pub(crate) struct Seen {
    names: RandomState,
    /// Many small tables: each grows on its own, so that growing never needs twice the memory.
    tables: Vec<HashSet<u64, Plain>>,
    left: usize,
}

/// Beyond so many deployments a new one is no longer remembered; 24 MB are spent until then.
const MOST: usize = 1 << 20;

impl Default for Seen {
    fn default() -> Self {
        Self { names: RandomState::new(), tables: vec![HashSet::default(); 256], left: MOST }
    }
}

impl Seen {
    pub(crate) fn contains(&self, name: &str) -> bool {
        let hash = self.names.hash_one(name);
        self.table(hash).is_some_and(|table| table.contains(&hash))
    }

    pub(crate) fn insert(&mut self, name: &str) {
        let hash = self.names.hash_one(name);
        let place = place(hash);
        if self.left > 0
            && let Some(table) = self.tables.get_mut(place)
            && table.insert(hash)
        {
            self.left -= 1;
        }
    }

    fn table(&self, hash: u64) -> Option<&HashSet<u64, Plain>> {
        self.tables.get(place(hash))
    }
}

/// Bits that the tables themselves do not look at first.
const fn place(hash: u64) -> usize {
    (hash >> 40) as usize & 0xff
}

/// What is a hash already is not hashed again.
#[derive(Clone, Copy, Debug, Default)]
struct Plain(u64);

impl BuildHasher for Plain {
    type Hasher = Self;

    fn build_hasher(&self) -> Self {
        Self::default()
    }
}

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
