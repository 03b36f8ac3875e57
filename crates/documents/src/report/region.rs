//! The first sheet of a report on many schools: what an analyst of a municipality or a region reads first. Works stand in the order of
//! the share worth a look; schools and municipalities by name, never as a rating (constraints C1, C10).

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use records::study::{SetStudy, UnitScope, Work};
use records::vocabulary::{Chip, SetStatus};

use super::Page;
use super::parts::table;

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

const COUNTS: [&str; 4] = ["column-sets", "column-answered", "column-look", "column-silent"];

/// Works, municipalities and schools with the counts of their sets.
pub(super) fn overview(page: &Page<'_>) -> Markup {
    html! { (works(page)) (municipalities(page)) (schools(page)) }
}

/// Works, those with the largest share worth a look first; with what they could show at all (D2).
fn works(page: &Page<'_>) -> Markup {
    let mut rows: Vec<(&Work, Tally, String, usize)> = gathered(page);
    rows.sort_by(|a, b| {
        let share = |tally: &Tally| tally.share().unwrap_or(-1.0);
        share(&b.1).total_cmp(&share(&a.1)).then_with(|| a.0.title.cmp(&b.0.title))
    });
    let mut keys = vec![
        "column-work",
        "column-schools",
        "column-sets",
        "column-answered",
        "column-look",
        "column-look-share",
        "column-detectable",
        "column-max",
    ];
    if page.flags() {
        keys.insert(6, "column-flagged");
    }
    let cells: Vec<Vec<String>> = rows
        .into_iter()
        .map(|(work, tally, detectable, schools)| {
            let share = tally.share().map_or("–".to_owned(), |share| page.w.percent(share, 1));
            let counts = [schools, tally.sets, tally.answered, tally.look].map(|count| count.to_string());
            let name = page.w_text(&work.title).to_owned();
            let flagged = page.flags().then(|| tally.flagged.to_string());
            std::iter::once(name).chain(counts).chain([share]).chain(flagged).chain([detectable, work.max.to_string()]).collect()
        })
        .collect();
    html! {
        @if !cells.is_empty() {
            h2 { (page.w.t("region-works")) }
            p { (page.w.with("region-works-how", [("power", page.w.percent(page.study.protocol.mde_power, 0).into())])) }
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
        if least > most { "–".to_owned() } else { format!("{}–{}", page.w.number(least, 1), page.w.number(most, 1)) }
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
    let keys: Vec<&'static str> = ["column-municipality", "column-schools"].into_iter().chain(COUNTS).collect();
    folded(page, "region-municipalities", &keys, &rows, 2)
}

/// Schools by name, folded; nothing for a single one.
pub(super) fn schools(page: &Page<'_>) -> Markup {
    let mut found: BTreeMap<&str, Tally> = page.schools.iter().map(|school| (*school, Tally::default())).collect();
    for set in &page.study.sets {
        found.entry(&set.school).or_default().add(set);
    }
    let row = |(school, tally): (&&str, &Tally)| std::iter::once((*school).to_owned()).chain(tally.cells()).collect();
    let rows: Vec<Vec<String>> = found.iter().map(row).collect();
    let keys: Vec<&'static str> = std::iter::once("column-school").chain(COUNTS).collect();
    html! { @if rows.len() <= MOST_SCHOOLS { (folded(page, "report-by-school", &keys, &rows, 2)) } }
}

fn folded(page: &Page<'_>, title: &'static str, keys: &[&'static str], rows: &[Vec<String>], least: usize) -> Markup {
    html! {
        @if rows.len() >= least {
            details.numbers.opens { summary { (page.w.t(title)) ": " (rows.len()) } (named(page, keys, rows)) }
        }
    }
}

fn named(page: &Page<'_>, keys: &[&'static str], rows: &[Vec<String>]) -> Markup {
    let head: Vec<String> = keys.iter().map(|key| page.w.t(key)).collect();
    table(&head.iter().map(String::as_str).collect::<Vec<_>>(), rows, page.w)
}

/// Where an analyst goes on from the first page.
pub(super) fn next(page: &Page<'_>) -> Markup {
    let sheets = page.sheets.len() + page.cards.len();
    html! {
        h2 { (page.w.t("region-next")) }
        ol {
            @if sheets > 0 && !page.outside { li { (page.w.with("region-next-sheets", [("n", sheets.into())])) } }
            li { (page.w.with("region-next-tables", [("n", page.study.sets.len().into())])) }
            @if !page.outside { li { (page.w.t("region-next-school")) } }
            @if !page.outside { li { (page.w.t("region-next-outside")) } }
        }
    }
}
