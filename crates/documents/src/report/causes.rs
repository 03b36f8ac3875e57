//! Innocent causes, what would clear the question, and the next step: what the data show, then the cards of the indicators that answered
//! upward.

use maud::{Markup, html};
use records::card::{Card, Outcome};
use records::study::SetStudy;
use records::text::Phrase;
use records::vocabulary::Direction;
use words::report;

use super::Page;
use super::parts::sentences;

pub(super) fn section(page: &Page<'_>, set: &SetStudy) -> Markup {
    let cards = concerned(page, set);
    // What the data themselves show comes before what is only possible.
    let own = set.innocent.iter().map(|cause| page.say(cause));
    let innocent: Vec<&str> = own.chain(gathered(page, &cards, |card| card.innocent, 7)).collect();
    let clears = gathered(page, &cards, |card| card.clears, 5);
    let steps = gathered(page, &cards, |card| card.measures, 4);
    html! {
        @if set.look && !cards.is_empty() {
            div.causes {
                div { h3 { (report::set_innocent(page.lang)) } (sentences(innocent)) }
                div { h3 { (report::set_clears(page.lang)) } (sentences(clears)) }
                div { h3 { (report::set_next(page.lang)) } (sentences(steps)) p.note { (report::set_reply(page.lang)) } }
            }
        }
    }
}

/// The leading indicator first, then the other upward ones that reach the look level.
fn concerned(page: &Page<'_>, set: &SetStudy) -> Vec<&'static Card> {
    let look = page.study.protocol.look;
    let upward = |outcome: &Outcome| matches!(outcome, Outcome::Answered(answer) if answer.direction == Direction::Up && answer.p <= look);
    let others = set.readings.iter().filter(|reading| upward(&reading.outcome)).map(|reading| reading.indicator);
    let mut ids: Vec<&str> = set.leading.into_iter().chain(others).collect();
    let mut seen = Vec::new();
    ids.retain(|id| {
        let new = !seen.contains(id);
        seen.push(*id);
        new
    });
    ids.into_iter().filter_map(|id| page.study.cards.find(id)).collect()
}

/// Phrases of several cards, each once, taken in turns so that every card is heard.
fn gathered(page: &Page<'_>, cards: &[&'static Card], of: fn(&'static Card) -> &'static [Phrase], most: usize) -> Vec<&'static str> {
    let longest = cards.iter().map(|card| of(card).len()).max().unwrap_or(0);
    let mut found: Vec<&'static str> = Vec::new();
    for turn in 0..longest {
        for phrase in cards.iter().filter_map(|card| of(card).get(turn)) {
            let text = phrase.in_lang(page.lang);
            if found.len() < most && !found.contains(&text) {
                found.push(text);
            }
        }
    }
    found
}
