//! What happened from the end of August to the day of the rehearsal, line by line: who did what on which day.

use jiff::civil::{Date, date};

use super::cast::{FOUNDER as DEPUTY, LEAVER, NEWCOMER};
use super::deeds::{Deed, EXTRA, Extra, Line, PAGE, Shown, day, line, said, shown};

/// What happened once.
pub(super) fn autumn() -> Vec<Line> {
    [august(), september(), end_of_september(), october(), end_of_october(), november()].into_iter().flatten().collect()
}

/// A time of a measure said done.
fn done(on: (Date, i8), by: &'static str, key: &'static str, due: Date, shown: Shown) -> Line {
    line(on, by, Deed::Done(vec![(key, due)], shown))
}

/// Evidence of a step.
fn attach(on: (Date, i8), by: &'static str, key: &'static str, due: Date, shown: Shown) -> Line {
    line(on, by, Deed::Attach((key, due), shown))
}

/// The year begins.
fn august() -> Vec<Line> {
    vec![
        done(
            (day(8, 31), 10),
            DEPUTY,
            "year-attainment",
            day(8, 31),
            shown(
                "Итоги прошлого года сведены по классам и предметам за три года; на педсовет вынесены два вопроса.",
                "Итоги 2025-26 по классам и предметам",
            ),
        ),
        done(
            (day(9, 4), 13),
            DEPUTY,
            "schedule",
            day(9, 30),
            shown(
                "График процедур на полугодие проверен по правилам нагрузки, размещён на сайте.",
                "График оценочных процедур, I полугодие",
            ),
        ),
    ]
}

/// The first weeks of lessons.
fn september() -> Vec<Line> {
    vec![
        done(
            (day(9, 11), 14),
            DEPUTY,
            "levels",
            day(9, 30),
            shown(
                "План школы сверен с опубликованными требованиями. Планов других уровней в программе пока нет.",
                "Справка о сверке плана",
            ),
        ),
        line((day(9, 14), 10), "administrator", Deed::Come("auditor")),
        done(
            (day(9, 17), 16),
            "class-5a",
            "parents-informed",
            day(9, 30),
            shown("Уведомления о ДКР и ВПР отправлены семьям 4–8 классов; подтвердили 412 из 431.", "Уведомление родителям о процедурах"),
        ),
        done(
            (day(9, 18), 15),
            "russian",
            "materials",
            day(9, 30),
            said("По каждому предмету собрана папка: критерии, образцы работ, разборы. Лежит в методическом кабинете и на сервере школы."),
        ),
    ]
}

/// The end of September.
fn end_of_september() -> Vec<Line> {
    vec![
        done(
            (day(9, 24), 16),
            DEPUTY,
            "procedure-checks",
            day(9, 30),
            shown(
                "Перечень составлен по двум прошлым годам: четыре набора, у каждого указаны число работ, интервал и другие объяснения. Помощь предложена трём учителям.",
                "Перечень результатов для проверки порядка",
            ),
        ),
        done(
            (day(9, 25), 12),
            DEPUTY,
            "observers-list",
            day(9, 30),
            said("Согласились 19 родителей. Никто не наблюдает там, где пишет его ребёнок."),
        ),
        line((day(9, 28), 9), "head", Deed::Accept(("procedure-checks", day(9, 30)))),
        done(
            (day(9, 28), 15),
            "history",
            "lesson-visits",
            day(9, 24),
            shown("Посещено шесть уроков в 5 классах; карты учителя прочли первыми.", "Карты посещения, 5 классы"),
        ),
        done(
            (day(9, 30), 15),
            DEPUTY,
            "confirmed",
            day(9, 30),
            shown("Подтверждённых разборов за прошлый год нет; справка приложена.", "Справка о подтверждённых разборах"),
        ),
        done((day(9, 30), 16), DEPUTY, "olympiads", day(9, 29), said("Русский язык: 164 участника, на муниципальный этап прошли 11.")),
    ]
}

/// The first half of October.
fn october() -> Vec<Line> {
    vec![
        line((day(10, 2), 10), "head", Deed::Accept(("confirmed", day(9, 30)))),
        line(
            (day(10, 5), 14),
            DEPUTY,
            Deed::Add(Extra {
                block: "Мероприятия гимназии",
                text: EXTRA,
                when: "до 30 октября",
                last: day(10, 30),
                owner: "mathematics",
                reason: "Решение объединения учителей математики от 02.10.2026 по итогам ДКР",
            }),
        ),
        done((day(10, 6), 17), DEPUTY, "olympiads", day(10, 6), said("Математика: школьный этап проведён.")),
        line((day(10, 7), 9), DEPUTY, Deed::Withdraw(("olympiads", day(10, 6)), "Отмечено рано: протоколы жюри ещё не подписаны")),
        done(
            (day(10, 8), 18),
            DEPUTY,
            "meetings-school",
            date(2027, 1, 13),
            shown(
                "Общешкольное собрание: график процедур, кто и как проверяет, где смотреть результаты. Вопросы родителей записаны.",
                "Протокол общешкольного собрания от 08.10.2026",
            ),
        ),
        done(
            (day(10, 9), 12),
            DEPUTY,
            "olympiads",
            day(10, 6),
            shown("Математика: 201 участник, протоколы подписаны, на муниципальный этап прошли 9.", "Протокол школьного этапа, математика"),
        ),
    ]
}

/// The second half of October.
fn end_of_october() -> Vec<Line> {
    vec![
        done(
            (day(10, 22), 15),
            "sciences",
            "lesson-visits",
            day(10, 21),
            said("Посещено восемь уроков в 9 классах. Обратная связь по критериям — на шести; коллегам предложены приёмы."),
        ),
        done(
            (day(10, 22), 19),
            "class-11a",
            "meetings-gia",
            day(10, 30),
            shown(
                "Собрания в 9 и 11 классах проведены, порядок экзаменов разобран, листы присутствия приложены.",
                "Протокол собраний о порядке ГИА",
            ),
        ),
        done((day(10, 23), 13), DEPUTY, "olympiads", day(10, 20), said("Физика: 58 участников, на муниципальный этап прошли 4.")),
        done(
            (day(10, 23), 15),
            "mathematics",
            EXTRA,
            day(10, 30),
            shown(
                "Разобраны задания 7 и 9: в 5Б тему проходили позже остальных. Программа выровнена, повторение стоит в плане уроков.",
                "Протокол объединения от 23.10.2026",
            ),
        ),
        line(
            (day(10, 28), 16),
            DEPUTY,
            Deed::PutOff(("study-method", day(10, 30)), day(11, 20), "Разбор методики совмещаем с педсоветом 20 ноября"),
        ),
        done(
            (day(10, 29), 15),
            "coordinator",
            "observers-trained",
            day(10, 30),
            shown("Обучены 17 наблюдателей, распределены по кабинетам жребием.", "Протокол жребия наблюдателей"),
        ),
        line((day(10, 30), 16), "administrator", Deed::Leave(LEAVER)),
    ]
}

/// The days before today.
fn november() -> Vec<Line> {
    vec![
        line(
            (day(11, 2), 10),
            "mathematics",
            Deed::AskToDrop(
                ("works-quarter", day(11, 13)),
                "В первой четверти классы уже писали ДКР: ещё одна работа превысила бы норму нагрузки",
            ),
        ),
        line((day(11, 2), 12), DEPUTY, Deed::HandOver(PAGE, "informatics", "Учитель информатики уволился 30 октября")),
        line((day(11, 3), 11), DEPUTY, Deed::AgreeToDrop(("works-quarter", day(11, 13)))),
        done(
            (day(11, 5), 14),
            "languages",
            "bank",
            day(10, 30),
            shown(
                "Банк просмотрен по 14 предметам: 31 работа устарела, не хватает аудирования в 6 классах; составлены две новые.",
                "Что обновлено в банке заданий",
            ),
        ),
        line((day(11, 9), 10), "administrator", Deed::Come(NEWCOMER)),
        done(
            (day(11, 11), 15),
            DEPUTY,
            "marks-interim",
            day(11, 13),
            shown(
                "Отметки за четверть сверены с ДКР по 5 и 7 классам: расхождения в пределах интервала, кроме одного класса; там назначен разбор.",
                "Сверка отметок за I четверть",
            ),
        ),
        line(
            (day(11, 11), 16),
            DEPUTY,
            Deed::AskToDrop(("outside-commissions", day(11, 10)), "Муниципалитет экспертов на эту работу не запрашивал"),
        ),
    ]
}

/// Monthly questions and their answers.
pub(super) fn questions() -> Vec<Line> {
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
                "Наборы результатов, которые стоило посмотреть, разобраны по порядку: перенос данных, критерии, другие объяснения. Неточности исправлены, материалы разборов хранятся у администрации.",
                "Сводка о разборах за октябрь",
            ),
        ),
    ]
}

/// Steps of what goes on all year: evidence before anything is said done.
pub(super) fn steps() -> Vec<Line> {
    [first_steps(), later_steps()].into_iter().flatten().collect()
}

/// The last day of what goes on all year.
const YEAR: Date = date(2027, 5, 28);

fn first_steps() -> Vec<Line> {
    vec![
        attach((day(9, 23), 16), "russian-2", "consultations", YEAR, said("Сентябрь: 4 занятия, 9 учеников 7 классов после пропусков.")),
        attach(
            (day(9, 25), 15),
            "psychologist",
            "psychology",
            YEAR,
            said("Первые встречи с 11 классами: 52 ученика, итог — запрос на занятия по планированию времени."),
        ),
        attach(
            (day(9, 29), 17),
            "social",
            "risk-group",
            YEAR,
            said("Совет профилактики 29.09: рассмотрены шесть семей, с четырьмя согласованы шаги."),
        ),
        attach(
            (day(10, 7), 16),
            "mathematics-2",
            "webinars",
            YEAR,
            said("Вебинар «Критерии задания с развёрнутым ответом ОГЭ по математике», 2 часа, двое учителей."),
        ),
        attach(
            (day(10, 14), 14),
            DEPUTY,
            "support",
            YEAR,
            shown(
                "Двое учителей приняли программу помощи: наставники назначены, цели и сроки согласованы.",
                "Программы помощи, согласовано",
            ),
        ),
        attach(
            (day(10, 15), 16),
            "class-9a",
            "pupil-talks",
            YEAR,
            said("Октябрь: беседы с 14 учениками; пятеро договорились о консультациях, одному перенесён срок пересдачи."),
        ),
        attach(
            (day(10, 16), 15),
            "history",
            "seminars",
            YEAR,
            said("Семинар института развития образования «Читаем отчёт ВПР», 6 часов, двое."),
        ),
    ]
}

fn later_steps() -> Vec<Line> {
    vec![
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
            YEAR,
            said("Октябрь: две группы по 12 человек, четыре занятия; родительский час — 18 семей."),
        ),
        attach((day(10, 27), 16), "class-11a", "parent-talks", YEAR, said("Беседы с семьями шести выпускников о выборе экзаменов.")),
        attach((day(10, 28), 15), "physics", "able", YEAR, said("Маршруты составлены для пяти участников муниципального этапа.")),
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
            YEAR,
            said("Октябрь: 7 занятий, 12 учеников; у восьми следующая работа лучше."),
        ),
    ]
}
