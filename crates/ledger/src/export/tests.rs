use serde_json::{Map, json};

use super::verify::Reader;
use super::*;
use crate::act::{Act, Actor};
use crate::checkpoint::Checkpoint;
use crate::signed::SigningKey;
use crate::tree::Tree;

const ENTRIES: u64 = 1000;

/// Records of `count` acts, two of three with a payload.
fn records(count: u64) -> Vec<(String, Option<Payload>)> {
    let mut head = Checkpoint::empty();
    let act = |number: u64| {
        let payload = (!number.is_multiple_of(3))
            .then(|| Payload { salt: [number as u8; 32], content: json!({"reason": "ё".repeat(9)}).to_string() });
        let mut details = Map::from_iter([("about".to_owned(), json!([format!("y-{number}")]))]);
        payload.iter().for_each(|payload| payload.seal(&mut details));
        let at = jiff::Timestamp::from_second(1_795_000_000 + number as i64).unwrap();
        (Act { at, actor: Actor::Person("p-1".into()), name: "year.open".into(), subjects: Vec::new(), details }, payload)
    };
    (1..=count)
        .map(|number| {
            let (act, payload) = act(number);
            let (entry, record) = head.enter(act).unwrap();
            head = entry.checkpoint();
            (record, payload)
        })
        .collect()
}

/// Checkpoints and trees after 0, 1, 2 … records.
fn states(records: &[(String, Option<Payload>)]) -> Vec<(Checkpoint, Tree)> {
    let mut states = vec![(Checkpoint::empty(), Tree::empty())];
    for (record, _) in records {
        let (head, mut tree) = states.last().unwrap().clone();
        tree.push(record.as_bytes());
        states.push((head.follow(record.as_bytes()).unwrap().checkpoint(), tree));
    }
    states
}

fn written(records: &[(String, Option<Payload>)], key: &SigningKey) -> Vec<u8> {
    let mut export = Export::begin(Vec::new(), "school-57", &key.public()).unwrap();
    records.iter().for_each(|(record, payload)| export.record(record, payload.as_ref()).unwrap());
    let (last, tree) = states(records).pop().unwrap();
    export.finish(&key.sign("school-57", tree.head(), last).unwrap()).unwrap()
}

fn line_of(bytes: &[u8], place: usize) -> u64 {
    1 + bytes[..place].iter().filter(|&&byte| byte == b'\n').count() as u64
}

/// Every bit of every byte of a whole short export: told at its line; in the checkpoint at its first one.
/// covers: B8
#[test]
fn every_flip_of_a_short_export_is_found_at_its_line() {
    let bytes = written(&records(12), &SigningKey::of(&[1; 32]));
    let whole = verify_export(&bytes[..], &Held::default(), |_| ()).unwrap();
    assert_eq!((whole.damage, whole.head.sequence, whole.payloads, whole.without), (None, 12, 8, 0));
    let note = line_of(&bytes, bytes.len() - 1) - 5;
    for place in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[place] ^= 1 << bit;
            let damage = verify_export(&flipped[..], &Held::default(), |_| ()).unwrap().damage.unwrap();
            // The empty line before the note is no part of it: without it the note stands among the records.
            let expected = line_of(&bytes, place).min(note);
            assert!(damage.line == expected || (expected == note - 1 && damage.line == note), "bit {bit} of byte {place}: {damage}");
        }
    }
}

/// Every byte of 1,000 entries and their payloads, one of its bits in turn, each read where the intact ones before it end.
/// covers: B8
#[test]
fn every_flipped_byte_of_a_thousand_entries_is_found_at_its_line() {
    let records = records(ENTRIES);
    let states = states(&records);
    let mut flips = 0;
    for ((record, payload), (head, tree)) in records.iter().zip(states) {
        let mut bytes = format!("{record}\n").into_bytes();
        bytes.extend(
            payload.iter().flat_map(|payload| format!("+ {} {}\n", Digest::from_bytes(payload.salt), payload.content).into_bytes()),
        );
        let damaged = |bytes: &[u8]| {
            let mut reader = Reader::at(bytes, head, tree.clone());
            let kind = reader.records(&Held::default(), |_| ()).unwrap().unwrap_err();
            (reader.number, kind)
        };
        let end = line_of(&bytes, bytes.len());
        assert_eq!(damaged(&bytes), (end, ExportDamageKind::Unfinished));
        for place in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[place] ^= 1 << (place % 8);
            let (line, kind) = damaged(&flipped);
            assert!(line == line_of(&bytes, place), "byte {place} of {record}: line {line}, {kind}");
            flips += 1;
        }
    }
    assert!(flips > 350_000, "{flips}");
}

/// A payload may go, as erasure wants it; it may not be another's, or doubled.
#[test]
fn a_payload_may_be_erased_and_nothing_else() {
    let key = SigningKey::of(&[1; 32]);
    let mut erased = records(6);
    erased[1].1 = None;
    let verdict = verify_export(&written(&erased, &key)[..], &Held::default(), |_| ()).unwrap();
    assert_eq!((verdict.damage, verdict.payloads, verdict.without), (None, 3, 1));
    let mut swapped = records(6);
    let other = swapped[0].1.clone();
    swapped[1].1 = other.clone();
    let damage = verify_export(&written(&swapped, &key)[..], &Held::default(), |_| ()).unwrap().damage.unwrap();
    assert_eq!((damage.line, damage.sequence, damage.kind), (5, 2, ExportDamageKind::Payload));
    let text = String::from_utf8(written(&records(6), &key)).unwrap();
    let line = text.lines().nth(2).unwrap();
    let doubled = text.replacen(line, &format!("{line}\n{line}"), 1);
    assert_eq!(verify_export(doubled.as_bytes(), &Held::default(), |_| ()).unwrap().damage.unwrap().kind, ExportDamageKind::Payload);
}
