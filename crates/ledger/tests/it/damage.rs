//! B8: any changed byte of the ledger is found with its position; deletion, swap, insertion, a lost or rewritten end with a held checkpoint.

use ledger::FileDamageKind::{Chain, Torn};
use ledger::{Checkpoint, Damage, DamageKind, FileDamageKind};

use super::desk::{entries, forged, lines, verdict};
use super::rows::Rows;

const ENTRIES: u64 = 1000;

/// Where and what, in short: entry, byte, kind. The same records as rows of a table have the same verdict, the torn line aside.
fn found(bytes: &[u8], held: Option<Checkpoint>) -> Option<(u64, u64, FileDamageKind)> {
    let seen = verdict(bytes, held);
    let rows = Rows::of(bytes).verdict(held);
    assert_eq!(rows.head, seen.head);
    if seen.damage.is_none_or(|damage| damage.kind != Torn) {
        let chain = rows.damage.map(|Damage { sequence, kind }| (sequence, Chain(kind)));
        assert_eq!(chain, seen.damage.map(|damage| (damage.sequence, damage.kind)));
    }
    seen.damage.map(|damage| (damage.sequence, damage.offset, damage.kind))
}

/// Checkpoints after 0, 1, 2 … entries.
fn points(lines: &[Vec<u8>]) -> Vec<Checkpoint> {
    let all = entries(&lines.concat());
    std::iter::once(Checkpoint::empty()).chain(all.iter().map(ledger::Entry::checkpoint)).collect()
}

/// Every byte of every one of 1,000 entries, one of its bits in turn. Verification goes line by line and what stands before a line is the same
/// bytes with the same verdict, so each changed line is looked at alone; the next test does whole files.
/// covers: D3
#[test]
fn every_flipped_byte_is_found_at_its_entry() {
    let lines = lines(ENTRIES);
    let mut flips = 0;
    for line in &lines {
        for place in 0..line.len() {
            let mut bytes = line.clone();
            bytes[place] ^= 1 << (place % 8);
            assert!(refused(&bytes), "byte {place} of {}", String::from_utf8_lossy(line));
            flips += 1;
        }
        assert!(!refused(line));
    }
    assert!(flips > 300_000, "{flips}");
}

/// Whether a line alone, whatever its number and bond, is not the line that was written.
fn refused(line: &[u8]) -> bool {
    let kind = verdict(line, None).damage.map(|damage| damage.kind);
    matches!(kind, Some(Torn | Chain(DamageKind::Changed | DamageKind::NotAnEntry)))
}

/// Every bit of every byte of a short ledger, and a byte of every 25th entry of a long one, in the whole file.
#[test]
fn a_flip_in_a_whole_file_is_found_with_line_and_offset() {
    let lines = lines(ENTRIES);
    let short: Vec<u8> = lines[..3].concat();
    let mut starts = vec![0];
    starts.extend(lines.iter().scan(0, |sum, line| {
        *sum += line.len();
        Some(*sum)
    }));
    let check = |bytes: &mut Vec<u8>, place: usize, value: u8| {
        let kept = std::mem::replace(&mut bytes[place], value);
        let line = starts.partition_point(|&start| start <= place);
        let damage = found(bytes, None).map(|(sequence, offset, _)| (sequence, offset));
        assert_eq!(damage, Some((line as u64, starts[line - 1] as u64)), "byte {place} as {value}");
        bytes[place] = kept;
    };
    let mut bytes = short;
    for place in 0..bytes.len() {
        let byte = bytes[place];
        for value in (0..8).map(|bit| byte ^ 1 << bit).chain([b'\n', 0, u8::MAX]).filter(|&value| value != byte) {
            check(&mut bytes, place, value);
        }
    }
    let mut bytes = lines.concat();
    for (index, line) in lines.iter().enumerate().step_by(25) {
        let place = starts[index] + (index * 7919) % line.len();
        let value = bytes[place] ^ 0x20;
        check(&mut bytes, place, value);
    }
}

#[test]
fn a_deleted_entry_is_found_where_it_stood() {
    let lines = lines(40);
    for gone in 0..39 {
        let mut rest = lines.clone();
        let offset: usize = lines[..gone].iter().map(Vec::len).sum();
        rest.remove(gone);
        let place = gone as u64 + 1;
        assert_eq!(found(&rest.concat(), None), Some((place, offset as u64, Chain(DamageKind::Missing { found: place + 1 }))));
    }
    let mut rest = lines.clone();
    rest.drain(10..20);
    assert_eq!(found(&rest.concat(), None).unwrap().2, Chain(DamageKind::Missing { found: 21 }));
}

#[test]
fn two_entries_that_changed_places_are_found_at_the_first() {
    let lines = lines(12);
    for a in 0..12 {
        for b in a + 1..12 {
            let mut changed = lines.clone();
            changed.swap(a, b);
            let damage = found(&changed.concat(), None).unwrap();
            assert_eq!((damage.0, damage.2), (a as u64 + 1, Chain(DamageKind::Moved { found: b as u64 + 1 })));
        }
    }
}

#[test]
fn an_inserted_line_is_found() {
    let lines = lines(12);
    for from in 0..12 {
        for to in from + 1..=12 {
            let mut more = lines.clone();
            more.insert(to, lines[from].clone());
            let damage = found(&more.concat(), None).unwrap();
            assert_eq!((damage.0, damage.2), (to as u64 + 1, Chain(DamageKind::Inserted { found: from as u64 + 1 })));
        }
    }
    let mut foreign = lines.clone();
    foreign.insert(5, b"not an entry\n".to_vec());
    assert_eq!(found(&foreign.concat(), None).map(|found| (found.0, found.2)), Some((6, Chain(DamageKind::Changed))));
    // One who knows the form binds the new line to the one before; the line after gives it away.
    let mut skilled = lines.clone();
    skilled.insert(5, forged(points(&lines)[5], &[99]).remove(0));
    assert_eq!(found(&skilled.concat(), None).map(|found| (found.0, found.2)), Some((7, Chain(DamageKind::Inserted { found: 6 }))));
}

/// An entry written anew with a good hash of its own: the next one is bound to the old one.
#[test]
fn an_entry_written_anew_is_found_by_the_next() {
    let lines = lines(12);
    for index in 0..11 {
        let mut changed = lines.clone();
        changed[index] = forged(points(&lines)[index], &[77]).remove(0);
        let damage = found(&changed.concat(), None).unwrap();
        assert_eq!((damage.0, damage.2), (index as u64 + 2, Chain(DamageKind::Unbound)));
    }
}

/// Without a checkpoint a shorter file is a good file: that is why somebody else holds one.
#[test]
fn a_lost_end_is_found_with_a_held_checkpoint_only() {
    let lines = lines(40);
    let points = points(&lines);
    for kept in 0..40 {
        let rest = lines[..kept].concat();
        assert_eq!(found(&rest, None), None);
        assert_eq!(found(&rest, Some(points[kept])), None);
        let expected = (kept as u64 + 1, rest.len() as u64, Chain(DamageKind::Truncated { held: 40 }));
        assert_eq!(found(&rest, Some(points[40])), Some(expected));
    }
}

/// Cut and written on with good entries: the chain holds, the checkpoint does not.
#[test]
fn a_rewritten_end_is_found_with_a_held_checkpoint() {
    let lines = lines(40);
    let points = points(&lines);
    for kept in 0..40_usize {
        let mut other = lines[..kept].to_vec();
        other.extend(forged(points[kept], &(0..50).collect::<Vec<_>>()));
        let other = other.concat();
        assert_eq!(found(&other, None), None);
        assert_eq!(found(&other, Some(points[kept])), None);
        assert_eq!(found(&other, Some(points[40])).map(|found| (found.0, found.2)), Some((40, Chain(DamageKind::Replaced))));
    }
}
