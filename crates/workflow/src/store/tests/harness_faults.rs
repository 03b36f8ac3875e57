//! B3: the n-th call to the disk fails, for every n and every act: the act is done or absent, and the answer says which.

use faultdisk::{Disk, Image};

use super::super::connect::{self, Settings};
use super::super::writer::Writer;
use super::desk::{Chance, Desk, count, dump, fitting, names, once, path, random, sound};
use crate::act::Act;
use crate::acts::{Visitor, for_each};
use crate::refusal::Rule;
use crate::school::Found;

/// Faults tried, and what was answered.
#[derive(Debug, Default)]
struct Tried {
    faults: u64,
    done: u64,
    absent: u64,
    unsure: u64,
}

/// A school ready for the act; founding needs an empty folder.
fn ready<A: Act>() -> (Desk, crate::world::World, crate::id::Id) {
    if A::NAME == Found::NAME {
        return (Desk::new(), super::desk::world(), crate::id::Id::school());
    }
    Desk::furnished()
}

struct Faults<'a> {
    tried: &'a mut Tried,
    /// How many calls fail from the n-th on.
    count: u64,
}

impl Visitor for Faults<'_> {
    fn visit<A: Act>(&mut self) {
        let (desk, world, founder) = ready::<A>();
        // As after a start: what the school is made of lies in the database, only the act in its log.
        let made = desk.disk.whole();
        let Desk { disk, writer, settings } = desk.again(made);
        drop(writer);
        let image = disk.whole();
        let mut desk = Desk { writer: Writer::open(path(), settings, random(2), names()).unwrap(), disk, settings };
        let before = dump(desk.connection());
        let again = Disk::new();
        let by = fitting::<A>(&founder);
        let entries = desk.entries() + 1;
        for n in 0.. {
            desk = desk.again(image.clone());
            // As in the program: somebody reads beside the writer, so the log outlives the connection that wrote it.
            let reading = connect::reading(&path(), desk.settings).unwrap();
            assert_eq!(count(&reading, "entry"), entries - 1);
            let once = once();
            let failed = desk.disk.failed();
            desk.disk.fail(n, self.count);
            let answer = desk.writer.perform(&by, &once, A::sample(&world)).map_err(|refusal| refusal.rule);
            desk.disk.mend();
            if desk.disk.failed() == failed {
                assert!(n > 10 && answer.is_ok(), "{}: {n} calls", A::NAME);
                break;
            }
            self.tried.faults += 1;
            for (how, image) in ends(&desk.disk, n) {
                let (found, state) = found(&again, image);
                let absent = found == entries - 1;
                let at = format!("{} fault {n}, {how}", A::NAME);
                assert!(absent || found == entries, "{at}: {found} entries");
                assert!(!absent || state == before, "{at}: half done");
                assert!(answer.is_err() || !absent, "{at}: acknowledged, not on the disk");
                assert!(!matches!(answer, Err(Rule::Disk | Rule::DiskFull)) || absent, "{at}: said not to be done, but on the disk");
            }
            match answer {
                Ok(_) => self.tried.done += 1,
                Err(Rule::Disk | Rule::DiskFull) => self.tried.absent += 1,
                Err(Rule::Unsure) => self.tried.unsure += 1,
                Err(rule) => panic!("{} fault {n}: {rule:?}", A::NAME),
            }
            // The same form once more: done, and once only; and it stays when the power goes.
            desk.writer.perform(&by, &once, A::sample(&world)).unwrap_or_else(|refusal| panic!("{} fault {n}: {refusal:?}", A::NAME));
            assert_eq!(desk.entries(), entries, "{} fault {n}", A::NAME);
            sound(desk.connection()).unwrap();
            for (how, image) in ends(&desk.disk, n) {
                assert_eq!(found(&again, image).0, entries, "{} fault {n}, done at last, {how}", A::NAME);
            }
            drop(reading);
        }
    }
}

/// How it may end now: the power goes and what was not synced is lost, or a part of it; or the program is killed. What ends alike is looked at once.
fn ends(disk: &Disk, seed: u64) -> Vec<(&'static str, Image)> {
    let torn = |seed| {
        let mut chance = Chance(seed);
        disk.torn(&mut |_| chance.next() & 1 == 1)
    };
    let all = [("synced", disk.synced()), ("torn", torn(seed)), ("torn otherwise", torn(seed + 1_000)), ("killed", disk.whole())];
    let mut different: Vec<(&'static str, Image)> = Vec::new();
    for (how, image) in all {
        if different.iter().all(|(_, other)| *other != image) {
            different.push((how, image));
        }
    }
    different
}

/// Entries and state a start finds on an image.
fn found(again: &Disk, image: Image) -> (u64, String) {
    again.set(image);
    let connection = connect::writing(&path(), Settings { vfs: Some(again.name()), ..Settings::default() }).unwrap();
    (count(&connection, "entry"), dump(&connection))
}

/// covers: B3
#[test]
fn a_fault_at_any_call_leaves_every_act_done_or_absent() {
    let (mut once, mut from_there_on) = (Tried::default(), Tried::default());
    for_each(Faults { tried: &mut once, count: 1 });
    for_each(Faults { tried: &mut from_there_on, count: u64::MAX });
    println!("faults at every call of every act: once {once:?}, from there on {from_there_on:?}");
    assert!(once.faults > 100 && once.absent > 50, "{once:?}");
    assert!(from_there_on.absent + from_there_on.unsure == from_there_on.faults, "{from_there_on:?}");
}

/// The same while the program starts, over an empty disk and over a school: refused or open, and the next start finds all of it.
/// covers: B3
#[test]
fn a_fault_at_a_start_loses_nothing() {
    let (desk, _, _) = Desk::furnished();
    let school = (desk.disk.whole(), dump(desk.connection()));
    drop(desk);
    for (image, state) in [(Image::default(), None), (school.0, Some(school.1))] {
        for n in 0.. {
            let disk = Disk::new();
            disk.set(image.clone());
            let settings = Settings { vfs: Some(disk.name()), ..Settings::default() };
            disk.fail(n, 1);
            let opened = Writer::open(path(), settings, random(3), names());
            let failed = disk.failed();
            assert!(opened.is_ok() || failed == 1, "call {n}");
            drop(opened);
            disk.mend();
            let again = Writer::open(path(), settings, random(3), names()).unwrap();
            let (connection, _) = again.open.as_ref().unwrap();
            sound(connection).unwrap();
            assert!(state.as_ref().is_none_or(|state| *state == dump(connection)), "call {n}");
            if failed == 0 {
                assert!(n > 5, "{n} calls");
                break;
            }
        }
    }
}

/// Control: the harness sees an acknowledgement that is not on the disk.
#[test]
fn control_without_waiting_for_the_log_an_acknowledged_act_is_not_there() {
    let mut desk = Desk::with(|settings| Settings { synchronous: "NORMAL", ..settings });
    let (world, founder) = desk.furnish();
    let entries = desk.perform(&fitting::<crate::people::Invite>(&founder), crate::people::Invite::sample(&world)).unwrap().entry;
    assert!(found(&Disk::new(), desk.disk.synced()).0 < entries);
}
