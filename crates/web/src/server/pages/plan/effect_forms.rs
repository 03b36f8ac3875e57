//! The forms of an effect as they come: declared, looked at.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use records::plan::library::Direction;
use words::office;
use workflow::plan::{DeclareEffect, Effect, LookAtEffect, Share};
use workflow::{Act, Id, Refusal, Rule};

use super::effect::{Again, DECLARE, LOOK};
use super::measure::{found, shown};
use crate::server::form::{Form, Mistakes, Typed};
use crate::server::office::Office;
use crate::server::pages::mistake;
use crate::server::policy::Asked;

/// «12 из 60», «12/60»: so many of so many; nothing typed is nothing.
fn share(text: &str) -> Result<Option<Share>, ()> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let (count, of) = text.split_once('/').or_else(|| text.split_once(" из ")).or_else(|| text.split_once(" of ")).ok_or(())?;
    let number = |text: &str| match text.trim() {
        text if text.chars().all(|c| c.is_ascii_digit()) => text.parse().map_err(|_| ()),
        _ => Err(()),
    };
    let (count, of) = (number(count)?, number(of)?);
    Ok(Some(Share { count, of }))
}

/// `POST /measure/{id}/effect`.
pub async fn declare(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let Some(look_on) = typed.day("look") else {
        let mut mistakes = Mistakes::default();
        mistakes.add("look", office::field_day_wrong(asked.lang));
        let mistakes = mistakes.rest(DECLARE, asked.lang, &typed);
        return shown(&office, &asked, &id, None, Some(&Again { form: "declare", typed: &typed, mistakes: &mistakes })).await;
    };
    let direction = Direction::from_code(typed.get("direction")).unwrap_or(Direction::Up);
    let (effect, day) = (Effect { what: typed.get("what").to_owned(), direction, look_on }, asked.reader.now().date());
    let act = Id::read(&id).map(|measure| DeclareEffect { measure, shown: typed.get("shown").parse().ok(), effect, day });
    performed(&office, &asked, &id, ("declare", DECLARE), &typed, act).await
}

/// `POST /measure/{id}/effect/look`.
pub async fn look(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let mut mistakes = Mistakes::default();
    let mut read = |name: &'static str| share(typed.get(name)).map_err(|()| mistakes.add(name, office::effect_share_wrong(asked.lang)));
    let (before, after) = (read("before"), read("after"));
    let (Ok(before), Ok(after)) = (before, after) else {
        let mistakes = mistakes.rest(LOOK, asked.lang, &typed);
        return shown(&office, &asked, &id, None, Some(&Again { form: "look", typed: &typed, mistakes: &mistakes })).await;
    };
    let act = Id::read(&id).zip(typed.get("shown").parse().ok()).map(|(measure, shown)| LookAtEffect {
        measure,
        shown,
        seen: typed.get("seen").parse().ok(),
        before,
        after,
        words: typed.get("seen-words").to_owned(),
        day: asked.reader.now().date(),
    });
    performed(&office, &asked, &id, ("look", LOOK), &typed, act).await
}

async fn performed<A: Act>(
    office: &Office,
    asked: &Asked,
    id: &str,
    (name, form): (&'static str, Form),
    typed: &Typed,
    act: Option<A>,
) -> Response {
    if let Err(refusal) = found(office, asked, id).await {
        return mistake::refused(office, asked, &refusal).await;
    }
    let done = match (act, typed.once()) {
        (Some(act), Some(once)) => office.perform(asked.reader.clone(), once, act).await.map(drop),
        _ => Err(Refusal::of(Rule::NotThere)),
    };
    match done {
        Ok(()) => Redirect::to(&format!("/measure/{id}#effect")).into_response(),
        Err(refusal) if matches!(refusal.rule, Rule::ClockBehind | Rule::NotAllowed) => mistake::refused(office, asked, &refusal).await,
        Err(refusal) => {
            let mistakes = Mistakes::refused(form, asked.lang, &refusal, typed);
            shown(office, asked, id, None, Some(&Again { form: name, typed, mistakes: &mistakes })).await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_as_people_write_it() {
        for (text, read) in [
            ("12 из 60", Ok(Some(Share { count: 12, of: 60 }))),
            (" 12/60 ", Ok(Some(Share { count: 12, of: 60 }))),
            ("", Ok(None)),
            ("12", Err(())),
            ("20 %", Err(())),
            ("20 % из 60", Err(())),
            ("-5 из 60", Err(())),
            ("12 of 60", Ok(Some(Share { count: 12, of: 60 }))),
            ("12 из 60 из 70", Err(())),
            ("99999999999 из 1", Err(())),
        ] {
            assert_eq!(share(text), read, "{text}");
        }
    }
}
