//! The sheets, in the order a reader opens them.

use records::card::Outcome;
use records::study::{Attainment, Description, ItemStatistics, JournalComparison, SetStudy};
use records::text::Lang;
use words::{Word, papers, report};

use super::{Cell, Sheet, say};
use crate::{Material, names};

/// What makes a sheet.
pub(super) type Maker = fn(&Material<'_>) -> Sheet;

/// Every sheet, each made when it is written; an empty one is left out.
pub(super) const ALL: [Maker; 11] = [sets, signals, marks, journal, items, pupils, attainment, series, units, sources, about];

/// School by its name, class, subject, work by its title.
fn key(material: &Material<'_>, set: &SetStudy) -> Vec<Cell> {
    let study = &material.study;
    let work = study.works.get(set.work).map_or(set.procedure.as_str(), |work| work.title.in_lang(material.lang));
    [study.school(&set.school), &set.class, &set.subject, work].into_iter().map(Cell::text).collect()
}

/// Sets in the order people look for them.
fn in_order<'a>(material: &'a Material<'_>) -> impl Iterator<Item = &'a SetStudy> {
    names::order(&material.study).into_iter().filter_map(|index| material.study.sets.get(index))
}

fn heads(own: &[(Word, f64)]) -> Vec<(Word, f64)> {
    keyed(papers::col_class, own)
}

/// Heads of rows that begin with school, `group`, subject and procedure.
pub(super) fn keyed(group: Word, own: &[(Word, f64)]) -> Vec<(Word, f64)> {
    let key: [(Word, f64); 4] = [(papers::col_school, 18.0), (group, 8.0), (papers::col_subject, 18.0), (papers::col_procedure, 22.0)];
    key.iter().chain(own).copied().collect()
}

fn sets(material: &Material<'_>) -> Sheet {
    let lang = material.lang;
    let row = |set: &SetStudy| {
        let mut row = key(material, set);
        row.extend([
            Cell::count(set.n),
            Cell::text(set.ladder.code()),
            Cell::text(set.status.label().in_lang(lang)),
            Cell::text(set.chip.label().in_lang(lang)),
            say(&set.verdict, lang),
            Cell::number(set.mde),
            Cell::number(set.p_own),
            Cell::number(set.q),
            Cell::text(set.passport.label().in_lang(lang)),
            say(&set.reason, lang),
        ]);
        row
    };
    Sheet {
        name: papers::sheet_sets,
        heads: heads(&[
            (papers::col_scripts, 8.0),
            (papers::col_ladder, 8.0),
            (papers::col_status, 14.0),
            (papers::col_chip, 22.0),
            (papers::col_seen, 60.0),
            (papers::col_mde, 12.0),
            (papers::col_p, 10.0),
            (papers::col_q, 10.0),
            (papers::col_passport, 20.0),
            (papers::col_reason, 60.0),
        ]),
        rows: in_order(material).map(row).collect(),
    }
}

fn signals(material: &Material<'_>) -> Sheet {
    let lang = material.lang;
    let mut rows = Vec::new();
    for set in in_order(material) {
        for reading in &set.readings {
            let mut row = key(material, set);
            let name = material.study.cards.find(reading.indicator).map_or(reading.indicator, |card| card.title.in_lang(lang));
            row.push(Cell::text(name));
            row.extend(answer(&reading.outcome, lang));
            rows.push(row);
        }
    }
    Sheet {
        name: papers::sheet_signals,
        heads: heads(&[
            (papers::col_indicator, 22.0),
            (papers::col_scripts, 8.0),
            (papers::col_effect, 10.0),
            (papers::col_low, 10.0),
            (papers::col_high, 10.0),
            (papers::col_mde, 10.0),
            (papers::col_p, 10.0),
            (papers::col_explanation, 80.0),
        ]),
        rows,
    }
}

pub(super) fn answer(outcome: &Outcome, lang: Lang) -> Vec<Cell> {
    match outcome {
        Outcome::Answered(reading) => vec![
            Cell::count(reading.n),
            Cell::Number(reading.effect),
            Cell::Number(reading.ci[0]),
            Cell::Number(reading.ci[1]),
            Cell::number(Some(reading.mde).filter(|mde| mde.is_finite())),
            Cell::number(Some(reading.p).filter(|p| p.is_finite())),
            say(&reading.explanation, lang),
        ],
        Outcome::TooFew { n, why, .. } => {
            vec![Cell::count(*n), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, say(why, lang)]
        }
        Outcome::NoData { why } => vec![Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, say(why, lang)],
    }
}

/// Marks the sheet of attainment has a column for.
const SHEET_MARKS: [u8; 4] = [2, 3, 4, 5];

pub(super) fn numbers(attainment: &Attainment) -> Vec<Cell> {
    // Counts kept from the reader are no zeros.
    let kept = attainment.n > 0 && attainment.counts.is_empty();
    let shown = |count: usize| if kept { Cell::Empty } else { Cell::count(count) };
    let count = |mark: u8| shown(attainment.counts.iter().find(|(key, _)| *key == mark).map_or(0, |(_, count)| *count));
    let mut cells = vec![Cell::count(attainment.n)];
    cells.extend(SHEET_MARKS.map(count));
    cells.push(shown(attainment.not_attested));
    cells.push(Cell::share(attainment.pass.map(|[_, share, _]| share)));
    cells.push(Cell::share(attainment.quality.map(|[_, share, _]| share)));
    cells.push(Cell::share(attainment.sou));
    cells.push(Cell::number(attainment.mean.map(|[_, mean, _]| mean)));
    cells.push(others(attainment));
    cells
}

/// Marks without a column of their own, each with its number: «7 × 12, 8 × 3».
fn others(attainment: &Attainment) -> Cell {
    let others = attainment.counts.iter().filter(|(mark, _)| !SHEET_MARKS.contains(mark));
    Cell::text(others.map(|(mark, count)| format!("{mark} × {count}")).collect::<Vec<_>>().join(", "))
}

pub(super) const NUMBERS: [(Word, f64); 11] = [
    (papers::col_pupils, 9.0),
    (papers::mark_2, 6.0),
    (papers::mark_3, 6.0),
    (papers::mark_4, 6.0),
    (papers::mark_5, 6.0),
    (papers::col_not_attested, 6.0),
    (papers::col_pass, 13.0),
    (papers::col_quality, 11.0),
    (papers::col_sou, 9.0),
    (papers::col_mean, 10.0),
    (papers::col_other_marks, 16.0),
];

fn marks(material: &Material<'_>) -> Sheet {
    let row = |set: &SetStudy| {
        let statistics = set.description.marks.as_ref()?;
        Some(key(material, set).into_iter().chain(numbers(&statistics.attainment)).collect())
    };
    Sheet { name: papers::sheet_marks, heads: heads(&NUMBERS), rows: in_order(material).filter_map(row).collect() }
}

pub(super) fn comparison(comparison: &JournalComparison) -> Vec<Cell> {
    let mut cells = vec![Cell::count(comparison.n)];
    cells.extend(comparison.counts.map(Cell::count));
    cells.extend(comparison.shares.map(|[_, share, _]| Cell::Share(share)));
    cells.push(comparison.gaps.map_or(Cell::Empty, Cell::count));
    cells.push(Cell::number(comparison.shift.map(|[_, shift, _]| shift)));
    cells
}

pub(super) const COMPARISON: [(Word, f64); 9] = [
    (papers::col_pupils, 9.0),
    (papers::col_lowered, 11.0),
    (papers::col_confirmed, 13.0),
    (papers::col_raised, 11.0),
    (papers::col_lowered_share, 13.0),
    (papers::col_confirmed_share, 15.0),
    (papers::col_raised_share, 13.0),
    (papers::col_gaps, 10.0),
    (papers::col_shift, 14.0),
];

fn journal(material: &Material<'_>) -> Sheet {
    let row = |set: &SetStudy| Some(key(material, set).into_iter().chain(comparison(set.description.journal.as_ref()?)).collect());
    Sheet { name: papers::sheet_journal, heads: heads(&COMPARISON), rows: in_order(material).filter_map(row).collect() }
}

fn items(material: &Material<'_>) -> Sheet {
    let rows = in_order(material).flat_map(|set| item_rows(&key(material, set), &set.description, material.lang));
    Sheet { name: papers::sheet_items, heads: heads(&ITEMS), rows: rows.collect() }
}

pub(super) const ITEMS: [(Word, f64); 10] = [
    (papers::col_item, 8.0),
    (papers::col_level, 13.0),
    (papers::col_max, 8.0),
    (papers::col_pupils, 9.0),
    (papers::col_facility, 11.0),
    (papers::col_low, 10.0),
    (papers::col_high, 10.0),
    (papers::col_blank, 13.0),
    (papers::col_not_taught, 13.0),
    (papers::col_item_rest, 13.0),
];

/// Items of a description.
pub(super) fn item_rows(key: &[Cell], description: &Description, lang: Lang) -> Vec<Vec<Cell>> {
    let count = |count: Option<usize>| count.map_or(Cell::Empty, Cell::count);
    let row = |item: &ItemStatistics| {
        let [low, share, high] = item.facility.map_or([None; 3], |interval| interval.map(Some));
        let own = [
            Cell::text(&item.item),
            Cell::text(item.level.map_or("", |level| level.label().in_lang(lang))),
            Cell::Number(f64::from(item.max)),
            if item.withheld { Cell::Empty } else { Cell::count(item.n) },
            Cell::share(share),
            Cell::share(low),
            Cell::share(high),
            count(item.not_attempted),
            count(item.not_taught),
            Cell::number(item.item_rest),
        ];
        key.iter().cloned().chain(own).collect()
    };
    description.items.iter().filter(|item| !item.withheld).map(row).collect()
}

/// File, sheet and row of a script.
fn place(material: &Material<'_>, origin: records::provenance::Origin) -> [Cell; 3] {
    let source = crate::places::source(&material.study, origin);
    let sheet = source.and_then(|source| source.sheet.as_deref()).unwrap_or_default();
    [Cell::text(source.map_or("", |source| source.file.as_str())), Cell::text(sheet), Cell::Number(f64::from(origin.row) + 1.0)]
}

fn pupils(material: &Material<'_>) -> Sheet {
    let row = |set: &SetStudy, description: &Description| -> Vec<Vec<Cell>> {
        let mark = |mark: Option<u8>| Cell::number(mark.map(f64::from));
        let one = |pupil: &records::study::Individual| {
            key(material, set)
                .into_iter()
                .chain([
                    Cell::text(&pupil.participant),
                    Cell::Number(f64::from(pupil.score)),
                    Cell::Number(f64::from(pupil.max)),
                    mark(pupil.mark),
                    mark(pupil.journal),
                ])
                .chain(pupil.levels.map(Cell::share))
                .chain(place(material, pupil.origin))
                .collect()
        };
        description.individual.iter().map(one).collect()
    };
    let mut rows: Vec<Vec<Cell>> = in_order(material).flat_map(|set| row(set, &set.description)).collect();
    // A very large study keeps pupils only of the sets worth a look; the sheet says so rather than look complete.
    if material.study.sets.iter().any(|set| set.n > 0 && set.description.individual.is_empty()) {
        rows.push(vec![Cell::text(papers::pupils_cut(material.lang))]);
    }
    Sheet {
        name: papers::sheet_pupils,
        heads: heads(&[
            (papers::col_code, 14.0),
            (papers::col_score, 8.0),
            (papers::col_max, 8.0),
            (papers::col_mark, 9.0),
            (papers::col_journal_mark, 12.0),
            (papers::level_basic, 11.0),
            (papers::level_raised, 13.0),
            (papers::level_high, 11.0),
            (papers::col_file, 30.0),
            (papers::col_sheet, 22.0),
            (papers::col_row, 8.0),
        ]),
        rows,
    }
}

fn attainment(material: &Material<'_>) -> Sheet {
    let lang = material.lang;
    let rows = material.study.attainment.iter().map(|row| {
        [
            Cell::text(material.study.school(&row.school)),
            Cell::text(&row.group),
            Cell::text(&row.subject),
            Cell::text(row.year.to_string()),
            Cell::text(names::period(&material.study, &row.period, lang)),
        ]
        .into_iter()
        .chain(numbers(&row.attainment))
        .collect()
    });
    let own: [(Word, f64); 5] = [
        (papers::col_school, 18.0),
        (papers::col_group, 10.0),
        (papers::col_subject, 18.0),
        (papers::col_year, 11.0),
        (papers::col_period, 18.0),
    ];
    Sheet { name: papers::sheet_attainment, heads: own.into_iter().chain(NUMBERS).collect(), rows: rows.collect() }
}

fn series(material: &Material<'_>) -> Sheet {
    let lang = material.lang;
    let rows = material.study.series.iter().map(|row| {
        [
            Cell::text(material.study.school(&row.school)),
            Cell::text(&row.class),
            Cell::text(&row.subject),
            Cell::text(row.year.to_string()),
            say(&row.first, lang),
            say(&row.second, lang),
        ]
        .into_iter()
        .chain(comparison(&row.comparison))
        .chain([say(&row.explanation, lang)])
        .collect()
    });
    let own: [(Word, f64); 6] = [
        (papers::col_school, 18.0),
        (papers::col_class, 8.0),
        (papers::col_subject, 18.0),
        (papers::col_year, 11.0),
        (papers::col_first, 18.0),
        (papers::col_second, 18.0),
    ];
    Sheet {
        name: papers::sheet_series,
        heads: own.into_iter().chain(COMPARISON).chain([(papers::col_explanation as Word, 60.0)]).collect(),
        rows: rows.collect(),
    }
}

/// Units that are not result sets, with the keys of `units.csv` that any of them has.
pub(super) fn units(material: &Material<'_>) -> Sheet {
    let lang = material.lang;
    let several = crate::unit_readings::several(&material.study);
    let row = |reading: &records::study::UnitReading| {
        let name = material.study.cards.find(reading.indicator).map_or(reading.indicator, |card| card.title.in_lang(lang));
        let mut row = vec![Cell::text(name), Cell::text(crate::unit_readings::title(&material.study, reading, several, lang))];
        row.extend(answer(&reading.outcome, lang));
        row.insert(8, Cell::number(reading.q));
        row
    };
    Sheet {
        name: papers::sheet_units,
        heads: vec![
            (papers::col_indicator, 22.0),
            (papers::col_unit, 40.0),
            (papers::col_pupils, 9.0),
            (papers::col_effect, 10.0),
            (papers::col_low, 10.0),
            (papers::col_high, 10.0),
            (papers::col_mde, 10.0),
            (papers::col_p, 10.0),
            (papers::col_q, 10.0),
            (papers::col_explanation, 80.0),
        ],
        rows: material.study.other_units.iter().map(row).collect(),
    }
}

fn sources(material: &Material<'_>) -> Sheet {
    let lang = material.lang;
    let rows = material.study.sources.iter().map(|source| {
        vec![
            Cell::text(&source.file),
            Cell::text(source.sheet.clone().unwrap_or_default()),
            say(&source.title, lang),
            Cell::count(source.records),
            Cell::text(&source.sha256),
        ]
    });
    Sheet {
        name: papers::sheet_sources,
        heads: vec![
            (papers::col_file, 40.0),
            (papers::col_sheet, 24.0),
            (papers::col_layout, 40.0),
            (papers::col_records, 10.0),
            (papers::col_sum, 66.0),
        ],
        rows: rows.collect(),
    }
}

/// What the analysis is and how it stands to a protocol declared in advance.
pub(super) fn about(material: &Material<'_>) -> Sheet {
    let lang = material.lang;
    let study = &*material.study;
    let row = |key: Word, said: Cell| vec![Cell::text(key(lang)), said];
    Sheet {
        name: papers::sheet_about,
        heads: vec![(papers::col_about, 24.0), (papers::col_said, 100.0)],
        rows: vec![
            row(papers::about_standing, say(&study.registration.sentence(), material.lang)),
            row(papers::about_date, Cell::text(study.as_of.map_or_else(|| report::no_date(lang), |day| day.to_string()))),
            row(papers::about_version, Cell::text(format!("objektiv {}", material.version))),
            row(papers::about_limits, Cell::text(report::legal(lang))),
        ],
    }
}
