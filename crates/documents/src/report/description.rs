//! Description of a group of scripts: the seven sections of the federal recommendations, tables beside plots.

use maud::{Markup, html};
use records::dataset::Scope;
use records::figure::{Figure, Plot};
use records::study::{
    Description, HistogramGate, Individual, JournalComparison, MarkStatistics, Part, PublishedShares, ScoreDistribution, UnitScope,
    UnitStudy,
};
use words::{Word, papers, report};

use super::items;
use super::parts::{figures, sentences, share, signed, stated, table};
use super::{MOST_UNITS, Page, origin};
use crate::charts;
use crate::names::natural;

/// More descriptions than these are folded together.
const MOST_OPEN: usize = 12;

/// Parallels (and wider units) with their seven sections.
pub(super) fn parallels(page: &Page<'_>) -> Markup {
    html! {
        section.sheet #description {
            h2 { (report::description(page.lang)) }
            p { (report::description_how(page.lang)) }
            @let most = page.most(MOST_UNITS);
            @if page.study.units.len() > most { p.note { (report::other_cut(page.lang, most, page.study.units.len())) } }
            @if page.study.units.is_empty() { p.note { (report::description_none(page.lang)) } }
            @let list = shown(page);
            @if list.len() > MOST_OPEN {
                details.card { summary { b { (report::description_folded(page.lang, list.len())) } } (units(page, &list)) }
            } @else { (units(page, &list)) }
        }
    }
}

fn units(page: &Page<'_>, list: &[(usize, &UnitStudy)]) -> Markup {
    html! {
        @for (index, unit) in list {
            details.card id={ "unit-" (index) } open[page.study.units.len() <= 2] {
                summary { b { (page.say(&unit.title)) } " " span.said { @if !page.say(&unit.title).contains(&unit.name) { (page.study.school(&unit.name)) " · " } @if unit.scope != UnitScope::Parallel { (scope_of(unit.scope)(page.lang)) " · " } (report::set_scripts(page.lang, unit.description.n)) } }
                @if let Some(work) = page.study.works.get(unit.work) {
                    p.note { (page.say(&work.regime_note)) " " (page.say(&work.scale_note)) " " (page.say(&work.model_note)) }
                }
                (sections(page, &unit.description, &[], &unit_from(page, *index)))
                @if !page.outside { (origin::unit(page, unit, &unit_from(page, *index))) }
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
    units.sort_by(|a, b| b.1.scope.cmp(&a.1.scope).then_with(|| natural(page.say(&a.1.title), page.say(&b.1.title))).then(a.0.cmp(&b.0)));
    units.truncate(page.most(MOST_UNITS));
    units
}

const fn scope_of(scope: UnitScope) -> Word {
    match scope {
        UnitScope::Parallel => report::scope_parallel,
        UnitScope::Municipality => papers::scope_municipality,
        UnitScope::All => report::scope_all,
    }
}

/// The description of one set, folded; figures already drawn above are not repeated.
pub(super) fn folded(page: &Page<'_>, description: &Description, drawn: &[&Figure], from: &str) -> Markup {
    html! {
        details.numbers {
            summary { (report::set_description(page.lang)) }
            (sections(page, description, drawn, from))
        }
    }
}

fn sections(page: &Page<'_>, d: &Description, drawn: &[&Figure], from: &str) -> Markup {
    let safe = |figure: &&Figure| !drawn.contains(figure);
    let of = |kind: fn(&Plot) -> bool| figures(page, d.figures.iter().filter(|f| kind(&f.plot)).filter(safe), from);
    html! {
        div.sections {
            // Findings count pupils, often fewer than five.
            @if !page.outside { (sentences(d.findings.iter().map(|text| page.say(text)))) }
            @if !d.gates.is_empty() { p.note { (d.gates.iter().map(|gate| page.say(gate)).collect::<Vec<_>>().join(" ")) } }
            @if !page.outside { (individual(page, &d.individual)) }
            @if let Some(marks) = &d.marks { (mark_table(page, marks, d.withheld.contains(&Part::Marks))) }
            @if d.withheld.contains(&Part::Journal) { h3 { (report::section_journal(page.lang)) } p.note { (report::small_cells(page.lang, page.study.small_cell)) } }
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
    let level = |share: Option<f64>| share.map_or("–".to_owned(), |share| words::percent(page.lang, share, 0));
    let row = |pupil: &Individual| {
        let mut cells = vec![pupil.participant.clone(), pupil.class.clone(), pupil.score.to_string(), pupil.max.to_string()];
        cells.extend([mark(pupil.mark), mark(pupil.journal)]);
        cells.extend(pupil.levels.map(level));
        cells.push((u64::from(pupil.origin.row) + 1).to_string());
        cells
    };
    let head = [
        report::column_code,
        report::column_class,
        report::column_score,
        report::column_max,
        report::column_mark,
        report::column_journal,
        report::column_basic,
        report::column_raised,
        report::column_high,
        report::column_row,
    ];
    let head: Vec<String> = head.iter().map(|key| key(page.lang)).collect();
    html! {
        @if !pupils.is_empty() {
            details.numbers {
                summary { (report::section_individual(page.lang, pupils.len())) }
                (table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &pupils.iter().map(row).collect::<Vec<_>>(), page.lang))
            }
        }
    }
}

/// Section 2: marks beside the published shares.
fn mark_table(page: &Page<'_>, marks: &MarkStatistics, hidden: bool) -> Markup {
    let a = &marks.attainment;
    let mut head = vec![report::column_group(page.lang), report::column_pupils(page.lang)];
    head.extend(a.counts.iter().map(|(mark, _)| format!("«{mark}»")));
    let mut own = vec![report::column_here(page.lang), words::count(page.lang, a.n)];
    own.extend(a.counts.iter().map(|(_, count)| format!("{count} ({})", words::percent(page.lang, *count as f64 / a.n.max(1) as f64, 0))));
    let mut rows = vec![own];
    rows.extend(marks.references.iter().map(|reference| {
        let of = |mark: &u8| {
            reference
                .shares
                .iter()
                .find(|(key, _)| *key == mark.to_string())
                .map_or("–".into(), |(_, s)| words::percent(page.lang, *s, 1))
        };
        let mut row = vec![area(page, reference), reference.n.map_or("–".into(), |n| words::count(page.lang, n as usize))];
        row.extend(a.counts.iter().map(|(mark, _)| of(mark)));
        row
    }));
    html! {
        h3 { (report::section_marks(page.lang)) }
        @if hidden { p.note { (report::small_cells(page.lang, page.study.small_cell)) } } @else {
            (table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &rows, page.lang))
            p.note {
                @if a.other_scale { (report::other_scale(page.lang)) " " }
                (report::section_attainment(page.lang, share(a.pass, page.lang), share(a.quality, page.lang), a.sou.map_or("–".to_owned(), |sou| words::percent(page.lang, sou, 0)), a.mean.map_or("–".to_owned(), |m| format!("{} ({})", words::number(page.lang, m[1], 2), words::range(page.lang, m[0], m[2], 2)))))
                (references(page, &marks.references))
            }
        }
    }
}

/// Name of the area a published share speaks of.
pub(super) fn area(page: &Page<'_>, shares: &PublishedShares) -> String {
    if shares.area.is_empty() { scope(shares.scope)(page.lang) } else { shares.area.clone() }
}

/// Word for the area a published share speaks of.
pub(super) const fn scope(scope: Scope) -> Word {
    match scope {
        Scope::Country => papers::scope_country,
        Scope::Region => papers::scope_region,
        Scope::Municipality => papers::scope_municipality,
        Scope::School => papers::scope_school,
    }
}

/// Where published shares were read.
fn references(page: &Page<'_>, list: &[PublishedShares]) -> String {
    // Names of files stay in the school, and a row without its file says nothing.
    let places = if page.outside { Vec::new() } else { origin::places(page, list.iter().map(|shares| shares.origin)) };
    if places.is_empty() { String::new() } else { format!(" {}", report::from_published(page.lang, places.join("; "))) }
}

/// Section 3: agreement with the journal.
pub(super) fn journal_table(page: &Page<'_>, journal: &JournalComparison) -> Markup {
    let names = [words::charts::table_lowered, words::charts::table_confirmed, words::charts::table_raised].map(|key| key(page.lang));
    let rows: Vec<Vec<String>> = names
        .into_iter()
        .zip(journal.counts)
        .zip(journal.shares)
        .zip(["lowered", "confirmed", "raised"])
        .map(|(((name, count), interval), key)| {
            let published = journal
                .references
                .iter()
                .map(|r| r.shares.iter().find(|(k, _)| k == key).map_or("–".into(), |(_, s)| words::percent(page.lang, *s, 1)));
            [name, words::count(page.lang, count), share(Some(interval), page.lang)].into_iter().chain(published).collect()
        })
        .collect();
    let mut head = vec![report::column_against_journal(page.lang), report::column_pupils(page.lang), report::column_share(page.lang)];
    head.extend(journal.references.iter().map(|reference| area(page, reference)));
    html! {
        h3 { (report::section_journal(page.lang)) }
        (table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &rows, page.lang))
        p.note { (gap_line(page, journal)) (references(page, &journal.references)) }
    }
}

fn gap_line(page: &Page<'_>, journal: &JournalComparison) -> String {
    let shift =
        journal.shift.map_or("–".to_owned(), |s| format!("{} ({})", signed(s[1], 2, page.lang), words::range(page.lang, s[0], s[2], 2)));
    // A number kept from the reader takes its sentence with it.
    let mut line = journal.gaps.map_or_else(String::new, |gaps| report::section_gaps(page.lang, journal.n, shift, gaps));
    if !journal.gap_participants.is_empty() && !page.outside {
        line.push_str(&format!(" {}", report::section_gap_codes(page.lang, journal.gap_participants.join(", "))));
        let places = origin::places(page, journal.gap_origins.iter().copied());
        if !places.is_empty() {
            line.push_str(&format!(" ({})", places.join("; ")));
        }
    }
    line
}

/// Section 4: the distribution in numbers.
fn score_lines(page: &Page<'_>, scores: &ScoreDistribution) -> Markup {
    let lang = page.lang;
    let gate = match scores.gate {
        HistogramGate::Informative => report::gate_informative,
        HistogramGate::Rough => report::gate_rough,
        HistogramGate::Limited => report::gate_limited,
    };
    let [low, mean, high] = scores.mean;
    html! {
        h3 { (report::section_scores(lang)) }
        p {
            (report::section_mean(lang, words::number(lang, mean, 1), words::range(lang, low, high, 1), scores.sd.map_or("–".to_owned(), |sd| words::number(lang, sd, 1)), words::number(lang, scores.quartiles[1], 1), words::range(lang, scores.quartiles[0], scores.quartiles[2], 1)))
            " " (gate(lang))
        }
        @if let Some(heap) = scores.heap.as_ref().filter(|_| !page.outside) {
            p { (report::section_heap(lang, heap.scripts, words::number(lang, heap.expected, 1), stated("p", heap.p, lang))) }
            ul {
                @for (mark, score, count, expected) in &heap.cuts {
                    li { (report::section_heap_at(lang, usize::from(*mark), usize::from(*score), *count, words::number(lang, *expected, 1))) }
                }
            }
        }
    }
}
