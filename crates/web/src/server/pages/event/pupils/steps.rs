//! Steps of an event about pupils: who is listed, what is written of each.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use workflow::Id;
use workflow::event::{ListPupils, Noted, StrikePupil, WritePupil};

use super::super::steps::{seen, step};
use super::form::listed;
use crate::server::form::Typed;
use crate::server::office::Office;
use crate::server::policy::Asked;

/// `POST /event/{id}/pupils`.
pub async fn list(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let act = Id::read(&id).map(|event| ListPupils { event, pupils: listed(&typed) });
    step(&office, &asked, &id, ("pupils", "#pupils"), typed, act).await
}

/// `POST /event/{id}/pupils/{item}`.
pub async fn write(State(office): State<Arc<Office>>, asked: Asked, Path((id, line)): Path<(String, String)>, typed: Typed) -> Response {
    let get = |name: &str| typed.get(name).to_owned();
    let noted = |before: &str, informed: bool| Noted {
        reason: get(&format!("{before}reason")),
        result: get(&format!("{before}result")),
        agreed: get(&format!("{before}agreed")),
        informed,
        basis: None,
    };
    let (opened, wanted) = (noted("was-", typed.get("was-informed") == "true"), noted("", typed.has("informed")));
    let (form, place) = (format!("pupil-{line}"), format!("#{line}"));
    if opened == wanted {
        return Redirect::to(&format!("/event/{id}{place}")).into_response();
    }
    let act = Id::read(&line).map(|line| WritePupil { line, seen: seen(&typed), opened, wanted });
    step(&office, &asked, &id, (&form, &place), typed, act).await
}

/// `POST /event/{id}/pupils/{item}/strike`.
pub async fn strike(State(office): State<Arc<Office>>, asked: Asked, Path((id, line)): Path<(String, String)>, typed: Typed) -> Response {
    let act = Id::read(&line).map(|line| StrikePupil { line, seen: seen(&typed) });
    step(&office, &asked, &id, ("strike", "#pupils"), typed, act).await
}
