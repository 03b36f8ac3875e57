//! Steps of an event about pupils: who is listed, what is written of each.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use workflow::event::{ListPupils, Noted, PupilsOf, StrikePupil, WritePupil};
use workflow::{Field, Id, Rule};

use super::super::super::mistake;
use super::super::steps::{again, seen, step};
use super::form::listed;
use crate::server::form::{Mistakes, Typed};
use crate::server::office::Office;
use crate::server::policy::Asked;

/// `POST /event/{id}/pupils`.
pub async fn list(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let act = Id::read(&id).map(|event| ListPupils { event, pupils: listed(&typed) });
    step(&office, &asked, &id, ("pupils", "#pupils"), typed, act).await
}

/// `POST /event/{id}/written`: every pupil something was written of; what cannot be taken stands in its form again, the others are kept.
pub async fn write(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let (mut mistakes, mut place) = (Mistakes::default(), "#pupils".to_owned());
    let mut shown = typed.clone();
    let lines: Vec<Id> = typed.0.iter().filter_map(|(name, _)| Id::read(name.strip_suffix(".seen")?)).collect();
    for line in lines {
        let of = typed.within(&format!("{line}."));
        let (opened, wanted) = (noted(&of, "was-", of.get("was-informed") == "true"), noted(&of, "", of.has("informed")));
        let Some(once) = of.once().filter(|_| wanted != opened) else { continue };
        let act = WritePupil { line: line.clone(), seen: seen(&of), opened, wanted };
        match office.perform(asked.reader.clone(), once, act).await {
            Ok(_) => place = format!("#{line}"),
            Err(refusal) if refusal.rule == Rule::NothingChanged => {}
            Err(refusal) if refusal.rule == Rule::NotThere => return mistake::refused(&office, &asked, &refusal).await,
            Err(refusal) => {
                if let Rule::ChangedMeanwhile(conflicts) = &refusal.rule {
                    // Told once that somebody else wrote there, what is sent again is chosen.
                    let now = match Id::read(&id) {
                        Some(event) => office.see(asked.reader.clone(), PupilsOf { event }).await.ok(),
                        None => None,
                    };
                    let now = now.and_then(|shown| shown.lines.into_iter().find(|one| one.id == line)).map(|one| one.noted);
                    for (name, value) in now.iter().flat_map(|now| conflicts.iter().filter_map(|one| was(one.field, now))) {
                        let name = format!("{line}.{name}");
                        shown = shown.without(&name).with(&name, value);
                    }
                }
                mistakes.say(refusal.rule.told(asked.lang));
            }
        }
    }
    if mistakes.none() {
        Redirect::to(&format!("/event/{id}{place}")).into_response()
    } else {
        again(&office, &asked, &id, "written", shown, mistakes).await
    }
}

/// What a field was opened with: its name, and what stands there now.
fn was(field: Field, now: &Noted) -> Option<(&'static str, String)> {
    match field {
        Field::Reason => Some(("was-reason", now.reason.clone())),
        Field::Outcome => Some(("was-result", now.result.clone())),
        Field::Agreed => Some(("was-agreed", now.agreed.clone())),
        Field::Contact => Some(("was-informed", now.informed.to_string())),
        _ => None,
    }
}

/// What is written of a pupil, or what was before.
fn noted(of: &Typed, before: &str, informed: bool) -> Noted {
    let get = |name: &str| of.get(&format!("{before}{name}")).to_owned();
    Noted { reason: get("reason"), result: get("result"), agreed: get("agreed"), informed, basis: None }
}

/// `POST /event/{id}/pupils/{item}/strike`.
pub async fn strike(State(office): State<Arc<Office>>, asked: Asked, Path((id, line)): Path<(String, String)>, typed: Typed) -> Response {
    // The button stands in the form of all pupils.
    let of = typed.within(&format!("{line}."));
    let act = Id::read(&line).map(|line| StrikePupil { line, seen: seen(&of) });
    step(&office, &asked, &id, ("strike", "#pupils"), typed, act).await
}
