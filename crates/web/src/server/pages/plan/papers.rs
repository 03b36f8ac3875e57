//! Papers of a plan: the plan itself, with marks or without, the report for a term, the order; Word and PDF.
//! covers: R48

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use documents::office::{Form, Letterhead, Order, Plan, PlanBlock, PlanRow, Report, Sheet};
use jiff::civil::Date;
use ledger::Digest;
use maud::{Markup, html};
use records::plan::calendar::Days;
use records::text::{Lang, folded};
use records::vocabulary::SchoolYear;
use serde::Deserialize;
use words::{inspection, office, papers};
use workflow::people::{Me, Oneself, Signers, SignersShown as Signs};
use workflow::plan::{
    Effects, IssuePaper, MeasureShown, OtherPaper, PaperLine, Papers, PapersShown, PlanShown, PlanState, Plans, SchedulesOf, Signature,
};
use workflow::{Act, Id, Refusal, Rule, Upload};

use super::found::plan;
use super::numbers::Numbers;
use super::{levels, report, told};
use crate::server::form::{Typed, day, key};
use crate::server::office::Office;
use crate::server::pages::event::register_links;
use crate::server::pages::frame::{Page, Room, page};
use crate::server::pages::listing::carry;
use crate::server::pages::mistake;
use crate::server::policy::{Asked, Rights};
use crate::shell::address::attached;

/// `GET /papers`: those of the plan work goes on with.
pub async fn room(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    match office.see(asked.reader.clone(), Plans).await {
        Ok(plans) => match plans.iter().find(|plan| plan.state != PlanState::Closed).or(plans.first()) {
            Some(plan) => Redirect::to(&format!("/plan/{}/papers", plan.id)).into_response(),
            None => Redirect::to("/plan").into_response(),
        },
        Err(refusal) if refusal.rule == Rule::NotAllowed => Redirect::to("/").into_response(),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// `GET /plan/{id}/papers`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    match shown(&office, &asked, &id).await {
        Ok(page) => page,
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

async fn shown(office: &Office, asked: &Asked, id: &str) -> Result<Response, Refusal> {
    let lang = asked.lang;
    let plan = plan(office, asked, id).await?;
    let known = office.see(asked.reader.clone(), SchedulesOf { year: plan.year.clone() }).await?;
    let register = office.see(asked.reader.clone(), Papers { plan: plan.id.clone() }).await?;
    let may = Rights::of(office, asked).await.may(IssuePaper::NAME);
    let title = office::papers_title(lang);
    let at = format!("/plan/{id}/papers");
    let (begin, today) = (plan_begins(&plan), asked.reader.now().date());
    let mut terms = vec![(office::papers_so_far(lang), begin, today), (office::papers_year(lang), begin, plan.days.last)];
    let periods = known.terms.periods.iter().enumerate();
    terms.extend(
        periods
            .map(|(index, days)| (period(lang, known.terms.periods.len(), index), if index == 0 { begin } else { days.first }, days.last)),
    );
    terms.extend(halves(lang, &known.terms.periods, begin, plan.days.last));
    let content = html! {
        h1 { (title) }
        p.lead { (plan.preface.title) }
        h2 { (office::papers_report(lang)) }
        p { (office::papers_report_what(lang)) }
        ul.plain-list.rows {
            @for (name, from, to) in &terms {
                li { b { (name) } span.quiet { (told::span(lang, *from, *to)) } (links(lang, &format!("{at}/report?from={from}&to={to}"), '&')) @if may && *from <= today { (issuing(asked, &at, register.next, "report", Some((*from, *to)))) } }
            }
        }
        form.filters method="get" action={ (at) "/report" } {
            div.field { label for="from" { (office::from(lang)) } input type="date" id="from" name="from" value=(begin); }
            div.field { label for="to" { (office::to(lang)) } input type="date" id="to" name="to" value=(today); }
            input type="hidden" name="form" value="docx";
            button.second { (office::papers_make(lang)) }
        }
        h2 { (office::papers_plan(lang)) }
        ul.plain-list.rows {
            li { b { (office::papers_plan_plain(lang)) } (links(lang, &format!("{at}/plan"), '?')) @if may { (issuing(asked, &at, register.next, "plan", None)) } }
            li { b { (office::papers_plan_marks(lang)) } (links(lang, &format!("{at}/marks"), '?')) @if may { (issuing(asked, &at, register.next, "marks", None)) } }
            li { b { (office::papers_order(lang)) } (links(lang, &format!("{at}/order"), '?')) }
            li { b { (office::levels_title(lang)) } (links(lang, &format!("{at}/levels"), '?')) }
        }
        p.hint { (office::papers_checkpoint(lang)) }
        @if may {
            h2 { (inspection::title(lang)) }
            p { (inspection::what(lang)) }
            p { a.button.second href={ "/plan/" (id) "/inspection" } { (inspection::title(lang)) } }
        }
        (register_links::section(office, asked).await?)
        h2 { (office::papers_register(lang)) }
        (listed(lang, &plan.id, &register))
    };
    let trail = [(format!("/plan/{id}"), plan.preface.title.clone())];
    Ok(page(office, asked, &Page { room: Room::Papers, title: &title, trail: &trail }, &content).await)
}

/// Every paper of the year that has a number, the newest first: those of this plan, of other plans, of procedures.
fn listed(lang: Lang, plan: &Id, register: &PapersShown) -> Markup {
    let own = register.papers.iter().map(|paper| (paper, format!("/paper/{plan}/{}", paper.id)));
    let others = register.others.iter().map(|OtherPaper { paper, plan }| match plan {
        Some(plan) => (paper, format!("/paper/{plan}/{}", paper.id)),
        None => (paper, format!("/procedures/paper/{}", paper.id)),
    });
    let mut all: Vec<(&PaperLine, String)> = own.chain(others).collect();
    all.sort_by_key(|(paper, _)| std::cmp::Reverse(paper.number));
    html! {
        @if all.is_empty() { p { (office::papers_register_empty(lang)) } } @else { p.quiet { (office::papers_register_what(lang)) } p { (carry(lang, &format!("/plan/{plan}/papers/list"))) } }
        ul.plain-list.rows {
            @for (paper, here) in &all {
                li {
                    b { "№ " (paper.number) } span { (paper.title) } span.quiet { (told::day(paper.day)) }
                    a href={ (here) "/docx" } { "Word" }
                    @if paper.pdf.is_some() { a href={ (here) "/pdf" } { "PDF" } }
                }
            }
        }
    }
}

/// The half-years of a year of other periods: a year of quarters is halved between the second and the third, another one at New Year.
fn halves(lang: Lang, periods: &[Days], begin: Date, last: Date) -> Vec<(String, Date, Date)> {
    let (ends, begins) = match periods {
        [_, _] => return Vec::new(),
        [_, second, third, _] => (second.last, third.first),
        _ => {
            let new_year = Date::new(begin.year() + 1, 1, 1).unwrap_or(last);
            (new_year.yesterday().unwrap_or(new_year), new_year)
        }
    };
    vec![(office::papers_half(lang, "I"), begin, ends), (office::papers_half(lang, "II"), begins, last)]
}

/// «I четверть»: a year of four periods has quarters, of three trimesters, of two half-years.
fn period(lang: Lang, all: usize, index: usize) -> String {
    let number = ["I", "II", "III", "IV"].get(index).map_or_else(|| (index + 1).to_string(), |roman| (*roman).to_owned());
    match all {
        2 => office::papers_half(lang, number),
        3 => office::papers_trimester(lang, number),
        4 => office::papers_quarter(lang, number),
        _ => office::papers_period(lang, number),
    }
}

/// The button that gives a paper its number.
fn issuing(asked: &Asked, at: &str, number: u32, kind: &str, days: Option<(Date, Date)>) -> Markup {
    let lang = asked.lang;
    html! {
        details.issuing {
            summary { (office::papers_issue(lang)) }
            p { (office::papers_issue_what(lang, number.to_string(), told::day(asked.reader.now().date()))) }
            form method="post" action={ (at) "/" (kind) } {
                (key(&asked.form()))
                @if let Some((from, to)) = days { input type="hidden" name="from" value=(from); input type="hidden" name="to" value=(to); }
                button.second { (office::papers_issue_now(lang, number.to_string())) }
            }
        }
    }
}

/// `POST /plan/{id}/papers/{kind}`: gives a paper its number and keeps what was printed.
pub async fn issue(State(office): State<Arc<Office>>, asked: Asked, Path((id, kind)): Path<(String, String)>, typed: Typed) -> Response {
    match issue_one(&office, &asked, &id, &kind, &typed).await {
        Ok(()) => Redirect::to(&format!("/plan/{id}/papers")).into_response(),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

async fn issue_one(office: &Office, asked: &Asked, id: &str, kind: &str, typed: &Typed) -> Result<(), Refusal> {
    if !["report", "plan", "marks"].contains(&kind) {
        return Err(Refusal::of(Rule::NotThere));
    }
    let once = typed.once().ok_or(Refusal::of(Rule::NotThere))?;
    let plan = plan(office, asked, id).await?;
    // What has not begun is nothing to report of.
    if let Some(from) = typed.day("from").filter(|from| kind == "report" && asked.reader.now().date() < *from) {
        return Err(Refusal::of(Rule::TermAhead(from)).about([plan.id]));
    }
    let number = office.see(asked.reader.clone(), Papers { plan: plan.id.clone() }).await?.next;
    let days = typed.day("from").zip(typed.day("to"));
    // Composed once: both forms say the same and carry the same checkpoint.
    let sheet = Arc::new(composed(office, asked, &plan, kind, days, Some(number)).await?);
    let mut addresses = Vec::new();
    for form in if cfg!(feature = "pdf") { &[Form::Word, Form::Pdf][..] } else { &[Form::Word] } {
        let bytes = pressed(Arc::clone(&sheet), *form).await?;
        addresses.push(office.store.keep(Upload { bytes, names: true, at: asked.reader.now().timestamp() }).await?.to_string());
    }
    let mut addresses = addresses.into_iter();
    let act = IssuePaper {
        plan: plan.id.clone(),
        number,
        kind: kind.to_owned(),
        title: title(asked.lang, kind, days),
        word: addresses.next().unwrap_or_default(),
        pdf: addresses.next(),
    };
    office.perform(asked.reader.clone(), once, act).await.map(drop)
}

fn title(lang: Lang, kind: &str, days: Option<(Date, Date)>) -> String {
    match days {
        Some((from, to)) => format!("{}, {}", name(lang, kind), told::span(lang, from, to)),
        None => name(lang, kind),
    }
}

/// `GET /paper/{plan}/{id}/{form}`: what was printed.
pub async fn issued(State(office): State<Arc<Office>>, asked: Asked, Path((plan, id, form)): Path<(String, String, String)>) -> Response {
    match kept(&office, &asked, &plan, &id, &form).await {
        Ok((name, bytes)) => download(&name, bytes),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

async fn kept(office: &Office, asked: &Asked, plan: &str, id: &str, form: &str) -> Result<(String, Vec<u8>), Refusal> {
    let gone = || Refusal::of(Rule::NotThere);
    let plan = Id::read(plan).ok_or_else(gone)?;
    let register = office.see(asked.reader.clone(), Papers { plan }).await?;
    let paper = register.papers.into_iter().find(|paper| paper.id.as_str() == id).ok_or_else(gone)?;
    let address = if form == "pdf" { paper.pdf.ok_or_else(gone)? } else { paper.word };
    let bytes = office.store.file(address.parse::<Digest>().map_err(|_| gone())?).await?.ok_or_else(gone)?;
    Ok((format!("{} № {}.{}", paper.title, paper.number, if form == "pdf" { "pdf" } else { "docx" }), bytes))
}

/// Bytes to be kept under this name.
pub fn download(name: &str, bytes: impl Into<Bytes>) -> Response {
    ([(header::CONTENT_TYPE, "application/octet-stream".to_owned()), (header::CONTENT_DISPOSITION, attached(name))], bytes.into())
        .into_response()
}

fn links(lang: Lang, address: &str, join: char) -> Markup {
    html! {
        a href=(format!("{address}{join}form=docx")) { "Word" }
        @if cfg!(feature = "pdf") { a href=(format!("{address}{join}form=pdf")) { "PDF" } }
        span.unseen { (office::papers_make(lang)) }
    }
}

fn plan_begins(plan: &PlanShown) -> Date {
    Date::new(plan.days.first.year(), 8, 1).unwrap_or(plan.days.first)
}

/// What is asked for.
#[derive(Deserialize)]
pub struct Wanted {
    form: Option<String>,
    from: Option<String>,
    to: Option<String>,
}

/// `GET /plan/{id}/papers/{kind}`: a paper.
pub async fn paper(
    State(office): State<Arc<Office>>,
    asked: Asked,
    Path((id, kind)): Path<(String, String)>,
    Query(wanted): Query<Wanted>,
) -> Response {
    match made(&office, &asked, &id, &kind, &wanted).await {
        Ok((name, bytes)) => download(&name, bytes),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

async fn made(office: &Office, asked: &Asked, id: &str, kind: &str, wanted: &Wanted) -> Result<(String, Vec<u8>), Refusal> {
    let plan = plan(office, asked, id).await?;
    let asked_day = |text: &Option<String>| text.as_deref().and_then(day);
    let days = (asked_day(&wanted.from).unwrap_or_else(|| plan_begins(&plan)), asked_day(&wanted.to).unwrap_or(plan.days.last));
    let form = if wanted.form.as_deref() == Some("pdf") { Form::Pdf } else { Form::Word };
    let name = format!("{}.{}", name(asked.lang, kind), if form == Form::Pdf { "pdf" } else { "docx" });
    Ok((name, pressed(Arc::new(composed(office, asked, &plan, kind, Some(days), None).await?), form).await?))
}

/// A paper of this kind, with its number where it has one.
pub async fn composed(
    office: &Office,
    asked: &Asked,
    plan: &PlanShown,
    kind: &str,
    days: Option<(Date, Date)>,
    number: Option<u32>,
) -> Result<Sheet, Refusal> {
    let (letterhead, me) = letterhead(office, asked, number).await?;
    let (from, to) = days.unwrap_or((plan_begins(plan), plan.days.last));
    match kind {
        "report" => {
            let effects = office.see(asked.reader.clone(), Effects { plan: Some(plan.id.clone()) }).await?;
            Ok(Report {
                effects: report::looked(asked.lang, &effects, from, to.max(from)),
                ..report::report(asked.lang, plan, letterhead, from, to.max(from))
            }
            .compose())
        }
        "plan" => Ok(whole(asked.lang, plan, letterhead, false).compose()),
        "marks" => Ok(whole(asked.lang, plan, letterhead, true).compose()),
        "order" => {
            let order = order(plan, letterhead, me.place);
            let on = order.number.as_ref().map(|(_, day)| *day);
            let responsible = responsible(office, asked, on.unwrap_or(order.letterhead.date)).await?;
            let letterhead = signed_on(office, asked, order.letterhead.clone(), on).await?;
            Ok(Order { letterhead, responsible, ..order }.compose())
        }
        "levels" => Ok(levels::paper(office, asked, plan, letterhead).await?.compose()),
        _ => Err(Refusal::of(Rule::NotThere)),
    }
}

/// What stands on every paper, and who asks for it.
pub async fn letterhead(office: &Office, asked: &Asked, number: Option<u32>) -> Result<(Letterhead, Oneself), Refusal> {
    let me = office.see(asked.reader.clone(), Me).await?;
    let checkpoint = office.store.checkpoint().await?.to_string();
    let date = asked.reader.now().date();
    let Signs { head, deputy, .. } = office.see(asked.reader.clone(), Signers { day: date }).await?;
    Ok((Letterhead { lang: asked.lang, school: speaker(&me), date, checkpoint, number, head, deputy }, me))
}

/// The school as papers name it: below its name its address, where somebody wrote it, with the settlement once.
fn speaker(me: &Oneself) -> String {
    let [place, address] = [&me.place, &me.address].map(|text| text.trim());
    let whole = if folded(address).contains(&folded(place)) { address.to_owned() } else { format!("{place}, {address}") };
    match whole.trim_end_matches(", ") {
        "" => me.school.clone(),
        whole => format!("{}\n{whole}", me.school),
    }
}

/// A post within a line; one that is written in capitals stays.
fn uncapital(post: &str) -> String {
    let mut letters = post.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(letters).collect(),
        _ => post.to_owned(),
    }
}

/// Who answers for the plan: the deputy head of that day, where one is known, with her post.
async fn responsible(office: &Office, asked: &Asked, day: Date) -> Result<String, Refusal> {
    let Signs { deputy, deputy_post, .. } = office.see(asked.reader.clone(), Signers { day }).await?;
    let post = if deputy_post.is_empty() { papers::office_deputy(asked.lang) } else { deputy_post };
    Ok(if deputy.is_empty() { deputy } else { format!("{} {deputy}", uncapital(&post)) })
}

/// A paper that was signed on a day already was signed by whoever was the head on it.
pub async fn signed_on(office: &Office, asked: &Asked, letterhead: Letterhead, day: Option<Date>) -> Result<Letterhead, Refusal> {
    let Some(day) = day else { return Ok(letterhead) };
    let head = office.see(asked.reader.clone(), Signers { day }).await?.head;
    Ok(Letterhead { head, ..letterhead })
}

/// Pressed beside the pages.
pub async fn pressed(sheet: Arc<Sheet>, form: Form) -> Result<Vec<u8>, Refusal> {
    let stopped = || Refusal::of(Rule::Stopped);
    tokio::task::spawn_blocking(move || sheet.press(form)).await.map_err(|_| stopped())?.map_err(|_| stopped())
}

/// What a kind of paper is called.
pub fn name(lang: Lang, kind: &str) -> String {
    match kind {
        "report" => office::papers_report(lang),
        "order" => office::papers_order(lang),
        "levels" => office::levels_title(lang),
        "marks" => office::papers_plan_marks(lang),
        _ => office::papers_plan(lang),
    }
}

fn whole(lang: Lang, plan: &PlanShown, letterhead: Letterhead, marks: bool) -> Plan {
    let numbers = Numbers::of(plan);
    let row = |measure: &MeasureShown| PlanRow {
        number: numbers.measure(&measure.id),
        text: measure.content.text.clone(),
        when: measure.content.when.clone(),
        owners: measure.content.owners.clone(),
        mark: if marks { report::marked(lang, measure) } else { String::new() },
    };
    Plan {
        letterhead,
        title: plan.preface.title.clone(),
        head: head(lang, plan),
        goal: plan.preface.goal.clone(),
        directions: plan.preface.directions.clone(),
        blocks: plan
            .blocks
            .iter()
            .enumerate()
            .map(|(at, block)| PlanBlock { title: numbers.title(at), rows: block.measures.iter().map(row).collect() })
            .collect(),
        marks,
    }
}

/// The approval head: of the order, where the plan is approved by one, else as it was written.
fn head(lang: Lang, plan: &PlanShown) -> String {
    match &plan.approved {
        Some(Signature { paper: Some(paper), .. }) => office::approval_of_order(lang, &paper.number, told::day(paper.day)),
        _ => plan.preface.head.clone(),
    }
}

fn order(plan: &PlanShown, letterhead: Letterhead, place: String) -> Order {
    let number = match &plan.approved {
        Some(Signature { paper: Some(paper), .. }) => Some((paper.number.clone(), paper.day)),
        _ => None,
    };
    Order {
        letterhead,
        plan: plan.preface.title.clone(),
        year: SchoolYear(plan.days.first.year()).short(),
        number,
        responsible: String::new(),
        place,
        known: owners(plan),
    }
}

/// Whom measures of the plan name, by name.
fn owners(plan: &PlanShown) -> Vec<String> {
    let people = plan.blocks.iter().flat_map(|block| &block.measures).flat_map(|measure| &measure.people);
    let by_name: BTreeMap<String, &str> = people.map(|owner| (folded(&owner.name), owner.name.as_str())).collect();
    by_name.into_values().map(str::to_owned).collect()
}
