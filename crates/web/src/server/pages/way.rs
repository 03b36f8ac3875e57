//! Where signing in leads: to what was asked for, or to what was typed before.

use crate::server::halves::Way;
use crate::server::office::Office;
use crate::shell::address::here;

/// Where somebody goes who has signed in.
pub fn onward(office: &Office, person: &str, way: &Way) -> String {
    match office.drafts.of(&way.draft) {
        Some(draft) if draft.by() == person => format!("/draft/{}", way.draft),
        Some(_) => "/".to_owned(),
        None if here(&way.back) => way.back.clone(),
        None => "/".to_owned(),
    }
}
