//! `marks.csv`, `exams.csv`, `medals.csv`, `shares.csv`.

use records::dataset::{ExamRow, JournalMark, MarkRow, MedalRow, Period, Quantity, Scope, Share};
use records::text::Text;
use records::vocabulary::Kind;

use super::rows::Rows;
use super::structure::class_at;
use crate::draft::Draft;
use crate::spelling;

/// `marks.csv`.
pub(super) fn marks(rows: &mut Rows<'_>, draft: &mut Draft<'_>) {
    let [person, school, class, subject, year] = rows.at(["participant", "school", "class", "subject", "year"]);
    let [period, mark, teacher, average, count] = rows.at(["period", "mark", "teacher", "average", "count"]);
    let a_period = Text::new("период: q1…q4, t1…t3, h1, h2, year, interim, final", "a period: q1…q4, t1…t3, h1, h2, year, interim, final");
    let a_mark = Text::new("отметка 1–100, н/а, осв., зач. или незач.", "a mark 1–100, н/а, осв., зач. or незач.");
    while rows.advance(draft) {
        let Some(year) = rows.year(year, draft) else { continue };
        let Some(period) = rows.parsed(period, &a_period, draft, Period::from_code) else { continue };
        let Some(mark) = rows.parsed(mark, &a_mark, draft, journal_mark) else { continue };
        let Some(average) = rows.optional(average, &Text::new("число", "a number"), draft, spelling::number) else { continue };
        let Some(count) = rows.optional(count, &Text::new("целое число", "a whole number"), draft, |text| text.parse().ok())
        else {
            continue;
        };
        let (Some(person), Some(school), Some(subject)) =
            (rows.needed(person, draft), rows.needed(school, draft), rows.needed(subject, draft))
        else {
            continue;
        };
        let class = class_at(rows, class, draft);
        let teacher = match rows.field(teacher) {
            "" => None,
            code => Some(draft.teacher(code)),
        };
        let (person, school, subject) = (draft.person(&person), draft.school(&school), draft.subject(&subject));
        let origin = rows.origin(draft);
        draft.data.marks.push(MarkRow { person, school, class, subject, year, period, mark, teacher, average, count, origin });
    }
}

fn journal_mark(written: &str) -> Option<JournalMark> {
    if let Ok(mark) = written.parse::<u8>() {
        return (1..=100).contains(&mark).then_some(JournalMark::Mark(mark));
    }
    Some(match spelling::fold(written).trim_end_matches('.') {
        "н/а" => JournalMark::NotAttested,
        "осв" => JournalMark::Released,
        "зач" | "зачет" => JournalMark::Pass,
        "незач" | "незачет" => JournalMark::Fail,
        _ => return None,
    })
}

/// `exams.csv`.
pub(super) fn exams(rows: &mut Rows<'_>, draft: &mut Draft<'_>) {
    let [person, school, exam, subject, year] = rows.at(["participant", "school", "exam", "subject", "year"]);
    let [primary, score, mark] = rows.at(["primary", "score", "mark"]);
    let a_number = Text::new("целое число", "a whole number");
    while rows.advance(draft) {
        let Some(year) = rows.year(year, draft) else { continue };
        let Some(exam) = rows.parsed(exam, &Text::new("oge, ege или gve", "oge, ege or gve"), draft, Kind::from_code) else { continue };
        let Some(primary) = rows.optional(primary, &a_number, draft, small) else { continue };
        let Some(score) = rows.optional(score, &a_number, draft, small) else { continue };
        let Some(mark) = rows.optional(mark, &Text::new("отметка 2–5", "a mark 2–5"), draft, |text| text.parse().ok()) else {
            continue;
        };
        let (Some(person), Some(school), Some(subject)) =
            (rows.needed(person, draft), rows.needed(school, draft), rows.needed(subject, draft))
        else {
            continue;
        };
        let (person, school, subject) = (draft.person(&person), draft.school(&school), draft.subject(&subject));
        let origin = rows.origin(draft);
        draft.data.exams.push(ExamRow { person, school, exam, subject, year, date: None, primary, score, mark, origin });
    }
}

fn small(written: &str) -> Option<u16> {
    spelling::whole(written).and_then(|whole| u16::try_from(whole).ok())
}

/// `medals.csv`.
pub(super) fn medals(rows: &mut Rows<'_>, draft: &mut Draft<'_>) {
    let [person, school, year, degree, candidate, awarded] = rows.at(["participant", "school", "year", "degree", "candidate", "awarded"]);
    let yes_no = Text::new("0 или 1", "0 or 1");
    while rows.advance(draft) {
        let Some(year) = rows.year(year, draft) else { continue };
        let a_degree = Text::new("степень 1 или 2", "degree 1 or 2");
        let Some(degree) = rows.parsed(degree, &a_degree, draft, |text| text.parse().ok().filter(|degree| matches!(degree, 1 | 2))) else {
            continue;
        };
        let Some(candidate) = rows.optional(candidate, &yes_no, draft, flag) else { continue };
        let Some(awarded) = rows.optional(awarded, &yes_no, draft, flag) else { continue };
        let (Some(person), Some(school)) = (rows.needed(person, draft), rows.needed(school, draft)) else { continue };
        let (person, school) = (draft.person(&person), draft.school(&school));
        let origin = rows.origin(draft);
        draft.data.medals.push(MedalRow { person, school, year, degree, candidate, awarded, origin });
    }
}

/// `1` or `0`.
pub(super) fn flag(written: &str) -> Option<bool> {
    match written {
        "1" => Some(true),
        "0" => Some(false),
        _ => None,
    }
}

/// `shares.csv`: shares of 1, not percentages.
pub(super) fn shares(rows: &mut Rows<'_>, draft: &mut Draft<'_>) {
    let [kim, scope, quantity, key, value, n, area] = rows.at(["kim", "scope", "quantity", "key", "value", "n", "area"]);
    let a_scope = Text::new("country, region, municipality или school", "country, region, municipality or school");
    let a_quantity = Text::new("mark, journal, score, item, planned или group", "mark, journal, score, item, planned or group");
    let a_share = Text::new("доля от 0 до 1 (проценты разделите на 100)", "a share from 0 to 1 (divide percentages by 100)");
    while rows.advance(draft) {
        let scope_of = |code: &str| Scope::ALL.iter().copied().find(|scope| scope.code() == code);
        let quantity_of = |code: &str| Quantity::ALL.iter().copied().find(|quantity| quantity.code() == code);
        let Some(scope) = rows.parsed(scope, &a_scope, draft, scope_of) else { continue };
        let Some(quantity) = rows.parsed(quantity, &a_quantity, draft, quantity_of) else { continue };
        let share_of = |written: &str| spelling::number(written).filter(|value| (0.0..=1.0).contains(value));
        let Some(value) = rows.parsed(value, &a_share, draft, share_of) else { continue };
        let Some(n) = rows.optional(n, &Text::new("целое число", "a whole number"), draft, |text| text.parse().ok()) else {
            continue;
        };
        let (Some(kim), Some(key)) = (rows.needed(kim, draft), rows.needed(key, draft)) else { continue };
        let area = rows.field(area).to_owned();
        let origin = rows.origin(draft);
        draft.data.shares.push(Share { kim, scope, area, quantity, key, value, n, origin });
    }
}
