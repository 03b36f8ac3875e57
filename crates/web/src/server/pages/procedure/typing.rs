//! What a form of the schedule would not keep, told beside it while it is typed. Nothing is written, and the form says the same when it is sent:
//! where something is typed that nothing can be held against yet, nothing is told.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use jiff::civil::Date;
use workflow::procedure::{CheckProcedure, ScheduleShown, Timing};
use workflow::{Look, Refusal, Rule};

use super::super::mistake;
use super::asked::{found, standing};
use super::{clash, entering, told};
use crate::server::form::Typed;
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};

/// `GET /procedures/new/clashes`.
pub async fn entered(State(office): State<Arc<Office>>, asked: Asked, Query(typed): Query<Vec<(String, String)>>) -> Response {
    let typed = Typed(typed);
    let schedule = match allowed(&office, &asked).await {
        Ok(()) => standing(&office, &asked, typed.get("year")).await,
        Err(refusal) => Err(refusal),
    };
    let schedule = match schedule {
        Ok(schedule) => schedule,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    match entering::read(asked.lang, &schedule, &typed) {
        Ok(draft) => {
            let day = draft.day;
            let check = CheckProcedure::Entered(schedule.year.id.clone(), draft);
            answer(&office, &asked, &schedule, (typed.get("kind"), day), check).await
        }
        Err(_) => nothing(),
    }
}

/// `GET /procedure/{id}/move/clashes`.
pub async fn moved(
    State(office): State<Arc<Office>>,
    asked: Asked,
    Path(id): Path<String>,
    Query(typed): Query<Vec<(String, String)>>,
) -> Response {
    let typed = Typed(typed);
    let standing = match allowed(&office, &asked).await {
        Ok(()) => found(&office, &asked, &id).await,
        Err(refusal) => Err(refusal),
    };
    let (one, schedule) = match standing {
        Ok(standing) => standing,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    match typed.day("day").zip(told::read_slot(typed.get("slot"))) {
        Some((day, slot)) => {
            let check = CheckProcedure::Moved(one.id, Timing { day, slot });
            answer(&office, &asked, &schedule, (&one.kind, day), check).await
        }
        None => nothing(),
    }
}

/// The schedule is seen by many; what a form of it would not keep is asked for by whoever keeps it.
async fn allowed(office: &Office, asked: &Asked) -> Result<(), Refusal> {
    let may = Rights::of(office, asked).await.may(CheckProcedure::NAME);
    if may { Ok(()) } else { Err(Refusal::of(Rule::NotAllowed)) }
}

async fn answer(office: &Office, asked: &Asked, schedule: &ScheduleShown, (kind, day): (&str, Date), check: CheckProcedure) -> Response {
    match office.see(asked.reader.clone(), check).await {
        Ok(clashes) => {
            Html(clash::while_typing(asked.lang, schedule, kind, &clashes, day < asked.reader.now().date()).into_string()).into_response()
        }
        Err(_) => nothing(),
    }
}

fn nothing() -> Response {
    Html("").into_response()
}
