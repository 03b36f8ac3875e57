//! Attainment from marks: успеваемость, качество, СОУ, mean, by school, parallel, subject, class and period.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use records::provenance::SourceId;
use records::study::{AttainmentLevel, AttainmentRow, Span};
use words::{Word, report};

use super::parts::{share, table};
use super::{Page, origin};
use crate::names::{self, natural};

/// Levels from the widest down: what stands open, what is folded.
const LEVELS: [(AttainmentLevel, Word, bool); 6] = [
    (AttainmentLevel::School, report::level_school, true),
    (AttainmentLevel::Parallel, report::level_parallel, false),
    (AttainmentLevel::Subject, report::level_subject, false),
    (AttainmentLevel::ParallelSubject, report::level_parallel_subject, false),
    (AttainmentLevel::Class, report::level_class, false),
    (AttainmentLevel::ClassSubject, report::level_class_subject, false),
];

/// Rows that stand open on the screen; in print more do.
const MOST_OPEN: usize = 8;

/// Sources named in one row.
const MOST_PLACES: usize = 3;

/// Rows of one table.
const MOST_ROWS: usize = 1500;

pub(super) fn sheet(page: &Page<'_>) -> Markup {
    html! {
        @if !page.study.attainment.is_empty() {
            section.sheet #attainment {
                h2 { (report::attainment(page.lang)) }
                p { (report::attainment_how(page.lang)) }
                @if page.study.attainment.iter().any(|row| row.attainment.other_scale) { p.note { (report::other_scale(page.lang)) } }
                @if page.many() { p.note { (report::region_attainment(page.lang)) } }
                // Of many schools the wide rows are read here, every class stands in the workbook.
                @for (level, name, open) in LEVELS.into_iter().take(if page.many() { 1 } else { LEVELS.len() }) { (block(page, level, name, open)) }
            }
        }
    }
}

fn block(page: &Page<'_>, level: AttainmentLevel, name: Word, open: bool) -> Markup {
    let mut rows: Vec<&AttainmentRow> = page.study.attainment.iter().filter(|row| row.level == level).collect();
    let school = |row: &AttainmentRow| page.study.school(&row.school).to_owned();
    // Stable: years and periods of one group keep their order.
    rows.sort_by(|a, b| natural(&school(a), &school(b)).then_with(|| natural(&a.group, &b.group)).then_with(|| a.subject.cmp(&b.subject)));
    let open = open && rows.len() <= MOST_OPEN;
    html! {
        @if !rows.is_empty() {
            details.card.opens[prints(level)] open[open] {
                summary { b { (name(page.lang)) } " " span.said { (report::rows(page.lang, rows.len())) } }
                (rows_table(page, &rows))
                @if !page.outside { (sources(page, &rows)) }
                @if rows.len() > MOST_ROWS { p.note { (report::rows_cut(page.lang, MOST_ROWS)) } }
            }
        }
    }
}

/// What a head prints: the school, its parallels and subjects.
const fn prints(level: AttainmentLevel) -> bool {
    matches!(level, AttainmentLevel::School | AttainmentLevel::Parallel | AttainmentLevel::Subject)
}

fn rows_table(page: &Page<'_>, rows: &[&AttainmentRow]) -> Markup {
    let lang = page.lang;
    let many = rows.iter().any(|row| Some(&row.school) != rows.first().map(|first| &first.school));
    let marks = marks(rows);
    let numbers = numbered(rows);
    let before = [report::column_what, report::column_year, report::column_period, report::column_n].map(|key| key(lang));
    let after =
        [report::column_pass, report::column_quality, report::column_sou, report::column_mean, report::from_where].map(|key| key(lang));
    let absent = rows.iter().any(|row| row.attainment.not_attested > 0).then(|| report::column_not_attested(lang));
    let head: Vec<String> =
        before.into_iter().chain(marks.iter().map(|mark| format!("«{mark}»"))).chain(absent.clone()).chain(after).collect();
    let cells = |row: &&AttainmentRow| {
        let a = &row.attainment;
        let school = if many { page.study.school(&row.school) } else { "" };
        let named: Vec<&str> = [school, &row.group, &row.subject].into_iter().filter(|part| !part.is_empty()).collect();
        let name = if named.is_empty() { page.study.school(&row.school).to_owned() } else { named.join(" · ") };
        let mut cells = vec![name, row.year.to_string(), names::period(page.study, &row.period, lang), words::count(lang, a.n)];
        let count = |mark: &u8| a.counts.iter().find(|(known, _)| known == mark).map_or(0, |(_, count)| *count);
        cells.extend(marks.iter().map(|mark| words::count(lang, count(mark))));
        cells.extend(absent.as_ref().map(|_| words::count(lang, a.not_attested)));
        cells.extend([share(a.pass, lang), share(a.quality, lang), a.sou.map_or("–".to_owned(), |sou| words::percent(lang, sou, 0))]);
        cells.push(a.mean.map_or("–".to_owned(), |[low, mean, high]| {
            format!("{} ({}–{})", words::number(lang, mean, 2), words::number(lang, low, 2), words::number(lang, high, 2))
        }));
        cells.push(places(&row.spans, &numbers));
        cells
    };
    let shown: Vec<Vec<String>> = rows.iter().take(MOST_ROWS).map(cells).collect();
    table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &shown, lang)
}

/// Sources of the rows by the number that stands for them in the table.
fn numbered(rows: &[&AttainmentRow]) -> BTreeMap<SourceId, usize> {
    let met: BTreeSet<SourceId> = rows.iter().take(MOST_ROWS).flat_map(|row| row.spans.iter().map(|span| span.first.source)).collect();
    met.into_iter().zip(1..).collect()
}

/// Where a row was read, in short: source 2, rows 10–38.
fn places(spans: &[Span], numbers: &BTreeMap<SourceId, usize>) -> String {
    let number = |span: &Span| numbers.get(&span.first.source).copied().unwrap_or(0);
    let one = |span: &Span| format!("[{}]\u{a0}{}", number(span), origin::range(span.first.row, span.last_row));
    let shown: Vec<String> = spans.iter().take(MOST_PLACES).map(one).collect();
    let more = if spans.len() > MOST_PLACES { format!(", … [{}]", spans.last().map_or(0, number)) } else { String::new() };
    if spans.is_empty() { "–".to_owned() } else { format!("{}{more}", shown.join(", ")) }
}

/// The sources behind the numbers in brackets.
fn sources(page: &Page<'_>, rows: &[&AttainmentRow]) -> Markup {
    let numbers = numbered(rows);
    html! {
        @if !numbers.is_empty() {
            details.numbers {
                summary { (report::from_where(page.lang)) }
                p.note { (report::attainment_from_how(page.lang)) }
                ul { @for (source, number) in &numbers { @if let Some(name) = origin::source_name(page, *source) { li { "[" (number) "] " (name) } } } }
            }
        }
    }
}

/// Marks met in the rows, highest first.
fn marks(rows: &[&AttainmentRow]) -> Vec<u8> {
    let mut marks: Vec<u8> = rows.iter().flat_map(|row| row.attainment.counts.iter().map(|(mark, _)| *mark)).collect();
    marks.sort_unstable_by(|a, b| b.cmp(a));
    marks.dedup();
    marks
}
