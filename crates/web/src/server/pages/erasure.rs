//! `/data`: personal data whose term is over, what waits for a second person, what was erased; and the page of one thing.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use documents::office::{ErasedRow, ErasureRecord, Form as Paper};
use ledger::Digest;
use maud::{Markup, html};
use records::reference::Setting;
use records::text::Lang;
use records::vocabulary::Confidence;
use serde::Deserialize;
use words::{Word, erasure, office};
use workflow::erasure::{
    AskErasure, AskedShown, At, AttachedFiles, AttachedShown, ConfirmErasure, DoneShown, ErasureDue, ErasureOf, ErasureShown, Ground,
    HoldsShown, Kind as Of, UnsureShown, WithdrawErasure,
};
use workflow::{Field as Told, Id, LONGEST_TEXT, Refusal, Rule};

use super::frame::{Page, Room, page, page_with};
use super::plan::papers::{download, letterhead, pressed};
use super::roster::shape::{day, perform, refused};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, key};
use crate::server::office::Office;
use crate::server::policy::Asked;
use crate::shell::address::attached as attachment;

/// Where the page is.
const HERE: &str = "/data";

/// Days of a year, as terms count them.
const YEAR: usize = 365;

const ASK: Form = Form {
    fields: &[
        Field::new("ground", erasure::ground, Kind::One(grounds)),
        Field::new("reason", erasure::reason, Kind::Line).hint(erasure::reason_hint).told(Told::Reason).most(LONGEST_TEXT).needed(),
    ],
};

fn grounds(lang: Lang) -> Vec<(String, String)> {
    Ground::ALL.iter().map(|ground| (ground.code().to_owned(), ground_word(*ground)(lang))).collect()
}

fn ground_word(ground: Ground) -> Word {
    match ground {
        Ground::Term => erasure::ground_term,
        Ground::Request => erasure::ground_request,
    }
}

/// What kind of thing it is.
pub fn kind_word(kind: Of) -> Word {
    match kind {
        Of::Pupil => erasure::kind_pupil,
        Of::Relative => erasure::kind_relative,
        Of::File => erasure::kind_file,
        Of::Marks => erasure::kind_marks,
        Of::Attached => erasure::kind_attached,
    }
}

/// `GET /data`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    let lang = asked.lang;
    let shown = match office.see(asked.reader.clone(), ErasureDue).await {
        Ok(shown) => shown,
        Err(refusal) => return refused(&office, &asked, HERE, &refusal).await,
    };
    let title = erasure::title(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (erasure::lead(lang)) }
        (waiting(lang, &shown.asked))
        h2 { (erasure::due(lang)) }
        @if shown.due.is_empty() { p { (erasure::due_none(lang)) } }
        ul.plain-list.rows {
            @for line in &shown.due {
                li {
                    b { (called(lang, line.kind, &line.name)) }
                    span.quiet { (kind_word(line.kind)(lang)) ", " (erasure::over(lang, day(line.until))) }
                    a href={ "/data/" (line.thing.as_str()) } { (erasure::look(lang)) }
                }
            }
        }
        p { a href="/data/files" { (erasure::files_title(lang)) } ". " (erasure::files_what(lang)) }
        (done(lang, &shown))
        (terms(lang, &shown.terms))
    };
    let trail = [("/school".to_owned(), office::room_school(lang))];
    page(&office, &asked, &Page { room: Room::School, title: &title, trail: &trail }, &content).await
}

/// A thing by its name; by its kind where it has none.
fn called(lang: Lang, kind: Of, name: &str) -> String {
    if name.is_empty() { kind_word(kind)(lang) } else { name.to_owned() }
}

fn waiting(lang: Lang, asked: &[AskedShown]) -> Markup {
    html! {
        @if !asked.is_empty() {
            h2 { (erasure::asked(lang)) }
            ul.plain-list.rows {
                @for one in asked {
                    li {
                        b { (called(lang, one.kind, &one.name)) }
                        span.quiet { (said(lang, one)) }
                        a href={ "/data/" (one.thing.as_str()) } { (erasure::look(lang)) }
                    }
                }
            }
        }
    }
}

/// Who asked, on what ground, by when it is to be done.
fn said(lang: Lang, one: &AskedShown) -> String {
    let asked = erasure::asked_by(lang, &one.by.1, day(one.day));
    let until = one.until.map(|until| erasure::asked_until(lang, day(until)));
    [Some(asked), Some(ground_word(one.ground)(lang)), Some(one.reason.clone()), until].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn done(lang: Lang, shown: &ErasureShown) -> Markup {
    html! {
        @if !shown.done.is_empty() {
            h2 { (erasure::done(lang)) }
            p.hint { (erasure::list_file_what(lang)) } p { a href="/data/list" { (erasure::list_file(lang)) } }
            p.hint { (erasure::paper_what(lang)) } p { (erasure::paper(lang)) ": " (papers("/data/paper?")) }
            ul.plain-list.rows {
                @for one in &shown.done {
                    li {
                        b { (kind_word(one.kind)(lang)) }
                        span.quiet { (erasure::done_line(lang, day(one.days[1]), &one.by[0], &one.by[1])) "; " (ground_word(one.ground)(lang)) }
                        span { (erasure::paper_of(lang)) ": " (papers(&format!("/data/paper?thing={}&", one.thing))) }
                    }
                }
            }
        }
    }
}

fn terms(lang: Lang, terms: &[Setting]) -> Markup {
    let sure = |confidence: Confidence| match confidence {
        Confidence::High => erasure::confidence_high(lang),
        Confidence::Med => erasure::confidence_med(lang),
        Confidence::Low => erasure::confidence_low(lang),
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "days of some years")]
    let days = |term: &Setting| term.value as usize;
    html! {
        h2 { (erasure::terms(lang)) }
        div.scroll tabindex="0" {
            table.list.blocks {
                thead { tr { th scope="col" { (erasure::of_what(lang)) } th.number scope="col" { (erasure::term(lang)) } th scope="col" { (erasure::source(lang)) } th scope="col" { (erasure::confidence(lang)) } } }
                tbody {
                    @for term in terms {
                        tr {
                            td.wrap.called { (term.title.in_lang(lang)) }
                            td.number data-head=(erasure::term(lang)) { (long(lang, days(term))) }
                            td.wrap data-head=(erasure::source(lang)) { (term.cite.source) }
                            td data-head=(erasure::confidence(lang)) { (sure(term.cite.confidence)) }
                        }
                    }
                }
            }
        }
    }
}

/// A term as people say it: in years where it is whole years.
fn long(lang: Lang, days: usize) -> String {
    match days / YEAR {
        years if years > 0 && days.is_multiple_of(YEAR) => erasure::term_years(lang, years),
        _ => erasure::term_days(lang, days),
    }
}

/// `GET /data/{id}`.
pub async fn one(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    let typed = asked.form().with("ground", Ground::Request.code());
    shown(&office, &asked, &id, &typed, &Mistakes::NONE).await
}

async fn shown(office: &Office, asked: &Asked, id: &str, typed: &Typed, mistakes: &Mistakes) -> Response {
    let lang = asked.lang;
    let looked = match Id::read(id) {
        Some(thing) => office.see(asked.reader.clone(), ErasureOf { thing }).await,
        None => Err(Refusal { rule: Rule::NotThere, about: Vec::new(), instead: None }),
    };
    let holds = match looked {
        Ok(holds) => holds,
        Err(refusal) => return refused(office, asked, &format!("/data/{id}"), &refusal).await,
    };
    let title = erasure::one_title(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (called(lang, holds.kind, &holds.name)) ", " (kind_word(holds.kind)(lang)) "." }
        (what_goes(lang, &holds))
        p { (erasure::never_back(lang)) }
        @match &holds.asked {
            Some(one) => (confirming(asked, id, one, holds.own, mistakes)),
            None => form.narrow method="post" action={ "/data/" (id) "/ask" } { (ASK.show(lang, typed, mistakes)) button.main { (erasure::ask(lang)) } },
        }
    };
    let trail = [("/school".to_owned(), office::room_school(lang)), (HERE.to_owned(), erasure::title(lang))];
    page_with(office, asked, mistakes.status(), &Page { room: Room::School, title: &title, trail: &trail }, &content).await
}

fn what_goes(lang: Lang, holds: &HoldsShown) -> Markup {
    let words: [Word; 5] = [erasure::holds_stays, erasure::holds_family, erasure::holds_codes, erasure::holds_files, erasure::holds_typed];
    html! {
        @match holds.kind {
            Of::File => p { (erasure::holds_file(lang)) },
            Of::Marks => p { (erasure::holds_marks(lang)) },
            Of::Attached => p { (erasure::holds_attached(lang)) },
            Of::Pupil | Of::Relative => {
                h2 { (erasure::holds(lang)) }
                ul { @for (word, number) in words.iter().zip(holds.holds).filter(|(_, number)| *number > 0) { li { (word(lang)) ": " (number) } } }
            }
        }
        (unsure(lang, &holds.unsure))
        (attached(lang, holds))
    }
}

/// Files that stay and may have the name in them: for the two who sign to look at.
fn unsure(lang: Lang, files: &[UnsureShown]) -> Markup {
    html! {
        @if !files.is_empty() {
            h2 { (erasure::unsure(lang, files.len().to_string())) }
            p { (erasure::unsure_what(lang)) }
            ul.plain-list.rows {
                @for file in files {
                    li {
                        b { (called(lang, file.kind, &file.name)) }
                        span.quiet { (erasure::unsure_line(lang, kind_word(file.kind)(lang), day(file.day))) }
                        a href={ "/data/" (file.thing.as_str()) } { (erasure::look(lang)) }
                    }
                }
            }
        }
    }
}

/// Files people alone can read, to be opened and looked at; those of other matters than the pupil's own and its class's are folded.
fn attached(lang: Lang, holds: &HoldsShown) -> Markup {
    let files = &holds.attached;
    let (near, others): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.near);
    html! {
        @if holds.kind == Of::Attached {
            h2 { (erasure::hangs(lang)) }
            ul { @for file in files { li { (place(lang, file)) ", " (day(file.day)) } } }
            p { a href={ "/data/" (files.first().map(|file| file.thing.as_str()).unwrap_or_default()) "/file" } { (erasure::attached_open(lang)) } }
        } @else if !files.is_empty() {
            h2 { (erasure::attached(lang, files.len().to_string())) }
            p { (erasure::attached_what(lang)) }
            ul.plain-list.rows { @for file in &near { (attached_line(lang, file)) } }
            @if !others.is_empty() {
                details {
                    summary { (erasure::attached_others(lang, others.len())) }
                    ul.plain-list.rows { @for file in &others { (attached_line(lang, file)) } }
                }
            }
        }
    }
}

/// Where a file hangs.
fn place(lang: Lang, file: &AttachedShown) -> Markup {
    html! {
        @match file.at {
            At::Measure => a href={ "/measure/" (file.on.as_str()) } { (erasure::at_measure(lang)) },
            At::Event => a href={ "/event/" (file.on.as_str()) } { (erasure::at_event(lang)) },
            At::Order => (erasure::at_order(lang)),
            At::Upper => (erasure::at_upper(lang)),
            At::Paper => (erasure::at_paper(lang)),
            At::Loose => (erasure::at_loose(lang)),
        }
    }
}

fn attached_line(lang: Lang, file: &AttachedShown) -> Markup {
    html! {
        li {
            b { (called(lang, Of::Attached, &file.name)) }
            span.quiet { (place(lang, file)) ", " (day(file.day)) @if file.near { ", " (erasure::attached_near(lang)) } }
            a href={ "/data/" (file.thing.as_str()) "/file" } { (erasure::attached_open(lang)) }
            a href={ "/data/" (file.thing.as_str()) } { (erasure::look(lang)) }
        }
    }
}

/// Files of one page.
const SHOWN: usize = 200;

/// Letters the name has to have.
#[derive(Debug, Default, Deserialize)]
pub struct Named {
    /// As they were typed.
    #[serde(default)]
    q: String,
}

/// `GET /data/files`: every file people alone can read, found by its name.
pub async fn files(State(office): State<Arc<Office>>, asked: Asked, Query(Named { q }): Query<Named>) -> Response {
    let lang = asked.lang;
    let all = match office.see(asked.reader.clone(), AttachedFiles { named: q.clone() }).await {
        Ok(all) => all,
        Err(refusal) => return refused(&office, &asked, "/data/files", &refusal).await,
    };
    let title = erasure::files_title(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (erasure::files_lead(lang)) }
        form.search-here method="get" action="/data/files" role="search" {
            div.field { label for="field-q" { (erasure::files_named(lang)) } input type="search" id="field-q" name="q" value=(q); }
            button.second { (erasure::files_find(lang)) }
        }
        p { (erasure::files_count(lang, all.len())) @if all.len() > SHOWN { " " (erasure::files_more(lang, SHOWN.to_string())) } }
        ul.plain-list.rows { @for file in all.iter().take(SHOWN) { (attached_line(lang, file)) } }
    };
    let trail = [("/school".to_owned(), office::room_school(lang)), (HERE.to_owned(), erasure::title(lang))];
    page(&office, &asked, &Page { room: Room::School, title: &title, trail: &trail }, &content).await
}

/// `GET /data/{id}/file`: the bytes of such a file, for whoever may erase it.
pub async fn file(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    let looked = match Id::read(&id) {
        Some(thing) => office.see(asked.reader.clone(), ErasureOf { thing }).await,
        None => Err(Refusal::of(Rule::NotThere)),
    };
    let named = match looked {
        Ok(holds) if holds.kind == Of::Attached => holds.name,
        Ok(_) => return refused(&office, &asked, HERE, &Refusal::of(Rule::NotThere)).await,
        Err(refusal) => return refused(&office, &asked, &format!("/data/{id}"), &refusal).await,
    };
    let bytes = match id.parse::<Digest>() {
        Ok(address) => office.store.file(address).await.and_then(|bytes| bytes.ok_or(Refusal::of(Rule::NotThere))),
        Err(_) => Err(Refusal::of(Rule::NotThere)),
    };
    match bytes {
        Ok(bytes) => {
            let name = if named.is_empty() { id } else { named };
            let kind = (header::CONTENT_TYPE, "application/octet-stream".to_owned());
            ([kind, (header::CONTENT_DISPOSITION, attachment(&name))], bytes).into_response()
        }
        Err(refusal) => refused(&office, &asked, HERE, &refusal).await,
    }
}

fn confirming(asked: &Asked, id: &str, one: &AskedShown, own: bool, mistakes: &Mistakes) -> Markup {
    let lang = asked.lang;
    html! {
        @if !mistakes.none() { (mistakes.summary(ASK, lang)) }
        p { (said(lang, one)) }
        @if own { p { (erasure::own(lang)) } } @else {
            form method="post" action={ "/data/" (id) "/erase" } { (key(&asked.form())) button.main { (erasure::confirm(lang)) } }
        }
        form method="post" action={ "/data/" (id) "/withdraw" } { (key(&asked.form())) button.second { (erasure::withdraw(lang)) } }
    }
}

/// `POST /data/{id}/ask`.
pub async fn ask(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let ground = Ground::from_code(typed.get("ground")).unwrap_or(Ground::Request);
    let act = Id::read(&id).map(|thing| AskErasure { thing, ground, reason: typed.get("reason").to_owned() });
    match perform(&office, &asked, &typed, act).await {
        Ok(_) => Redirect::to(&format!("/data/{id}")).into_response(),
        Err(refusal) if refusal.rule == Rule::StepUp => refused(&office, &asked, &format!("/data/{id}"), &refusal).await,
        Err(refusal) => shown(&office, &asked, &id, &typed, &Mistakes::refused(ASK, asked.lang, &refusal, &typed)).await,
    }
}

/// `POST /data/{id}/erase`: the second person; the files and the log of writes go at once.
pub async fn erase(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    match perform(&office, &asked, &typed, Id::read(&id).map(|thing| ConfirmErasure { thing })).await {
        Ok(done) => {
            // What the disk refuses now is done by the next tick, and that is said.
            let finished = office.store.finish_erasures().await;
            if done.is_some() {
                let told = match finished {
                    Ok(_) => erasure::erased_now(asked.lang),
                    Err(refusal) => erasure::erased_later(asked.lang, refusal.rule.told(asked.lang)),
                };
                let files = html! { a href="/data/files" { (erasure::files_title(asked.lang)) } };
                office.says(&asked.session, html! { (told) " " (erasure::erased_files(asked.lang)) " " (files) });
            }
            Redirect::to(HERE).into_response()
        }
        Err(refusal) if refusal.rule == Rule::StepUp => refused(&office, &asked, &format!("/data/{id}"), &refusal).await,
        Err(refusal) => shown(&office, &asked, &id, &typed, &Mistakes::of_the_whole(refusal.rule.told(asked.lang))).await,
    }
}

/// `POST /data/{id}/withdraw`.
pub async fn withdraw(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    match perform(&office, &asked, &typed, Id::read(&id).map(|thing| WithdrawErasure { thing })).await {
        Ok(_) => Redirect::to(HERE).into_response(),
        Err(refusal) => refused(&office, &asked, &format!("/data/{id}"), &refusal).await,
    }
}

/// The record of an erasure in its forms.
fn papers(at: &str) -> Markup {
    html! {
        a href={ (at) "form=docx" } { "Word" }
        @if cfg!(feature = "pdf") { " " a href={ (at) "form=pdf" } { "PDF" } }
    }
}

/// What is asked for.
#[derive(Deserialize)]
pub struct Wanted {
    form: Option<String>,
    thing: Option<String>,
}

/// `GET /data/paper`: the record of what was erased, for two to sign; of one thing, or of all.
pub async fn paper(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    match record(&office, &asked, &wanted).await {
        Ok((name, bytes)) => download(&name, bytes),
        Err(refusal) => refused(&office, &asked, HERE, &refusal).await,
    }
}

async fn record(office: &Office, asked: &Asked, wanted: &Wanted) -> Result<(String, Vec<u8>), Refusal> {
    let lang = asked.lang;
    let mut done = office.see(asked.reader.clone(), ErasureDue).await?.done;
    done.retain(|one| wanted.thing.as_ref().is_none_or(|thing| one.thing.as_str() == thing));
    if done.is_empty() {
        return Err(Refusal::of(Rule::NotThere));
    }
    let (letterhead, _) = letterhead(office, asked, None).await?;
    let row = |one: &DoneShown| ErasedRow {
        kind: kind_word(one.kind)(lang),
        ground: ground_word(one.ground)(lang),
        asked: (one.on_paper[0].clone(), day(one.days[0])),
        by: (one.on_paper[1].clone(), day(one.days[1])),
        entry: one.entry,
    };
    // The oldest first, as a register is kept.
    let record = ErasureRecord { letterhead, rows: done.iter().rev().map(row).collect() };
    let (form, extension) = if wanted.form.as_deref() == Some("pdf") { (Paper::Pdf, "pdf") } else { (Paper::Word, "docx") };
    Ok((format!("{}.{extension}", erasure::paper(lang)), pressed(Arc::new(record.compose()), form).await?))
}

/// `GET /data/list`: the list that belongs beside every backup.
pub async fn list(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    if let Err(refusal) = office.see(asked.reader.clone(), ErasureDue).await {
        return refused(&office, &asked, "/data/list", &refusal).await;
    }
    let bytes = office.store.erased().ok().flatten().unwrap_or_default();
    let attached = format!("attachment; filename=\"{}\"", workflow::ERASED);
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, attached)], bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_of_whole_years_is_said_in_years() {
        let said = |days| long(Lang::Ru, days);
        assert_eq!([365, 2 * 365, 3 * 365, 5 * 365, 21 * 365].map(said), ["1 год", "2 года", "3 года", "5 лет", "21 год"]);
        assert_eq!([1, 30, 364, 366].map(said), ["1 день", "30 дней", "364 дня", "366 дней"]);
        assert_eq!([365, 5 * 365, 30].map(|days| long(Lang::En, days)), ["1 year", "5 years", "30 days"]);
    }
}
