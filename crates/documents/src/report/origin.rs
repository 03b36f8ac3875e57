//! «Откуда?»: file, sheet, rows and columns behind the numbers of a set.
//! covers: D8

use maud::{Markup, html};
use records::provenance::{Origin, Source, SourceId, column_letters};
use records::study::{SetStudy, Span, UnitStudy};
use words::{Word, report};

use super::Page;

/// Runs of rows and sheets that are listed.
const MOST_SPANS: usize = 24;

/// Where the numbers of a set were read.
pub(super) fn section(page: &Page<'_>, set: &SetStudy, id: &str) -> Markup {
    let spans: Vec<(Option<&Source>, String)> =
        set.spans.iter().map(|span| (source(page, span.first), rows(page, span.first.row, span.last_row))).collect();
    html! {
        details.numbers.from id=(id) {
            summary { (report::from_where(page.lang)) }
            @if spans.is_empty() { p.note { (report::from_unknown(page.lang)) } }
            @for (source, rows) in &spans {
                @if let Some(source) = source { p.note { (named(page, source)) ", " (rows) ". " (columns(page, source)) } }
            }
        }
    }
}

/// File, sheet and rows of a set in short.
pub(super) fn short(page: &Page<'_>, set: &SetStudy) -> String {
    crate::places::of_set(page.study, set, page.lang).unwrap_or_else(|| report::from_unknown(page.lang))
}

/// Where the registers of a unit that is no result set were read; outside the school places in files are not told.
pub(super) fn unit_rows(page: &Page<'_>, spans: &[Span], id: &str) -> Markup {
    html! {
        details.numbers.from id=(id) {
            summary { (report::from_where(page.lang)) }
            @if spans.is_empty() || page.outside { p.note { (report::from_units_unknown(page.lang)) } }
            @else {
                @for span in spans.iter().take(MOST_SPANS) {
                    @if let Some(source) = source(page, span.first) { p.note { (named(page, source)) ", " (rows(page, span.first.row, span.last_row)) ". " (columns(page, source)) } }
                }
                p.note { (report::from_units_how(page.lang)) }
            }
        }
    }
}

/// Where the numbers of a wider unit were read: its sets' rows, those of one sheet together.
pub(super) fn unit(page: &Page<'_>, unit: &UnitStudy, id: &str) -> Markup {
    let mut spans: Vec<Span> =
        unit.sets.iter().filter_map(|set| page.study.sets.get(*set)).flat_map(|set| set.spans.iter().copied()).collect();
    spans.sort_by_key(|span| span.first);
    let group = |spans: &[Span]| {
        let list: Vec<String> = spans.iter().take(MOST_SPANS).map(|span| range(span.first.row, span.last_row)).collect();
        let more = if spans.len() > MOST_SPANS { " …" } else { "" };
        let rows = report::from_several_rows(page.lang, format!("{}{more}", list.join(", ")));
        let source = spans.first().and_then(|span| source(page, span.first));
        source.map_or(rows.clone(), |source| format!("{}, {rows}. {}", named(page, source), columns(page, source)))
    };
    html! {
        div.from id=(id) {
            h3 { (report::from_where(page.lang)) }
            @if spans.is_empty() { p.note { (report::from_unknown(page.lang)) } }
            @for spans in spans.chunk_by(|a, b| a.first.source == b.first.source).take(MOST_SPANS) { p.note { (group(spans)) } }
        }
    }
}

/// Rows counted from one: 10–38.
pub(super) fn range(first: u32, last: u32) -> String {
    let one = |row: u32| (u64::from(row) + 1).to_string();
    if first == last { one(first) } else { format!("{}–{}", one(first), one(last)) }
}

/// One cell's or row's place in words: file, sheet, row.
pub(super) fn place(page: &Page<'_>, origin: Origin) -> String {
    let row = rows(page, origin.row, origin.row);
    source(page, origin).map_or(row.clone(), |source| format!("{}, {row}", named(page, source)))
}

/// Several rows in words, those of one sheet together: file, sheet, rows 9, 10, 12.
pub(super) fn places(page: &Page<'_>, origins: impl Iterator<Item = Origin>) -> Vec<String> {
    crate::places::several(page.study, origins, page.lang)
}

/// File and sheet of a source.
pub(super) fn source_name(page: &Page<'_>, source: SourceId) -> Option<String> {
    page.study.sources.get(source.0 as usize).map(|source| named(page, source))
}

fn source<'a>(page: &Page<'a>, origin: Origin) -> Option<&'a Source> {
    crate::places::source(page.study, origin)
}

fn named(page: &Page<'_>, source: &Source) -> String {
    crate::places::named(source, page.lang)
}

/// Rows counted from one, as spreadsheets show them.
fn rows(page: &Page<'_>, first: u32, last: u32) -> String {
    crate::places::rows(first, last, page.lang)
}

fn columns(page: &Page<'_>, source: &Source) -> String {
    let list: Vec<String> =
        source.columns.iter().map(|(name, column)| format!("{}\u{a0}– {}", field(page, name), column_letters(*column))).collect();
    if list.is_empty() { String::new() } else { report::from_columns(page.lang, list.join(", ")) }
}

/// Names of columns as importers call them, with the words for people; items and words of the file itself stand as they are.
const FIELDS: [(&str, Word); 37] = [
    ("school", report::field_school),
    ("school_name", report::field_school_name),
    ("municipality", report::field_municipality),
    ("code", report::field_code),
    ("participant", report::field_participant),
    ("person", report::field_person),
    ("class", report::field_class),
    ("grade", report::field_grade),
    ("subject", report::field_subject),
    ("kim", report::field_kim),
    ("procedure", report::field_procedure),
    ("variant", report::field_variant),
    ("total", report::field_total),
    ("score", report::field_score),
    ("primary", report::field_primary),
    ("short", report::field_short),
    ("extended", report::field_extended),
    ("mark", report::field_mark),
    ("prior", report::field_prior),
    ("room", report::field_room),
    ("status", report::field_status),
    ("year", report::field_year),
    ("period", report::field_period),
    ("date", report::field_date),
    ("teacher", report::field_teacher),
    ("observer", report::field_observer),
    ("average", report::field_average),
    ("count", report::field_count),
    ("scope", report::field_scope),
    ("area", report::field_area),
    ("n", report::field_n),
    ("key", report::field_key),
    ("share", report::field_share),
    ("exam", report::field_exam),
    ("degree", report::field_degree),
    ("candidate", report::field_candidate),
    ("awarded", report::field_awarded),
];

/// A column's name in the reader's language.
fn field(page: &Page<'_>, name: &str) -> String {
    if let Some((_, key)) = FIELDS.iter().find(|(code, _)| *code == name) {
        return key(page.lang);
    }
    // A column of marks is called by its subject and the code of its period: «Русский язык q1».
    let of_period = name.rsplit_once(' ').and_then(|(subject, code)| Some((subject, words::period(page.lang, code)?)));
    of_period.map_or_else(|| name.to_owned(), |(subject, period)| format!("{subject}, {period}"))
}

#[cfg(test)]
mod tests {
    use records::text::Lang;

    #[test]
    fn columns_are_named_in_the_language_of_the_report() {
        let sample = crate::sample::sample();
        let mut sample = sample;
        sample.study.sources[0].columns =
            vec![("school".to_owned(), 0), ("prior".to_owned(), 24), ("10.2К1".to_owned(), 25), ("Русский язык q1".to_owned(), 2)];
        let material = sample.material(Lang::Ru);
        let report = crate::report::html(&material);
        assert!(
            report.contains("школа\u{a0}– A, отметка в журнале\u{a0}– Y, 10.2К1\u{a0}– Z, Русский язык, 1 четверть\u{a0}– C"),
            "{report}"
        );
    }
}
