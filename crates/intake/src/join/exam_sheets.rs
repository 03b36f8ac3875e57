//! Rows of examination protocols → scripts, once a KIM of the data gives items and maxima. Without one the items answer `no-data`.

use records::dataset::{ClassId, Dataset, Item, KimId, Score, Script};
use records::provenance::{Place, Problem, Severity};
use records::reference::Reference;
use records::text::Text;
use records::vocabulary::Format;

use crate::exam_sheet::{ExamSheet, ExamSheetRow, ShortAnswer};
use crate::formats::gia::same_subject;
use crate::spelling;

/// Lays the rows of every protocol into the sitting of its KIM. Ids of the rows are those of `data`.
pub(super) fn settle(data: &mut Dataset, sheets: &[ExamSheet], problems: &mut Vec<Problem>, reference: &Reference) {
    for sheet in sheets {
        match kim_of(data, sheet, reference).as_slice() {
            [kim] => lay(data, *kim, sheet, problems),
            [] => problems.push(no_kim(sheet)),
            _ => problems.push(several_kims(sheet)),
        }
    }
}

/// KIM of the same procedure, subject, year and, where both give it, day.
fn kim_of(data: &Dataset, sheet: &ExamSheet, reference: &Reference) -> Vec<KimId> {
    let fits = |at: &usize| {
        data.kims.get(*at).is_some_and(|kim| {
            kim.kind == Some(sheet.exam)
                && kim.year == sheet.year
                && kim.date.is_none_or(|date| date == sheet.date)
                && is_subject(sheet, data.subject_names.name(kim.subject.0), reference)
        })
    };
    (0..data.kims.len()).filter(fits).filter_map(|at| u32::try_from(at).ok()).map(KimId).collect()
}

/// Whether the KIM's subject is the one of the title, in the same words or in others of the reference data; a title that says «Математика» is made
/// closer by its code.
fn is_subject(sheet: &ExamSheet, subject: &str, reference: &Reference) -> bool {
    if spelling::fold(subject) == spelling::fold(&sheet.subject) {
        return true;
    }
    let (Some(titled), Some(wanted)) = (reference.subject_slug(&sheet.subject), reference.subject_slug(subject)) else { return false };
    let coded = sheet.code.and_then(|code| reference.subject_by_exam_code(code)).map(|subject| subject.key.as_str());
    titled == wanted || (coded == Some(wanted) && same_subject(titled, wanted))
}

fn lay(data: &mut Dataset, kim: KimId, sheet: &ExamSheet, problems: &mut Vec<Problem>) {
    let at = kim.0 as usize;
    let Some(items) = data.kims.get(at).map(|kim| kim.items.clone()) else { return };
    if items.iter().any(|item| item.format.is_none()) {
        problems.push(no_format(sheet));
        return;
    }
    for row in &sheet.rows {
        let (Some(short), Some(extended)) = (&row.short, &row.extended) else { continue };
        match scores(&items, short, extended) {
            Ok(scores) => put(data, at, row, scores, problems),
            Err(why) => problems.push(odd_answers(row, why)),
        }
    }
}

/// Scores in the order of the KIM: short answers go to its short items in order, extended to its extended ones.
fn scores(items: &[Item], short: &[ShortAnswer], extended: &[(u8, u8)]) -> Result<Vec<Score>, Text> {
    let of = |format: Format| items.iter().filter(|item| item.format == Some(format)).count();
    for (given, wanted, ru, en) in
        [(short.len(), of(Format::Short), "кратких", "short"), (extended.len(), of(Format::Extended), "развёрнутых", "extended")]
    {
        if given != wanted {
            return Err(Text::new(
                format!("{ru} ответов {given}, а заданий такого вида в КИМ {wanted}"),
                format!("{given} {en} answers, while the KIM has {wanted} such items"),
            ));
        }
    }
    let (mut short, mut extended) = (short.iter(), extended.iter());
    let score = |item: &Item| {
        let points = match item.format {
            Some(Format::Extended) => extended.next().map(|(points, max)| (*points, *max == item.max)),
            _ => short.next().map(|answer| match answer {
                ShortAnswer::Right => (1, item.max == 1),
                ShortAnswer::Wrong => (0, true),
                ShortAnswer::Points(points) => (*points, *points <= item.max),
            }),
        };
        let (points, fits) = points.unwrap_or_default();
        Score::points(points).filter(|_| fits).ok_or_else(|| {
            Text::new(
                format!("ответ на задание {} не согласуется с его максимумом {}", item.name, item.max),
                format!("the answer to item {} does not agree with its maximum {}", item.name, item.max),
            )
        })
    };
    items.iter().map(score).collect()
}

fn put(data: &mut Dataset, kim: usize, row: &ExamSheetRow, scores: Vec<Score>, problems: &mut Vec<Problem>) {
    let class = ClassId(data.class_names.intern(&row.class));
    let room = row.room.as_deref().map(|room| data.rooms.intern(room));
    let Some(sitting) = data.sittings.get_mut(kim) else { return };
    let sum: u16 = scores.iter().filter_map(|score| score.value()).map(u16::from).sum();
    if let Some(primary) = row.primary.filter(|primary| *primary != sum) {
        problems.push(other_sum(row, primary, sum));
    }
    if let Some(known) = (0..sitting.len()).find(|known| sitting.person.get(*known) == Some(&row.person)) {
        if sitting.row(known) != scores {
            problems.push(second_script(row));
        }
        return;
    }
    let script = Script::written(row.school, class, row.person, scores, row.origin);
    // There is a score for every item (`scores`).
    sitting.push(Script { mark: row.mark, recorded_score: row.primary, room, ..script }).ok();
}

fn place_of(sheet: &ExamSheet) -> Place {
    sheet.rows.first().map(|row| Place { row: None, column: None, ..row.place.clone() }).unwrap_or_default()
}

fn problem(code: &'static str, severity: Severity, place: Place, what: Text, mend: Text) -> Problem {
    Problem { code, severity, place, found: String::new(), what, mend }
}

fn no_kim(sheet: &ExamSheet) -> Problem {
    let what = Text::new(
        "КИМ этого экзамена не задан: прочитаны только первичные баллы, баллы и отметки, по заданиям ответа нет.",
        "The KIM of this examination is not given: primary scores, scores and marks were read; items have no answer.",
    );
    let mend = Text::new(
        "Чтобы видеть задания, добавьте kims.csv со строкой на каждое задание этого экзамена (kim, kind, subject, grade, year, item, max, format, level).",
        "To see items, add kims.csv with a line for every item of this examination (kim, kind, subject, grade, year, item, max, format, level).",
    );
    problem("gia-no-kim", Severity::Note, place_of(sheet), what, mend)
}

fn several_kims(sheet: &ExamSheet) -> Problem {
    let what =
        Text::new("К протоколу подходят несколько КИМ; задания не прочитаны.", "Several KIM fit the protocol; the items were not read.");
    let mend =
        Text::new("Укажите в kims.csv даты экзаменов (столбец date).", "Give the dates of the examinations in kims.csv (column date).");
    problem("gia-several-kims", Severity::Warning, place_of(sheet), what, mend)
}

fn no_format(sheet: &ExamSheet) -> Problem {
    let what = Text::new(
        "В КИМ не у всех заданий указан вид ответа: неизвестно, к каким относятся краткие ответы; задания не прочитаны.",
        "Not every item of the KIM has its format: which ones the short answers belong to is unknown; the items were not read.",
    );
    let mend =
        Text::new("Заполните столбец format в kims.csv (short или extended).", "Fill the column format of kims.csv (short or extended).");
    problem("gia-no-format", Severity::Warning, place_of(sheet), what, mend)
}

fn odd_answers(row: &ExamSheetRow, why: Text) -> Problem {
    let what = Text::new(
        format!("Ответы не согласуются с КИМ: {}; задания этой работы не прочитаны.", why.ru),
        format!("The answers do not agree with the KIM: {}; the items of this script were not read.", why.en),
    );
    let mend = Text::new(
        "Сверьте ячейку с протоколом, а КИМ — со спецификацией экзамена.",
        "Compare the cell with the sheet, and the KIM with the specification.",
    );
    problem("gia-answers-and-kim", Severity::Warning, row.place.clone(), what, mend)
}

fn other_sum(row: &ExamSheetRow, primary: u16, sum: u16) -> Problem {
    let what = Text::new(
        format!("Первичный балл {primary}, а сумма по заданиям {sum}; действует сумма."),
        format!("The primary score is {primary}, the items sum to {sum}; the sum stands."),
    );
    let mend = Text::new("Сверьте строку с протоколом.", "Compare the row with the sheet.");
    problem("gia-sum", Severity::Warning, row.place.clone(), what, mend)
}

fn second_script(row: &ExamSheetRow) -> Problem {
    let what = Text::new(
        "Работа этого ученика по этому КИМ уже прочитана в другом месте, и баллы в ней другие; действует первая.",
        "A script of this pupil for this KIM was already read elsewhere, with other points; the first stands.",
    );
    let mend = Text::new("Оставьте одну из двух записей.", "Keep one of the two records.");
    problem("gia-script-twice", Severity::Warning, row.place.clone(), what, mend)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use records::dataset::{Kim, PersonId, SchoolId, Sitting, SubjectId};
    use records::provenance::{Origin, SourceId};
    use records::vocabulary::{Kind, SchoolYear};

    fn item(name: &str, max: u8, format: Option<Format>) -> Item {
        Item { name: name.into(), max, format, level: None, codifier: None }
    }

    fn data(items: Vec<Item>) -> Dataset {
        let mut data = Dataset::default();
        let subject = SubjectId(data.subject_names.intern("Русский язык"));
        let kim = |key: &str, day| Kim {
            kim: key.into(),
            kind: Some(Kind::Ege),
            kind_text: "ege".into(),
            subject,
            grade: 11,
            year: SchoolYear(2024),
            date: day,
            items: items.clone(),
            scale: None,
        };
        data.kims = vec![kim("ege-1", Some(date(2025, 5, 30))), kim("ege-2", Some(date(2025, 6, 20)))];
        data.sittings = vec![Sitting { width: items.len(), ..Sitting::default() }; 2];
        data
    }

    fn sheet(short: &[ShortAnswer], extended: &[(u8, u8)], primary: u16) -> ExamSheet {
        let row = ExamSheetRow {
            person: PersonId(3),
            school: SchoolId(0),
            class: "11А".into(),
            room: Some("0005".into()),
            short: Some(short.to_vec()),
            extended: Some(extended.to_vec()),
            primary: Some(primary),
            mark: None,
            origin: Origin { source: SourceId(0), row: 2 },
            place: Place { file: "п.xlsx".into(), sheet: None, row: Some(2), column: Some(11) },
        };
        ExamSheet {
            exam: Kind::Ege,
            code: Some(1),
            subject: "русский язык".into(),
            year: SchoolYear(2024),
            date: date(2025, 5, 30),
            rows: vec![row],
        }
    }

    fn items() -> Vec<Item> {
        let (short, extended) = (Some(Format::Short), Some(Format::Extended));
        vec![item("1", 1, short), item("2", 2, short), item("3", 1, short), item("27К1", 1, extended), item("27К2", 3, extended)]
    }

    const SHORT: [ShortAnswer; 3] = [ShortAnswer::Right, ShortAnswer::Points(1), ShortAnswer::Wrong];

    fn laid(items: Vec<Item>, sheet: &ExamSheet) -> (Vec<u8>, Vec<&'static str>) {
        let mut data = data(items);
        let mut problems = Vec::new();
        settle(&mut data, std::slice::from_ref(sheet), &mut problems, &Reference::shipped().unwrap());
        assert!(data.sittings[1].is_empty(), "the KIM of another day");
        (data.sittings[0].scores.iter().filter_map(|score| score.value()).collect(), problems.iter().map(|problem| problem.code).collect())
    }

    #[test]
    fn answers_become_scores_in_the_order_of_the_kim() {
        assert_eq!(laid(items(), &sheet(&SHORT, &[(1, 1), (2, 3)], 5)), (vec![1, 1, 0, 1, 2], vec![]));
        let mut mixed = items();
        let essay = mixed.remove(3);
        mixed.insert(0, essay);
        assert_eq!(laid(mixed, &sheet(&SHORT, &[(1, 1), (2, 3)], 5)).0, [1, 1, 1, 0, 2]);
    }

    #[test]
    fn the_maximum_comes_from_the_kim_never_from_the_digit() {
        let digit = [ShortAnswer::Right, ShortAnswer::Points(2), ShortAnswer::Points(0)];
        assert_eq!(laid(items(), &sheet(&digit, &[(0, 1), (0, 3)], 3)).0, [1, 2, 0, 0, 0]);
        for (short, extended) in [
            ([ShortAnswer::Right, ShortAnswer::Points(3), ShortAnswer::Wrong], [(0, 1), (0, 3)]),
            ([ShortAnswer::Right, ShortAnswer::Right, ShortAnswer::Wrong], [(0, 1), (0, 3)]),
            (SHORT, [(0, 2), (0, 3)]),
        ] {
            let (scores, codes) = laid(items(), &sheet(&short, &extended, 0));
            assert!(scores.is_empty());
            assert_eq!(codes, ["gia-answers-and-kim"], "{short:?} {extended:?}");
        }
    }

    #[test]
    fn what_does_not_agree_is_told() {
        assert_eq!(laid(items(), &sheet(&SHORT[..2], &[(1, 1), (2, 3)], 5)).1, ["gia-answers-and-kim"]);
        assert_eq!(laid(items(), &sheet(&SHORT, &[], 5)).1, ["gia-answers-and-kim"]);
        assert_eq!(laid(items(), &sheet(&SHORT, &[(1, 1), (2, 3)], 9)), (vec![1, 1, 0, 1, 2], vec!["gia-sum"]));
        let mut unknown = items();
        unknown[4].format = None;
        assert_eq!(laid(unknown, &sheet(&SHORT, &[(1, 1), (2, 3)], 5)), (vec![], vec!["gia-no-format"]));
        let mut other = sheet(&SHORT, &[(1, 1), (2, 3)], 5);
        other.subject = "Физика".into();
        assert_eq!(laid(items(), &other), (vec![], vec!["gia-no-kim"]));
        other.subject = "русский".into();
        assert!(laid(items(), &other).1.is_empty(), "another way to write the subject");
    }

    #[test]
    fn an_unread_cell_costs_its_script_only_and_a_second_script_is_told() {
        let mut double = sheet(&SHORT, &[(1, 1), (2, 3)], 5);
        double.rows.push(ExamSheetRow { extended: None, ..double.rows[0].clone() });
        double.rows.push(double.rows[0].clone());
        double.rows.push(ExamSheetRow { short: Some(vec![ShortAnswer::Wrong; 3]), primary: Some(3), ..double.rows[0].clone() });
        assert_eq!(laid(items(), &double), (vec![1, 1, 0, 1, 2], vec!["gia-script-twice"]));
    }
}
