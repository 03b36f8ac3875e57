//! Proofs: made from stored nodes (RFC 6962 §2.1.1, §2.1.2), checked by the crate `ct-merkle`, which knows nothing of how they were made.

use std::fmt;
use std::str::FromStr;

use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
use sha2::Sha256;

use super::{Node, TreeHead, parent, peaks};
use crate::digest::{Digest, NotADigest};

/// Hashes of a proof, at most: trees of 2⁶³ records have no longer ones.
const LONGEST: usize = 128;

/// The hashes that lead from a record, or from a shorter tree, to a root. Written as digests, one a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof(Vec<Digest>);

/// The proof does not lead there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the proof does not lead to this root")]
pub struct Refuted;

impl Proof {
    /// That the record at `place` (from zero) is under the root of `size` records; None where there is no such record.
    ///
    /// # Errors
    /// Those of reading the nodes.
    pub fn of_record<E>(place: u64, size: u64, mut nodes: impl FnMut(Node) -> Result<Digest, E>) -> Result<Option<Self>, E> {
        if place >= size {
            return Ok(None);
        }
        let mut path = Vec::new();
        let (mut start, mut end) = (0, size);
        while end - start > 1 {
            let middle = start + split(end - start);
            let (kept, beside) = if place < middle { ((start, middle), (middle, end)) } else { ((middle, end), (start, middle)) };
            path.push(root(beside, &mut nodes)?);
            (start, end) = kept;
        }
        path.reverse();
        Ok(Some(Self(path)))
    }

    /// That the tree of the first `earlier` records is the beginning of that of `size`; None where it cannot be: none, or more than there are.
    ///
    /// # Errors
    /// Those of reading the nodes.
    pub fn of_growth<E>(earlier: u64, size: u64, mut nodes: impl FnMut(Node) -> Result<Digest, E>) -> Result<Option<Self>, E> {
        if earlier == 0 || earlier > size {
            return Ok(None);
        }
        let mut path = Vec::new();
        let (mut start, mut end) = (0, size);
        while end > earlier {
            let middle = start + split(end - start);
            let (kept, beside) = if earlier <= middle { ((start, middle), (middle, end)) } else { ((middle, end), (start, middle)) };
            path.push(root(beside, &mut nodes)?);
            (start, end) = kept;
        }
        // The reader holds the root of the earlier tree; a part of it has to be told.
        if start > 0 {
            path.push(root((start, end), &mut nodes)?);
        }
        path.reverse();
        Ok(Some(Self(path)))
    }

    /// Whether it leads from `record` at `place` (from zero) to `head`.
    ///
    /// # Errors
    /// [`Refuted`].
    pub fn shows_record(&self, record: &[u8], place: u64, head: TreeHead) -> Result<(), Refuted> {
        let proof = InclusionProof::try_from_bytes(self.bytes()).map_err(|_| Refuted)?;
        if !provable(head) {
            return Err(Refuted);
        }
        root_hash(head).verify_inclusion(&record, place, &proof).map_err(|_| Refuted)
    }

    /// Whether it leads from `earlier` to `head`.
    ///
    /// # Errors
    /// [`Refuted`].
    pub fn shows_growth(&self, earlier: TreeHead, head: TreeHead) -> Result<(), Refuted> {
        let proof = ConsistencyProof::try_from_bytes(self.bytes()).map_err(|_| Refuted)?;
        if !provable(head) {
            return Err(Refuted);
        }
        root_hash(head).verify_consistency(&root_hash(earlier), &proof).map_err(|_| Refuted)
    }

    /// Its hashes, from the leaves up.
    #[must_use]
    pub fn hashes(&self) -> &[Digest] {
        &self.0
    }

    fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|hash| *hash.as_bytes()).collect()
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|hash| writeln!(f, "{hash}"))
    }
}

impl FromStr for Proof {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let hashes: Vec<Digest> = text.lines().take(LONGEST + 1).map(str::parse).collect::<Result<_, _>>()?;
        if hashes.len() > LONGEST { Err(NotADigest) } else { Ok(Self(hashes)) }
    }
}

fn root_hash(head: TreeHead) -> RootHash<Sha256> {
    RootHash::new((*head.root.as_bytes()).into(), head.size)
}

/// `ct-merkle` counts nodes in 64 bits.
const fn provable(head: TreeHead) -> bool {
    head.size <= u64::MAX / 4
}

/// The largest power of two below `count` (which is two or more).
const fn split(count: u64) -> u64 {
    1 << (63 - (count - 1).leading_zeros())
}

/// The root over the leaves of a range that is a part of the tree.
fn root<E>((start, end): (u64, u64), nodes: &mut impl FnMut(Node) -> Result<Digest, E>) -> Result<Digest, E> {
    let hashes = peaks(start, end - start).into_iter().map(nodes).collect::<Result<Vec<_>, E>>()?;
    Ok(hashes.into_iter().rev().reduce(|right, left| parent(&left, &right)).unwrap_or_else(|| Digest::of(b"")))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::tree::Tree;

    fn record(number: u64) -> Vec<u8> {
        format!("record {number}").into_bytes()
    }

    /// Nodes and heads of a tree of `size` records.
    fn grown(size: u64) -> (BTreeMap<Node, Digest>, Vec<TreeHead>) {
        let (mut tree, mut nodes, mut heads) = (Tree::empty(), BTreeMap::new(), vec![Tree::empty().head()]);
        for number in 0..size {
            nodes.extend(tree.push(&record(number)));
            heads.push(tree.head());
        }
        (nodes, heads)
    }

    /// Every record of every size up to 65, and that no other place, record, root or shortened proof will do.
    #[test]
    fn a_record_is_shown_and_no_other() {
        let (nodes, heads) = grown(65);
        let read = |node: Node| nodes.get(&node).copied().ok_or(node);
        for size in 1..=65 {
            for place in 0..size {
                let proof = Proof::of_record(place, size, read).unwrap().unwrap();
                let head = heads[size as usize];
                assert_eq!(proof.shows_record(&record(place), place, head), Ok(()));
                assert_eq!(proof.shows_record(&record(place + 1), place, head), Err(Refuted));
                assert_eq!(proof.shows_record(&record(place), place, heads[size as usize - 1]), Err(Refuted));
                assert!(size == 1 || proof.shows_record(&record(place), (place + 1) % size, head).is_err());
                let short = Proof(proof.0.iter().skip(1).copied().collect());
                assert!(size == 1 || short.shows_record(&record(place), place, head).is_err());
                assert!(proof.hashes().len() <= 7);
                assert_eq!(proof.to_string().parse(), Ok(proof));
            }
        }
        assert_eq!(Proof::of_record(65, 65, read), Ok(None));
    }

    #[test]
    fn a_longer_tree_is_shown_to_begin_as_the_shorter_one() {
        let (nodes, heads) = grown(65);
        let read = |node: Node| nodes.get(&node).copied().ok_or(node);
        for size in 1..=65_u64 {
            for earlier in 1..=size {
                let proof = Proof::of_growth(earlier, size, read).unwrap().unwrap();
                let (old, new) = (heads[earlier as usize], heads[size as usize]);
                assert_eq!(proof.shows_growth(old, new), Ok(()), "{earlier} of {size}");
                let other = TreeHead { root: Digest::of(b"another"), ..old };
                assert_eq!(proof.shows_growth(other, new), Err(Refuted));
                assert_eq!(proof.shows_growth(old, TreeHead { root: Digest::of(b"another"), ..new }), Err(Refuted));
            }
        }
        assert_eq!((Proof::of_growth(0, 5, read), Proof::of_growth(6, 5, read)), (Ok(None), Ok(None)));
    }

    /// Sizes nobody has, proofs of any length: refuted, never a panic.
    #[test]
    fn absurd_proofs_are_refuted() {
        let head = |size| TreeHead { size, root: Digest::of(b"x") };
        for length in 0..=LONGEST {
            let proof = Proof(vec![Digest::of(b"x"); length]);
            for size in [0, 1, 2, 1 << 40, u64::MAX / 4, u64::MAX / 2 + 1, u64::MAX] {
                for other in [0, 1, 3, size.saturating_sub(1), u64::MAX] {
                    assert_eq!(proof.shows_record(b"y", other, head(size)), Err(Refuted));
                    let same = other == size && (1..=u64::MAX / 4).contains(&size) && length == 0;
                    assert_eq!(proof.shows_growth(head(other), head(size)).is_ok(), same, "{length} {other} {size}");
                }
            }
        }
        let long = "00".repeat(32) + "\n";
        assert_eq!(long.repeat(LONGEST + 1).parse::<Proof>(), Err(NotADigest));
    }
}
