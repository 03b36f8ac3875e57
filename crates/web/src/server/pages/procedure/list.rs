//! `/procedures`: the schedule of a year as a list, a month or a week; what does not agree with the rules, what could not be checked.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Response;
use maud::{Markup, html};
use records::text::{Lang, capital};
use words::{Word, office, procedures};
use workflow::procedure::{ProcedureShown, ProcedureState, ScheduleShown, Unknown};

use super::super::frame::{Page, Room, page, year_name};
use super::super::listing::{Cell, Column, Sheet, carry, holds, order_kept};
use super::super::mistake;
use super::super::plan::issued::sheet as register;
use super::super::plan::told::{day, month};
use super::asked::{Wanted, address, kept, schedule, standing, within};
use super::{grid, papers, told};
use crate::server::office::Office;
use crate::server::policy::Asked;

/// Views with their codes.
const VIEWS: [(&str, Word); 3] = [("list", procedures::view_list), ("month", procedures::view_month), ("week", procedures::view_week)];

/// `GET /procedures`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    let lang = asked.lang;
    let shown = match schedule(&office, &asked, wanted.year()).await {
        Ok(shown) => shown,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let title = procedures::title(lang);
    let content = html! {
        @match &shown {
            None => { h1 { (title) } p.lead { (words::roster::no_year(lang)) } p { a.button.main href="/school" { (office::room_school(lang)) } } },
            Some(shown) => (whole(&asked, shown, &wanted, &title)),
        }
    };
    page(&office, &asked, &Page { room: Room::Procedures, title: &title, trail: &[] }, &content).await
}

fn whole(asked: &Asked, shown: &ScheduleShown, wanted: &Wanted, title: &str) -> Markup {
    let lang = asked.lang;
    let here = asked_for(lang, shown, wanted);
    let view = wanted.view.as_deref().unwrap_or("list");
    let today = asked.reader.now().date();
    html! {
        div.over {
            div { h1 { (title) } @if !shown.procedures.is_empty() { p.lead { (procedures::lead(lang, year_name(&shown.year), held(shown))) } } }
            @if shown.keeps && !shown.classes.is_empty() { div.doing { a.button.main href=(within("/procedures/new", wanted.year())) { (procedures::enter(lang)) } } }
        }
        (years(lang, shown))
        @match (shown.procedures.is_empty(), shown.classes.is_empty()) {
            (true, true) => { p.lead { (procedures::no_classes(lang)) } @if shown.keeps { p { a.button.main href="/classes" { (words::roster::classes_title(lang)) } } } },
            (true, false) => p.lead { (procedures::empty(lang)) },
            (false, _) => {
                (agreement(lang, shown))
                (unknown(lang, shown, wanted))
                (views(lang, wanted, view))
                (filters(asked, shown, wanted, view))
                @match view {
                    "month" => (grid::month(lang, shown, &here, wanted, today)),
                    "week" => (grid::week(lang, shown, &here, wanted, today)),
                    _ => { @if here.is_empty() { p { (office::nothing_here(lang)) } } @else { (sheet(lang, shown, &here).show(asked)) } }
                }
                p { (procedures::paper_site(lang)) ": " (papers::links(&within("/procedures/site", wanted.year()), true)) }
                (papers::issuing(asked, shown, "/procedures/site"))
                (papers::register(lang, shown, None))
                @if !shown.papers.is_empty() { p { (carry(lang, &within("/procedures/papers/list", wanted.year()))) } }
                p.buttons {
                    @if view == "month" || view == "week" { (carry(lang, &format!("/procedures/list?{}", address(wanted, None)))) }
                    @if shown.keeps { a href=(within("/procedures/order", wanted.year())) { (procedures::order_title(lang)) } a href=(within("/procedures/hours", wanted.year())) { (procedures::hours_title(lang)) } }
                }
            }
        }
    }
}

/// A choice of years, where there are several.
fn years(lang: Lang, shown: &ScheduleShown) -> Markup {
    html! {
        @if shown.years.len() > 1 {
            nav.tabs aria-label=(procedures::years(lang)) {
                @for year in shown.years.iter().rev() {
                    a href=(within("/procedures", year.id.as_str())) aria-current=[(year.id == shown.year.id).then_some("page")] { (year_name(year)) }
                }
            }
        }
    }
}

/// Procedures that are to be held.
fn held(shown: &ScheduleShown) -> usize {
    shown.procedures.iter().filter(|one| one.state != ProcedureState::Cancelled).count()
}

fn agreement(lang: Lang, shown: &ScheduleShown) -> Markup {
    let clashing = shown.procedures.iter().filter(|one| !one.clashes.is_empty()).count();
    html! { p { @if clashing == 0 { (procedures::clashing_none(lang)) } @else { (procedures::clashing_count(lang, clashing)) } } }
}

fn unknown(lang: Lang, shown: &ScheduleShown, wanted: &Wanted) -> Markup {
    html! {
        @if !shown.unknown.is_empty() {
            details {
                summary { (procedures::unknown_title(lang)) " (" (shown.unknown.len()) ")" }
                ul { @for one in &shown.unknown { li { (unknown_told(lang, shown, one)) } } }
                @if shown.keeps { p { a href=(within("/procedures/hours", wanted.year())) { (procedures::enter_hours(lang)) } } }
            }
        }
    }
}

fn unknown_told(lang: Lang, shown: &ScheduleShown, one: &Unknown) -> String {
    match one {
        Unknown::Hours(grade, subject) => procedures::unknown_hours(lang, subject, grade.to_string()),
        Unknown::Lessons(grade) => procedures::unknown_lessons(lang, grade.to_string()),
        Unknown::Window(kind) => procedures::unknown_window(lang, told::kind(lang, shown, kind)),
    }
}

fn views(lang: Lang, wanted: &Wanted, view: &str) -> Markup {
    html! {
        nav.tabs aria-label=(procedures::views(lang)) {
            @for (code, name) in VIEWS { a href={ "/procedures?" (address(wanted, Some((code, None)))) } aria-current=[(code == view).then_some("page")] { (name(lang)) } }
        }
    }
}

fn filters(asked: &Asked, shown: &ScheduleShown, wanted: &Wanted, view: &str) -> Markup {
    let lang = asked.lang;
    let mut grades: Vec<u8> = shown.classes.iter().map(|(_, name)| name.grade).collect();
    grades.dedup();
    let kinds = shown.rules.kinds().iter().filter(|kind| shown.procedures.iter().any(|one| one.kind == kind.key));
    html! {
        form.filters method="get" action="/procedures" {
            (kept(wanted.year()))
            (order_kept(asked))
            input type="hidden" name="view" value=(view);
            @if let Some(day) = &wanted.day { input type="hidden" name="day" value=(day); }
            div.field { label for="f-q" { (office::filter_words(lang)) } input type="search" id="f-q" name="q" value=(wanted.q.as_deref().unwrap_or_default()); }
            div.field {
                label for="f-grade" { (procedures::grade(lang)) }
                select id="f-grade" name="grade" {
                    option value="" { (procedures::all_grades(lang)) }
                    @for grade in grades { option value=(grade) selected[wanted.grade() == Some(grade)] { (procedures::grade_of(lang, grade.to_string())) } }
                }
            }
            div.field {
                label for="f-kind" { (procedures::kind(lang)) }
                select id="f-kind" name="kind" {
                    option value="" { (procedures::any_kind(lang)) }
                    @for kind in kinds { option value=(kind.key) selected[wanted.kind.as_deref() == Some(kind.key.as_str())] { (kind.title.in_lang(lang)) } }
                }
            }
            button.second { (office::filter(lang)) }
        }
    }
}

/// The list, a month under its name.
fn sheet(lang: Lang, shown: &ScheduleShown, here: &[&ProcedureShown]) -> Sheet {
    let row = |one: &&ProcedureShown| {
        let (on, slot) = (day(one.day), told::slot(lang, one.slot));
        let link = html! { a href={ "/procedure/" (one.id.as_str()) } { (told::what(lang, shown, one)) } };
        let kind = capital(&told::kind(lang, shown, &one.kind));
        vec![
            Cell::shown(html! { (on) div.quiet { (slot) } }, [on.clone(), slot.clone()]),
            Cell::shown(link, [kind, one.subject.clone()]),
            Cell::of(told::classes(one)),
            Cell::of(told::state(lang, one)),
            Cell::of(rules(lang, shown, one)),
        ]
    };
    let columns = vec![
        Column::short(procedures::day(lang), 12).beside(procedures::slot(lang), 18),
        Column::of(procedures::kind(lang), 30).beside(procedures::subject(lang), 24).called(),
        Column::of(procedures::classes(lang), 24),
        Column::of(office::state(lang), 30),
        Column::of(procedures::rules_state(lang), 50),
    ];
    let under = here.iter().map(|one| format!("{} {}", capital(&month(lang, one.day)), one.day.year())).collect();
    let rows = here.iter().map(row).collect();
    Sheet::of(procedures::title(lang), "/procedures", columns, rows).under(under).narrowed_by_its_page()
}

/// Those the address asks for.
fn asked_for<'s>(lang: Lang, shown: &'s ScheduleShown, wanted: &Wanted) -> Vec<&'s ProcedureShown> {
    let words = wanted.q.as_deref().unwrap_or_default();
    let said = |one: &ProcedureShown| {
        let parts = [day(one.day), told::what(lang, shown, one), told::classes(one), told::state(lang, one), rules(lang, shown, one)];
        parts.join(" ")
    };
    shown.procedures.iter().filter(|one| wanted.lets(one) && holds(&said(one), words)).collect()
}

/// What does not agree with the rules, in a few words; how many have no reason yet.
pub(super) fn rules(lang: Lang, shown: &ScheduleShown, one: &ProcedureShown) -> String {
    let mut named: Vec<String> = Vec::new();
    for (clash, answered) in &one.clashes {
        let rule = told::broken(lang, shown, clash.rule);
        let told = if *answered { rule } else { format!("{rule} ({})", procedures::without_reason(lang)) };
        if !named.contains(&told) {
            named.push(told);
        }
    }
    match (one.state, named.is_empty()) {
        (ProcedureState::Cancelled, _) => String::new(),
        (_, true) => procedures::no_clashes(lang),
        (_, false) => named.join("; "),
    }
}

/// `GET /procedures/papers/list`: papers of the year that were issued, of the whole schedule and of procedures.
pub async fn issued(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    match standing(&office, &asked, wanted.year()).await {
        Ok(shown) => register(&asked, "/procedures/papers".to_owned(), shown.papers.iter().map(|(paper, _)| paper)).answered(&asked),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// `GET /procedures/list`: the list as it is shown, for Excel.
pub async fn carried(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    let lang = asked.lang;
    let shown = match standing(&office, &asked, wanted.year()).await {
        Ok(shown) => shown,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    sheet(lang, &shown, &asked_for(lang, &shown, &wanted)).answered(&asked)
}
