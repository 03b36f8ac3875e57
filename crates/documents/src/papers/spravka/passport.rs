//! The main points, what was analysed, what these data can show at all.

use words::{papers, report};

use super::super::paper::Column;
use super::{Sheet, or_dash};
use crate::names;

/// Writes the sections.
pub(super) fn write(sheet: &mut Sheet) {
    main_points(sheet);
    passport(sheet);
    detectable(sheet);
}

fn main_points(sheet: &mut Sheet) {
    // Sets worth a look have their table and their pages: they are not told a third time here.
    let looked: Vec<String> = sheet.study.sets.iter().filter(|set| set.look).map(|set| sheet.say(&set.title)).collect();
    let told_below = |sentence: &String| !sheet.outside && looked.iter().any(|title| sentence.contains(title));
    let sentences: Vec<String> =
        sheet.study.headline.sentences.iter().map(|text| sheet.say(text)).filter(|sentence| !told_below(sentence)).collect();
    let title = sheet.head(papers::main);
    sheet.paper.heading(1, title);
    for (index, sentence) in sentences.into_iter().enumerate() {
        if index == 0 { sheet.paper.lead(sentence) } else { sheet.paper.text(sentence) }
    }
    let caution = sheet.head(papers::caution);
    sheet.paper.note(caution);
}

fn passport(sheet: &mut Sheet) {
    let title = sheet.head(papers::passport);
    sheet.paper.heading(1, title);
    // Who did not write would be found by subtraction.
    let inside = !sheet.outside;
    let mut columns = vec![
        Column::words(sheet.head(papers::col_work), 12),
        Column::words(sheet.head(papers::col_date), 3),
        Column::numbers(sheet.head(papers::col_wrote), 3),
        Column::numbers(sheet.head(papers::col_max), 3),
        Column::words(sheet.head(papers::col_scale), 8),
    ];
    if inside {
        columns.insert(2, Column::numbers(sheet.head(papers::col_listed), 3));
    }
    let works = names::works(sheet.study, sheet.lang).into_iter().filter_map(|index| sheet.study.works.get(index));
    let rows = works.map(|work| {
        let scripts = or_dash(work.scripts.map(|scripts| scripts.to_string()));
        let date = or_dash(work.date.map(|date| date.strftime("%d.%m.%Y").to_string()));
        let cuts = work.cuts.iter().map(|(mark, score)| format!("«{mark}»\u{a0}{score}")).collect::<Vec<_>>().join(",\u{a0}");
        let scale = if cuts.is_empty() { "—".to_owned() } else { cuts };
        let mut row = vec![sheet.say(&work.title), date, scripts, work.max.to_string(), scale];
        if inside {
            row.insert(2, or_dash(work.listed.map(|listed| listed.to_string())));
        }
        row
    });
    let rows = rows.collect();
    let title = sheet.head(papers::table_works);
    sheet.paper.table(title, columns, rows);
    let notes: std::collections::BTreeSet<String> = sheet.study.works.iter().map(|work| sheet.say(&work.regime_note)).collect();
    for note in notes {
        sheet.paper.note(note);
    }
    let beyond: Vec<String> = sheet.study.beyond.iter().map(|text| sheet.say(text)).collect();
    if !beyond.is_empty() {
        let title = sheet.head(report::data_beyond);
        sheet.paper.text(title);
        sheet.paper.list(beyond);
    }
}

fn detectable(sheet: &mut Sheet) {
    let mut shares: Vec<f64> =
        sheet.study.sets.iter().filter_map(|set| Some(set.mde? / f64::from(sheet.study.works.get(set.work)?.max.max(1)))).collect();
    shares.sort_by(f64::total_cmp);
    let title = sheet.head(papers::detectable);
    sheet.paper.heading(1, title);
    let text = match (shares.first(), shares.get(shares.len() / 2), shares.last()) {
        (Some(best), Some(middle), Some(worst)) => papers::detectable_text(
            sheet.lang,
            shares.len(),
            words::percent(sheet.lang, *middle, 0),
            words::percent(sheet.lang, *best, 0),
            words::percent(sheet.lang, *worst, 0),
        ),
        _ => sheet.head(papers::detectable_none),
    };
    sheet.paper.text(text);
}
