//! Papers of events: minutes or the agenda, a card, sheets to be signed; registers over all events of a kind.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::Response;
use documents::office::{Attendee, Families, Form, Letterhead, MinutedQuestion, Minutes, Register, Sheet, Signing};
use maud::{Markup, html};
use records::text::Lang;
use serde::Deserialize;
use words::events;
use workflow::event::{
    Attendance, Decision, DecisionState, EventShown, EventState, Events, FamiliesOf, Holds, Item, Kind, OneEvent, Part, Seat,
};
use workflow::{Refusal, Rule};

use super::super::plan::papers::{download, letterhead, pressed};
use super::super::plan::told;
use super::super::roster::shape::refused;
use super::edit::found;
use super::said::Lines;
use super::{briefings, certificates, families, pupils, said};
use crate::server::office::Office;
use crate::server::policy::Asked;

/// Papers an event has.
fn papers(one: &EventShown) -> Vec<&'static str> {
    if one.kind.names_pupils() {
        return vec!["card"];
    }
    let minutes = !one.items.is_empty() || !one.kind.details.is_empty() || one.kind.is_held();
    let came = one.kind.attendance != Attendance::None;
    // Where families alone read it, they have a sheet of their own.
    let read = one.kind.reads && (!one.seats.is_empty() || one.families.is_none());
    [("minutes", minutes), ("came", came), ("read", read)].into_iter().filter_map(|(name, there)| there.then_some(name)).collect()
}

fn name(lang: Lang, one: &EventShown, paper: &str) -> String {
    match paper {
        "came" => events::paper_came(lang),
        "read" => events::paper_read(lang),
        "families" => words::families::paper_sheet(lang, &one.event.content.class),
        _ if one.items.is_empty() && (one.kind.has_card() || one.kind.names_pupils()) => events::paper_card(lang),
        _ if one.items.is_empty() => events::paper_facts(lang),
        _ if one.event.state == EventState::Planned => events::paper_agenda(lang),
        _ => events::paper_minutes(lang),
    }
}

/// The sheet families sign: it names children, so it is made for whoever sees their names.
fn of_families(one: &EventShown) -> Option<&'static str> {
    one.families.is_some_and(|families| families.named && families.all > 0).then_some("families")
}

/// The way to each.
pub fn links(asked: &Asked, one: &EventShown) -> Markup {
    let lang = asked.lang;
    html! {
        section {
            h2 { (events::papers(lang)) }
            ul.plain-list.rows {
                @for paper in papers(one).into_iter().chain(of_families(one)) {
                    li {
                        b { (name(lang, one, paper)) }
                        a href={ "/event/" (one.event.id.as_str()) "/paper/" (paper) "?form=docx" } { "Word" }
                        @if cfg!(feature = "pdf") { a href={ "/event/" (one.event.id.as_str()) "/paper/" (paper) "?form=pdf" } { "PDF" } }
                    }
                }
                @if let Some(register) = registers().find(|register| *register == one.kind.code) {
                    li { b { (register_name(lang, register)) } a href={ "/events/register/" (register) "?form=docx" } { "Word" } @if cfg!(feature = "pdf") { a href={ "/events/register/" (register) "?form=pdf" } { "PDF" } } }
                }
            }
        }
    }
}

/// What is asked for.
#[derive(Deserialize)]
pub struct Wanted {
    form: Option<String>,
}

impl Wanted {
    fn form(&self) -> (Form, &'static str) {
        if self.form.as_deref() == Some("pdf") { (Form::Pdf, "pdf") } else { (Form::Word, "docx") }
    }
}

/// `GET /event/{id}/paper/{paper}`.
pub async fn paper(
    State(office): State<Arc<Office>>,
    asked: Asked,
    Path((id, paper)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Response {
    match made(&office, &asked, &id, &paper, &wanted).await {
        Ok((name, bytes)) => download(&name, bytes),
        Err(refusal) => refused(&office, &asked, &format!("/event/{id}"), &refusal).await,
    }
}

/// A paper of an event.
fn composed(asked: &Asked, one: &EventShown, paper: &str, letterhead: Letterhead) -> Sheet {
    match paper {
        "minutes" => {
            let number = one.event.number.filter(|_| one.event.state != EventState::Planned);
            Minutes { letterhead: Letterhead { number, ..letterhead }, ..minutes(asked, one) }.compose()
        }
        _ => Signing { letterhead, ..signing(asked.lang, one, paper == "read") }.compose(),
    }
}

/// Every paper of an event that names no pupils, by its name.
pub fn sheets(asked: &Asked, one: &EventShown, letterhead: &Letterhead) -> Vec<(String, Sheet)> {
    let lang = asked.lang;
    let own = papers(one).into_iter().map(|paper| (name(lang, one, paper), composed(asked, one, paper, letterhead.clone())));
    // Where families alone read it: how many did, and nobody's name.
    let of_class = one.families.as_ref().filter(|_| one.kind.reads && one.seats.is_empty()).map(|families| {
        let class = &one.event.content.class;
        let scanned = (families.scanned > 0).then(|| words::families::read_count_scanned(lang, families.scanned));
        let read = [Some(words::families::read_count(lang, families.read.to_string(), families.all)), scanned];
        let told = read.into_iter().flatten().collect::<Vec<_>>().join(". ");
        let row = (words::families::paper_families(lang, class), told);
        let sheet = Signing { letterhead: letterhead.clone(), rows: vec![row], ..signing(lang, one, true) };
        (name(lang, one, "families"), sheet.compose())
    });
    own.chain(of_class).collect()
}

async fn made(office: &Office, asked: &Asked, id: &str, paper: &str, wanted: &Wanted) -> Result<(String, Vec<u8>), Refusal> {
    let one = found(office, asked, id).await?;
    if !papers(&one).into_iter().chain(of_families(&one)).any(|there| there == paper) {
        return Err(Refusal::of(Rule::NotThere));
    }
    let (letterhead, _) = letterhead(office, asked, None).await?;
    let lang = asked.lang;
    let sheet = match paper {
        "card" => pupils::paper::card(office, asked, &one, letterhead).await?.compose(),
        "families" => {
            let of = office.see(asked.reader.clone(), FamiliesOf { event: one.event.id.clone() }).await?;
            let rows = of.lines.iter().map(|line| (line.who.name.clone(), families::answered(lang, line))).collect();
            let sheet = signing(lang, &one, true);
            let when = format!("{}. {}", words::families::page_title(lang, of.class.to_string()), sheet.when);
            Signing { letterhead, rows, when, of_pupils: true, ..sheet }.compose()
        }
        "came" if one.kind.attendance == Attendance::Counted => {
            let families = Some(parents(office, asked, &one).await?);
            Signing { letterhead, families, ..signing(lang, &one, false) }.compose()
        }
        _ => composed(asked, &one, paper, letterhead),
    };
    let (form, extension) = wanted.form();
    Ok((format!("{} {}.{extension}", name(lang, &one, paper), told::day(one.event.day)), pressed(Arc::new(sheet), form).await?))
}

/// Families of the class by their pupils, for whoever sees the names; else as many lines as there are families.
async fn parents(office: &Office, asked: &Asked, one: &EventShown) -> Result<Families, Refusal> {
    if !one.families.is_some_and(|families| families.named && families.all > 0) {
        return Ok(unnamed(one));
    }
    let of = office.see(asked.reader.clone(), FamiliesOf { event: one.event.id.clone() }).await?;
    Ok(Families::Named(of.lines.into_iter().map(|line| line.who.name).collect()))
}

/// So many families as are in the class, or were invited.
fn unnamed(one: &EventShown) -> Families {
    let invited = one.event.counted.and_then(|(_, of)| usize::try_from(of).ok());
    Families::Counted(one.families.map(|families| families.all).or(invited).filter(|all| *all > 0))
}

/// A letterhead is filled in by whoever presses the paper.
fn blank(lang: Lang, one: &EventShown) -> Letterhead {
    let [school, checkpoint, head, deputy] = [const { String::new() }; 4];
    Letterhead { lang, school, date: one.event.day, checkpoint, number: None, head, deputy }
}

fn minutes(asked: &Asked, one: &EventShown) -> Minutes {
    let lang = asked.lang;
    let place = [one.event.content.time.as_str(), one.event.content.place.as_str()];
    let attendee = |seat: &Seat| Attendee {
        name: said::called(one, &seat.person),
        chair: seat.part == Part::Chair,
        secretary: seat.part == Part::Secretary,
        came: seat.came,
        word: said::words(lang, seat).join("\n"),
    };
    Minutes {
        letterhead: blank(lang, one),
        kind: (one.kind.name)(lang),
        title: one.event.content.title.clone(),
        day: one.event.day,
        place: place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
        ahead: one.event.state == EventState::Planned,
        facts: facts(lang, one),
        responsible: said::called(one, &one.event.owner),
        people: one.seats.iter().map(attendee).collect(),
        counted: one.event.counted,
        questions: one.items.iter().map(|item| question(lang, one, item)).collect(),
    }
}

/// The kind's own fields; of a card that is kept back, that it is.
fn facts(lang: Lang, one: &EventShown) -> Vec<(String, String)> {
    let known = one.kind.details.iter().filter_map(|detail| Some(((detail.name)(lang), said::value(lang, &one.event, detail)?)));
    let hidden = one.kind.has_card() && !one.sees_card && one.event.state == EventState::Held;
    known.chain(hidden.then(|| (events::card(lang), events::card_hidden(lang)))).collect()
}

fn question(lang: Lang, one: &EventShown, item: &Item) -> MinutedQuestion {
    let task = |decision: &Decision, mark: String| {
        let who = decision.person.as_ref().map_or_else(|| decision.post.clone(), |person| said::called(one, person));
        [decision.text.clone(), who, told::day(decision.due), mark]
    };
    // A paper with a number says what its day knew: of what was decided there nothing yet, of earlier decisions what was done by then.
    let stood = |decision: &Decision| match decision.done.filter(|day| *day <= one.event.day) {
        Some(day) => format!("{} {}", said::decision(lang, DecisionState::Done), told::day(day)),
        None if decision.state == DecisionState::Withdrawn => said::decision(lang, DecisionState::Withdrawn),
        None => said::decision(lang, DecisionState::Open),
    };
    let own = one.decisions.iter().filter(|decision| decision.item == item.id).map(|decision| task(decision, String::new()));
    let earlier = one.earlier.iter().filter(|_| item.earlier).map(|decision| task(decision, stood(decision)));
    MinutedQuestion {
        question: if item.earlier { events::earlier(lang) } else { item.question.clone() },
        speaker: item.speaker.clone(),
        heard: item.heard.clone(),
        decided: item.decided.clone(),
        how: item.how.map(|how| said::taken(lang, how)).unwrap_or_default(),
        tasks: earlier.chain(own).collect(),
    }
}

fn signing(lang: Lang, one: &EventShown, reads: bool) -> Signing {
    let known = |seat: &Seat| match (&seat.read, seat.came) {
        (Some(read), _) if reads && read.digest == one.digest => said::read_on(lang, read),
        (_, Some(true)) if !reads => events::was_there(lang),
        (_, Some(false)) if !reads => events::was_not_there(lang),
        _ => String::new(),
    };
    let here = one.seats.iter().filter(|seat| !seat.left || seat.came.is_some() || seat.read.is_some());
    Signing {
        letterhead: blank(lang, one),
        reads,
        about: one.event.content.title.clone(),
        when: format!("{}, {}", (one.kind.name)(lang), said::when_and_where(&one.event)),
        text: if reads { one.event.content.text.clone() } else { String::new() },
        rows: here.map(|seat| (said::called(one, &seat.person), known(seat))).collect(),
        of_pupils: false,
        families: (!reads && one.kind.attendance == Attendance::Counted).then(|| unnamed(one)),
        keeper: said::called(one, &one.event.owner),
    }
}

/// Kinds that have a register of their own.
pub(super) fn registers() -> impl Iterator<Item = &'static str> {
    [
        "briefing",
        "training",
        "reading",
        "visit",
        "olympiad",
        "participation",
        "commission",
        "material",
        "readiness",
        "assessment",
        "consultation",
        "interview",
        "route",
        "parent",
        "prevention",
        "preparation",
    ]
    .into_iter()
}

pub(super) fn register_name(lang: Lang, kind: &str) -> String {
    match kind {
        "briefing" => events::register_briefings(lang),
        "training" => events::register_training(lang),
        "consultation" => words::support::journal_consultations(lang),
        _ => events::register_of(lang, Kind::of(kind).map(|kind| (kind.name)(lang)).unwrap_or_default()),
    }
}

/// `GET /events/register/{kind}`: a line an event, for those with people a line each.
pub async fn register(State(office): State<Arc<Office>>, asked: Asked, Path(kind): Path<String>, Query(wanted): Query<Wanted>) -> Response {
    let made = async {
        let kind = registers().find(|register| *register == kind).and_then(Kind::of).ok_or(Refusal::of(Rule::NotThere))?;
        let (letterhead, _) = letterhead(&office, &asked, None).await?;
        let (heads, rows) = match kind.code {
            "briefing" => briefings::journal(&office, &asked, kind).await?,
            "training" => certificates::register(&office, &asked).await?,
            "consultation" => pupils::paper::consultations(&office, &asked, kind).await?,
            _ if kind.names_pupils() => pupils::paper::journal(&office, &asked, kind).await?,
            _ => lines(&office, &asked, kind).await?,
        };
        let title = register_name(asked.lang, kind.code);
        let sheet = Register { letterhead, title: title.clone(), heads, rows, signed: kind.code == "briefing" }.compose();
        let (form, extension) = wanted.form();
        Ok::<_, Refusal>((format!("{title}.{extension}"), pressed(Arc::new(sheet), form).await?))
    };
    match made.await {
        Ok((name, bytes)) => download(&name, bytes),
        Err(refusal) => refused(&office, &asked, "/events", &refusal).await,
    }
}

async fn lines(office: &Office, asked: &Asked, kind: &'static Kind) -> Result<Lines, Refusal> {
    let lang = asked.lang;
    let by_person = kind.attendance == Attendance::Named || kind.reads;
    let mut heads = vec![(events::day(lang), 11), (events::what(lang), 30)];
    heads.extend(kind.details.iter().filter(|detail| !matches!(detail.holds, Holds::Text)).map(|detail| ((detail.name)(lang), 18)));
    if by_person {
        heads.extend([(words::office::person_name(lang), 24), (events::note_column(lang), 20)]);
    }
    heads.extend([(events::valid_until(lang), 12)].into_iter().filter(|_| kind.expires));
    heads.push((events::owner(lang), 20));
    let mut rows = Vec::new();
    let all = office.see(asked.reader.clone(), Events).await?;
    // The oldest first, as a register is kept.
    for line in all.iter().rev().filter(|line| line.event.kind == kind.code && line.event.state != EventState::Cancelled) {
        let one = office.see(asked.reader.clone(), OneEvent { event: line.event.id.clone() }).await?;
        let details = kind.details.iter().filter(|detail| !matches!(detail.holds, Holds::Text));
        let details: Vec<String> = details.map(|detail| said::value(lang, &one.event, detail).unwrap_or_default()).collect();
        let until = one.event.content.until.filter(|_| kind.expires).map(told::day).unwrap_or_default();
        let row = |person: Option<&Seat>| {
            let mut row = vec![told::day(one.event.day), one.event.content.title.clone()];
            row.extend(details.iter().cloned());
            if let Some(seat) = person {
                row.extend([said::called(&one, &seat.person), noted(lang, &one, seat)]);
            }
            row.extend(kind.expires.then(|| until.clone()));
            row.push(said::called(&one, &one.event.owner));
            row
        };
        if by_person {
            rows.extend(one.seats.iter().filter(|seat| seat.came != Some(false)).map(|seat| row(Some(seat))));
        } else {
            rows.push(row(None));
        }
    }
    Ok((heads, rows))
}

/// What is known of somebody, for her line of a register.
fn noted(lang: Lang, one: &EventShown, seat: &Seat) -> String {
    match (&seat.read, seat.came) {
        (Some(read), _) => {
            let score = read.score.map(|score| format!("; {}", events::right_of(lang, score.to_string(), one.event.content.quiz.len())));
            format!("{}{}", said::read_on(lang, read), score.unwrap_or_default())
        }
        (None, _) if one.kind.reads => events::not_read(lang),
        (None, Some(true)) => events::was_there(lang),
        (None, _) => String::new(),
    }
}
