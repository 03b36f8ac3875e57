//! Families of a class: who confirmed by a code, and the notices that hold the codes.

pub mod signed;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use documents::office::{Form as Press, Notice, NoticeOf};
use maud::{Markup, html};
use records::text::Lang;
use words::{events, families, office};
use workflow::event::{EventShown, FamiliesOf, FamiliesShown, FamilyCode, FamilyHow, FamilyLine, GiveCodes};
use workflow::{Field, Id, Refusal, Rule};

use super::super::frame::{Page, Room, page_with};
use super::super::kept;
use super::super::listing::{Cell, Column, Sheet};
use super::super::plan::papers::{letterhead, pressed};
use super::super::roster::shape::{day, refused};
use super::super::ticks;
use crate::server::form::{Mistakes, Typed, key};
use crate::server::office::Office;
use crate::server::policy::Asked;
use crate::shell::address::file_name;
use crate::shell::media;

/// On the page of the event: how many families confirmed; the way to the codes for whoever keeps the class.
pub fn section(asked: &Asked, one: &EventShown) -> Markup {
    let lang = asked.lang;
    html! {
        @if let Some(counted) = one.families {
            @let all = counted.all;
            section #families {
                h2 { (families::section(lang)) }
                @if counted.given > 0 {
                    p { (families::read_count(lang, counted.read.to_string(), all)) }
                    p.quiet {
                        (families::count_given(lang, counted.given.to_string(), all))
                        @if counted.declined > 0 { ". " (families::read_count_declined(lang, counted.declined)) }
                    }
                }
                @if counted.scanned > 0 { p.quiet { (families::read_count_scanned(lang, counted.scanned)) } }
                @if counted.named && counted.given + counted.read == 0 && !one.event.content.can_be_read() {
                    p.quiet { (families::nothing_to_read(lang)) }
                } @else if counted.named { p { a.button.second href={ "/event/" (one.event.id.as_str()) "/families" } { (families::way(lang)) } } }
            }
        }
    }
}

/// `GET /event/{id}/families`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    shown(&office, &asked, &id, &asked.form(), &Mistakes::default(), None).await
}

async fn found(office: &Office, asked: &Asked, id: &str) -> Result<FamiliesShown, Refusal> {
    let event = Id::read(id).ok_or(Refusal::of(Rule::NotThere))?;
    office.see(asked.reader.clone(), FamiliesOf { event }).await
}

/// A paper with codes, as long as its answer is on the screen.
struct Made {
    name: String,
    bytes: Vec<u8>,
    families: usize,
}

impl Made {
    /// The paper within the page: the codes are in no other answer and are kept nowhere, and what the page says of families is so.
    fn show(&self, lang: Lang) -> Markup {
        let file = media::within(&self.name, &self.bytes);
        html! {
            div.done-word #made role="status" {
                p { (families::made(lang, self.families)) }
                p { a.button.main href=(file) download=(self.name) { (families::made_save(lang)) } " " span.quiet { (self.name) } }
                p { (families::made_only_here(lang)) }
            }
        }
    }
}

async fn shown(office: &Office, asked: &Asked, id: &str, typed: &Typed, mistakes: &Mistakes, made: Option<&Made>) -> Response {
    let lang = asked.lang;
    let of = match found(office, asked, id).await {
        Ok(of) => of,
        Err(refusal) => return refused(office, asked, &format!("/event/{id}/families"), &refusal).await,
    };
    let title = families::page_title(lang, of.class.to_string());
    let content = html! {
        h1 { (title) }
        p.lead { (of.event.content.title) }
        @if of.lines.is_empty() { p { (families::no_pupils(lang)) } }
        @if let Some(made) = made { (made.show(lang)) }
        (form(office, asked, &of, typed, mistakes, made.is_none()))
        @if !of.lines.is_empty() { h2 { (families::who(lang)) } (sheet(lang, &of).show(asked)) }
        (signed::noting(asked, &of, typed, mistakes))
        (signed::attaching(asked, &of, typed, mistakes))
    };
    let trail = [("/events".to_owned(), events::title(lang)), (format!("/event/{id}"), of.event.content.title.clone())];
    page_with(office, asked, mistakes.status(), &Page { room: Room::Events, title: &title, trail: &trail }, &content).await
}

fn sheet(lang: Lang, of: &FamiliesShown) -> Sheet {
    let did = |line: &FamilyLine| match &line.sheet {
        Some(sheet) => {
            let at = format!("/event/{}/families/file/{}", of.event.id, sheet.address);
            // One scan may stand in every line: its name is for whoever points at it.
            let link = html! { a href=(at) title=(sheet.name) { (families::scan(lang)) } };
            let shown = html! { (state(lang, line)) ", " @if sheet.erased() { (kept::link(lang, "", sheet)) } @else { (link) } };
            Cell::shown(shown, [answered_with(lang, line)])
        }
        None => Cell::of(state(lang, line)),
    };
    let row = |line: &FamilyLine| vec![Cell::of(line.who.name.clone()), did(line)];
    let columns = vec![Column::of(families::pupil(lang), 40), Column::of(families::state(lang), 50)];
    let page = format!("/event/{}/families", of.event.id);
    Sheet::of(families::page_title(lang, of.class.to_string()), page, columns, of.lines.iter().map(row).collect())
}

/// `GET /event/{id}/families/list`: the list as it is shown, for Excel.
pub async fn carried(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    match found(&office, &asked, &id).await {
        Ok(of) => sheet(asked.lang, &of).answered(&asked),
        Err(refusal) => refused(&office, &asked, &format!("/event/{id}/families"), &refusal).await,
    }
}

/// What a family did, in words.
fn state(lang: Lang, line: &FamilyLine) -> String {
    match (line.read, line.before) {
        (Some((read, FamilyHow::Code)), _) => families::state_read(lang, day(read)),
        (Some((read, FamilyHow::Sheet)), _) => families::state_sheet(lang, day(read)),
        (Some((read, FamilyHow::Declined)), _) => families::state_declined(lang, day(read)),
        (None, Some(before)) => families::state_before(lang, day(before)),
        (None, None) if line.given => families::state_given(lang),
        (None, None) => families::state_none(lang),
    }
}

/// The same, and whether a scan of the sheet is kept.
fn answered_with(lang: Lang, line: &FamilyLine) -> String {
    let scanned = line.sheet.as_ref().is_some_and(|sheet| !sheet.erased());
    if scanned { families::state_scanned(lang, state(lang, line)) } else { state(lang, line) }
}

/// What stands on a sheet of it already.
pub fn answered(lang: Lang, line: &FamilyLine) -> String {
    // The whole class signs it: that a family declined is for nobody else to read.
    let declined = line.read.is_some_and(|(_, how)| how == FamilyHow::Declined);
    if line.read.is_some() && !declined { answered_with(lang, line) } else { String::new() }
}

/// Whether a family has not confirmed the present text.
fn owes(line: &FamilyLine) -> bool {
    line.read.is_none_or(|(_, how)| how == FamilyHow::Declined)
}

fn all(lang: Lang, owe: &[&FamilyLine], typed: &Typed) -> Markup {
    ticks::all("pupil", &office::tick_all(lang, owe.len().to_string()), owe.iter().map(|line| &line.pupil), typed)
}

fn named(owe: &[&FamilyLine]) -> String {
    ticks::every(owe.iter().map(|line| &line.pupil))
}

fn each(owe: &[&FamilyLine], typed: &Typed) -> Markup {
    let named = named(owe);
    let row = |line: &FamilyLine| html! { label.option { input type="checkbox" name="pupil" value=(line.pupil.as_str()) checked[ticks::stands(typed, "pupil", &line.pupil, &named)]; (line.who.name) } };
    html! { div.ticks { @for line in owe { (row(line)) } } }
}

/// The form that makes the notices.
fn form(office: &Office, asked: &Asked, of: &FamiliesShown, typed: &Typed, mistakes: &Mistakes, main: bool) -> Markup {
    let lang = asked.lang;
    let owe: Vec<&FamilyLine> = of.lines.iter().filter(|line| owes(line)).collect();
    let again = of.lines.iter().any(|line| line.given);
    let none = Mistakes::default();
    let mistakes = if signed::is_meant(typed) { &none } else { mistakes };
    // All of them, where nobody says otherwise.
    let named = named(&owe);
    let ticked = if mistakes.none() { Typed::default().with(ticks::ALL, named.clone()) } else { typed.clone() };
    html! {
        @if !of.event.content.can_be_read() {
            p { (families::nothing_to_read(lang)) }
            p { a.button.second href={ "/event/" (of.event.id.as_str()) "/edit" } { (families::add_text(lang)) } }
        } @else if !of.open {
            p.quiet { (families::nothing_now(lang)) }
        } @else if owe.is_empty() {
            @if !of.lines.is_empty() { p { (families::nobody_owes(lang)) } }
        } @else {
            h2 { @if again { (families::make_again(lang)) } @else { (families::make(lang)) } }
            @if !mistakes.none() { (mistakes.summary(crate::server::form::Form { fields: &[] }, lang)) }
            p { (families::make_what(lang)) }
            p { @if office.lan.is_some() { (families::make_address(lang, address(office))) } @else { (families::make_local(lang, address(office))) } }
            form.narrow method="post" action={ "/event/" (of.event.id.as_str()) "/families" } {
                (key(&asked.form()))
                input type="hidden" name="seen" value=(of.event.entry);
                fieldset {
                    legend { (families::signed_whom(lang)) }
                    (all(lang, &owe, &ticked))
                    details open[owe.iter().any(|line| ticks::stands(&ticked, "pupil", &line.pupil, &named))] {
                        summary { (families::one_by_one(lang)) }
                        (each(&owe, &ticked))
                    }
                }
                @if cfg!(feature = "pdf") {
                    fieldset {
                        legend { (families::as_file(lang)) }
                        label.option { input type="radio" name="form" value="pdf" checked[typed.get("form") != "docx"]; "PDF" }
                        label.option { input type="radio" name="form" value="docx" checked[typed.get("form") == "docx"]; "Word" }
                    }
                }
                p.hint { (families::make_once(lang)) }
                button .main[main] .second[!main] { (families::make(lang)) }
            }
        }
    }
}

/// Where a code is typed.
fn address(office: &Office) -> String {
    format!("{}/read", office.address())
}

/// `POST /event/{id}/families`. The codes are in the answer only, within the page that says what became of the families.
pub async fn make(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let lang = asked.lang;
    if ticks::doubtful(&typed, "pupil") {
        return shown(&office, &asked, &id, &typed, &Mistakes::of_the_whole(office::tick_doubtful(lang)), None).await;
    }
    match made(&office, &asked, &id, &typed).await {
        // The key of the form was used: this page has another.
        Ok(made) => shown(&office, &asked, &id, &asked.form(), &Mistakes::default(), Some(&made)).await,
        Err(refusal) => {
            let told = match refusal.rule {
                Rule::NothingChanged => families::nobody_chosen(lang),
                Rule::KeptAlready => families::made_already(lang),
                Rule::Wrong(Field::Participants) | Rule::ChangedMeanwhile(_) => families::changed_meanwhile(lang),
                Rule::NoSuchStep | Rule::Missing(_) => families::nothing_now(lang),
                _ => return refused(&office, &asked, &format!("/event/{id}/families"), &refusal).await,
            };
            shown(&office, &asked, &id, &typed, &Mistakes::of_the_whole(told), None).await
        }
    }
}

async fn made(office: &Office, asked: &Asked, id: &str, typed: &Typed) -> Result<Made, Refusal> {
    let of = found(office, asked, id).await?;
    let (mut codes, mut pages) = (BTreeMap::new(), Vec::new());
    let chosen = ticks::taken(typed, "pupil");
    for line in of.lines.iter().filter(|line| chosen.contains(&line.pupil)) {
        let mut random = [0; FamilyCode::RANDOM];
        getrandom::fill(&mut random).map_err(|_| Refusal::of(Rule::Stopped))?;
        let code = FamilyCode::of(random);
        pages.push(NoticeOf { pupil: line.who.name.clone(), code: code.shown() });
        codes.insert(line.pupil.clone(), code);
    }
    let (letterhead, _) = letterhead(office, asked, None).await?;
    let content = &of.event.content;
    let notice = Notice {
        letterhead,
        title: content.title.clone(),
        text: content.text.clone(),
        until: content.until,
        class: of.class.to_string(),
        address: office.lan.is_some().then(|| address(office)),
        families: pages,
    };
    let pdf = cfg!(feature = "pdf") && typed.get("form") != "docx";
    let (form, extension) = if pdf { (Press::Pdf, "pdf") } else { (Press::Word, "docx") };
    let count = notice.families.len();
    // Pressed first: a paper that cannot be made leaves the older codes good.
    let bytes = pressed(Arc::new(notice.compose()), form).await?;
    let seen = typed.get("seen").parse().unwrap_or_default();
    // The key of the form: pressed twice it gives codes once, and the first file stays good.
    let key = typed.once().ok_or(Refusal::of(Rule::NotThere))?;
    let receipt = office.perform(asked.reader.clone(), key, GiveCodes { event: of.event.id.clone(), seen, codes }).await?;
    if receipt.again {
        return Err(Refusal::of(Rule::KeptAlready));
    }
    let name = file_name(&format!("{} {}.{extension}", families::notice_file(asked.lang), of.class));
    Ok(Made { name, bytes, families: count })
}
