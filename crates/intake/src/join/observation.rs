//! What `observation.csv` says of observers, put on the scripts that do not say it themselves.

use std::collections::BTreeMap;

use records::dataset::Dataset;
use records::provenance::{Place, Problem, Severity};
use records::text::Text;

use super::Joined;
use crate::draft::ObservationRow;
use crate::spelling;

/// What is wrong and how to mend it.
type Told = Box<[Text; 2]>;

/// Fills observers; a row that fits no script, or two that say different things of one room, are told.
pub(super) fn settle(joined: &mut Joined) {
    let mut said: BTreeMap<(usize, usize), bool> = BTreeMap::new();
    for row in &joined.observations {
        let told = match scripts_of(&joined.data, row) {
            Err(what) => Some(what),
            Ok(scripts) => (!scripts.into_iter().all(|script| *said.entry(script).or_insert(row.observed) == row.observed)).then(twice),
        };
        if let Some(told) = told {
            let [what, mend] = *told;
            joined.problems.push(Problem {
                code: "observation-unfit",
                severity: Severity::Warning,
                place: place(&joined.data, row),
                found: [row.school.as_str(), &row.class, &row.procedure].join(", "),
                what,
                mend,
            });
        }
    }
    for ((kim, script), observed) in said {
        let observer = joined.data.sittings.get_mut(kim).and_then(|sitting| sitting.observer.get_mut(script));
        if let Some(observer) = observer {
            observer.get_or_insert(observed);
        }
    }
}

/// The scripts a row speaks of, as (KIM, row of its sitting); what it names in vain and how to mend it.
fn scripts_of(data: &Dataset, row: &ObservationRow) -> Result<Vec<(usize, usize)>, Told> {
    let Some(kim) = data.kims.iter().position(|kim| kim.kim == row.procedure) else { return Err(no_procedure(data)) };
    let same = |a: &str, b: &str| spelling::fold(a) == spelling::fold(b);
    let Some(sitting) = data.sittings.get(kim) else { return Err(no_scripts()) };
    let fits = |at: &usize| {
        let school = data.schools.get(sitting.school[*at].0 as usize).map_or("", |school| school.school.as_str());
        let room = row.room.is_empty() || sitting.room[*at].is_some_and(|room| same(data.rooms.name(room), &row.room));
        same(school, &row.school) && same(data.class_names.name(sitting.class[*at].0), &row.class) && room
    };
    let scripts: Vec<(usize, usize)> = (0..sitting.len()).filter(fits).map(|at| (kim, at)).collect();
    if scripts.is_empty() { Err(no_scripts()) } else { Ok(scripts) }
}

fn no_procedure(data: &Dataset) -> Told {
    let known: Vec<&str> = data.kims.iter().map(|kim| kim.kim.as_str()).take(5).collect();
    let known = known.join(", ");
    Box::new([
        Text::new(
            "Такой работы в данных нет: строка о наблюдении не учтена.",
            "The data hold no such work: the row on observation is not used.",
        ),
        Text::new(
            format!("Возьмите ключ работы из столбца procedure файла screen.csv, например: {known}."),
            format!("Take the key of the work from the column procedure of screen.csv, for instance: {known}."),
        ),
    ])
}

fn no_scripts() -> Told {
    Box::new([
        Text::new(
            "В этой работе нет такого класса этой школы или такого кабинета: строка о наблюдении не учтена.",
            "This work has no such class of this school, or no such room: the row on observation is not used.",
        ),
        Text::new(
            "Возьмите school и class из файла screen.csv; столбец room оставьте пустым, если кабинеты в работах не указаны.",
            "Take school and class from screen.csv; leave the column room empty where the scripts name no rooms.",
        ),
    ])
}

fn twice() -> Told {
    Box::new([
        Text::new(
            "Об этом классе уже сказано другое: действует первая строка.",
            "Another row says otherwise of this class: the first one stands.",
        ),
        Text::new("Оставьте одну строку на класс и работу или укажите кабинеты.", "Keep one row a class and work, or name the rooms."),
    ])
}

fn place(data: &Dataset, row: &ObservationRow) -> Place {
    let file = data.sources.get(row.origin.source.0 as usize).map_or_else(String::new, |source| source.file.clone());
    Place { file, sheet: None, row: Some(row.origin.row), column: None }
}
