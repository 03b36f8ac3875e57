//! A procedure in words: its kind, its classes, when it is held; and how a time is typed.

use jiff::civil::Time;
use records::procedure::{LoadRule, Slot};
use records::text::{Lang, capital, number};
use words::procedures;
use workflow::procedure::{ProcedureLine, ProcedureShown, ProcedureState, ScheduleShown};

use super::super::plan::told::day;

/// «ДКР», «итоговое сочинение».
pub fn kind(lang: Lang, schedule: &ScheduleShown, key: &str) -> String {
    schedule.rules.kind(key).map_or_else(|| key.to_owned(), |kind| kind.title.in_lang(lang).to_owned())
}

/// «ДКР, Алгебра».
pub fn what(lang: Lang, schedule: &ScheduleShown, one: &ProcedureShown) -> String {
    let kind = capital(&kind(lang, schedule, &one.kind));
    if one.subject.is_empty() { kind } else { format!("{kind}, {}", one.subject) }
}

/// «ДКР, Алгебра, 7А, 7Б».
pub fn line(lang: Lang, one: &ProcedureLine) -> String {
    let parts = [capital(one.kind.in_lang(lang)), one.subject.clone()].into_iter().chain(one.classes.iter().map(ToString::to_string));
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// «7А, 7Б».
pub fn classes(one: &ProcedureShown) -> String {
    one.seats.iter().map(|seat| seat.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// «ДКР, Алгебра, 7А, 7Б — 19.01.2027».
pub fn whole(lang: Lang, schedule: &ScheduleShown, one: &ProcedureShown) -> String {
    format!("{}, {} — {}", what(lang, schedule, one), classes(one), day(one.day))
}

/// «3-й урок», «10:00, 235 минут».
pub fn slot(lang: Lang, slot: Slot) -> String {
    match slot {
        Slot::Lessons { first, last } if first == last => procedures::lesson(lang, first.to_string()),
        Slot::Lessons { first, last } => procedures::lessons(lang, first.to_string(), last.to_string()),
        Slot::Clock { from, minutes } => procedures::clock(lang, clock(from), usize::from(minutes)),
    }
}

/// The same within a sentence: «на 3-м уроке», «в 10:00 (235 минут)».
pub fn at(lang: Lang, slot: Slot) -> String {
    match slot {
        Slot::Lessons { first, last } if first == last => procedures::at_lesson(lang, first.to_string()),
        Slot::Lessons { first, last } => procedures::at_lessons(lang, first.to_string(), last.to_string()),
        Slot::Clock { from, minutes } => procedures::at_clock(lang, clock(from), usize::from(minutes)),
    }
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// As it is typed: «3», «3–4», «10:00, 235».
pub fn slot_typed(slot: Slot) -> String {
    match slot {
        Slot::Lessons { first, last } if first == last => first.to_string(),
        Slot::Lessons { first, last } => format!("{first}–{last}"),
        Slot::Clock { from, minutes } => format!("{}, {minutes}", clock(from)),
    }
}

/// Reads what was typed; None where it is no time.
pub fn read_slot(text: &str) -> Option<Slot> {
    let text = text.trim();
    if let Some((time, minutes)) = text.split_once([',', ';', ' ']).filter(|(time, _)| time.contains(':')) {
        let (hour, minute) = time.trim().split_once(':')?;
        let from = Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
        let minutes: String = minutes.chars().filter(char::is_ascii_digit).collect();
        return Some(Slot::Clock { from, minutes: minutes.parse().ok()? });
    }
    // «3-й урок»: the ending of the ordinal is no second lesson.
    let bare = text.trim_end_matches(" уроки").trim_end_matches(" урок").trim_end_matches("-й").trim_end_matches("-м");
    let mut lessons = bare.split(['-', '–', '—']).map(|part| part.trim().trim_end_matches("-й").parse::<u8>().ok());
    let first = lessons.next()??;
    let last = match lessons.next() {
        None => first,
        Some(last) => last?,
    };
    lessons.next().is_none().then_some(Slot::Lessons { first, last })
}

/// How it stands.
pub fn state(lang: Lang, one: &ProcedureShown) -> String {
    match (one.state, &one.order) {
        (ProcedureState::Ordered, Some((number, on))) => procedures::order_of(lang, number, day(*on)),
        (ProcedureState::Ordered, None) => procedures::state_ordered(lang),
        (ProcedureState::Planned, Some(_)) => procedures::state_to_order_again(lang),
        (ProcedureState::Planned, None) => procedures::state_planned(lang),
        (ProcedureState::Cancelled, _) => procedures::state_cancelled(lang),
    }
}

/// What is not as a rule asks, in a few words: the name of the rule alone would read like its opposite.
pub fn broken(lang: Lang, schedule: &ScheduleShown, rule: LoadRule) -> String {
    broken_at(lang, rule, schedule.rules.number(rule).unwrap_or_default())
}

/// The same of a rule with its number.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number of the reference data")]
pub fn broken_at(lang: Lang, rule: LoadRule, level: f64) -> String {
    match rule {
        LoadRule::OneADay => procedures::broken_one_a_day(lang, level as usize),
        LoadRule::Distance => procedures::broken_distance(lang, plain(level, lang)),
        LoadRule::ShareOfHours => procedures::broken_share_of_hours(lang, plain(100.0 * level, lang)),
        LoadRule::EdgeLesson => procedures::broken_edge_lesson(lang),
        LoadRule::WorkingDay => procedures::broken_working_day(lang),
        LoadRule::LessonsDay => procedures::broken_lessons_day(lang),
        LoadRule::OneTime => procedures::broken_one_time(lang),
        LoadRule::TeacherOnce => procedures::broken_teacher_once(lang),
        LoadRule::RoomOnce => procedures::broken_room_once(lang),
        LoadRule::Apart => procedures::broken_apart(lang),
        LoadRule::Window => procedures::broken_window(lang),
        LoadRule::Grade => procedures::broken_grade(lang),
    }
}

/// Rules that are not kept, each by what is not as it should be.
pub fn all_broken(lang: Lang, schedule: &ScheduleShown, rules: &[LoadRule]) -> String {
    rules.iter().map(|rule| broken(lang, schedule, *rule)).collect::<Vec<_>>().join(", ")
}

/// So many procedures a day a class may have.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number of the reference data")]
pub fn most_a_day(schedule: &ScheduleShown) -> usize {
    schedule.rules.number(LoadRule::OneADay).unwrap_or_default() as usize
}

/// A number with a decimal where it has one.
pub fn plain(value: f64, lang: Lang) -> String {
    number(value, usize::from(value.fract() != 0.0), lang)
}

/// A number that is whole, as one that is counted.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number of the reference data")]
pub fn whole_number(value: f64) -> Option<usize> {
    (value >= 0.0 && value.fract() == 0.0).then_some(value as usize)
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;

    use super::*;

    #[test]
    fn a_time_is_read_as_people_write_it() {
        for (text, slot) in [
            ("3", Slot::Lessons { first: 3, last: 3 }),
            (" 3–4 ", Slot::Lessons { first: 3, last: 4 }),
            ("3-4", Slot::Lessons { first: 3, last: 4 }),
            ("3 урок", Slot::Lessons { first: 3, last: 3 }),
            ("3-й урок", Slot::Lessons { first: 3, last: 3 }),
            ("3–4-й уроки", Slot::Lessons { first: 3, last: 4 }),
            ("10:00, 235", Slot::Clock { from: time(10, 0, 0, 0), minutes: 235 }),
            ("9:30 90 минут", Slot::Clock { from: time(9, 30, 0, 0), minutes: 90 }),
        ] {
            assert_eq!(read_slot(text), Some(slot), "{text}");
            assert_eq!(read_slot(&slot_typed(slot)), Some(slot));
        }
        for (slot, said, within) in [
            (Slot::Lessons { first: 3, last: 3 }, "3-й урок", "на 3-м уроке"),
            (Slot::Lessons { first: 3, last: 4 }, "3–4-й уроки", "на 3–4-м уроках"),
            (Slot::Clock { from: time(10, 0, 0, 0), minutes: 235 }, "10:00, 235 минут", "в 10:00 (235 минут)"),
        ] {
            assert_eq!((super::slot(Lang::Ru, slot).as_str(), at(Lang::Ru, slot).as_str()), (said, within));
        }
        for wrong in ["", "третий", "3-4-5", "25:00, 10", "10:00", "10:00, долго"] {
            assert_eq!(read_slot(wrong), None, "{wrong}");
        }
    }
}
