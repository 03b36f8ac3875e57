//! What waits for whoever looks: each with its shape, the matter, how it stands, its day, one button.
//! covers: D11

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use jiff::Span;
use jiff::civil::Date;
use maud::{Markup, html};
use records::text::{Lang, capital};
use words::office;
use workflow::erasure::ErasuresWaiting;
use workflow::event::MineShown;
use workflow::plan::{Accept, Approve, Begin, Counts, Due, DueLine, DueShown, Effects, PlanLine, PlanState, Plans, Progress, SayDone, sum};
use workflow::procedure::{Enter, ProceduresBetween};
use workflow::results::{KeepBatch, waiting};
use workflow::{Act, Role, Rule};

use super::event::mine;
use super::frame::{Page, Room, page};
use super::matters::{handed, list, passed};
use super::person::teaching::{lacking, lacks};
use super::plan::list::begin;
use super::plan::several::ticked;
use super::plan::told;
use super::procedure::told as procedure;
use super::{head, mistake, ready};
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};

/// Days ahead procedures are shown of.
const WEEK: i64 = 7;

/// `GET /`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    let lang = asked.lang;
    let today = asked.reader.now().date();
    let title = office::today_title(lang, capital(&told::weekday(lang, today)), told::day_of_month(lang, today));
    let rights = Rights::of(&office, &asked).await;
    let due = office.see(asked.reader.clone(), Due { owner: None }).await.map(|due| for_somebody_else(due, &asked, &rights));
    let plans = office.see(asked.reader.clone(), Plans).await;
    let results = results(&office, &asked, &rights).await;
    let mine = mine::of(&office, &asked).await;
    let erasures = erasures(&office, &asked).await;
    let handed = handed(&office, &asked, &mine).await;
    let head = rights.is(Role::Head) && !rights.is(Role::DeputyHead);
    let lacking = lacking(&office, &asked, &rights).await;
    let ahead = ready::not_twice(ready::of(&office, &asked, &rights).await, &lacking, head && rights.may(Approve::NAME));
    // Where those of two weeks stand one by one, those of one do not stand there again.
    let listed = head && ahead.as_ref().is_some_and(|ahead| !ahead.all_ready());
    let held = procedures(&office, &asked, rights.may(Enter::NAME) && !listed).await;
    let entrusted = rights.is(Role::Psychologist);
    let week = html! {
        (lacks(lang, &lacking)) (held)
        @if entrusted { p { a.button.second href="/entrusted" { (words::support::entrusted_title(lang)) } } }
    };
    let open = |open: bool| html! { @if let Some(ahead) = &ahead { @if open { (ready::sections(lang, ahead)) } @else { (ready::folded(lang, ahead)) } } };
    let content = match (due, plans) {
        (Err(refusal), _) if refusal.rule == Rule::NotAllowed => {
            html! { h1 { (title) } p.lead { @if mine::count(&mine) == 0 { (office::nothing_waits(lang)) } @else { (office::waits_count(lang, mine::count(&mine))) } } (results) (mine::today(&asked, &mine)) (mine::sections(&asked, &mine, true)) (week) (mine::ahead(&asked, &mine)) (for_the_administrator(lang)) }
        }
        (Err(refusal), _) => return mistake::refused(&office, &asked, &refusal).await,
        (Ok(due), Ok(plans)) if plans.is_empty() => {
            html! { h1 { (title) } p.lead { (office::today_without_plan(lang)) } (results) (confirm(lang, erasures)) (mine::today(&asked, &mine)) (mine::sections(&asked, &mine, false)) (handed) (week) (mine::ahead(&asked, &mine)) @if rights.may(Begin::NAME) { (begin(&asked, true)) } @if !due.overdue.is_empty() { (lists(&asked, &due, rights.may(SayDone::NAME), true)) } (open(head)) }
        }
        (Ok(due), plans) => {
            let acts = rights.may(SayDone::NAME);
            let plans = plans.unwrap_or_default();
            let counts = plans.iter().find(|plan| plan.state != PlanState::Closed);
            // Of the head what she signs comes first.
            let alone = due.overdue.is_empty() && due.now.is_empty() && due.to_sign.is_empty();
            html! {
                h1 { (title) }
                p.lead { @if head { (head_summary(lang, &due, &plans, erasures)) } @else { (summary(lang, &due, acts, &Hers::of(&mine, erasures, today))) } }
                (results)
                (confirm(lang, erasures))
                (effects(&office, &asked, today).await)
                div.two.today {
                    div { (mine::today(&asked, &mine)) (mine::sections(&asked, &mine, acts && (!head || alone))) @if head { (head::lists(&office, &asked, (&due, ahead.as_ref()), &plans, &rights, erasures).await) } @else { (lists(&asked, &due, acts, !mine::leads(&mine))) (open(false)) } (handed) (week) (mine::ahead(&asked, &mine)) }
                    @if let Some(plan) = counts {
                        aside.next {
                            h2 { (office::plan_so_far(lang)) }
                            (progress(lang, &plan.counts))
                            p { a href={ "/plan/" (plan.id.as_str()) } { (plan.title) } }
                            @if plan.state == PlanState::Draft { p { (office::plan_not_approved(lang)) } }
                        }
                    }
                }
            }
        }
    };
    page(&office, &asked, &Page { room: Room::Today, title: &title, trail: &[] }, &content).await
}

/// Measures whose effect should be looked at by now, of plans that were closed too: an effect may show later.
async fn effects(office: &Office, asked: &Asked, today: Date) -> Markup {
    let mut due = office.see(asked.reader.clone(), Effects { plan: None }).await.unwrap_or_default();
    due.retain(|one| one.kept && one.shown.is_due(today));
    html! {
        @if !due.is_empty() {
            p { (office::effect_due(asked.lang, due.len())) }
            ul { @for one in &due { li { a href={ "/measure/" (one.measure.as_str()) "#effect" } { (one.shown.effect.what) } span.quiet { " · " (told::day(one.shown.effect.look_on)) } } } }
        }
    }
}

/// Procedures of these seven days: all of them, else those she organises.
async fn procedures(office: &Office, asked: &Asked, all: bool) -> Markup {
    let (lang, today) = (asked.lang, asked.reader.now().date());
    let to = today.checked_add(Span::new().days(WEEK)).unwrap_or(today);
    let mut held = office.see(asked.reader.clone(), ProceduresBetween { from: today, to }).await.unwrap_or_default();
    held.retain(|one| one.hers || all);
    html! {
        @if !held.is_empty() {
            section {
                h2 { (words::procedures::this_week(lang)) }
                ul.matters {
                    @for one in &held {
                        li.matter {
                            span {}
                            div.what { a href={ "/procedure/" (one.id) } { b { (procedure::line(lang, one)) } } p.quiet { (procedure::slot(lang, one.slot)) @if one.hers { ". " (words::procedures::you_organise(lang)) } } }
                            span.day { (told::short(one.day)) }
                            a.button.second href={ "/procedure/" (one.id) } { (office::look_at(lang)) }
                        }
                    }
                }
            }
        }
    }
}

/// Reports that wait to be kept, to those who keep them.
async fn results(office: &Office, asked: &Asked, rights: &Rights) -> Markup {
    let waits = if rights.may(KeepBatch::NAME) { waiting(&office.store, &asked.reader).await.unwrap_or_default().len() } else { 0 };
    html! { @if waits > 0 { p { a href="/results" { (office::results_today(asked.lang, waits)) } } } }
}

/// Erasures that wait for her as the second person; nobody is named.
async fn erasures(office: &Office, asked: &Asked) -> usize {
    office.see(asked.reader.clone(), ErasuresWaiting).await.map_or(0, |all| all.len())
}

fn confirm(lang: Lang, erasures: usize) -> Markup {
    html! { @if erasures > 0 { p { a href="/data" { (words::erasure::today(lang, erasures)) } } } }
}

/// What somebody said done herself, or whom she stands in for, waits for another person, not for her.
fn for_somebody_else(mut due: DueShown, asked: &Asked, rights: &Rights) -> DueShown {
    due.to_sign.retain(|line| line.occurrence.by.as_ref().is_none_or(|by| *by != asked.person && !rights.stands_for(by)));
    if !rights.may(Accept::NAME) {
        due.to_sign.clear();
    }
    due
}

fn for_the_administrator(lang: Lang) -> Markup {
    html! { p { a href="/people" { (office::room_people(lang)) } " · " a href="/backups" { (office::backups_title(lang)) } } }
}

/// «Ждут вашего решения два дела. Просрочено восемь.»
fn head_summary(lang: Lang, due: &DueShown, plans: &[PlanLine], erasures: usize) -> String {
    let waits = erasures + due.to_sign.len() + plans.iter().filter(|plan| plan.state == PlanState::Draft).count();
    let waits = if waits == 0 { office::head_nothing_to_sign(lang) } else { office::head_to_sign_count(lang, waits) };
    if due.overdue.is_empty() { waits } else { format!("{waits} {}", office::overdue_count(lang, due.overdue.len())) }
}

/// What of events is told in the first sentence.
struct Hers {
    /// How many of them wait for her.
    waits: usize,
    /// How many of these are overdue.
    late: usize,
    /// Whether something stands on the day that she need not do.
    more: bool,
}

impl Hers {
    fn of(mine: &MineShown, erasures: usize, today: Date) -> Self {
        let more = !mine.to_comment.is_empty() || mine.ahead.iter().any(|line| line.event.day == today);
        Self { waits: mine::count(mine) + erasures, late: mine::overdue(mine, today), more }
    }
}

/// «Ждут вас четыре дела, на этой неделе ещё три. Просрочено одно.» Nothing waits for somebody who only reads.
fn summary(lang: Lang, due: &DueShown, acts: bool, hers: &Hers) -> String {
    let (of_events, overdue) = (hers.waits, due.overdue.len() + hers.late);
    let mine = due.overdue.len() + due.now.len() + due.to_sign.len() + of_events;
    if !acts {
        return if overdue == 0 { office::nothing_overdue(lang) } else { office::overdue_count(lang, overdue) };
    }
    let nothing = if hers.more { office::nothing_owed(lang) } else { office::nothing_waits(lang) };
    let mut parts = vec![if mine == 0 { nothing } else { office::waits_count(lang, mine) }];
    if !due.week.is_empty() {
        parts.push(office::week_count(lang, due.week.len()));
    }
    if overdue > 0 {
        parts.push(office::overdue_count(lang, overdue));
    }
    parts.join(" ")
}

/// `main`: whether the main button of the page is here.
fn lists(asked: &Asked, due: &DueShown, acts: bool, main: bool) -> Markup {
    let lang = asked.lang;
    let first = if acts { office::waits_for_you(lang) } else { office::needs_attention(lang) };
    let list = |title: &str, lines: &[&DueLine], shown, main| list(lang, title, lines, shown, acts.then_some(main));
    // What waits for her decision comes first: nobody else can take it.
    let waits: Vec<&DueLine> = due.to_sign.iter().chain(&due.overdue).chain(&due.now).collect();
    html! {
        (list(&first, &waits, 12, main))
        (list(&office::this_week(lang), &due.week.iter().collect::<Vec<_>>(), 12, false))
        (list(&office::this_month(lang), &due.month.iter().collect::<Vec<_>>(), 8, false))
        @if acts && due.overdue.len() + due.now.len() + due.week.len() + due.month.len() > 0 { (ticked(asked, "several")) }
        (passed(lang, due, acts))
    }
}

fn progress(lang: Lang, counts: &Counts) -> Markup {
    let [done, awaits] = [Progress::done, Progress::awaits_acceptance].map(|so| sum(counts, so));
    let all = sum(counts, |one| one != Progress::Dropped);
    html! {
        p { span.large-number { (done) } " " (office::of_measures(lang, all as usize)) }
        @if awaits > 0 { p { (office::measures_await(lang, awaits as usize)) } }
        @if all > 0 { progress.slim max=(all) value=(done) aria-label=(office::plan_so_far(lang)) {} }
    }
}
