//! What measures wait for: the days of procedures, olympiads, other plans; and the periods and holidays of the year.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::{Markup, html};
use records::plan::Schedule;
use records::plan::calendar::{Days, ScheduleDay};
use records::text::capital;
use words::office;
use workflow::plan::{PlanShown, SchedulesOf, SchedulesShown, SetSchedule, SetTerms, schedule_told};
use workflow::school::Edit;
use workflow::{Field as Told, Refusal, Rule};

use super::found::plan;
use super::told;
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, day};
use crate::server::office::Office;
use crate::server::pages::frame::{Page, Room, page_with};
use crate::server::pages::mistake;
use crate::server::policy::Asked;

const DAYS: Form = Form {
    fields: &[Field::new("days", office::schedule_days, Kind::Text).hint(office::schedule_days_hint).told(Told::ScheduleDays).any_length()],
};
const TERMS: Form = Form {
    fields: &[
        Field::new("periods", office::terms_periods, Kind::Text).hint(office::terms_hint).told(Told::PeriodDays).any_length(),
        Field::new("holidays", office::terms_holidays, Kind::Text).hint(office::terms_hint).told(Told::HolidayDays).any_length(),
    ],
};

/// Schedules people can fill in; ends of periods follow from the periods.
const FILLED: [(&str, Schedule); 4] = [
    ("procedures", Schedule::Procedures),
    ("olympiads", Schedule::Olympiads),
    ("other-plan", Schedule::OtherPlan),
    ("unknown", Schedule::Unknown),
];

/// `GET /plan/{id}/schedules`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    shown(&office, &asked, &id, None).await
}

async fn read(office: &Office, asked: &Asked, id: &str) -> Result<(PlanShown, SchedulesShown), Refusal> {
    let plan = plan(office, asked, id).await?;
    let schedules = office.see(asked.reader.clone(), SchedulesOf { year: plan.year.clone() }).await?;
    Ok((plan, schedules))
}

/// What was typed in which form, and what is wrong with it.
type Again<'a> = Option<(&'a str, &'a Typed, &'a Mistakes)>;

async fn shown(office: &Office, asked: &Asked, id: &str, again: Again<'_>) -> Response {
    let lang = asked.lang;
    let (plan, known) = match read(office, asked, id).await {
        Ok(read) => read,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let title = office::schedules_title(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (office::schedules_lead(lang)) }
        @for (code, schedule) in FILLED { (one(asked, &plan, &known, code, schedule, again)) }
        (terms(asked, &plan, &known, again))
    };
    let trail = [(format!("/plan/{}", plan.id), plan.preface.title.clone())];
    let status = again.map_or(StatusCode::OK, |(.., mistakes)| mistakes.status());
    page_with(office, asked, status, &Page { room: Room::Plan, title: &title, trail: &trail }, &content).await
}

fn days_of(known: &SchedulesShown, schedule: Schedule) -> &[ScheduleDay] {
    known.known.iter().find(|(one, ..)| *one == schedule).map_or(&[], |(_, days, _)| days)
}

fn one(asked: &Asked, plan: &PlanShown, known: &SchedulesShown, code: &str, schedule: Schedule, again: Again<'_>) -> Markup {
    let lang = asked.lang;
    let days = days_of(known, schedule);
    let waiting = known.awaited.iter().find(|(one, _)| *one == schedule).map_or(0, |(_, measures)| measures.len());
    // Days of another plan are each measure's own: one list would give them to all that wait.
    if matches!(schedule, Schedule::OtherPlan | Schedule::Unknown) && days.is_empty() {
        return each(asked, plan, schedule);
    }
    let lines = lines(days);
    let (typed, mistakes) = match again.filter(|(form, ..)| *form == code) {
        Some((_, typed, mistakes)) => (typed.clone(), mistakes.clone()),
        None => (asked.form().with("days", lines.clone()), Mistakes::default()),
    };
    html! {
        @if schedule != Schedule::Unknown || waiting > 0 || !days.is_empty() {
            details open[waiting > 0 || !mistakes.none()] {
                summary {
                    b { (capital(&schedule_told(schedule, lang))) } " "
                    span.quiet { @if days.is_empty() { (office::schedule_waiting(lang, waiting)) } @else { (office::schedule_known(lang, days.len())) } }
                }
                @if schedule == Schedule::Procedures && known.procedures > 0 {
                    p { (words::procedures::from_schedule(lang, known.procedures)) " " a href="/procedures" { (words::procedures::title(lang)) } }
                }
                form.narrow method="post" action={ "/plan/" (plan.id.as_str()) "/schedules/" (code) } {
                    (DAYS.show_within(code, lang, &typed, &mistakes))
                    (DAYS.opened(&[("days", lines)], Some(&typed), &mistakes))
                    button.second { (office::save(lang)) }
                }
            }
        }
    }
}

/// Measures that wait for a plan or a schedule of their own: each is given its days where it stands.
fn each(asked: &Asked, plan: &PlanShown, schedule: Schedule) -> Markup {
    let lang = asked.lang;
    let waiting: Vec<_> =
        plan.blocks.iter().flat_map(|block| &block.measures).filter(|measure| measure.waits.contains(&schedule)).collect();
    html! {
        @if !waiting.is_empty() {
            details open {
                summary { b { (capital(&schedule_told(schedule, lang))) } " " span.quiet { (office::schedule_waiting(lang, waiting.len())) } }
                p { (office::schedule_each(lang)) }
                ul.plain-list.rows {
                    @for measure in waiting {
                        li {
                            span { (measure.content.text) br; span.quiet { (measure.content.when) } }
                            a.button.second.small href={ "/measure/" (measure.id.as_str()) "/edit#field-when" } { (office::schedule_days_of(lang)) }
                        }
                    }
                }
            }
        }
    }
}

fn terms(asked: &Asked, plan: &PlanShown, known: &SchedulesShown, again: Again<'_>) -> Markup {
    let lang = asked.lang;
    let (periods, holidays) = (spans(&known.terms.periods), spans(&known.terms.holidays));
    let (typed, mistakes) = match again.filter(|(form, ..)| *form == "terms") {
        Some((_, typed, mistakes)) => (typed.clone(), mistakes.clone()),
        None => (asked.form().with("periods", periods.clone()).with("holidays", holidays.clone()), Mistakes::default()),
    };
    html! {
        h2 { (office::terms_title(lang)) }
        @if known.terms_entry.is_none() { p { (office::terms_usual(lang)) } }
        form.narrow method="post" action={ "/plan/" (plan.id.as_str()) "/terms" } {
            (TERMS.show_within("terms-", lang, &typed, &mistakes))
            (TERMS.opened(&[("periods", periods), ("holidays", holidays)], Some(&typed), &mistakes))
            button.second { (office::save(lang)) }
        }
    }
}

/// A day and its name a line.
fn lines(days: &[ScheduleDay]) -> String {
    days.iter().map(|day| format!("{} {}", told::day(day.on), day.label).trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

fn spans(all: &[Days]) -> String {
    all.iter().map(|days| format!("{} – {}", told::day(days.first), told::day(days.last))).collect::<Vec<_>>().join("\n")
}

/// Reads a day and its name a line; the line that cannot be read.
fn read_lines(text: &str) -> Result<Vec<ScheduleDay>, String> {
    let line = |line: &str| {
        let (first, label) = line.trim().split_once(char::is_whitespace).unwrap_or((line.trim(), ""));
        day(first).map(|on| ScheduleDay::typed(on, label.trim())).ok_or_else(|| line.trim().to_owned())
    };
    text.lines().filter(|text| !text.trim().is_empty()).map(line).collect()
}

/// Reads two days a line.
fn read_spans(text: &str) -> Result<Vec<Days>, String> {
    let line = |line: &str| {
        let days: Vec<Date> = line.split(['–', '—', ' ', '\t']).filter_map(day).collect();
        let [first, last] = days[..] else { return Err(line.trim().to_owned()) };
        Ok(Days { first, last })
    };
    text.lines().filter(|text| !text.trim().is_empty()).map(line).collect()
}

/// `POST /plan/{id}/schedules/{code}`.
pub async fn set(State(office): State<Arc<Office>>, asked: Asked, Path((id, code)): Path<(String, String)>, typed: Typed) -> Response {
    let lang = asked.lang;
    let plan = match plan(&office, &asked, &id).await {
        Ok(plan) => plan,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let Some((_, schedule)) = FILLED.into_iter().find(|(known, _)| *known == code) else {
        return mistake::refused(&office, &asked, &Refusal::of(Rule::NotThere)).await;
    };
    let mut mistakes = Mistakes::default();
    let wanted = read_lines(typed.get("days")).map_err(|line| mistakes.add("days", office::line_wrong(lang, line)));
    let (Ok(wanted), Ok(opened), Some(once)) = (wanted, read_lines(typed.get("was-days")), typed.once()) else {
        return shown(&office, &asked, &id, Some((&code, &typed, &mistakes))).await;
    };
    let act = SetSchedule { year: plan.year.clone(), schedule, days: Edit { opened, wanted } };
    match office.perform(asked.reader.clone(), once, act).await {
        Ok(_) => Redirect::to(&format!("/plan/{id}/schedules")).into_response(),
        Err(refusal) => shown(&office, &asked, &id, Some((&code, &typed, &Mistakes::refused(DAYS, lang, &refusal, &typed)))).await,
    }
}

/// `POST /plan/{id}/terms`.
pub async fn set_terms(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let lang = asked.lang;
    let plan = match plan(&office, &asked, &id).await {
        Ok(plan) => plan,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let mut mistakes = Mistakes::default();
    let mut both = |name: &'static str, was: &str| {
        let wanted = read_spans(typed.get(name)).map_err(|line| mistakes.add(name, office::line_wrong(lang, line))).ok()?;
        Some(Edit { opened: read_spans(typed.get(was)).ok()?, wanted })
    };
    let (periods, holidays) = (both("periods", "was-periods"), both("holidays", "was-holidays"));
    let (Some(periods), Some(holidays), Some(once)) = (periods, holidays, typed.once()) else {
        return shown(&office, &asked, &id, Some(("terms", &typed, &mistakes))).await;
    };
    match office.perform(asked.reader.clone(), once, SetTerms { year: plan.year.clone(), periods, holidays }).await {
        Ok(_) => Redirect::to(&format!("/plan/{id}/schedules")).into_response(),
        Err(refusal) => shown(&office, &asked, &id, Some(("terms", &typed, &Mistakes::refused(TERMS, lang, &refusal, &typed)))).await,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_and_spans_are_read_a_line_each() {
        let days = read_lines("15.04.2027 ВПР, математика\n\n 20.04.2027\n").unwrap();
        assert_eq!((days.len(), days[0].on, days[0].label.as_str()), (2, date(2027, 4, 15), "ВПР, математика"));
        assert_eq!(read_lines("15.04.2027 а\nапрель"), Err("апрель".into()));
        assert_eq!(read_lines(&lines(&days)).unwrap(), days);
        let terms = read_spans("01.09.2026 – 30.10.2026\n09.11.2026 — 30.12.2026").unwrap();
        assert_eq!(terms[1].last, date(2026, 12, 30));
        assert_eq!(read_spans(&spans(&terms)).unwrap(), terms);
        assert!(read_spans("01.09.2026").is_err());
    }
}
