//! What a form of an event offers: who can be named, and which times of the plan it could show.

use workflow::Refusal;
use workflow::event::{BoundTime, CouldShow, Kind};
use workflow::people::{Colleague, Colleagues};

use crate::server::form::Typed;
use crate::server::office::Office;
use crate::server::policy::Asked;

/// Who can be named, and times of the plan around the day that was typed.
pub async fn offered(
    office: &Office,
    asked: &Asked,
    kind: &Kind,
    typed: &Typed,
    bound: &[BoundTime],
) -> Result<(Vec<Colleague>, Vec<BoundTime>), Refusal> {
    let colleagues = office.see(asked.reader.clone(), Colleagues).await?;
    let day = typed.day("day").unwrap_or_else(|| asked.reader.now().date());
    let mut times = office.see(asked.reader.clone(), CouldShow { kind: kind.code.to_owned(), day }).await?;
    times.retain(|time| bound.iter().all(|one| one.id != time.id));
    times.extend_from_slice(bound);
    times.sort_by(|a, b| (a.due, &a.id).cmp(&(b.due, &b.id)));
    Ok((colleagues, times))
}
