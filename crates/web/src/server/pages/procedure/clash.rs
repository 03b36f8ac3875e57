//! What does not agree with the rules, in words: what was found, the rule, where it stands; and the reason it is taken with.

use maud::{Markup, html};
use records::plan::calendar::Days;
use records::procedure::{Clash, Found, LoadRule};
use records::text::{Lang, number};
use records::vocabulary::Confidence;
use words::procedures;
use workflow::procedure::{Despite, ScheduleShown};

use super::super::plan::told::span;
use super::told::{self, plain};
use crate::server::form::Typed;

/// What was found.
pub fn found(lang: Lang, schedule: &ScheduleShown, clash: &Clash) -> String {
    let names: Vec<String> = clash.classes.iter().filter_map(|id| class(schedule, id)).collect();
    let classes = names.join(", ");
    let with = others(lang, schedule, clash);
    let known = |told: String, known: bool| if known { told } else { format!("{told} {}", procedures::hours_not_known(lang)) };
    let person =
        |id: &str| schedule.staff.iter().find(|(who, _)| who.as_str() == id).map_or_else(|| placed(schedule, id), |(_, name)| name.clone());
    match &clash.found {
        Found::OnTheDay(works) => procedures::found_on_the_day(lang, classes, *works, told::most_a_day(schedule).to_string(), with),
        Found::Apart(days, weeks) => procedures::found_distance(lang, usize::try_from(*days).unwrap_or(0), plain(*weeks, lang), with),
        Found::Hours(used, year) => {
            let share = if *year > 0.0 { number(100.0 * used / year, 1, lang) } else { "100".to_owned() };
            let most = plain(100.0 * schedule.rules.number(LoadRule::ShareOfHours).unwrap_or_default(), lang);
            procedures::found_hours(lang, classes, plain(*used, lang), number(*year, 0, lang), share, most)
        }
        Found::First(hours) => known(procedures::found_first(lang), *hours),
        Found::Last(lessons, hours) => known(procedures::found_last(lang, lessons.to_string()), *hours),
        Found::DayOff => procedures::found_day_off(lang),
        Found::NoLessons => procedures::found_no_lessons(lang),
        Found::OtherTime => procedures::found_other_time(lang, with),
        Found::Twice(who) => procedures::found_twice(lang, person(who), classes),
        Found::Room(room) => procedures::found_room(lang, room, classes),
        Found::OwnSubject(who) => procedures::found_own_subject(lang, person(who), classes),
        Found::OwnClass(who) => procedures::found_own_class(lang, person(who), classes),
        Found::Outside(days) => procedures::found_outside(lang, windows(lang, days)),
        Found::OtherGrade => procedures::found_other_grade(lang, grade_of(schedule, clash)),
    }
}

fn class(schedule: &ScheduleShown, id: &str) -> Option<String> {
    schedule.classes.iter().find(|(class, _)| class.as_str() == id).map(|(_, name)| name.to_string())
}

fn grade_of(schedule: &ScheduleShown, clash: &Clash) -> String {
    let named = clash.classes.first().and_then(|id| schedule.classes.iter().find(|(class, _)| class.as_str() == id));
    named.map(|(_, name)| name.grade.to_string()).unwrap_or_default()
}

/// The name of somebody who stands in the schedule already.
fn placed(schedule: &ScheduleShown, id: &str) -> String {
    let seats = schedule.procedures.iter().flat_map(|one| &one.seats);
    let named = seats.filter_map(|seat| seat.organiser.as_ref()).find(|(who, _)| who.as_str() == id);
    named.map(|(_, name)| name.clone()).unwrap_or_default()
}

fn others(lang: Lang, schedule: &ScheduleShown, clash: &Clash) -> String {
    let other = |id: &String| schedule.procedures.iter().find(|one| one.id.as_str() == id.as_str());
    clash.with.iter().filter_map(other).map(|one| told::whole(lang, schedule, one)).collect::<Vec<_>>().join("; ")
}

fn windows(lang: Lang, days: &[Days]) -> String {
    days.iter().map(|days| span(lang, days.first, days.last)).collect::<Vec<_>>().join(", ")
}

/// The rule with where it stands.
pub fn source(lang: Lang, schedule: &ScheduleShown, rule: LoadRule, kind: &str) -> String {
    let title = schedule.rules.sources().iter().find(|source| source.rule == rule).map(|source| source.title.in_lang(lang).to_owned());
    // Days and grades are of a kind: the reference data name no rule for them.
    let of_kind = || if rule == LoadRule::Window { procedures::rule_window(lang) } else { procedures::rule_grade(lang) };
    let Some(cite) = schedule.rules.cite(rule, kind) else { return String::new() };
    let unverified = (cite.confidence == Confidence::Low).then(|| procedures::unverified(lang));
    let notes: Vec<String> = cite.note.iter().cloned().chain(unverified).collect();
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) };
    procedures::rule_of(lang, title.unwrap_or_else(of_kind), format!("{}{notes}", cite.source))
}

/// Clashes one under another, each with its rule.
pub fn list(lang: Lang, schedule: &ScheduleShown, kind: &str, clashes: &[Clash]) -> Markup {
    html! {
        ul.plain-list.rows {
            @for clash in clashes {
                li.wrap { span { (found(lang, schedule, clash)) br; span.quiet { (source(lang, schedule, clash.rule, kind)) } } }
            }
        }
    }
}

/// What a form would not keep is told here while it is typed, beside it: its buttons stay where they are. Empty where no script asks.
pub fn beside() -> Markup {
    html! { div aria-live="polite" data-beside {} }
}

/// What is told there.
pub fn while_typing(lang: Lang, schedule: &ScheduleShown, kind: &str, clashes: &[Clash], passed: bool) -> Markup {
    html! {
        div data-found {
            @if passed { p { (procedures::day_passed(lang)) } }
            @if clashes.is_empty() { p { (procedures::agrees(lang)) } }
            @else {
                h2 { (procedures::clashes_title(lang)) }
                p { (procedures::typed_lead(lang)) }
                (list(lang, schedule, kind, clashes))
            }
        }
    }
}

/// What a form would not keep, before it is taken: shown, with the field of the reason. The browser goes there where nothing else is `wrong`.
pub fn before(lang: Lang, schedule: &ScheduleShown, kind: &str, clashes: &[Clash], (typed, wrong): (&Typed, bool)) -> Markup {
    html! {
        section #clashes {
            h2 id=[(!wrong).then_some("wrong")] { (procedures::clashes_title(lang)) }
            p { (procedures::clashes_lead(lang)) }
            (list(lang, schedule, kind, clashes))
            @for clash in clashes { input type="hidden" name="shown" value=(clash.key()); }
            div.field {
                label for="field-despite" { (procedures::reason_despite(lang)) }
                textarea id="field-despite" name="despite" rows="2" { (typed.get("despite")) }
            }
        }
    }
}

/// The reason a form was sent with, and what it had shown.
pub fn despite(typed: &Typed) -> Option<Despite> {
    let shown: Vec<String> = typed.0.iter().filter(|(name, _)| name == "shown").map(|(_, value)| value.clone()).collect();
    (!shown.is_empty()).then(|| Despite { reason: typed.get("despite").to_owned(), shown })
}
