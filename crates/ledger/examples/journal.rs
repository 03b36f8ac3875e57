//! A journal of three acts, checked, changed behind its back and checked again: `cargo run -p ledger --example journal`.
#![expect(clippy::print_stdout, reason = "an example speaks through standard output")]

use std::error::Error;
use std::path::Path;

use jiff::Timestamp;
use ledger::{Act, Actor, Checkpoint, Digest, Ledger, scan_file};
use serde_json::Map;

pub fn main() -> Result<(), Box<dyn Error>> {
    let home = tempfile::tempdir()?;
    let path = home.path().join("school.ledger");
    let held = keep(&path)?;
    println!("The checkpoint to give to somebody else: {held}");
    tell(&path, held)?;

    println!("\nOne letter of the second entry is changed:");
    let whole = std::fs::read_to_string(&path)?;
    std::fs::write(&path, whole.replacen("\"act\":\"accept\"", "\"act\":\"accent\"", 1))?;
    tell(&path, held)?;

    println!("\nThe last entry is lost, which only the checkpoint shows:");
    let rest: String = whole.split_inclusive('\n').take(2).collect();
    std::fs::write(&path, rest)?;
    tell(&path, held)
}

/// Enters three acts; each is on the disk when `append` returns.
fn keep(path: &Path) -> Result<Checkpoint, Box<dyn Error>> {
    let mut ledger = Ledger::open(path)?;
    let document = Digest::of("План на октябрь".as_bytes());
    let acts = [("propose", Actor::Person("p-17".into())), ("accept", Actor::Person("p-2".into())), ("remind", Actor::Program)];
    for (second, (name, actor)) in (1_795_000_000..).zip(acts) {
        let at = Timestamp::from_second(second)?;
        ledger.append(Act { at, actor, name: name.into(), subjects: vec![document], details: Map::new() })?;
    }
    Ok(ledger.checkpoint())
}

/// What the file holds, up to the first damage.
fn tell(path: &Path, held: Checkpoint) -> Result<(), Box<dyn Error>> {
    let verdict = scan_file(path, Some(held), |entry| {
        let actor = entry.actor.map_or_else(|| "not stated".to_owned(), |actor| actor.to_string());
        println!("  {} {} {actor}", entry.sequence, entry.act);
    })?;
    match verdict.damage {
        None => println!("  intact up to {}", verdict.head.sequence),
        Some(damage) => println!("  {damage}"),
    }
    Ok(())
}
