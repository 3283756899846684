//! The deployments that are complete, so that later lines of one of them are detected.

use std::hash::{BuildHasher, RandomState};

/// The names seen, as 64-bit hashes: among a million names two are taken for one with a chance of 1 in 30 million.
#[derive(Debug)]
pub(crate) struct Seen {
    names: RandomState,
    /// Many short lists, each in order: one more hash moves a few hundred others at most, and growing never needs twice the
    /// memory. Tables of hashes would be no faster and weigh 0.8 kB more in the page, compressed.
    lists: Vec<Vec<u64>>,
    left: usize,
}

/// Beyond so many deployments a new one is no longer remembered; 16 MB are spent until then.
const MOST: usize = 1 << 20;

/// How many bits of a hash say which list it is in.
const BITS: u32 = 12;

impl Default for Seen {
    fn default() -> Self {
        Self { names: RandomState::new(), lists: vec![Vec::new(); 1 << BITS], left: MOST }
    }
}

impl Seen {
    pub(crate) fn contains(&self, name: &str) -> bool {
        let (list, hash) = self.place(name);
        self.lists[list].binary_search(&hash).is_ok()
    }

    pub(crate) fn insert(&mut self, name: &str) {
        let (list, hash) = self.place(name);
        let list = &mut self.lists[list];
        if self.left > 0
            && let Err(place) = list.binary_search(&hash)
        {
            list.insert(place, hash);
            self.left -= 1;
        }
    }

    /// Its list, and its value there.
    fn place(&self, name: &str) -> (usize, u64) {
        let hash = self.names.hash_one(name);
        ((hash >> (u64::BITS - BITS)) as usize, hash)
    }
}
