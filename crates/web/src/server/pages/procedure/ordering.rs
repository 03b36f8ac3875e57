//! `/procedures/order`: which procedures stand in the schedule by which order.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use words::procedures;
use workflow::procedure::{Order, ProcedureShown, ProcedureState};
use workflow::{Act, Field as Told, Refusal, Rule};

use super::super::frame::{Page, Room, page_with};
use super::super::mistake;
use super::asked::{Wanted, kept, standing, within};
use super::told;
use crate::server::form::{Field, Form, Kind, Mistakes, Typed};
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};

const ORDER: Form = Form {
    fields: &[
        Field::new("number", procedures::order_number, Kind::Line).told(Told::PaperNumber).needed(),
        Field::new("day", procedures::order_day, Kind::Day).told(Told::PaperDay).needed(),
    ],
};

/// `GET /procedures/order`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    if !Rights::of(&office, &asked).await.may(Order::NAME) {
        return mistake::refused(&office, &asked, &Refusal::of(Rule::NotAllowed)).await;
    }
    let typed = asked.form().with("day", asked.reader.now().date().to_string()).with("year", wanted.year().to_owned());
    shown(&office, &asked, &typed, &Mistakes::default()).await
}

async fn shown(office: &Office, asked: &Asked, typed: &Typed, mistakes: &Mistakes) -> Response {
    let lang = asked.lang;
    let schedule = match standing(office, asked, typed.get("year")).await {
        Ok(schedule) => schedule,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let waiting: Vec<&ProcedureShown> = schedule.procedures.iter().filter(|one| one.state == ProcedureState::Planned).collect();
    let first = !typed.has("number");
    let ticked = |one: &ProcedureShown| first || typed.0.iter().any(|(name, value)| name == "procedure" && value == one.id.as_str());
    let title = procedures::order_title(lang);
    let content = html! {
        h1 { (title) }
        @if waiting.is_empty() { p.lead { (procedures::order_none(lang)) } } @else {
            p.lead { (procedures::order_lead(lang)) }
            form.narrow method="post" action="/procedures/order" {
                (ORDER.show(lang, typed, mistakes))
                (kept(typed.get("year")))
                fieldset {
                    legend { (procedures::order_all(lang)) }
                    div.ticks {
                        @for one in waiting {
                            label.option { input type="checkbox" name="procedure" value=(one.id.as_str()) checked[ticked(one)]; (told::whole(lang, &schedule, one)) ", " (told::slot(lang, one.slot)) }
                        }
                    }
                }
                button.main { (procedures::order_save(lang)) }
            }
        }
    };
    let trail = [(within("/procedures", typed.get("year")), procedures::title(lang))];
    page_with(office, asked, mistakes.status(), &Page { room: Room::Procedures, title: &title, trail: &trail }, &content).await
}

/// `POST /procedures/order`.
pub async fn order(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let lang = asked.lang;
    let schedule = match standing(&office, &asked, typed.get("year")).await {
        Ok(schedule) => schedule,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let ticked = |one: &&ProcedureShown| typed.0.iter().any(|(name, value)| name == "procedure" && value == one.id.as_str());
    let procedures_named = schedule.procedures.iter().filter(ticked).map(|one| (one.id.clone(), one.entry)).collect::<Vec<_>>();
    let Some(once) = typed.once() else { return Redirect::to(&within("/procedures/order", typed.get("year"))).into_response() };
    let mut mistakes = Mistakes::default();
    if procedures_named.is_empty() {
        mistakes.say(procedures::order_nothing(lang));
    }
    let Some(day) = typed.day("day").filter(|_| !procedures_named.is_empty()) else {
        if typed.day("day").is_none() {
            mistakes.add("day", procedures::day_wrong(lang));
        }
        return shown(&office, &asked, &typed, &mistakes.rest(ORDER, lang, &typed)).await;
    };
    let act = Order { procedures: procedures_named, number: typed.get("number").to_owned(), day };
    match office.perform(asked.reader.clone(), once, act).await {
        Ok(_) => {
            office.says(&asked.session, html! { (procedures::ordered(lang)) });
            Redirect::to(&within("/procedures", typed.get("year"))).into_response()
        }
        Err(refusal) => shown(&office, &asked, &typed, &Mistakes::refused(ORDER, lang, &refusal, &typed)).await,
    }
}
