//! `/classes/loads`: who teaches what in which class.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use records::text::capital;
use words::roster;
use workflow::roster::{GiveLoad, LoadShown, Loads, LoadsShown, RemoveLoad};
use workflow::{Field as Told, Id};

use super::shape::{perform, refused};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, key, missing};
use crate::server::office::Office;
use crate::server::pages::event::fields::one_of;
use crate::server::pages::frame::{Page, Room, page_with};
use crate::server::pages::listing::{Cell, Column, Sheet};
use crate::server::policy::Asked;

const SUBJECT: Field = Field::new("subject", roster::subject, Kind::Line).hint(roster::subject_hint).told(Told::Subject).needed();
/// Both are chosen among those of the school.
const TEACHER: Field = Field::new("teacher", roster::teacher, Kind::Line).needed();
const CLASS: Field = Field::new("class", roster::class_name, Kind::Line).told(Told::ClassName).any_length().needed();
const GIVE: Form = Form { fields: &[SUBJECT, TEACHER, CLASS] };

/// Where the page is.
const HERE: &str = "/classes/loads";

/// `GET /classes/loads`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    list(&office, &asked, &asked.form(), &Mistakes::default()).await
}

async fn list(office: &Office, asked: &Asked, typed: &Typed, mistakes: &Mistakes) -> Response {
    let lang = asked.lang;
    let shown = match office.see(asked.reader.clone(), Loads).await {
        Ok(shown) => shown,
        Err(refusal) => return refused(office, asked, HERE, &refusal).await,
    };
    let title = roster::loads_title(lang);
    let content = html! {
        h1 { (title) }
        @match (shown.classes.is_empty(), shown.loads.is_empty()) {
            (true, _) => { p.lead { (roster::loads_no_classes(lang)) } p { a.button.main href="/classes" { (roster::classes_title(lang)) } } },
            (false, true) => p.lead { (roster::loads_none(lang)) },
            (false, false) => { p.lead { (roster::loads_what(lang)) } (sheet(asked, &shown).show(asked)) },
        }
        @if !shown.classes.is_empty() { (giving(asked, &shown, typed, mistakes)) }
    };
    let trail = [("/classes".to_owned(), roster::classes_title(lang))];
    page_with(office, asked, mistakes.status(), &Page { room: Room::Classes, title: &title, trail: &trail }, &content).await
}

/// Loads of one teacher and subject, a class each.
type Line<'a> = ((String, &'a Id, &'a str), Vec<(&'a LoadShown, String)>);

/// A line for a teacher's subject with its classes in the order of their grades.
fn lines(shown: &LoadsShown) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let names: BTreeMap<&Id, (usize, String)> =
        shown.classes.iter().enumerate().map(|(place, (id, name))| (id, (place, name.to_string()))).collect();
    for load in &shown.loads {
        let Some((_, name)) = names.get(&load.class) else { continue };
        let key = (load.teacher.1.clone(), &load.teacher.0, load.subject.as_str());
        match lines.last_mut() {
            Some((last, loads)) if *last == key => loads.push((load, name.clone())),
            _ => lines.push((key, vec![(load, name.clone())])),
        }
    }
    for (_, loads) in &mut lines {
        loads.sort_by_key(|(load, _)| names.get(&load.class).map(|(place, _)| *place));
    }
    lines
}

fn sheet(asked: &Asked, shown: &LoadsShown) -> Sheet {
    let lang = asked.lang;
    let row = |((teacher, id, subject), loads): &Line<'_>| {
        let gone = if loads.iter().any(|(load, _)| load.gone) { roster::left_loads(lang) } else { String::new() };
        let name = html! { (teacher) @if !gone.is_empty() { ". " a href={ "/people/" (id.as_str()) "#teaching" } { (gone) } } };
        let told = if gone.is_empty() { teacher.clone() } else { format!("{teacher}. {gone}") };
        let classes: Vec<&str> = loads.iter().map(|(_, class)| class.as_str()).collect();
        vec![Cell::shown(name, [told]), Cell::of(*subject), Cell::shown(removing(asked, subject, loads), [classes.join(", ")])]
    };
    let columns =
        vec![Column::of(roster::teacher(lang), 50), Column::of(roster::subject(lang), 40), Column::of(roster::classes_title(lang), 40)];
    Sheet::of(roster::loads_title(lang), HERE, columns, lines(shown).iter().map(row).collect())
}

/// Classes of a subject, each with the way to take it away.
fn removing(asked: &Asked, subject: &str, loads: &[(&LoadShown, String)]) -> Markup {
    let lang = asked.lang;
    html! {
        ul.plain-list.chips {
            @for (load, class) in loads {
                li {
                    form method="post" action={ "/load/" (load.id.as_str()) "/remove" } {
                        (key(&asked.form()))
                        a href={ "/class/" (load.class.as_str()) } { (class) } " "
                        button.plain aria-label=(roster::load_remove(lang, class, subject)) title=(roster::load_remove(lang, class, subject)) { "×" }
                    }
                }
            }
        }
    }
}

/// `GET /classes/loads/list`: the list as it is shown, for Excel.
pub async fn carried(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    match office.see(asked.reader.clone(), Loads).await {
        Ok(shown) => sheet(&asked, &shown).answered(&asked),
        Err(refusal) => refused(&office, &asked, HERE, &refusal).await,
    }
}

fn giving(asked: &Asked, shown: &LoadsShown, typed: &Typed, mistakes: &Mistakes) -> Markup {
    let lang = asked.lang;
    let pairs = |all: &[(Id, String)]| all.iter().map(|(id, name)| (id.as_str().to_owned(), name.clone())).collect::<Vec<_>>();
    let classes: Vec<(Id, String)> = shown.classes.iter().map(|(id, name)| (id.clone(), name.to_string())).collect();
    let chosen = |field: &Field, among: &[(Id, String)]| {
        let none = Some(roster::choose(lang));
        one_of((field.name, (field.label)(lang)), none, pairs(among).into_iter(), typed.get(field.name), mistakes)
    };
    html! {
        section {
            h2 #add { (roster::load_give(lang)) }
            form.narrow method="post" action=(HERE) {
                (mistakes.summary(GIVE, lang))
                (SUBJECT.show(lang, typed, mistakes))
                (chosen(&TEACHER, &shown.staff))
                (chosen(&CLASS, &classes))
                (key(typed))
                button.main { (roster::load_give(lang)) }
            }
        }
    }
}

/// `POST /classes/loads`.
pub async fn give(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let (class, teacher) = (Id::read(typed.get("class")), Id::read(typed.get("teacher")));
    let mut mistakes = Mistakes::default();
    for (field, empty) in [(TEACHER, teacher.is_none()), (CLASS, class.is_none())] {
        if empty {
            mistakes.add(field.name, missing(asked.lang));
        }
    }
    let Some((class, teacher)) = class.zip(teacher) else {
        return list(&office, &asked, &typed, &mistakes.rest(GIVE, asked.lang, &typed)).await;
    };
    let act = GiveLoad { class, subject: capital(typed.get("subject")), teacher };
    match perform(&office, &asked, &typed, Some(act)).await {
        Ok(_) => Redirect::to(HERE).into_response(),
        Err(refusal) => list(&office, &asked, &typed, &Mistakes::refused(GIVE, asked.lang, &refusal, &typed)).await,
    }
}

/// `POST /load/{id}/remove`.
pub async fn remove(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    match perform(&office, &asked, &typed, Id::read(&id).map(|load| RemoveLoad { load })).await {
        Ok(_) => Redirect::to(HERE).into_response(),
        Err(refusal) => refused(&office, &asked, HERE, &refusal).await,
    }
}
