//! Hours and documents of whoever took part in a training: the form for all of them on the page of the event, the list of trainings, its register.
//! covers: R10, R22, R35

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Response;
use maud::{Markup, html};
use records::text::{Lang, folded};
use serde::Deserialize;
use words::{Word, events, office};
use workflow::event::{Certificate, Content, EventShown, Expiring, MineShown, Seat, TrainingLine, Trainings};
use workflow::{Field, Refusal};

use super::super::frame::{Page, Room, page};
use super::super::listing::{Cell, Column, Sheet, order_kept};
use super::super::mistake;
use super::super::plan::told;
use super::again::Again;
use super::said::{self, Lines};
use crate::server::form::{Mistakes, Typed, key, said_at};
use crate::server::office::Office;
use crate::server::policy::Asked;

/// Fields of each who took part: name, what it is called, what is typed there, which field a refusal speaks of.
pub(super) const FIELDS: [(&str, Word, &str, Field); 4] = [
    ("number", events::certificate_number, "text", Field::CertificateNumber),
    ("hours", events::certificate_hours, "number", Field::TrainingHours),
    ("issuer", events::certificate_issuer, "text", Field::CertificateIssuer),
    ("until", events::certificate_until, "date", Field::CertificateUntil),
];

/// A field as a form holds it.
pub(super) fn written(of: &Certificate, name: &str) -> String {
    match name {
        "number" => of.number.clone(),
        "hours" => of.hours.map(|hours| hours.to_string()).unwrap_or_default(),
        "issuer" => of.issuer.clone(),
        _ => of.until.map(|day| day.to_string()).unwrap_or_default(),
    }
}

/// As a person reads it.
pub(super) fn read(of: &Certificate, name: &str) -> String {
    if name == "until" { of.until.map(told::day).unwrap_or_default() } else { written(of, name) }
}

/// What is written of everybody who took part: for whoever leads it.
pub fn form(asked: &Asked, one: &EventShown, again: &Again) -> Markup {
    let lang = asked.lang;
    let (typed, mistakes) = (again.of("certify"), again.mistakes_of("certify"));
    let was = match typed.map_or("", |typed| typed.get("was")) {
        "" => serde_json::to_string(&one.certificates).unwrap_or_default(),
        was => was.to_owned(),
    };
    html! {
        @if one.leads && !one.certificates.is_empty() {
            details.aside #certificates open[typed.is_some()] {
                summary { (events::certificates(lang)) }
                form.narrow method="post" action={ "/event/" (one.event.id.as_str()) "/certify" } {
                    (key(typed.unwrap_or(&asked.form())))
                    input type="hidden" name="seen" value=(one.event.entry);
                    input type="hidden" name="was" value=(was);
                    p.hint { (events::certificates_hint(lang)) }
                    @for seat in &one.seats { @if let Some(hers) = one.certificates.get(&seat.person) { (of_person(lang, seat, hers, (typed, mistakes))) } }
                    button.second { (office::save(lang)) }
                }
            }
        }
    }
}

fn of_person(lang: Lang, seat: &Seat, hers: &Certificate, (typed, mistakes): (Option<&Typed>, &Mistakes)) -> Markup {
    html! {
        fieldset.agenda {
            legend { (seat.name) }
            div.row {
                @for (field, label, kind, _) in FIELDS {
                    @let name = format!("{}.{field}", seat.person);
                    @let wrong = mistakes.of(&name);
                    @let value = typed.map_or_else(|| written(hers, field), |typed| typed.get(&name).to_owned());
                    div.field .wrong[wrong.is_some()] {
                        label for={ "field-" (name) } { (label(lang)) }
                        input type=(kind) id={ "field-" (name) } name=(name) value=(value) min=[(kind == "number").then_some("1")] aria-describedby=[wrong.map(|_| format!("fault-{name}"))] aria-invalid=[wrong.map(|_| "true")];
                        (said_at(&name, mistakes))
                    }
                }
            }
        }
    }
}

/// Hours, document and last day of somebody, in words.
pub struct Told {
    /// Her hours.
    pub hours: String,
    /// Her document: what it is, its number, who issued it.
    pub document: String,
    /// The last day it is valid.
    pub until: String,
}

/// In words, with what the training says of everybody.
pub fn in_words(lang: Lang, content: &Content, hers: &Certificate) -> Told {
    let whole = hers.of_training(content);
    let numbered = |number: &String| (!number.is_empty()).then(|| events::certificate_numbered(lang, number));
    let issued = |issuer: &String| (!issuer.is_empty()).then(|| events::certificate_issued(lang, issuer));
    let parts = [content.details.get("document").cloned(), numbered(&whole.number), issued(&whole.issuer)];
    Told {
        hours: written(&whole, "hours"),
        document: parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
        until: whole.until.map(told::day).unwrap_or_default(),
    }
}

/// What the address of the list asks for.
#[derive(Deserialize, Default)]
pub struct Wanted {
    q: Option<String>,
}

impl Wanted {
    fn words(&self) -> &str {
        self.q.as_deref().unwrap_or_default()
    }

    fn lets(&self, line: &TrainingLine) -> bool {
        let text = folded(&format!("{} {}", line.event.content.title, line.name));
        folded(self.words()).split_whitespace().all(|word| text.contains(word))
    }
}

/// `GET /trainings`: a line everybody who took part in a training.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    let lang = asked.lang;
    let shown = match office.see(asked.reader.clone(), Trainings).await {
        Ok(shown) => shown,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let title = events::trainings_title(lang);
    let list = sheet(lang, shown.lines.iter().filter(|line| wanted.lets(line)));
    let content = html! {
        h1 { (title) }
        @if !shown.whole { p.lead { (events::trainings_own(lang)) } }
        @if shown.lines.is_empty() {
            p { (events::trainings_empty(lang)) }
        } @else {
            form.filters method="get" action="/trainings" {
                (order_kept(&asked))
                div.field { label for="f-q" { (office::filter_words(lang)) } input type="search" id="f-q" name="q" value=(wanted.words()); }
                button.second { (office::filter(lang)) }
                @if !wanted.words().is_empty() { a href="/trainings" { (events::all(lang)) } }
            }
            p { (events::trainings_register(lang)) " " a href="/events/register/training?form=docx" { "Word" } @if cfg!(feature = "pdf") { " " a href="/events/register/training?form=pdf" { "PDF" } } }
            @if list.is_empty() { p { (office::nothing_here(lang)) } } @else { (list.show(&asked)) }
        }
    };
    let trail = [("/events".to_owned(), events::title(lang))];
    page(&office, &asked, &Page { room: Room::Events, title: &title, trail: &trail }, &content).await
}

/// `GET /trainings/list`: the list as it is shown, for Excel.
pub async fn carried(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    match office.see(asked.reader.clone(), Trainings).await {
        Ok(shown) => sheet(asked.lang, shown.lines.iter().filter(|line| wanted.lets(line))).answered(&asked),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

fn sheet<'a>(lang: Lang, lines: impl Iterator<Item = &'a TrainingLine>) -> Sheet {
    let row = |line: &TrainingLine| {
        let (event, of) = (&line.event, in_words(lang, &line.event.content, &line.certificate));
        let (title, beside) = (event.content.title.clone(), about(lang, line));
        let link = html! { a href={ "/event/" (event.id.as_str()) } { (title) } div.quiet { (beside) } };
        let shown = Cell::shown(link, [title, beside]);
        vec![
            Cell::of(told::day(event.day)),
            Cell::of(line.name.clone()),
            shown,
            Cell::of(of.hours),
            Cell::of(of.document),
            Cell::of(of.until),
        ]
    };
    let columns = vec![
        Column::short(events::day(lang), 12),
        Column::of(office::person_name(lang), 34).called(),
        Column::of(events::what(lang), 60).beside(events::detail_organiser(lang), 40),
        Column::number(events::certificate_hours(lang), 8),
        Column::of(events::certificate_document(lang), 40),
        Column::short(events::certificate_until(lang), 14),
    ];
    Sheet::of(events::trainings_title(lang), "/trainings", columns, lines.map(row).collect()).narrowed_by_its_page()
}

/// «вебинар, Институт развития образования».
fn about(lang: Lang, line: &TrainingLine) -> String {
    [form_of(lang, line), organiser(line)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn form_of(lang: Lang, line: &TrainingLine) -> String {
    let kind = line.event.kind().ok().and_then(|kind| kind.details.iter().find(|detail| detail.key == "form"));
    kind.and_then(|detail| said::value(lang, &line.event, detail)).unwrap_or_default()
}

fn organiser(line: &TrainingLine) -> String {
    line.event.content.details.get("organiser").cloned().unwrap_or_default()
}

/// The register of trainings: a line a person, the oldest training first.
///
/// # Errors
/// Those of the look.
pub async fn register(office: &Office, asked: &Asked) -> Result<Lines, Refusal> {
    let lang = asked.lang;
    let heads = vec![
        (events::day(lang), 10),
        (office::person_name(lang), 22),
        (events::what(lang), 30),
        (events::detail_training_form(lang), 10),
        (events::detail_organiser(lang), 22),
        (events::certificate_hours(lang), 7),
        (events::certificate_document(lang), 26),
        (events::certificate_until(lang), 11),
    ];
    let shown = office.see(asked.reader.clone(), Trainings).await?;
    let mut lines: Vec<&TrainingLine> = shown.lines.iter().collect();
    // Stable: of one training in the order of their names.
    lines.sort_by_key(|line| (line.event.day, line.event.id.clone()));
    let row = |line: &&TrainingLine| {
        let (event, of) = (&line.event, in_words(lang, &line.event.content, &line.certificate));
        vec![
            told::day(event.day),
            shown.on_paper.settled(&line.person, event.day),
            event.content.title.clone(),
            form_of(lang, line),
            organiser(line),
            of.hours,
            of.document,
            of.until,
        ]
    };
    Ok((heads, lines.iter().map(row).collect()))
}

/// Documents that run out, on somebody's day.
pub fn expiring(asked: &Asked, mine: &MineShown) -> Markup {
    let (lang, today) = (asked.lang, asked.reader.now().date());
    let words = |one: &Expiring, day: String| match (one.hers, one.until < today) {
        (true, false) => events::expiring_yours(lang, day),
        (true, true) => events::expired_yours(lang, day),
        (false, false) => events::expiring_of(lang, &one.name, day),
        (false, true) => events::expired_of(lang, &one.name, day),
    };
    let line = |one: &Expiring| {
        let to = format!("/event/{}", one.event);
        html! {
            li.matter {
                span {}
                div.what { a href=(to) { b { (one.title) } } p.quiet { (words(one, told::day(one.until))) } }
                span.day { (told::short(one.until)) }
                a.button.second href=(to) { (office::look_at(lang)) }
            }
        }
    };
    html! {
        @if !mine.expiring.is_empty() {
            section {
                h2 { (events::mine_expiring(lang)) }
                ul.matters { @for one in mine.expiring.iter().take(AT_ONCE) { (line(one)) } }
                @if mine.expiring.len() > AT_ONCE {
                    details { summary { (office::and_more(lang, mine.expiring.len() - AT_ONCE)) } ul.matters { @for one in mine.expiring.iter().skip(AT_ONCE) { (line(one)) } } }
                }
            }
        }
    }
}

/// Documents that are shown at once on somebody's day; more are folded.
const AT_ONCE: usize = 5;
