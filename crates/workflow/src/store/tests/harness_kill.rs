//! B1: killed at any moment, again and again over the same folder, the program finds everything it acknowledged.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::super::open::{Store, Surroundings};
use super::desk::{Chance, console, count, morning, program, sound, times, world};
use super::folder::wait;
use crate::act::Act;
use crate::people::Invite;
use crate::refusal::Rule;
use crate::school::Found;

/// Where the child works, and whether it says so too early.
const FOLDER: &str = "OBJEKTIV_KILLED_FOLDER";
const EARLY: &str = "OBJEKTIV_KILLED_EARLY";

/// The child: performs acts and says each as soon as it is acknowledged, until it is killed.
#[test]
#[ignore = "the child the kill harness starts"]
fn child() {
    let folder = std::env::var(FOLDER).unwrap();
    let early = std::env::var(EARLY).is_ok();
    let mut chance = Chance(u64::from(std::process::id()));
    let random = Box::new(move |bytes: &mut [u8]| {
        bytes.iter_mut().for_each(|byte| *byte = (chance.next() >> 32) as u8);
        true
    });
    let store = Store::open(Path::new(&folder), Surroundings { random, address: "child".into() }).unwrap();
    let key = |number: u64| super::super::once::Once::read(&format!("killed-{:08}-{number:08}", std::process::id())).unwrap();
    match wait(store.perform(program(), key(0), Found::sample(&world()))) {
        Ok(_) => {}
        Err(refusal) => assert_eq!(refusal.rule, Rule::Founded),
    }
    let mut next = wait(store.checkpoint()).unwrap().last.sequence + 1;
    for number in 1_u64.. {
        let say = |entry: u64| {
            let mut out = std::io::stdout().lock();
            writeln!(out, "acknowledged {entry}").unwrap();
            out.flush().unwrap();
        };
        if early {
            say(next);
        }
        let name = format!("{} {number} {morning}", "Сотрудник".repeat(1 + number as usize % 9), morning = morning());
        let receipt = wait(store.perform(console(), key(number), Invite { name })).unwrap();
        if !early {
            say(receipt.entry);
        }
        next = receipt.entry + 1;
    }
}

/// A child at work in a folder.
fn started(folder: &Path, early: bool) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "store::tests::harness_kill::child", "--ignored", "--nocapture", "--test-threads=1"]);
    command.env(FOLDER, folder).stdout(Stdio::piped()).stderr(Stdio::null());
    if early {
        command.env(EARLY, "1");
    }
    command.spawn().unwrap()
}

/// How long this machine, as busy as it is, takes from a start to the first act that is acknowledged: moments to kill at are spread around it.
fn getting_ready() -> Duration {
    let home = tempfile::tempdir().unwrap();
    let begun = Instant::now();
    let mut child = started(home.path(), false);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.is_ok_and(|line| line.contains("acknowledged "))));
    child.kill().unwrap();
    child.wait().unwrap();
    begun.elapsed()
}

/// Kills so often; how many acknowledged entries were not found, and how many were.
fn killed(kills: u64, early: bool) -> (u64, u64) {
    let home = tempfile::tempdir().unwrap();
    let mut chance = Chance(11);
    let (mut lost, mut acknowledged) = (0, 0);
    let ready = u64::try_from(getting_ready().as_micros()).unwrap();
    for _ in 0..kills {
        let mut child = started(home.path(), early);
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let reader = std::thread::spawn(move || {
            lines
                .map_while(Result::ok)
                .filter_map(|line| Some(line.split_once("acknowledged ")?.1.parse().unwrap()))
                .last()
                .unwrap_or(0_u64)
        });
        std::thread::sleep(Duration::from_micros(ready / 4 + chance.below(ready * 3)));
        child.kill().unwrap();
        child.wait().unwrap();
        let said = reader.join().unwrap();
        let path = home.path().join("objektiv.sqlite");
        if !path.exists() {
            continue;
        }
        let connection = super::super::connect::writing(&path, super::super::connect::Settings::default()).unwrap();
        sound(&connection).unwrap();
        let found = count(&connection, "entry");
        lost += said.saturating_sub(found);
        acknowledged = found;
        assert_eq!(count(&connection, "person"), found, "founding and every invitation make a person");
    }
    (lost, acknowledged)
}

/// covers: B1
#[test]
fn nothing_acknowledged_is_lost_when_the_program_is_killed() {
    let kills = times(1_000);
    let (lost, acknowledged) = killed(kills, false);
    println!("kills: {kills}, {acknowledged} acts acknowledged, {lost} lost");
    assert_eq!(lost, 0);
    assert!(acknowledged > kills, "{acknowledged}");
}

/// Control: a program that says it before it is done is found out.
#[test]
fn control_acknowledged_before_it_is_done_is_lost() {
    let (lost, _) = killed(20, true);
    println!("control, acknowledged too early: {lost} lost in 20 kills");
    assert!(lost > 0);
}
