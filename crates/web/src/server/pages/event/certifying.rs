//! What was typed of hours and documents, between the form of all who took part and the act.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use records::text::Lang;
use words::{events, office, refusals};
use workflow::event::{Certificate, Certificates, Certify};
use workflow::school::Edit;
use workflow::{Refusal, Rule};

use super::super::mistake;
use super::certificates::{FIELDS, read, written};
use super::edit::found;
use super::steps::{again, seen};
use crate::server::form::{Mistakes, Typed};
use crate::server::office::Office;
use crate::server::policy::Asked;

/// `POST /event/{id}/certify`.
pub async fn certify(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let one = match found(&office, &asked, &id).await {
        Ok(one) => one,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let back = || Redirect::to(&format!("/event/{id}#seats")).into_response();
    let (Ok(opened), Some(once)) = (serde_json::from_str::<Certificates>(typed.get("was")), typed.once()) else { return back() };
    let (mut wanted, mut mistakes) = (Certificates::new(), Mistakes::default());
    for (person, was) in &opened {
        let of = typed.within(&format!("{person}."));
        // Whoever stands in the form no longer stays as she was.
        match if of.0.is_empty() { Ok(was.clone()) } else { typed_of(asked.lang, &of) } {
            Ok(hers) => drop(wanted.insert(person.clone(), hers)),
            Err(wrong) => wrong.into_iter().for_each(|(name, told)| mistakes.add(format!("{person}.{name}"), told)),
        }
    }
    if !mistakes.none() {
        return again(&office, &asked, &id, "certify", typed, mistakes).await;
    }
    let edit = Edit { opened: opened.clone(), wanted: wanted.clone() };
    match office.perform(asked.reader.clone(), once, Certify { event: one.event.id.clone(), seen: seen(&typed), edit }).await {
        Ok(_) => back(),
        Err(refusal) if refusal.rule == Rule::NothingChanged => back(),
        Err(refusal) if refusal.rule == Rule::NotThere => mistake::refused(&office, &asked, &refusal).await,
        Err(refusal) if matches!(refusal.rule, Rule::ChangedMeanwhile(_)) => {
            // Read after the refusal: what it was refused for stands there by now.
            let now = found(&office, &asked, &id).await.map(|one| one.certificates).unwrap_or_default();
            let (anew, mistakes) = meanwhile(asked.lang, opened, &wanted, &now);
            let anew = serde_json::to_string(&anew).unwrap_or_default();
            again(&office, &asked, &id, "certify", typed.without("was").with("was", anew), mistakes).await
        }
        Err(refusal) => {
            let mistakes = refused(asked.lang, &refusal, &wanted);
            again(&office, &asked, &id, "certify", typed, mistakes).await
        }
    }
}

/// What the form is opened with once its conflicts were told, and what is told at which field.
fn meanwhile(lang: Lang, opened: Certificates, wanted: &Certificates, now: &Certificates) -> (Certificates, Mistakes) {
    let (mut anew, mut mistakes) = (Certificates::new(), Mistakes::default());
    let nothing = Certificate::default();
    for (person, was) in opened {
        let (typed, stands) = (wanted.get(&person).unwrap_or(&nothing), now.get(&person).unwrap_or(&nothing));
        let next = was.clone().told_anew(typed, stands);
        for (name, ..) in FIELDS.into_iter().filter(|(name, ..)| written(&was, name) != written(&next, name)) {
            let told = match read(stands, name) {
                now if now.is_empty() => events::certificate_stands_empty(lang),
                now => events::certificate_stands(lang, now),
            };
            mistakes.add(format!("{person}.{name}"), told);
        }
        anew.insert(person, next);
    }
    if mistakes.none() {
        mistakes.say(refusals::changed_meanwhile(lang));
    }
    (anew, mistakes)
}

/// What was refused, at the field of whom it speaks.
fn refused(lang: Lang, refusal: &Refusal, wanted: &Certificates) -> Mistakes {
    let told = refusal.rule.told(lang);
    let field = match &refusal.rule {
        Rule::Wrong(field) | Rule::TooMuch(field, _) | Rule::Unprintable(field) => FIELDS.iter().find(|(.., known)| known == field),
        _ => None,
    };
    let person = refusal.about.iter().find(|id| wanted.contains_key(*id));
    match field.zip(person) {
        Some(((name, ..), person)) => {
            let mut mistakes = Mistakes::default();
            mistakes.add(format!("{person}.{name}"), told);
            mistakes
        }
        None => Mistakes::of_the_whole(told),
    }
}

/// What is typed of somebody, or what is wrong with it at which field.
fn typed_of(lang: Lang, of: &Typed) -> Result<Certificate, Vec<(&'static str, String)>> {
    let (hours, until) = (of.get("hours"), of.get("until"));
    let mut wrong = Vec::new();
    let hours = match hours.parse::<u32>() {
        _ if hours.is_empty() => None,
        Ok(hours) => Some(hours),
        Err(_) => {
            wrong.push(("hours", refusals::wrong_training_hours(lang)));
            None
        }
    };
    let day = of.day("until");
    if day.is_none() && !until.is_empty() {
        wrong.push(("until", office::field_day_wrong(lang)));
    }
    let one = Certificate { hours, number: of.get("number").to_owned(), issuer: of.get("issuer").to_owned(), until: day };
    if wrong.is_empty() { Ok(one) } else { Err(wrong) }
}
