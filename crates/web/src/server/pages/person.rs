//! The page of one person: what she is here and where, who stands in for whom, what is open with her, how she signs in, what was done.

pub mod deputies;
pub mod leaving;
pub mod merge;
pub mod naming;
pub mod post;
pub mod teaching;

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::{Markup, html};
use records::text::Lang;
use words::office;
use workflow::journal::Journal;
use workflow::people::{Give, HeldRole, List, Lock, One, Person, PersonShown, State as Stands, Unlock, Withdraw};
use workflow::plan::OpenWith;
use workflow::roster::TeachingOf;
use workflow::{Act, Field as Told, Id, Refusal, Role, Rule, Scope};

use super::frame::{Page, Room, page_with, role_name};
use super::people::{choices, stands};
use super::{journal, mistake};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, key, missing};
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};
use crate::server::subjects;

/// Lines of the history that are shown.
const LINES: u32 = 10;

const GIVE: Form = Form {
    fields: &[
        Field::new("role", office::role, Kind::One(choices)).needed(),
        Field::new("where", office::role_where, Kind::One(places)).hint(office::role_where_hint).told(Told::GrantScope),
        Field::new("class", office::role_class, Kind::Line).hint(office::role_class_hint),
        Field::new("from", office::day_from, Kind::Day).told(Told::GrantDays),
        Field::new("to", office::day_to, Kind::Day).hint(office::role_to_hint),
    ],
};

/// What was typed in one of the forms of the page, and what is wrong with it.
pub struct Sent<'a> {
    /// Which form.
    pub form: &'static str,
    /// What was typed.
    pub typed: &'a Typed,
    /// What is wrong.
    pub mistakes: &'a Mistakes,
}

impl Sent<'_> {
    /// Nothing yet.
    const NOTHING: Sent<'static> = Sent { form: "", typed: &Typed(Vec::new()), mistakes: &Mistakes::NONE };
}

/// Whose page it is and what is known beside her.
pub struct Seen<'a> {
    /// Who asks.
    pub asked: &'a Asked,
    /// What she may.
    pub rights: &'a Rights,
    /// The person.
    pub shown: &'a PersonShown,
    /// What was sent.
    pub sent: &'a Sent<'a>,
}

impl Seen<'_> {
    /// The address of one of her forms.
    pub fn at(&self, what: &str) -> String {
        format!("/people/{}/{what}", self.shown.person.id)
    }

    /// What a form shows: what was typed in it, else what it begins with.
    pub fn typed(&self, form: &str, begins: &[(&str, String)]) -> Typed {
        if self.sent.form == form {
            return self.sent.typed.clone();
        }
        begins.iter().fold(self.asked.form(), |typed, (name, value)| typed.with(name, value.clone()))
    }

    /// What is wrong with a form.
    pub fn mistakes(&self, form: &str) -> Mistakes {
        if self.sent.form == form { self.sent.mistakes.clone() } else { Mistakes::default() }
    }

    /// Today.
    pub fn today(&self) -> Date {
        self.asked.reader.now().date()
    }
}

fn places(lang: Lang) -> Vec<(String, String)> {
    let fixed = [("school".to_owned(), office::scope_school(lang)), ("class".to_owned(), office::scope_of_class(lang))];
    let of_subject =
        |(code, title): &(String, records::text::Text)| (format!("subject:{code}"), office::scope_subject(lang, title.in_lang(lang)));
    fixed.into_iter().chain(subjects::subjects().iter().map(of_subject)).collect()
}

/// Where a role holds, in words.
pub fn scope_name(lang: Lang, scope: &Scope) -> String {
    match scope {
        Scope::School => office::scope_school(lang),
        Scope::Class(name) => office::scope_class(lang, name),
        Scope::Subject(code) => office::scope_subject(lang, subjects::name(code, lang)),
    }
}

/// From when to when.
pub fn days(lang: Lang, from: Date, to: Option<Date>) -> String {
    let written = |day: Date| day.strftime("%d.%m.%Y").to_string();
    match to {
        Some(to) => office::days_from_to(lang, written(from), written(to)),
        None => office::days_from(lang, written(from)),
    }
}

/// `GET /people/{id}`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    one(&office, &asked, &id, &Sent::NOTHING).await
}

/// The page, with what was sent.
pub async fn one(office: &Office, asked: &Asked, id: &str, sent: &Sent<'_>) -> Response {
    let Some(id) = Id::read(id) else { return mistake::refused(office, asked, &Refusal::of(Rule::NotThere)).await };
    let shown = match office.see(asked.reader.clone(), One { person: id.clone() }).await {
        Ok(shown) => shown,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let (lang, rights) = (asked.lang, Rights::of(office, asked).await);
    // Whoever may not see plans sees nothing of them here.
    let open = office.see(asked.reader.clone(), OpenWith { person: id.clone() }).await.ok();
    let taught = office.see(asked.reader.clone(), TeachingOf { person: id.clone() }).await.unwrap_or_default();
    let lines = office.see(asked.reader.clone(), Journal { of: Some(id.clone()), before: None, limit: LINES }).await.unwrap_or_default();
    let people = office.see(asked.reader.clone(), List).await.unwrap_or_default();
    let seen = Seen { asked, rights: &rights, shown: &shown, sent };
    let content = html! {
        h1 { (shown.person.name) }
        p.lead { (post::said(&shown.person)) (stands(lang, shown.person.state)) @if let Some(last) = shown.person.left { " · " (office::left_last(lang, last.strftime("%d.%m.%Y").to_string())) } }
        @if sent.form.is_empty() { (sent.mistakes.summary(GIVE, lang)) }
        (naming::before(&seen))
        (naming::form(&seen))
        (post::form(&seen))
        (roles(&seen))
        (deputies::section(&seen))
        @if let Some(open) = &open { (leaving::open(&seen, open)) }
        (teaching::section(&seen, &taught))
        (access(&seen))
        (merge::section(&seen))
        @if !lines.is_empty() {
            h2 { (office::history_title(lang)) }
            (journal::table(asked, &lines, &people))
            p { a href={ "/journal?of=" (id.as_str()) } { (office::history(lang)) } }
        }
    };
    let trail = [("/people".to_owned(), office::room_people(lang))];
    let name = &shown.person.name;
    page_with(office, asked, sent.mistakes.status(), &Page { room: Room::People, title: name, trail: &trail }, &content).await
}

fn roles(seen: &Seen<'_>) -> Markup {
    let (lang, person) = (seen.asked.lang, &seen.shown.person);
    let changes = person.id != seen.asked.person;
    let line = |held: &HeldRole| {
        html! {
            li {
                span { (role_name(lang, held.role)) span.quiet { " · " (scope_name(lang, &held.scope)) " · " (days(lang, held.from, held.to)) } }
                @if changes && seen.rights.may(Withdraw::NAME) && person.works_here() {
                    form method="post" action=(seen.at("withdraw")) {
                        (key(&seen.asked.form())) input type="hidden" name="held" value=(held.id.as_str());
                        button.plain { (office::role_withdraw(lang)) }
                    }
                }
            }
        }
    };
    let begins = [("from", seen.today().to_string())];
    html! {
        h2 { (office::roles_title(lang)) }
        @if person.roles.is_empty() { p { (office::roles_none(lang)) } }
        ul.plain-list.rows { @for held in &person.roles { (line(held)) } }
        @if changes && person.works_here() && seen.rights.may(Give::NAME) {
            details.aside open[seen.sent.form == "give"] {
                summary { (office::role_give(lang)) }
                form.narrow method="post" action=(seen.at("give")) {
                    (GIVE.show_within("give-", lang, &seen.typed("give", &begins), &seen.mistakes("give")))
                    button.second { (office::role_give(lang)) }
                }
            }
        }
    }
}

fn access(seen: &Seen<'_>) -> Markup {
    let (lang, person) = (seen.asked.lang, &seen.shown.person);
    let oneself = person.id == seen.asked.person;
    let version = html! { (key(&seen.asked.form())) input type="hidden" name="seen" value=(person.entry); };
    html! {
        @if seen.rights.may(Lock::NAME) && person.state != Stands::Merged {
            h2 { (office::access_title(lang)) }
            @match person.state {
                Stands::Locked | Stands::Left => {
                    p { @if person.state == Stands::Left { (office::left_what(lang)) } @else { (office::locked_what(lang)) } }
                    form method="post" action=(seen.at("unlock")) { (version) button.second { (office::unlock(lang)) } }
                }
                Stands::Merged => {}
                Stands::Invited | Stands::Active => {
                    p { @if person.state == Stands::Invited { (office::slip_first(lang)) } @else { (office::slip_anew(lang)) } }
                    form method="post" action=(seen.at("slip")) { (key(&seen.asked.form())) button.main { (office::slip_issue(lang)) } }
                    @if !oneself {
                        details.aside {
                            summary { (office::lock_title(lang)) }
                            p { (office::lock_what(lang)) }
                            form method="post" action=(seen.at("lock")) { (version) button.second { (office::lock(lang)) } }
                        }
                    }
                }
            }
            @if !oneself && !matches!(person.state, Stands::Left | Stands::Merged) { (leaving::form(seen)) }
        }
    }
}

/// `POST /people/{id}/lock`.
pub async fn lock(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let done = step(&office, &asked, (&id, ""), &typed, |person, seen| Lock { person, seen }).await;
    if let (Some(person), Ok(())) = (Id::read(&id), &done) {
        office.sign_out_everywhere(&person, None);
    }
    back(&id, done)
}

/// `POST /people/{id}/unlock`.
pub async fn unlock(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let done = step(&office, &asked, (&id, ""), &typed, |person, seen| Unlock { person, seen }).await;
    back(&id, done)
}

/// `POST /people/{id}/give`.
pub async fn give(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let given = match given(&asked, &typed) {
        Ok(given) => given,
        Err(mistakes) => return one(&office, &asked, &id, &Sent { form: "give", typed: &typed, mistakes: &mistakes }).await,
    };
    let (role, scope, from, to) = given;
    let done = step(&office, &asked, (&id, "give"), &typed, |person, _| Give { person, role, scope, from, to }).await;
    back(&id, done)
}

/// What a role is given for: role, place, days.
fn given(asked: &Asked, typed: &Typed) -> Result<(Role, Scope, Date, Option<Date>), Mistakes> {
    let mut mistakes = Mistakes::default();
    let today = asked.reader.now().date();
    let mut day = |name: &'static str, empty: Option<Date>| match typed.get(name) {
        "" => empty,
        _ => typed.day(name).or_else(|| {
            mistakes.add(name, office::field_day_wrong(asked.lang));
            None
        }),
    };
    let (from, to) = (day("from", Some(today)), day("to", None));
    let scope = match typed.get("where") {
        "class" => Some(Scope::Class(typed.get("class").to_owned())).filter(Scope::fits),
        written => Scope::read(if written.is_empty() { "school" } else { written }),
    };
    if scope.is_none() {
        mistakes.add("class", office::role_class_missing(asked.lang));
    }
    let role = Role::from_code(typed.get("role"));
    if role.is_none() {
        mistakes.add("role", missing(asked.lang));
    }
    match (role, scope, from) {
        (Some(role), Some(scope), Some(from)) if mistakes.none() => Ok((role, scope, from, to)),
        _ => Err(mistakes),
    }
}

/// `POST /people/{id}/withdraw`.
pub async fn withdraw(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let Some(held_role) = Id::read(typed.get("held")) else { return back(&id, Ok(())) };
    let done = step(&office, &asked, (&id, ""), &typed, |_, _| Withdraw { held_role }).await;
    back(&id, done)
}

/// Does something with the person of the address; where it was refused, her page with the form as it was sent.
pub async fn step<A: Act>(
    office: &Office,
    asked: &Asked,
    (id, form): (&str, &'static str),
    typed: &Typed,
    act: impl FnOnce(Id, u64) -> A,
) -> Result<(), Response> {
    let (Some(person), Some(once)) = (Id::read(id), typed.once()) else { return Ok(()) };
    let seen = typed.get("seen").parse().unwrap_or_default();
    match office.perform(asked.reader.clone(), once, act(person, seen)).await {
        Ok(_) => Ok(()),
        Err(refusal) => {
            let fields = match form {
                "give" => GIVE,
                "deputy" => deputies::FORM,
                "name" => naming::FORM,
                "post" => post::FORM,
                "leave" => leaving::LEAVE,
                "hand-over" => leaving::HAND_OVER,
                _ => Form::NONE,
            };
            let mistakes = Mistakes::refused(fields, asked.lang, &refusal, typed);
            Err(one(office, asked, id, &Sent { form, typed, mistakes: &mistakes }).await)
        }
    }
}

/// To her page again.
pub fn back(id: &str, done: Result<(), Response>) -> Response {
    match done {
        Ok(()) => Redirect::to(&format!("/people/{id}")).into_response(),
        Err(page) => page,
    }
}

/// A choice of one of these people.
pub fn choice(name: &str, label: &str, people: &[(Id, String)], chosen: &str) -> Markup {
    let id = format!("field-{name}");
    html! {
        div.field {
            label for=(id) { (label) }
            select id=(id) name=(name) { @for (person, who) in people { option value=(person.as_str()) selected[person.as_str() == chosen] { (who) } } }
        }
    }
}

/// Her roles, each once.
pub fn held(person: &Person) -> Vec<Role> {
    let mut roles: Vec<Role> = person.roles.iter().map(|held| held.role).collect();
    roles.dedup();
    roles
}
