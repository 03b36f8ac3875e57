//! `me.see`: who is signed in, what she is here, and where: the frame of every page.

use std::collections::BTreeMap;

use super::held::rights;
use super::managing::ONESELF;
use super::post::{name_among, names_apart};
use crate::act::Look;
use crate::id::Id;
use crate::notice::unseen;
use crate::policy::Policy;
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::role::Role;
use crate::school::Year;
use crate::store::Db;

/// Asks for oneself.
#[derive(Clone, Copy, Debug)]
pub struct Me;

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oneself {
    /// The person.
    pub id: Id,
    /// Her name.
    pub name: String,
    /// What she signs in with.
    pub sign_in: String,
    /// The roles she holds today, each once.
    pub roles: Vec<Role>,
    /// Whether a code of her phone is asked after the password.
    pub asks_code: bool,
    /// Those she stands in for today, each once.
    pub stands_for: Vec<(Id, String)>,
    /// The school's name.
    pub school: String,
    /// The settlement it is in; empty where nobody wrote it.
    pub place: String,
    /// Its address; empty where nobody wrote it.
    pub address: String,
    /// Its time zone.
    pub zone: String,
    /// The year work goes on in.
    pub year: Option<Year>,
    /// Notices she has not looked at.
    pub unseen: usize,
}

impl Look for Me {
    const NAME: &'static str = "me.see";
    const POLICY: Policy = ONESELF;
    type Shown = Oneself;

    fn see(&self, by: &Reader, db: &Db<'_>) -> Result<Oneself, Refusal> {
        let id = by.person().ok_or(Refusal::of(Rule::NotAllowed))?.clone();
        let sql = "select name, sign_in, exists (select 1 from code_key where code_key.person = person.id) as asks_code
            from person join account on account.person = person.id where id = ?";
        let name = db.one(sql, [id.as_str()], |row| Ok((row.get("name")?, row.get("sign_in")?, row.get("asks_code")?)))?;
        let (name, sign_in, asks_code) = name.ok_or(Refusal::of(Rule::NotThere))?;
        let sql = "select name, place, address, zone from school";
        let school = db.one(sql, [], |row| Ok((row.get("name")?, row.get("place")?, row.get("address")?, row.get("zone")?)))?;
        let (school, place, address, zone) = school.ok_or(Refusal::of(Rule::NotFounded))?;
        let by = rights(db, by.clone())?;
        let mut roles: Vec<Role> = by.grants().map(|grant| grant.role).collect();
        roles.sort_unstable();
        roles.dedup();
        let mut others: Vec<&Id> = by.stands_for().collect();
        others.sort();
        others.dedup();
        let names = if others.is_empty() { BTreeMap::new() } else { names_apart(db)? };
        let stands_for = others.into_iter().map(|id| (id.clone(), name_among(&names, id))).collect();
        let year = Year::at_work(db, by.now().date())?;
        let unseen = unseen(&by, db)?;
        Ok(Oneself { id, name, sign_in, roles, asks_code, stands_for, school, place, address, zone, year, unseen })
    }
}
