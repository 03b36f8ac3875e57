//! The list of events with filters in its address, and the choice of a kind.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Response;
use jiff::civil::Date;
use maud::{Markup, html};
use records::text::{Lang, folded};
use serde::Deserialize;
use words::{events, office, support};
use workflow::event::{EventLine, EventState, Events, Kind, Plan};
use workflow::marks::Propose;
use workflow::{Act, Look, Refusal, Role, Rule};

use super::super::frame::{Page, Room, page};
use super::super::listing::{Cell, Column, Sheet, order_kept};
use super::super::mistake;
use super::{register_links, said};
use crate::server::form::day;
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};

/// What the address asks for.
#[derive(Deserialize, Default)]
pub struct Wanted {
    kind: Option<String>,
    state: Option<String>,
    q: Option<String>,
    from: Option<String>,
    to: Option<String>,
}

impl Wanted {
    fn lets(&self, lang: Lang, line: &EventLine) -> bool {
        let fits = |asked: &Option<String>, code: &str| asked.as_deref().is_none_or(|asked| asked.is_empty() || asked == code);
        let text = folded(&format!("{} {} {}", line.event.content.title, line.owner, name(lang, line)));
        let words = folded(self.q.as_deref().unwrap_or_default());
        let (from, to) = self.days();
        fits(&self.kind, line.event.kind)
            && from.is_none_or(|from| from <= line.event.day)
            && to.is_none_or(|to| line.event.day <= to)
            && fits(&self.state, line.event.state.code())
            && words.split_whitespace().all(|word| text.contains(word))
    }

    /// From which day to which; a day nobody can read asks for nothing.
    fn days(&self) -> (Option<Date>, Option<Date>) {
        let read = |text: &Option<String>| text.as_deref().and_then(day);
        (read(&self.from), read(&self.to))
    }

    fn asks(&self) -> bool {
        [&self.kind, &self.state, &self.q, &self.from, &self.to].into_iter().any(|one| one.as_deref().is_some_and(|one| !one.is_empty()))
    }
}

fn name(lang: Lang, line: &EventLine) -> String {
    Kind::of(line.event.kind).map(|kind| (kind.name)(lang)).unwrap_or_default()
}

/// `GET /events`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    let lang = asked.lang;
    let all = match office.see(asked.reader.clone(), Events).await {
        Ok(all) => all,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let rights = Rights::of(&office, &asked).await;
    let (may, lists) = (rights.may(Plan::NAME), rights.may(Propose::NAME));
    let shown: Vec<&EventLine> = all.iter().filter(|line| wanted.lets(lang, line)).collect();
    let list = sheet(lang, &shown);
    let title = events::title(lang);
    let content = html! {
        div.over {
            h1 { (title) }
            @if may { div.doing { a.button .main[!all.is_empty()] .second[all.is_empty()] href="/events/new" { (events::plan(lang)) } } }
        }
        @if all.is_empty() {
            p.lead { (events::empty(lang)) }
            @if may { (cards(lang, Kind::ALL.iter().copied().filter(|kind| can_plan(&rights, kind)), None)) }
        } @else {
            (filters(&asked, &all, &wanted))
            (register_links::of_kind(lang, &all, &rights, wanted.kind.as_deref()))
            @if shown.is_empty() { p { (office::nothing_here(lang)) } } @else { (list.show(&asked)) }
            @if shown.iter().any(|line| line.pupils > 0) { p.quiet { (events::list_names(lang)) } }
            p { a href="/tasks" { (events::tasks_title(lang)) } " · " a href="/trainings" { (events::trainings_title(lang)) } @if lists { " · " a href="/support" { (support::lists_title(lang)) } } }
        }
    };
    page(&office, &asked, &Page { room: Room::Events, title: &title, trail: &[] }, &content).await
}

fn filters(asked: &Asked, all: &[EventLine], wanted: &Wanted) -> Markup {
    let lang = asked.lang;
    let there: Vec<&Kind> = Kind::ALL.iter().copied().filter(|kind| all.iter().any(|line| line.event.kind == kind.code)).collect();
    let chosen = |asked: &Option<String>, code: &str| asked.as_deref() == Some(code);
    let ((from, to), written) = (wanted.days(), |day: Option<Date>| day.map(|day| day.to_string()));
    html! {
        form.filters method="get" action="/events" {
            (order_kept(asked))
            div.field { label for="f-q" { (office::filter_words(lang)) } input type="search" id="f-q" name="q" value=(wanted.q.as_deref().unwrap_or_default()); }
            div.field {
                label for="f-kind" { (events::kind(lang)) }
                select id="f-kind" name="kind" { option value="" { (events::any(lang)) } @for kind in there { option value=(kind.code) selected[chosen(&wanted.kind, kind.code)] { ((kind.name)(lang)) } } }
            }
            div.field {
                label for="f-state" { (office::state(lang)) }
                select id="f-state" name="state" { option value="" { (events::any(lang)) } @for state in EventState::ALL { option value=(state.code()) selected[chosen(&wanted.state, state.code())] { (state_name(lang, *state)) } } }
            }
            @for (name, label, day) in [("from", office::from(lang), from), ("to", office::to(lang), to)] {
                div.field { label for={ "f-" (name) } { (label) } input type="date" id={ "f-" (name) } name=(name) value=[written(day)]; }
            }
            button.second { (office::filter(lang)) }
            @if wanted.asks() { a href="/events" { (events::all(lang)) } }
        }
    }
}

fn state_name(lang: Lang, state: EventState) -> String {
    match state {
        EventState::Planned => events::state_planned(lang),
        EventState::Held => events::state_held(lang),
        EventState::Closed => events::state_closed(lang),
        EventState::Cancelled => events::state_cancelled(lang),
    }
}

/// How far it is, in words: who read it, tasks that are open.
pub fn how_far(lang: Lang, line: &EventLine) -> String {
    let reads = Kind::of(line.event.kind).is_some_and(|kind| kind.reads);
    let read = (reads && line.seats > 0).then(|| events::read_of(lang, line.read.to_string(), line.seats));
    let open = (line.open > 0).then(|| events::tasks_open(lang, line.open));
    read.into_iter().chain(open).collect::<Vec<_>>().join(" · ")
}

/// What an event is called in a list. The title of one about pupils is a class: its kind stands before it.
pub fn called(lang: Lang, line: &EventLine) -> String {
    let title = line.event.content.title.clone();
    let parts = [(line.pupils > 0).then(|| name(lang, line)), Some(title)];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Beside it: what it is and whose. One about pupils is told apart by when, and by how many they are; their names would be opened for everybody
/// who looks at the list, and stand on its own page.
fn beside(lang: Lang, line: &EventLine) -> String {
    let parts = match line.pupils {
        0 => [name(lang, line), said::whose(&line.event)],
        pupils => [line.event.content.time.clone(), support::pupils_of(lang, pupils)],
    };
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn sheet(lang: Lang, lines: &[&EventLine]) -> Sheet {
    let row = |line: &&EventLine| {
        let (called, beside) = (called(lang, line), beside(lang, line));
        let state = Kind::of(line.event.kind).map(|kind| said::state(lang, kind, line.event.state)).unwrap_or_default();
        let link = html! { a href={ "/event/" (line.event.id.as_str()) } { (called) } div.quiet { (beside) } };
        vec![
            Cell::of(super::super::plan::told::day(line.event.day)),
            Cell::shown(link, [called, beside]),
            Cell::of(line.owner.clone()),
            Cell::of(state),
            Cell::of(how_far(lang, line)),
        ]
    };
    let columns = vec![
        Column::short(events::day(lang), 12),
        Column::of(events::what(lang), 60).beside(events::beside(lang), 40).called(),
        Column::of(events::owner(lang), 30),
        Column::of(office::state(lang), 16),
        Column::of(events::how_far(lang), 30),
    ];
    Sheet::of(events::title(lang), "/events", columns, lines.iter().map(row).collect()).narrowed_by_its_page()
}

/// `GET /events/list`: the list as it is shown, for Excel.
pub async fn carried(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    let lang = asked.lang;
    match office.see(asked.reader.clone(), Events).await {
        Ok(all) => {
            let shown: Vec<&EventLine> = all.iter().filter(|line| wanted.lets(lang, line)).collect();
            sheet(lang, &shown).answered(&asked)
        }
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// What the choice of a kind starts from.
#[derive(Deserialize)]
pub struct From {
    /// The time of the plan it is to show.
    occurrence: Option<String>,
    /// The requirement that time answers.
    row: Option<u8>,
}

/// `GET /events/new`: what is it?
pub async fn choose(State(office): State<Arc<Office>>, asked: Asked, Query(from): Query<From>) -> Response {
    let lang = asked.lang;
    let rights = Rights::of(&office, &asked).await;
    if !rights.may(Plan::NAME) {
        return mistake::refused(&office, &asked, &Refusal::of(Rule::NotAllowed)).await;
    }
    let hers: Vec<&'static Kind> = Kind::ALL.iter().copied().filter(|kind| can_plan(&rights, kind)).collect();
    let fitting = |row: u8| Kind::answering(row).filter(|kind| can_plan(&rights, kind));
    let title = events::choose(lang);
    let content = html! {
        h1 { (title) }
        @if let Some(row) = from.row.filter(|row| fitting(*row).next().is_some()) {
            h2 { (events::choose_fitting(lang)) }
            (cards(lang, fitting(row), from.occurrence.as_deref()))
            details { summary { (events::choose_other(lang)) } (cards(lang, hers.iter().copied(), from.occurrence.as_deref())) }
        } @else {
            (cards(lang, hers.iter().copied(), from.occurrence.as_deref()))
        }
    };
    let trail = [("/events".to_owned(), events::title(lang))];
    page(&office, &asked, &Page { room: Room::Events, title: &title, trail: &trail }, &content).await
}

/// Whether somebody can plan a kind at all: what is of the whole school the head and her deputies do, and about pupils whom few may know of,
/// whoever only teaches finds nobody to name.
fn can_plan(rights: &Rights, kind: &Kind) -> bool {
    let keeps = rights.is(Role::Head) || rights.is(Role::DeputyHead);
    let near = keeps || rights.is(Role::ClassTeacher) || rights.is(Role::Psychologist);
    (keeps || !kind.of_the_school) && (near || !kind.restricted || kind.outcomes.is_empty())
}

fn cards(lang: Lang, kinds: impl Iterator<Item = &'static Kind>, occurrence: Option<&str>) -> Markup {
    let to = |kind: &Kind| match occurrence {
        Some(occurrence) => format!("/events/new/{}?occurrence={occurrence}", kind.code),
        None => format!("/events/new/{}", kind.code),
    };
    html! {
        ul.plain-list.rows {
            @for kind in kinds { li.wrap { a href=(to(kind)) { b { ((kind.name)(lang)) } } " " span.quiet { ((kind.what)(lang)) } } }
        }
    }
}
