//! The whole diary in the order of its days: what happened once, and what comes again with every procedure.

use jiff::civil::{Date, date};
use records::plan::Schedule;

use super::cast::FOUNDER as DEPUTY;
use super::deeds::{Deed, Line, day, line, said, shown};
use super::diary::{autumn, questions, steps};
use super::meetings_diary::meetings;

/// Days of procedures and how they are called.
const PROCEDURES: [(Date, &str); 6] = [
    (day(9, 22), "ДКР, математика, 5 классы"),
    (day(10, 13), "ДКР, русский язык, 7 классы"),
    (day(11, 10), "ДКР, математика, 8 классы"),
    (day(12, 8), "ДКР, русский язык, 9 классы"),
    (date(2027, 4, 13), "ВПР, русский язык, 4–8 классы"),
    (date(2027, 4, 20), "ВПР, математика, 4–8 классы"),
];

/// The whole diary, in the order of its days.
pub(super) fn lines() -> Vec<Line> {
    let mut lines = autumn();
    lines.extend(schedules());
    lines.extend(questions());
    lines.extend(steps());
    lines.extend(meetings());
    lines.extend(with_pupils());
    lines.extend(procedure(day(9, 22), "математика, 5 классы", "mathematics"));
    lines.extend(procedure(day(10, 13), "русский язык, 7 классы", "russian"));
    lines.extend(last_procedure(day(11, 10), "математика, 8 классы"));
    lines.sort_by_key(|line| line.on);
    lines
}

/// The schedule of procedures, and what the marks of the first quarter lead to.
fn with_pupils() -> Vec<Line> {
    vec![
        line((day(9, 4), 13), DEPUTY, Deed::Procedures),
        line((day(11, 6), 15), DEPUTY, Deed::Marks),
        line((day(11, 9), 14), DEPUTY, Deed::Help),
        line((day(11, 10), 16), DEPUTY, Deed::Helped),
        line((day(11, 11), 12), DEPUTY, Deed::Seats),
    ]
}

fn schedules() -> Vec<Line> {
    let procedures = Deed::Schedule(Schedule::Procedures, PROCEDURES.to_vec());
    let visits = [
        (day(9, 24), "5 классы: как начинают"),
        (day(10, 21), "9 классы: обратная связь по критериям"),
        (day(11, 18), "8 классы: отметка за урок"),
        (date(2027, 2, 10), "6 классы: задания разной трудности"),
    ];
    let stages = [
        (day(9, 29), "школьный этап, русский язык"),
        (day(10, 6), "школьный этап, математика"),
        (day(10, 20), "школьный этап, физика"),
        (day(11, 17), "муниципальный этап, русский язык"),
        (day(11, 24), "муниципальный этап, математика"),
    ];
    vec![
        line((day(9, 4), 12), DEPUTY, procedures),
        line((day(9, 8), 15), DEPUTY, Deed::Schedule(Schedule::OtherPlan, visits.to_vec())),
        line((day(9, 14), 11), DEPUTY, Deed::Schedule(Schedule::Olympiads, stages.to_vec())),
    ]
}

/// A procedure from the briefing to the analysis.
fn procedure(on: Date, what: &str, chair: &'static str) -> Vec<Line> {
    let day_after = |days: i64| on.saturating_add(jiff::Span::new().days(days));
    let mut lines = begun(on, what, chair);
    lines.push(line((day_after(1), 16), DEPUTY, Deed::Accept(("agreement", on))));
    let done = |key, shown| Deed::Done(vec![(key, on)], shown);
    let file = format!("Протокол проверки, {what}");
    lines.extend([
        line(
            (day_after(2), 15),
            chair,
            done("commission", shown("Проверено комиссией объединения, свой класс не проверял никто; спорных работ четыре.", file)),
        ),
        line(
            (day_after(2), 17),
            DEPUTY,
            done("outside-commissions", said("Один эксперт школы работал в муниципальной комиссии, запись в реестре есть.")),
        ),
        line(
            (day_after(7), 15),
            chair,
            done(
                "subject-analysis",
                shown("Разобраны задания, типичные ошибки и группы учеников; решено повторить две темы.", format!("Разбор работ, {what}")),
            ),
        ),
    ]);
    lines
}

/// The one that was two days ago: checking goes on.
fn last_procedure(on: Date, what: &str) -> Vec<Line> {
    begun(on, what, "mathematics")
}

fn begun(on: Date, what: &str, chair: &'static str) -> Vec<Line> {
    let before = |days: i64| on.saturating_sub(jiff::Span::new().days(days));
    let next = on.saturating_add(jiff::Span::new().days(1));
    let on_the_day = ["one-time", "kim-closed", "packages", "observed"].map(|key| (key, on)).to_vec();
    let done = |key, shown| Deed::Done(vec![(key, on)], shown);
    vec![
        line(
            (before(4), 14),
            "coordinator",
            done(
                "briefings",
                shown(
                    "Инструктаж организаторов и технического специалиста проведён, вопросы на понимание разобраны.",
                    format!("Журнал инструктажей, {what}"),
                ),
            ),
        ),
        line(
            (before(1), 15),
            chair,
            done(
                "agreement",
                shown(
                    "Критерии прочитаны вместе, шесть образцов оценены до согласия, спорный случай записан.",
                    format!("Протокол согласования, {what}"),
                ),
            ),
        ),
        line((on, 13), "physics", done("rooms", said("Начали одновременно, по графику, закончили вовремя; происшествий нет."))),
        line(
            (next, 10),
            "coordinator",
            Deed::Done(
                on_the_day,
                shown(
                    "Все классы параллели писали на одном уроке; материалы скачаны и напечатаны одним человеком, пакеты сошлись по номерам; акты наблюдателей собраны из каждого кабинета.",
                    format!("День процедуры, {what}"),
                ),
            ),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::classes::CLASSES;
    use super::*;

    /// What people write of classes is of classes this school has.
    #[test]
    fn nobody_writes_of_a_class_that_is_not_there() {
        let mut named = 0;
        for line in lines() {
            let (Deed::Done(_, shown) | Deed::Attach(_, shown)) = line.deed else { continue };
            let text = format!("{} {}", shown.words, shown.file.unwrap_or_default());
            for word in text.split(|letter: char| !letter.is_alphanumeric()) {
                let letters: Vec<char> = word.chars().collect();
                if let [.., number, letter] = letters.as_slice()
                    && number.is_ascii_digit()
                    && ('А'..='Я').contains(letter)
                {
                    named += 1;
                    assert!(CLASSES.iter().any(|(class, _)| *class == word), "{word}: {text}");
                }
            }
        }
        assert!(named > 0, "the control: some class is named");
    }
}
