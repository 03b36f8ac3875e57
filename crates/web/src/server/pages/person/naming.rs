//! What somebody is called: a surname that changes from a day on, a slip that is mended, names of before.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use words::office;
use workflow::people::{PersonShown, Rename};
use workflow::{Act, Field as Told};

use super::{Seen, back, one, step};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed};
use crate::server::office::Office;
use crate::server::policy::Asked;

pub const FORM: Form = Form {
    fields: &[
        Field::new("name", office::person_rename_name, Kind::Line)
            .hint(office::person_rename_name_hint)
            .told(Told::PersonName)
            .any_length()
            .needed(),
        Field::new("since", office::person_rename_since, Kind::Day).hint(office::person_rename_since_hint).told(Told::NameSince),
    ],
};

/// What she was called before.
pub fn before(seen: &Seen<'_>) -> Markup {
    let PersonShown { formerly, .. } = seen.shown;
    html! {
        @if !formerly.is_empty() {
            ul.plain-list.quiet {
                @for former in formerly {
                    li { (office::person_formerly(seen.asked.lang, former.until.strftime("%d.%m.%Y").to_string(), &former.name)) }
                }
            }
        }
    }
}

/// The form, folded.
pub fn form(seen: &Seen<'_>) -> Markup {
    let (lang, person) = (seen.asked.lang, &seen.shown.person);
    let begins = [("name", person.name.clone())];
    html! {
        @if person.works_here() && seen.rights.may(Rename::NAME) {
            details.aside open[seen.sent.form == "name"] {
                summary { (office::person_rename(lang)) }
                form.narrow method="post" action=(seen.at("name")) {
                    input type="hidden" name="seen" value=(person.entry);
                    (FORM.show_within("name-", lang, &seen.typed("name", &begins), &seen.mistakes("name")))
                    button.second { (office::save(lang)) }
                }
            }
        }
    }
}

/// `POST /people/{id}/name`.
pub async fn rename(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let since = typed.day("since");
    if since.is_none() && !typed.get("since").is_empty() {
        let mut mistakes = Mistakes::default();
        mistakes.add("since", office::field_day_wrong(asked.lang));
        return one(&office, &asked, &id, &super::Sent { form: "name", typed: &typed, mistakes: &mistakes }).await;
    }
    let name = typed.get("name").to_owned();
    let done = step(&office, &asked, (&id, "name"), &typed, |person, seen| Rename { person, seen, name, since }).await;
    back(&id, done)
}
