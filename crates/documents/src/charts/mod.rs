//! Every chart of every document: a [`Figure`] becomes SVG for the page, for Word and for PDF alike, black-and-white safe,
//! with a text alternative; and a table that says the same in numbers.
//!
//! The set is dark, references are grey bands or dashed lines, intervals are drawn, labels stand at what they name.

mod agreement;
mod axis;
mod canvas;
mod curves;
mod detectable;
mod funnel;
mod histogram;
mod intervals;
mod items;
mod series;
mod table;

use records::figure::{Figure, Plot};
use records::text::Lang;

pub use table::{FigureTable, alternative, table};

pub(crate) use canvas::ems;

use canvas::Canvas;

/// Width of a plot that stands at half of A4, units (CSS pixels on paper).
pub const HALF: f64 = 320.0;
/// Width of a plot that needs the whole measure.
pub const FULL: f64 = 660.0;

/// The plot as SVG: presentation attributes only, no ids, no scripts, fonts named "PT Sans"; the same figure gives the same bytes.
/// Title and caption of the figure are set by the document; the title and a description in words stand inside as text alternative.
#[must_use]
pub fn svg(figure: &Figure, lang: Lang) -> String {
    let width = if is_wide(figure) { FULL } else { HALF };
    let canvas = draw(&figure.plot, width, lang);
    canvas.finish(figure.title.in_lang(lang), &alternative(figure, lang))
}

/// Whether the plot needs the whole measure rather than half of it.
#[must_use]
pub fn is_wide(figure: &Figure) -> bool {
    match &figure.plot {
        Plot::Items { items, .. } => items.len() > 20,
        Plot::Curves { items, .. } => items.len() > 16,
        Plot::Histogram { observed, .. } => observed.len() > 62,
        Plot::Series { labels, .. } => labels.len() > 9,
        _ => false,
    }
}

fn draw(plot: &Plot, width: f64, lang: Lang) -> Canvas {
    match plot {
        Plot::Histogram { observed, expected, cuts, excess } => {
            histogram::draw(&histogram::Content { observed, expected, cuts, excess }, width, lang)
        }
        Plot::Agreement { bars } => agreement::draw(bars, width, lang),
        Plot::Items { items, reference } => items::draw(items, reference, width, lang),
        Plot::Funnel { dots, limits, axis } => funnel::draw(dots, limits, axis, width, lang),
        Plot::Detectable { mde, max, observed, axis } => detectable::draw(*mde, *max, *observed, axis, width, lang),
        Plot::Curves { items, curves } => curves::draw(items, curves, width, lang),
        Plot::Series { labels, lines, axis } => series::draw(labels, lines, axis, width, lang),
        Plot::Intervals { rows, axis, zero } => intervals::draw(rows, axis, *zero, width, lang),
    }
}

#[cfg(test)]
mod tests {
    use records::figure::{ItemPoint, Plot};
    use records::text::Text;
    use records::vocabulary::Format;

    use super::*;
    use crate::sample::{figures, keep};

    fn well_formed(svg: &str) {
        let mut reader = quick_xml::Reader::from_str(svg);
        while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
    }

    #[test]
    fn every_plot_is_well_formed_and_stands_alone() {
        for (index, figure) in figures::all().iter().enumerate() {
            for lang in [Lang::Ru, Lang::En] {
                let drawn = svg(figure, lang);
                keep(&format!("figure-{index:02}-{lang:?}.svg"), drawn.as_bytes());
                well_formed(&drawn);
                assert!(drawn.contains("<desc>") && drawn.contains("PT Sans"));
                for foreign in [" id=", "url(", "NaN", "inf", "class=", "style=", "{", "<pattern"] {
                    assert!(!drawn.contains(foreign), "{foreign} in {index}: {drawn}");
                }
                assert_eq!(drawn, svg(figure, lang), "the same figure gives the same bytes");
            }
        }
    }

    /// Degenerate content must not break a page: empty vectors, one point, values that are not numbers.
    #[test]
    fn nothing_breaks_on_empty_or_broken_numbers() {
        let bad = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
        let axis = Text::same("a < b & \"c\"");
        let plots = [
            Plot::Histogram { observed: vec![], expected: vec![], cuts: vec![(3, 99)], excess: vec![7] },
            Plot::Histogram { observed: vec![3], expected: vec![bad], cuts: vec![], excess: vec![0] },
            Plot::Agreement { bars: vec![] },
            Plot::Items { items: vec![], reference: Text::default() },
            Plot::Funnel { dots: vec![], limits: vec![bad], axis: axis.clone() },
            Plot::Detectable { mde: f64::NAN, max: 0.0, observed: Some(bad), axis: axis.clone() },
            Plot::Curves { items: vec![], curves: vec![] },
            Plot::Series { labels: vec![Text::default()], lines: vec![(Text::default(), vec![Some(bad)])], axis: axis.clone() },
            Plot::Intervals { rows: vec![(axis.clone(), bad)], axis, zero: 0.0 },
        ];
        for plot in plots {
            let figure = Figure { title: Text::same("<&>"), caption: Text::default(), plot };
            let drawn = svg(&figure, Lang::Ru);
            well_formed(&drawn);
            assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{drawn}");
            assert!(!table(&figure, Lang::En).head.is_empty());
        }
    }

    #[test]
    fn a_format_of_answers_is_said_where_one_is_given() {
        let Plot::Items { items, reference } = figures::items(2).plot else { panic!("items") };
        let said = |formats: [Option<Format>; 2], lang| {
            let items = items.iter().zip(formats).map(|(item, format)| ItemPoint { format, ..item.clone() }).collect();
            let plot = Plot::Items { items, reference: reference.clone() };
            let FigureTable { head, rows } = table(&Figure { title: Text::default(), caption: Text::default(), plot }, lang);
            (head.len(), rows.iter().map(|row| row[head.len() - 1].clone()).collect::<Vec<_>>())
        };
        let formats = [Some(Format::Short), None];
        assert_eq!(said(formats, Lang::Ru), (5, vec!["краткий".to_owned(), "–".to_owned()]));
        assert_eq!(said(formats, Lang::En).1, ["short", "–"]);
        assert_eq!(said([None, None], Lang::Ru).0, 4, "no column of a format that nobody gave");
    }

    #[test]
    fn russian_plots_have_decimal_commas() {
        let table = table(&figures::detectable(), Lang::Ru);
        assert_eq!(table.rows[0], ["Здесь", "1,20 (от \u{2212}1,40 до 3,80)"]);
    }
}
