//! What a form of an event offers: who can be named, which times of the plan it could show, and whose it could be.

use workflow::Refusal;
use workflow::event::{BoundTime, CouldShow, Kind};
use workflow::people::{Colleague, Colleagues};
use workflow::roster::ClassName;

use crate::server::form::Typed;
use crate::server::office::Office;
use crate::server::policy::Asked;

/// What a form offers to choose from.
pub struct Offered {
    /// Who works here.
    pub colleagues: Vec<Colleague>,
    /// Times of the plan.
    pub times: Vec<BoundTime>,
    /// Classes of the year.
    pub classes: Vec<ClassName>,
    /// Subjects of the year.
    pub subjects: Vec<String>,
}

/// Who can be named, times of the plan around the day that was typed, classes of its year.
pub async fn offered(office: &Office, asked: &Asked, kind: &Kind, typed: &Typed, bound: &[BoundTime]) -> Result<Offered, Refusal> {
    let colleagues = office.see(asked.reader.clone(), Colleagues).await?;
    let day = typed.day("day").unwrap_or_else(|| asked.reader.now().date());
    let could = office.see(asked.reader.clone(), CouldShow { kind: kind.code.to_owned(), day }).await?;
    let mut times = could.times;
    times.retain(|time| bound.iter().all(|one| one.id != time.id));
    times.extend_from_slice(bound);
    times.sort_by(|a, b| (a.due, &a.id).cmp(&(b.due, &b.id)));
    Ok(Offered { colleagues, times, classes: could.classes, subjects: could.subjects })
}
