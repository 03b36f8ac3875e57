//! `/notices/times`: hours people are told in, and days ahead they are reminded, as the school wants them.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;
use records::telling::Telling;
use records::text::Lang;
use words::notices;
use workflow::notice::{MOST_AHEAD, SetTimes, TimesOf, TimesShown};
use workflow::school::Edit;
use workflow::{Field as Told, Rule};

use super::frame::{Page, Room, page_with};
use super::mistake;
use crate::server::form::{Field, Form, Kind, Mistakes, Typed};
use crate::server::office::Office;
use crate::server::policy::Asked;

const TIMES: Form = Form {
    fields: &[
        Field::new("from", notices::times_from, Kind::One(hours)).told(Told::ToldFrom),
        Field::new("to", notices::times_to, Kind::One(hours)).told(Told::ToldTo),
        Field::new("digest", notices::times_digest, Kind::One(hours)).hint(notices::times_digest_hint).told(Told::ToldDigest),
        Field::new("lead", notices::times_due, Kind::One(days)).hint(notices::times_due_hint).told(Told::ToldDue),
        Field::new("held", notices::times_held, Kind::One(days)).hint(notices::times_held_hint).told(Told::ToldHeld),
    ],
};

fn hours(_lang: Lang) -> Vec<(String, String)> {
    (0..24).map(|hour| (hour.to_string(), clock(hour))).collect()
}

fn days(lang: Lang) -> Vec<(String, String)> {
    (0..=MOST_AHEAD).map(|days| (days.to_string(), ahead(lang, days))).collect()
}

fn clock(hour: i32) -> String {
    format!("{hour}:00")
}

fn ahead(lang: Lang, days: i32) -> String {
    notices::times_days(lang, usize::try_from(days).unwrap_or(0))
}

/// «Извещения приходят в дни работы школы с 8:00 до 18:00; о сроке напоминают за 3 дня…».
pub fn own(lang: Lang, telling: &Telling) -> String {
    let [from, to] = [telling.from, telling.to].map(|hour| clock(hour.into()));
    notices::hours_own(lang, from, to, ahead(lang, telling.lead), ahead(lang, telling.held))
}

fn pairs(telling: &Telling) -> [(&'static str, i32); 5] {
    let Telling { from, to, digest, lead, held, .. } = *telling;
    [("from", from.into()), ("to", to.into()), ("digest", digest.into()), ("lead", lead), ("held", held)]
}

/// `GET /notices/times`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    shown(&office, &asked, None, &Mistakes::NONE).await
}

async fn shown(office: &Office, asked: &Asked, typed: Option<&Typed>, mistakes: &Mistakes) -> Response {
    let lang = asked.lang;
    let TimesShown { now, proposed } = match office.see(asked.reader.clone(), TimesOf).await {
        Ok(times) => times,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let filled = pairs(&now).into_iter().fold(asked.form(), |typed, (name, value)| typed.with(name, value.to_string()));
    let title = notices::times_title(lang);
    let [from, to, digest] = [proposed.from, proposed.to, proposed.digest].map(|hour| clock(hour.into()));
    let content = html! {
        h1 { (title) }
        p.lead { (notices::times_lead(lang)) }
        form.narrow method="post" action="/notices/times" {
            (TIMES.show(lang, typed.unwrap_or(&filled), mistakes))
            (TIMES.opened(&pairs(&now).map(|(name, value)| (name, value.to_string())), typed, mistakes))
            button.main { (words::office::save(lang)) }
        }
        p.narrow.hint { (notices::times_proposed(lang, from, to, digest, ahead(lang, proposed.lead))) }
    };
    let trail = [("/school".to_owned(), words::office::room_school(lang)), ("/notices".to_owned(), notices::title(lang))];
    page_with(office, asked, mistakes.status(), &Page { room: Room::School, title: &title, trail: &trail }, &content).await
}

/// `POST /notices/times`.
pub async fn set(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    // What is no number can be no hour and no day.
    let number = |name: &str| typed.get(name).parse().unwrap_or(-1);
    let edit = |name: &str| Edit { opened: number(&format!("was-{name}")), wanted: number(name) };
    let act = SetTimes { from: edit("from"), to: edit("to"), digest: edit("digest"), lead: edit("lead"), held: edit("held") };
    let Some(once) = typed.once() else { return Redirect::to("/notices/times").into_response() };
    match office.perform(asked.reader.clone(), once, act).await {
        // The page of notices says the hours as they are now.
        Ok(_) => Redirect::to("/notices").into_response(),
        Err(refusal) if refusal.rule == Rule::NothingChanged => Redirect::to("/notices").into_response(),
        Err(refusal) => shown(&office, &asked, Some(&typed), &Mistakes::refused(TIMES, asked.lang, &refusal, &typed)).await,
    }
}
