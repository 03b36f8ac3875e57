//! Who stands in for whom: named on the page of whoever is away, for certain days.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use words::office;
use workflow::people::{Appoint, EndDeputy, StandsIn};
use workflow::{Act, Field as Told, Id, Role};

use super::super::frame::role_name;
use super::{Seen, Sent, back, choice, days, held, one, step};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, key};
use crate::server::office::Office;
use crate::server::policy::Asked;

/// The days; who and in which role is chosen among those there are.
pub const FORM: Form = Form {
    fields: &[
        Field::new("from", office::day_from, Kind::Day).told(Told::DeputyDays).needed(),
        Field::new("to", office::day_to, Kind::Day).needed(),
    ],
};

/// The part of the page of a person.
pub fn section(seen: &Seen<'_>) -> Markup {
    let (lang, shown) = (seen.asked.lang, seen.shown);
    let names = shown.person.works_here() && !shown.person.roles.is_empty() && seen.rights.may(Appoint::NAME);
    let colleagues: Vec<(Id, String)> = shown.colleagues.iter().filter(|(id, _)| *id != seen.asked.person).cloned().collect();
    html! {
        @if !shown.deputies.is_empty() || names {
            h2 #deputies { (office::deputies_title(lang)) }
            @if shown.deputies.is_empty() { p { (office::deputies_none(lang)) } }
            ul.plain-list.rows { @for one in &shown.deputies { (line(seen, one)) } }
        }
        @if names {
            details.aside open[seen.sent.form == "deputy"] {
                summary { (office::deputy_name(lang)) }
                p { (office::deputy_what(lang)) }
                @if colleagues.is_empty() { p { (office::deputy_nobody(lang)) } } @else { (form(seen, &colleagues)) }
            }
        }
    }
}

fn form(seen: &Seen<'_>, colleagues: &[(Id, String)]) -> Markup {
    let (lang, typed) = (seen.asked.lang, seen.typed("deputy", &[("from", seen.today().to_string())]));
    html! {
        form.narrow method="post" action=(seen.at("deputy")) {
            (choice("stand-in", &office::deputy_who(lang), colleagues, typed.get("stand-in")))
            div.field {
                label for="field-in-role" { (office::deputy_role(lang)) }
                select id="field-in-role" name="in-role" {
                    option value="" { (office::deputy_all_roles(lang)) }
                    @for role in held(&seen.shown.person) { option value=(role.code()) selected[role.code() == typed.get("in-role")] { (role_name(lang, role)) } }
                }
            }
            (FORM.show_within("deputy-", lang, &typed, &seen.mistakes("deputy")))
            button.second { (office::deputy_name(lang)) }
        }
    }
}

fn line(seen: &Seen<'_>, one: &StandsIn) -> Markup {
    let lang = seen.asked.lang;
    let hers = one.person.0 == seen.shown.person.id;
    let (other, said) = if hers { (&one.stand_in, office::stands_in_for_her(lang)) } else { (&one.person, office::she_stands_in(lang)) };
    let role = one.role.map_or_else(|| office::deputy_all_roles(lang), |role| role_name(lang, role));
    html! {
        li {
            span { (said) " " a href={ "/people/" (other.0.as_str()) } { (other.1) } span.quiet { " · " (role) " · " (days(lang, one.from, Some(one.to))) } }
            @if seen.rights.may(EndDeputy::NAME) {
                form method="post" action=(seen.at("deputy/end")) {
                    (key(&seen.asked.form())) input type="hidden" name="deputy" value=(one.id.as_str());
                    button.plain { (office::deputy_end(lang)) }
                }
            }
        }
    }
}

/// `POST /people/{id}/deputy`.
pub async fn appoint(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let mut mistakes = Mistakes::default();
    for name in ["from", "to"] {
        if typed.day(name).is_none() {
            mistakes.add(name, office::field_day_wrong(asked.lang));
        }
    }
    let (Some(from), Some(to), Some(stand_in)) = (typed.day("from"), typed.day("to"), Id::read(typed.get("stand-in"))) else {
        return one(&office, &asked, &id, &Sent { form: "deputy", typed: &typed, mistakes: &mistakes }).await;
    };
    // Nothing chosen is all roles; what is no role is none of them.
    let role = Role::from_code(typed.get("in-role"));
    if role.is_none() && !typed.get("in-role").is_empty() {
        mistakes.add("in-role", office::field_missing(asked.lang));
        return one(&office, &asked, &id, &Sent { form: "deputy", typed: &typed, mistakes: &mistakes }).await;
    }
    let done = step(&office, &asked, (&id, "deputy"), &typed, |person, _| Appoint { person, stand_in, role, from, to }).await;
    back(&id, done)
}

/// `POST /people/{id}/deputy/end`.
pub async fn end(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let Some(deputy) = Id::read(typed.get("deputy")) else { return back(&id, Ok(())) };
    let done = step(&office, &asked, (&id, ""), &typed, |_, _| EndDeputy { deputy }).await;
    back(&id, done)
}
