//! Who holds what: the five locks of a database file, the eight slots of its shared memory.

use std::collections::BTreeMap;

/// Levels of SQLite's file locks.
pub const SHARED: i32 = 1;
pub const RESERVED: i32 = 2;
pub const PENDING: i32 = 3;
pub const EXCLUSIVE: i32 = 4;

/// Handles of one file and their locks.
#[derive(Default)]
pub struct Locks {
    held: BTreeMap<u64, i32>,
    slots: [Slot; 8],
}

#[derive(Default)]
struct Slot {
    shared: Vec<u64>,
    exclusive: Option<u64>,
}

impl Locks {
    /// Raises a lock; false where another handle is in the way.
    pub fn lock(&mut self, handle: u64, level: i32) -> bool {
        let mine = self.held.get(&handle).copied().unwrap_or(0);
        let others = self.held.iter().filter(|(other, _)| **other != handle).map(|(_, level)| *level).max().unwrap_or(0);
        let (granted, free) = match level {
            _ if mine >= level => return true,
            SHARED => (SHARED, others < PENDING),
            RESERVED => (RESERVED, others < RESERVED),
            // Pending keeps new readers out while the last ones leave.
            _ if others < RESERVED => (if others == 0 { EXCLUSIVE } else { PENDING }, others == 0),
            _ => (mine, false),
        };
        if free || granted == PENDING {
            self.held.insert(handle, granted);
        }
        free
    }

    /// Lowers a lock.
    pub fn unlock(&mut self, handle: u64, level: i32) {
        let _before = if level == 0 { self.held.remove(&handle) } else { self.held.insert(handle, level) };
    }

    /// Whether anybody is about to write.
    pub fn reserved(&self) -> bool {
        self.held.values().any(|level| *level >= RESERVED)
    }

    /// Takes slots of the shared memory; false where another handle is in the way.
    pub fn take(&mut self, handle: u64, slots: std::ops::Range<usize>, exclusive: bool) -> bool {
        let Some(slots) = self.slots.get_mut(slots) else { return false };
        let free = |slot: &Slot| {
            let shared = slot.shared.iter().all(|other| *other == handle);
            slot.exclusive.is_none_or(|other| other == handle) && (!exclusive || shared)
        };
        if !slots.iter().all(free) {
            return false;
        }
        for slot in slots {
            if exclusive { slot.exclusive = Some(handle) } else { slot.shared.push(handle) }
        }
        true
    }

    /// Gives slots back.
    pub fn give(&mut self, handle: u64, slots: std::ops::Range<usize>) {
        for slot in self.slots.get_mut(slots).into_iter().flatten() {
            slot.shared.retain(|other| *other != handle);
            slot.exclusive = slot.exclusive.filter(|other| *other != handle);
        }
    }

    /// A handle is closed.
    pub fn leave(&mut self, handle: u64) {
        self.unlock(handle, 0);
        self.give(handle, 0..8);
    }
}
