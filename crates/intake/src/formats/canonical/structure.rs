//! `kims.csv`, `observation.csv`, `scales.csv`, `schools.csv`, `people.csv`, `pupils.csv`, `teaching.csv`.

use records::dataset::{ClassId, Condition, Cut, Item, Kim, PersonRow, PupilRow, Scale, ScaleOrigin, TeachingRow};
use records::text::Text;
use records::vocabulary::{Format, Kind, Level};

use super::rows::{Column, Rows};
use crate::cells;
use crate::draft::Draft;
use crate::draft::{ObservationRow, ScaleRow};

/// `kims.csv`: one row per item.
pub(super) fn kims(rows: &mut Rows<'_>, draft: &mut Draft<'_>) {
    while rows.advance(draft) {
        if let Some((kim, item)) = kim_row(rows, draft) {
            add_item(rows, draft, kim, item);
        }
    }
}

fn kim_row(rows: &Rows<'_>, draft: &mut Draft<'_>) -> Option<(Kim, Item)> {
    let [key, kind, subject, grade, year, name, max] = rows.at(["kim", "kind", "subject", "grade", "year", "item", "max"]);
    let [format, level, codifier, date] = rows.at(["format", "level", "codifier", "date"]);
    let kim = rows.needed(key, draft)?;
    let subject = rows.needed(subject, draft)?;
    let grade = rows.parsed(grade, &Text::new("класс 1–11", "a grade 1–11"), draft, |text| {
        text.parse().ok().filter(|grade| (1..=11).contains(grade))
    })?;
    let year = rows.year(year, draft)?;
    let date = rows.optional(date, &Text::new("дата", "a date"), draft, cells::date_in)?;
    let item = Item {
        name: rows.needed(name, draft)?,
        max: rows.parsed(max, &Text::new("балл 1–250", "points 1–250"), draft, |text| {
            text.parse().ok().filter(|max| (1..=250).contains(max))
        })?,
        format: rows.optional(format, &Text::new("short или extended", "short or extended"), draft, Format::from_code)?,
        level: rows.optional(level, &Text::new("basic, raised или high", "basic, raised or high"), draft, Level::from_code)?,
        codifier: Some(rows.field(codifier).to_owned()).filter(|text| !text.is_empty()),
    };
    let kind_text = rows.field(kind).to_owned();
    let subject = draft.subject(&subject);
    let kim = Kim { kim, kind: Kind::from_code(&kind_text), kind_text, subject, grade, year, date, items: Vec::new(), scale: None };
    Some((kim, item))
}

fn add_item(rows: &Rows<'_>, draft: &mut Draft<'_>, kim: Kim, item: Item) {
    let [key, name] = rows.at(["kim", "item"]);
    let at = draft.data.kims.iter().rposition(|known| known.kim == kim.kim).unwrap_or_else(|| {
        draft.data.kims.push(kim.clone());
        draft.data.kims.len() - 1
    });
    let Some(known) = draft.data.kims.get_mut(at) else { return };
    let agrees = (&known.kind_text, known.subject, known.grade, known.year) == (&kim.kind_text, kim.subject, kim.grade, kim.year);
    if !agrees {
        rows.bad(
            key,
            &Text::new(
                "те же вид, предмет, класс и год, что в первой строке этого КИМ",
                "the kind, subject, grade and year of the first row",
            ),
            draft,
        );
    } else if known.items.iter().any(|other| other.name == item.name) {
        rows.bad(name, &Text::new("задание, которого в этом КИМ ещё нет", "an item not yet named in this KIM"), draft);
    } else {
        known.date = known.date.or(kim.date);
        known.items.push(item);
        rows.origin(draft);
    }
}

/// `observation.csv`: kept as rows until the works are known.
pub(super) fn observation(rows: &mut Rows<'_>, draft: &mut Draft<'_>) {
    let [school, class, procedure, observed, room] = rows.at(["school", "class", "procedure", "observed", "room"]);
    let yes_no = Text::new("1 — наблюдатель был, 0 — не было", "1 for an observer, 0 for none");
    while rows.advance(draft) {
        let (Some(school), Some(class)) = (rows.needed(school, draft), rows.needed(class, draft)) else { continue };
        let Some(procedure) = rows.needed(procedure, draft) else { continue };
        let Some(observed) = rows.parsed(observed, &yes_no, draft, observed_in) else { continue };
        let room = rows.field(room).to_owned();
        let origin = rows.origin(draft);
        draft.observations.push(ObservationRow { school, class, procedure, room, observed, origin });
    }
}

/// As programs and as people write it.
fn observed_in(written: &str) -> Option<bool> {
    match crate::spelling::fold(written).as_ref() {
        "1" | "да" | "был" | "yes" => Some(true),
        "0" | "нет" | "не был" | "не было" | "no" => Some(false),
        _ => None,
    }
}

/// `scales.csv`: kept as rows until the KIM are known.
pub(super) fn scales(rows: &mut Rows<'_>, draft: &mut Draft<'_>) {
    let [key, mark, score, condition] = rows.at(["kim", "mark", "min_score", "condition"]);
    while rows.advance(draft) {
        let Some(kim) = rows.needed(key, draft) else { continue };
        let Some(mark) = rows.parsed(mark, &Text::new("отметка 2–100", "a mark 2–100"), draft, |text| {
            text.parse().ok().filter(|mark| (2..=100).contains(mark))
        }) else {
            continue;
        };
        let Some(min_score) = rows.parsed(score, &Text::new("балл", "points"), draft, |text| text.parse().ok()) else { continue };
        let wanted = Text::new("условие вида cap 3 if sum(ГК1,ГК2) < 6", "a condition like cap 3 if sum(ГК1,ГК2) < 6");
        let Some(condition) = rows.optional(condition, &wanted, draft, condition_of) else { continue };
        let origin = rows.origin(draft);
        draft.scales.push(ScaleRow { kim, cut: Cut { mark, min_score, condition }, origin });
    }
}

/// Reads `cap 3 if sum(ГК1,ГК2) < 6`.
fn condition_of(text: &str) -> Option<Condition> {
    let (cap, rest) = text.trim().strip_prefix("cap")?.split_once("if")?;
    let (items, below) = rest.trim().strip_prefix("sum(")?.split_once(')')?;
    let items: Vec<String> = items.split(',').map(|item| item.trim().to_owned()).collect();
    let below = below.trim().strip_prefix('<')?.trim().parse().ok()?;
    let whole = !items.iter().any(String::is_empty);
    whole.then_some(Condition { cap: cap.trim().parse().ok()?, items, below })
}

/// Gives each KIM the scale its rows make; what does not fit is told in the draft of the row.
pub(crate) fn lay_scales(rows: &[ScaleRow], kim: &Kim) -> Result<Option<Scale>, Text> {
    let mut own: Vec<&ScaleRow> = rows.iter().filter(|row| row.kim == kim.kim).collect();
    own.sort_by_key(|row| (row.cut.mark, row.cut.min_score));
    own.dedup_by(|a, b| a.cut == b.cut);
    let Some(first) = own.first() else { return Ok(None) };
    let ascending = own.windows(2).all(|pair| pair[0].cut.mark < pair[1].cut.mark && pair[0].cut.min_score < pair[1].cut.min_score);
    let within = own.iter().all(|row| row.cut.min_score <= kim.max());
    let named = own.iter().filter_map(|row| row.cut.condition.as_ref()).flat_map(|condition| &condition.items);
    let unknown = named.clone().find(|name| !kim.items.iter().any(|item| item.name == **name));
    if !ascending {
        return Err(Text::new("баллы шкалы не растут вместе с отметками", "the points do not rise with the marks"));
    }
    if !within {
        return Err(Text::new("балл шкалы больше максимума работы", "a cut is above the greatest score"));
    }
    if let Some(name) = unknown {
        return Err(Text::new(
            format!("в условии названо задание {name}, которого нет в КИМ"),
            format!("the condition names {name}, which the KIM lacks"),
        ));
    }
    let cuts = own.iter().map(|row| row.cut.clone()).collect();
    Ok(Some(Scale { lowest: first.cut.mark - 1, cuts, origin: ScaleOrigin::File(first.origin) }))
}

/// `schools.csv`.
pub(super) fn schools(rows: &mut Rows<'_>, draft: &mut Draft<'_>) {
    let [key, kind, municipality, region, name, locality] = rows.at(["school", "kind", "municipality", "region", "name", "locality"]);
    while rows.advance(draft) {
        let Some(school) = rows.needed(key, draft) else { continue };
        let id = draft.school(&school);
        let text = |column: Column| Some(rows.field(column).to_owned()).filter(|text| !text.is_empty());
        if let Some(school) = draft.data.schools.get_mut(id.0 as usize) {
            school.kind = text(kind);
            school.municipality = text(municipality);
            (school.region, school.name, school.locality) = (text(region), text(name), text(locality));
        }
        rows.origin(draft);
    }
}

/// `people.csv`.
pub(super) fn people(rows: &mut Rows<'_>, draft: &mut Draft<'_>) {
    let [person, school, year, class, kim, code] = rows.at(["person", "school", "year", "class", "kim", "code"]);
    while rows.advance(draft) {
        let Some(year) = rows.year(year, draft) else { continue };
        let (Some(person), Some(school), Some(code)) = (rows.needed(person, draft), rows.needed(school, draft), rows.needed(code, draft))
        else {
            continue;
        };
        let kim = Some(rows.field(kim).to_owned()).filter(|kim| !kim.is_empty() && kim != "*");
        let class = class_at(rows, class, draft);
        let (person, school) = (draft.person(&person), draft.school(&school));
        let origin = rows.origin(draft);
        draft.data.people.push(PersonRow { person, school, year, class, kim, code, origin });
    }
}

/// `pupils.csv`.
pub(super) fn pupils(rows: &mut Rows<'_>, draft: &mut Draft<'_>) {
    let [person, year, school, class, grade, sex, joined, left] =
        rows.at(["participant", "year", "school", "class", "grade", "sex", "joined_on", "left_on"]);
    let (a_date, a_grade, a_sex) = (Text::new("дата", "a date"), Text::new("класс 1–11", "a grade 1–11"), Text::new("м или ж", "м or ж"));
    while rows.advance(draft) {
        let Some(year) = rows.year(year, draft) else { continue };
        let Some(grade) = rows.parsed(grade, &a_grade, draft, |text| text.parse().ok().filter(|grade| (1..=11).contains(grade))) else {
            continue;
        };
        let Some(sex) = rows.optional(sex, &a_sex, draft, sex_of) else { continue };
        let Some(joined_on) = rows.optional(joined, &a_date, draft, cells::date_in) else { continue };
        let Some(left_on) = rows.optional(left, &a_date, draft, cells::date_in) else { continue };
        let (Some(person), Some(school)) = (rows.needed(person, draft), rows.needed(school, draft)) else { continue };
        let class = class_at(rows, class, draft);
        let (person, school) = (draft.person(&person), draft.school(&school));
        let origin = rows.origin(draft);
        draft.data.pupils.push(PupilRow { person, school, class, year, grade, sex, joined_on, left_on, origin });
    }
}

fn sex_of(text: &str) -> Option<char> {
    match text.to_lowercase().chars().next()? {
        'м' | 'm' => Some('м'),
        'ж' | 'f' | 'w' => Some('ж'),
        _ => None,
    }
}

/// `teaching.csv`.
pub(super) fn teaching(rows: &mut Rows<'_>, draft: &mut Draft<'_>) {
    let [school, class, subject, teacher, year, group] = rows.at(["school", "class", "subject", "teacher", "year", "group"]);
    while rows.advance(draft) {
        let Some(year) = rows.year(year, draft) else { continue };
        let (Some(school), Some(subject), Some(teacher)) =
            (rows.needed(school, draft), rows.needed(subject, draft), rows.needed(teacher, draft))
        else {
            continue;
        };
        let group = Some(rows.field(group).to_owned()).filter(|group| !group.is_empty());
        let class = class_at(rows, class, draft);
        let (school, subject, teacher) = (draft.school(&school), draft.subject(&subject), draft.teacher(&teacher));
        let origin = rows.origin(draft);
        draft.data.teaching.push(TeachingRow { school, class, subject, teacher, year, group, origin });
    }
}

/// The class as written; it may be empty.
pub(super) fn class_at(rows: &Rows<'_>, column: Column, draft: &mut Draft<'_>) -> ClassId {
    let name = rows.field(column);
    draft.class(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_of_scales() {
        let expected = Condition { cap: 3, items: vec!["ГК1".into(), "ГК2".into()], below: 6 };
        assert_eq!(condition_of("cap 3 if sum(ГК1,ГК2) < 6"), Some(expected.clone()));
        assert_eq!(condition_of(" cap 3 if sum( ГК1 , ГК2 )<6 "), Some(expected));
        for odd in ["", "cap 3", "cap 3 if sum() < 6", "cap x if sum(1) < 6", "cap 3 if sum(1) > 6"] {
            assert_eq!(condition_of(odd), None, "{odd}");
        }
    }
}
