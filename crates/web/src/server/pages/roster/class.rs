//! `/class/…`: a class with its pupils.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use words::{office, roster};
use workflow::roster::{AddPupil, ClassOf, ClassShown, PupilShown, RemoveClass, SetClassTeacher, Who};
use workflow::{Field as Told, Id, Refusal, Rule};

use super::classes;
use super::shape::{choice, day, perform, refused};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, key};
use crate::server::office::Office;
use crate::server::pages::frame::{Page, Room, page_with};
use crate::server::pages::listing::{Cell, Column, Sheet};
use crate::server::policy::Asked;

const ADD: Form = Form {
    fields: &[
        Field::new("name", roster::pupil_name, Kind::Line).hint(roster::pupil_name_hint).told(Told::PersonName).any_length().needed(),
        Field::new("born", roster::born, Kind::Day).told(Told::Born),
        Field::new("from", roster::from_day, Kind::Day).told(Told::EnrolmentDay).needed(),
    ],
};

/// `GET /class/{id}`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    one(&office, &asked, &id, None).await
}

/// A form of the page that was refused: with what was typed.
type Wrong<'a> = (&'a Refusal, &'a Typed);

async fn one(office: &Office, asked: &Asked, id: &str, wrong: Option<Wrong<'_>>) -> Response {
    let lang = asked.lang;
    let look = Id::read(id).map(|class| ClassOf { class });
    let shown = match look {
        Some(look) => office.see(asked.reader.clone(), look).await,
        None => Err(Refusal { rule: Rule::NotThere, about: Vec::new(), instead: None }),
    };
    let shown = match shown {
        Ok(shown) => shown,
        Err(refusal) => return refused(office, asked, &format!("/class/{id}"), &refusal).await,
    };
    let mistakes = wrong.map(|(refusal, typed)| Mistakes::refused(ADD, lang, refusal, typed)).unwrap_or_default();
    let title = roster::class_title(lang, shown.class.name.to_string());
    let content = html! {
        h1 { (title) }
        p.lead {
            @if shown.class.teacher.is_some() && !shown.class.gone { (roster::class_teacher(lang)) ": " }
            (classes::teacher(lang, &shown.class))
            " · " (roster::pupils_count(lang, shown.pupils.len()))
        }
        @if shown.pupils.is_empty() { p { (roster::pupils_none(lang)) } } @else { (pupils(asked, &shown).show(asked)) }
        (adding(asked, &shown, wrong.map(|(_, typed)| typed), &mistakes))
        @if shown.keeps { (settings(asked, &shown)) }
    };
    let trail = [("/classes".to_owned(), roster::classes_title(lang))];
    page_with(office, asked, mistakes.status(), &Page { room: Room::Classes, title: &title, trail: &trail }, &content).await
}

fn pupils(asked: &Asked, shown: &ClassShown) -> Sheet {
    let lang = asked.lang;
    let row = |(number, pupil): (usize, &PupilShown)| {
        let (name, stay) = (pupil.who.name.clone(), stay(asked, shown, pupil));
        let link = html! { a href={ "/pupil/" (pupil.id.as_str()) } { (name) } @if !stay.is_empty() { span.quiet { " " (stay) } } };
        let born = pupil.who.born.map(day);
        let unknown = roster::born_unknown(lang);
        let relatives = || pupil.family.iter().map(|one| &one.relative);
        let family = html! { @for one in relatives() { p { (one.name) span.quiet { " " (one.kin) " " (one.contact) } } } };
        let told = relatives().map(|one| [one.name.as_str(), &one.kin, &one.contact].join(" ").trim().to_owned());
        vec![
            Cell::of(number.to_string()),
            Cell::shown(link, [name, stay]),
            Cell::shown(
                html! { @match &born { Some(born) => (born), None => span.quiet { (unknown) } } },
                [born.clone().unwrap_or(unknown)],
            ),
            Cell::shown(family, [told.collect::<Vec<_>>().join("\n")]),
        ]
    };
    let columns = vec![
        Column::number("№".to_owned(), 6),
        Column::of(roster::pupil_name(lang), 40).beside(roster::in_class(lang), 20),
        Column::short(roster::born(lang), 16),
        Column::of(roster::family(lang), 60),
    ];
    let rows = (1..).zip(&shown.pupils).map(row).collect();
    let title = roster::class_title(lang, shown.class.name.to_string());
    Sheet::of(title, format!("/class/{}", shown.class.id), columns, rows)
}

/// `GET /class/{id}/list`: the pupils as they are shown, for Excel.
pub async fn carried(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    let shown = match Id::read(&id) {
        Some(class) => office.see(asked.reader.clone(), ClassOf { class }).await,
        None => Err(Refusal::of(Rule::NotThere)),
    };
    match shown {
        Ok(shown) => pupils(&asked, &shown).answered(&asked),
        Err(refusal) => refused(&office, &asked, &format!("/class/{id}"), &refusal).await,
    }
}

/// Since when, where it is not the beginning of the year; until when, where that is known.
fn stay(asked: &Asked, shown: &ClassShown, pupil: &PupilShown) -> String {
    let lang = asked.lang;
    let since = (pupil.from > shown.days.0).then(|| roster::since(lang, day(pupil.from)));
    let until = pupil.to.map(|to| roster::until(lang, day(to)));
    since.into_iter().chain(until).collect::<Vec<_>>().join(" ")
}

fn adding(asked: &Asked, shown: &ClassShown, typed: Option<&Typed>, mistakes: &Mistakes) -> Markup {
    let lang = asked.lang;
    let from = asked.reader.now().date().max(shown.days.0).to_string();
    let typed = typed.map_or_else(|| asked.form().with("from", from), Clone::clone);
    html! {
        section {
            h2 #add { (roster::pupil_add(lang)) }
            form.narrow method="post" action={ "/class/" (shown.class.id.as_str()) "/pupils" } {
                (ADD.show(lang, &typed, mistakes))
                @if !mistakes.none() {
                    label.option for="another" { input type="checkbox" id="another" name="another" value="yes" checked[typed.has("another")]; (roster::another_child(lang)) }
                }
                button.main { (roster::pupil_add(lang)) }
            }
        }
    }
}

fn settings(asked: &Asked, shown: &ClassShown) -> Markup {
    let lang = asked.lang;
    let at = format!("/class/{}", shown.class.id);
    let chosen = shown.class.teacher.as_ref().map(|(id, _)| id.as_str());
    let seen = html! { (key(&asked.form())) input type="hidden" name="seen" value=(shown.class.entry); };
    html! {
        details.aside open[shown.class.gone] {
            summary { (roster::class_settings(lang)) }
            form.narrow method="post" action={ (at) "/teacher" } {
                (seen)
                p { (roster::class_teacher_what(lang)) }
                (choice("teacher", &roster::class_teacher(lang), &roster::no_teacher(lang), &shown.staff, chosen))
                button.second { (office::save(lang)) }
            }
            @if shown.pupils.is_empty() {
                form method="post" action={ (at) "/remove" } { (key(&asked.form())) input type="hidden" name="seen" value=(shown.class.entry); button.plain { (roster::class_remove(lang)) } }
            }
        }
    }
}

/// `POST /class/{id}/pupils`.
pub async fn add(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let who = Who { name: typed.get("name").to_owned(), born: typed.day("born"), number: String::new() };
    let wrong = |field| Refusal { rule: Rule::Wrong(field), about: Vec::new(), instead: None };
    let (born, from) = (typed.get("born"), typed.day("from"));
    let done = match from {
        _ if who.born.is_none() && !born.is_empty() => Err(wrong(Told::Born)),
        None => Err(wrong(Told::EnrolmentDay)),
        Some(from) => {
            let act = Id::read(&id).map(|class| AddPupil { class, who, from, another: typed.has("another") });
            perform(&office, &asked, &typed, act).await
        }
    };
    match done {
        Ok(_) => Redirect::to(&format!("/class/{id}")).into_response(),
        Err(refusal) => one(&office, &asked, &id, Some((&refusal, &typed))).await,
    }
}

/// `POST /class/{id}/teacher`.
pub async fn teacher(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let seen = typed.get("seen").parse().unwrap_or_default();
    let act = Id::read(&id).map(|class| SetClassTeacher { class, seen, teacher: Id::read(typed.get("teacher")) });
    match perform(&office, &asked, &typed, act).await {
        Ok(_) => Redirect::to(&format!("/class/{id}")).into_response(),
        // Pressed without a change: the page is as it was.
        Err(refusal) if refusal.rule == Rule::NothingChanged => Redirect::to(&format!("/class/{id}")).into_response(),
        Err(refusal) => refused(&office, &asked, &format!("/class/{id}"), &refusal).await,
    }
}

/// `POST /class/{id}/remove`.
pub async fn remove(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let seen = typed.get("seen").parse().unwrap_or_default();
    match perform(&office, &asked, &typed, Id::read(&id).map(|class| RemoveClass { class, seen })).await {
        Ok(_) => Redirect::to("/classes").into_response(),
        Err(refusal) => refused(&office, &asked, &format!("/class/{id}"), &refusal).await,
    }
}
