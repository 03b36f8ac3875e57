//! The table of a figure: one click away from the plot, and its text alternative in one sentence.

use records::figure::{AgreementBar, Figure, ItemPoint, Plot};
use records::text::Lang;
use records::vocabulary::Format;
use words::charts;

/// The numbers of a figure as a table for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureTable {
    /// Column names, with units.
    pub head: Vec<String>,
    /// Rows; the first cell names the row.
    pub rows: Vec<Vec<String>>,
}

/// The numbers of a figure, written the reader's way.
#[must_use]
pub fn table(figure: &Figure, lang: Lang) -> FigureTable {
    let (head, rows) = match &figure.plot {
        Plot::Histogram { observed, expected, .. } => histogram(observed, expected, lang),
        Plot::Agreement { bars } => agreement(bars, lang),
        Plot::Items { items, .. } => points(items, lang),
        Plot::Funnel { dots, limits, axis } => {
            let mut rows: Vec<Vec<String>> = dots
                .iter()
                .filter(|dot| dot.own)
                .map(|dot| vec![charts::this_set(lang), words::number(lang, dot.n, 0), words::number(lang, dot.effect, 2)])
                .collect();
            rows.extend(
                thinned(limits)
                    .into_iter()
                    .map(|l| vec![charts::table_limits(lang), words::number(lang, l[0], 0), words::range(lang, l[1], l[2], 2)]),
            );
            (vec![charts::table_what(lang), "n".into(), axis.in_lang(lang).to_owned()], rows)
        }
        Plot::Detectable { mde, max, observed, axis } => {
            let mut rows = vec![
                vec![charts::table_mde(lang), words::number(lang, *mde, 2)],
                vec![charts::table_axis_end(lang), words::number(lang, *max, 2)],
            ];
            if let Some([low, middle, high]) = observed {
                let value = format!("{} ({})", words::number(lang, *middle, 2), words::range(lang, *low, *high, 2));
                rows.insert(0, vec![charts::table_observed(lang), value]);
            }
            (vec![charts::table_what(lang), axis.in_lang(lang).to_owned()], rows)
        }
        Plot::Curves { items, curves } => {
            let mut head = vec![charts::table_item(lang)];
            head.extend(curves.iter().map(|curve| format!("«{}», n\u{a0}=\u{a0}{}", curve.mark, curve.n)));
            let cell = |share: Option<f64>| share.map_or("–".to_owned(), |share| words::percent(lang, share, 0));
            let row = |(i, item): (usize, &String)| {
                let mut row = vec![item.clone()];
                row.extend(curves.iter().map(|curve| cell(curve.shares.get(i).copied().flatten())));
                row
            };
            (head, items.iter().enumerate().map(row).collect())
        }
        Plot::Series { labels, lines, axis } => {
            let mut head = vec![axis.in_lang(lang).to_owned()];
            head.extend(lines.iter().map(|line| line.0.in_lang(lang).to_owned()));
            let cell = |value: Option<[f64; 3]>| {
                value.map_or("–".to_owned(), |[v, low, high]| {
                    format!("{} ({})", words::number(lang, v, 2), words::range(lang, low, high, 2))
                })
            };
            let row = |(i, label): (usize, &records::text::Text)| {
                let mut row = vec![label.in_lang(lang).to_owned()];
                row.extend(lines.iter().map(|line| cell(line.1.get(i).copied().flatten())));
                row
            };
            (head, labels.iter().enumerate().map(row).collect())
        }
        Plot::Intervals { rows, axis, .. } => (
            vec![charts::table_what(lang), axis.in_lang(lang).to_owned(), charts::table_interval(lang)],
            rows.iter()
                .map(|(name, v)| vec![name.in_lang(lang).to_owned(), words::number(lang, v[1], 2), span(*v, 1.0, 2, lang)])
                .collect(),
        ),
    };
    FigureTable { head, rows }
}

fn agreement(bars: &[AgreementBar], lang: Lang) -> (Vec<String>, Vec<Vec<String>>) {
    let [lowered, confirmed, raised] = [charts::table_lowered, charts::table_confirmed, charts::table_raised].map(|name| name(lang));
    let row = |bar: &AgreementBar| {
        let mut row = vec![bar.label.in_lang(lang).to_owned(), bar.n.map_or(String::new(), |n| words::count(lang, n as usize))];
        row.extend(shares(bar, lang));
        row
    };
    (vec![charts::table_group(lang), "n".into(), lowered, confirmed, raised], bars.iter().map(row).collect())
}

fn points(items: &[ItemPoint], lang: Lang) -> (Vec<String>, Vec<Vec<String>>) {
    let mut head = vec![charts::table_item(lang), charts::table_share(lang), charts::table_interval(lang), charts::table_reference(lang)];
    // A format that nobody gave is not said.
    let formats = items.iter().any(|item| item.format.is_some());
    head.extend(formats.then(|| charts::table_format(lang)));
    let row = |item: &ItemPoint| {
        let reference = item.reference.map_or(String::new(), |r| words::percent(lang, r[1], 0));
        let mut row = vec![item.name.clone(), words::percent(lang, item.own[1], 0), span(item.own, 100.0, 0, lang), reference];
        row.extend(formats.then(|| item.format.map_or_else(|| "–".to_owned(), |format| said(format, lang))));
        row
    };
    (head, items.iter().map(row).collect())
}

fn said(format: Format, lang: Lang) -> String {
    match format {
        Format::Short => charts::table_short(lang),
        Format::Extended => charts::table_extended(lang),
    }
}

/// The three shares, with their intervals where the number of pupils is known.
fn shares(bar: &AgreementBar, lang: Lang) -> [String; 3] {
    match bar.intervals() {
        Some(known) => known.map(|[low, share, high]| {
            format!("{} ({}–{})", words::percent(lang, share, 0), words::number(lang, 100.0 * low, 0), words::number(lang, 100.0 * high, 0))
        }),
        None => bar.shares.map(|share| words::percent(lang, share, 1)),
    }
}

fn histogram(observed: &[u32], expected: &[[f64; 3]], lang: Lang) -> (Vec<String>, Vec<Vec<String>>) {
    let mut head = vec![charts::table_score(lang), charts::table_scripts(lang)];
    if !expected.is_empty() {
        head.extend([charts::table_expected(lang), charts::table_interval(lang)]);
    }
    let row = |(score, count): (usize, &u32)| {
        let mut row = vec![score.to_string(), count.to_string()];
        if let Some(e) = expected.get(score) {
            row.extend([words::number(lang, e[1], 1), span(*e, 1.0, 1, lang)]);
        }
        row
    };
    (head, observed.iter().enumerate().map(row).collect())
}

/// «от … до …» of a triple (low, middle, high) in the unit of the column.
fn span([low, _, high]: [f64; 3], times: f64, digits: usize, lang: Lang) -> String {
    words::range(lang, low * times, high * times, digits)
}

/// At most about eight rows of the limits: the curve is smooth.
fn thinned(limits: &[[f64; 3]]) -> Vec<&[f64; 3]> {
    let step = limits.len().div_ceil(8).max(1);
    limits.iter().step_by(step).collect()
}

/// The plot in words, for those who do not see it.
#[must_use]
pub fn alternative(figure: &Figure, lang: Lang) -> String {
    match &figure.plot {
        Plot::Histogram { observed, cuts, .. } => alternative_histogram(observed, cuts, lang),
        Plot::Agreement { bars } => joined(bars.iter().map(|bar| {
            let [lowered, confirmed, raised] = bar.shares.map(|share| words::percent(lang, share, 0));
            charts::alt_agreement(lang, bar.label.in_lang(lang), lowered, confirmed, raised)
        })),
        Plot::Items { items, reference } => {
            let outside = items.iter().filter(|item| item.reference.is_some_and(|r| item.own[0] > r[2] || item.own[2] < r[0]));
            let names: Vec<&str> = outside.map(|item| item.name.as_str()).collect();
            let names = if names.is_empty() { charts::alt_none(lang) } else { names.join(", ") };
            match reference.in_lang(lang) {
                "" => charts::alt_items_alone(lang, items.len()),
                reference => charts::alt_items(lang, items.len(), reference, names),
            }
        }
        Plot::Funnel { dots, .. } => {
            let own = dots.iter().find(|dot| dot.own);
            let (n, effect) = own.map_or((0.0, 0.0), |dot| (dot.n, dot.effect));
            charts::alt_funnel(lang, dots.iter().filter(|dot| !dot.own).count(), words::number(lang, n, 0), words::number(lang, effect, 2))
        }
        Plot::Detectable { mde, max, .. } => charts::alt_detectable(lang, words::number(lang, *mde, 1), words::number(lang, *max, 1)),
        Plot::Curves { items, curves } => {
            let marks: Vec<String> = curves.iter().map(|curve| format!("«{}»", curve.mark)).collect();
            charts::alt_curves(lang, items.len(), marks.join(", "))
        }
        Plot::Series { .. } | Plot::Intervals { .. } => {
            let table = table(figure, lang);
            joined(table.rows.iter().take(12).map(|row| row.join(" · ")))
        }
    }
}

fn alternative_histogram(observed: &[u32], cuts: &[(u8, u16)], lang: Lang) -> String {
    let total: u32 = observed.iter().sum();
    let first = observed.iter().position(|&count| count > 0).unwrap_or(0);
    let last = observed.iter().rposition(|&count| count > 0).unwrap_or(0);
    let cuts: Vec<String> = cuts.iter().map(|(mark, score)| charts::alt_cut(lang, usize::from(*mark), usize::from(*score))).collect();
    let cuts = if cuts.is_empty() { charts::alt_none(lang) } else { cuts.join(", ") };
    charts::alt_histogram(lang, total, first, last, cuts)
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}
