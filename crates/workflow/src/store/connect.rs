//! Connections, each with the settings the promises of the store rest on.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use super::error::OpenError;

/// How long another connection is waited for.
pub(super) const BUSY: Duration = Duration::from_secs(5);

/// The first engine without the loss of a write-ahead log after a checkpoint.
const OLDEST_ENGINE: i32 = 3_051_003;

/// The steps of the database, oldest first; a released one is never changed.
const STEPS: &[M<'static>] = &[
    M::up(include_str!("schema.sql")),
    M::up(include_str!("schema_accounts.sql")),
    M::up(include_str!("schema_plan.sql")),
    M::up(include_str!("schema_recovery.sql")),
    M::up(include_str!("schema_papers.sql")),
    M::up(include_str!("schema_results.sql")),
    M::up(include_str!("schema_levels.sql")),
    M::up(include_str!("schema_effects.sql")),
    M::up(include_str!("schema_entry_object.sql")),
    M::up(include_str!("schema_events.sql")),
    M::up(include_str!("schema_access.sql")),
    M::up(include_str!("schema_roster.sql")),
    M::up(include_str!("schema_kept_back.sql")),
    M::up(concat!(include_str!("schema_newyear.sql"), include_str!("schema_erasure.sql"))),
    M::up(include_str!("schema_procedures.sql")),
    M::up(include_str!("schema_pupils.sql")),
    M::up(include_str!("schema_met.sql")),
    M::up(include_str!("schema_numbered.sql")),
    M::up(include_str!("schema_notices.sql")),
    M::up(include_str!("schema_family_codes.sql")),
    M::up(include_str!("schema_code_years.sql")),
    M::up(include_str!("schema_family_signed.sql")),
    M::up(include_str!("schema_letters_hours.sql")),
    M::up(include_str!("schema_posts.sql")),
    M::up(include_str!("schema_told_hours.sql")),
    M::up(include_str!("schema_erasure_attached.sql")),
    M::up(include_str!("schema_former_names.sql")),
    M::up(include_str!("schema_person_merge.sql")),
    M::up(include_str!("schema_own_words.sql")),
    M::up(include_str!("schema_sheets.sql")),
    M::up(include_str!("schema_one_relative.sql")),
    M::up(include_str!("schema_certificates.sql")),
    M::up(include_str!("schema_school_place.sql")),
    M::up(include_str!("schema_apart.sql")),
];

/// The step of a database that is up to date.
pub(super) const fn present_step() -> usize {
    STEPS.len()
}

/// What tests set otherwise, to see the harness fail.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    /// The disk under the database; None = that of the system.
    pub vfs: Option<&'static str>,
    /// When a write is waited for.
    pub synchronous: &'static str,
    /// What the log of writes is.
    pub journal: &'static str,
    /// Pages of the log that are brought into the database together.
    pub checkpoint: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { vfs: None, synchronous: "FULL", journal: "WAL", checkpoint: 1000 }
    }
}

/// The connection that writes; the database is made, or brought to the present step.
pub(super) fn writing(path: &Path, settings: Settings) -> Result<Connection, OpenError> {
    if rusqlite::version_number() < OLDEST_ENGINE {
        return Err(OpenError::OldEngine(rusqlite::version()));
    }
    let mut connection = opened(path, settings)?;
    let journal: String = connection.query_row(&format!("pragma journal_mode = {}", settings.journal), [], |row| row.get(0))?;
    if !journal.eq_ignore_ascii_case(settings.journal) {
        return Err(OpenError::NotLocal(journal));
    }
    let Settings { synchronous, checkpoint, .. } = settings;
    connection.execute_batch(&format!(
        "pragma synchronous = {synchronous}; pragma wal_autocheckpoint = {checkpoint}; pragma foreign_keys = on; pragma trusted_schema = off;
         pragma secure_delete = on;"
    ))?;
    Migrations::from_slice(STEPS).to_latest(&mut connection)?;
    Ok(connection)
}

/// A connection that reads.
pub(super) fn reading(path: &Path, settings: Settings) -> Result<Connection, OpenError> {
    let connection = opened(path, settings)?;
    connection.execute_batch("pragma query_only = on; pragma trusted_schema = off;")?;
    Ok(connection)
}

fn opened(path: &Path, settings: Settings) -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match settings.vfs {
        None => Connection::open_with_flags(path, flags),
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs),
    }?;
    // Before the journal mode: another connection may just be setting it.
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_steps_hold() {
        Migrations::from_slice(STEPS).validate().unwrap();
    }

    /// Whom files brought something of is known before whom they met is noted.
    #[test]
    fn files_of_before_know_whom_they_brought_something_of() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("pragma foreign_keys = off").unwrap();
        let before = STEPS.iter().position(|step| *step == M::up(include_str!("schema_met.sql"))).unwrap();
        Migrations::from_slice(&STEPS[..before]).to_latest(&mut connection).unwrap();
        let batch = "'2026', 'f', x'', '{}', 'taken', 'p', '2026-09-01', 1";
        connection
            .execute_batch(&format!(
                "insert into roster_batch values ('b', {batch}); insert into mark_batch values ('m', {});
                insert into roster_change values ('b', 1, 'pupil', 'one', null), ('b', 2, 'code', 'c', null), ('b', 3, 'relative', 'r', null),
                    ('b', 4, 'load', 'l', null);
                insert into pupil_code values ('c', 'two', x'', 1); insert into relative values ('r', 'three', x'', 1);
                insert into pupil_marks values ('s', 'm', 'four', x'', 1);
                insert into erasure values ('e', 'file', 'b', 'term', 'why', 'asked', 'p', '2026-09-01', null, null, 1);",
                batch.replace("'f'", "'g'")
            ))
            .unwrap();
        Migrations::from_slice(STEPS).to_latest(&mut connection).unwrap();
        let read = |sql: &str| {
            let mut statement = connection.prepare(sql).unwrap();
            let rows = statement.query_map([], |row| Ok(format!("{} {}", row.get::<_, String>(0)?, row.get::<_, String>(1)?))).unwrap();
            rows.map(Result::unwrap).collect::<Vec<_>>()
        };
        assert_eq!(read("select file, pupil from pupil_met order by pupil"), ["g four", "f one", "f three", "f two"]);
        assert_eq!(read("select thing, reason from erasure"), ["b why"]);
    }

    /// Minutes that were held before get numbers in the order of their days.
    #[test]
    fn minutes_of_before_are_numbered() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("pragma foreign_keys = off").unwrap();
        let before = STEPS.iter().position(|step| *step == M::up(include_str!("schema_numbered.sql"))).unwrap();
        Migrations::from_slice(&STEPS[..before]).to_latest(&mut connection).unwrap();
        let event = |id: &str, kind: &str, subject: &str, day: &str, state: &str| {
            let content = format!("{{\"subject\":\"{subject}\",\"class\":\"\"}}");
            let sql = "insert into event values (?, '2026', ?, ?, 'p', ?, ?, '', null, null, 1)";
            connection.execute(sql, [id, kind, &content, day, state]).unwrap();
        };
        event("b", "council", "", "2026-10-01", "closed");
        event("a", "council", "", "2026-11-01", "held");
        event("c", "council", "", "2026-09-01", "cancelled");
        event("d", "association", "Химия", "2026-09-01", "held");
        event("e", "association", "Физика", "2026-09-02", "closed");
        event("f", "association", "Физика", "2026-09-02", "held");
        event("g", "visit", "", "2026-09-02", "held");
        Migrations::from_slice(STEPS).to_latest(&mut connection).unwrap();
        let mut statement = connection.prepare("select id, number from event order by id").unwrap();
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<u32>>(1)?))).unwrap();
        let numbers: Vec<_> = rows.map(|row| row.unwrap().1).collect();
        assert_eq!(numbers, [Some(2), Some(1), None, Some(1), Some(1), Some(2), None]);
    }

    /// What was said of a visit before stays, and the card of one that was held stands before whoever was visited.
    #[test]
    fn words_of_before_stay_and_cards_of_before_have_their_entry() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("pragma foreign_keys = off").unwrap();
        let before = STEPS.iter().position(|step| *step == M::up(include_str!("schema_own_words.sql"))).unwrap();
        Migrations::from_slice(&STEPS[..before]).to_latest(&mut connection).unwrap();
        let event = "insert into event (id, year, kind, content, owner, day, state, reason, entry) values";
        let seat = "insert into seat (event, person, part, read_sheet_name, read_note, note, entry) values";
        connection
            .execute_batch(&format!(
                "{event} ('a', '2026', 'visit', '{{}}', 'p', '2026-09-01', 'held', '', 5);
                {event} ('b', '2026', 'visit', '{{}}', 'p', '2026-09-01', 'planned', '', 6);
                {event} ('c', '2026', 'council', '{{}}', 'p', '2026-09-01', 'closed', '', 7);
                {event} ('d', '2026', 'visit', '{{}}', 'p', '2026-09-01', 'held', '', 1);
                {seat} ('a', 'q', 'member', '', '', 'Слово', 8), ('c', 'q', 'member', '', '', '', 9), ('d', 'q', 'member', '', '', 'Позже', 4),
                    ('d', 'r', 'member', '', '', 'Другое', 4);"
            ))
            .unwrap();
        // What touched a place last, here who came, is not what said the word.
        for (sequence, act, actor) in [
            (1, "event.hold", "person:p"),
            (2, "event.comment", "person:q"),
            (3, "event.comment", "person:q"),
            (4, "event.hold", "person:p"),
        ] {
            let record = format!("{} {{\"act\":\"{act}\",\"actor\":\"{actor}\"}}", "0".repeat(64));
            connection.execute("insert into entry values (?, 1, ?)", (sequence, record)).unwrap();
            connection.execute("insert into entry_object values ('d', ?)", [sequence]).unwrap();
        }
        Migrations::from_slice(STEPS).to_latest(&mut connection).unwrap();
        let read = |sql: &str| -> Vec<Option<String>> {
            let mut statement = connection.prepare(sql).unwrap();
            statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        assert_eq!(read("select cast(card as text) from event order by id"), [Some("5".into()), None, None, Some("1".into())]);
        let words = read("select event || person || words || entry || coalesce(card, '-') from own_word order by event, person");
        assert_eq!(words.into_iter().flatten().collect::<Vec<_>>(), ["aqСлово8-", "dqПозже31", "drДругое4-"]);
    }

    /// Codes of before are of the year of the file that brought them.
    #[test]
    fn codes_of_before_have_their_year() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("pragma foreign_keys = off").unwrap();
        let before = STEPS.iter().position(|step| *step == M::up(include_str!("schema_code_years.sql"))).unwrap();
        Migrations::from_slice(&STEPS[..before]).to_latest(&mut connection).unwrap();
        let batch = |id: &str, year: &str| format!("('{id}', '{year}', 'f', x'', '{{}}', 'taken', 'p', '2026-09-01', 1)");
        connection
            .execute_batch(&format!(
                "insert into roster_batch values {}, {};
                insert into roster_change values ('a', 1, 'code', 'one', null), ('b', 1, 'code', 'two', null), ('b', 2, 'pupil', 'one', null);
                insert into pupil_code values ('one', 'p', x'', 1), ('two', 'q', x'', 1);",
                batch("a", "2025"),
                batch("b", "2026")
            ))
            .unwrap();
        Migrations::from_slice(STEPS).to_latest(&mut connection).unwrap();
        let mut statement = connection.prepare("select year from pupil_code order by id").unwrap();
        let years: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(years, ["2025", "2026"]);
    }

    /// What was told before stays told and seen, tasks know whether they had been opened again, and letters that were tried keep their term.
    #[test]
    fn notices_and_letters_of_before_stay_what_they_were() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("pragma foreign_keys = off").unwrap();
        let before = STEPS.iter().position(|step| *step == M::up(include_str!("schema_letters_hours.sql"))).unwrap();
        Migrations::from_slice(&STEPS[..before]).to_latest(&mut connection).unwrap();
        let record = |act: &str| format!("'{} {{\"act\":\"{act}\"}}'", "0".repeat(64));
        let told = "'2026-11-30', 'given', 0, 'given', 5";
        connection
            .execute_batch(&format!(
                "insert into entry values (1, 5, {}), (2, 6, {}); insert into entry_object values ('t', 1), ('u', 2);
                insert into notice values (1, 'p', 'task', 't', {told}, null, 2), (2, 'p', 'task', 'u', {told}, 7, 2),
                    (3, 'p', 'read', 'e', {told}, null, 2), (4, 'q', 'read', 'e', {told}, null, 2);
                insert into notice_looked values ('p', 2);
                insert into letter values (7, 'p', 'code', x'01', 'given-up', 1, 9, 3, 8, 'answer', ''), (8, 'p', 'code', x'01', 'waiting', 1, 9, 0, null, null, '');",
                record("decision.reopen"),
                record("decision.reopen")
            ))
            .unwrap();
        Migrations::from_slice(STEPS).to_latest(&mut connection).unwrap();
        let read = |sql: &str| {
            let mut statement = connection.prepare(sql).unwrap();
            let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
            rows.map(Result::unwrap).collect::<Vec<_>>()
        };
        assert_eq!(read("select number || thing || ' ' || mark from notice order by number"), ["1t 1", "2u 0", "3e ", "4e "]);
        assert_eq!(read("select cast(number as text) from notice_seen order by number"), ["1", "2"]);
        let letters = "select number || ' ' || (sealed is null) || ' ' || coalesce(tried, '') from letter order by number";
        assert_eq!(read(letters), ["7 1 8", "8 0 "]);
    }

    /// A school of before has no place and no address, and keeps what it has.
    #[test]
    fn a_school_of_before_stays_what_it_was() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("pragma foreign_keys = off").unwrap();
        let before = STEPS.iter().position(|step| *step == M::up(include_str!("schema_school_place.sql"))).unwrap();
        Migrations::from_slice(&STEPS[..before]).to_latest(&mut connection).unwrap();
        connection.execute_batch("insert into school values (1, 'Гимназия № 2', 5, 'five', 1, 'quarters', 1, 'Europe/Moscow', 1)").unwrap();
        Migrations::from_slice(STEPS).to_latest(&mut connection).unwrap();
        let sql = "select name || '|' || name_entry || '|' || place || '|' || address || '|' || (place_entry is null) from school";
        let told: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(told, "Гимназия № 2|5|||1");
    }

    /// In memory there is no write-ahead log, as on a share: refused.
    #[test]
    fn what_cannot_keep_a_log_is_refused() {
        assert!(matches!(writing(Path::new(":memory:"), Settings::default()), Err(OpenError::NotLocal(journal)) if journal == "memory"));
    }

    #[test]
    fn a_database_of_a_later_program_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.sqlite");
        writing(&path, Settings::default()).unwrap().execute_batch("pragma user_version = 900").unwrap();
        assert!(matches!(writing(&path, Settings::default()), Err(OpenError::Later)));
    }
}
