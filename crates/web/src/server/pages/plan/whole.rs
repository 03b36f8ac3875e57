//! A plan: what stands above it, how far it is, its views.
//! covers: R48, D11

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::Response;
use maud::{Markup, html};
use records::text::Lang;
use words::office;
use workflow::Act;
use workflow::plan::{
    Add, Amend, Approve, Close, MOST_AT_ONCE as MOST, OrderShown, Ordered, PlanShown, PlanState, Progress, SayDone, Signature, Take, sum,
};

use super::days;
use super::found::plan;
use super::orders;
use super::shape::legend;
use super::views::{self, Wanted};
use super::{several, told};
use crate::server::office::Office;
use crate::server::pages::frame::{Page, Room, page};
use crate::server::pages::mistake;
use crate::server::policy::{Asked, Rights};

/// The views, by the word in the address.
const VIEWS: [(&str, words::Word); 6] = [
    ("year", office::view_year),
    ("month", office::view_month),
    ("week", office::view_week),
    ("board", office::view_board),
    ("table", office::view_table),
    ("about", office::view_about),
];

/// `GET /plan/{id}`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, Query(wanted): Query<Wanted>) -> Response {
    match plan(&office, &asked, &id).await {
        Ok(plan) => whole(&office, &asked, &plan, &wanted).await,
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// `GET /plan/{id}/list`: the table as it is shown, for Excel.
pub async fn list(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, Query(wanted): Query<Wanted>) -> Response {
    match plan(&office, &asked, &id).await {
        Ok(plan) => views::sheet(asked.lang, &plan, &wanted, false).answered(&asked),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

async fn whole(office: &Office, asked: &Asked, plan: &PlanShown, wanted: &Wanted) -> Response {
    let lang = asked.lang;
    let at = format!("/plan/{}", plan.id);
    let rights = Rights::of(office, asked).await;
    let view = wanted.view.as_deref().unwrap_or("year");
    let orders = orders::of(office, asked, &rights, &plan.id).await;
    let content = html! {
        div.over {
            div { h1 { (plan.preface.title) } p.quiet { (standing(lang, plan)) @if nowhere(plan) > 0 { " · " a href={ (at) "?view=table&state=" (without_day(plan)) } { (office::count_without_date(lang, nowhere(plan).to_string())) } } }
                // Where all orders stand it stands among them.
                @for order in orders.iter().filter(|order| view != "about" && order.what == Ordered::Approved) { p.quiet { (orders::line(lang, &plan.id, order)) } }
            }
            div.doing { (doing(lang, plan, &at, &rights)) }
        }
        @if rights.may(SayDone::NAME) { (before_approval(lang, plan, &at)) }
        nav.tabs aria-label=(office::views(lang)) {
            @for (code, name) in VIEWS {
                a href={ (at) "?view=" (code) } aria-current=[(code == view).then_some("page")] { (name(lang)) }
            }
            a href={ (at) "/schedules" } { (office::schedules_title(lang)) }
        }
        @match view {
            "month" => (days::month(lang, plan, wanted.day.as_deref(), asked.reader.now().date(), &at)),
            "week" => (days::week(lang, plan, wanted.day.as_deref(), asked.reader.now().date(), &at)),
            "board" => (views::board(lang, plan)),
            "table" => (views::table(asked, plan, wanted, plan.state != PlanState::Closed && rights.may(SayDone::NAME))),
            "about" => (about(lang, plan, &at, &rights, &orders)),
            _ => (views::year(lang, plan, asked.reader.now().date())),
        }
    };
    page(office, asked, &Page { room: Room::Plan, title: &plan.preface.title, trail: &[] }, &content).await
}

fn doing(lang: Lang, plan: &PlanShown, at: &str, rights: &Rights) -> Markup {
    let (add, approve) = (rights.may(Add::NAME), rights.may(Approve::NAME));
    html! {
        @match plan.state {
            PlanState::Draft => {
                @if add { a.button.second href={ (at) "/measures/new" } { (office::measure_add(lang)) } }
                @if approve { a.button.main href={ (at) "/approve" } { (office::approve(lang)) } }
            }
            PlanState::Approved => {
                a.button.second href={ (at) "/papers" } { (office::room_papers(lang)) }
                @if add { a.button.main href={ (at) "/measures/new" } { (office::measure_add(lang)) } }
            }
            PlanState::Closed => { a.button.second href={ (at) "/papers" } { (office::room_papers(lang)) } }
        }
    }
}

/// «Утверждён приказом № 112 от 31.08.2026 · 42 мероприятия, 71 срок · просрочено 1 …».
fn standing(lang: Lang, plan: &PlanShown) -> String {
    let measures: u32 = plan.measures.values().sum();
    let occurrences: u32 = plan.occurrences.values().sum();
    let mut parts =
        vec![state(lang, plan), office::measures_count(lang, measures as usize), office::occurrences_count(lang, occurrences as usize)];
    parts.extend(counted(lang, plan));
    parts.join(" · ")
}

fn state(lang: Lang, plan: &PlanShown) -> String {
    match &plan.approved {
        Some(Signature { paper: Some(paper), .. }) => {
            let order = office::approved_by_order(lang, &paper.number, told::day(paper.day));
            if plan.state == PlanState::Closed { format!("{}, {order}", plan.state.told(lang)) } else { order }
        }
        _ => plan.state.told(lang),
    }
}

/// A plan that is approved late: what was due before is told apart from what was missed, and closed at once, also before it is approved.
pub fn before_approval(lang: Lang, plan: &PlanShown, at: &str) -> Markup {
    let day = plan.entered.filter(|_| plan.state == PlanState::Approved);
    let times = plan.blocks.iter().flat_map(|block| &block.measures).flat_map(|measure| &measure.occurrences);
    let mut late: Vec<_> = times.filter(|one| one.progress.passed()).collect();
    late.sort_by_key(|one| one.due);
    let told = match day {
        Some(day) => office::before_approval(lang, late.len(), told::day(day)),
        None => office::before_approval_draft(lang, late.len()),
    };
    html! {
        @if !late.is_empty() {
            p.done-word {
                (told) " " a href=(several::at_once(late.iter().map(|one| &one.id), at)) { (office::before_approval_go(lang)) }
                @if late.len() > MOST { " " (office::before_approval_most(lang, MOST.to_string())) }
            }
        }
    }
}

/// Measures without a day.
fn nowhere(plan: &PlanShown) -> u32 {
    [Progress::NoDate, Progress::WaitsForSchedule].iter().filter_map(|one| plan.measures.get(one)).sum()
}

/// The state to filter by, to see them: those that wait for a schedule are the most.
fn without_day(plan: &PlanShown) -> &'static str {
    if plan.measures.contains_key(&Progress::WaitsForSchedule) { Progress::WaitsForSchedule.code() } else { Progress::NoDate.code() }
}

/// The counts somebody would ask about, where there are any.
fn counted(lang: Lang, plan: &PlanShown) -> impl Iterator<Item = String> {
    let [done, awaits] = [Progress::done, Progress::awaits_acceptance].map(|so| sum(&plan.occurrences, so));
    let [overdue, passed, unentered, draft] = [Progress::Overdue, Progress::Passed, Progress::PassedUnentered, Progress::PassedDraft]
        .map(|progress| sum(&plan.occurrences, |one| one == progress));
    let said = [
        (done, office::count_done(lang, done.to_string())),
        (awaits, office::count_awaits(lang, awaits as usize)),
        (overdue, office::count_overdue(lang, overdue.to_string())),
        (passed, office::count_passed(lang, passed.to_string())),
        (unentered, office::count_passed_unentered(lang, unentered.to_string())),
        (draft, office::count_passed_draft(lang, draft.to_string())),
    ];
    said.into_iter().filter(|(count, _)| *count > 0).map(|(_, said)| said)
}

fn about(lang: Lang, plan: &PlanShown, at: &str, rights: &Rights, orders: &[OrderShown]) -> Markup {
    html! {
        @if !plan.preface.head.is_empty() { h2 { (office::approval_head(lang)) } p.written { (plan.preface.head) } }
        @if !plan.preface.goal.is_empty() { h2 { (office::goal(lang)) } p.written { (plan.preface.goal) } }
        @if !plan.preface.directions.is_empty() {
            h2 { (office::directions(lang)) }
            ul { @for direction in &plan.preface.directions { li.written { (direction) } } }
        }
        p.links {
            a href={ (at) "/levels" } { (office::levels_title(lang)) } " · "
            a href={ (at) "/calendar" } { (office::calendar_file(lang)) }
            @if rights.may(Amend::NAME) && plan.state != PlanState::Closed { " · " a href={ (at) "/preface" } { (office::preface_change(lang)) } }
            @if rights.may(Close::NAME) && plan.state == PlanState::Approved { " · " a href={ (at) "/close" } { (office::plan_close(lang)) } }
        }
        @if rights.may(Take::NAME) && plan.state != PlanState::Closed {
            h2 { (office::plan_again_title(lang)) }
            p { (office::plan_again_what(lang)) }
            form method="post" action={ "/plan/upload?plan=" (plan.id.as_str()) } enctype="multipart/form-data" {
                div.field { label for="again" { (office::plan_file(lang)) } input type="file" id="again" name="file" accept=".docx,.xlsx,.csv"; }
                button.second { (office::plan_read(lang)) }
            }
        }
        (orders::list(lang, &plan.id, orders))
        h2 { (office::legend(lang)) }
        (legend(lang))
        p { a href={ "/journal?of=" (plan.id.as_str()) } { (office::history(lang)) } " · " a href={ (at) "/batches" } { (office::batches_title(lang)) } }
        @if !plan.amendments.is_empty() {
            h2 { (office::amendments(lang)) }
            ul { @for amendment in &plan.amendments { li { (amendment.reason) } } }
        }
    }
}
