//! Numbers agree with their nouns in every document made of real analyses.

use records::text::Lang;

use crate::agreement::disagreements;
use crate::sample::{inside, rehearsal, sample};

/// The text of a page: what stands between its marks, with a gap where a mark stood.
fn page(html: &str) -> String {
    let body = html.split("</style>").last().unwrap_or_default();
    body.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect::<Vec<_>>().join(" \u{1} ")
}

#[test]
fn numbers_agree_in_every_document() {
    let made = sample();
    for lang in [Lang::Ru, Lang::En] {
        let materials = [made.material(lang), inside(rehearsal::study(), lang), inside(rehearsal::region(), lang)];
        for material in &materials {
            let mut texts = vec![page(&crate::report::html(material)), crate::papers::sample::said(material)];
            for text in &texts {
                let empty = [": .", ": ,", ": ;", "«»", " .\u{a0}", "(, "].into_iter().find(|slot| text.contains(slot));
                assert_eq!(empty, None, "a place for a value that stayed empty");
            }
            let body = crate::report::html(material);
            let spoken = body.split("</style>").last().unwrap_or_default();
            assert!(!spoken.contains(": .") && !spoken.contains("«»"), "the same in words for those who do not see a chart");
            let tables = crate::tables::all(material).unwrap();
            let told = tables.iter().filter(|table| table.name.ends_with(".csv"));
            let column = if lang == Lang::Ru { "_ru" } else { "_en" };
            texts.extend(told.map(|table| columns(&table.bytes, column)));
            let wrong: std::collections::BTreeSet<String> = texts.iter().flat_map(|text| disagreements(text, lang)).collect();
            assert!(wrong.is_empty(), "{wrong:#?}");
        }
    }
}

/// The columns of one language.
fn columns(bytes: &[u8], ending: &str) -> String {
    let mut rows = csv::Reader::from_reader(bytes);
    let wanted: Vec<usize> =
        rows.headers().unwrap().iter().enumerate().filter(|(_, head)| head.ends_with(ending)).map(|(at, _)| at).collect();
    let cells = |row: csv::StringRecord| wanted.iter().filter_map(|at| row.get(*at)).collect::<Vec<_>>().join(" \u{1} ");
    rows.records().map(|row| cells(row.unwrap())).collect::<Vec<_>>().join(" \u{1} ")
}
