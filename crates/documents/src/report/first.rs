//! The first sheet: what a head reads in a minute.
//! covers: R14, D2, D4

use std::collections::BTreeMap;

use maud::{Markup, html};
use records::study::SetStudy;
use records::text::Text;
use records::vocabulary::{Chip, SetStatus};

use super::parts::{chip, date, shape, table};
use super::set::link;
use super::{Page, region, schools, units};

/// Up to this many sets worth a look in a report on many schools, their list stands open.
const MOST_OPEN: usize = 24;

/// Reasons of refusals listed in a report on many schools.
const MOST_REASONS: usize = 6;

pub(super) fn sheet(page: &Page<'_>) -> Markup {
    html! {
        section.sheet #first {
            header.masthead {
                h1 { (page.w.t("report-title")) }
                p.meta { (schools::line(page)) " · " (date(page.study.as_of, page.w)) " · " (page.w.t("report-prepared")) " " (page.m.version) }
            }
            (headline(page))
            (counts(page))
            @if page.many() {
                (region::overview(page))
                @if !page.outside { (look(page)) }
                (reasons(page))
                (region::next(page))
            } @else {
                (region::schools(page))
                @if !page.outside { (look(page)) }
                (units::looked(page))
                (detectable(page))
                (silent(page))
            }
            (to_do(page))
            p.printed { (page.w.t("report-print-folded")) }
            p.legal { (page.w.t("report-legal")) " " (page.w_text(&page.study.registration.sentence())) }
        }
    }
}

/// The headline; sentences about sets that stand in the list below are not said twice.
fn headline(page: &Page<'_>) -> Markup {
    let listed: Vec<&str> = page.looked.iter().map(|(_, set)| page.w_text(&set.title)).collect();
    let repeated = |text: &Text| listed.iter().any(|title| page.w_text(text).contains(title));
    let hidden = |text: &Text| if page.outside { schools::names_a_class(page, text) } else { repeated(text) };
    let told: Vec<&str> = page.study.headline.sentences.iter().filter(|text| !hidden(text)).map(|text| page.w_text(text)).collect();
    html! {
        @if let Some((first, rest)) = told.split_first() {
            p.lead { (first) }
            @for sentence in rest { p { (sentence) } }
        }
    }
}

fn counts(page: &Page<'_>) -> Markup {
    let h = &page.study.headline;
    let said = |value: String, name: String| html! { div { dt { (name) } dd { (value) } } };
    let cell = |value: usize, name: String| said(page.w.count(value), name);
    html! {
        dl.counts {
            @if page.many() { (cell(page.schools.len(), page.w.t("count-schools"))) }
            (cell(h.scripts, page.w.t("count-scripts")))
            (cell(h.sets, page.w.t("count-sets")))
            (cell(h.answered, page.w.t("count-answered")))
            (cell(h.look, page.w.t("count-look")))
            @if let Some(chance) = h.expected_by_chance.filter(|_| page.many()) { (said(page.w.number(chance, 1), page.w.t("count-chance"))) }
            @if page.flags() { (cell(h.flagged, page.w.t("count-flagged"))) }
            (cell(page.study.sets.iter().filter(|set| set.chip == Chip::TooLittle).count(), page.w.t("count-silent")))
        }
    }
}

fn look(page: &Page<'_>) -> Markup {
    let shown: Vec<&(usize, &SetStudy)> = page.sheets.iter().chain(page.cards.iter().filter(|(_, set)| set.look || set.flagged)).collect();
    html! {
        @if page.many() { (flagged(page)) }
        h2 { (page.w.t("report-look")) }
        @if shown.is_empty() { p { (page.w.t("report-look-none")) } }
        @else if page.many() { (look_by_work(page, shown)) }
        @else {
            ol.verdicts { @for (index, set) in shown { li { (shape(set.chip)) (link(page, *index, set)) " — " (page.w_text(&set.verdict)) } } }
        }
        @if page.looked.len() > page.sheets.len() && !page.many() {
            p.note { (page.w.with("report-look-more", [("n", (page.looked.len() - page.sheets.len()).into())])) }
        }
    }
}

/// Sets that ask for a check, in a report on many schools: few, so they stand open, by work and school.
fn flagged(page: &Page<'_>) -> Markup {
    let mut sets: Vec<(usize, &SetStudy)> = page.study.sets.iter().enumerate().filter(|(_, set)| set.flagged).collect();
    sets.sort_by_key(|(index, set)| (set.work, *index));
    html! {
        @if !sets.is_empty() {
            h2 { (page.w.t("report-flagged")) }
            p { (page.w.t("report-flagged-how")) }
            ul.verdicts { @for (index, set) in &sets { li { (shape(set.chip)) (link(page, *index, set)) " — " (page.w_text(&set.reason)) } } }
        }
    }
}

/// Many sets worth a look: gathered by work, schools by name.
fn look_by_work(page: &Page<'_>, mut shown: Vec<&(usize, &SetStudy)>) -> Markup {
    shown.sort_by_key(|(index, set)| (set.work, *index));
    let left = page.looked.len() - shown.len();
    html! {
        p { (page.w.with("region-look-how", [("n", shown.len().into())])) @if left > 0 { " " (page.w.with("report-look-more", [("n", left.into())])) } }
        @for sets in shown.chunk_by(|a, b| a.1.work == b.1.work) {
            @let work = sets.first().and_then(|(_, set)| page.study.works.get(set.work));
            details.numbers.opens open[page.looked.len() <= MOST_OPEN] {
                summary { @if let Some(work) = work { (page.w_text(&work.title)) ": " } (sets.len()) }
                ul.verdicts { @for (index, set) in sets { li { (shape(set.chip)) (link(page, *index, set)) " — " (page.w_text(&set.verdict)) } } }
            }
        }
    }
}

/// D2: what the data can show, before any indicator.
fn detectable(page: &Page<'_>) -> Markup {
    let rows = detectable_rows(page);
    let head =
        [page.w.t("column-work"), page.w.t("column-sets"), page.w.t("column-detectable"), page.w.t("column-max"), page.w.t("column-blind")];
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    html! {
        @if !rows.is_empty() {
            h2 { (page.w.t("report-detectable")) }
            p { (page.w.with("report-detectable-how", [("power", page.w.percent(page.study.protocol.mde_power, 0).into())])) }
            @if rows.len() > 8 {
                details.numbers.opens { summary { (page.w.with("report-detectable-works", [("n", rows.len().into())])) } (table(&head, &rows, page.w)) }
            } @else { (table(&head, &rows, page.w)) }
        }
    }
}

fn detectable_rows(page: &Page<'_>) -> Vec<Vec<String>> {
    let row = |(index, work): (usize, &records::study::Work)| {
        let sets: Vec<&SetStudy> = page.study.sets.iter().filter(|set| set.work == index).collect();
        let known: Vec<f64> = sets.iter().filter(|set| set.status == SetStatus::Ok).filter_map(|set| set.mde).collect();
        let least = known.iter().copied().fold(f64::INFINITY, f64::min);
        let most = known.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let range = match known.len() {
            0 => "–".to_owned(),
            1 => page.w.number(least, 1),
            _ => format!("{}–{}", page.w.number(least, 1), page.w.number(most, 1)),
        };
        vec![
            page.w_text(&work.title).to_owned(),
            sets.len().to_string(),
            range,
            work.max.to_string(),
            (sets.len() - known.len()).to_string(),
        ]
    };
    page.study.works.iter().enumerate().map(row).collect()
}

/// What is not concluded, and why: refusals gathered by their reason.
fn silent(page: &Page<'_>) -> Markup {
    let mut reasons: BTreeMap<&str, Vec<(usize, &SetStudy)>> = BTreeMap::new();
    for (index, set) in page.study.sets.iter().enumerate().filter(|(_, set)| set.status != SetStatus::Ok) {
        reasons.entry(page.w_text(&set.reason)).or_default().push((index, set));
    }
    let blunt = page.study.sets.iter().filter(|set| set.status == SetStatus::Ok && set.chip == Chip::TooLittle).count();
    html! {
        @if (blunt > 0 || !reasons.is_empty()) && !page.outside {
            h2 { (page.w.t("report-silent")) }
            @if blunt > 0 { p { (page.w.with("report-blunt", [("n", blunt.into())])) } }
            ul.verdicts {
                @for (reason, sets) in &reasons {
                    li {
                        @if let Some((_, first)) = sets.first() { (shape(first.chip)) }
                        @for (place, (index, set)) in sets.iter().take(6).enumerate() {
                            @if place > 0 { ", " }
                            (link(page, *index, set))
                        }
                        @if sets.len() > 6 { " " (page.w.with("report-and-more", [("n", (sets.len() - 6).into())])) }
                        " — " (reason)
                    }
                }
            }
        }
    }
}

/// Refusals of many schools: reasons with the number of their sets, most frequent first.
fn reasons(page: &Page<'_>) -> Markup {
    let small = page.w.with("region-too-few", [("least", page.study.protocol.too_few.into())]);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for set in page.study.sets.iter().filter(|set| set.status != SetStatus::Ok) {
        let reason = if set.status == SetStatus::TooFew { &small } else { page.w_text(&set.reason) };
        *counts.entry(reason).or_default() += 1;
    }
    let mut list: Vec<(&str, usize)> = counts.into_iter().collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let (told, rest) = list.split_at(list.len().min(MOST_REASONS));
    let blunt = page.study.sets.iter().filter(|set| set.status == SetStatus::Ok && set.chip == Chip::TooLittle).count();
    html! {
        @if (blunt > 0 || !told.is_empty()) && !page.outside {
            h2 { (page.w.t("report-silent")) }
            @if blunt > 0 { p { (page.w.with("report-blunt", [("n", blunt.into())])) } }
            @if !told.is_empty() {
                ul {
                    @for (reason, count) in told { li { (page.w.with("region-reason-sets", [("n", (*count).into())])) " — " (reason) } }
                    @if !rest.is_empty() { li { (page.w.with("report-and-more", [("n", rest.iter().map(|(_, count)| *count).sum::<usize>().into())])) } }
                }
            }
        }
    }
}

fn to_do(page: &Page<'_>) -> Markup {
    let problems = page.m.problems.len();
    let questions = page.m.questions.len();
    html! {
        @if problems + questions > 0 && !page.outside {
            p.asks {
                @if questions > 0 { a href="#questions" { (page.w.with("report-questions-open", [("n", questions.into())])) } " " }
                @if problems > 0 { a href="#problems" { (page.w.with("report-problems-met", [("n", problems.into())])) } }
            }
        }
        p.key {
            (page.w.t("report-key")) " "
            @for value in [Chip::Look, Chip::Clear, Chip::TooLittle] { (chip(value, page.w)) " " }
        }
    }
}
