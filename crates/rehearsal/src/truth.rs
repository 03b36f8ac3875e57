//! The truth tables of the harness: CSV for programs, one page for people.
//! covers: D2

use crate::harness::{Cell, Table, judged};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use records::text::{Lang, Phrase, Text, number};

use documents::{Document, DocumentsError, charts, csv_document, csv_text, style_sheet};

const TITLE: Phrase = Phrase {
    ru: "Таблицы истины: как часто программа ошибается", en: "Truth tables: how often the program errs"
};

const HOW: Phrase = Phrase {
    ru: "Смоделированные регионы с известной истиной прошли весь анализ. Каждое число — со статистической ошибкой самого опыта \
         (± одна стандартная ошибка). На настоящих данных истина неизвестна, поэтому измерить это можно только так.",
    en: "Simulated regions with known truth went through the whole analysis. Every figure carries the statistical error of the experiment \
         itself (± one standard error). On real data the truth is unknown, so this is the only way to measure it.",
};

/// Every table as CSV, and `truth.html`. `how` is the line that repeats the measurement.
///
/// # Errors
/// [`DocumentsError`] where a table cannot be written.
pub fn documents(tables: &[Table], how: &str, lang: Lang, version: &str) -> Result<Vec<Document>, DocumentsError> {
    let mut documents: Vec<Document> = tables.iter().map(|table| csv(table, lang)).collect::<Result<_, _>>()?;
    documents.push(Document { name: "truth.html".to_owned(), bytes: page(tables, how, lang, version).into_string().into_bytes() });
    Ok(documents)
}

/// One table: an estimate takes two columns, the value and its standard error.
fn csv(table: &Table, lang: Lang) -> Result<Document, DocumentsError> {
    let wide: Vec<bool> = (0..table.head.len()).map(|column| is_estimate(table, column)).collect();
    let names = table.head.iter().zip(&wide).flat_map(|((code, _), wide)| {
        let error = wide.then(|| format!("{code}_error"));
        std::iter::once((*code).to_owned()).chain(error)
    });
    let head: Vec<String> = names.collect();
    let rows = table.rows.iter().map(|row| row.iter().zip(&wide).flat_map(|(cell, wide)| digits(cell, *wide, lang)).collect());
    csv_document(&format!("{}.csv", table.id), &head.iter().map(String::as_str).collect::<Vec<_>>(), rows)
}

fn is_estimate(table: &Table, column: usize) -> bool {
    table.rows.iter().any(|row| matches!(row.get(column), Some(Cell::Estimate(_))))
}

/// A cell with every digit; two cells where the column has estimates.
fn digits(cell: &Cell, wide: bool, lang: Lang) -> Vec<String> {
    let (value, error) = match cell {
        Cell::Estimate(found) => (found.value.to_string(), found.error.to_string()),
        other => (csv_text(&plain(other, lang)), String::new()),
    };
    if wide { vec![value, error] } else { vec![value] }
}

/// A cell as people read it.
#[must_use]
pub fn plain(cell: &Cell, lang: Lang) -> String {
    match cell {
        Cell::Words(text) => text.in_lang(lang).to_owned(),
        Cell::Code(code) => code.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Estimate(found) => {
            let digits = if found.value.abs() >= 10.0 { 1 } else { 4 };
            format!("{} ± {}", number(found.value, digits, lang), number(found.error, digits, lang))
        }
        Cell::Holds(true) => if lang == Lang::Ru { "держится" } else { "holds" }.to_owned(),
        Cell::Holds(false) => if lang == Lang::Ru { "не держится" } else { "does not hold" }.to_owned(),
        Cell::Empty => String::new(),
    }
}

fn page(tables: &[Table], how: &str, lang: Lang, version: &str) -> Markup {
    let verdicts = judged(tables);
    let (looked, broken) = (verdicts.looked_at, verdicts.broken);
    let told = Text::new(
        format!("Проверено обещаний: {looked}. Не держится: {broken}."),
        format!("Promises looked at: {looked}. Not holding: {broken}."),
    );
    html! {
        (DOCTYPE)
        html lang=(if lang == Lang::Ru { "ru" } else { "en" }) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'";
                title { (TITLE.in_lang(lang)) }
                style { (PreEscaped(style_sheet())) }
            }
            body {
                main #main {
                    section.sheet {
                        h1 { (TITLE.in_lang(lang)) }
                        p { (HOW.in_lang(lang)) }
                        p { (told.in_lang(lang)) }
                        p.note { code { (how) } " · objektiv " (version) }
                    }
                    @for table in tables { (section(table, lang)) }
                }
            }
        }
    }
}

fn section(table: &Table, lang: Lang) -> Markup {
    html! {
        section.sheet id=(table.id) {
            h2 { (table.title.in_lang(lang)) }
            p { (table.note.in_lang(lang)) }
            @if let Some(figure) = &table.figure {
                div.figures {
                    figure class=(if charts::is_wide(figure) { "wide" } else { "half" }) {
                        p.finding { (figure.title.in_lang(lang)) }
                        (PreEscaped(charts::svg(figure, lang)))
                        figcaption { (figure.caption.in_lang(lang)) }
                    }
                }
            }
            div.scroll tabindex="0" role="region" aria-label=(table.title.in_lang(lang)) {
                table {
                    thead { tr { @for (_, name) in &table.head { th scope="col" { (name.in_lang(lang)) } } } }
                    tbody { @for row in &table.rows { tr { @for (column, cell) in row.iter().enumerate() { (entry(column, cell, lang)) } } } }
                }
            }
        }
    }
}

/// The first column names the row; words stand left, numbers right.
fn entry(column: usize, cell: &Cell, lang: Lang) -> Markup {
    let worded = matches!(cell, Cell::Words(_) | Cell::Code(_) | Cell::Holds(_));
    html! { @if column == 0 { th.t scope="row" { (plain(cell, lang)) } } @else { td class=[worded.then_some("t")] { (plain(cell, lang)) } } }
}

#[cfg(test)]
mod tests {
    use crate::harness::Estimate;

    use super::*;

    fn table() -> Table {
        Table {
            id: "calibration",
            title: Text::new("Заглавие", "Title"),
            note: Text::same("="),
            head: vec![("cell", Text::same("cell")), ("share", Text::same("share")), ("holds", Text::same("B16"))],
            rows: vec![
                vec![Cell::Words(Text::same("=all")), Cell::Estimate(Estimate { value: 0.0062, error: 0.0008, n: 100 }), Cell::Holds(true)],
                vec![Cell::Code("x".into()), Cell::Empty, Cell::Empty],
            ],
            figure: None,
        }
    }

    #[test]
    fn a_figure_never_goes_without_its_error() {
        let made = documents(&[table()], "objektiv bench truth", Lang::Ru, "0").unwrap();
        let csv = std::str::from_utf8(&made[0].bytes).unwrap();
        assert_eq!(csv, "\u{feff}cell,share,share_error,holds\n'=all,0.0062,0.0008,держится\nx,,,\n");
        let html = std::str::from_utf8(&made[1].bytes).unwrap();
        assert!(html.contains("0,0062 ± 0,0008") && html.contains("держится"));
    }
}
