//! A plan begun from the library of the program.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use records::plan::library::{Library, Measure};
use records::text::Lang;
use records::vocabulary::SchoolYear;
use words::office;
use workflow::people::Me;
use workflow::plan::{Begin, Preface, SchedulesOf, Source, Take, library_rows, rows_fit};
use workflow::{Id, Refusal, Rule};

use crate::server::form::{Typed, following};
use crate::server::office::Office;
use crate::server::once::once;
use crate::server::pages::mistake;
use crate::server::policy::Asked;

/// The library of the program.
pub fn shipped() -> Result<&'static Library, Refusal> {
    Library::shipped().map_err(|_| Refusal::of(Rule::Stopped))
}

/// The first requirement a measure carries out.
pub fn requirement(measure: &Measure) -> Option<u8> {
    measure.requirements.first().map(|requirement| requirement.number())
}

/// `POST /plan/library`: a plan made of the library.
pub async fn from_library(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    match begin_from_library(&office, &asked, &typed).await {
        Ok(plan) => Redirect::to(&format!("/plan/{plan}")).into_response(),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

async fn begin_from_library(office: &Office, asked: &Asked, typed: &Typed) -> Result<Id, Refusal> {
    let first = typed.once().map_or_else(once, Ok)?;
    let year = office.see(asked.reader.clone(), Me).await?.year.ok_or(Refusal::of(Rule::NotThere))?;
    let known = office.see(asked.reader.clone(), SchedulesOf { year: year.id.clone() }).await?;
    let name = SchoolYear(year.first_day.year()).short();
    let preface = Preface {
        title: office::library_plan_title(Lang::Ru, &name),
        goal: office::library_plan_goal(Lang::Ru),
        directions: Vec::new(),
        head: String::new(),
    };
    let library = shipped()?;
    let rows = library_rows(library, SchoolYear(year.first_day.year()), &known.terms.periods);
    rows_fit(&rows, &[]).map_err(Refusal::of)?;
    let begun = office.perform(asked.reader.clone(), first.clone(), Begin { year: year.id, preface }).await?;
    let act = Take {
        plan: begun.done.clone(),
        seen: begun.entry,
        source: Source::Library,
        digest: library.version.clone(),
        name: office::library_name(Lang::Ru),
        rows,
        not_taken: Vec::new(),
        reason: None,
    };
    office.perform(asked.reader.clone(), following(&first, "take"), act).await?;
    Ok(begun.done)
}
