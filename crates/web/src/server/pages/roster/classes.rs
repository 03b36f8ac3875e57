//! `/classes`: the classes of the year; pupils who are looked for.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use documents::office::{Head, Listing};
use maud::{Markup, html};
use records::text::Lang;
use serde::Deserialize;
use words::{office, roster};
use workflow::roster::{AddClass, ClassLine, ClassName, Classes, ClassesShown, FindPupils};
use workflow::{Field as Told, Id, Refusal, Rule};

use super::shape::{choice, class_of, perform, refused};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed};
use crate::server::office::Office;
use crate::server::pages::frame::{Page, Room, page, page_with, year_name};
use crate::server::pages::listing::{Cell, Column, Sheet, answered, carry};
use crate::server::policy::Asked;
use crate::shell::address::encoded;

const ADD: Form = Form {
    fields: &[Field::new("class", roster::class_name, Kind::Line)
        .hint(roster::class_name_hint)
        .told(Told::ClassName)
        .any_length()
        .needed()],
};

/// Most pupils a search shows.
const SHOWN: usize = 100;

/// `GET /classes`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    list(&office, &asked, &asked.form(), &Mistakes::default()).await
}

async fn list(office: &Office, asked: &Asked, typed: &Typed, mistakes: &Mistakes) -> Response {
    let lang = asked.lang;
    let shown = match office.see(asked.reader.clone(), Classes).await {
        Ok(shown) => shown,
        Err(refusal) => return refused(office, asked, "/classes", &refusal).await,
    };
    let title = roster::classes_title(lang);
    let pupils: u32 = shown.classes.iter().map(|class| class.pupils).sum();
    let content = html! {
        h1 { (title) }
        @match (&shown.year, shown.classes.is_empty()) {
            (None, _) => { p.lead { (roster::no_year(lang)) } p { a.button.main href="/school" { (office::room_school(lang)) } } },
            (Some(_), true) => p.lead { @if shown.keeps { (roster::classes_none(lang)) } @else { (roster::classes_none_yours(lang)) } },
            (Some(year), false) => p.lead { (roster::classes_count(lang, year_name(year), shown.classes.len(), pupils as usize)) },
        }
        @if !shown.classes.is_empty() {
            (look_for(asked, ""))
            (sheet(lang, &shown.classes).show(asked))
            @if shown.keeps {
                p { a href="/classes/import" { (roster::import_link(lang)) } " · " a href="/classes/loads" { (roster::loads_title(lang)) } }
            }
        }
        @if shown.keeps && shown.year.is_some() { (adding(asked, &shown, typed, mistakes)) }
    };
    page_with(office, asked, mistakes.status(), &Page { room: Room::Classes, title: &title, trail: &[] }, &content).await
}

/// `GET /classes/list`: the list as it is shown, for Excel.
pub async fn carried(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    match office.see(asked.reader.clone(), Classes).await {
        Ok(shown) => sheet(asked.lang, &shown.classes).answered(&asked),
        Err(refusal) => refused(&office, &asked, "/classes", &refusal).await,
    }
}

fn sheet(lang: Lang, classes: &[ClassLine]) -> Sheet {
    let row = |class: &ClassLine| {
        vec![
            Cell::link(&format!("/class/{}", class.id), class.name.to_string()),
            Cell::shown(teacher(lang, class), [teacher_said(lang, class)]),
            Cell::of(class.pupils.to_string()),
        ]
    };
    let columns = vec![
        Column::short(roster::class_name(lang), 10),
        Column::of(roster::class_teacher(lang), 50),
        Column::number(roster::pupils(lang), 12),
    ];
    Sheet::of(roster::classes_title(lang), "/classes", columns, classes.iter().map(row).collect())
}

/// What is said of its class teacher.
fn teacher_said(lang: Lang, class: &ClassLine) -> String {
    match &class.teacher {
        Some((_, name)) if class.gone => format!("{} {}", roster::no_teacher(lang), roster::teacher_gone(lang, name)),
        Some((_, name)) => name.clone(),
        None => roster::no_teacher(lang),
    }
}

/// Its class teacher; where she left, that there is none now, and who it was.
pub(super) fn teacher(lang: Lang, class: &ClassLine) -> Markup {
    html! {
        @match &class.teacher {
            Some((id, name)) if class.gone => { span.late { (roster::no_teacher(lang)) } " " a href={ "/people/" (id.as_str()) "#teaching" } { (roster::teacher_gone(lang, name)) } },
            Some((_, name)) => (name),
            None => span.quiet { (roster::no_teacher(lang)) },
        }
    }
}

fn adding(asked: &Asked, shown: &ClassesShown, typed: &Typed, mistakes: &Mistakes) -> Markup {
    let lang = asked.lang;
    html! {
        section {
            // With no class yet a file is the short way: it brings classes and pupils at once.
            @if shown.classes.is_empty() { p { a.button.main href="/classes/import" { (roster::import_link(lang)) } } }
            h2 #add { (roster::class_add(lang)) }
            form.narrow method="post" action="/classes" {
                (ADD.show(lang, typed, mistakes))
                (choice("teacher", &roster::class_teacher(lang), &roster::no_teacher(lang), &shown.staff, Some(typed.get("teacher"))))
                button .main[!shown.classes.is_empty()] .second[shown.classes.is_empty()] { (roster::class_add(lang)) }
            }
        }
    }
}

/// The search of pupils.
pub(super) fn look_for(asked: &Asked, words: &str) -> Markup {
    let lang = asked.lang;
    html! {
        form.search-here role="search" action="/pupils" method="get" {
            div.field {
                label for="pupil-words" { (roster::find_pupil(lang)) }
                input type="search" id="pupil-words" name="q" value=(words);
            }
            button.second { (roster::find(lang)) }
        }
    }
}

/// `POST /classes`.
pub async fn add(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let year = match office.see(asked.reader.clone(), Classes).await {
        Ok(shown) => shown.year.map(|year| year.id),
        Err(refusal) => return refused(&office, &asked, "/classes", &refusal).await,
    };
    let written = typed.get("class");
    let name = ClassName::read(written);
    let done = match (year, name) {
        (_, None) if written.is_empty() => Err(Refusal { rule: Rule::Missing(Told::ClassName), about: Vec::new(), instead: None }),
        (_, None) => Err(Refusal { rule: Rule::Wrong(Told::ClassName), about: Vec::new(), instead: None }),
        (year, Some(class)) => {
            let teacher = Id::read(typed.get("teacher"));
            perform(&office, &asked, &typed, year.map(|year| AddClass { year, class, teacher })).await
        }
    };
    match done {
        Ok(Some(class)) => Redirect::to(&format!("/class/{class}")).into_response(),
        Ok(None) => Redirect::to("/classes").into_response(),
        Err(refusal) => list(&office, &asked, &typed, &Mistakes::refused(ADD, asked.lang, &refusal, &typed)).await,
    }
}

/// What is looked for.
#[derive(Deserialize)]
pub struct Wanted {
    q: Option<String>,
}

/// `GET /pupils`: pupils by words of their names.
pub async fn find(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    let lang = asked.lang;
    let words = wanted.q.unwrap_or_default();
    let at = format!("/pupils?q={}", encoded(&words));
    let found = match office.see(asked.reader.clone(), FindPupils { words: words.clone() }).await {
        Ok(found) => found,
        Err(refusal) => return refused(&office, &asked, &at, &refusal).await,
    };
    let title = roster::find_pupil(lang);
    let content = html! {
        h1 { (title) }
        (look_for(&asked, &words))
        p { @if found.is_empty() { (office::search_nothing(lang)) } @else { (carry(lang, &format!("/pupils/list?q={}", encoded(&words)))) } }
        ul.plain-list.rows {
            @for one in found.iter().take(SHOWN) {
                li { a href={ "/pupil/" (one.pupil.as_str()) } { (one.who.name) } (class_of(lang, one.class.as_ref())) }
            }
        }
        @if found.len() > SHOWN { p.quiet { (roster::found_more(lang, SHOWN)) } }
    };
    let trail = [("/classes".to_owned(), roster::classes_title(lang))];
    page(&office, &asked, &Page { room: Room::Classes, title: &title, trail: &trail }, &content).await
}

/// `GET /pupils/list`: those that are shown, for Excel.
pub async fn found(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    let lang = asked.lang;
    let words = wanted.q.unwrap_or_default();
    let found = match office.see(asked.reader.clone(), FindPupils { words: words.clone() }).await {
        Ok(found) => found,
        Err(refusal) => return refused(&office, &asked, &format!("/pupils?q={}", encoded(&words)), &refusal).await,
    };
    let class = |class: Option<&(Id, ClassName)>| class.map_or_else(|| roster::no_class(lang), |(_, name)| name.to_string());
    let rows = found.iter().take(SHOWN).map(|one| vec![one.who.name.clone(), class(one.class.as_ref())]).collect();
    let heads = vec![Head::of(roster::pupil_name(lang), 40), Head::of(roster::class_name(lang), 12)];
    answered(lang, &Listing { title: roster::found_pupils(lang), heads, rows })
}
