//! Attainment by the journal, agreement of mark series, dynamics: the school by period, everything else in compact tables.

use records::text::Lang;
use std::collections::BTreeMap;
use words::{papers, report};

use records::study::{AttainmentLevel, AttainmentRow, Dynamics, SeriesAgreement};

use super::super::paper::Column;
use super::{Sheet, or_dash};
use crate::names;

/// Rows of one table; all of them stand in the workbook.
const ROWS: usize = 40;

/// Pairs of mark series in the table.
const SERIES: usize = 6;

/// What is followed, in the table.
const FOLLOWED: usize = 6;

/// Figures of changes beyond the threshold.
const FIGURES: usize = 2;

/// Writes the section.
pub(super) fn write(sheet: &mut Sheet) {
    if sheet.study.attainment.is_empty() && sheet.study.series.is_empty() && sheet.study.dynamics.is_empty() {
        return;
    }
    let title = sheet.head(papers::journal);
    sheet.paper.heading(1, title);
    attainment(sheet);
    by_period(sheet, AttainmentLevel::Parallel, papers::table_parallels);
    by_period(sheet, AttainmentLevel::Subject, papers::table_subjects);
    series(sheet);
    dynamics(sheet);
}

/// The school as a whole by period of the last year; of the years before their last row.
fn attainment(sheet: &mut Sheet) {
    let columns = vec![
        Column::words(sheet.head(if sheet.schools > 1 { papers::col_school } else { papers::col_year }), 5),
        Column::words(sheet.head(papers::col_period), 4),
        Column::numbers(sheet.head(papers::col_marks), 3),
        Column::numbers(sheet.head(papers::col_pass), 4),
        Column::numbers(sheet.head(papers::col_quality), 4),
        Column::numbers(sheet.head(papers::col_sou), 3),
        Column::numbers(sheet.head(papers::col_mean), 4),
    ];
    let mut all: Vec<&AttainmentRow> = sheet.study.attainment.iter().filter(|row| row.level == AttainmentLevel::School).collect();
    if sheet.schools == 1 {
        let last = all.iter().map(|row| row.year).max();
        let kept: Vec<bool> = all
            .iter()
            .enumerate()
            .map(|(at, row)| Some(row.year) == last || all.get(at + 1).is_none_or(|next| next.year != row.year))
            .collect();
        let mut kept = kept.into_iter();
        all.retain(|_| kept.next().unwrap_or(true));
    }
    let row = |row: &&AttainmentRow| {
        let numbers = &row.attainment;
        vec![
            if sheet.schools > 1 { format!("{}, {}", sheet.study.school(&row.school), row.year) } else { row.year.to_string() },
            period(sheet, &row.period),
            words::count(sheet.lang, numbers.n),
            or_dash(numbers.pass.as_ref().map(|share| sheet.share(share))),
            or_dash(numbers.quality.as_ref().map(|share| sheet.share(share))),
            or_dash(numbers.sou.map(|sou| words::number(sheet.lang, sou * 100.0, 0))),
            or_dash(numbers.mean.map(|[_, mean, _]| words::number(sheet.lang, mean, 2))),
        ]
    };
    let rows = all.iter().take(ROWS).map(row).collect();
    let title = sheet.head(papers::table_attainment);
    sheet.paper.table(title, columns, rows);
    if sheet.study.attainment.iter().any(|row| row.attainment.other_scale) {
        let note = report::other_scale(sheet.lang);
        sheet.paper.note(note);
    }
    if all.len() > ROWS {
        let note = papers::rows_cut(sheet.lang, ROWS, all.len());
        sheet.paper.note(note);
    }
}

fn period(sheet: &Sheet, code: &str) -> String {
    names::period(sheet.study, code, sheet.lang)
}

/// Parallels or subjects of one school in the last year: a row each, periods side by side.
fn by_period(sheet: &mut Sheet, level: AttainmentLevel, title: fn(Lang, String) -> String) {
    let rows: Vec<&AttainmentRow> = sheet.study.attainment.iter().filter(|row| row.level == level).collect();
    let Some(year) = rows.iter().map(|row| row.year).max() else { return };
    if sheet.schools > 1 {
        return;
    }
    let mut rows: Vec<&AttainmentRow> = rows.into_iter().filter(|row| row.year == year).collect();
    rows.sort_by(|a, b| names::natural(&a.group, &b.group));
    let periods = periods(&rows);
    let mut groups: Vec<(&str, BTreeMap<&str, String>)> = Vec::new();
    for row in rows {
        let name = if level == AttainmentLevel::Subject { row.subject.as_str() } else { row.group.as_str() };
        if groups.last().is_none_or(|(last, _)| *last != name) {
            groups.push((name, BTreeMap::new()));
        }
        if let Some((_, cells)) = groups.last_mut() {
            cells.insert(&row.period, three(sheet, row));
        }
    }
    let mut columns = vec![Column::words(sheet.head(papers::col_group), 5)];
    columns.extend(periods.iter().map(|code| Column::numbers(period(sheet, code), 4)));
    let line = |(name, cells): &(&str, BTreeMap<&str, String>)| {
        let cell = |code: &&str| or_dash(cells.get(code).cloned());
        std::iter::once((*name).to_owned()).chain(periods.iter().map(cell)).collect()
    };
    let lines = groups.iter().map(line).collect();
    let title = title(sheet.lang, year.to_string());
    sheet.paper.table(title, columns, lines);
}

/// Periods in the order in which the rows of one group follow.
fn periods<'a>(rows: &[&'a AttainmentRow]) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for row in rows {
        if !found.contains(&row.period.as_str()) {
            found.push(&row.period);
        }
    }
    found
}

/// Успеваемость / качество / СОУ.
fn three(sheet: &Sheet, row: &AttainmentRow) -> String {
    let a = &row.attainment;
    let whole = |share: Option<f64>| or_dash(share.map(|share| words::number(sheet.lang, share * 100.0, 0)));
    let middle = |triple: Option<[f64; 3]>| triple.map(|[_, share, _]| share);
    format!("{} / {} / {}", whole(middle(a.pass)), whole(middle(a.quality)), whole(a.sou))
}

/// Pairs of series whose mean difference is not within chance: the others are counted.
fn series(sheet: &mut Sheet) {
    let all = &sheet.study.series;
    if all.is_empty() {
        return;
    }
    let apart = |one: &&SeriesAgreement| one.comparison.shift.is_some_and(|[low, _, high]| low > 0.0 || high < 0.0);
    let list: Vec<&SeriesAgreement> = all.iter().filter(apart).collect();
    let title = sheet.head(papers::table_series);
    sheet.paper.heading(2, title);
    let chance = words::number(sheet.lang, all.len() as f64 * 0.05, 0);
    let text = papers::series(sheet.lang, all.len(), list.len(), chance, SERIES);
    sheet.paper.text(text);
    let columns = vec![
        Column::words(sheet.head(papers::col_group), 5),
        Column::words(sheet.head(papers::col_series), 7),
        Column::numbers(sheet.head(papers::col_n), 2),
        Column::numbers(sheet.head(papers::col_lowered), 3),
        Column::numbers(sheet.head(papers::col_raised), 3),
        Column::numbers(sheet.head(papers::col_shift), 5),
        Column::numbers(sheet.head(papers::col_gaps), 3),
    ];
    let row = |one: &&SeriesAgreement| {
        let school = if sheet.schools > 1 { format!("{} · ", sheet.study.school(&one.school)) } else { String::new() };
        let count = |count: usize| words::count(sheet.lang, count);
        vec![
            format!("{school}{} · {}", one.class, one.subject),
            format!("{} — {}", sheet.say(&one.first), sheet.say(&one.second)),
            count(one.comparison.n),
            count(one.comparison.counts[0]),
            count(one.comparison.counts[2]),
            or_dash(one.comparison.shift.as_ref().map(|shift| sheet.mean(shift, 2))),
            one.comparison.gaps.map_or_else(String::new, count),
        ]
    };
    let rows = list.iter().take(SERIES).map(row).collect();
    sheet.paper.table("", columns, rows);
}

/// What is followed over years: findings in a table, a figure only where a threshold is crossed.
fn dynamics(sheet: &mut Sheet) {
    let mut followed: Vec<&Dynamics> = sheet.study.dynamics.iter().filter(|one| one.negative || !one.findings.is_empty()).collect();
    followed.sort_by_key(|one| !one.negative);
    if sheet.schools > 1 {
        followed.retain(|one| one.negative);
    }
    let columns = vec![Column::words(sheet.head(papers::col_followed), 5), Column::words(sheet.head(papers::col_seen), 10)];
    let said = |one: &&Dynamics| one.findings.iter().map(|text| sheet.say(text)).collect::<Vec<_>>().join(" ");
    let rows = followed.iter().take(FOLLOWED).map(|one| vec![sheet.say(&one.title), said(one)]).collect();
    let title = sheet.head(papers::table_dynamics);
    sheet.paper.table(title, columns, rows);
    if followed.len() > FOLLOWED {
        let note = papers::followed_cut(sheet.lang, FOLLOWED, followed.len());
        sheet.paper.note(note);
    }
    let crossed: Vec<&Dynamics> = followed.into_iter().filter(|one| one.negative).take(FIGURES).collect();
    for one in crossed {
        sheet.figure(&one.figure);
    }
}
