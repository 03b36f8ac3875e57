//! `/support/import`: marks and lessons missed from a file. First what it says and whom it asks about; nothing happens before «Принять». The name
//! of the file is in no address: it may name a child.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::{Markup, html};
use records::plan::calendar::Days;
use records::text::Lang;
use records::vocabulary::SchoolYear;
use words::{events, office, roster, support};
use workflow::marks::{MarkBatch, MarkBatches, MarkTold, MarksPreview, PreviewMarks, TakeMarks, UndoMarks, period};
use workflow::plan::SchedulesOf;
use workflow::roster::{Child, Choice, Classes, Met, RosterState};
use workflow::school::{Overview, Year, YearState};
use workflow::{Id, Refusal, Rule, Upload};

use super::super::frame::{Page, Room, page_with, year_name};
use super::super::plan;
use super::super::roster::import::taken;
use super::super::roster::samples::{self, Taken};
use super::super::roster::shape::{day, perform, refused};
use super::reading::{File, periods, read};
use crate::server::form::{Form, Mistakes, Typed, TypedWithFiles, key};
use crate::server::office::Office;
use crate::server::pages::drop::Drop;
use crate::server::pages::listing::carry;
use crate::server::policy::Asked;

/// Where the page is.
const HERE: &str = "/support/import";

/// A file of a journal.
const DROP: Drop = Drop {
    to: HERE,
    accept: ".xlsx,.xls,.csv",
    large: true,
    what: support::marks_drop,
    choose: support::marks_choose,
    send: support::marks_read,
    reading: support::marks_reading,
};

/// `GET /support/import`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    start(&office, &asked, None).await
}

async fn start(office: &Office, asked: &Asked, wrong: Option<&str>) -> Response {
    let lang = asked.lang;
    let batches = match office.see(asked.reader.clone(), MarkBatches).await {
        Ok(batches) => batches,
        Err(refusal) => return refused(office, asked, HERE, &refusal).await,
    };
    let title = support::marks_title(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (support::marks_what(lang)) }
        @if let Some(wrong) = wrong { div.fault role="alert" data-what="" { p { (wrong) } } }
        (DROP.show(asked))
        (samples::told(lang, Taken::Marks))
        @if !batches.is_empty() {
            section { h2 { (support::marks_taken(lang)) } p { (carry(lang, &format!("{HERE}/list"))) } @for batch in &batches { (one(asked, batch)) } }
        }
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page_with(office, asked, status, &Page { room: Room::Events, title: &title, trail: &trail(lang) }, &content).await
}

fn trail(lang: Lang) -> Vec<(String, String)> {
    vec![("/events".to_owned(), events::title(lang)), ("/support".to_owned(), support::lists_title(lang))]
}

fn told(lang: Lang, told: &MarkTold) -> String {
    let MarkTold { pupils, added, changed, same, open } = told;
    support::marks_told(lang, pupils.to_string(), added.to_string(), changed.to_string(), same.to_string(), open.to_string())
}

/// What a file brings, with the rows of it that were not understood: what is not taken is counted wherever it stands.
fn with_left(told: &MarkTold, file: &File) -> MarkTold {
    let left = file.left.len() + file.waiting + file.other.values().sum::<usize>();
    MarkTold { open: told.open.saturating_add(u32::try_from(left).unwrap_or(u32::MAX)), ..*told }
}

fn one(asked: &Asked, batch: &MarkBatch) -> Markup {
    let lang = asked.lang;
    html! {
        article {
            h3 { @if batch.file_name.is_empty() { (support::marks_file(lang, day(batch.day))) } @else { (batch.file_name) } }
            p.quiet { (day(batch.day)) ", " (batch.by) }
            p { (told(lang, &batch.told)) }
            // The file is read anew: a row that was mended meanwhile stands there no longer.
            @if batch.told.open > 0 && batch.state == RosterState::Taken && !batch.file_name.is_empty() {
                p { a href={ (HERE) "/" (batch.file) } { (roster::import_open_see(lang)) } }
            }
            @if batch.state == RosterState::Undone { p.quiet { (support::marks_undone(lang)) } } @else {
                form method="post" action={ "/marks/" (batch.id.as_str()) "/undo" } {
                    (key(&asked.form())) input type="hidden" name="seen" value=(batch.entry);
                    button.second { (support::marks_undo(lang)) }
                }
            }
        }
    }
}

/// `GET /support/import/list`: the files that were taken, for Excel.
pub async fn carried(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    let lang = asked.lang;
    match office.see(asked.reader.clone(), MarkBatches).await {
        Ok(batches) => {
            let undone = |batch: &MarkBatch| if batch.state == RosterState::Undone { support::marks_undone(lang) } else { String::new() };
            let row =
                |batch: &MarkBatch| [batch.file_name.clone(), day(batch.day), batch.by.clone(), told(lang, &batch.told), undone(batch)];
            taken(lang, support::marks_taken(lang), HERE, batches.iter().map(row)).answered(&asked)
        }
        Err(refusal) => refused(&office, &asked, HERE, &refusal).await,
    }
}

/// `POST /support/import`: keeps the file, sealed, and shows what it says.
pub async fn upload(State(office): State<Arc<Office>>, asked: Asked, mut form: TypedWithFiles) -> Response {
    let Some(file) = form.take("file") else { return start(&office, &asked, Some(&office::file_missing(asked.lang))).await };
    let name = file.name.rsplit(['/', '\\']).next().unwrap_or(&file.name).to_owned();
    let upload = Upload { bytes: file.bytes, names: true, at: asked.reader.now().timestamp() };
    match office.store.keep(upload).await {
        Ok(address) => shown(&office, &asked, &address.to_string(), &asked.form().with("name", name), None).await,
        Err(refusal) => refused(&office, &asked, HERE, &refusal).await,
    }
}

/// `GET /support/import/{digest}`.
pub async fn again(State(office): State<Arc<Office>>, asked: Asked, Path(digest): Path<String>) -> Response {
    shown(&office, &asked, &digest, &asked.form(), None).await
}

/// Who children are, where it was asked: fields `c-<place>`.
fn choices(typed: &Typed) -> BTreeMap<usize, Choice> {
    let choice = |(name, value): &(String, String)| {
        let at = name.strip_prefix("c-")?.parse().ok()?;
        let choice = match value.split_once(':') {
            Some(("same", id)) => Choice::Same(Id::read(id)?),
            _ if value == "skip" => Choice::Skip,
            _ => return None,
        };
        Some((at, choice))
    };
    typed.0.iter().filter_map(choice).collect()
}

/// Years that are open, the latest first.
async fn years(office: &Office, asked: &Asked) -> Result<Vec<Year>, Refusal> {
    let years = office.see(asked.reader.clone(), Overview).await?.years;
    Ok(years.into_iter().filter(|year| year.state == YearState::Opened).collect())
}

/// The year marks are of: the one that was chosen, else the last that has begun. In June the marks of the year that ended are brought, while
/// lists are of the next one already.
fn chosen(years: &[Year], typed: &Typed, said: Option<SchoolYear>, today: Date) -> Option<Year> {
    let wanted = years.iter().find(|year| year.id.as_str() == typed.get("year"));
    let wanted = wanted.or_else(|| years.iter().find(|year| said == Some(starts(year))));
    wanted.or_else(|| years.iter().find(|year| year.first_day <= today)).or_else(|| years.last()).cloned()
}

/// The year as results name it.
fn starts(year: &Year) -> SchoolYear {
    SchoolYear(year.first_day.year())
}

/// A file with what it would bring to a year.
struct Looked {
    /// Years that are open, and the one it is taken for.
    years: Vec<Year>,
    year: Year,
    /// Periods of the year.
    terms: Vec<Days>,
    file: File,
    shown: MarksPreview,
}

/// The file as it was read, and what it would bring. Whether she may read it is asked first.
async fn looked(office: &Office, asked: &Asked, digest: &str, typed: &Typed) -> Result<Looked, Refusal> {
    let gone = || Refusal { rule: Rule::NotThere, about: Vec::new(), instead: None };
    let classes = office.see(asked.reader.clone(), Classes).await?;
    let years = if classes.keeps { years(office, asked).await? } else { Vec::new() };
    let today = asked.reader.now().date();
    let year = chosen(&years, typed, None, today).ok_or_else(gone)?;
    let look = |year: &Year, file: &File| PreviewMarks {
        year: year.id.clone(),
        children: file.children.clone(),
        marks: file.marks.clone(),
        choices: choices(typed),
    };
    // Before the file is opened: the password once more, the role.
    office.see(asked.reader.clone(), look(&year, &File::default())).await?;
    let file = read(office, digest, typed.get("name")).await?;
    let year = chosen(&years, typed, file.year(), today).ok_or_else(gone)?;
    let terms = office.see(asked.reader.clone(), SchedulesOf { year: year.id.clone() }).await?.terms.periods;
    let file = file.of_year(starts(&year)).of_periods(year.first_day, &terms, typed.get("period"));
    let shown = office.see(asked.reader.clone(), look(&year, &file)).await?;
    Ok(Looked { years, year, terms, file, shown })
}

async fn shown(office: &Office, asked: &Asked, digest: &str, typed: &Typed, wrong: Option<Mistakes>) -> Response {
    let (lang, at) = (asked.lang, format!("{HERE}/{digest}"));
    let looked = match looked(office, asked, digest, typed).await {
        Ok(looked) => looked,
        Err(refusal) => return refused(office, asked, &at, &refusal).await,
    };
    let file = &looked.file;
    if file.marks.is_empty() && file.waiting == 0 && file.left.is_empty() && file.other.is_empty() {
        let what: Vec<&str> = file.problems.iter().map(|problem| problem.in_lang(lang)).collect();
        return start(office, asked, Some(&what.join(" "))).await;
    }
    let title = support::marks_title(lang);
    let content = preview_of(lang, &at, &looked, typed, wrong.as_ref());
    let status = wrong.as_ref().map_or(StatusCode::OK, Mistakes::status);
    let trail = [trail(lang), vec![(HERE.to_owned(), title.clone())]].concat();
    page_with(office, asked, status, &Page { room: Room::Events, title: &title, trail: &trail }, &content).await
}

fn preview_of(lang: Lang, at: &str, looked: &Looked, typed: &Typed, wrong: Option<&Mistakes>) -> Markup {
    let Looked { years, year, terms, file, shown } = looked;
    let acts = shown.told.added + shown.told.changed > 0;
    let asks = file.waiting > 0 || shown.met.iter().any(|met| matches!(met, Met::Asked(among) if !among.is_empty()));
    let name = typed.get("name");
    html! {
        h1 { (support::marks_title(lang)) }
        p.lead { @if name.is_empty() { (roster::import_file(lang)) } @else { (name) } ". " (told(lang, &with_left(&shown.told, file))) }
        @if let Some(wrong) = wrong { (wrong.summary(Form { fields: &[] }, lang)) }
        form.import method="post" action=(at) {
            (key(typed))
            input type="hidden" name="name" value=(name);
            // Enter in a field shows anew, it does not take.
            button.unseen name="do" value="again" tabindex="-1" { (support::marks_again(lang)) }
            @if acts || asks {
                div.acting {
                    @if acts { button.main name="do" value="take" { (support::marks_take(lang)) } }
                    button .second[acts] .main[!acts] name="do" value="again" { (support::marks_again(lang)) }
                }
            } @else {
                p { @if shown.told.same == 0 && with_left(&shown.told, file).open > 0 { (support::marks_none_fits(lang)) } @else { (support::marks_nothing(lang)) } }
                p.buttons {
                    a.button.main href="/support" { (support::lists_title(lang)) }
                    @if years.len() > 1 { button.second name="do" value="again" { (support::marks_again(lang)) } }
                }
            }
            input type="hidden" name="shown" value=(year.id.as_str());
            (of_year(lang, years, &year.id))
            @for titled in file.titled.iter().filter(|titled| **titled != starts(year)) {
                p.fault { (support::marks_titled(lang, titled.to_string(), starts(year).to_string())) }
            }
            (of_period(lang, file, terms, typed))
            (questions(lang, file, shown, typed))
        }
        @if file.named > 0 { p.fault { (support::marks_named(lang, file.named)) } }
        @for (year, number) in &file.other { p.fault { (support::marks_other_year(lang, year.to_string(), *number)) } }
        (unknown(lang, file, shown))
        @if !file.left.is_empty() {
            section {
                h2 { (support::marks_left(lang)) }
                ul { @for (sheet, row, words, reason) in &file.left { li { span.written { (words) } " — " span.quiet { (reason.in_lang(lang)) " " (place(lang, sheet, *row)) } } } }
            }
        }
    }
}

/// The period of what says none: of a month the one it lies in, else a choice.
fn of_period(lang: Lang, file: &File, terms: &[Days], typed: &Typed) -> Markup {
    let chosen = typed.get("period");
    html! {
        @for (month, code) in &file.months { p.quiet { (support::marks_month(lang, month_name(lang, *month), period(lang, code))) } }
        @if file.asks_period {
            div.field {
                label for="period" { (support::marks_period(lang)) }
                @if file.waiting > 0 { p.hint { (support::marks_period_what(lang, file.waiting)) } }
                select id="period" name="period" {
                    option value="" { (roster::choose(lang)) }
                    @for code in periods(terms) { option value=(code) selected[code == chosen] { (period(lang, &code)) } }
                }
            }
            input type="hidden" name="shown-period" value=(chosen);
        }
    }
}

fn month_name(lang: Lang, month: i8) -> String {
    Date::new(2000, month, 1).map(|first| plan::told::month(lang, first)).unwrap_or_default()
}

/// The year the marks are of; where several are open, a choice.
fn of_year(lang: Lang, years: &[Year], year: &Id) -> Markup {
    html! {
        div.field {
            label for="year" { (support::marks_year(lang)) }
            select id="year" name="year" { @for one in years { option value=(one.id.as_str()) selected[one.id == *year] { (year_name(one)) } } }
        }
    }
}

/// What a child of the file is called there.
fn called(lang: Lang, file: &File, at: usize) -> String {
    let (class, who) = match file.children.get(at) {
        None => return String::new(),
        Some(Child::Coded { code, grade: None }) => return support::marks_code(lang, code),
        Some(Child::Coded { code, grade: Some(grade) }) => return support::marks_code_grade(lang, code, grade.to_string()),
        Some(Child::Named(class, who)) => (class, who),
    };
    let born = who.born.map(|born| roster::born_on(lang, day(born)));
    [Some(who.name.clone()), Some(class.to_string()), born].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn place(lang: Lang, sheet: &str, row: u32) -> String {
    if sheet.is_empty() { roster::at_row(lang, row) } else { roster::at_sheet(lang, sheet, row) }
}

fn questions(lang: Lang, file: &File, shown: &MarksPreview, typed: &Typed) -> Markup {
    let candidate = |id: &Id| {
        let who = shown.pupils.get(id);
        let born = who.and_then(|who| who.born).map(|born| roster::born_on(lang, day(born)));
        [who.map(|who| who.name.clone()), born].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let asked: Vec<(usize, &Vec<Id>)> = shown
        .met
        .iter()
        .enumerate()
        .filter_map(|(at, met)| if let Met::Asked(among) = met { Some((at, among)) } else { None })
        .filter(|(at, among)| !among.is_empty() && file.speaks_of(*at))
        .collect();
    let skipped: Vec<usize> = shown.met.iter().enumerate().filter(|(_, met)| matches!(met, Met::Skipped)).map(|(at, _)| at).collect();
    // What was answered before stays answered.
    let answered = typed.0.iter().filter(|(name, value)| name.starts_with("c-") && !value.is_empty());
    let answered = answered.filter(|(name, _)| asked.iter().map(|(at, _)| at).chain(&skipped).all(|at| *name != format!("c-{at}")));
    html! {
        @for (name, value) in answered { input type="hidden" name=(name) value=(value); }
        @if !skipped.is_empty() {
            details open {
                summary { (roster::import_skipped(lang)) ": " (skipped.len()) }
                ul.plain-list.rows {
                    @for at in &skipped {
                        li {
                            span { (called(lang, file, *at)) }
                            label.option for={ "c-" (at) } { input type="checkbox" id={ "c-" (at) } name={ "c-" (at) } value="skip" checked; (roster::import_skip(lang)) }
                        }
                    }
                }
            }
        }
        @if !asked.is_empty() {
            section {
                h2 { (support::marks_questions(lang)) }
                p { (support::marks_questions_what(lang)) }
                @for (at, among) in &asked {
                    div.field {
                        label for={ "c-" (at) } { (called(lang, file, *at)) @if let Some((sheet, row)) = file.places.get(*at) { span.quiet { " " (place(lang, sheet, *row)) } } }
                        select id={ "c-" (at) } name={ "c-" (at) } {
                            option value="" { (roster::choose(lang)) }
                            @for id in *among { option value={ "same:" (id.as_str()) } { (candidate(id)) } }
                            option value="skip" { (roster::import_skip(lang)) }
                        }
                    }
                }
            }
        }
    }
}

/// Children who are in no list of the school.
fn unknown(lang: Lang, file: &File, shown: &MarksPreview) -> Markup {
    let why = |met: &Met| match met {
        Met::NoClass => Some(support::marks_no_class(lang)),
        Met::NoCode => Some(support::marks_no_code(lang)),
        Met::OtherGrade => Some(support::marks_other_grade(lang)),
        Met::Asked(among) if among.is_empty() => Some(support::marks_no_pupil(lang)),
        Met::Asked(_) | Met::Pupil(_) | Met::Skipped => None,
    };
    let unknown: Vec<(usize, String)> =
        shown.met.iter().enumerate().filter_map(|(at, met)| Some((at, why(met)?))).filter(|(at, _)| file.speaks_of(*at)).collect();
    html! {
        @if !unknown.is_empty() {
            section {
                h2 { (support::marks_unknown(lang)) }
                @if shown.met.iter().any(|met| matches!(met, Met::NoCode | Met::OtherGrade)) {
                    p { (support::marks_unknown_codes_what(lang)) " " a href="/classes/import" { (support::marks_to_codes(lang)) } }
                } @else { p { (support::marks_unknown_what(lang)) } }
                ul { @for (at, why) in &unknown { li { (called(lang, file, *at)) " — " span.quiet { (why) } } } }
            }
        }
    }
}

/// `POST /support/import/{digest}`: shown anew, or taken.
pub async fn act(State(office): State<Arc<Office>>, asked: Asked, Path(digest): Path<String>, typed: Typed) -> Response {
    // Another year, another period is shown before it is taken.
    let another = typed.has("shown") && typed.get("shown") != typed.get("year") || typed.get("period") != typed.get("shown-period");
    if typed.get("do") != "take" || another {
        return shown(&office, &asked, &digest, &typed, None).await;
    }
    let Looked { year, file, .. } = match looked(&office, &asked, &digest, &typed).await {
        Ok(all) => all,
        Err(refusal) => return refused(&office, &asked, &format!("{HERE}/{digest}"), &refusal).await,
    };
    let act = TakeMarks {
        year: year.id,
        file: digest.clone(),
        file_name: typed.get("name").to_owned(),
        children: file.children,
        marks: file.marks,
        choices: choices(&typed),
    };
    match perform(&office, &asked, &typed, Some(act)).await {
        Ok(done) => {
            if let Some(done) = done {
                office.says(&asked.session, html! { (support::marks_done(asked.lang)) " " (told(asked.lang, &done.told)) });
            }
            Redirect::to("/support").into_response()
        }
        Err(refusal) => shown(&office, &asked, &digest, &typed, Some(Mistakes::of_the_whole(refusal.rule.told(asked.lang)))).await,
    }
}

/// `POST /marks/{id}/undo`.
pub async fn undo(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let seen = typed.get("seen").parse().unwrap_or_default();
    match perform(&office, &asked, &typed, Id::read(&id).map(|batch| UndoMarks { batch, seen })).await {
        Ok(_) => Redirect::to(HERE).into_response(),
        Err(refusal) => start(&office, &asked, Some(&refusal.rule.told(asked.lang))).await,
    }
}
