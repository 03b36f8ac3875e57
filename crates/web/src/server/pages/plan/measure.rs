//! A measure: what it says, each time it falls due with what can be done about it, its history. Any time can be closed with words, a
//! date and a file.
//! covers: R48

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use intake::Input;
use jiff::civil::Date;
use ledger::Digest;
use maud::{Markup, html};
use records::plan::words::{Context, read};
use records::text::Lang;
use records::vocabulary::SchoolYear;
use words::office as say;
use workflow::people::{List, Person};
use workflow::plan::{
    Accept, Add, AgreeToDrop, Change, Content, DropOccurrence, Evidence, Kept, KeptFile, MeasureShown, NotNeeded, OccurrenceShown,
    OccurrenceState, One, OneShown, PlanShown, PlanState, Progress, PutOff, Remove, SayDone, SchedulesOf, Shown, Withdraw,
};
use workflow::school::Edit;
use workflow::{Act, Field as Told, Id, Refusal, Rule, Upload};

use super::shape::{said, shape};
use super::told;
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, TypedWithFiles, key, missing};
use crate::server::office::Office;
use crate::server::pages::frame::{Page, Room, page};
use crate::server::pages::{journal, mistake};
use crate::server::policy::Asked;

const DONE: Form = Form {
    fields: &[
        Field::new("words", say::done_words, Kind::Text).hint(say::done_words_hint).told(Told::Words),
        Field::new("on", say::done_on, Kind::Day).told(Told::EvidenceDays),
        Field::new("file", say::done_file, Kind::File).hint(say::done_file_hint).told(Told::File),
    ],
};
const PUT_OFF: Form = Form {
    fields: &[
        Field::new("to", say::put_off_to, Kind::Day).told(Told::PutOffDay),
        Field::new("reason", say::reason, Kind::Text).told(Told::Reason),
    ],
};
const REASON: Form = Form { fields: &[Field::new("reason", say::reason, Kind::Text).told(Told::Reason)] };
const EDIT: Form = Form {
    fields: &[
        Field::new("block", say::block, Kind::Line).told(Told::Block),
        Field::new("number", say::number, Kind::Line).told(Told::Number),
        Field::new("text", say::measure_text, Kind::Text).told(Told::MeasureText),
        Field::new("when", say::term, Kind::Line).hint(say::term_hint).told(Told::When),
        Field::new("owners", say::owners, Kind::Line).told(Told::Owners),
        Field::new("expected", say::expected, Kind::Text).told(Told::Expected),
        Field::new("asks", say::asks_acceptance, Kind::Tick).told(Told::AsksAcceptance),
        Field::new("why", say::why_changed, Kind::Line).hint(say::why_changed_hint).told(Told::Reason),
    ],
};

/// `GET /measure/{id}`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    shown(&office, &asked, &id, None).await
}

/// A form that was refused: which, of which occurrence, with what was typed.
struct Refused<'a> {
    form: &'static str,
    occurrence: &'a str,
    typed: &'a Typed,
    mistakes: &'a Mistakes,
}

async fn found(office: &Office, asked: &Asked, id: &str) -> Result<OneShown, Refusal> {
    let measure = Id::read(id).ok_or(Refusal::of(Rule::NotThere))?;
    office.see(asked.reader.clone(), One { measure }).await
}

async fn shown(office: &Office, asked: &Asked, id: &str, refused: Option<Refused<'_>>) -> Response {
    let lang = asked.lang;
    let one = match found(office, asked, id).await {
        Ok(one) => one,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let people = office.see(asked.reader.clone(), List).await.unwrap_or_default();
    let measure = &one.measure;
    let at = format!("/measure/{id}");
    let first = measure.occurrences.iter().find(|one| !one.progress.closed()).map(|one| one.id.clone());
    let content = html! {
        div.over {
            div { h1.statement { (measure.content.text) } p.quiet { (measure.content.block) " · " (said(lang, measure.progress)) } }
            @if one.plan_state != PlanState::Closed { div.doing { a.button.second href={ (at) "/edit" } { (say::change(lang)) } } }
        }
        dl.facts {
            div { dt { (say::term(lang)) } dd { (measure.content.when) } }
            div { dt { (say::understood(lang)) } dd { (told::rules(lang, &measure.content.rules)) } }
            div { dt { (say::owners(lang)) } dd { (measure.content.owners) } }
            @if !measure.content.expected.is_empty() { div { dt { (say::expected(lang)) } dd { (measure.content.expected) } } }
        }
        @if measure.occurrences.is_empty() { (without(lang, &one)) }
        @if !measure.occurrences.is_empty() { h2 { (say::occurrences_title(lang)) } }
        @for occurrence in &measure.occurrences {
            @let mine = refused.as_ref().filter(|refused| refused.occurrence == occurrence.id.as_str());
            (time(asked, measure, occurrence, first.as_ref() == Some(&occurrence.id), mine, &people))
        }
        section {
            h2 { (say::history(lang)) }
            (journal::table(asked, &one.history, &people))
        }
    };
    let trail = [(format!("/plan/{}", one.plan), one.plan_title.clone())];
    page(office, asked, &Page { room: Room::Plan, title: &measure.content.text, trail: &trail }, &content).await
}

fn without(lang: Lang, one: &OneShown) -> Markup {
    html! {
        p.fault {
            @if one.measure.waits.is_empty() { (say::no_date_what(lang)) } @else { (say::waits_what(lang)) " " a href={ "/plan/" (one.plan.as_str()) "/schedules" } { (say::schedules_title(lang)) } }
        }
    }
}

/// One time the measure falls due.
fn time(
    asked: &Asked,
    measure: &MeasureShown,
    one: &OccurrenceShown,
    first: bool,
    refused: Option<&Refused<'_>>,
    people: &[Person],
) -> Markup {
    let lang = asked.lang;
    let open = first || refused.is_some();
    html! {
        article.time id=(one.id.as_str()) {
            details open[open] {
                summary {
                    (shape(lang, one.progress)) " "
                    b { (told::time(lang, one.from, one.due)) }
                    @if !one.label.is_empty() { " " (one.label) }
                    " " span.quiet { (one.progress.told(lang)) }
                }
                @if let Some((was, why)) = &one.put_off { p { (say::was_put_off(lang, told::day(*was))) " " span.written { (why) } } }
                @if !one.reason.is_empty() { p.written { (one.reason) } }
                @if let Some(by) = &one.by { p.quiet { (name(lang, by, people)) } }
                (evidence(lang, measure, one))
                (steps(asked, one, first, refused))
            }
        }
    }
}

fn name(lang: Lang, id: &Id, people: &[Person]) -> String {
    people.iter().find(|person| person.id == *id).map_or_else(|| say::somebody(lang), |person| person.name.clone())
}

fn evidence(lang: Lang, measure: &MeasureShown, one: &OccurrenceShown) -> Markup {
    html! {
        @if !one.evidence.is_empty() {
            ul.evidence {
                @for Kept { evidence, .. } in &one.evidence {
                    li {
                        (told::span(lang, evidence.from, evidence.to)) ": " span.written { (evidence.words) }
                        @if let Some(file) = &evidence.file {
                            " " a href={ "/measure/" (measure.id.as_str()) "/file/" (file.address) } { (file.name) }
                        }
                    }
                }
            }
        }
    }
}

/// What can be done now.
fn steps(asked: &Asked, one: &OccurrenceShown, first: bool, refused: Option<&Refused<'_>>) -> Markup {
    let lang = asked.lang;
    let main = if first { "main" } else { "second" };
    let empty = (Typed::default().with("on", asked.reader.now().date().to_string()), Mistakes::default());
    let filled = |form: &str| match refused.filter(|refused| refused.form == form) {
        Some(refused) => (refused.typed.clone(), refused.mistakes.clone(), true),
        None => (empty.0.clone(), empty.1.clone(), false),
    };
    let at = |act: &str| format!("/occurrence/{}/{act}", one.id);
    let button = |act: &str, class: &str, text: String| {
        html! {
            form method="post" action=(at(act)) { (stamp(one)) (key(&Typed::default())) button class=(class) { (text) } }
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
    html! {
        @match one.state {
            OccurrenceState::Open if one.progress == Progress::Dropped => {},
            OccurrenceState::Open => {
                @if one.asks { p { (say::needed_question(lang)) } (folded(REASON, "not-needed", say::not_needed(lang), say::not_needed(lang))) }
                @let (typed, mistakes, _) = filled("done");
                form.narrow method="post" action=(at("done")) enctype="multipart/form-data" {
                    (DONE.show_within(&format!("{}-done-", one.id), lang, &typed, &mistakes)) (stamp(one))
                    button class=(main) { (say::say_done(lang)) }
                }
                (folded(PUT_OFF, "put-off", say::put_off(lang), say::put_off(lang)))
                (folded(REASON, "drop", say::drop_occurrence(lang), say::drop_ask(lang)))
            }
            OccurrenceState::Done => {
                @if matches!(one.progress, Progress::AwaitsAcceptance) {
                    p { (say::accept_what(lang)) }
                    @if one.by.as_ref() != Some(&asked.person) { (button("accept", main, say::accept(lang))) }
                }
                (folded(REASON, "withdraw", say::withdraw(lang), say::withdraw(lang)))
            }
            OccurrenceState::DropAsked => { p { (say::drop_asked_what(lang)) } @if one.by.as_ref() != Some(&asked.person) { (button("agree", main, say::agree_to_drop(lang))) } (folded(REASON, "withdraw", say::withdraw(lang), say::withdraw(lang))) }
            OccurrenceState::Accepted | OccurrenceState::Dropped | OccurrenceState::NotNeeded => (folded(REASON, "withdraw", say::withdraw(lang), say::withdraw(lang))),
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
        Ok(()) => Redirect::to(&format!("/measure/{measure}#{id}")).into_response(),
        Err(refusal) if refusal.rule == Rule::ClockBehind => mistake::refused(office, asked, &refusal).await,
        Err(refusal) => {
            let mistakes = Mistakes::refused(form.1, lang, &refusal);
            shown(office, asked, &measure, Some(Refused { form: form.0, occurrence: id, typed, mistakes: &mistakes })).await
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
        mistakes.add("on", say::field_day_wrong(asked.lang));
        return again(&office, &asked, &id, "done", &typed, &mistakes).await;
    }
    step(&office, &asked, &id, ("done", DONE), &typed, act).await
}

async fn again(office: &Office, asked: &Asked, id: &str, form: &'static str, typed: &Typed, mistakes: &Mistakes) -> Response {
    match home(office, asked, id).await {
        Some(measure) => shown(office, asked, &measure, Some(Refused { form, occurrence: id, typed, mistakes })).await,
        None => mistake::refused(office, asked, &Refusal::of(Rule::NotThere)).await,
    }
}

/// Keeps a file that came, sealed: a sheet may hold names of children.
pub async fn keep(office: &Office, asked: &Asked, file: Option<Input>) -> Result<Option<KeptFile>, Refusal> {
    let Some(Input { name, bytes }) = file else { return Ok(None) };
    let address = office.store.keep(Upload { bytes, names: true, at: asked.reader.now().timestamp() }).await?;
    let name = name.rsplit('/').next().unwrap_or(&name).to_owned();
    Ok(Some(KeptFile { address: address.to_string(), name }))
}

/// `POST /occurrence/{id}/put-off`.
pub async fn put_off(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let Some(to) = typed.day("to") else {
        let mut mistakes = Mistakes::default();
        mistakes.add("to", say::field_day_wrong(asked.lang));
        return again(&office, &asked, &id, "put-off", &typed, &mistakes).await;
    };
    let act = stamped(&id, &typed).map(|shown| PutOff { occurrences: vec![shown], to, reason: typed.get("reason").to_owned() });
    step(&office, &asked, &id, ("put-off", PUT_OFF), &typed, act).await
}

/// `POST /occurrence/{id}/drop`: asks for it; a second person agrees.
pub async fn drop_one(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let act = stamped(&id, &typed).map(|Shown { id, seen, .. }| DropOccurrence {
        occurrence: id,
        seen,
        reason: typed.get("reason").to_owned(),
        paper: None,
    });
    step(&office, &asked, &id, ("drop", REASON), &typed, act).await
}

/// `POST /occurrence/{id}/agree`.
pub async fn agree(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let act = stamped(&id, &typed).map(|Shown { id, seen, .. }| AgreeToDrop { occurrence: id, seen });
    step(&office, &asked, &id, ("agree", REASON), &typed, act).await
}

/// `POST /occurrence/{id}/accept`.
pub async fn accept(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let act = stamped(&id, &typed).map(|Shown { id, seen, .. }| Accept { occurrence: id, seen, digest: typed.get("digest").to_owned() });
    step(&office, &asked, &id, ("accept", REASON), &typed, act).await
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

/// The header that names a download whatever its letters (RFC 6266, RFC 5987).
pub fn attached(name: &str) -> String {
    let encoded: String = name
        .bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
            },
        )
        .collect();
    format!("attachment; filename*=UTF-8''{encoded}")
}

/// `GET /measure/{id}/edit`.
pub async fn edit(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    match found(&office, &asked, &id).await {
        Ok(one) => edit_page(&office, &asked, &one, &filled(&one.measure.content), &Mistakes::default()).await,
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

fn filled(content: &Content) -> Typed {
    let Content { block, number, text, owners, when, expected, asks_acceptance, .. } = content;
    let fields = [("block", block), ("number", number), ("text", text), ("owners", owners), ("when", when), ("expected", expected)];
    let typed = fields.into_iter().fold(Typed::default(), |typed, (name, value)| typed.with(name, value.clone()));
    if *asks_acceptance { typed.with("asks", "yes") } else { typed }
}

async fn edit_page(office: &Office, asked: &Asked, one: &OneShown, typed: &Typed, mistakes: &Mistakes) -> Response {
    let (lang, id) = (asked.lang, one.measure.id.as_str());
    let was = filled(&one.measure.content);
    let title = say::measure_change(lang);
    let content = html! {
        h1 { (title) }
        form.narrow method="post" action={ "/measure/" (id) "/edit" } {
            (EDIT.show(lang, typed, mistakes))
            @for (name, value) in &was.0 { input type="hidden" name={ "was-" (name) } value=(value); }
            input type="hidden" name="seen" value=(one.measure.entry);
            button.main { (say::save(lang)) }
        }
        details.aside {
            summary { (say::measure_remove(lang)) }
            p { (say::measure_remove_what(lang)) }
            form.narrow method="post" action={ "/measure/" (id) "/remove" } {
                (key(&Typed::default())) input type="hidden" name="seen" value=(one.measure.entry);
                @for field in REASON.fields { (field.show(lang, &Typed::default(), &Mistakes::default())) }
                button.second { (say::measure_remove(lang)) }
            }
        }
    };
    let trail = [(format!("/plan/{}", one.plan), one.plan_title.clone()), (format!("/measure/{id}"), one.measure.content.text.clone())];
    page(office, asked, &Page { room: Room::Plan, title: &title, trail: &trail }, &content).await
}

/// What the fields say; what no field asks stays as in `base`; a date that is not understood is told.
async fn content(office: &Office, asked: &Asked, year: &Id, typed: &Typed, base: Option<&Content>) -> Result<Content, String> {
    let get = |name: &str| typed.get(name).to_owned();
    let when = get("when");
    let rules = match base.filter(|base| base.when == when) {
        Some(base) => base.rules.clone(),
        None => understood(office, asked, year, &when, &get("text")).await?,
    };
    Ok(Content {
        block: get("block"),
        number: get("number"),
        text: get("text"),
        owners: get("owners"),
        expected: get("expected"),
        asks_acceptance: get("asks") == "yes",
        when,
        rules,
        requirement: base.and_then(|base| base.requirement),
        library: base.and_then(|base| base.library.clone()),
    })
}

/// The rules of a date as written; where something must be answered, the question.
async fn understood(office: &Office, asked: &Asked, year: &Id, when: &str, about: &str) -> Result<Vec<records::plan::When>, String> {
    let known =
        office.see(asked.reader.clone(), SchedulesOf { year: year.clone() }).await.map_err(|refusal| refusal.rule.told(asked.lang))?;
    let periods: Vec<(Date, Date)> = known.terms.periods.iter().map(|days| (days.first, days.last)).collect();
    let context = Context { year: SchoolYear(known.days.first.year()), periods: &periods, about };
    let read = read(when, &context);
    match read.asks.iter().find(|ask| ask.why.must_be_answered()) {
        Some(ask) => Err(ask.text().in_lang(asked.lang).to_owned()),
        None => Ok(read.rules),
    }
}

/// `POST /measure/{id}/edit`.
pub async fn change(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let one = match found(&office, &asked, &id).await {
        Ok(one) => one,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let base = one.measure.content.clone();
    let mut mistakes = Mistakes::default();
    let wanted = content(&office, &asked, &one.plan_year, &typed, Some(&base)).await.map_err(|told| mistakes.add("when", told));
    let (Ok(wanted), Some(once)) = (wanted, typed.once()) else { return edit_page(&office, &asked, &one, &typed, &mistakes).await };
    let opened = Content {
        block: typed.get("was-block").to_owned(),
        number: typed.get("was-number").to_owned(),
        text: typed.get("was-text").to_owned(),
        owners: typed.get("was-owners").to_owned(),
        expected: typed.get("was-expected").to_owned(),
        asks_acceptance: typed.get("was-asks") == "yes",
        when: typed.get("was-when").to_owned(),
        ..base
    };
    let people: Vec<Id> = one.measure.people.iter().map(|owner| owner.id.clone()).collect();
    let act = Change {
        measure: one.measure.id.clone(),
        seen: typed.get("seen").parse().unwrap_or_default(),
        content: Edit { opened, wanted },
        people: Edit { opened: people.clone(), wanted: people },
        reason: Some(typed.get("why").to_owned()).filter(|why| !why.is_empty()),
    };
    match office.perform(asked.reader.clone(), once, act).await {
        Ok(_) => Redirect::to(&format!("/measure/{id}")).into_response(),
        Err(refusal) => edit_page(&office, &asked, &one, &typed, &Mistakes::refused(EDIT, asked.lang, &refusal)).await,
    }
}

/// `POST /measure/{id}/remove`.
pub async fn remove(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let one = match found(&office, &asked, &id).await {
        Ok(one) => one,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let reason = Some(typed.get("reason").to_owned()).filter(|reason| !reason.is_empty());
    let act = Remove { measure: one.measure.id.clone(), seen: typed.get("seen").parse().unwrap_or_default(), reason };
    let Some(once) = typed.once() else { return Redirect::to(&format!("/measure/{id}")).into_response() };
    match office.perform(asked.reader.clone(), once, act).await {
        Ok(_) => Redirect::to(&format!("/plan/{}", one.plan)).into_response(),
        Err(refusal) => {
            let typed = filled(&one.measure.content);
            edit_page(&office, &asked, &one, &typed, &Mistakes::refused(EDIT, asked.lang, &refusal)).await
        }
    }
}

/// `GET /plan/{id}/measures/new`.
pub async fn new(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    match super::whole::plan(&office, &asked, &id).await {
        Ok(plan) => new_page(&office, &asked, &plan, &Typed::default(), &Mistakes::default()).await,
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

async fn new_page(office: &Office, asked: &Asked, plan: &PlanShown, typed: &Typed, mistakes: &Mistakes) -> Response {
    let lang = asked.lang;
    let title = say::measure_add(lang);
    let content = html! {
        h1 { (title) }
        form.narrow method="post" action={ "/plan/" (plan.id.as_str()) "/measures/new" } {
            (EDIT.show(lang, typed, mistakes))
            input type="hidden" name="seen" value=(plan.entry);
            button.main { (say::measure_add(lang)) }
        }
    };
    let trail = [(format!("/plan/{}", plan.id), plan.preface.title.clone())];
    page(office, asked, &Page { room: Room::Plan, title: &title, trail: &trail }, &content).await
}

/// `POST /plan/{id}/measures/new`.
pub async fn add(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let plan = match super::whole::plan(&office, &asked, &id).await {
        Ok(plan) => plan,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let mut mistakes = Mistakes::default();
    for name in ["block", "text"] {
        if typed.get(name).is_empty() {
            mistakes.add(name, missing(asked.lang));
        }
    }
    let wanted = content(&office, &asked, &plan.year, &typed, None).await.map_err(|told| mistakes.add("when", told));
    let (Ok(content), true, Some(once)) = (wanted, mistakes.none(), typed.once()) else {
        return new_page(&office, &asked, &plan, &typed, &mistakes).await;
    };
    let reason = Some(typed.get("why").to_owned()).filter(|why| !why.is_empty());
    let act = Add { plan: plan.id.clone(), seen: plan.entry, content, people: Vec::new(), reason };
    match office.perform(asked.reader.clone(), once, act).await {
        Ok(receipt) => Redirect::to(&format!("/measure/{}", receipt.done[0])).into_response(),
        Err(refusal) => new_page(&office, &asked, &plan, &typed, &Mistakes::refused(EDIT, asked.lang, &refusal)).await,
    }
}
