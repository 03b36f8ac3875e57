//! `/pupil/…`: a pupil with the family.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use words::{office, roster};
use workflow::event::{Event, LineShown, SupportOf};
use workflow::roster::{
    AddRelative, ChangePupil, Entrust, MovePupil, OnePupil, PupilOf, Relative, Release, RemovePupil, RemoveRelative, Who,
};
use workflow::{Field as Told, Id, Refusal, Rule};

use super::shape::{choice, class_of, day, perform, refused};
use super::stands;
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, key};
use crate::server::office::Office;
use crate::server::pages::event::said::result;
use crate::server::pages::frame::{Page, Room, page_with};
use crate::server::policy::Asked;

const CHANGE: Form = Form {
    fields: &[
        Field::new("name", roster::pupil_name, Kind::Line).told(Told::PersonName).any_length().needed(),
        Field::new("born", roster::born, Kind::Day).told(Told::Born),
        Field::new("number", roster::pupil_number, Kind::Line).hint(roster::pupil_number_hint).told(Told::PupilNumber),
    ],
};

const MOVE: Form = Form { fields: &[Field::new("on", roster::move_day, Kind::Day).told(Told::EnrolmentDay).needed()] };

pub const RELATIVE: Form = Form {
    fields: &[
        Field::new("name", roster::relative_name, Kind::Line).told(Told::PersonName).any_length().needed(),
        Field::new("kin", roster::kin, Kind::Line).hint(roster::kin_hint).told(Told::Kin),
        Field::new("contact", roster::contact, Kind::Line).told(Told::Contact),
    ],
};

/// Which form of the page was refused.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Change,
    Move,
    Relative,
}

/// A form of the page that was refused: with what was typed.
type Wrong<'a> = (Part, &'a Refusal, &'a Typed);

/// `GET /pupil/{id}`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    one(&office, &asked, &id, None).await
}

async fn one(office: &Office, asked: &Asked, id: &str, wrong: Option<Wrong<'_>>) -> Response {
    let lang = asked.lang;
    let shown = match Id::read(id).map(|pupil| PupilOf { pupil }) {
        Some(look) => office.see(asked.reader.clone(), look).await,
        None => Err(Refusal { rule: Rule::NotThere, about: Vec::new(), instead: None }),
    };
    let shown = match shown {
        Ok(shown) => shown,
        Err(refusal) => return refused(office, asked, &format!("/pupil/{id}"), &refusal).await,
    };
    let held = office.see(asked.reader.clone(), SupportOf { pupil: shown.pupil.id.clone() }).await.unwrap_or_default();
    let stands = stands::section(office, asked, &shown.pupil.id).await;
    let title = shown.pupil.who.name.clone();
    let content = html! {
        h1 { (title) }
        p.lead {
            (class_of(lang, shown.class.as_ref()))
            @if shown.class.is_some() { " " (roster::since(lang, day(shown.pupil.from))) }
            @if let Some(to) = shown.pupil.to { " " (roster::until(lang, day(to))) }
            @if let Some(born) = shown.pupil.who.born { " · " (roster::born_on(lang, day(born))) }
        }
        @if !shown.later.is_empty() {
            ul { @for (class, from) in &shown.later { li { (roster::will_be_in(lang, class.to_string(), day(*from))) } } }
        }
        @if !shown.before.is_empty() {
            ul { @for (class, from, to) in &shown.before { li.quiet { (roster::was_in(lang, class.to_string(), day(*from), day(*to))) } } }
        }
        (family(asked, &shown, wrong))
        (stands)
        (support(asked, &held, &shown))
        (change(asked, &shown, wrong))
        @if shown.keeps { (moving(asked, &shown, wrong)) (records(asked, &shown)) (mistaken(asked, &shown)) p { a href={ "/data/" (shown.pupil.id.as_str()) } { (words::erasure::pupil_way(lang)) } } }
    };
    let mut trail = vec![("/classes".to_owned(), roster::classes_title(lang))];
    trail.extend(shown.class.iter().map(|(id, name)| (format!("/class/{id}"), name.to_string())));
    let status = if wrong.is_some() { axum::http::StatusCode::UNPROCESSABLE_ENTITY } else { axum::http::StatusCode::OK };
    page_with(office, asked, status, &Page { room: Room::Classes, title: &title, trail: &trail }, &content).await
}

/// What stands in a form: what was typed where it was refused, else `filled`; and its mistakes.
fn standing(asked: &Asked, form: Form, part: Part, wrong: Option<Wrong<'_>>, filled: Typed) -> (Typed, Mistakes) {
    match wrong {
        Some((of, refusal, typed)) if of == part => (typed.clone(), Mistakes::refused(form, asked.lang, refusal, typed)),
        _ => (filled, Mistakes::default()),
    }
}

fn family(asked: &Asked, shown: &OnePupil, wrong: Option<Wrong<'_>>) -> Markup {
    let lang = asked.lang;
    let (typed, mistakes) = standing(asked, RELATIVE, Part::Relative, wrong, asked.form());
    html! {
        section {
            h2 { (roster::family(lang)) }
            @if shown.pupil.family.is_empty() { p.quiet { (roster::family_none(lang)) } }
            ul.plain-list.rows {
                @for one in &shown.pupil.family {
                    li {
                        span { (one.relative.name) }
                        span.quiet { (one.relative.kin) }
                        span { (one.relative.contact) }
                        @if one.others > 0 { span.quiet { (roster::relative_same(lang, one.others)) } }
                        a href={ "/relative/" (one.id.as_str()) } { (roster::relative_open(lang)) }
                        form method="post" action={ "/relative/" (one.id.as_str()) "/remove" } {
                            (key(&asked.form())) input type="hidden" name="pupil" value=(shown.pupil.id.as_str());
                            button.plain { (roster::relative_remove(lang)) }
                        }
                    }
                }
            }
            details.aside open[!mistakes.none()] {
                summary { (roster::relative_add(lang)) }
                form.narrow method="post" action={ "/pupil/" (shown.pupil.id.as_str()) "/family" } {
                    (RELATIVE.show_within("family-", lang, &typed, &mistakes))
                    button.second { (roster::relative_add(lang)) }
                }
            }
        }
    }
}

/// What was done with the pupil: consultations, interviews, the route; and whom the pupil is entrusted to.
fn support(asked: &Asked, held: &[(Event, LineShown)], shown: &OnePupil) -> Markup {
    let lang = asked.lang;
    html! {
        section {
            h2 { (words::support::title(lang)) }
            @if held.is_empty() { p.quiet { (words::support::none_yet(lang)) } }
            ul.plain-list.rows {
                @for (event, line) in held {
                    li.wrap {
                        span { (day(event.day)) }
                        @if let Ok(kind) = event.kind() {
                            a href={ "/event/" (event.id.as_str()) } { ((kind.name)(lang)) }
                            span.quiet { (event.content.subject) }
                            span { (result(lang, kind, &line.noted)) }
                        }
                    }
                }
            }
            @for one in &shown.entrusted {
                form.choices method="post" action={ "/entrusted/" (one.id.as_str()) "/release" } {
                    (key(&asked.form())) input type="hidden" name="pupil" value=(shown.pupil.id.as_str());
                    span { (words::support::entrusted_to(lang, &one.name)) }
                    @if shown.keeps { button.plain { (words::support::release(lang)) } }
                }
            }
            @if shown.keeps && !shown.trusted.is_empty() {
                details.aside {
                    summary { (words::support::entrust(lang)) }
                    form.narrow method="post" action={ "/pupil/" (shown.pupil.id.as_str()) "/entrust" } {
                        (key(&asked.form()))
                        (choice("person", &words::support::entrust_whom(lang), &roster::choose(lang), &shown.trusted, None))
                        button.second { (words::support::entrust(lang)) }
                    }
                }
            }
        }
    }
}

/// `POST /pupil/{id}/entrust`.
pub async fn entrust(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let act = Id::read(&id).zip(Id::read(typed.get("person"))).map(|(pupil, person)| Entrust { pupil, person });
    let at = format!("/pupil/{id}");
    match perform(&office, &asked, &typed, act).await {
        Ok(_) => Redirect::to(&at).into_response(),
        Err(refusal) if refusal.rule == Rule::NothingChanged => Redirect::to(&at).into_response(),
        Err(refusal) => refused(&office, &asked, &at, &refusal).await,
    }
}

/// `POST /entrusted/{id}/release`.
pub async fn release(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let at = Id::read(typed.get("pupil")).map_or_else(|| "/classes".to_owned(), |pupil| format!("/pupil/{pupil}"));
    match perform(&office, &asked, &typed, Id::read(&id).map(|entrusted| Release { entrusted })).await {
        Ok(_) => Redirect::to(&at).into_response(),
        Err(refusal) => refused(&office, &asked, &at, &refusal).await,
    }
}

fn change(asked: &Asked, shown: &OnePupil, wrong: Option<Wrong<'_>>) -> Markup {
    let (lang, who) = (asked.lang, &shown.pupil.who);
    let born = who.born.map(|born| born.to_string()).unwrap_or_default();
    let was = [("name", who.name.clone()), ("born", born), ("number", who.number.clone())];
    let filled = was.iter().fold(asked.form(), |typed, (name, value)| typed.with(name, value.clone()));
    let (typed, mistakes) = standing(asked, CHANGE, Part::Change, wrong, filled);
    html! {
        details.aside open[!mistakes.none()] {
            summary { (roster::pupil_change(lang)) }
            form.narrow method="post" action={ "/pupil/" (shown.pupil.id.as_str()) } {
                (CHANGE.show_within("change-", lang, &typed, &mistakes))
                (CHANGE.opened(&was, Some(&typed), &mistakes))
                input type="hidden" name="seen" value=(shown.pupil.entry);
                button.second { (office::save(lang)) }
            }
        }
    }
}

fn moving(asked: &Asked, shown: &OnePupil, wrong: Option<Wrong<'_>>) -> Markup {
    let lang = asked.lang;
    let filled = asked.form().with("on", asked.reader.now().date().to_string());
    let (typed, mistakes) = standing(asked, MOVE, Part::Move, wrong, filled);
    let among: Vec<(Id, String)> = shown.others.iter().map(|(id, name)| (id.clone(), name.to_string())).collect();
    html! {
        details.aside open[!mistakes.none()] {
            summary { (roster::pupil_move(lang)) }
            form.narrow method="post" action={ "/pupil/" (shown.pupil.id.as_str()) "/move" } {
                (MOVE.show_within("move-", lang, &typed, &mistakes))
                (choice("to", &roster::move_to(lang), &roster::leaves(lang), &among, Some(typed.get("to"))))
                input type="hidden" name="seen" value=(shown.pupil.entry);
                button.second { (roster::pupil_move(lang)) }
            }
        }
    }
}

/// Records that were merged into this one, each to be parted again; and the way to another.
fn records(asked: &Asked, shown: &OnePupil) -> Markup {
    let (lang, at) = (asked.lang, format!("/pupil/{}", shown.pupil.id));
    html! {
        details.aside {
            summary { (roster::merge_title(lang)) }
            @if !shown.merged.is_empty() {
                p { (roster::merged_records(lang)) }
                ul.plain-list.rows {
                    @for (merge, who) in &shown.merged {
                        li {
                            span { (who.name) }
                            form method="post" action={ (at) "/part" } {
                                (key(&asked.form())) input type="hidden" name="merge" value=(merge.as_str());
                                button.plain { (roster::part(lang)) }
                            }
                        }
                    }
                }
            }
            p { a href={ (at) "/merge" } { (roster::merge_find(lang)) } }
        }
    }
}

/// The way to take away a pupil who was entered by mistake.
fn mistaken(asked: &Asked, shown: &OnePupil) -> Markup {
    let lang = asked.lang;
    html! {
        details.aside {
            summary { (roster::pupil_remove(lang)) }
            p { (roster::pupil_remove_what(lang)) }
            form method="post" action={ "/pupil/" (shown.pupil.id.as_str()) "/remove" } {
                (key(&asked.form()))
                input type="hidden" name="seen" value=(shown.pupil.entry);
                button.second { (roster::pupil_remove(lang)) }
            }
        }
    }
}

fn who(typed: &Typed, before: &str) -> Result<Who, Refusal> {
    let get = |name: &str| typed.get(&format!("{before}{name}"));
    let born = typed.day(&format!("{before}born"));
    if born.is_none() && !get("born").is_empty() {
        return Err(Refusal { rule: Rule::Wrong(Told::Born), about: Vec::new(), instead: None });
    }
    Ok(Who { name: get("name").to_owned(), born, number: get("number").to_owned() })
}

/// `POST /pupil/{id}`.
pub async fn changed(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let seen = typed.get("seen").parse().unwrap_or_default();
    let done = match (who(&typed, ""), who(&typed, "was-")) {
        (Ok(who), Ok(was)) => {
            perform(&office, &asked, &typed, Id::read(&id).map(|pupil| ChangePupil { pupil, seen, was, who })).await.map(drop)
        }
        (Err(refusal), _) | (_, Err(refusal)) => Err(refusal),
    };
    back(&office, &asked, &id, Part::Change, &typed, done).await
}

/// `POST /pupil/{id}/move`.
pub async fn moved(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let seen = typed.get("seen").parse().unwrap_or_default();
    let done = match typed.day("on") {
        None => Err(Refusal { rule: Rule::Wrong(Told::EnrolmentDay), about: Vec::new(), instead: None }),
        Some(on) => {
            let act = Id::read(&id).map(|pupil| MovePupil { pupil, seen, to: Id::read(typed.get("to")), on });
            perform(&office, &asked, &typed, act).await.map(drop)
        }
    };
    back(&office, &asked, &id, Part::Move, &typed, done).await
}

/// `POST /pupil/{id}/remove`: back to the class.
pub async fn removed(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let seen = typed.get("seen").parse().unwrap_or_default();
    match perform(&office, &asked, &typed, Id::read(&id).map(|pupil| RemovePupil { pupil, seen })).await {
        Ok(done) => {
            let class = done.and_then(|(_, class)| class);
            Redirect::to(&class.map_or_else(|| "/classes".to_owned(), |class| format!("/class/{class}"))).into_response()
        }
        Err(refusal) => refused(&office, &asked, &format!("/pupil/{id}"), &refusal).await,
    }
}

/// `POST /pupil/{id}/family`.
pub async fn relative(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let get = |name: &str| typed.get(name).to_owned();
    let relative = Relative { name: get("name"), kin: get("kin"), contact: get("contact") };
    let act = Id::read(&id).map(|pupil| AddRelative { pupil, relative });
    let done = perform(&office, &asked, &typed, act).await.map(drop);
    back(&office, &asked, &id, Part::Relative, &typed, done).await
}

/// `POST /relative/{id}/remove`.
pub async fn remove_relative(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let at = Id::read(typed.get("pupil")).map_or_else(|| "/classes".to_owned(), |pupil| format!("/pupil/{pupil}"));
    match perform(&office, &asked, &typed, Id::read(&id).map(|relative| RemoveRelative { relative })).await {
        Ok(_) => Redirect::to(&at).into_response(),
        Err(refusal) => refused(&office, &asked, &at, &refusal).await,
    }
}

async fn back(office: &Office, asked: &Asked, id: &str, part: Part, typed: &Typed, done: Result<(), Refusal>) -> Response {
    match done {
        Ok(()) => Redirect::to(&format!("/pupil/{id}")).into_response(),
        Err(refusal) => one(office, asked, id, Some((part, &refusal, typed))).await,
    }
}
