//! What a measure should move: declared on its page, looked at on the declared day, said with its uncertainty.
//! covers: D12

use maud::{Markup, html};
use methodology::effect::{FEWEST, Interval, ShareChange, Verdict, share_change};
use records::plan::library::Direction;
use records::text::{Lang, capital, number, percent};
use words::office;
use workflow::plan::{DeclareEffect, Effect, EffectSeen, EffectShown, OneShown, PlanState, Share};
use workflow::{Act, Field as Told};

use super::library::shipped;
use super::told;
use crate::server::form::{Field, Form, Kind, Mistakes, Typed};
use crate::server::policy::{Asked, Rights};

pub(super) const DECLARE: Form = Form {
    fields: &[
        Field::new("what", office::effect_what, Kind::Line).hint(office::effect_what_hint).told(Told::EffectWhat).needed(),
        Field::new("direction", office::effect_direction, Kind::One(directions)),
        Field::new("look", office::effect_look_on, Kind::Day).hint(office::effect_look_on_hint).told(Told::EffectDay).needed(),
    ],
};
pub(super) const LOOK: Form = Form {
    fields: &[
        Field::new("before", office::effect_before, Kind::Line).hint(office::effect_share_hint).told(Told::Before).any_length(),
        Field::new("after", office::effect_after, Kind::Line).told(Told::After).any_length(),
        Field::new("seen-words", office::effect_words, Kind::Text).told(Told::EffectWords).needed(),
    ],
};

/// A form of the effect that was refused: which, with what was typed.
pub(super) struct Again<'a> {
    pub(super) form: &'static str,
    pub(super) typed: &'a Typed,
    pub(super) mistakes: &'a Mistakes,
}

fn directions(lang: Lang) -> Vec<(String, String)> {
    [Direction::Up, Direction::Down].map(|one| (one.code().to_owned(), direction(lang, one))).into()
}

fn direction(lang: Lang, direction: Direction) -> String {
    match direction {
        Direction::Up => office::effect_up(lang),
        Direction::Down => office::effect_down(lang),
    }
}

/// The section of a measure's page.
pub(super) fn section(asked: &Asked, one: &OneShown, rights: &Rights, again: Option<&Again<'_>>) -> Markup {
    let lang = asked.lang;
    let may = rights.may(DeclareEffect::NAME);
    // What was declared is looked at also when the plan is closed: an effect may show later.
    let open = may && one.plan_state != PlanState::Closed;
    html! {
        @if open || one.effect.is_some() {
            section #effect {
                h2 { (office::effect_title(lang)) }
                @if let Some(shown) = &one.effect {
                    p { (declared(lang, shown)) }
                    @if let Some(seen) = &shown.seen { (told_seen(lang, shown, seen)) }
                    @if may { (looking(asked, one, shown, again)) }
                } @else { p.quiet { (office::effect_none(lang)) } }
                @if open && one.effect.as_ref().is_none_or(|shown| shown.seen.is_none()) { (declaring(asked, one, again)) }
            }
        }
    }
}

/// «Должно уменьшиться: … Назначено 01.09.2026, смотреть 01.06.2027.»
pub fn declared(lang: Lang, shown: &EffectShown) -> String {
    let EffectShown { effect, declared, times, .. } = shown;
    let said = office::effect_declared(
        lang,
        capital(&direction(lang, effect.direction)),
        &effect.what,
        told::day(*declared),
        told::day(effect.look_on),
    );
    if *times < 2 { said } else { format!("{said} {}", office::effect_declared_anew(lang, *times as usize - 1)) }
}

/// What was seen, as a picture and a sentence.
fn told_seen(lang: Lang, shown: &EffectShown, seen: &EffectSeen) -> Markup {
    let judged = seen.before.zip(seen.after).and_then(|(before, after)| Some((change(before, after)?, before, after)));
    html! {
        @if let Some((change, before, after)) = &judged { (picture(lang, change, *before, *after)) }
        p { b { (sentence(lang, &shown.effect, seen)) } }
        p.quiet { (told::day(seen.day)) ": " span.written { (seen.words) } }
        @if judged.is_some() { p.hint { (office::effect_caution(lang)) } }
    }
}

fn change(before: Share, after: Share) -> Option<ShareChange> {
    share_change((before.count, before.of), (after.count, after.of))
}

/// What was seen in one sentence: with the numbers and their uncertainty, or why there is none.
pub fn sentence(lang: Lang, effect: &Effect, seen: &EffectSeen) -> String {
    let Some((before, after)) = seen.before.zip(seen.after) else { return office::effect_words_only(lang) };
    let said = |share: Share| office::effect_share(lang, share.count.to_string(), share.of.to_string());
    let Some(change) = change(before, after) else {
        return office::effect_too_few(lang, said(before), said(after), FEWEST.to_string());
    };
    // As many digits as it takes for an end that is not 0 not to read as 0: a sentence never says more than its numbers.
    let ends = [change.change.low, change.change.high, change.change.estimate];
    let reads_as_zero =
        |value: f64, digits: usize| value != 0.0 && !number(value * 100.0, digits, lang).chars().any(|c| ('1'..='9').contains(&c));
    let digits = (0..4).find(|digits| !ends.iter().any(|value| reads_as_zero(*value, *digits))).unwrap_or(4);
    let points = |value: f64| number(value * 100.0, digits, lang);
    let (before_share, after_share) = (percent(change.before.estimate, 0, lang), percent(change.after.estimate, 0, lang));
    let sides = office::effect_sides(lang, before_share, said(before), after_share, said(after));
    let moved = office::effect_change(lang, points(change.change.estimate), points(change.change.low), points(change.change.high));
    let verdict = match change.verdict(effect.direction == Direction::Up) {
        Verdict::AsExpected => office::effect_as_expected(lang),
        Verdict::Otherwise => office::effect_otherwise(lang),
        Verdict::NotShown => office::effect_not_shown(lang),
    };
    format!("{sides} {moved} {verdict}")
}

/// Both shares with their intervals on one line from 0 to 100 %.
fn picture(lang: Lang, change: &ShareChange, before: Share, after: Share) -> Markup {
    let x = |share: f64| number(140.0 + share.clamp(0.0, 1.0) * 300.0, 1, Lang::En);
    let row = |y: u32, name: String, side: Interval, share: Share| {
        html! {
            text x="0" y=(y + 5) { (name) }
            line x1=(x(side.low)) x2=(x(side.high)) y1=(y) y2=(y) stroke="currentColor" stroke-width="2" {}
            circle cx=(x(side.estimate)) cy=(y) r="5" fill="currentColor" {}
            text x="450" y=(y + 5) { (percent(side.estimate, 0, lang)) " · " (share.count) "/" (share.of) }
        }
    };
    html! {
        figure.effect {
            svg viewBox="0 0 560 100" role="img" aria-label=(office::effect_picture(lang)) {
                @for tick in [0.0, 0.25, 0.5, 0.75, 1.0] {
                    line x1=(x(tick)) x2=(x(tick)) y1="8" y2="78" stroke="currentColor" stroke-opacity=".25" {}
                    text x=(x(tick)) y="96" text-anchor="middle" { (percent(tick, 0, lang)) }
                }
                (row(26, office::effect_before_short(lang), change.before, before))
                (row(60, office::effect_after_short(lang), change.after, after))
            }
        }
    }
}

fn declaring(asked: &Asked, one: &OneShown, again: Option<&Again<'_>>) -> Markup {
    let lang = asked.lang;
    let (typed, mistakes, open) = match again.filter(|again| again.form == "declare") {
        Some(again) => (again.typed.clone(), again.mistakes.clone(), true),
        None => (filled(asked, one), Mistakes::default(), false),
    };
    html! {
        details.aside open[open] {
            summary { @if one.effect.is_some() { (office::effect_declare_anew(lang)) } @else { (office::effect_declare(lang)) } }
            form.narrow method="post" action={ "/measure/" (one.measure.id.as_str()) "/effect" } {
                (DECLARE.show_within("effect-", lang, &typed, &mistakes))
                @if let Some(shown) = &one.effect { input type="hidden" name="shown" value=(shown.entry); }
                button.second { (office::effect_declare_button(lang)) }
            }
        }
    }
}

/// What is declared; where nothing is, what the library of measures proposes.
fn filled(asked: &Asked, one: &OneShown) -> Typed {
    if let Some(EffectShown { effect, .. }) = &one.effect {
        return asked
            .form()
            .with("what", effect.what.clone())
            .with("direction", effect.direction.code())
            .with("look", effect.look_on.to_string());
    }
    let library = shipped().ok();
    let proposed =
        library.as_ref().zip(one.measure.content.library.as_deref()).and_then(|(library, key)| library.get(key)?.effect.as_ref());
    match proposed {
        Some(proposed) => asked.form().with("what", proposed.what.clone()).with("direction", proposed.direction.code()),
        None => asked.form(),
    }
}

fn looking(asked: &Asked, one: &OneShown, shown: &EffectShown, again: Option<&Again<'_>>) -> Markup {
    let lang = asked.lang;
    let early = asked.reader.now().date() < shown.effect.look_on;
    let share = |share: Option<Share>| {
        share.map(|share| office::effect_share(lang, share.count.to_string(), share.of.to_string())).unwrap_or_default()
    };
    let (typed, mistakes, open) = match again.filter(|again| again.form == "look") {
        Some(again) => (again.typed.clone(), again.mistakes.clone(), true),
        None => {
            let seen = shown.seen.as_ref();
            let typed = asked
                .form()
                .with("before", share(seen.and_then(|seen| seen.before)))
                .with("after", share(seen.and_then(|seen| seen.after)));
            (typed.with("seen-words", seen.map(|seen| seen.words.clone()).unwrap_or_default()), Mistakes::default(), seen.is_none())
        }
    };
    html! {
        @if early { p.quiet { (office::effect_early(lang, told::day(shown.effect.look_on))) } }
        @else {
            details.aside open[open] {
                summary { @if shown.seen.is_some() { (office::effect_look_again(lang)) } @else { (office::effect_look(lang)) } }
                form.narrow method="post" action={ "/measure/" (one.measure.id.as_str()) "/effect/look" } {
                    (LOOK.show_within("look-", lang, &typed, &mistakes))
                    input type="hidden" name="shown" value=(shown.entry);
                    @if let Some(seen) = &shown.seen { input type="hidden" name="seen" value=(seen.entry); }
                    button.second { (office::effect_look_button(lang)) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use workflow::Id;

    use super::*;

    #[test]
    fn a_change_is_said_with_its_uncertainty_or_not_at_all() {
        let effect = Effect { what: "доля".into(), direction: Direction::Down, look_on: date(2027, 6, 1) };
        let seen = |before: Option<(u32, u32)>, after: Option<(u32, u32)>| EffectSeen {
            before: before.map(|(count, of)| Share { count, of }),
            after: after.map(|(count, of)| Share { count, of }),
            words: String::new(),
            day: date(2027, 6, 1),
            by: Id::read("p").unwrap(),
            entry: 1,
        };
        let said = sentence(Lang::Ru, &effect, &seen(Some((30, 60)), Some((9, 60))));
        assert!(
            said.contains("50\u{a0}%") && said.contains("30 из 60") && said.contains("больше случайного") && !said.contains("другую"),
            "{said}"
        );
        let other = sentence(Lang::Ru, &effect, &seen(Some((9, 60)), Some((30, 60))));
        assert!(other.contains("в другую сторону"), "{other}");
        let none = sentence(Lang::Ru, &effect, &seen(Some((12, 60)), Some((9, 60))));
        assert!(none.contains("не отличить от случайного"), "{none}");
        let few = sentence(Lang::Ru, &effect, &seen(Some((3, 6)), Some((1, 60))));
        assert!(few.contains("меньше 10") && !few.contains("случайн"), "{few}");
        assert!(sentence(Lang::Ru, &effect, &seen(None, None)).contains("словами"));
        // 8 of 40 and 2 of 40: the upper end is a twelfth of a point below zero, and does not read as zero.
        let near = sentence(Lang::Ru, &effect, &seen(Some((8, 40)), Some((2, 40))));
        assert!(near.contains("больше случайного") && near.contains("до −0,1") && !near.contains("до 0"), "{near}");
    }
}
