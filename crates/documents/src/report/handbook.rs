//! The methodology chapter and the glossary: every indicator on one page, made from its card.
//! covers: R13

use maud::{Markup, html};
use records::card::Card;
use records::text::Phrase;
use words::{Word, report};

use super::Page;
use super::set::link;
use crate::unit_readings::answer;

/// Terms with their explanations; keys of the messages.
const TERMS: [(Word, Word); 18] = [
    (report::term_set, report::term_set_is),
    (report::term_primary, report::term_primary_is),
    (report::term_boundary, report::term_boundary_is),
    (report::term_expectation, report::term_expectation_is),
    (report::term_interval, report::term_interval_is),
    (report::term_mde, report::term_mde_is),
    (report::term_p, report::term_p_is),
    (report::term_q, report::term_q_is),
    (report::term_ladder, report::term_ladder_is),
    (report::term_sign, report::term_sign_is),
    (report::term_flag, report::term_flag_is),
    (report::term_lfdr, report::term_lfdr_is),
    (report::term_passport, report::term_passport_is),
    (report::term_pass, report::term_pass_is),
    (report::term_quality, report::term_quality_is),
    (report::term_sou, report::term_sou_is),
    (report::term_facility, report::term_facility_is),
    (report::term_reliability, report::term_reliability_is),
];

pub(super) fn sheet(page: &Page<'_>) -> Markup {
    html! {
        section.sheet #methodology {
            h2 { (report::methodology(page.lang)) }
            p { (report::methodology_opening(page.lang)) }
            ol.steps { @for key in [report::methodology_step_1, report::methodology_step_2, report::methodology_step_3, report::methodology_step_4, report::methodology_step_5] { li { (key(page.lang)) } } }
            details.card {
                summary { b { (report::methodology_cards(page.lang, page.study.cards.all().count())) } }
                @for card in &page.study.cards.sets { (one(page, card)) }
                h3 { (report::methodology_units(page.lang)) }
                @for card in &page.study.cards.units { (one(page, card)) }
            }
        }
        section.sheet #words {
            h2 { (report::words(page.lang)) }
            details.card {
                summary { b { (report::words_count(page.lang, TERMS.len())) } }
                dl.terms { @for (term, meaning) in TERMS { div { dt { (term(page.lang)) } dd { (meaning(page.lang)) } } } }
            }
        }
    }
}

/// One indicator.
fn one(page: &Page<'_>, card: &'static Card) -> Markup {
    let say = |phrase: Phrase| phrase.in_lang(page.lang);
    let part = |key: Word, text: &str| html! { @if !text.is_empty() { h3 { (key(page.lang)) } p { (text) } } };
    let list = |key: Word, phrases: &[Phrase]| {
        html! { @if !phrases.is_empty() { div { h3 { (key(page.lang)) } ul { @for phrase in phrases { li { (say(*phrase)) } } } } } }
    };
    html! {
        details.card.indicator id={ "card-" (card.id) } {
            summary { b { (say(card.title)) } " " span.said { (say(card.question)) } }
            p.meta { (report::card_id(page.lang, card.id)) " · " (report::card_version(page.lang, card.version)) " · " (report::card_unit(page.lang, card.unit.label().in_lang(page.lang))) " · " ((if card.in_screen { report::card_in_screen } else { report::card_not_in_screen })(page.lang)) }
            (part(report::card_method, say(card.method)))
            (part(report::card_needs, say(card.needs)))
            (part(report::card_reading, say(card.reading)))
            (part(report::card_example, say(card.example)))
            (example_of_school(page, card))
            div.causes { (list(report::set_innocent, card.innocent)) (list(report::set_clears, card.clears)) (list(report::set_next, card.measures)) }
            @if !card.sources.is_empty() { h3 { (report::card_sources(page.lang)) } ul.sources { @for source in card.sources { li { (source.in_lang(page.lang)) } } } }
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
                h3 { (report::card_own_example(page.lang)) }
                p { (link(page, index, set)) ": " (page.say(&answer.explanation)) }
            }
        } @else if let Some((reading, answer)) = other().filter(|_| !page.outside) {
            h3 { (report::card_own_example(page.lang)) }
            p { (page.say(&reading.title)) ": " (page.say(&answer.explanation)) }
        }
    }
}
