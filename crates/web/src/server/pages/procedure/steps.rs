//! What is done with a procedure: moved, given rooms and organisers, cancelled.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use records::procedure::Clash;
use words::procedures;
use workflow::procedure::{Arrange, Cancel, CheckProcedure, Move, ProcedureShown, Seated, Timing};
use workflow::school::Edit;
use workflow::{Act, Field as Told, Id, Refusal, Rule};

use super::super::mistake;
use super::asked::found;
use super::one::{ARRANGE, Again, CANCEL, MOVE, TIMED, shown};
use super::{clash, told};
use crate::server::form::{Form, Mistakes, Typed, day};
use crate::server::office::Office;
use crate::server::policy::Asked;

/// A form of a procedure that is checked before it is taken.
struct Step<'a> {
    office: &'a Office,
    asked: &'a Asked,
    id: &'a str,
    typed: &'a Typed,
    name: &'static str,
    form: Form,
}

impl Step<'_> {
    async fn again(&self, mistakes: Mistakes, clashes: Option<Vec<Clash>>) -> Response {
        let again = Again { form: self.name, typed: self.typed, mistakes, clashes };
        shown(self.office, self.asked, self.id, Some(again)).await
    }

    fn refused(&self, refusal: &Refusal) -> Mistakes {
        Mistakes::refused(self.asks(), self.asked.lang, refusal, self.typed)
    }

    /// The form as far as what was pressed asks for it.
    fn asks(&self) -> Form {
        if self.name == "move" && self.typed.get("do") == "check" { TIMED } else { self.form }
    }

    async fn check(&self, check: CheckProcedure) -> Result<Vec<Clash>, Refusal> {
        self.office.see(self.asked.reader.clone(), check).await
    }

    /// Checked where that is asked, else taken; what is not kept is shown in full.
    async fn take<A: Act>(&self, check: CheckProcedure, act: A, done: String) -> Response {
        if self.typed.get("do") == "check" {
            return match self.check(check).await {
                Ok(clashes) => self.again(Mistakes::default(), Some(clashes)).await,
                Err(refusal) => self.again(self.refused(&refusal), None).await,
            };
        }
        let here = format!("/procedure/{}", self.id);
        let Some(once) = self.typed.once() else { return Redirect::to(&here).into_response() };
        match self.office.perform(self.asked.reader.clone(), once, act).await {
            Ok(_) => {
                self.office.says(&self.asked.session, html! { (done) });
                Redirect::to(&here).into_response()
            }
            Err(refusal) => {
                let clashing = matches!(refusal.rule, Rule::Clashing(_));
                let shown_before = clash::despite(self.typed).is_some() && matches!(refusal.rule, Rule::Missing(Told::Reason));
                let clashes = if clashing || shown_before { self.check(check).await.ok() } else { None };
                let mistakes = if clashing { Mistakes::default() } else { self.refused(&refusal) };
                self.again(mistakes, clashes).await
            }
        }
    }
}

/// `POST /procedure/{id}/move`.
pub async fn moved(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let one = match found(&office, &asked, &id).await {
        Ok((one, _)) => one,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let step = Step { office: &office, asked: &asked, id: &id, typed: &typed, name: "move", form: MOVE };
    let mut mistakes = Mistakes::default();
    let (wanted_day, wanted_slot) = (typed.day("day"), told::read_slot(typed.get("slot")));
    if wanted_day.is_none() {
        mistakes.add("day", procedures::day_wrong(asked.lang));
    }
    if wanted_slot.is_none() {
        mistakes.add("slot", procedures::slot_wrong(asked.lang));
    }
    let (Some(to_day), Some(to_slot)) = (wanted_day, wanted_slot) else {
        return step.again(mistakes.rest(step.asks(), asked.lang, &typed), None).await;
    };
    let was = |(day, slot)| Timing { day, slot };
    let opened = day(typed.get("was-day")).zip(told::read_slot(typed.get("was-slot"))).map_or(was((one.day, one.slot)), was);
    let wanted = Timing { day: to_day, slot: to_slot };
    let act = Move {
        procedure: one.id.clone(),
        seen: one.entry,
        timing: Edit { opened, wanted },
        reason: typed.get("reason").to_owned(),
        despite: clash::despite(&typed),
    };
    step.take(CheckProcedure::Moved(one.id, wanted), act, procedures::moved(asked.lang)).await
}

/// Rooms and organisers as they were typed, or as the form showed them.
fn seats(one: &ProcedureShown, typed: &Typed, before: &str) -> Vec<Seated> {
    let seated = |class: &Id| Seated {
        class: class.clone(),
        room: typed.get(&format!("{before}room-{class}")).to_owned(),
        organiser: Id::read(typed.get(&format!("{before}who-{class}"))),
    };
    one.seats.iter().map(|seat| seated(&seat.class)).collect()
}

/// `POST /procedure/{id}/arrange`.
pub async fn arranged(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let one = match found(&office, &asked, &id).await {
        Ok((one, _)) => one,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let step = Step { office: &office, asked: &asked, id: &id, typed: &typed, name: "arrange", form: ARRANGE };
    let edit = Edit { opened: seats(&one, &typed, "was-"), wanted: seats(&one, &typed, "") };
    let check = CheckProcedure::Arranged(one.id.clone(), edit.wanted.clone());
    let act = Arrange { procedure: one.id, seen: one.entry, seats: edit, despite: clash::despite(&typed) };
    step.take(check, act, procedures::rooms_saved(asked.lang)).await
}

/// `POST /procedure/{id}/cancel`.
pub async fn cancelled(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let step = Step { office: &office, asked: &asked, id: &id, typed: &typed, name: "cancel", form: CANCEL };
    let (Some(procedure), Some(once)) = (Id::read(&id), typed.once()) else {
        return Redirect::to(&format!("/procedure/{id}")).into_response();
    };
    let act = Cancel { procedure, seen: typed.get("seen").parse().unwrap_or_default(), reason: typed.get("reason").to_owned() };
    match office.perform(asked.reader.clone(), once, act).await {
        Ok(_) => {
            office.says(&asked.session, html! { (procedures::cancelled(asked.lang)) });
            Redirect::to(&format!("/procedure/{id}")).into_response()
        }
        Err(refusal) => step.again(step.refused(&refusal), None).await,
    }
}
