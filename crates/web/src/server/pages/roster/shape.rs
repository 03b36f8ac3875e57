//! What the pages of classes and pupils have in common.

use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use records::text::Lang;
use workflow::{Act, Id, Refusal, Rule};

use crate::server::form::Typed;
use crate::server::office::Office;
use crate::server::pages::mistake;
use crate::server::policy::Asked;

/// A refused page: where the password is asked once more, the way there and back.
pub async fn refused(office: &Office, asked: &Asked, at: &str, refusal: &Refusal) -> Response {
    match refusal.rule {
        Rule::StepUp => Redirect::to(&format!("/step-up?back={at}")).into_response(),
        _ => mistake::refused(office, asked, refusal).await,
    }
}

/// A choice among things of the school; the first line chooses none of them.
pub fn choice(name: &str, label: &str, none: &str, among: &[(Id, String)], chosen: Option<&str>) -> Markup {
    html! {
        div.field {
            label for={ "field-" (name) } { (label) }
            select id={ "field-" (name) } name=(name) {
                option value="" { (none) }
                @for (id, said) in among { option value=(id.as_str()) selected[chosen == Some(id.as_str())] { (said) } }
            }
        }
    }
}

/// Performs what a form asks for. A form without its key, or with an id that cannot be one, is answered like a form that was done.
pub async fn perform<A: Act>(office: &Office, asked: &Asked, typed: &Typed, act: Option<A>) -> Result<Option<A::Done>, Refusal> {
    let (Some(once), Some(act)) = (typed.once(), act) else { return Ok(None) };
    office.perform(asked.reader.clone(), once, act).await.map(|receipt| Some(receipt.done))
}

/// A day as papers write it.
pub fn day(day: jiff::civil::Date) -> String {
    day.strftime("%d.%m.%Y").to_string()
}

/// A class where there may be none.
pub fn class_of(lang: Lang, class: Option<&(Id, workflow::roster::ClassName)>) -> Markup {
    html! {
        @match class {
            Some((id, name)) => a href={ "/class/" (id.as_str()) } { (name) },
            None => span.quiet { (words::roster::no_class(lang)) },
        }
    }
}
