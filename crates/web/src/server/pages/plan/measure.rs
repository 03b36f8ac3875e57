//! A measure: what it says, each time it falls due with what can be done about it, its history. Any time can be closed with words, a
//! date and a file.
//! covers: R48

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use ledger::Digest;
use maud::{Markup, html};
use records::text::{Lang, capital};
use serde::Deserialize;
use words::office;
use workflow::people::{List, Person};
use workflow::plan::{
    Accept, AgreeToDrop, Change, DropMeasure, DropOccurrence, Due, Evidence, Kept, MeasureShown, MeasureState, NotNeeded, OccurrenceShown,
    OccurrenceState, One, OneShown, OrderShown, Ordered, PlanState, Progress, PutOff, SayDone, Shown, Withdraw,
};
use workflow::{Act, Field as Told, Id, Refusal, Rule};

use super::orders::{DROP_TIME, given};
use super::shape::{said, shape};
use super::{effect, orders, told};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, TypedWithFiles, key};
use crate::server::office::Office;
use crate::server::pages::frame::{Page, Room, page_with};
use crate::server::pages::kept::keep;
use crate::server::pages::{event, journal, kept, mistake};
use crate::server::policy::{Asked, Rights};
use crate::shell::address::attached;

pub(super) const DONE: Form = Form {
    fields: &[
        Field::new("words", office::done_words, Kind::Text).hint(office::done_words_hint).told(Told::Words).needed_without("file"),
        Field::new("on", office::done_on, Kind::Day).told(Told::EvidenceDays).needed(),
        Field::new("file", office::done_file, Kind::File).hint(office::done_file_hint).told(Told::File),
    ],
};
pub(super) const PUT_OFF: Form = Form {
    fields: &[
        Field::new("to", office::put_off_to, Kind::Day).told(Told::PutOffDay).needed(),
        Field::new("reason", office::reason, Kind::Text).told(Told::Reason).needed(),
    ],
};
const REASON: Form = Form { fields: &[Field::new("reason", office::reason, Kind::Text).told(Told::Reason).needed()] };

/// `GET /measure/{id}`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, Query(wants): Query<Wants>) -> Response {
    match found_with(&office, &asked, &id, if wants.history.is_some() { One::MOST } else { One::LAST }).await {
        Ok(one) => drawn(&office, &asked, one, None, None).await,
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// What an address of a measure may say.
#[derive(Deserialize)]
pub struct Wants {
    /// The history as far back as it goes.
    history: Option<String>,
}

/// A form that was refused: which, of which occurrence, with what was typed.
pub(super) struct Refused<'a> {
    form: &'static str,
    occurrence: &'a str,
    typed: &'a Typed,
    mistakes: &'a Mistakes,
}

/// The measure of an address.
pub async fn found(office: &Office, asked: &Asked, id: &str) -> Result<OneShown, Refusal> {
    found_with(office, asked, id, One::LAST).await
}

async fn found_with(office: &Office, asked: &Asked, id: &str, entries: u32) -> Result<OneShown, Refusal> {
    let measure = Id::read(id).ok_or(Refusal::of(Rule::NotThere))?;
    office.see(asked.reader.clone(), One { measure, entries }).await
}

pub(super) async fn shown(
    office: &Office,
    asked: &Asked,
    id: &str,
    refused: Option<Refused<'_>>,
    effect: Option<&effect::Again<'_>>,
) -> Response {
    match found(office, asked, id).await {
        Ok(one) => drawn(office, asked, one, refused, effect).await,
        Err(refusal) => mistake::refused(office, asked, &refusal).await,
    }
}

async fn drawn(
    office: &Office,
    asked: &Asked,
    one: OneShown,
    refused: Option<Refused<'_>>,
    effect: Option<&effect::Again<'_>>,
) -> Response {
    let lang = asked.lang;
    let people = office.see(asked.reader.clone(), List).await.unwrap_or_default();
    let measure = &one.measure;
    let at = format!("/measure/{}", measure.id);
    let rights = Rights::of(office, asked).await;
    let first = measure.occurrences.iter().find(|one| !one.progress.closed()).map(|one| one.id.clone());
    let orders = orders::of(office, asked, &rights, &one.plan).await;
    let by_order = |what: &Ordered| matches!(what, Ordered::Measure { measure: of, .. } if *of == measure.id);
    let events = event::measure::section(office, asked, measure, &rights).await;
    let content = html! {
        div.over {
            div { h1.statement { (measure.content.text) } p.quiet { (measure.content.block) " · " (said(lang, measure.progress)) } }
            @if one.plan_state != PlanState::Closed && rights.may(Change::NAME) { div.doing { a.button.second href={ (at) "/edit" } { (office::change(lang)) } } }
        }
        @if measure.state == MeasureState::Dropped { p { b { (capital(&Progress::Dropped.told(lang))) } @if !measure.reason.is_empty() { ": " span.written { (measure.reason) } } } }
        @for order in orders.iter().filter(|order| by_order(&order.what)) { p.quiet { (orders::line(lang, &one.plan, order)) } }
        dl.facts {
            div { dt { (office::term(lang)) } dd { (measure.content.when) } }
            div { dt { (office::understood(lang)) } dd { (told::rules(lang, &measure.content.rules)) } }
            div { dt { (office::owners(lang)) } dd { (measure.content.owners) } }
            (answers(lang, &one))
            @if !measure.content.expected.is_empty() { div { dt { (office::expected(lang)) } dd { (measure.content.expected) } } }
        }
        @if measure.occurrences.is_empty() && measure.state == MeasureState::Kept { (without(lang, &one)) }
        @if !measure.occurrences.is_empty() { h2 { (office::occurrences_title(lang)) } }
        @for occurrence in &measure.occurrences {
            @let mine = refused.as_ref().filter(|refused| refused.occurrence == occurrence.id.as_str());
            (time(asked, &one, occurrence, first.as_ref() == Some(&occurrence.id), mine, &Beside { people: &people, rights: &rights, orders: &orders }))
        }
        (events)
        (effect::section(asked, &one, &rights, effect))
        section id="history" {
            h2 { (office::history(lang)) }
            (journal::table(asked, &one.history, &people))
            @if one.earlier { p { a href={ (at) "?history=all#history" } { (office::history_earlier(lang)) } } }
        }
    };
    let trail = [(format!("/plan/{}", one.plan), one.plan_title.clone())];
    let wrong = refused.map(|refused| refused.mistakes).or(effect.map(|effect| effect.mistakes));
    let status = wrong.map_or(StatusCode::OK, Mistakes::status);
    page_with(office, asked, status, &Page { room: Room::Plan, title: &measure.content.text, trail: &trail }, &content).await
}

/// Who answers for it now, whatever the column of the plan says, and from whom it came to her.
fn answers(lang: Lang, one: &OneShown) -> Markup {
    let names: Vec<&str> = one.measure.people.iter().map(|person| person.name.as_str()).collect();
    html! {
        @if !names.is_empty() {
            div {
                dt { (office::answers_now(lang)) }
                dd {
                    (names.join(", "))
                    @if let Some(handed) = &one.handed { span.quiet { ". " (office::handed_on(lang, told::day(handed.on), &handed.from.name)) } }
                }
            }
        }
    }
}

fn without(lang: Lang, one: &OneShown) -> Markup {
    html! {
        p.fault {
            @if one.measure.waits.is_empty() { (office::no_date_what(lang)) } @else { (office::waits_what(lang)) " " a href={ "/plan/" (one.plan.as_str()) "/schedules" } { (office::schedules_title(lang)) } }
        }
    }
}

/// What the times of a measure are shown with.
struct Beside<'a> {
    people: &'a [Person],
    rights: &'a Rights,
    orders: &'a [OrderShown],
}

/// One time the measure falls due.
fn time(asked: &Asked, of: &OneShown, one: &OccurrenceShown, first: bool, refused: Option<&Refused<'_>>, beside: &Beside<'_>) -> Markup {
    let (lang, measure, Beside { people, rights, orders }) = (asked.lang, &of.measure, beside);
    let by_order = |what: &Ordered| matches!(what, Ordered::Time { occurrence, .. } if *occurrence == one.id);
    let open = first || refused.is_some();
    // A button has no field a refusal could stand at.
    let of_a_button = refused.filter(|refused| matches!(refused.form, "accept" | "agree"));
    html! {
        article.time id=(one.id.as_str()) {
            // Whoever comes by an address of this time has the name of the measure above her field of view.
            p.of.quiet { (measure.content.text) }
            details open[open] {
                summary {
                    (shape(lang, one.progress)) " "
                    b { (told::time(lang, one.from, one.due)) }
                    @if !one.label.is_empty() { " " (one.label) }
                    " " span.quiet { (one.progress.told(lang)) }
                }
                @if let Some((was, why)) = &one.put_off { p { (office::was_put_off(lang, told::day(*was))) " " span.written { (why) } } }
                @if !one.reason.is_empty() { p.written { (one.reason) } }
                @if let Some(by) = &one.by { p.quiet { (name(lang, by, people)) } }
                @for order in orders.iter().filter(|order| by_order(&order.what)) { p.quiet { (orders::line(lang, &of.plan, order)) } }
                (evidence(lang, measure, one))
                @if let Some(refused) = of_a_button { (refused.mistakes.summary(Form::NONE, lang)) }
                @if rights.may(SayDone::NAME) { (steps(asked, one, first, refused, rights)) }
            }
        }
    }
}

fn name(lang: Lang, id: &Id, people: &[Person]) -> String {
    people.iter().find(|person| person.id == *id).map_or_else(|| office::somebody(lang), |person| person.name.clone())
}

fn evidence(lang: Lang, measure: &MeasureShown, one: &OccurrenceShown) -> Markup {
    html! {
        @if !one.evidence.is_empty() {
            ul.evidence {
                @for Kept { evidence, .. } in &one.evidence {
                    li {
                        (told::span(lang, evidence.from, evidence.to)) ": " span.written { (evidence.words) }
                        @if let Some(file) = &evidence.file {
                            " " (kept::link(lang, &format!("/measure/{}", measure.id), file))
                        }
                    }
                }
            }
        }
    }
}

/// What can be done now.
fn steps(asked: &Asked, one: &OccurrenceShown, first: bool, refused: Option<&Refused<'_>>, rights: &Rights) -> Markup {
    let lang = asked.lang;
    let keeps = rights.may(DropMeasure::NAME);
    // Another person than whoever said it, and whom she stands in for.
    let second = |act: &str| rights.may(act) && one.by.as_ref().is_none_or(|by| *by != asked.person && !rights.stands_for(by));
    let main = if first { "main" } else { "second" };
    let empty = (asked.form().with("on", asked.reader.now().date().to_string()), Mistakes::default());
    let filled = |form: &str| match refused.filter(|refused| refused.form == form) {
        Some(refused) => (refused.typed.clone(), refused.mistakes.clone(), true),
        None => (empty.0.clone(), empty.1.clone(), false),
    };
    let at = |act: &str| format!("/occurrence/{}/{act}", one.id);
    let button = |act: &str, class: &str, text: String| {
        html! {
            form method="post" action=(at(act)) { (stamp(one)) (key(&asked.form())) button class=(class) { (text) } }
        }
    };
    let folded = |form: Form, act: &'static str, title: String, say_what: String| {
        let (typed, mistakes, open) = filled(act);
        html! {
            details.aside open[open] {
                summary { (title) }
                form.narrow method="post" action=(at(act)) { (form.show_within(&format!("{}-{act}-", one.id), lang, &typed, &mistakes)) (stamp(one)) button.second { (say_what) } }
            }
        }
    };
    // Everybody asks to drop her own; an order is entered by whoever keeps the plan.
    let drop = |order: bool, title: String, say_what: String| {
        let (typed, mistakes, open) = filled("drop");
        let typed = if order && !open { typed.with("reason", one.reason.clone()) } else { typed };
        let form = if keeps { DROP_TIME } else { REASON };
        html! {
            details.aside open[open] {
                summary { (title) }
                form.narrow method="post" action=(at("drop")) enctype="multipart/form-data" {
                    (form.show_within(&format!("{}-drop-", one.id), lang, &typed, &mistakes)) (stamp(one))
                    @if order { input type="hidden" name="order" value="yes"; }
                    button.second { (say_what) }
                }
            }
        }
    };
    html! {
        @match one.state {
            OccurrenceState::Open if one.progress == Progress::Dropped => {},
            OccurrenceState::Open => {
                @if one.asks { p { (office::needed_question(lang)) } (folded(REASON, "not-needed", office::not_needed(lang), office::not_needed(lang))) }
                @let (typed, mistakes, _) = filled("done");
                form.narrow method="post" action=(at("done")) enctype="multipart/form-data" {
                    (DONE.show_within(&format!("{}-done-", one.id), lang, &typed, &mistakes)) (stamp(one))
                    button class=(main) { (office::say_done(lang)) }
                }
                (folded(PUT_OFF, "put-off", office::put_off(lang), office::put_off(lang)))
                (drop(false, office::drop_occurrence(lang), if keeps { office::drop_occurrence(lang) } else { office::drop_ask(lang) }))
            }
            OccurrenceState::Done => {
                @if matches!(one.progress, Progress::AwaitsAcceptance) {
                    p { (office::accept_what(lang)) }
                    @if second(Accept::NAME) { (button("accept", main, office::accept(lang))) }
                }
                (folded(REASON, "withdraw", office::withdraw(lang), office::withdraw(lang)))
            }
            OccurrenceState::DropAsked => { p { (office::drop_asked_what(lang)) } @if second(AgreeToDrop::NAME) { (button("agree", main, office::agree_to_drop(lang))) } @if keeps { (drop(true, office::drop_by_order(lang), office::drop_by_order(lang))) } (folded(REASON, "withdraw", office::withdraw(lang), office::withdraw(lang))) }
            OccurrenceState::Accepted if one.progress == Progress::ChangedSince => {
                p { (office::accept_again_what(lang)) }
                @if second(Accept::NAME) { (button("accept", main, office::accept(lang))) }
                (folded(REASON, "withdraw", office::withdraw(lang), office::withdraw(lang)))
            }
            OccurrenceState::Accepted | OccurrenceState::Dropped | OccurrenceState::NotNeeded => (folded(REASON, "withdraw", office::withdraw(lang), office::withdraw(lang))),
        }
    }
}

/// The occurrence as the form showed it.
fn stamp(one: &OccurrenceShown) -> Markup {
    html! {
        input type="hidden" name="seen" value=(one.entry);
        input type="hidden" name="due" value=(one.due);
        input type="hidden" name="digest" value=(one.digest);
    }
}

fn stamped(id: &str, typed: &Typed) -> Option<Shown> {
    Some(Shown { id: Id::read(id)?, due: typed.day("due")?, seen: typed.get("seen").parse().ok()? })
}

/// The measure an occurrence of an address is of: the page its forms lead back to.
async fn home(office: &Office, asked: &Asked, occurrence: &str) -> Option<String> {
    let id = Id::read(occurrence)?;
    office.see(asked.reader.clone(), workflow::plan::MeasureOf { occurrence: id }).await.ok().map(|measure| measure.to_string())
}

/// Performs a step of an occurrence and goes back to its measure; refused, the form again with what was typed.
async fn step<A: Act>(office: &Office, asked: &Asked, id: &str, form: (&'static str, Form), typed: &Typed, act: Option<A>) -> Response {
    let Some(measure) = home(office, asked, id).await else {
        return mistake::refused(office, asked, &Refusal::of(Rule::NotThere)).await;
    };
    let lang = asked.lang;
    let done = match (act, typed.once()) {
        (Some(act), Some(once)) => office.perform(asked.reader.clone(), once, act).await.map(drop),
        _ => Err(Refusal::of(Rule::NotThere)),
    };
    match done {
        Ok(()) => {
            if form.0 == "done" {
                office.says(&asked.session, said_done(office, asked, &measure).await);
            }
            Redirect::to(&format!("/measure/{measure}#{id}")).into_response()
        }
        Err(refusal) if refusal.rule == Rule::ClockBehind => mistake::refused(office, asked, &refusal).await,
        Err(refusal) => {
            let mistakes = Mistakes::refused(form.1, lang, &refusal, typed);
            shown(office, asked, &measure, Some(Refused { form: form.0, occurrence: id, typed, mistakes: &mistakes }), None).await
        }
    }
}

/// That it is written, and the way to what waits next.
async fn said_done(office: &Office, asked: &Asked, measure: &str) -> Markup {
    let lang = asked.lang;
    let due = office.see(asked.reader.clone(), Due { owner: None }).await.ok();
    let next = due.and_then(|due| due.overdue.into_iter().chain(due.now).find(|line| line.measure.as_str() != measure));
    html! {
        (office::said_done(lang))
        @match next {
            Some(line) => { " " (office::said_next(lang)) " " a href={ "/measure/" (line.measure.as_str()) "#" (line.occurrence.id.as_str()) } { (line.text) } }
            None => { " " a href="/" { (office::room_today(lang)) } }
        }
    }
}

/// `POST /occurrence/{id}/done`.
pub async fn done(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, mut form: TypedWithFiles) -> Response {
    let file = match keep(&office, &asked, form.take("file")).await {
        Ok(file) => file,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let typed = form.typed;
    let act = stamped(&id, &typed).zip(typed.day("on")).map(|(shown, on)| SayDone {
        occurrences: vec![shown],
        evidence: Evidence { words: typed.get("words").to_owned(), from: on, to: on, file },
    });
    if act.is_none() {
        let mut mistakes = Mistakes::default();
        mistakes.add("on", office::field_day_wrong(asked.lang));
        return again(&office, &asked, &id, "done", &typed, &mistakes.rest(DONE, asked.lang, &typed)).await;
    }
    step(&office, &asked, &id, ("done", DONE), &typed, act).await
}

async fn again(office: &Office, asked: &Asked, id: &str, form: &'static str, typed: &Typed, mistakes: &Mistakes) -> Response {
    match home(office, asked, id).await {
        Some(measure) => shown(office, asked, &measure, Some(Refused { form, occurrence: id, typed, mistakes }), None).await,
        None => mistake::refused(office, asked, &Refusal::of(Rule::NotThere)).await,
    }
}

/// `POST /occurrence/{id}/put-off`.
pub async fn put_off(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let Some(to) = typed.day("to") else {
        let mut mistakes = Mistakes::default();
        mistakes.add("to", office::field_day_wrong(asked.lang));
        return again(&office, &asked, &id, "put-off", &typed, &mistakes.rest(PUT_OFF, asked.lang, &typed)).await;
    };
    let act = stamped(&id, &typed).map(|shown| PutOff { occurrences: vec![shown], to, reason: typed.get("reason").to_owned() });
    step(&office, &asked, &id, ("put-off", PUT_OFF), &typed, act).await
}

/// `POST /occurrence/{id}/drop`: asks for it, and a second person agrees; or an order says so.
pub async fn drop_one(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, mut form: TypedWithFiles) -> Response {
    let given = match given(&office, &asked, DROP_TIME, &mut form).await {
        Ok(given) => given,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let typed = form.typed;
    let paper = match given {
        Ok(paper) => paper,
        Err(mistakes) => return again(&office, &asked, &id, "drop", &typed, &mistakes).await,
    };
    let reason = typed.get("reason").to_owned();
    let act = stamped(&id, &typed).map(|Shown { id, seen, .. }| DropOccurrence { occurrence: id, seen, reason, paper });
    step(&office, &asked, &id, ("drop", DROP_TIME), &typed, act).await
}

/// `POST /occurrence/{id}/agree`.
pub async fn agree(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let act = stamped(&id, &typed).map(|Shown { id, seen, .. }| AgreeToDrop { occurrence: id, seen });
    step(&office, &asked, &id, ("agree", Form::NONE), &typed, act).await
}

/// `POST /occurrence/{id}/accept`.
pub async fn accept(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let act = stamped(&id, &typed).map(|Shown { id, seen, .. }| Accept { occurrence: id, seen, digest: typed.get("digest").to_owned() });
    step(&office, &asked, &id, ("accept", Form::NONE), &typed, act).await
}

/// `POST /occurrence/{id}/withdraw`.
pub async fn withdraw(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let act = stamped(&id, &typed).map(|Shown { id, seen, .. }| Withdraw { occurrence: id, seen, reason: typed.get("reason").to_owned() });
    step(&office, &asked, &id, ("withdraw", REASON), &typed, act).await
}

/// `POST /occurrence/{id}/not-needed`.
pub async fn not_needed(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let act = stamped(&id, &typed).map(|Shown { id, seen, .. }| NotNeeded {
        occurrence: id,
        seen,
        note: typed.get("reason").to_owned(),
        this_year: typed.get("all") == "yes",
    });
    step(&office, &asked, &id, ("not-needed", REASON), &typed, act).await
}

/// `GET /measure/{id}/file/{address}`: a file that shows something of this measure, for whoever sees the measure.
pub async fn file(State(office): State<Arc<Office>>, asked: Asked, Path((id, address)): Path<(String, String)>) -> Response {
    let gone = Refusal::of(Rule::NotThere);
    let one = match found(&office, &asked, &id).await {
        Ok(one) => one,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let named = one.measure.occurrences.iter().flat_map(|one| &one.evidence).filter_map(|kept| kept.evidence.file.as_ref());
    let Some((file, digest)) =
        named.filter(|file| file.address == address).find_map(|file| Some((file, file.address.parse::<Digest>().ok()?)))
    else {
        return mistake::refused(&office, &asked, &gone).await;
    };
    match office.store.file(digest).await {
        Ok(Some(bytes)) => {
            ([(header::CONTENT_TYPE, "application/octet-stream".to_owned()), (header::CONTENT_DISPOSITION, attached(&file.name))], bytes)
                .into_response()
        }
        Ok(None) => mistake::refused(&office, &asked, &gone).await,
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}
