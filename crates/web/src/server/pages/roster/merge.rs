//! `/pupil/…/merge`: two records of one pupil become one, after both were seen side by side; and two again.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use words::{office, roster};
use workflow::roster::{ComparePupils, Compared, FindPupils, Found, MergePupils, PartPupils, PupilOf};
use workflow::{Id, Refusal, Rule};

use super::shape::{class_of, day, perform, refused};
use crate::server::form::{Typed, key};
use crate::server::office::Office;
use crate::server::pages::frame::{Page, Room, page};
use crate::server::policy::Asked;

/// What is asked for: the other record, or words to look for it.
#[derive(Deserialize)]
pub struct Wanted {
    with: Option<String>,
    q: Option<String>,
}

/// `GET /pupil/{id}/merge`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, Query(wanted): Query<Wanted>) -> Response {
    let at = format!("/pupil/{id}/merge");
    let shown = match (Id::read(&id), wanted.with.as_deref().and_then(Id::read)) {
        (Some(into), Some(merged)) => compared(&office, &asked, into, merged).await,
        (Some(into), None) => choosing(&office, &asked, into, wanted.q).await,
        (None, _) => Err(Refusal { rule: Rule::NotThere, about: Vec::new(), instead: None }),
    };
    match shown {
        Ok(content) => {
            let title = roster::merge_title(asked.lang);
            let trail = [("/classes".to_owned(), roster::classes_title(asked.lang)), (format!("/pupil/{id}"), roster::pupil(asked.lang))];
            page(&office, &asked, &Page { room: Room::Classes, title: &title, trail: &trail }, &content).await
        }
        Err(refusal) => refused(&office, &asked, &at, &refusal).await,
    }
}

/// Who may be the same: those of the same name first, or whoever is looked for.
async fn choosing(office: &Office, asked: &Asked, into: Id, words: Option<String>) -> Result<Markup, Refusal> {
    let lang = asked.lang;
    let shown = office.see(asked.reader.clone(), PupilOf { pupil: into.clone() }).await?;
    let surname = shown.pupil.who.name.split(' ').next().unwrap_or_default().to_owned();
    let words = words.filter(|words| !words.trim().is_empty()).unwrap_or(surname);
    let mut found = office.see(asked.reader.clone(), FindPupils { words: words.clone() }).await?;
    found.retain(|one| one.pupil != into);
    Ok(html! {
        h1 { (roster::merge_title(lang)) }
        p.lead { (shown.pupil.who.name) ". " (roster::merge_choose(lang)) }
        form.search-here role="search" method="get" action={ "/pupil/" (into.as_str()) "/merge" } {
            div.field { label for="pupil-words" { (roster::find_pupil(lang)) } input type="search" id="pupil-words" name="q" value=(words); }
            button.second { (roster::find(lang)) }
        }
        @if found.is_empty() { p { (office::search_nothing(lang)) } }
        ul.plain-list.rows { @for one in found.iter().take(50) { li { (candidate(asked, &into, one)) } } }
    })
}

fn candidate(asked: &Asked, into: &Id, one: &Found) -> Markup {
    html! {
        a href={ "/pupil/" (into.as_str()) "/merge?with=" (one.pupil.as_str()) } { (one.who.name) }
        @if let Some(born) = one.who.born { span { (day(born)) } }
        (class_of(asked.lang, one.class.as_ref()))
    }
}

async fn compared(office: &Office, asked: &Asked, into: Id, merged: Id) -> Result<Markup, Refusal> {
    let lang = asked.lang;
    let [stays, goes] = office.see(asked.reader.clone(), ComparePupils { into, merged }).await?;
    Ok(html! {
        h1 { (roster::merge_title(lang)) }
        p.lead { (roster::merge_what(lang)) }
        div.scroll tabindex="0" {
            table.list {
                thead { tr { th {} th scope="col" { (roster::merge_stays(lang)) } th scope="col" { (roster::merge_goes(lang)) } } }
                tbody { @for (name, one, other) in rows(asked, &stays, &goes) { tr { th scope="row" { (name) } td.wrap { (one) } td.wrap { (other) } } } }
            }
        }
        @if stays.class.is_some() && goes.class.is_some() && stays.class != goes.class { p { (roster::merge_class(lang)) } }
        form method="post" action={ "/pupil/" (stays.id.as_str()) "/merge" } {
            (key(&asked.form()))
            input type="hidden" name="with" value=(goes.id.as_str());
            input type="hidden" name="seen" value=(stays.entry);
            input type="hidden" name="seen-with" value=(goes.entry);
            button.main { (roster::merge(lang)) }
        }
        p { a href={ "/pupil/" (goes.id.as_str()) "/merge?with=" (stays.id.as_str()) } { (roster::merge_other_way(lang)) } }
    })
}

fn rows(asked: &Asked, stays: &Compared, goes: &Compared) -> Vec<(String, String, String)> {
    let lang = asked.lang;
    let row = |name: String, said: &dyn Fn(&Compared) -> String| (name, said(stays), said(goes));
    let [stays_in, family, codes, before] =
        [roster::merge_links_stays, roster::family, roster::merge_links_codes, roster::merge_links_merged];
    vec![
        row(roster::pupil_name(lang), &|one| one.who.name.clone()),
        row(roster::born(lang), &|one| one.who.born.map(day).unwrap_or_default()),
        row(roster::pupil_number(lang), &|one| one.who.number.clone()),
        row(roster::class_name(lang), &|one| one.class.as_ref().map(ToString::to_string).unwrap_or_default()),
        row(stays_in(lang), &|one| one.links[0].to_string()),
        row(family(lang), &|one| one.links[1].to_string()),
        row(codes(lang), &|one| one.links[2].to_string()),
        row(before(lang), &|one| one.links[3].to_string()),
    ]
}

/// `POST /pupil/{id}/merge`.
pub async fn merge(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let number = |name: &str| typed.get(name).parse().unwrap_or_default();
    let seen = [number("seen"), number("seen-with")];
    let act = Id::read(&id).zip(Id::read(typed.get("with"))).map(|(into, merged)| MergePupils { into, merged, seen });
    match perform(&office, &asked, &typed, act).await {
        Ok(_) => Redirect::to(&format!("/pupil/{id}")).into_response(),
        Err(refusal) => refused(&office, &asked, &format!("/pupil/{id}"), &refusal).await,
    }
}

/// `POST /pupil/{id}/part`.
pub async fn part(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let act = Id::read(typed.get("merge")).map(|merge| PartPupils { merge });
    match perform(&office, &asked, &typed, act).await {
        Ok(_) => Redirect::to(&format!("/pupil/{id}")).into_response(),
        Err(refusal) => refused(&office, &asked, &format!("/pupil/{id}"), &refusal).await,
    }
}
