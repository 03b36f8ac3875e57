//! What stands above a plan's table, to be changed; and the plan closed.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use records::text::Lang;
use words::office;
use workflow::plan::{Amend, Close, PlanShown, PlanState, Preface, Progress, sum};
use workflow::school::Edit;
use workflow::{Act, Field as Told, LONGEST_TEXT, Refusal, Rule};

use super::found::{plan, says_why};
use crate::server::form::{BY, Field, Form, Kind, Mistakes, Typed};
use crate::server::office::Office;
use crate::server::pages::frame::{Page, Room, page_with};
use crate::server::pages::mistake;
use crate::server::policy::{Asked, Rights};

const PREFACE: Form = Form {
    fields: &[
        Field::new("title", office::plan_title, Kind::Line).told(Told::PlanTitle).needed(),
        Field::new("goal", office::goal, Kind::Text).told(Told::Goal),
        Field::new("directions", office::directions, Kind::Text).hint(office::one_a_line).told(Told::Directions).any_length(),
        Field::new("head", office::approval_head, Kind::Text).hint(office::approval_head_hint).told(Told::ApprovalHead),
        Field::new("why", office::why_changed, Kind::Line).hint(office::why_changed_hint).told(Told::Reason).most(LONGEST_TEXT),
    ],
};
const CLOSING: Form = Form { fields: &[Field::new("report", office::closing_report, Kind::Text).told(Told::Report).needed()] };

/// `GET /plan/{id}/preface`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    if !Rights::of(&office, &asked).await.may(Amend::NAME) {
        return mistake::refused(&office, &asked, &Refusal::of(Rule::NotThere)).await;
    }
    match plan(&office, &asked, &id).await {
        Ok(plan) => shown(&office, &asked, &plan, &filled(&asked, &plan.preface), &Mistakes::default()).await,
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

fn filled(asked: &Asked, preface: &Preface) -> Typed {
    let Preface { title, goal, directions, head } = preface;
    asked
        .form()
        .with("title", title.clone())
        .with("goal", goal.clone())
        .with("directions", directions.join("\n"))
        .with("head", head.clone())
}

async fn shown(office: &Office, asked: &Asked, plan: &PlanShown, typed: &Typed, mistakes: &Mistakes) -> Response {
    let lang = asked.lang;
    let title = office::preface_change(lang);
    let content = html! {
        h1 { (title) }
        form.narrow method="post" action={ "/plan/" (plan.id.as_str()) "/preface" } {
            (PREFACE.show(lang, typed, mistakes))
            @let now = filled(asked, &plan.preface).without(BY).0;
            (PREFACE.opened(&now.iter().map(|(name, value)| (name.as_str(), value.clone())).collect::<Vec<_>>(), Some(typed), mistakes))
            input type="hidden" name="seen" value=(plan.entry);
            button.main { (office::save(lang)) }
        }
    };
    let trail = [(format!("/plan/{}", plan.id), plan.preface.title.clone())];
    page_with(office, asked, mistakes.status(), &Page { room: Room::Plan, title: &title, trail: &trail }, &content).await
}

/// `POST /plan/{id}/preface`.
pub async fn change(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let plan = match plan(&office, &asked, &id).await {
        Ok(plan) => plan,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    // A browser sends a line break as two characters.
    let text = |name: &str| typed.get(name).replace("\r\n", "\n");
    let edit = |name: &str| Edit { opened: text(&format!("was-{name}")), wanted: text(name) };
    let lines = |text: String| text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let act = Amend {
        plan: plan.id.clone(),
        seen: typed.get("seen").parse().unwrap_or_default(),
        title: edit("title"),
        goal: edit("goal"),
        directions: Edit { opened: lines(text("was-directions")), wanted: lines(text("directions")) },
        head: edit("head"),
        reason: Some(typed.get("why").to_owned()).filter(|why| !why.is_empty()),
    };
    match step(&office, &asked, &typed, act).await {
        Ok(()) => Redirect::to(&format!("/plan/{id}?view=about")).into_response(),
        Err(refusal) => {
            let mistakes =
                Mistakes::refused(PREFACE, asked.lang, &refusal, &typed).rest_with(PREFACE, asked.lang, &typed, says_why(plan.state));
            shown(&office, &asked, &plan, &typed, &mistakes).await
        }
    }
}

async fn step<A: Act>(office: &Office, asked: &Asked, typed: &Typed, act: A) -> Result<(), workflow::Refusal> {
    let once = typed.once().ok_or(workflow::Refusal::of(workflow::Rule::NotThere))?;
    office.perform(asked.reader.clone(), once, act).await.map(drop)
}

/// `GET /plan/{id}/close`.
pub async fn closing(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    if !Rights::of(&office, &asked).await.may(Close::NAME) {
        return mistake::refused(&office, &asked, &Refusal::of(Rule::NotThere)).await;
    }
    match plan(&office, &asked, &id).await {
        Ok(plan) => {
            let typed = asked.form().with("report", standing(asked.lang, &plan));
            closing_page(&office, &asked, &plan, &typed, &Mistakes::default()).await
        }
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// «Выполнено 40, снято 1, просрочено 1.»
fn standing(lang: Lang, plan: &PlanShown) -> String {
    let so = |so: fn(Progress) -> bool| sum(&plan.occurrences, so).to_string();
    let (all, dropped) = (so(|_| true), so(|one| one == Progress::Dropped));
    office::closing_standing(lang, all, so(Progress::done), so(Progress::awaits_acceptance), dropped, open(plan).to_string())
}

/// Times of the plan that nobody decided about.
fn open(plan: &PlanShown) -> u32 {
    sum(&plan.occurrences, |one| !one.closed() && !one.awaits_acceptance())
}

async fn closing_page(office: &Office, asked: &Asked, plan: &PlanShown, typed: &Typed, mistakes: &Mistakes) -> Response {
    let lang = asked.lang;
    let title = office::plan_close(lang);
    let awaits = sum(&plan.occurrences, Progress::awaits_acceptance);
    let content = html! {
        h1 { (title) }
        p.lead { (office::plan_close_what(lang)) }
        @if awaits > 0 { p { (office::plan_close_awaits(lang, awaits as usize)) } }
        @if open(plan) > 0 { p { (office::plan_close_open(lang, open(plan) as usize)) " " a href={ "/plan/" (plan.id.as_str()) "?view=board" } { (office::view_board(lang)) } } }
        @if plan.state == PlanState::Approved {
            form.narrow method="post" action={ "/plan/" (plan.id.as_str()) "/close" } {
                (CLOSING.show(lang, typed, mistakes))
                input type="hidden" name="seen" value=(plan.entry);
                button.main { (title) }
            }
        } @else { p { (office::plan_close_not_yet(lang)) } }
    };
    let trail = [(format!("/plan/{}", plan.id), plan.preface.title.clone())];
    page_with(office, asked, mistakes.status(), &Page { room: Room::Plan, title: &title, trail: &trail }, &content).await
}

/// `POST /plan/{id}/close`.
pub async fn close(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let plan = match plan(&office, &asked, &id).await {
        Ok(plan) => plan,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let act = Close {
        plan: plan.id.clone(),
        seen: typed.get("seen").parse().unwrap_or_default(),
        report: typed.get("report").to_owned(),
        file: None,
    };
    match step(&office, &asked, &typed, act).await {
        Ok(()) => Redirect::to(&format!("/plan/{id}")).into_response(),
        Err(refusal) => closing_page(&office, &asked, &plan, &typed, &Mistakes::refused(CLOSING, asked.lang, &refusal, &typed)).await,
    }
}
