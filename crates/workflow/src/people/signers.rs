//! `papers.signers`: who signs papers of a day, as far as the roles tell.

use jiff::civil::Date;

use super::managing::ONESELF;
use super::on_paper::OnPaper;
use crate::act::Look;
use crate::id::Id;
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::role::{Role, Scope};
use crate::store::{Db, params};

/// Asks who signs papers of a day.
#[derive(Clone, Copy, Debug)]
pub struct Signers {
    /// The day.
    pub day: Date,
}

/// Who signs; empty where several could, or nobody is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignersShown {
    /// The head of the school.
    pub head: String,
    /// The deputy head: whoever asks, where she is one.
    pub deputy: String,
    /// The post she had on that day, where it is known.
    pub deputy_post: String,
}

impl Look for Signers {
    const NAME: &'static str = "papers.signers";
    const POLICY: Policy = ONESELF;
    type Shown = SignersShown;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<SignersShown, Refusal> {
        let names = OnPaper::read(db)?;
        let (heads, deputies) = (holders(db, Role::Head, self.day)?, holders(db, Role::DeputyHead, self.day)?);
        let alone = |all: &[Id]| if let [one] = all { Some(one.clone()) } else { None };
        // While somebody stands in for the head either of the two may sign.
        let head = match alone(&heads) {
            Some(head) if stood_in_for(db, &head, self.day)? => None,
            head => head,
        };
        let deputy = by.person().filter(|me| deputies.contains(me)).cloned().or_else(|| alone(&deputies));
        // The post of the end of that day, by the clock of the school.
        let zone = by.now().time_zone().clone();
        let end = self.day.tomorrow().and_then(|next| zone.into_ambiguous_zoned_datetime(next.at(0, 0, 0, 0)).compatible());
        let post = deputy.as_ref().zip(end.ok()).and_then(|(deputy, end)| names.post(deputy, end.timestamp()));
        let deputy_post = post.unwrap_or_default().to_owned();
        let named = |person: Option<Id>| person.map(|person| names.settled(&person, self.day)).unwrap_or_default();
        Ok(SignersShown { head: named(head), deputy: named(deputy), deputy_post })
    }
}

/// Whoever holds a role of the whole school on a day and was not shut out.
fn holders(db: &Db<'_>, role: Role, day: Date) -> Result<Vec<Id>, Refusal> {
    let sql = "select distinct person.id from held_role join person on person.id = held_role.person
        where role = ?1 and scope = ?2 and from_day <= ?3 and (to_day is null or ?3 <= to_day)
        and (state <> 'locked' or ?3 <= left_day) order by person.id";
    db.all(sql, params![role.code(), Scope::School.written(), day.to_string()], |row| row.id("id"))
}

fn stood_in_for(db: &Db<'_>, person: &Id, day: Date) -> Result<bool, Refusal> {
    let sql = "select id from deputy where person = ?1 and (role is null or role = ?2) and from_day <= ?3 and ?3 <= to_day";
    Ok(db.one(sql, params![person.as_str(), Role::Head.code(), day.to_string()], |row| row.id("id"))?.is_some())
}
