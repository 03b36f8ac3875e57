//! An event planned, and changed.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use serde::Deserialize;
use words::{events, office};
use workflow::event::{Change, CouldShow, EventShown, EventState, Kind, OneEvent, Plan, Planned};
use workflow::people::Colleagues;
use workflow::roster::{ClassLine, Classes};
use workflow::school::Edit;
use workflow::{Act, Id, Refusal, Rule};

use super::super::frame::{Page, Room, page_with};
use super::super::kept::keep;
use super::super::mistake;
use super::fields::{Card, FORM, asks, show};
use super::offered::offered;
use super::planned::{WITHOUT_FILE, filled, read};
use super::pupils;
use crate::server::form::{Mistakes, Typed, TypedWithFiles};
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};

/// What a new event starts from.
#[derive(Deserialize)]
pub struct From {
    /// The time of the plan it is to show.
    occurrence: Option<String>,
}

/// `GET /events/new/{kind}`.
pub async fn new(State(office): State<Arc<Office>>, asked: Asked, Path(kind): Path<String>, Query(from): Query<From>) -> Response {
    let Some(kind) = Kind::of(&kind) else { return mistake::refused(&office, &asked, &Refusal::of(Rule::NotThere)).await };
    if kind.names_pupils() {
        return pupils::form::new(&office, &asked, kind, from.occurrence).await;
    }
    let mut typed = asked.form().with("owner", asked.person.as_str()).with("day", asked.reader.now().date().to_string());
    if kind.agenda {
        typed = typed.with("chair", asked.person.as_str());
    }
    if let Some(class) = own_class(&office, &asked, kind).await {
        typed = typed.with("class", class);
    }
    if kind.of_a_subject {
        let day = asked.reader.now().date();
        let could = office.see(asked.reader.clone(), CouldShow { kind: kind.code.to_owned(), day }).await;
        typed = typed.with("subject", could.ok().and_then(|could| could.hers).unwrap_or_default());
    }
    if let Some(occurrence) = from.occurrence {
        typed = typed.with("occurrence", occurrence);
    }
    new_page(&office, &asked, kind, &typed, &Mistakes::default()).await
}

/// Whose parents are met, where a class teacher plans it and leads no other class.
async fn own_class(office: &Office, asked: &Asked, kind: &Kind) -> Option<String> {
    if !(kind.agenda && kind.families) {
        return None;
    }
    let shown = office.see(asked.reader.clone(), Classes).await.ok()?;
    let hers = |class: &ClassLine| class.teacher.as_ref().is_some_and(|(teacher, _)| *teacher == asked.person);
    let [one] = shown.classes.into_iter().filter(hers).collect::<Vec<_>>().try_into().ok()?;
    Some(one.name.to_string())
}

async fn new_page(office: &Office, asked: &Asked, kind: &'static Kind, typed: &Typed, mistakes: &Mistakes) -> Response {
    let lang = asked.lang;
    if !Rights::of(office, asked).await.may(Plan::NAME) {
        return mistake::refused(office, asked, &Refusal::of(Rule::NotAllowed)).await;
    }
    let offered = match offered(office, asked, kind, typed, &[]).await {
        Ok(offered) => offered,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let title = (kind.name)(lang);
    let content = html! {
        h1 { (title) }
        p.lead { ((kind.what)(lang)) }
        form.narrow method="post" action={ "/events/new/" (kind.code) } enctype="multipart/form-data" {
            (show(lang, (kind, Card::Later), &offered, typed, mistakes))
            button.main { @if kind.reads && !kind.is_held() { (events::send(lang)) } @else { (events::plan(lang)) } }
        }
    };
    let trail = [("/events".to_owned(), events::title(lang)), ("/events/new".to_owned(), events::choose(lang))];
    page_with(office, asked, mistakes.status(), &Page { room: Room::Events, title: &title, trail: &trail }, &content).await
}

/// `POST /events/new/{kind}`.
pub async fn plan(State(office): State<Arc<Office>>, asked: Asked, Path(kind): Path<String>, mut form: TypedWithFiles) -> Response {
    let Some(kind) = Kind::of(&kind) else { return mistake::refused(&office, &asked, &Refusal::of(Rule::NotThere)).await };
    if kind.names_pupils() {
        return pupils::form::plan(&office, &asked, kind, form.typed).await;
    }
    let kept = keep(&office, &asked, form.take("file")).await;
    let colleagues = office.see(asked.reader.clone(), Colleagues).await;
    let (file, colleagues) = match (kept, colleagues) {
        (Ok(file), Ok(colleagues)) => (file, colleagues),
        (Err(refusal), _) | (_, Err(refusal)) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let typed = form.typed;
    let planned = match (read(asked.lang, kind, &typed, &colleagues, file, None), typed.once()) {
        (Ok(planned), Some(once)) => (planned, once),
        (Err(mistakes), _) => {
            let mistakes = mistakes.rest_with(FORM, asked.lang, &typed, asks(kind, None));
            return new_page(&office, &asked, kind, &typed, &mistakes).await;
        }
        (_, None) => return new_page(&office, &asked, kind, &typed, &Mistakes::default()).await,
    };
    match office.perform(asked.reader.clone(), planned.1, Plan { kind: kind.code.to_owned(), planned: planned.0 }).await {
        Ok(receipt) => Redirect::to(&format!("/event/{}", receipt.done)).into_response(),
        Err(refusal) => {
            let mistakes = Mistakes::refused(FORM, asked.lang, &refusal, &typed).rest_with(FORM, asked.lang, &typed, asks(kind, None));
            new_page(&office, &asked, kind, &typed, &mistakes).await
        }
    }
}

/// The event of an address.
pub async fn found(office: &Office, asked: &Asked, id: &str) -> Result<EventShown, Refusal> {
    let event = Id::read(id).ok_or(Refusal::of(Rule::NotThere))?;
    office.see(asked.reader.clone(), OneEvent { event }).await
}

/// `GET /event/{id}/edit`.
pub async fn edit(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    match found(&office, &asked, &id).await {
        Ok(one) if one.leads && one.kind.names_pupils() => pupils::form::edit(&office, &asked, &one).await,
        Ok(one) if one.leads => edit_page(&office, &asked, &one, &filled(asked.form(), &one.planned), &Mistakes::default()).await,
        Ok(_) => mistake::refused(&office, &asked, &Refusal::of(Rule::NotThere)).await,
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

async fn edit_page(office: &Office, asked: &Asked, one: &EventShown, typed: &Typed, mistakes: &Mistakes) -> Response {
    let (lang, id) = (asked.lang, one.event.id.as_str());
    let offered = match offered(office, asked, one.kind, typed, &one.occurrences).await {
        Ok(offered) => offered,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let title = events::change(lang);
    // As the form was opened, also after it was refused once: a conflict is only where somebody else wrote meanwhile.
    let was = match typed.get("was") {
        "" => serde_json::to_string(&one.planned).unwrap_or_default(),
        was => was.to_owned(),
    };
    let card = match one.event.state {
        _ if !one.writes_card => Card::Hidden,
        EventState::Planned => Card::Later,
        _ => Card::Now,
    };
    let content = html! {
        h1 { (title) }
        form.narrow method="post" action={ "/event/" (id) "/edit" } enctype="multipart/form-data" {
            (show(lang, (one.kind, card), &offered, typed, mistakes))
            @if let Some(file) = one.event.content.file.as_ref().filter(|file| one.kind.has_file() && !file.erased()) {
                label.option { input type="checkbox" name=(WITHOUT_FILE) value="yes" checked[typed.get(WITHOUT_FILE) == "yes"]; (events::without_file(lang, &file.name)) }
            }
            input type="hidden" name="seen" value=(one.event.entry);
            input type="hidden" name="was" value=(was);
            button.main { (office::save(lang)) }
        }
    };
    let trail = [("/events".to_owned(), events::title(lang)), (format!("/event/{id}"), one.event.content.title.clone())];
    page_with(office, asked, mistakes.status(), &Page { room: Room::Events, title: &title, trail: &trail }, &content).await
}

/// `POST /event/{id}/edit`.
pub async fn change(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, mut form: TypedWithFiles) -> Response {
    match found(&office, &asked, &id).await {
        Ok(one) if one.kind.names_pupils() => return pupils::form::change(&office, &asked, &one, form.typed).await,
        _ => {}
    }
    let kept = keep(&office, &asked, form.take("file")).await;
    let colleagues = office.see(asked.reader.clone(), Colleagues).await;
    let (one, file, colleagues) = match (found(&office, &asked, &id).await, kept, colleagues) {
        (Ok(one), Ok(file), Ok(colleagues)) => (one, file, colleagues),
        (Err(refusal), ..) | (_, Err(refusal), _) | (.., Err(refusal)) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let typed = form.typed;
    let Ok(opened) = serde_json::from_str::<Planned>(typed.get("was")) else {
        return edit_page(&office, &asked, &one, &filled(asked.form(), &one.planned), &Mistakes::default()).await;
    };
    let asks = asks(one.kind, Some(&opened));
    let wanted = match read(asked.lang, one.kind, &typed, &colleagues, file, Some(&opened)) {
        Ok(wanted) => wanted,
        Err(mistakes) => {
            let mistakes = mistakes.rest_with(FORM, asked.lang, &typed, asks);
            return edit_page(&office, &asked, &one, &typed, &mistakes).await;
        }
    };
    let Some(once) = typed.once() else { return edit_page(&office, &asked, &one, &typed, &Mistakes::default()).await };
    let seen = typed.get("seen").parse().unwrap_or_default();
    let (was, typed_by_her) = (opened.clone(), wanted.clone());
    match office.perform(asked.reader.clone(), once, Change { event: one.event.id.clone(), seen, edit: Edit { opened, wanted } }).await {
        Ok(_) => Redirect::to(&format!("/event/{id}")).into_response(),
        Err(refusal) if refusal.rule == Rule::NothingChanged => Redirect::to(&format!("/event/{id}")).into_response(),
        Err(refusal) => {
            let mistakes = Mistakes::refused(FORM, asked.lang, &refusal, &typed).rest_with(FORM, asked.lang, &typed, asks);
            if !matches!(refusal.rule, Rule::ChangedMeanwhile(_)) {
                return edit_page(&office, &asked, &one, &typed, &mistakes).await;
            }
            // Told once that somebody else wrote there, what is sent again is chosen.
            let one = match found(&office, &asked, &id).await {
                Ok(one) => one,
                Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
            };
            let anew = serde_json::to_string(&was.told_anew(&typed_by_her, &one.planned)).unwrap_or_default();
            edit_page(&office, &asked, &one, &typed.without("was").with("was", anew), &mistakes).await
        }
    }
}
