//! Ledgers of form 1, from before an entry said who acted: still verified, read, and gone on with.

use ledger::FileDamageKind::Chain;
use ledger::{Actor, Checkpoint, DamageKind, Ledger};

use super::desk::{Desk, act, entries, forged, form_one, verdict};

#[test]
fn a_ledger_of_form_one_is_intact_and_says_nobody() {
    let bytes = form_one(&[1, 2, 3, 4, 5]).concat();
    let read = entries(&bytes);
    assert_eq!((read.len(), verdict(&bytes, Some(read[4].checkpoint())).damage), (5, None));
    assert!(read.iter().all(|entry| entry.actor.is_none() && entry.act == "preregister"));
}

/// Two lines of form 1, then three of form 2, with the hashes they had: made by another program, after the README.
const KEPT: &str = r#"8ab402e22326826f58c207ce00445307517d16048841efa4c48d2fc3f2f00842 {"act":"preregister","at":"2026-11-23T10:00:00Z","details":{"file":"protocol.toml","purpose":"procedure-check"},"previous":"b2a74f1bb7522fbc6827c88c615e063d7ada5bec368f4906c31eff47a6a968d7","sequence":1,"subjects":["2ea88c7a30351b12a4dcfc06cdce2af6eab18416176466c2500cb6ef74f745bf"],"version":1}
364f576fc79a6467e8ea0e419998f615d2bdeba6c8f3f1de7a747ec110183191 {"act":"preregister","at":"2026-11-24T08:15:30Z","details":{"file":"протокол.toml","list":[true,null,{"в":"\"\n"}],"n":-1},"previous":"8ab402e22326826f58c207ce00445307517d16048841efa4c48d2fc3f2f00842","sequence":2,"subjects":[],"version":1}
7cd1cb13d6e9125219d00e9c2d1d4802c3452cedb7a70b5fb4c099541cbe86b5 {"act":"preregister","actor":"console","at":"2027-01-11T09:00:00Z","details":{"file":"protocol.toml"},"previous":"364f576fc79a6467e8ea0e419998f615d2bdeba6c8f3f1de7a747ec110183191","sequence":3,"subjects":["2ea88c7a30351b12a4dcfc06cdce2af6eab18416176466c2500cb6ef74f745bf"],"version":2}
78501955ac75319ad77ccb88de31c9dffd68e1e4fbae4b7f1a60b254ebd12b19 {"act":"preregister","actor":"program","at":"2027-01-12T00:00:00Z","details":{"file":"protocol.toml"},"previous":"7cd1cb13d6e9125219d00e9c2d1d4802c3452cedb7a70b5fb4c099541cbe86b5","sequence":4,"subjects":[],"version":2}
470271d00f178bf3b2545980a013d3be24881e93dc642905e9f14af906b60640 {"act":"preregister","actor":"person:p-17","at":"2027-01-12T09:30:00Z","details":{"file":"protocol.toml"},"previous":"78501955ac75319ad77ccb88de31c9dffd68e1e4fbae4b7f1a60b254ebd12b19","sequence":5,"subjects":[],"version":2}
"#;

/// The forms stay what they are: who kept such a checkpoint can still check by it.
#[test]
fn lines_made_elsewhere_are_read_as_they_were() {
    let held = [
        "2:364f576fc79a6467e8ea0e419998f615d2bdeba6c8f3f1de7a747ec110183191",
        "5:470271d00f178bf3b2545980a013d3be24881e93dc642905e9f14af906b60640",
    ];
    for (lines, held) in [2, 5].into_iter().zip(held) {
        let bytes: String = KEPT.split_inclusive('\n').take(lines).collect();
        let verdict = verdict(bytes.as_bytes(), None);
        assert_eq!((verdict.head.to_string().as_str(), verdict.damage), (held, None));
    }
    let actors: Vec<_> = entries(KEPT.as_bytes()).into_iter().map(|entry| entry.actor).collect();
    assert_eq!(actors, [None, None, Some(Actor::Console), Some(Actor::Program), Some(Actor::Person("p-17".into()))]);
}

/// What was written stays as it is; the new entry is bound to the old one and says who.
#[test]
fn a_ledger_of_form_one_goes_on_in_form_two() {
    let old = form_one(&[1, 2, 3]).concat();
    let desk = Desk::with(&old);
    let entry = Ledger::open(&desk.path()).unwrap().append(act(4)).unwrap();
    let bytes = desk.bytes();
    assert!(bytes.starts_with(&old));
    let read = entries(&bytes);
    assert_eq!((read.len(), &read[3], entry.previous), (4, &entry, read[2].hash));
    assert_eq!(read.iter().map(|entry| entry.actor.is_some()).collect::<Vec<_>>(), [false, false, false, true]);
    assert_eq!(verdict(&bytes, Some(read[1].checkpoint())).damage, None);
}

/// The seam holds like any other place: a changed byte, and an old entry written anew.
#[test]
fn damage_in_a_ledger_of_both_forms_is_found() {
    let mut lines = form_one(&[1, 2]);
    let head = entries(&lines.concat())[1].checkpoint();
    lines.extend(forged(head, &[3, 4]));
    let (bytes, start) = (lines.concat(), lines[0].len());
    assert_eq!(verdict(&bytes, None).damage, None);
    for place in 0..bytes.len() - lines[3].len() {
        let mut bytes = bytes.clone();
        bytes[place] ^= 1;
        assert!(verdict(&bytes, None).damage.is_some_and(|damage| damage.sequence <= 3), "byte {place}");
    }
    lines[1] = form_one(&[1, 7]).remove(1);
    let damage = verdict(&lines.concat(), None).damage.unwrap();
    assert_eq!((damage.sequence, damage.kind), (3, Chain(DamageKind::Unbound)));
    assert_eq!(damage.offset, (start + lines[1].len()) as u64);
}

/// A form that is not known is not guessed at.
#[test]
fn a_later_form_is_no_entry_of_this_version() {
    let line = String::from_utf8(forged(Checkpoint::empty(), &[1]).concat()).unwrap();
    let body = line[65..].trim_end().replace("\"version\":2", "\"version\":3");
    let hash = ledger::Digest::of(format!("objektiv/ledger/entry/1\0{body}").as_bytes());
    let kind = verdict(format!("{hash} {body}\n").as_bytes(), None).damage.unwrap().kind;
    assert_eq!(kind, Chain(DamageKind::NotAnEntry));
}
