//! `scripts/<kim>.csv`: the largest tables; a record goes from bytes to columns without a cell per field.

use std::collections::BTreeMap;

use records::dataset::{ClassId, Item, Marking, SchoolId, Score, Script, Sitting};
use records::text::Text;
use records::vocabulary::Attendance;

use super::results::flag;
use super::rows::{Column, Rows};
use crate::draft::Draft;
use crate::{cells, spelling};

/// Items of every KIM described in the files of a call.
#[derive(Clone, Debug, Default)]
pub(crate) struct KimItems {
    items: BTreeMap<String, Vec<Item>>,
}

impl KimItems {
    /// Adds the KIM of a draft; the first description of a key stands.
    pub(crate) fn learn(&mut self, draft: &Draft<'_>) {
        for kim in &draft.data.kims {
            self.items.entry(kim.kim.clone()).or_insert_with(|| kim.items.clone());
        }
    }
}

/// Reads the scripts of one KIM.
pub(super) fn read(rows: &mut Rows<'_>, kim: &str, kims: &KimItems, draft: &mut Draft<'_>) {
    let Some(items) = kims.items.get(kim) else {
        let what = Text::new(
            "Для этого файла нет КИМ: в kims.csv нет ключа, равного имени файла, поэтому неизвестно, какие столбцы — задания.",
            "No KIM for this file: kims.csv has no key equal to the file name, so the item columns are not known.",
        );
        let mend =
            Text::new("Опишите КИМ в kims.csv или назовите файл ключом КИМ.", "Describe the KIM in kims.csv or name the file by its key.");
        draft.refuse("kim-unknown", draft.place("", None, None), kim, what, mend);
        return;
    };
    rows.tell_unknown_columns(draft, &items.iter().map(|item| item.name.clone()).collect::<Vec<_>>());
    rows.tell_missing_columns(draft);
    let Some(columns) = Columns::find(rows, items, draft) else { return };
    let mut reader = Scripts {
        columns,
        items,
        schools: Last::default(),
        classes: Last::default(),
        sitting: Sitting { width: items.len(), ..Sitting::default() },
        scores: Vec::new(),
    };
    while rows.advance(draft) {
        reader.row(rows, draft);
    }
    draft.sittings.push((kim.to_owned(), reader.sitting));
}

struct Columns {
    school: Column,
    class: Column,
    room: Column,
    participant: Column,
    variant: Column,
    status: Column,
    observer: Column,
    prior: Column,
    /// `date, marker, second_marker, recheck_score, rechecked_by`.
    marking: [Column; 5],
    items: Vec<Column>,
}

impl Columns {
    fn find(rows: &Rows<'_>, items: &[Item], draft: &mut Draft<'_>) -> Option<Self> {
        let [school, class, room, participant] = rows.at(["school", "class", "room", "participant"]);
        let [variant, status, observer, prior] = rows.at(["variant", "status", "observer", "prior_mark"]);
        let mut missing = !rows.complete;
        let mut columns = Vec::with_capacity(items.len());
        for item in items {
            let [column] = rows.at([item.name.as_str()]);
            if column.is_none() {
                missing = true;
                let what = Text::new(
                    format!("Нет столбца задания {}: работы не прочитаны.", item.name),
                    format!("No column for the item {}: the scripts were not read.", item.name),
                );
                let mend =
                    Text::new("Назовите столбцы заданий точно так, как в kims.csv.", "Name the item columns exactly as in kims.csv.");
                draft.refuse("item-column-missing", draft.place("", Some(0), None), item.name.as_str(), what, mend);
            }
            columns.push(column);
        }
        let marking = rows.at(["date", "marker", "second_marker", "recheck_score", "rechecked_by"]);
        (!missing).then_some(Self { school, class, room, participant, variant, status, observer, prior, marking, items: columns })
    }
}

/// The last key met with its id: rows come sorted by school and class, and a comparison is cheaper than a look-up.
#[derive(Default)]
struct Last {
    key: String,
    id: Option<u32>,
}

impl Last {
    fn id(&mut self, key: &str, intern: impl FnOnce(&str) -> u32) -> u32 {
        if let Some(id) = self.id
            && self.key == key
        {
            return id;
        }
        let id = intern(key);
        key.clone_into(&mut self.key);
        self.id = Some(id);
        id
    }
}

struct Scripts<'i> {
    columns: Columns,
    items: &'i [Item],
    schools: Last,
    classes: Last,
    sitting: Sitting,
    scores: Vec<Score>,
}

impl Scripts<'_> {
    /// Takes a record, or tells why it was left out.
    fn row(&mut self, rows: &Rows<'_>, draft: &mut Draft<'_>) -> Option<()> {
        let columns = &self.columns;
        let (school, participant) = (rows.field(columns.school), rows.field(columns.participant));
        for (field, column) in [(school, columns.school), (participant, columns.participant)] {
            if field.is_empty() {
                rows.bad(column, &Text::new("непустое значение", "a value"), draft);
                return None;
            }
        }
        let a_status = Text::new("present или absent", "present or absent");
        let status = rows.parsed(columns.status, &a_status, draft, Attendance::from_code)?;
        let a_mark = Text::new("отметка 1–100 или пусто", "a mark 1–100 or nothing");
        let prior = rows.optional(columns.prior, &a_mark, draft, |text| text.parse().ok().filter(|mark| (1..=100).contains(mark)))?;
        let observer = rows.optional(columns.observer, &Text::new("1, 0 или пусто", "1, 0 or nothing"), draft, flag)?;
        let variant = rows.optional(columns.variant, &Text::new("номер варианта", "a number of a variant"), draft, |text| {
            text.parse().ok()
        })?;
        let marking = self.marking(rows, draft)?;
        self.read_scores(rows, status, draft)?;
        let columns = &self.columns;
        let school = self.schools.id(school, |key| draft.school(key).0);
        let class = self.classes.id(rows.field(columns.class), |key| draft.class(key).0);
        let person = draft.person(participant);
        let room = match rows.field(columns.room) {
            "" => None,
            room => Some(draft.data.rooms.intern(room)),
        };
        let origin = rows.origin(draft);
        let (school, class, scores) = (SchoolId(school), ClassId(class), self.scores.as_slice().into());
        let (mark, recorded_score, marking) = (None, None, Some(marking));
        let script =
            Script { school, class, person, status, prior, mark, recorded_score, variant, room, observer, scores, origin, marking };
        // The scores were read item by item: their number is that of the items.
        self.sitting.push(script).ok()
    }

    /// How the script was marked: kept as read, with the row it will have.
    fn marking(&self, rows: &Rows<'_>, draft: &mut Draft<'_>) -> Option<Marking> {
        let [date, marker, second, score, by] = self.columns.marking;
        let max: u16 = self.items.iter().map(|item| u16::from(item.max)).sum();
        let a_score = Text::new(format!("балл 0–{max}"), format!("points 0–{max}"));
        let points = |text: &str| spelling::whole(text).and_then(|points| u16::try_from(points).ok()).filter(|points| *points <= max);
        let date = rows.optional(date, &Text::new("дата", "a date"), draft, cells::date_in)?;
        let recheck_score = rows.optional(score, &a_score, draft, points)?;
        let mut person = |column: Column| Some(rows.field(column)).filter(|code| !code.is_empty()).map(|code| draft.teacher(code));
        Some(Marking {
            row: u32::try_from(self.sitting.len()).unwrap_or(u32::MAX),
            date,
            marker: person(marker),
            second_marker: person(second),
            recheck_score,
            rechecked_by: person(by),
        })
    }

    fn read_scores(&mut self, rows: &Rows<'_>, status: Attendance, draft: &mut Draft<'_>) -> Option<()> {
        self.scores.clear();
        for (item, &column) in self.items.iter().zip(&self.columns.items) {
            let Some(score) = score_of(rows.bytes(column), item.max) else {
                let expected = Text::new(format!("целое число 0–{}, X или N", item.max), format!("a whole number 0–{}, X or N", item.max));
                rows.bad(column, &expected, draft);
                return None;
            };
            self.scores.push(score);
        }
        let marked = self.scores.iter().filter(|score| **score != Score::NOT_MARKED).count();
        match status {
            Attendance::Absent if marked > 0 => {
                rows.bad(self.columns.status, &Text::new("у отсутствующего нет баллов", "an absent pupil has no points"), draft);
                return None;
            }
            Attendance::Present if marked < self.items.len() => tell_unmarked(rows, self.items.len() - marked, draft),
            Attendance::Absent | Attendance::Present => {}
        }
        Some(())
    }
}

fn tell_unmarked(rows: &Rows<'_>, count: usize, draft: &mut Draft<'_>) {
    let what = Text::new(
        format!(
            "Ученик писал работу, но заданий без балла: {count}. Пусто — это не 0: они остались непроверенными, и первичный балл работы неизвестен."
        ),
        format!(
            "The pupil sat the work, but {count} item(s) have no points. Empty is not 0: they stay unmarked, and the primary score is not known."
        ),
    );
    let mend =
        Text::new("Впишите балл, X (не приступал) или N (тема не пройдена).", "Write the points, X (not attempted) or N (not taught).");
    draft.warn("score-missing", draft.place("", Some(rows.line), None), "", what, mend);
}

/// The score in a cell; None where it does not fit.
pub(crate) fn score_of(cell: &[u8], max: u8) -> Option<Score> {
    match cell {
        [] => Some(Score::NOT_MARKED),
        [digit @ b'0'..=b'9'] => Score::points(digit - b'0').filter(|_| digit - b'0' <= max),
        // Latin and Cyrillic, both cases.
        b"X" | b"x" | b"\xD0\xA5" | b"\xD1\x85" => Some(Score::NOT_ATTEMPTED),
        b"N" | b"n" => Some(Score::NOT_TAUGHT),
        _ => {
            let written = spelling::clean(std::str::from_utf8(cell).ok()?);
            match &*spelling::fold(&written) {
                "" => Some(Score::NOT_MARKED),
                "х" => Some(Score::NOT_ATTEMPTED),
                "n" => Some(Score::NOT_TAUGHT),
                _ => spelling::whole(&written)
                    .and_then(|points| u8::try_from(points).ok())
                    .filter(|points| *points <= max)
                    .and_then(Score::points),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cell_may_hold() {
        let points = |n| Score::points(n);
        assert_eq!(score_of(b"2", 3), points(2));
        assert_eq!(score_of(b" 3 ", 3), points(3));
        assert_eq!(score_of(b"12", 20), points(12));
        assert_eq!(score_of("Х".as_bytes(), 3), Some(Score::NOT_ATTEMPTED));
        assert_eq!(score_of(b" X", 3), Some(Score::NOT_ATTEMPTED));
        assert_eq!(score_of(b"N", 3), Some(Score::NOT_TAUGHT));
        assert_eq!(score_of(b"", 3), Some(Score::NOT_MARKED));
        for odd in ["4", "-1", "1,5", "да", "999", "\u{fffd}"] {
            assert_eq!(score_of(odd.as_bytes(), 3), None, "{odd}");
        }
    }
}
