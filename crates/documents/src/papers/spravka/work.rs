//! Section 5: each paper by parallel in the order of the federal recommendations: marks, journal, scores, items, planned results, groups.

use methodology::study::{Description, JournalComparison, MarkStatistics, MasteryGate, SetStudy, UnitScope, UnitStudy};

use super::super::paper::Column;
use super::{Sheet, or_dash};

/// Widest unit first when several schools are in the data: a region's справка does not list every parallel.
fn units<'a>(sheet: &Sheet<'a>) -> Vec<&'a UnitStudy> {
    let schools: std::collections::BTreeSet<&str> = sheet.study.sets.iter().map(|set| set.school.as_str()).collect();
    let wanted = if schools.len() > 1 { UnitScope::All } else { UnitScope::Parallel };
    sheet.study.units.iter().filter(|unit| unit.scope == wanted).collect()
}

/// Writes the section.
pub fn write(sheet: &mut Sheet) {
    let units = units(sheet);
    if units.is_empty() {
        return;
    }
    let title = sheet.head("paper-works");
    sheet.paper.page(1, title);
    for unit in units {
        let title = sheet.say(&unit.title);
        sheet.paper.heading(2, title);
        let findings: Vec<String> = unit.description.findings.iter().map(|text| sheet.say(text)).collect();
        sheet.paper.list(findings);
        marks(sheet, unit);
        journal(sheet, unit);
        items(sheet, &unit.description);
        planned(sheet, &unit.description);
        if let Some(figure) = unit.description.figures.first() {
            sheet.figure(figure);
        }
        for gate in &unit.description.gates {
            let gate = sheet.say(gate);
            sheet.paper.note(gate);
        }
    }
}

/// Classes of the unit, then the unit itself, then what is published.
fn marks(sheet: &mut Sheet, unit: &UnitStudy) {
    let Some(own) = &unit.description.marks else { return };
    let marks: Vec<u8> = own.attainment.counts.iter().map(|(mark, _)| *mark).collect();
    let mut columns = vec![Column::words(sheet.head("col-group"), 5), Column::numbers(sheet.head("col-pupils"), 3)];
    columns.extend(marks.iter().map(|mark| Column::numbers(format!("«{mark}», %"), 2)));
    columns.push(Column::numbers(sheet.head("col-pass"), 4));
    columns.push(Column::numbers(sheet.head("col-quality"), 3));
    columns.push(Column::numbers(sheet.head("col-sou"), 2));
    columns.push(Column::numbers(sheet.head("col-mean"), 3));
    let sets: Vec<&SetStudy> = unit.sets.iter().filter_map(|&index| sheet.study.sets.get(index)).collect();
    let mut rows = Vec::new();
    if sets.len() <= 12 {
        rows.extend(sets.iter().filter_map(|set| Some(own_marks(sheet, &set.class, set.description.marks.as_ref()?, &marks))));
    }
    let all = sheet.head("row-all");
    rows.push(own_marks(sheet, &all, own, &marks));
    rows.extend(own.references.iter().map(|published| {
        let name = format!("{}: {}", sheet.scope(published.scope), published.area);
        let mut row = vec![name, or_dash(published.n.map(|n| n.to_string()))];
        let share = |mark: &u8| {
            published.shares.iter().find(|(key, _)| *key == mark.to_string()).map(|(_, share)| sheet.words.number(share * 100.0, 1))
        };
        row.extend(marks.iter().map(|mark| or_dash(share(mark))));
        row.extend(std::iter::repeat_n("—".to_owned(), 4));
        row
    }));
    let title = sheet.head("table-marks");
    sheet.paper.table(title, columns, rows);
}

fn own_marks(sheet: &Sheet, name: &str, statistics: &MarkStatistics, marks: &[u8]) -> Vec<String> {
    let attainment = &statistics.attainment;
    let n = attainment.n;
    let mut row = vec![name.to_owned(), n.to_string()];
    let count = |mark: &u8| attainment.counts.iter().find(|(key, _)| key == mark).map_or(0, |(_, count)| *count);
    let share = |count: usize| if n == 0 { "—".to_owned() } else { sheet.words.number(count as f64 / n as f64 * 100.0, 0) };
    row.extend(marks.iter().map(|mark| share(count(mark))));
    row.push(or_dash(attainment.pass.as_ref().map(|value| sheet.share(value))));
    row.push(or_dash(attainment.quality.as_ref().map(|value| sheet.share(value))));
    row.push(or_dash(attainment.sou.map(|sou| sheet.words.number(sou * 100.0, 0))));
    row.push(or_dash(attainment.mean.as_ref().map(|value| sheet.mean(value, 2))));
    row
}

fn journal(sheet: &mut Sheet, unit: &UnitStudy) {
    let Some(own) = &unit.description.journal else { return };
    let columns = vec![
        Column::words(sheet.head("col-group"), 5),
        Column::numbers(sheet.head("col-pupils"), 3),
        Column::numbers(sheet.head("col-lowered"), 4),
        Column::numbers(sheet.head("col-confirmed"), 4),
        Column::numbers(sheet.head("col-raised"), 4),
        Column::numbers(sheet.head("col-gaps"), 3),
    ];
    let sets: Vec<&SetStudy> = unit.sets.iter().filter_map(|&index| sheet.study.sets.get(index)).collect();
    let mut rows = Vec::new();
    if sets.len() <= 12 {
        rows.extend(sets.iter().filter_map(|set| Some(agreement(sheet, &set.class, set.description.journal.as_ref()?))));
    }
    let all = sheet.head("row-all");
    rows.push(agreement(sheet, &all, own));
    rows.extend(own.references.iter().map(|published| {
        let name = format!("{}: {}", sheet.scope(published.scope), published.area);
        let share = |wanted: &str| {
            or_dash(published.shares.iter().find(|(key, _)| key == wanted).map(|(_, share)| sheet.words.number(share * 100.0, 1)))
        };
        vec![name, or_dash(published.n.map(|n| n.to_string())), share("lowered"), share("confirmed"), share("raised"), "—".to_owned()]
    }));
    let title = sheet.head("table-journal");
    sheet.paper.table(title, columns, rows);
}

fn agreement(sheet: &Sheet, name: &str, comparison: &JournalComparison) -> Vec<String> {
    let mut row = vec![name.to_owned(), comparison.n.to_string()];
    row.extend(comparison.shares.iter().map(|share| sheet.share(share)));
    row.push(comparison.gaps.to_string());
    row
}

fn items(sheet: &mut Sheet, description: &Description) {
    let columns = vec![
        Column::words(sheet.head("col-item"), 2),
        Column::words(sheet.head("col-level"), 3),
        Column::words(sheet.head("col-codifier"), 4),
        Column::numbers(sheet.head("col-max"), 2),
        Column::numbers(sheet.head("col-facility"), 4),
        Column::numbers(sheet.head("col-blank"), 3),
        Column::words(sheet.head("col-gate"), 4),
    ];
    let lang = sheet.material.lang;
    let rows = description.items.iter().map(|item| {
        vec![
            item.item.clone(),
            or_dash(item.level.map(|level| level.label().in_lang(lang).to_owned())),
            or_dash(item.codifier.clone()),
            item.max.to_string(),
            or_dash(item.facility.as_ref().map(|share| sheet.share(share))),
            item.not_attempted.to_string(),
            gate(sheet, item.gate),
        ]
    });
    let rows = rows.collect();
    let title = sheet.head("table-items");
    sheet.paper.table(title, columns, rows);
}

fn planned(sheet: &mut Sheet, description: &Description) {
    let columns = vec![
        Column::words(sheet.head("col-codifier"), 6),
        Column::words(sheet.head("col-items"), 4),
        Column::numbers(sheet.head("col-facility"), 3),
        Column::words(sheet.head("col-gate"), 4),
    ];
    let rows = description
        .planned
        .iter()
        .map(|result| vec![result.codifier.clone(), result.items.join(", "), sheet.share(&result.mastery), gate(sheet, result.gate)]);
    let rows = rows.collect();
    let title = sheet.head("table-planned");
    sheet.paper.table(title, columns, rows);
}

fn gate(sheet: &Sheet, gate: MasteryGate) -> String {
    sheet.head(match gate {
        MasteryGate::Sufficient => "gate-sufficient",
        MasteryGate::Uncertain => "gate-uncertain",
        MasteryGate::Insufficient => "gate-insufficient",
        MasteryGate::Unknown => "gate-unknown",
    })
}
