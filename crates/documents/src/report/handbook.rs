//! The methodology chapter and the glossary: every indicator on one page, made from its card.
//! covers: R13

use maud::{Markup, html};
use records::card::Card;
use records::text::Phrase;

use super::Page;
use super::set::link;
use crate::units::answer;

/// Terms with their explanations; keys of the messages.
const TERMS: [(&str, &str); 18] = [
    ("term-set", "term-set-is"),
    ("term-primary", "term-primary-is"),
    ("term-boundary", "term-boundary-is"),
    ("term-expectation", "term-expectation-is"),
    ("term-interval", "term-interval-is"),
    ("term-mde", "term-mde-is"),
    ("term-p", "term-p-is"),
    ("term-q", "term-q-is"),
    ("term-ladder", "term-ladder-is"),
    ("term-sign", "term-sign-is"),
    ("term-flag", "term-flag-is"),
    ("term-lfdr", "term-lfdr-is"),
    ("term-passport", "term-passport-is"),
    ("term-pass", "term-pass-is"),
    ("term-quality", "term-quality-is"),
    ("term-sou", "term-sou-is"),
    ("term-facility", "term-facility-is"),
    ("term-reliability", "term-reliability-is"),
];

pub(super) fn sheet(page: &Page<'_>) -> Markup {
    html! {
        section.sheet #methodology {
            h2 { (page.w.t("report-methodology")) }
            p { (page.w.t("methodology-opening")) }
            ol.steps { @for key in ["methodology-step-1", "methodology-step-2", "methodology-step-3", "methodology-step-4", "methodology-step-5"] { li { (page.w.t(key)) } } }
            @for card in &page.study.cards.sets { (one(page, card)) }
            h3 { (page.w.t("methodology-units")) }
            @for card in &page.study.cards.units { (one(page, card)) }
        }
        section.sheet #words {
            h2 { (page.w.t("report-words")) }
            dl.terms { @for (term, meaning) in TERMS { div { dt { (page.w.t(term)) } dd { (page.w.t(meaning)) } } } }
        }
    }
}

/// One indicator.
fn one(page: &Page<'_>, card: &'static Card) -> Markup {
    let say = |phrase: Phrase| phrase.in_lang(page.w.lang);
    let part = |key: &'static str, text: &str| html! { @if !text.is_empty() { h3 { (page.w.t(key)) } p { (text) } } };
    let list = |key: &'static str, phrases: &[Phrase]| {
        html! { @if !phrases.is_empty() { div { h3 { (page.w.t(key)) } ul { @for phrase in phrases { li { (say(*phrase)) } } } } } }
    };
    html! {
        details.card.indicator id={ "card-" (card.id) } {
            summary { b { (say(card.title)) } " " span.said { (say(card.question)) } }
            p.meta { (card.id) " · " (page.w.with("card-version", [("version", card.version.into())])) " · " (page.w.with("card-unit", [("unit", card.unit.label().in_lang(page.w.lang).into())])) " · " (page.w.t(if card.in_screen { "card-in-screen" } else { "card-not-in-screen" })) }
            (part("card-method", say(card.method)))
            (part("card-needs", say(card.needs)))
            (part("card-reading", say(card.reading)))
            (part("card-example", say(card.example)))
            (example_of_school(page, card))
            div.causes { (list("set-innocent", card.innocent)) (list("set-clears", card.clears)) (list("set-next", card.measures)) }
            @if !card.sources.is_empty() { h3 { (page.w.t("card-sources")) } ul.sources { @for source in card.sources { li { (source) } } } }
        }
    }
}

/// An example from the school's own data: the first set that answered (R13).
fn example_of_school(page: &Page<'_>, card: &'static Card) -> Markup {
    let found = page.study.sets.iter().enumerate().find_map(|(index, set)| {
        let reading = set.readings.iter().find(|reading| reading.indicator == card.id)?;
        match &reading.outcome {
            records::card::Outcome::Answered(answer) => Some((index, set, answer)),
            _ => None,
        }
    });
    let other =
        || page.study.other_units.iter().find_map(|reading| Some((reading, answer(reading).filter(|_| reading.indicator == card.id)?)));
    html! {
        @if let Some((index, set, answer)) = found {
            @if !page.outside {
                h3 { (page.w.t("card-own-example")) }
                p { (link(page, index, set)) ": " (page.w_text(&answer.explanation)) }
            }
        } @else if let Some((reading, answer)) = other().filter(|_| !page.outside) {
            h3 { (page.w.t("card-own-example")) }
            p { (page.w_text(&reading.title)) ": " (page.w_text(&answer.explanation)) }
        }
    }
}
