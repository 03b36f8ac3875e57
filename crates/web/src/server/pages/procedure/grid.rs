//! A month and a week of the schedule by class: a line a class, a column a day lessons are held on.

use jiff::civil::Date;
use maud::{Markup, html};
use records::text::{Lang, capital};
use words::{office, procedures};
use workflow::Id;
use workflow::procedure::{ProcedureShown, ProcedureState, ScheduleShown};

use super::super::plan::told::{month as month_name, short};
use super::asked::{Wanted, address, after};
use super::told;

/// Letters of a subject in a cell of a month.
const LETTERS: usize = 4;

/// A month.
pub(super) fn month(lang: Lang, shown: &ScheduleShown, here: &[&ProcedureShown], wanted: &Wanted, today: Date) -> Markup {
    let first = wanted.day(shown, today).first_of_month();
    let last = first.last_of_month();
    let (before, later) = (after(first, -1).first_of_month(), after(last, 1));
    html! {
        h2 { (capital(&month_name(lang, first))) " " (first.year()) }
        (turning(lang, wanted, "month", [before, today, later]))
        (grid(lang, shown, here, wanted, &days(shown, here, first, last), true))
    }
}

/// A week.
pub(super) fn week(lang: Lang, shown: &ScheduleShown, here: &[&ProcedureShown], wanted: &Wanted, today: Date) -> Markup {
    let asked = wanted.day(shown, today);
    let monday = after(asked, -i64::from(asked.weekday().to_monday_zero_offset()));
    let last = after(monday, 6);
    html! {
        h2 { (short(monday)) " – " (short(last)) }
        (turning(lang, wanted, "week", [after(monday, -7), today, after(monday, 7)]))
        (grid(lang, shown, here, wanted, &days(shown, here, monday, last), false))
    }
}

/// Where one goes from here: back, to today, on.
fn turning(lang: Lang, wanted: &Wanted, view: &str, [before, today, later]: [Date; 3]) -> Markup {
    let to = |day: Date| format!("/procedures?{}", address(wanted, Some((view, Some(day)))));
    html! {
        nav.turning aria-label=(office::turning(lang)) {
            a.button.second href=(to(before)) { (office::earlier(lang)) }
            a.button.second href=(to(today)) { (office::room_today(lang)) }
            a.button.second href=(to(later)) { (office::later(lang)) }
        }
    }
}

/// Days lessons are held on, and those something stands on all the same.
fn days(shown: &ScheduleShown, here: &[&ProcedureShown], first: Date, last: Date) -> Vec<Date> {
    let count = i64::from((last - first).get_days());
    let all = (0..=count).map(|days| after(first, days));
    all.filter(|day| shown.calendar.teaches(*day) || here.iter().any(|one| one.day == *day)).collect()
}

fn grid(lang: Lang, shown: &ScheduleShown, here: &[&ProcedureShown], wanted: &Wanted, days: &[Date], brief: bool) -> Markup {
    let classes = shown.classes.iter().filter(|(_, name)| wanted.grade().is_none_or(|grade| grade == name.grade));
    let held = |day: Date| here.iter().filter(move |one| one.day == day && one.state != ProcedureState::Cancelled);
    let of = |class: &Id, day: Date| {
        let class = class.clone();
        held(day).filter(move |one| one.seats.iter().any(|seat| seat.class == class))
    };
    html! {
        @if !days.iter().any(|day| held(*day).next().is_some()) { p { (procedures::no_procedures_here(lang)) } }
        div.scroll tabindex="0" {
            table.schedule .brief[brief] {
                thead { tr { th scope="col" { (procedures::class(lang)) } @for day in days { th scope="col" { @if brief { (day.day()) } @else { (short(*day)) } } } } }
                tbody {
                    @for (class, name) in classes {
                        tr {
                            th scope="row" { (name) }
                            @for day in days { td { @for one in of(class, *day) { (cell(lang, shown, one, brief)) } } }
                        }
                    }
                }
            }
        }
    }
}

fn cell(lang: Lang, shown: &ScheduleShown, one: &ProcedureShown, brief: bool) -> Markup {
    let title = format!("{}, {}", told::what(lang, shown, one), told::slot(lang, one.slot));
    let subject = if one.subject.is_empty() { told::kind(lang, shown, &one.kind) } else { one.subject.clone() };
    let clashes = one.clashes.iter().any(|(_, answered)| !answered);
    html! {
        a href={ "/procedure/" (one.id.as_str()) } title=(title) aria-label=(title) .clashing[clashes] {
            @if brief { (subject.chars().take(LETTERS).collect::<String>()) } @else { (told::what(lang, shown, one)) br; span.quiet { (told::slot(lang, one.slot)) } }
        }
    }
}
