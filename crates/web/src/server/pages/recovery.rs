//! The recovery sheet and backups: made, confirmed by the word of the sheet, listed with what counts.
//! covers: R48

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use documents::office::{Form as Paper, Letterhead, Recovery};
use maud::{Markup, html};
use records::text::Lang;
use words::office;
use workflow::recovery::{BackupShown, BackupsShown, Confirm, Record, Sheet, SheetShown, Sheets};
use workflow::{Act, Id, Refusal, Rule};

use super::frame::{Page, Room, page, page_with};
use super::{mistake, working};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, key};
use crate::server::office::Office;
use crate::server::policy::Asked;
use crate::server::works::{Outcome, What, Work};
use crate::shell::address::attached;
use crate::shell::media;
use crate::shell::parts::size;

const WORD: Form = Form { fields: &[Field::new("word", office::check_word, Kind::Line).hint(office::check_word_hint)] };

/// `GET /recovery/new`: what the sheet is for, and the button that makes it.
pub async fn new(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    let lang = asked.lang;
    let sheets = match office.see(asked.reader.clone(), Sheets).await {
        Ok(sheets) => sheets,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let title = office::sheet_title(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (office::sheet_what(lang)) }
        p { (office::sheet_printer(lang)) }
        @if !sheets.is_empty() { p { (office::sheet_renewed(lang)) } }
        form method="post" action="/recovery/new" { (key(&asked.form())) button.main { (office::sheet_make(lang)) } }
        @if sheets.is_empty() { p { a href="/" { (office::sheet_later(lang)) } } }
    };
    page(&office, &asked, &Page { room: Room::School, title: &title, trail: &trail(lang) }, &content).await
}

fn trail(lang: Lang) -> [(String, String); 1] {
    [("/backups".to_owned(), office::backups_title(lang))]
}

/// `POST /recovery/new`: makes the sheet and shows it, once: the secret is kept nowhere on this machine.
pub async fn make(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let lang = asked.lang;
    let mut random = [0; Sheet::RANDOM];
    let (Ok(()), Some(once)) = (getrandom::fill(&mut random), typed.once()) else {
        return mistake::refused(&office, &asked, &Refusal::of(Rule::Stopped)).await;
    };
    let sheet = Sheet::fresh(&random);
    let issued = match office.perform(asked.reader.clone(), once, sheet.issue()).await {
        Ok(receipt) => receipt,
        Err(refusal) if refusal.rule == Rule::StepUp => return Redirect::to("/step-up?back=/recovery/new").into_response(),
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let me = office.see(asked.reader.clone(), workflow::people::Me).await;
    let title = office::sheet_title(lang);
    let printed = printed(&office, &asked, &sheet, me.as_ref().map(|me| me.school.clone()).unwrap_or_default()).await;
    let content = html! {
        h1 { (title) }
        p.lead { (me.map(|me| me.school).unwrap_or_default()) " · " (asked.moment(issued.at)) }
        h2 { (office::sheet_key(lang)) }
        ol.key { @for group in sheet.key.groups() { li { code { (group) } } } }
        h2 { (office::check_word(lang)) }
        p.code { (sheet.word) }
        ol {
            li { (office::sheet_step_print(lang)) }
            li { (office::sheet_step_keep(lang)) }
            li { (office::sheet_step_restore(lang)) }
        }
        p.quiet { (office::sheet_ledger(lang, office.store.public_key().to_string())) }
        div.unprinted.acting {
            button type="button" .main data-print="" { (office::print(lang)) }
            @if let Some(pdf) = &printed { a.button.second href=(pdf) download={ (title) ".pdf" } { (office::sheet_pdf(lang)) } }
            a.button.second href="/backups" { (office::sheet_printed(lang)) }
        }
        @if printed.is_some() { p.hint.unprinted { (office::sheet_pdf_what(lang)) } }
    };
    page(&office, &asked, &Page { room: Room::School, title: &title, trail: &trail(lang) }, &content).await
}

/// The sheet as a paper, in the page itself: the key is kept nowhere else, not even for a moment. None where PDF is not built in.
async fn printed(office: &Office, asked: &Asked, sheet: &Sheet, school: String) -> Option<String> {
    if !cfg!(feature = "pdf") {
        return None;
    }
    let checkpoint = office.store.checkpoint().await.ok()?.to_string();
    let letterhead = Letterhead {
        lang: asked.lang,
        school,
        date: asked.reader.now().date(),
        checkpoint,
        number: None,
        head: String::new(),
        deputy: String::new(),
    };
    let groups = sheet.key.groups().iter().map(ToString::to_string).collect();
    let paper = Recovery { letterhead, groups, word: sheet.word.clone(), ledger_key: office.store.public_key().to_string() }.compose();
    let pdf = tokio::task::spawn_blocking(move || paper.press(Paper::Pdf)).await.ok()?.ok()?;
    Some(media::within("sheet.pdf", &pdf))
}

/// `GET /backups`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    shown(&office, &asked, &asked.form(), &Mistakes::default()).await
}

async fn shown(office: &Office, asked: &Asked, typed: &Typed, mistakes: &Mistakes) -> Response {
    let lang = asked.lang;
    let both = async {
        let sheets = office.see(asked.reader.clone(), Sheets).await?;
        let backups = office.see(asked.reader.clone(), office.store.backups()?).await?;
        Ok::<_, Refusal>((sheets, backups))
    };
    let (sheets, backups) = match both.await {
        Ok(both) => both,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let title = office::backups_title(lang);
    let newest = sheets.first();
    let content = html! {
        h1 { (title) }
        p.lead { (standing(asked, &backups)) }
        @if let Some(failure) = &backups.failure { p.fault { (asked.moment(failure.at)) ": " (failure.why.told(lang)) } }
        @match newest {
            None => { p { (office::sheet_none(lang)) } p { a.button.main href="/recovery/new" { (office::sheet_make(lang)) } } }
            Some(sheet) => {
                @if sheet.confirmed.is_none() { (confirm(lang, sheet, typed, mistakes)) }
                form method="post" action="/backups" {
                    (key(&asked.form()))
                    button .main[sheet.confirmed.is_some()] .second[sheet.confirmed.is_none()] { (office::backup_make(lang)) }
                }
            }
        }
        (list(asked, &backups))
        @if let Some(room) = backups.room { p.quiet { (office::backup_room(lang, size(lang, room))) } }
        p { (office::backup_where(lang, office.folder.join("backups").display().to_string())) }
        @if newest.is_some() { p { a href="/recovery/new" { (office::sheet_renew(lang)) } } }
    };
    let status = if mistakes.none() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let trail = [("/school".to_owned(), office::room_school(lang))];
    page_with(office, asked, status, &Page { room: Room::School, title: &title, trail: &trail }, &content).await
}

fn standing(asked: &Asked, backups: &BackupsShown) -> String {
    match backups.last_success() {
        Some(at) => office::backup_last(asked.lang, asked.moment(at)),
        None => office::backup_none_counts(asked.lang),
    }
}

fn confirm(lang: Lang, sheet: &SheetShown, typed: &Typed, mistakes: &Mistakes) -> Markup {
    html! {
        section.narrow {
            h2 { (office::sheet_confirm_title(lang)) }
            p { (office::sheet_confirm_what(lang)) }
            form method="post" action="/recovery/confirm" {
                (WORD.show(lang, typed, mistakes))
                input type="hidden" name="sheet" value=(sheet.id.as_str());
                button.main { (office::sheet_confirm(lang)) }
            }
        }
    }
}

fn list(asked: &Asked, backups: &BackupsShown) -> Markup {
    let lang = asked.lang;
    html! {
        @if !backups.backups.is_empty() {
            div.scroll tabindex="0" {
                table.list.blocks {
                    thead { tr { th scope="col" { (office::when(lang)) } th.number scope="col" { (office::backup_size(lang)) } th scope="col" { (office::state(lang)) } th scope="col" { (office::backup_file(lang)) } } }
                    tbody {
                        @for backup in &backups.backups {
                            tr {
                                td.called { (asked.moment(backup.at)) }
                                td.number data-head=(office::backup_size(lang)) { (size(lang, backup.bytes)) }
                                td data-head=(office::state(lang)) { (counts(lang, backup)) }
                                td { @if backup.there { a href={ "/backups/" (backup.name) } { (backup.name) } } @else { (backup.name) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn counts(lang: Lang, backup: &BackupShown) -> String {
    match (backup.there, backup.counts) {
        (false, _) => office::backup_gone(lang),
        (true, true) => office::backup_counts(lang),
        (true, false) => office::backup_not_yet(lang),
    }
}

/// `POST /recovery/confirm`.
pub async fn confirmed(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let (Some(sheet), Some(once)) = (Id::read(typed.get("sheet")), typed.once()) else { return Redirect::to("/backups").into_response() };
    match office.perform(asked.reader.clone(), once, Confirm { sheet, word: typed.get("word").to_owned() }).await {
        Ok(_) => {
            let folder = office.folder.join("backups").display().to_string();
            office.says(&asked.session, html! { (office::sheet_confirmed(asked.lang, folder)) });
            Redirect::to("/backups").into_response()
        }
        Err(refusal) => {
            let mut mistakes = Mistakes::default();
            mistakes.add("word", refusal.rule.told(asked.lang));
            shown(&office, &asked, &typed, &mistakes).await
        }
    }
}

/// `POST /backups`: makes one now.
pub async fn back_up(State(office): State<Arc<Office>>, asked: Asked, _hers: Typed) -> Response {
    let what = What { title: office::backup_make, from: "/backups".to_owned(), needs: Record::NAME };
    let (at_home, by) = (Arc::clone(&office), asked.reader.clone());
    let task = |work: Arc<Work>| async move {
        match at_home.store.back_up(by, work).await {
            Ok(_) => Outcome::Page("/backups".to_owned()),
            Err(refusal) if refusal.rule == Rule::Interrupted => Outcome::Stopped,
            Err(refusal) => Outcome::Refused(refusal),
        }
    };
    working::begun(&office, &asked, what, task).await
}

/// `GET /backups/{name}`: the file, sealed as it lies on the disk.
pub async fn file(State(office): State<Arc<Office>>, asked: Asked, Path(name): Path<String>) -> Response {
    let gone = Refusal::of(Rule::NotThere);
    let known = match office.store.backups() {
        Ok(look) => office.see(asked.reader.clone(), look).await,
        Err(refusal) => Err(refusal),
    };
    let there = match known {
        Ok(shown) => shown.backups.iter().any(|backup| backup.there && backup.name == name),
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    if !there {
        return mistake::refused(&office, &asked, &gone).await;
    }
    let path = office.folder.join("backups").join(&name);
    match tokio::task::spawn_blocking(move || std::fs::read(path)).await {
        Ok(Ok(bytes)) => {
            ([(header::CONTENT_TYPE, "application/octet-stream".to_owned()), (header::CONTENT_DISPOSITION, attached(&name))], bytes)
                .into_response()
        }
        _ => mistake::refused(&office, &asked, &gone).await,
    }
}
