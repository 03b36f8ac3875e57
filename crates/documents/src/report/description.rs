//! Description of a group of scripts: the seven sections of the federal recommendations, tables beside plots.

use maud::{Markup, html};
use records::dataset::Scope;
use records::figure::{Figure, Plot};
use records::study::{
    Description, HistogramGate, Individual, JournalComparison, MarkStatistics, PublishedShares, ScoreDistribution, UnitScope, UnitStudy,
};

use super::items;
use super::parts::{figures, sentences, share, signed, table};
use super::{MOST_UNITS, Page, origin, schools};
use crate::charts;
use crate::tables::small;

/// Parallels (and wider units) with their seven sections.
pub(super) fn parallels(page: &Page<'_>) -> Markup {
    html! {
        section.sheet #description {
            h2 { (page.w.t("report-description")) }
            p { (page.w.t("report-description-how")) }
            @let most = page.most(MOST_UNITS);
            @if page.study.units.len() > most { p.note { (page.w.with("report-other-cut", [("shown", most.into()), ("all", page.study.units.len().into())])) } }
            @if page.study.units.is_empty() { p.note { (page.w.t("report-description-none")) } }
            @for (index, unit) in shown(page) {
                details.card id={ "unit-" (index) } open[page.study.units.len() <= 2] {
                    summary { b { (page.w_text(&unit.title)) } " " span.said { @if !page.w_text(&unit.title).contains(&unit.name) { (unit.name) " · " } @if unit.scope != UnitScope::Parallel { (page.w.t(scope_of(unit.scope))) " · " } (page.w.with("set-scripts", [("n", unit.description.n.into())])) } }
                    @if let Some(work) = page.study.works.get(unit.work) {
                        p.note { (page.w_text(&work.regime_note)) " " (page.w_text(&work.scale_note)) " " (page.w_text(&work.model_note)) }
                    }
                    (sections(page, &unit.description, &[], &unit_from(page, index)))
                    @if !page.outside { (origin::unit(page, unit, &unit_from(page, index))) }
                }
            }
        }
    }
}

/// Id of the place that says where the numbers of a unit were read; none outside the school.
fn unit_from(page: &Page<'_>, index: usize) -> String {
    if page.outside { String::new() } else { format!("unit-{index}-from") }
}

/// Units that are shown: all of them in a school; in a region the wide ones first, and parallels as far as the file stays small.
fn shown<'a>(page: &Page<'a>) -> Vec<(usize, &'a UnitStudy)> {
    let mut units: Vec<(usize, &UnitStudy)> = page.study.units.iter().enumerate().collect();
    units.sort_by_key(|(index, unit)| (std::cmp::Reverse(unit.scope), *index));
    units.truncate(page.most(MOST_UNITS));
    units
}

const fn scope_of(scope: UnitScope) -> &'static str {
    match scope {
        UnitScope::Parallel => "scope-parallel",
        UnitScope::Municipality => "scope-municipality",
        UnitScope::All => "scope-all",
    }
}

/// The description of one set, folded; figures already drawn above are not repeated.
pub(super) fn folded(page: &Page<'_>, description: &Description, drawn: &[&Figure], from: &str) -> Markup {
    html! {
        details.numbers {
            summary { (page.w.t("set-description")) }
            (sections(page, description, drawn, from))
        }
    }
}

fn sections(page: &Page<'_>, d: &Description, drawn: &[&Figure], from: &str) -> Markup {
    let safe = |figure: &&Figure| !drawn.contains(figure) && (!page.outside || schools::may_leave(page, figure));
    let of = |kind: fn(&Plot) -> bool| figures(page, d.figures.iter().filter(|f| kind(&f.plot)).filter(safe), from);
    html! {
        div.sections {
            // Findings count pupils, often fewer than five.
            @if !page.outside { (sentences(d.findings.iter().map(|text| page.w_text(text)))) }
            @if !d.gates.is_empty() { p.note { (d.gates.iter().map(|gate| page.w_text(gate)).collect::<Vec<_>>().join(" ")) } }
            @if !page.outside { (individual(page, &d.individual)) }
            @if let Some(marks) = &d.marks { (mark_table(page, marks)) }
            @if let Some(journal) = &d.journal { (pair(journal_table(page, journal), of(|plot| matches!(plot, Plot::Agreement { .. })))) }
            @if let Some(scores) = &d.scores { (pair(score_lines(page, scores), of(|plot| matches!(plot, Plot::Histogram { .. })))) }
            (items::items(page, d))
            (of(|plot| matches!(plot, Plot::Items { .. })))
            (items::planned(page, d))
            (of(|plot| matches!(plot, Plot::Intervals { .. })))
            (groups(items::groups(page, d), of(|plot| matches!(plot, Plot::Curves { .. })), d))
            (of(|plot| matches!(plot, Plot::Series { .. } | Plot::Funnel { .. } | Plot::Detectable { .. })))
        }
    }
}

/// Words and numbers left, the plot right.
fn pair(words: Markup, plots: Markup) -> Markup {
    html! { div.pair { div { (words) } (plots) } }
}

/// Curves over many items need the whole measure.
fn groups(words: Markup, plots: Markup, d: &Description) -> Markup {
    if d.figures.iter().any(|figure| matches!(figure.plot, Plot::Curves { .. }) && charts::is_wide(figure)) {
        return html! { (words) (plots) };
    }
    pair(words, plots)
}

/// Section 1, pupil by pupil, each with the row it was read from.
fn individual(page: &Page<'_>, pupils: &[Individual]) -> Markup {
    let mark = |mark: Option<u8>| mark.map_or("–".to_owned(), |mark| mark.to_string());
    let level = |share: Option<f64>| share.map_or("–".to_owned(), |share| page.w.percent(share, 0));
    let row = |pupil: &Individual| {
        let mut cells = vec![pupil.participant.clone(), pupil.class.clone(), pupil.score.to_string(), pupil.max.to_string()];
        cells.extend([mark(pupil.mark), mark(pupil.journal)]);
        cells.extend(pupil.levels.map(level));
        cells.push((u64::from(pupil.origin.row) + 1).to_string());
        cells
    };
    let head = [
        "column-code",
        "column-class",
        "column-score",
        "column-max",
        "column-mark",
        "column-journal",
        "column-basic",
        "column-raised",
        "column-high",
        "column-row",
    ];
    let head: Vec<String> = head.iter().map(|key| page.w.t(key)).collect();
    html! {
        @if !pupils.is_empty() {
            details.numbers {
                summary { (page.w.with("section-individual", [("n", pupils.len().into())])) }
                (table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &pupils.iter().map(row).collect::<Vec<_>>(), page.w))
            }
        }
    }
}

/// Section 2: marks beside the published shares.
fn mark_table(page: &Page<'_>, marks: &MarkStatistics) -> Markup {
    let a = &marks.attainment;
    let hidden = page.outside && a.counts.iter().any(|(_, count)| small(*count));
    let mut head = vec![page.w.t("column-group"), page.w.t("column-pupils")];
    head.extend(a.counts.iter().map(|(mark, _)| format!("«{mark}»")));
    let mut own = vec![page.w.t("column-here"), page.w.count(a.n)];
    own.extend(a.counts.iter().map(|(_, count)| format!("{count} ({})", page.w.percent(*count as f64 / a.n.max(1) as f64, 0))));
    let mut rows = vec![own];
    rows.extend(marks.references.iter().map(|reference| {
        let of = |mark: &u8| {
            reference.shares.iter().find(|(key, _)| *key == mark.to_string()).map_or("–".into(), |(_, s)| page.w.percent(*s, 1))
        };
        let mut row = vec![area(page, reference), reference.n.map_or("–".into(), |n| page.w.count(n as usize))];
        row.extend(a.counts.iter().map(|(mark, _)| of(mark)));
        row
    }));
    html! {
        h3 { (page.w.t("section-marks")) }
        @if hidden { p.note { (page.w.t("report-small-cells")) } } @else {
            (table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &rows, page.w))
            p.note {
                (page.w.with("section-attainment", [
                    ("pass", share(a.pass, page.w).into()),
                    ("quality", share(a.quality, page.w).into()),
                    ("sou", a.sou.map_or("–".to_owned(), |sou| page.w.percent(sou, 0)).into()),
                    ("mean", a.mean.map_or("–".to_owned(), |m| format!("{} ({})", page.w.number(m[1], 2), page.w.range(m[0], m[2], 2))).into()),
                ]))
                (references(page, &marks.references))
            }
        }
    }
}

fn area(page: &Page<'_>, shares: &PublishedShares) -> String {
    if shares.area.is_empty() { page.w.t(scope(shares.scope)) } else { shares.area.clone() }
}

/// Word for the area a published share speaks of.
pub(super) const fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Country => "scope-country",
        Scope::Region => "scope-region",
        Scope::Municipality => "scope-municipality",
        Scope::School => "scope-school",
    }
}

/// Where published shares were read.
fn references(page: &Page<'_>, list: &[PublishedShares]) -> String {
    let places = origin::places(page, list.iter().map(|shares| shares.origin));
    if places.is_empty() { String::new() } else { format!(" {}", page.w.with("from-published", [("places", places.join("; ").into())])) }
}

/// Section 3: agreement with the journal.
pub(super) fn journal_table(page: &Page<'_>, journal: &JournalComparison) -> Markup {
    let hidden = page.outside && journal.counts.iter().any(|count| small(*count));
    let names = ["table-lowered", "table-confirmed", "table-raised"].map(|key| page.w.t(key));
    let rows: Vec<Vec<String>> = names
        .into_iter()
        .zip(journal.counts)
        .zip(journal.shares)
        .zip(["lowered", "confirmed", "raised"])
        .map(|(((name, count), interval), key)| {
            let published = journal
                .references
                .iter()
                .map(|r| r.shares.iter().find(|(k, _)| k == key).map_or("–".into(), |(_, s)| page.w.percent(*s, 1)));
            [name, page.w.count(count), share(Some(interval), page.w)].into_iter().chain(published).collect()
        })
        .collect();
    let mut head = vec![page.w.t("column-against-journal"), page.w.t("column-pupils"), page.w.t("column-share")];
    head.extend(journal.references.iter().map(|reference| area(page, reference)));
    html! {
        h3 { (page.w.t("section-journal")) }
        @if hidden { p.note { (page.w.t("report-small-cells")) } } @else {
            (table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &rows, page.w))
            p.note { (gap_line(page, journal)) (references(page, &journal.references)) }
        }
    }
}

fn gap_line(page: &Page<'_>, journal: &JournalComparison) -> String {
    let shift = journal.shift.map_or("–".to_owned(), |s| format!("{} ({})", signed(s[1], 2, page.w), page.w.range(s[0], s[2], 2)));
    let mut line = page.w.with("section-gaps", [("n", journal.n.into()), ("shift", shift.into()), ("gaps", journal.gaps.into())]);
    if !journal.gap_participants.is_empty() && !page.outside {
        line.push_str(&format!(" {}", page.w.with("section-gap-codes", [("codes", journal.gap_participants.join(", ").into())])));
    }
    line
}

/// Section 4: the distribution in numbers.
fn score_lines(page: &Page<'_>, scores: &ScoreDistribution) -> Markup {
    let w = page.w;
    let gate = match scores.gate {
        HistogramGate::Informative => "gate-informative",
        HistogramGate::Rough => "gate-rough",
        HistogramGate::Limited => "gate-limited",
    };
    let [low, mean, high] = scores.mean;
    html! {
        h3 { (w.t("section-scores")) }
        p {
            (w.with("section-mean", [
                ("mean", w.number(mean, 1).into()),
                ("range", w.range(low, high, 1).into()),
                ("sd", scores.sd.map_or("–".to_owned(), |sd| w.number(sd, 1)).into()),
                ("median", w.number(scores.quartiles[1], 1).into()),
                ("middle", w.range(scores.quartiles[0], scores.quartiles[2], 1).into()),
            ]))
            " " (w.t(gate))
        }
        @if !scores.peaks.is_empty() && !page.outside {
            ul {
                @for (mark, score, count, around) in &scores.peaks {
                    li { (w.with("section-peak", [("mark", usize::from(*mark).into()), ("score", usize::from(*score).into()), ("count", (*count).into()), ("around", w.number(*around, 1).into())])) }
                }
            }
        }
    }
}
