//! Usual days of periods and holidays: what stands in the form before a school has set its own.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::{Days, DaysOff, Periods, Terms};

/// Days of a week with both weekends around it.
const NINE_DAYS: i64 = 8;

impl Terms {
    /// The usual ones of a year.
    #[must_use]
    pub fn usual(year: Days, periods: Periods, days_off: &DaysOff) -> Self {
        let day = |key| days_off.usual(key, year.first.year());
        let week = |key| day(key).map(|from| on_or_after(from, Weekday::Saturday)).and_then(nine_days);
        let winter = day("winter").zip(day("winter-end")).and_then(|(from, to)| Days::of(from, on_or_after(to, Weekday::Sunday)));
        let holidays = [week("autumn"), winter, week("spring")].into_iter().flatten().filter_map(|days| days.within(&year)).collect();
        let halves = || parted(year, winter.into_iter().collect());
        let periods = match periods {
            Periods::HalfYears => halves(),
            Periods::Quarters => parted(year, [week("autumn"), winter, week("spring")].into_iter().flatten().collect()),
            Periods::Trimesters => parted(year, ["trimester-1", "trimester-2"].into_iter().filter_map(|key| after(day(key)?)).collect()),
        };
        Self { periods, holidays }
    }
}

/// The nine days that begin with this one.
fn nine_days(first: Date) -> Option<Days> {
    Days::of(first, first.checked_add(Span::new().days(NINE_DAYS)).ok()?)
}

/// No days, between the last day of a period and the first of the next.
fn after(last: Date) -> Option<Days> {
    Some(Days { first: last.tomorrow().ok()?, last })
}

/// What lies between gaps.
fn parted(year: Days, gaps: Vec<Days>) -> Vec<Days> {
    let begins = std::iter::once(Some(year.first)).chain(gaps.iter().map(|gap| gap.last.tomorrow().ok()));
    let ends = gaps.iter().map(|gap| gap.first.yesterday().ok()).chain(std::iter::once(Some(year.last)));
    let parts = begins.zip(ends).filter_map(|(first, last)| Days::of(first?, last?));
    parts.filter_map(|part| part.within(&year)).collect()
}

fn on_or_after(day: Date, weekday: Weekday) -> Date {
    let days = Days { first: day, last: day.checked_add(Span::new().days(6)).unwrap_or(day) };
    days.each().find(|day| day.weekday() == weekday).unwrap_or(day)
}
