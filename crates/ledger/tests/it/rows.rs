//! The chain without a file: records as rows of a table, here a list in memory.

use std::io;

use ledger::{Checkpoint, Damage, DamageKind, Entry, Unfit, Verdict, verify};

use super::desk::{act, lines};

/// A table of records, one a row, numbered by its place.
pub struct Rows {
    rows: Vec<Vec<u8>>,
    head: Checkpoint,
}

impl Rows {
    fn new() -> Self {
        Self { rows: Vec::new(), head: Checkpoint::empty() }
    }

    /// The lines of a file as rows; an unfinished last line is no row.
    pub fn of(bytes: &[u8]) -> Self {
        let whole = |line: &[u8]| line.strip_suffix(b"\n").map(<[u8]>::to_vec);
        Self { rows: bytes.split_inclusive(|&byte| byte == b'\n').filter_map(whole).collect(), ..Self::new() }
    }

    fn insert(&mut self, n: u64) -> Result<Entry, Unfit> {
        let (entry, record) = self.head.enter(act(n))?;
        self.rows.push(record.into_bytes());
        self.head = entry.checkpoint();
        Ok(entry)
    }

    pub fn verdict(&self, held: Option<Checkpoint>) -> Verdict {
        verify(self.rows.iter().map(Ok::<_, io::Error>), held, |_, _| ()).unwrap()
    }
}

/// What is entered in a table is, byte for byte, what is entered in a file.
#[test]
fn rows_hold_the_records_a_file_holds() {
    let mut table = Rows::new();
    for number in 1..=40 {
        let entry = table.insert(number).unwrap();
        assert_eq!((entry.sequence, table.rows.len() as u64), (number, number));
    }
    assert_eq!(table.verdict(Some(table.head)), Verdict { head: table.head, damage: None });
    assert_eq!(table.rows.join(&b'\n'), lines(40).concat().trim_ascii_end());
}

/// One after another from any held point on, without reading what stands before.
#[test]
fn a_row_is_followed_from_a_held_point() {
    let mut table = Rows::new();
    let entries: Vec<Entry> = (1..=10).map(|number| table.insert(number).unwrap()).collect();
    for (index, row) in table.rows.iter().enumerate() {
        let before = index.checked_sub(1).map_or_else(Checkpoint::empty, |before| entries[before].checkpoint());
        assert_eq!(before.follow(row).as_ref(), Ok(&entries[index]));
        let skipped = Damage { sequence: 1, kind: DamageKind::Missing { found: index as u64 + 1 } };
        assert_eq!(Checkpoint::empty().follow(row).err(), (index > 0).then_some(skipped));
    }
}

/// Every entry is handed over with the row it was read from.
#[test]
fn entries_come_with_their_rows() {
    let mut table = Rows::new();
    for number in 1..=5 {
        table.insert(number).unwrap();
    }
    let mut seen = Vec::new();
    verify(table.rows.iter().map(Ok::<_, io::Error>), None, |entry, row| seen.push((entry.hash.to_string(), row.to_vec()))).unwrap();
    assert_eq!(seen.len(), 5);
    for ((hash, row), kept) in seen.iter().zip(&table.rows) {
        assert!(row == kept && row.starts_with(hash.as_bytes()));
    }
}

/// Any byte of any row, the whole table verified each time.
#[test]
fn a_changed_row_is_found_by_its_number() {
    let mut table = Rows::new();
    for number in 1..=4 {
        table.insert(number).unwrap();
    }
    for row in 0..4 {
        for place in 0..table.rows[row].len() {
            table.rows[row][place] ^= 0x20;
            let damage = table.verdict(None).damage.unwrap();
            assert_eq!((damage.sequence, damage.kind), (row as u64 + 1, DamageKind::Changed), "row {row}, byte {place}");
            table.rows[row][place] ^= 0x20;
        }
    }
    assert_eq!(table.verdict(None).damage, None);
}

/// A table that cannot be read is no damage: the error comes back as it is, wherever it is met.
#[test]
fn a_row_that_cannot_be_read_is_an_error_and_no_damage() {
    let mut table = Rows::new();
    for number in 1..=4 {
        table.insert(number).unwrap();
    }
    let refused = |rows: Vec<Result<&Vec<u8>, &'static str>>| verify(rows, None, |_, _| ()).unwrap_err();
    let (one, three) = (&table.rows[0], &table.rows[2]);
    assert_eq!(refused(vec![Ok(one), Err("locked")]), "locked");
    assert_eq!(refused(vec![Ok(one), Ok(three), Err("locked")]), "locked");
}
