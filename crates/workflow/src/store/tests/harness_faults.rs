//! B3: the n-th call to the disk fails, for every act: the act is done or absent, and the answer says which. Every third n, another third for the
//! next act; every n in full by hand.

use std::collections::{HashMap, HashSet};

use faultdisk::{Disk, Image};

use super::super::connect::{self, Settings};
use super::super::writer::Writer;
use super::desk::{Chance, Desk, count, dump, fitting, in_full, names, once, path, random, sound};
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
    /// Acts so far: each begins at another call.
    acts: usize,
}

/// Every which call of an act is tried: a third of them, over the acts each place in turn; in full by hand every one.
fn stride() -> usize {
    if in_full() { 1 } else { 3 }
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
        let mut starts = Starts::default();
        let by = fitting::<A>(&founder);
        let once = once();
        let entries = desk.entries() + 1;
        self.acts += 1;
        for n in (0..).skip(self.acts % stride()).step_by(stride()) {
            desk = desk.again(image.clone());
            // As in the program: somebody reads beside the writer, so the log outlives the connection that wrote it.
            let reading = connect::reading(&path(), desk.settings).unwrap();
            assert_eq!(count(&reading, "entry"), entries - 1);
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
                let (found, state) = starts.find(image);
                let absent = found == entries - 1;
                let at = format!("{} fault {n}, {how}", A::NAME);
                assert!(absent || found == entries, "{at}: {found} entries");
                assert!(!absent || *state == before, "{at}: half done");
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
                assert_eq!(starts.find(image).0, entries, "{} fault {n}, done at last, {how}", A::NAME);
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

/// What a start finds on an image: entries and state. Most faults of an act end alike; what is alike to the byte is started once.
#[derive(Default)]
struct Starts {
    disk: Disk,
    found: HashMap<[u8; 32], (u64, String)>,
}

impl Starts {
    fn find(&mut self, image: Image) -> (u64, &String) {
        let disk = &self.disk;
        let (entries, state) = self.found.entry(image.digest()).or_insert_with(|| {
            disk.set(image);
            let connection = connect::writing(&path(), Settings { vfs: Some(disk.name()), ..Settings::default() }).unwrap();
            (count(&connection, "entry"), dump(&connection))
        });
        (*entries, state)
    }
}

/// Faults of either test at the least: a third of those there are, which grow with the acts.
const LEAST: u64 = 2_500;

/// One call fails, the next ones do not. Two tests, so that two cores share them.
/// covers: B3
#[test]
fn a_fault_at_any_call_leaves_every_act_done_or_absent() {
    let mut tried = Tried::default();
    for_each(Faults { tried: &mut tried, count: 1, acts: 0 });
    println!("a fault of one call, every {} of every act: {tried:?}", stride());
    assert!(tried.faults > LEAST && tried.absent > LEAST / 2, "{tried:?}");
}

/// Every call fails from the n-th on; another third of the calls than where one fails.
/// covers: B3
#[test]
fn a_disk_that_fails_from_any_call_on_leaves_every_act_absent_or_unsure() {
    let mut tried = Tried::default();
    for_each(Faults { tried: &mut tried, count: u64::MAX, acts: 1 });
    println!("faults from a call on, every {} of every act: {tried:?}", stride());
    assert!(tried.faults > LEAST && tried.absent + tried.unsure == tried.faults, "{tried:?}");
}

/// The same while the program starts, over an empty disk and over a school: refused or open, and the next start finds all of it.
/// covers: B3
#[test]
fn a_fault_at_a_start_loses_nothing() {
    let (desk, _, _) = Desk::furnished();
    let school = (desk.disk.whole(), dump(desk.connection()));
    drop(desk);
    for (image, state) in [(Image::default(), None), (school.0, Some(school.1))] {
        let mut seen = HashSet::new();
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
            if seen.insert(disk.whole().digest()) {
                sound(connection).unwrap();
                assert!(state.as_ref().is_none_or(|state| *state == dump(connection)), "call {n}");
            }
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
    assert!(Starts::default().find(desk.disk.synced()).0 < entries);
}
