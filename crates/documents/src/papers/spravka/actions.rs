//! The plan of action: a row for what was found, with its class and number of scripts; who does it and by when is for people to write.

use records::card::Card;
use records::study::SetStudy;
use words::papers;

use super::super::paper::Column;
use super::Sheet;
use super::conclusions::Found;
use super::errors;
use super::look::titled;
use crate::far_journals::Far;

/// Rows of one cause.
const ROWS: usize = 6;

/// Works whose skills have a row; all stand in the table of typical errors.
const WORKS: usize = 4;

/// Skills named in a row.
const SKILLS: usize = 3;

/// Rows left for what people add.
const EMPTY: usize = 2;

/// Writes the table and the lines to sign.
pub(super) fn write(sheet: &mut Sheet) {
    let rows = rows(sheet);
    let lang = sheet.lang;
    sheet.paper.heading(1, papers::decisions(lang));
    sheet.paper.note(papers::decisions_text(lang));
    let heads = [
        papers::col_number,
        papers::col_measure,
        papers::col_where,
        papers::col_how_many,
        papers::col_responsible,
        papers::col_deadline,
        papers::col_done,
    ];
    let weights = [1, 13, 10, 2, 5, 3, 3];
    let columns = heads.iter().zip(weights).map(|(head, weight)| Column::words(head(lang), weight)).collect();
    let blank = [String::new(), String::new(), String::new()];
    let filled = rows.into_iter().chain(std::iter::repeat_n(Default::default(), EMPTY));
    let numbered = filled.enumerate().map(|(at, row): (usize, Row)| {
        let number = (at + 1).to_string();
        std::iter::once(number).chain([row.what, row.place, row.many]).chain(blank.clone()).collect()
    });
    let numbered = numbered.collect();
    sheet.paper.table("", columns, numbered);
    for who in [papers::office_deputy(lang), papers::office_head(lang)] {
        sheet.paper.pair(who, "______________________ / ______________________ /");
    }
}

/// What is to be done, where, with how many scripts or pupils.
#[derive(Clone, Default)]
struct Row {
    what: String,
    place: String,
    many: String,
}

fn rows(sheet: &Sheet) -> Vec<Row> {
    let found = Found::of(sheet);
    let lang = sheet.lang;
    let mut rows: Vec<Row> = found.looked.iter().take(ROWS).filter_map(|set| check(sheet, set)).collect();
    rows.extend(measures(sheet, &found.looked));
    rows.extend(journals(sheet, &found.far));
    rows.extend(found.honours.iter().map(|reading| Row {
        what: papers::action_honours(lang),
        place: crate::unit_readings::title(sheet.study, reading, sheet.schools > 1, lang),
        many: String::new(),
    }));
    rows.extend(found.weak.iter().take(WORKS).map(|weak| Row {
        what: papers::action_errors(lang, errors::named(sheet, weak, SKILLS)),
        place: sheet.say(&weak.unit.title),
        many: weak.unit.description.n.to_string(),
    }));
    rows
}

/// One row for all journals far from a procedure: class, subject, pupils.
fn journals(sheet: &Sheet, far: &[Far]) -> Option<Row> {
    let several = sheet.schools > 1;
    let one = |far: &Far| {
        let school = if several { format!("{} · ", sheet.study.school(&far.set.school)) } else { String::new() };
        format!("{school}{} · {}\u{a0}({})", far.set.class, far.set.subject, far.counts()[0])
    };
    let place = far.iter().map(one).collect::<Vec<_>>().join("; ");
    let pupils: usize = far.iter().map(|far| far.counts()[0]).sum();
    (!far.is_empty()).then(|| Row { what: papers::action_journal(sheet.lang), place, many: pupils.to_string() })
}

/// The card of the indicator that speaks first of a set.
fn card(sheet: &Sheet, set: &SetStudy) -> Option<&'static Card> {
    sheet.study.cards.find(set.leading?)
}

/// What would clear the question of a set.
fn check(sheet: &Sheet, set: &SetStudy) -> Option<Row> {
    let what = card(sheet, set)?.clears.first()?.in_lang(sheet.lang);
    Some(Row { what: capital(what), place: titled(sheet, set), many: set.n.to_string() })
}

/// Measures of the cards behind what was seen, each with the classes it is for.
fn measures(sheet: &Sheet, looked: &[&SetStudy]) -> Vec<Row> {
    let mut rows: Vec<(String, Vec<String>)> = Vec::new();
    for set in looked {
        for measure in card(sheet, set).map_or(&[][..], |card| card.measures) {
            let (what, class) = (capital(measure.in_lang(sheet.lang)), set.class.clone());
            match rows.iter_mut().find(|(known, _)| *known == what) {
                Some((_, classes)) if !classes.contains(&class) => classes.push(class),
                Some(_) => {}
                None => rows.push((what, vec![class])),
            }
        }
    }
    rows.into_iter().take(ROWS).map(|(what, classes)| Row { what, place: classes.join(", "), many: String::new() }).collect()
}

fn capital(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
