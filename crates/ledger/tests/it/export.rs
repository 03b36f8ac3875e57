//! An export that things happen to, and what somebody else holds against it.

use ledger::ExportDamageKind as Kind;
use ledger::{Checkpoint, DamageKind, Export, ExportVerdict, Held, SignedCheckpoint, SigningKey, Tree, Witness, verify_export};

use super::desk::{act, forged, verdict};

/// Records of `count` acts as the program writes them.
fn records(count: u64) -> Vec<String> {
    let mut head = Checkpoint::empty();
    let enter = |number| {
        let (entry, record) = head.enter(act(number)).unwrap();
        head = entry.checkpoint();
        record
    };
    (1..=count).map(enter).collect()
}

/// Where a ledger of these records stands, signed; whoever runs the machine has the key.
fn signed(records: &[String], key: &SigningKey) -> SignedCheckpoint {
    let mut tree = Tree::empty();
    records.iter().for_each(|record| drop(tree.push(record.as_bytes())));
    let last = verdict((records.join("\n") + "\n").as_bytes(), None).head;
    let last = if last.sequence == tree.head().size { last } else { Checkpoint { sequence: tree.head().size, ..last } };
    key.sign("school-57", tree.head(), last).unwrap()
}

fn export(records: &[String], key: &SigningKey) -> Vec<u8> {
    let mut export = Export::begin(Vec::new(), "school-57", &key.public()).unwrap();
    records.iter().for_each(|record| export.record(record, None).unwrap());
    export.finish(&signed(records, key)).unwrap()
}

fn verified(bytes: &[u8], held: &Held) -> ExportVerdict {
    verify_export(bytes, held, |_| ()).unwrap()
}

fn witness(notes: &[SignedCheckpoint]) -> Held {
    Held { point: None, witness: Witness(notes.to_vec()) }
}

fn key() -> SigningKey {
    SigningKey::of(&[7; 32])
}

/// Deletion, swap, insertion at every place, signed anew each time: the chain tells it without anything held.
/// covers: B8
#[test]
fn records_that_went_came_or_changed_places_are_found_though_signed_anew() {
    let all = records(40);
    for place in 0..39 {
        let (line, mut gone, mut swapped, mut doubled) = (place as u64 + 2, all.clone(), all.clone(), all.clone());
        gone.remove(place);
        swapped.swap(place, place + 1);
        doubled.insert(place + 1, all[place].clone());
        let found =
            |records: &[String]| verified(&export(records, &key()), &Held::default()).damage.map(|damage| (damage.line, damage.kind));
        let number = place as u64 + 1;
        assert_eq!(found(&gone), Some((line, Kind::Chain(DamageKind::Missing { found: number + 1 }))));
        assert_eq!(found(&swapped), Some((line, Kind::Chain(DamageKind::Moved { found: number + 1 }))));
        assert_eq!(found(&doubled), Some((line + 1, Kind::Chain(DamageKind::Inserted { found: number }))));
    }
}

/// The end cut off and signed anew: a good export, unless somebody holds a checkpoint.
/// covers: B8
#[test]
fn an_end_cut_off_and_signed_anew_is_found_by_what_is_held() {
    let all = records(40);
    let note = signed(&all, &key());
    for length in 0..40_usize {
        let short = export(&all[..length], &key());
        assert_eq!(verified(&short, &Held::default()).damage, None, "control: nothing in the export itself can show it");
        for held in [witness(std::slice::from_ref(&note)), Held { point: Some(note.last), ..Held::default() }] {
            assert_eq!(verified(&short, &held).damage.unwrap().kind, Kind::Lost { held: 40 });
        }
    }
    let longer = export(&records(60), &key());
    assert_eq!(verified(&longer, &witness(&[note])).damage, None, "a ledger may grow");
}

/// Written anew from some entry on, and signed anew.
/// covers: B8
#[test]
fn a_past_written_anew_is_found_at_the_checkpoint_held() {
    let all = records(40);
    let notes: Vec<SignedCheckpoint> = [10, 20, 30].iter().map(|&size| signed(&all[..size], &key())).collect();
    for from in 0..40_usize {
        let point = verdict((all[..from].join("\n") + "\n").as_bytes(), None).head;
        let point = if from == 0 { Checkpoint::empty() } else { point };
        let numbers: Vec<u64> = (0..40 - from as u64).collect();
        let new = forged(point, &numbers).into_iter().map(|line| String::from_utf8(line).unwrap().trim_end().to_owned());
        let anew: Vec<String> = all[..from].iter().cloned().chain(new).collect();
        let bytes = export(&anew, &key());
        assert_eq!(verified(&bytes, &Held::default()).damage, None, "control: nothing in the export itself can show it");
        let found = verified(&bytes, &witness(&notes)).damage.map(|damage| (damage.sequence, damage.kind));
        let first_after = [10, 20, 30].into_iter().find(|&size| size > from as u64);
        assert_eq!(found, first_after.map(|size| (size, Kind::Replaced)), "from {from}");
    }
}

/// The same records signed by another key: told when the one held is of the right key.
#[test]
fn another_key_is_found_by_what_is_held() {
    let all = records(5);
    let held = witness(&[signed(&all, &key())]);
    let other = SigningKey::of(&[8; 32]);
    assert_eq!(verified(&export(&all, &other), &held).damage.unwrap().kind, Kind::OtherKey { held: 5 });
    assert_eq!(verified(&export(&all, &key()), &held).damage, None);
    let text = String::from_utf8(export(&all, &key())).unwrap();
    let foreign = text.rsplit_once("\n\n").unwrap().0.rsplit_once("\n\n").unwrap().0.to_owned() + &format!("\n\n{}", signed(&all, &other));
    assert_eq!(verified(foreign.as_bytes(), &Held::default()).damage.unwrap().kind, Kind::Signature);
}

#[test]
fn an_export_that_ends_early_or_late_is_told() {
    let bytes = export(&records(3), &key());
    for length in 0..bytes.len() {
        assert!(verified(&bytes[..length], &Held::default()).damage.is_some(), "{length}");
    }
    for more in ["x", "\n", "x\n"] {
        assert_eq!(verified(&[&bytes, more.as_bytes()].concat(), &Held::default()).damage.unwrap().kind, Kind::NotSigned);
    }
}

/// Exports, notes and proofs spoiled in any way get an answer: never a panic, never a "whole" of what is not.
/// covers: B6
#[test]
fn spoiled_exports_get_an_answer() {
    let whole = export(&records(6), &key());
    let rounds: u64 = std::env::var("OBJEKTIV_MUTATIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(4_000);
    let mut state = 1_u64;
    let mut chance = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % bound.max(1)
    };
    let mut spoiled = 0;
    for _ in 0..rounds {
        let mut bytes = whole.clone();
        for _ in 0..=chance(3) {
            let (at, length) = (chance(bytes.len()), 1 + chance(80));
            let end = (at + length).min(bytes.len());
            match chance(5) {
                0 => drop(bytes.drain(at..end)),
                1 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
                2 => bytes[at] = chance(256) as u8,
                3 => bytes.truncate(at),
                _ => drop(bytes.splice(at..end, vec![chance(256) as u8; length])),
            }
            if bytes.is_empty() {
                break;
            }
        }
        let verdict = verified(&bytes, &Held::default());
        assert_eq!(verdict.damage.is_none(), bytes == whole, "{}", String::from_utf8_lossy(&bytes));
        spoiled += u64::from(verdict.damage.is_some());
        let text = String::from_utf8_lossy(&bytes);
        let tail = text.rsplit("\n\n").take(2).collect::<Vec<_>>().join("\n\n");
        let _answers = (tail.parse::<Witness>().is_ok(), text.parse::<ledger::Proof>().is_ok(), text.parse::<SignedCheckpoint>().is_ok());
    }
    println!("{spoiled} spoiled exports of {rounds} told");
    assert!(spoiled > rounds / 2);
}
