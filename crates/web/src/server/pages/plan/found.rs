//! The plan an address names.

use workflow::plan::{PlanShown, PlanState, Whole};
use workflow::{Id, Refusal, Rule};

use crate::server::office::Office;
use crate::server::policy::Asked;

/// The fields of a reason, where there is to be one: what is changed in a plan that is in force says why.
pub const fn says_why(state: PlanState) -> &'static [&'static str] {
    if matches!(state, PlanState::Approved) { &["why", "reason"] } else { &[] }
}

/// The plan of an address.
pub async fn plan(office: &Office, asked: &Asked, id: &str) -> Result<PlanShown, Refusal> {
    let plan = Id::read(id).ok_or(Refusal::of(Rule::NotThere))?;
    office.see(asked.reader.clone(), Whole { plan }).await
}
