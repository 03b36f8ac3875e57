//! Results that a report handed over, and those that are kept: what was counted, from what, what was written about it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use documents::{KINDS, Kind};
use intake::{Answers, Input};
use maud::{Markup, html};
use records::reference::Reference;
use records::text::Lang;
use records::vocabulary::Purpose;
use words::{office, support};
use workflow::marks::{MarkBatches, PreviewMarks, Propose};
use workflow::results::{
    About, BatchLine, Batches, Listed, OneBatch, Part, ResultState, Told as Content, Waiting, WithdrawBatch, file as part, kept, put_away,
    take_in, waiting,
};
use workflow::roster::Classes;
use workflow::school::{Overview, YearState};
use workflow::{Field as Told, Id, LONGEST_TEXT, Look, Refusal, Rule, Upload};

use super::frame::{Page, Room, page, page_with};
use super::mistake;
use super::plan::told;
use super::roster::shape::refused;
use super::support::{Coded, coded};
use crate::open::PROTOCOL;
use crate::server::form::{Field, Form, Kind as Answer, Mistakes, Typed, key};
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};
use crate::shell::address::attached;
use crate::shell::report as shell;

const WITHDRAW: Form = Form {
    fields: &[Field::new("reason", office::reason, Answer::Line)
        .hint(office::results_withdraw_hint)
        .told(Told::Reason)
        .most(LONGEST_TEXT)
        .needed()],
};

/// The report among the papers.
const REPORT: &str = "report.html";

/// `GET /results`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    let lang = asked.lang;
    let found = async {
        let all = office.see(asked.reader.clone(), Batches).await?;
        Ok::<_, Refusal>((waiting(&office.store, &asked.reader).await?, all))
    };
    let (waits, kept) = match found.await {
        Ok(found) => found,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let title = office::room_results(lang);
    let content = html! {
        h1 { (title) }
        @if waits.is_empty() && kept.is_empty() { p.lead { (office::results_empty(lang)) } }
        (marks(lang, &Rights::of(&office, &asked).await))
        @if !waits.is_empty() {
            h2 { (office::results_wait(lang)) }
            p { (office::results_wait_what(lang)) }
            @for (index, package) in waits.iter().enumerate() { (waits_to_be_taken(&asked, package, &kept, index == 0)) }
        }
        @for (heading, withdrawn) in [(office::results_kept(lang), false), (office::results_taken_back(lang), true)] {
            @let here: Vec<&BatchLine> = kept.iter().filter(|batch| (batch.state == ResultState::Withdrawn) == withdrawn).collect();
            @if !here.is_empty() {
                h2 { (heading) }
                ul.plain-list.rows { @for batch in here { li { (row(&asked, batch)) } } }
            }
        }
    };
    page(&office, &asked, &Page { room: Room::Results, title: &title, trail: &[] }, &content).await
}

/// Marks of periods are no results of works, and are looked for here: the way to them, for whoever may.
fn marks(lang: Lang, rights: &Rights) -> Markup {
    let (files, lists) = (rights.may(MarkBatches::NAME), rights.may(Propose::NAME));
    html! {
        @if files || lists {
            p {
                (support::lists_way(lang)) " "
                @if files { a href="/support/import" { (support::marks_title(lang)) } }
                @if files && lists { " · " }
                @if lists { a href="/support" { (support::lists_title(lang)) } }
            }
        }
    }
}

fn row(asked: &Asked, batch: &BatchLine) -> Markup {
    let lang = asked.lang;
    html! {
        a href={ "/results/" (batch.id.as_str()) } { (title(lang, &batch.about)) }
        span.quiet { (office::results_sets(lang, batch.about.sets as usize)) " · " (told::day(batch.day)) }
        @if batch.state == ResultState::Replaced { span.chip { (state(lang, batch.state)) } }
    }
}

fn waits_to_be_taken(asked: &Asked, package: &Waiting, kept: &[BatchLine], main: bool) -> Markup {
    let lang = asked.lang;
    let at = format!("/results/handed/{}", package.address);
    let Some(told) = &package.told else {
        return html! {
            article.time {
                p { (office::results_spoiled(lang)) }
                form method="post" action={ (at) "/away" } { (key(&asked.form())) button.plain { (office::results_away(lang)) } }
            }
        };
    };
    let about = &told.about;
    let stands: Vec<&BatchLine> = kept.iter().filter(|batch| batch.state == ResultState::Kept).collect();
    let likely = stands.iter().find(|batch| alike(&batch.about, about)).map(|batch| &batch.id);
    let field = format!("replaces-{}", package.address);
    html! {
        article.time {
            h3 { (title(lang, about)) }
            p { (counted(asked, about)) }
            p.quiet { (office::results_brings(lang, of(told, Part::Source), of(told, Part::Paper))) }
            (works(lang, about))
            form.narrow method="post" action=(at) {
                (key(&asked.form()))
                @if !stands.is_empty() {
                    div.field {
                        label for=(field) { (office::results_replaces(lang)) }
                        select id=(field) name="replaces" {
                            option value="" { (office::results_beside(lang)) }
                            @for batch in &stands {
                                option value=(batch.id.as_str()) selected[likely == Some(&batch.id)] { (title(lang, &batch.about)) ", " (told::day(batch.day)) }
                            }
                        }
                    }
                }
                button .main[main] .second[!main] { (office::results_take(lang)) }
            }
            form method="post" action={ (at) "/away" } { (key(&asked.form())) button.plain { (office::results_away(lang)) } }
        }
    }
}

fn of(package: &Content, part: Part) -> usize {
    package.files.iter().filter(|file| file.part == part).count()
}

/// Whether two packages speak of the same schools and mostly of the same works.
fn alike(one: &About, other: &About) -> bool {
    let common = one.works.iter().filter(|work| other.works.contains(work)).count();
    one.schools == other.schools && 2 * common > one.works.len().max(other.works.len())
}

/// «ВПР · математика · 5 класс · 2026 и ещё 20 работ».
fn title(lang: Lang, about: &About) -> String {
    match about.works.as_slice() {
        [] => office::results_without_works(lang),
        [only] => only.in_lang(lang).to_owned(),
        [first, rest @ ..] => office::results_works(lang, first.in_lang(lang), rest.len()),
    }
}

fn works(lang: Lang, about: &About) -> Markup {
    html! {
        @if about.works.len() > 1 {
            details { summary { (office::results_all_works(lang, about.works.len())) } ul { @for work in &about.works { li { (work.in_lang(lang)) } } } }
        }
    }
}

/// When, by which version, for what, and how much.
fn counted(asked: &Asked, about: &About) -> String {
    let lang = asked.lang;
    let purpose =
        Purpose::from_code(&about.purpose).map_or_else(|| about.purpose.clone(), |purpose| purpose.label().in_lang(lang).to_owned());
    let mut parts = vec![
        office::results_counted(lang, asked.moment(about.counted), &about.version, purpose),
        office::results_found(lang, about.sets as usize, about.looks as usize),
    ];
    if about.questions > 0 {
        parts.push(office::results_open(lang, about.questions as usize));
    }
    parts.join(" ")
}

fn state(lang: Lang, state: ResultState) -> String {
    match state {
        ResultState::Kept => office::results_stands(lang),
        ResultState::Replaced => office::results_replaced(lang),
        ResultState::Withdrawn => office::results_withdrawn(lang),
    }
}

/// `POST /results/handed/{id}`.
pub async fn take(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let replaces = Some(typed.get("replaces")).filter(|id| !id.is_empty());
    let (Some(once), Ok(address), true) = (typed.once(), id.parse(), replaces.is_none_or(|id| Id::read(id).is_some())) else {
        return mistake::refused(&office, &asked, &Refusal::of(Rule::NotThere)).await;
    };
    match take_in(&office.store, &asked.reader, once, address, replaces.and_then(Id::read)).await {
        Ok(kept) => Redirect::to(&format!("/results/{kept}")).into_response(),
        Err(refusal) if refusal.rule == Rule::KeptAlready => already(&office, &asked, &id, &refusal).await,
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// The same results are kept: the way to them, and the way to put the package away.
async fn already(office: &Office, asked: &Asked, id: &str, refusal: &Refusal) -> Response {
    let lang = asked.lang;
    let title = office::results_already(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (refusal.rule.told(lang)) }
        @for kept in &refusal.about { p { a.button.main href={ "/results/" (kept.as_str()) } { (office::results_to_kept(lang)) } } }
        form method="post" action={ "/results/handed/" (id) "/away" } { (key(&asked.form())) button.second { (office::results_away(lang)) } }
    };
    let trail = [("/results".to_owned(), office::room_results(lang))];
    page(office, asked, &Page { room: Room::Results, title: &title, trail: &trail }, &content).await
}

/// `POST /results/handed/{id}/away`.
pub async fn away(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, _hers: Typed) -> Response {
    let Ok(address) = id.parse() else { return mistake::refused(&office, &asked, &Refusal::of(Rule::NotThere)).await };
    match put_away(&office.store, &asked.reader, address).await {
        Ok(()) => Redirect::to("/results").into_response(),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// A batch, and what its package tells of itself.
async fn found(office: &Office, asked: &Asked, id: &str) -> Result<(BatchLine, Vec<Listed>), Refusal> {
    let batch = Id::read(id).ok_or(Refusal::of(Rule::NotThere))?;
    let line = office.see(asked.reader.clone(), OneBatch { batch }).await?;
    let list = kept(&office.store, &line).await?.files;
    Ok((line, list))
}

/// `GET /results/{id}`.
pub async fn one(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    shown(&office, &asked, &id, &asked.form(), Said::Nothing).await
}

/// What the page of results has to say of what was just asked.
enum Said<'s> {
    Nothing,
    /// Taking them back was refused.
    Kept(&'s Refusal),
    /// Why no pupils can be known by codes.
    Codes(&'s str),
}

async fn shown(office: &Office, asked: &Asked, id: &str, typed: &Typed, said: Said<'_>) -> Response {
    let lang = asked.lang;
    let (batch, list) = match found(office, asked, id).await {
        Ok(found) => found,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let keeps = batch.state == ResultState::Kept && office.see(asked.reader.clone(), Classes).await.is_ok_and(|classes| classes.keeps);
    let title = title(lang, &batch.about);
    let report = list.iter().any(|file| file.part == Part::Paper && file.name == REPORT);
    let content = html! {
        h1 { (title) }
        p.lead { (counted(asked, &batch.about)) }
        p { (office::results_kept_by(lang, told::day(batch.day), &batch.by)) }
        @if let Some(later) = &batch.replaced_by {
            p { b { (state(lang, batch.state)) } " · " a href={ "/results/" (later.as_str()) } { (office::results_later(lang)) } }
        } @else if batch.state == ResultState::Withdrawn {
            p { b { (state(lang, batch.state)) } ": " (batch.reason) }
        }
        p.buttons {
            @if report { a.button.main href={ "/results/" (id) "/report" } target="_blank" { (office::results_report(lang)) } }
            @for (ordinal, name) in papers(lang, &list) { a.button.second href={ "/results/" (id) "/file/" (ordinal) } { (name) } }
        }
        (works(lang, &batch.about))
        (files(lang, id, &list, &office::results_tables(lang), |file| file.part == Part::Paper && paper(&file.name).is_none()))
        (files(lang, id, &list, &office::results_from(lang), |file| file.part != Part::Paper))
        p { a href={ "/journal?of=" (id) } { (office::history(lang)) } }
        @if keeps { (pupils_by_code(asked, id, &said)) }
        @if batch.state == ResultState::Kept { (withdrawing(lang, id, typed, if let Said::Kept(refusal) = said { Some(refusal) } else { None })) }
    };
    let trail = [("/results".to_owned(), office::room_results(lang))];
    let status = if matches!(said, Said::Nothing) { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(office, asked, status, &Page { room: Room::Results, title: &title, trail: &trail }, &content).await
}

/// The way from results by code to lists of pupils.
fn pupils_by_code(asked: &Asked, id: &str, said: &Said<'_>) -> Markup {
    let lang = asked.lang;
    html! {
        section {
            h2 { (office::results_pupils(lang)) }
            p { (office::results_pupils_what(lang)) }
            @if let Said::Codes(why) = said { div.fault role="alert" { p { (why) } } }
            form method="post" action={ "/results/" (id) "/pupils" } {
                (key(&asked.form()))
                button.second { (office::results_pupils_do(lang)) }
            }
        }
    }
}

fn withdrawing(lang: Lang, id: &str, typed: &Typed, refused: Option<&Refusal>) -> Markup {
    let mistakes = refused.map(|refusal| Mistakes::refused(WITHDRAW, lang, refusal, typed)).unwrap_or_default();
    html! {
        details open[refused.is_some()] {
            summary { (office::results_withdraw(lang)) }
            form.narrow method="post" action={ "/results/" (id) "/withdraw" } {
                (WITHDRAW.show(lang, typed, &mistakes))
                button.second { (office::results_withdraw(lang)) }
            }
        }
    }
}

/// The papers people read, by the words of their buttons.
fn papers(lang: Lang, list: &[Listed]) -> Vec<(usize, String)> {
    let named = list.iter().enumerate().filter(|(_, file)| file.part == Part::Paper);
    named.filter_map(|(ordinal, file)| Some((ordinal, (paper(&file.name)?.button)(lang)))).collect()
}

fn paper(name: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.file == name)
}

/// Some of the files, in the order of the list.
fn files(lang: Lang, id: &str, list: &[Listed], title: &str, which: impl Fn(&Listed) -> bool) -> Markup {
    let here: Vec<(usize, &Listed)> = list.iter().enumerate().filter(|(_, file)| which(file)).collect();
    html! {
        @if !here.is_empty() {
            details {
                summary { (title) " (" (here.len()) ")" }
                ul.plain-list.rows {
                    @for (ordinal, file) in here {
                        li {
                            a href={ "/results/" (id) "/file/" (ordinal) } { (file.name) }
                            span.quiet { @if let Some(what) = what(lang, file.part) { (what) " · " } (size(lang, file.size)) }
                        }
                    }
                }
            }
        }
    }
}

fn what(lang: Lang, part: Part) -> Option<String> {
    match part {
        Part::Answers => Some(office::results_part_answers(lang)),
        Part::Protocol => Some(office::results_part_protocol(lang)),
        Part::Findings => Some(office::results_part_findings(lang)),
        Part::Source | Part::Paper => None,
    }
}

fn size(lang: Lang, bytes: u64) -> String {
    office::kilobytes(lang, usize::try_from(bytes.div_ceil(1024)).unwrap_or(usize::MAX))
}

/// `GET /results/{id}/file/{ordinal}`.
pub async fn file(State(office): State<Arc<Office>>, asked: Asked, Path((id, ordinal)): Path<(String, usize)>) -> Response {
    match named(&office, &asked, &id, |at, _| at == ordinal).await {
        Ok((file, bytes)) => {
            let name = file.name.rsplit('/').next().unwrap_or(&file.name);
            let headers = [(header::CONTENT_TYPE, "application/octet-stream".to_owned()), (header::CONTENT_DISPOSITION, attached(name))];
            (headers, bytes).into_response()
        }
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// `GET /results/{id}/report`.
pub async fn report(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    match named(&office, &asked, &id, |_, file| file.part == Part::Paper && file.name == REPORT).await {
        Ok((_, bytes)) => shell::kept(&bytes),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

async fn named(office: &Office, asked: &Asked, id: &str, which: impl Fn(usize, &Listed) -> bool) -> Result<(Listed, Vec<u8>), Refusal> {
    let gone = || Refusal::of(Rule::NotThere);
    let (line, list) = found(office, asked, id).await?;
    let (ordinal, file) = list.into_iter().enumerate().find(|(at, file)| which(*at, file)).ok_or_else(gone)?;
    let package = office.store.file(line.package).await?.ok_or_else(gone)?;
    let bytes = part(&package, ordinal)?.ok_or_else(gone)?;
    Ok((file, bytes))
}

/// `POST /results/{id}/pupils`: results by code become a table that is taken like a file of marks; it is kept sealed beside the package, so that what is
/// erased with a child is this table and not the results of a school.
pub async fn pupils(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    match by_code(&office, &asked, &id).await {
        Ok(Some(Coded::Table { csv, named })) => {
            let upload = Upload { bytes: csv.into_bytes(), names: true, at: asked.reader.now().timestamp() };
            match office.store.keep(upload).await {
                Ok(address) => {
                    if named > 0 {
                        office.says(&asked.session, html! { (support::marks_named(asked.lang, named)) });
                    }
                    Redirect::to(&format!("/support/import/{address}")).into_response()
                }
                Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
            }
        }
        Ok(nothing) => {
            let why = match nothing {
                Some(Coded::Schools) => support::marks_several_schools(asked.lang),
                Some(Coded::Waits) => office::results_pupils_wait(asked.lang),
                Some(Coded::Nothing { named }) if named > 0 => support::marks_named(asked.lang, named),
                _ => office::results_pupils_none(asked.lang),
            };
            shown(&office, &asked, &id, &typed, Said::Codes(&why)).await
        }
        Err(refusal) => refused(&office, &asked, &format!("/results/{id}"), &refusal).await,
    }
}

/// What the files of a package say by code. Whether she may take marks is asked before they are opened.
async fn by_code(office: &Office, asked: &Asked, id: &str) -> Result<Option<Coded>, Refusal> {
    let gone = || Refusal::of(Rule::NotThere);
    let years = office.see(asked.reader.clone(), Overview).await?.years;
    let year = years.into_iter().find(|year| year.state == YearState::Opened).ok_or_else(gone)?.id;
    let may = PreviewMarks { year, children: Vec::new(), marks: Vec::new(), choices: BTreeMap::new() };
    office.see(asked.reader.clone(), may).await?;
    let (line, list) = found(office, asked, id).await?;
    let package = office.store.file(line.package).await?.ok_or_else(gone)?;
    let reading = move || read_again(&package, list);
    tokio::task::spawn_blocking(reading).await.unwrap_or(Ok(None))
}

/// Reads the files of a package as they were read, with the answers and the reference data of then.
fn read_again(package: &[u8], list: Vec<Listed>) -> Result<Option<Coded>, Refusal> {
    let mut reference = Reference::shipped().map_err(|_| Refusal::of(Rule::Disk))?;
    let (mut files, mut answers) = (Vec::new(), Answers::default());
    for (ordinal, file) in list.into_iter().enumerate() {
        let own = file.part == Part::Protocol && file.name != PROTOCOL;
        if !own && !matches!(file.part, Part::Source | Part::Answers) {
            continue;
        }
        let bytes = part(package, ordinal)?.ok_or(Refusal::of(Rule::NotThere))?;
        match file.part {
            Part::Source => files.push(Input { name: file.name, bytes }),
            Part::Answers => answers = Answers::parse(&file.name, &bytes).map_err(|_| Refusal::of(Rule::Disk))?,
            // It was laid over once: what does not fit now is no longer what was gone by.
            _ => reference.overlay(&file.name, &String::from_utf8_lossy(&bytes)).map_err(|_| Refusal::of(Rule::Disk))?,
        }
    }
    Ok(coded(files, answers, &reference))
}

/// `POST /results/{id}/withdraw`.
pub async fn withdraw(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let (Some(batch), Some(once)) = (Id::read(&id), typed.once()) else {
        return mistake::refused(&office, &asked, &Refusal::of(Rule::NotThere)).await;
    };
    match office.perform(asked.reader.clone(), once, WithdrawBatch { batch, reason: typed.get("reason").to_owned() }).await {
        Ok(_) => Redirect::to(&format!("/results/{id}")).into_response(),
        Err(refusal) => shown(&office, &asked, &id, &typed, Said::Kept(&refusal)).await,
    }
}
