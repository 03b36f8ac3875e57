//! The rehearsal: a button a role lets in. A real office has no such address: its router
//! is never given the table these stand in.
//! covers: D19

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use records::text::{Lang, capital};
use rehearsal::lived::Seat;
use words::{Word, stage, web};
use workflow::Role;

use super::bare;
use super::enter::let_in;
use super::frame::{LOOK, role_name};
use super::strip::day;
use crate::server::office::Office;
use crate::server::stage::Stage;
use crate::shell::{frame, guard};

/// The way in: a button a role, and `by_name`, the form of a real office.
pub fn ways_in(office: &Office, stage: &Stage, by_name: &Markup) -> Response {
    let (lang, title) = (office.lang, stage::title(office.lang));
    let content = html! {
        h1 { (title) }
        p.lead { (stage::lead(lang, day(lang, stage))) }
        ul.seats {
            @for (index, seat) in stage.seats.iter().enumerate() { li { (button(lang, seat, index == 0)) } }
        }
        p { @match &stage.kept { Some(folder) => (stage::kept(lang, folder.display().to_string())), None => (stage::lost(lang)) } }
        details {
            summary { (stage::by_name(lang)) }
            p.hint { (stage::password(lang, stage.password)) }
            (by_name)
        }
    };
    (StatusCode::OK, frame::page_of(lang, &title, LOOK, &html! {}, &content)).into_response()
}

fn button(lang: Lang, seat: &Seat, main: bool) -> Markup {
    html! {
        form method="post" action={ "/rehearsal/" (seat.person.as_str()) } {
            button .main[main] .second[!main] { (stage::enter_as(lang, role_name(lang, seat.role), &seat.name)) }
        }
        p.hint { (capital(&what(seat.role)(lang))) }
    }
}

fn what(role: Role) -> Word {
    match role {
        Role::Administrator => stage::what_administrator,
        Role::Head => stage::what_head,
        Role::DeputyHead => stage::what_deputy_head,
        Role::AssociationHead => stage::what_association_head,
        Role::Teacher => stage::what_teacher,
        Role::ClassTeacher => stage::what_class_teacher,
        Role::Psychologist => stage::what_psychologist,
        Role::Auditor => stage::what_auditor,
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
    let_in(&office, person, office.lang, "/", true)
}
