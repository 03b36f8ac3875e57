//! Attainment from marks: успеваемость, качество, СОУ, mean, by school, parallel, subject, class and period.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use records::provenance::SourceId;
use records::study::{AttainmentLevel, AttainmentRow, Span};

use super::parts::{share, table};
use super::{Page, origin};

/// Levels from the widest down: what stands open, what is folded.
const LEVELS: [(AttainmentLevel, &str, bool); 6] = [
    (AttainmentLevel::School, "level-school", true),
    (AttainmentLevel::Parallel, "level-parallel", true),
    (AttainmentLevel::Subject, "level-subject", true),
    (AttainmentLevel::ParallelSubject, "level-parallel-subject", false),
    (AttainmentLevel::Class, "level-class", false),
    (AttainmentLevel::ClassSubject, "level-class-subject", false),
];

/// Sources named in one row.
const MOST_PLACES: usize = 3;

/// Rows of one table.
const MOST_ROWS: usize = 1500;

pub(super) fn sheet(page: &Page<'_>) -> Markup {
    html! {
        @if !page.study.attainment.is_empty() {
            section.sheet #attainment {
                h2 { (page.w.t("report-attainment")) }
                p { (page.w.t("report-attainment-how")) }
                @if page.many() { p.note { (page.w.t("region-attainment")) } }
                // Of many schools the wide rows are read here, every class stands in the workbook.
                @for (level, name, open) in LEVELS.into_iter().take(if page.many() { 1 } else { LEVELS.len() }) { (block(page, level, name, open)) }
            }
        }
    }
}

fn block(page: &Page<'_>, level: AttainmentLevel, name: &'static str, open: bool) -> Markup {
    let rows: Vec<&AttainmentRow> = page.study.attainment.iter().filter(|row| row.level == level).collect();
    let open = open && rows.len() <= 40;
    html! {
        @if !rows.is_empty() {
            details.card.opens[prints(level)] open[open] {
                summary { b { (page.w.t(name)) } " " span.said { (page.w.with("report-rows", [("n", rows.len().into())])) } }
                (rows_table(page, &rows))
                @if !page.outside { (sources(page, &rows)) }
                @if rows.len() > MOST_ROWS { p.note { (page.w.with("report-rows-cut", [("shown", MOST_ROWS.into())])) } }
            }
        }
    }
}

/// What a head prints: the school, its parallels and subjects.
const fn prints(level: AttainmentLevel) -> bool {
    matches!(level, AttainmentLevel::School | AttainmentLevel::Parallel | AttainmentLevel::Subject)
}

fn rows_table(page: &Page<'_>, rows: &[&AttainmentRow]) -> Markup {
    let w = page.w;
    let many = rows.iter().any(|row| Some(&row.school) != rows.first().map(|first| &first.school));
    let marks = marks(rows);
    let numbers = numbered(rows);
    let before = ["column-what", "column-year", "column-period", "column-n"].map(|key| w.t(key));
    let after = ["column-pass", "column-quality", "column-sou", "column-mean", "report-from-where"].map(|key| w.t(key));
    let absent = rows.iter().any(|row| row.attainment.not_attested > 0).then(|| w.t("column-not-attested"));
    let head: Vec<String> =
        before.into_iter().chain(marks.iter().map(|mark| format!("«{mark}»"))).chain(absent.clone()).chain(after).collect();
    let cells =
        |row: &&AttainmentRow| {
            let a = &row.attainment;
            let school = if many { row.school.as_str() } else { "" };
            let named: Vec<&str> = [school, &row.group, &row.subject].into_iter().filter(|part| !part.is_empty()).collect();
            let name = if named.is_empty() { row.school.clone() } else { named.join(" · ") };
            let mut cells = vec![name, row.year.to_string(), period(page, &row.period), w.count(a.n)];
            let count = |mark: &u8| a.counts.iter().find(|(known, _)| known == mark).map_or(0, |(_, count)| *count);
            cells.extend(marks.iter().map(|mark| w.count(count(mark))));
            cells.extend(absent.as_ref().map(|_| w.count(a.not_attested)));
            cells.extend([share(a.pass, w), share(a.quality, w), a.sou.map_or("–".to_owned(), |sou| w.percent(sou, 0))]);
            cells.push(a.mean.map_or("–".to_owned(), |[low, mean, high]| {
                format!("{} ({}–{})", w.number(mean, 2), w.number(low, 2), w.number(high, 2))
            }));
            cells.push(places(&row.spans, &numbers));
            cells
        };
    let shown: Vec<Vec<String>> = rows.iter().take(MOST_ROWS).map(cells).collect();
    table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &shown, w)
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
                summary { (page.w.t("report-from-where")) }
                p.note { (page.w.t("attainment-from-how")) }
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

/// A period in words; a procedure by the title of its work.
fn period(page: &Page<'_>, code: &str) -> String {
    if let Some(work) = page.study.works.iter().find(|work| work.procedure == code) {
        return page.w_text(&work.title).to_owned();
    }
    page.w.period(code).unwrap_or_else(|| code.to_owned())
}
