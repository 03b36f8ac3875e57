//! Papers of a plan: the plan itself, with marks or without, the report for a term, the order; Word and PDF.
//! covers: R48

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use documents::office::{Form, Letterhead, Order, Plan, PlanBlock, PlanRow, Report, ReportBlock, ReportRow, Sheet, Totals};
use jiff::civil::Date;
use ledger::Digest;
use maud::{Markup, html};
use records::text::Lang;
use records::vocabulary::SchoolYear;
use serde::Deserialize;
use words::{inspection, office};
use workflow::people::{Me, Oneself, Signers, SignersShown as Signs};
use workflow::plan::{
    EffectOf, Effects, IssuePaper, Kept, MeasureShown, OccurrenceShown, Papers, PlanShown, PlanState, Plans, Progress, SchedulesOf,
    Signature,
};
use workflow::{Act, Id, Refusal, Rule, Upload};

use super::found::plan;
use super::numbers::Numbers;
use super::{effect, levels, told};
use crate::server::form::{Typed, day, key};
use crate::server::office::Office;
use crate::server::pages::event::registers;
use crate::server::pages::frame::{Page, Room, page};
use crate::server::pages::listing::carry;
use crate::server::pages::{kept, mistake};
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
    let begin = plan_begins(&plan);
    let mut terms =
        vec![(office::papers_so_far(lang), begin, asked.reader.now().date()), (office::papers_year(lang), begin, plan.days.last)];
    let periods = known.terms.periods.iter().enumerate();
    terms.extend(
        periods
            .map(|(index, days)| (period(lang, known.terms.periods.len(), index), if index == 0 { begin } else { days.first }, days.last)),
    );
    let content = html! {
        h1 { (title) }
        p.lead { (plan.preface.title) }
        h2 { (office::papers_report(lang)) }
        p { (office::papers_report_what(lang)) }
        ul.plain-list.rows {
            @for (name, from, to) in &terms {
                li { b { (name) } span.quiet { (told::span(lang, *from, *to)) } (links(lang, &format!("{at}/report?from={from}&to={to}"), '&')) @if may { (issuing(asked, &at, register.next, "report", Some((*from, *to)))) } }
            }
        }
        form.filters method="get" action={ (at) "/report" } {
            div.field { label for="from" { (office::from(lang)) } input type="date" id="from" name="from" value=(begin); }
            div.field { label for="to" { (office::to(lang)) } input type="date" id="to" name="to" value=(asked.reader.now().date()); }
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
        (registers::section(office, asked).await?)
        h2 { (office::papers_register(lang)) }
        @if register.papers.is_empty() { p { (office::papers_register_empty(lang)) } } @else { p { (carry(lang, &format!("{at}/list"))) } }
        ul.plain-list.rows {
            @for paper in &register.papers {
                @let here = format!("/paper/{id}/{}", paper.id);
                li {
                    b { "№ " (paper.number) } span { (paper.title) } span.quiet { (told::day(paper.day)) }
                    a href={ (here) "/docx" } { "Word" }
                    @if paper.pdf.is_some() { a href={ (here) "/pdf" } { "PDF" } }
                }
            }
        }
    };
    let trail = [(format!("/plan/{id}"), plan.preface.title.clone())];
    Ok(page(office, asked, &Page { room: Room::Papers, title: &title, trail: &trail }, &content).await)
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
                effects: looked(asked.lang, &effects, from, to.max(from)),
                ..report(asked.lang, plan, letterhead, from, to.max(from))
            }
            .compose())
        }
        "plan" => Ok(whole(asked.lang, plan, letterhead, false).compose()),
        "marks" => Ok(whole(asked.lang, plan, letterhead, true).compose()),
        "order" => {
            let order = order(plan, letterhead, &me.name);
            let letterhead = signed_on(office, asked, order.letterhead.clone(), order.number.as_ref().map(|(_, day)| *day)).await?;
            Ok(Order { letterhead, ..order }.compose())
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
    let Signs { head, deputy } = office.see(asked.reader.clone(), Signers { day: date }).await?;
    Ok((Letterhead { lang: asked.lang, school: me.school.clone(), date, checkpoint, number, head, deputy }, me))
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
        mark: if marks { marked(lang, measure) } else { String::new() },
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

/// «Отметка о выполнении»: each time that is decided.
fn marked(lang: Lang, measure: &MeasureShown) -> String {
    // Of a draft nobody was asked for anything: what has passed there is nothing a mark is made of.
    let over = |one: &OccurrenceShown| matches!(one.progress, Progress::Overdue | Progress::Passed | Progress::PassedUnentered);
    let decided = measure.occurrences.iter().filter(|one| one.progress.closed() || one.put_off.is_some() || over(one));
    // Of a measure with several times, which of them.
    let told = |one: &OccurrenceShown| match measure.occurrences.len() {
        1 => state(lang, one),
        _ => format!("{}: {}", told::time(lang, one.from, one.due), state(lang, one)),
    };
    decided.map(told).collect::<Vec<_>>().join("\n")
}

/// Whether nothing else is to be said of a time than that it was put off: its new day has not passed, and nobody said it done.
fn still_put_off(one: &OccurrenceShown) -> bool {
    let ahead = matches!(one.progress, Progress::DueSoon | Progress::UnderWay | Progress::Planned | Progress::DropAsked);
    ahead && one.put_off.is_some()
}

fn state(lang: Lang, one: &OccurrenceShown) -> String {
    let on = one.evidence.iter().map(|kept| kept.evidence.to).max();
    match (one.progress, on) {
        (Progress::Done | Progress::Accepted | Progress::AwaitsAcceptance, Some(on)) => {
            format!("{} {}", one.progress.told(lang), told::day(on))
        }
        // What was put off and passed since is no longer only put off: so the sum counts it, too.
        _ if still_put_off(one) => office::put_off_until(lang, told::day(one.due)),
        (progress, _) => progress.told(lang),
    }
}

fn report(lang: Lang, plan: &PlanShown, letterhead: Letterhead, from: Date, to: Date) -> Report {
    let within = |day: Date| from <= day && day <= to;
    let here = |one: &OccurrenceShown| {
        within(one.put_off.as_ref().map_or(one.due, |(was, _)| *was)) || one.evidence.iter().any(|kept| within(kept.evidence.to))
    };
    let (mut totals, numbers) = (Totals::default(), Numbers::of(plan));
    let mut row = |measure: &MeasureShown, one: &OccurrenceShown| {
        totals.all += 1;
        match one.progress {
            Progress::Done | Progress::Accepted | Progress::NotNeeded => totals.done += 1,
            Progress::AwaitsAcceptance | Progress::ChangedSince => totals.waiting += 1,
            Progress::Dropped => totals.dropped += 1,
            Progress::Overdue => totals.overdue += 1,
            Progress::Passed => totals.passed += 1,
            Progress::PassedUnentered => totals.passed_unentered += 1,
            Progress::PassedDraft => totals.passed_draft += 1,
            _ if still_put_off(one) => totals.put_off += 1,
            _ => totals.ahead += 1,
        }
        ReportRow {
            number: numbers.measure(&measure.id),
            text: measure.content.text.clone(),
            term: told::time(lang, one.from, one.put_off.as_ref().map_or(one.due, |(was, _)| *was)),
            owners: measure.content.owners.clone(),
            // The day stands at the evidence.
            state: if one.evidence.is_empty() || one.put_off.is_some() { state(lang, one) } else { one.progress.told(lang) },
            evidence: one.evidence.iter().map(|kept| evidence(lang, kept)).collect(),
            reason: one.put_off.as_ref().map_or(one.reason.clone(), |(_, why)| why.clone()),
        }
    };
    let mut blocks = Vec::new();
    for (at, block) in plan.blocks.iter().enumerate() {
        let times =
            block.measures.iter().flat_map(|measure| measure.occurrences.iter().filter(|one| here(one)).map(move |one| (measure, one)));
        let rows: Vec<ReportRow> = times.map(|(measure, one)| row(measure, one)).collect();
        if !rows.is_empty() {
            blocks.push(ReportBlock { title: numbers.title(at), rows });
        }
    }
    Report { letterhead, plan: plan.preface.title.clone(), from, to, blocks, effects: Vec::new(), totals }
}

/// What should move, and what was seen or was not looked at, of measures whose day lies in the term.
fn looked(lang: Lang, all: &[EffectOf], from: Date, to: Date) -> Vec<(String, String)> {
    let here = |day: Date| from <= day && day <= to;
    let told = |one: &EffectOf| {
        let declared = effect::declared(lang, &one.shown);
        let said = match &one.shown.seen {
            Some(seen) if here(seen.day) => format!("{} {}", effect::sentence(lang, &one.shown.effect, seen), seen.words),
            None if here(one.shown.effect.look_on) => office::effect_not_looked(lang),
            _ => return None,
        };
        Some((one.text.clone(), format!("{declared} {said}")))
    };
    let mut told: Vec<(String, String)> = all.iter().filter_map(told).collect();
    if all.iter().any(|one| one.shown.seen.as_ref().is_some_and(|seen| seen.before.is_some())) && !told.is_empty() {
        told.push((String::new(), office::effect_caution(lang)));
    }
    told
}

fn evidence(lang: Lang, Kept { evidence, .. }: &Kept) -> String {
    let file = evidence.file.as_ref().map(|file| format!(" ({})", kept::name(lang, file))).unwrap_or_default();
    format!("{}: {}{file}", told::span(lang, evidence.from, evidence.to), evidence.words)
}

fn order(plan: &PlanShown, letterhead: Letterhead, responsible: &str) -> Order {
    let number = match &plan.approved {
        Some(Signature { paper: Some(paper), .. }) => Some((paper.number.clone(), paper.day)),
        _ => None,
    };
    Order {
        letterhead,
        plan: plan.preface.title.clone(),
        year: SchoolYear(plan.days.first.year()).short(),
        number,
        responsible: responsible.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn time(progress: Progress, put_off: bool) -> OccurrenceShown {
        let id = || Id::read("occurrence-00000000000000000000000001").unwrap_or_else(Id::school);
        let day = date(2026, 10, 5);
        OccurrenceShown {
            id: id(),
            from: day,
            due: day,
            asks: false,
            label: String::new(),
            progress,
            state: workflow::plan::OccurrenceState::Open,
            put_off: put_off.then(|| (date(2026, 9, 1), "карантин".to_owned())),
            reason: String::new(),
            by: None,
            evidence: Vec::new(),
            digest: String::new(),
            entry: 1,
        }
    }

    /// What was put off and passed since is said to have passed, as the sum counts it; only what still lies ahead is put off.
    #[test]
    fn a_row_says_what_the_sum_counts() {
        for progress in Progress::ALL {
            let (moved, stands) = (time(*progress, true), time(*progress, false));
            let ahead = matches!(progress, Progress::DueSoon | Progress::UnderWay | Progress::Planned | Progress::DropAsked);
            assert_eq!(state(Lang::Ru, &moved).starts_with("перенесено"), ahead, "{progress:?}: {}", state(Lang::Ru, &moved));
            assert_eq!((still_put_off(&moved), still_put_off(&stands)), (ahead, false), "{progress:?}");
        }
        assert_eq!(state(Lang::Ru, &time(Progress::PassedUnentered, true)), "прошёл до внесения утверждения в программу");
    }
}
