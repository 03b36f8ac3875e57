//! What samples of acts say of events: for tests and the rehearsal.

use jiff::Span;

use super::planned::{Asked, Planned};
use super::record::{Record, Task};
use super::state::{Part, Taken};
use super::stored::{Content, Question};
use crate::world::World;

/// A council of two with one question.
pub(crate) fn council(world: &World) -> Planned {
    let content =
        Content {
            title: "Итоги первой четверти".into(), time: "14:30".into(), place: "Актовый зал".into(), ..Content::default()
        };
    Planned {
        content,
        day: world.today,
        owner: world.active.clone(),
        people: [(world.founder.clone(), Part::Chair), (world.active.clone(), Part::Secretary)].into(),
        agenda: vec![Asked {
            id: None, question: "Как проверяли работы по единым критериям".into(), speaker: "Ёжикова М. П.".into()
        }],
        occurrences: Vec::new(),
    }
}

/// The question of the council that is planned.
pub(super) fn item(world: &World) -> Asked {
    Asked { id: Some(world.event.planned_item.clone()), ..council(world).agenda.swap_remove(0) }
}

/// Something to be read by two, with one question.
pub(crate) fn briefing(world: &World) -> Planned {
    let question =
        Question {
            text: "Когда вскрывают пакет?".into(), options: vec!["Накануне".into(), "В кабинете при участниках".into()], right: 1
        };
    let content = Content {
        title: "Инструктаж организаторов".into(),
        text: "Пакет вскрывают в кабинете при участниках.".into(),
        details: [("role".into(), "organiser".into()), ("instruction".into(), "версия 2".into())].into(),
        quiz: vec![question],
        pass: 1,
        ..Content::default()
    };
    Planned { content, agenda: Vec::new(), ..council(world) }
}

/// A seminar both took part in, with the hours of its programme.
#[cfg(test)]
pub(crate) fn training(world: &World) -> Planned {
    let details = [("form", "seminar"), ("organiser", "Институт развития образования"), ("hours", "16")];
    let details = details.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
    let content = Content { title: "Критерии оценивания".into(), details, ..Content::default() };
    Planned { content, agenda: Vec::new(), ..council(world) }
}

/// Something the families of the first class read.
pub(crate) fn notice(world: &World) -> Planned {
    let content = Content {
        title: "Сроки и места итоговых работ".into(),
        text: "Работы пройдут с 12 по 16 октября, результаты сообщат 20 октября.".into(),
        class: "7А".into(),
        ..Content::default()
    };
    Planned { content, agenda: Vec::new(), ..council(world) }
}

/// What is written of a question: heard, decided, one task.
pub(crate) fn record(world: &World) -> Record {
    let task = Task {
        id: None,
        text: "Разослать критерии".into(),
        person: Some(world.active.clone()),
        post: String::new(),
        due: world.today.saturating_add(Span::new().days(7)),
    };
    Record {
        heard: "Расхождения двух проверок невелики".into(),
        decided: "Критерии оставить".into(),
        how: Some(Taken::Unanimous),
        tasks: vec![task],
    }
}
