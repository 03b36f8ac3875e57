//! B2: the power goes. Images hold only what was synced, or a part of what was not; nothing acknowledged is lost, nothing is half.

use std::collections::BTreeMap;

use faultdisk::{Cut, Disk};

use super::super::connect::{self, Settings};
use super::super::entries::Standing;
use super::super::writer::Writer;
use super::desk::{Chance, Desk, dump, names, path, person, random, sound, times};
use crate::people::Invite;
use crate::school::{Change, Edit, Open, Periods, Week};

/// Acts of one life of a school.
const ACTS: u64 = 60;

/// What a harness found.
#[derive(Debug, Default)]
struct Found {
    cuts: u64,
    /// Cuts after which something acknowledged was not there.
    lost: u64,
    /// Cuts after which the state was none the school ever had, or the file was not whole.
    corrupt: u64,
}

/// Lives of schools, each cut again and again, until there were so many cuts.
fn harness(cuts: u64, change: impl Fn(Settings) -> Settings, lie: bool) -> Found {
    let mut found = Found::default();
    let mut seed = 0;
    let again = Disk::new();
    while found.cuts < cuts {
        seed += 1;
        let (states, kept) = life(seed, &change, lie);
        for cut in kept {
            if found.cuts < cuts {
                found.cuts += 1;
                judge(&again, cut, &states, &mut found);
            }
        }
    }
    found
}

/// A school that works; its state after each entry, and the images kept meanwhile.
fn life(seed: u64, change: &impl Fn(Settings) -> Settings, lie: bool) -> (BTreeMap<u64, String>, Vec<Cut>) {
    let mut chance = Chance(seed);
    let often = if seed.is_multiple_of(2) { 12 } else { 1000 };
    let mut desk = Desk::with(|settings| change(Settings { checkpoint: often, ..settings }));
    let (_, founder) = desk.furnish();
    let mut states = BTreeMap::from([(desk.entries(), dump(desk.connection()))]);
    desk.disk.tell(desk.entries());
    if lie {
        desk.disk.lie();
    }
    let mut coin = chance.clone();
    let torn: Box<dyn FnMut(u64) -> bool + Send> = Box::new(move |_| coin.next() & 1 == 1);
    // Every third call: in some lives only what was synced is left, in others a part of the rest too.
    desk.disk.watch(2 + seed % 3, (seed % 4 < 2).then_some(torn));
    for number in 0..ACTS {
        let told = work(&mut desk, &founder, number, &mut chance);
        states.insert(told, dump(desk.connection()));
        desk.disk.tell(told);
        if chance.below(25) == 0 {
            // The program is ended and started again: the log is brought into the database.
            let Desk { disk, writer, settings } = desk;
            drop(writer);
            desk = Desk { writer: Writer::open(path(), settings, random(1_000 + seed * 100 + number), names()).unwrap(), disk, settings };
        }
    }
    let cuts = desk.disk.cuts();
    (states, cuts)
}

/// One act; the number of its entry, once it is acknowledged.
fn work(desk: &mut Desk, founder: &crate::id::Id, number: u64, chance: &mut Chance) -> u64 {
    let by = person(founder);
    match chance.below(4) {
        0 => desk.perform(&by, change(desk_name(desk), format!("Лицей {number}"))).unwrap().entry,
        1 => {
            let first = jiff::civil::date(2030 + i16::try_from(number).unwrap(), 9, 1);
            desk.perform(&by, Open { first_day: first, last_day: first.checked_add(jiff::Span::new().days(270)).unwrap() }).unwrap().entry
        }
        2 => desk.perform(&by, Invite { name: format!("Сотрудник {number} {}", "ё".repeat(60)) }).unwrap().entry,
        _ => desk.perform(&by, Invite { name: format!("Сотрудник {number}") }).unwrap().entry,
    }
}

fn desk_name(desk: &Desk) -> String {
    desk.connection().query_row("select name from school", [], |row| row.get(0)).unwrap()
}

pub fn change(from: String, to: String) -> Change {
    let zone = "Europe/Moscow".to_owned();
    Change {
        seen: 1,
        name: Edit { opened: from, wanted: to },
        place: Edit { opened: String::new(), wanted: String::new() },
        address: Edit { opened: String::new(), wanted: String::new() },
        week: Edit { opened: Week::Five, wanted: Week::Five },
        periods: Edit { opened: Periods::Quarters, wanted: Periods::Quarters },
        zone: Edit { opened: zone.clone(), wanted: zone },
    }
}

/// Starts the program on an image: everything acknowledged is there, and the state is one the school had.
fn judge(disk: &Disk, cut: Cut, states: &BTreeMap<u64, String>, found: &mut Found) {
    disk.set(cut.image);
    let settings = Settings { vfs: Some(disk.name()), ..Settings::default() };
    let Ok(connection) = connect::writing(&path(), settings) else {
        found.corrupt += 1;
        return;
    };
    // A torn page may be one of the journal's.
    let Ok(entries) = connection.query_row("select count(*) from entry", [], |row| row.get::<_, u64>(0)) else {
        found.corrupt += 1;
        return;
    };
    found.lost += u64::from(entries < cut.told);
    // An act may be on the disk before it was acknowledged: its state is among those of the life.
    let whole = sound(&connection).is_ok() && Standing::read(&connection).is_ok_and(|standing| standing.head.sequence == entries);
    let had = || states.get(&entries).is_some_and(|state| *state == dump(&connection));
    found.corrupt += u64::from(!whole || !had());
}

/// covers: B2
#[test]
fn nothing_acknowledged_is_lost_when_the_power_goes() {
    let found = harness(times(10_000), |settings| settings, false);
    println!("power cuts: {found:?}");
    assert_eq!((found.lost, found.corrupt), (0, 0), "{found:?}");
    assert!(found.cuts >= 200);
}

/// Control: the same harness must find what a store loses that does not wait for its log.
#[test]
fn control_a_store_that_does_not_wait_for_its_log_loses_acts() {
    let found = harness(200, |settings| Settings { synchronous: "NORMAL", ..settings }, false);
    println!("control, synchronous=NORMAL: {found:?}");
    assert!(found.lost > 20, "{found:?}");
}

/// Control: a disk that says it synced and did not, and a store that never syncs.
#[test]
fn control_a_lying_disk_and_no_syncs_lose_acts() {
    let lying = harness(200, |settings| settings, true);
    let never = harness(200, |settings| Settings { synchronous: "OFF", ..settings }, false);
    println!("control, lying disk: {lying:?}; synchronous=OFF: {never:?}");
    assert!(lying.lost > 20 && never.lost > 20, "{lying:?} {never:?}");
    assert!(never.corrupt + lying.corrupt > 0, "torn pages are seen: {lying:?} {never:?}");
}

/// A part of what was not synced is really kept: a life without it and one with it differ.
#[test]
fn cuts_of_both_kinds_are_made() {
    let synced = life(3, &|settings| settings, false).1;
    let torn = life(4, &|settings| settings, false).1;
    assert!(synced.len() > 50 && torn.len() > 50, "{} {}", synced.len(), torn.len());
    let logs = |cuts: &[Cut]| cuts.iter().filter(|cut| cut.image.0.keys().any(|name| name.ends_with("-wal"))).count();
    assert!(logs(&synced) > 0 && logs(&torn) > 0);
}
