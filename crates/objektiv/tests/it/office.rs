//! A school restored and got back into at the command line.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::civil::{Date, date};
use records::progress::Silent;
use workflow::journal::Journal;
use workflow::people::{Claim, Hash, Invite, List, Lock, Slip};
use workflow::recovery::{Confirm, Sheet};
use workflow::school::{Found, Periods, Week};
use workflow::{Actor, Once, Reader, Store, Surroundings};

use super::desk::Desk;
use super::transcripts::{kept, told};

fn opened(folder: &Path) -> Store {
    // Never the same twice, in whichever folder.
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let random = Box::new(move |bytes: &mut [u8]| {
        for piece in bytes.chunks_mut(32) {
            let drawn = ledger::Digest::of(&NEXT.fetch_add(1, Ordering::Relaxed).to_le_bytes());
            piece.copy_from_slice(&drawn.as_bytes()[..piece.len()]);
        }
        true
    });
    Store::open(folder, Surroundings { random, address: "http://127.0.0.1:8080".into() }).unwrap()
}

fn sheet() -> Sheet {
    Sheet::fresh(&[7; Sheet::RANDOM])
}

fn once(number: u32) -> Once {
    Once::read(&format!("form-of-a-test-{number:08}")).unwrap()
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

/// A school with two people in it and a backup of it; the folder is closed.
fn school(folder: &Path, first_day: Date) {
    let store = opened(folder);
    let now = date(2026, 11, 23).at(9, 0, 0, 0).in_tz("Europe/Moscow").unwrap();
    let founding = Found {
        person: "Анна Петровна Ёлкина".into(),
        password: None,
        school: "Школа № 1".into(),
        week: Week::Five,
        periods: Periods::Quarters,
        zone: "Europe/Moscow".into(),
        first_day,
        last_day: first_day.checked_add(jiff::Span::new().days(270)).unwrap(),
    };
    let program = Reader::new(Actor::Program, now.clone());
    wait(store.perform(program.clone(), once(1), founding)).unwrap();
    let by = Reader::new(Actor::Console, now);
    wait(store.perform(by.clone(), once(2), Invite { name: "Мария Ивановна Уткина".into() })).unwrap();
    let issued = wait(store.perform(by.clone(), once(3), sheet().issue())).unwrap().done;
    wait(store.perform(by, once(4), Confirm { sheet: issued, word: sheet().word })).unwrap();
    wait(store.back_up(program, Arc::new(Silent))).unwrap();
}

/// Ids, slips and moments of this call differ from run to run.
fn masked(text: &str) -> String {
    let word = |word: &str| {
        let slip = word.len() == 19 && word.split('-').count() == 4;
        let id = word.starts_with("person-") && word.len() == 15;
        match () {
            () if slip => "XXXX-XXXX-XXXX-XXXX".to_owned(),
            () if id => "person-xxxxxxxx".to_owned(),
            () => word.to_owned(),
        }
    };
    let line = |line: &str| match line.split_once(". Годен один раз, до ") {
        Some((before, _)) => format!("{before}. Годен один раз, до дд.мм.гггг чч:мм:"),
        None => line.split(' ').map(word).collect::<Vec<_>>().join(" "),
    };
    text.lines().map(|text| line(text) + "\n").collect()
}

#[test]
fn a_school_is_restored_from_its_backup_and_sheet() {
    let desk = Desk::new();
    school(&desk.path("школа"), date(2026, 9, 1));
    let backup = "школа/backups/objektiv-2026-11-23-0900.backup";
    let groups = sheet().key.groups();
    let put = |name: &str, text: &str| fs::write(desk.path(name), text).unwrap();
    let mut mistyped = groups.clone();
    let other = if mistyped[6][1..].starts_with('Q') { "P" } else { "Q" };
    mistyped[6].replace_range(1..2, other);
    put("ключ.txt", &groups.join(" "));
    put("описка.txt", &mistyped.join(" "));
    put("другой.txt", &Sheet::fresh(&[8; Sheet::RANDOM]).key.groups().join("-"));
    let bytes = fs::read(desk.path(backup)).unwrap();
    fs::write(desk.path("обрыв.backup"), &bytes[..bytes.len() - 100]).unwrap();
    let calls = [
        format!("restore {backup} --data новая --key-file описка.txt"),
        format!("restore {backup} --data новая --key-file другой.txt"),
        "restore обрыв.backup --data новая --key-file ключ.txt".to_owned(),
        "restore ключ.txt --data новая --key-file ключ.txt".to_owned(),
        format!("restore {backup} --data школа --key-file ключ.txt"),
        "restore нет.backup --data новая --key-file ключ.txt".to_owned(),
        format!("restore {backup}"),
        format!("restore {backup} --data новая --key-file ключ.txt"),
        format!("--lang en restore {backup} --data школа/вторая --key-file ключ.txt"),
    ];
    let transcript: String = calls.iter().map(|call| told(&desk, call)).collect();
    kept("restore", &transcript);
    let store = opened(&desk.path("новая"));
    let now = date(2026, 11, 24).at(9, 0, 0, 0).in_tz("Europe/Moscow").unwrap();
    assert_eq!(wait(store.see(Reader::new(Actor::Console, now), List)).unwrap().len(), 2);
    assert!(desk.names(".").iter().all(|name| !name.contains("restoring")));
}

/// Piped in, the key is read as it comes; nothing piped is told.
#[test]
fn a_key_can_be_piped_in() {
    let desk = Desk::new();
    school(&desk.path("школа"), date(2026, 9, 1));
    let call = "restore школа/backups/objektiv-2026-11-23-0900.backup --data новая";
    let piped = |text: &str| {
        let mut child = desk.command(call).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, told) = piped("");
    assert!(code == Some(3) && told.contains("Ключ не введён"), "{told}");
    assert_eq!(piped(&sheet().key.groups().join("\n")).0, Some(0));
}

#[test]
fn a_lost_administrator_gets_back_in_at_the_machine() {
    let desk = Desk::new();
    let folder = desk.path("школа");
    school(&folder, date(2026, 9, 1));
    let mut transcript = masked(&told(&desk, "admin --data нет-такой"));
    for call in
        ["admin --data школа", "admin --data школа --slip Пётр", "admin --data школа --administrator", "--lang en admin --data школа"]
    {
        transcript += &masked(&told(&desk, call));
    }
    // A name has blanks: it goes as one argument.
    let slip = |data: &str, name: &str, more: &[&str]| {
        let output = desk.command(&format!("admin --data {data} --slip")).arg(name).args(more).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let issued = slip("школа", "анна  петровна елкина", &[]);
    transcript += &masked(&format!("(листок)\n\n{issued}\n"));
    transcript += &masked(&format!("(новый администратор)\n\n{}\n", slip("школа", "Мария Ивановна Уткина", &["--administrator"])));
    let store = opened(&folder);
    transcript += &masked(&told(&desk, "admin --data школа"));
    let now = jiff::Timestamp::now().in_tz("Europe/Moscow").unwrap();
    let code = issued.lines().find_map(|line| Slip::read(line.trim())).unwrap();
    let claim = Claim { digest: code.digest(), password: Hash::of("две берёзы у реки", [7; 16]).unwrap() };
    wait(store.perform(Reader::new(Actor::Program, now.clone()), once(5), claim)).unwrap();
    let console = Reader::new(Actor::Console, now);
    let journal = wait(store.see(console, Journal { of: None, before: None, limit: 4 })).unwrap();
    let entered: Vec<_> = journal.iter().map(|line| (line.read.act.as_str(), line.read.actor.clone().unwrap().to_string())).collect();
    let expected = [("account.claim", "program"), ("account.slip", "console"), ("role.give", "console"), ("account.slip", "console")];
    assert_eq!(entered, expected.map(|(act, actor)| (act, actor.to_owned())));
    // A school founded for a year to come: today nobody manages people, and one of them is locked out.
    school(&desk.path("новая"), date(2090, 9, 1));
    let store = opened(&desk.path("новая"));
    let console = Reader::new(Actor::Console, date(2026, 11, 23).at(9, 0, 0, 0).in_tz("Europe/Moscow").unwrap());
    let people = wait(store.see(console.clone(), List)).unwrap();
    let maria = people.iter().find(|person| person.name.starts_with("Мария")).unwrap();
    wait(store.perform(console, once(6), Lock { person: maria.id.clone(), seen: maria.entry })).unwrap();
    drop(store);
    transcript += &masked(&format!("(людей вести некому, вход закрыт)\n\n{}\n", slip("новая", maria.id.as_str(), &[])));
    kept("admin", &transcript);
}
