//! `/support`: pupils who are proposed by marks, lessons missed and works, each with the reason; of those ticked a consultation is made.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use documents::office::{Head, Listing};
use maud::{Markup, html};
use records::text::{Lang, within};
use serde::Deserialize;
use words::{events, families, office as said, support};
use workflow::event::{Arranged, Given, HelpGiven, Kind, Listed, PlanPupils, Stage, Words};
use workflow::marks::{ListFor, Propose, Proposed, Proposing, TakeMarks};
use workflow::people::{Colleague, Colleagues};
use workflow::roster::ClassName;
use workflow::{Act, Field as Told, Id, Refusal, Rule};

use super::super::event::fields::person;
use super::super::event::pupils::form::{gives, listed};
use super::super::frame::{Page, Room, page_with};
use super::super::listing::{answered, carry};
use super::super::mistake;
use super::super::plan::told;
use super::super::roster::shape::refused;
use super::super::ticks;
use crate::server::form::{Field, Form, Kind as Answer, Mistakes, Typed, key};
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};
use crate::shell::address::encoded;

/// What is asked of whatever is made of the list.
const FORM: Form = Form {
    fields: &[
        Field::new("day", events::field_day, Answer::Day).told(Told::EventDay).needed(),
        Field::new("owner", support::lists_who_holds, Answer::Line).told(Told::EventOwner).any_length().needed(),
    ],
};

/// What the address asks for.
#[derive(Deserialize, Default)]
pub struct Wanted {
    list: Option<String>,
    subject: Option<String>,
    class: Option<String>,
    /// The day and who holds it, as they were typed before another list was asked for.
    day: Option<String>,
    owner: Option<String>,
}

/// Which rows are shown.
struct Of {
    list: ListFor,
    subject: String,
    /// The class, as it is called; nothing for all.
    class: String,
}

impl Of {
    fn typed(typed: &Typed) -> Self {
        let list = ListFor::from_code(typed.get("list")).unwrap_or(ListFor::Help);
        Self { list, subject: typed.get("subject").to_owned(), class: typed.get("class").to_owned() }
    }

    /// The address of this list, with the day and the holder as they were typed: where they are others than offered.
    fn address(&self, asked: &Asked, typed: &Typed) -> String {
        let [day, owner] = offered(asked);
        let other =
            |name: &'static str, offered: String| (name, Some(typed.get(name)).filter(|typed| *typed != offered).unwrap_or_default());
        let pairs = [("subject", self.subject.as_str()), ("class", &self.class), other("day", day), other("owner", owner)];
        let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("&{name}={}", encoded(value)));
        pairs.fold(format!("/support?list={}", self.list.code()), |address, pair| address + &pair)
    }

    /// The address of what is shown, without what is typed beside it.
    fn narrowed(&self, at: &str) -> String {
        let pairs = [("subject", &self.subject), ("class", &self.class)].into_iter().filter(|(_, value)| !value.is_empty());
        pairs.fold(format!("{at}?list={}", self.list.code()), |address, (name, value)| address + &format!("&{name}={}", encoded(value)))
    }

    fn shows(&self, line: &Proposed) -> bool {
        self.class.is_empty() || line.pupil.class.as_ref().is_some_and(|(_, name)| name.to_string() == self.class)
    }
}

/// The day, and who holds it, where nobody said otherwise.
fn offered(asked: &Asked) -> [String; 2] {
    [asked.reader.now().date().to_string(), asked.person.as_str().to_owned()]
}

/// `GET /support`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    let list = wanted.list.as_deref().and_then(ListFor::from_code).unwrap_or(ListFor::Help);
    let of = Of { list, subject: wanted.subject.unwrap_or_default(), class: wanted.class.unwrap_or_default() };
    let [day, owner] = offered(&asked);
    let (day, owner) = (wanted.day.unwrap_or(day), wanted.owner.unwrap_or(owner));
    let fresh = asked.form().with("day", day).with("owner", owner);
    listing(&office, &asked, &of, &fresh, &Mistakes::NONE).await
}

/// The page, with what was ticked and typed.
async fn listing(office: &Office, asked: &Asked, of: &Of, typed: &Typed, mistakes: &Mistakes) -> Response {
    let lang = asked.lang;
    let at = encoded(&of.address(asked, typed));
    let proposed = office.see(asked.reader.clone(), Propose { list: of.list, subject: of.subject.clone() }).await;
    let (mut shown, colleagues) = match (proposed, office.see(asked.reader.clone(), Colleagues).await) {
        (Ok(shown), Ok(colleagues)) => (shown, colleagues),
        (Err(refusal), _) | (_, Err(refusal)) => return refused(office, asked, &at, &refusal).await,
    };
    let mut classes: Vec<ClassName> = shown.lines.iter().filter_map(|line| Some(line.pupil.class.as_ref()?.1.clone())).collect();
    classes.sort();
    classes.dedup();
    shown.lines.retain(|line| of.shows(line));
    let given = match office.see(asked.reader.clone(), asks(of, &shown)).await {
        Ok(given) => given,
        Err(refusal) => return refused(office, asked, &at, &refusal).await,
    };
    let rights = Rights::of(office, asked).await;
    let loads = rights.may(TakeMarks::NAME);
    let view = View { asked, of, shown: &shown, given: &given, gives: gives(&rights), colleagues: &colleagues, typed, mistakes };
    let title = support::lists_title(lang);
    let content = html! {
        div.over {
            div { h1 { (title) } p.lead { (support::lists_what(lang)) } }
            @if loads { div.doing { a.button .second[shown.known > 0] .main[shown.known == 0] href="/support/import" { (support::lists_import(lang)) } } }
        }
        (mistakes.summary(FORM, lang))
        (ways(asked, of.list, typed))
        @if shown.known == 0 {
            p { @if loads { (support::lists_empty_marks(lang)) } @else { (support::lists_empty_marks_other(lang)) } }
        } @else {
            @if !shown.lines.is_empty() { p { (carry(lang, &of.narrowed("/support/list"))) } }
            form method="post" action="/support" {
                (key(typed))
                (view.filters(&classes))
                @if shown.lines.is_empty() {
                    p { (support::lists_nobody(lang)) }
                    @for name in ["day", "owner"] { input type="hidden" name=(name) value=(typed.get(name)); }
                } @else { (view.lines()) }
            }
            (levels(lang, &of.subject, &shown))
        }
    };
    let trail = [("/events".to_owned(), events::title(lang))];
    page_with(office, asked, mistakes.status(), &Page { room: Room::Events, title: &title, trail: &trail }, &content).await
}

fn ways(asked: &Asked, now: ListFor, typed: &Typed) -> Markup {
    let lang = asked.lang;
    let named = [(ListFor::Help, support::lists_help(lang)), (ListFor::Able, support::lists_able(lang))];
    html! {
        p {
            @for (at, (list, name)) in named.iter().enumerate() {
                @if at > 0 { " · " }
                @let to = Of { list: *list, subject: String::new(), class: String::new() };
                a href=(to.address(asked, typed)) aria-current=[(*list == now).then_some("page")] { (name) }
            }
        }
    }
}

/// The list, with what is asked around it.
struct View<'a> {
    asked: &'a Asked,
    of: &'a Of,
    shown: &'a Proposing,
    /// What each was given this year.
    given: &'a BTreeMap<Id, Given>,
    /// Whether she chooses who holds it.
    gives: bool,
    colleagues: &'a [Colleague],
    typed: &'a Typed,
    mistakes: &'a Mistakes,
}

impl View<'_> {
    fn filters(&self, classes: &[ClassName]) -> Markup {
        let (lang, of, chooses) = (self.asked.lang, self.of, self.chooses());
        html! {
            input type="hidden" name="list" value=(of.list.code());
            input type="hidden" name="subject" value=(of.subject);
            input type="hidden" name="class" value=(of.class);
            div.filters {
                div.field {
                    label for="f-subject" { (support::lists_subject(lang)) }
                    @if chooses { p.hint { (support::lists_subject_first(lang)) } }
                    select id="f-subject" name="to-subject" {
                        option value="" { (support::lists_any(lang)) }
                        @for one in &self.shown.subjects { option value=(one) selected[*one == of.subject] { (one) } }
                    }
                }
                div.field {
                    label for="f-class" { (support::lists_class(lang)) }
                    select id="f-class" name="to-class" {
                        option value="" { (support::lists_any_class(lang)) }
                        @if !of.class.is_empty() && classes.iter().all(|one| one.to_string() != of.class) { option value=(of.class) selected { (of.class) } }
                        @for one in classes.iter().map(ToString::to_string) { option value=(one) selected[one == of.class] { (one) } }
                    }
                }
                button .main[chooses] .second[!chooses] name="do" value="filter" { (said::filter(lang)) }
            }
        }
    }

    /// Whether a subject is to be chosen first: a consultation is of one, and what stands beside it later is the next mark in it.
    fn chooses(&self) -> bool {
        self.of.list == ListFor::Help && self.of.subject.is_empty() && !self.shown.subjects.is_empty() && !self.shown.lines.is_empty()
    }

    /// The day, and who holds it: of everything made of this list.
    fn when(&self) -> Markup {
        let (lang, typed) = (self.asked.lang, self.typed);
        html! {
            div.filters {
                (FORM.fields[0].show(lang, typed, self.mistakes))
                @if self.gives {
                    (person(lang, "owner", support::lists_who_holds, self.colleagues, typed, self.mistakes))
                } @else {
                    input type="hidden" name="owner" value=(typed.get("owner"));
                }
            }
        }
    }

    fn lines(&self) -> Markup {
        let (lang, of, typed) = (self.asked.lang, self.of, self.typed);
        let reason = |line: &Proposed| reasons(lang, line);
        let several = match of.list {
            ListFor::Help => Some(("consultation", support::lists_consult(lang))).filter(|_| !self.chooses()),
            ListFor::Able => Some(("participation", support::lists_olympiad(lang))),
        };
        let consults = several.is_some();
        let ids = || self.shown.lines.iter().map(|line| &line.pupil.pupil);
        let named = ticks::every(ids());
        let (one, name) = match of.list {
            ListFor::Help => ("interview", support::lists_interview(lang)),
            ListFor::Able => ("route", support::lists_route(lang)),
        };
        html! {
            (self.when())
            @if let Some((kind, name)) = several {
                div.acting { button.main name="do" value=(kind) { (name) } }
                (ticks::all("pupil", &said::tick_all(lang, self.shown.lines.len().to_string()), ids(), typed))
            }
            ul.plain-list.rows {
                @for line in &self.shown.lines {
                    @let id = line.pupil.pupil.as_str();
                    li.wrap {
                        @if consults {
                            label.option for={ "p-" (id) } { input type="checkbox" id={ "p-" (id) } name="pupil" value=(id) checked[ticks::stands(typed, "pupil", &line.pupil.pupil, &named)]; (line.pupil.who.name) }
                        } @else { span { (line.pupil.who.name) } }
                        @if let Some((_, class)) = &line.pupil.class { span.quiet { (class) } }
                        span { (reason(line)) }
                        @if let Some(given) = self.given.get(&line.pupil.pupil) { a.quiet href={ "/event/" (given.event.as_str()) } { (told_given(lang, given)) } }
                        input type="hidden" name={ "reason-" (id) } value=(reason(line));
                        button.plain name="do" value={ (one) ":" (id) } { (name) span.unseen { " " (line.pupil.who.name) } }
                    }
                }
            }
        }
    }
}

/// What is asked of the pupils that are shown.
fn asks(of: &Of, shown: &Proposing) -> HelpGiven {
    HelpGiven {
        able: of.list == ListFor::Able,
        pupils: shown.lines.iter().map(|line| line.pupil.pupil.clone()).collect(),
        subject: of.subject.clone(),
    }
}

/// «Уже было: консультация 14.10.2026».
fn told_given(lang: Lang, given: &Given) -> String {
    let what = within(&Kind::of(given.kind).map(|kind| (kind.name)(lang)).unwrap_or_default());
    let day = told::day(given.day);
    match given.stage {
        Stage::Absent => support::given_absent(lang, what, day),
        Stage::Held => support::given_held(lang, what, day),
        Stage::Unmarked => support::given_unmarked(lang, what, day),
        Stage::Ahead => support::given_ahead(lang, what, day),
        Stage::Runs(until) => support::given_runs(lang, told::day(until), what),
    }
}

/// Why somebody stands on the list.
fn reasons(lang: Lang, line: &Proposed) -> String {
    line.reasons.iter().map(|reason| reason.told(lang)).collect::<Vec<_>>().join("; ")
}

/// `GET /support/list`: the list as it is shown, for Excel.
pub async fn carried(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    let lang = asked.lang;
    let list = wanted.list.as_deref().and_then(ListFor::from_code).unwrap_or(ListFor::Help);
    let of = Of { list, subject: wanted.subject.unwrap_or_default(), class: wanted.class.unwrap_or_default() };
    let mut shown = match office.see(asked.reader.clone(), Propose { list, subject: of.subject.clone() }).await {
        Ok(shown) => shown,
        Err(refusal) => return refused(&office, &asked, &encoded(&of.narrowed("/support")), &refusal).await,
    };
    shown.lines.retain(|line| of.shows(line));
    let given = match office.see(asked.reader.clone(), asks(&of, &shown)).await {
        Ok(given) => given,
        Err(refusal) => return refused(&office, &asked, &encoded(&of.narrowed("/support")), &refusal).await,
    };
    let class = |line: &Proposed| line.pupil.class.as_ref().map(|(_, name)| name.to_string()).unwrap_or_default();
    let row = |line: &Proposed| {
        vec![
            line.pupil.who.name.clone(),
            class(line),
            reasons(lang, line),
            given.get(&line.pupil.pupil).map(|given| told_given(lang, given)).unwrap_or_default(),
        ]
    };
    let rows = shown.lines.iter().map(row).collect();
    let given = match list {
        ListFor::Help => support::lists_given(lang),
        ListFor::Able => support::lists_given_able(lang),
    };
    let heads = vec![
        Head::of(families::pupil(lang), 40),
        Head::of(support::lists_class(lang), 10),
        Head::of(support::lists_why(lang), 80),
        Head::of(given, 40),
    ];
    let title = match list {
        ListFor::Help => support::lists_help(lang),
        ListFor::Able => support::lists_able(lang),
    };
    answered(lang, &Listing { title, heads, rows })
}

/// By which levels, and of how many anything is known.
fn levels(lang: Lang, subject: &str, shown: &Proposing) -> Markup {
    let value = |value: f64| {
        let written = value.to_string();
        if lang == Lang::Ru { written.replace('.', ",") } else { written }
    };
    html! {
        details.aside {
            summary { (support::lists_levels(lang)) }
            ul { @for (title, level) in &shown.levels { li { (support::lists_level(lang, title.in_lang(lang), value(*level))) } } }
            @if !subject.is_empty() { p.quiet { (support::lists_restricted(lang)) } }
            p.quiet { (support::lists_known(lang, shown.known)) }
        }
    }
}

/// `POST /support`: what is made of the list, on the day and with who holds it as chosen there.
pub async fn make(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let of = Of::typed(&typed);
    let wanted = typed.get("do").to_owned();
    if wanted == "filter" {
        // Another list, with what was typed beside it.
        let to = Of { subject: typed.get("to-subject").to_owned(), class: typed.get("to-class").to_owned(), ..of };
        return Redirect::to(&to.address(&asked, &typed)).into_response();
    }
    let (kind, mut pupils) = match wanted.split_once(':') {
        Some((kind, id)) => (kind, only(&typed, id)),
        None => (wanted.as_str(), listed(&typed)),
    };
    if kind == "participation" {
        // There the field says something else: for which grade a pupil writes.
        pupils.iter_mut().for_each(|one| one.noted.reason.clear());
    }
    let kind = Kind::of(kind).filter(|kind| kind.names_pupils() && kind.outcomes.is_empty());
    let Some((kind, once)) = kind.zip(typed.once()) else {
        return mistake::refused(&office, &asked, &Refusal::of(Rule::NotThere)).await;
    };
    let mut wrong = Mistakes::default();
    if pupils.is_empty() {
        wrong.say(support::lists_nobody_ticked(asked.lang));
    }
    let (day, owner) = (typed.day("day"), Id::read(typed.get("owner")));
    if day.is_none() {
        wrong.add("day", said::field_day_wrong(asked.lang));
    }
    if owner.is_none() {
        wrong.add("owner", Rule::Missing(Told::EventOwner).told(asked.lang));
    }
    let Some((day, owner)) = day.zip(owner).filter(|_| wrong.none()) else {
        return listing(&office, &asked, &of, &typed, &wrong).await;
    };
    let arranged = Arranged {
        subject: of.subject.clone(),
        day,
        time: String::new(),
        until: None,
        owner,
        occurrences: Vec::new(),
        words: Words::default(),
    };
    match office.perform(asked.reader.clone(), once, PlanPupils { kind: kind.code.to_owned(), arranged, pupils }).await {
        Ok(receipt) => Redirect::to(&format!("/event/{}", receipt.done)).into_response(),
        Err(refusal) => listing(&office, &asked, &of, &typed, &Mistakes::refused(FORM, asked.lang, &refusal, &typed)).await,
    }
}

/// One pupil of the list with the reason there.
fn only(typed: &Typed, id: &str) -> Vec<Listed> {
    listed(&typed.clone().without("pupil").without(ticks::ALL).with("pupil", id))
}
