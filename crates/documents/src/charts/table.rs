//! The table of a figure: one click away from the plot, and its text alternative in one sentence.

use records::figure::{AgreementBar, Figure, Plot};
use records::text::Lang;

use crate::words::Words;

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
    let w = Words::new(lang);
    let (head, rows) = match &figure.plot {
        Plot::Histogram { observed, expected, .. } => histogram(observed, expected, &w),
        Plot::Agreement { bars } => (
            vec![w.t("table-group"), "n".into(), w.t("table-lowered"), w.t("table-confirmed"), w.t("table-raised")],
            bars.iter()
                .map(|bar| {
                    let mut row = vec![bar.label.in_lang(lang).to_owned(), bar.n.map_or(String::new(), |n| w.count(n as usize))];
                    row.extend(shares(bar, &w));
                    row
                })
                .collect(),
        ),
        Plot::Items { items, .. } => (
            vec![w.t("table-item"), w.t("table-share"), w.t("table-interval"), w.t("table-reference"), w.t("table-format")],
            items
                .iter()
                .map(|item| {
                    let format = if item.extended { w.t("table-extended") } else { w.t("table-short") };
                    let reference = item.reference.map_or(String::new(), |r| w.percent(r[1], 0));
                    vec![item.name.clone(), w.percent(item.own[1], 0), span(item.own, 100.0, 0, &w), reference, format]
                })
                .collect(),
        ),
        Plot::Funnel { dots, limits, axis } => {
            let mut rows: Vec<Vec<String>> = dots
                .iter()
                .filter(|dot| dot.own)
                .map(|dot| vec![w.t("chart-this-set"), w.number(dot.n, 0), w.number(dot.effect, 2)])
                .collect();
            rows.extend(thinned(limits).into_iter().map(|l| vec![w.t("table-limits"), w.number(l[0], 0), w.range(l[1], l[2], 2)]));
            (vec![w.t("table-what"), "n".into(), axis.in_lang(lang).to_owned()], rows)
        }
        Plot::Detectable { mde, max, observed, axis } => {
            let mut rows = vec![vec![w.t("table-mde"), w.number(*mde, 2)], vec![w.t("table-axis-end"), w.number(*max, 2)]];
            if let Some([low, middle, high]) = observed {
                let value = format!("{} ({})", w.number(*middle, 2), w.range(*low, *high, 2));
                rows.insert(0, vec![w.t("table-observed"), value]);
            }
            (vec![w.t("table-what"), axis.in_lang(lang).to_owned()], rows)
        }
        Plot::Curves { items, curves } => {
            let mut head = vec![w.t("table-item")];
            head.extend(curves.iter().map(|curve| format!("«{}», n\u{a0}=\u{a0}{}", curve.mark, curve.n)));
            let cell = |share: Option<f64>| share.map_or("–".to_owned(), |share| w.percent(share, 0));
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
                value.map_or("–".to_owned(), |[v, low, high]| format!("{} ({})", w.number(v, 2), w.range(low, high, 2)))
            };
            let row = |(i, label): (usize, &records::text::Text)| {
                let mut row = vec![label.in_lang(lang).to_owned()];
                row.extend(lines.iter().map(|line| cell(line.1.get(i).copied().flatten())));
                row
            };
            (head, labels.iter().enumerate().map(row).collect())
        }
        Plot::Intervals { rows, axis, .. } => (
            vec![w.t("table-what"), axis.in_lang(lang).to_owned(), w.t("table-interval")],
            rows.iter().map(|(name, v)| vec![name.in_lang(lang).to_owned(), w.number(v[1], 2), span(*v, 1.0, 2, &w)]).collect(),
        ),
    };
    FigureTable { head, rows }
}

/// The three shares, with their intervals where the number of pupils is known.
fn shares(bar: &AgreementBar, w: &Words) -> [String; 3] {
    match bar.intervals() {
        Some(known) => {
            known.map(|[low, share, high]| format!("{} ({}–{})", w.percent(share, 0), w.number(100.0 * low, 0), w.number(100.0 * high, 0)))
        }
        None => bar.shares.map(|share| w.percent(share, 1)),
    }
}

fn histogram(observed: &[u32], expected: &[[f64; 3]], w: &Words) -> (Vec<String>, Vec<Vec<String>>) {
    let mut head = vec![w.t("table-score"), w.t("table-scripts")];
    if !expected.is_empty() {
        head.extend([w.t("table-expected"), w.t("table-interval")]);
    }
    let row = |(score, count): (usize, &u32)| {
        let mut row = vec![score.to_string(), count.to_string()];
        if let Some(e) = expected.get(score) {
            row.extend([w.number(e[1], 1), span(*e, 1.0, 1, w)]);
        }
        row
    };
    (head, observed.iter().enumerate().map(row).collect())
}

/// «от … до …» of a triple (low, middle, high) in the unit of the column.
fn span([low, _, high]: [f64; 3], times: f64, digits: usize, w: &Words) -> String {
    w.range(low * times, high * times, digits)
}

/// At most about eight rows of the limits: the curve is smooth.
fn thinned(limits: &[[f64; 3]]) -> Vec<&[f64; 3]> {
    let step = limits.len().div_ceil(8).max(1);
    limits.iter().step_by(step).collect()
}

/// The plot in words, for those who do not see it.
#[must_use]
pub fn alternative(figure: &Figure, lang: Lang) -> String {
    let w = Words::new(lang);
    match &figure.plot {
        Plot::Histogram { observed, cuts, .. } => alternative_histogram(observed, cuts, &w),
        Plot::Agreement { bars } => joined(bars.iter().map(|bar| {
            let [lowered, confirmed, raised] = bar.shares.map(|share| w.percent(share, 0));
            w.with(
                "alt-agreement",
                [
                    ("name", bar.label.in_lang(lang).into()),
                    ("lowered", lowered.into()),
                    ("confirmed", confirmed.into()),
                    ("raised", raised.into()),
                ],
            )
        })),
        Plot::Items { items, reference } => {
            let outside = items.iter().filter(|item| item.reference.is_some_and(|r| item.own[0] > r[2] || item.own[2] < r[0]));
            let names: Vec<&str> = outside.map(|item| item.name.as_str()).collect();
            let names = if names.is_empty() { w.t("alt-none") } else { names.join(", ") };
            w.with("alt-items", [("n", items.len().into()), ("reference", reference.in_lang(lang).into()), ("outside", names.into())])
        }
        Plot::Funnel { dots, .. } => {
            let own = dots.iter().find(|dot| dot.own);
            let (n, effect) = own.map_or((0.0, 0.0), |dot| (dot.n, dot.effect));
            w.with(
                "alt-funnel",
                [
                    ("others", dots.iter().filter(|dot| !dot.own).count().into()),
                    ("n", w.number(n, 0).into()),
                    ("effect", w.number(effect, 2).into()),
                ],
            )
        }
        Plot::Detectable { mde, max, .. } => {
            w.with("alt-detectable", [("mde", w.number(*mde, 1).into()), ("max", w.number(*max, 1).into())])
        }
        Plot::Curves { items, curves } => {
            let marks: Vec<String> = curves.iter().map(|curve| format!("«{}»", curve.mark)).collect();
            w.with("alt-curves", [("n", items.len().into()), ("marks", marks.join(", ").into())])
        }
        Plot::Series { .. } | Plot::Intervals { .. } => {
            let table = table(figure, lang);
            joined(table.rows.iter().take(12).map(|row| row.join(" · ")))
        }
    }
}

fn alternative_histogram(observed: &[u32], cuts: &[(u8, u16)], w: &Words) -> String {
    let total: u32 = observed.iter().sum();
    let first = observed.iter().position(|&count| count > 0).unwrap_or(0);
    let last = observed.iter().rposition(|&count| count > 0).unwrap_or(0);
    let cuts: Vec<String> = cuts
        .iter()
        .map(|(mark, score)| w.with("alt-cut", [("mark", usize::from(*mark).into()), ("score", usize::from(*score).into())]))
        .collect();
    let cuts = if cuts.is_empty() { w.t("alt-none") } else { cuts.join(", ") };
    w.with("alt-histogram", [("n", total.into()), ("low", first.into()), ("high", last.into()), ("cuts", cuts.into())])
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("; ")
}
