//! The plan an address names.

use workflow::plan::{PlanShown, Whole};
use workflow::{Id, Refusal, Rule};

use crate::server::office::Office;
use crate::server::policy::Asked;

/// The plan of an address.
pub async fn plan(office: &Office, asked: &Asked, id: &str) -> Result<PlanShown, Refusal> {
    let plan = Id::read(id).ok_or(Refusal::of(Rule::NotThere))?;
    office.see(asked.reader.clone(), Whole { plan }).await
}
