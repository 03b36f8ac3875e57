//! How long backups are kept: those of the last seven days there are some of, and of the last five Mondays.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};

/// Days kept.
const DAYS: usize = 7;

/// Mondays kept.
const MONDAYS: usize = 5;

/// A backup that lies in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Name of its file.
    pub name: String,
    /// The day it was made.
    pub day: Date,
    /// Whether it counts: the sheet it was sealed for is confirmed.
    pub counts: bool,
}

/// Those that can go, of all that lie there, the oldest first. All of the last day stay, of an earlier one its best. The newest that counts always
/// stays.
pub(crate) fn spare(backups: &[Kept]) -> Vec<&Kept> {
    let days: BTreeSet<Date> = backups.iter().map(|backup| backup.day).collect();
    let mondays = days.iter().rev().filter(|day| day.weekday() == Weekday::Monday).take(MONDAYS);
    let kept: BTreeSet<Date> = days.iter().rev().take(DAYS).chain(mondays).copied().collect();
    let newest = backups.iter().rposition(|backup| backup.counts);
    let best = |day: Date| {
        let of_day = |backup: &Kept| backup.day == day;
        backups.iter().rposition(|backup| of_day(backup) && backup.counts).or_else(|| backups.iter().rposition(of_day))
    };
    let stays = |place: usize, backup: &Kept| {
        Some(place) == newest || Some(&backup.day) == days.last() || (kept.contains(&backup.day) && best(backup.day) == Some(place))
    };
    backups.iter().enumerate().filter(|(place, backup)| !stays(*place, backup)).map(|(_, backup)| backup).collect()
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::*;

    fn kept(day: Date, time: &str, counts: bool) -> Kept {
        Kept { name: format!("{day}-{time}"), day, counts }
    }

    fn left(backups: &[Kept]) -> Vec<String> {
        let gone = spare(backups);
        backups.iter().filter(|backup| !gone.contains(backup)).map(|backup| backup.name.clone()).collect()
    }

    /// Once a day from the first of September to Friday, the 27th of November 2026.
    #[test]
    fn seven_days_and_five_mondays_stay() {
        let days = date(2026, 9, 1).series(1.day()).take_while(|day| *day <= date(2026, 11, 27));
        let backups: Vec<Kept> = days.map(|day| kept(day, "0500", true)).collect();
        let expected = ["10-26", "11-02", "11-09", "11-16", "11-21", "11-22", "11-23", "11-24", "11-25", "11-26", "11-27"];
        assert_eq!(left(&backups), expected.map(|day| format!("2026-{day}-0500")));
    }

    #[test]
    fn of_an_earlier_day_the_last_that_counts_stays_and_all_of_today() {
        let (yesterday, today) = (date(2026, 11, 26), date(2026, 11, 27));
        let backups = [
            kept(yesterday, "0500", true),
            kept(yesterday, "0900", true),
            kept(yesterday, "1200", false),
            kept(today, "0500", true),
            kept(today, "0900", true),
        ];
        assert_eq!(left(&backups), ["2026-11-26-0900", "2026-11-27-0500", "2026-11-27-0900"]);
    }

    /// However old: the only one that counts stays while newer ones do not count.
    #[test]
    fn the_only_one_that_counts_is_never_thinned() {
        let mut backups = vec![kept(date(2026, 9, 2), "0500", true)];
        backups.extend(date(2026, 10, 1).series(1.day()).take(40).map(|day| kept(day, "0500", false)));
        let left = left(&backups);
        assert!(left.contains(&"2026-09-02-0500".to_owned()) && left.len() < 14, "{left:?}");
    }

    /// A machine that was off for a summer: what there is stays.
    #[test]
    fn days_without_backups_take_nothing_away() {
        let backups: Vec<Kept> = [1, 2, 3].map(|day| kept(date(2026, 6, day), "0500", true)).into();
        assert!(spare(&backups).is_empty());
        assert!(spare(&[]).is_empty());
    }
}
