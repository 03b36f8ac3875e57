//! The machine stops in the middle of an append: the torn line is found, told, kept, and the ledger goes on when a person says so.

use ledger::{Checkpoint, Digest, FileDamageKind, Ledger, LedgerError, end_last_line, set_aside};

use super::desk::{Desk, act, entries, lines, verdict};

/// Every length a crash can leave of the last line.
#[test]
fn a_torn_line_is_found_at_every_length() {
    let lines = lines(5);
    let (whole, last) = (lines[..4].concat(), &lines[4]);
    for written in 1..last.len() - 1 {
        let bytes = [whole.as_slice(), &last[..written]].concat();
        let verdict = verdict(&bytes, None);
        let damage = verdict.damage.unwrap();
        assert_eq!((damage.sequence, damage.offset, damage.kind), (5, whole.len() as u64, FileDamageKind::Torn));
        assert_eq!((verdict.head.sequence, verdict.intact), (4, whole.len() as u64));
    }
}

/// With a checkpoint of a later entry too: the line that is torn stands before what is lost after it, and is told first.
#[test]
fn a_torn_line_is_told_before_a_lost_end() {
    let bytes = [lines(4).concat().as_slice(), b"5f0c"].concat();
    let held = Checkpoint { sequence: 9, hash: Digest::of(b"x") };
    let damage = verdict(&bytes, Some(held)).damage.unwrap();
    assert_eq!((damage.sequence, damage.kind), (5, FileDamageKind::Torn));
}

#[test]
fn a_torn_line_is_not_written_over_nor_lost() {
    let lines = lines(5);
    let whole = lines[..4].concat();
    for written in [1, 64, 65, 100, lines[4].len() - 2] {
        let torn = &lines[4][..written];
        let desk = Desk::with(&[whole.as_slice(), torn].concat());
        let before = desk.bytes();
        let refused = Ledger::open(&desk.path()).unwrap_err();
        assert!(matches!(refused, LedgerError::Damaged { .. }), "{refused}");
        assert_eq!(desk.bytes(), before, "opening changed the file");
        let aside = set_aside(&desk.path()).unwrap().unwrap();
        assert_eq!(std::fs::read(&aside.path).unwrap(), torn);
        assert_eq!((desk.bytes(), aside.bytes), (whole.clone(), written as u64));
        let entry = Ledger::open(&desk.path()).unwrap().append(act(5)).unwrap();
        assert_eq!((entry.sequence, desk.bytes()), (5, lines.concat()));
        assert_eq!(set_aside(&desk.path()).unwrap(), None);
    }
}

/// A whole last entry that lost only its line end was acknowledged: it is told, counts, is not set aside, and gets its end back.
#[test]
fn a_lost_line_end_costs_no_entry() {
    let lines = lines(5);
    let whole = lines.concat();
    let desk = Desk::with(&whole[..whole.len() - 1]);
    let before = desk.bytes();
    let seen = verdict(&before, None);
    let damage = seen.damage.unwrap();
    assert_eq!((damage.sequence, damage.kind, seen.head.sequence), (5, FileDamageKind::Unended, 5));
    assert_eq!(verdict(&before, Some(seen.head)).damage, Some(damage), "the checkpoint of that entry agrees");
    let other = Checkpoint { hash: Digest::of(b"x"), ..seen.head };
    assert_ne!(verdict(&before, Some(other)).damage.map(|damage| damage.kind), Some(FileDamageKind::Unended), "another entry was there");
    assert!(matches!(Ledger::open(&desk.path()), Err(LedgerError::Damaged { .. })));
    assert!(matches!(set_aside(&desk.path()), Err(LedgerError::Damaged { .. })));
    assert_eq!(desk.bytes(), before, "nothing was moved");
    assert_eq!(end_last_line(&desk.path()).unwrap(), Some(5));
    assert_eq!((desk.bytes(), end_last_line(&desk.path()).unwrap()), (whole, None));
    assert_eq!(Ledger::open(&desk.path()).unwrap().append(act(6)).unwrap().sequence, 6);
}

/// What was set aside earlier is not written over, and then nothing is cut.
#[test]
fn an_earlier_torn_line_stays() {
    let lines = lines(2);
    let desk = Desk::with(&[lines[0].as_slice(), b"abc"].concat());
    std::fs::write(desk.path().with_file_name("a.ledger.torn-2"), b"earlier").unwrap();
    let before = desk.bytes();
    assert!(matches!(set_aside(&desk.path()), Err(LedgerError::Unwritten { withdrawn: true, .. })));
    assert_eq!(desk.bytes(), before);
}

/// Only what a crash leaves is set aside; other damage is for a person and a copy.
#[test]
fn other_damage_is_left_as_it_is() {
    let mut bytes = lines(3).concat();
    bytes[100] ^= 1;
    let desk = Desk::with(&bytes);
    assert!(matches!(set_aside(&desk.path()), Err(LedgerError::Damaged { .. })));
    assert!(matches!(Ledger::open(&desk.path()), Err(LedgerError::Damaged { .. })));
    assert_eq!(desk.bytes(), bytes);
}

/// What is acknowledged is there for another reader while the writer still holds the file.
#[test]
fn an_acknowledged_entry_is_in_the_file() {
    let desk = Desk::new();
    let mut ledger = Ledger::open(&desk.path()).unwrap();
    for number in 1..=5 {
        let entry = ledger.append(act(number)).unwrap();
        assert_eq!(entries(&desk.bytes()).last(), Some(&entry));
        assert_eq!(ledger.checkpoint(), entry.checkpoint());
    }
}
