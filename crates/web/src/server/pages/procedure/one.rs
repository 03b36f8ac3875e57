//! `/procedure/{id}`: a procedure with what does not agree, what can be done now, and where it stood before.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use records::procedure::Clash;
use records::text::capital;
use words::procedures;
use workflow::Field as Told;
use workflow::procedure::{ProcedureShown, ProcedureState, ScheduleShown, SeatShown};

use super::super::frame::{Page, Room, page_with};
use super::super::mistake;
use super::super::plan::told::{day, weekday};
use super::asked::found;
use super::{clash, papers, told};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, key};
use crate::server::office::Office;
use crate::server::policy::Asked;

const DAY: Field = Field::new("day", procedures::day, Kind::Day).told(Told::ProcedureDay).needed();
const SLOT: Field =
    Field::new("slot", procedures::slot, Kind::Line).hint(procedures::slot_hint).told(Told::ProcedureSlot).any_length().needed();
const MOVE_REASON: Field = Field::new("reason", procedures::move_reason, Kind::Text).told(Told::Reason).needed();
const CANCEL_REASON: Field = Field::new("reason", procedures::cancel_reason, Kind::Text).told(Told::Reason).needed();
/// The form of a move.
pub(super) const MOVE: Form = Form { fields: &[DAY, SLOT, MOVE_REASON] };
/// What of it is checked before it is taken: no reason is asked for.
pub(super) const TIMED: Form = Form { fields: &[DAY, SLOT] };
/// The form of a cancelling.
pub(super) const CANCEL: Form = Form { fields: &[CANCEL_REASON] };
/// The form of rooms and organisers.
pub(super) const ARRANGE: Form = Form {
    fields: &[
        Field::new("rooms", procedures::room, Kind::Line).told(Told::Room).any_length(),
        Field::new("organisers", procedures::organiser, Kind::Line).told(Told::Organiser).any_length(),
    ],
};

/// What was typed in which form, what is wrong with it, what it would not keep.
pub(super) struct Again<'a> {
    /// `move`, `arrange`, `cancel`.
    pub form: &'static str,
    pub typed: &'a Typed,
    pub mistakes: Mistakes,
    pub clashes: Option<Vec<Clash>>,
}

/// `GET /procedure/{id}`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    shown(&office, &asked, &id, None).await
}

pub(super) async fn shown(office: &Office, asked: &Asked, id: &str, again: Option<Again<'_>>) -> Response {
    let lang = asked.lang;
    let (one, schedule) = match found(office, asked, id).await {
        Ok(found) => found,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let title = told::what(lang, &schedule, &one);
    let open = schedule.keeps && one.state != ProcedureState::Cancelled;
    let content = html! {
        h1 { (title) }
        p.lead { (capital(&weekday(lang, one.day))) ", " (day(one.day)) ", " (told::slot(lang, one.slot)) }
        (facts(asked, &schedule, &one))
        (agreement(asked, &schedule, &one))
        @if one.state != ProcedureState::Cancelled {
            p { (procedures::paper_order(lang)) ": " (papers::links(&format!("/procedure/{}/order", one.id), false)) }
            @if schedule.keeps { p { a href={ "/procedure/" (one.id.as_str()) "/observers" } { (procedures::observers_title(lang)) } } }
            (papers::issuing_order(asked, &schedule, &one))
        }
        (papers::register(lang, &schedule, Some(&one.id)))
        @if open {
            (rooms(asked, &schedule, &one, again.as_ref()))
            (moving(asked, &schedule, &one, again.as_ref()))
            (cancelling(asked, &one, again.as_ref()))
        } @else if one.seats.iter().any(|seat| !seat.room.is_empty() || seat.organiser.is_some()) {
            h2 { (procedures::rooms_title(lang)) }
            ul { @for seat in &one.seats { li { (seat.name) ": " (seat.room) @if let Some((_, name)) = &seat.organiser { " · " (name) } } } }
        }
    };
    let trail = [("/procedures".to_owned(), procedures::title(lang))];
    let status = again.as_ref().map_or(StatusCode::OK, |again| {
        let refused = again.clashes.as_ref().is_some_and(|clashes| !clashes.is_empty()) && again.typed.get("do") != "check";
        if refused { StatusCode::UNPROCESSABLE_ENTITY } else { again.mistakes.status() }
    });
    page_with(office, asked, status, &Page { room: Room::Procedures, title: &title, trail: &trail }, &content).await
}

fn facts(asked: &Asked, schedule: &ScheduleShown, one: &ProcedureShown) -> Markup {
    let lang = asked.lang;
    let rehearsal = schedule.rules.kind(&one.kind).is_some_and(|kind| kind.diagnostic);
    html! {
        p {
            (procedures::classes(lang)) ": " b { (told::classes(one)) } br;
            (capital(&told::state(lang, one))) @if rehearsal { " · " (procedures::kind_of_diagnostic(lang)) }
        }
        @if one.state == ProcedureState::Cancelled { p { (procedures::cancelled_because(lang, &one.reason)) } }
        @else { p.quiet { @if one.in_plan { (procedures::in_plan_follows(lang)) } @else { (procedures::in_plan_follows_not(lang)) } } }
        @if !one.moves.is_empty() || !one.gone.is_empty() {
            details {
                summary { (procedures::history(lang)) }
                ul {
                    @for moved in &one.moves { li { (capital(&procedures::moved_from(lang, day(moved.day), told::slot(lang, moved.slot), &moved.reason))) } }
                    @for gone in &one.gone {
                        li { (procedures::taken_despite(lang)) ": " (told::all_broken(lang, schedule, &gone.rules)) ". " (capital(&procedures::with_reason(lang, &gone.reason))) }
                    }
                }
            }
        }
    }
}

fn agreement(asked: &Asked, schedule: &ScheduleShown, one: &ProcedureShown) -> Markup {
    let lang = asked.lang;
    html! {
        @if one.clashes.is_empty() {
            @if one.state != ProcedureState::Cancelled { p { (procedures::agrees(lang)) } }
        } @else {
            h2 { (procedures::clashes_title(lang)) }
            ul.plain-list.rows {
                @for (clash, answered) in &one.clashes {
                    // The reason it was taken with stands where the rule is not kept; of two works that clash it may stand at the other.
                    @let gone = one.gone.iter().rev().find(|gone| gone.rules.contains(&clash.rule)).filter(|_| *answered);
                    li.wrap {
                        span {
                            (clash::found(lang, schedule, clash)) br;
                            @if let Some(gone) = gone { (capital(&procedures::with_reason(lang, &gone.reason))) br; }
                            span.quiet { (clash::source(lang, schedule, clash.rule, &one.kind)) @if !answered { " — " (procedures::without_reason(lang)) } }
                        }
                    }
                }
            }
        }
    }
}

/// What was typed in a form of this page, else what it holds at first.
fn of<'a>(again: Option<&'a Again<'a>>, form: &str) -> Option<&'a Again<'a>> {
    again.filter(|again| again.form == form)
}

/// What a form would not keep, and its buttons.
fn taking(asked: &Asked, schedule: &ScheduleShown, one: &ProcedureShown, again: Option<&Again<'_>>, name: &str, main: bool) -> Markup {
    let lang = asked.lang;
    let clashes = again.and_then(|again| again.clashes.as_ref());
    let clashing = clashes.is_some_and(|clashes| !clashes.is_empty());
    html! {
        @if let (Some(clashes), Some(again)) = (clashes, again) {
            @if clashing { (clash::before(lang, schedule, &one.kind, clashes, (again.typed, !again.mistakes.none()))) }
            @else if again.mistakes.none() { p #clashes role="status" { (procedures::agrees(lang)) } }
        }
        p.buttons {
            button .main[main] .second[!main] name="do" value="take" { @if clashing { (procedures::take_despite(lang)) } @else { (name) } }
            button.second name="do" value="check" { (procedures::check(lang)) }
        }
    }
}

fn rooms(asked: &Asked, schedule: &ScheduleShown, one: &ProcedureShown, again: Option<&Again<'_>>) -> Markup {
    let (lang, mine) = (asked.lang, of(again, "arrange"));
    let here = asked.form();
    let typed = mine.map_or(&here, |again| again.typed);
    let value = |name: &str, standing: &str| if mine.is_some() { typed.get(name).to_owned() } else { standing.to_owned() };
    // What the form was opened with goes along; where somebody else's rooms were told, those.
    let kept = mine.is_some_and(|again| !again.mistakes.meanwhile(Told::Room));
    let was = |name: &str, standing: &str| {
        let name = format!("was-{name}");
        if kept && typed.has(&name) { typed.get(&name).to_owned() } else { standing.to_owned() }
    };
    html! {
        section {
            h2 { (procedures::rooms_title(lang)) }
            form method="post" action={ "/procedure/" (one.id.as_str()) "/arrange#clashes" } {
                @if let Some(again) = mine { (again.mistakes.summary(ARRANGE, lang)) }
                @for seat in &one.seats { (seat_fields(asked, schedule, seat, [&value, &was])) }
                (key(typed))
                (taking(asked, schedule, one, mine, &procedures::rooms_save(lang), again.is_none_or(|again| again.form == "arrange")))
            }
        }
    }
}

/// What stands in a field of a seat, by its name and what stands there now.
type Value<'a> = &'a dyn Fn(&str, &str) -> String;

fn seat_fields(asked: &Asked, schedule: &ScheduleShown, seat: &SeatShown, [value, was]: [Value<'_>; 2]) -> Markup {
    let lang = asked.lang;
    let (room, who) = (format!("room-{}", seat.class), format!("who-{}", seat.class));
    let standing = seat.organiser.as_ref().map_or("", |(id, _)| id.as_str());
    let chosen = value(&who, standing);
    // Whoever left keeps her place until somebody else takes it.
    let left = seat.organiser.as_ref().filter(|(id, _)| !schedule.staff.iter().any(|(there, _)| there == id));
    html! {
        fieldset {
            legend { (seat.name) }
            div.two {
                div.field { label for=(room) { (procedures::room(lang)) } input type="text" id=(room) name=(room) value=(value(&room, &seat.room)); }
                div.field {
                    label for=(who) { (procedures::organiser(lang)) }
                    select id=(who) name=(who) {
                        option value="" { (procedures::organiser_none(lang)) }
                        @for (id, name) in left.into_iter().chain(&schedule.staff) { option value=(id.as_str()) selected[chosen == id.as_str()] { (name) } }
                    }
                }
            }
            input type="hidden" name={ "was-" (room) } value=(was(&room, &seat.room));
            input type="hidden" name={ "was-" (who) } value=(was(&who, standing));
        }
    }
}

fn moving(asked: &Asked, schedule: &ScheduleShown, one: &ProcedureShown, again: Option<&Again<'_>>) -> Markup {
    let (lang, mine) = (asked.lang, of(again, "move"));
    let slot = told::slot_typed(one.slot);
    let typed = mine.map_or_else(|| asked.form().with("day", one.day.to_string()).with("slot", slot.clone()), |again| again.typed.clone());
    let mistakes = mine.map_or(Mistakes::NONE, |again| again.mistakes.clone());
    // Day and lesson are moved as one.
    let kept = typed.has("was-day") && !mistakes.meanwhile(Told::ProcedureDay);
    html! {
        details open[mine.is_some()] {
            summary { (procedures::move_title(lang)) }
            div.beside {
                form.narrow method="post" action={ "/procedure/" (one.id.as_str()) "/move#clashes" } data-agrees={ "/procedure/" (one.id.as_str()) "/move/clashes" } {
                    (MOVE.show_within("move-", lang, &typed, &mistakes))
                    @let (day, hour) = if kept { (typed.get("was-day").to_owned(), typed.get("was-slot").to_owned()) } else { (one.day.to_string(), slot) };
                    input type="hidden" name="was-day" value=(day);
                    input type="hidden" name="was-slot" value=(hour);
                    (taking(asked, schedule, one, mine, &procedures::move_now(lang), mine.is_some()))
                }
                (clash::beside())
            }
        }
    }
}

fn cancelling(asked: &Asked, one: &ProcedureShown, again: Option<&Again<'_>>) -> Markup {
    let (lang, mine) = (asked.lang, of(again, "cancel"));
    let here = asked.form();
    let mistakes = mine.map_or(Mistakes::NONE, |again| again.mistakes.clone());
    html! {
        details open[mine.is_some()] {
            summary { (procedures::cancel_title(lang)) }
            form.narrow method="post" action={ "/procedure/" (one.id.as_str()) "/cancel" } {
                (CANCEL.show_within("cancel-", lang, mine.map_or(&here, |again| again.typed), &mistakes))
                input type="hidden" name="seen" value=(one.entry);
                button .main[mine.is_some()] .second[mine.is_none()] { (procedures::cancel(lang)) }
            }
        }
    }
}
