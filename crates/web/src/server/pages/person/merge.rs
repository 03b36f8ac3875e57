//! Two records of one person: chosen, seen side by side, made one; and two again.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use records::text::{Lang, folded};
use serde::Deserialize;
use words::{office, roster};
use workflow::people::{Belongs, ComparePeople, List, MergePeople, One, PartPeople, PeopleCompared, Person, State as Stands};
use workflow::{Act, Id, Refusal, Rule};

use super::super::people::stands;
use super::{Seen, back, days, scope_name, step};
use crate::server::form::{Typed, key};
use crate::server::office::Office;
use crate::server::pages::frame::{Page, Room, page, role_name};
use crate::server::pages::mistake;
use crate::server::policy::{Asked, Rights};

/// What is asked for: the other record.
#[derive(Deserialize)]
pub struct Wanted {
    with: Option<String>,
}

/// On her page: the record hers went into, records that went into hers, and the way to another.
pub fn section(seen: &Seen<'_>) -> Markup {
    let (lang, shown) = (seen.asked.lang, seen.shown);
    let may = seen.rights.may(MergePeople::NAME) && shown.person.id != seen.asked.person;
    let at = format!("/people/{}", shown.person.id);
    html! {
        @if let Some((into, name)) = &shown.became { p { (office::people_became(lang)) " " a href={ "/people/" (into.as_str()) } { (name) } } }
        @if !shown.merged.is_empty() {
            h2 { (office::people_merge_title(lang)) }
            p { (office::people_merged(lang)) }
            ul.plain-list.rows {
                @for (merge, record, name) in &shown.merged {
                    li {
                        span { a href={ "/people/" (record.as_str()) } { (name) } }
                        @if may {
                            form method="post" action={ (at) "/part" } {
                                (key(&seen.asked.form())) input type="hidden" name="merge" value=(merge.as_str());
                                button.plain { (roster::part(lang)) }
                            }
                        }
                    }
                }
            }
        }
        @if may && shown.person.works_here() { p { a href={ (at) "/merge" } { (office::people_merge_find(lang)) } } }
    }
}

/// `GET /people/{id}/merge`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, Query(wanted): Query<Wanted>) -> Response {
    let shown = match (Id::read(&id), wanted.with.as_deref().and_then(Id::read)) {
        (Some(into), Some(merged)) => compared(&office, &asked, into, merged).await,
        (Some(into), None) => choosing(&office, &asked, into).await,
        (None, _) => Err(Refusal { rule: Rule::NotThere, about: Vec::new(), instead: None }),
    };
    match shown {
        Ok((name, content)) => {
            let title = office::people_merge_title(asked.lang);
            let trail = [("/people".to_owned(), office::room_people(asked.lang)), (format!("/people/{id}"), name)];
            page(&office, &asked, &Page { room: Room::People, title: &title, trail: &trail }, &content).await
        }
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// Who may be the same: those of her surname first, everybody with what tells them apart.
async fn choosing(office: &Office, asked: &Asked, into: Id) -> Result<(String, Markup), Refusal> {
    let lang = asked.lang;
    // Whoever may see people may not make one of two.
    if !Rights::of(office, asked).await.may(MergePeople::NAME) {
        return Err(Refusal::of(Rule::NotThere));
    }
    let shown = office.see(asked.reader.clone(), One { person: into.clone() }).await?;
    let surname = |person: &Person| person.name.split(' ').next().unwrap_or_default().to_lowercase().replace('ё', "е");
    let other = |person: &Person| person.id != into && person.id != asked.person && person.state != Stands::Merged;
    let mut people = office.see(asked.reader.clone(), List).await?;
    people.retain(other);
    people.sort_by_key(|person| surname(person) != surname(&shown.person));
    let content = html! {
        h1 { (office::people_merge_title(lang)) }
        p.lead { (shown.person.called) ". " (office::people_merge_choose(lang)) }
        ul.plain-list.rows {
            @for person in &people {
                li {
                    span {
                        a href={ "/people/" (into.as_str()) "/merge?with=" (person.id.as_str()) } { (person.called) }
                        @if !person.post.is_empty() { span.quiet { " · " (person.post) } }
                    }
                    span.quiet { (stands(lang, person.state)) }
                }
            }
        }
    };
    Ok((shown.person.name, content))
}

/// Whether two names share a word that is more than an initial.
pub fn alike(one: &str, other: &str) -> bool {
    let words = |name: &str| folded(&name.replace(['.', '-'], " ")).split(' ').map(str::to_owned).collect::<Vec<_>>();
    let other = words(other);
    words(one).iter().any(|word| word.chars().count() > 1 && other.contains(word))
}

async fn compared(office: &Office, asked: &Asked, into: Id, merged: Id) -> Result<(String, Markup), Refusal> {
    let lang = asked.lang;
    let shown = office.see(asked.reader.clone(), ComparePeople { into, merged }).await?;
    let PeopleCompared { stays, goes, moves, twice, rights } = &shown;
    let content = html! {
        h1 { (office::people_merge_title(lang)) }
        p.lead { (office::people_merge_what(lang)) }
        @if !alike(&stays.name, &goes.name) { p { b { (office::people_merge_unlike(lang)) } } }
        div.scroll tabindex="0" {
            table.list {
                thead { tr { th {} th scope="col" { (roster::merge_stays(lang)) } th scope="col" { (roster::merge_goes(lang)) } } }
                tbody { @for (name, one, other) in rows(lang, stays, goes) { tr { th scope="row" { (name) } td.wrap { (one) } td.wrap { (other) } } } }
            }
        }
        h2 { (office::people_merge_moves(lang)) }
        @if moves.is_empty() { p { (office::people_merge_nothing(lang)) } }
        ul { @for (kind, count) in moves { li { (belongs(lang, *kind)) ": " (count) } } }
        @if !twice.is_empty() {
            p { (office::people_merge_twice(lang)) }
            ul { @for (kind, count) in twice { li { (belongs(lang, *kind)) ": " (count) } } }
        }
        @if !rights { p { (office::people_merge_no_rights(lang)) } }
        @if stays.state == Stands::Invited { p { (office::people_merge_not_come(lang)) } }
        @if stays.works_here() {
            form method="post" action={ "/people/" (stays.id.as_str()) "/merge" } {
                (key(&asked.form()))
                input type="hidden" name="with" value=(goes.id.as_str());
                input type="hidden" name="seen" value=(stays.entry);
                input type="hidden" name="seen-with" value=(goes.entry);
                button.main { (roster::merge(lang)) }
            }
        }
        @if goes.works_here() { p { a href={ "/people/" (goes.id.as_str()) "/merge?with=" (stays.id.as_str()) } { (roster::merge_other_way(lang)) } } }
    };
    Ok((stays.name.clone(), content))
}

fn rows(lang: Lang, stays: &Person, goes: &Person) -> Vec<(String, String, String)> {
    let row = |name: String, said: &dyn Fn(&Person) -> String| (name, said(stays), said(goes));
    let role = |person: &Person| {
        let held = person.roles.iter();
        let held = held
            .map(|held| format!("{} · {} · {}", role_name(lang, held.role), scope_name(lang, &held.scope), days(lang, held.from, held.to)));
        held.collect::<Vec<_>>().join("; ")
    };
    vec![
        row(office::person_name(lang), &|one| one.name.clone()),
        row(office::person_post(lang), &|one| one.post.clone()),
        row(office::state(lang), &|one| stands(lang, one.state)),
        row(office::people_merge_sign_in(lang), &|one| one.signs_in_as.clone()),
        row(office::roles_title(lang), &role),
    ]
}

fn belongs(lang: Lang, kind: Belongs) -> String {
    match kind {
        Belongs::Roles => office::roles_title(lang),
        Belongs::Deputies => office::people_belong_deputies(lang),
        Belongs::Loads => office::people_belong_loads(lang),
        Belongs::Classes => office::people_belong_classes(lang),
        Belongs::Pupils => office::people_belong_pupils(lang),
        Belongs::Measures => office::people_belong_measures(lang),
        Belongs::Events => office::people_belong_events(lang),
        Belongs::Tasks => office::people_belong_tasks(lang),
        Belongs::Procedures => office::people_belong_procedures(lang),
        Belongs::Notices => office::people_belong_notices(lang),
        Belongs::Records => office::people_belong_records(lang),
        Belongs::Done => office::people_belong_done(lang),
    }
}

/// `POST /people/{id}/merge`: the record that goes is signed out at once.
pub async fn merge(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let Some(merged) = Id::read(typed.get("with")) else { return back(&id, Ok(())) };
    let with = typed.get("seen-with").parse().unwrap_or_default();
    let goes = merged.clone();
    let done = step(&office, &asked, (&id, ""), &typed, |into, seen| MergePeople { into, merged, seen: [seen, with] }).await;
    if done.is_ok() {
        office.sign_out_everywhere(&goes, None);
    }
    back(&id, done)
}

/// `POST /people/{id}/part`.
pub async fn part(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let Some(merge) = Id::read(typed.get("merge")) else { return Redirect::to(&format!("/people/{id}")).into_response() };
    let done = step(&office, &asked, (&id, ""), &typed, |_, _| PartPeople { merge }).await;
    back(&id, done)
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn names_that_share_a_word_are_alike() {
        for (one, other) in [("Юдина Вера", "Юдина-Лис В. С."), ("Семёнов И. П.", "семенов игорь"), ("Ким Вера", "Лис Вера")]
        {
            assert!(alike(one, other), "{one} {other}");
        }
        assert!(!alike("Вересов А. Ф.", "Алёшина В. В.") && !alike("Ким А.", "Лис А."));
    }
}
