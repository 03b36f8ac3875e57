//! The canonical directory: CSV tables with the names and columns other programs rely on.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use records::dataset::{
    Condition, Dataset, ExamRow, JournalMark, Kim, KimId, MarkRow, Marking, PersonId, SchoolId, Score, Share, Sitting, TeacherId,
};
use records::vocabulary::{Attendance, SchoolYear};

use super::LayoutError;

/// Writes every table that has rows: path inside the directory and bytes.
///
/// # Errors
/// A table cannot be written.
pub fn write(data: &Dataset) -> Result<Vec<(String, Vec<u8>)>, LayoutError> {
    let mut files = Vec::new();
    for (name, table) in [
        ("schools.csv", schools(data)?),
        ("kims.csv", kims(data)?),
        ("scales.csv", scales(data)?),
        ("people.csv", people(data)?),
        ("pupils.csv", pupils(data)?),
        ("marks.csv", marks(data, Participants::Kept, |_| true)?),
        ("teaching.csv", teaching(data)?),
        ("exams.csv", exams(data, Participants::Kept, |_| true)?),
        ("medals.csv", medals(data, Participants::Kept)?),
        ("shares.csv", shares(data, |_| true)?),
    ] {
        files.extend(table.map(|bytes| (name.to_owned(), bytes)));
    }
    for (index, kim) in (0_u32..).zip(&data.kims) {
        if let Some(bytes) = scripts(data, KimId(index)) {
            files.push((format!("scripts/{}.csv", kim.kim), bytes));
        }
    }
    Ok(files)
}

/// How participants are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Participants {
    /// As the data keep them.
    Kept,
    /// `school:year:code`, for tables that lie beside workbooks which know pupils by code; as kept where no code is known.
    ByCode,
}

impl Participants {
    fn write(self, data: &Dataset, person: PersonId, school: SchoolId, year: SchoolYear) -> String {
        let listed = || data.people.iter().find(|entry| entry.person == person && entry.school == school && entry.year == year);
        match if self == Self::ByCode { listed() } else { None } {
            Some(entry) => format!("{}:{year}:{}", self::school(data, school), entry.code),
            None => data.person_names.name(person.0).to_owned(),
        }
    }
}

/// A table, or nothing where it has no rows.
type Table = Result<Option<Vec<u8>>, LayoutError>;

fn table(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Table {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header)?;
    let mut any = false;
    for row in rows {
        any = true;
        writer.write_record(&row)?;
    }
    let bytes = writer.into_inner().map_err(|error| LayoutError::Compound(error.into_error()))?;
    Ok(any.then_some(bytes))
}

/// `schools.csv`.
///
/// # Errors
/// The table cannot be written.
pub fn schools(data: &Dataset) -> Table {
    let header = ["school", "kind", "municipality", "region", "name", "locality"];
    let rows = data.schools.iter().map(|school| {
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        vec![
            school.school.clone(),
            school.kind.clone().unwrap_or_default(),
            school.municipality.clone().unwrap_or_default(),
            optional(&school.region),
            optional(&school.name),
            optional(&school.locality),
        ]
    });
    table(&header, rows)
}

/// `kims.csv`: one row per item.
///
/// # Errors
/// The table cannot be written.
pub fn kims(data: &Dataset) -> Table {
    let header = ["kim", "kind", "subject", "grade", "year", "item", "max", "format", "level", "codifier", "date"];
    let item_rows = |kim: &Kim| {
        let date = kim.date.map(|date| date.to_string()).unwrap_or_default();
        let subject = data.subject_names.name(kim.subject.0).to_owned();
        let head = [kim.kim.clone(), kim.kind_text.clone(), subject, kim.grade.to_string(), kim.year.to_string()];
        let row = |item: &records::dataset::Item| {
            let mut cells = head.to_vec();
            cells.extend([
                item.name.clone(),
                item.max.to_string(),
                item.format.map_or(String::new(), |format| format.code().to_owned()),
                item.level.map_or(String::new(), |level| level.code().to_owned()),
                item.codifier.clone().unwrap_or_default(),
                date.clone(),
            ]);
            cells
        };
        kim.items.iter().map(row).collect::<Vec<_>>()
    };
    table(&header, data.kims.iter().flat_map(item_rows))
}

/// `scales.csv`: one row per mark above the lowest.
///
/// # Errors
/// The table cannot be written.
pub fn scales(data: &Dataset) -> Table {
    let cuts = data.kims.iter().flat_map(|kim| kim.scale.iter().flat_map(|scale| &scale.cuts).map(move |cut| (kim, cut)));
    let rows = cuts.map(|(kim, cut)| {
        let condition = cut.condition.as_ref().map(condition).unwrap_or_default();
        vec![kim.kim.clone(), cut.mark.to_string(), cut.min_score.to_string(), condition]
    });
    table(&["kim", "mark", "min_score", "condition"], rows)
}

/// `cap 3 if sum(ГК1,ГК2) < 6`.
fn condition(condition: &Condition) -> String {
    format!("cap {} if sum({}) < {}", condition.cap, condition.items.join(","), condition.below)
}

/// `people.csv`.
///
/// # Errors
/// The table cannot be written.
pub fn people(data: &Dataset) -> Table {
    let rows = data.people.iter().map(|entry| {
        vec![
            data.person_names.name(entry.person.0).to_owned(),
            school(data, entry.school),
            entry.year.to_string(),
            data.class_names.name(entry.class.0).to_owned(),
            entry.kim.clone().unwrap_or_else(|| "*".to_owned()),
            entry.code.clone(),
        ]
    });
    table(&["person", "school", "year", "class", "kim", "code"], rows)
}

/// `pupils.csv`.
///
/// # Errors
/// The table cannot be written.
pub fn pupils(data: &Dataset) -> Table {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let rows = data.pupils.iter().map(|pupil| {
        vec![
            data.person_names.name(pupil.person.0).to_owned(),
            pupil.year.to_string(),
            school(data, pupil.school),
            data.class_names.name(pupil.class.0).to_owned(),
            pupil.grade.to_string(),
            pupil.sex.map(String::from).unwrap_or_default(),
            day(pupil.joined_on),
            day(pupil.left_on),
        ]
    });
    table(&["participant", "year", "school", "class", "grade", "sex", "joined_on", "left_on"], rows)
}

/// `marks.csv`, the rows that are `wanted`.
///
/// # Errors
/// The table cannot be written.
pub fn marks(data: &Dataset, participants: Participants, wanted: impl Fn(&MarkRow) -> bool) -> Table {
    let header = ["participant", "school", "class", "subject", "year", "period", "mark", "teacher", "average", "count"];
    let rows = data.marks.iter().filter(|row| wanted(row)).map(|row| {
        vec![
            participants.write(data, row.person, row.school, row.year),
            school(data, row.school),
            data.class_names.name(row.class.0).to_owned(),
            data.subject_names.name(row.subject.0).to_owned(),
            row.year.to_string(),
            row.period.code(),
            mark(row.mark),
            row.teacher.map(|teacher| data.teacher_names.name(teacher.0).to_owned()).unwrap_or_default(),
            row.average.map(|average| average.to_string()).unwrap_or_default(),
            row.count.map(|count| count.to_string()).unwrap_or_default(),
        ]
    });
    table(&header, rows)
}

fn mark(mark: JournalMark) -> String {
    super::journal_page::token(mark)
}

/// `teaching.csv`.
///
/// # Errors
/// The table cannot be written.
pub fn teaching(data: &Dataset) -> Table {
    let rows = data.teaching.iter().map(|row| {
        vec![
            school(data, row.school),
            data.class_names.name(row.class.0).to_owned(),
            data.subject_names.name(row.subject.0).to_owned(),
            data.teacher_names.name(row.teacher.0).to_owned(),
            row.year.to_string(),
            row.group.clone().unwrap_or_default(),
        ]
    });
    table(&["school", "class", "subject", "teacher", "year", "group"], rows)
}

/// `exams.csv`, the rows that are `wanted`.
///
/// # Errors
/// The table cannot be written.
pub fn exams(data: &Dataset, participants: Participants, wanted: impl Fn(&ExamRow) -> bool) -> Table {
    let number = |value: Option<u16>| value.map(|value| value.to_string()).unwrap_or_default();
    let rows = data.exams.iter().filter(|row| wanted(row)).map(|row| {
        vec![
            participants.write(data, row.person, row.school, row.year),
            school(data, row.school),
            row.exam.code().to_owned(),
            data.subject_names.name(row.subject.0).to_owned(),
            row.year.to_string(),
            number(row.primary),
            number(row.score),
            number(row.mark.map(u16::from)),
        ]
    });
    table(&["participant", "school", "exam", "subject", "year", "primary", "score", "mark"], rows)
}

/// `medals.csv`.
///
/// # Errors
/// The table cannot be written.
pub fn medals(data: &Dataset, participants: Participants) -> Table {
    let rows = data.medals.iter().map(|row| {
        vec![
            participants.write(data, row.person, row.school, row.year),
            school(data, row.school),
            row.year.to_string(),
            row.degree.to_string(),
            flag(row.candidate).to_owned(),
            flag(row.awarded).to_owned(),
        ]
    });
    table(&["participant", "school", "year", "degree", "candidate", "awarded"], rows)
}

/// `shares.csv`, the rows that are `wanted`. The name of an area is kept in an optional column.
///
/// # Errors
/// The table cannot be written.
pub fn shares(data: &Dataset, wanted: impl Fn(&Share) -> bool) -> Table {
    let rows = data.shares.iter().filter(|share| wanted(share)).map(|share| {
        vec![
            share.kim.clone(),
            share.scope.code().to_owned(),
            share.quantity.code().to_owned(),
            share.key.clone(),
            share.value.to_string(),
            share.n.map(|n| n.to_string()).unwrap_or_default(),
            share.area.clone(),
        ]
    });
    table(&["kim", "scope", "quantity", "key", "value", "n", "area"], rows)
}

/// `scripts/<kim>.csv`: one row per pupil, items in the columns named in `kims.csv`. The largest table by far, so it is written straight into one
/// buffer, with the texts of a row quoted once per distinct name.
#[must_use]
pub fn scripts(data: &Dataset, kim: KimId) -> Option<Vec<u8>> {
    let index = kim.0 as usize;
    let (kim, sitting) = (data.kims.get(index)?, data.sittings.get(index)?);
    if sitting.is_empty() {
        return None;
    }
    let mut out = String::from("school,class,room,participant,variant,status,observer,prior_mark");
    if !sitting.marking.is_empty() {
        out.push_str(",date,marker,second_marker,recheck_score,rechecked_by");
    }
    for item in &kim.items {
        out.push(',');
        out.push_str(&quoted(&item.name));
    }
    out.push('\n');
    let schools: Vec<String> = data.schools.iter().map(|school| quoted(&school.school)).collect();
    let mut classes = BTreeMap::new();
    for row in 0..sitting.len() {
        script(data, sitting, row, &schools, &mut classes, &mut out);
    }
    Some(out.into_bytes())
}

fn script<'a>(
    data: &'a Dataset,
    sitting: &Sitting,
    row: usize,
    schools: &[String],
    classes: &mut BTreeMap<&'a str, String>,
    out: &mut String,
) {
    let class = sitting.class.get(row).map_or("", |class| data.class_names.name(class.0));
    let class = classes.entry(class).or_insert_with(|| quoted(class));
    let person = sitting.person.get(row).map_or("", |person| data.person_names.name(person.0));
    let room = sitting.room.get(row).copied().flatten().map_or("", |room| data.rooms.name(room));
    out.push_str(sitting.school.get(row).and_then(|school| schools.get(school.0 as usize)).map_or("", String::as_str));
    for text in [class.as_str(), &quoted(room), &quoted(person)] {
        out.push(',');
        out.push_str(text);
    }
    let there = sitting.status.get(row) == Some(&Attendance::Present);
    let variant = sitting.variant.get(row).copied().flatten();
    let prior = sitting.prior.get(row).copied().flatten();
    out.push(',');
    push_number(out, variant);
    out.push(',');
    out.push_str(sitting.status.get(row).map_or("", |status| status.code()));
    out.push(',');
    out.push_str(flag(sitting.observer.get(row).copied().flatten()));
    out.push(',');
    push_number(out, prior.map(u16::from));
    if !sitting.marking.is_empty() {
        marking(data, sitting.marking(row), out);
    }
    for score in sitting.row(row) {
        out.push(',');
        if there {
            push_score(out, *score);
        }
    }
    out.push('\n');
}

/// Day, markers and re-check of a script; empty cells where nothing is known.
fn marking(data: &Dataset, known: Option<&Marking>, out: &mut String) {
    let code = |id: Option<TeacherId>| id.map_or_else(String::new, |id| quoted(data.teacher_names.name(id.0)));
    let date = known.and_then(|known| known.date).map_or_else(String::new, |date| date.to_string());
    let _ = write!(out, ",{date},{},{},", code(known.and_then(|known| known.marker)), code(known.and_then(|known| known.second_marker)));
    push_number(out, known.and_then(|known| known.recheck_score));
    let _ = write!(out, ",{}", code(known.and_then(|known| known.rechecked_by)));
}

fn push_score(out: &mut String, score: Score) {
    match score {
        Score::NOT_ATTEMPTED => out.push('X'),
        Score::NOT_TAUGHT => out.push('N'),
        other => push_number(out, other.value().map(u16::from)),
    }
}

fn push_number(out: &mut String, value: Option<u16>) {
    match value {
        None => {}
        Some(digit @ 0..=9) => out.push(char::from(b'0' + digit as u8)),
        // Writing to a String cannot fail.
        Some(value) => write!(out, "{value}").unwrap_or_default(),
    }
}

/// A field in quotes where it needs them (RFC 4180).
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

fn school(data: &Dataset, id: SchoolId) -> String {
    data.schools.get(id.0 as usize).map(|school| school.school.clone()).unwrap_or_default()
}

const fn flag(value: Option<bool>) -> &'static str {
    match value {
        Some(true) => "1",
        Some(false) => "0",
        None => "",
    }
}
