//! The rehearsal: every page says that it is one, and on which day; a button a role lets in. A real office has no such address: its router
//! is never given the table these stand in.
//! covers: D19

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use records::text::{Lang, capital};
use rehearsal::lived::Seat;
use words::{Word, rehearsal as said, web};
use workflow::Role;

use super::bare;
use super::frame::{LOOK, role_name};
use super::plan::told;
use super::sign_in::let_in;
use crate::server::office::Office;
use crate::server::stage::Stage;
use crate::shell::{frame, guard};

/// What stands above every page of a rehearsal; nothing in a real office.
pub fn strip(office: &Office, lang: Lang) -> Markup {
    html! {
        @if let Some(stage) = office.stage() {
            section.rehearsal aria-label=(said::rehearsal(lang)) {
                span { b { (said::rehearsal(lang)) } " · " (said::today(lang, day(lang, stage))) }
                a href="/sign-in" { (said::other_role(lang)) }
            }
        }
    }
}

/// «четверг, 12 ноября 2026».
fn day(lang: Lang, stage: &Stage) -> String {
    let day = stage.now.date();
    format!("{}, {} {}", told::weekday(lang, day), told::day_of_month(lang, day), day.year())
}

/// The way in: a button a role, and `by_name`, the form of a real office.
pub fn ways_in(office: &Office, stage: &Stage, by_name: &Markup) -> Response {
    let (lang, title) = (office.lang, said::title(office.lang));
    let content = html! {
        h1 { (title) }
        p.lead { (said::lead(lang, day(lang, stage))) }
        ul.seats {
            @for (index, seat) in stage.seats.iter().enumerate() { li { (button(lang, seat, index == 0)) } }
        }
        p { @match &stage.kept { Some(folder) => (said::kept(lang, folder.display().to_string())), None => (said::lost(lang)) } }
        details {
            summary { (said::by_name(lang)) }
            p.hint { (said::password(lang, stage.password)) }
            (by_name)
        }
    };
    (StatusCode::OK, frame::page_of(lang, &title, LOOK, &html! {}, &content)).into_response()
}

fn button(lang: Lang, seat: &Seat, main: bool) -> Markup {
    html! {
        form method="post" action={ "/rehearsal/" (seat.person.as_str()) } {
            button .main[main] .second[!main] { (said::enter_as(lang, role_name(lang, seat.role), &seat.name)) }
        }
        p.hint { (capital(&what(seat.role)(lang))) }
    }
}

fn what(role: Role) -> Word {
    match role {
        Role::Administrator => said::what_administrator,
        Role::Head => said::what_head,
        Role::DeputyHead => said::what_deputy_head,
        Role::AssociationHead => said::what_association_head,
        Role::Teacher => said::what_teacher,
        Role::ClassTeacher => said::what_class_teacher,
        Role::Psychologist => said::what_psychologist,
        Role::Auditor => said::what_auditor,
    }
}

/// `POST /rehearsal/{person}`: somebody of the rehearsal, without a password.
pub async fn enter(State(office): State<Arc<Office>>, headers: HeaderMap, Path(person): Path<String>) -> Response {
    let Some(person) = office.stage().and_then(|stage| stage.seat(&person)).cloned() else {
        return bare::page(office.lang, StatusCode::NOT_FOUND, &web::mistake_nowhere(office.lang));
    };
    // Whoever changes the role leaves the one before.
    if let Some(before) = guard::session(&*office, &headers) {
        office.sign_out(&before);
    }
    let_in(&office, person, office.lang, "/")
}
