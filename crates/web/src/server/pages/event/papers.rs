//! Papers of events: minutes or the agenda, a card, sheets to be signed.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::Response;
use documents::office::{Attendee, Called, Families, FamilyRow, FamilySheet, Form, Letterhead, MinutedQuestion, Minutes, Sheet, Signing};
use maud::{Markup, html};
use records::text::Lang;
use serde::Deserialize;
use words::events;
use workflow::event::{Attendance, Decision, DecisionState, EventShown, EventState, FamiliesOf, FamilyLine, Item, Part, Seat, Whom};
use workflow::{Refusal, Rule};

use super::super::plan::papers::{download, letterhead, pressed};
use super::super::plan::told;
use super::super::roster::shape::refused;
use super::briefings::or_blank;
use super::edit::found;
use super::register_links::{self, registers};
use super::{families, pupils, said};
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
        _ if one.items.is_empty() => (one.kind.paper)(lang),
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
                    li { b { (register_links::name(lang, register)) } a href={ "/events/register/" (register) "?form=docx" } { "Word" } @if cfg!(feature = "pdf") { a href={ "/events/register/" (register) "?form=pdf" } { "PDF" } } }
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
    /// The form, and how its file ends.
    pub fn form(&self) -> (Form, &'static str) {
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
        let told = std::iter::once(said::families_answered(lang, *families)).chain(scanned).collect::<Vec<_>>().join(". ");
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
            let row = |line: &FamilyLine| FamilyRow { pupil: line.who.name.clone(), known: families::answered(lang, line) };
            let (rows, class) = (of.lines.iter().map(row).collect(), of.class.to_string());
            let Signing { about, when, text, keeper, .. } = signing(lang, &one, true);
            FamilySheet { letterhead, about, when, text, class, rows, keeper }.compose()
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

/// So many families as are in the class, or were invited. Of a class the program knows who they are: that their names are left out is said.
fn unnamed(one: &EventShown) -> Families {
    let invited = one.event.counted.and_then(|(_, of)| usize::try_from(of).ok());
    let all = one.families.map(|families| families.all).or(invited).filter(|all| *all > 0);
    match one.event.content.class.is_empty() {
        true => Families::Counted(all),
        false => Families::LeftOut { all, came: one.event.counted.filter(|_| one.event.state != EventState::Planned) },
    }
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
        led: one.kind.attendance == Attendance::Counted,
        people: one.seats.iter().map(attendee).collect(),
        called: match one.kind.whom {
            Whom::One(_) => Called::Above,
            Whom::Several(_) if one.kind.reads => Called::Readers,
            Whom::Several(_) => Called::Invited,
        },
        counted: one.event.counted,
        notes: said::few(lang, one).into_iter().collect(),
        questions: one.items.iter().map(|item| question(lang, one, item)).collect(),
    }
}

/// Whose it is and the kind's own fields. A card has every line it asks for, to be filled in by hand where nothing is written; of one that is kept
/// back it says that.
fn facts(lang: Lang, one: &EventShown) -> Vec<(String, String)> {
    let card = one.kind.has_card();
    let hidden = card && !one.sees_card && one.event.state != EventState::Planned;
    let mut facts = Vec::new();
    if let (true, Whom::One(visited)) = (card, one.kind.whom) {
        let named = one.seats.iter().filter(|seat| seat.person != one.event.owner).map(|seat| said::called(one, &seat.person));
        facts.push((visited(lang), or_blank(named.collect::<Vec<_>>().join(", "))));
        let content = &one.event.content;
        facts.push((events::field_class(lang), or_blank(content.class.clone())));
        facts.push((events::field_subject(lang), or_blank(content.subject.clone())));
    } else {
        facts.extend(said::whose_facts(lang, &one.event));
    }
    let shown = one.kind.details.iter().filter(|detail| !hidden || !detail.after);
    facts.extend(shown.filter_map(|detail| {
        let value = said::value(lang, &one.event, detail).filter(|value| !value.is_empty());
        Some(((detail.name)(lang), if card { or_blank(value.unwrap_or_default()) } else { value? }))
    }));
    facts.extend(hidden.then(|| (events::card(lang), events::card_hidden(lang))));
    facts
}

fn question(lang: Lang, one: &EventShown, item: &Item) -> MinutedQuestion {
    let task = |decision: &Decision, mark: String| {
        let who = decision.person.as_ref().map_or_else(|| decision.post.clone(), |person| said::called(one, person));
        [decision.text.clone(), who, told::day(decision.due), mark]
    };
    // A paper with a number says what its day knew: of earlier decisions what had become of them, of its own nothing yet.
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
        when: [(one.kind.name)(lang), said::whose(&one.event), said::when_and_where(&one.event)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        text: if reads { one.event.content.text.clone() } else { String::new() },
        rows: here.map(|seat| (said::called(one, &seat.person), known(seat))).collect(),
        families: (!reads && one.kind.attendance == Attendance::Counted).then(|| unnamed(one)),
        keeper: said::called(one, &one.event.owner),
    }
}
