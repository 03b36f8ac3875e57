//! Sections 5–7 of a description: items, planned results, groups by mark.
//! covers: R32

use maud::{Markup, html};
use records::study::{Description, ItemStatistics, MasteryGate, Part};
use words::{Word, papers, report};

use super::Page;
use super::parts::{share, table};

/// Section 5: the items, easy to hard as in the paper, with the gate in words.
pub(super) fn items(page: &Page<'_>, d: &Description) -> Markup {
    let lang = page.lang;
    let areas: Vec<&str> =
        d.items.first().map(|item| item.references.iter().map(|(_, area, _)| area.as_str()).collect()).unwrap_or_default();
    let keys = [
        report::column_item,
        report::column_max,
        report::column_level,
        report::column_n,
        report::column_facility,
        report::column_skipped,
        report::column_rest,
        report::column_gate,
    ];
    let mut head: Vec<String> = keys.iter().map(|key| key(lang)).collect();
    head.extend(areas.iter().map(|area| (*area).to_owned()));
    let rows: Vec<Vec<String>> = d.items.iter().filter(|item| !item.withheld).map(|item| row(page, item, areas.len())).collect();
    html! {
        @if !rows.is_empty() {
            h3 { (report::section_items(lang)) }
            (table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &rows, lang))
            @if let Some(r) = &d.reliability {
                p.note {
                    (report::section_reliability(lang, words::number(lang, r.alpha[1], 2), words::range(lang, r.alpha[0], r.alpha[2], 2), r.omega.map_or("–".to_owned(), |omega| words::number(lang, omega, 2)), words::number(lang, r.sem, 1)))
                    " " (if r.omega.is_some() { report::section_omega(lang) } else { report::section_no_omega(lang) })
                }
            }
        }
    }
}

fn row(page: &Page<'_>, item: &ItemStatistics, areas: usize) -> Vec<String> {
    let lang = page.lang;
    let number = |value: Option<f64>| value.map_or("–".to_owned(), |v| words::number(lang, v, 2));
    let counted = |count: Option<usize>| count.map_or_else(|| format!("<\u{a0}{}", page.study.small_cell), |count| count.to_string());
    let level = item.level.map(|level| level.label().in_lang(lang).to_owned());
    let place: Vec<String> = level.into_iter().chain(item.codifier.clone()).collect();
    let mut cells = vec![item.item.clone(), item.max.to_string(), if place.is_empty() { "–".to_owned() } else { place.join(" · ") }];
    cells.extend([
        if item.withheld { "–".to_owned() } else { item.n.to_string() },
        share(item.facility, lang),
        format!("{} / {}", counted(item.not_attempted), counted(item.not_taught)),
    ]);
    cells.extend([number(item.item_rest), gate(item.gate)(lang)]);
    let published = item.references.iter().map(|(_, _, share)| words::percent(lang, *share, 0));
    cells.extend(published.chain(std::iter::repeat("–".to_owned())).take(areas));
    cells
}

const fn gate(gate: MasteryGate) -> Word {
    match gate {
        MasteryGate::Sufficient => papers::gate_sufficient,
        MasteryGate::Uncertain => papers::gate_uncertain,
        MasteryGate::Insufficient => papers::gate_insufficient,
        MasteryGate::Unknown => papers::gate_unknown,
    }
}

/// Section 6: planned results by codifier position.
pub(super) fn planned(page: &Page<'_>, d: &Description) -> Markup {
    let head = [report::column_codifier, report::column_items, report::column_n, report::column_facility, report::column_gate]
        .map(|key| key(page.lang));
    let rows: Vec<Vec<String>> = d
        .planned
        .iter()
        .map(|p| vec![p.codifier.clone(), p.items.join(", "), p.n.to_string(), share(Some(p.mastery), page.lang), gate(p.gate)(page.lang)])
        .collect();
    html! {
        @if !rows.is_empty() {
            h3 { (report::section_planned(page.lang)) }
            (table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &rows, page.lang))
        }
    }
}

/// Section 7: crossings of the group curves; the curves stand below as a figure.
pub(super) fn groups(page: &Page<'_>, d: &Description) -> Markup {
    let Some(groups) = &d.groups else { return html! {} };
    let lang = page.lang;
    let crossing = |c: &records::study::Crossing| {
        report::section_crossing(lang, c.item.as_str(), c.weaker, c.stronger, words::number(lang, 100.0 * c.difference, 0))
    };
    html! {
        h3 { (report::section_groups(lang)) }
        p.note { (report::section_groups_gate(lang, groups.gate)) }
        @if d.withheld.contains(&Part::Crossings) {} @else if groups.crossings.is_empty() { p { (report::section_no_crossings(lang)) } } @else { ul { @for c in &groups.crossings { li { (crossing(c)) } } } }
    }
}
