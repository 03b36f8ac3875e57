//! Backups that are cut, changed, of something else, of a later program, or made to do harm: each is refused with its reason, and nothing is left.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use records::progress::Silent;
use records::text::Lang;
use rusqlite::Connection;
use serde_json::{Value, json};
use tar::{Archive, Builder, EntryType, Header};

use super::super::backup::{Damaged, RestoreError, restore};
use super::backups::{attached, backed_up, file, furnished, key, names, restoring, sheet};
use super::desk::{Chance, console, times};
use crate::recovery::{Mistyped, Sheet};

/// A backup with a file, and its bytes.
fn backup() -> (tempfile::TempDir, Vec<u8>) {
    let (home, store, founder) = furnished();
    attached(&store, &founder, &[7; 100_000], false);
    attached(&store, &founder, b"list of a class", true);
    let bytes = fs::read(file(home.path(), &backed_up(&store).unwrap())).unwrap();
    (home, bytes)
}

/// What is said of these bytes; nothing is left of a refused one.
fn said(home: &Path, bytes: &[u8], key: &str) -> Option<RestoreError> {
    let away = home.join("places").join("away");
    fs::create_dir_all(away.parent().unwrap()).unwrap();
    let answer = restore(bytes, key, &away, restoring(console(), &Silent)).err();
    match &answer {
        Some(error) => {
            assert!(names(away.parent().unwrap()).is_empty(), "{error}");
            for lang in [Lang::Ru, Lang::En] {
                assert!(error.told(lang, &away).chars().count() > 40, "{error}");
            }
        }
        None => fs::remove_dir_all(&away).unwrap(),
    }
    answer
}

/// The parts of a backup in the clear.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let plain = age::decrypt(&sheet().key.0, bytes).unwrap();
    let mut archive = Archive::new(plain.as_slice());
    let part = |entry: std::io::Result<tar::Entry<'_, &[u8]>>| {
        let mut entry = entry.unwrap();
        let (name, mut bytes) = (entry.path().unwrap().to_str().unwrap().to_owned(), Vec::new());
        entry.read_to_end(&mut bytes).unwrap();
        (name, bytes)
    };
    archive.entries().unwrap().map(part).collect()
}

fn entry(archive: &mut Builder<Vec<u8>>, name: &str, kind: EntryType, bytes: &[u8]) {
    let mut header = Header::new_ustar();
    // Written as it is: the crate would refuse a path that leads out.
    header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
    header.set_entry_type(kind);
    header.set_size(bytes.len() as u64);
    header.set_mode(0o644);
    if kind == EntryType::Symlink {
        header.set_link_name("/etc").unwrap();
    }
    header.set_cksum();
    archive.append(&header, bytes).unwrap();
}

fn sealed(plain: &[u8]) -> Vec<u8> {
    age::encrypt(&sheet().key.0.to_public(), plain).unwrap()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = Builder::new(Vec::new());
    parts.iter().for_each(|(name, bytes)| entry(&mut archive, name, EntryType::Regular, bytes));
    sealed(&archive.into_inner().unwrap())
}

/// The parts with the manifest changed.
fn listed(parts: &[(String, Vec<u8>)], change: impl FnOnce(&mut Value)) -> Vec<(String, Vec<u8>)> {
    let mut parts = parts.to_vec();
    let mut manifest = serde_json::from_slice(&parts[0].1).unwrap();
    change(&mut manifest);
    parts[0].1 = serde_json::to_vec(&manifest).unwrap();
    parts
}

/// A part changed, and the manifest made to agree with it.
fn relisted(parts: &[(String, Vec<u8>)], which: usize, bytes: Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let mut parts = listed(parts, |manifest| {
        manifest["parts"][which - 1]["bytes"] = json!(bytes.len());
        manifest["parts"][which - 1]["digest"] = json!(ledger::Digest::of(&bytes).to_string());
    });
    parts[which].1 = bytes;
    parts
}

#[test]
fn a_mistyped_or_another_key_is_told() {
    let (home, bytes) = backup();
    assert!(said(home.path(), &bytes, &key()).is_none(), "control: the backup is whole");
    let other = Sheet::fresh(&[6; Sheet::RANDOM]).key.groups().concat();
    assert!(matches!(said(home.path(), &bytes, &other), Some(RestoreError::WrongKey)));
    let typed = key().replacen('Q', "P", 1);
    assert!(
        typed != key()
            && matches!(said(home.path(), &bytes, &typed), Some(RestoreError::Key(Mistyped::Groups(groups))) if groups.len() == 1)
    );
    assert!(matches!(said(home.path(), &bytes, ""), Some(RestoreError::Key(Mistyped::Nothing))));
}

#[test]
fn what_is_no_backup_is_told() {
    let (home, bytes) = backup();
    let other = |bytes: &[u8]| matches!(said(home.path(), bytes, &key()), Some(RestoreError::NotABackup));
    let mut archive = Builder::new(Vec::new());
    entry(&mut archive, "letter.txt", EntryType::Regular, b"dear colleague");
    for wrong in
        [b"".to_vec(), b"PK\x03\x04 a document".to_vec(), vec![0; 5_000], sealed(b"a letter"), sealed(&archive.into_inner().unwrap())]
    {
        assert!(other(&wrong), "{:?}", said(home.path(), &wrong, &key()));
    }
    let parts = parts(&bytes);
    assert!(other(&packed(&parts[1..])), "without a manifest");
}

/// At every length of its beginning, and at many others: cut short, never restored, never called anything that is somebody's fault.
#[test]
fn a_backup_that_was_cut_is_told() {
    let (home, bytes) = backup();
    let mut chance = Chance(3);
    let beginnings = 1..300_usize;
    let others =
        (0..times(5_000)).map(|_| chance.below(bytes.len() as u64) as usize).chain([bytes.len() - 1, bytes.len() - 16, bytes.len() - 17]);
    // Where a piece of the cipher ends (64 KiB and 16 bytes): nothing but the next piece can tell that this is not the end.
    let header = bytes.windows(5).position(|line| line == b"\n--- ").unwrap();
    let begins = header + 2 + bytes[header + 1..].iter().position(|byte| *byte == b'\n').unwrap() + 16;
    let pieces = (0..).map(|piece| begins + piece * (64 * 1024 + 16)).take_while(|place| *place < bytes.len());
    for length in beginnings.chain(others).chain(pieces) {
        let answer = said(home.path(), &bytes[..length.max(1)], &key());
        assert!(matches!(answer, Some(RestoreError::CutShort)), "{length} of {}: {answer:?}", bytes.len());
    }
}

/// Any bit: refused. Only where it says which program can open it, it is no backup at all.
#[test]
fn a_changed_backup_is_told() {
    let (home, bytes) = backup();
    let mut chance = Chance(4);
    for number in 0..times(10_000) {
        let mut changed = bytes.clone();
        let place = if number % 4 == 0 { chance.below(250) } else { chance.below(bytes.len() as u64) } as usize;
        changed[place] ^= 1 << chance.below(8);
        let answer = said(home.path(), &changed, &key());
        let fits = match &answer {
            Some(RestoreError::Damaged(Damaged::Inside) | RestoreError::CutShort) => true,
            Some(RestoreError::NotABackup | RestoreError::WrongKey) => place < 250,
            _ => false,
        };
        assert!(fits, "byte {place}: {answer:?}");
    }
    let longer = [bytes.as_slice(), b"more"].concat();
    assert!(said(home.path(), &longer, &key()).is_some());
}

#[test]
fn a_backup_of_a_later_program_is_told_with_its_version() {
    let (home, bytes) = backup();
    let parts = parts(&bytes);
    let later = |error| matches!(error, Some(RestoreError::Later(program)) if program == "7.1.0");
    for (field, value) in [("form", json!(2)), ("step", json!(900))] {
        let changed = listed(&parts, |manifest| {
            manifest[field] = value;
            manifest["program"] = json!("7.1.0");
        });
        assert!(later(said(home.path(), &packed(&changed), &key())), "{field}");
    }
    // A form that is not known may have another manifest altogether.
    let mut other = parts.clone();
    other[0].1 = br#"{"form": 3, "program": "7.1.0", "contents": []}"#.to_vec();
    assert!(later(said(home.path(), &packed(&other), &key())));
}

/// Whoever can seal for the sheet can put anything into an archive: nothing leaves the folder, nothing is a link, nothing comes that is not listed.
#[test]
fn an_archive_made_to_do_harm_is_refused() {
    let (home, bytes) = backup();
    let parts = parts(&bytes);
    let damaged = |bytes: &[u8], what: &Damaged| match said(home.path(), bytes, &key()) {
        Some(RestoreError::Damaged(found)) => assert_eq!(&found, what),
        other => panic!("{other:?}, expected {what:?}"),
    };
    for path in ["../away.txt", "/objektiv-away.txt", "files/../../away.txt", "keys/extra.key", "objektiv.lock"] {
        let mut extra = listed(&parts, |manifest| {
            let part = json!({"path": path, "bytes": 4, "digest": ledger::Digest::of(b"harm").to_string()});
            manifest["parts"].as_array_mut().unwrap().push(part);
        });
        extra.push((path.to_owned(), b"harm".to_vec()));
        damaged(&packed(&extra), &Damaged::Manifest);
        let unlisted: Vec<_> = parts.iter().cloned().chain([(path.to_owned(), b"harm".to_vec())]).collect();
        damaged(&packed(&unlisted), &Damaged::Extra);
    }
    let first = Damaged::Part("objektiv.sqlite".into());
    for kind in [EntryType::Symlink, EntryType::Link, EntryType::Directory, EntryType::GNULongName, EntryType::XHeader] {
        let mut archive = Builder::new(Vec::new());
        entry(&mut archive, &parts[0].0, EntryType::Regular, &parts[0].1);
        entry(&mut archive, "objektiv.sqlite", kind, b"");
        damaged(&sealed(&archive.into_inner().unwrap()), &first);
    }
    damaged(&packed(&parts[..1]), &first);
    damaged(&packed(&listed(&parts, |manifest| manifest["parts"][0]["bytes"] = json!(u64::MAX / 2))), &first);
    damaged(&packed(&listed(&parts, |manifest| manifest["parts"][0]["digest"] = json!("0"))), &first);
    damaged(&packed(&listed(&parts, |manifest| manifest["parts"] = json!([]))), &Damaged::Manifest);
    assert!(!home.path().join("away.txt").exists() && !Path::new("/objektiv-away.txt").exists());
}

/// A database changed with care, every digest made to agree: the ledger tells.
#[test]
fn a_school_whose_ledger_was_changed_is_refused() {
    let (home, bytes) = backup();
    let parts = parts(&bytes);
    let path: PathBuf = home.path().join("changed.sqlite");
    let changed = |sql: &str| {
        fs::File::create(&path).unwrap().write_all(&parts[1].1).unwrap();
        let connection = Connection::open(&path).unwrap();
        let drop_triggers: Vec<String> = connection
            .prepare("select 'drop trigger ' || name from sqlite_schema where type = 'trigger'")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        connection.execute_batch(&format!("pragma foreign_keys = off; {}; {sql}", drop_triggers.join("; "))).unwrap();
        drop(connection);
        said(home.path(), &packed(&relisted(&parts, 1, fs::read(&path).unwrap())), &key())
    };
    assert!(changed("select 1").is_none(), "control");
    let ledger = |sql, entry| match changed(sql) {
        Some(RestoreError::Damaged(Damaged::Ledger(found))) => assert_eq!(found, entry, "{sql}"),
        other => panic!("{sql}: {other:?}"),
    };
    ledger("update entry set record = replace(record, 'found', 'Found') where sequence = 1", 1);
    ledger("update payload set content = replace(content, 'Школа', 'Лицей') where entry = 1", 1);
    ledger("update node set hash = zeroblob(32) where level = 1 and place = 0", 2);
    ledger("delete from entry where sequence = 3", 3);
    let checkpoint = |error| matches!(error, Some(RestoreError::Damaged(Damaged::Checkpoint)));
    assert!(checkpoint(changed("delete from entry where sequence = 5")), "the end is gone");
    assert!(changed("delete from payload where entry = 1").is_none(), "what was erased stays erased");
    let strange = "insert into kept_file (address, at, entry) values ('aa', 0, 5)";
    assert!(matches!(changed(strange), Some(RestoreError::Damaged(Damaged::Part(address))) if address == "aa"));
    let other = relisted(&parts, 2, format!("{}\n", ledger::Digest::of(b"another key")).into_bytes());
    assert!(checkpoint(said(home.path(), &packed(&other), &key())), "the ledger of another key");
    assert!(matches!(
        said(home.path(), &packed(&relisted(&parts, 3, b"no key".to_vec())), &key()),
        Some(RestoreError::Damaged(Damaged::Key))
    ));
    assert!(matches!(
        said(home.path(), &packed(&relisted(&parts, 1, vec![7; 8192])), &key()),
        Some(RestoreError::Damaged(Damaged::Database))
    ));
}
