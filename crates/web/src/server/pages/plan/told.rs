//! Days and rules of dates in words.

use jiff::civil::Date;
use records::plan::{Every, When};
use records::text::Lang;
use words::{Word, office};
use workflow::plan::{OccurrenceShown, Progress, schedule_told};

/// «15.10.2026».
pub fn day(day: Date) -> String {
    day.strftime("%d.%m.%Y").to_string()
}

/// «15.10».
pub fn short(day: Date) -> String {
    day.strftime("%d.%m").to_string()
}

/// Names of the months, from January on.
const MONTHS: [Word; 12] = [
    office::month_1,
    office::month_2,
    office::month_3,
    office::month_4,
    office::month_5,
    office::month_6,
    office::month_7,
    office::month_8,
    office::month_9,
    office::month_10,
    office::month_11,
    office::month_12,
];

/// The name of a month.
pub fn month(lang: Lang, day: Date) -> String {
    let index = usize::try_from(day.month() - 1).unwrap_or_default();
    MONTHS.get(index).map(|word| word(lang)).unwrap_or_default()
}

/// Its first three letters, for the head of a column.
pub fn month_short(lang: Lang, day: Date) -> String {
    month(lang, day).chars().take(3).collect()
}

/// «октября».
pub fn month_of(lang: Lang, day: Date) -> String {
    let names: [Word; 12] = [
        office::of_month_1,
        office::of_month_2,
        office::of_month_3,
        office::of_month_4,
        office::of_month_5,
        office::of_month_6,
        office::of_month_7,
        office::of_month_8,
        office::of_month_9,
        office::of_month_10,
        office::of_month_11,
        office::of_month_12,
    ];
    let index = usize::try_from(day.month() - 1).unwrap_or_default();
    names.get(index).map(|word| word(lang)).unwrap_or_default()
}

/// «12 октября».
pub fn day_of_month(lang: Lang, day: Date) -> String {
    office::day_of(lang, day.day().to_string(), month_of(lang, day))
}

/// «понедельник».
pub fn weekday(lang: Lang, day: Date) -> String {
    let names: [Word; 7] = [
        office::weekday_1,
        office::weekday_2,
        office::weekday_3,
        office::weekday_4,
        office::weekday_5,
        office::weekday_6,
        office::weekday_7,
    ];
    let index = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or_default();
    names.get(index).map(|word| word(lang)).unwrap_or_default()
}

/// A span of days as people say it: a day, a month, months, else both ends.
pub fn span(lang: Lang, from: Date, last: Date) -> String {
    let whole = from == from.first_of_month() && last == last.last_of_month();
    match () {
        () if from == last => day(from),
        () if whole && (from.year(), from.month()) == (last.year(), last.month()) => format!("{} {}", month(lang, from), from.year()),
        () if whole && from.year() == last.year() => format!("{} – {} {}", month(lang, from), month(lang, last), last.year()),
        () if whole => format!("{} {} – {} {}", month(lang, from), from.year(), month(lang, last), last.year()),
        () => format!("{} – {}", day(from), day(last)),
    }
}

/// The days of an occurrence: a month whose last day is no working one is still the month, «октябрь 2026, до 30.10».
pub fn time(lang: Lang, from: Date, due: Date) -> String {
    let within = from == from.first_of_month() && (from.year(), from.month()) == (due.year(), due.month()) && due.day() >= 25;
    if within && due != due.last_of_month() {
        office::month_until(lang, short(due), span(lang, from, due.last_of_month()))
    } else {
        span(lang, from, due)
    }
}

/// How a time stands that was said done: the day it was done, the day it was accepted. Each day is of what it stands behind.
pub fn done(lang: Lang, one: &OccurrenceShown) -> String {
    let on = one.evidence.iter().map(|kept| kept.evidence.to).max();
    let accepted = one.accepted.as_ref().map(|accepted| day(accepted.on));
    match (one.progress, on.map(day), accepted) {
        (Progress::Done, Some(on), _) => office::done_said_on(lang, on),
        (Progress::AwaitsAcceptance, Some(on), _) => office::done_awaits(lang, on),
        (Progress::Accepted, Some(on), Some(accepted)) => office::done_accepted(lang, on, accepted),
        (Progress::ChangedSince, Some(on), Some(accepted)) => office::done_changed(lang, on, accepted),
        (progress, ..) => progress.told(lang),
    }
}

/// A rule.
pub fn rule(lang: Lang, rule: &When) -> String {
    match rule {
        When::Day { on } => day(*on),
        When::Until { last } => office::until(lang, day(*last)),
        When::Span { from, last } => span(lang, *from, *last),
        When::Each { every } => each(lang, *every),
        When::AllYear => office::all_year(lang),
        When::Scheduled { by } => office::by_schedule(lang, schedule_told(*by, lang)),
        When::AsNeeded => office::as_needed(lang),
    }
}

fn each(lang: Lang, every: Every) -> String {
    match every {
        Every::Week => office::each_week(lang),
        Every::Month => office::each_month(lang),
        Every::Quarter => office::each_quarter(lang),
        Every::Period => office::each_period(lang),
        Every::AfterPeriod => office::after_each_period(lang),
        Every::HalfYear => office::each_half_year(lang),
        Every::Times(times) => office::times_a_year(lang, usize::from(times)),
    }
}

/// Rules, joined.
pub fn rules(lang: Lang, all: &[When]) -> String {
    all.iter().map(|one| rule(lang, one)).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn spans_are_said_as_people_say_them() {
        let said = |from, last| span(Lang::Ru, from, last);
        assert_eq!(said(date(2026, 10, 1), date(2026, 10, 31)), "октябрь 2026");
        assert_eq!(said(date(2026, 8, 1), date(2026, 9, 30)), "август – сентябрь 2026");
        assert_eq!(said(date(2026, 12, 1), date(2027, 1, 31)), "декабрь 2026 – январь 2027");
        assert_eq!(said(date(2026, 10, 1), date(2026, 10, 10)), "01.10.2026 – 10.10.2026");
        assert_eq!(said(date(2026, 10, 5), date(2026, 10, 5)), "05.10.2026");
        assert_eq!(time(Lang::Ru, date(2026, 10, 1), date(2026, 10, 30)), "октябрь 2026, до 30.10");
        assert_eq!(time(Lang::Ru, date(2026, 10, 1), date(2026, 10, 20)), "01.10.2026 – 20.10.2026");
        assert_eq!(day_of_month(Lang::Ru, date(2026, 10, 12)), "12 октября");
        assert_eq!(weekday(Lang::Ru, date(2026, 10, 12)), "понедельник");
    }
}
