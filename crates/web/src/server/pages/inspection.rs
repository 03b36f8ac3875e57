//! The folder for an inspection: what is asked for, what shows it, what is lacking; one archive with an inventory.
//! covers: R9, R48

mod archive;
mod consultations;
mod found;

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use records::plan::inspection::Inspection;
use records::text::Lang;
use words::inspection;
use workflow::plan::IssuePaper;
use workflow::{Act, Refusal, Rule};

use self::found::Found;
use super::frame::{Page, Room, page};
use super::plan::found::plan;
use super::{mistake, working};
use crate::server::form::{Typed, key};
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};
use crate::server::works::What;

/// `GET /plan/{id}/inspection`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    let lang = asked.lang;
    let found = match theirs(&office, &asked, &id).await {
        Ok(found) => found,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let title = inspection::title(lang);
    let content = html! {
        div.over {
            h1 { (title) }
            form.doing method="post" action={ "/plan/" (id) "/inspection/folder" } { (key(&asked.form())) button.main { (inspection::make(lang)) } }
        }
        p.lead { (found.lead(lang)) }
        p { (inspection::what(lang)) }
        p.hint { (inspection::careful(lang)) }
        (points(lang, &found))
        h2 { (inspection::lacking(lang)) }
        @if found.lacking.is_empty() { p { (inspection::lacking_none(lang)) } }
        ul { @for one in &found.lacking { li { (one) } } }
        p.hint { (found.source(lang)) }
    };
    let trail = [(format!("/plan/{id}/papers"), words::office::papers_title(lang))];
    page(&office, &asked, &Page { room: Room::Papers, title: &title, trail: &trail }, &content).await
}

/// What was found, for whoever keeps the plan: sheets hold signatures.
async fn theirs(office: &Office, asked: &Asked, id: &str) -> Result<Found, Refusal> {
    if !Rights::of(office, asked).await.may(IssuePaper::NAME) {
        return Err(Refusal::of(Rule::NotAllowed));
    }
    Found::of(office, asked, plan(office, asked, id).await?).await
}

fn points(lang: Lang, found: &Found) -> Markup {
    html! {
        div.scroll tabindex="0" {
            table.list {
                thead { tr { th scope="col" { (inspection::asked(lang)) } th scope="col" { (inspection::shown(lang)) } } }
                tbody {
                    @for (point, shown) in &found.points {
                        tr {
                            th.wrap scope="row" { (point) }
                            td.wrap { @if shown.is_empty() { span.quiet { (inspection::nothing(lang)) } } @for (to, text) in shown { div { a href=(to) { (text) } } } }
                        }
                    }
                }
            }
        }
    }
}

/// `POST /plan/{id}/inspection/folder`: begins the archive.
pub async fn folder(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, _hers: Typed) -> Response {
    if let Err(refusal) = theirs(&office, &asked, &id).await {
        return mistake::refused(&office, &asked, &refusal).await;
    }
    let what = What { title: inspection::title, from: format!("/plan/{id}/inspection"), needs: IssuePaper::NAME };
    let (at_home, by) = (Arc::clone(&office), asked.clone());
    working::begun(&office, &asked, what, |work| async move { archive::made(&at_home, &by, &id, &work).await }).await
}

/// What an inspection asks for, as it is shipped.
fn asked_for() -> Result<&'static Inspection, Refusal> {
    Inspection::shipped().map_err(|_| Refusal::of(Rule::Stopped))
}
