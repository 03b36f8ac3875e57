//! `/relative/…`: somebody of a family: written otherwise for all her children at once; two records of hers become one, and two again.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use words::{office, roster};
use workflow::roster::{
    ChangeRelative, ChildOf, ClassName, FindRelatives, FoundRelative, MergeRelatives, OneRelative, PartRelatives, Relative, RelativeOf, Who,
};
use workflow::{Field as Told, Id, Refusal, Rule};

use super::pupil::RELATIVE;
use super::shape::{perform, refused};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, key};
use crate::server::office::Office;
use crate::server::pages::frame::{Page, Room, page_with};
use crate::server::pages::person::merge::alike;
use crate::server::policy::Asked;

/// How one person is written whose records were two.
const TOGETHER: Form = Form {
    fields: &[
        Field::new("name", roster::relative_name, Kind::Line).told(Told::PersonName).any_length().needed(),
        Field::new("contact", roster::contact, Kind::Line).told(Told::Contact),
    ],
};

/// A form of the page that was refused: with what was typed.
type Wrong<'a> = Option<(&'a Refusal, &'a Typed)>;

/// `GET /relative/{id}`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    shown(&office, &asked, &id, None).await
}

async fn seen(office: &Office, asked: &Asked, id: &str) -> Result<OneRelative, Refusal> {
    let relative = Id::read(id).ok_or(Refusal::of(Rule::NotThere))?;
    office.see(asked.reader.clone(), RelativeOf { relative }).await
}

async fn shown(office: &Office, asked: &Asked, id: &str, wrong: Wrong<'_>) -> Response {
    let one = match seen(office, asked, id).await {
        Ok(one) => one,
        Err(refusal) => return refused(office, asked, &format!("/relative/{id}"), &refusal).await,
    };
    let content = html! {
        h1 { (one.relative.name) }
        p.lead { (one.relative.contact) }
        (children(asked, &one))
        (change(asked, &one, wrong))
        @if one.keeps { (records(asked, &one)) }
    };
    framed(office, asked, &one, (&one.relative.name, wrong.is_some()), &content).await
}

/// The page of somebody, below her child.
async fn framed(office: &Office, asked: &Asked, one: &OneRelative, (title, wrong): (&str, bool), content: &Markup) -> Response {
    let lang = asked.lang;
    let trail = [("/classes".to_owned(), roster::classes_title(lang)), (format!("/pupil/{}", one.pupil.0), one.pupil.1.name.clone())];
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page_with(office, asked, status, &Page { room: Room::Classes, title, trail: &trail }, content).await
}

fn children(asked: &Asked, one: &OneRelative) -> Markup {
    let lang = asked.lang;
    let child = |child: &ChildOf| {
        html! {
            li {
                a href={ "/pupil/" (child.pupil.as_str()) } { (child.who.name) }
                @if let Some(class) = &child.class { span { (class) } }
                span.quiet { (child.kin) }
            }
        }
    };
    html! {
        section {
            h2 { (roster::relative_children(lang)) }
            ul.plain-list.rows { @for one in &one.children { (child(one)) } }
            @if one.elsewhere > 0 { p.quiet { (roster::relative_elsewhere(lang, one.elsewhere)) } }
        }
    }
}

fn change(asked: &Asked, one: &OneRelative, wrong: Wrong<'_>) -> Markup {
    let lang = asked.lang;
    let was = [("name", one.relative.name.clone()), ("kin", one.relative.kin.clone()), ("contact", one.relative.contact.clone())];
    let filled = was.iter().fold(asked.form(), |typed, (name, value)| typed.with(name, value.clone()));
    let (typed, mistakes) = match wrong {
        Some((refusal, typed)) => (typed.clone(), Mistakes::refused(RELATIVE, lang, refusal, typed)),
        None => (filled, Mistakes::default()),
    };
    html! {
        details.aside open[!mistakes.none()] {
            summary { (roster::relative_change(lang)) }
            @if one.children.len() + one.elsewhere > 1 { p { (roster::relative_change_all(lang)) } }
            form.narrow method="post" action={ "/relative/" (one.id.as_str()) } {
                (RELATIVE.show_within("relative-", lang, &typed, &mistakes))
                (RELATIVE.opened(&was, Some(&typed), &mistakes))
                input type="hidden" name="seen" value=(one.entry);
                button.second { (office::save(lang)) }
            }
        }
    }
}

/// Her records, to be parted again, and the way to another.
fn records(asked: &Asked, one: &OneRelative) -> Markup {
    let (lang, at) = (asked.lang, format!("/relative/{}", one.id));
    html! {
        details.aside {
            summary { (roster::relative_merge_title(lang)) }
            @if let Some(merge) = &one.merge {
                p { (roster::relative_records(lang)) }
                ul.plain-list.rows {
                    @for (entered, pupil) in &one.records { li.wrap { span { (entered.name) } span.quiet { (entered.kin) } span { (entered.contact) } span.quiet { (pupil) } } }
                }
                form method="post" action={ (at) "/part" } {
                    (key(&asked.form())) input type="hidden" name="merge" value=(merge.as_str());
                    button.second { (roster::part(lang)) }
                }
            }
            p { a href={ (at) "/merge" } { (roster::relative_merge_find(lang)) } }
        }
    }
}

/// `POST /relative/{id}`.
pub async fn changed(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let get = |name: &str| typed.get(name).to_owned();
    let read = |before: &str| Relative {
        name: get(&format!("{before}name")),
        kin: get(&format!("{before}kin")),
        contact: get(&format!("{before}contact")),
    };
    let seen = typed.get("seen").parse().unwrap_or_default();
    let act = Id::read(&id).map(|relative| ChangeRelative { relative, seen, was: read("was-"), wanted: read("") });
    match perform(&office, &asked, &typed, act).await {
        Ok(_) => Redirect::to(&format!("/relative/{id}")).into_response(),
        Err(refusal) if refusal.rule == Rule::NotThere => refused(&office, &asked, &format!("/relative/{id}"), &refusal).await,
        Err(refusal) => shown(&office, &asked, &id, Some((&refusal, &typed))).await,
    }
}

/// What is asked for: the other record, or words to look for it.
#[derive(Deserialize)]
pub struct Wanted {
    with: Option<String>,
    q: Option<String>,
}

/// `GET /relative/{id}/merge`.
pub async fn merging(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, Query(wanted): Query<Wanted>) -> Response {
    match wanted.with {
        Some(with) => together(&office, &asked, (&id, &with), None).await,
        None => choosing(&office, &asked, &id, wanted.q.unwrap_or_default()).await,
    }
}

async fn choosing(office: &Office, asked: &Asked, id: &str, words: String) -> Response {
    let (lang, at) = (asked.lang, format!("/relative/{id}/merge"));
    let found = async {
        let one = seen(office, asked, id).await?;
        let look = FindRelatives { relative: one.id.clone(), words: words.clone() };
        Ok::<_, Refusal>((office.see(asked.reader.clone(), look).await?, one))
    };
    let (found, one) = match found.await {
        Ok(found) => found,
        Err(refusal) => return refused(office, asked, &at, &refusal).await,
    };
    let title = roster::relative_merge_title(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (one.relative.name) ". " (roster::relative_merge_choose(lang)) }
        form.search-here role="search" method="get" action=(at) {
            div.field { label for="relative-words" { (roster::relative_find(lang)) } input type="search" id="relative-words" name="q" value=(words); }
            button.second { (roster::find(lang)) }
        }
        @if found.is_empty() { p { (office::search_nothing(lang)) } }
        ul.plain-list.rows { @for other in found.iter().take(50) { (candidate(&at, other)) } }
    };
    framed(office, asked, &one, (&title, false), &content).await
}

fn candidate(at: &str, one: &FoundRelative) -> Markup {
    let child = |(who, class): &(Who, Option<ClassName>)| match class {
        Some(class) => format!("{}, {class}", who.name),
        None => who.name.clone(),
    };
    html! {
        li.wrap {
            a href={ (at) "?with=" (one.id.as_str()) } { (one.relative.name) }
            span { (one.relative.contact) }
            span.quiet { (one.children.iter().map(child).collect::<Vec<_>>().join("; ")) }
        }
    }
}

/// Both contacts, where they are two.
fn both(one: &str, other: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in [one, other].into_iter().flat_map(|contact| contact.split(';')).map(str::trim) {
        if !part.is_empty() && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join("; ")
}

/// Both records side by side, and how she is written from then on.
async fn together(office: &Office, asked: &Asked, (id, with): (&str, &str), wrong: Wrong<'_>) -> Response {
    let (lang, at) = (asked.lang, format!("/relative/{id}/merge"));
    let both_seen = async { Ok::<_, Refusal>([seen(office, asked, id).await?, seen(office, asked, with).await?]) };
    let [one, other] = match both_seen.await {
        Ok(both) => both,
        Err(refusal) => return refused(office, asked, &at, &refusal).await,
    };
    let filled = asked.form().with("name", one.relative.name.clone()).with("contact", both(&one.relative.contact, &other.relative.contact));
    let (typed, mistakes) = match wrong {
        Some((refusal, typed)) => (typed.clone(), Mistakes::refused(TOGETHER, lang, refusal, typed)),
        None => (filled, Mistakes::default()),
    };
    let title = roster::relative_merge_title(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (roster::relative_merge_what(lang)) }
        div.scroll tabindex="0" {
            table.list {
                thead { tr { th {} th scope="col" { (roster::relative_first(lang)) } th scope="col" { (roster::relative_second(lang)) } } }
                tbody { @for (name, one, other) in rows(asked, &one, &other) { tr { th scope="row" { (name) } td.wrap { (one) } td.wrap { (other) } } } }
            }
        }
        @if !alike(&one.relative.name, &other.relative.name) { p { b { (roster::relative_merge_unlike(lang)) } } }
        form.narrow method="post" action=(at) {
            h2 { (roster::relative_together(lang)) }
            (TOGETHER.show_within("together-", lang, &typed, &mistakes))
            input type="hidden" name="with" value=(other.id.as_str());
            input type="hidden" name="seen" value=(one.entry);
            input type="hidden" name="seen-with" value=(other.entry);
            button.main { (roster::merge(lang)) }
        }
    };
    framed(office, asked, &one, (&title, wrong.is_some()), &content).await
}

fn rows(asked: &Asked, one: &OneRelative, other: &OneRelative) -> Vec<(String, String, String)> {
    let lang = asked.lang;
    let row = |name: String, said: &dyn Fn(&OneRelative) -> String| (name, said(one), said(other));
    let child = |child: &ChildOf| {
        let class = child.class.as_ref().map(ToString::to_string).unwrap_or_default();
        [child.who.name.as_str(), &class, &child.kin].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    vec![
        row(roster::relative_name(lang), &|one| one.relative.name.clone()),
        row(roster::contact(lang), &|one| one.relative.contact.clone()),
        row(roster::relative_children(lang), &|one| one.children.iter().map(child).collect::<Vec<_>>().join("; ")),
    ]
}

/// `POST /relative/{id}/merge`.
pub async fn merge(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let number = |name: &str| typed.get(name).parse().unwrap_or_default();
    let (seen, with) = ([number("seen"), number("seen-with")], typed.get("with").to_owned());
    let written = Relative { name: typed.get("name").to_owned(), kin: String::new(), contact: typed.get("contact").to_owned() };
    let act = Id::read(&id).zip(Id::read(&with)).map(|(one, other)| MergeRelatives { records: [one, other], seen, written });
    match perform(&office, &asked, &typed, act).await {
        Ok(_) => Redirect::to(&format!("/relative/{id}")).into_response(),
        Err(refusal) if matches!(refusal.rule, Rule::NotThere | Rule::StepUp | Rule::NotAllowed) => {
            refused(&office, &asked, &format!("/relative/{id}"), &refusal).await
        }
        Err(refusal) => together(&office, &asked, (&id, &with), Some((&refusal, &typed))).await,
    }
}

/// `POST /relative/{id}/part`.
pub async fn part(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let act = Id::read(typed.get("merge")).map(|merge| PartRelatives { merge });
    match perform(&office, &asked, &typed, act).await {
        Ok(_) => Redirect::to(&format!("/relative/{id}")).into_response(),
        Err(refusal) => refused(&office, &asked, &format!("/relative/{id}"), &refusal).await,
    }
}
