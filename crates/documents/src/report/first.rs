//! The first sheet: what a head reads in a minute.
//! covers: R14, D2, D4

use std::collections::BTreeMap;

use maud::{Markup, html};
use records::study::SetStudy;
use records::text::Text;
use records::vocabulary::{Chip, SetStatus};
use words::report;

use super::parts::{as_of, chip, shape, table};
use super::set::link;
use super::{Page, matters, region, schools};
use crate::tables::parallel_sets;
use crate::{names, trust};

/// Up to this many sets worth a look in a report on many schools, their list stands open.
const MOST_OPEN: usize = 24;

/// Reasons of refusals listed in a report on many schools.
const MOST_REASONS: usize = 6;

pub(super) fn sheet(page: &Page<'_>) -> Markup {
    html! {
        section.sheet #first {
            header.masthead {
                h1 { (report::title(page.lang)) }
                p.meta { (schools::line(page)) " · " (as_of(page)) " · " (report::prepared(page.lang)) " " (page.m.version) }
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
                (matters::section(page))
                (detectable(page))
                (silent(page))
            }
            (to_do(page))
            p.printed { (report::print_folded(page.lang)) }
            p.legal { (report::legal(page.lang)) " " (page.say(&page.study.registration.sentence())) }
        }
    }
}

/// The headline; sentences about sets that stand in the list below are not said twice.
fn headline(page: &Page<'_>) -> Markup {
    let listed: Vec<&str> = page.looked.iter().map(|(_, set)| page.say(&set.title)).collect();
    let repeated = |text: &Text| listed.iter().any(|title| page.say(text).contains(title));
    let hidden = |text: &Text| !page.outside && repeated(text);
    let told: Vec<&str> = page.study.headline.sentences.iter().filter(|text| !hidden(text)).map(|text| page.say(text)).collect();
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
    let cell = |value: usize, name: String| said(words::count(page.lang, value), name);
    html! {
        dl.counts {
            @if page.many() { (cell(page.schools.len(), report::count_schools(page.lang))) }
            @if let Some(scripts) = h.scripts { (cell(scripts, report::count_scripts(page.lang))) }
            @if page.outside { (cell(parallel_sets(page.study).len(), report::count_parallels(page.lang))) }
            (cell(h.sets, report::count_sets(page.lang)))
            (cell(h.answered, report::count_answered(page.lang)))
            (cell(h.look, report::count_look(page.lang)))
            @if let Some(chance) = h.expected_by_chance.filter(|_| page.many()) { (said(words::number(page.lang, chance, 1), report::count_chance(page.lang))) }
            @if page.flags() { (cell(h.flagged, report::count_flagged(page.lang))) }
            (cell(page.study.headline.silent, report::count_silent(page.lang)))
        }
        @if page.outside { p.note { (report::outside_counts(page.lang)) } }
    }
}

fn look(page: &Page<'_>) -> Markup {
    let shown: Vec<&(usize, &SetStudy)> = page.sheets.iter().chain(page.cards.iter().filter(|(_, set)| set.look || set.flagged)).collect();
    let listed = shown.len();
    html! {
        @if page.many() { (flagged(page)) }
        h2 { (report::look(page.lang)) }
        @if shown.is_empty() { p { (report::look_none(page.lang)) } }
        @else if page.many() { (look_by_work(page, shown)) }
        @else {
            ol.verdicts {
                @for (index, set) in shown {
                    (verdict(page, *index, set))
                }
            }
            (trust_how(page))
        }
        @if page.looked.len() > listed && !page.many() {
            p.note { (report::look_more(page.lang, page.looked.len() - listed)) }
        }
    }
}

/// A set worth a look with its one figure of trust.
fn verdict(page: &Page<'_>, index: usize, set: &SetStudy) -> Markup {
    html! {
        li {
            (shape(set.chip)) (link(page, index, set)) " — " (page.say(&set.verdict))
            @if let Some(trust) = trust::of_set(set, page.lang) { " " b { (trust) } }
        }
    }
}

/// How the figures of single sets and the one of the headline go together.
fn trust_how(page: &Page<'_>) -> Markup {
    let h = &page.study.headline;
    html! { @if let Some(chance) = h.expected_by_chance { p.note { (report::trust_how(page.lang, h.answered, words::number(page.lang, chance, 1))) } } }
}

/// Sets that ask for a check, in a report on many schools: few, so they stand open, by work and school.
fn flagged(page: &Page<'_>) -> Markup {
    let mut sets: Vec<(usize, &SetStudy)> = page.study.sets.iter().enumerate().filter(|(_, set)| set.flagged).collect();
    sets.sort_by_key(|(index, set)| (set.work, *index));
    html! {
        @if !sets.is_empty() {
            h2 { (report::flagged(page.lang)) }
            p { (report::flagged_how(page.lang)) }
            ul.verdicts { @for (index, set) in &sets { li { (shape(set.chip)) (link(page, *index, set)) " — " (page.say(&set.reason)) } } }
        }
    }
}

/// Many sets worth a look: gathered by work, schools by name.
fn look_by_work(page: &Page<'_>, mut shown: Vec<&(usize, &SetStudy)>) -> Markup {
    shown.sort_by_key(|(index, set)| (set.work, *index));
    let left = page.looked.len() - shown.len();
    html! {
        p { (report::region_look_how(page.lang, shown.len())) @if left > 0 { " " (report::look_more(page.lang, left)) } }
        @for sets in shown.chunk_by(|a, b| a.1.work == b.1.work) {
            @let work = sets.first().and_then(|(_, set)| page.study.works.get(set.work));
            details.numbers.opens open[page.looked.len() <= MOST_OPEN] {
                summary { @if let Some(work) = work { (page.say(&work.title)) ": " } (sets.len()) }
                ul.verdicts { @for (index, set) in sets { (verdict(page, *index, set)) } }
            }
        }
    }
}

/// D2: what the data can show, before any indicator.
fn detectable(page: &Page<'_>) -> Markup {
    let rows = detectable_rows(page);
    let head = [
        report::column_work(page.lang),
        report::column_sets(page.lang),
        report::column_detectable(page.lang),
        report::column_max(page.lang),
        report::column_blind(page.lang),
    ];
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    html! {
        @if !rows.is_empty() {
            h2 { (report::detectable(page.lang)) }
            p { (report::detectable_how(page.lang, words::percent(page.lang, page.study.protocol.mde_power, 0))) }
            @if rows.len() > 8 {
                details.numbers.opens { summary { (report::detectable_works(page.lang, rows.len())) } (table(&head, &rows, page.lang)) }
            } @else { (table(&head, &rows, page.lang)) }
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
            1 => words::number(page.lang, least, 1),
            _ => format!("{}–{}", words::number(page.lang, least, 1), words::number(page.lang, most, 1)),
        };
        vec![page.say(&work.title).to_owned(), sets.len().to_string(), range, work.max.to_string(), (sets.len() - known.len()).to_string()]
    };
    names::works(page.study, page.lang).into_iter().filter_map(|index| Some((index, page.study.works.get(index)?))).map(row).collect()
}

/// What is not concluded, and why: refusals gathered by their reason.
fn silent(page: &Page<'_>) -> Markup {
    let mut reasons: BTreeMap<&str, Vec<(usize, &SetStudy)>> = BTreeMap::new();
    let sets = names::order(page.study).into_iter().filter_map(|index| Some((index, page.study.sets.get(index)?)));
    for (index, set) in sets.filter(|(_, set)| set.status != SetStatus::Ok) {
        reasons.entry(page.say(&set.reason)).or_default().push((index, set));
    }
    let blunt = page.study.sets.iter().filter(|set| set.status == SetStatus::Ok && set.chip == Chip::TooLittle).count();
    html! {
        @if (blunt > 0 || !reasons.is_empty()) && !page.outside {
            h2 { (report::silent(page.lang)) }
            @if blunt > 0 { p { (report::blunt(page.lang, blunt)) } }
            ul.verdicts {
                @for (reason, sets) in &reasons {
                    li {
                        @if let Some((_, first)) = sets.first() { (shape(first.chip)) }
                        @for (place, (index, set)) in sets.iter().take(6).enumerate() {
                            @if place > 0 { ", " }
                            (link(page, *index, set))
                        }
                        @if sets.len() > 6 { " " (report::and_more(page.lang, sets.len() - 6)) }
                        " — " (reason)
                    }
                }
            }
        }
    }
}

/// Refusals of many schools: reasons with the number of their sets, most frequent first.
fn reasons(page: &Page<'_>) -> Markup {
    let small = report::region_too_few(page.lang, page.study.protocol.too_few);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for set in page.study.sets.iter().filter(|set| set.status != SetStatus::Ok) {
        let reason = if set.status == SetStatus::TooFew { &small } else { page.say(&set.reason) };
        *counts.entry(reason).or_default() += 1;
    }
    let mut list: Vec<(&str, usize)> = counts.into_iter().collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let (told, rest) = list.split_at(list.len().min(MOST_REASONS));
    let blunt = page.study.sets.iter().filter(|set| set.status == SetStatus::Ok && set.chip == Chip::TooLittle).count();
    html! {
        @if (blunt > 0 || !told.is_empty()) && !page.outside {
            h2 { (report::silent(page.lang)) }
            @if blunt > 0 { p { (report::blunt(page.lang, blunt)) } }
            @if !told.is_empty() {
                ul {
                    @for (reason, count) in told { li { (report::region_reason_sets(page.lang, *count)) " — " (reason) } }
                    @if !rest.is_empty() { li { (report::and_more(page.lang, rest.iter().map(|(_, count)| *count).sum::<usize>())) } }
                }
            }
        }
    }
}

fn to_do(page: &Page<'_>) -> Markup {
    let problems = page.m.problems.len();
    let questions = page.m.questions.len();
    html! {
        @if problems + questions > 0 && page.many() && !page.outside {
            p.asks {
                @if questions > 0 { a href="#questions" { (report::questions_open(page.lang, questions)) } " " }
                @if problems > 0 { a href="#problems" { (report::problems_met(page.lang, problems)) } }
            }
        }
        p.key {
            (report::key(page.lang)) " "
            @for value in [Chip::Look, Chip::Ordinary, Chip::TooLittle] { (chip(value, page.lang)) " " }
        }
    }
}
