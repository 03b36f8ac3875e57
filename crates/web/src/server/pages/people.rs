//! People: who works in the program, what they are here, slips for signing in.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use jiff::Span;
use maud::html;
use records::text::Lang;
use words::{office, roster};
use workflow::people::{Admit, Give, Invite, IssueSlip, List, One, Person, State as Stands};
use workflow::roster::{Classes, RosterBatches};
use workflow::{Field as Told, Id, Look, Refusal, Role, Rule, Scope};

use super::frame::{Page, Room, page, page_with, role_name, roles};
use super::listing::{Cell, Column, Sheet};
use super::sign_in::step_address;
use super::{admit, mistake};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, missing};
use crate::server::office::Office;
use crate::server::once;
use crate::server::policy::{Asked, Rights};

const INVITE: Form = Form {
    fields: &[
        Field::new("name", office::person_name, Kind::Line).hint(office::your_name_hint).told(Told::PersonName).any_length().needed(),
        Field::new("role", office::role, Kind::One(choices)).needed(),
    ],
};

/// Roles that can be given; none is chosen by itself: whoever takes the first one has made a head.
pub fn choices(lang: Lang) -> Vec<(String, String)> {
    let order = [
        Role::Head,
        Role::DeputyHead,
        Role::Teacher,
        Role::AssociationHead,
        Role::ClassTeacher,
        Role::Psychologist,
        Role::Administrator,
        Role::Auditor,
    ];
    let nobody = (String::new(), roster::choose(lang));
    std::iter::once(nobody).chain(order.map(|role| (role.code().to_owned(), role_name(lang, role)))).collect()
}

/// `GET /people`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    list(&office, &asked, &asked.form(), &Mistakes::default()).await
}

/// `GET /people/list`: the list as it is shown, for Excel.
pub async fn carried(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    match office.see(asked.reader.clone(), List).await {
        Ok(people) => sheet(asked.lang, &people).answered(&asked),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

fn sheet(lang: Lang, people: &[Person]) -> Sheet {
    let name = |person: &Person| {
        let shown = html! {
            a href={ "/people/" (person.id.as_str()) } { (person.name) }
            @if !person.post.is_empty() { br; span.quiet { (person.post) } }
        };
        Cell::shown(shown, [person.name.clone(), person.post.clone()])
    };
    // A record that went into another is seen from that one.
    let rows = people
        .iter()
        .filter(|person| person.state != Stands::Merged)
        .map(|person| vec![name(person), Cell::of(roles(lang, &held(person))), Cell::of(stands(lang, person.state))]);
    let columns = vec![
        Column::of(office::person_name(lang), 40).beside(office::person_post(lang), 40),
        Column::of(office::role(lang), 50),
        Column::short(office::state(lang), 20),
    ];
    Sheet::of(office::room_people(lang), "/people", columns, rows.collect())
}

async fn list(office: &Office, asked: &Asked, typed: &Typed, mistakes: &Mistakes) -> Response {
    let lang = asked.lang;
    let sheet = match office.see(asked.reader.clone(), List).await {
        Ok(people) => sheet(lang, &people),
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let title = office::room_people(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (office::people_count(lang, sheet.len())) }
        @if Rights::of(office, asked).await.may(Classes::NAME) { p { a href="/classes" { (roster::classes_title(lang)) } " — " (roster::classes_what(lang)) } }
        @if Rights::of(office, asked).await.may(RosterBatches::NAME) { p { a href="/classes/import" { (roster::import_staff(lang)) } } }
        (admit::told(office, asked).await)
        (sheet.show(asked))
        section {
            h2 #invite { (office::invite_title(lang)) }
            p { (office::invite_what(lang)) }
            form.narrow method="post" action="/people" {
                (INVITE.show(lang, typed, mistakes))
                button.main { (office::invite_button(lang)) }
            }
        }
    };
    page_with(office, asked, mistakes.status(), &Page { room: Room::People, title: &title, trail: &[] }, &content).await
}

fn held(person: &Person) -> Vec<Role> {
    person.roles.iter().map(|held| held.role).collect()
}

/// The state of a person in words.
pub fn stands(lang: Lang, state: Stands) -> String {
    match state {
        Stands::Invited => office::person_invited(lang),
        Stands::Active => office::person_active(lang),
        Stands::Locked => office::person_locked(lang),
        Stands::Left => office::person_left(lang),
        Stands::Merged => office::person_merged(lang),
    }
}

/// `POST /people`: invites somebody, gives her a role, and shows her slip.
pub async fn invite(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let lang = asked.lang;
    let refused = |refusal| Mistakes::refused(INVITE, lang, &refusal, &typed);
    let Some(role) = Role::from_code(typed.get("role")) else {
        let mut mistakes = Mistakes::default();
        mistakes.add("role", missing(lang));
        return list(&office, &asked, &typed, &mistakes.rest(INVITE, lang, &typed)).await;
    };
    let Some(once) = typed.once() else { return list(&office, &asked, &typed, &Mistakes::default()).await };
    let then = crate::server::form::following(&once, "role");
    let invited = match office.perform(asked.reader.clone(), once, Invite { name: typed.get("name").to_owned() }).await {
        Ok(receipt) => receipt.done,
        Err(refusal) => return list(&office, &asked, &typed, &refused(refusal)).await,
    };
    let give = Give { person: invited.clone(), role, scope: Scope::School, from: asked.reader.now().date(), to: None };
    match office.perform(asked.reader.clone(), then, give).await {
        Ok(_) => slip_for(&office, &asked, &invited).await,
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// `POST /people/{id}/slip`.
pub async fn slip(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, _hers: Typed) -> Response {
    match Id::read(&id) {
        Some(id) => slip_for(&office, &asked, &id).await,
        None => mistake::refused(&office, &asked, &Refusal::of(Rule::NotThere)).await,
    }
}

/// Issues a slip and shows it: once, to be printed or copied by hand. A second press makes a new one: the first is not kept anywhere.
async fn slip_for(office: &Office, asked: &Asked, id: &Id) -> Response {
    let lang = asked.lang;
    let person = match office.see(asked.reader.clone(), One { person: id.clone() }).await {
        Ok(shown) => shown.person,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let until = asked.reader.now().checked_add(Span::new().days(Admit::LONGEST));
    let (Ok(slip), Ok(until), Ok(once)) = (once::slip(), until, once::once()) else {
        return mistake::refused(office, asked, &Refusal::of(Rule::Stopped)).await;
    };
    let issue = IssueSlip { person: id.clone(), digest: slip.digest(), until: until.timestamp() };
    if let Err(refusal) = office.perform(asked.reader.clone(), once, issue).await {
        return mistake::refused(office, asked, &refusal).await;
    }
    let title = office::slip_for(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (person.name) }
        p.code { (slip.shown()) }
        ol {
            li { (step_address(office, lang)) }
            li { (office::slip_step_type(lang)) }
            li { (office::slip_step_name(lang, &person.signs_in_as)) }
        }
        p { (office::slip_until(lang, asked.moment(until.timestamp()))) }
        p.hint { (office::slip_once(lang)) }
        @if office.lan.is_none() { p.hint.unprinted { (office::slip_only_here(lang)) } }
        p.unprinted { button type="button" .main data-print="" { (office::print(lang)) } }
    };
    let trail = [("/people".to_owned(), office::room_people(lang)), (format!("/people/{id}"), person.name.clone())];
    page(office, asked, &Page { room: Room::People, title: &title, trail: &trail }, &content).await
}
