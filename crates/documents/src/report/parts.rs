//! Parts that every sheet uses: chips, figures with their tables, tables, numbers with units.

use jiff::civil::Date;
use maud::{Markup, PreEscaped, html};
use records::figure::Figure;
use records::text::Lang;
use records::vocabulary::{Chip, Unit};
use words::report;

use super::Page;
use crate::charts;

/// The mark of a verdict: shape first, so that no colour is needed.
pub(super) fn shape(chip: Chip) -> Markup {
    let body = match chip {
        Chip::TooLittle => "<path d=\"M6 1L11 6L6 11L1 6Z\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.4\"/>",
        Chip::Ordinary => "<circle cx=\"6\" cy=\"6\" r=\"4.6\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.4\"/>",
        Chip::Look => "<path d=\"M6 .6L11.4 6L6 11.4L.6 6Z\" fill=\"currentColor\"/>",
        Chip::Confirmed => "<path d=\"M1.5 1.5h9v9h-9Z\" fill=\"currentColor\"/>",
    };
    html! { svg.shape viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" { (PreEscaped(body)) } }
}

/// Shape and words of a verdict.
pub(super) fn chip(chip: Chip, lang: Lang) -> Markup {
    html! { span class={ "chip " (chip.code()) } { (shape(chip)) (chip.label().in_lang(lang)) } }
}

/// A figure: the finding as its title, the plot, how to read it, where it comes from, its table one click away.
pub(super) fn figure(page: &Page<'_>, figure: &Figure, from: &str) -> Markup {
    let lang = page.lang;
    let class = if charts::is_wide(figure) { "wide" } else { "half" };
    html! {
        figure class=(class) {
            p.finding { (page.say(&figure.title)) }
            (PreEscaped(charts::svg(figure, lang)))
            figcaption {
                (page.say(&figure.caption))
                @if !from.is_empty() { " " a href={ "#" (from) } { (report::from_where(page.lang)) } }
                (figure_table(page, figure))
            }
        }
    }
}

fn figure_table(page: &Page<'_>, figure: &Figure) -> Markup {
    let content = charts::table(figure, page.lang);
    html! {
        details.numbers {
            summary { (report::as_table(page.lang)) }
            (table(&content.head.iter().map(String::as_str).collect::<Vec<_>>(), &content.rows, page.lang))
        }
    }
}

/// A table of plain texts: the first column names the row; columns of words stand left, columns of numbers right.
pub(super) fn table(head: &[&str], rows: &[Vec<String>], lang: Lang) -> Markup {
    let wordy: Vec<bool> = (0..head.len()).map(|column| rows.iter().filter_map(|row| row.get(column)).any(|cell| is_wordy(cell))).collect();
    // No attribute at all where there is nothing to say: a report on a region has twenty thousand cells.
    let class = |column: usize| wordy.get(column).copied().unwrap_or(false).then_some("t");
    let long = |cell: &str| (cell.chars().count() > 26).then_some("long");
    html! {
        div.scroll tabindex="0" role="group" aria-label={ (report::table(lang)) ": " (head.iter().take(3).copied().collect::<Vec<_>>().join(", ")) } {
            table {
                thead { tr { @for (column, name) in head.iter().enumerate() { th class=[class(column)] scope="col" { (name) } } } }
                tbody {
                    @for row in rows {
                        tr {
                            @for (column, cell) in row.iter().enumerate() {
                                @if column == 0 { th class=[long(cell)] scope="row" { (cell) } } @else { td class=[class(column)] { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Whether a cell is read rather than compared: three letters in a row.
fn is_wordy(cell: &str) -> bool {
    cell.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 2)
}

/// Figures side by side.
pub(super) fn figures<'a>(page: &Page<'_>, list: impl IntoIterator<Item = &'a Figure>, from: &str) -> Markup {
    let drawn: Vec<Markup> = list.into_iter().map(|one| figure(page, one, from)).collect();
    html! { @if !drawn.is_empty() { div.figures { @for one in &drawn { (one) } } } }
}

/// A list of sentences.
pub(super) fn sentences<'a>(items: impl IntoIterator<Item = &'a str>) -> Markup {
    let items: Vec<&str> = items.into_iter().collect();
    html! { @if !items.is_empty() { ul { @for item in items { li { (item) } } } } }
}

/// The day the report is of, or that the data know none.
pub(super) fn as_of(page: &Page<'_>) -> String {
    page.study.as_of.map_or_else(|| report::no_date(page.lang), |day| date(day, page.lang))
}

/// A day as people write it: 28.04.2026.
pub(super) fn date(date: Date, lang: Lang) -> String {
    match lang {
        records::text::Lang::Ru => format!("{:02}.{:02}.{}", date.day(), date.month(), date.year()),
        records::text::Lang::En => date.to_string(),
    }
}

/// Decimals that suit a unit.
pub(super) const fn digits(unit: Unit) -> usize {
    match unit {
        Unit::Marks | Unit::Logit => 2,
        _ => 1,
    }
}

/// An effect with its sign: +3,1.
pub(super) fn signed(value: f64, digits: usize, lang: Lang) -> String {
    let text = words::number(lang, value, digits);
    let positive = value > 0.0 && text.chars().any(|c| ('1'..='9').contains(&c));
    if positive { format!("+{text}") } else { text }
}

/// A probability as people read it: three decimals, never a bare zero.
pub(super) fn probability(p: f64, lang: Lang) -> String {
    if p < 0.001 { format!("<\u{a0}{}", words::number(lang, 0.001, 3)) } else { words::number(lang, p, 3) }
}

/// A probability with its letter: «p = 0,013», «p < 0,001».
pub(super) fn stated(letter: &str, p: f64, lang: Lang) -> String {
    let sign = if p < 0.001 { "" } else { "=\u{a0}" };
    format!("{letter}\u{a0}{sign}{}", probability(p, lang))
}

/// A share with its interval: «86 % (69–95)».
pub(super) fn share(triple: Option<[f64; 3]>, lang: Lang) -> String {
    triple.map_or("–".to_owned(), |[low, middle, high]| {
        format!("{} ({}–{})", words::percent(lang, middle, 0), words::number(lang, 100.0 * low, 0), words::number(lang, 100.0 * high, 0))
    })
}

impl Page<'_> {
    /// A text in the language of the report.
    pub(super) fn say<'t>(&self, text: &'t records::text::Text) -> &'t str {
        text.in_lang(self.lang)
    }
}
