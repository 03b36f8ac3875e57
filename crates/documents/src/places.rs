//! Where something was read, in words: file, sheet, rows. The same in every document.

use records::provenance::{Origin, Source};
use records::study::{SetStudy, Study};
use records::text::Lang;
use words::report;

/// File and sheet of a source.
pub(crate) fn named(source: &Source, lang: Lang) -> String {
    match &source.sheet {
        Some(sheet) => report::from_sheet(lang, source.file.as_str(), sheet.as_str()),
        None => report::from_file(lang, source.file.as_str()),
    }
}

/// Rows counted from one, as spreadsheets show them.
pub(crate) fn rows(first: u32, last: u32, lang: Lang) -> String {
    let one = |row: u32| (u64::from(row) + 1).to_string();
    if first == last { report::from_row(lang, one(first)) } else { report::from_rows(lang, one(first), one(last)) }
}

/// The source of an origin.
pub(crate) fn source(study: &Study, origin: Origin) -> Option<&Source> {
    study.sources.get(origin.source.0 as usize)
}

/// File, sheet and rows of the scripts of a set.
pub(crate) fn of_set(study: &Study, set: &SetStudy, lang: Lang) -> Option<String> {
    let one = |span: &records::study::Span| {
        let rows = rows(span.first.row, span.last_row, lang);
        source(study, span.first).map_or(rows.clone(), |source| format!("{}, {rows}", named(source, lang)))
    };
    (!set.spans.is_empty()).then(|| set.spans.iter().map(one).collect::<Vec<_>>().join("; "))
}

/// Several rows in words, those of one sheet together: file, sheet, rows 9, 10, 12.
pub(crate) fn several(study: &Study, origins: impl Iterator<Item = Origin>, lang: Lang) -> Vec<String> {
    let mut all: Vec<Origin> = origins.collect();
    all.sort_unstable();
    all.dedup();
    let group = |origins: &[Origin]| {
        let list: Vec<String> = origins.iter().map(|origin| (u64::from(origin.row) + 1).to_string()).collect();
        let rows = match list.as_slice() {
            [one] => report::from_row(lang, one.as_str()),
            _ => report::from_several_rows(lang, list.join(", ")),
        };
        origins.first().and_then(|origin| source(study, *origin)).map_or(rows.clone(), |source| format!("{}, {rows}", named(source, lang)))
    };
    all.chunk_by(|a, b| a.source == b.source).map(group).collect()
}
