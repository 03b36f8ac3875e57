//! Several times at once: what somebody ticked in a list is said done by the same words, day and file, or put off together. Either all
//! of them are, or none.
//! covers: R48

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use words::office;
use workflow::plan::{DueLine, Evidence, MOST_AT_ONCE as MOST, PutOff, SayDone, Several, Shown};
use workflow::{Act, Id, Refusal, Rule};

use super::measure::{DONE, PUT_OFF};
use super::shape::shape;
use super::told;
use crate::server::form::{Form, Mistakes, Typed, TypedWithFiles};
use crate::server::office::Office;
use crate::server::pages::frame::{Page, Room, page_with};
use crate::server::pages::kept::keep;
use crate::server::pages::mistake;
use crate::server::policy::{Asked, Rights};
use crate::shell::address::here;

/// The field a tick of a list stands under.
const PICK: &str = "pick";
/// The field every line of the page stands under, whether it is ticked there or not.
const LINE: &str = "line";

/// A list's tick of an open time; `of` is the id of the form the ticks belong to.
pub fn tick(text: &str, occurrence: &Id, of: &str) -> Markup {
    html! { input type="checkbox" name=(PICK) value=(occurrence.as_str()) form=(of) aria-label=(text); }
}

/// The form of a list's ticks, with its button.
pub fn ticked(asked: &Asked, id: &str) -> Markup {
    html! {
        form.several id=(id) method="get" action="/several" {
            input type="hidden" name="back" value=(asked.here);
            button.second { (office::several_go(asked.lang)) }
        }
    }
}

/// The way to close times together: as many of them as can be at once, the first ones.
pub fn at_once<'a>(times: impl Iterator<Item = &'a Id>, back: &str) -> String {
    let picks: Vec<String> = times.take(MOST).map(|time| format!("pick={time}")).collect();
    format!("/several?{}&back={back}", picks.join("&"))
}

/// `GET /several?pick=…&pick=…`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Query(query): Query<Vec<(String, String)>>) -> Response {
    let typed = query.into_iter().fold(asked.form(), |typed, (name, value)| typed.with(&name, value));
    shown(&office, &asked, &typed, None).await
}

/// What was ticked, as a list or a form gives it: «id» or «id|last day|entry».
fn picked(typed: &Typed) -> Vec<&str> {
    typed.0.iter().filter(|(name, _)| name == PICK).map(|(_, value)| value.as_str()).collect()
}

fn ids(typed: &Typed) -> Option<Vec<Id>> {
    let lines: Vec<&str> = typed.0.iter().filter(|(name, _)| name == LINE).map(|(_, value)| value.as_str()).collect();
    let shown = if lines.is_empty() { picked(typed) } else { lines };
    shown.into_iter().map(|pick| Id::read(pick.split('|').next().unwrap_or_default())).collect()
}

/// Whether a line is ticked: all are when they come from a list, those that were left so when a form comes back.
fn stays(typed: &Typed, line: &DueLine) -> bool {
    let id = line.occurrence.id.as_str();
    !typed.has(LINE) || picked(typed).iter().any(|pick| pick.split('|').next() == Some(id))
}

/// The times as the form showed them.
fn stamped(typed: &Typed) -> Option<Vec<Shown>> {
    let one = |pick: &str| {
        let mut parts = pick.split('|');
        Some(Shown { id: Id::read(parts.next()?)?, due: parts.next()?.parse().ok()?, seen: parts.next()?.parse().ok()? })
    };
    picked(typed).into_iter().map(one).collect()
}

fn back(typed: &Typed) -> &str {
    Some(typed.get("back")).filter(|back| here(back)).unwrap_or("/")
}

async fn shown(office: &Office, asked: &Asked, typed: &Typed, refused: Option<(&str, &Mistakes)>) -> Response {
    let lang = asked.lang;
    let asks = async {
        let occurrences = ids(typed).ok_or(Refusal::of(Rule::NotThere))?;
        let all = occurrences.len();
        Ok::<_, Refusal>((all, office.see(asked.reader.clone(), Several { occurrences }).await?))
    };
    let (all, lines) = match asks.await {
        Ok(found) => found,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let rights = Rights::of(office, asked).await;
    let title = office::several_title(lang, lines.len());
    let fresh = asked.form().with("on", asked.reader.now().date().to_string());
    let filled = |form: &str| match refused.filter(|(refused, _)| *refused == form) {
        Some((_, mistakes)) => (typed.clone(), mistakes.clone()),
        None => (fresh.clone(), Mistakes::default()),
    };
    let content = html! {
        h1 { (title) }
        @if lines.is_empty() { p.lead { (office::several_none(lang)) } p { a.button.main href=(back(typed)) { (office::several_back(lang)) } } }
        @else {
            @if lines.len() < all { p { (office::several_gone(lang, all - lines.len())) } }
            h2 { (office::say_done(lang)) }
            p.hint { (office::several_done_what(lang)) @if lines.len() > 1 { " " (office::several_untick(lang)) } }
            (form(asked, "done", DONE, &lines, back(typed), filled("done")))
            @if rights.may(PutOff::NAME) {
                details.aside open[refused.is_some_and(|(form, _)| form == "put-off")] {
                    summary { (office::put_off(lang)) }
                    (form(asked, "put-off", PUT_OFF, &lines, back(typed), filled("put-off")))
                }
            }
        }
    };
    let status = refused.map(|(_, mistakes)| mistakes.status()).unwrap_or_default();
    page_with(office, asked, status, &Page { room: Room::Plan, title: &title, trail: &[] }, &content).await
}

/// A line of a form, ticked; one line alone has nothing to be chosen from.
fn matter(asked: &Asked, line: &DueLine, (several, ticked): (bool, bool)) -> Markup {
    let (lang, one) = (asked.lang, &line.occurrence);
    let stamp = format!("{}|{}|{}", one.id.as_str(), one.due, one.entry);
    html! {
        li.matter .picked[several] {
            input type="hidden" name=(LINE) value=(one.id.as_str());
            span {
                @if several { input type="checkbox" name=(PICK) value=(stamp) checked[ticked] aria-label=(office::several_tick(lang, &line.text)); }
                @else { input type="hidden" name=(PICK) value=(stamp); }
                (shape(lang, one.progress))
            }
            div.what {
                a href={ "/measure/" (line.measure.as_str()) "#" (one.id.as_str()) } { b { (line.text) } }
                p.quiet { (line.block) @if !line.owners.is_empty() { " · " (line.owners) } @if !one.label.is_empty() { " · " (one.label) } }
            }
            span.day { (told::time(lang, one.from, one.due)) }
        }
    }
}

fn form(asked: &Asked, act: &str, form: Form, lines: &[DueLine], back: &str, (typed, mistakes): (Typed, Mistakes)) -> Markup {
    let lang = asked.lang;
    html! {
        form.narrow method="post" action={ "/several/" (act) } enctype=[(act == "done").then_some("multipart/form-data")] {
            ul.matters { @for line in lines { (matter(asked, line, (lines.len() > 1, stays(&typed, line)))) } }
            (form.show_within(&format!("{act}-"), lang, &typed, &mistakes))
            input type="hidden" name="back" value=(back);
            @if act == "done" { button.main { (office::several_done(lang, lines.len())) } } @else { button.second { (office::several_put_off(lang, lines.len())) } }
        }
    }
}

/// `POST /several/done`.
pub async fn done(State(office): State<Arc<Office>>, asked: Asked, mut form: TypedWithFiles) -> Response {
    let Some(on) = form.typed.day("on") else { return day_wrong(&office, &asked, ("done", DONE), "on", &form.typed).await };
    let file = match keep(&office, &asked, form.take("file")).await {
        Ok(file) => file,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let evidence = Evidence { words: form.typed.get("words").to_owned(), from: on, to: on, file };
    let act = stamped(&form.typed).map(|occurrences| SayDone { occurrences, evidence });
    performed(&office, &asked, ("done", DONE), &form.typed, act).await
}

/// `POST /several/put-off`.
pub async fn put_off(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let Some(to) = typed.day("to") else { return day_wrong(&office, &asked, ("put-off", PUT_OFF), "to", &typed).await };
    let act = stamped(&typed).map(|occurrences| PutOff { occurrences, to, reason: typed.get("reason").to_owned() });
    performed(&office, &asked, ("put-off", PUT_OFF), &typed, act).await
}

async fn day_wrong(office: &Office, asked: &Asked, (name, form): (&str, Form), field: &'static str, typed: &Typed) -> Response {
    let mut mistakes = Mistakes::default();
    mistakes.add(field, office::field_day_wrong(asked.lang));
    shown(office, asked, typed, Some((name, &mistakes.rest(form, asked.lang, typed)))).await
}

async fn performed<A: Act>(office: &Office, asked: &Asked, (name, form): (&str, Form), typed: &Typed, act: Option<A>) -> Response {
    let done = match (act, typed.once()) {
        _ if picked(typed).is_empty() => {
            let mistakes = Mistakes::of_the_whole(office::several_nobody(asked.lang)).rest(form, asked.lang, typed);
            return shown(office, asked, typed, Some((name, &mistakes))).await;
        }
        (Some(act), Some(once)) => office.perform(asked.reader.clone(), once, act).await.map(drop),
        _ => Err(Refusal::of(Rule::NotThere)),
    };
    match done {
        Ok(()) => {
            let count = picked(typed).len();
            let said =
                if name == "done" { office::several_said_done(asked.lang, count) } else { office::several_said_put_off(asked.lang, count) };
            office.says(&asked.session, html! { (said) });
            Redirect::to(back(typed)).into_response()
        }
        Err(refusal) if refusal.rule == Rule::ClockBehind => mistake::refused(office, asked, &refusal).await,
        Err(refusal) => {
            let mut mistakes = Mistakes::refused(form, asked.lang, &refusal, typed);
            let occurrences: Vec<Id> = refusal.about.iter().filter(|id| id.as_str().starts_with("occurrence-")).cloned().collect();
            let lines = office.see(asked.reader.clone(), Several { occurrences }).await.unwrap_or_default();
            lines.iter().for_each(|line| mistakes.say(office::several_because(asked.lang, &line.text)));
            shown(office, asked, typed, Some((name, &mistakes))).await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As many as can be said at once, the first ones: more would be refused as a whole.
    #[test]
    fn no_more_are_led_to_than_can_be_said_at_once() {
        let times: Vec<Id> = (0..MOST + 3).map(|_| Id::school()).collect();
        assert_eq!(at_once(times.iter(), "/").matches("pick=").count(), MOST);
        assert!(at_once(times[..2].iter(), "/plan/1").ends_with("&back=/plan/1"));
    }
}
