//! What leads an event on, and what is rarely done with it.

use maud::{Markup, html};
use words::{events, office};
use workflow::event::{EventShown, EventState, Missing};

use super::super::plan::told;
use super::again::{Again, REASON};
use crate::server::form::{Mistakes, key};
use crate::server::policy::Asked;

/// What leads on: who came, what is missing, closing.
pub fn next(asked: &Asked, one: &EventShown, attendance: &dyn Fn(bool) -> Markup) -> Markup {
    let lang = asked.lang;
    let at = format!("/event/{}", one.event.id);
    let seen = html! { (key(&asked.form())) input type="hidden" name="seen" value=(one.event.entry); };
    let today = asked.reader.now().date();
    let held = one.kind.is_held();
    let ready = one.missing.is_empty() && (!held || one.event.state == EventState::Held);
    html! {
        @if one.leads && matches!(one.event.state, EventState::Planned | EventState::Held) {
            @if held && one.event.state == EventState::Planned {
                @if one.event.day <= today { (attendance(true)) } @else { p.quiet { (events::ahead(lang)) } }
            } @else if ready && one.awaits.is_some_and(|awaits| awaits.until.is_some()) {
                // The page says above what it waits for.
            } @else if ready {
                @let owe = one.families.filter(|_| one.event.content.can_be_read()).map_or(0, |families| families.all.saturating_sub(families.read + families.declined));
                @if owe > 0 {
                    p {
                        (words::families::outstanding(lang, owe, one.families.map_or(0, |families| families.all).to_string())) " "
                        @match one.event.content.until.filter(|until| *until >= today) {
                            Some(until) => (words::families::outstanding_until(lang, told::day(until))),
                            None => (words::families::outstanding_over(lang)),
                        }
                    }
                }
                form method="post" action={ (at) "/close" } {
                    (seen)
                    @let times = one.occurrences.iter().filter(|time| time.open).count();
                    @if owe == 0 || times > 0 { p { (events::close_what(lang, times)) } }
                    button.main { (events::close(lang)) } }
            } @else {
                @if one.sees_card && one.event.state == EventState::Held { p { a.button.main href={ (at) "/edit" } { (events::card_fill(lang)) } } }
                p { (events::to_close(lang)) }
                ul {
                    @for missing in &one.missing { li { (lacks(asked, one, missing)) } }
                }
            }
            @if held && one.event.state == EventState::Held { details.aside { summary { (events::attendance_again(lang)) } (attendance(false)) } }
        }
    }
}

/// What is missing; what is typed in the form of the event leads there. To a card a button does.
fn lacks(asked: &Asked, one: &EventShown, missing: &Missing) -> Markup {
    let lang = asked.lang;
    let typed = matches!(missing, Missing::Text | Missing::Detail(_) | Missing::Readers(0)) && !one.kind.has_card();
    html! {
        @if one.families.is_some() && matches!(missing, Missing::Readers(0)) { (words::families::missing(lang)) }
        @else if typed { a href={ "/event/" (one.event.id.as_str()) "/edit" } { (missing.told(lang)) } }
        @else { (missing.told(lang)) }
    }
}

/// What is rarely done.
pub fn aside(asked: &Asked, one: &EventShown, again: &Again) -> Markup {
    let lang = asked.lang;
    let (at, none) = (format!("/event/{}", one.event.id), Mistakes::default());
    let folded = |act: &str, title: String| {
        let typed = again.of(act);
        html! {
            details.aside open[typed.is_some()] {
                summary { (title) }
                form.narrow method="post" action={ (at) "/" (act) } {
                    (REASON.show_within(act, lang, typed.unwrap_or(&asked.form()), if typed.is_some() { &again.mistakes } else { &none }))
                    input type="hidden" name="seen" value=(one.event.entry);
                    button.second { (title) }
                }
            }
        }
    };
    html! {
        @match one.event.state {
            EventState::Planned | EventState::Held => (folded("cancel", events::cancel(lang))),
            EventState::Closed | EventState::Cancelled => (folded("reopen", events::reopen(lang))),
        }
        p { a href={ "/journal?of=" (one.event.id.as_str()) } { (office::history(lang)) } }
    }
}
