//! What was held, read and decided from August to the day of the rehearsal.

use jiff::civil::{Date, date};

use super::cast::FOUNDER as DEPUTY;
use super::deeds::{Deed, Line, Meeting, NOTHING, Story, Time, Written, day, line};

fn of(on: (Date, i8), by: &'static str, meeting: Meeting, shows: Vec<Time>) -> Line {
    line(on, by, Deed::Meeting(meeting, shows))
}

fn planned(on: (Date, i8), by: &'static str, story: Story, shows: Vec<Time>) -> Line {
    of(on, by, Meeting::Plan(Box::new(story)), shows)
}

fn written(on: (Date, i8), by: &'static str, key: &'static str, at: usize, written: Written) -> Line {
    of(on, by, Meeting::Write(key, at, Box::new(written)), Vec::new())
}

/// Everything.
pub(super) fn meetings() -> Vec<Line> {
    [council(), meeting(), training(), lessons_and_parents(), association(), briefing(), reading(), next_council()]
        .into_iter()
        .flatten()
        .collect()
}

/// The council before the year: two questions, three tasks.
fn council() -> Vec<Line> {
    let story = Story {
        key: "council",
        kind: "council",
        title: "Итоги прошлого года и план по объективности",
        on: day(8, 31),
        time: "11:00",
        place: "актовый зал",
        owner: DEPUTY,
        chair: Some("head"),
        secretary: Some("russian"),
        everybody: true,
        agenda: &[("Показатели ВПР и ОГЭ: что видно и чего не видно", "заместитель директора"), ("План мероприятий на год", "директор")],
        ..NOTHING
    };
    let first = Written {
        heard: "При 27 работах в классе видны только крупные расхождения; таких нет. Небольшие объяснимы случаем.",
        decided: "Показатели принять к сведению; коллег без повода не сравнивать.",
        tasks: vec![("Подготовить памятку «Что такое признак»", "psychologist", day(9, 15))],
    };
    let second = Written {
        heard: "План согласован с объединениями, сроки не пересекаются с каникулами.",
        decided: "План утвердить приказом; критерии хранить в одном месте.",
        tasks: vec![
            ("Собрать критерии по русскому языку в общую папку", "russian", day(9, 18)),
            ("То же по математике", "mathematics", day(10, 30)),
        ],
    };
    vec![
        planned((day(8, 27), 10), DEPUTY, story, vec![("index-external", day(8, 31))]),
        of((day(8, 31), 12), "russian", Meeting::Hold("council", &["geography"], None), Vec::new()),
        written((day(8, 31), 13), "russian", "council", 0, first),
        written((day(8, 31), 13), "russian", "council", 1, second),
        of((day(8, 31), 14), DEPUTY, Meeting::Close("council"), Vec::new()),
        of((day(9, 14), 15), "psychologist", Meeting::TaskDone("council", 0, "Памятка роздана на объединениях"), Vec::new()),
        of((day(9, 18), 16), "russian", Meeting::TaskDone("council", 1, "Папка собрана, ссылка у всех учителей"), Vec::new()),
    ]
}

/// A meeting with the head in September.
fn meeting() -> Vec<Line> {
    let story = Story {
        key: "meeting",
        kind: "meeting",
        title: "Зачем нужна честная отметка",
        on: day(9, 21),
        time: "15:00",
        place: "учительская",
        owner: "head",
        chair: Some("head"),
        secretary: Some("coordinator"),
        parts: &["russian", "mathematics", "sciences", "history", "languages", "primary"],
        agenda: &[("Что меняет план в работе учителя", "директор")],
        ..NOTHING
    };
    let heard = Written {
        heard: "Разобраны вопросы учителей: кто видит признаки, что будет, если не согласен.",
        decided: "Каждый руководитель объединения проводит разговор у себя до конца сентября.",
        tasks: vec![],
    };
    vec![
        planned((day(9, 16), 11), "head", story, vec![("explain", day(9, 30))]),
        of((day(9, 21), 17), "head", Meeting::Hold("meeting", &[], None), Vec::new()),
        written((day(9, 21), 17), "coordinator", "meeting", 0, heard),
        of((day(9, 21), 17), "head", Meeting::Close("meeting"), Vec::new()),
    ]
}

/// Documents of the webinar: of one the term runs out soon.
const DOCUMENTS: &[(&str, &str, Date)] = &[("mathematics", "1541", day(12, 31)), ("mathematics-2", "1542", Date::constant(2029, 10, 7))];

fn training() -> Vec<Line> {
    let story = Story {
        key: "webinar",
        kind: "training",
        title: "Критерии задания с развёрнутым ответом ОГЭ по математике",
        on: day(10, 7),
        owner: "mathematics",
        parts: &["mathematics", "mathematics-2", "mathematics-3"],
        details: &[("form", "webinar"), ("organiser", "институт развития образования"), ("hours", "2")],
        ..NOTHING
    };
    vec![
        planned((day(10, 5), 12), "mathematics", story, Vec::new()),
        of((day(10, 7), 15), "mathematics", Meeting::Hold("webinar", &["mathematics-3"], None), Vec::new()),
        of((day(10, 7), 15), "mathematics", Meeting::Close("webinar"), Vec::new()),
        of((day(10, 14), 12), "mathematics", Meeting::Certify("webinar", DOCUMENTS), Vec::new()),
    ]
}

/// A lesson that was visited, with the teacher's word, and a class whose parents came together.
fn lessons_and_parents() -> Vec<Line> {
    let visit = Story {
        key: "visit",
        kind: "visit",
        title: "Урок физики, 9Б: обратная связь по критериям",
        on: day(10, 21),
        owner: "sciences",
        class: "9Б",
        parts: &["physics"],
        details: &[
            ("topic", "Второй закон Ньютона"),
            ("goal", "together"),
            ("active", "most"),
            ("assessment", "reasoned"),
            ("criteria", "partly"),
            ("strong", "Критерии самостоятельной показаны на первой минуте"),
            ("growth", "Дать ученикам время сверить свою работу с образцом"),
        ],
        ..NOTHING
    };
    let parents = Story {
        key: "parents-9a",
        kind: "parents-class",
        title: "Порядок ГИА-9 и где смотреть результаты",
        on: day(10, 22),
        time: "18:30",
        place: "кабинет 214",
        owner: "class-9a",
        class: "9А",
        agenda: &[("Порядок экзаменов и сроки", "классный руководитель")],
        ..NOTHING
    };
    vec![
        planned((day(10, 20), 10), "sciences", visit, Vec::new()),
        of((day(10, 21), 14), "sciences", Meeting::Hold("visit", &[], None), Vec::new()),
        of(
            (day(10, 21), 16),
            "physics",
            Meeting::Comment("visit", "На сверку не хватило пяти минут, перенёс на следующий урок"),
            Vec::new(),
        ),
        of((day(10, 22), 11), "sciences", Meeting::Close("visit"), Vec::new()),
        planned((day(10, 15), 12), "class-9a", parents, Vec::new()),
        of((day(10, 22), 20), "class-9a", Meeting::Hold("parents-9a", &[], Some((21, 27))), Vec::new()),
        of((day(10, 22), 20), "class-9a", Meeting::Close("parents-9a"), Vec::new()),
    ]
}

fn association() -> Vec<Line> {
    let story = Story {
        key: "association",
        kind: "association",
        title: "Почему 5Б разошёлся с параллелью",
        on: day(10, 23),
        time: "14:00",
        place: "кабинет 305",
        owner: "mathematics",
        chair: Some("mathematics"),
        secretary: Some("mathematics-2"),
        subject: "математика",
        parts: &["mathematics-3"],
        agenda: &[("Задания 7 и 9 стартовой работы", "руководитель объединения")],
        ..NOTHING
    };
    let heard = Written {
        heard: "В 5Б тему проходили позже остальных классов.",
        decided: "Программу выровнять, задания 7 и 9 повторить во всех классах.",
        tasks: vec![
            ("Вставить повторение в календарный план 5 классов", "mathematics-2", day(11, 6)),
            ("Сравнить задания 7 и 9 в декабре", "mathematics", day(12, 18)),
        ],
    };
    vec![
        planned((day(10, 19), 12), "mathematics", story, Vec::new()),
        of((day(10, 23), 14), "mathematics", Meeting::Hold("association", &[], None), Vec::new()),
        written((day(10, 23), 14), "mathematics-2", "association", 0, heard),
        of((day(10, 23), 14), "mathematics", Meeting::Close("association"), Vec::new()),
    ]
}

/// Organisers are briefed: four in the program, one on paper, one still owes it.
fn briefing() -> Vec<Line> {
    let story = Story {
        key: "briefing",
        kind: "briefing",
        title: "Инструктаж организаторов ДКР по математике, 8 классы",
        on: day(11, 6),
        time: "14:30",
        place: "кабинет 118",
        owner: "coordinator",
        parts: &["physics", "chemistry", "geography", "english-2", "class-7b", "russian-2"],
        details: &[("role", "organiser"), ("instruction", "инструкция организатора, версия 3")],
        text: "Пакет вскрывают в кабинете при участниках. Справочные материалы закрыты. Вопрос о задании не обсуждают. Собранные работы пересчитывают дважды и складывают в пакет при наблюдателе.",
        quiz: &[
            ("Где вскрывают пакет?", &["в учительской накануне", "в кабинете при участниках"], 1),
            (
                "Ученик спрашивает, верно ли он понял задание. Что делать?",
                &["объяснить коротко", "сказать, что обсуждать задание нельзя"],
                1,
            ),
        ],
        until: Some(date(2027, 5, 31)),
        ..NOTHING
    };
    vec![
        planned((day(11, 3), 13), "coordinator", story, Vec::new()),
        of((day(11, 6), 15), "coordinator", Meeting::Read("briefing", &["physics", "chemistry", "geography", "class-7b"]), Vec::new()),
        of((day(11, 6), 15), "coordinator", Meeting::Sheet("briefing", &["english-2"]), Vec::new()),
        of((day(11, 6), 16), "coordinator", Meeting::Hold("briefing", &[], None), Vec::new()),
    ]
}

/// Something all class teachers of leaving classes read; half of them have.
fn reading() -> Vec<Line> {
    let story = Story {
        key: "reading",
        kind: "reading",
        title: "Изменения в экзаменах 2027 года",
        on: day(11, 9),
        owner: DEPUTY,
        parts: &["class-9a", "class-9b", "class-9v", "class-11a", "class-11b", "russian", "mathematics", "head"],
        details: &[("basis", "проекты контрольных материалов, сентябрь 2026 года")],
        text: "В работах 2027 года изменены два задания по русскому языку и порядок проверки сочинения. Разбор изменений — в методическом кабинете.",
        until: Some(day(11, 16)),
        ..NOTHING
    };
    let families = Story {
        key: "families-9a",
        kind: "reading",
        title: "Сроки и порядок ГИА-9: памятка семьям",
        on: day(11, 5),
        owner: "class-9a",
        class: "9А",
        text: "Заявление на экзамены подают до 1 марта. Результаты смотрят в личном кабинете и у классного руководителя. Апелляцию подают в течение двух рабочих дней после объявления результата.",
        until: Some(day(11, 18)),
        ..NOTHING
    };
    vec![
        planned((day(11, 5), 12), "class-9a", families, Vec::new()),
        of((day(11, 9), 9), "class-9a", Meeting::Families("families-9a", 12), Vec::new()),
        planned((day(11, 9), 11), DEPUTY, story, Vec::new()),
        of((day(11, 10), 14), DEPUTY, Meeting::Read("reading", &["class-9b", "class-11a", "russian", "mathematics"]), Vec::new()),
    ]
}

/// The council of next week: what became of earlier decisions comes first.
fn next_council() -> Vec<Line> {
    let story = Story {
        key: "council-2",
        kind: "council",
        title: "Первая четверть: что показали проверки",
        on: day(11, 20),
        time: "14:30",
        place: "актовый зал",
        owner: DEPUTY,
        chair: Some("head"),
        secretary: Some("russian"),
        everybody: true,
        agenda: &[
            ("Отметки за четверть и ДКР: где расходятся и почему", "заместитель директора"),
            ("Методика комплексного анализа", "заместитель директора"),
        ],
        ..NOTHING
    };
    vec![planned((day(11, 11), 12), DEPUTY, story, vec![("study-method", day(11, 20))])]
}
