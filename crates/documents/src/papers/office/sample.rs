//! Papers to be looked at.

use jiff::civil::date;
use records::text::Lang;

use super::*;

fn letterhead() -> Letterhead {
    Letterhead {
        lang: Lang::Ru,
        school: "Гимназия № 2\nг. Тула, ул. Садовая, д. 5".into(),
        date: date(2026, 10, 12),
        checkpoint: "objektiv/gymnasium-2\n57\nq83vEiM0RVZneImaq83vEiM0RVZneImaq83vEiM0RVY=".into(),
        number: Some(3),
        head: "Смирнова Анна Викторовна".into(),
        deputy: "Ёжикова Мария Петровна".into(),
    }
}

fn plan() -> Plan {
    let row = |number: &str, text: &str| PlanRow {
        number: number.into(),
        text: text.into(),
        when: "октябрь 2026 г.".into(),
        owners: "Зам. директора по УВР".into(),
        mark: "выполнено 12.10.2026".into(),
    };
    Plan {
        letterhead: letterhead(),
        title: "План мероприятий по объективности".into(),
        head: "УТВЕРЖДЕНО\nприказом от 31.08.2026 № 112-о".into(),
        goal: "Одинаковые правила для всех.".into(),
        directions: vec!["Работа с учителями".into()],
        blocks: vec![PlanBlock {
            title: "Работа с учителями".into(),
            rows: vec![row("1", "Семинар о критериях <и> «ёлочках»"), row("2", &"Посетить уроки ".repeat(20))],
        }],
        marks: true,
    }
}

fn recovery() -> Recovery {
    let groups = (0..16).map(|group| format!("Q{group:02}Z")).collect();
    Recovery { letterhead: letterhead(), groups, word: "берёза 42".into(), ledger_key: "objektiv/gymnasium-2+1a2b3c".into() }
}

pub(super) fn notice() -> Notice {
    let of = |pupil: &str, code: &str| NoticeOf { pupil: pupil.into(), code: code.into() };
    Notice {
        letterhead: letterhead(),
        title: "Семинар о критериях <и> «ёлочках»".into(),
        text: "Работы пройдут с 12 по 16 октября. ".repeat(8),
        until: Some(date(2026, 10, 19)),
        class: "7А".into(),
        address: Some("https://192.168.1.20:8443/read".into()),
        families: vec![of("Ёлкин Пётр Ильич", "ACD34-XY7KM"), of("Зимина Яна", "7KM2A-HTW9P")],
    }
}

pub(super) fn report() -> Report {
    let row = |number: &str, text: &str, state: &str, evidence: &[&str], reason: &str| ReportRow {
        number: number.into(),
        text: text.into(),
        term: "октябрь 2026".into(),
        owners: "Зам. директора по УВР".into(),
        done: state.into(),
        evidence: evidence.iter().map(|text| (*text).into()).collect(),
        reason: reason.into(),
    };
    Report {
        letterhead: letterhead(),
        plan: "План мероприятий по объективности".into(),
        from: date(2026, 9, 1),
        to: date(2026, 10, 24),
        effects: vec![("Доля работ, переданных третьему эксперту".into(), "Было 20 %, стало 9 %.".into())],
        blocks: vec![ReportBlock {
            title: "Работа с учителями".into(),
            rows: vec![
                row("1", "Семинар о критериях <и> «ёлочках»", "выполнено", &["12.10.2026: Протокол № 3"], ""),
                row("2", "Посетить уроки", "перенесено до 30.11.2026", &[], "Болезнь учителя"),
                row("3", "Собрание", "просрочено", &[], ""),
                row("4", "Вебинар", "снято", &[], "Отменён организатором"),
            ],
        }],
        totals: Totals {
            all: 4,
            done: 1,
            waiting: 0,
            before: 0,
            beside_done: 1,
            beside_going: 0,
            put_off: 1,
            dropped: 1,
            overdue: 1,
            passed: 0,
            passed_unentered: 0,
            passed_draft: 0,
            ahead: 0,
        },
    }
}

pub(super) fn order() -> Order {
    Order {
        letterhead: letterhead(),
        plan: "План мероприятий по объективности".into(),
        year: "2026/27".into(),
        number: Some(("112-о".into(), date(2026, 8, 31))),
        responsible: "заместитель директора Иванова Анна Петровна".into(),
        place: "г. Тула".into(),
        known: vec!["Иванова Анна Петровна".into(), "Ёжикова Мария Петровна".into()],
    }
}

pub(super) fn levels() -> Levels {
    let row =
        |text: &str, answer: &str| LevelRow { number: "1".into(), text: text.into(), term: "октябрь".into(), answer: answer.into() };
    Levels {
        letterhead: letterhead(),
        plan: "План мероприятий по объективности".into(),
        above: vec![LevelPlan {
            title: "План региона: объективность".into(),
            summary: "2 мероприятия: отвечает план школы 1, похожего не найдено для 1.".into(),
            rows: vec![
                row("Провести семинары", "Семинар о критериях <и> «ёлочках»"),
                row(&"Обеспечить участие ".repeat(12), "Похожего в плане школы не найдено"),
            ],
        }],
    }
}

pub(super) fn sheets() -> [(&'static str, Sheet); 18] {
    [
        ("recovery", recovery().compose()),
        ("levels", levels().compose()),
        ("plan", plan().compose()),
        ("report", report().compose()),
        ("order", order().compose()),
        ("minutes", minutes(false).compose()),
        ("agenda", minutes(true).compose()),
        ("signing", signing().compose()),
        ("family-sheet", family_sheet().compose()),
        ("register", register().compose()),
        ("briefings", briefings().compose()),
        ("consultations", consultations().compose()),
        ("trainings", trainings().compose()),
        ("inventory", inventory().compose()),
        ("procedure", procedure().compose()),
        ("site-schedule", site_schedule().compose()),
        ("notice", notice().compose()),
        ("erased", erased().compose()),
    ]
}

pub(super) fn minutes(ahead: bool) -> Minutes {
    let person = |name: &str, chair: bool, secretary: bool, came: bool| Attendee {
        name: name.into(),
        chair,
        secretary,
        came: Some(came).filter(|_| !ahead),
        word: String::new(),
    };
    let question = |question: &str, heard: &str| MinutedQuestion {
        question: question.into(),
        speaker: "Ёжикова М. П.".into(),
        heard: if ahead { String::new() } else { heard.into() },
        decided: if ahead { String::new() } else { "Критерии оставить, примеры пополнить".into() },
        how: if ahead { String::new() } else { "единогласно".into() },
        tasks: if ahead {
            Vec::new()
        } else {
            vec![["Разослать критерии".into(), "Ёжикова М. П.".into(), "30.11.2026".into(), "в работе".into()]]
        },
    };
    Minutes {
        letterhead: letterhead(),
        kind: "Педагогический совет".into(),
        title: "Семинар о критериях <и> «ёлочках»".into(),
        day: date(2026, 11, 12),
        place: "14:30, актовый зал".into(),
        ahead,
        facts: Vec::new(),
        responsible: "Смирнова Анна Викторовна".into(),
        led: false,
        called: Called::Invited,
        notes: Vec::new(),
        people: vec![
            person("Смирнова Анна Викторовна", true, false, true),
            person("Ёжикова Мария Петровна", false, true, true),
            person("Уткин Олег Ильич", false, false, false),
        ],
        counted: None,
        questions: vec![
            question("Исполнение прежних решений", "Критерии разосланы"),
            question("Итоги первой четверти", "Расхождения двух проверок невелики"),
        ],
    }
}

pub(super) fn erased() -> ErasureRecord {
    let asked = ("Ёжикова Мария Петровна".to_owned(), "12.10.2026".to_owned());
    let by = ("Смирнова Анна Викторовна".to_owned(), "13.10.2026".to_owned());
    let row = |kind: &str, ground: &str, entry| ErasedRow {
        kind: kind.into(),
        ground: ground.into(),
        asked: asked.clone(),
        by: by.clone(),
        entry,
    };
    ErasureRecord {
        letterhead: letterhead(),
        rows: vec![row("ученик", "отзыв согласия или заявление", 57), row("файл с отметками", "истёк срок хранения", 61)],
    }
}

pub(super) fn signing() -> Signing {
    Signing {
        letterhead: letterhead(),
        reads: true,
        about: "Семинар о критериях <и> «ёлочках»".into(),
        when: "Инструктаж организаторов, 12.11.2026".into(),
        text: "Пакет вскрывают в кабинете при участниках.".into(),
        rows: vec![("Ёжикова Мария Петровна".into(), "в программе, 12.11.2026".into()), ("Уткин Олег Ильич".into(), String::new())],
        families: None,
        keeper: "Смирнова Анна Викторовна".into(),
    }
}

pub(super) fn family_sheet() -> FamilySheet {
    let row = |pupil: &str, known: &str| FamilyRow { pupil: pupil.into(), known: known.into() };
    FamilySheet {
        letterhead: letterhead(),
        about: "Семинар о критериях <и> «ёлочках»".into(),
        when: "Семьи 7А: ознакомление. Ознакомление, 12.11.2026".into(),
        text: "Работы пройдут с 12 по 16 октября.".into(),
        class: "7А".into(),
        rows: vec![row("Ёлкин Пётр", "подписала 12.11.2026, на бумаге"), row("Константинопольская Яна Олеговна", "")],
        keeper: "Смирнова Анна Викторовна".into(),
    }
}

fn inventory() -> Inventory {
    let place = "02 Мероприятия/1 Семинар о критериях/Программа.docx".to_owned();
    Inventory {
        letterhead: letterhead(),
        plan: "План мероприятий по объективности".into(),
        points: vec![
            ("Обсуждение подходов к оцениванию".into(), vec!["Семинар о критериях <и> «ёлочках»: выполнено 12.10.2026".into()]),
            ("Порядок в аудиториях, видеозапись".into(), Vec::new()),
        ],
        source: "Перечень известен со слов".into(),
        lacking: vec!["Порядок в аудиториях, видеозапись: ничего не найдено".into()],
        files: vec![(place, "Подтверждение".into())],
    }
}

fn register() -> Register {
    Register {
        letterhead: letterhead(),
        title: "Журнал инструктажей".into(),
        heads: vec![("Дата".into(), 12), ("Тема".into(), 40), ("Кто".into(), 30), ("Кто проводил".into(), 18)],
        rows: vec![vec![
            "12.11.2026".into(),
            "Семинар о критериях <и> «ёлочках»".into(),
            "Ёжикова Мария Петровна".into(),
            "Смирнова А. В.".into(),
        ]],
        signed: false,
    }
}

fn journal(title: &str, heads: &[(&str, u16)], row: &[&str], signed: bool) -> Register {
    let heads = heads.iter().map(|(head, weight)| ((*head).to_owned(), *weight)).collect();
    let row: Vec<String> = row.iter().map(|cell| (*cell).to_owned()).collect();
    Register { letterhead: letterhead(), title: title.into(), heads, rows: vec![row; 14], signed }
}

fn briefings() -> Register {
    let heads = [
        ("ФИО, должность", 22),
        ("Тема", 20),
        ("Дата", 11),
        ("Инструкция, версия", 20),
        ("Кто провёл, должность", 22),
        ("Подпись того, кого инструктировали", 16),
        ("Подпись того, кто провёл", 16),
    ];
    let row = [
        "Ёжикова-Константинопольская Мария Петровна, учитель физики и информатики",
        "Семинар о критериях <и> «ёлочках» — организаторов",
        "12.11.2026",
        "версия 2 от 01.09.2026. Действует до: 31.05.2027",
        "Смирнова Анна Викторовна, заместитель директора по учебно-воспитательной работе",
        "подтверждено в программе, 12.10.2026; верно 9 из 10 вопросов",
        "______",
    ];
    journal("Журнал инструктажей", &heads, &row, true)
}

fn consultations() -> Register {
    let heads = [
        ("Дата", 11),
        ("Ученик, класс", 20),
        ("Предмет, тема", 18),
        ("Форма", 12),
        ("Время", 8),
        ("Что получилось", 26),
        ("Учитель", 20),
        ("Родители знают", 9),
    ];
    let row = [
        "12.11.2026",
        "Константинопольский Александр Вячеславович, 7А",
        "Алгебра, «Семинар о критериях <и> «ёлочках»",
        "индивидуальная",
        "после 6-го урока",
        "Складывает дроби с разными знаменателями сам; сравнивать их пока трудно",
        "Ёжикова Мария Петровна",
        "да",
    ];
    journal("Журнал консультаций", &heads, &row, false)
}

fn trainings() -> Register {
    let heads =
        [("Дата", 10), ("ФИО", 22), ("Что", 30), ("Форма", 10), ("Кто проводит", 22), ("Часов", 7), ("Документ", 26), ("Действует до", 11)];
    let row = [
        "12.11.2026",
        "Ёжикова-Константинопольская Мария Петровна",
        "Семинар о критериях <и> «ёлочках»",
        "вебинар",
        "Институт развития образования",
        "36",
        "удостоверение, № 180002345678, кем выдан: Институт развития образования",
        "12.11.2029",
    ];
    journal("Журнал обучения", &heads, &row, false)
}

pub(super) fn procedure() -> ProcedureOrder {
    ProcedureOrder {
        letterhead: letterhead(),
        number: None,
        plan: Some(("План мероприятий по повышению объективности <и> «ёлочки»".into(), Some(("112".into(), date(2026, 8, 31))))),
        what: "ДКР, Алгебра".into(),
        parallel: "7 классы".into(),
        subject: "Алгебра".into(),
        day: date(2027, 1, 19),
        when: "3-й урок".into(),
        at: "на 3-м уроке".into(),
        place: String::new(),
        basis: None,
        manner: Manner::Written,
        seats: vec![["7А".into(), "каб. 12".into(), "Ёжикова Мария Петровна".into()], ["7Б".into(), String::new(), String::new()]],
        one_time: true,
        apart: true,
        despite: vec!["Работа на первом или последнем уроке: Семинар о критериях <и> «ёлочках»".into()],
    }
}

pub(super) fn site_schedule() -> SiteSchedule {
    let row = |class: &str, month: &str, days: &[&str]| SiteRow {
        class: class.into(),
        month: month.into(),
        days: days.iter().map(|day| (*day).into()).collect(),
    };
    let half = |name: &str, rows: Vec<SiteRow>| HalfYear { name: name.into(), procedures: 2, rows };
    SiteSchedule {
        letterhead: letterhead(),
        year: "2026/27".into(),
        place: String::new(),
        orders: vec![("15-у".into(), date(2026, 9, 10))],
        rules: vec!["Не больше одной процедуры в день. Источник: письмо 06.08.2021 № СК-228/03".into()],
        halves: vec![
            half("I полугодие", vec![row("7А", "октябрь 2026", &["12 — ДКР, Алгебра", "28 — школьная работа, Физика"])]),
            half("II полугодие", vec![row("7А", "апрель 2027", &["20 — ВПР, Русский язык"])]),
        ],
        changes: vec!["ДКР, Алгебра, 7А: перенесена с 05.10.2026 на 12.10.2026. Материалы пришли позже".into()],
        despite: vec!["Школьная работа, Физика, 7А, 28.10.2026: в один день больше 1 процедуры. Семинар о критериях <и> «ёлочках»".into()],
    }
}
