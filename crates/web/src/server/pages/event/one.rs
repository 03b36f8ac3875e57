//! An event whole: what it is, what it lacks, what can be done now.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use ledger::Digest;
use maud::{Markup, html};
use words::{events, office};
use workflow::event::{Attendance, EventShown, EventState, ReadHow, Seat, Stood};
use workflow::{Refusal, Rule};

use super::super::frame::{Page, Room, page_with};
use super::super::mistake;
use super::super::plan::told;
use super::again::{Again, OF_SCAN, OF_SHEET, SCAN, SHEET};
use super::edit::found;
use super::next::{aside, next};
use super::{certificates, families, papers, pupils, said, sections};
use crate::server::form::{Typed, key};
use crate::server::office::Office;
use crate::server::policy::Asked;
use crate::shell::address::attached;

/// `GET /event/{id}`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    shown(&office, &asked, &id, &Again::default()).await
}

/// The page, with what was typed into a form of it that was refused.
pub async fn shown(office: &Office, asked: &Asked, id: &str, again: &Again) -> Response {
    let one = match found(office, asked, id).await {
        Ok(one) => one,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    if one.kind.names_pupils() {
        return pupils::page::shown(office, asked, &one, again).await;
    }
    let lang = asked.lang;
    let mine = one.seats.iter().find(|seat| seat.person == asked.person);
    let open = matches!(one.event.state, EventState::Planned | EventState::Held);
    let content = html! {
        div.over {
            div {
                h1.statement { (one.event.content.title) }
                p.lead { ((one.kind.name)(lang)) " · " (said::when_and_where(&one.event)) " · " (said::chip(lang, one.kind, one.event.state)) }
                @if !one.event.reason.is_empty() { p.written { (one.event.reason) } }
            }
            @if one.leads && open { div.doing { a.button.second href={ "/event/" (id) "/edit" } { (office::change(lang)) } } }
        }
        (again.summary(lang))
        (card(asked, &one))
        (next(asked, &one, &|main| attendance(asked, &one, main, again)))
        @if let Some(few) = said::few(lang, &one) { p { (few) } }
        (sections::reading(asked, &one, mine))
        (sections::agenda(asked, &one, again))
        (sections::particulars(asked, &one))
        (sections::seats(asked, &one))
        (certificates::form(asked, &one, again))
        @if one.leads && open && one.kind.reads { (tick(asked, &one, again)) }
        @if one.leads && one.kind.reads && one.event.state != EventState::Cancelled { (scan(asked, &one, again)) }
        (families::section(asked, &one))
        (word(asked, &one, mine, again))
        (sections::shows(asked, &one))
        (papers::links(asked, &one))
        @if one.leads { (aside(asked, &one, again)) }
    };
    let trail = [("/events".to_owned(), events::title(lang))];
    page_with(
        office,
        asked,
        again.mistakes.status(),
        &Page { room: Room::Events, title: &one.event.content.title, trail: &trail },
        &content,
    )
    .await
}

/// Who sees the card, and until when it waits.
fn card(asked: &Asked, one: &EventShown) -> Markup {
    let lang = asked.lang;
    let until = one.awaits.and_then(|awaits| awaits.until).map(told::day);
    let hers = one.event.owner != asked.person && one.seats.iter().any(|seat| seat.person == asked.person);
    html! {
        @match until {
            _ if one.event.state != EventState::Held || one.awaits.is_none() => {},
            Some(until) if hers => p.said role="status" { (events::card_yours(lang, until)) },
            Some(until) => p.said role="status" { (events::card_awaits(lang, until)) },
            None if !one.sees_card => p.quiet { (events::card_hidden(lang)) },
            None => {},
        }
    }
}

/// Who came.
fn attendance(asked: &Asked, one: &EventShown, main: bool, again: &Again) -> Markup {
    let lang = asked.lang;
    let typed = again.of("hold");
    let counted = |name: &str, now: fn((u32, u32)) -> u32| {
        typed.map_or_else(|| one.event.counted.map(now).map(|number| number.to_string()), |typed| Some(typed.get(name).to_owned()))
    };
    // So many as the class has, until she says otherwise.
    let of_the_class = one.families.filter(|_| typed.is_none()).map(|families| families.all.to_string());
    let was = |seat: &Seat| typed.map_or_else(|| seat.came.unwrap_or(!seat.left), |typed| ticked(typed, seat));
    // What somebody else wrote of her while the form was open.
    let other = |seat: &Seat| {
        let came = seat.came.filter(|came| typed.is_some_and(|typed| ticked(typed, seat) != *came))?;
        Some(if came { events::stands_came(lang) } else { events::stands_absent(lang) })
    };
    html! {
        form.narrow method="post" action={ "/event/" (one.event.id.as_str()) "/hold" } {
            (key(&asked.form()))
            input type="hidden" name="seen" value=(one.event.entry);
            input type="hidden" name="stood" value=(stood(one));
            @match one.kind.attendance {
                Attendance::Counted => {
                    div.field { label for="field-came" { (events::families_came(lang)) } input type="number" min="0" id="field-came" name="came" value=[counted("came", |(came, _)| came)]; }
                    div.field { label for="field-invited" { (events::families_all(lang)) } input type="number" min="0" id="field-invited" name="invited" value=[counted("invited", |(_, of)| of).or(of_the_class)]; }
                }
                Attendance::Named | Attendance::Pupils | Attendance::None => {
                    fieldset {
                        legend { (events::who_came(lang)) }
                        div.ticks { @for seat in &one.seats { label.option { input type="checkbox" name="person" value=(seat.person.as_str()) checked[was(seat)]; (seat.name) @if let Some(came) = other(seat) { span.quiet { " " (came) } } } } }
                    }
                }
            }
            button .main[main] .second[!main] { (events::hold(lang)) }
        }
    }
}

/// Attendance as the form shows it.
fn stood(one: &EventShown) -> String {
    let came = one.seats.iter().filter_map(|seat| Some((seat.person.clone(), seat.came?))).collect();
    serde_json::to_string(&Stood { came, counted: one.event.counted }).unwrap_or_default()
}

/// Whether somebody was ticked in what was typed.
fn ticked(typed: &Typed, seat: &Seat) -> bool {
    typed.0.iter().any(|(key, value)| key == "person" && value == seat.person.as_str())
}

/// Those who signed a sheet, or declined.
fn tick(asked: &Asked, one: &EventShown, again: &Again) -> Markup {
    let lang = asked.lang;
    let (typed, mistakes) = (again.of("tick"), again.mistakes_of("tick"));
    let today = Typed::default().with("day", asked.reader.now().date().to_string());
    let filled = typed.unwrap_or(&today);
    let wrong = mistakes.of("person");
    let owes = |seat: &&Seat| seat.read.as_ref().is_none_or(|read| read.digest != one.digest || read.how == ReadHow::Declined);
    let owe: Vec<&Seat> = one.seats.iter().filter(owes).collect();
    let declined = typed.is_some_and(|typed| typed.get("how") == "declined");
    html! {
        @if !owe.is_empty() {
            details.aside #sheet open[typed.is_some()] {
                summary { (events::tick_title(lang)) }
                form.narrow method="post" action={ "/event/" (one.event.id.as_str()) "/tick" } enctype="multipart/form-data" {
                    (key(&asked.form()))
                    input type="hidden" name="seen" value=(one.event.entry);
                    input type="hidden" name="digest" value=(one.digest);
                    fieldset id={ "field-" (OF_SHEET) "person" } tabindex="-1" aria-describedby=[wrong.map(|_| format!("fault-{OF_SHEET}person"))] {
                        legend { (events::who_signed(lang)) }
                        @if let Some(wrong) = wrong { p.said id={ "fault-" (OF_SHEET) "person" } { (wrong) } }
                        div.ticks { @for seat in owe { label.option { input type="checkbox" name="person" value=(seat.person.as_str()) checked[typed.is_some_and(|typed| ticked(typed, seat))]; (seat.name) } } }
                    }
                    fieldset {
                        legend { (events::tick_how(lang)) }
                        label.option { input type="radio" name="how" value="signed" checked[!declined]; (events::tick_signed(lang)) }
                        label.option { input type="radio" name="how" value="declined" checked[declined]; (events::tick_declined(lang)) }
                    }
                    @for field in &SHEET.fields[1..] { (field.show_within(OF_SHEET, lang, filled, mistakes)) }
                    button.second { (events::tick(lang)) }
                }
            }
        }
    }
}

/// The scan of a sheet that was ticked: another one, or for whom there is none.
fn scan(asked: &Asked, one: &EventShown, again: &Again) -> Markup {
    let lang = asked.lang;
    let (typed, mistakes, none) = (again.of("scan"), again.mistakes_of("scan"), Typed::default());
    let wrong = mistakes.of("person");
    let signed = |seat: &&Seat| seat.read.as_ref().is_some_and(|read| read.how == ReadHow::Sheet);
    let signed: Vec<&Seat> = one.seats.iter().filter(signed).collect();
    html! {
        @if !signed.is_empty() {
            details.aside #scan open[typed.is_some()] {
                summary { (events::sheet_replace(lang)) }
                p { (events::sheet_replace_what(lang)) }
                form.narrow method="post" action={ "/event/" (one.event.id.as_str()) "/sheet" } enctype="multipart/form-data" {
                    (key(&asked.form()))
                    input type="hidden" name="seen" value=(one.event.entry);
                    fieldset id={ "field-" (OF_SCAN) "person" } tabindex="-1" aria-describedby=[wrong.map(|_| format!("fault-{OF_SCAN}person"))] {
                        legend { (events::sheet_whose(lang)) }
                        @if let Some(wrong) = wrong { p.said id={ "fault-" (OF_SCAN) "person" } { (wrong) } }
                        div.ticks { @for seat in signed { label.option { input type="checkbox" name="person" value=(seat.person.as_str()) checked[typed.is_some_and(|typed| ticked(typed, seat))]; (seat.name) } } }
                    }
                    @for field in &SCAN.fields[1..] { (field.show_within(OF_SCAN, lang, typed.unwrap_or(&none), mistakes)) }
                    button.second { (events::sheet_attach(lang)) }
                }
            }
        }
    }
}

/// What whoever takes part says of it herself.
fn word(asked: &Asked, one: &EventShown, mine: Option<&Seat>, again: &Again) -> Markup {
    let lang = asked.lang;
    let typed = again.of("comment");
    html! {
        @if let Some(seat) = mine {
            @if one.event.state != EventState::Cancelled {
                details.aside #word open[typed.is_some() || (one.kind.code == "visit" && seat.words.is_empty() && one.event.owner != asked.person)] {
                    summary { (events::say_word(lang)) }
                    form.narrow method="post" action={ "/event/" (one.event.id.as_str()) "/comment" } {
                        (key(&asked.form()))
                        input type="hidden" name="seen" value=(one.event.entry);
                        div.field { label for="field-words" { (events::own_word(lang)) } textarea id="field-words" name="words" rows="3" { (typed.map_or("", |typed| typed.get("words"))) } }
                        button.second { (office::save(lang)) }
                        @if one.awaits.is_some_and(|awaits| awaits.until.is_some()) && one.event.owner != asked.person { " " button.second name="nothing" value="yes" { (events::nothing_to_add(lang)) } }
                    }
                }
            }
        }
    }
}

/// `GET /event/{id}/file/{address}`: a file of the event, for whoever sees the event.
pub async fn file(State(office): State<Arc<Office>>, asked: Asked, Path((id, address)): Path<(String, String)>) -> Response {
    let one = match found(&office, &asked, &id).await {
        Ok(one) => one,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    // A sheet holds the signatures of all: it is for whoever leads, and for her whose name stands on it.
    let hers = |seat: &&Seat| one.leads || seat.person == asked.person;
    let sheets = one.seats.iter().filter(hers).filter_map(|seat| seat.read.as_ref()?.sheet.as_ref());
    let mut files = one.event.content.file.iter().chain(sheets);
    let found = files.find(|file| file.address == address).and_then(|file| Some((file, file.address.parse::<Digest>().ok()?)));
    let gone = Refusal::of(Rule::NotThere);
    let Some((file, digest)) = found else { return mistake::refused(&office, &asked, &gone).await };
    match office.store.file(digest).await {
        Ok(Some(bytes)) => {
            ([(header::CONTENT_TYPE, "application/octet-stream".to_owned()), (header::CONTENT_DISPOSITION, attached(&file.name))], bytes)
                .into_response()
        }
        Ok(None) => mistake::refused(&office, &asked, &gone).await,
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}
