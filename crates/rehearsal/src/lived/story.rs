//! What happened from September to the day of the rehearsal, line by line: who did what on which day. Read like a diary.

use jiff::civil::{Date, date};
use records::plan::Schedule;

use super::cast::{FOUNDER as DEPUTY, LEAVER, NEWCOMER};

/// A line of the diary.
pub(super) struct Line {
    /// The day and the hour.
    pub on: (Date, i8),
    /// Whose hand.
    pub by: &'static str,
    /// What was done.
    pub deed: Deed,
}

/// A time of a measure: its key in the library, and its last day by the rules of the plan.
pub(super) type Time = (&'static str, Date);

/// What was done.
pub(super) enum Deed {
    /// A schedule became known.
    Schedule(Schedule, Vec<(Date, &'static str)>),
    /// Said done, several at once where one paper shows them all.
    Done(Vec<Time>, Shown),
    /// Accepted by a second person.
    Accept(Time),
    /// Put off.
    PutOff(Time, Date, &'static str),
    /// Asked to be dropped.
    AskToDrop(Time, &'static str),
    /// Dropped, with the second person's word.
    AgreeToDrop(Time),
    /// A question answered: not needed this month.
    NotNeeded(Time, &'static str),
    /// Taken back.
    Withdraw(Time, &'static str),
    /// Evidence added: a step on the way, or afterwards.
    Attach(Time, Shown),
    /// A measure the plan did not have, by its text.
    Add(Extra),
    /// Somebody comes.
    Come(&'static str),
    /// Somebody leaves.
    Leave(&'static str),
    /// What one owned is another's now.
    HandOver(&'static str, &'static str, &'static str),
}

/// What shows it.
pub(super) struct Shown {
    /// In words.
    pub words: String,
    /// Name of the Word file, where there is one.
    pub file: Option<String>,
}

/// A measure added in the course of the year.
pub(super) struct Extra {
    pub block: &'static str,
    pub text: &'static str,
    pub when: &'static str,
    pub last: Date,
    pub owner: &'static str,
    pub reason: &'static str,
}

fn said(words: impl Into<String>) -> Shown {
    Shown { words: words.into(), file: None }
}

fn shown(words: impl Into<String>, file: impl Into<String>) -> Shown {
    Shown { words: words.into(), file: Some(file.into()) }
}

fn line(on: (Date, i8), by: &'static str, deed: Deed) -> Line {
    Line { on, by, deed }
}

/// A day of a month of the calendar year the school year begins in.
const fn day(month: i8, day: i8) -> Date {
    date(2026, month, day)
}

/// The text the added measure is found by.
pub(super) const EXTRA: &str = "Разобрать с учителями 5 классов задания стартовой работы по математике, на которых классы разошлись";
/// The own measure of the one who leaves.
pub(super) const PAGE: &str = "Завести на сайте страницу «Как у нас оценивают» с графиком процедур и критериями";

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
    lines.extend(procedure(day(9, 22), "математика, 5 классы", "mathematics"));
    lines.extend(procedure(day(10, 13), "русский язык, 7 классы", "russian"));
    lines.extend(last_procedure(day(11, 10), "математика, 8 классы"));
    lines.sort_by_key(|line| line.on);
    lines
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

fn autumn() -> Vec<Line> {
    use Deed::{Accept, Add, AgreeToDrop, AskToDrop, Come, Done, HandOver, Leave, PutOff, Withdraw};
    let done = |key, due, shown| Done(vec![(key, due)], shown);
    vec![
        line(
            (day(8, 31), 10),
            DEPUTY,
            done(
                "year-attainment",
                day(8, 31),
                shown(
                    "Итоги прошлого года сведены по классам и предметам за три года; на педсовет вынесены два вопроса.",
                    "Итоги 2025-26 по классам и предметам",
                ),
            ),
        ),
        line(
            (day(8, 31), 12),
            DEPUTY,
            done(
                "index-external",
                day(8, 31),
                said(
                    "Показатели ВПР и ОГЭ рассмотрены на педсовете 31 августа. При 27 работах в классе видны только крупные расхождения; такого нет.",
                ),
            ),
        ),
        line(
            (day(9, 4), 13),
            DEPUTY,
            done(
                "schedule",
                day(9, 30),
                shown(
                    "График процедур на полугодие проверен по правилам нагрузки, размещён на сайте.",
                    "График оценочных процедур, 1 полугодие",
                ),
            ),
        ),
        line(
            (day(9, 11), 14),
            DEPUTY,
            done(
                "levels",
                day(9, 30),
                shown("Сопоставлены планы четырёх уровней; не охвачены у нас только межшкольные комиссии.", "Таблица соответствия уровней"),
            ),
        ),
        line((day(9, 14), 10), "administrator", Come("auditor")),
        line(
            (day(9, 17), 16),
            "class-5a",
            done(
                "parents-informed",
                day(9, 30),
                shown(
                    "Уведомления о ДКР и ВПР отправлены семьям 4–8 классов; подтвердили 412 из 431.",
                    "Уведомление родителям о процедурах",
                ),
            ),
        ),
        line(
            (day(9, 18), 15),
            "russian",
            done(
                "materials",
                day(9, 30),
                said(
                    "По каждому предмету собрана папка: критерии, образцы работ, разборы. Лежит в методическом кабинете и на сервере школы.",
                ),
            ),
        ),
        line(
            (day(9, 21), 17),
            "head",
            done(
                "explain",
                day(9, 30),
                shown(
                    "Совещание при директоре: зачем нужна честная отметка, что меняет план. Присутствовали 46 из 48.",
                    "Протокол совещания от 21.09.2026",
                ),
            ),
        ),
        line(
            (day(9, 24), 16),
            DEPUTY,
            done(
                "procedure-checks",
                day(9, 30),
                shown(
                    "Перечень составлен по двум прошлым годам: четыре набора, у каждого указаны число работ, интервал и другие объяснения. Помощь предложена трём учителям.",
                    "Перечень результатов для проверки порядка",
                ),
            ),
        ),
        line(
            (day(9, 25), 12),
            DEPUTY,
            done("observers-list", day(9, 30), said("Согласились 19 родителей. Никто не наблюдает там, где пишет его ребёнок.")),
        ),
        line((day(9, 28), 9), "head", Accept(("procedure-checks", day(9, 30)))),
        line(
            (day(9, 28), 15),
            "history",
            done(
                "lesson-visits",
                day(9, 24),
                shown("Посещено шесть уроков в 5 классах; карты учителя прочли первыми.", "Карты посещения, 5 классы"),
            ),
        ),
        line(
            (day(9, 30), 15),
            DEPUTY,
            done(
                "confirmed",
                day(9, 30),
                shown("Подтверждённых разборов за прошлый год нет; справка приложена.", "Справка о подтверждённых разборах"),
            ),
        ),
        line(
            (day(9, 30), 16),
            DEPUTY,
            done("olympiads", day(9, 29), said("Русский язык: 164 участника, на муниципальный этап прошли 11.")),
        ),
        line((day(10, 2), 10), "head", Accept(("confirmed", day(9, 30)))),
        line(
            (day(10, 5), 14),
            DEPUTY,
            Add(Extra {
                block: "Мероприятия гимназии",
                text: EXTRA,
                when: "до 30 октября",
                last: day(10, 30),
                owner: "mathematics",
                reason: "Решение объединения учителей математики от 02.10.2026 по итогам ДКР",
            }),
        ),
        line((day(10, 6), 17), DEPUTY, done("olympiads", day(10, 6), said("Математика: школьный этап проведён."))),
        line((day(10, 7), 9), DEPUTY, Withdraw(("olympiads", day(10, 6)), "Отмечено рано: протоколы жюри ещё не подписаны")),
        line(
            (day(10, 8), 18),
            DEPUTY,
            done(
                "meetings-school",
                date(2027, 1, 13),
                shown(
                    "Общешкольное собрание: график процедур, кто и как проверяет, где смотреть результаты. Вопросы родителей записаны.",
                    "Протокол общешкольного собрания от 08.10.2026",
                ),
            ),
        ),
        line(
            (day(10, 9), 12),
            DEPUTY,
            done(
                "olympiads",
                day(10, 6),
                shown(
                    "Математика: 201 участник, протоколы подписаны, на муниципальный этап прошли 9.",
                    "Протокол школьного этапа, математика",
                ),
            ),
        ),
        line(
            (day(10, 22), 15),
            "sciences",
            done(
                "lesson-visits",
                day(10, 21),
                said("Посещено восемь уроков в 9 классах. Обратная связь по критериям — на шести; коллегам предложены приёмы."),
            ),
        ),
        line(
            (day(10, 22), 19),
            "class-11a",
            done(
                "meetings-gia",
                day(10, 30),
                shown(
                    "Собрания в 9 и 11 классах проведены, порядок экзаменов разобран, листы присутствия приложены.",
                    "Протокол собраний о порядке ГИА",
                ),
            ),
        ),
        line((day(10, 23), 13), DEPUTY, done("olympiads", day(10, 20), said("Физика: 58 участников, на муниципальный этап прошли 4."))),
        line(
            (day(10, 23), 15),
            "mathematics",
            done(
                EXTRA,
                day(10, 30),
                shown(
                    "Разобраны задания 7 и 9: в 5Б тему проходили позже остальных. Программа выровнена, повторение стоит в плане уроков.",
                    "Протокол объединения от 23.10.2026",
                ),
            ),
        ),
        line(
            (day(10, 28), 16),
            DEPUTY,
            PutOff(("study-method", day(10, 30)), day(11, 20), "Разбор методики совмещаем с педсоветом 20 ноября"),
        ),
        line(
            (day(10, 29), 15),
            "coordinator",
            done(
                "observers-trained",
                day(10, 30),
                shown("Обучены 17 наблюдателей, распределены по кабинетам жребием.", "Протокол жребия наблюдателей"),
            ),
        ),
        line((day(10, 30), 16), "administrator", Leave(LEAVER)),
        line(
            (day(11, 2), 10),
            "mathematics",
            AskToDrop(
                ("works-quarter", day(11, 13)),
                "В первой четверти классы уже писали ДКР: ещё одна работа превысила бы норму нагрузки",
            ),
        ),
        line((day(11, 2), 12), DEPUTY, HandOver(PAGE, "informatics", "Учитель информатики уволился 30 октября")),
        line((day(11, 3), 11), DEPUTY, AgreeToDrop(("works-quarter", day(11, 13)))),
        line(
            (day(11, 5), 14),
            "languages",
            done(
                "bank",
                day(10, 30),
                shown(
                    "Банк просмотрен по 14 предметам: 31 работа устарела, не хватает аудирования в 6 классах; составлены две новые.",
                    "Что обновлено в банке заданий",
                ),
            ),
        ),
        line((day(11, 9), 10), "administrator", Come(NEWCOMER)),
        line(
            (day(11, 11), 15),
            DEPUTY,
            done(
                "marks-interim",
                day(11, 13),
                shown(
                    "Отметки за четверть сверены с ДКР по 5 и 7 классам: расхождения в пределах интервала, кроме 7В; туда назначен разбор.",
                    "Сверка отметок за 1 четверть",
                ),
            ),
        ),
        line(
            (day(11, 11), 16),
            DEPUTY,
            AskToDrop(("outside-commissions", day(11, 10)), "Муниципалитет экспертов на эту работу не запрашивал"),
        ),
    ]
}

/// Monthly questions and their answers.
fn questions() -> Vec<Line> {
    let not = |on, key, due, note| line(on, DEPUTY, Deed::NotNeeded((key, due), note));
    let done = |on, key, due, shown| line(on, DEPUTY, Deed::Done(vec![(key, due)], shown));
    vec![
        done(
            (day(9, 29), 14),
            "kim-changes",
            day(9, 30),
            shown("Проекты КИМ 2027 года доведены до учителей 11 предметов под подпись.", "Лист ознакомления с изменениями КИМ"),
        ),
        not((day(9, 30), 17), "recheck", day(9, 30), "В сентябре ВПР не проводились"),
        not((day(9, 30), 17), "signs", day(9, 30), "По стартовым работам признаков, требующих разбора, нет"),
        not((day(10, 30), 9), "kim-changes", day(10, 30), "В октябре изменений не публиковалось"),
        not((day(10, 30), 9), "recheck", day(10, 30), "В октябре ВПР не проводились"),
        done(
            (day(10, 30), 11),
            "signs",
            day(10, 30),
            shown(
                "ДКР по русскому языку, 7В: выше ожидаемого по заданиям с развёрнутым ответом. Перенос данных проверен, критерии сверены с председателем комиссии: две работы оценены по старой редакции. Исправлено, ответ учителя приложен.",
                "Разбор ДКР 7В, русский язык",
            ),
        ),
    ]
}

/// Steps of what goes on all year: evidence before anything is said done.
fn steps() -> Vec<Line> {
    let attach = |on, by, key, due, shown| line(on, by, Deed::Attach((key, due), shown));
    let year = date(2027, 5, 28);
    vec![
        attach((day(9, 23), 16), "russian-2", "consultations", year, said("Сентябрь: 4 занятия, 9 учеников 7 классов после пропусков.")),
        attach(
            (day(9, 25), 15),
            "psychologist",
            "psychology",
            year,
            said("Первые встречи с 11 классами: 52 ученика, итог — запрос на занятия по планированию времени."),
        ),
        attach(
            (day(9, 29), 17),
            "social",
            "risk-group",
            year,
            said("Совет профилактики 29.09: рассмотрены шесть семей, с четырьмя согласованы шаги."),
        ),
        attach(
            (day(10, 7), 16),
            "mathematics-2",
            "webinars",
            year,
            said("Вебинар «Критерии задания с развёрнутым ответом ОГЭ по математике», 2 часа, трое учителей."),
        ),
        attach(
            (day(10, 14), 14),
            DEPUTY,
            "support",
            year,
            shown(
                "Двое учителей приняли программу помощи: наставники назначены, цели и сроки согласованы.",
                "Программы помощи, согласовано",
            ),
        ),
        attach(
            (day(10, 15), 16),
            "class-9a",
            "pupil-talks",
            year,
            said("Октябрь: беседы с 14 учениками; пятеро договорились о консультациях, одному перенесён срок пересдачи."),
        ),
        attach(
            (day(10, 16), 15),
            "history",
            "seminars",
            year,
            said("Семинар института развития образования «Читаем отчёт ВПР», 6 часов, двое."),
        ),
        attach(
            (day(10, 20), 13),
            DEPUTY,
            "agreement",
            day(10, 13),
            shown(
                "Уточнена запись о спорном случае по критерию 3: прежняя редакция сохранена в приложении.",
                "Протокол согласования, уточнённая редакция",
            ),
        ),
        attach(
            (day(10, 21), 15),
            "psychologist",
            "psychology",
            year,
            said("Октябрь: две группы по 12 человек, четыре занятия; родительский час — 18 семей."),
        ),
        attach((day(10, 27), 16), "class-11a", "parent-talks", year, said("Беседы с семьями шести выпускников о выборе экзаменов.")),
        attach((day(10, 28), 15), "physics", "able", year, said("Маршруты составлены для пяти участников муниципального этапа.")),
        attach(
            (day(11, 5), 12),
            DEPUTY,
            "conditions",
            day(11, 30),
            shown(
                "Кабинеты первого и второго этажа проверены, часы есть везде; не хватает одного принтера.",
                "Листы готовности, этажи 1–2",
            ),
        ),
        attach(
            (day(11, 6), 14),
            "russian-2",
            "consultations",
            year,
            said("Октябрь: 7 занятий, 12 учеников; у восьми следующая работа лучше."),
        ),
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
                    "Инструктаж прошли 14 организаторов и технический специалист; вопросы на понимание верно у всех.",
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
        line((on, 13), "physics", done("rooms", said("Начали одновременно на втором уроке, закончили вовремя; происшествий нет."))),
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
