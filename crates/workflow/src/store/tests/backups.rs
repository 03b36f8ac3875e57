//! Backups of a real folder, and schools made of them.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::{Span, ZonedDateTime};
use ledger::{Held, IssuedAfter, Witness, verify_export};
use records::progress::{Progress, Silent};
use records::text::Phrase;

use super::super::backup::{RestoreError, RestoredSchool, Restoring, faults, restore};
use super::super::files::Upload;
use super::super::open::{Store, Surroundings};
use super::desk::{console, morning, once, person, program, random, world};
use super::files::Attach;
use super::folder::{founded, opened, wait};
use crate::act::Act;
use crate::id::Id;
use crate::people::{Claim, Hash, Invite, IssueSlip, List, Slip};
use crate::reader::{Actor, Reader};
use crate::recovery::{BackupsShown, Confirm, Failed, Made, Sheet};
use crate::refusal::{Refusal, Rule};

/// The sheet of schools of tests.
pub fn sheet() -> Sheet {
    Sheet::fresh(&[5; Sheet::RANDOM])
}

/// A school with a confirmed sheet.
pub fn furnished() -> (tempfile::TempDir, Store, Id) {
    let (home, store, founder) = founded();
    let issued = wait(store.perform(person(&founder), once(), sheet().issue())).unwrap().done;
    wait(store.perform(person(&founder), once(), Confirm { sheet: issued, word: sheet().word })).unwrap();
    (home, store, founder)
}

/// Keeps a file and names it.
pub fn attached(store: &Store, founder: &Id, bytes: &[u8], names: bool) -> ledger::Digest {
    let address = wait(store.keep(Upload { bytes: bytes.to_vec(), names, at: morning().timestamp() })).unwrap();
    wait(store.perform(person(founder), once(), Attach { file: address.to_string() })).unwrap();
    address
}

pub fn backed_up(store: &Store) -> Result<Made, Refusal> {
    wait(store.back_up(program(), Arc::new(Silent))).map(|receipt| receipt.done)
}

pub fn file(home: &Path, made: &Made) -> PathBuf {
    home.join("backups").join(&made.name)
}

pub fn restoring(by: Reader, progress: &dyn Progress) -> Restoring<'_> {
    // Each restoration draws other random numbers.
    static NEXT: AtomicU64 = AtomicU64::new(40);
    Restoring { by, random: random(NEXT.fetch_add(1, Ordering::Relaxed)), erased: String::new(), progress }
}

/// The key as it is typed.
pub fn key() -> String {
    sheet().key.groups().join(" ")
}

pub fn restored(backup: &Path, folder: &Path) -> Result<RestoredSchool, RestoreError> {
    restore(fs::File::open(backup).unwrap(), &key(), folder, restoring(console(), &Silent))
}

fn shown(store: &Store) -> BackupsShown {
    wait(store.see(console(), store.backups().unwrap())).unwrap()
}

/// A restored school, whose program draws other random numbers than the one before.
pub fn opened_away(folder: &Path) -> Store {
    Store::open(folder, Surroundings { random: random(4100), address: String::new() }).unwrap()
}

/// Names in a folder.
pub fn names(folder: &Path) -> Vec<String> {
    let Ok(listing) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = listing.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_one_file_entered_and_shown() {
    let (home, store, founder) = furnished();
    attached(&store, &founder, b"scan", false);
    let made = backed_up(&store).unwrap();
    assert_eq!((made.name.as_str(), made.last, made.missing), ("objektiv-2026-11-23-0900.backup", 4, 0));
    assert_eq!(names(&home.path().join("backups")), std::slice::from_ref(&made.name));
    let bytes = fs::read(file(home.path(), &made)).unwrap();
    assert_eq!((bytes.len() as u64, ledger::Digest::of(&bytes).to_string()), (made.bytes, made.digest.clone()));
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"));
    let page = shown(&store);
    let backup = &page.backups[0];
    assert_eq!((backup.name.as_str(), backup.counts, backup.there, backup.last), (made.name.as_str(), true, true, 4));
    assert!(page.room.unwrap() > 0 && page.last_success().is_some() && page.failure.is_none());
    let again = backed_up(&store).unwrap();
    assert_eq!(again.name, "objektiv-2026-11-23-0900-2.backup", "two of one minute");
    assert_eq!(shown(&store).backups.len(), 2);
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_a_backup_and_the_keys_restored_from_it() {
    use std::os::unix::fs::PermissionsExt;
    let (home, store, founder) = furnished();
    attached(&store, &founder, b"list of a class", true);
    let made = backed_up(&store).unwrap();
    let away = home.path().join("away");
    restored(&file(home.path(), &made), &away).unwrap();
    let sealed = names(&away.join("files")).pop().unwrap();
    let sealed = away.join("files").join(&sealed).join(names(&away.join("files").join(&sealed)).pop().unwrap());
    for path in [file(home.path(), &made), away.join("keys/ledger.key"), away.join("keys/names.key"), sealed] {
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600, "{}", path.display());
    }
}

#[test]
fn without_a_sheet_there_is_nobody_to_seal_for_and_unconfirmed_does_not_count() {
    let (_home, store, founder) = founded();
    assert_eq!(backed_up(&store).unwrap_err().rule, Rule::NoSheet);
    assert!(!wait(store.backup_due(morning())).unwrap());
    let issued = wait(store.perform(person(&founder), once(), sheet().issue())).unwrap().done;
    assert!(wait(store.backup_due(morning())).unwrap());
    backed_up(&store).unwrap();
    assert_eq!(shown(&store).backups.iter().map(|backup| backup.counts).collect::<Vec<_>>(), [false]);
    wait(store.perform(person(&founder), once(), Confirm { sheet: issued, word: sheet().word })).unwrap();
    assert_eq!(shown(&store).backups.iter().map(|backup| backup.counts).collect::<Vec<_>>(), [true], "the sheet was on paper after all");
    let teacher = Reader::new(Actor::Person(Id::read("person-9").unwrap()), morning());
    assert_eq!(wait(store.back_up(teacher, Arc::new(Silent))).unwrap_err().rule, Rule::NotAllowed);
}

fn later(days: i64) -> ZonedDateTime {
    morning().checked_add(Span::new().days(days)).unwrap()
}

/// One a day for sixty days: the last seven and the Mondays lie there, all are in the books.
#[test]
fn one_is_due_each_day_and_old_ones_are_let_go() {
    let (home, store, _) = furnished();
    for day in 0..20 {
        let now = later(day);
        assert!(wait(store.backup_due(now.clone())).unwrap(), "{day}");
        wait(store.back_up(Reader::new(Actor::Program, now.clone()), Arc::new(Silent))).unwrap();
        assert!(!wait(store.backup_due(now)).unwrap());
    }
    // Mondays: 23 and 30 November, 7 December; the last seven days: 6 to 12 December.
    let days = ["11-23", "11-30", "12-06", "12-07", "12-08", "12-09", "12-10", "12-11", "12-12"];
    let kept: Vec<String> = days.iter().map(|day| format!("objektiv-2026-{day}-0900.backup")).collect();
    assert_eq!(names(&home.path().join("backups")), kept);
    let page = shown(&store);
    assert_eq!((page.backups.len(), page.backups.iter().filter(|backup| backup.there).count()), (20, 9));
    fs::write(home.path().join("backups/from-elsewhere.backup"), b"not ours").unwrap();
    wait(store.back_up(Reader::new(Actor::Program, later(21)), Arc::new(Silent))).unwrap();
    assert!(names(&home.path().join("backups")).contains(&"from-elsewhere.backup".to_owned()));
}

/// Everything is there again, old one-time keys and slips are not; the first entry says what happened.
#[test]
fn a_restored_school_goes_on_and_begins_with_an_entry() {
    let (home, store, founder) = furnished();
    let plain = attached(&store, &founder, b"scan", false);
    let sealed = attached(&store, &founder, b"list of a class", true);
    let slip = Slip::of([3; 10]);
    let issue = IssueSlip { person: founder.clone(), digest: slip.digest(), until: world().soon };
    wait(store.perform(person(&founder), once(), issue)).unwrap();
    let key = once();
    let invited = wait(store.perform(person(&founder), key.clone(), Invite { name: "Мария".into() })).unwrap();
    let made = backed_up(&store).unwrap();
    let people = wait(store.see(console(), List)).unwrap();
    drop(store);
    let away = home.path().join("away");
    let school = restored(&file(home.path(), &made), &away).unwrap();
    assert_eq!((school.receipt.entry, school.receipt.done.last, school.files, school.missing.len()), (8, 7, 2, 0));
    assert_eq!(made.last, invited.entry);
    let store = opened_away(&away);
    assert_eq!(wait(store.see(console(), List)).unwrap(), people);
    assert_eq!(wait(store.file(plain)).unwrap().as_deref(), Some(&b"scan"[..]));
    assert_eq!(wait(store.file(sealed)).unwrap().as_deref(), Some(&b"list of a class"[..]));
    let claim = Claim { digest: slip.digest(), password: Hash::of("a long password", [1; 16]).unwrap() };
    assert_eq!(wait(store.perform(program(), once(), claim)).unwrap_err().rule, Rule::SlipUsed);
    let again = wait(store.perform(person(&founder), key, Invite { name: "Мария".into() })).unwrap();
    assert!(!again.again, "a one-time key of before is forgotten");
    let journal = wait(store.see(console(), crate::journal::Journal { of: None, before: None, limit: 2 })).unwrap();
    assert_eq!((journal[1].entry, journal[1].read.act.as_str()), (8, ledger::RESTORED));
    assert_eq!(journal[1].read.actor, Some(ledger::Actor::Console));
    assert!(!shown(&store).backups.iter().any(|backup| backup.there), "its backups lie elsewhere");
    backed_up(&store).unwrap();
}

/// A checkpoint printed after the backup is told as that; those before agree; the name of the ledger is another.
#[test]
fn an_export_of_a_restored_school_is_held_against_what_was_printed_before() {
    let (home, store, founder) = furnished();
    let early = wait(store.checkpoint()).unwrap();
    let made = backed_up(&store).unwrap();
    let late = wait(store.checkpoint()).unwrap();
    wait(store.perform(person(&founder), once(), Invite { name: "Мария".into() })).unwrap();
    let latest = wait(store.checkpoint()).unwrap();
    let away = home.path().join("away");
    restored(&file(home.path(), &made), &away).unwrap();
    let store = opened_away(&away);
    wait(store.perform(person(&founder), once(), Invite { name: "Олег".into() })).unwrap();
    let new = wait(store.checkpoint()).unwrap();
    assert!(new.origin != early.origin && new.origin.starts_with("office-"), "{}", new.origin);
    let export = wait(store.export(console(), Vec::new(), true)).unwrap();
    let held = Held { witness: Witness(vec![early, late, latest, new]), ..Held::default() };
    let verdict = verify_export(export.as_slice(), &held, |_| ()).unwrap();
    let after = |held| IssuedAfter { held, last: 3 };
    assert_eq!((verdict.damage, verdict.issued_after), (None, vec![after(4), after(5)]));
    // Restored once more, from a backup of the restored school.
    let made = backed_up(&store).unwrap();
    let further = home.path().join("further");
    let school = restored(&file(&away, &made), &further).unwrap();
    assert_eq!((school.receipt.done.before.as_str(), school.receipt.done.last), (wait(store.checkpoint()).unwrap().origin.as_str(), 5));
}

/// A clock behind the backup does not hold it up; acts wait until somebody confirms the clock.
#[test]
fn a_machine_whose_clock_is_behind_can_be_restored_on() {
    let (home, store, _) = furnished();
    let made = backed_up(&store).unwrap();
    let earlier = Reader::new(Actor::Console, later(-40));
    let away = home.path().join("away");
    let backup = fs::File::open(file(home.path(), &made)).unwrap();
    let school = restore(backup, &key(), &away, restoring(earlier.clone(), &Silent)).unwrap();
    assert_eq!(school.receipt.at, morning().timestamp());
    let store = opened_away(&away);
    assert_eq!(wait(store.perform(earlier, once(), Invite { name: "Мария".into() })).unwrap_err().rule, Rule::ClockBehind);
}

/// A file an act named and that is gone: the backup is made all the same, and says so.
#[test]
fn a_lost_file_is_told_and_holds_nothing_up() {
    let (home, store, founder) = furnished();
    let lost = attached(&store, &founder, b"scan", false).to_string();
    fs::remove_file(home.path().join("files").join(&lost[..2]).join(&lost[2..])).unwrap();
    let made = backed_up(&store).unwrap();
    assert_eq!((made.missing, shown(&store).backups[0].missing), (1, 1));
    let school = restored(&file(home.path(), &made), &home.path().join("away")).unwrap();
    assert_eq!((school.files, school.missing), (0, vec![lost]));
}

#[test]
fn a_school_is_restored_into_an_empty_folder_only() {
    let (home, store, _) = furnished();
    let made = file(home.path(), &backed_up(&store).unwrap());
    let full = home.path().join("full");
    fs::create_dir(&full).unwrap();
    fs::write(full.join("paper.txt"), b"mine").unwrap();
    assert!(matches!(restored(&made, &full), Err(RestoreError::NotEmpty(folder)) if folder == full));
    assert_eq!((names(&full), fs::read(full.join("paper.txt")).unwrap()), (vec!["paper.txt".to_owned()], b"mine".to_vec()));
    let empty = home.path().join("empty");
    fs::create_dir(&empty).unwrap();
    restored(&made, &empty).unwrap();
    restored(&made, &home.path().join("new/below/it")).unwrap();
    assert!(names(home.path()).iter().all(|name| !name.contains("restoring")));
}

/// Says stop after so many looks, and remembers what was told.
struct Impatient(AtomicU64);

impl Progress for Impatient {
    fn at(&self, _stage: Phrase, done: u64, total: u64) {
        assert!(done <= total || total == 0);
    }

    fn stopped(&self) -> bool {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| Some(left.saturating_sub(1))) == Ok(0)
    }
}

/// Stopped at every place it can be: nothing is left of it, and the next one is made.
#[test]
fn work_that_is_stopped_leaves_nothing() {
    let (home, store, founder) = furnished();
    attached(&store, &founder, &[7; 200_000], false);
    let mut stops = 0;
    let made = loop {
        match wait(store.back_up(program(), Arc::new(Impatient(AtomicU64::new(stops))))) {
            Ok(receipt) => break receipt.done,
            Err(refusal) => {
                assert_eq!((refusal.rule, names(&home.path().join("backups")).len()), (Rule::Interrupted, 0));
                assert_eq!(shown(&store).failure.unwrap().why, Failed::Interrupted);
                stops += 1;
            }
        }
    };
    assert!(stops > 8, "{stops}");
    let (backup, away, mut stops) = (file(home.path(), &made), home.path().join("away"), 0);
    loop {
        let impatient = Impatient(AtomicU64::new(stops));
        match restore(fs::File::open(&backup).unwrap(), &key(), &away, restoring(console(), &impatient)) {
            Ok(_) => break,
            Err(error) => {
                assert!(matches!(error, RestoreError::Interrupted) && !away.exists(), "{error}");
                assert!(names(home.path()).iter().all(|name| !name.contains("restoring")));
                stops += 1;
            }
        }
    }
    assert!(stops > 5, "{stops}");
}

/// The program may end while a backup is made: it ends, and the next start clears what a killed one left.
#[test]
fn what_a_killed_program_left_is_cleared() {
    let (home, store, _) = furnished();
    drop(store);
    let backups = home.path().join("backups");
    fs::create_dir_all(&backups).unwrap();
    for name in ["objektiv-2026-11-23-0900.new", "objektiv-2026-11-23-0900.sqlite.new"] {
        fs::write(backups.join(name), b"a part").unwrap();
    }
    let _store = opened(home.path()).unwrap();
    assert!(names(&backups).is_empty());
}

#[test]
fn one_backup_at_a_time() {
    let (_home, store, _) = furnished();
    let first = wait(store.backing_up(program())).unwrap();
    assert_eq!(backed_up(&store).unwrap_err().rule, Rule::BackupRuns);
    first.run(&Silent).unwrap();
    backed_up(&store).unwrap();
}

/// Too little room is seen before anything is written; what failed is told, and tried again in an hour.
#[test]
fn a_disk_without_room_is_not_filled_up() {
    let (home, store, _) = furnished();
    let work = wait(store.backing_up(program())).unwrap();
    faults::pretend_room(Some(900_000));
    let refused = work.run(&Silent).unwrap_err();
    faults::pretend_room(None);
    assert_eq!((refused.rule, names(&home.path().join("backups")).len()), (Rule::DiskFull, 0));
    let failure = shown(&store).failure.unwrap();
    assert_eq!((failure.why, failure.at), (Failed::Full, morning().timestamp()));
    assert!(failure.why.told(records::text::Lang::Ru).contains("места"));
    let minutes = |minutes| morning().checked_add(Span::new().minutes(minutes)).unwrap();
    assert!(!wait(store.backup_due(minutes(59))).unwrap() && wait(store.backup_due(minutes(61))).unwrap());
    let made = backed_up(&store).unwrap();
    // Restoring onto a disk that fills up.
    let away = home.path().join("away");
    faults::fail(12, u64::MAX, ErrorKind::StorageFull);
    let full = restored(&file(home.path(), &made), &away);
    assert!(faults::mend() > 0 && matches!(full, Err(RestoreError::Full)) && !away.exists(), "{full:?}");
}

/// The same on a real disk of 4 MB, by hand: `OBJEKTIV_SMALL_DISK=<a folder on it>`; the folder is filled and emptied.
#[test]
#[ignore = "needs a small disk: mount -t tmpfs -o size=4m"]
fn a_full_real_disk_is_left_as_it_was() {
    let small = PathBuf::from(std::env::var("OBJEKTIV_SMALL_DISK").unwrap());
    let store = opened(&small).unwrap();
    let founder = wait(store.perform(program(), once(), crate::school::Found::sample(&world()))).unwrap().done.person;
    wait(store.perform(person(&founder), once(), sheet().issue())).unwrap();
    attached(&store, &founder, &vec![1; 1_500_000], false);
    // With the check of room beforehand, and without it: the disk itself says that it is full.
    for pretended in [None, Some(u64::MAX)] {
        let work = wait(store.backing_up(program())).unwrap();
        faults::pretend_room(pretended);
        fs::write(small.join("ballast"), vec![1; 600_000]).unwrap();
        let refused = work.run(&Silent).unwrap_err();
        assert_eq!((refused.rule, names(&small.join("backups")).len()), (Rule::DiskFull, 0));
        wait(store.perform(person(&founder), once(), Invite { name: "работа идёт".into() })).unwrap();
        fs::remove_file(small.join("ballast")).unwrap();
    }
    faults::pretend_room(Some(u64::MAX));
    let made = wait(store.backing_up(program())).unwrap().run(&Silent);
    println!("real small disk: {made:?}");
}

/// Nothing of a backup is whole in memory, by hand: a file of 256 MB backed up and restored, and how much the program grew meanwhile.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "a measurement"]
fn how_much_memory_a_big_file_takes() {
    let most = || {
        let status = fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap()
    };
    let (home, store, founder) = furnished();
    let place = attached(&store, &founder, b"a small file to be", false).to_string();
    // The bytes behind the name grow: digests are of what lies there.
    let path = home.path().join("files").join(&place[..2]).join(&place[2..]);
    fs::File::create(&path).unwrap().set_len(256 * 1024 * 1024).unwrap();
    let before = most();
    let made = backed_up(&store).unwrap();
    let between = most();
    let away = home.path().join("away");
    restored(&file(home.path(), &made), &away).unwrap();
    println!("{} bytes: backup + {} KB, restoration + {} KB", made.bytes, between - before, most() - between);
    assert!(most() - before < 16 * 1024, "{} KB", most() - before);
}
