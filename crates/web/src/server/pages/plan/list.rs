//! The plans of the school; where there is none yet, the way to the first.
//! covers: R48

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use records::vocabulary::SchoolYear;
use words::office;
use workflow::Act;
use workflow::plan::{Begin, PlanLine, PlanState, Plans};

use crate::server::form::key;
use crate::server::office::Office;
use crate::server::pages::drop::Drop;
use crate::server::pages::frame::{Page, Room, page};
use crate::server::pages::mistake;
use crate::server::policy::{Asked, Rights};

/// `GET /plan`: the only plan that is open, else the list.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    match office.see(asked.reader.clone(), Plans).await {
        Ok(plans) => match &plans[..] {
            [only] if only.state != PlanState::Closed => Redirect::to(&format!("/plan/{}", only.id)).into_response(),
            _ => list(&office, &asked, &plans).await,
        },
        Err(refusal) if refusal.rule == workflow::Rule::NotAllowed => Redirect::to("/").into_response(),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// `GET /plans`: the list.
pub async fn all(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    match office.see(asked.reader.clone(), Plans).await {
        Ok(plans) => list(&office, &asked, &plans).await,
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

async fn list(office: &Office, asked: &Asked, plans: &[PlanLine]) -> Response {
    let lang = asked.lang;
    let title = office::plans_title(lang);
    let content = html! {
        h1 { (title) }
        @if !plans.is_empty() {
            ul.plain-list.rows {
                @for plan in plans {
                    li {
                        a href={ "/plan/" (plan.id.as_str()) } { b { (plan.title) } }
                        span.quiet { (year(plan)) }
                        span { (plan.state.told(lang)) }
                        span.quiet { (office::measures_count(lang, plan.measures as usize)) }
                    }
                }
            }
        }
        @if Rights::of(office, asked).await.may(Begin::NAME) { (begin(asked, plans.is_empty())) } @else if plans.is_empty() { p.lead { (office::plan_none(lang)) } }
    };
    page(office, asked, &Page { room: Room::Plan, title: &title, trail: &[] }, &content).await
}

fn year(plan: &PlanLine) -> String {
    SchoolYear(plan.first_day.year()).short()
}

/// Her own file.
const DROP: Drop = Drop {
    to: "/plan/upload",
    accept: ".docx,.xlsx,.csv",
    large: true,
    what: office::plan_drop,
    choose: office::plan_choose,
    send: office::plan_read,
    reading: office::plan_reading,
};

/// Two ways to a plan: her own file, or the library.
pub fn begin(asked: &Asked, first: bool) -> Markup {
    let lang = asked.lang;
    html! {
        section {
            h2 { @if first { (office::plan_none(lang)) } @else { (office::plan_another(lang)) } }
            (Drop { large: first, ..DROP }.show(asked))
            h3 { (office::plan_library_title(lang)) }
            p { (office::plan_library_what(lang)) }
            form method="post" action="/plan/library" { (key(&asked.form())) button.second { (office::plan_library_begin(lang)) } }
        }
    }
}
