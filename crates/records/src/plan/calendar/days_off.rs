//! Days nobody works: public holidays, what moves with them, what a decree moves.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use jiff::Span;
use jiff::civil::Date;

use super::Week;
use crate::reference::{CalendarEntry, File, ReferenceError};
use crate::vocabulary::SchoolYear;

/// The file of days off and usual holidays.
#[derive(Clone, Debug)]
pub struct DaysOff(File<CalendarEntry>);

impl DaysOff {
    /// Those shipped with the program.
    ///
    /// # Errors
    /// Only where the shipped file is damaged; a test reads it.
    pub fn shipped() -> Result<Self, ReferenceError> {
        // Asked for with every page that shows days: parsed once.
        static SHIPPED: OnceLock<DaysOff> = OnceLock::new();
        if let Some(shipped) = SHIPPED.get() {
            return Ok(shipped.clone());
        }
        let parsed = File::parse("days-off.toml", include_str!("../../../reference-data/days-off.toml")).map(Self)?;
        Ok(SHIPPED.get_or_init(|| parsed).clone())
    }

    /// Version of the file.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.0.version
    }

    /// Every day off between the 1 September of `year` and the 31 August after it.
    ///
    /// A holiday on a weekly day off moves to the next working day, but those of 1–8 January, which only a decree moves (ТК РФ, ст. 112).
    pub(super) fn of_year(&self, year: i16, week: Week) -> BTreeSet<Date> {
        let listed = self.0.entries.iter().filter(|entry| entry.what == "day-off").filter_map(|entry| entry.days(SchoolYear(year)));
        let mut off: BTreeSet<Date> = listed.map(|(day, _)| day).collect();
        let moving: Vec<Date> = off.iter().copied().filter(|day| !week.holds(day.weekday()) && !of_new_year(*day)).collect();
        for day in moving {
            let later = (1..8).filter_map(|days| day.checked_add(Span::new().days(days)).ok());
            let next = later.into_iter().find(|later| week.holds(later.weekday()) && !off.contains(later));
            off.extend(next);
        }
        off
    }

    /// A usual day of the school year that began in `year`.
    pub(super) fn usual(&self, key: &str, year: i16) -> Option<Date> {
        let (day, _) = self.0.entries.iter().find(|entry| entry.what == "usual" && entry.key == key)?.days(SchoolYear(year))?;
        Some(day)
    }
}

fn of_new_year(day: Date) -> bool {
    day.month() == 1 && day.day() <= 8
}
