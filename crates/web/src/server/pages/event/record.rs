//! What is written of a question, between its form and the act.

use words::events;
use workflow::Id;
use workflow::event::{Decision, Item, Record, Task};

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

/// Tasks as they were typed; what is wrong with one.
///
/// # Errors
/// The sentence.
pub fn tasks(asked: &Asked, typed: &Typed) -> Result<Vec<Task>, String> {
    let mut tasks = Vec::new();
    for at in 0..MOST_TASKS {
        let get = |name: &str| typed.get(&format!("{name}-{at}")).to_owned();
        let text = get("task");
        if text.is_empty() {
            continue;
        }
        let Some(due) = typed.day(&format!("due-{at}")) else { return Err(events::task_without_day(asked.lang, text)) };
        tasks.push(Task { id: Id::read(&get("task-id")), text, person: Id::read(&get("who")), post: get("post"), due });
    }
    Ok(tasks)
}
