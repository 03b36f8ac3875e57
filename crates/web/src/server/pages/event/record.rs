//! What is written of a question, between its form and the act.

use jiff::civil::Date;
use words::events;
use workflow::event::{Decision, Item, Record, Task};
use workflow::{Field, Id, Rule};

use super::super::plan::told;
use crate::server::form::Typed;
use crate::server::policy::Asked;

/// Tasks of one question that a form holds.
pub const MOST_TASKS: usize = 30;

/// What is written of a question, as a form holds it.
pub fn record_of(item: &Item, open: &[&Decision]) -> Record {
    let task = |decision: &&Decision| Task {
        id: Some(decision.id.clone()),
        text: decision.text.clone(),
        person: decision.person.clone(),
        post: decision.post.clone(),
        due: decision.due,
    };
    Record { heard: item.heard.clone(), decided: item.decided.clone(), how: item.how, tasks: open.iter().map(task).collect() }
}

/// Tasks as they were typed; an empty row is none, and one whose words were emptied is struck out.
///
/// # Errors
/// What is wrong at which field of a row.
pub fn tasks(asked: &Asked, typed: &Typed, day: Date) -> Result<Vec<Task>, Vec<(String, String)>> {
    let (lang, mut tasks, mut wrong) = (asked.lang, Vec::new(), Vec::new());
    for at in 0..MOST_TASKS {
        let get = |name: &str| typed.get(&format!("{name}-{at}")).to_owned();
        let (id, text, person, post) = (Id::read(&get("task-id")), get("task"), Id::read(&get("who")), get("post"));
        if text.is_empty() {
            let lost = id.is_none() && (person.is_some() || !post.is_empty() || !get("due").is_empty());
            wrong.extend(lost.then(|| (format!("task-{at}"), events::task_without_text(lang))));
            continue;
        }
        let owner = person.is_some() || !post.is_empty();
        wrong.extend((!owner).then(|| (format!("who-{at}"), events::task_without_owner(lang))));
        match typed.day(&format!("due-{at}")) {
            None => wrong.push((format!("due-{at}"), events::task_without_day(lang))),
            Some(due) if due < day => wrong.push((format!("due-{at}"), events::task_too_early(lang, told::day(day)))),
            Some(due) => tasks.push(Task { id, text, person, post, due }),
        }
    }
    if wrong.is_empty() { Ok(tasks) } else { Err(wrong) }
}

/// The field of a question's form a rule speaks of; of rows the longest is the one that is too long.
pub fn field(rule: &Rule, typed: &Typed) -> Option<String> {
    let longest = |name: &str| {
        let length = |at: &usize| typed.get(&format!("{name}-{at}")).chars().count();
        (0..MOST_TASKS).max_by_key(length).map(|at| format!("{name}-{at}"))
    };
    match rule {
        Rule::Missing(told) | Rule::Wrong(told) | Rule::TooMuch(told, _) | Rule::Unprintable(told) => match told {
            Field::Heard => Some("heard".to_owned()),
            Field::Decided => Some("decided".to_owned()),
            Field::HowTaken => Some("how".to_owned()),
            Field::Task if matches!(rule, Rule::TooMuch(..)) => longest("task"),
            Field::TaskOwner if matches!(rule, Rule::TooMuch(..)) => longest("post"),
            _ => None,
        },
        _ => None,
    }
}
