//! B4: a full disk loses nothing acknowledged; reads go on; the answer is clear; when there is room again, work goes on.

use std::path::PathBuf;

use super::super::connect::Settings;
use super::super::writer::Writer;
use super::desk::{Desk, dump, names, once, path, person, random, sound};
use crate::people::Invite;
use crate::refusal::Rule;

/// Invites until there is no room; how many were acknowledged.
fn filled(writer: &mut Writer, by: &crate::reader::Reader, most: u64) -> (u64, Option<Rule>) {
    for number in 0..most {
        let name = format!("Сотрудник {number} {}", "ё".repeat(150));
        if let Err(refusal) = writer.perform(by, &once(), Invite { name }) {
            return (number, Some(refusal.rule));
        }
    }
    (most, None)
}

/// Every room from none to 64 KiB, in steps that end inside pages.
/// covers: B4
#[test]
fn a_full_disk_loses_nothing_acknowledged() {
    let (desk, _, founder) = Desk::furnished();
    let image = desk.disk.whole();
    let (mut desk, by) = (desk, person(&founder));
    let (mut full, mut acknowledged) = (0, 0);
    for room in (0..64 * 1024).step_by(1_531) {
        desk = desk.again(image.clone());
        let entries = desk.entries();
        desk.disk.room(Some(desk.disk.taken() + room));
        let (done, rule) = filled(&mut desk.writer, &by, 500);
        assert_eq!(rule, Some(Rule::DiskFull), "{room} bytes of room, {done} done");
        (full, acknowledged) = (full + 1, acknowledged + done);
        // Reads go on, beside the writer.
        let reading = super::super::connect::reading(&path(), desk.settings).unwrap();
        assert_eq!(super::desk::count(&reading, "entry"), entries + done);
        drop(reading);
        assert_eq!(desk.writer.perform(&by, &once(), Invite { name: "ещё".repeat(60) }).unwrap_err().rule, Rule::DiskFull);
        desk.disk.room(None);
        desk.writer.perform(&by, &once(), Invite { name: "снова есть место".into() }).unwrap();
        assert_eq!(desk.entries(), entries + done + 1);
        sound(desk.connection()).unwrap();
        let state = dump(desk.connection());
        let synced = desk.disk.synced();
        desk = desk.again(synced);
        assert_eq!(dump(desk.connection()), state);
    }
    println!("full disk: {full} sizes, {acknowledged} acknowledged, 0 lost");
}

/// The same on a real disk of 2 MB, by hand: `OBJEKTIV_SMALL_DISK=<a folder on it>`; the folder is filled and emptied.
#[test]
#[ignore = "needs a small disk: mount -t tmpfs -o size=2m"]
fn a_full_real_disk_loses_nothing_acknowledged() {
    let home = PathBuf::from(std::env::var("OBJEKTIV_SMALL_DISK").unwrap());
    let path = home.join("objektiv.sqlite");
    let mut desk = Desk { writer: Writer::open(path.clone(), Settings::default(), random(1), names()).unwrap(), ..Desk::new() };
    let (_, founder) = desk.furnish();
    let ballast = home.join("ballast");
    let (by, mut acknowledged) = (person(&founder), 0);
    for kilobytes in [900, 500, 200] {
        std::fs::write(&ballast, vec![1; kilobytes * 1024]).unwrap();
        let entries = desk.entries();
        let (done, rule) = filled(&mut desk.writer, &by, 100_000);
        assert_eq!(rule, Some(Rule::DiskFull), "{done} done");
        let reading = super::super::connect::reading(&path, Settings::default()).unwrap();
        assert_eq!(super::desk::count(&reading, "entry"), entries + done);
        drop(reading);
        std::fs::remove_file(&ballast).unwrap();
        desk.writer.perform(&by, &once(), Invite { name: "снова есть место".into() }).unwrap();
        assert_eq!(desk.entries(), entries + done + 1);
        sound(desk.connection()).unwrap();
        acknowledged += done;
    }
    println!("real small disk: {acknowledged} acknowledged, 0 lost");
}
