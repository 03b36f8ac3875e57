//! Sections 5–7 of a description: items, planned results, groups by mark.
//! covers: R32

use maud::{Markup, html};
use records::study::{Description, ItemStatistics, MasteryGate};

use super::Page;
use super::parts::{share, table};
use crate::tables::{SMALL, small};

/// Section 5: the items, easy to hard as in the paper, with the gate in words.
pub(super) fn items(page: &Page<'_>, d: &Description) -> Markup {
    let w = page.w;
    let areas: Vec<&str> =
        d.items.first().map(|item| item.references.iter().map(|(_, area, _)| area.as_str()).collect()).unwrap_or_default();
    let keys = ["column-item", "column-max", "column-level", "column-n", "column-facility", "column-skipped", "column-rest", "column-gate"];
    let mut head: Vec<String> = keys.iter().map(|key| w.t(key)).collect();
    head.extend(areas.iter().map(|area| (*area).to_owned()));
    let rows: Vec<Vec<String>> =
        d.items.iter().filter(|item| !page.outside || item.n >= SMALL).map(|item| row(page, item, areas.len())).collect();
    html! {
        @if !rows.is_empty() {
            h3 { (w.t("section-items")) }
            (table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &rows, w))
            @if let Some(r) = &d.reliability {
                p.note {
                    (w.with("section-reliability", [
                        ("alpha", w.number(r.alpha[1], 2).into()),
                        ("range", w.range(r.alpha[0], r.alpha[2], 2).into()),
                        ("omega", r.omega.map_or("–".to_owned(), |omega| w.number(omega, 2)).into()),
                        ("sem", w.number(r.sem, 1).into()),
                    ]))
                }
            }
        }
    }
}

fn row(page: &Page<'_>, item: &ItemStatistics, areas: usize) -> Vec<String> {
    let w = page.w;
    let number = |value: Option<f64>| value.map_or("–".to_owned(), |v| w.number(v, 2));
    let counted = |count: usize| if page.outside && small(count) { format!("<\u{a0}{SMALL}") } else { count.to_string() };
    let level = item.level.map(|level| level.label().in_lang(w.lang).to_owned());
    let place: Vec<String> = level.into_iter().chain(item.codifier.clone()).collect();
    let mut cells = vec![item.item.clone(), item.max.to_string(), if place.is_empty() { "–".to_owned() } else { place.join(" · ") }];
    cells.extend([item.n.to_string(), share(item.facility, w), format!("{} / {}", counted(item.not_attempted), counted(item.not_taught))]);
    cells.extend([number(item.item_rest), w.t(gate(item.gate))]);
    let published = item.references.iter().map(|(_, _, share)| w.percent(*share, 0));
    cells.extend(published.chain(std::iter::repeat("–".to_owned())).take(areas));
    cells
}

const fn gate(gate: MasteryGate) -> &'static str {
    match gate {
        MasteryGate::Sufficient => "gate-sufficient",
        MasteryGate::Uncertain => "gate-uncertain",
        MasteryGate::Insufficient => "gate-insufficient",
        MasteryGate::Unknown => "gate-unknown",
    }
}

/// Section 6: planned results by codifier position.
pub(super) fn planned(page: &Page<'_>, d: &Description) -> Markup {
    let head = ["column-codifier", "column-items", "column-n", "column-facility", "column-gate"].map(|key| page.w.t(key));
    let rows: Vec<Vec<String>> = d
        .planned
        .iter()
        .filter(|p| !page.outside || p.n >= SMALL)
        .map(|p| vec![p.codifier.clone(), p.items.join(", "), p.n.to_string(), share(Some(p.mastery), page.w), page.w.t(gate(p.gate))])
        .collect();
    html! {
        @if !rows.is_empty() {
            h3 { (page.w.t("section-planned")) }
            (table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &rows, page.w))
        }
    }
}

/// Section 7: crossings of the group curves; the curves stand below as a figure.
pub(super) fn groups(page: &Page<'_>, d: &Description) -> Markup {
    let Some(groups) = &d.groups else { return html! {} };
    let w = page.w;
    let crossing = |c: &records::study::Crossing| {
        let key = if c.readable { "section-crossing" } else { "section-crossing-small" };
        w.with(
            key,
            [
                ("item", c.item.as_str().into()),
                ("weaker", usize::from(c.weaker).into()),
                ("stronger", usize::from(c.stronger).into()),
                ("difference", w.number(100.0 * c.difference, 0).into()),
            ],
        )
    };
    html! {
        h3 { (w.t("section-groups")) }
        p.note { (w.with("section-groups-gate", [("gate", groups.gate.into())])) }
        @if groups.crossings.is_empty() { p { (w.t("section-no-crossings")) } } @else if !page.outside { ul { @for c in &groups.crossings { li { (crossing(c)) } } } }
    }
}
