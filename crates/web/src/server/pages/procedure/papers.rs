//! Papers of the schedule: the schedule for the site, the order on a procedure with its annexes.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use documents::office::{Form, HalfYear, Letterhead, Manner, ProcedureOrder, Sheet, SiteRow, SiteSchedule};
use jiff::civil::Date;
use ledger::Digest;
use maud::{Markup, html};
use records::procedure::{LoadRule, Source};
use records::text::{Lang, capital};
use records::vocabulary::{Confidence, Kind};
use words::procedures;
use workflow::procedure::{Gone, IssueProcedurePaper, ProcedureShown, ProcedureState, Schedule, ScheduleShown, SeatShown};
use workflow::{Id, Refusal, Rule, Upload};

use super::super::frame::year_name;
use super::super::mistake;
use super::super::plan::papers::{download, letterhead, pressed, signed_on};
use super::super::plan::told::{day, month};
use super::asked::{Wanted, found, standing, within};
use super::told;
use crate::server::form::{Typed, key};
use crate::server::office::Office;
use crate::server::policy::Asked;
use crate::shell::address::attached;

/// Links to a paper in its forms.
pub(super) fn links(address: &str, book: bool) -> Markup {
    let form = |form: &str| format!("{address}{}form={form}", if address.contains('?') { '&' } else { '?' });
    html! {
        @if book { a href=(form("xlsx")) { "Excel" } " " }
        a href=(form("docx")) { "Word" }
        @if cfg!(feature = "pdf") { " " a href=(form("pdf")) { "PDF" } }
    }
}

/// The button that gives a paper its number.
pub(super) fn issuing(asked: &Asked, schedule: &ScheduleShown, address: &str) -> Markup {
    let (lang, number) = (asked.lang, schedule.next.to_string());
    html! {
        @if schedule.keeps {
            details.issuing {
                summary { (procedures::paper_issue(lang)) }
                p { (procedures::paper_issue_what(lang, &number, day(asked.reader.now().date()))) }
                form method="post" action=(address) {
                    (key(&asked.form()))
                    input type="hidden" name="number" value=(number);
                    input type="hidden" name="year" value=(schedule.year.id.as_str());
                    button.second { (procedures::paper_issue_now(lang, &number)) }
                }
            }
        }
    }
}

/// The button for the order of a procedure: not where the order has its number already.
pub(super) fn issuing_order(asked: &Asked, schedule: &ScheduleShown, one: &ProcedureShown) -> Markup {
    let lang = asked.lang;
    html! {
        @if let Some((number, on)) = own(schedule, one) { p.hint { (procedures::paper_own_number(lang, number, day(*on))) } } @else {
            @if let Some((number, on)) = given(one).filter(|_| schedule.keeps) { p.hint { (procedures::paper_stands_on(lang, number, day(*on))) } }
            (issuing(asked, schedule, &format!("/procedure/{}/order", one.id)))
        }
    }
}

/// Papers that were issued: of the whole schedule, or of a procedure.
pub(super) fn register(lang: Lang, schedule: &ScheduleShown, procedure: Option<&Id>) -> Markup {
    let here: Vec<_> = schedule.papers.iter().filter(|(_, of)| of.as_ref() == procedure).map(|(paper, _)| paper).collect();
    html! {
        @if !here.is_empty() {
            h2 { (procedures::papers_issued(lang)) }
            ul.plain-list.rows {
                @for paper in here {
                    @let at = format!("/procedures/paper/{}", paper.id);
                    li { b { "№ " (paper.number) } span { (paper.title) } span.quiet { (day(paper.day)) } a href={ (at) "/docx" } { "Word" } @if paper.pdf.is_some() { a href={ (at) "/pdf" } { "PDF" } } }
                }
            }
        }
    }
}

/// Presses a paper, keeps it and gives it its number.
async fn issue(office: &Office, asked: &Asked, typed: &Typed, sheet: Sheet, act: IssueProcedurePaper) -> Result<(), Refusal> {
    let once = typed.once().ok_or(Refusal::of(Rule::NotThere))?;
    let sheet = Arc::new(sheet);
    let mut addresses = Vec::new();
    for form in if cfg!(feature = "pdf") { &[Form::Word, Form::Pdf][..] } else { &[Form::Word] } {
        let bytes = pressed(Arc::clone(&sheet), *form).await?;
        addresses.push(office.store.keep(Upload { bytes, names: true, at: asked.reader.now().timestamp() }).await?.to_string());
    }
    let mut addresses = addresses.into_iter();
    let act = IssueProcedurePaper { word: addresses.next().unwrap_or_default(), pdf: addresses.next(), ..act };
    office.perform(asked.reader.clone(), once, act).await?;
    office.says(&asked.session, html! { (procedures::paper_is_issued(asked.lang)) });
    Ok(())
}

/// The number the form showed: another paper may have taken it meanwhile.
fn number(typed: &Typed) -> u32 {
    typed.get("number").parse().unwrap_or(0)
}

/// `POST /procedures/site`: gives the schedule for the site its number.
pub async fn issue_site(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let done = async {
        let schedule = standing(&office, &asked, typed.get("year")).await?;
        let (head, me) = letterhead(&office, &asked, Some(number(&typed))).await?;
        let sheet = site_paper(asked.lang, &schedule, head, &me.place).compose();
        let act = IssueProcedurePaper {
            year: schedule.year.id.clone(),
            procedure: None,
            number: number(&typed),
            kind: "site".into(),
            title: format!("{}, {}", procedures::site_title(asked.lang), year_name(&schedule.year)),
            word: String::new(),
            pdf: None,
        };
        issue(&office, &asked, &typed, sheet, act).await
    };
    match done.await {
        Ok(()) => Redirect::to(&within("/procedures", typed.get("year"))).into_response(),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// `POST /procedure/{id}/order`: gives the order on a procedure its number.
pub async fn issue_order(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let done = async {
        let (one, schedule) = found(&office, &asked, &id).await?;
        let (head, me) = letterhead(&office, &asked, Some(number(&typed))).await?;
        let sheet = order_paper(asked.lang, &schedule, &one, head, &me.place).compose();
        let act = IssueProcedurePaper {
            year: schedule.year.id.clone(),
            procedure: Some(one.id.clone()),
            number: number(&typed),
            kind: "order".into(),
            title: format!("{}: {}", procedures::paper_order(asked.lang), told::whole(asked.lang, &schedule, &one)),
            word: String::new(),
            pdf: None,
        };
        issue(&office, &asked, &typed, sheet, act).await
    };
    match done.await {
        Ok(()) => Redirect::to(&format!("/procedure/{id}")).into_response(),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// `GET /procedures/paper/{id}/{form}`: what was printed.
pub async fn issued(State(office): State<Arc<Office>>, asked: Asked, Path((id, form)): Path<(String, String)>) -> Response {
    let gone = || Refusal::of(Rule::NotThere);
    let kept = async {
        // Of whichever year: a number stays what it was given to.
        let look = Schedule { year: None, paper: Some(Id::read(&id).ok_or_else(gone)?) };
        let papers = office.see(asked.reader.clone(), look).await?.ok_or_else(gone)?.papers;
        let paper = papers.into_iter().map(|(paper, _)| paper).find(|paper| paper.id.as_str() == id).ok_or_else(gone)?;
        let address = if form == "pdf" { paper.pdf.ok_or_else(gone)? } else { paper.word };
        let bytes = office.store.file(address.parse::<Digest>().map_err(|_| gone())?).await?.ok_or_else(gone)?;
        Ok::<_, Refusal>((format!("{} № {}.{}", paper.title, paper.number, if form == "pdf" { "pdf" } else { "docx" }), bytes))
    };
    match kept.await {
        Ok((name, bytes)) => download(&name, bytes),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

fn form_of(wanted: &Wanted) -> (Form, &'static str) {
    if wanted.form.as_deref() == Some("pdf") { (Form::Pdf, "pdf") } else { (Form::Word, "docx") }
}

/// `GET /procedures/site`: the schedule for the site.
pub async fn site(State(office): State<Arc<Office>>, asked: Asked, Query(wanted): Query<Wanted>) -> Response {
    match site_made(&office, &asked, &wanted).await {
        Ok(answer) => answer,
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

async fn site_made(office: &Office, asked: &Asked, wanted: &Wanted) -> Result<Response, Refusal> {
    let schedule = standing(office, asked, wanted.year()).await?;
    let (head, me) = letterhead(office, asked, None).await?;
    let paper = site_paper(asked.lang, &schedule, head, &me.place);
    let title = format!("{} {}", procedures::site_title(asked.lang), year_name(&schedule.year).replace('/', "-"));
    if wanted.form.as_deref() == Some("xlsx") {
        let bytes = paper.workbook().map_err(|_| Refusal::of(Rule::Stopped))?;
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".to_owned();
        return Ok(
            ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, attached(&format!("{title}.xlsx")))], bytes).into_response()
        );
    }
    let (form, extension) = form_of(wanted);
    Ok(download(&format!("{title}.{extension}"), pressed(Arc::new(paper.compose()), form).await?))
}

/// The schedule as the site shows it: nobody is named in it.
fn site_paper(lang: Lang, schedule: &ScheduleShown, letterhead: Letterhead, place: &str) -> SiteSchedule {
    let held = || schedule.procedures.iter().filter(|one| one.state != ProcedureState::Cancelled);
    let mut orders: Vec<(String, Date)> = held().filter_map(|one| one.order.clone()).collect();
    orders.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    orders.dedup();
    let new_year = Date::new(schedule.year.first_day.year() + 1, 1, 1).unwrap_or(schedule.year.last_day);
    let half = |number: &str, within: &dyn Fn(Date) -> bool| {
        let all: Vec<&ProcedureShown> = held().filter(|one| within(one.day)).collect();
        HalfYear { name: procedures::half_year(lang, number), procedures: all.len(), rows: rows(lang, schedule, &all) }
    };
    // A source that is that of the rule before is not written out again.
    let mut before = None;
    let published = |source| published(lang, schedule, source, &mut before);
    let rules = schedule.rules.sources().iter().filter_map(published).collect();
    SiteSchedule {
        letterhead,
        year: year_name(&schedule.year),
        place: place.to_owned(),
        orders,
        rules,
        halves: vec![half("I", &|day| day < new_year), half("II", &|day| day >= new_year)],
        changes: schedule.procedures.iter().flat_map(|one| changes(lang, schedule, one)).collect(),
        despite: held().flat_map(|one| despite(lang, schedule, one)).collect(),
    }
}

/// A rule as families read it: who is where concerns the school, and a document is named where it was read, not where it is remembered.
fn published<'s>(lang: Lang, schedule: &ScheduleShown, source: &'s Source, before: &mut Option<&'s str>) -> Option<String> {
    let rule = sentence(lang, schedule, source.rule)?;
    let named = (source.cite.confidence == Confidence::High).then_some(source.cite.source.as_str());
    let same = named.is_some() && named == *before;
    *before = named;
    Some(match named {
        Some(_) if same => procedures::site_rule_same(lang, rule),
        Some(named) => procedures::site_rule_source(lang, rule, named),
        None => rule,
    })
}

/// A rule in a sentence; None where it says who is where, or does not hold.
fn sentence(lang: Lang, schedule: &ScheduleShown, rule: LoadRule) -> Option<String> {
    let level = schedule.rules.number(rule)?;
    Some(match rule {
        LoadRule::OneADay => procedures::site_rule_one_a_day(lang, told::most_a_day(schedule)),
        LoadRule::Distance => match told::whole_number(level) {
            Some(weeks) => procedures::site_rule_distance_whole(lang, weeks),
            None => procedures::site_rule_distance(lang, told::plain(level, lang)),
        },
        LoadRule::ShareOfHours => procedures::site_rule_share(lang, told::plain(100.0 * level, lang)),
        LoadRule::EdgeLesson => procedures::site_rule_edge(lang),
        LoadRule::LessonsDay => procedures::site_rule_lessons_day(lang),
        LoadRule::OneTime => procedures::site_rule_one_time(lang),
        LoadRule::Window => procedures::site_rule_window(lang),
        LoadRule::Grade => procedures::site_rule_grade(lang),
        // That of days without lessons says it of what is held on days of lessons.
        LoadRule::WorkingDay | LoadRule::TeacherOnce | LoadRule::RoomOnce | LoadRule::Apart => return None,
    })
}

/// Whether a rule says who is where.
const fn of_the_school(rule: LoadRule) -> bool {
    matches!(rule, LoadRule::TeacherOnce | LoadRule::RoomOnce | LoadRule::Apart)
}

/// A line a class and month, in the order of classes.
fn rows(lang: Lang, schedule: &ScheduleShown, all: &[&ProcedureShown]) -> Vec<SiteRow> {
    let mut rows = Vec::new();
    for (class, name) in &schedule.classes {
        let mut months: Vec<(Date, Vec<String>)> = Vec::new();
        for one in all.iter().filter(|one| one.seats.iter().any(|seat| seat.class == *class)) {
            let said = format!("{} — {} ({})", one.day.day(), told::what(lang, schedule, one), told::slot(lang, one.slot));
            match months.last_mut() {
                Some((month, days)) if *month == one.day.first_of_month() => days.push(said),
                _ => months.push((one.day.first_of_month(), vec![said])),
            }
        }
        let row = |(first, days): (Date, Vec<String>)| SiteRow {
            class: name.to_string(),
            month: format!("{} {}", month(lang, first), first.year()),
            days,
        };
        rows.extend(months.into_iter().map(row));
    }
    rows
}

fn named(lang: Lang, schedule: &ScheduleShown, one: &ProcedureShown) -> String {
    format!("{}, {}", told::what(lang, schedule, one), told::classes(one))
}

/// Where it was moved from, each step to the next; and why it is not held.
fn changes(lang: Lang, schedule: &ScheduleShown, one: &ProcedureShown) -> Vec<String> {
    let name = named(lang, schedule, one);
    let next = one.moves.iter().skip(1).map(|moved| moved.day).chain([one.day]);
    let mut told: Vec<String> = one
        .moves
        .iter()
        .zip(next)
        .map(|(moved, to)| procedures::change_moved(lang, &name, day(moved.day), day(to), &moved.reason))
        .collect();
    if one.state == ProcedureState::Cancelled {
        told.push(procedures::change_cancelled(lang, format!("{name}, {}", day(one.day)), &one.reason));
    }
    told
}

/// Rules that were not kept, with the reason; a reason that was given for who is where as well is the school's own.
fn despite(lang: Lang, schedule: &ScheduleShown, one: &ProcedureShown) -> Vec<String> {
    let said = |gone: &Gone| {
        let rules: Vec<LoadRule> = gone.rules.iter().copied().filter(|rule| !of_the_school(*rule)).collect();
        let reason = if rules.len() == gone.rules.len() { format!(". {}", gone.reason) } else { String::new() };
        (!rules.is_empty())
            .then(|| format!("{}, {}: {}{reason}", named(lang, schedule, one), day(one.day), told::all_broken(lang, schedule, &rules)))
    };
    one.gone.iter().filter_map(said).collect()
}

/// `GET /procedure/{id}/order`: the order with its annexes.
pub async fn order(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, Query(wanted): Query<Wanted>) -> Response {
    let lang = asked.lang;
    let made = async {
        let (one, schedule) = found(&office, &asked, &id).await?;
        let (head, me) = letterhead(&office, &asked, None).await?;
        let head = signed_on(&office, &asked, head, own(&schedule, &one).map(|(_, day)| *day)).await?;
        let (form, extension) = form_of(&wanted);
        let name = format!("{} {}.{extension}", procedures::paper_order(lang), day(one.day));
        Ok::<_, Refusal>((name, pressed(Arc::new(order_paper(lang, &schedule, &one, head, &me.place).compose()), form).await?))
    };
    match made.await {
        Ok((name, bytes)) => download(&name, bytes),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// «7 классы» where the whole parallel writes, else the classes that do.
fn whose(lang: Lang, schedule: &ScheduleShown, one: &ProcedureShown) -> String {
    let parallel = schedule.classes.iter().filter(|(_, name)| name.grade == one.grade).count();
    if one.seats.len() > 1 && one.seats.len() == parallel { procedures::parallel(lang, one.grade.to_string()) } else { told::classes(one) }
}

/// An order that was given stands on it as long as nothing was changed since.
fn given(one: &ProcedureShown) -> Option<&(String, Date)> {
    one.order.as_ref().filter(|_| one.state == ProcedureState::Ordered)
}

/// The number of an order that names this procedure alone: this paper is that order. One that names several is another paper, and this one
/// stands on it.
pub(super) fn own<'o>(schedule: &ScheduleShown, one: &'o ProcedureShown) -> Option<&'o (String, Date)> {
    let given = given(one)?;
    (schedule.procedures.iter().filter(|other| other.order.as_ref() == Some(given)).count() == 1).then_some(given)
}

fn manner(schedule: &ScheduleShown, one: &ProcedureShown) -> Manner {
    match schedule.rules.kind(&one.kind).map(|kind| kind.kind) {
        Some(Kind::Is9) => Manner::Oral,
        Some(Kind::Is11) => Manner::Essay,
        _ => Manner::Written,
    }
}

fn order_paper(lang: Lang, schedule: &ScheduleShown, one: &ProcedureShown, letterhead: Letterhead, place: &str) -> ProcedureOrder {
    // Issued in the register, it has that number alone.
    let number = own(schedule, one).filter(|_| letterhead.number.is_none()).cloned();
    let basis = given(one).filter(|_| own(schedule, one).is_none()).cloned();
    let settled = number.as_ref().map(|(_, day)| *day).or(letterhead.number.map(|_| letterhead.date));
    // An order with a number names people as it does at every download; a draft says which of two of one name.
    let called = |(who, _): &(Id, String)| {
        if let Some(on) = settled { schedule.on_paper.settled(who, on) } else { schedule.on_paper.ahead(who) }
    };
    let seat = |seat: &SeatShown| [seat.name.clone(), seat.room.clone(), seat.organiser.as_ref().map(called).unwrap_or_default()];
    let seats = one.seats.iter().map(seat).collect();
    let gone = |gone: &Gone| format!("{}: {}", told::all_broken(lang, schedule, &gone.rules), gone.reason);
    let keeps = |rule: LoadRule| one.clashes.iter().all(|(clash, _)| clash.rule != rule);
    ProcedureOrder {
        letterhead,
        number,
        place: place.to_owned(),
        basis,
        plan: schedule.basis.as_ref().map(|basis| (basis.title.clone(), basis.order.clone())),
        what: told::what(lang, schedule, one),
        parallel: whose(lang, schedule, one),
        subject: one.subject.clone(),
        day: one.day,
        when: told::slot(lang, one.slot),
        at: told::at(lang, one.slot),
        manner: manner(schedule, one),
        seats,
        one_time: keeps(LoadRule::OneTime),
        apart: keeps(LoadRule::Apart),
        despite: one.gone.iter().map(gone).map(|told| capital(&told)).collect(),
    }
}
