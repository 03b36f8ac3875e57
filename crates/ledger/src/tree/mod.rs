//! The tree over the records (RFC 6962 §2.1): one root fixes all of them, and a proof of a few hashes shows a record, or a shorter tree, under it.
//!
//! A leaf is a record as it is kept. Only perfect subtrees are ever stored: they never change, so whoever keeps the records appends nodes as it
//! appends records, and any proof is made by reading a few of them.

mod proof;

use sha2::{Digest as _, Sha256};

use crate::digest::Digest;

pub use proof::{Proof, Refuted};

/// A perfect subtree: `2^level` leaves, the `place`-th of that size. Level 0 is a leaf.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// Height over the leaves.
    pub level: u8,
    /// Which one of its level, from zero.
    pub place: u64,
}

/// How many records there are, and the root over them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreeHead {
    /// Records.
    pub size: u64,
    /// Root over them.
    pub root: Digest,
}

/// A growing tree, known by its peaks: the perfect subtrees it is made of, the largest first.
///
/// ```
/// use ledger::{Digest, Tree};
///
/// let mut tree = Tree::empty();
/// assert_eq!(tree.head().root, Digest::of(b""));
/// let kept: Vec<u8> = ["a", "b", "c"].iter().flat_map(|record| tree.push(record.as_bytes())).map(|(node, _)| node.level).collect();
/// assert_eq!((tree.head().size, kept), (3, vec![0, 0, 1, 0]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    size: u64,
    peaks: Vec<Digest>,
}

impl Tree {
    /// Before the first record.
    #[must_use]
    pub const fn empty() -> Self {
        Self { size: 0, peaks: Vec::new() }
    }

    /// The tree over `size` records, its peaks read from where nodes are kept.
    ///
    /// # Errors
    /// Those of reading.
    pub fn read<E>(size: u64, nodes: impl FnMut(Node) -> Result<Digest, E>) -> Result<Self, E> {
        let peaks = peaks(0, size).into_iter().map(nodes).collect::<Result<_, E>>()?;
        Ok(Self { size, peaks })
    }

    /// Adds a record, and gives the nodes that are new: its leaf, then every subtree it completes.
    pub fn push(&mut self, record: &[u8]) -> Vec<(Node, Digest)> {
        let (mut node, mut hash) = (Node { level: 0, place: self.size }, leaf(record));
        let mut new = vec![(node, hash)];
        // Each trailing one of the size is a peak as large as what was just completed.
        while node.place % 2 == 1 {
            let Some(left) = self.peaks.pop() else { break };
            hash = parent(&left, &hash);
            node = Node { level: node.level + 1, place: node.place / 2 };
            new.push((node, hash));
        }
        self.peaks.push(hash);
        self.size += 1;
        new
    }

    /// Size and root.
    #[must_use]
    pub fn head(&self) -> TreeHead {
        let root = self.peaks.iter().rev().copied().reduce(|right, left| parent(&left, &right));
        TreeHead { size: self.size, root: root.unwrap_or_else(|| Digest::of(b"")) }
    }
}

/// SHA-256(0x00 ‖ record).
#[must_use]
pub fn leaf(record: &[u8]) -> Digest {
    Digest::from_bytes(Sha256::new().chain_update([0]).chain_update(record).finalize().into())
}

/// SHA-256(0x01 ‖ left ‖ right).
fn parent(left: &Digest, right: &Digest) -> Digest {
    Digest::from_bytes(Sha256::new().chain_update([1]).chain_update(left.as_bytes()).chain_update(right.as_bytes()).finalize().into())
}

/// The perfect subtrees of the leaves from `start` on, `count` of them. `start` is a multiple of the largest power of two within `count`.
fn peaks(start: u64, count: u64) -> Vec<Node> {
    let (mut at, mut found) = (start, Vec::new());
    for level in (0_u8..64).rev().filter(|level| count >> level & 1 == 1) {
        found.push(Node { level, place: at >> level });
        at += 1 << level;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The reference roots of the Certificate Transparency project: leaves "", 00, 10, 2021, 3031, 40414243, 5051…57, 6061…6f.
    #[test]
    fn the_published_roots() {
        let leaves: [&[u8]; 8] = [b"", b"\0", b"\x10", b" !", b"01", b"@ABC", b"PQRSTUVW", b"`abcdefghijklmno"];
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let mut tree = Tree::empty();
        for (record, root) in leaves.iter().zip(roots) {
            tree.push(record);
            assert_eq!(tree.head().root.to_string(), root);
        }
    }

    #[test]
    fn a_tree_read_from_its_nodes_goes_on_as_the_tree_it_was() {
        let (mut tree, mut kept) = (Tree::empty(), std::collections::BTreeMap::new());
        for number in 0..70_u64 {
            let read = Tree::read(number, |node| kept.get(&node).copied().ok_or(node)).unwrap();
            assert_eq!(read, tree);
            kept.extend(tree.push(&number.to_le_bytes()));
        }
        assert_eq!(Tree::read(71, |node| kept.get(&node).copied().ok_or(node)), Err(Node { level: 0, place: 70 }));
    }
}
