//! Each paper by parallel, half a page each: what is seen, marks and agreement with the journal of every class beside the
//! published shares, items in one strip. Intervals of every number, planned results, group curves stand in `report.html`.

use records::dataset::Scope;
use records::study::{Description, JournalComparison, MarkStatistics, MasteryGate, Part, PublishedShares, SetStudy, UnitStudy};
use words::{Word, papers, report};

use super::super::paper::Column;
use super::{Sheet, or_dash, units};
use crate::names::natural;

/// Up to so many works each has a section of its own.
const APART: usize = 3;

/// Findings printed of one work.
const FINDINGS: usize = 4;

/// Most classes of one work with a row of their own.
const CLASSES: usize = 12;

/// Items side by side in one strip.
const STRIP: usize = 16;

/// Writes the section.
pub(super) fn write(sheet: &mut Sheet) {
    let units = units(sheet);
    if units.is_empty() {
        return;
    }
    let title = sheet.head(papers::works);
    sheet.paper.heading(1, title);
    if units.len() > APART {
        together(sheet, &units);
        super::errors::write(sheet);
        return;
    }
    let how = sheet.head(papers::works_how);
    sheet.paper.note(how);
    for unit in units {
        let title = sheet.say(&unit.title);
        sheet.paper.heading(2, title);
        // Findings count pupils, often fewer than five.
        if !sheet.outside {
            let findings = unit.description.findings.iter().take(FINDINGS).map(|text| sheet.say(text)).collect();
            sheet.paper.list(findings);
        }
        marks(sheet, unit);
        items(sheet, &unit.description);
    }
    super::errors::write(sheet);
}

/// Many works: a row each with the region's beside it; classes and items stand in the report and the tables.
fn together(sheet: &mut Sheet, units: &[&UnitStudy]) {
    let how = sheet.head(papers::works_together);
    sheet.paper.note(how);
    let mut marks: Vec<u8> = units
        .iter()
        .filter_map(|unit| unit.description.marks.as_ref())
        .flat_map(|own| own.attainment.counts.iter().map(|(mark, _)| *mark))
        .collect();
    marks.sort_unstable();
    marks.dedup();
    let rows = units.iter().flat_map(|unit| rows_of(sheet, unit, &marks)).collect();
    let mut columns = columns(sheet, &marks);
    if let Some(first) = columns.first_mut() {
        // Whole titles of works stand there, not names of classes.
        *first = Column::words(sheet.head(papers::col_work), 30);
    }
    let title = sheet.head(papers::table_marks);
    sheet.paper.table(title, columns, rows);
    if units.iter().filter_map(|unit| unit.description.marks.as_ref()).any(|own| own.attainment.other_scale) {
        let note = report::other_scale(sheet.lang);
        sheet.paper.note(note);
    }
}

/// A unit and what its region publishes of the same work; outside the school only what no small group tells of.
fn rows_of(sheet: &Sheet, unit: &UnitStudy, marks: &[u8]) -> Vec<Vec<String>> {
    let d = &unit.description;
    let Some(own) = d.marks.as_ref().filter(|_| !d.withheld.contains(&Part::Marks)) else { return Vec::new() };
    let agreement: &[PublishedShares] = d.journal.as_ref().map_or(&[], |journal| &journal.references);
    let region = own.references.iter().find(|shares| shares.scope == Scope::Region);
    let first = class(sheet, &sheet.say(&unit.title), own, d.journal.as_ref(), marks);
    std::iter::once(first).chain(region.map(|shares| published(sheet, shares, agreement, marks))).collect()
}

/// Classes of the unit, then the unit itself, then what is published.
fn marks(sheet: &mut Sheet, unit: &UnitStudy) {
    let d = &unit.description;
    let Some(own) = &d.marks else { return };
    if d.withheld.contains(&Part::Marks) {
        let note = report::small_cells(sheet.lang, sheet.study.small_cell);
        sheet.paper.note(note);
        return;
    }
    let journal = d.journal.as_ref();
    let marks: Vec<u8> = own.attainment.counts.iter().map(|(mark, _)| *mark).collect();
    let mut sets: Vec<&SetStudy> = unit.sets.iter().filter_map(|&index| sheet.study.sets.get(index)).collect();
    sets.sort_by(|a, b| natural(&a.class, &b.class));
    let mut rows = Vec::new();
    if sets.len() <= CLASSES && !sheet.outside {
        let row =
            |set: &&SetStudy| Some(class(sheet, &set.class, set.description.marks.as_ref()?, set.description.journal.as_ref(), &marks));
        rows.extend(sets.iter().filter_map(row));
    }
    // The only class of a parallel is the parallel.
    if rows.len() != 1 {
        let all = sheet.head(papers::row_all);
        rows.push(class(sheet, &all, own, journal, &marks));
    }
    let agreement: &[PublishedShares] = d.journal.as_ref().map_or(&[], |journal| &journal.references);
    rows.extend(own.references.iter().map(|shares| published(sheet, shares, agreement, &marks)));
    let title = sheet.head(papers::table_marks);
    let columns = columns(sheet, &marks);
    sheet.paper.table(title, columns, rows);
    if own.attainment.other_scale {
        let note = report::other_scale(sheet.lang);
        sheet.paper.note(note);
    }
}

fn columns(sheet: &Sheet, marks: &[u8]) -> Vec<Column> {
    let number = |key: Word, weight| Column::numbers(sheet.head(key), weight);
    let mut columns = vec![Column::words(sheet.head(papers::col_group), 11), number(papers::col_n, 6)];
    columns.extend(marks.iter().map(|mark| Column::numbers(format!("«{mark}»"), 4)));
    columns.extend([
        number(papers::col_pass_short, 5),
        number(papers::col_quality_short, 5),
        number(papers::col_sou_short, 5),
        number(papers::col_mean_short, 6),
    ]);
    columns.extend([number(papers::col_lowered_short, 6), number(papers::col_confirmed_short, 7), number(papers::col_raised_short, 6)]);
    columns
}

fn class(sheet: &Sheet, name: &str, own: &MarkStatistics, journal: Option<&JournalComparison>, marks: &[u8]) -> Vec<String> {
    let a = &own.attainment;
    let whole = |share: f64| words::number(sheet.lang, share * 100.0, 0);
    let count = |mark: &u8| a.counts.iter().find(|(key, _)| key == mark).map_or(0, |(_, count)| *count);
    let mut row = vec![name.to_owned(), a.n.to_string()];
    row.extend(marks.iter().map(|mark| if a.n == 0 { "—".to_owned() } else { whole(count(mark) as f64 / a.n as f64) }));
    row.push(or_dash(a.pass.map(|[_, share, _]| whole(share))));
    row.push(or_dash(a.quality.map(|[_, share, _]| whole(share))));
    row.push(or_dash(a.sou.map(whole)));
    row.push(or_dash(a.mean.map(|[_, mean, _]| words::number(sheet.lang, mean, 2))));
    row.extend((0..3).map(|place| or_dash(journal.map(|journal| whole(journal.shares[place][1])))));
    row
}

/// A published row: shares of marks, and of agreement where the same area has them.
fn published(sheet: &Sheet, shares: &PublishedShares, agreement: &[PublishedShares], marks: &[u8]) -> Vec<String> {
    let of = |shares: &PublishedShares, key: &str| shares.shares.iter().find(|(known, _)| known == key).map(|(_, share)| *share);
    let percent = |share: Option<f64>| or_dash(share.map(|share| words::number(sheet.lang, share * 100.0, 0)));
    let beside = agreement.iter().find(|other| (other.scope, &other.area) == (shares.scope, &shares.area));
    let scope = sheet.scope(shares.scope);
    let named = shares.area.is_empty() || shares.area.to_lowercase() == scope;
    let mut row = vec![if named { scope } else { shares.area.clone() }, or_dash(shares.n.map(|n| n.to_string()))];
    row.extend(marks.iter().map(|mark| percent(of(shares, &mark.to_string()))));
    row.extend(std::iter::repeat_n("—".to_owned(), 4));
    row.extend(["lowered", "confirmed", "raised"].map(|key| percent(beside.and_then(|beside| of(beside, key)))));
    row
}

/// Items side by side: share of the maximum, and a word below those under the federal gate.
fn items(sheet: &mut Sheet, description: &Description) {
    let gates = description.items.iter().any(|item| matches!(item.gate, MasteryGate::Uncertain | MasteryGate::Insufficient));
    // Strips of one length: sixteen items are twice eight, not fifteen and one.
    let all = description.items.len();
    let wide = all.div_ceil(all.div_ceil(STRIP).max(1)).max(1);
    for (index, items) in description.items.chunks(wide).enumerate() {
        let mut columns = vec![Column::words(sheet.head(papers::col_item_strip), 6)];
        let mut shares = vec![sheet.head(papers::row_facility)];
        let mut words = vec![sheet.head(papers::row_gate)];
        for place in 0..wide {
            let item = items.get(place);
            columns.push(Column::numbers(item.map_or_else(String::new, |item| item.item.clone()), 3));
            let share = item.map(|item| or_dash(item.facility.map(|[_, share, _]| words::number(sheet.lang, share * 100.0, 0))));
            shares.push(share.unwrap_or_default());
            words.push(item.map_or_else(String::new, |item| gate(sheet, item.gate)));
        }
        let title = if index == 0 { sheet.head(papers::table_items) } else { String::new() };
        sheet.paper.table(title, columns, if gates { vec![shares, words] } else { vec![shares] });
    }
}

fn gate(sheet: &Sheet, gate: MasteryGate) -> String {
    match gate {
        MasteryGate::Insufficient => sheet.head(papers::gate_below),
        MasteryGate::Uncertain => "~".to_owned(),
        MasteryGate::Sufficient | MasteryGate::Unknown => String::new(),
    }
}
