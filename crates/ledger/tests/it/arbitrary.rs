//! B6: whatever the bytes, an answer and no panic; and what is written reads back as it was.

use jiff::Timestamp;
use ledger::{Act, Actor, Digest, FileDamageKind, Ledger};
use proptest::prelude::*;
use serde_json::{Map, Value};

use super::desk::{Desk, entries, lines, verdict};

fn value() -> impl Strategy<Value = Value> {
    let whole = -9_007_199_254_740_991_i64..=9_007_199_254_740_991;
    let leaf =
        prop_oneof![Just(Value::Null), any::<bool>().prop_map(Value::from), whole.prop_map(Value::from), ".{0,12}".prop_map(Value::from)];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let object = prop::collection::btree_map(".{0,6}", inner.clone(), 0..4);
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Value::from),
            object.prop_map(|map| Value::Object(map.into_iter().collect()))
        ]
    })
}

fn actor() -> impl Strategy<Value = Actor> {
    prop_oneof![Just(Actor::Program), Just(Actor::Console), "[a-z0-9-]{1,64}".prop_map(Actor::Person)]
}

prop_compose! {
    fn act()(
        second in -30_000_000_000_i64..200_000_000_000,
        actor in actor(),
        name in "[a-z0-9-]{1,64}",
        subjects in prop::collection::vec(any::<[u8; 4]>(), 0..4),
        details in prop::collection::btree_map(".{0,8}", value(), 0..4),
    ) -> Act {
        let subjects = subjects.iter().map(|bytes| Digest::of(bytes)).collect();
        Act { at: Timestamp::from_second(second).unwrap(), actor, name, subjects, details: details.into_iter().collect::<Map<_, _>>() }
    }
}

/// One thing done to the bytes of a ledger.
#[derive(Clone, Debug)]
enum Mutation {
    Set(usize, u8),
    Cut(usize, usize),
    Repeat(usize, usize),
    Put(usize, Vec<u8>),
    End(usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let pieces = prop_oneof![
        Just(b"\n".to_vec()),
        Just(b"{\"act\":".to_vec()),
        Just(vec![b'['; 300]),
        Just(b"\xff\xfe".to_vec()),
        Just(b"18446744073709551615".to_vec()),
        prop::collection::vec(any::<u8>(), 0..80),
    ];
    prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Mutation::Set(at, byte)),
        (any::<usize>(), 1_usize..400).prop_map(|(at, length)| Mutation::Cut(at, length)),
        (any::<usize>(), 1_usize..400).prop_map(|(at, length)| Mutation::Repeat(at, length)),
        (any::<usize>(), pieces).prop_map(|(at, piece)| Mutation::Put(at, piece)),
        any::<usize>().prop_map(Mutation::End),
    ]
}

fn mutate(bytes: &mut Vec<u8>, mutation: &Mutation) {
    if bytes.is_empty() {
        return;
    }
    let length = bytes.len();
    match mutation {
        Mutation::Set(at, byte) => bytes[at % length] = *byte,
        Mutation::Cut(at, cut) => drop(bytes.drain(at % length..(at % length + cut).min(length))),
        Mutation::Repeat(at, more) => {
            let piece = bytes[at % length..(at % length + more).min(length)].to_vec();
            bytes.splice(at % length..at % length, piece);
        }
        Mutation::Put(at, piece) => drop(bytes.splice(at % length..at % length, piece.iter().copied())),
        Mutation::End(at) => bytes.truncate(at % length),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_entered_reads_back(acts in prop::collection::vec(act(), 1..6)) {
        let desk = Desk::new();
        let mut ledger = Ledger::open(&desk.path()).unwrap();
        let entered: Vec<_> = acts.iter().map(|act| ledger.append(act.clone()).unwrap()).collect();
        drop(ledger);
        let read = entries(&desk.bytes());
        prop_assert_eq!(&read, &entered);
        for (entry, act) in read.into_iter().zip(acts) {
            prop_assert_eq!(
                (entry.at, entry.actor, entry.act, entry.subjects, entry.details),
                (act.at, Some(act.actor), act.name, act.subjects, act.details)
            );
        }
        prop_assert_eq!(verdict(&desk.bytes(), None).damage, None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn arbitrary_bytes_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let verdict = verdict(&bytes, None);
        prop_assert_eq!(verdict.head.sequence, 0);
        prop_assert_eq!(verdict.damage.is_none(), bytes.is_empty());
    }

    /// However a ledger is bent: what is taken for intact is a beginning of what was written, byte for byte, and anything after it is told.
    #[test]
    fn a_bent_ledger_gets_an_answer(mutations in prop::collection::vec(mutation(), 1..5)) {
        let whole = WHOLE.with(Clone::clone);
        let mut bytes = whole.clone();
        for mutation in &mutations {
            mutate(&mut bytes, mutation);
        }
        let verdict = verdict(&bytes, None);
        let intact = usize::try_from(verdict.intact).unwrap();
        prop_assert_eq!(&bytes[..intact], &whole[..intact]);
        if let Some(damage) = verdict.damage.filter(|damage| damage.kind == FileDamageKind::Unended) {
            // The last entry is whole, only its line end is gone.
            prop_assert_eq!((damage.sequence, intact), (verdict.head.sequence, bytes.len()));
            prop_assert_eq!(whole.get(intact), Some(&b'\n'));
            return Ok(());
        }
        prop_assert_eq!(verdict.damage.is_none(), intact == bytes.len());
        if let Some(damage) = verdict.damage {
            prop_assert_eq!((damage.offset, damage.sequence), (verdict.intact, verdict.head.sequence + 1));
        }
    }
}

thread_local! {
    static WHOLE: Vec<u8> = lines(6).concat();
}
