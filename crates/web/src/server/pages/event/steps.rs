//! Steps of an event: held, written, closed, cancelled, opened again; read, ticked, commented.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use words::{events, office};
use workflow::event::{
    Acknowledge, AttachSheet, Attendance, Cancel, Close, Comment, Decision, DecisionState, EventShown, Hold, Item, Minute, NumberMinutes,
    Record, Reopen, Stood, Taken, Tick,
};
use workflow::school::Edit;
use workflow::{Act, Field, Id, Refusal, Rule};

use super::super::kept::keep;
use super::super::mistake;
use super::again::{Again, REASON, SCAN, SHEET};
use super::edit::found;
use super::one::shown;
use super::record::{field, record_of, tasks};
use crate::server::form::{Form, Mistakes, Typed, TypedWithFiles, missing};
use crate::server::office::Office;
use crate::server::policy::Asked;

/// Questions whose answers are looked at.
const MOST_ANSWERS: usize = 40;

/// Performs a step and goes back to the event; refused, the page with what was wrong.
pub(super) async fn step<A: Act>(
    office: &Office,
    asked: &Asked,
    id: &str,
    (form, place): (&str, &str),
    typed: Typed,
    act: Option<A>,
) -> Response {
    let done = match (act, typed.once()) {
        (Some(act), Some(once)) => office.perform(asked.reader.clone(), once, act).await.map(drop),
        _ => Err(Refusal::of(Rule::NotThere)),
    };
    match done {
        Ok(()) => Redirect::to(&format!("/event/{id}{place}")).into_response(),
        Err(refusal) if refusal.rule == Rule::NotThere => mistake::refused(office, asked, &refusal).await,
        Err(refusal) => {
            let fields = match form {
                "cancel" | "reopen" => REASON,
                "tick" => SHEET,
                "scan" => SCAN,
                _ => Form::NONE,
            };
            let mut mistakes = Mistakes::refused(fields, asked.lang, &refusal, &typed);
            if form == "scan" || form == "tick" && typed.get("how") != "declined" {
                choose_again(asked, &mut mistakes);
            }
            again(office, asked, id, form, typed, mistakes).await
        }
    }
}

/// The page with what was typed into a form of it.
pub(super) async fn again(office: &Office, asked: &Asked, id: &str, form: &str, typed: Typed, mistakes: Mistakes) -> Response {
    shown(office, asked, id, &Again { form: form.to_owned(), typed, mistakes }).await
}

/// A page gives no file back to the field it was chosen in: a scan that came beside a mistake is asked for once more.
fn choose_again(asked: &Asked, mistakes: &mut Mistakes) {
    if mistakes.of("sheet").is_none() {
        mistakes.add("sheet", words::families::sheet_again(asked.lang));
    }
}

pub(super) fn seen(typed: &Typed) -> u64 {
    typed.get("seen").parse().unwrap_or_default()
}

fn people(typed: &Typed) -> Vec<Id> {
    typed.0.iter().filter(|(key, _)| key == "person").filter_map(|(_, value)| Id::read(value)).collect()
}

/// Lines of pupils the page showed.
fn lines(typed: &Typed) -> Vec<Id> {
    typed.0.iter().filter(|(key, _)| key == "line").filter_map(|(_, value)| Id::read(value)).collect()
}

/// `POST /event/{id}/hold`.
pub async fn hold(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let one = match found(&office, &asked, &id).await {
        Ok(one) => one,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let there = people(&typed);
    let came = match one.kind.attendance {
        Attendance::Named => one.seats.iter().map(|seat| (seat.person.clone(), there.contains(&seat.person))).collect(),
        // Of pupils every line the page showed is told, whoever was ticked came.
        Attendance::Pupils => lines(&typed).into_iter().map(|line| (line.clone(), there.contains(&line))).collect(),
        Attendance::Counted | Attendance::None => Vec::new(),
    };
    let counted = match (typed.get("came").parse(), typed.get("invited").parse()) {
        _ if one.kind.attendance != Attendance::Counted => Some(None),
        (Ok(came), Ok(of)) => Some(Some((came, of))),
        _ => None,
    };
    let Some(counted) = counted else {
        return again(&office, &asked, &id, "hold", typed, Mistakes::of_the_whole(events::came_wrong(asked.lang))).await;
    };
    let place = if one.kind.agenda { "#agenda" } else { "" };
    let stood = serde_json::from_str::<Stood>(typed.get("stood")).ok();
    let act = Hold { event: one.event.id.clone(), seen: seen(&typed), came, counted, stood };
    step(&office, &asked, &id, ("hold", place), typed, Some(act)).await
}

/// `POST /event/{id}/number`.
pub async fn number(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    // What is no number is refused as one that cannot be.
    let number = typed.get("number").parse().unwrap_or(0);
    let act = Id::read(&id).map(|event| NumberMinutes { event, seen: seen(&typed), number });
    step(&office, &asked, &id, ("number", "#agenda"), typed, act).await
}

/// Tasks of a question that are open.
fn open_of<'a>(one: &'a EventShown, item: &Item) -> Vec<&'a Decision> {
    one.decisions.iter().filter(|decision| decision.item == item.id && decision.state == DecisionState::Open).collect()
}

/// `POST /event/{id}/minutes`: every question that was written of; what cannot be taken stands in its form again, the others are kept.
pub async fn minutes(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let one = match found(&office, &asked, &id).await {
        Ok(one) => one,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let (mut mistakes, mut place) = (Mistakes::default(), "#agenda".to_owned());
    let mut shown = typed.clone();
    for item in &one.items {
        let of = typed.within(&format!("{}.", item.id));
        let Ok(opened) = serde_json::from_str::<Record>(of.get("was")) else { continue };
        let tasks = match tasks(&asked, &of, one.event.day) {
            Ok(tasks) => tasks,
            Err(wrong) => {
                wrong.into_iter().for_each(|(name, told)| mistakes.add(format!("{}.{name}", item.id), told));
                continue;
            }
        };
        let how = Taken::from_code(of.get("how"));
        let wanted = Record { heard: of.get("heard").to_owned(), decided: of.get("decided").to_owned(), how, tasks };
        let Some(once) = of.once().filter(|_| wanted != opened) else { continue };
        // Told once that somebody else wrote there, what is sent again is chosen.
        let now = record_of(item, &open_of(&one, item));
        let anew = serde_json::to_string(&opened.clone().told_anew(&wanted, &now)).unwrap_or_default();
        match office
            .perform(asked.reader.clone(), once, Minute { item: item.id.clone(), seen: seen(&of), edit: Edit { opened, wanted } })
            .await
        {
            Ok(_) => place = format!("#{}", item.id),
            Err(refusal) if refusal.rule == Rule::NothingChanged => {}
            Err(refusal) if refusal.rule == Rule::NotThere => return mistake::refused(&office, &asked, &refusal).await,
            Err(refusal) if matches!(refusal.rule, Rule::ChangedMeanwhile(_)) => {
                let was = format!("{}.was", item.id);
                shown = shown.without(&was).with(&was, anew);
                let question = if item.earlier { events::earlier(asked.lang) } else { item.question.clone() };
                mistakes.say(format!("{question}: {}", refusal.rule.told(asked.lang)));
            }
            Err(refusal) => match field(&refusal.rule, &of) {
                Some(name) => mistakes.add(format!("{}.{name}", item.id), refusal.rule.told(asked.lang)),
                None => {
                    let question = if item.earlier { events::earlier(asked.lang) } else { item.question.clone() };
                    mistakes.say(format!("{question}: {}", refusal.rule.told(asked.lang)));
                }
            },
        }
    }
    if mistakes.none() {
        Redirect::to(&format!("/event/{id}{place}")).into_response()
    } else {
        again(&office, &asked, &id, "minutes", shown, mistakes).await
    }
}

/// `POST /event/{id}/close`.
pub async fn close(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let one = match found(&office, &asked, &id).await {
        Ok(one) => one,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let words = one.event.told(asked.lang);
    let Some(once) = typed.once() else { return Redirect::to(&format!("/event/{id}")).into_response() };
    match office.perform(asked.reader.clone(), once, Close { event: one.event.id.clone(), seen: seen(&typed), words }).await {
        Ok(receipt) => {
            office.says(&asked.session, maud::html! { (events::closed_word(asked.lang, receipt.done.occurrences.len())) });
            Redirect::to(&format!("/event/{id}")).into_response()
        }
        Err(refusal) => again(&office, &asked, &id, "close", typed, Mistakes::of_the_whole(refusal.rule.told(asked.lang))).await,
    }
}

/// `POST /event/{id}/cancel`.
pub async fn cancel(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let act = Id::read(&id).map(|event| Cancel { event, seen: seen(&typed), reason: typed.get("reason").to_owned() });
    step(&office, &asked, &id, ("cancel", ""), typed, act).await
}

/// `POST /event/{id}/reopen`.
pub async fn reopen(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let act = Id::read(&id).map(|event| Reopen { event, seen: seen(&typed), reason: typed.get("reason").to_owned() });
    step(&office, &asked, &id, ("reopen", ""), typed, act).await
}

/// `POST /event/{id}/acknowledge`.
pub async fn acknowledge(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let answers = (0..MOST_ANSWERS)
        .map_while(|at| typed.has(&format!("answer-{at}")).then(|| typed.get(&format!("answer-{at}")).parse().unwrap_or(usize::MAX)));
    let act = Id::read(&id).map(|event| Acknowledge {
        event,
        seen: seen(&typed),
        digest: typed.get("digest").to_owned(),
        answers: answers.collect(),
    });
    step(&office, &asked, &id, ("acknowledge", "#text"), typed, act).await
}

/// `POST /event/{id}/tick`.
pub async fn tick(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, mut form: TypedWithFiles) -> Response {
    // A refusal is chosen, never what a forgotten sheet becomes; a sheet beside it is not kept.
    let declined = form.typed.get("how") == "declined";
    let sheet = match keep(&office, &asked, form.take("sheet").filter(|_| !declined)).await {
        Ok(sheet) => sheet,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let typed = form.typed;
    let (day, mut mistakes) = (typed.day("day"), Mistakes::default());
    if day.is_none() {
        mistakes.add("day", office::field_day_wrong(asked.lang));
    }
    if sheet.is_none() && !declined {
        mistakes.add("sheet", office::file_missing(asked.lang));
    }
    if declined && typed.get("note").is_empty() {
        mistakes.add("note", missing(asked.lang));
    }
    if people(&typed).is_empty() {
        mistakes.add("person", Rule::Wrong(Field::Participants).told(asked.lang));
    }
    let Some(day) = day.filter(|_| mistakes.none()) else {
        if sheet.is_some() {
            choose_again(&asked, &mut mistakes);
        }
        return again(&office, &asked, &id, "tick", typed, mistakes).await;
    };
    let act = Id::read(&id).map(|event| Tick {
        event,
        seen: seen(&typed),
        digest: typed.get("digest").to_owned(),
        people: people(&typed),
        day,
        sheet,
        note: typed.get("note").to_owned(),
    });
    step(&office, &asked, &id, ("tick", ""), typed, act).await
}

/// `POST /event/{id}/sheet`: the scan of a sheet that was ticked before.
pub async fn scan(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, mut form: TypedWithFiles) -> Response {
    let sheet = match keep(&office, &asked, form.take("sheet")).await {
        Ok(sheet) => sheet,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let (typed, mut mistakes) = (form.typed, Mistakes::default());
    if people(&typed).is_empty() {
        mistakes.add("person", Rule::Wrong(Field::Participants).told(asked.lang));
    }
    let came = sheet.is_some();
    let Some(sheet) = sheet.filter(|_| mistakes.none()) else {
        if came {
            choose_again(&asked, &mut mistakes)
        } else {
            mistakes.add("sheet", office::file_missing(asked.lang))
        }
        return again(&office, &asked, &id, "scan", typed, mistakes).await;
    };
    let people = people(&typed).into_iter().collect();
    let act = Id::read(&id).map(|event| AttachSheet { event, seen: seen(&typed), people, sheet });
    step(&office, &asked, &id, ("scan", ""), typed, act).await
}

/// `POST /event/{id}/comment`.
pub async fn comment(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let act = Id::read(&id).map(|event| Comment {
        event,
        seen: seen(&typed),
        // What she wrote is kept, whichever button she pressed.
        words: (typed.get("nothing") != "yes" || !typed.get("words").trim().is_empty()).then(|| typed.get("words").to_owned()),
    });
    step(&office, &asked, &id, ("comment", ""), typed, act).await
}
