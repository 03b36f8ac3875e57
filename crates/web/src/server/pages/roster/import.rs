//! `/classes/import`: lists from a file. First what the file would change, what it asks, what is not taken and why; nothing happens before
//! «Принять». The name of the file is in no address: it may name a child.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use records::text::Lang;
use words::{office, roster};
use workflow::plan::SchedulesOf;
use workflow::roster::{
    Bare, Classes, Fate, PreviewRoster, RosterBatch, RosterBatches, RosterPreview, RosterState, TakeRoster, Told, UndoRoster, Unread,
};
use workflow::school::Year;
use workflow::{Id, Refusal, Rule, Upload};

use super::preview::{self, Holds};
use super::questions;
use super::reading::{File, read};
use super::samples::{self, Taken};
use super::shape::{day, perform, refused};
use super::shown::Shown;
use crate::server::form::{Mistakes, Typed, TypedWithFiles, key};
use crate::server::office::Office;
use crate::server::pages::admit;
use crate::server::pages::drop::Drop;
use crate::server::pages::frame::{Page, Room, page_with, year_name};
use crate::server::pages::listing::{Cell, Column, Sheet, carry};
use crate::server::policy::Asked;

/// Where the page is.
const HERE: &str = "/classes/import";

/// A file of lists.
const DROP: Drop = Drop {
    to: HERE,
    accept: ".xlsx,.xls,.csv",
    large: true,
    what: roster::import_drop,
    choose: roster::import_choose,
    send: roster::import_read,
    reading: roster::import_reading,
};

/// `GET /classes/import`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    start(&office, &asked, None).await
}

async fn start(office: &Office, asked: &Asked, wrong: Option<&str>) -> Response {
    let lang = asked.lang;
    let batches = match office.see(asked.reader.clone(), RosterBatches).await {
        Ok(batches) => batches,
        Err(refusal) => return refused(office, asked, HERE, &refusal).await,
    };
    let title = roster::import_title(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (roster::import_what(lang)) }
        @if let Some(wrong) = wrong { div.fault role="alert" data-what="" { p { (wrong) } } }
        (DROP.show(asked))
        (samples::told(lang, Taken::Lists))
        @if !batches.is_empty() {
            section {
                h2 { (roster::import_taken(lang)) }
                p { (carry(lang, &format!("{HERE}/list"))) }
                @for batch in &batches { (one(asked, batch, &batches)) }
            }
        }
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page_with(office, asked, status, &Page { room: Room::Classes, title: &title, trail: &trail(asked) }, &content).await
}

fn trail(asked: &Asked) -> Vec<(String, String)> {
    vec![("/classes".to_owned(), roster::classes_title(asked.lang))]
}

fn one(asked: &Asked, batch: &RosterBatch, all: &[RosterBatch]) -> Markup {
    let lang = asked.lang;
    let left = batch.told.open + batch.told.asked > 0 && batch.state == RosterState::Taken && batch.brought.is_none();
    html! {
        article id=(batch.id.as_str()) {
            h3 { (preview::batch_called(lang, batch)) }
            p.quiet { (day(batch.day)) ", " (batch.by) }
            p { (preview::told(lang, &batch.told)) }
            // The file is read anew: a row that was mended meanwhile stands there no longer.
            @if left { p { a href={ (HERE) "/" (batch.file) } { (roster::import_open_see(lang)) } } }
            (bare(lang, &batch.bare))
            @if batch.state == RosterState::Undone { p.quiet { (roster::import_undone(lang)) } }
            @else if batch.free {
                form method="post" action={ "/roster/" (batch.id.as_str()) "/undo" } {
                    (key(&asked.form())) input type="hidden" name="seen" value=(batch.entry);
                    button.second { (roster::import_undo(lang)) }
                }
            } @else { (stands(lang, batch, all)) }
        }
    }
}

/// Why a file cannot be taken back: what was done by hand, else which files come first.
fn stands(lang: Lang, batch: &RosterBatch, all: &[RosterBatch]) -> Markup {
    let later = batch.later.iter().filter_map(|id| all.iter().find(|one| one.id == *id));
    html! {
        @if batch.on_it.is_empty() {
            p {
                (roster::import_first_undo(lang, batch.later.len()))
                @for (at, one) in later.enumerate() { @if at > 0 { "," } " " a href={ "#" (one.id.as_str()) } { (preview::batch_called(lang, one)) } }
            }
        } @else {
            details {
                summary { (roster::import_stands(lang, batch.on_it.len())) }
                ul { @for (id, name) in &batch.on_it { li { (preview::thing(lang, id, name)) } } }
            }
        }
    }
}

/// People a file brought who cannot work in the program yet, and what they lack.
fn bare(lang: Lang, people: &[Bare]) -> Markup {
    let lacks = |one: &Bare| match (one.role, one.account) {
        (false, false) => roster::import_lacks_both(lang),
        (false, true) => roster::import_lacks_role(lang),
        (true, _) => roster::import_lacks_slip(lang),
    };
    html! {
        @if !people.is_empty() {
            details open[people.len() <= 40] {
                summary { (roster::import_bare(lang, people.len())) }
                p { (roster::import_bare_what(lang)) " " a href=(admit::HERE) { (roster::admit_title(lang)) } }
                ul.plain-list.rows { @for one in people { li { a href={ "/people/" (one.id.as_str()) } { (one.name) } " " span.quiet { (lacks(one)) } } } }
            }
        }
    }
}

/// `GET /classes/import/list`: the files that were taken, for Excel.
pub async fn carried(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    let lang = asked.lang;
    match office.see(asked.reader.clone(), RosterBatches).await {
        Ok(batches) => {
            let undone = |batch: &RosterBatch| if batch.state == RosterState::Undone { roster::import_undone(lang) } else { String::new() };
            let file = |batch: &RosterBatch| preview::file_called(lang, &batch.file_name);
            let row =
                |batch: &RosterBatch| [file(batch), day(batch.day), batch.by.clone(), preview::told(lang, &batch.told), undone(batch)];
            taken(lang, roster::import_taken(lang), HERE, batches.iter().map(row)).answered(&asked)
        }
        Err(refusal) => refused(&office, &asked, HERE, &refusal).await,
    }
}

/// Files that were taken: file, day, who took it, what it brought, whether it was taken back.
pub(in crate::server::pages) fn taken(lang: Lang, title: String, page: &str, rows: impl Iterator<Item = [String; 5]>) -> Sheet {
    let columns = vec![
        Column::of(roster::import_file(lang), 36),
        Column::short(words::events::day(lang), 12),
        Column::of(office::who(lang), 36),
        Column::of(office::what(lang), 60),
        Column::of(office::state(lang), 14),
    ];
    Sheet::of(title, page, columns, rows.map(|row| row.map(Cell::of).into()).collect())
}

/// `POST /classes/import`: keeps the file, sealed, and shows what it would change.
pub async fn upload(State(office): State<Arc<Office>>, asked: Asked, mut form: TypedWithFiles) -> Response {
    let Some(file) = form.take("file") else { return start(&office, &asked, Some(&office::file_missing(asked.lang))).await };
    let name = file.name.rsplit(['/', '\\']).next().unwrap_or(&file.name).to_owned();
    let upload = Upload { bytes: file.bytes, names: true, at: asked.reader.now().timestamp() };
    match office.store.keep(upload).await {
        Ok(address) => shown(&office, &asked, &address.to_string(), &asked.form().with("name", name), None).await,
        Err(refusal) => refused(&office, &asked, HERE, &refusal).await,
    }
}

/// `GET /classes/import/{digest}`.
pub async fn again(State(office): State<Arc<Office>>, asked: Asked, Path(digest): Path<String>) -> Response {
    shown(&office, &asked, &digest, &asked.form(), None).await
}

async fn shown(office: &Office, asked: &Asked, digest: &str, typed: &Typed, wrong: Option<Mistakes>) -> Response {
    let lang = asked.lang;
    let at = format!("{HERE}/{digest}");
    let (year, file, shown) = match looked(office, asked, digest, typed).await {
        Ok(both) => both,
        Err(refusal) => return refused(office, asked, &at, &refusal).await,
    };
    if file.lines.is_empty() && file.left.is_empty() {
        let what: Vec<String> =
            file.problems.iter().map(|problem| format!("{} {}", problem.what.in_lang(lang), problem.mend.in_lang(lang))).collect();
        return start(office, asked, Some(&what.join(" "))).await;
    }
    let title = roster::import_title(lang);
    let holds = holds(office, asked, &year, &shown).await;
    let content = preview::content(asked, (&at, &year_name(&year)), holds, (&file, &shown), typed, wrong.as_ref());
    let status = wrong.as_ref().map_or(StatusCode::OK, Mistakes::status);
    let trail = [trail(asked), vec![(HERE.to_owned(), roster::import_title(lang))]].concat();
    page_with(office, asked, status, &Page { room: Room::Classes, title: &title, trail: &trail }, &content).await
}

/// From which day a list holds where nobody says otherwise: from the first day of the year as long as its first period goes on and the file moves
/// nobody, for such a list is written at the beginning of the year; else from today.
async fn holds(office: &Office, asked: &Asked, year: &Year, shown: &RosterPreview) -> Holds {
    let today = asked.reader.now().date().clamp(year.first_day, year.last_day);
    let terms = office.see(asked.reader.clone(), SchedulesOf { year: year.id.clone() }).await.ok();
    let first_period = terms.and_then(|shown| shown.terms.periods.first().copied());
    let moves = shown.fates.iter().any(|fate| matches!(fate, Fate::Moved(_))) || !shown.absent.is_empty();
    let begins = first_period.is_some_and(|period| today <= period.last) && !moves;
    Holds { proposed: if begins { year.first_day } else { today }, begins }
}

/// The file as it was read, and what it would change. Whether she may read it is asked first.
async fn looked(
    office: &Office,
    asked: &Asked,
    digest: &str,
    typed: &Typed,
) -> Result<(Year, File, workflow::roster::RosterPreview), Refusal> {
    let gone = || Refusal { rule: Rule::NotThere, about: Vec::new(), instead: None };
    let classes = office.see(asked.reader.clone(), Classes).await?;
    let year = classes.year.filter(|_| classes.keeps).ok_or_else(gone)?;
    let look = |lines, unread| PreviewRoster {
        year: year.id.clone(),
        lines,
        choices: questions::choices(typed),
        make_classes: typed.has("make"),
        unread,
    };
    // Before the file is opened: the password once more, the role.
    office.see(asked.reader.clone(), look(Vec::new(), Unread::default())).await?;
    let file = read(office, asked, digest, typed.get("name")).await?;
    let shown = office.see(asked.reader.clone(), look(file.lines.clone(), file.unread())).await?;
    Ok((year, file, shown))
}

/// `POST /classes/import/{digest}`: shown anew, or taken.
pub async fn act(State(office): State<Arc<Office>>, asked: Asked, Path(digest): Path<String>, typed: Typed) -> Response {
    let typed = if typed.get("do") == "make" { typed.with("make", "yes") } else { typed };
    if !matches!(typed.get("do"), "take" | "without") {
        return shown(&office, &asked, &digest, &typed, None).await;
    }
    let at = format!("{HERE}/{digest}");
    let (year, file, preview) = match looked(&office, &asked, &digest, &typed).await {
        Ok(both) => both,
        Err(refusal) => return refused(&office, &asked, &at, &refusal).await,
    };
    if file.other_school && !typed.has("ours") {
        let wrong = Mistakes::of_the_whole(roster::import_other_school_ask(asked.lang));
        return shown(&office, &asked, &digest, &typed, Some(wrong)).await;
    }
    let open = Shown { asked: &asked, file: &file, preview: &preview, typed: &typed };
    // What stays out is said before it does.
    if preview.told.asked > 0 && typed.get("do") != "without" {
        let asks = preview.told.asked as usize;
        let wrong = Mistakes::of_the_whole(roster::import_unanswered(asked.lang, asks, open.out(), open.take_without()));
        return shown(&office, &asked, &digest, &typed, Some(wrong)).await;
    }
    let out = (preview.told.asked > 0).then(|| open.out());
    let from = match holds(&office, &asked, &year, &preview).await.day(asked.lang, &typed) {
        Ok(from) => from,
        Err(wrong) => return shown(&office, &asked, &digest, &typed, Some(wrong)).await,
    };
    let act = Some(TakeRoster {
        year: year.id,
        from: Some(from),
        file: digest.clone(),
        file_name: typed.get("name").to_owned(),
        unread: file.unread(),
        lines: file.lines,
        choices: questions::choices(&typed),
        make_classes: typed.has("make"),
        left: preview::left(&typed),
    });
    match perform(&office, &asked, &typed, act).await {
        Ok(done) => {
            if let Some(done) = done {
                office.says(&asked.session, done_told(asked.lang, &at, out.as_deref(), &done.told));
            }
            Redirect::to(HERE).into_response()
        }
        Err(refusal) => {
            let wrong = Mistakes::refused(preview::HOLDS, asked.lang, &refusal, &typed);
            shown(&office, &asked, &digest, &typed, Some(wrong)).await
        }
    }
}

/// What became of a file: first what stayed out, and the way to it.
fn done_told(lang: Lang, at: &str, out: Option<&str>, told: &Told) -> Markup {
    html! {
        @if let Some(out) = out { (roster::import_done_open(lang, out)) " " a href=(at) { (roster::import_done_answer(lang)) } ". " }
        @if told.open > 0 { (roster::import_done_left(lang, told.open as usize)) " " a href=(at) { (roster::import_done_see(lang)) } ". " }
        (roster::import_done(lang)) " " (preview::told(lang, told))
    }
}

/// `POST /roster/{id}/undo`.
pub async fn undo(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let seen = typed.get("seen").parse().unwrap_or_default();
    match perform(&office, &asked, &typed, Id::read(&id).map(|batch| UndoRoster { batch, seen })).await {
        Ok(_) => Redirect::to(HERE).into_response(),
        Err(refusal) => start(&office, &asked, Some(&refusal.rule.told(asked.lang))).await,
    }
}
