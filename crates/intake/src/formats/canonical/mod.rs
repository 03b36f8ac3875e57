//! The canonical dataset directory: CSV tables known by their name and header (the exchange layout others rely on).
//!
//! The tables bypass [`crate::grid`]: a region's scripts are read record by record from the bytes, without a cell per field.

mod results;
mod rows;
mod scripts;
mod structure;

use records::provenance::Traits;
use records::text::{Phrase, Text};

use crate::draft::Draft;
use crate::limits;
use crate::read::{decode, delimiter_of};
pub(crate) use scripts::{KimItems, score_of};
pub(crate) use structure::lay_scales;

use rows::Rows;

/// One table of the directory.
pub(crate) struct Table {
    /// Stable id.
    pub id: &'static str,
    /// File name without extension, or the folder the files lie in.
    pub name: &'static str,
    /// Whether `name` is a folder with one file per KIM.
    pub per_kim: bool,
    /// What it is.
    pub title: Phrase,
    /// Columns it must have.
    pub required: &'static [&'static str],
    /// Columns it may have.
    pub optional: &'static [&'static str],
    read: Reader,
}

/// How a table is read.
enum Reader {
    /// Row by row, on its own.
    Rows(fn(&mut Rows<'_>, &mut Draft<'_>)),
    /// As the scripts of one KIM, whose items are described elsewhere.
    Scripts,
    /// Recognised, not used by this version.
    Unused,
}

/// What all tables of the directory have in common: whoever writes them lists everybody and uses keys.
const TRAITS: Traits = Traits { lists_absentees: true, carries_names: false, exact_classes: true, exam_school_codes: false };

/// Declares a table.
macro_rules! table {
    ($id:literal, $name:literal, $per_kim:literal, $ru:literal, $en:literal, $required:expr, $optional:expr, $read:expr) => {
        Table {
            id: $id,
            name: $name,
            per_kim: $per_kim,
            title: Phrase { ru: $ru, en: $en },
            required: &$required,
            optional: &$optional,
            read: $read,
        }
    };
}

/// Every table, in the order of reading: scripts need the KIM described before them.
pub(crate) const TABLES: &[Table] = &[
    table!(
        "canonical-kims",
        "kims",
        false,
        "КИМ: задания и баллы (kims.csv)",
        "KIM: items and points (kims.csv)",
        ["kim", "kind", "subject", "grade", "year", "item", "max", "format", "level"],
        ["codifier", "date"],
        Reader::Rows(structure::kims)
    ),
    table!(
        "canonical-scales",
        "scales",
        false,
        "Шкалы перевода (scales.csv)",
        "Scales (scales.csv)",
        ["kim", "mark", "min_score"],
        ["condition"],
        Reader::Rows(structure::scales)
    ),
    table!(
        "canonical-schools",
        "schools",
        false,
        "Школы (schools.csv)",
        "Schools (schools.csv)",
        ["school", "kind", "municipality"],
        ["region", "name", "locality"],
        Reader::Rows(structure::schools)
    ),
    table!(
        "canonical-scripts",
        "scripts",
        true,
        "Работы участников (scripts)",
        "Scripts (scripts)",
        ["school", "class", "room", "participant", "variant", "status", "observer", "prior_mark"],
        ["date", "marker", "second_marker", "recheck_score", "rechecked_by"],
        Reader::Scripts
    ),
    table!(
        "canonical-people",
        "people",
        false,
        "Коды участников (people.csv)",
        "Participant codes (people.csv)",
        ["person", "school", "year", "class", "kim", "code"],
        [],
        Reader::Rows(structure::people)
    ),
    table!(
        "canonical-pupils",
        "pupils",
        false,
        "Ученики (pupils.csv)",
        "Pupils (pupils.csv)",
        ["participant", "year", "school", "class", "grade"],
        ["sex", "joined_on", "left_on"],
        Reader::Rows(structure::pupils)
    ),
    table!(
        "canonical-marks",
        "marks",
        false,
        "Отметки за периоды (marks.csv)",
        "Marks of periods (marks.csv)",
        ["participant", "school", "class", "subject", "year", "period", "mark", "teacher"],
        ["average", "count", "group"],
        Reader::Rows(results::marks)
    ),
    table!(
        "canonical-teaching",
        "teaching",
        false,
        "Кто кого учит (teaching.csv)",
        "Who teaches whom (teaching.csv)",
        ["school", "class", "subject", "teacher", "year"],
        ["group"],
        Reader::Rows(structure::teaching)
    ),
    table!(
        "canonical-exams",
        "exams",
        false,
        "Результаты экзаменов (exams.csv)",
        "Examination results (exams.csv)",
        ["participant", "school", "exam", "subject", "year", "primary", "score", "mark"],
        [],
        Reader::Rows(results::exams)
    ),
    table!(
        "canonical-medals",
        "medals",
        false,
        "Медали (medals.csv)",
        "Medals (medals.csv)",
        ["participant", "school", "year", "degree", "candidate", "awarded"],
        [],
        Reader::Rows(results::medals)
    ),
    table!(
        "canonical-shares",
        "shares",
        false,
        "Опубликованные доли (shares.csv)",
        "Published shares (shares.csv)",
        ["kim", "scope", "quantity", "key", "value", "n"],
        ["area"],
        Reader::Rows(results::shares)
    ),
    table!(
        "canonical-observation",
        "observation",
        false,
        "Наблюдение (observation.csv)",
        "Observation (observation.csv)",
        ["school", "class", "procedure", "observed"],
        ["room"],
        Reader::Rows(structure::observation)
    ),
    table!(
        "canonical-journal",
        "journal",
        false,
        "Текущие отметки (journal.csv)",
        "Journal entries (journal.csv)",
        ["participant", "class", "subject", "teacher", "date", "entered_at", "kind", "weight", "mark"],
        ["school"],
        Reader::Unused
    ),
    table!(
        "canonical-responses",
        "responses",
        true,
        "Ответы на задания с выбором (responses)",
        "Raw answers (responses)",
        ["school", "class", "participant"],
        [],
        Reader::Unused
    ),
    table!(
        "canonical-ratings",
        "ratings",
        true,
        "Оценки экспертов (ratings)",
        "Ratings (ratings)",
        ["script", "item", "criterion", "marker", "round", "score", "at"],
        [],
        Reader::Unused
    ),
    table!(
        "canonical-seeds",
        "seeds",
        true,
        "Контрольные работы (seeds)",
        "Seed scripts (seeds)",
        ["script", "item", "definitive", "tolerance"],
        [],
        Reader::Unused
    ),
];

/// A file taken for a table of the directory.
#[derive(Clone)]
pub(crate) struct Known {
    /// Position in [`TABLES`].
    pub rank: usize,
    /// KIM of a per-KIM file: the file name without `.csv`, character for character.
    pub kim: String,
    /// Whether the name agrees with the table (else only the header does).
    pub named: bool,
}

impl Known {
    /// The table.
    pub(crate) fn table(&self) -> &'static Table {
        &TABLES[self.rank.min(TABLES.len() - 1)]
    }

    /// Why it was recognised.
    pub(crate) fn why(&self) -> Text {
        let columns = self.table().required.join(", ");
        match self.named {
            true => Text::new(format!("имя файла и столбцы {columns}"), format!("the file name and the columns {columns}")),
            false => Text::new(format!("столбцы {columns}"), format!("the columns {columns}")),
        }
    }
}

/// Looks at the name and the header: a table is known by a name that agrees and half of its columns, or by all of its columns.
pub(crate) fn recognise(name: &str, bytes: &[u8]) -> Option<Known> {
    let head = bytes.get(..bytes.len().min(16 << 10)).unwrap_or_default();
    let line_end = head.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(head.len());
    let (line, _) = decode(head.get(..line_end)?, None);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter_of(&line)).from_reader(line.as_bytes());
    let header = reader.records().next()?.ok()?;
    let has = |column: &&&str| header.iter().any(|field| field.trim() == **column);
    let stem = name.rsplit('/').next().unwrap_or(name);
    let stem = stem.strip_suffix(".csv").or_else(|| stem.strip_suffix(".CSV")).unwrap_or(stem);
    let folder = name.rsplit('/').nth(1).unwrap_or_default();
    let found = TABLES.iter().enumerate().filter_map(|(rank, table)| {
        let named = if table.per_kim { folder == table.name } else { stem == table.name };
        let present = table.required.iter().filter(has).count();
        let enough = if named { present * 2 > table.required.len() } else { present == table.required.len() && table.required.len() > 3 };
        enough.then_some((named, present, rank))
    });
    let (named, _, rank) = found.max_by_key(|(named, present, rank)| (*named, *present, usize::MAX - *rank))?;
    Some(Known { rank, kim: stem.to_owned(), named })
}

/// Reads a table; scripts need the KIM described by `kims.csv` of this call.
pub(crate) fn read(known: &Known, bytes: &[u8], kims: &KimItems, draft: &mut Draft<'_>) {
    let (text, _) = decode(bytes, None);
    let table = known.table();
    show(table, &text, draft);
    let Some(mut rows) = Rows::open(&text, table, draft) else { return };
    match table.read {
        Reader::Scripts => scripts::read(&mut rows, &known.kim, kims, draft),
        Reader::Rows(read) => {
            rows.tell_unknown_columns(draft, &[]);
            rows.tell_missing_columns(draft);
            if rows.complete {
                read(&mut rows, draft);
            }
        }
        Reader::Unused => {
            let what =
                Text::new("Таблица опознана; эта версия программы её не использует.", "The table is known; this version does not use it.");
            draft.note("table-not-used", draft.place("", None, None), "", what);
        }
    }
}

/// First rows for `inspect`; not of tables where a column holds people as the file writes them.
fn show(table: &Table, text: &str, draft: &mut Draft<'_>) {
    let people = ["participant", "person", "teacher", "marker"];
    if table.required.iter().any(|column| people.contains(column)) {
        return;
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let delimiter = delimiter_of(text.lines().next().unwrap_or_default());
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let records = reader.records().take(limits::PREVIEW_ROWS + 1).map_while(Result::ok);
    draft.preview = records.map(|record| record.iter().map(str::to_owned).collect()).collect();
}
