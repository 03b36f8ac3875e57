//! A plan approved: by another person, or on paper, with the number, the date and the scan of the order.
//! covers: R48

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use words::office;
use workflow::plan::{Approve, Paper, PlanShown, SayDone};
use workflow::{Act, Field as Told, Refusal, Rule};

use super::found::plan;
use super::whole::before_approval;
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, TypedWithFiles, key, missing};
use crate::server::office::Office;
use crate::server::pages::frame::{Page, Room, page_with};
use crate::server::pages::kept::keep;
use crate::server::pages::mistake;
use crate::server::policy::{Asked, Rights};

const ORDER: Form = Form {
    fields: &[
        Field::new("number", office::order_number, Kind::Line).told(Told::PaperNumber).needed(),
        Field::new("day", office::order_day, Kind::Day).told(Told::PaperDay).needed(),
        Field::new("scan", office::order_scan, Kind::File).hint(office::order_scan_hint).told(Told::Scan).needed(),
    ],
};

/// `GET /plan/{id}/approve`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    match plan(&office, &asked, &id).await {
        Ok(plan) => shown(&office, &asked, &plan, &asked.form(), &Mistakes::default()).await,
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

async fn shown(office: &Office, asked: &Asked, plan: &PlanShown, typed: &Typed, mistakes: &Mistakes) -> Response {
    let lang = asked.lang;
    let (title, at) = (office::approve_title(lang), format!("/plan/{}/approve", plan.id));
    let mine = plan.begun_by == asked.person;
    let rights = Rights::of(office, asked).await;
    let content = html! {
        h1 { (title) }
        p.lead { (office::approve_what(lang)) }
        @if rights.may(SayDone::NAME) { (before_approval(lang, plan, &format!("/plan/{}", plan.id))) }
        section.narrow {
            h2 { (office::approve_on_paper(lang)) }
            p { (office::approve_on_paper_what(lang)) }
            form method="post" action=(at) enctype="multipart/form-data" {
                (ORDER.show(lang, typed, mistakes))
                input type="hidden" name="seen" value=(plan.entry);
                button.main { (office::approve_by_order(lang)) }
            }
        }
        section.narrow {
            h2 { (office::approve_by_person(lang)) }
            @if mine { p { (office::approve_not_oneself(lang)) } }
            @else {
                p { (office::approve_oneself(lang)) }
                form method="post" action={ (at) "/myself" } { (key(&asked.form())) input type="hidden" name="seen" value=(plan.entry); button.second { (office::approve(lang)) } }
            }
        }
    };
    let trail = [(format!("/plan/{}", plan.id), plan.preface.title.clone())];
    page_with(office, asked, mistakes.status(), &Page { room: Room::Plan, title: &title, trail: &trail }, &content).await
}

/// `POST /plan/{id}/approve`: by an order on paper.
pub async fn by_order(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, mut form: TypedWithFiles) -> Response {
    let plan = match plan(&office, &asked, &id).await {
        Ok(plan) => plan,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let (lang, mut mistakes) = (asked.lang, Mistakes::default());
    let scan = match keep(&office, &asked, form.take("scan")).await {
        Ok(scan) => scan,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let typed = form.typed;
    if typed.get("number").is_empty() {
        mistakes.add("number", missing(lang));
    }
    if typed.day("day").is_none() {
        mistakes.add("day", office::field_day_wrong(lang));
    }
    if scan.is_none() {
        mistakes.add("scan", office::file_missing(lang));
    }
    let (true, Some(day), Some(scan), Some(_)) = (mistakes.none(), typed.day("day"), scan, typed.once()) else {
        return shown(&office, &asked, &plan, &typed, &mistakes).await;
    };
    let paper = Paper { number: typed.get("number").to_owned(), day, scan: scan.address };
    approve(&office, &asked, &plan, &typed, Some(paper)).await
}

/// `POST /plan/{id}/approve/myself`: by whoever is signed in.
pub async fn myself(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    match plan(&office, &asked, &id).await {
        Ok(plan) => approve(&office, &asked, &plan, &typed, None).await,
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

async fn approve(office: &Office, asked: &Asked, plan: &PlanShown, typed: &Typed, paper: Option<Paper>) -> Response {
    let form = if paper.is_some() { ORDER } else { Form::NONE };
    let act = Approve { plan: plan.id.clone(), seen: typed.get("seen").parse().unwrap_or_default(), paper };
    let done = match typed.once() {
        Some(once) => office.perform(asked.reader.clone(), once, act).await.map(drop),
        None => Err(Refusal::of(Rule::NotThere)),
    };
    match done {
        Ok(()) => Redirect::to(&format!("/plan/{}", plan.id)).into_response(),
        Err(refusal) => shown(office, asked, plan, typed, &Mistakes::refused(form, asked.lang, &refusal, typed)).await,
    }
}
