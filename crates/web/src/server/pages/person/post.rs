//! The post somebody works in: said beside her name, written by whoever manages people.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use words::office;
use workflow::Field as Told;
use workflow::people::{Person, SetPost};

use super::{Seen, back, step};
use crate::server::form::{Field, Form, Kind, Typed};
use crate::server::office::Office;
use crate::server::policy::Asked;

pub const FORM: Form =
    Form { fields: &[Field::new("post", office::person_post, Kind::Line).hint(office::person_post_hint).told(Told::Post)] };

/// The post before her state.
pub fn said(person: &Person) -> Markup {
    html! { @if !person.post.is_empty() { (person.post) " · " } }
}

/// The form, folded.
pub fn form(seen: &Seen<'_>) -> Markup {
    let (lang, person) = (seen.asked.lang, &seen.shown.person);
    let begins = [("post", person.post.clone())];
    html! {
        @if person.works_here() && seen.rights.may(<SetPost as workflow::Act>::NAME) {
            details.aside open[seen.sent.form == "post"] {
                summary { (office::person_post(lang)) }
                form.narrow method="post" action=(seen.at("post")) {
                    input type="hidden" name="seen" value=(person.entry);
                    (FORM.show_within("post-", lang, &seen.typed("post", &begins), &seen.mistakes("post")))
                    button.second { (office::save(lang)) }
                }
            }
        }
    }
}

/// `POST /people/{id}/post`.
pub async fn set(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let post = typed.get("post").to_owned();
    let done = step(&office, &asked, (&id, "post"), &typed, |person, seen| SetPost { person, seen, post }).await;
    back(&id, done)
}
