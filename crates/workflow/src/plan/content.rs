//! What a measure says: the fields a person can change, merged field by field, read and written.

use std::collections::BTreeMap;

use records::plan::When;
use serde::{Deserialize, Serialize};

use super::state::MeasureState;
use super::yearly::Plan;
use crate::act::Version;
use crate::id::Id;
use crate::refusal::{Conflict, Field, Refusal, Rule};
use crate::school::{Edit, Standing};
use crate::store::{Db, Row, Tx, params};
use crate::texts::{self, json, written};

/// The last requirement of the catalogue a measure can answer.
const LAST_REQUIREMENT: u8 = 48;
/// Rules a measure can have.
const MOST_RULES: usize = 24;
/// Between measures in a block there is room for others.
pub(super) const STEP: i64 = 16;

/// What a measure says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Title of its block.
    pub block: String,
    /// Its number, as written.
    pub number: String,
    /// What is to be done.
    pub text: String,
    /// The requirement it answers: 12 for R12.
    pub requirement: Option<u8>,
    /// Owners as written: persons or posts.
    pub owners: String,
    /// When, as written.
    pub when: String,
    /// When, as understood.
    pub rules: Vec<When>,
    /// What is expected.
    pub expected: String,
    /// The measure of the library it was taken from or corresponds to.
    pub library: Option<String>,
    /// Whether what is said done has to be accepted by a second person.
    pub asks_acceptance: bool,
}

impl Content {
    pub(super) fn fits(&self) -> Result<(), Rule> {
        texts::required_line(&self.block, Field::Block)?;
        texts::line(&self.number, Field::Number)?;
        texts::required(&self.text, Field::MeasureText)?;
        texts::text(&self.owners, Field::Owners)?;
        texts::text(&self.when, Field::When)?;
        texts::text(&self.expected, Field::Expected)?;
        texts::line(self.library.as_deref().unwrap_or_default(), Field::Library)?;
        match self.requirement {
            Some(number) if !(1..=LAST_REQUIREMENT).contains(&number) => Err(Rule::Wrong(Field::Requirement)),
            _ if self.rules.len() > MOST_RULES => Err(Rule::Wrong(Field::When)),
            _ => Ok(()),
        }
    }

    fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            block: row.get("title")?,
            number: row.get("number")?,
            text: row.get("text")?,
            requirement: row.get("requirement")?,
            owners: row.get("owners")?,
            when: row.get("written")?,
            rules: json(row, "rules")?,
            expected: row.get("expected")?,
            library: row.get("library")?,
            asks_acceptance: row.get("asks_acceptance")?,
        })
    }

    /// What stands now with what was changed in a form or in a file; fields somebody else changed meanwhile are told and stay.
    pub(super) fn merged(&self, opened: &Self, wanted: &Self, entry: Version) -> (Self, Vec<Conflict>) {
        let (mut new, mut conflicts) = (self.clone(), Vec::new());
        let mut text = |now: &mut String, [opened, wanted]: [&String; 2], field| {
            take(now, [opened, wanted], field, String::clone, entry, &mut conflicts);
        };
        text(&mut new.block, [&opened.block, &wanted.block], Field::Block);
        text(&mut new.number, [&opened.number, &wanted.number], Field::Number);
        text(&mut new.text, [&opened.text, &wanted.text], Field::MeasureText);
        text(&mut new.owners, [&opened.owners, &wanted.owners], Field::Owners);
        text(&mut new.expected, [&opened.expected, &wanted.expected], Field::Expected);
        // As written and as understood are one field: a word and its meaning change together.
        let when = |content: &Self| (content.when.clone(), content.rules.clone());
        let mut both = when(self);
        take(&mut both, [&when(opened), &when(wanted)], Field::When, |(written, _)| written.clone(), entry, &mut conflicts);
        (new.when, new.rules) = both;
        let number = |requirement: &Option<u8>| requirement.map(|number| format!("R{number}")).unwrap_or_default();
        take(&mut new.requirement, [&opened.requirement, &wanted.requirement], Field::Requirement, number, entry, &mut conflicts);
        let library = |library: &Option<String>| library.clone().unwrap_or_default();
        take(&mut new.library, [&opened.library, &wanted.library], Field::Library, library, entry, &mut conflicts);
        let asks = [&opened.asks_acceptance, &wanted.asks_acceptance];
        take(&mut new.asks_acceptance, asks, Field::AsksAcceptance, bool::to_string, entry, &mut conflicts);
        (new, conflicts)
    }
}

/// One field: what was changed is taken, unless somebody else changed it otherwise.
fn take<T: PartialEq + Clone>(
    now: &mut T,
    [opened, wanted]: [&T; 2],
    field: Field,
    written: impl Fn(&T) -> String,
    entry: Version,
    conflicts: &mut Vec<Conflict>,
) {
    let edit = Edit { opened: opened.clone(), wanted: wanted.clone() };
    match edit.against(&Standing { value: now.clone(), entry }, field, written) {
        Ok(Some(new)) => *now = new,
        Ok(None) => {}
        Err(conflict) => conflicts.push(conflict),
    }
}

/// A measure as acts see it.
#[derive(Clone, Debug)]
pub struct Measure {
    pub(super) id: Id,
    pub(super) plan: Id,
    pub(super) content: Content,
    pub(super) people: Vec<Id>,
    pub(super) state: MeasureState,
    pub(super) reason: String,
    pub(super) entry: Version,
}

impl Measure {
    pub(super) fn read(db: &Db<'_>, id: &Id) -> Result<Self, Refusal> {
        Self::find(db, id)?.ok_or_else(|| Refusal::of(Rule::NotThere).about([id.clone()]))
    }

    pub(super) fn find(db: &Db<'_>, id: &Id) -> Result<Option<Self>, Refusal> {
        let sql = "select measure.*, block.title from measure join block on block.id = measure.block where measure.id = ?";
        let Some(measure) = db.one(sql, [id.as_str()], Self::of)? else { return Ok(None) };
        let sql = "select person from measure_owner where measure = ? order by person";
        let people = db.all(sql, [id.as_str()], |row| row.id("person"))?;
        Ok(Some(Self { people, ..measure }))
    }

    /// Every measure of a plan, in its order.
    pub(super) fn of_plan(db: &Db<'_>, plan: &Id) -> Result<Vec<Self>, Refusal> {
        let sql = "select measure.*, block.title from measure join block on block.id = measure.block where measure.plan = ?
            order by block.place, measure.place, measure.id";
        let mut measures = db.all(sql, [plan.as_str()], Self::of)?;
        let sql = "select measure, person from measure_owner join measure on measure.id = measure_owner.measure where plan = ?
            order by measure, person";
        let mut owners: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
        for (measure, person) in db.all(sql, [plan.as_str()], |row| Ok((row.id("measure")?, row.id("person")?)))? {
            owners.entry(measure).or_default().push(person);
        }
        for measure in &mut measures {
            measure.people = owners.remove(&measure.id).unwrap_or_default();
        }
        Ok(measures)
    }

    fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            id: row.id("id")?,
            plan: row.id("plan")?,
            content: Content::of(row)?,
            people: Vec::new(),
            state: row.read("state", MeasureState::from_code)?,
            reason: row.get("reason")?,
            entry: row.get("entry")?,
        })
    }
}

/// Adds a measure at the end of its block, or at a place.
pub(super) fn add(tx: &mut Tx<'_>, plan: &Plan, content: &Content, place: Option<i64>) -> Result<Id, Refusal> {
    let block = block(tx, &plan.id, &content.block)?;
    let (id, entry) = (tx.new_id("measure")?, tx.entry());
    let last = tx.one("select max(place) as last from measure where block = ?", [block.as_str()], |row| row.get::<Option<i64>>("last"))?;
    let place = place.unwrap_or_else(|| last.flatten().unwrap_or(0) + STEP);
    let sql = "insert into measure (id, plan, block, place, number, text, requirement, owners, written, rules, expected, library,
        asks_acceptance, state, reason, entry) values (?, ?, ?, ?, '', '', null, '', '', '[]', '', null, 0, 'kept', '', ?)";
    tx.change(sql, params![id.as_str(), plan.id.as_str(), block.as_str(), place, entry])?;
    write(tx, &plan.id, &id, content)?;
    Ok(id)
}

/// Writes what a measure says.
pub(super) fn write(tx: &mut Tx<'_>, plan: &Id, id: &Id, content: &Content) -> Result<(), Refusal> {
    let block = block(tx, plan, &content.block)?;
    let entry = tx.entry();
    let Content { number, text, requirement, owners, when, rules, expected, library, asks_acceptance, .. } = content;
    let [number, text, owners, when, expected] = [number, text, owners, when, expected].map(|text| text.trim());
    let sql = "update measure set block = ?2, number = ?3, text = ?4, requirement = ?5, owners = ?6, written = ?7, rules = ?8,
        expected = ?9, library = ?10, asks_acceptance = ?11, entry = ?12 where id = ?1";
    let rules = written(rules)?;
    tx.change(
        sql,
        params![id.as_str(), block.as_str(), number, text, requirement, owners, when, rules, expected, library, asks_acceptance, entry],
    )
    .map(drop)
}

/// Writes who owns a measure.
pub(super) fn own(tx: &mut Tx<'_>, id: &Id, people: &[Id]) -> Result<(), Refusal> {
    tx.change("delete from measure_owner where measure = ?", [id.as_str()])?;
    for person in people {
        tx.change("insert or ignore into measure_owner (measure, person) values (?, ?)", params![id.as_str(), person.as_str()])?;
    }
    Ok(())
}

/// The block of this title; made where there is none.
fn block(tx: &mut Tx<'_>, plan: &Id, title: &str) -> Result<Id, Refusal> {
    let title = title.trim();
    let found = tx.one("select id from block where plan = ? and title = ?", params![plan.as_str(), title], |row| row.id("id"))?;
    if let Some(found) = found {
        return Ok(found);
    }
    let last = tx.one("select max(place) as last from block where plan = ?", [plan.as_str()], |row| row.get::<Option<i64>>("last"))?;
    let (id, entry, place) = (tx.new_id("block")?, tx.entry(), last.flatten().unwrap_or(0) + STEP);
    tx.change(
        "insert into block (id, plan, place, title, entry) values (?, ?, ?, ?, ?)",
        params![id.as_str(), plan.as_str(), place, title, entry],
    )?;
    Ok(id)
}

/// Takes away a measure nothing was decided about, and its block where it was the last one in it.
pub(super) fn remove(tx: &mut Tx<'_>, id: &Id) -> Result<(), Refusal> {
    for sql in
        ["delete from occurrence where measure = ?", "delete from measure_owner where measure = ?", "delete from measure where id = ?"]
    {
        tx.change(sql, [id.as_str()])?;
    }
    tidy(tx)
}

/// Takes away blocks nothing is left in.
pub(super) fn tidy(tx: &mut Tx<'_>) -> Result<(), Refusal> {
    tx.change("delete from block where not exists (select 1 from measure where measure.block = block.id)", []).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content() -> Content {
        Content {
            block: "Работа с учителями".into(),
            number: "1".into(),
            text: "Провести семинар".into(),
            requirement: Some(10),
            owners: "Зам. директора".into(),
            when: "октябрь".into(),
            rules: vec![When::AllYear],
            expected: String::new(),
            library: None,
            asks_acceptance: false,
        }
    }

    #[test]
    fn different_fields_are_both_taken_and_the_same_one_is_told() {
        let opened = content();
        let now = Content { owners: "Иванова".into(), ..content() };
        let wanted = Content {
            text: "Провести вебинар".into(), when: "ноябрь".into(), rules: vec![When::AsNeeded], ..content()
        };
        let (merged, conflicts) = now.merged(&opened, &wanted, 7);
        assert_eq!(merged, Content { owners: "Иванова".into(), ..wanted });
        assert!(conflicts.is_empty());
        let (merged, conflicts) = now.merged(&opened, &Content { owners: "Петрова".into(), ..content() }, 7);
        assert_eq!((merged, conflicts.len(), conflicts[0].field, conflicts[0].entry), (now, 1, Field::Owners, 7));
    }

    #[test]
    fn what_cannot_be_is_told_by_its_field() {
        let wrong = |change: fn(&mut Content)| {
            let mut content = content();
            change(&mut content);
            content.fits()
        };
        assert_eq!(content().fits(), Ok(()));
        assert_eq!(wrong(|content| content.text = " ".into()), Err(Rule::Missing(Field::MeasureText)));
        assert_eq!(wrong(|content| content.block.clear()), Err(Rule::Missing(Field::Block)));
        assert_eq!(wrong(|content| content.requirement = Some(49)), Err(Rule::Wrong(Field::Requirement)));
        assert_eq!(wrong(|content| content.owners = "я".repeat(4_001)), Err(Rule::TooMuch(Field::Owners, 4_000)));
        assert_eq!(wrong(|content| content.rules = vec![When::AllYear; 25]), Err(Rule::Wrong(Field::When)));
        assert_eq!(wrong(|content| content.number = "1\n2".into()), Err(Rule::Unprintable(Field::Number)));
    }
}
