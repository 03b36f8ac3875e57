//! Indicators of units that are not result sets: how often they have a small p where nothing was done, and what they find.
//!
//! What is true of a unit is read from the twin of its world, the same region with nothing bent: a register is changed where its marks differ,
//! a link where one of the marks or results behind it does, a school where its honours were inflated. Variants differ in every world.

use std::collections::{BTreeMap, BTreeSet};

use super::Trial;
use super::estimate::{self, Estimate};
use super::table::{Cell, Table, estimate, head};
use crate::simulate::{Knobs, World};
use methodology::indicators::confirmation::rows_behind;
use methodology::indicators::other_units::tested;
use records::dataset::{Dataset, JournalMark, MarkRow, Period};
use records::provenance::Origin;
use records::reference::Reference;
use records::study::{Study, UnitReading, Whose};
use records::text::Text;
use records::vocabulary::SchoolYear;

/// One unit: what was said of it, and what is true.
#[derive(Clone, Debug, PartialEq)]
pub struct UnitRow {
    /// Indicator.
    pub indicator: &'static str,
    /// Units that go together: a school; a work for its variants.
    pub cluster: String,
    /// p, where there was a test.
    pub p: Option<f64>,
    /// Something was done to what it is made of.
    pub changed: bool,
}

/// Every unit of which an indicator speaks, areas excepted: they are sums of schools.
pub(super) fn rows(world: &World, study: &Study, knobs: &Knobs, seed: u64, reference: &Reference) -> Vec<UnitRow> {
    let changes = if knobs.honest { Changes::default() } else { Changes::of(world, knobs, seed, reference) };
    let row = |reading: &UnitReading| {
        let cluster = match &reading.of {
            Whose::School { school, .. } | Whose::Register { school, .. } | Whose::Link { school, .. } => school.clone(),
            Whose::Variant { procedure, .. } => procedure.clone(),
            Whose::Area { .. } => return None,
        };
        // Items differ between the variants of every world, more or less: none of them is a world without a difference.
        let changed = matches!(reading.of, Whose::Variant { .. }) || changes.touch(&reading.of);
        Some(UnitRow { indicator: reading.indicator, cluster, p: tested(&reading.outcome), changed })
    };
    study.other_units.iter().filter_map(row).collect()
}

/// What was done in a world.
#[derive(Default)]
struct Changes {
    honours: BTreeSet<String>,
    registers: BTreeSet<Register>,
    links: BTreeSet<Whose>,
}

/// School, class, subject, year, period.
type Register = (String, String, String, SchoolYear, Period);

impl Changes {
    fn of(world: &World, knobs: &Knobs, seed: u64, reference: &Reference) -> Self {
        let dataset = &world.dataset;
        let twin = marks(&super::read(&Knobs { honest: true, ..knobs.clone() }, seed).dataset);
        let differs = |row: &&MarkRow| twin.get(&named(dataset, row)) != Some(&row.mark);
        let raised: Vec<&MarkRow> = dataset.marks.iter().filter(differs).collect();
        let lifted = dataset.result_sets().into_iter().zip(&world.truth).filter(|(_, truth)| truth.bent.is_some());
        let scripts = lifted.flat_map(|(set, _)| {
            let origin = dataset.sittings.get(set.key.kim.0 as usize).map_or(&[][..], |sitting| &sitting.origin);
            set.rows.into_iter().filter_map(|row| origin.get(row as usize).copied()).collect::<Vec<Origin>>()
        });
        let rows: BTreeSet<Origin> = raised.iter().map(|row| row.origin).chain(scripts).collect();
        let touched = |(whose, behind): (Whose, Vec<Origin>)| behind.iter().any(|origin| rows.contains(origin)).then_some(whose);
        Self {
            honours: world.inflated_honours.iter().cloned().collect(),
            registers: raised.iter().map(|row| register(dataset, row)).collect(),
            links: rows_behind(dataset, reference).into_iter().filter_map(touched).collect(),
        }
    }

    fn touch(&self, of: &Whose) -> bool {
        match of {
            Whose::School { school, .. } => self.honours.contains(school),
            Whose::Register { school, class, subject, year, period } => {
                self.registers.contains(&(school.clone(), class.clone(), subject.clone(), *year, *period))
            }
            Whose::Link { .. } => self.links.contains(of),
            Whose::Variant { .. } | Whose::Area { .. } => false,
        }
    }
}

fn register(dataset: &Dataset, row: &MarkRow) -> Register {
    let school = dataset.schools.get(row.school.0 as usize).map_or_else(String::new, |school| school.school.clone());
    let (class, subject) = (dataset.class_names.name(row.class.0), dataset.subject_names.name(row.subject.0));
    (school, class.to_owned(), subject.to_owned(), row.year, row.period)
}

/// A mark by names: ids need not be those of the twin.
fn named(dataset: &Dataset, row: &MarkRow) -> (String, Register) {
    (dataset.person_names.name(row.person.0).to_owned(), register(dataset, row))
}

fn marks(dataset: &Dataset) -> BTreeMap<(String, Register), JournalMark> {
    dataset.marks.iter().map(|row| (named(dataset, row), row.mark)).collect()
}

/// One row per indicator.
pub(super) fn beside(honest: &[&Trial], bent: &[&Trial]) -> Table {
    let row = |id: &'static str| {
        let (mut quiet, mixed) = (of(honest, id), of(bent, id));
        quiet.retain(|(_, row)| !row.changed);
        let below = |level: f64| share(&quiet, |p| p < level);
        let judged: Vec<(f64, bool)> = mixed.iter().filter_map(|(_, row)| Some((-row.p?, row.changed))).collect();
        let changed: Vec<(String, &UnitRow)> = mixed.iter().filter(|(_, row)| row.changed).cloned().collect();
        vec![
            Cell::Code(id.to_owned()),
            Cell::Count(quiet.len()),
            refused(&quiet),
            below(0.05),
            below(0.01),
            Cell::Count(changed.len()),
            estimate(estimate::area(&judged)),
            share(&changed, |p| p < 0.05),
            share(&changed, |p| p < 0.01),
        ]
    };
    Table {
        id: "units",
        title: Text::new("Показатели единиц, которые не наборы", "Indicators of units that are not result sets"),
        note: Text::new(
            "Школа, журнал класса за период, ступень от одной работы к другой, вариант. Слева — регионы без изменений: единиц, доля без \
             проверки, доля с p ниже уровня; ошибка учитывает, что единицы одной школы (варианты одной работы) связаны. Справа — регионы с \
             изменениями: сколько единиц изменено, площадь и доля найденных при этих уровнях. Изменения узнаны по двойнику мира, в котором не \
             изменено ничего; варианты немного различаются в любом мире.",
            "A school, the register of a class over a period, a step from one measure to the next, a variant. Left: untouched regions: units, \
             share without a test, share with p below the level; errors allow for the units of one school (the variants of one work) going \
             together. Right: regions with bending: units changed, AUC and the share found at these levels. What was changed is known from the \
             twin of the world in which nothing is; variants differ a little in any world.",
        ),
        head: head(&[
            ("indicator", "показатель", "indicator"),
            ("units", "единиц", "units"),
            ("refused", "без проверки", "no test"),
            ("below_05", "p < .05", "p < .05"),
            ("below_01", "p < .01", "p < .01"),
            ("changed", "изменено", "changed"),
            ("auc", "площадь", "AUC"),
            ("found_05", "найдено при .05", "found at .05"),
            ("found_01", "найдено при .01", "found at .01"),
        ]),
        rows: methodology::indicators::cards().units.iter().map(|card| row(card.id)).collect(),
        figure: None,
    }
}

/// Rows of an indicator with their clusters; those of different regions are different.
fn of<'a>(trials: &[&'a Trial], id: &str) -> Vec<(String, &'a UnitRow)> {
    let named = |trial: &&'a Trial| -> Vec<(String, &'a UnitRow)> {
        let own = trial.units.iter().filter(|row| row.indicator == id);
        own.map(|row| (format!("{} {}", trial.seed, row.cluster), row)).collect()
    };
    trials.iter().flat_map(named).collect()
}

/// Share of the tested units of which `of` says yes.
fn share(rows: &[(String, &UnitRow)], of: impl Fn(f64) -> bool) -> Cell {
    clustered(rows.iter().filter_map(|(cluster, row)| Some((cluster.as_str(), of(row.p?)))).collect())
}

fn refused(rows: &[(String, &UnitRow)]) -> Cell {
    clustered(rows.iter().map(|(cluster, row)| (cluster.as_str(), row.p.is_none())).collect())
}

fn clustered(values: Vec<(&str, bool)>) -> Cell {
    let names: BTreeSet<&str> = values.iter().map(|value| value.0).collect();
    let number: BTreeMap<&str, u64> = names.into_iter().zip(0..).collect();
    let counted: Vec<(u64, bool)> = values.iter().map(|(name, hit)| (number[name], *hit)).collect();
    estimate(estimate::share(&counted).filter(|share: &Estimate| share.n > 0))
}
