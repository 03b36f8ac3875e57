//! The first sheet of a report on many schools: what an analyst of a municipality or a region reads first. Works stand in the order of
//! the share worth a look; schools and municipalities by name, never as a rating (constraints C1, C10).

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use records::study::{SetStudy, UnitScope, Work};
use records::vocabulary::{Chip, SetStatus};
use words::{Word, report};

use super::Page;
use super::parts::table;
use crate::names::natural;

/// Schools listed in the overview; for more there are the tables.
const MOST_SCHOOLS: usize = 2000;

/// How the sets of a group came out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    sets: usize,
    answered: usize,
    look: usize,
    flagged: usize,
    silent: usize,
}

impl Tally {
    fn add(&mut self, set: &SetStudy) {
        self.sets += 1;
        self.answered += usize::from(set.status == SetStatus::Ok);
        self.look += usize::from(set.look);
        self.flagged += usize::from(set.flagged);
        self.silent += usize::from(set.chip == Chip::TooLittle);
    }

    /// Share of the comparable sets that are worth a look.
    fn share(&self) -> Option<f64> {
        (self.answered > 0).then(|| self.look as f64 / self.answered as f64)
    }

    fn cells(&self) -> [String; 4] {
        [self.sets, self.answered, self.look, self.silent].map(|count| count.to_string())
    }
}

const COUNTS: [Word; 4] = [report::column_sets, report::column_answered, report::column_look, report::column_silent];

/// Works, municipalities and schools with the counts of their sets.
pub(super) fn overview(page: &Page<'_>) -> Markup {
    html! { (works(page)) (municipalities(page)) (schools(page)) }
}

/// Works, those with the largest share worth a look first; with what they could show at all (D2).
fn works(page: &Page<'_>) -> Markup {
    let mut rows: Vec<(&Work, Tally, String, usize)> = gathered(page);
    rows.sort_by(|a, b| {
        let share = |tally: &Tally| tally.share().unwrap_or(-1.0);
        share(&b.1).total_cmp(&share(&a.1)).then_with(|| natural(page.say(&a.0.title), page.say(&b.0.title)))
    });
    let mut keys = vec![
        report::column_work,
        report::column_schools,
        report::column_sets,
        report::column_answered,
        report::column_look,
        report::column_look_share,
        report::column_detectable,
        report::column_max,
    ];
    if page.flags() {
        keys.insert(6, report::column_flagged);
    }
    let cells: Vec<Vec<String>> = rows
        .into_iter()
        .map(|(work, tally, detectable, schools)| {
            let share = tally.share().map_or("–".to_owned(), |share| words::percent(page.lang, share, 1));
            let counts = [schools, tally.sets, tally.answered, tally.look].map(|count| count.to_string());
            let name = page.say(&work.title).to_owned();
            let flagged = page.flags().then(|| tally.flagged.to_string());
            std::iter::once(name).chain(counts).chain([share]).chain(flagged).chain([detectable, work.max.to_string()]).collect()
        })
        .collect();
    html! {
        @if !cells.is_empty() {
            h2 { (report::region_works(page.lang)) }
            p { (report::region_works_how(page.lang, words::percent(page.lang, page.study.protocol.mde_power, 0))) }
            (named(page, &keys, &cells))
        }
    }
}

/// Every work with its counts, the range of what its sets could show, and the number of its schools.
fn gathered<'a>(page: &Page<'a>) -> Vec<(&'a Work, Tally, String, usize)> {
    let mut all: Vec<(Tally, [f64; 2], BTreeSet<&str>)> =
        vec![(Tally::default(), [f64::INFINITY, f64::NEG_INFINITY], BTreeSet::new()); page.study.works.len()];
    for set in &page.study.sets {
        let Some((tally, [least, most], schools)) = all.get_mut(set.work) else { continue };
        tally.add(set);
        schools.insert(&set.school);
        if let Some(mde) = set.mde.filter(|_| set.status == SetStatus::Ok) {
            (*least, *most) = (least.min(mde), most.max(mde));
        }
    }
    let range = |[least, most]: [f64; 2]| {
        if least > most {
            "–".to_owned()
        } else {
            format!("{}–{}", words::number(page.lang, least, 1), words::number(page.lang, most, 1))
        }
    };
    page.study.works.iter().zip(all).map(|(work, (tally, mde, schools))| (work, tally, range(mde), schools.len())).collect()
}

/// Municipalities by name, where the data name several.
fn municipalities(page: &Page<'_>) -> Markup {
    let mut sets: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for unit in page.study.units.iter().filter(|unit| unit.scope == UnitScope::Municipality) {
        sets.entry(&unit.name).or_default().extend(&unit.sets);
    }
    let row = |(name, sets): (&&str, &BTreeSet<usize>)| {
        let mut tally = Tally::default();
        let of = sets.iter().filter_map(|index| page.study.sets.get(*index));
        let schools: BTreeSet<&str> = of
            .map(|set| {
                tally.add(set);
                set.school.as_str()
            })
            .collect();
        [(*name).to_owned(), schools.len().to_string()].into_iter().chain(tally.cells()).collect()
    };
    let rows: Vec<Vec<String>> = sets.iter().map(row).collect();
    let keys: Vec<Word> = [report::column_municipality as Word, report::column_schools].into_iter().chain(COUNTS).collect();
    folded(page, report::region_municipalities, &keys, &rows, 2)
}

/// Schools by name, folded; nothing for a single one.
pub(super) fn schools(page: &Page<'_>) -> Markup {
    let mut found: BTreeMap<&str, Tally> = page.schools.iter().map(|school| (*school, Tally::default())).collect();
    for set in &page.study.sets {
        found.entry(&set.school).or_default().add(set);
    }
    let row = |(school, tally): (&&str, &Tally)| std::iter::once(page.study.school(school).to_owned()).chain(tally.cells()).collect();
    let mut rows: Vec<Vec<String>> = found.iter().map(row).collect();
    rows.sort_by(|a, b| natural(&a[0], &b[0]));
    let keys: Vec<Word> = std::iter::once(report::column_school as Word).chain(COUNTS).collect();
    html! { @if rows.len() <= MOST_SCHOOLS { (folded(page, report::by_school, &keys, &rows, 2)) } }
}

fn folded(page: &Page<'_>, title: Word, keys: &[Word], rows: &[Vec<String>], least: usize) -> Markup {
    html! {
        @if rows.len() >= least {
            details.numbers.opens { summary { (title(page.lang)) ": " (rows.len()) } (named(page, keys, rows)) }
        }
    }
}

fn named(page: &Page<'_>, keys: &[Word], rows: &[Vec<String>]) -> Markup {
    let head: Vec<String> = keys.iter().map(|key| key(page.lang)).collect();
    table(&head.iter().map(String::as_str).collect::<Vec<_>>(), rows, page.lang)
}

/// Where an analyst goes on from the first page.
pub(super) fn next(page: &Page<'_>) -> Markup {
    let sheets = page.sheets.len() + page.cards.len();
    html! {
        h2 { (report::region_next(page.lang)) }
        ol {
            @if sheets > 0 && !page.outside { li { (report::region_next_sheets(page.lang, sheets)) } }
            li { (report::region_next_tables(page.lang, page.study.sets.len())) }
            @if !page.outside { li { (report::region_next_school(page.lang)) } }
            @if !page.outside { li { (report::region_next_outside(page.lang)) } }
        }
    }
}
